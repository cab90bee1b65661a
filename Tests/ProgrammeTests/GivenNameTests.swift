import Exchange
import Security
import Testing

@testable import Programme

@Suite struct GivenNameTests {
  /// A program under a paper's name reached a coordinator's desk.
  @Test(arguments: ["report-card.hta", "a\u{202e}fdp.exe", "a\r\nset-cookie: b", "../../x"])
  func whoeverSentItChoosesNoPartOfTheName(sent: String) throws {
    let place = FilePlace(room: "applications", subject: "1", field: "school_certificate")
    let file = StoredFile(
      id: try #require(ID("01900000-0000-7000-8000-000000000001")), place: place, name: sent, kind: .pdf, size: 1)
    #expect(file.givenName("2026-ABC\u{202e}") == "2026-ABC--school-certificate.pdf")
    let given = file.given([], of: "2026-ABC").header("content-disposition")
    #expect(given == "attachment; filename*=UTF-8''2026-ABC-school-certificate.pdf")
    let shown = file.shown([], of: "2026-ABC").header("content-disposition")
    #expect(shown == "inline; filename=\"2026-ABC-school-certificate.pdf\"")
  }
}
