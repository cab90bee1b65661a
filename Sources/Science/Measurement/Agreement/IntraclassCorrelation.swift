/// The six intraclass correlations of Shrout & Fleiss (1979) with intervals from F tests (McGraw & Wong 1996).
package struct IntraclassCorrelation: Sendable, Hashable {
  /// ICC(1,1) and ICC(1,k): every unit has raters of its own.
  package let oneWay: Pair
  /// ICC(2,1) and ICC(2,k): the same raters, drawn from many; their level counts.
  package let agreement: Pair
  /// ICC(3,1) and ICC(3,k): these raters and no others; their level does not count.
  package let consistency: Pair
  /// Mean squares between units, within units, between raters, and of what is left.
  package let betweenUnits: Double
  package let withinUnits: Double
  package let betweenRaters: Double
  package let residual: Double

  package struct Pair: Sendable, Hashable {
    package let single: Estimate
    /// Of the mean of all k raters.
    package let average: Estimate
  }

  package struct Estimate: Sendable, Hashable {
    /// -infinity where the variances add up to nothing.
    package let value: Double
    package let lower: Double
    package let upper: Double
  }

  /// One row a unit, one column a rater, none missing. `level`: of the intervals, in (0, 1).
  package init(_ rows: [[Double]], level: Double = 0.95) throws(AgreementFault) {
    guard let first = rows.first else { throw .noUnits }
    guard rows.count > 1 else { throw .oneUnit }
    guard first.count > 1 else { throw .oneRater }
    for (unit, row) in rows.enumerated() {
      guard row.count == first.count else { throw .lengths(expected: first.count, given: row.count) }
      guard row.allSatisfy(\.isFinite) else { throw .notFinite(row: unit) }
    }
    let (n, k) = (Double(rows.count), Double(first.count))
    let all = rows.reduce(0) { $0 + $1.reduce(0, +) } / (n * k)
    let unitMeans = rows.map { $0.reduce(0, +) / k - all }
    let raterMeans = first.indices.map { rater in rows.reduce(0) { $0 + $1[rater] } / n - all }
    let total = rows.reduce(0) { $0 + $1.reduce(0) { $0 + ($1 - all) * ($1 - all) } }
    let units = k * unitMeans.reduce(0) { $0 + $1 * $1 }
    let raters = n * raterMeans.reduce(0) { $0 + $1 * $1 }
    guard total > 1e-13 * max(1, n * k * all * all) else { throw .noVariation }
    // What rounding leaves of a sum that is zero.
    func clean(_ sum: Double) -> Double { sum < 1e-13 * total ? 0 : sum }
    betweenUnits = clean(units) / (n - 1)
    withinUnits = clean(total - units) / (n * (k - 1))
    betweenRaters = clean(raters) / (k - 1)
    residual = clean(total - units - raters) / ((n - 1) * (k - 1))
    let tail = (1 - min(max(level, 1e-6), 1 - 1e-6)) / 2
    oneWay = Self.ratio(betweenUnits, withinUnits, n - 1, n * (k - 1), k, tail)
    consistency = Self.ratio(betweenUnits, residual, n - 1, (n - 1) * (k - 1), k, tail)
    agreement = Self.agreement(betweenUnits, betweenRaters, residual, n, k, tail)
  }

  /// (F - 1) / (F + k - 1) and 1 - 1 / F, with F between its quantiles.
  private static func ratio(
    _ between: Double, _ error: Double, _ top: Double, _ bottom: Double, _ k: Double, _ tail: Double
  ) -> Pair {
    guard error > 0 else {
      let sure = Estimate(value: 1, lower: 1, upper: 1)
      return Pair(single: sure, average: sure)
    }
    let f = between / error
    let low = f / fQuantile(above: tail, top: top, bottom: bottom)
    let high = f * fQuantile(above: tail, top: bottom, bottom: top)
    func single(_ f: Double) -> Double { (f - 1) / (f + k - 1) }
    func average(_ f: Double) -> Double { f > 0 ? 1 - 1 / f : -.infinity }
    return Pair(
      single: Estimate(value: single(f), lower: single(low), upper: single(high)),
      average: Estimate(value: average(f), lower: average(low), upper: average(high)))
  }

  private static func agreement(
    _ units: Double, _ raters: Double, _ residual: Double, _ n: Double, _ k: Double, _ tail: Double
  ) -> Pair {
    func share(_ top: Double, _ bottom: Double) -> Double { bottom > 0 ? top / bottom : top == 0 ? 0 : -.infinity }
    let value = share(units - residual, units + (k - 1) * residual + k * (raters - residual) / n)
    let average = share(units - residual, units + (raters - residual) / n)
    guard residual > 0, value.isFinite else {
      let single = Estimate(value: value, lower: residual > 0 ? -.infinity : value, upper: residual > 0 ? 1 : value)
      return Pair(
        single: single, average: Estimate(value: average, lower: min(single.lower, average), upper: max(single.upper, average)))
    }
    // Satterthwaite's degrees of freedom of the raters' part.
    let f = raters / residual
    let rest = n * (1 + (k - 1) * value) - k * value
    let top = (k - 1) * (n - 1) * (k * value * f + rest) * (k * value * f + rest)
    let bottom = (n - 1) * k * k * value * value * f * f + rest * rest
    let degrees = max(1e-3, top / bottom)
    let upperF = fQuantile(above: tail, top: n - 1, bottom: degrees)
    let lowerF = fQuantile(above: tail, top: degrees, bottom: n - 1)
    let noise = k * raters + (k * n - k - n) * residual
    let lower = n * (units - upperF * residual) / (upperF * noise + n * units)
    let upper = n * (lowerF * units - residual) / (noise + n * lowerF * units)
    func mean(_ single: Double) -> Double { 1 + (k - 1) * single > 0 ? k * single / (1 + (k - 1) * single) : -.infinity }
    return Pair(
      single: Estimate(value: value, lower: lower, upper: upper),
      average: Estimate(value: average, lower: mean(lower), upper: mean(upper)))
  }
}
