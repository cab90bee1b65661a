import Glibc

extension PairedAnswers {
  /// Shares of the points on the common items; what was asked and not answered is no point. Where both occasions are there the change is
  /// by the sign test: of the items answered otherwise than before, how many turned right (Dixon & Mood 1946).
  func points(without dropped: Set<Int>) -> [PersonGain] {
    let common = anchors.filter { !dropped.contains($0) }
    guard !common.isEmpty else {
      return [PersonGain](repeating: PersonGain(before: nil, after: nil, change: nil), count: persons)
    }
    func share(_ row: [Int?]) -> PersonGain.Measured {
      .init(value: Double(common.count { row[$0] == 1 }) / Double(common.count), error: nil)
    }
    return (0..<persons).map { person in
      let (first, second) = (before[person], after[person])
      let change = first.flatMap { first in
        second.map { second in
          let turned = common.count { first[$0] != 1 && second[$0] == 1 }
          return Change(chance: signChance(turned, of: turned + common.count { first[$0] == 1 && second[$0] != 1 }))
        }
      }
      return PersonGain(before: first.map(share), after: second.map(share), change: change)
    }
  }
}

/// The chance that at least `count` of `all` fair coins fall right; 1 of none.
func signChance(_ count: Int, of all: Int) -> Double {
  guard count > 0, count <= all else { return 1 }
  let whole = lgamma(Double(all) + 1) - Double(all) * log(2)
  var chance = 0.0
  for k in count...all { chance += exp(whole - lgamma(Double(k) + 1) - lgamma(Double(all - k) + 1)) }
  return min(1, chance)
}
