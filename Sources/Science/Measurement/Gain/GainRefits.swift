/// The gains of a scale, measured again without each of some parts of the persons. A mean's interval made of them holds, besides the chance
/// among persons, that the unit, the items and the link between both tests are estimated from the same answers: the delete-a-group
/// jackknife (Kott 2001), which needs as many calibrations as there are parts.
struct GainRefits: Sendable {
  /// Of each person the part she is in.
  let parts: [Int]
  /// By part: the gains of all others. Nil where the rest makes no scale.
  let gains: [[Double?]?]

  /// Every person her own part, or at most `plan.refits` parts by chance, each with its share of both populations.
  init(_ answers: PairedAnswers, _ scale: Gain.Scale, without dropped: Set<Int>, _ plan: GainPlan) {
    var (chance, parts) = (Seeded(plan.seed), [Int](repeating: 0, count: answers.persons))
    var count = 0
    for population in [0, 1] {
      let pairs = answers.pairs(of: population).shuffled(using: &chance)
      let rest = (0..<answers.persons).filter {
        answers.populations[$0] == population && (answers.before[$0] == nil || answers.after[$0] == nil)
      }
      for (at, person) in (pairs + rest).enumerated() { parts[person] = at % max(1, min(plan.refits, pairs.count)) }
      count = max(count, min(plan.refits, pairs.count))
    }
    self.parts = parts
    gains = (0..<count).map { part in
      let others = answers.without(persons: Set(parts.indices.filter { parts[$0] == part }))
      return try? others.measured(without: dropped.union(others.uninformative), plan, only: scale).persons.map(\.gain)
    }
  }

  /// Of a statistic of gains, about its value from all persons; nil where a third of the refits came to nothing, or fewer than two parts
  /// are `touched`.
  func interval(
    about value: Double, touched: [Int], level: Double, _ statistic: (_ gains: [Double?]) -> Double?
  ) -> GainInterval? {
    let values = gains.compactMap { $0.flatMap(statistic) }
    let degrees = min(Set(touched.map { parts[$0] }).count, values.count) - 1
    guard degrees > 0, values.count * 3 >= gains.count * 2 else { return nil }
    let average = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - average) * ($1 - average) }
    let variance = squares * Double(gains.count - 1) / Double(values.count)
    let reach = studentQuantile((1 + level) / 2, degrees: Double(degrees)) * variance.squareRoot()
    return GainInterval(lower: value - reach, upper: value + reach)
  }
}

/// Where a mean lies, at the level of the plan.
package struct GainInterval: Sendable, Hashable {
  package let lower: Double
  package let upper: Double
}
