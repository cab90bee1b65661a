import Security

/// The generator of variants, pinned: SplitMix64 (Steele, Lea & Flood 2014) over 64 bits, started with the first eight bytes, the highest
/// first, of a SHA-256. The same texts give the same numbers on every machine and in every version of this program.
struct SeededDraw: Sendable {
  private var state: UInt64

  init(_ texts: String...) {
    let hash = sha256(Array(texts.joined(separator: "\n").utf8))
    state = hash.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  /// 0 to `limit` - 1, by the upper half of a product (Lemire 2019, without the rejection: of at most 10⁹ values one is at most 5e-11 likelier).
  mutating func below(_ limit: Int) -> Int {
    limit < 2 ? 0 : Int(next().multipliedFullWidth(by: UInt64(limit)).high)
  }

  /// Places 0 to `count` - 1 in a drawn order (Fisher & Yates, from the last place down).
  mutating func order(_ count: Int) -> [Int] {
    var order = Array(0..<max(count, 0))
    for at in order.indices.dropFirst().reversed() { order.swapAt(at, below(at + 1)) }
    return order
  }
}
