import Programme
import TestKit
import Testing

@testable import Study

/// Groups as the house proposes them.
@Suite struct GroupPlanTests {
  private func girls(_ counts: [(region: String, district: String?, language: String, count: Int)]) -> [GroupPlan.Girl] {
    var number = 0
    return counts.flatMap { home in
      (0..<home.count).map { index in
        number += 1
        return GroupPlan.Girl(
          learner: number, language: home.language, region: home.region, district: home.district, place: "village \(index / 3)",
          group: nil)
      }
    }
  }

  @Test("so many girls make so many groups, none too large, and none too small where there are enough")
  func counts() {
    #expect(GroupPlan.count(of: 0) == 0 && GroupPlan.count(of: 1) == 1 && GroupPlan.count(of: 7) == 1)
    for girls in 8...600 {
      let groups = GroupPlan.count(of: girls)
      let (fewest, most) = (girls / groups, (girls + groups - 1) / groups)
      #expect(GroupPlan.sizes.contains(fewest) && GroupPlan.sizes.contains(most), "\(girls) girls in \(groups)")
    }
  }

  @Test("a group is of one region and one language, and meets in a district where its girls live")
  func blocks() throws {
    let all = girls([
      ("E", "Zaisan", "kk", 11), ("E", "Glubokoe", "kk", 9), ("E", "Samar", "kk", 2), ("E", "Glubokoe", "ru", 10),
      ("K", "Aral", "kk", 18),
    ])
    let plan = GroupPlan(all, standing: [], taken: 0)
    #expect(plan.placed.count == all.count)
    let groups = Dictionary(uniqueKeysWithValues: plan.groups.map { ($0.number, $0) })
    for girl in all {
      let group = try #require(plan.placed[girl.learner].flatMap { groups[$0] })
      #expect(group.region == girl.region && group.language == girl.language)
    }
    for group in plan.groups {
      let size = plan.placed.values.count { $0 == group.number }
      #expect(GroupPlan.sizes.contains(size), "group \(group.number) of \(size)")
    }
    let near = all.count { girl in groups[plan.placed[girl.learner] ?? 0]?.district == girl.district }
    #expect(near >= 46, "only the two of Samar, and two more at most, meet elsewhere: \(near)")
  }

  @Test("whoever is in a group stays there, and who comes later fills it up before a new one is made")
  func stays() {
    var all = girls([("E", "Zaisan", "kk", 12), ("E", "Glubokoe", "kk", 12)])
    let first = GroupPlan(all, standing: [], taken: 0)
    all = all.map { girl in
      GroupPlan.Girl(
        learner: girl.learner, language: girl.language, region: girl.region, district: girl.district, place: girl.place,
        group: first.placed[girl.learner])
    }
    let late = (100..<106).map {
      GroupPlan.Girl(learner: $0, language: "kk", region: "E", district: "Zaisan", place: "village 1", group: nil)
    }
    let second = GroupPlan(all + late, standing: first.groups, taken: first.groups.count)
    #expect(second.groups == first.groups)
    for girl in all { #expect(second.placed[girl.learner] == first.placed[girl.learner]) }
    for girl in late { #expect(second.placed[girl.learner] != nil) }
  }

  @Test("nobody, one girl, no district known, and a thousand of one village: everybody has a group, the same each time")
  func odd() {
    #expect(GroupPlan([], standing: [], taken: 0).placed.isEmpty)
    for all in [
      girls([("E", nil, "kk", 1)]), girls([("E", nil, "kk", 30)]), girls([("E", "Zaisan", "kk", 1000)]),
      girls([("E", "a", "kk", 1), ("E", "b", "kk", 1), ("E", "c", "kk", 1), ("E", nil, "kk", 6)]),
    ] {
      let plan = GroupPlan(all, standing: [], taken: 0)
      #expect(plan.placed.count == all.count)
      #expect(GroupPlan(all.reversed(), standing: [], taken: 0).placed == plan.placed)
    }
  }
}
