import Glibc

/// Everybody's points and the order of merit; before places, reserves and caps.
package struct Ranking: Sendable, Hashable {
  /// For each piece of evidence of the policy: each candidate's points, NaN where she is not considered for want of it.
  package let points: [[Double]]
  /// Standard errors of the points, in points.
  package let errors: [[Double]]
  /// Weighted mean of the points, in units of 10^−decimals: what is compared.
  package let totals: [Int64]
  /// Standard error of the total, in points.
  package let totalErrors: [Double]
  /// Why she is not considered; nil: she is.
  package let exclusions: [Exclusion?]
  /// Each candidate's place in the draw, from 0; all different.
  package let draw: [Int32]
  /// Those considered, best first: higher total, then lower draw.
  package let order: [Int32]
  /// From 0 among those considered; −1: not considered.
  package let rank: [Int32]

  /// Which of the policy's evidence keeps her out.
  package enum Exclusion: Sendable, Hashable {
    case missing(Int)
    case belowMinimum(Int)
  }

  package func total(_ candidate: Int, decimals: Int) -> Double { Double(totals[candidate]) / power(decimals) }

  func with(totals: [Int64]) -> Ranking {
    Ranking(
      points: points, errors: errors, totals: totals, totalErrors: totalErrors, exclusions: exclusions, draw: draw, order: order,
      rank: rank)
  }
}

extension Policy {
  /// Ranks the candidates. Throws where a column the policy names is missing. `draw` holds every number from 0 once.
  package func rank(_ candidates: Candidates, draw: [Int32]) throws(CandidatesFault) -> Ranking {
    precondition(draw.count == candidates.count)
    var scaled: [(points: [Double], errors: [Double])] = []
    var exclusions = [Ranking.Exclusion?](repeating: nil, count: candidates.count)
    // Sums are made in the order of the codes, so that the order of the file cannot change a last digit.
    let byCode = Candidates.rows(byCode: candidates.codes)
    for (position, piece) in evidence.enumerated() {
      guard let measures = candidates.evidence[piece.name] else { throw .missing(piece.name) }
      for row in 0..<candidates.count where exclusions[row] == nil {
        if measures.values[row].isNaN {
          if piece.missing == .notConsidered { exclusions[row] = .missing(position) }
        } else if let minimum = piece.minimum, measures.values[row] < minimum {
          exclusions[row] = .belowMinimum(position)
        }
      }
      scaled.append(piece.scaled(measures, rows: byCode))
    }
    let (totals, errors) = sums(scaled, count: candidates.count)
    let order = Self.order(totals, draw, among: (0..<Int32(candidates.count)).filter { exclusions[Int($0)] == nil })
    var rank = [Int32](repeating: -1, count: candidates.count)
    for (place, row) in order.enumerated() { rank[Int(row)] = Int32(place) }
    return Ranking(
      points: scaled.map(\.points), errors: scaled.map(\.errors), totals: totals, totalErrors: errors, exclusions: exclusions,
      draw: draw, order: order, rank: rank)
  }

  private func sums(_ scaled: [(points: [Double], errors: [Double])], count: Int) -> ([Int64], [Double]) {
    let whole = evidence.map(\.weight).reduce(0, +)
    let unit = power(decimals)
    var totals = [Int64](repeating: 0, count: count)
    var errors = [Double](repeating: 0, count: count)
    for row in 0..<count {
      var sum = 0.0
      var variance = 0.0
      for (position, piece) in evidence.enumerated() {
        sum += piece.weight * scaled[position].points[row]
        let error = piece.weight * scaled[position].errors[row]
        variance += error * error
      }
      let total = sum / whole
      // Not considered for want of evidence: NaN, and never compared.
      totals[row] = total.isNaN ? .min : Int64(min(max((total * unit).rounded(), -9e15), 9e15))
      errors[row] = variance.isNaN ? 0 : variance.squareRoot() / whole
    }
    return (totals, errors)
  }

  /// Best first: one comparison of 128 bits, total before draw.
  static func order(_ totals: [Int64], _ draw: [Int32], among rows: [Int32]) -> [Int32] {
    var keyed = rows.map { (total: totals[Int($0)], draw: draw[Int($0)], row: $0) }
    keyed.sort { $0.total != $1.total ? $0.total > $1.total : $0.draw < $1.draw }
    return keyed.map(\.row)
  }
}

extension Policy.Evidence {
  fileprivate func scaled(_ measures: Candidates.Measures, rows: [Int32]) -> (points: [Double], errors: [Double]) {
    let (origin, unit) = line(measures, rows)
    var points = measures.values.map { origin + unit * $0 }
    var errors = measures.errors.map { unit * $0 }
    fill(&points, &errors, rows)
    return (points, errors)
  }

  /// Points are `origin + unit · value`.
  private func line(_ measures: Candidates.Measures, _ rows: [Int32]) -> (origin: Double, unit: Double) {
    switch scale {
    case .raw(let lowest, let highest):
      let unit = 100 / (highest - lowest)
      return (-lowest * unit, unit)
    case .logit: return (50, 10)
    case .standard:
      let (mean, deviation) = moments(measures.values, rows)
      // All alike: everybody is at the average.
      guard deviation > 0 else { return (50, 0) }
      let unit = 10 / deviation
      return (50 - mean * unit, unit)
    }
  }

  private func fill(_ points: inout [Double], _ errors: inout [Double], _ rows: [Int32]) {
    let replacement: (points: Double, error: Double)
    switch missing {
    case .notConsidered: return
    case .lowest: replacement = (points.lazy.filter { !$0.isNaN }.min() ?? 0, 0)
    case .average:
      let (mean, deviation) = moments(points, rows)
      replacement = (mean, deviation)
    case .points(let given): replacement = (given, 0)
    }
    for row in points.indices where points[row].isNaN { (points[row], errors[row]) = replacement }
  }

  /// Mean and population standard deviation of those present, in two passes; 0 and 0 of nobody.
  private func moments(_ values: [Double], _ rows: [Int32]) -> (mean: Double, deviation: Double) {
    var count = 0.0
    var sum = 0.0
    for row in rows where !values[Int(row)].isNaN {
      count += 1
      sum += values[Int(row)]
    }
    guard count > 0 else { return (0, 0) }
    let mean = sum / count
    var squares = 0.0
    for row in rows where !values[Int(row)].isNaN {
      let distance = values[Int(row)] - mean
      squares += distance * distance
    }
    return (mean, (squares / count).squareRoot())
  }
}

/// 10 to the power of 0…6.
package func power(_ decimals: Int) -> Double {
  [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000][min(6, max(0, decimals))]
}
