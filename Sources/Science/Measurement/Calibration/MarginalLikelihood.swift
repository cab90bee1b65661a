import Glibc

/// The (penalised) marginal log-likelihood of item and group parameters with its exact gradient.
struct MarginalLikelihood: Sendable {
  let layout: ParameterLayout
  let cohorts: [Cohort]
  /// Where the categories of an item begin; one more element than items.
  let cells: [Int]
  let totalWeight: Double
  /// Weight of the answers at cells, all persons.
  let answerWeights: [Double]
  private let scores: [ScorePass?]
  private let steadyCounts: [[Double]]

  /// One evaluation.
  struct Point: Sendable {
    let point: [Double]
    let values: [Double]
    let items: [Item]
    let abilities: [AbilityDistribution]
    let curves: CurveTable
    let expectation: Expectation
    /// Without priors.
    let logLikelihood: Double
    /// With priors, per person of weight.
    let objective: Double
    let gradient: [Double]
  }

  init(_ layout: ParameterLayout, _ cohorts: [Cohort], categories: [Int]) {
    self.layout = layout
    self.cohorts = cohorts
    let cells = categories.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    self.cells = cells
    totalWeight = cohorts.reduce(0) { $0 + $1.codes.totalWeight }
    let counts = cohorts.map { $0.codes.counts(cells) }
    answerWeights = counts.reduce(into: [Double](repeating: 0, count: cells[categories.count])) { total, own in
      for cell in own.indices { total[cell] += own[cell] }
    }
    steadyCounts = zip(cohorts, counts).map { $0.method == .tables ? [] : $1 }
    scores = cohorts.map { $0.method == .scores ? ScorePass($0.codes, categories: categories) : nil }
  }

  /// A part of the persons to begin with; nil where all are few or an answer becomes rare.
  func thinned() -> MarginalLikelihood? {
    let most = cohorts.filter { $0.method != .scores }.reduce(0) { max($0, $1.codes.rows) }
    guard most >= 20_000 else { return nil }
    let stride = most >= 200_000 ? 20 : 10
    let part = cohorts.map { cohort in
      cohort.method == .scores || cohort.codes.rows < 10 * stride
        ? cohort
        : Cohort(group: cohort.group, method: cohort.method, persons: nil, codes: cohort.codes.thinned(stride))
    }
    let thin = MarginalLikelihood(layout, part, categories: layout.categories)
    return thin.answerWeights.contains { $0 < 10 } ? nil : thin
  }

  /// Nil where the point is outside what the parameters allow.
  func evaluate(_ point: [Double], grid: AbilityGrid, bins: Int) -> Point? {
    let values = layout.natural(at: point)
    guard let items = layout.items(values), let abilities = layout.abilities(values) else { return nil }
    let nodes = grid.nodes
    let curves = CurveTable(items, nodes)
    let expectation = expectation(items, abilities, curves, grid: grid, bins: bins)
    let prior = prior(items)
    var gradient = [Double](repeating: 0, count: values.count)
    addItemGradients(curves, expectation, to: &gradient)
    addGroupGradients(abilities, nodes, expectation, to: &gradient)
    addPriorGradients(items, to: &gradient)
    let objective = (expectation.logLikelihood + prior) / totalWeight
    guard objective.isFinite, gradient.allSatisfy({ $0.isFinite }) else { return nil }
    return Point(
      point: point, values: values, items: items, abilities: abilities, curves: curves, expectation: expectation,
      logLikelihood: expectation.logLikelihood, objective: objective,
      gradient: layout.pulledBack(gradient, values).map { $0 / totalWeight })
  }

  private func expectation(
    _ items: [Item], _ abilities: [AbilityDistribution], _ curves: CurveTable, grid: AbilityGrid, bins: Int
  ) -> Expectation {
    let nodes = curves.nodes
    var expectation = Expectation(
      cells: cells[items.count], items: items.count, groups: abilities.count, nodeCount: nodes.count)
    for (number, cohort) in cohorts.enumerated() {
      let prior = grid.weights(abilities[cohort.group])
      if cohort.method == .tables {
        TablePass(cohort.codes, curves, prior: prior).add(to: &expectation, group: cohort.group, cells: cells)
        continue
      }
      let base = curves.base(prior, cohort.codes.items)
      if let scores = scores[number] {
        let slope = items[cohort.codes.items[0]].slope
        scores.add(to: &expectation, group: cohort.group, slope: slope, base: base, nodes: nodes)
      } else {
        SufficientPass(cohort.codes, items, base, nodes: nodes, bins: bins).add(to: &expectation, group: cohort.group)
      }
      for (cell, count) in steadyCounts[number].enumerated() { expectation.counts[cell] += count }
    }
    for (number, item) in items.enumerated() where item.curve == .partialCredit {
      for (at, intercept) in item.intercepts.enumerated() {
        expectation.logLikelihood += expectation.counts[cells[number] + at + 1] * intercept
      }
    }
    return expectation
  }
}

extension AnswerCodes {
  /// Weight of the persons at each answer.
  func counts(_ cells: [Int]) -> [Double] {
    var persons = [Double](repeating: 0, count: combinations)
    let starts = blocks.map(\.firstRow)
    codes.withUnsafeBufferPointer { codes in
      for row in 0..<rows {
        let weight = weights?[row] ?? 1
        for block in starts.indices { persons[starts[block] &+ Int(codes[row &* starts.count &+ block])] += weight }
      }
    }
    var counts = [Double](repeating: 0, count: cells[cells.count - 1])
    for block in blocks {
      for code in 0..<block.combinations {
        for position in block.positions {
          guard let answer = given(code, block, position: position) else { continue }
          counts[cells[items[position]] + answer] += persons[block.firstRow + code]
        }
      }
    }
    return counts
  }
}

extension CurveTable {
  /// log of prior x product of P(0), at the nodes, for partial-credit items.
  func base(_ prior: [Double], _ own: [Int]) -> [Double] {
    var base = prior.map { log(max($0, 1e-300)) }
    for item in own {
      for node in nodes.indices { base[node] += log(max(probabilities[cells[item] * nodes.count + node], 1e-300)) }
    }
    return base
  }
}

// MARK: Gradients

extension MarginalLikelihood {
  func addItemGradients(_ curves: CurveTable, _ expectation: Expectation, to gradient: inout [Double]) {
    for number in curves.items.indices where layout.plan.anchors[number] == nil {
      addItemGradient(number, curves, expectation, to: &gradient)
    }
  }

  func addItemGradient(_ number: Int, _ curves: CurveTable, _ expectation: Expectation, to gradient: inout [Double]) {
    let slots = ItemSlots(curves, expectation, item: number)
    let start = layout.starts[number]
    switch curves.items[number].curve {
    case .partialCredit: slots.addPartialCredit(to: &gradient, start)
    case .graded: slots.addGraded(to: &gradient, start)
    case .guessing: slots.addGuessing(to: &gradient, start)
    }
  }

  func addGroupGradients(
    _ abilities: [AbilityDistribution], _ nodes: [Double], _ expectation: Expectation, to gradient: inout [Double]
  ) {
    for (group, ability) in abilities.enumerated() {
      let start = layout.starts[layout.categories.count] + 2 * group
      for (node, place) in nodes.enumerated() {
        let mass = expectation.groupMass[group * nodes.count + node]
        let z = (place - ability.mean) / ability.deviation
        gradient[start] += mass * z / ability.deviation
        gradient[start + 1] += mass * (z * z - 1) / ability.deviation
      }
    }
  }

  /// Logarithm of the prior density, without constants.
  private func prior(_ items: [Item]) -> Double {
    var sum = 0.0
    for (number, item) in items.enumerated() where layout.plan.anchors[number] == nil {
      if item.curve == .guessing, let prior = layout.plan.guessingPrior {
        sum += (prior.alpha - 1) * log(item.guessing) + (prior.beta - 1) * log1p(-item.guessing)
      }
      if !layout.plan.models[number].sharesSlope, let prior = layout.plan.slopePrior {
        guard item.slope > 0 else { return -.infinity }
        let z = (log(item.slope) - prior.mean) / prior.deviation
        sum -= z * z / 2 + log(item.slope)
      }
    }
    return sum
  }

  func addPriorGradients(_ items: [Item], to gradient: inout [Double]) {
    for (number, item) in items.enumerated() where layout.plan.anchors[number] == nil {
      if item.curve == .guessing, let prior = layout.plan.guessingPrior {
        gradient[layout.starts[number] + 2] += (prior.alpha - 1) / item.guessing - (prior.beta - 1) / (1 - item.guessing)
      }
      if !layout.plan.models[number].sharesSlope, let prior = layout.plan.slopePrior {
        let z = (log(item.slope) - prior.mean) / prior.deviation
        gradient[layout.starts[number]] -= (z / prior.deviation + 1) / item.slope
      }
    }
  }
}
