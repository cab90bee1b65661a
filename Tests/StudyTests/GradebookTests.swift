import Courses
import Documents
import Exchange
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// The gradebook of a group, and what a certificate reads of assignments.
@Suite struct GradebookTests {
  @Test(
    "lessons, work and presence of each girl, with the way to each; the file holds what is shown", arguments: Databases.engines)
  func page(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let page = "\(scene.group)/gradebook"
    await scene.trainers[0].get(page)
    #expect(scene.trainers[0].status == 200 && scene.trainers[0].page.matches(of: #/<tr><th scope="row">/#).count == 9)
    #expect(!scene.trainers[0].page.contains("<b>"), "nobody has done anything")
    let meeting = try await scene.meeting(in: -30)
    try await scene.keepRoll(meeting, [0: .came, 1: .absent, 2: .late])
    try await scene.finish(0, lessons: 2)
    let id = try await scene.give()
    try await scene.handIn(0, "бір")
    try await scene.handIn(1, "екі")
    try await scene.unsample()
    let work = try await scene.workPage(0)
    await scene.trainers[0].get(work)
    await scene.trainers[0].submit(work, scene.levels(3, 3, 2))
    await scene.trainers[0].get(page)
    let shown = scene.trainers[0].page
    #expect(shown.contains("href=\"\(work)\"><b>3 · 3 · 2</b><small>83% → 4</small>"), "five points of six")
    #expect(
      shown.contains("\(try await scene.workPage(1))\"><span class=\"c-sun\"")
        && shown.contains("/desk/assignments/\(id)/marking"))
    #expect(shown.matches(of: #/title="[^"]+"><span aria-hidden="true">✓/#).count == 2)
    #expect(shown.contains("100% <small>1 / 1</small>") && shown.contains("0% <small>0 / 1</small>"))
    #expect(shown.contains("2: 0–39%, 3: 40–64%, 4: 65–84%, 5: 85–100%"), "the rule is printed beside it")
    await scene.trainers[0].get("\(page).xlsx")
    let rows = try scene.sheet(scene.trainers[0])
    #expect(rows.count == 10 && rows[0].contains { $0.hasSuffix("school mark") })
    let first = try #require(rows.first { $0.contains("3 · 3 · 2") })
    #expect(first.contains("83") && first.contains("4") && first.contains("100"))
    #expect(rows.contains { $0.contains("to be marked") })
    #expect(try await scene.kit.count("SELECT count(*) FROM audit WHERE act = 'gradebook.seen'") == 3)
  }

  @Test("it costs as many statements for nine girls with work as for nine without")
  func statements() async throws {
    var scene = try await SchoolScene(.sqlite)
    try await scene.hire()
    let page = "\(scene.group)/gradebook"
    let database = scene.kit.house.database
    await scene.trainers[0].get(page)
    let empty = database.statements
    await scene.trainers[0].get(page)
    let cost = database.statements - empty
    try await scene.give()
    for girl in 0..<9 {
      try await scene.handIn(girl, "жұмыс \(girl)")
      try await scene.finish(girl, lessons: 7)
    }
    try await scene.unsample()
    for girl in 0..<9 {
      let work = try await scene.workPage(girl)
      await scene.trainers[0].get(work)
      await scene.trainers[0].submit(work, scene.levels(2, 2, 2))
    }
    await scene.trainers[0].get(page)
    let full = database.statements
    await scene.trainers[0].get(page)
    #expect(database.statements - full == cost && cost == 17, "\(cost), \(database.statements - full)")
  }

  @Test(
    "a percent becomes a mark at its bounds",
    arguments: [("a:1/3", 0, 2), ("a:2/3", 50, 3), ("a:3/3", 100, 5), ("a:2/3 b:2/3 c:3/3", 67, 4), ("", 0, 2)])
  func marks(_ levels: String, _ percent: Int, _ mark: Int) {
    let school = SchoolMark(MarkLevels(text: levels))
    #expect(school.percent == percent && school.mark == mark)
  }

  @Test("a certificate reads the lowest level of the counting mark, in one question for all", arguments: Databases.engines)
  func facts(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    for girl in 0..<3 { try await scene.finish(girl, lessons: 7) }
    let house = scene.kit.house
    @Sendable func candidates() async throws -> (all: [Candidate], statements: Int) {
      let courses = try await house.openCourses()
      let shelved = try #require(courses.first { $0.key == "physics-measurement" })
      return try await house.database.read { tx in
        let before = tx.statements
        return (try tx.candidates(shelved, [.everything], house), tx.statements - before)
      }
    }
    let unrecorded = try await candidates()
    #expect(unrecorded.all.count == 3)
    #expect(
      unrecorded.all.allSatisfy { $0.readiness.unrecorded.contains(.assignment("own-investigation", 2)) }, "nothing was given")
    try await scene.give(exercise: "own-investigation")
    let given = try await candidates()
    #expect(given.all.allSatisfy { $0.readiness.open.contains(.assignment("own-investigation", 2)) }, "given, and not handed in")
    try await scene.handIn(0, "зерттеуім")
    try await scene.handIn(1, "зерттеуім")
    try await scene.unsample()
    for (girl, levels) in [
      (0, ["problem": 2, "design": 3, "test": 2, "explanation": 4]),
      (1, ["problem": 4, "design": 4, "test": 1, "explanation": 4]),
    ] {
      let work = try await scene.workPage(girl)
      await scene.trainers[0].get(work)
      await scene.trainers[0].submit(work, levels.map { ("level-\($0.key)", String($0.value)) })
      #expect(scene.trainers[0].status == 303)
    }
    let marked = try await candidates()
    let met = try await scene.number(0)
    for candidate in marked.all {
      let isMet = candidate.readiness.met.contains(.assignment("own-investigation", 2))
      #expect(isMet == (candidate.number == met), "\(candidate.number)")
    }
    #expect(marked.statements == unrecorded.statements, "as many statements for three as for none")
  }
}
