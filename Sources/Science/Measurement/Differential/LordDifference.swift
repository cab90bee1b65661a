/// Whether two separate calibrations of an item differ by more than their errors: Wald's test after Lord (1980), item by item, once the
/// focal group's scale is linked to the reference group's.
package struct LordDifference: Sendable, Hashable {
  package let chiSquare: Double
  package let degrees: Int
  package let probability: Double
  /// The reference group's item and, on its scale, the focal group's.
  package let reference: Item
  package let focal: Item
}

extension Responses {
  /// Each focal group against the reference group; flags go by the least probability times the number of focal groups.
  ///
  /// Rasch, partial-credit and rating-scale items have the slope 1 in every group and are linked by the mean threshold of the anchor, others
  /// by mean and SD. The link rests on the same estimates and is part of the test's variance by the delta method. Unless `linkVaries` it counts as
  /// known, as in difR; of items that function alike too few are flagged then.
  package func lordDifferences(
    _ plan: DifferentialPlan = .init(), models: [ItemModel], linkVaries: Bool = true
  ) throws(DifferentialFault) -> DifferentialReport<[LordDifference]> {
    let groups = try plan.groups(of: self)
    var calibrations: [Calibration] = []
    for group in groups {
      let own = try restricted(to: [group])
      var calibration = CalibrationPlan(models: models)
      if models.allSatisfy(\.sharesSlope) {
        calibration.commonSlope = 1
        calibration.groups = [AbilityPlan(mean: 0, deviation: nil)]
      }
      do {
        calibrations.append(try calibrate(own, plan: calibration))
      } catch { throw .calibration(error) }
    }
    return try plan.purified(self) { (anchor) throws(DifferentialFault) in
      var links: [CalibrationLink] = []
      for focal in calibrations.dropFirst() {
        links.append(try CalibrationLink(focal, to: calibrations[0], anchor, varies: linkVaries))
      }
      return try (0..<items).map { (item) throws(DifferentialFault) in
        var tests: [LordDifference] = []
        for link in links { tests.append(try LordDifference(link, item: item)) }
        return (tests, min(1, (tests.map(\.probability).min() ?? 1) * Double(tests.count)))
      }
    }
  }
}

extension LordDifference {
  fileprivate init(_ link: CalibrationLink, item: Int) throws(DifferentialFault) {
    let one = link.reference.items[item]
    guard let other = try? link.line.item(link.focal.items[item]), let all = link.covariance(ofGap: item) else {
      throw .likelihood
    }
    reference = one
    focal = other
    let size = one.naturalParameters.count
    // What was known beforehand has no error and is no part of the test.
    let tested = (0..<size).filter { all[$0 * size + $0] > 1e-20 }
    let gap = tested.map { one.naturalParameters[$0] - other.naturalParameters[$0] }
    let matrix = tested.flatMap { row in tested.map { all[row * size + $0] } }
    guard !tested.isEmpty, let root = Cholesky(matrix, size: tested.count) else { throw .likelihood }
    chiSquare = dot(gap, root.solve(gap))
    degrees = tested.count
    probability = chiSquareAbove(chiSquare, degrees: Double(tested.count))
  }
}

/// The focal group's calibration on the reference group's scale, with what the link owes to the estimates it rests on.
private struct CalibrationLink {
  let reference: Calibration
  let focal: Calibration
  let line: ScaleLinking
  /// Derivatives of scale and shift by the natural parameters of either calibration; nil where the link counts as known.
  private var byReference: [(scale: Double, shift: Double)]?
  private var byFocal: [(scale: Double, shift: Double)]?

  init(_ focal: Calibration, to reference: Calibration, _ anchor: [Int], varies: Bool) throws(DifferentialFault) {
    self.reference = reference
    self.focal = focal
    let method: LinkingMethod = focal.models.allSatisfy(\.sharesSlope) ? .meanMean : .meanSigma
    let (old, new) = (anchor.map { focal.items[$0] }, anchor.map { reference.items[$0] })
    do {
      line = try ScaleLinking(old: old, new: new, method)
    } catch { throw .linking(error) }
    guard varies else { return }
    byFocal = Self.derivatives(old, anchor, focal) { try ScaleLinking.line($0, new, method) }
    byReference = Self.derivatives(new, anchor, reference) { try ScaleLinking.line(old, $0, method) }
  }

  private static func derivatives(
    _ items: [Item], _ anchor: [Int], _ calibration: Calibration, _ line: ([Item]) throws -> ScaleLinking.Line
  ) -> [(scale: Double, shift: Double)]? {
    var result = [(scale: Double, shift: Double)](repeating: (0, 0), count: calibration.naturalCount)
    let step = 1e-5
    for (place, item) in anchor.enumerated() {
      // The guessing chance has no part in a link by thresholds.
      for parameter in 0...items[place].intercepts.count {
        func moved(_ by: Double) -> ScaleLinking.Line? {
          var items = items
          items[place] = items[place].moved(parameter, by: by)
          return try? line(items)
        }
        guard let above = moved(step), let below = moved(-step) else { return nil }
        result[calibration.firstNatural(of: item) + parameter] = (
          (above.scale - below.scale) / (2 * step), (above.shift - below.shift) / (2 * step)
        )
      }
    }
    return result
  }

  /// Of the reference group's natural parameters less those of the focal group on the same scale, row after row.
  func covariance(ofGap item: Int) -> [Double]? {
    let own = focal.items[item]
    let size = own.naturalParameters.count
    // slope' = slope / A; intercept' = intercept - k·slope·B / A.
    let turns = (0..<size).map { row in
      row == 0 || row > own.intercepts.count ? 0 : own.curve == .partialCredit ? Double(row) : 1
    }
    let byScale = (0..<size).map { row in
      row == 0 ? -own.slope / (line.scale * line.scale) : turns[row] * own.slope * line.shift / (line.scale * line.scale)
    }
    let byShift = turns.map { -$0 * own.slope / line.scale }
    let ones = (0..<size).map { row in
      var gradient = [Double](repeating: 0, count: reference.naturalCount)
      gradient[reference.firstNatural(of: item) + row] = 1
      add(byReference, byScale[row], byShift[row], to: &gradient, sign: -1)
      return gradient
    }
    let others = (0..<size).map { row in
      var gradient = [Double](repeating: 0, count: focal.naturalCount)
      gradient[focal.firstNatural(of: item) + row] = row == 0 ? 1 / line.scale : 1
      if turns[row] > 0 { gradient[focal.firstNatural(of: item)] -= turns[row] * line.shift / line.scale }
      add(byFocal, byScale[row], byShift[row], to: &gradient, sign: 1)
      return gradient
    }
    guard let one = reference.covariance(of: ones), let other = focal.covariance(of: others) else { return nil }
    return zip(one, other).map(+)
  }

  private func add(
    _ derivatives: [(scale: Double, shift: Double)]?, _ byScale: Double, _ byShift: Double, to gradient: inout [Double],
    sign: Double
  ) {
    guard let derivatives else { return }
    for at in gradient.indices { gradient[at] += sign * (byScale * derivatives[at].scale + byShift * derivatives[at].shift) }
  }
}

extension Item {
  /// Slope, intercepts and, of a guessing item, the guessing chance.
  fileprivate var naturalParameters: [Double] { [slope] + intercepts + (curve == .guessing ? [guessing] : []) }

  /// With the slope (0) or an intercept (1, …) moved.
  fileprivate func moved(_ parameter: Int, by: Double) -> Item {
    var intercepts = intercepts
    if parameter > 0 { intercepts[parameter - 1] += by }
    return Item(trusted: curve, slope: parameter == 0 ? slope + by : slope, intercepts: intercepts, guessing: guessing)
  }
}
