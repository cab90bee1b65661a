import Dispatch

extension Calibration {
  /// Fit of each item with abilities integrated over their posteriors. Under the model the mean squares are 1 on average however short the test is;
  /// at estimated abilities they are below 1, since an estimate follows the very answers it is to judge (Wu 1997; Adams & Wu 2007, who draw from
  /// the posteriors what is summed here).
  package func itemFit(_ responses: Responses) -> [ItemFit] {
    precondition(responses.items == items.count)
    let persons = Dictionary(grouping: 0..<Int32(responses.persons)) { responses.group(Int($0)) }
    let cohorts = responses.tableCohorts(persons, collapsing: true)
    let grid = AbilityGrid(Sharpness(items, forms: [Array(items.indices)], groups), groups, bound: 1e-8)
    let curves = CurveTable(items, grid.nodes)
    let residuals = items.indices.map { ItemResiduals(curves, item: $0, scores: freeScores(curves, item: $0)) }
    var sums = residuals.map { PosteriorSums(functions: $0.count) }
    for cohort in cohorts {
      let pass = TablePass(cohort.codes, curves, prior: grid.weights(groups[cohort.group]), least: 1e-9)
      for part in pass.sums(residuals) {
        for item in items.indices { sums[item].add(part[item]) }
      }
    }
    return sums.map(\.fit)
  }

  /// Of the parameters that are the item's own, at category x node.
  private func freeScores(_ curves: CurveTable, item: Int) -> [[Double]] {
    if case .ratingScale = models[item] { return [] }
    if layout.plan.anchors[item] != nil { return [] }
    let scores = ItemSlots(curves, Expectation(cells: 0, items: 0, groups: 0, nodeCount: curves.nodes.count), item: item).scores()
    return models[item].sharesSlope ? Array(scores.dropFirst()) : scores
  }
}

/// Of one item: what is averaged over a person's posterior.
private struct ItemResiduals: Sendable {
  /// How many functions: Var, then, 0 on average, (k - E)² - Var, (k - E)² / Var - 1 and the scores of the parameters.
  let count: Int
  /// At category x function x node.
  let values: [Double]

  init(_ curves: CurveTable, item: Int, scores: [[Double]]) {
    let (nodes, categories) = (curves.nodes.count, curves.items[item].categories)
    count = 3 + scores.count
    func probability(_ category: Int, _ node: Int) -> Double {
      curves.probabilities[(curves.cells[item] + category) * nodes + node]
    }
    let means = (0..<nodes).map { node in (0..<categories).reduce(0) { $0 + Double($1) * probability($1, node) } }
    func square(_ category: Int, _ node: Int) -> Double { (Double(category) - means[node]) * (Double(category) - means[node]) }
    let variances = (0..<nodes).map { node in
      (0..<categories).reduce(0) { $0 + square($1, node) * probability($1, node) }
    }
    var values: [Double] = []
    for category in 0..<categories {
      values += variances
      values += (0..<nodes).map { square(category, $0) - variances[$0] }
      values += (0..<nodes).map { variances[$0] > 1e-10 ? square(category, $0) / variances[$0] - 1 : 0 }
      for score in scores { values += score[category * nodes..<(category + 1) * nodes] }
    }
    self.values = values
  }
}

/// Over persons, of the means over their posteriors.
private struct PosteriorSums: Sendable {
  private var weight = 0.0
  private var sums: [Double]
  /// Of the products of two functions; lower triangle, row after row.
  private var products: [Double]

  init(functions: Int) {
    sums = [Double](repeating: 0, count: functions)
    products = [Double](repeating: 0, count: functions * functions)
  }

  mutating func add(_ person: Double, _ means: UnsafePointer<Double>) {
    weight += person
    let count = sums.count
    products.withUnsafeMutableBufferPointer { products in
      for row in 0..<count {
        let own = person * means[row]
        sums[row] += own
        for column in 0...row { products[row &* count &+ column] += own * means[column] }
      }
    }
  }

  mutating func add(_ other: PosteriorSums) {
    weight += other.weight
    for at in sums.indices { sums[at] += other.sums[at] }
    for at in products.indices { products[at] += other.products[at] }
  }

  var fit: ItemFit {
    let variance = sums[0]
    guard weight > 0, variance > 0 else { return ItemFit(infit: 1, outfit: 1, answers: 0, variances: (0, 0)) }
    return ItemFit(
      infit: 1 + sums[1] / variance, outfit: 1 + sums[2] / weight, answers: weight,
      variances: (left(1) / (variance * variance), left(2) / (weight * weight)))
  }

  /// Variance of a sum given that the scores, at the estimates, sum to 0: what estimating the parameters has fitted away is taken off.
  private func left(_ function: Int) -> Double {
    let count = sums.count
    let own = products[function * count + function]
    let scores = 3..<count
    func product(_ one: Int, _ other: Int) -> Double { products[max(one, other) * count + min(one, other)] }
    let shared = scores.map { product($0, function) }
    let matrix = scores.flatMap { row in scores.map { product(row, $0) } }
    guard !scores.isEmpty, let root = Cholesky(matrix, size: scores.count) else { return own }
    return max(0, own - dot(shared, root.solve(shared)))
  }
}

extension TablePass {
  /// Part by part, item by item.
  fileprivate func sums(_ residuals: [ItemResiduals]) -> [[PosteriorSums]] {
    let readers = codes.items.indices.map { AnswerReader(codes, position: $0) }
    let parts = Parts(codes.rows)
    var result = [[PosteriorSums]](
      repeating: residuals.map { PosteriorSums(functions: $0.count) }, count: parts.number)
    let most = residuals.reduce(0) { max($0, $1.count) }
    let starts = residuals.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.values.count) }
    let values = residuals.flatMap(\.values)
    result.withUnsafeMutableBufferPointer { result in
      nonisolated(unsafe) let base = result.baseAddress!
      DispatchQueue.concurrentPerform(iterations: parts.number) { part in
        var means = [Double](repeating: 0, count: most)
        means.withUnsafeMutableBufferPointer { means in
          values.withUnsafeBufferPointer { values in
            base[part].withUnsafeMutableBufferPointer { sums in
              eachPosterior(in: parts[part]) { kernel, person, posterior in
                let scale = 1 / person.total
                for (position, item) in codes.items.enumerated() {
                  let answer = readers[position].answer(person.row)
                  guard answer >= 0 else { continue }
                  let count = residuals[item].count
                  var function = values.baseAddress! + starts[item] + answer * count * nodeCount
                  for at in 0..<count {
                    means[at] = scale * kernel.mean(posterior, function, person.window)
                    function += nodeCount
                  }
                  sums[item].add(person.weight, means.baseAddress!)
                }
              }
            }
          }
        }
      }
    }
    return result
  }
}
