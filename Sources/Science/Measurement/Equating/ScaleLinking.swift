import Glibc

/// The line that takes abilities of one calibration to the scale of another: new = scale · old + shift (Kolen & Brennan 2004, ch. 6).
package struct ScaleLinking: Sendable, Hashable {
  package let scale: Double
  package let shift: Double
  /// By leaving out one common item at a time (jackknife); nil with fewer than three.
  package let errors: Errors?
  /// Of the characteristic-curve methods, what is left of the criterion; 0 for moments.
  package let loss: Double
  package let converged: Bool

  package struct Errors: Sendable, Hashable {
    package let scale: Double
    package let shift: Double
  }

  package func ability(_ old: Double) -> Double { scale * old + shift }

  /// An item of the old calibration on the new scale.
  package func item(_ old: Item) throws(ItemFault) -> Item { try old.rescaled(scale: 1 / scale, shift: -shift / scale) }
}

package enum LinkingMethod: Sendable, Hashable {
  /// Mean slope and mean threshold (Loyd & Hoover 1980).
  case meanMean
  /// Mean and SD of thresholds (Marco 1977).
  case meanSigma
  /// Squared differences of every item's category curves (Haebara 1980), on both scales.
  case haebara
  /// Squared difference of the tests' characteristic curves (Stocking & Lord 1983), on both scales.
  case stockingLord
}

/// Why scales cannot be linked.
package enum LinkingFault: Error, Sendable, Hashable {
  case noItems
  /// Not the same items.
  case count(expected: Int, given: Int)
  /// Different curves or numbers of categories.
  case different(item: Int)
  /// A slope of 0 has no threshold.
  case flat(item: Int)
  /// All thresholds are the same: their SD cannot be compared.
  case noSpread
  /// The mean slopes have different signs.
  case opposite
}

extension ScaleLinking {
  /// `old` and `new`: the common items as each calibration has them. Characteristic curves are weighted by N(0, 1) on both scales.
  package init(old: [Item], new: [Item], _ method: LinkingMethod = .stockingLord) throws(LinkingFault) {
    guard !old.isEmpty else { throw .noItems }
    guard old.count == new.count else { throw .count(expected: old.count, given: new.count) }
    for item in old.indices {
      guard old[item].curve == new[item].curve, old[item].categories == new[item].categories else { throw .different(item: item) }
      guard old[item].slope != 0, new[item].slope != 0 else { throw .flat(item: item) }
    }
    let all = try Self.line(old, new, method)
    var lines: [Line] = []
    if old.count > 2 {
      for item in old.indices {
        var (fewer, others) = (old, new)
        fewer.remove(at: item)
        others.remove(at: item)
        if let line = try? Self.line(fewer, others, method) { lines.append(line) }
      }
    }
    scale = all.scale
    shift = all.shift
    loss = all.loss
    converged = all.converged
    errors =
      lines.count == old.count && lines.count > 2
      ? Errors(scale: jackknife(lines.map(\.scale)), shift: jackknife(lines.map(\.shift))) : nil
  }

  struct Line {
    var scale: Double
    var shift: Double
    var loss = 0.0
    var converged = true
  }

  static func line(_ old: [Item], _ new: [Item], _ method: LinkingMethod) throws(LinkingFault) -> Line {
    switch method {
    case .meanMean: return try moments(old, new, bySlopes: true)
    case .meanSigma: return try moments(old, new, bySlopes: false)
    case .haebara, .stockingLord:
      let start = try moments(old, new, bySlopes: true)
      return CurveMatch(old, new, isItemwise: method == .haebara).fit(from: start)
    }
  }

  private static func moments(_ old: [Item], _ new: [Item], bySlopes: Bool) throws(LinkingFault) -> Line {
    let before = old.flatMap { $0.thresholds ?? [] }
    let after = new.flatMap { $0.thresholds ?? [] }
    let (meanBefore, meanAfter) = (before.reduce(0, +) / Double(before.count), after.reduce(0, +) / Double(after.count))
    let scale: Double
    if bySlopes {
      let (top, bottom) = (old.reduce(0) { $0 + $1.slope }, new.reduce(0) { $0 + $1.slope })
      guard top != 0, bottom != 0, top / bottom > 0 else { throw .opposite }
      scale = top / bottom
    } else {
      func spread(_ values: [Double], _ mean: Double) -> Double { values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } }
      let (wide, narrow) = (spread(after, meanAfter), spread(before, meanBefore))
      guard wide > 0, narrow > 1e-18 else { throw .noSpread }
      scale = (wide / narrow).squareRoot()
    }
    return Line(scale: scale, shift: meanAfter - scale * meanBefore)
  }
}

private func jackknife(_ values: [Double]) -> Double {
  let count = Double(values.count)
  let mean = values.reduce(0, +) / count
  return ((count - 1) / count * values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }).squareRoot()
}

/// Least squares between characteristic curves, by Levenberg and Marquardt's method with exact derivatives.
private struct CurveMatch {
  private let old: [Item]
  private let new: [Item]
  private let isItemwise: Bool
  private let nodes: [(ability: Double, weight: Double)]

  init(_ old: [Item], _ new: [Item], isItemwise: Bool) {
    self.old = old
    self.new = new
    self.isItemwise = isItemwise
    nodes = (-32...32).map { (Double($0) / 8, normalDensity(Double($0) / 8) / 8) }
  }

  /// Sum of weighted squares with its gradient and half Hessian (Gauss & Newton) in log scale and shift.
  private struct Sums {
    var loss = 0.0
    var gradient = (0.0, 0.0)
    var hessian = (0.0, 0.0, 0.0)

    mutating func add(_ weight: Double, _ gap: Double, _ first: Double, _ second: Double) {
      loss += weight * gap * gap
      gradient = (gradient.0 + weight * gap * first, gradient.1 + weight * gap * second)
      hessian = (hessian.0 + weight * first * first, hessian.1 + weight * first * second, hessian.2 + weight * second * second)
    }
  }

  func fit(from start: ScaleLinking.Line) -> ScaleLinking.Line {
    var (logScale, shift) = (log(start.scale), start.shift)
    var sums = sums(logScale, shift)
    var damping = 1e-6
    for _ in 0..<200 {
      let (a, b, c) = (sums.hessian.0 * (1 + damping) + 1e-300, sums.hessian.1, sums.hessian.2 * (1 + damping) + 1e-300)
      let determinant = a * c - b * b
      guard determinant > 0 else { break }
      let step = (
        -(c * sums.gradient.0 - b * sums.gradient.1) / determinant, -(a * sums.gradient.1 - b * sums.gradient.0) / determinant
      )
      if abs(step.0) < 1e-11, abs(step.1) < 1e-11 {
        return ScaleLinking.Line(scale: exp(logScale), shift: shift, loss: sums.loss, converged: true)
      }
      let next = self.sums(logScale + min(1, max(-1, step.0)), shift + min(2, max(-2, step.1)))
      if next.loss <= sums.loss {
        logScale += min(1, max(-1, step.0))
        shift += min(2, max(-2, step.1))
        sums = next
        damping = max(1e-12, damping / 10)
      } else {
        damping = max(1e-9, damping) * 10
        // Rounding alone is left.
        if damping > 1e12 { return ScaleLinking.Line(scale: exp(logScale), shift: shift, loss: sums.loss, converged: true) }
      }
    }
    return ScaleLinking.Line(scale: exp(logScale), shift: shift, loss: sums.loss, converged: false)
  }

  private func sums(_ logScale: Double, _ shift: Double) -> Sums {
    let scale = exp(logScale)
    var sums = Sums()
    for (ability, weight) in nodes {
      // On the new scale old items stand at t = (θ - shift) / scale: dt/d log scale = -t, dt/d shift = -1 / scale.
      let t = (ability - shift) / scale
      add(to: &sums, weight, fixed: new, at: ability, moving: old, at: t, -t, -1 / scale)
      // On the old scale new items stand at t = scale · θ + shift.
      let back = scale * ability + shift
      add(to: &sums, weight, fixed: old, at: ability, moving: new, at: back, scale * ability, 1)
    }
    return sums
  }

  private func add(
    to sums: inout Sums, _ weight: Double, fixed: [Item], at theta: Double, moving: [Item], at t: Double, _ byScale: Double,
    _ byShift: Double
  ) {
    var (gap, slope) = (0.0, 0.0)
    for (still, moved) in zip(fixed, moving) {
      let probabilities = still.probabilities(at: theta)
      let (others, derivatives) = (moved.probabilities(at: t), moved.derivatives(at: t))
      for category in probabilities.indices {
        if isItemwise {
          sums.add(
            weight, others[category] - probabilities[category], derivatives[category] * byScale, derivatives[category] * byShift)
        } else {
          gap += Double(category) * (others[category] - probabilities[category])
          slope += Double(category) * derivatives[category]
        }
      }
    }
    if !isItemwise { sums.add(weight, gap, slope * byScale, slope * byShift) }
  }
}
