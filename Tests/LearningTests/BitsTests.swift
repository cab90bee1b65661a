import Foundation
import Testing

@testable import Learning

/// What memory is made of, before anything is rounded: the phone's script has the same doubles to the last bit
/// (Tests/Browser/test_practice.py). Rounded states alone would not show a power that differs in its last place.
@Suite struct BitsTests {
  @Test("100,000 values of each power and equation have the bits of the kept hashes")
  func bits() throws {
    var draw = Draw()
    let hashes = (0..<10).map { _ in
      var hash = Hash()
      for _ in 0..<10_000 {
        let y = Double(draw.below(48_000_001)) / 1e6 - 24
        let x = Powers.exp(Double(draw.below(48_000_001)) / 1e6 - 24)
        let most = draw.one(of: [10_000, 1_000_000, 2_000_000_000])
        let s = Double(1_000 + draw.below(most)) / 1e6
        let d = Double(1_000_000 + draw.below(9_000_001)) / 1e6
        let longest = draw.one(of: [10, 1_000, 3_000_000])
        let days = draw.below(longest)
        let rating = draw.one(of: Rating.allCases)
        let recall = Equations.recall(days: days, s)
        let values = [
          Powers.exp(y), Powers.ln(x), recall, Equations.sameDay(s, rating), Equations.later(s, d, recall, rating),
          Equations.difficulty(d, rating), Equations.firstDifficulty(rating.rawValue),
        ]
        for value in values { hash.add(String(value.bitPattern, radix: 16)) }
      }
      return hash.text
    }
    let kept = Cases.file("practice-bits.txt")
    if ProcessInfo.processInfo.environment["KERUEN_WRITE_GOLDEN"] != nil {
      try (hashes.joined(separator: "\n") + "\n").write(to: kept, atomically: true, encoding: .utf8)
    }
    #expect(hashes == (try Cases.text("practice-bits.txt")).split(separator: "\n").map(String.init))
  }
}
