import Glibc

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
  /// by mean and SD. The link counts as known, though the items it rests on have errors of their own: of items that function alike 3.2 % are flagged
  /// at a level of 5 % (two-parameter model, 500 persons a group; Tests/MeasurementTests/Differential/FalseAlarmTests).
  package func lordDifferences(
    _ plan: DifferentialPlan = .init(), models: [ItemModel]
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
      var links: [ScaleLinking] = []
      for focal in calibrations.dropFirst() { links.append(try link(focal, to: calibrations[0], anchor)) }
      return try (0..<items).map { (item) throws(DifferentialFault) in
        var tests: [LordDifference] = []
        for (focal, link) in zip(calibrations.dropFirst(), links) {
          tests.append(try LordDifference(calibrations[0], focal, link, item: item))
        }
        return (tests, min(1, (tests.map(\.probability).min() ?? 1) * Double(tests.count)))
      }
    }
  }

  private func link(_ focal: Calibration, to reference: Calibration, _ anchor: [Int]) throws(DifferentialFault) -> ScaleLinking {
    let (old, new) = (anchor.map { focal.items[$0] }, anchor.map { reference.items[$0] })
    do {
      return try ScaleLinking(old: old, new: new, focal.models.allSatisfy(\.sharesSlope) ? .meanMean : .meanSigma)
    } catch { throw .linking(error) }
  }
}

extension LordDifference {
  fileprivate init(
    _ reference: Calibration, _ focal: Calibration, _ link: ScaleLinking, item: Int
  ) throws(DifferentialFault) {
    let one = reference.items[item]
    guard let other = try? link.item(focal.items[item]), let errorOne = reference.covariance(item: item),
      let errorOther = focal.covariance(item: item)
    else { throw .likelihood }
    self.reference = one
    self.focal = other
    func vector(_ item: Item) -> [Double] { [item.slope] + item.intercepts + (item.curve == .guessing ? [item.guessing] : []) }
    let size = vector(one).count
    let moved = Self.moved(errorOther, link, focal.items[item], size: size)
    // What was known beforehand has no error and is no part of the test.
    let tested = (0..<size).filter { errorOne[$0 * size + $0] + moved[$0 * size + $0] > 0 }
    let gap = tested.map { vector(one)[$0] - vector(other)[$0] }
    let matrix = tested.flatMap { row in tested.map { errorOne[row * size + $0] + moved[row * size + $0] } }
    guard !tested.isEmpty, let root = Cholesky(matrix, size: tested.count) else { throw .likelihood }
    chiSquare = dot(gap, root.solve(gap))
    degrees = tested.count
    probability = chiSquareAbove(chiSquare, degrees: Double(tested.count))
  }

  /// J Σ Jᵀ of the change of scale: slope' = slope / A; intercept' = intercept - k·slope·B / A.
  private static func moved(_ covariance: [Double], _ link: ScaleLinking, _ item: Item, size: Int) -> [Double] {
    var jacobian = [Double](repeating: 0, count: size * size)
    for row in 0..<size { jacobian[row * size + row] = 1 }
    jacobian[0] = 1 / link.scale
    for step in item.intercepts.indices {
      jacobian[(step + 1) * size] = -link.shift / link.scale * (item.curve == .partialCredit ? Double(step + 1) : 1)
    }
    var result = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0..<size {
        for one in 0..<size {
          for other in 0..<size {
            result[row * size + column] +=
              jacobian[row * size + one] * covariance[one * size + other] * jacobian[column * size + other]
          }
        }
      }
    }
    return result
  }
}
