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
  /// least one person. O(items² x sums x nodes).
  package func scoreFit(_ responses: Responses) -> [ScoreFit] {
    precondition(responses.items == items.count)
    let top = items.reduce(0) { $0 + $1.categories - 1 }
    var observed = items.map { [Double](repeating: 0, count: (top + 1) * $0.categories) }
    var counts = groups.map { _ in [Double](repeating: 0, count: top + 1) }
    for person in 0..<responses.persons {
      let answers = (0..<items.count).compactMap { responses[person, $0] }
      guard answers.count == items.count else { continue }
      let sum = answers.reduce(0, +)
      let weight = responses.weight(person)
      counts[responses.group(person)][sum] += weight
      for (item, answer) in answers.enumerated() { observed[item][sum * items[item].categories + answer] += weight }
    }
    let grid = AbilityGrid(Sharpness(items, forms: [Array(items.indices)], groups), groups)
    return items.indices.map { item in
      let expected = expected(item, top, counts, grid)
      return collapse(observed[item], expected, categories: items[item].categories, top: top, parameters: parameterCount(item))
    }
  }

  /// How many persons with each sum should give each answer.
  private func expected(_ item: Int, _ top: Int, _ counts: [[Double]], _ grid: AbilityGrid) -> [Double] {
    let own = items[item]
    var others = items
    others.remove(at: item)
    var result = [Double](repeating: 0, count: (top + 1) * own.categories)
    let nodes = grid.nodes
    let weights = groups.map(grid.weights)
    var joint = groups.map { _ in [Double](repeating: 0, count: (top + 1) * own.categories) }
    for (at, node) in nodes.enumerated() where weights.contains(where: { $0[at] > 1e-12 }) {
      let rest = others.scoreDistribution(at: node)
      for (answer, p) in own.probabilities(at: node).enumerated() {
        for (sum, q) in rest.enumerated() {
          for group in groups.indices { joint[group][(sum + answer) * own.categories + answer] += weights[group][at] * p * q }
        }
      }
    }
    for group in groups.indices {
      for sum in 0...top where counts[group][sum] > 0 {
        let cells = joint[group][sum * own.categories..<(sum + 1) * own.categories]
        let total = cells.reduce(0, +)
        guard total > 0 else { continue }
        for (answer, cell) in cells.enumerated() { result[sum * own.categories + answer] += counts[group][sum] * cell / total }
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
