/// An interval of a statistic from drawing its units again with replacement (Efron 1979), by percentiles.
package struct BootstrapInterval: Sendable, Hashable {
  package let lower: Double
  package let upper: Double
  /// SD over the draws.
  package let standardError: Double
  /// Draws in which the statistic was defined, and all of them.
  package let defined: Int
  package let draws: Int

  /// Nil where fewer than half of the draws define the statistic or there are no draws or units.
  ///
  /// `statistic` gets the units of one draw, each from 0 up to `units`, and must depend on nothing else: draws run on all cores. A draw
  /// depends on the seed and its number alone.
  package init?(
    units: Int, draws: Int = 1_000, level: Double = 0.95, seed: UInt64, statistic: (_ units: [Int32]) -> Double?
  ) {
    guard units > 0, draws > 1, level > 0, level < 1 else { return nil }
    let values = Doubles(draws)
    inBlocks(draws) { _, range in
      var drawn = [Int32](repeating: 0, count: units)
      for draw in range {
        var chance = Seeded(seed &+ UInt64(draw) &* 0xd134_2543_de82_ef95)
        for at in 0..<units { drawn[at] = Int32(chance.below(units)) }
        values.at[draw] = statistic(drawn) ?? .nan
      }
    }
    let kept = values.array.filter(\.isFinite).sorted()
    guard kept.count > 1, kept.count * 2 >= draws else { return nil }
    let mean = kept.reduce(0, +) / Double(kept.count)
    standardError = (kept.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(kept.count - 1)).squareRoot()
    lower = Self.quantile(kept, (1 - level) / 2)
    upper = Self.quantile(kept, (1 + level) / 2)
    defined = kept.count
    self.draws = draws
  }

  /// Linear between order statistics (Hyndman & Fan 1996, type 7).
  private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let at = min(sorted.count - 2, Int(place))
    return sorted[at] + (place - Double(at)) * (sorted[at + 1] - sorted[at])
  }
}
