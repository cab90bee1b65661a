import Exchange
import Exercises
import Foundation
import HouseKit
import Learning
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// Exercises on paper, for a group with one phone.
@Suite struct PaperTests {
  private static let part = ("part", "physics-measurement/lesson:01-what-is-measuring")

  private static func scene(_ kind: EngineKind) async throws -> SchoolScene {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    await scene.desk.get(scene.group)
    await scene.desk.submit("\(scene.group)/opening")
    return scene
  }

  private static func sheet(_ scene: inout SchoolScene) async throws -> String {
    await scene.trainers[0].get("\(scene.group)/paper")
    await scene.trainers[0].submit("\(scene.group)/paper", [part])
    return try #require(scene.trainers[0].location)
  }

  private static func girlSheets(_ scene: SchoolScene) async throws -> [GirlSheet] {
    try await scene.kit.house.database.read { tx in
      try tx.girlSheets(of: try #require(try tx.value("SELECT id FROM study_sheet", as: ID<PaperSheet>.self)))
    }
  }

  /// What is right on a girl's sheet, as it is typed in.
  private static func right(_ sheet: GirlSheet, _ kit: HouseKit) async throws -> [String: [(String, String)]] {
    let course = try await kit.house.openCourse("physics-measurement")
    var fields: [String: [(String, String)]] = [:]
    for (key, number) in sheet.variants {
      let found = try #require(course.read.exercise(key))
      let paper = PaperExercise(found.exercise, try #require(found.variant(number)))
      let answer = try #require(found.exercise.rightAnswer(paper.variant, .kk))
      fields[key] = paper.typed(answer).map { ("a.\(key).\($0.key)", $0.value) }
    }
    return fields
  }

  @Test("each girl has her own variants and a code; what paper cannot hold is named", arguments: Databases.engines)
  func made(_ kind: EngineKind) async throws {
    var scene = try await Self.scene(kind)
    await scene.trainers[0].get(scene.group)
    #expect(scene.trainers[0].page.contains("href=\"\(scene.group)/paper\""))
    await scene.trainers[0].get("\(scene.group)/paper")
    await scene.trainers[0].submit("\(scene.group)/paper", [("part", "physics-measurement/lesson:none")])
    #expect(scene.trainers[0].status == 422 && scene.trainers[0].page.contains("Choose a lesson or a check"))
    let page = try await Self.sheet(&scene)
    await scene.trainers[0].get(page)
    let shown = scene.trainers[0].page
    #expect(
      shown.contains("a place in a drawing is to be shown, which is on the phone"), "the tap on the scale stays on the phone")
    let sheets = try await Self.girlSheets(scene)
    #expect(sheets.count == 9 && Set(sheets.map(\.code)).count == 9 && sheets.allSatisfy { shown.contains($0.shown) })
    let house = scene.kit.house
    let seeds = try await house.database.read { tx in
      try tx.rows("SELECT number, seed FROM study_learner") { (try $0["number"] as Int, try $0["seed"] as Int) }
    }
    let found = try #require(try await house.openCourse("physics-measurement").read.exercise("thin-sheet"))
    for (number, seed) in seeds {
      let sheet = try #require(sheets.first { $0.learner == number })
      #expect(sheet.variants["thin-sheet"] == found.exercise.variantNumber(seed: UInt32(seed), turn: 0))
    }
    await scene.trainers[0].get("\(page)/sheets.pdf")
    #expect(scene.trainers[0].status == 200 && scene.trainers[0].reply.body.starts(with: Array("%PDF".utf8)))
    await scene.trainers[0].get("\(page)/key.pdf")
    #expect(scene.trainers[0].reply.body.starts(with: Array("%PDF".utf8)))
    #expect(try await scene.kit.count("SELECT count(*) FROM audit WHERE act = 'sheet.printed'") == 2)
    await scene.trainers[0].get("\(scene.group)/paper?code=\(sheets[3].shown.lowercased())")
    #expect(scene.trainers[0].location == "\(page)/girls/\(sheets[3].code)", "typed kindly")
    await scene.trainers[0].get("\(scene.group)/paper?code=0000-0000")
    #expect(scene.trainers[0].status == 404 && scene.trainers[0].page.contains("This group has no such code"))
  }

  @Test("what was typed in is judged as hers and counts; typed in anew the last entry counts", arguments: Databases.engines)
  func entered(_ kind: EngineKind) async throws {
    var scene = try await Self.scene(kind)
    let page = try await Self.sheet(&scene)
    let sheet = try #require(try await Self.girlSheets(scene).first)
    let entry = "\(page)/girls/\(sheet.code)"
    let right = try await Self.right(sheet, scene.kit)
    scene.kit.clock.move(seconds: 86_400)
    scene.trainers[0] = try await scene.kit.staff(again: scene.people[0])
    await scene.trainers[0].get(entry)
    let wrong = ("a.thin-sheet.a", "999 мм")
    await scene.trainers[0].submit(entry, scene.day(in: 0) + [wrong] + (right["thread-in-metres"] ?? []))
    #expect(scene.trainers[0].location?.hasPrefix(page) == true, "\(scene.trainers[0].page)")
    let learner = sheet.learner
    #expect(
      try await scene.kit.count(
        "SELECT count(*) FROM study_event WHERE sheet IS NOT NULL AND entered_by IS NOT NULL AND learner = \(learner)") == 2)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_event WHERE verdict = 'right'") == 1)
    await scene.trainers[0].get(entry)
    #expect(scene.trainers[0].page.contains("value=\"999 мм\"") && scene.trainers[0].page.contains("not right yet"))
    // It was mistyped.
    await scene.trainers[0].submit(entry, scene.day(in: 0) + (right["thin-sheet"] ?? []) + (right["thread-in-metres"] ?? []))
    #expect(try await scene.kit.count("SELECT count(*) FROM study_event WHERE sheet IS NOT NULL") == 3, "nothing is taken away")
    #expect(
      try await scene.kit.count("SELECT count(*) FROM study_event WHERE verdict = 'wrong'") == 0, "it says nothing any more")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_event WHERE verdict = 'right'") == 2)
    let states = try await scene.kit.house.database.read { tx in
      try tx.rows("SELECT line FROM study_skill WHERE learner = \(learner) AND skill = 'physics-measurement/method-of-rows'") {
        try $0["line"] as String
      }.compactMap { SkillState(line: $0) }
    }
    #expect(states.count == 1 && states[0].counted == 1 && states[0].wasLastRight)
    #expect(try await scene.kit.count("SELECT count(*) FROM audit WHERE act = 'sheet.entered'") == 2)
    // Sent again it is the same; emptied it is taken back.
    await scene.trainers[0].get(entry)
    await scene.trainers[0].submit(entry, scene.day(in: 0) + (right["thin-sheet"] ?? []) + (right["thread-in-metres"] ?? []))
    #expect(try await scene.kit.count("SELECT count(*) FROM study_event WHERE sheet IS NOT NULL") == 3)
    await scene.trainers[0].get(entry)
    await scene.trainers[0].submit(entry, scene.day(in: 0) + [("a.thin-sheet.a", "")] + (right["thread-in-metres"] ?? []))
    #expect(try await scene.kit.count("SELECT count(*) FROM study_event WHERE verdict = 'right'") == 1)
    let rebuilt = try await scene.kit.house.rebuildStudy(writes: false)
    #expect(rebuilt.changed == 0, "what was set aside says nothing when all is made anew either")
  }

  @Test("what cannot be read is said at its field, and nothing typed is lost", arguments: [EngineKind.sqlite])
  func unread(_ kind: EngineKind) async throws {
    var scene = try await Self.scene(kind)
    let page = try await Self.sheet(&scene)
    let sheet = try #require(try await Self.girlSheets(scene).first)
    let entry = "\(page)/girls/\(sheet.code)"
    let right = try await Self.right(sheet, scene.kit)
    await scene.trainers[0].get(entry)
    let typed = [("a.thin-sheet.a", "тоғыз"), ("a.quantity-unit-instrument.a", "1 2")] + (right["thread-in-metres"] ?? [])
    await scene.trainers[0].submit(entry, scene.day(in: 0) + typed)
    let said = scene.trainers[0].page
    #expect(scene.trainers[0].status == 422 && said.contains("value=\"тоғыз\"") && said.contains("value=\"1 2\""))
    #expect(said.contains("cannot be read or is not complete") && said.contains("id=\"a.thin-sheet.a-e\""))
    #expect(try await scene.kit.count("SELECT count(*) FROM study_event") == 0, "all of it, or nothing")
    for days in [-3, 2] {
      await scene.trainers[0].submit(entry, scene.day(in: days) + (right["thread-in-metres"] ?? []))
      #expect(scene.trainers[0].status == 422 && scene.trainers[0].page.contains("Give a day between"))
    }
  }

  @Test(
    "what she answered herself is not replaced, and she never reads an adult's typing as her own", arguments: Databases.engines)
  func own(_ kind: EngineKind) async throws {
    var scene = try await Self.scene(kind)
    let page = try await Self.sheet(&scene)
    let house = scene.kit.house
    let person = scene.girls[0]
    let learner = try #require(try await house.database.read { try $0.learner(of: person) })
    let sheet = try #require(try await Self.girlSheets(scene).first { $0.learner == learner.number })
    let right = try await Self.right(sheet, scene.kit)
    var girl = try await scene.kit.applicant(person, .en)
    let variant = try #require(sheet.variants["thin-sheet"])
    await girl.get("/courses/physics-measurement/01-what-is-measuring")
    await girl.post(
      "/study/attempts",
      [
        ("course", "physics-measurement"), ("lesson", "01-what-is-measuring"), ("x", "thin-sheet"), ("v", "\(variant)"),
        ("p.a", try #require(right["thin-sheet"]?.first).1),
      ])
    let entry = "\(page)/girls/\(sheet.code)"
    await scene.trainers[0].get(entry)
    #expect(scene.trainers[0].page.contains("She answered this herself on a phone"))
    #expect(!scene.trainers[0].page.contains("name=\"a.thin-sheet.a\""))
    await scene.trainers[0].post(
      entry, scene.day(in: 0) + [("a.thin-sheet.a", "5 мм"), ("a.scale-value.a", "987 мл")])
    #expect(try await scene.kit.count("SELECT count(*) FROM study_event WHERE sheet IS NOT NULL") == 1)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_event WHERE about LIKE '%/thin-sheet/%'") == 1)
    await girl.get("/courses/physics-measurement/01-what-is-measuring")
    #expect(!girl.page.contains("987"))
    await girl.get("/study/practice?x=physics-measurement/scale-value")
    #expect(!girl.page.contains("987"))
    let told = try await house.database.write { try StudyData.personalData.export($0, house, person, .en) }
    #expect(
      told.flatMap(\.lines).contains { $0.value.contains("987") && $0.value.contains("on paper") },
      "her copy of everything says it")
  }

  @Test(
    "what she answered wrongly on a phone may be entered from paper: another try, and hers stays", arguments: Databases.engines)
  func tried(_ kind: EngineKind) async throws {
    var scene = try await Self.scene(kind)
    let page = try await Self.sheet(&scene)
    let person = scene.girls[0]
    let learner = try #require(try await scene.kit.house.database.read { try $0.learner(of: person) })
    let sheet = try #require(try await Self.girlSheets(scene).first { $0.learner == learner.number })
    let right = try await Self.right(sheet, scene.kit)
    var girl = try await scene.kit.applicant(person, .en)
    await girl.get("/courses/physics-measurement/01-what-is-measuring")
    await girl.post(
      "/study/attempts",
      [
        ("course", "physics-measurement"), ("lesson", "01-what-is-measuring"), ("x", "thin-sheet"),
        ("v", "\(try #require(sheet.variants["thin-sheet"]))"), ("p.a", "777 mm"),
      ])
    let entry = "\(page)/girls/\(sheet.code)"
    scene.kit.clock.move(seconds: 600)
    await scene.trainers[0].get(entry)
    #expect(scene.trainers[0].page.contains("She answered wrongly on a phone"))
    #expect(scene.trainers[0].page.contains("name=\"a.thin-sheet.a\""), "the row takes an answer")
    await scene.trainers[0].submit(entry, scene.day(in: 0) + (right["thin-sheet"] ?? []))
    #expect(scene.trainers[0].location?.hasPrefix(page) == true, "\(scene.trainers[0].page)")
    for (verdict, condition) in [("wrong", "entered_by IS NULL"), ("right", "entered_by IS NOT NULL")] as [(String, SQL)] {
      #expect(
        try await scene.kit.count(
          "SELECT count(*) FROM study_event WHERE about LIKE '%/thin-sheet/%' AND verdict = \(verdict) AND \(condition)") == 1)
    }
    let states = try await scene.kit.house.database.read { tx in
      try tx.rows(
        "SELECT line FROM study_skill WHERE learner = \(learner.number) AND skill = 'physics-measurement/method-of-rows'"
      ) { try $0["line"] as String }.compactMap { SkillState(line: $0) }
    }
    #expect(states.first?.wasLastRight == true && states.first?.counted == 0, "no first try: it does not count towards holding")
    await girl.get("/courses/physics-measurement/01-what-is-measuring")
    #expect(girl.page.contains("777 mm"), "she reads her own")
  }

  @Test("nobody but the adults of the group and its coordinator prints or types in", arguments: [EngineKind.sqlite])
  func doors(_ kind: EngineKind) async throws {
    var scene = try await Self.scene(kind)
    let page = try await Self.sheet(&scene)
    let sheet = try #require(try await Self.girlSheets(scene).first)
    let pages = ["\(scene.group)/paper", page, "\(page)/sheets.pdf", "\(page)/key.pdf", "\(page)/girls/\(sheet.code)"]
    var stranger = try await scene.kit.staff(.trainer, .everything, .en)
    try await scene.clear(try #require(stranger.person), until: scene.kit.clock.now.day().adding(days: 30))
    var mentor = try await scene.kit.staff(.mentor, .everything, .en)
    for each in pages {
      await scene.desk.get(each)
      #expect(scene.desk.status == 200, "\(each)")
      await stranger.get(each)
      #expect(stranger.status == 404, "\(each)")
      await mentor.get(each)
      #expect(mentor.status == 403, "\(each)")
    }
    await scene.desk.get("\(page)/girls/0000-0000")
    #expect(scene.desk.status == 404)
  }

  @Test("practice for a unit's check is printed too", arguments: [EngineKind.sqlite])
  func check(_ kind: EngineKind) async throws {
    var scene = try await Self.scene(kind)
    await scene.trainers[0].get("\(scene.group)/paper")
    await scene.trainers[0].submit("\(scene.group)/paper", [("part", "physics-measurement/check:unit-1")])
    #expect(scene.trainers[0].status == 303, "\(scene.trainers[0].page)")
    let sheets = try await Self.girlSheets(scene)
    let check = try #require(try await scene.kit.house.openCourse("physics-measurement").read.checks["unit-1"])
    #expect(
      sheets[0].variants.count > 3 && check.items.allSatisfy { sheets[0].variants[$0.key] == nil },
      "no question of the check itself")
  }

  @Test("the lists cost as many statements for many sheets and girls as for few")
  func statements() async throws {
    var scene = try await Self.scene(.sqlite)
    let page = try await Self.sheet(&scene)
    let database = scene.kit.house.database
    func cost(_ path: String) async -> Int {
      await scene.trainers[0].get(path)
      let before = database.statements
      await scene.trainers[0].get(path)
      return database.statements - before
    }
    let (few, shown) = (await cost("\(scene.group)/paper"), await cost(page))
    for _ in 0..<3 { _ = try await Self.sheet(&scene) }
    let house = scene.kit.house
    let sheet = try #require(try await Self.girlSheets(scene).first)
    let right = try await Self.right(sheet, scene.kit)
    await scene.trainers[0].get("\(page)/girls/\(sheet.code)")
    await scene.trainers[0].submit("\(page)/girls/\(sheet.code)", scene.day(in: 0) + right.values.flatMap(\.self))
    #expect(await cost("\(scene.group)/paper") == few && few < 20, "\(few)")
    #expect(await cost(page) == shown && shown < 24, "\(shown)")
    _ = house
  }
}
