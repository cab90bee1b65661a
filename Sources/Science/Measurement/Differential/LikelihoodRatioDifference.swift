/// Whether an item of its own for each group explains the answers better than one for all: likelihood-ratio test (Thissen, Steinberg &
/// Wainer 1993). All other anchor items tie the groups' scales; items outside the anchor are each group's own on both sides.
package struct LikelihoodRatioDifference: Sendable, Hashable {
  /// Never below 0: the freer fit starts at the optimum of the stricter one and only rises.
  package let chiSquare: Double
  package let degrees: Int
  package let probability: Double
  /// The item in each group, the reference group first.
  package let items: [Item]
  /// By focal group: expected score of its persons on its own item less on the reference group's (Meade 2010, SIDS).
  package let differences: [Double]
  /// Whether both fits reached their optimum.
  package let converged: Bool
}

extension Responses {
  /// All items. `models`: one an item. Two fits of all persons an item, the second from the optimum of the first.
  package func likelihoodRatioDifferences(
    _ plan: DifferentialPlan = .init(purifies: false), models: [ItemModel]
  ) throws(DifferentialFault) -> DifferentialReport<LikelihoodRatioDifference> {
    let responses = try restricted(to: plan.groups(of: self))
    let splitting: ItemSplitting
    do {
      splitting = try ItemSplitting(responses, CalibrationPlan(models: models))
    } catch { throw .calibration(error) }
    return try plan.purified(responses) { (anchor) throws(DifferentialFault) in
      try splitting.tests(anchor: anchor)
    }
  }

  /// Only persons of these groups, renumbered in this order.
  func restricted(to groups: [Int]) throws(DifferentialFault) -> Responses {
    if groups == Array(0..<groupCount) { return self }
    var number = [Int](repeating: -1, count: groupCount)
    for (at, group) in groups.enumerated() { number[group] = at }
    let kept = (0..<persons).filter { number[group($0)] >= 0 }
    let all = bytes()
    do {
      return try Responses(
        bytes: kept.flatMap { all[$0 * items..<($0 + 1) * items] }, persons: kept.count, items: items, categories: categories,
        weights: weights.map { weights in kept.map { weights[$0] } }, groups: kept.map { number[group($0)] })
    } catch { throw .group(groups[0]) }
  }
}

/// Fits in which some items are each group's own. A group's answers are never packed again: the item is only called another in its codes.
private struct ItemSplitting {
  private let base: MarginalLikelihood
  private let items: Int
  private let groups: Int

  struct Fitted {
    let likelihood: MarginalLikelihood
    let ascent: Ascent
    let splits: [Int]
    let converged: Bool
    /// With priors where the plan has them.
    var logLikelihood: Double { ascent.at.objective * likelihood.totalWeight }
  }

  /// Gradient per person at which a fit is done: the likelihood ratio is then right to about 1e-5 of itself or better.
  private static let tolerance = 1e-7

  init(_ responses: Responses, _ plan: CalibrationPlan) throws(CalibrationRefusal) {
    base = try PreparedCalibration(responses, plan: plan).likelihood
    items = responses.items
    groups = responses.groupCount
  }

  /// Compares, for each item, its being one for all with its being each group's own.
  func tests(anchor: [Int]) throws(DifferentialFault) -> [(LikelihoodRatioDifference, probability: Double)] {
    let own = (0..<items).filter { !anchor.contains($0) }
    guard var start = Fit(base) else { throw .likelihood }
    start.run(nil)
    let whole = Fitted(likelihood: base, ascent: start.ascent, splits: [], converged: start.converged)
    let common = own.isEmpty ? whole : try fit(own, from: whole)
    var found: [(LikelihoodRatioDifference, probability: Double)] = []
    for item in 0..<items {
      let strict = own.contains(item) ? try fit(own.filter { $0 != item }, from: whole) : common
      let free = try fit((strict.splits + [item]).sorted(), from: strict)
      let test = test(item, strict, free)
      found.append((test, test.probability))
    }
    return found
  }

  private func test(_ item: Int, _ strict: Fitted, _ free: Fitted) -> LikelihoodRatioDifference {
    let chiSquare = max(0, 2 * (free.logLikelihood - strict.logLikelihood))
    let degrees = free.likelihood.layout.free.count - strict.likelihood.layout.free.count
    let own = (0..<groups).map { free.ascent.at.items[name(item, group: $0, free.splits)] }
    let differences = (1..<groups).map { group in
      let ability = free.ascent.at.abilities[group]
      return (-40...40).reduce(0.0) { sum, node in
        let z = Double(node) / 8
        let theta = ability.mean + ability.deviation * z
        return sum + normalDensity(z) / 8 * (own[group].expectedScore(at: theta) - own[0].expectedScore(at: theta))
      }
    }
    return LikelihoodRatioDifference(
      chiSquare: chiSquare, degrees: degrees, probability: chiSquareAbove(chiSquare, degrees: Double(degrees)), items: own,
      differences: differences, converged: strict.converged && free.converged)
  }

  /// The number of an item in a group: copies of focal groups stand behind all items, split by split.
  private func name(_ item: Int, group: Int, _ splits: [Int]) -> Int {
    guard group > 0, let at = splits.firstIndex(of: item) else { return item }
    return items + at * (groups - 1) + group - 1
  }

  private func fit(_ splits: [Int], from start: Fitted) throws(DifferentialFault) -> Fitted {
    var plan = base.layout.plan
    var categories = base.layout.categories
    for item in splits {
      for _ in 1..<groups {
        plan.models.append(plan.models[item])
        categories.append(categories[item])
      }
    }
    let layout = ParameterLayout(plan, categories: categories, groups: base.layout.groups)
    let cohorts = base.cohorts.map { cohort in
      Cohort(
        group: cohort.group, method: cohort.method, persons: cohort.persons,
        codes: cohort.codes.renamed { name($0, group: cohort.group, splits) })
    }
    let likelihood = MarginalLikelihood(layout, cohorts, categories: categories)
    let (origin, shares) = origins(layout, splits, from: start)
    guard
      var ascent = Ascent(
        likelihood, from: origin.map { start.ascent.at.point[$0] }, splitting: start.ascent, origin: origin, shares: shares)
    else { throw .likelihood }
    for _ in 0..<200 where ascent.gradientNorm > Self.tolerance { guard ascent.step() else { break } }
    return Fitted(
      likelihood: likelihood, ascent: ascent, splits: splits, converged: ascent.gradientNorm <= 10 * Self.tolerance)
  }

  /// Which parameter of the start each parameter was, a new copy being the item it is a copy of, and by the weight of its persons how much
  /// of that one's gradient is its own.
  private func origins(_ layout: ParameterLayout, _ splits: [Int], from start: Fitted) -> (origin: [Int], shares: [Double]) {
    let place = Dictionary(uniqueKeysWithValues: start.likelihood.layout.free.enumerated().map { ($1, $0) })
    var weights = [Double](repeating: 0, count: groups)
    for cohort in base.cohorts { weights[cohort.group] += cohort.codes.totalWeight / base.totalWeight }
    /// The item and its group, -1 for all.
    func source(_ item: Int) -> (item: Int, group: Int) {
      guard item >= items else { return (item, splits.contains(item) ? 0 : -1) }
      return (splits[(item - items) / (groups - 1)], (item - items) % (groups - 1) + 1)
    }
    var (origin, shares) = ([Int](), [Double]())
    for parameter in layout.free {
      var share = 1.0
      func moved(_ item: Int) -> Int {
        let (item, group) = source(item)
        if group >= 0, !start.splits.contains(item) { share = weights[group] }
        return name(item, group: max(0, group), start.splits)
      }
      let before: Parameter =
        switch parameter {
        case .slope(let item): .slope(item: moved(item))
        case .intercept(let item, let category): .intercept(item: moved(item), category: category)
        case .guessing(let item): .guessing(item: moved(item))
        default: parameter
        }
      origin.append(place[before] ?? 0)
      shares.append(share)
    }
    return (origin, shares)
  }
}
