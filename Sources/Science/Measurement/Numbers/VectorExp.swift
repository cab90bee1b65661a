/// e^x lane by lane for -708 <= x <= 709 (clamped beyond): x = n ln 2 + r, a Taylor polynomial of degree 13 in |r| <= 0.35 and the
/// exponent bits; relative error below 1e-15.
@inline(__always)
func vectorExp(_ x: SIMD4<Double>) -> SIMD4<Double> {
  typealias Lanes = SIMD4<Double>
  let lower = x.replacing(with: -708, where: x .< -708)
  let x = lower.replacing(with: 709, where: lower .> 709)
  let magic = Lanes(repeating: 6_755_399_441_055_744)
  let shifted = x * 1.442_695_040_888_963_4 + magic
  let n = shifted - magic
  let r = (x - n * 0x1.62e4_2fee_0000_0p-1) - n * 0x1.a39e_f357_93c7_6p-33
  var sum = r * (1 / 6_227_020_800) + 1 / 479_001_600
  sum = sum * r + 1 / 39_916_800
  sum = sum * r + 1 / 3_628_800
  sum = sum * r + 1 / 362_880
  sum = sum * r + 1 / 40_320
  sum = sum * r + 1 / 5_040
  sum = sum * r + 1 / 720
  sum = sum * r + 1 / 120
  sum = sum * r + 1 / 24
  sum = sum * r + 1 / 6
  sum = sum * r + 1 / 2
  sum = sum * r + 1
  sum = sum * r + 1
  let power = unsafeBitCast(shifted, to: SIMD4<UInt64>.self) &<< 52
  return unsafeBitCast(unsafeBitCast(sum, to: SIMD4<UInt64>.self) &+ power, to: Lanes.self)
}
