import ChanceKit
import Testing

@testable import Grading

/// Numbers written in every allowed form.
@Suite struct NumberTests {
  private struct Written {
    let text: String
    let value: Double
  }

  /// Digits with a mark at a place, in a form that the grammar lists; the value is what Swift reads of the same digits.
  private func written(_ chance: inout Chance) -> Written {
    let sign = chance.one(of: ["", "-", "\u{2212}", "\u{2013}", "+", "- "])
    let whole = chance.one(of: ["0", "\(1 + chance.below(9))" + chance.digits(chance.below(12))])
    let fraction = chance.digits(chance.below(8))
    let ten = chance.one(of: [0, chance.below(40) - 20, chance.below(200) - 100])
    let isNegative = sign.hasPrefix("-") || sign == "\u{2212}" || sign == "\u{2013}"
    let plain = "\(isNegative ? "-" : "")\(whole)\(fraction.isEmpty ? "" : ".\(fraction)")e\(ten)"
    let front = chance.one(of: [whole, grouped(whole, chance.one(of: [" ", "\u{A0}", "\u{2009}", "\u{202F}"]))])
    let mark = fraction.isEmpty ? "" : chance.one(of: [",", "."])
    return Written(
      text: "\(sign)\(front)\(mark)\(fraction)\(ten == 0 ? "" : power(ten, &chance))", value: Double(plain) ?? .nan)
  }

  private func grouped(_ digits: String, _ space: String) -> String {
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { text += space }
      text.append(digit)
    }
    return text
  }

  private func power(_ ten: Int, _ chance: inout Chance) -> String {
    if chance.below(3) == 0 { return chance.one(of: ["e", "E", "е", "Е"]) + String(ten) }
    let times = chance.one(of: ["·", "*", "×", "\u{22C5}", " · ", " × "])
    return times + "10" + chance.one(of: ["^\(ten)", "^(\(ten))", "^{\(ten)}", raised(ten)])
  }

  @Test("a number written in any allowed form is read as the same bits, 100,000 times")
  func forms() throws {
    var chance = Chance(1)
    for _ in 0..<100_000 {
      let written = written(&chance)
      var scan = try #require(Scan(written.text))
      let number = try #require(WrittenNumber(&scan, allowsFraction: false), "\(written.text)")
      if !scan.isAtEnd || number.value()?.bitPattern != written.value.bitPattern { Issue.record("\(written.text)") }
    }
  }

  @Test("what is shown reads as the same number and is shown again as itself, in each language", arguments: Language.allCases)
  func shown(_ language: Language) throws {
    var chance = Chance(2)
    for _ in 0..<20_000 {
      var scan = try #require(Scan(written(&chance).text))
      let number = try #require(WrittenNumber(&scan, allowsFraction: false))
      let text = number.shown(language)
      var again = try #require(Scan(text))
      let read = try #require(WrittenNumber(&again, allowsFraction: false), "\(text)")
      if !again.isAtEnd || read.value() != number.value() || read.shown(language) != text { Issue.record("\(text)") }
    }
  }

  @Test("a prefix moves the mark and rounds nothing: 20,000 lengths in millimetres are the same bits as in metres")
  func prefixes() throws {
    let grader = Grader(try shippedUnits())
    let metre = try #require(grader.unit("m"))
    var chance = Chance(3)
    for _ in 0..<20_000 {
      let digits = "\(chance.below(1_000_000))"
      let asked = Question(value: Double(digits + "e-3") ?? .nan, unit: metre, tolerance: .absolute(0))
      if grader.grade(digits + " mm", asked, .en).verdict != .right { Issue.record("\(digits)") }
    }
  }

  @Test("the leading place of a value is that of its shortest digits")
  func leadingPlace() {
    for (value, place) in [
      (9.8, 0), (-9.8, 0), (0.0012, -3), (0.1, -1), (1, 0), (10, 1), (12345, 4), (999.999, 2), (1e15, 15), (1e16, 16),
      (1.5e300, 300),
      (1e-5, -5), (1.6e-19, -19), (123456789012345680, 17),
    ] { #expect(Tolerance.leadingPlace(value) == place, "\(value)") }
  }
}
