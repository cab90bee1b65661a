/// The gain of some persons together, with its two errors.
package struct GainSummary: Sendable, Hashable {
  /// Who was measured both times.
  package let pairs: Int
  /// Who was measured before only.
  package let lacking: Int
  /// Their first measures, beside those of the pairs: whether those who are missing began elsewhere.
  package let firstOfPairs: Double?
  package let firstOfLacking: Double?
  package let mean: Double?
  /// For these persons: √(Σ SEᵢ²) / n. The gains err independently, so that the variance of their sum is Σ SEᵢ² and that of their mean
  /// Σ SEᵢ² / n². Nil of points.
  package let measurementError: Double?
  /// For persons like these: SD / √n, with the SD of the gains, which holds the error of measurement already: the two are not to be added.
  /// Nil of fewer than two.
  package let samplingError: Double?
  /// Of the mean, for persons like these: of points from drawing the pairs again, on a scale from making the scale again without each of
  /// some parts of them. Nil of fewer than two, and of the gains without the differing anchors.
  package let interval: GainInterval?
}

/// How much more one population gained than another, with its interval as in `GainSummary`.
package struct GainDifference: Sendable, Hashable {
  package let mean: Double
  package let lower: Double
  package let upper: Double
}

extension Gain {
  /// `without`: with the gains without the differing anchors.
  package func summary(of some: [Int], without: Bool = false) -> GainSummary {
    let persons = without ? self.without ?? self.persons : self.persons
    let paired = some.filter { persons[$0].gain != nil }
    let gains = paired.compactMap { persons[$0].gain }
    let errors = paired.compactMap { persons[$0].error }
    let alone = some.filter { persons[$0].before != nil && persons[$0].after == nil }
    return GainSummary(
      pairs: gains.count, lacking: alone.count, firstOfPairs: mean(paired.compactMap { persons[$0].before?.value }),
      firstOfLacking: mean(alone.compactMap { persons[$0].before?.value }), mean: mean(gains),
      measurementError: errors.isEmpty || errors.count < gains.count
        ? nil : errors.reduce(0) { $0 + $1 * $1 }.squareRoot() / Double(errors.count),
      samplingError: deviation(gains).map { $0 / Double(gains.count).squareRoot() },
      interval: without ? nil : interval(of: paired))
  }

  private func interval(of paired: [Int]) -> GainInterval? {
    let gains = paired.compactMap { persons[$0].gain }
    guard gains.count > 1, let value = mean(gains) else { return nil }
    if let refits {
      return refits.interval(about: value, touched: paired, level: plan.level) { again in mean(paired.compactMap { again[$0] }) }
    }
    return BootstrapInterval(units: gains.count, draws: plan.draws, level: plan.level, seed: plan.seed) { drawn in
      drawn.reduce(0) { $0 + gains[Int($1)] } / Double(drawn.count)
    }.map { GainInterval(lower: $0.lower, upper: $0.upper) }
  }

  /// Those of population 0, whoever of them was measured.
  package func members(of population: Int = 0) -> [Int] { populations.indices.filter { populations[$0] == population } }

  /// How much more population 0 gained than population 1; nil where one of them has fewer than two pairs.
  package var difference: GainDifference? {
    let gains = [0, 1].map { population in members(of: population).compactMap { persons[$0].gain } }
    guard gains.allSatisfy({ $0.count > 1 }), let own = mean(gains[0]), let other = mean(gains[1]) else { return nil }
    if scale == .points {
      let (all, count) = (gains[0] + gains[1], gains[0].count)
      let interval = BootstrapInterval(units: all.count, draws: plan.draws, level: plan.level, seed: plan.seed) { drawn in
        let own = drawn.filter { $0 < count }.map { all[Int($0)] }
        let other = drawn.filter { $0 >= count }.map { all[Int($0)] }
        return mean(own).flatMap { own in mean(other).map { own - $0 } }
      }
      return interval.map { GainDifference(mean: own - other, lower: $0.lower, upper: $0.upper) }
    }
    let both = [members(of: 0), members(of: 1)]
    return refits?.interval(about: own - other, touched: both[0] + both[1], level: plan.level) { again in
      let means = both.map { some in mean(some.compactMap { again[$0] }) }
      return means[0].flatMap { own in means[1].map { own - $0 } }
    }.map { GainDifference(mean: own - other, lower: $0.lower, upper: $0.upper) }
  }
}

/// Nil of nothing.
private func mean(_ values: [Double]) -> Double? { values.isEmpty ? nil : values.reduce(0, +) / Double(values.count) }

/// Nil of fewer than two.
private func deviation(_ values: [Double]) -> Double? {
  guard values.count > 1, let mean = mean(values) else { return nil }
  return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
}
