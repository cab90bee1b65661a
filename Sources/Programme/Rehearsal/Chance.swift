import Words

/// Chance that repeats: the same seed makes the same synthetic people.
package struct Chance: Sendable {
  private let outside: Outside

  package init(seed: UInt64) {
    outside = .still(Moment(milliseconds: 0), seed: seed)
  }

  /// Below `count`, at least 1, each as likely as the others to within a 2⁻³² part.
  package func below(_ count: Int) -> Int {
    let drawn = outside.random(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(drawn % UInt64(count))
  }

  package func one<T>(of list: [T]) -> T { list[below(list.count)] }

  package func happens(_ percent: Int) -> Bool { below(100) < percent }

  package func bytes(_ count: Int) -> [UInt8] { outside.random(count) }
}
