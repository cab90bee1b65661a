import Testing

@testable import Allocation

@Suite struct UncertaintyTests {
  private func instance(_ totals: [Double], _ errors: [Double], places: Int, caps: [Policy.Cap] = [], schools: [String] = [])
    throws
    -> (Policy, Candidates, Ranking, Outcome)
  {
    let policy = try Policy(
      places: places,
      evidence: [
        Policy.Evidence(name: "test", scale: .raw(lowest: 0, highest: 100), weight: 2, missing: .notConsidered, parts: 3)
      ], decimals: 3, caps: caps)
    let candidates = try Candidates(
      codes: totals.indices.map { "K\($0)" }, evidence: ["test": Candidates.Measures(values: totals, errors: errors)],
      attributes: [:],
      columns: schools.isEmpty ? [:] : ["school": Candidates.Labels(schools)])
    let ranking = try policy.rank(candidates, draw: totals.indices.map(Int32.init))
    return (policy, candidates, ranking, try policy.allocate(ranking, candidates))
  }

  @Test("two for one place: the normal distribution's own answer")
  func exact() throws {
    // P(50 + 3 z₁ > 47 + 4 z₂) = Φ(3 / 5) = 0.725747
    let (policy, candidates, ranking, outcome) = try instance([50, 47], [3, 4], places: 1)
    let sureness = try policy.uncertainty(ranking, candidates, outcome: outcome, draws: 40_000)
    #expect((sureness.probability[0] - 0.725747).magnitude < 4 * sureness.standardError(0.725747))
    #expect((sureness.probability[0] + sureness.probability[1] - 1).magnitude < 1e-12)
    #expect(sureness.doubtful == 2)
    #expect((sureness.changes - (1 - sureness.probability[0])).magnitude < 1e-12)
  }

  @Test("without errors everything is certain, and the replay agrees with the allocation under each kind of rule")
  func certain() throws {
    for seed in 0..<600 {
      let instance = try Instance(seed: seed, isCrossing: seed % 3 == 0, kind: seed % 2 == 0 ? .shares : .reserves)
      let outcome = try instance.policy.allocate(instance.ranking, instance.candidates)
      let sureness = try instance.policy.uncertainty(instance.ranking, instance.candidates, outcome: outcome, draws: 2)
      // Crossing rules are searched with less effort in a replay: the number of places holds, the persons may differ.
      #expect(sureness.probability.reduce(0, +) == Double(outcome.offered.count), "seed \(seed)")
      if seed % 3 != 0 || seed % 2 == 0 {
        for row in outcome.offered { #expect(sureness.probability[Int(row)] == 1, "seed \(seed)") }
      }
    }
  }

  @Test("a cap makes a low total safe and a high one hopeless")
  func cap() throws {
    let (policy, candidates, ranking, outcome) = try instance(
      [90, 80, 20], [1, 1, 1], places: 2, caps: [Policy.Cap(column: "school", places: 1)], schools: ["a", "a", "b"])
    let sureness = try policy.uncertainty(ranking, candidates, outcome: outcome, draws: 500)
    #expect(sureness.probability == [1, 0, 1])
  }

  @Test("the same seed gives the same answer; one part more shrinks the error as it should")
  func repeats() throws {
    let totals = (0..<200).map { 40 + Double($0 % 37) }
    let (policy, candidates, ranking, outcome) = try instance(totals, totals.map { _ in 4 }, places: 40)
    let first = try policy.uncertainty(ranking, candidates, outcome: outcome, draws: 300, seed: 5)
    #expect(try policy.uncertainty(ranking, candidates, outcome: outcome, draws: 300, seed: 5) == first)
    #expect(try policy.uncertainty(ranking, candidates, outcome: outcome, draws: 300, seed: 6) != first)
    let errors = try #require(policy.errors(ranking, withOneMoreOf: 0))
    #expect((errors[0] - 4 * (3.0 / 4).squareRoot()).magnitude < 1e-9)
  }
}

@Suite struct RankingTests {
  private func rank(_ values: [Double], _ evidence: Policy.Evidence, errors: [Double]? = nil, decimals: Int = 3) throws -> Ranking
  {
    let policy = try Policy(places: 1, evidence: [evidence], decimals: decimals)
    let candidates = try Candidates(
      codes: values.indices.map { "K\($0)" },
      evidence: ["e": Candidates.Measures(values: values, errors: errors ?? values.map { _ in 0 })], attributes: [:], columns: [:]
    )
    return try policy.rank(candidates, draw: values.indices.map(Int32.init))
  }

  @Test("each scale gives the points its definition says")
  func scales() throws {
    let raw = try rank(
      [5, 10, 20], Policy.Evidence(name: "e", scale: .raw(lowest: 0, highest: 20), weight: 1, missing: .lowest),
      errors: [1, 1, 1])
    #expect(raw.totals == [25_000, 50_000, 100_000])
    #expect(raw.totalErrors == [5, 5, 5])
    let standard = try rank([2, 4, 4, 4, 5, 5, 7, 9], Policy.Evidence(name: "e", scale: .standard, weight: 7, missing: .lowest))
    // Mean 5, standard deviation 2.
    #expect(standard.totals == [35_000, 45_000, 45_000, 45_000, 50_000, 50_000, 60_000, 70_000])
    let logit = try rank(
      [-1.5, 0, 0.25], Policy.Evidence(name: "e", scale: .logit, weight: 1, missing: .lowest), errors: [0.3, 0.3, 0.3])
    #expect(logit.totals == [35_000, 50_000, 52_500])
    #expect(logit.totalErrors[0] == 3)
    #expect(
      try rank([3, 3], Policy.Evidence(name: "e", scale: .standard, weight: 1, missing: .lowest)).totals == [50_000, 50_000])
  }

  @Test("missing evidence by its explicit rule")
  func missing() throws {
    func total(_ missing: Policy.Missing) throws -> Ranking {
      try rank([20, .nan, 60], Policy.Evidence(name: "e", scale: .raw(lowest: 0, highest: 100), weight: 1, missing: missing))
    }
    #expect(try total(.lowest).totals[1] == 20_000)
    #expect(try total(.average).totals[1] == 40_000)
    #expect(try total(.average).totalErrors[1] == 20)
    #expect(try total(.points(33)).totals[1] == 33_000)
    #expect(try total(.notConsidered).exclusions == [nil, .missing(0), nil])
    #expect(try total(.notConsidered).order == [2, 0])
    let below = try rank(
      [20, 30], Policy.Evidence(name: "e", scale: .raw(lowest: 0, highest: 100), weight: 1, minimum: 25, missing: .lowest))
    #expect(below.exclusions == [.belowMinimum(0), nil])
  }

  @Test("what is equal as published is a tie and goes to the draw")
  func ties() throws {
    let evidence = Policy.Evidence(name: "e", scale: .raw(lowest: 0, highest: 100), weight: 1, missing: .lowest)
    #expect(try rank([50.004, 50.001, 49.996], evidence, decimals: 2).order == [0, 1, 2])
    #expect(try rank([50.001, 50.004], evidence, decimals: 2).order == [0, 1])
    #expect(try rank([50.001, 50.006], evidence, decimals: 2).order == [1, 0])
  }

  @Test("Wilson's interval and the ratio of four fifths")
  func groups() throws {
    // Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662; 0 of 20 gives 0 to 0.1611.
    let effect = GroupEffect(considered: 263, offered: 81)
    let interval = try #require(effect.interval)
    #expect((interval.lowerBound - 0.2553).magnitude < 5e-5 && (interval.upperBound - 0.3662).magnitude < 5e-5)
    let none = try #require(GroupEffect(considered: 20, offered: 0).interval)
    #expect(none.lowerBound == 0 && (none.upperBound - 0.1611).magnitude < 5e-5)
    #expect(GroupEffect(considered: 10, offered: 3).ratio(to: 0.5) == 0.6)
    #expect(GroupEffect(considered: 0, offered: 0).interval == nil)
  }
}
