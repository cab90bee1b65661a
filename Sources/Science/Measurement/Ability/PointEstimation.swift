import Dispatch
import Glibc

/// Abilities that maximise something, person by person, by Newton's method kept within a bracket.
struct PointEstimation: Sendable {
  enum Target: Sendable {
    case mode
    case weighted
    case likelihood(ExtremeScores)
  }

  private let responses: Responses
  private let items: [Item]
  private let groups: [AbilityDistribution]
  private let target: Target
  /// Whether the likelihood of a person can have several peaks.
  private let hasPeaks: Bool
  private let bound: Double

  init(_ responses: Responses, _ items: [Item], _ groups: [AbilityDistribution], _ target: Target) {
    self.responses = responses
    self.items = items
    self.groups = groups
    self.target = target
    hasPeaks = items.contains { $0.curve == .guessing && $0.guessing > 0 }
    if case .likelihood(let extremes) = target {
      bound = extremes.bound
    } else {
      // Nearer than where probabilities underflow.
      bound = min(100, 600 / items.reduce(0.1) { max($0, abs($1.slope) * Double($1.categories - 1)) })
    }
  }

  func estimates() -> AbilityEstimates {
    var result = AbilityEstimates(
      abilities: [Double](repeating: 0, count: responses.persons),
      standardErrors: [Double](repeating: 0, count: responses.persons))
    let parts = Parts(responses.persons, least: 64)
    result.abilities.withUnsafeMutableBufferPointer { abilities in
      result.standardErrors.withUnsafeMutableBufferPointer { errors in
        nonisolated(unsafe) let (abilities, errors) = (abilities.baseAddress!, errors.baseAddress!)
        DispatchQueue.concurrentPerform(iterations: parts.number) { part in
          var row = [UInt8](repeating: 0, count: responses.items)
          for person in parts[part] {
            row.withUnsafeMutableBufferPointer { responses.read(person, into: $0) }
            (abilities[person], errors[person]) = estimate(row, groups[responses.group(person)])
          }
        }
      }
    }
    return result
  }

  private func estimate(_ row: [UInt8], _ group: AbilityDistribution) -> (ability: Double, error: Double) {
    let answers = row.indices.compactMap { row[$0] == Responses.missing ? nil : (item: $0, answer: Int(row[$0])) }
    if answers.isEmpty {
      if case .mode = target { return (group.mean, group.deviation) }
      return (group.mean, .infinity)
    }
    let person = Person(items: items, answers: answers, group: group, target: target)
    let ability = extreme(person) ?? root(person)
    var information = person.sum(at: ability).information
    if case .mode = target { information += 1 / (group.deviation * group.deviation) }
    return (ability, information > 0 ? 1 / information.squareRoot() : .infinity)
  }

  /// Answers with weights, and the function whose root is wanted.
  private struct Person {
    let items: [Item]
    let answers: [(item: Int, answer: Int)]
    let group: AbilityDistribution
    let target: Target

    func sum(at ability: Double) -> AnswerScore {
      var sum = AnswerScore()
      for (item, answer) in answers { items[item].add(answer, at: ability, to: &sum) }
      return sum
    }

    /// The derivative of what is maximised, and about its own derivative.
    func target(at ability: Double) -> (value: Double, slope: Double) {
      let sum = sum(at: ability)
      switch target {
      case .mode:
        let variance = group.deviation * group.deviation
        return (sum.score - (ability - group.mean) / variance, sum.curvature - 1 / variance)
      case .weighted:
        let correction = sum.information > 1e-280 ? sum.bias / (2 * sum.information) : 0
        return (sum.score + correction, -sum.information)
      case .likelihood: return (sum.score, sum.curvature)
      }
    }

    /// What is maximised; near enough for weighted likelihood, where it is exact but for guessing.
    func height(at ability: Double) -> Double {
      let likelihood = answers.reduce(0) { $0 + items[$1.item].logProbability($1.answer, at: ability) }
      switch target {
      case .mode:
        let z = (ability - group.mean) / group.deviation
        return likelihood - z * z / 2
      case .weighted: return likelihood + log(max(sum(at: ability).information, 1e-300)) / 2
      case .likelihood: return likelihood
      }
    }
  }

  /// The conventional ability of a person with only lowest or only highest answers, if that is what is asked for.
  private func extreme(_ person: Person) -> Double? {
    guard case .likelihood(let extremes) = target else { return nil }
    let own = person.answers
    let isHighest = own.allSatisfy { $0.answer == (items[$0.item].slope >= 0 ? items[$0.item].categories - 1 : 0) }
    let isLowest = own.allSatisfy { $0.answer == (items[$0.item].slope >= 0 ? 0 : items[$0.item].categories - 1) }
    guard isHighest != isLowest else { return nil }
    guard case .adjusted(let by) = extremes else { return isHighest ? bound : -bound }
    let form = own.map { items[$0.item] }
    let (end, other) = (form.expectedScore(at: isHighest ? 1e6 : -1e6), form.expectedScore(at: isHighest ? -1e6 : 1e6))
    let score = end + (other > end ? by : -by)
    return form.ability(ofExpectedScore: score, within: bound) ?? (isHighest ? bound : -bound)
  }

  private func root(_ person: Person) -> Double {
    var (low, high) = (-bound, bound)
    var ability = max(low, min(high, person.group.mean))
    if hasPeaks { (low, ability, high) = highestPeak(person) }
    if person.target(at: low).value <= 0 { return low }
    if person.target(at: high).value >= 0 { return high }
    for _ in 0..<200 {
      let (value, slope) = person.target(at: ability)
      if value > 0 { low = ability } else { high = ability }
      var next = slope < 0 ? ability - max(-2, min(2, value / slope)) : .infinity
      if !(next > low && next < high) { next = (low + high) / 2 }
      if abs(next - ability) < 1e-13 * max(1, abs(ability)) { return next }
      ability = next
    }
    return ability
  }

  /// Where to look: between neighbours of the highest of many points.
  private func highestPeak(_ person: Person) -> (low: Double, middle: Double, high: Double) {
    let reach = min(bound, 12)
    let points = (0...96).map { -reach + Double($0) * reach / 48 }
    let heights = points.map { person.height(at: $0) }
    var top = 0
    for at in heights.indices where heights[at] > heights[top] { top = at }
    return (
      top == 0 ? -bound : points[top - 1], points[top], top == points.count - 1 ? bound : points[top + 1]
    )
  }
}
