import Glibc

/// Density of the standard normal distribution at `z`.
package func normalDensity(_ z: Double) -> Double { exp(-z * z / 2) / (2 * .pi).squareRoot() }

/// Probability below `z` under the standard normal distribution, relative error below 1e-15 in both tails.
package func normalBelow(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }

/// Probability of an absolute value of at least `|z|` under the standard normal distribution.
package func normalBeyond(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }

/// The `z` with probability `p` below it, 0 < p < 1. Wichura (1988), algorithm AS 241, PPND16: relative error about 1e-16.
package func normalQuantile(_ p: Double) -> Double {
  precondition(p > 0 && p < 1)
  let q = p - 0.5
  if abs(q) <= 0.425 {
    let r = 0.180625 - q * q
    return q
      * ratio(
        r,
        [
          3.387_132_872_796_366_608, 133.141_667_891_784_377_45, 1971.590_950_306_551_442_7, 13_731.693_765_509_461_125,
          45_921.953_931_549_871_457, 67_265.770_927_008_700_853, 33_430.575_583_588_128_105, 2509.080_928_730_122_672_7,
        ],
        [
          1, 42.313_330_701_600_911_252, 687.187_007_492_057_908_3, 5394.196_021_424_751_107_7, 21_213.794_301_586_595_867,
          39_307.895_800_092_710_61, 28_729.085_735_721_942_674, 5226.495_278_852_854_561,
        ])
  }
  let tail = (-log(q < 0 ? p : 1 - p)).squareRoot()
  let far =
    tail <= 5
    ? ratio(
      tail - 1.6,
      [
        1.423_437_110_749_683_577_34, 4.630_337_846_156_545_295_9, 5.769_497_221_460_691_405_5, 3.647_848_324_763_204_605_04,
        1.270_458_252_452_368_382_58, 0.241_780_725_177_450_611_77, 0.022_723_844_989_269_184_583_3,
        7.745_450_142_783_414_076_4e-4,
      ],
      [
        1, 2.053_191_626_637_758_821_87, 1.676_384_830_183_803_849_4, 0.689_767_334_985_100_004_55, 0.148_103_976_427_480_074_59,
        0.015_198_666_563_616_457_197, 5.475_938_084_995_344_946e-4, 1.050_750_071_644_416_843_24e-9,
      ])
    : ratio(
      tail - 5,
      [
        6.657_904_643_501_103_777_2, 5.463_784_911_164_114_369_9, 1.784_826_539_917_291_335_8, 0.296_560_571_828_504_891_23,
        0.026_532_189_526_576_123_093, 1.242_660_947_388_078_438_6e-3, 2.711_555_568_743_487_578_15e-5,
        2.010_334_399_292_288_132_65e-7,
      ],
      [
        1, 0.599_832_206_555_887_937_69, 0.136_929_880_922_735_805_31, 0.014_875_361_290_850_615_025,
        7.868_691_311_456_132_591e-4, 1.846_318_317_510_054_681_8e-5, 1.421_511_758_316_445_888_7e-7,
        2.044_263_103_389_939_785_64e-15,
      ])
  return q < 0 ? -far : far
}

/// Probability above `x` under chi-square with `degrees` > 0 degrees of freedom (may be fractional).
package func chiSquareAbove(_ x: Double, degrees: Double) -> Double {
  x <= 0 ? 1 : upperGamma(degrees / 2, x / 2)
}

/// Probability above `x` under F with `top` and `bottom` degrees of freedom.
package func fAbove(_ x: Double, top: Double, bottom: Double) -> Double {
  x <= 0 ? 1 : lowerBeta(bottom / 2, top / 2, at: bottom / (bottom + top * x))
}

/// Probability of an absolute value of at least `|t|` under Student's t.
package func studentBeyond(_ t: Double, degrees: Double) -> Double {
  lowerBeta(degrees / 2, 0.5, at: degrees / (degrees + t * t))
}

/// The value below which Student's t lies with probability `p`, 0.5 <= p < 1: by halving, to the last digits that matter.
package func studentQuantile(_ p: Double, degrees: Double) -> Double {
  precondition(p >= 0.5 && p < 1 && degrees > 0)
  var (low, high) = (0.0, 1.0)
  while studentBeyond(high, degrees: degrees) > 2 * (1 - p), high < 1e12 { high *= 2 }
  for _ in 0..<80 {
    let middle = (low + high) / 2
    if studentBeyond(middle, degrees: degrees) > 2 * (1 - p) { low = middle } else { high = middle }
  }
  return (low + high) / 2
}

/// Logarithm of the gamma function at x > 0, without the shared sign of the C library's `lgamma`.
package func logGamma(_ x: Double) -> Double {
  var sign: Int32 = 0
  return lgamma_r(x, &sign)
}

/// Regularised upper incomplete gamma function Q(a, x): series below a + 1, Lentz's continued fraction above
/// (Abramowitz & Stegun 6.5.29, 6.5.31).
package func upperGamma(_ a: Double, _ x: Double) -> Double {
  precondition(a > 0 && x >= 0)
  if x == 0 { return 1 }
  let front = exp(a * log(x) - x - logGamma(a))
  if x < a + 1 {
    var term = 1 / a
    var sum = term
    var n = a
    while abs(term) > abs(sum) * 1e-17 {
      n += 1
      term *= x / n
      sum += term
    }
    return 1 - front * sum
  }
  return front
    * continued(from: x + 1 - a) { step in
      (-Double(step) * (Double(step) - a), x + Double(2 * step + 1) - a)
    }
}

/// Regularised lower incomplete beta function I_x(a, b) (Abramowitz & Stegun 26.5.8).
package func lowerBeta(_ a: Double, _ b: Double, at x: Double) -> Double {
  precondition(a > 0 && b > 0 && x >= 0 && x <= 1)
  if x == 0 || x == 1 { return x }
  if x > (a + 1) / (a + b + 2) { return 1 - lowerBeta(b, a, at: 1 - x) }
  let front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x)) / a
  return front
    * continued(from: 1) { step in
      let m = Double(step / 2)
      return step % 2 == 0
        ? (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), 1)
        : (-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), 1)
    }
}

/// A mean square as a normal deviate by the cube root of Wilson & Hilferty: (∛square - 1)·3/q + q/3 with q its SD under the model (Wright & Masters
/// 1982, p. 101). 0 where it cannot vary.
func meanSquareDeviate(_ square: Double, variance: Double) -> Double {
  guard variance > 1e-14 else { return 0 }
  let q = min(variance.squareRoot(), 2.0.squareRoot())
  return (cbrt(square) - 1) * 3 / q + q / 3
}

/// 1 / (b0 + a1 / (b1 + a2 / (b2 + …))) by the modified method of Lentz.
private func continued(from start: Double, _ terms: (_ step: Int) -> (a: Double, b: Double)) -> Double {
  let tiny = 1e-300
  var upper = 1 / tiny
  var lower = 1 / (start == 0 ? tiny : start)
  var value = lower
  for step in 1...10_000 {
    let (a, b) = terms(step)
    lower = a * lower + b
    lower = 1 / (lower == 0 ? tiny : lower)
    upper = b + a / upper
    if upper == 0 { upper = tiny }
    value *= lower * upper
    if abs(lower * upper - 1) < 1e-16 { break }
  }
  return value
}

private func ratio(_ x: Double, _ above: [Double], _ below: [Double]) -> Double {
  above.reversed().reduce(0) { $0 * x + $1 } / below.reversed().reduce(0) { $0 * x + $1 }
}
