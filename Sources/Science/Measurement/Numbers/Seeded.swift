/// Reproducible chance: SplitMix64 (Steele, Lea & Flood 2014). The same seed gives the same draws on every machine.
package struct Seeded: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(_ seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  /// Uniform in [0, 1), in steps of 2^-53.
  package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Standard normal, by inversion: one draw for one number, so a seed's stream is easy to follow.
  package mutating func normal() -> Double { normalQuantile((Double(next() >> 11) + 0.5) * 0x1p-53) }

  /// A whole number from 0 up to but not including `limit`.
  package mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
