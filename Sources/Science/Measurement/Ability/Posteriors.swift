import Dispatch

/// The posterior distributions of the persons' abilities.
struct Posteriors {
  private let responses: Responses
  private let items: [Item]
  private let groups: [AbilityDistribution]
  private let cohorts: [Cohort]
  private let grid: AbilityGrid
  private let curves: CurveTable

  init(_ responses: Responses, _ items: [Item], _ groups: [AbilityDistribution], forDrawing: Bool = false) {
    self.responses = responses
    self.items = items
    self.groups = groups
    cohorts = responses.scoringCohorts(items, forDrawing: forDrawing)
    let sharpness = Sharpness(items, forms: cohorts.map(\.codes.items), groups)
    grid = AbilityGrid(sharpness, groups, refinement: forDrawing ? 4 : 1)
    curves = CurveTable(items, grid.nodes)
  }

  /// Their means and SDs.
  func estimates() -> AbilityEstimates {
    AbilityEstimates(responses, cohorts, unanswered: groups.map { ($0.mean, $0.deviation) }, write: write)
  }

  private func write(_ cohort: Cohort, _ means: UnsafeMutablePointer<Double>, _ deviations: UnsafeMutablePointer<Double>) {
    let prior = grid.weights(groups[cohort.group])
    if cohort.method == .sufficient {
      let base = curves.base(prior, cohort.codes.items)
      SufficientPass(cohort.codes, items, base, nodes: grid.nodes, bins: 2048).writePosteriors(
        means: means, deviations: deviations)
      return
    }
    nonisolated(unsafe) let (means, deviations) = (means, deviations)
    let pass = TablePass(cohort.codes, curves, prior: prior)
    let parts = Parts(cohort.codes.rows)
    let nodes = grid.nodes
    DispatchQueue.concurrentPerform(iterations: parts.number) { part in
      nodes.withUnsafeBufferPointer { nodes in
        pass.eachPosterior(in: parts[part], weighted: false) { kernel, person, posterior in
          let (mean, variance) = kernel.moments(posterior, nodes.baseAddress!, person.window, total: person.total)
          means[person.row] = mean
          deviations[person.row] = variance.squareRoot()
        }
      }
    }
  }
}

extension Posteriors {
  /// Plausible values (Mislevy 1991): draws from each person's posterior, person after person, `count` each. A person's draws
  /// depend on the seed, the person's number and answers, and nothing else.
  func draws(_ count: Int, seed: UInt64) -> [Double] {
    var result = [Double](repeating: 0, count: responses.persons * count)
    for person in 0..<responses.persons {
      let group = groups[responses.group(person)]
      var chance = Self.chance(seed, person)
      for draw in 0..<count { result[person * count + draw] = group.mean + group.deviation * chance.normal() }
    }
    for cohort in cohorts {
      let pass = TablePass(cohort.codes, curves, prior: grid.weights(groups[cohort.group]))
      pass.eachPosterior(in: 0..<cohort.codes.rows, weighted: false) { _, row, posterior in
        let person = cohort.persons.map { Int($0[row.row]) } ?? row.row
        var chance = Self.chance(seed, person)
        for draw in 0..<count {
          result[person * count + draw] = self.draw(row.window, posterior, share: chance.uniform() * row.total)
        }
      }
    }
    return result
  }

  private static func chance(_ seed: UInt64, _ person: Int) -> Seeded {
    var mixer = Seeded(seed &+ UInt64(person) &* 0xd134_2543_de82_ef95)
    return Seeded(mixer.next())
  }

  /// The ability below which the posterior, linear between nodes, has so much mass.
  private func draw(_ window: Range<Int>, _ posterior: UnsafePointer<Double>, share: Double) -> Double {
    var below = 0.0
    for node in window.dropLast() {
      let (left, right) = (posterior[node], posterior[node + 1])
      let step = (left + right) / 2
      if below + step >= share, step > 0 {
        // Root of left·x + (right - left)·x²/2 = share - below, in the form without cancellation.
        let rest = share - below
        let root = max(0, left * left + 2 * (right - left) * rest).squareRoot()
        let x = left + root > 0 ? 2 * rest / (left + root) : 0
        return grid.first + (Double(node) + min(1, x)) * grid.spacing
      }
      below += step
    }
    return grid.first + Double(window.upperBound - 1) * grid.spacing
  }
}

extension Responses {
  /// Plausible values (Mislevy 1991): `count` draws from each person's posterior, person after person.
  package func plausibleValues(
    _ items: [Item], groups: [AbilityDistribution]? = nil, count: Int, seed: UInt64
  ) throws(AbilityRefusal) -> [[Double]] {
    let groups = groups ?? [AbilityDistribution](repeating: AbilityDistribution(), count: groupCount)
    try check(items, groups)
    guard count > 0 else { throw .setting("count") }
    let draws = Posteriors(self, items, groups, forDrawing: true).draws(count, seed: seed)
    return (0..<persons).map { Array(draws[$0 * count..<($0 + 1) * count]) }
  }

  /// Who is scored how: large booklets of partial-credit items by the sum of slope x answer, others by tables.
  func scoringCohorts(_ items: [Item], forDrawing: Bool) -> [Cohort] {
    var cohorts: [Cohort] = []
    var rest: [Int: [Int32]] = [:]
    for booklet in booklets() {
      guard !forDrawing, booklet.persons.count >= 2048, booklet.items.allSatisfy({ items[$0].curve == .partialCredit }) else {
        rest[booklet.group, default: []] += booklet.persons
        continue
      }
      let persons = booklet.persons.count == self.persons ? nil : booklet.persons
      cohorts.append(
        Cohort(
          group: booklet.group, method: .sufficient, persons: persons,
          codes: AnswerCodes(
            self, persons: persons, items: booklet.items, withMissing: false, combinationLimit: 256, collapsing: false)))
    }
    // Tables of many items to a row are worth their making where many persons read them.
    let isLarge = rest.contains { $0.value.count >= 20_000 }
    return cohorts + tableCohorts(rest, collapsing: !forDrawing, combinationLimit: isLarge ? 256 : 27)
  }
}
