/// Krippendorff's alpha: 1 - observed / expected disagreement, any number of raters, values missing at will (Krippendorff 2011).
package struct KrippendorffAlpha: Sendable, Hashable {
  /// Squared difference of two values: 0 or 1; of their midranks among all values; of themselves; ((a - b) / (a + b))².
  package enum Metric: Sendable, Hashable, CaseIterable { case nominal, ordinal, interval, ratio }

  package let alpha: Double
  package let observed: Double
  package let expected: Double
  /// Units with at least two values, and how many values these have.
  package let units: Int
  package let values: Int
}

/// Values by unit; who gave them makes no difference to alpha.
package struct UnitValues: Sendable {
  /// Row by row the unit, 0…units-1, and the value, finite.
  package let unit: [Int32]
  package let value: [Double]
  package let units: Int

  package init(unit: [Int32], value: [Double]) throws(AgreementFault) {
    guard unit.count == value.count else { throw .lengths(expected: unit.count, given: value.count) }
    guard !unit.isEmpty else { throw .noUnits }
    var high: Int32 = 0
    for row in unit.indices {
      guard unit[row] >= 0, unit[row] < Int32.max else { throw .unit(row: row) }
      guard value[row].isFinite else { throw .notFinite(row: row) }
      high = max(high, unit[row])
    }
    // A unit's number far beyond the rows would only cost memory.
    guard Int(high) < 64 * (unit.count + 1_024) else { throw .unit(row: unit.firstIndex(of: high) ?? 0) }
    (self.unit, self.value, units) = (unit, value, Int(high) + 1)
  }

  /// One row a rater, one column a unit; nil where she gave none.
  package init(_ rows: [[Double?]]) throws(AgreementFault) {
    guard let first = rows.first else { throw .noUnits }
    var (unit, value) = ([Int32](), [Double]())
    for row in rows {
      guard row.count == first.count else { throw .lengths(expected: first.count, given: row.count) }
      for (at, number) in row.enumerated() {
        guard let number else { continue }
        unit.append(Int32(at))
        value.append(number)
      }
    }
    try self.init(unit: unit, value: value)
  }
}

extension UnitValues {
  /// Nominal, ordinal and interval in one pass over the values once they are numbered; ratio also needs the square of the number of
  /// different values.
  package func alpha(_ metric: KrippendorffAlpha.Metric) throws(AgreementFault) -> KrippendorffAlpha {
    let disagreement = try Disagreement(self, metric)
    guard let alpha = disagreement.alpha(nil) else { throw .noVariation }
    return alpha
  }

  /// By drawing units again; ranks and midpoints stay those of the whole. Nil where most draws have no variation.
  package func alphaInterval(
    _ metric: KrippendorffAlpha.Metric, draws: Int = 1_000, level: Double = 0.95, seed: UInt64
  ) throws(AgreementFault) -> BootstrapInterval? {
    let disagreement = try Disagreement(self, metric)
    return BootstrapInterval(units: disagreement.units, draws: draws, level: level, seed: seed) {
      disagreement.alpha($0)?.alpha
    }
  }
}
