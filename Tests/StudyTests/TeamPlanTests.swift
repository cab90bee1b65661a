import Testing

@testable import Study

/// Which teams the house proposes.
@Suite struct TeamPlanTests {
  private func girls(_ homes: [(place: String?, count: Int)], team: Int? = nil) -> [TeamPlan.Girl] {
    var number = 0
    return homes.flatMap { home in
      (0..<home.count).map { _ in
        number += 1
        return TeamPlan.Girl(learner: number, district: home.place.map { String($0.prefix(1)) }, place: home.place, team: team)
      }
    }
  }

  private func sizes(_ plan: TeamPlan) -> [Int] {
    Dictionary(grouping: plan.placed.values) { $0 }.values.map(\.count).sorted()
  }

  @Test(
    "pairs and threes, as few teams as can be, and nobody alone who need not be",
    arguments: [
      (1, [1]), (2, [2]), (3, [3]), (4, [2, 2]), (5, [2, 3]), (7, [2, 2, 3]), (9, [3, 3, 3]), (20, [2, 3, 3, 3, 3, 3, 3]),
    ])
  func counts(_ count: Int, _ expected: [Int]) {
    #expect(sizes(TeamPlan(girls([("a1", count)]), sizes: 2...3)) == expected)
  }

  @Test("villages first, then districts, then the rest")
  func homes() {
    let plan = TeamPlan(girls([("a1", 2), ("a2", 1), ("a3", 1), ("b1", 3), (nil, 1)]), sizes: 2...3)
    #expect(plan.placed[1] == plan.placed[2], "one village")
    #expect(plan.placed[3] == plan.placed[4] && plan.placed[3] != plan.placed[1], "one district")
    #expect(Set([5, 6, 7].map { plan.placed[$0] }).count == 1)
    #expect(plan.placed.count == 8 && sizes(plan).allSatisfy { (2...3).contains($0) }, "whoever has no home here has a team too")
  }

  @Test("one girl too many takes another out of a team of three, and none out of a team that stands")
  func left() {
    #expect(sizes(TeamPlan(girls([("a1", 3), ("b1", 1)]), sizes: 2...3)) == [2, 2])
    let standing = [1, 2, 3].map { TeamPlan.Girl(learner: $0, district: "a", place: "a1", team: 1) }
    let alone = TeamPlan(standing + [TeamPlan.Girl(learner: 4, district: "a", place: "a1", team: nil)], sizes: 2...3, taken: 1)
    #expect(alone.placed == [1: 1, 2: 1, 3: 1, 4: 2], "alone: a person decides, and says why")
    let pair = TeamPlan(
      Array(standing.prefix(2)) + [TeamPlan.Girl(learner: 4, district: "b", place: "b1", team: nil)], sizes: 2...3, taken: 1)
    #expect(pair.placed == [1: 1, 2: 1, 4: 1], "a team with room takes her")
  }

  @Test("the same girls make the same teams in whatever order they come")
  func stable() {
    let all = girls([("a1", 4), ("a2", 3), ("b1", 5)])
    let plan = TeamPlan(all, sizes: 2...3)
    #expect(TeamPlan(all.reversed(), sizes: 2...3).placed == plan.placed)
  }
}
