/// Which score of form Y every score of form X is worth.
package struct Equating: Sendable, Hashable {
  /// By score of X from 0.
  package let equivalents: [Double]
  /// Where the equating is a line: Y = slope · X + intercept.
  package let slope: Double?
  package let intercept: Double?

  init(slope: Double, intercept: Double, highest: Int) {
    (self.slope, self.intercept) = (slope, intercept)
    equivalents = (0...highest).map { slope * Double($0) + intercept }
  }

  init(equivalents: [Double]) {
    (slope, intercept) = (nil, nil)
    self.equivalents = equivalents
  }
}

/// Equating of groups that are alike: one group took both forms, or chance decided who took which.
package enum RandomGroupsMethod: Sendable, Hashable {
  case identity
  /// Same mean.
  case mean
  /// Same mean and SD.
  case linear
  /// Same percentile ranks, after smoothing of both distributions.
  case equipercentile(Presmoothing)
}

/// Equating of groups that differ, by items both took (common-item nonequivalent groups; Kolen & Brennan 2004, ch. 4 and 5).
package enum AnchorMethod: Sendable, Hashable {
  /// Regression of total on anchor is the same in both groups.
  case tucker
  /// True scores are linearly related; observed scores are equated (congeneric model).
  case levine
  /// Mean and SD of frequency estimation.
  case braunHolland
  case chainedLinear
  /// Total given anchor is distributed alike in both groups; percentile ranks of the synthetic group.
  case frequencyEstimation
  case chainedEquipercentile
}

extension ScoreFrequencies {
  /// From this form X to form Y.
  package func equated(to y: ScoreFrequencies, _ method: RandomGroupsMethod) throws(EquatingFault) -> Equating {
    switch method {
    case .identity: return Equating(slope: 1, intercept: 0, highest: highest)
    case .mean: return Equating(slope: 1, intercept: y.mean - mean, highest: highest)
    case .linear:
      let slope = (y.variance / variance).squareRoot()
      return Equating(slope: slope, intercept: y.mean - slope * mean, highest: highest)
    case .equipercentile(let smoothing):
      let (from, to) = (try smoothed(smoothing), try y.smoothed(smoothing))
      return Equating(equivalents: (0...highest).map { to.quantile(from.percentileRank(Double($0))) })
    }
  }
}

extension AnchoredFrequencies {
  /// From this form X, taken by group 1, to form Y, taken by group 2. `weight`: of group 1 in the synthetic group.
  package func equated(
    to y: AnchoredFrequencies, _ method: AnchorMethod, weight: Double = 0.5
  ) throws(EquatingFault) -> Equating {
    guard highestAnchor == y.highestAnchor, isInternal == y.isInternal else { throw .differentAnchors }
    guard weight >= 0, weight <= 1 else { throw .weight(weight) }
    switch method {
    case .tucker, .levine: return try syntheticLine(y, gammas: (try gamma(method), try y.gamma(method)), weight)
    case .braunHolland:
      let (one, two) = try synthetic(y, weight)
      return try one.equated(to: two, .linear)
    case .frequencyEstimation:
      let (one, two) = try synthetic(y, weight)
      return try one.equated(to: two, .equipercentile(.none))
    case .chainedLinear:
      let first = try totals.equated(to: anchors, .linear)
      let second = try y.anchors.equated(to: y.totals, .linear)
      guard let a = first.slope, let b = first.intercept, let c = second.slope, let d = second.intercept else { throw .smoothing }
      return Equating(slope: a * c, intercept: c * b + d, highest: highest)
    case .chainedEquipercentile:
      let (total, anchor, otherAnchor, other) = (totals, anchors, y.anchors, y.totals)
      return Equating(
        equivalents: (0...highest).map { score in
          let middle = anchor.quantile(total.percentileRank(Double(score)))
          return other.quantile(otherAnchor.percentileRank(middle))
        })
    }
  }

  /// How much the total moves with the anchor: regression slope (Tucker), ratio of true-score SDs (Levine).
  private func gamma(_ method: AnchorMethod) throws(EquatingFault) -> Double {
    let covariance = covariance
    guard covariance > 0 else { throw .unrelatedAnchor }
    if method == .tucker { return covariance / anchors.variance }
    return isInternal ? totals.variance / covariance : (totals.variance + covariance) / (anchors.variance + covariance)
  }

  /// Kolen & Brennan 2004, eq. 4.17 to 4.20.
  private func syntheticLine(
    _ y: AnchoredFrequencies, gammas: (Double, Double), _ weight: Double
  ) throws(EquatingFault) -> Equating {
    let (w1, w2) = (weight, 1 - weight)
    let (x1, v1, y2, v2) = (totals, anchors, y.totals, y.anchors)
    let distance = v1.mean - v2.mean
    let spread = v1.variance - v2.variance
    let meanX = x1.mean - w2 * gammas.0 * distance
    let meanY = y2.mean + w1 * gammas.1 * distance
    let varianceX = x1.variance + gammas.0 * gammas.0 * (w1 * w2 * distance * distance - w2 * spread)
    let varianceY = y2.variance + gammas.1 * gammas.1 * (w1 * w2 * distance * distance + w1 * spread)
    guard varianceX > 0, varianceY > 0 else { throw .unrelatedAnchor }
    let slope = (varianceY / varianceX).squareRoot()
    return Equating(slope: slope, intercept: meanY - slope * meanX, highest: highest)
  }

  /// Total scores of both forms in the synthetic group (Kolen & Brennan 2004, eq. 5.9).
  private func synthetic(
    _ y: AnchoredFrequencies, _ weight: Double
  ) throws(EquatingFault) -> (ScoreFrequencies, ScoreFrequencies) {
    (
      try mixed(with: y.anchors, own: weight, other: 1 - weight), try y.mixed(with: anchors, own: 1 - weight, other: weight)
    )
  }

  private func mixed(with anchor: ScoreFrequencies, own: Double, other: Double) throws(EquatingFault) -> ScoreFrequencies {
    let (mine, total) = (anchors, totals)
    var shares = total.counts.map { own * $0 / total.total }
    guard other > 0 else { return ScoreFrequencies(trusted: shares) }
    for v in 0...highestAnchor where anchor.counts[v] > 0 {
      guard mine.counts[v] > 0 else { throw .unmatchedAnchor(score: v) }
      let weight = other * anchor.counts[v] / anchor.total / mine.counts[v]
      for x in 0...highest { shares[x] += weight * counts[x * columns + v] }
    }
    return ScoreFrequencies(trusted: shares)
  }
}
