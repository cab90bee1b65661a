import Glibc
import Testing

@testable import Measurement

/// The marginal log-likelihood as its definition has it: each person, each of many nodes, each answer.
struct PlainLikelihood {
  let responses: Responses
  let plan: CalibrationPlan
  /// Rows that differ, with their weights.
  private var rows: [[Int]: (group: Int, weight: Double)] = [:]

  init(_ responses: Responses, _ plan: CalibrationPlan) {
    self.responses = responses
    self.plan = plan
    for person in 0..<responses.persons {
      let group = responses.group(person)
      let key = [group] + (0..<responses.items).map { responses[person, $0] ?? -1 }
      rows[key, default: (group, 0)].weight += responses.weight(person)
    }
  }

  private static let nodes = (0...240).map { -14 + 28 * Double($0) / 240 }

  /// Without priors.
  func callAsFunction(_ items: [Item], _ groups: [AbilityDistribution]) -> Double {
    let curves = items.map { item in
      let points = Self.nodes.map { item.probabilities(at: $0) }
      return (0..<item.categories).map { category in points.map { $0[category] } }
    }
    let weights = groups.map { group in
      Self.nodes.map { normalDensity(($0 - group.mean) / group.deviation) / group.deviation * 28 / 240 }
    }
    return rows.sorted { $0.key.lexicographicallyPrecedes($1.key) }.reduce(0.0) { sum, row in
      var terms = weights[row.value.group]
      for (item, answer) in row.key.dropFirst().enumerated() where answer >= 0 { multiply(&terms, curves[item][answer]) }
      return sum + row.value.weight * log(terms.reduce(0, +))
    }
  }

  private func multiply(_ terms: inout [Double], _ curve: [Double]) {
    terms.withUnsafeMutableBufferPointer { terms in
      curve.withUnsafeBufferPointer { curve in
        for node in 0..<241 { terms[node] *= curve[node] }
      }
    }
  }

  private func prior(_ items: [Item]) -> Double {
    items.enumerated().reduce(0) { sum, pair in
      guard plan.anchors[pair.offset] == nil else { return sum }
      var own = 0.0
      if pair.element.curve == .guessing, let prior = plan.guessingPrior {
        own += (prior.alpha - 1) * log(pair.element.guessing) + (prior.beta - 1) * log(1 - pair.element.guessing)
      }
      if !plan.models[pair.offset].sharesSlope, let prior = plan.slopePrior {
        let z = (log(pair.element.slope) - prior.mean) / prior.deviation
        own -= z * z / 2 + log(pair.element.slope)
      }
      return sum + own
    }
  }

  /// Largest derivative of the penalised log-likelihood by a free parameter, by differences, per person.
  func steepest(_ fit: Calibration) -> Double {
    var most = 0.0
    for parameter in fit.parameters {
      let step = 1e-4
      let values = [step, -step].map { step in
        let (items, groups) = moved(fit, parameter, by: step)
        return self(items, groups) + prior(items)
      }
      most = max(most, abs(values[0] - values[1]) / (2 * step) / fit.persons)
    }
    return most
  }

  private func moved(_ fit: Calibration, _ parameter: Parameter, by step: Double) -> ([Item], [AbilityDistribution]) {
    var groups = fit.groups
    let items = fit.items.enumerated().map { number, item -> Item in
      guard plan.anchors[number] == nil else { return item }
      var (slope, intercepts, guessing) = (item.slope, item.intercepts, item.guessing)
      switch parameter {
      case .slope(number): slope += step
      case .commonSlope where plan.models[number].sharesSlope: slope += step
      case .intercept(number, let category):
        if case .ratingScale = plan.models[number] {
          for k in intercepts.indices { intercepts[k] += Double(k + 1) * step }
        } else {
          intercepts[category - 1] += step
        }
      case .scaleStep(let scale, let category) where plan.models[number] == .ratingScale(scale: scale):
        intercepts[category - 1] += step
      case .guessing(number): guessing += step
      default: break
      }
      return Item(trusted: item.curve, slope: slope, intercepts: intercepts, guessing: guessing)
    }
    if case .mean(let group) = parameter { groups[group].mean += step }
    if case .deviation(let group) = parameter { groups[group].deviation += step }
    return (items, groups)
  }
}

/// Answers of persons with their group's mean and SD, in the items they are given.
func simulated(
  _ items: [Item], persons: Int, groups: [AbilityDistribution], missing: Double = 0, seed: UInt64,
  isGiven: (_ person: Int, _ item: Int) -> Bool = { _, _ in true }
) throws -> Responses {
  var chance = Seeded(seed)
  var members: [Int] = []
  let rows = (0..<persons).map { person -> [Int?] in
    let group = person % groups.count
    members.append(group)
    let ability = groups[group].mean + groups[group].deviation * chance.normal()
    return items.enumerated().map { number, item -> Int? in
      var draw = chance.uniform()
      let probabilities = item.probabilities(at: ability)
      var answer = 0
      while answer < item.categories - 1, draw >= probabilities[answer] {
        draw -= probabilities[answer]
        answer += 1
      }
      return chance.uniform() < missing || !isGiven(person, number) ? nil : answer
    }
  }
  return try Responses(rows, categories: items.map(\.categories), groups: members)
}
