/// What a selection does to a group: how many were considered and offered a place.
package struct GroupEffect: Sendable, Hashable {
  package let considered: Int
  package let offered: Int

  package init(considered: Int, offered: Int) {
    self.considered = considered
    self.offered = offered
  }

  /// Share of one; NaN where nobody was considered.
  package var rate: Double { Double(offered) / Double(considered) }

  /// The 95 % interval of the rate (Wilson 1927); nil where nobody was considered.
  package var interval: ClosedRange<Double>? {
    guard considered > 0 else { return nil }
    let z = 1.959963984540054
    let n = Double(considered)
    let centre = (rate + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (rate * (1 - rate) / n + z * z / (4 * n * n)).squareRoot()
    return max(0, centre - half)...min(1, centre + half)
  }

  /// Against the group with the highest rate; below 0.8 the four-fifths rule (29 CFR 1607.4 D) asks for reasons.
  package func ratio(to highest: Double) -> Double { highest > 0 ? rate / highest : .nan }
}

/// What one rule changes: who has a place with it and not without it, and the other way round.
package struct RuleEffect: Sendable, Hashable {
  package let gained: [Int32]
  package let lost: [Int32]
  /// Mean total of those offered a place, with the rule less without it, in points.
  package let meanChange: Double
}

extension Policy {
  /// One piece of the policy that may be left out.
  package enum Rule: Sendable, Hashable {
    case reserve(Int)
    case share(Int)
    case cap(Int)
  }

  package var rules: [Rule] {
    reserves.indices.map(Rule.reserve) + shares.indices.map(Rule.share) + caps.indices.map(Rule.cap)
  }

  /// The same places with this rule left out, compared. Throws where a column is missing.
  package func effect(of rule: Rule, _ ranking: Ranking, _ candidates: Candidates, _ outcome: Outcome) throws(CandidatesFault)
    -> RuleEffect
  {
    let other = try without(rule).allocate(ranking, candidates)
    let with = Set(outcome.offered)
    let without = Set(other.offered)
    return RuleEffect(
      gained: outcome.offered.filter { !without.contains($0) }, lost: other.offered.filter { !with.contains($0) },
      meanChange: mean(outcome.offered, ranking) - mean(other.offered, ranking))
  }

  private func without(_ rule: Rule) -> Policy {
    var protection = protection
    var caps = caps
    switch rule {
    case .reserve(let index): protection = .reserves(reserves.enumerated().filter { $0.offset != index }.map(\.element))
    case .share(let index): protection = .shares(shares.enumerated().filter { $0.offset != index }.map(\.element))
    case .cap(let index): caps.remove(at: index)
    }
    guard let policy = try? with(protection: protection, caps: caps) else { preconditionFailure("fewer rules cannot contradict") }
    return policy
  }

  private func mean(_ rows: [Int32], _ ranking: Ranking) -> Double {
    guard !rows.isEmpty else { return 0 }
    return rows.map { Double(ranking.totals[Int($0)]) }.reduce(0, +) / Double(rows.count) / power(decimals)
  }
}
