import Postbox
import Testing

@Suite struct PartsOfSMSTests {
  @Test(
    arguments: [
      ("", 1), (String(repeating: "a", count: 160), 1), (String(repeating: "a", count: 161), 2),
      (String(repeating: "a", count: 306), 2), (String(repeating: "a", count: 307), 3),
      // The euro and brackets take two places each.
      (String(repeating: "€", count: 80), 1), (String(repeating: "[", count: 81), 2),
      (String(repeating: "ә", count: 70), 1), (String(repeating: "ә", count: 71), 2), (String(repeating: "я", count: 134), 2),
      (String(repeating: "я", count: 135), 3), ("ы" + String(repeating: "a", count: 70), 2),
      (String(repeating: "😀", count: 35), 1), (String(repeating: "😀", count: 36), 2),
    ])
  func counted(text: String, parts: Int) { #expect(Letter.partsOfSMS(text) == parts) }
}
