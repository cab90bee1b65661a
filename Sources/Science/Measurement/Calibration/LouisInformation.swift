/// The observed information after Louis (1982), where all persons are counted by tables: the complete-data information less what the unknown
/// ability takes away.
struct LouisInformation {
  private let likelihood: MarginalLikelihood
  private let grid: AbilityGrid
  private let at: MarginalLikelihood.Point

  /// What quadrature may miss of a person's likelihood here: errors are wanted to six digits, not to ten.
  private static let bound = 1e-8

  init?(_ likelihood: MarginalLikelihood, _ ascent: Ascent) {
    self.likelihood = likelihood
    let sharpness = Sharpness(ascent.at.items, forms: likelihood.cohorts.map(\.codes.items), ascent.at.abilities)
    grid = AbilityGrid(sharpness, ascent.at.abilities, bound: Self.bound)
    guard let at = likelihood.evaluate(ascent.at.point, grid: grid, bins: ascent.bins) else { return nil }
    self.at = at
  }

  /// For each free parameter minus the derivatives of the free gradient, all persons.
  func rows() -> [[Double]] {
    let layout = likelihood.layout
    var natural = [[Double]](
      repeating: [Double](repeating: 0, count: layout.natural.count), count: layout.natural.count)
    for cohort in likelihood.cohorts {
      let prior = grid.weights(at.abilities[cohort.group])
      let pass = TablePass(cohort.codes, at.curves, prior: prior, least: Self.bound / 10)
      let missing = MissingInformation(pass, parts(cohort), size: layout.natural.count).matrix()
      for row in natural.indices {
        for column in natural.indices { natural[row][column] += missing[row * natural.count + column] }
      }
    }
    for parameter in layout.natural.indices where !layout.natural[parameter].terms.isEmpty {
      addCompleteData(parameter, to: &natural[parameter])
    }
    var rows = [[Double]](
      repeating: [Double](repeating: 0, count: layout.free.count), count: layout.free.count)
    for parameter in layout.natural.indices {
      let pulled = layout.pulledBack(natural[parameter], at.values)
      let stretch = layout.stretch(parameter, at.values[parameter])
      for term in layout.natural[parameter].terms {
        for column in pulled.indices { rows[term.free][column] -= term.coefficient * stretch * pulled[column] }
      }
    }
    return rows
  }

  /// The parameters of a cohort that are estimated, with their scores.
  private func parts(_ cohort: Cohort) -> [MissingInformation.Part] {
    let layout = likelihood.layout
    let items = cohort.codes.items.enumerated().filter { layout.plan.anchors[$0.element] == nil }.map { position, item in
      MissingInformation.Part(
        position: position, first: layout.starts[item],
        scores: ItemSlots(at.curves, at.expectation, item: item).scores())
    }
    let start = layout.starts[layout.categories.count] + 2 * cohort.group
    if layout.natural[start].terms.isEmpty, layout.natural[start + 1].terms.isEmpty { return items }
    return items + [
      MissingInformation.Part(position: nil, first: start, scores: groupScores(at.abilities[cohort.group]))
    ]
  }

  /// Derivatives of the prior of ability by the group's mean and deviation, at the nodes.
  private func groupScores(_ ability: AbilityDistribution) -> [[Double]] {
    let z = at.curves.nodes.map { ($0 - ability.mean) / ability.deviation }
    return [z.map { $0 / ability.deviation }, z.map { ($0 * $0 - 1) / ability.deviation }]
  }

  /// What a natural parameter does to its own gradient while the posteriors stay, by differences.
  private func addCompleteData(_ parameter: Int, to row: inout [Double]) {
    let layout = likelihood.layout
    let scale = layout.natural[parameter].transform == .logistic ? 1e-2 * at.values[parameter] : 1e-2
    let step = 1e-2 * scale
    for sign in [1.0, -1.0] {
      var values = at.values
      values[parameter] += sign * step
      var gradient = [Double](repeating: 0, count: values.count)
      let start = layout.starts[layout.categories.count]
      if parameter < start {
        guard let item = layout.starts.lastIndex(where: { $0 <= parameter }), let items = layout.items(values) else { return }
        let curves = CurveTable(items, at.curves.nodes, only: item)
        likelihood.addItemGradient(item, curves, at.expectation, to: &gradient)
        likelihood.addPriorGradients(items, to: &gradient)
        for own in layout.starts[item]..<layout.starts[item + 1] { row[own] += sign * gradient[own] / (2 * step) }
      } else if let abilities = layout.abilities(values) {
        likelihood.addGroupGradients(abilities, at.curves.nodes, at.expectation, to: &gradient)
        for own in start..<values.count { row[own] += sign * gradient[own] / (2 * step) }
      }
    }
  }
}
