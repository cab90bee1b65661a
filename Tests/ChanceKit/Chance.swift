/// Numbers that look drawn and are the same in every run (SplitMix64: Steele, Lea, Flood 2014): what a test finds can be found again.
package struct Chance {
  private var state: UInt64

  package init(_ seed: UInt64) { state = seed }

  /// From 0 up to and without `limit`, which is at least 1.
  package mutating func below(_ limit: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ mixed >> 31) % UInt64(limit))
  }

  /// One of values that are not empty.
  package mutating func one<Value>(of values: [Value]) -> Value { values[below(values.count)] }

  package mutating func digits(_ count: Int) -> String { (0..<count).map { _ in String(below(10)) }.joined() }
}
