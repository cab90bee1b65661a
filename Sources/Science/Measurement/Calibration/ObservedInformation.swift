import Glibc

/// Minus the second derivatives of the (penalised) marginal log-likelihood at the estimates.
///
/// Where all persons are counted by tables they are exact, after Louis (1982): what answers and ability would tell together, less
/// what the unknown ability takes away. Else they are differences of the exact gradient, which costs little there.
struct ObservedInformation {
  private let likelihood: MarginalLikelihood
  private let ascent: Ascent

  init(_ likelihood: MarginalLikelihood, _ ascent: Ascent) {
    self.likelihood = likelihood
    self.ascent = ascent
  }

  /// Of the parameters in their reported metric, row after row; nil where the information is not positive definite.
  func covariance(byDifferences: Bool = false) -> [Double]? {
    let size = likelihood.layout.free.count
    let isExact = !byDifferences && likelihood.cohorts.allSatisfy { $0.method == .tables }
    let rows = isExact ? exactRows() : (0..<size).map { differences($0) }
    var information = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      guard let change = rows[row] else { return nil }
      for column in 0..<size {
        information[row * size + column] += change[column] / 2
        information[column * size + row] += change[column] / 2
      }
    }
    guard var covariance = Cholesky(information, size: size)?.inverse() else { return nil }
    let stretch = stretches()
    for row in 0..<size {
      for column in 0..<size { covariance[row * size + column] *= stretch[row] * stretch[column] }
    }
    return covariance
  }

  private func stretches() -> [Double] {
    let layout = likelihood.layout
    var result = [Double](repeating: 1, count: layout.free.count)
    for at in layout.natural.indices {
      for term in layout.natural[at].terms { result[term.free] = layout.stretch(at, ascent.at.values[at]) }
    }
    return result
  }

  // MARK: Differences

  /// Minus the derivative of the gradient, all persons, by one parameter.
  private func differences(_ parameter: Int) -> [Double]? {
    let step = 1e-4
    var (above, below) = (ascent.at.point, ascent.at.point)
    above[parameter] += step
    below[parameter] -= step
    guard let high = likelihood.evaluate(above, grid: ascent.grid, bins: ascent.bins),
      let low = likelihood.evaluate(below, grid: ascent.grid, bins: ascent.bins)
    else { return nil }
    return zip(low.gradient, high.gradient).map { ($0 - $1) / (2 * step) * likelihood.totalWeight }
  }

  // MARK: Louis

  /// For each free parameter minus the derivatives of the free gradient, all persons.
  private func exactRows() -> [[Double]?] {
    let layout = likelihood.layout
    var natural = [[Double]](
      repeating: [Double](repeating: 0, count: layout.natural.count), count: layout.natural.count)
    for cohort in likelihood.cohorts {
      let prior = ascent.grid.weights(ascent.at.abilities[cohort.group])
      let pass = TablePass(cohort.codes, ascent.at.curves, prior: prior)
      for (position, item) in cohort.codes.items.enumerated() where layout.plan.anchors[item] == nil {
        let scores = ItemSlots(ascent.at.curves, ascent.at.expectation, item: item).scores()
        add(pass.derivatives(position: position, scores: scores), pass, cohort.group, layout.starts[item], to: &natural)
      }
      let start = layout.starts[layout.categories.count] + 2 * cohort.group
      guard !layout.natural[start].terms.isEmpty || !layout.natural[start + 1].terms.isEmpty else { continue }
      let scores = groupScores(ascent.at.abilities[cohort.group])
      add(pass.derivatives(position: nil, scores: scores), pass, cohort.group, start, to: &natural)
    }
    for parameter in layout.natural.indices where !layout.natural[parameter].terms.isEmpty {
      addCompleteData(parameter, to: &natural[parameter])
    }
    var rows = [[Double]](
      repeating: [Double](repeating: 0, count: layout.free.count), count: layout.free.count)
    for parameter in layout.natural.indices {
      let pulled = layout.pulledBack(natural[parameter], ascent.at.values)
      let stretch = layout.stretch(parameter, ascent.at.values[parameter])
      for term in layout.natural[parameter].terms {
        for column in pulled.indices { rows[term.free][column] -= term.coefficient * stretch * pulled[column] }
      }
    }
    return rows
  }

  /// Derivatives of the prior of ability by the group's mean and deviation, at the nodes.
  private func groupScores(_ ability: AbilityDistribution) -> [[Double]] {
    let z = ascent.at.curves.nodes.map { ($0 - ability.mean) / ability.deviation }
    return [z.map { $0 / ability.deviation }, z.map { ($0 * $0 - 1) / ability.deviation }]
  }

  /// What a change of the posteriors does to the natural gradient, for the parameters from `start`.
  private func add(_ changes: [TablePass.Sums], _ pass: TablePass, _ group: Int, _ start: Int, to natural: inout [[Double]]) {
    let nodes = ascent.at.curves.nodes
    for (at, change) in changes.enumerated() {
      var expectation = Expectation(
        cells: likelihood.cells[ascent.at.items.count], items: ascent.at.items.count, groups: ascent.at.abilities.count,
        nodeCount: nodes.count)
      pass.distribute(change, to: &expectation, group: group, cells: likelihood.cells)
      likelihood.addItemGradients(ascent.at.curves, expectation, to: &natural[start + at])
      likelihood.addGroupGradients(ascent.at.abilities, nodes, expectation, to: &natural[start + at])
    }
  }

  /// What a natural parameter does to its own gradient while the posteriors stay, by differences.
  private func addCompleteData(_ parameter: Int, to row: inout [Double]) {
    let layout = likelihood.layout
    let scale = layout.natural[parameter].transform == .logistic ? 1e-2 * ascent.at.values[parameter] : 1e-2
    let step = 1e-2 * scale
    for sign in [1.0, -1.0] {
      var values = ascent.at.values
      values[parameter] += sign * step
      var gradient = [Double](repeating: 0, count: values.count)
      let start = layout.starts[layout.categories.count]
      if parameter < start {
        guard let item = layout.starts.lastIndex(where: { $0 <= parameter }), let items = layout.items(values) else { return }
        let curves = CurveTable(items, ascent.at.curves.nodes)
        likelihood.addItemGradient(item, curves, ascent.at.expectation, to: &gradient)
        likelihood.addPriorGradients(items, to: &gradient)
        for at in layout.starts[item]..<layout.starts[item + 1] { row[at] += sign * gradient[at] / (2 * step) }
      } else if let abilities = layout.abilities(values) {
        likelihood.addGroupGradients(abilities, ascent.at.curves.nodes, ascent.at.expectation, to: &gradient)
        for at in start..<values.count { row[at] += sign * gradient[at] / (2 * step) }
      }
    }
  }
}
