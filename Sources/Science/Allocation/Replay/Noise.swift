import Glibc

/// Normal numbers (Box and Muller 1958) from SplitMix64 (Steele, Lea, Flood 2014), a stream of its own for each draw.
struct Noise {
  private var state: UInt64
  private var spare: Double?

  init(seed: UInt64, draw: Int) {
    state = seed &* 0x9e37_79b9_7f4a_7c15 ^ UInt64(draw) &* 0xd134_2543_de82_ef95
    _ = next()
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  mutating func normal() -> Double {
    if let spare {
      self.spare = nil
      return spare
    }
    let radius = (-2 * log((Double(next() >> 11) + 1) * 0x1p-53)).squareRoot()
    let angle = 2 * Double.pi * Double(next() >> 11) * 0x1p-53
    spare = radius * sin(angle)
    return radius * cos(angle)
  }
}
