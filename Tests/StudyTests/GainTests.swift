import Documents
import Exercises
import Foundation
import HouseKit
import Measurement
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// What a course gave, as a run keeps it and the desk shows it.
@Suite struct GainTests {
  @Test("nine girls: points and no scale, a run that stays, and the page says what it is not", arguments: Databases.engines)
  func points(_ kind: EngineKind) async throws {
    var scene = try await CheckScene(kind)
    let page = try await scene.gainPage()
    scene.school.desk = try await scene.school.kit.staff(.coordinator, .everything, .en)
    await scene.school.desk.get(page)
    #expect(scene.school.desk.page.contains("Not measured yet") && !scene.school.desk.page.contains("Measure the gain"))
    let pre = try await scene.measure("pre")
    try await scene.sit(pre, (0..<8).map { ($0, 6) })
    scene.move(minutes: 30 * 1440)
    let post = try await scene.measure("post")
    try await scene.sit(post, (0..<6).map { ($0, 14) })
    scene.school.desk = try await scene.school.kit.staff(.coordinator, .everything, .en)
    await scene.school.desk.get(page)
    #expect(scene.school.desk.page.contains("Before the course 8 sat the check, after it 6, both 6"))
    await scene.school.desk.submit(page)
    #expect(scene.school.desk.location == page)
    await scene.school.desk.follow()
    let shown = scene.school.desk.page
    #expect(shown.contains("6 girls sat both checks; a scale takes at least 30") && shown.contains("A gain is not an effect"))
    #expect(!shown.contains("Error of measurement</th>") && shown.contains("<figure class=\"chart\""))
    let run = try #require(try await scene.newestRun())
    #expect(run.scale == .points && run.logLikelihood == nil && run.certificate.anchors == 12 && run.certificate.pairs == 6)
    let all = try #require(run.all)
    #expect(all.pairs == 6 && all.lacking == 2 && all.firstLacking == nil, "two girls are no group")
    let expected = try await scene.commonGain(from: 6, to: 14)
    #expect(abs(try #require(all.mean) - expected) < 1e-12)
    #expect(run.parts.contains { $0.group != nil && $0.pairs == 6 })
    // Again: the newest stands, the old one stays.
    scene.move(minutes: 1)
    await scene.school.desk.submit(page)
    #expect(try await scene.school.kit.count("SELECT count(*) FROM study_gain_run") == 2)
    await scene.school.desk.get(page)
    #expect(scene.school.desk.page.contains("Earlier runs are kept: 1"))
    #expect(try await scene.school.kit.count("SELECT count(*) FROM monitoring_gain") == 0, "points are on no scale")
    #expect(try await scene.school.kit.count("SELECT count(*) FROM training_gain") == 0)
  }

  @Test("a girl sees her own gain in words, and no mark", arguments: Databases.engines)
  func own(_ kind: EngineKind) async throws {
    let scene = try await CheckScene(kind)
    try await scene.sit(try await scene.measure("pre"), [(0, 2), (1, 15), (2, 10)])
    scene.move(minutes: 20 * 1440)
    let post = try await scene.measure("post")
    try await scene.sit(post, [(0, 20), (1, 15)])
    try await scene.run()
    scene.move(minutes: 8 * 1440)
    for (girl, words) in [(0, "After the course you know clearly more"), (1, "no clear gain shows")] {
      var browser = try await scene.girl(girl)
      await browser.get("/study/checks/\(post.id)")
      #expect(browser.page.contains(words) && browser.page.contains("This check has no marks"))
      #expect(!browser.page.contains("questions right"))
    }
    var browser = try await scene.girl(2)
    await browser.get("/study/checks/\(post.id)")
    #expect(browser.page.contains("There are no answers of yours"))
  }

  @Test(
    "with enough girls: a scale with its certificate, windows, files of what is shown, and nothing of four",
    arguments: Databases.engines)
  func scale(_ kind: EngineKind) async throws {
    let scene = try await CheckScene(kind)
    try await scene.invent(girls: 60, in: 2)
    try await scene.run()
    let run = try #require(try await scene.newestRun())
    #expect(run.scale == .rasch && run.converged == true && run.logLikelihood ?? 0 < 0 && run.certificate.nodes ?? 0 > 10)
    let all = try #require(run.all)
    #expect(all.pairs == 60 && all.measurementError ?? 0 > 0 && all.samplingError ?? 0 > 0)
    #expect(abs((all.mean ?? 0) - 0.8) < 4 * (all.samplingError ?? 0), "\(all)")
    let small = run.parts.filter { $0.pairs == 4 }
    #expect(small.count == 1 && small[0].mean == nil && small[0].low == nil)
    #expect(
      run.parts.filter { $0.group != nil && $0.mean == nil }.count == 2,
      "with one group left out, the next smallest is too: else it could be worked out")
    #expect(try await scene.school.kit.count("SELECT count(*) FROM monitoring_gain WHERE pre_error > 0 AND post_error > 0") == 60)
    #expect(
      try await scene.school.kit.count("SELECT count(*) FROM training_gain WHERE n >= 5")
        == run.parts.filter { $0.group != nil && $0.mean != nil }.count)
    var desk = try await scene.school.kit.staff(.coordinator, .everything, .en)
    let page = try await scene.gainPage()
    await desk.get(page)
    #expect(desk.page.contains("Error of measurement") && desk.page.contains("Error of sampling"))
    for ending in ["csv", "xlsx"] {
      await desk.get("\(page)/\(run.id).\(ending)")
      #expect(desk.status == 200, "\(ending)")
    }
    await desk.get("\(page)/\(run.id).pdf")
    #expect(desk.status == 404)
    var trainer = try await scene.school.kit.staff(.trainer, .everything, .en)
    await trainer.get(page)
    #expect(trainer.status == 403)
  }

  @Test("what was left out before the last answer is not right; what comes after it was not reached")
  func rows() {
    let asked = ["a", "b", "c", "d"]
    let row = GainData.row(["a": .right, "c": .wrong], asked: asked, of: ["a", "b", "c", "d", "e"])
    #expect(row == [1, 0, 0, nil, nil])
    #expect(GainData.row([:], asked: asked, of: asked) == nil && GainData.row(["b": .blank], asked: asked, of: asked) == nil)
    #expect(GainData.row(["d": .unread], asked: asked, of: asked) == [0, 0, 0, 0])
  }

  @Test("the error of a share is never nothing")
  func shares() {
    #expect(PointShare(8, of: 8).value == 1 && PointShare(8, of: 8).error > 0.05)
    #expect(PointShare(0, of: 0).value == 0 && abs(PointShare(4, of: 8).error - (0.25 / 12).squareRoot()) < 1e-12)
  }
}

extension CheckScene {
  func gainPage() async throws -> String {
    let id = try #require(ID<Group>(String(school.group.suffix(36))))
    let cohort = try await school.kit.house.database.read { try $0.group(id).cohort }
    return "/desk/cohorts/\(cohort)/gain"
  }

  func cohort() async throws -> Cohort {
    let id = try #require(ID<Group>(String(school.group.suffix(36))))
    return try await school.kit.house.database.read { try $0.cohort(try $0.group(id).cohort) }
  }

  func run() async throws {
    let actor = Actor(person: school.girls[0], role: .coordinator)
    try await school.kit.house.measureGain(of: try await cohort(), "physics-measurement", by: actor)
  }

  func newestRun() async throws -> GainRun? {
    let cohort = try await cohort()
    return try await school.kit.house.database.read { try $0.gainRuns(of: cohort.id, "physics-measurement").first }
  }

  /// What a girl gains on the common questions who answers the first so many rightly, reckoned from the files.
  func commonGain(from before: Int, to after: Int) async throws -> Double {
    let course = try #require(try await school.kit.house.openCourses().first { $0.key == "physics-measurement" })
    let (pre, post) = (try #require(course.read.checks["pre"]).form.items, try #require(course.read.checks["post"]).form.items)
    let common = Set(pre).intersection(post)
    return Double(Set(post.prefix(after)).intersection(common).count - Set(pre.prefix(before)).intersection(common).count)
      / Double(common.count)
  }

  /// Girls with verdicts alone, in more groups of the cohort: one of four girls, the rest alike.
  func invent(girls: Int, in groups: Int) async throws {
    let house = school.kit.house
    let cohort = try await cohort()
    let today = school.kit.clock.now.day()
    let course = try #require(try await house.openCourses().first { $0.key == "physics-measurement" })
    let people = try await school.kit.admitted([HouseKit.Home](repeating: HouseKit.Home(), count: girls))
    try await house.database.write { tx in
      let actor = Actor(person: people[0], role: .coordinator)
      _ = try tx.takeIn(cohort, [.everything], by: actor, house)
      var ids: [ID<Group>] = []
      for number in 0...groups {
        let id: ID<Group> = house.outside.id()
        try tx.run(
          """
          INSERT INTO study_group (id, cohort_id, number, language, region, state, created_at)
          VALUES (\(id), \(cohort.id), \(20 + number), 'kk', '630000000', 'open', \(house.outside.now()))
          """)
        ids.append(id)
        for form in ["pre", "post"] {
          let wanted = CheckToGive(course: course, form: course.read.checks[form]!.form, window: .days(today, today))
          try tx.give(wanted, to: try tx.group(id), by: actor, house)
        }
      }
      var chance = Seeded(5)
      for (number, person) in people.enumerated() {
        let learner = try #require(try tx.learner(of: person))
        let group = number < 4 ? ids[0] : ids[1 + number % groups]
        try tx.run(
          "INSERT INTO study_member (group_id, learner, since) VALUES (\(group), \(learner.number), \(house.outside.now()))")
        let ability = chance.normal()
        for check in try tx.checks(where: "study_check.group_id = \(group)") {
          let found = try tx.read(check)
          try tx.run(
            """
            INSERT INTO study_sitting (check_id, learner, openings, kept_at, handed_in_at, way, points, error, has_consent)
            VALUES (\(check.id), \(learner.number), 1, \(house.outside.now()), \(house.outside.now()), 'phone', 0, 0, \(true))
            """)
          for (place, item) in found.read.items.enumerated() {
            let at = ability + (check.form == "post" ? 0.8 : 0) - (Double(place) - 10) / 6
            let verdict: CheckAnswer.Verdict = chance.uniform() < 1 / (1 + Foundation.exp(-at)) ? .right : .wrong
            try tx.run(
              """
              INSERT INTO study_check_answer (id, check_id, learner, item, variant, at, way, verdict, sealed)
              VALUES (\(house.outside.id(of: CheckAnswer.self)), \(check.id), \(learner.number), \(item.key), 1,
                \(house.outside.now()), 'phone', \(verdict), \([UInt8]()))
              """)
          }
        }
      }
    }
  }
}
