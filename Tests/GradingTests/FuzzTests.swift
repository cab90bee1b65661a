import ChanceKit
import Testing

@testable import Grading

/// Whatever is typed gets an answer.
@Suite struct FuzzTests {
  private static let pieces = [
    "0", "1", "9", "10", "000", "123", " ", "\u{A0}", "\u{202F}", ",", ".", "-", "\u{2212}", "+", "e", "E", "е", "^", "^(", ")",
    "(", "{", "}",
    "²", "⁻", "⁹", "·", "*", "×", "/", "1/", "м", "m", "с", "s", "к", "k", "Н", "H", "°", "°C", "%", "эВ", "Тм", "кВт", "сағ",
    "µ", "Ω", "\u{301}",
    "\u{0}", "🚀", "٣", "\u{200B}", "99999999999999999999", "^999", "e-999", "e300",
  ]

  @Test("200,000 strings of pieces of the grammar are judged, and what is read is read again as the same")
  func pieces() throws {
    let grader = Grader(try shippedUnits())
    let questions = [
      Question(
        value: 9.8, unit: grader.unit("m/s^2"), isUnitNeeded: true, tolerance: .relative(0.01), allowsFraction: true,
        mistakes: [0, 1]),
      Question(value: 1, tolerance: .digits(3)), Question(value: 300, unit: grader.unit("mK"), tolerance: .absolute(1)),
      Question(value: .nan, unit: grader.unit("degC"), tolerance: .digits(99), mistakes: [.infinity]),
    ]
    var chance = Chance(5)
    var read = 0
    for _ in 0..<200_000 {
      let typed = (0...chance.below(9)).map { _ in chance.one(of: Self.pieces) }.joined()
      let asked = chance.one(of: questions)
      let language = chance.one(of: Language.allCases)
      let grade = grader.grade(typed, asked, language)
      guard let readAs = grade.readAs, grade.verdict != .unreadable else { continue }
      read += 1
      let again = grader.grade(readAs, asked, language)
      if again.verdict != grade.verdict || again.readAs != readAs {
        Issue.record("<\(typed)> <\(readAs)> <\(again.readAs ?? "")>")
      }
    }
    #expect(read > 5_000)
  }

  @Test("length is bounded before anything is read")
  func length() throws {
    let grader = Grader(try shippedUnits())
    let asked = Question(value: 1, tolerance: .absolute(0))
    for long in [
      String(repeating: "9", count: 1_000_000), String(repeating: "(", count: 1_000_000),
      "1" + String(repeating: " ", count: 1_000_000),
    ] {
      #expect(grader.grade(long, asked, .kk).verdict == .unreadable)
    }
    #expect(grader.grade("1" + String(repeating: "0", count: 39), asked, .kk).verdict == .wrong)
    #expect(grader.grade("1" + String(repeating: "0", count: 40), asked, .kk).verdict == .unreadable)
  }

  @Test("a value or tolerance that is no number is never right")
  func nothing() throws {
    let grader = Grader(try shippedUnits())
    for asked in [
      Question(value: .nan, tolerance: .absolute(1)), Question(value: 1, tolerance: .absolute(.nan)),
      Question(value: 1, tolerance: .digits(0)),
      Question(value: 1, tolerance: .absolute(-1)), Question(value: .infinity, tolerance: .digits(2)),
    ] { #expect(grader.grade("1", asked, .ru).verdict == .wrong, "\(asked)") }
  }
}
