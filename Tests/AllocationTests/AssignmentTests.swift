import Testing

@testable import Allocation

@Suite struct AssignmentTests {
  @Test("the best of all assignments with its proof, or a cut that proves there is none", arguments: [0, 1_000, 2_000, 3_000])
  func bruteForce(_ start: Int) {
    for seed in start..<(start + 1_000) {
      let problem = ReviewerAssignment(seed: seed)
      switch (problem.solve(), problem.bestByForce) {
      case (.best(let best), let expected?):
        let certificate = problem.certificate(best)
        #expect(problem.broken(best.assignment) == [], "seed \(seed)")
        #expect(certificate.primal == Int128(expected), "seed \(seed)")
        #expect(certificate.isOptimal, "seed \(seed)")
      case (.impossible(let shortages), nil):
        #expect(!shortages.isEmpty && shortages.allSatisfy(problem.proves), "seed \(seed): \(shortages)")
      case (.best, nil): Issue.record("seed \(seed): there is none")
      case (.impossible(let shortages), _?): Issue.record("seed \(seed): \(shortages)")
      }
    }
  }

  @Test("larger ones carry their own proof, also where everybody suits a few reviewers best", arguments: 0..<16)
  func certified(_ seed: Int) throws {
    var chance = Chance(seed)
    let (applications, reviewers, each) = (60 + chance.below(400), 10 + chance.below(20), 1 + chance.below(4))
    let load = (applications * each + reviewers - 1) / reviewers
    let problem = ReviewerAssignment(
      applications: applications, reviewers: reviewers,
      scores: (0..<applications * reviewers).map { place in
        chance.below(20) == 0
          ? ReviewerAssignment.forbidden
          : Int64(chance.below(seed % 2 == 0 ? 5 : 500_000_000_000) + (seed % 4 < 2 ? place % reviewers * 10_000_000_000 : 0))
      },
      perApplication: each, minLoads: Array(repeating: max(0, load - 2), count: reviewers),
      maxLoads: Array(repeating: load + 1, count: reviewers))
    guard case .best(let best) = problem.solve() else { throw Unsolved() }
    #expect(problem.broken(best.assignment) == [])
    #expect(problem.certificate(best).isOptimal)
  }

  @Test("sentences say what is short")
  func sentences() {
    func sentences(_ scores: [Int64], _ applications: Int, _ each: Int, _ low: [Int], _ high: [Int]) -> [String] {
      let problem = ReviewerAssignment(
        applications: applications, reviewers: low.count, scores: scores, perApplication: each, minLoads: low, maxLoads: high)
      guard case .impossible(let shortages) = problem.solve() else { return [] }
      return shortages.map(\.sentence)
    }
    let no = ReviewerAssignment.forbidden
    #expect(sentences([1, no], 1, 2, [0, 0], [1, 1]) == ["Application 0 has 1 reviewers without a conflict and needs 2."])
    #expect(
      sentences([1, no, 1, no, 1, 1], 3, 1, [0, 0], [1, 5])
        == ["2 applications (0, 1) need 2 reviews from 1 reviewers (0), who may give 1 in all."])
    #expect(
      sentences([1, no, 1, no, 1, 1], 3, 1, [0, 2], [5, 5])
        == ["1 reviewers (1) must get 2 reviews in all; the applications can give them 1."])
  }

  private struct Unsolved: Error {}
}

extension ReviewerAssignment {
  fileprivate init(seed: Int) {
    var chance = Chance(seed)
    let applications = chance.below(5)
    let reviewers = 1 + chance.below(4)
    let each = chance.below(min(3, reviewers) + 1)
    let conflicts = 2 + chance.below(8)
    let spread = [2, 4, 1_000, 1_000_000_000_000][chance.below(4)]
    let lows = (0..<reviewers).map { _ in chance.below(3) == 0 ? chance.below(3) : 0 }
    self.init(
      applications: applications, reviewers: reviewers,
      scores: (0..<applications * reviewers).map { _ in
        chance.below(conflicts) == 0 ? Self.forbidden : Int64(chance.below(spread)) - Int64(spread / 3)
      },
      perApplication: each, minLoads: lows, maxLoads: lows.map { $0 + chance.below(5) })
  }

  fileprivate var bestByForce: Int64? {
    var loads = [Int](repeating: 0, count: reviewers)
    var best: Int64?
    func go(_ application: Int, _ sum: Int64) {
      guard application < applications else {
        if (0..<reviewers).allSatisfy({ loads[$0] >= minLoads[$0] && loads[$0] <= maxLoads[$0] }) { best = max(best ?? sum, sum) }
        return
      }
      for set in 0..<(1 << reviewers) where set.nonzeroBitCount == perApplication {
        let chosen = (0..<reviewers).filter { set & (1 << $0) != 0 }
        guard chosen.allSatisfy({ score(application, $0) != Self.forbidden }) else { continue }
        for reviewer in chosen { loads[reviewer] += 1 }
        go(application + 1, sum + chosen.map { score(application, $0) }.reduce(0, +))
        for reviewer in chosen { loads[reviewer] -= 1 }
      }
    }
    go(0, 0)
    return best
  }
}
