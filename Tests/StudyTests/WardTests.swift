import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// What a guardian sees of her child's school, and what she does not.
@Suite struct WardTests {
  private func guardian(of girl: ID<Person>, in kit: HouseKit) async throws -> Browser {
    let house = kit.house
    let signer = try await house.database.write { tx in
      let guardian = try tx.addPerson(language: .en, house)
      let now = house.outside.now()
      try tx.run(
        """
        INSERT INTO consent_request (link_hash, application_id, guardian_id, channel, created_at, expires_at, tries, answered_at)
        VALUES (\(Array(girl.text.utf8)), (SELECT id FROM application WHERE person_id = \(girl)), \(guardian.person), 'sms', \(now),
          \(now.adding(days: 90)), 0, \(now))
        """)
      return guardian.person
    }
    return try await kit.guardian(signer, .en)
  }

  @Test("a guardian sees her child's group, meetings and presence, and of no other child anything", arguments: Databases.engines)
  func sees(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let meeting = try await scene.meeting(in: 30)
    scene.kit.clock.move(seconds: 3000)
    let numbers = [try await scene.number(0), try await scene.number(1)]
    scene.trainers[0] = try await scene.kit.staff(again: scene.people[0], .en)
    let page = "/desk/meetings/\(meeting.id)/roll"
    await scene.trainers[0].get(page)
    await scene.trainers[0].post(
      page, [("mark-\(numbers[0])", "late"), ("mark-\(numbers[1])", "absent"), ("note-\(numbers[1])", "ауырып қалды")])
    scene.kit.clock.move(days: 1)
    var guardian = try await guardian(of: scene.girls[0], in: scene.kit)
    await guardian.get("/consent")
    #expect(guardian.page.contains("/consent/study"))
    await guardian.get("/consent/study")
    #expect(guardian.status == 200, "\(guardian.page)")
    #expect(guardian.page.contains("Came to 1 of the 1 meetings held") && guardian.page.contains("late"))
    #expect(!guardian.page.contains("ауырып қалды") && !guardian.page.contains("did not come"), "the other girl's")
    #expect(!guardian.page.contains("Сынақ"), "no girl is named")
    #expect(guardian.page.contains("leading trainer"))
    await guardian.get("/desk/groups")
    #expect(guardian.status != 200)
  }

  @Test(
    "a meeting of which nobody has said anything is told as such, and who only looks on as one who does",
    arguments: Databases.engines)
  func unmarked(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let mentor = try #require(try await scene.kit.staff(.mentor, .everything, .en).person)
    try await scene.clear(mentor, until: scene.kit.clock.now.day().adding(days: 30))
    await scene.desk.get(scene.group)
    await scene.desk.post("\(scene.group)/adults", [("person", mentor.text), ("task", "mentor")])
    #expect(scene.desk.status == 303, "\(scene.desk.page)")
    _ = try await scene.meeting(in: 30)
    scene.kit.clock.move(days: 1)
    var guardian = try await guardian(of: scene.girls[0], in: scene.kit)
    await guardian.get("/consent/study")
    #expect(guardian.page.contains("1 meeting is over and nobody has marked yet"), "\(guardian.page)")
    #expect(guardian.page.contains("not marked yet</span>") && !guardian.page.contains("Came to"))
    let teaching = try #require(guardian.page.firstMatch(of: #/Who teaches her<\/h2><ul>(.*?)<\/ul>/#.dotMatchesNewlines())?.1)
    #expect(teaching.contains("leading trainer") && teaching.contains("second trainer") && !teaching.contains("mentor"))
    #expect(guardian.page.contains("teaches nobody") && guardian.page.contains("observing mentor"))
  }

  @Test("who has not begun to learn has no such page, and from eighteen on it is hers alone", arguments: Databases.engines)
  func closed(_ kind: EngineKind) async throws {
    let scene = try await SchoolScene(kind)
    let (kit, house, girl) = (scene.kit, scene.kit.house, scene.girls[0])
    var hers = try await guardian(of: girl, in: kit)
    await hers.get("/consent/study")
    #expect(hers.status == 200)
    #expect(hers.page.contains("There is no meeting") || hers.page.contains("No lesson is worked through yet"))
    let today = house.outside.now().day()
    let birth = try #require(Day(year: today.year - 18, month: today.month, day: today.day))
    try await house.database.write { tx in
      let safe = try tx.safe(of: girl, house.vault)
      let name = PersonName(surname: "Үлгіова", given: "Сынақ")
      try tx.set([.birthDay(birth, of: name)], safe, house.vault)
    }
    await hers.get("/consent/study")
    #expect(hers.status == 404)
    let other = try await kit.house.database.write { tx in
      try tx.run("UPDATE study_enrolment SET until = 1, end_reason = 'left'")
      return scene.girls[1]
    }
    var mother = try await guardian(of: other, in: kit)
    await mother.get("/consent")
    #expect(!mother.page.contains("/consent/study"))
    await mother.get("/consent/study")
    #expect(mother.status == 404)
    var girlHerself = try await kit.applicant(other)
    await girlHerself.get("/consent/study")
    #expect(girlHerself.status != 200)
  }

  @Test("what other rooms read of the school is what happened", arguments: Databases.engines)
  func windows(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let meeting = try await scene.meeting(in: 30)
    scene.kit.clock.move(seconds: 3000)
    let numbers = [try await scene.number(0), try await scene.number(1)]
    scene.trainers[0] = try await scene.kit.staff(again: scene.people[0], .en)
    let page = "/desk/meetings/\(meeting.id)/roll"
    await scene.trainers[0].get(page)
    await scene.trainers[0].post(page, [("mark-\(numbers[0])", "came"), ("mark-\(numbers[1])", "absent")])
    let kit = scene.kit
    #expect(try await kit.count("SELECT count(*) FROM monitoring_learner WHERE track = 'chosen' AND region = '630000000'") == 9)
    #expect(try await kit.count("SELECT count(*) FROM monitoring_learner WHERE ended_at IS NULL AND certified_at IS NULL") == 9)
    #expect(try await kit.count("SELECT count(*) FROM monitoring_presence") == 9, "every girl of the group, marked or not")
    #expect(try await kit.count("SELECT count(*) FROM monitoring_presence WHERE attended = 1 AND proof = 'said'") == 1)
    #expect(try await kit.count("SELECT count(*) FROM monitoring_presence WHERE proof IS NULL") == 7)
    #expect(try await kit.count("SELECT count(*) FROM training_group WHERE task = 'lead' AND until IS NULL") == 1)
    #expect(
      try await kit.count("SELECT count(*) FROM training_session WHERE state = 'held' AND said = 1 AND confirmed = 0") == 1)
  }
}
