import ChanceKit
import Foundation
import Lessons
import Markup
import Testing
import Words

/// The short share of what bin/fuzz does: pieces of formulas in any order, and good formulas with a few characters changed.
@Suite struct FormulaFuzzTests {
  private static let pieces = [
    #"\frac"#, #"\sqrt"#, "[", "]", "{", "}", "{", "}", "^", "_", "'", "&", #"\\"#, #"\left("#, #"\right)"#, #"\left."#,
    #"\right|"#,
    #"\begin{cases}"#, #"\end{cases}"#, #"\begin{array}{lr}"#, #"\end{array}"#, #"\text{"#, #"\unit{m/s^2}"#, #"\unit{"#,
    #"\ce{H2O}"#,
    #"\ce{"#, #"\sum"#, #"\lim"#, #"\log"#, #"\vec"#, #"\mathrm"#, #"\mathbb"#, #"\binom"#, #"\cdot"#, #"^\circ"#, #"\,"#, "~",
    " ",
    "1.5", "12", ",", "x", "T", "t", "+", "-", "=", "(", ")", "/", "->", "<=>", "*", "ж", "\u{301}", "\0", "%", "$", "\\",
  ]

  private func check(_ tex: String) {
    guard let formula = try? Formula(reading: tex) else { return }
    for language in Language.allCases {
      #expect(isBalanced(formula.mathML(language).text), "\(tex)")
      _ = formula.line(language)
    }
    #expect((try? Formula(reading: tex)) == formula)
  }

  /// Every element that is opened is closed, and no sign stands outside of one.
  private func isBalanced(_ text: String) -> Bool {
    var open: [Substring] = []
    for match in text.matches(of: /<(\/?)([a-z]+)[^>]*>/) {
      if match.1.isEmpty {
        open.append(match.2)
      } else if open.popLast() != match.2 {
        return false
      }
    }
    return open.isEmpty
  }

  @Test("pieces in any order are read or refused", arguments: 0..<8)
  func pieces(_ seed: Int) {
    var chance = Chance(UInt64(seed))
    for _ in 0..<2_000 { check((0...chance.below(20)).map { _ in chance.one(of: Self.pieces) }.joined()) }
  }

  @Test("good formulas with a few characters changed are read or refused", arguments: 0..<8)
  func changed(_ seed: Int) {
    var chance = Chance(UInt64(seed) + 100)
    for _ in 0..<1_500 {
      var scalars = Array(chance.one(of: FormulaCase.all).tex.unicodeScalars)
      for _ in 0...chance.below(3) where !scalars.isEmpty {
        let at = chance.below(scalars.count)
        switch chance.below(3) {
        case 0: scalars.remove(at: at)
        case 1: scalars.insert(contentsOf: chance.one(of: Self.pieces).unicodeScalars, at: at)
        default: scalars[at] = chance.one(of: chance.one(of: FormulaCase.all).tex.unicodeScalars.map(\.self))
        }
      }
      check(String(String.UnicodeScalarView(scalars)))
    }
  }
}
