import Testing
import Words

@testable import Exercises

/// Numbers as they are drawn, kept and shown.
@Suite struct DecimalTests {
  private static let doubles: [(Double, String)] = [
    (14.4, "14.4"), (14.299999999999999, "14.3"), (0.30000000000000004, "0.3"), (1.2100000000000002, "1.21"), (21, "21"),
    (-0.5, "-0.5"), (0, "0"), (-0.0, "0"), (0.6944444444444444, "0.694444444444"), (0.6666666666666666, "0.666666666667"),
    (999_999_999_999.9, "1e12"), (1.6e-19, "1.6e-19"), (123_456_789, "123456789"), (1e-6, "0.000001"),
    (9.99e-7, "9.99e-7"), (0.999999999999999, "1"), (.leastNonzeroMagnitude, "5e-324"),
    (.greatestFiniteMagnitude, "1.79769313486e308"),
  ]

  @Test("a double is written without its rounding errors", arguments: doubles)
  func written(_ number: Double, _ text: String) { #expect(PlainDecimal(number).cleaned().text == text) }

  @Test(
    "a written number is read with its zeros, or not at all",
    arguments: [
      ("9.0", "9.0"), ("21", "21"), ("-0.25", "-0.25"), ("007", "7"), ("1.6e-19", "1.6e-19"), ("0.0", "0.0"), ("1e3", "1000"),
      ("1,5", nil), ("", nil), ("-", nil), ("1.", nil), (".5", nil), ("1e", nil), ("1e999", nil), ("+1", nil), ("1_000", nil),
      ("1234567890123456789", nil), ("0x10", nil), ("1.2.3", nil), ("١", nil), ("nan", nil), ("inf", nil),
    ] as [(String, String?)])
  func read(_ text: String, _ wanted: String?) { #expect(PlainDecimal(text)?.text == wanted) }

  @Test("each language has its mark, thousands and minus; formulas and code have a point")
  func shown() throws {
    let number = ShownNumber.one(try #require(PlainDecimal("-12500.50")))
    #expect(number.text(.kk, in: .words) == "\u{2212}12\u{A0}500,50")
    #expect(number.text(.en, in: .words) == "\u{2212}12\u{A0}500.50")
    #expect(number.text(.ru, in: .formula) == "-12500.50")
    #expect(number.text(.ru, in: .code) == "-12500.50")
    let list = try #require(ShownNumber(computed: .list([14.2, 14.2 - 0.2, 14.2 + 0.1])))
    #expect(list.text(.ru, in: .words) == "14,2; 14,0; 14,3")
    #expect(list.text(.en, in: .words) == "14.2, 14.0, 14.3")
    let charge = ShownNumber.one(try #require(PlainDecimal("1.6e-19")))
    #expect(charge.text(.kk, in: .words) == "1,6·10⁻¹⁹")
    #expect(charge.text(.kk, in: .formula) == "1.6 \\cdot 10^{-19}")
  }

  @Test("what is written is read back as the same double")
  func back() {
    var chance = Chance(7)
    for _ in 0..<20_000 {
      let number = Double(chance.below(2_000_000) - 1_000_000) / Double([1, 10, 100, 1000, 7, 3].randomElement(&chance))
      let written = PlainDecimal(number).cleaned()
      #expect(abs(written.value - number) <= abs(number) * 5.1e-12)
      #expect(PlainDecimal(written.text)?.value == written.value)
    }
  }

  @Test("the generator is pinned: the same texts draw the same numbers for ever")
  func pinned() {
    var draw = SeededDraw("keruen exercise 1", "key", "definition")
    #expect((0..<8).map { _ in draw.below(1000) } == [246, 157, 674, 154, 913, 238, 48, 959])
    var order = SeededDraw("keruen order 1", "key", "1")
    #expect(order.order(8) == [0, 2, 7, 6, 3, 4, 5, 1])
    #expect(order.order(0) == [] && order.order(1) == [0])
  }
}

extension Array {
  fileprivate func randomElement(_ chance: inout Chance) -> Element { self[chance.below(count)] }
}
