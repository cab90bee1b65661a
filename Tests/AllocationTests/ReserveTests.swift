import Inspection
import Testing

@testable import Allocation

@Suite struct ReserveTests {
  @Test("nested reserves and caps give the best of all sets", arguments: [0, 1_000, 2_000])
  func nested(_ start: Int) throws {
    for seed in start..<(start + 1_000) {
      let instance = try Instance(seed: seed, isCrossing: false, kind: .reserves)
      #expect(
        ReserveTree(
          policy: instance.policy, ground: try Ground(instance.policy, instance.candidates), rows: instance.ranking.order) != nil)
      let outcome = try instance.policy.allocate(instance.ranking, instance.candidates)
      #expect(
        BruteForce(instance: instance).worth(outcome.offered.map(Int.init)) == BruteForce(instance: instance).best, "seed \(seed)"
      )
      #expect(instance.published(outcome).inspect() == [], "seed \(seed)")
    }
  }

  @Test("crossing reserves and caps: the best of all sets, or a bound that holds", arguments: [0, 1_000, 2_000])
  func crossing(_ start: Int) throws {
    for seed in start..<(start + 1_000) {
      let instance = try Instance(seed: seed, kind: .reserves)
      let outcome = try instance.policy.allocate(instance.ranking, instance.candidates)
      let brute = BruteForce(instance: instance)
      let worth = try #require(brute.worth(outcome.offered.map(Int.init)), "seed \(seed): a cap is exceeded")
      #expect(worth == brute.best, "seed \(seed) gap \(outcome.gap)")
      #expect(outcome.gap == 0, "seed \(seed)")
      #expect(instance.published(outcome).inspect() == [], "seed \(seed)")
    }
  }

  @Test("reserves cost nobody more ranks than they have places")
  func bound() throws {
    for seed in 0..<2_000 {
      let drawn = try Instance(seed: seed, kind: .reserves)
      let policy = try drawn.policy.with(caps: [])
      let outcome = try policy.allocate(drawn.ranking, drawn.candidates)
      for row in drawn.ranking.order.prefix(policy.places - policy.reservedPlaces) {
        #expect(outcome.offered.contains(row), "seed \(seed)")
      }
    }
  }

  @Test("when somebody goes, only one comes, and the rules still hold")
  func replacement() throws {
    for seed in 0..<500 {
      let instance = try Instance(seed: seed, isCrossing: false, kind: .reserves)
      let outcome = try instance.policy.allocate(instance.ranking, instance.candidates)
      guard let gone = outcome.offered.first else { continue }
      let held = Array(outcome.offered.dropFirst())
      let next = try instance.policy.next(instance.ranking, instance.candidates, after: outcome, held: held, gone: [gone])
      #expect(next.count <= 1 + instance.policy.places - outcome.offered.count)
      #expect(!next.contains(gone))
      let without = try instance.without(Int(gone))
      let brute = BruteForce(instance: without)
      let renumbered = (held + next).map { Int($0) - ($0 > gone ? 1 : 0) }
      #expect(brute.worth(renumbered) == brute.best, "seed \(seed)")
    }
  }
}

@Suite struct ShareTests {
  @Test("each beginning of the list keeps the shares, caps and merit", arguments: [0, 1_000, 2_000])
  func inspected(_ start: Int) throws {
    for seed in start..<(start + 1_000) {
      let instance = try Instance(seed: seed, kind: .shares)
      let outcome = try instance.policy.allocate(instance.ranking, instance.candidates)
      #expect(instance.published(outcome).inspect() == [], "seed \(seed)")
      #expect(Set(outcome.offered + outcome.waiting) == Set(instance.ranking.order))
    }
  }

  @Test("the order of the issue's own words, step by step")
  func byHand() throws {
    // 40 % rural: after one without the attribute 0 · 100 < 40 · 2, so the second place is bound.
    let instance = try Instance(
      totals: [90, 80, 70, 60, 50], places: 5, protection: .shares([Policy.Share(attribute: "rural", percent: 40)]),
      attributes: ["rural": [false, false, false, true, true]])
    let outcome = try instance.policy.allocate(instance.ranking, instance.candidates)
    // Step 1 is bound already: 0 · 100 < 40 · 1.
    #expect(outcome.offered == [3, 0, 4, 1, 2])
  }

  @Test("both bind: who has both first, then the first-named, then the second")
  func both() throws {
    let shares: Policy.Protection = .shares([
      Policy.Share(attribute: "a", percent: 50), Policy.Share(attribute: "b", percent: 50),
    ])
    func order(_ a: [Bool], _ b: [Bool]) throws -> [Int32] {
      let instance = try Instance(
        totals: a.indices.map { 90 - $0 }, places: a.count, protection: shares, attributes: ["a": a, "b": b])
      return try instance.policy.allocate(instance.ranking, instance.candidates).offered
    }
    #expect(try order([false, false, true, true], [false, true, false, true]) == [3, 0, 2, 1].map(Int32.init))
    #expect(try order([false, false, true], [false, true, false]) == [2, 1, 0])
  }

  @Test("nobody is moved further than the bound says")
  func bounds() throws {
    var chance = Chance(7)
    for _ in 0..<2_000 {
      let count = 1 + chance.below(60)
      let percent = 1 + chance.below(90)
      let has = (0..<count).map { _ in chance.below(4) == 0 }
      let instance = try Instance(
        totals: (0..<count).map { _ in chance.below(40) }, places: count,
        protection: .shares([Policy.Share(attribute: "a", percent: percent)]),
        attributes: ["a": has])
      let outcome = try instance.policy.allocate(instance.ranking, instance.candidates)
      for (place, row) in outcome.offered.enumerated() {
        let bound = instance.policy.worstPlace(rank: Int(instance.ranking.rank[Int(row)]) + 1, has: has[Int(row)] ? 1 : 0)
        #expect(place + 1 <= bound)
      }
    }
  }

  @Test("two shares keep their bounds as well")
  func twoBounds() throws {
    for seed in 0..<3_000 {
      let instance = try Instance(seed: seed, kind: .shares)
      guard instance.policy.caps.isEmpty else { continue }
      let whole = try instance.policy.with(places: max(1, instance.candidates.count))
      let outcome = try whole.allocate(instance.ranking, instance.candidates)
      for (place, row) in outcome.offered.enumerated() {
        #expect(
          place + 1 <= whole.worstPlace(rank: Int(instance.ranking.rank[Int(row)]) + 1, has: instance.mask(Int(row))),
          "seed \(seed)")
      }
    }
  }
}

extension Instance {
  /// The same without one candidate.
  func without(_ gone: Int) throws -> Instance {
    func kept<Value>(_ values: [Value]) -> [Value] { values.enumerated().filter { $0.offset != gone }.map(\.element) }
    let lowered = kept(ranking.draw).map { $0 > ranking.draw[gone] ? $0 - 1 : $0 }
    return try Instance(
      totals: kept(ranking.totals.map(Int.init)), places: policy.places, protection: policy.protection, caps: policy.caps,
      attributes: candidates.attributes.mapValues(kept),
      columns: candidates.columns.mapValues { labels in kept(labels.of.map { $0 < 0 ? "" : labels.names[Int($0)] }) },
      draw: lowered)
  }
}
