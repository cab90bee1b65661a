import Testing

@testable import Learning

/// What is proposed, in which order and why.
@Suite struct StepTests {
  private static let first = 20_500

  private func lesson(_ key: String, _ needs: [String], _ isFinished: Bool) -> Plan.Lesson {
    Plan.Lesson(key: key, needs: needs, isFinished: isFinished)
  }

  private func practice(_ histories: [(skill: String, text: String)]) throws -> Practice {
    Practice(
      try histories.enumerated().flatMap { place, one in
        try history(one.text, one.skill, from: Self.first, ids: place * 100)
      })
  }

  private static let held = "0:a+ 0:b+ 1:c+"

  @Test("a review says how many days ago it was answered, and how many in a million have forgotten")
  func review() throws {
    let practice = try practice([("mean", Self.held)])
    let due = try #require(practice.skills["mean"]?.dueOn)
    // Good three times, the third a day later: stability of 6.65 days.
    #expect(due == Self.first + 8)
    let plan = Plan(lessons: [])
    #expect(plan.steps(practice.skills, on: due - 1) == [.rest(inDays: 1)])
    #expect(plan.steps(practice.skills, on: due) == [.review(skill: "mean", daysAgo: 7, wasRight: true, forgotten: 96_966)])
    let later = try #require(plan.steps(practice.skills, on: due + 60).first)
    guard case .review("mean", 67, true, let forgotten) = later else { Issue.record("\(later)"); return }
    #expect((250_000...350_000).contains(forgotten))
  }

  @Test("what was expected of a review is what the step said, and is asked of due reviews at first try alone")
  func expectation() throws {
    let practice = try practice([("mean", Self.held)])
    let state = try #require(practice.skills["mean"])
    func expected(_ day: Int, first: Bool = true, _ verdict: Attempt.Verdict = .right) throws -> Int? {
      state.expectation(of: try attempt(99, "mean", at: Cases.start(Self.first + day), first: first, verdict))
    }
    #expect(try expected(8) == 903_034 && expected(8, .wrong) == 903_034)
    #expect(try expected(7) == nil && expected(8, first: false) == nil && expected(8, .unread) == nil)
    #expect(try SkillState().expectation(of: attempt(99, at: 0)) == nil)
  }

  @Test("a review that was answered wrong says so when it comes back")
  func wrong() throws {
    let practice = try practice([("mean", Self.held + " 20:d-")])
    let steps = Plan(lessons: []).steps(practice.skills, on: Self.first + 40)
    guard case .review("mean", 20, false, _) = steps[0] else { Issue.record("\(steps)"); return }
  }

  @Test("six a day with those answered that day: those best remembered, the most forgotten of them first, equal ones by key")
  func reviews() throws {
    let skills = ["a", "b", "c", "d", "e", "f", "g", "h"]
    let histories = skills.map { ($0, $0 == "f" ? "0:a+ 0:b- 0:c+ 0:d+ 1:e+" : Self.held) }
    func proposed(_ practice: Practice, _ day: Int) -> [String] {
      Plan(lessons: []).steps(practice.skills, on: Self.first + day).compactMap {
        if case .review(let skill, _, _, _) = $0 { skill } else { nil }
      }
    }
    #expect(try proposed(practice(histories.reversed()), 30) == ["a", "b", "c", "d", "e", "g"])
    #expect(try proposed(practice(histories.filter { $0.0 > "b" }), 30) == ["f", "c", "d", "e", "g", "h"])
    let answered = try practice(histories.map { ($0, ["f", "a", "b"].contains($0) ? $1 + " 30:x+" : $1) })
    #expect(proposed(answered, 30) == ["c", "d", "e"])
    #expect(proposed(answered, 31) == ["c", "d", "e", "g", "h"])
    let six = try practice(histories.map { ($0, ["g", "h"].contains($0) ? $1 : $1 + " 30:x-") })
    #expect(proposed(six, 30) == [])
    // Practice by her own choice, of what was not due, takes nothing from the six.
    let early = try practice(histories.map { ($0, $0 == "h" ? $1 + " 29:x+ 30:y+" : $1) })
    #expect(proposed(early, 30).count == 6)
  }

  @Test("a skill once held comes back though it was lost and no lesson needs it")
  func lost() throws {
    let practice = try practice([("mean", Self.held + " 2:d- 2:e-")])
    let steps = Plan(lessons: []).steps(practice.skills, on: Self.first + 3)
    guard case .review("mean", 1, false, _) = steps[0] else { Issue.record("\(steps)"); return }
  }

  @Test("reviews, the lesson of the next meeting, the weakest skill it needs, the next lesson: in this order")
  func order() throws {
    let practice = try practice([("old", Self.held), ("half", "0:a+ 0:b+"), ("third", "0:a+")])
    let lessons = [
      lesson("one", ["old"], true), lesson("two", ["half"], false), lesson("three", ["old", "half", "third"], false),
    ]
    let day = Self.first + 20
    let steps = Plan(lessons: lessons, meeting: .init(day: day + 2, lessons: ["three"])).steps(practice.skills, on: day)
    guard case .review("old", 19, true, _) = steps[0] else { Issue.record("\(steps)"); return }
    #expect(
      steps.dropFirst() == [
        .meeting(lesson: "three", inDays: 2), .practice(skill: "third", lesson: "three", counted: 1),
        .lesson(key: "two", number: 2, of: 3),
      ])
  }

  @Test("the lesson of the meeting is not proposed twice, and not when it is done")
  func meeting() {
    let lessons = [lesson("one", ["a"], true), lesson("two", ["b"], false), lesson("three", [], false)]
    func steps(_ day: Int, _ keys: [String]) -> [Step] {
      Plan(lessons: lessons, meeting: .init(day: day, lessons: keys)).steps(Practice().skills, on: 100)
    }
    #expect(steps(100, ["two"]) == [.meeting(lesson: "two", inDays: 0), .practice(skill: "b", lesson: "two", counted: 0)])
    #expect(steps(101, ["one"]) == [.practice(skill: "a", lesson: "one", counted: 0), .lesson(key: "two", number: 2, of: 3)])
    #expect(
      steps(101, ["one", "three"]) == [
        .meeting(lesson: "three", inDays: 1), .practice(skill: "a", lesson: "one", counted: 0),
        .lesson(key: "two", number: 2, of: 3),
      ])
    // Over, or of no lesson that is known: the lesson she worked through last stands for it.
    let alone = [Step.practice(skill: "a", lesson: "one", counted: 0), .lesson(key: "two", number: 2, of: 3)]
    #expect(steps(99, ["two"]) == alone && steps(101, ["none"]) == alone && steps(101, []) == alone)
  }

  @Test("the weakest: fewest variants counted, then least remembered, then as the lesson has them; never tried is least")
  func weakest() throws {
    let practice = try practice([
      ("two", "0:a+ 0:b+"), ("one", "5:a+"), ("faded", "0:a+"), ("helped", "5:ah"), ("failed", "5:a-"), ("held", Self.held),
    ])
    func weakest(_ needs: [String]) -> Step? {
      Plan(lessons: [lesson("L", needs, true)]).steps(practice.skills, on: Self.first + 6).last
    }
    #expect(weakest(["two", "one"]) == .practice(skill: "one", lesson: "L", counted: 1))
    #expect(weakest(["one", "faded"]) == .practice(skill: "faded", lesson: "L", counted: 1))
    #expect(weakest(["one", "helped", "failed"]) == .practice(skill: "failed", lesson: "L", counted: 0))
    #expect(weakest(["failed", "new", "newer"]) == .practice(skill: "new", lesson: "L", counted: 0))
    #expect(weakest(["held"]) == .rest(inDays: 2))
    #expect(weakest(["held", "two"]) == .practice(skill: "two", lesson: "L", counted: 2))
  }

  @Test("what only another day or another hour can mend rests until tomorrow")
  func rests() throws {
    let practice = try practice([("ready", "0:a+ 0:b+ 0:c+"), ("stuck", "0:a- 0:b-")])
    let plan = Plan(lessons: [lesson("L", ["stuck", "ready"], true)])
    #expect(plan.steps(practice.skills, on: Self.first) == [.rest(inDays: nil)])
    #expect(plan.steps(practice.skills, on: Self.first + 1) == [.practice(skill: "stuck", lesson: "L", counted: 0)])
    let ready = Plan(lessons: [lesson("L", ["ready"], true)])
    #expect(ready.steps(practice.skills, on: Self.first + 1) == [.practice(skill: "ready", lesson: "L", counted: 3)])
  }
}
