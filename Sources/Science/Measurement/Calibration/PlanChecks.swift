/// What must hold before anything is estimated.
struct PlanChecks {
  let responses: Responses
  let plan: CalibrationPlan
  let booklets: [Booklet]

  /// The groups' plans, filled in.
  func groups() throws(CalibrationRefusal) -> [AbilityPlan] {
    guard let given = plan.groups else {
      if !plan.anchors.isEmpty { return [AbilityPlan](repeating: .free, count: responses.groupCount) }
      return [.standard] + [AbilityPlan](repeating: .free, count: responses.groupCount - 1)
    }
    guard given.count == responses.groupCount else { throw .groupCount(expected: responses.groupCount, given: given.count) }
    for group in given {
      if let mean = group.mean, !mean.isFinite { throw .plan("mean") }
      if let deviation = group.deviation, !(deviation > 0 && deviation < .infinity) { throw .plan("deviation") }
    }
    return given
  }

  func plans() throws(CalibrationRefusal) {
    guard plan.models.count == responses.items else { throw .modelCount(expected: responses.items, given: plan.models.count) }
    guard plan.tolerance > 0 else { throw .plan("tolerance") }
    if let prior = plan.guessingPrior, !(prior.alpha > 1 && prior.beta >= 1) { throw .plan("guessingPrior") }
    if let prior = plan.slopePrior, !(prior.deviation > 0 && prior.mean.isFinite) { throw .plan("slopePrior") }
    if let slope = plan.commonSlope, !slope.isFinite { throw .plan("commonSlope") }
    var scales: [Int: Int] = [:]
    for (item, model) in plan.models.enumerated() {
      if let anchor = plan.anchors[item] {
        guard anchor.categories >= responses.categories[item] else { throw .anchor(item: item) }
        continue
      }
      if model.isDichotomous, responses.categories[item] != 2 { throw .model(item: item) }
      if case .ratingScale(let scale) = model {
        let categories = scales[scale] ?? responses.categories[item]
        guard categories == responses.categories[item] else { throw .ratingScale(item: item) }
        scales[scale] = categories
      }
    }
    for item in plan.anchors.keys where !plan.models.indices.contains(item) { throw .anchor(item: item) }
  }

  /// `answers` is the weight of the answers at cells.
  func items(answers: [Double], cells: [Int]) throws(CalibrationRefusal) {
    for item in plan.models.indices where plan.anchors[item] == nil {
      let own = answers[cells[item]..<cells[item + 1]]
      if own.allSatisfy({ $0 == 0 }) { throw .unanswered(item: item) }
      if own.count(where: { $0 > 0 }) == 1 { throw .constant(item: item) }
      if case .ratingScale = plan.models[item] {
        // What nobody gave to one item, somebody may have given to another.
        let scale = plan.models.indices.filter { plan.models[$0] == plan.models[item] && plan.anchors[$0] == nil }
        for category in own.indices.map({ $0 - own.startIndex })
        where scale.allSatisfy({ cells[$0] + category >= cells[$0 + 1] || answers[cells[$0] + category] == 0 }) {
          throw .emptyCategory(item: item, category: category)
        }
        continue
      }
      if let empty = own.firstIndex(of: 0) { throw .emptyCategory(item: item, category: empty - own.startIndex) }
    }
  }

  /// Chains of items answered together tie every group to a known origin and unit.
  func links(_ groups: [AbilityPlan]) throws(CalibrationRefusal) {
    let count = responses.items
    var sets = DisjointSets(count + groups.count)
    for booklet in booklets { for item in booklet.items { sets.join(item, count + booklet.group) } }
    var hasOrigin = [Bool](repeating: false, count: count + groups.count)
    var hasUnit = hasOrigin
    for item in 0..<count {
      let root = sets.root(item)
      if plan.anchors[item] != nil { hasOrigin[root] = true }
      if plan.anchors[item].map({ $0.slope != 0 }) ?? (plan.models[item].sharesSlope && plan.commonSlope != nil) {
        hasUnit[root] = true
      }
    }
    for (number, group) in groups.enumerated() {
      let root = sets.root(count + number)
      if group.mean != nil { hasOrigin[root] = true }
      if group.deviation != nil { hasUnit[root] = true }
    }
    let loose = groups.indices.filter { !hasOrigin[sets.root(count + $0)] || !hasUnit[sets.root(count + $0)] }
    guard loose.isEmpty else { throw .unlinked(groups: loose) }
  }

  /// Whether persons link all answered items.
  var isConnected: Bool {
    var sets = DisjointSets(responses.items)
    for booklet in booklets { for item in booklet.items.dropFirst() { sets.join(item, booklet.items[0]) } }
    return Set(booklets.flatMap(\.items).map { sets.root($0) }).count <= 1
  }
}

/// Sets that only grow together (Tarjan 1975), with halved paths.
struct DisjointSets: Sendable {
  private var parents: [Int]

  init(_ count: Int) { parents = Array(0..<count) }

  mutating func root(_ element: Int) -> Int {
    var element = element
    while parents[element] != element {
      parents[element] = parents[parents[element]]
      element = parents[element]
    }
    return element
  }

  mutating func join(_ one: Int, _ other: Int) {
    let (a, b) = (root(one), root(other))
    parents[max(a, b)] = min(a, b)
  }
}
