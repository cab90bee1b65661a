import Courses
import Foundation
import HouseKit
import Learning
import Measurement
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

extension SchoolScene {
  func groupID() throws -> ID<Group> { try #require(ID<Group>(String(group.suffix(36)))) }

  func cohort() async throws -> Cohort {
    let id = try groupID()
    return try await kit.house.database.read { tx in try tx.cohort(try tx.group(id).cohort) }
  }

  /// What the rules find now, of whom.
  func found() async throws -> [SupportReason: [SupportFinding]] {
    let (cohort, house) = (try await cohort(), kit.house)
    return try await house.database.read { tx in
      let sight = SupportSight(
        cohort: cohort.id, cycle: cohort.cycle, now: house.outside.now(), file: house.data[.support])
      return Dictionary(grouping: try tx.findings(sight, house), by: \.reason)
    }
  }

  /// A meeting that was held so many minutes from now, with marks of girls by their places in the scene.
  func held(in minutes: Int, lesson: String? = nil, _ marks: [Int: RollMark] = [:]) async throws {
    let (id, house, trainer) = (try groupID(), kit.house, Actor(person: people[0], role: .trainer))
    let numbers = try await marks.asyncMap { girl, mark in (try await number(girl), girls[girl], mark) }
    let starts = kit.clock.now.adding(minutes: minutes)
    try await house.database.write { tx in
      let planned = PlannedMeeting(
        starts: starts, ends: starts.adding(minutes: 60), place: "12", course: lesson.map { _ in "physics-measurement" },
        lesson: lesson)
      try tx.add([planned], to: id, by: trainer.text, house)
      let meeting = try #require(try tx.meetings(of: id).first { $0.starts == starts })
      let entries = numbers.map { RollEntry(learner: $0.0, person: $0.1, mark: $0.2, note: "") }
      try tx.keep(entries, of: meeting, by: trainer, .phone, house)
    }
  }

  /// Attempts at one skill, so many minutes ago each.
  func attempts(of girl: Int, _ verdicts: [(minutesAgo: Int, verdict: String)], skill: String = "physics-measurement/scale")
    async throws
  {
    let (number, house) = (try await number(girl), kit.house)
    let now = kit.clock.now
    try await house.database.write { tx in
      for line in verdicts {
        let at = now.adding(minutes: -line.minutesAgo)
        try tx.run(
          """
          INSERT INTO study_event (id, learner, kind, about, at, received_at, is_placed, skill, verdict, sealed)
          VALUES (\(house.outside.id(of: Int.self).bytes), \(number), 'attempt', 'a/b/1', \(at), \(at), TRUE, \(skill),
            \(line.verdict), \([UInt8](repeating: 0, count: 4)))
          """)
      }
    }
  }
}

extension Dictionary where Key: Sendable, Value: Sendable {
  fileprivate func asyncMap<T>(_ make: (Key, Value) async throws -> T) async throws -> [T] {
    var made: [T] = []
    for (key, value) in self { made.append(try await make(key, value)) }
    return made
  }
}

/// Early help: reasons from what there is, what was done, and what each rule was worth.
@Suite struct SupportTests {
  private func scene(_ kind: EngineKind) async throws -> SchoolScene {
    var scene = try await SchoolScene(kind)
    try await scene.openGroup()
    return scene
  }

  @Test("a new cohort names nobody, and a file without a key is refused", arguments: Databases.engines)
  func nobody(_ kind: EngineKind) async throws {
    let scene = try await scene(kind)
    #expect(try await scene.found().isEmpty)
    #expect(Supported.ordered([]).isEmpty)
    let file = String(decoding: ProgrammeFolder.shipped().bytes("support.yaml") ?? [], as: UTF8.self)
    #expect(throws: Never.self) { _ = try SupportFile(yaml: Array(file.utf8)) }
    for broken in [("silent: {days: 10}", ""), ("missed: 3", "missed: 9"), ("days: 10", "days: 0"), ("lost:", "list:")] {
      #expect(throws: FileComplaints.self) {
        _ = try SupportFile(yaml: Array(file.replacingOccurrences(of: broken.0, with: broken.1).utf8))
      }
    }
  }

  @Test("R1: nothing heard for ten days; an answer, a post or being there is a sign", arguments: Databases.engines)
  func silent(_ kind: EngineKind) async throws {
    let scene = try await scene(kind)
    scene.kit.clock.move(days: 9)
    #expect(try await scene.found()[.silent] == nil, "nine days are not ten")
    scene.kit.clock.move(days: 1)
    #expect(try await scene.found()[.silent]?.count == 9)
    try await scene.attempts(of: 0, [(10, "right")])
    try await scene.held(in: -120, [1: .late, 2: .excused])
    let (girl, house, id) = (scene.girls[3], scene.kit.house, try scene.groupID())
    try await house.database.write { tx in
      for person in scene.people {
        for kind in Clearance.Kind.allCases {
          let seen = Clearance.Seen(
            on: house.outside.now().day(), until: house.outside.now().day().adding(days: 9),
            version: house.data[.clearance].rule(of: kind).version)
          try tx.add(.seen(kind, seen), of: person, by: Actor(person: scene.girls[0], role: .safeguarding), house)
        }
      }
      try tx.write(
        "Мен осындамын", as: house.outside.id(), on: try tx.group(id), by: Actor(person: girl, role: .applicant), nil, house)
    }
    let silent = Set(try await scene.found()[.silent]?.map(\.learner) ?? [])
    #expect(silent.count == 6)
    for heard in [0, 1, 3] { #expect(!silent.contains(try await scene.number(heard)), "\(heard)") }
    #expect(silent.contains(try await scene.number(2)), "excused is not seen")
  }

  @Test("R2: twice in a row, or three of five; excused and late are no absence", arguments: Databases.engines)
  func absent(_ kind: EngineKind) async throws {
    let scene = try await scene(kind)
    try await scene.held(in: -5000, [0: .absent, 1: .absent, 2: .absent, 3: .absent])
    #expect(try await scene.found()[.absent] == nil, "once is nothing")
    try await scene.held(in: -4000, [0: .absent, 1: .excused, 2: .came, 3: .late])
    var found = try await scene.found()[.absent] ?? []
    #expect(found.map(\.learner) == [try await scene.number(0)])
    guard case .absent(2, 2, 2)? = found.first?.evidence else { throw Refusal.missing }
    try await scene.held(in: -3000, [0: .came, 1: .absent, 2: .absent, 3: .came])
    try await scene.held(in: -2000, [0: .came, 1: .came, 2: .came, 3: .absent])
    try await scene.held(in: -1000, [0: .came, 1: .absent, 2: .absent, 3: .came])
    found = try await scene.found()[.absent] ?? []
    #expect(
      Set(found.map(\.learner)) == [try await scene.number(1), try await scene.number(2)],
      "three of the last five; two of five are not enough, and coming again ends a row")
  }

  @Test("R3: two lessons behind, counted once the group has gone on", arguments: Databases.engines)
  func behind(_ kind: EngineKind) async throws {
    let scene = try await scene(kind)
    let lessons = try await scene.kit.house.database.read { tx in
      try tx.shelvedCourses().first { $0.key == "physics-measurement" }?.course.lessons.map(\.key) ?? []
    }
    scene.kit.clock.move(days: 8)
    for (index, lesson) in lessons.prefix(3).enumerated() { try await scene.held(in: -9000 + index * 3000, lesson: lesson) }
    let (number, house) = (try await scene.number(0), scene.kit.house)
    let all = try await scene.found()[.behind] ?? []
    #expect(all.count == 9, "of three lessons the last is still the group's")
    guard case .behind(let open)? = all.first?.evidence else { throw Refusal.missing }
    #expect(open == lessons.prefix(2).map { "physics-measurement/\($0)" })
    try await house.database.write { tx in
      _ = try tx.run(
        "INSERT INTO study_lesson (learner, lesson, finished_at) VALUES (\(number), \("physics-measurement/\(lessons[0])"), \(house.outside.now()))"
      )
    }
    #expect(try await scene.found()[.behind]?.contains { $0.learner == number } == false, "one behind is with the group")
  }

  @Test("R4: eight wrong answers to one skill on two days, and no right one since", arguments: Databases.engines)
  func stuck(_ kind: EngineKind) async throws {
    let scene = try await scene(kind)
    scene.kit.clock.move(days: 20)
    let day = 1440
    let eight = (0..<4).map { ($0 + 1, "wrong") } + (0..<4).map { (day + $0 + 1, "wrong") }
    try await scene.attempts(of: 0, eight)
    try await scene.attempts(of: 1, (0..<8).map { ($0 + 1, "wrong") })
    try await scene.attempts(of: 2, Array(eight.dropLast()))
    try await scene.attempts(of: 3, eight + [(0, "right")])
    try await scene.attempts(of: 4, eight + [(2 * day, "right")])
    try await scene.attempts(of: 5, eight.map { ($0.0 + 15 * day, $0.1) })
    try await scene.attempts(of: 6, eight.map { ($0.0, "unread") })
    let stuck = Set(try await scene.found()[.stuck]?.map(\.learner) ?? [])
    #expect(stuck == [try await scene.number(0), try await scene.number(4)])
  }

  @Test("R5: a week after the last day without even a draft", arguments: Databases.engines)
  func overdue(_ kind: EngineKind) async throws {
    let scene = try await scene(kind)
    let (house, group) = (scene.kit.house, try scene.groupID())
    let (drafted, late) = (try await scene.number(0), try await scene.number(1))
    let due = scene.kit.clock.now.adding(days: 2)
    try await house.database.write { tx in
      let id: ID<Assignment> = house.outside.id()
      try tx.run(
        """
        INSERT INTO study_assignment (id, group_id, course, exercise, due_at, given_at)
        VALUES (\(id), \(group), 'physics-measurement', 'own-pendulum-report', \(due), \(house.outside.now()))
        """)
      try tx.run(
        """
        INSERT INTO study_hand_in (id, assignment_id, learner, number, changed_at, wants_second)
        VALUES (\(house.outside.id(of: HandedWork.self)), \(id), \(drafted), 1, \(house.outside.now()), \(false))
        """)
    }
    scene.kit.clock.move(days: 8)
    #expect(try await scene.found()[.overdue] == nil, "six days after it")
    scene.kit.clock.move(days: 1)
    let found = try await scene.found()[.overdue] ?? []
    #expect(found.count == 8 && found.contains { $0.learner == late } && !found.contains { $0.learner == drafted })
    guard case .overdue(let works, let last)? = found.first?.evidence else { throw Refusal.missing }
    #expect(works.count == 1 && last == due.adding(milliseconds: -1).day())
  }

  @Test("R6: three held skills lost within a fortnight; one held again is not lost", arguments: Databases.engines)
  func lost(_ kind: EngineKind) async throws {
    let scene = try await scene(kind)
    scene.kit.clock.move(days: 30)
    let house = scene.kit.house
    func line(lostDaysAgo ago: Int, heldAgain: Bool = false) -> String {
      let end = house.outside.now().adding(days: -ago)
      var state = SkillState()
      func follow(_ number: Int, _ at: Moment, _ verdict: Attempt.Verdict) throws {
        let id = try #require(AttemptID(bytes: house.outside.id(of: Int.self).bytes))
        let attempt = try #require(
          Attempt(
            id: id, skill: "a/b", variant: "e/\(number)", at: at.milliseconds, isFirstTry: true, hints: 0, verdict: verdict))
        _ = state.follow(attempt)
      }
      for number in 0..<3 { try? follow(number, end.adding(days: -5 + number), .right) }
      for number in 0..<2 { try? follow(number, end.adding(minutes: number), .wrong) }
      if heldAgain { for number in 0..<3 { try? follow(number, end.adding(days: 1).adding(hours: 24 * number), .right) } }
      return state.line
    }
    #expect(SkillState(line: line(lostDaysAgo: 3))?.lostOn != nil && SkillState(line: line(lostDaysAgo: 3))?.isHeld == false)
    let girls = [[3, 4, 5], [3, 4], [3, 4, 15], [13, 13, 0]]
    for (girl, days) in girls.enumerated() {
      let number = try await scene.number(girl)
      let lines = days.map { line(lostDaysAgo: $0) }
      try await house.database.write { tx in
        for (index, line) in lines.enumerated() {
          try tx.run("INSERT INTO study_skill (learner, skill, line) VALUES (\(number), \("a/\(index)"), \(line))")
        }
      }
    }
    let lost = Set(try await scene.found()[.lost]?.map(\.learner) ?? [])
    #expect(lost == [try await scene.number(0), try await scene.number(3)])
  }

  @Test("R7 and R8, and the order: who asked first, then how many reasons, then how long", arguments: Databases.engines)
  func order(_ kind: EngineKind) async throws {
    let scene = try await scene(kind)
    let (house, cohort) = (scene.kit.house, try await scene.cohort())
    let (asking, due, adult) = (scene.girls[4], scene.girls[5], scene.girls[6])
    scene.kit.clock.move(days: 12)
    let today = scene.kit.clock.now.day()
    try await house.database.write { tx in
      let learner = try #require(try tx.learner(of: asking))
      try tx.askForHelp(.time, "", learner, cohort, house)
      try tx.run(
        """
        INSERT INTO consent_due (person_id, cycle_id, signer, purpose, reason, agreed, since)
        VALUES (\(due), \(cohort.cycle), 'girl', 'take_part', 'text', FALSE, \(house.outside.now().adding(days: -3)))
        """)
      let birth = try #require(Day(year: today.year - 18, month: today.month, day: today.day)).adding(days: 20)
      try tx.set([.birthDay(birth, of: nil)], try tx.safe(of: adult, house.vault), house.vault)
    }
    let found = try await scene.found()
    #expect(found[.asked]?.map(\.learner) == [try await scene.number(4)])
    #expect(Set(found[.consent]?.map(\.learner) ?? []) == [try await scene.number(5), try await scene.number(6)])
    let ordered = Supported.ordered(found.values.flatMap { $0 })
    #expect(ordered.first?.learner == (try await scene.number(4)), "asked this day, with one reason, before those with two")
    #expect(ordered[1].findings.count == 2 && ordered[2].findings.count == 2 && ordered[3].findings.count == 1)
    #expect(ordered.count == 9)
  }

  @Test("one question a rule, however many girls", arguments: Databases.engines)
  func questions(_ kind: EngineKind) async throws {
    let scene = try await scene(kind)
    scene.kit.clock.move(days: 30)
    let (cohort, house) = (try await scene.cohort(), scene.kit.house)
    try await house.database.read { tx in
      let before = tx.statements
      let sight = SupportSight(cohort: cohort.id, cycle: cohort.cycle, now: house.outside.now(), file: house.data[.support])
      let found = try tx.findings(sight, house)
      #expect(found.count >= 9 && tx.statements - before == SupportRule.all.count)
    }
  }

  @Test("nights are kept as spans, go on and end, and rebuilding changes nothing", arguments: Databases.engines)
  func nights(_ kind: EngineKind) async throws {
    let scene = try await scene(kind)
    let (cohort, house) = (try await scene.cohort(), scene.kit.house)
    scene.kit.clock.move(days: 13)
    try await scene.attempts(of: 0, [(2 * 1440, "right")])
    scene.kit.clock.move(days: 3)
    try await scene.kit.runJobs()
    @Sendable func spans() async throws -> [String] {
      try await house.database.read { tx in
        try tx.rows("SELECT learner, rule, since, last FROM study_support ORDER BY learner, rule, since") {
          "\(try $0["learner"] as Int) \(try $0["rule"] as String) \((try $0["since"] as Day).iso) \((try $0["last"] as Day).iso)"
        }
      }
    }
    let made = try await spans()
    let (first, number) = (try #require(cohort.days).first, try await scene.number(0))
    let yesterday = scene.kit.clock.now.day().adding(days: -1)
    #expect(
      made.filter { $0.hasPrefix("\(number) ") } == [
        "\(number) silent \(first.adding(days: 10).iso) \(first.adding(days: 10).iso)"
      ])
    #expect(made.count { $0.hasSuffix("silent \(first.adding(days: 10).iso) \(yesterday.iso)") } == 8, "\(made)")
    try await scene.kit.runJobs()
    #expect(try await spans() == made, "a second run adds nothing")
    try await house.database.write { try $0.rebuildSupport(cohort, house) }
    #expect(try await spans() == made)
    scene.kit.clock.move(days: 200)
    try await scene.kit.runJobs()
    #expect(try await scene.kit.count("SELECT count(*) FROM study_cohort WHERE support_day IS NOT NULL") == 1)
    let last = try await house.database.read { try $0.value("SELECT max(last) FROM study_support", as: Day.self) }
    #expect(try #require(last) <= (try #require(cohort.days)).last, "a cohort that is over is not made on")
  }

  @Test("a rule's record, its intervals, and when it goes off")
  func record() throws {
    func of(_ named: Int, _ namedLeft: Int, _ others: Int, _ othersLeft: Int, _ reason: SupportReason = .silent) -> SupportRecord
    {
      SupportRecord(
        reason: reason, named: named, namedLeft: namedLeft, others: others, othersLeft: othersLeft, foretold: namedLeft,
        rule: SupportFile.Record(daysBefore: 14, fewestNamed: 10, fewestLeft: 3))
    }
    #expect(of(0, 0, 0, 0).precision == nil && of(0, 0, 9, 0).recall == nil && !of(0, 0, 0, 0).namesMore)
    let interval = try #require(of(12, 3, 30, 1).precision)
    #expect(abs(interval.lowerBound - 0.0889) < 0.0005 && abs(interval.upperBound - 0.5323) < 0.0005, "3 of 12 by Wilson")
    #expect(!of(12, 3, 30, 1).namesMore, "it finds")
    #expect(of(12, 1, 24, 2).namesMore, "the same share in both is no finding")
    #expect(of(12, 0, 24, 3).namesMore && of(12, 3, 0, 0).namesMore, "none of the named; and everybody is named")
    #expect(!of(9, 0, 24, 3).namesMore && !of(12, 0, 24, 2).namesMore, "too few to say")
    #expect(!of(12, 0, 24, 3, .asked).namesMore && !of(12, 0, 24, 3, .consent).namesMore, "never judged")
    #expect(shareInterval(0, of: 0) == nil && shareInterval(5, of: 4) == nil && shareInterval(-1, of: 4) == nil)
    #expect(try #require(shareInterval(4, of: 4)).upperBound == 1 && (try #require(shareInterval(0, of: 4))).lowerBound == 0)
  }

  @Test("who was named and who left is counted from the nights", arguments: Databases.engines)
  func counted(_ kind: EngineKind) async throws {
    let scene = try await scene(kind)
    let (house, cohort) = (scene.kit.house, try await scene.cohort())
    let start = try #require(cohort.days).first
    let numbers = try await (0..<9).asyncMap { try await scene.number($0) }
    try await house.database.write { tx in
      for (index, number) in numbers.enumerated() where index < 4 {
        try tx.run(
          """
          INSERT INTO study_support (cohort_id, learner, rule, since, last)
          VALUES (\(cohort.id), \(number), 'silent', \(start.adding(days: 10)), \(start.adding(days: index == 0 ? 12 : 20)))
          """)
      }
      for (number, day) in [(numbers[0], 30), (numbers[1], 30), (numbers[5], 12)] {
        try tx.run(
          """
          UPDATE study_enrolment SET until = \(start.adding(days: day).start().adding(hours: 5)), end_reason = 'left'
          WHERE learner = \(number)
          """)
      }
      let record = try #require(try tx.supportRecords(of: cohort.id, house.data[.support].record).first { $0.reason == .silent })
      #expect(record.named == 4 && record.namedLeft == 2 && record.others == 5 && record.othersLeft == 1)
      #expect(record.foretold == 1, "fourteen days before, one was named no longer and one not yet")
      let asked = try #require(try tx.supportRecords(of: cohort.id, house.data[.support].record).first { $0.reason == .asked })
      #expect(asked.named == 0 && asked.precision == nil && asked.left == 3)
    }
  }

  @Test("a rule that only names puts itself off once, and stays on where a hand put it on", arguments: Databases.engines)
  func judged(_ kind: EngineKind) async throws {
    let scene = try await scene(kind)
    let (house, cohort) = (scene.kit.house, try await scene.cohort().id)
    let rule = house.data[.support].record
    let records = [SupportReason.silent, .asked].map {
      SupportRecord(reason: $0, named: 40, namedLeft: 0, others: 40, othersLeft: 9, foretold: 0, rule: rule)
    }
    let hand = Actor(person: scene.girls[0], role: .coordinator)
    try await house.database.write { tx in
      for _ in 0..<2 { try tx.judge(records, in: cohort, house) }
      #expect(try tx.supportRules(of: cohort).count == SupportRule.all.count - 1, "a request for help is never judged")
      #expect(try !tx.supportRules(of: cohort).map(\.reason).contains(.silent))
    }
    #expect(try await scene.kit.count("SELECT count(*) FROM study_support_switch WHERE why = 'record'") == 1)
    scene.kit.clock.move(seconds: 60)
    try await house.database.write { tx in
      try tx.turn(.silent, on: true, in: cohort, by: hand, house)
      try tx.judge(records, in: cohort, house)
      #expect(try tx.supportRules(of: cohort).count == SupportRule.all.count)
    }
  }

  @Test(
    "the desk sees reasons and writes down what was done; another's cohort and group are not there", arguments: Databases.engines)
  func desk(_ kind: EngineKind) async throws {
    var scene = try await scene(kind)
    try await scene.wait(hours: 24 * 12)
    let cohort = try await scene.cohort()
    let page = "/desk/cohorts/\(cohort.id)/support"
    await scene.desk.get("/desk/cohorts/\(cohort.id)")
    #expect(scene.desk.page.contains(page))
    await scene.desk.get(page)
    #expect(scene.desk.page.contains("Nothing heard since") && scene.desk.page.contains("Үлгіова Сынақ8"))
    let number = try await scene.number(2)
    await scene.desk.post(page, [("learner", "\(number)"), ("kind", "letter"), ("words-\(number)", " ")])
    #expect(scene.desk.status == 422 && scene.desk.page.contains("Write a few words"))
    await scene.desk.post(page, [("learner", "\(number)"), ("kind", "letter"), ("words-\(number)", "Анасымен сөйлестім")])
    #expect(scene.desk.status == 303)
    await scene.desk.get(page)
    #expect(scene.desk.page.contains("Анасымен сөйлестім") && scene.desk.page.contains("wrote to her guardian"))
    await scene.desk.post(page, [("learner", "999999"), ("kind", "note"), ("words-999999", "?")])
    #expect(scene.desk.status == 404)
    for person in scene.people { try await scene.clear(person, until: scene.kit.clock.now.day()) }
    await scene.trainers[0].get("\(scene.group)/support")
    #expect(scene.trainers[0].page.contains("Nothing heard since") && scene.trainers[0].page.contains("Анасымен"))
    await scene.trainers[0].post(
      "\(scene.group)/support", [("learner", "\(number)"), ("kind", "outcome"), ("words-\(number)", "Қайта қосылды")])
    #expect(scene.trainers[0].status == 303)
    await scene.trainers[0].get(page)
    #expect(scene.trainers[0].status == 404, "her own group, not the cohort")
    var far = try await scene.kit.staff(.coordinator, Scope(regions: ["110000000"]), .en)
    await far.get("\(scene.group)/support")
    #expect(far.status == 404)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_support_line") == 2)
    #expect(try await scene.kit.count("SELECT count(*) FROM audit WHERE act = 'support.noted'") == 2)
  }

  @Test("a rule is put off and on by hand, a request for help never", arguments: Databases.engines)
  func switches(_ kind: EngineKind) async throws {
    var scene = try await scene(kind)
    try await scene.wait(hours: 24 * 12)
    let cohort = try await scene.cohort()
    let (page, rules) = ("/desk/cohorts/\(cohort.id)/support", "/desk/cohorts/\(cohort.id)/support/rules")
    await scene.desk.get("\(page)/record")
    #expect(scene.desk.page.contains("nothing heard") && scene.desk.page.contains("nobody yet"))
    await scene.desk.post(rules, [("rule", "silent"), ("go", "off")])
    #expect(scene.desk.status == 303)
    await scene.desk.follow()
    #expect(scene.desk.page.contains("put off by the coordinator"))
    await scene.desk.get(page)
    #expect(scene.desk.page.contains("Nobody is named now") && scene.desk.page.contains("Rules that are off: nothing heard"))
    await scene.desk.post(rules, [("rule", "asked"), ("go", "off")])
    #expect(scene.desk.status == 404)
    await scene.desk.post(rules, [("rule", "silent"), ("go", "on")])
    await scene.desk.get(page)
    #expect(scene.desk.page.contains("Nothing heard since"))
  }

  @Test("she asks, the desk reads and answers, and she sees what became of it", arguments: Databases.engines)
  func help(_ kind: EngineKind) async throws {
    var scene = try await scene(kind)
    try await scene.wait(hours: 1)
    _ = try await scene.kit.staff(.assistant, .everything, .en)
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get("/study")
    #expect(girl.page.contains("href=\"/study/help\""))
    await girl.get("/study/help")
    await girl.submit("/study/help", [("words", "…")])
    #expect(girl.status == 422 && girl.page.contains("Choose one"))
    await girl.submit("/study/help", [("about", "network"), ("words", "Интернет жоқ")])
    await girl.follow()
    #expect(girl.page.contains("The school has your message") && girl.page.contains("not yet read"))
    await girl.get("/study")
    #expect(girl.page.contains("You said that it is hard"), "at once")
    for index in 0..<2 {
      await scene.trainers[index].get("/desk/help")
      #expect(scene.trainers[index].status == 403)
      await scene.trainers[index].get("\(scene.group)/support")
      #expect(!scene.trainers[index].page.contains("asked for help"), "not for one adult of hers")
    }
    var officer = try await scene.kit.staff(.safeguarding, .everything, .en)
    await officer.get("/desk/help")
    #expect(officer.status == 200 && !officer.page.contains("Интернет жоқ"), "no danger, and the desk has two")
    await scene.desk.get("/desk")
    #expect(scene.desk.page.contains("1 girl says"))
    await scene.desk.get("/desk/help")
    #expect(scene.desk.page.contains("Интернет жоқ") && scene.desk.page.contains("Үлгіова"))
    await girl.get("/study/help")
    #expect(girl.page.contains("read by the school"))
    let id = try await scene.kit.house.database.read { try $0.value("SELECT id FROM study_help", as: String.self) }
    let action = "/desk/help/\(try #require(id))"
    await scene.desk.submit(action, [("answer-\(try #require(id))", "Маған жаз: 8 701 555 12 34")])
    #expect(scene.desk.status == 422 && scene.desk.page.contains("holds no link, phone"))
    await scene.desk.submit(action, [("answer-\(try #require(id))", "Сабақтарды мектепте жүктеп аласың, келістік")])
    #expect(scene.desk.status == 303)
    await girl.get("/study/help")
    #expect(girl.page.contains("мектепте жүктеп") && girl.page.contains("answered:"))
    await girl.get("/study")
    #expect(!girl.page.contains("You said that it is hard"))
    await scene.desk.post(action, [("answer-\(try #require(id))", "Тағы")])
    #expect(scene.desk.status == 409)
    #expect(try await scene.kit.count("SELECT count(*) FROM audit WHERE act = 'help.seen'") >= 1)
    var open = try await Pupil(scene.kit, number: 7, .en)
    await open.browser.get("/study/help")
    #expect(open.browser.status == 404, "the open track has no adults")
  }

  @Test("about home, of danger, or where one alone would read it, the officers have it too", arguments: Databases.engines)
  func officers(_ kind: EngineKind) async throws {
    let scene = try await scene(kind)
    let (house, cohort) = (scene.kit.house, try await scene.cohort())
    let girls = scene.girls
    @Sendable func ask(_ girl: Int, _ about: Help.About, _ words: String) async throws {
      try await house.database.write { tx in
        try tx.askForHelp(about, words, try #require(try tx.learner(of: girls[girl])), cohort, house)
      }
    }
    try await ask(0, .time, "")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_help WHERE to_officers") == 1, "one coordinator is one person")
    _ = try await scene.kit.staff(.assistant, .everything, .en)
    try await ask(1, .time, "")
    try await ask(2, .home, "")
    try await ask(3, .other, "Әкем ұрады")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_help WHERE to_officers") == 3)
    _ = try await scene.kit.staff(.coordinator, Scope(regions: ["110000000"]), .en)
    var officer = try await scene.kit.staff(.safeguarding, .everything, .en)
    await officer.get("/desk")
    #expect(officer.page.contains("3 girls ask for help"))
    await officer.get("/desk/help")
    #expect(officer.page.contains("Әкем ұрады") && officer.page.contains("Сынақ2"))
  }

  @Test("she reads the same reasons in words for herself, while they hold", arguments: Databases.engines)
  func hers(_ kind: EngineKind) async throws {
    var scene = try await scene(kind)
    scene.kit.clock.move(days: 12)
    try await scene.kit.runJobs()
    var girl = try await scene.kit.applicant(scene.girls[0], .kk)
    await girl.get("/study")
    #expect(girl.page.contains("Сені көптен көрмедік") && girl.page.contains("href=\"/study/timetable\""))
    try await scene.attempts(of: 0, [(1, "right")])
    await girl.get("/study")
    #expect(!girl.page.contains("Сені көптен көрмедік"), "what holds no longer is not said")
    var open = try await Pupil(scene.kit, number: 7, .en)
    await open.browser.get("/study")
    #expect(!open.browser.page.contains("/study/help"))
    scene.desk = try await scene.kit.staff(.coordinator, .everything, .en)
    await scene.desk.get("/desk")
    #expect(scene.desk.page.contains("9 girls need somebody to look"))
  }

  @Test("everything of early help is said to her and goes with her", arguments: Databases.engines)
  func erased(_ kind: EngineKind) async throws {
    let scene = try await scene(kind)
    let (house, cohort, person) = (scene.kit.house, try await scene.cohort(), scene.girls[0])
    let number = try await scene.number(0)
    scene.kit.clock.move(days: 12)
    try await house.database.write { tx in
      let learner = try #require(try tx.learner(of: person))
      try tx.askForHelp(.course, "Қиын", learner, cohort, house)
      try tx.note(.note, "Сөйлестік", of: number, in: cohort.id, by: Actor(person: scene.people[0], role: .trainer), house)
      try tx.deriveSupport(cohort, on: house.outside.now().day().adding(days: -1), house)
      let told = try SupportData.personalData.export(tx, house, person, .en).flatMap(\.lines).map(\.value)
      #expect(told.contains { $0.contains("Қиын") } && told.contains("Сөйлестік") && told.count == 3)
      _ = try SupportData.personalData.erase(tx, house, person)
      #expect(try SupportData.personalData.export(tx, house, person, .en).isEmpty)
    }
    for table: SQL in ["study_help", "study_support_line"] {
      #expect(try await scene.kit.count("SELECT count(*) FROM \(table)") == 0)
    }
    #expect(try await scene.kit.count("SELECT count(*) FROM study_support WHERE learner = \(number)") == 0)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_support") == 8)
  }

  @Test("no window of the house reads early help, so neither Selection nor Grants can")
  func windows() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    for schema in ["sqlite.sql", "postgres.sql"] {
      let text = try String(contentsOf: root.appending(path: "Schema/\(schema)"), encoding: .utf8)
      #expect(text.contains("study_support") && text.contains("study_help"))
      let views = text.components(separatedBy: "CREATE VIEW ").dropFirst().map { $0.components(separatedBy: ";")[0] }
      #expect(views.count >= 3, "\(schema)")
      for view in views { #expect(!view.contains("study_support") && !view.contains("study_help"), "\(view)") }
    }
    for window in Study.room.windows { #expect(!window.name.contains("support") && !window.columns.contains("rule")) }
  }
}

extension Range<Int> {
  fileprivate func asyncMap<T>(_ make: (Int) async throws -> T) async throws -> [T] {
    var made: [T] = []
    for number in self { made.append(try await make(number)) }
    return made
  }
}
