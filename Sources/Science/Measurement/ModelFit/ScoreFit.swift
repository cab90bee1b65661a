import Dispatch

/// S-X² of an item: the answers of persons with the same sum against what the model expects of that sum (Orlando & Thissen 2000; Kang & Chen
/// 2008 for several categories). It needs no estimated abilities.
package struct ScoreFit: Sendable, Hashable {
  package let statistic: Double
  /// Cells less estimated parameters of the item; at least 1 where there is a test.
  package let degrees: Int
  /// Probability of a statistic as large or larger; nil without degrees of freedom.
  package var significance: Double? { degrees > 0 ? chiSquareAbove(statistic, degrees: Double(degrees)) : nil }
}

extension Calibration {
  /// S-X² of each item over the persons who answered all items; neighbouring sums are put together until each category is expected of at
  /// least one person. The answers must be such as the items have.
  package func scoreFit(_ responses: Responses) -> [ScoreFit] {
    precondition(responses.groupCount <= groups.count)
    precondition((try? responses.check(items, Array(groups.prefix(responses.groupCount)))) != nil)
    let seen = ScoreCounts(responses, items, groups: groups.count)
    let grid = AbilityGrid(Sharpness(items, forms: [Array(items.indices)], groups), groups)
    let shares = shares(seen.sums, grid)
    return items.indices.map { item in
      collapse(
        seen.answers(of: item), expected(shares[item], seen, categories: items[item].categories),
        categories: items[item].categories, top: seen.sums - 1, parameters: parameterCount(item))
    }
  }

  /// At group x sum x answer, for each item.
  private func shares(_ sums: Int, _ grid: AbilityGrid) -> [[Double]] {
    let curves = CurveTable(items, grid.nodes)
    let weights = groups.map(grid.weights)
    let parts = Parts(items.count, least: 8)
    var shares = [[[Double]]](repeating: [], count: parts.number)
    shares.withUnsafeMutableBufferPointer { shares in
      nonisolated(unsafe) let base = shares.baseAddress!
      DispatchQueue.concurrentPerform(iterations: parts.number) { part in
        base[part] = RestScores(curves, weights: weights, sums: sums, items: parts[part]).shares()
      }
    }
    return shares.flatMap(\.self)
  }

  /// How many persons with each sum should give each answer.
  private func expected(_ shares: [Double], _ seen: ScoreCounts, categories: Int) -> [Double] {
    var result = [Double](repeating: 0, count: seen.sums * categories)
    for group in groups.indices {
      for sum in 0..<seen.sums where seen.persons[group * seen.sums + sum] > 0 {
        let cells = shares[(group * seen.sums + sum) * categories..<(group * seen.sums + sum + 1) * categories]
        let total = cells.reduce(0, +)
        guard total > 0 else { continue }
        for (answer, cell) in cells.enumerated() {
          result[sum * categories + answer] += seen.persons[group * seen.sums + sum] * cell / total
        }
      }
    }
    return result
  }

  private func collapse(
    _ observed: [Double], _ expected: [Double], categories: Int, top: Int, parameters: Int
  ) -> ScoreFit {
    var cells: [(observed: [Double], expected: [Double])] = []
    var open = (observed: [Double](repeating: 0, count: categories), expected: [Double](repeating: 0, count: categories))
    // The lowest and the highest sum leave no choice of answer.
    for sum in stride(from: 1, to: top, by: 1) {
      for answer in 0..<categories {
        open.observed[answer] += observed[sum * categories + answer]
        open.expected[answer] += expected[sum * categories + answer]
      }
      if open.expected.allSatisfy({ $0 >= 1 }) {
        cells.append(open)
        open = ([Double](repeating: 0, count: categories), [Double](repeating: 0, count: categories))
      }
    }
    if let last = cells.indices.last {
      for answer in 0..<categories {
        cells[last].observed[answer] += open.observed[answer]
        cells[last].expected[answer] += open.expected[answer]
      }
    }
    var statistic = 0.0
    for cell in cells {
      for (seen, wanted) in zip(cell.observed, cell.expected) where wanted > 0 {
        statistic += (seen - wanted) * (seen - wanted) / wanted
      }
    }
    return ScoreFit(statistic: statistic, degrees: max(0, cells.count * (categories - 1) - parameters))
  }

  /// Estimated parameters of an item; a slope shared by all counts for none.
  private func parameterCount(_ item: Int) -> Int {
    let steps = items[item].intercepts.count
    switch models[item] {
    case .rasch, .partialCredit: return steps
    case .ratingScale: return 1
    case .twoParameter, .graded, .generalisedPartialCredit: return steps + 1
    case .threeParameter: return steps + 2
    }
  }
}
