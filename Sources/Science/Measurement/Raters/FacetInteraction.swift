/// How much more or less severe an element of one facet is with one element of another than the main effects say.
package struct FacetInteraction: Sendable, Hashable {
  package let first: Int
  package let second: Int
  package let ratings: Int
  /// Observed less expected mean score.
  package let difference: Double
  /// Logits by which η is higher in this cell; an extreme cell's sum is moved 0.3 points inwards.
  package let bias: Double
  package let standardError: Double
  /// bias / standardError with ratings - 1 degrees of freedom.
  package let t: Double
  package let probability: Double
}

/// Why there is no analysis of interactions.
package enum InteractionFault: Error, Sendable, Hashable {
  /// Groups not one for each candidate.
  case groups(expected: Int, given: Int)
  case negativeGroup(candidate: Int)
  /// A facet with itself.
  case sameFacet
}

extension Facets {
  /// Every pair of two facets that occurs, main effects as estimated (FACETS, table 13). In the order of the pairs' numbers.
  package func interactions(of first: Facet, with second: Facet) throws(InteractionFault) -> [FacetInteraction] {
    guard first != second else { throw .sameFacet }
    return interactions(column(first), column(second))
  }

  /// Every element of a facet with every group of candidates: whether a rater is harder on one group. Groups from 0.
  package func interactions(of facet: Facet, withGroups groups: [Int]) throws(InteractionFault) -> [FacetInteraction] {
    guard groups.count == candidates.count else { throw .groups(expected: candidates.count, given: groups.count) }
    if let candidate = groups.firstIndex(where: { $0 < 0 || $0 > Int(Int32.max) }) { throw .negativeGroup(candidate: candidate) }
    return interactions(column(facet), ratings.candidate.map { Int32(groups[Int($0)]) })
  }

  private func column(_ facet: Facet) -> [Int32] {
    switch facet {
    case .candidate: ratings.candidate
    case .rater: ratings.rater
    case .criterion: ratings.criterion
    case .task: ratings.task
    }
  }

  private func interactions(_ first: [Int32], _ second: [Int32]) -> [FacetInteraction] {
    var cells: [UInt64: [Int32]] = [:]
    for row in 0..<ratings.count where isActive[row] {
      cells[UInt64(first[row]) << 32 | UInt64(second[row]), default: []].append(Int32(row))
    }
    let curves = scales.map(ScaleCurve.init)
    return cells.keys.sorted().map { key in
      let rows = (cells[key] ?? []).map { row in (eta: eta(Int(row)), scale: scale(Int(row)), row: Int(row)) }
      var (sum, most, expected) = (0, 0, 0.0)
      for (eta, scale, row) in rows {
        sum += Int(ratings.score[row]) - scales[scale].lowest
        most += scales[scale].categories - 1
        expected += curves[scale].moments(at: eta).mean
      }
      let target = sum == 0 ? 0.3 : sum == most ? Double(most) - 0.3 : Double(sum)
      var information = 0.0
      let bias = solveSum(target) { x in
        var (mean, variance) = (0.0, 0.0)
        for (eta, scale, _) in rows {
          let moments = curves[scale].moments(at: eta + x)
          mean += moments.mean
          variance += moments.variance
        }
        information = variance
        return (mean, variance)
      }
      let error = information > 0 ? 1 / information.squareRoot() : .infinity
      let t = error.isFinite ? bias / error : 0
      return FacetInteraction(
        first: Int(key >> 32), second: Int(key & 0xffff_ffff), ratings: rows.count,
        difference: (Double(sum) - expected) / Double(rows.count), bias: bias, standardError: error, t: t,
        probability: rows.count > 1 ? studentBeyond(t, degrees: Double(rows.count - 1)) : 1)
    }
  }

  /// η of a row of the ratings.
  func eta(_ row: Int) -> Double {
    candidates[Int(ratings.candidate[row])].own.measure - raters[Int(ratings.rater[row])].measure
      - criteria[Int(ratings.criterion[row])].measure - tasks[Int(ratings.task[row])].measure
  }

  func scale(_ row: Int) -> Int { FacetDesign.scale(steps, rater: ratings.rater[row], criterion: ratings.criterion[row]) }
}
