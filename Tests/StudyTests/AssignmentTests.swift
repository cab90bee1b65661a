import Exchange
import Foundation
import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// What girls of a group hand in.
@Suite struct AssignmentTests {
  @Test("an adult of the group gives an assignment with a last day, and each girl sees it", arguments: Databases.engines)
  func giving(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let page = "\(scene.group)/assignments"
    await scene.trainers[0].get(scene.group)
    #expect(scene.trainers[0].page.contains(page) && scene.trainers[0].page.contains("\(scene.group)/gradebook"))
    await scene.trainers[0].get(page)
    #expect(scene.trainers[0].page.contains("The group has no assignment yet"))
    let exercise = ("exercise", "physics-measurement/own-pendulum-report")
    await scene.trainers[0].submit(page, [exercise] + scene.day(in: -1))
    #expect(scene.trainers[0].status == 422 && scene.trainers[0].page.contains("Choose a day from today"))
    await scene.trainers[0].submit(page, [exercise] + scene.day(in: 200))
    #expect(scene.trainers[0].status == 422, "after the cohort has ended")
    await scene.trainers[0].submit(page, [("exercise", "physics-measurement/none")] + scene.day(in: 5))
    #expect(scene.trainers[0].status == 422 && scene.trainers[0].page.contains("Choose an assignment"))
    await scene.trainers[0].submit(page, [exercise] + scene.day(in: 5))
    #expect(scene.trainers[0].location == page)
    await scene.trainers[0].post(page, [exercise] + scene.day(in: 6))
    #expect(scene.trainers[0].status == 422, "the group has it already")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_assignment") == 1)
    #expect(try await scene.kit.count("SELECT count(*) FROM audit WHERE act = 'assignment.given'") == 1)
    let id = try await scene.assignmentID()
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get("/study")
    #expect(girl.page.contains("/study/assignments/\(id)") && girl.page.contains("not begun"))
    await girl.get("/study/assignments/\(id)")
    #expect(
      girl.page.contains("Where the error comes from") && girl.page.contains("a random and a systematic reason named apart"))
    #expect(girl.page.contains(Language.en.date(scene.kit.clock.now.day().adding(days: 5))))
    await girl.get("/courses/physics-measurement/02-how-sure")
    #expect(girl.page.contains("href=\"/study/assignments/\(id)\""), "the lesson leads there")
    var alone = try await Pupil(scene.kit, number: 3, .en)
    await alone.browser.get("/courses/physics-measurement/02-how-sure")
    #expect(alone.browser.status == 200 && !alone.browser.page.contains("/study/assignments/"))
  }

  @Test("nobody but the adults of the group and its coordinator gives, sees or marks", arguments: Databases.engines)
  func doors(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let id = try await scene.give()
    let work = try await scene.handIn(0, "Маятник")
    let pages = [
      "\(scene.group)/assignments", "\(scene.group)/gradebook", "\(scene.group)/gradebook.xlsx",
      "/desk/assignments/\(id)/marking",
      "/desk/assignments/\(id)/marking/\(work)",
    ]
    for page in pages {
      await scene.trainers[1].get(page)
      #expect(scene.trainers[1].status == 200, "\(page)")
      await scene.desk.get(page)
      #expect(scene.desk.status == 200, "\(page)")
    }
    var stranger = try await scene.kit.staff(.trainer, .everything, .en)
    let person = try #require(stranger.person)
    for page in pages {
      await stranger.get(page)
      #expect(stranger.status == 403, "not cleared: \(page)")
    }
    await stranger.post("/desk/assignments/\(id)/marking/\(work)", scene.levels(3, 3, 3))
    #expect(stranger.status == 403)
    try await scene.clear(person, until: scene.kit.clock.now.day())
    for page in pages {
      await stranger.get(page)
      #expect(stranger.status == 404, "another group's: \(page)")
    }
    await stranger.post("/desk/assignments/\(id)/marking/\(work)", scene.levels(3, 3, 3))
    #expect(stranger.status == 404)
    await stranger.post("/desk/assignments/\(id)", scene.day(in: 9))
    #expect(stranger.status == 404)
    var assistant = try await scene.kit.staff(.assistant, .everything, .en)
    var guardian = try await scene.kit.guardian(nil, .en)
    var elsewhere = try await scene.kit.staff(.coordinator, Scope(cycle: nil, regions: ["710000000"]), .en)
    for page in pages {
      await assistant.get(page)
      #expect(assistant.status == 403, "\(page)")
      await guardian.get(page)
      #expect([303, 403].contains(guardian.status), "\(page)")
      await elsewhere.get(page)
      #expect(elsewhere.status == 404, "\(page)")
    }
    await scene.desk.post("/desk/assignments/\(id)/marking/\(work)", scene.levels(3, 3, 3))
    #expect(scene.desk.status == 403, "whoever runs the cohort marks nobody")
    var alone = try await Pupil(scene.kit, number: 3, .en)
    await alone.browser.get("/study/assignments/\(id)")
    #expect(alone.browser.status == 404, "she is in no group")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_mark") == 0)
  }

  @Test("text is kept, handed in, and handed in again; earlier versions stay", arguments: Databases.engines)
  func versions(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let id = try await scene.give()
    let page = "/study/assignments/\(id)"
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get(page)
    await girl.submit(page, [("text", ""), ("go", "hand-in")])
    #expect(girl.status == 422 && girl.page.contains("To hand it in, write something or add a photo"))
    let long = String(repeating: "ұ", count: 501)
    await girl.submit(page, [("text", long), ("go", "hand-in")])
    #expect(girl.status == 422 && girl.page.contains(long), "nothing typed is lost")
    await girl.submit(page, [("text", "L = 50 см\r\nt = 14,2 с")])
    await girl.follow()
    #expect(girl.page.contains("Not handed in yet") && girl.page.contains("L = 50 см\nt = 14,2 с"))
    await girl.submit(page, [("text", "L = 50 см, t = 14,2 с"), ("go", "hand-in")])
    await girl.follow()
    #expect(girl.page.contains("Your work is handed in") && girl.page.contains("handed in on time"))
    await girl.post(page, [("text", "басқа"), ("go", "hand-in")])
    #expect(girl.status == 409, "what is handed in stands")
    await girl.get(page)
    await girl.submit(page, [])
    await girl.follow()
    #expect(girl.page.contains("t = 14,2 с</textarea>"), "the next version begins with the last")
    await girl.submit(page, [("text", "L = 50 см, t = (14,2 ± 0,2) с"), ("go", "hand-in")])
    #expect(try await scene.kit.count("SELECT count(*) FROM study_hand_in WHERE handed_at IS NOT NULL") == 2)
    await scene.trainers[0].get("/desk/assignments/\(id)/marking")
    #expect(scene.trainers[0].page.matches(of: #/marking/[0-9a-f-]{36}"/#).count == 1, "a girl is one line")
    await scene.trainers[0].get(try await scene.workPage(0))
    #expect(scene.trainers[0].page.contains("± 0,2") && scene.trainers[0].page.contains("Earlier versions</summary>") == false)
    #expect(scene.trainers[0].page.contains("Earlier versions: 1") && scene.trainers[0].page.contains("L = 50 см, t = 14,2 с"))
    #expect(try await scene.kit.count("SELECT count(*) FROM audit WHERE act = 'work.seen'") == 1)
  }

  @Test("the last day ends at midnight in Kazakhstan, and late work is taken", arguments: Databases.engines)
  func late(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let id = try await scene.give(in: 0)
    let midnight = scene.kit.clock.now.day().end()
    scene.kit.clock.move(seconds: Int((midnight.milliseconds - scene.kit.clock.now.milliseconds) / 1000) - 1)
    try await scene.handIn(0, "соңғы секунд")
    scene.kit.clock.move(seconds: 1)
    try await scene.handIn(1, "бір секунд кеш")
    scene.desk = try await scene.kit.staff(.coordinator, .everything, .en)
    var late = try await scene.kit.applicant(scene.girls[1], .en)
    await late.get("/study/assignments/\(id)")
    #expect(late.page.contains("handed in late"))
    await scene.desk.get("/desk/assignments/\(id)/marking")
    #expect(scene.desk.page.contains("handed in on time") && scene.desk.page.contains("handed in late"))
    #expect(scene.desk.page.contains(Language.en.date(midnight.adding(seconds: -1).day())), "the last day stands beside it")
    await scene.desk.submit("/desk/assignments/\(id)", scene.day(in: 3))
    await scene.desk.follow()
    #expect(!scene.desk.page.contains("handed in late"), "with another last day it is on time")
  }

  @Test("photos come with the form or in pieces, and are for her and the adults of her group", arguments: Databases.engines)
  func photos(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let id = try await scene.give()
    let page = "/study/assignments/\(id)"
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get(page)
    let bytes = Rehearsal.picture.bytes
    await girl.upload(page, [("text", "сурет"), ("go", "photo")], field: "photo", name: "a.png", bytes)
    #expect(girl.status == 303, "\(girl.page)")
    await girl.follow()
    #expect(girl.page.contains("photo 1") && girl.page.contains("сурет</textarea>"))
    await girl.upload(page, [("text", "сурет"), ("go", "photo")], field: "photo", name: "a.exe", Array("MZ no picture".utf8))
    #expect(girl.status == 422 && girl.page.contains("Add a JPEG, PNG, WebP photo or a PDF") == false)
    #expect(girl.page.contains("Add a JPEG, PNG or WebP photo") && girl.page.contains("сурет</textarea>"))
    let subject = try #require(girl.page.firstMatch(of: /data-subject="([^"]+)"/)?.1)
    let order = "{\"room\":\"study\",\"subject\":\"\(subject)\",\"field\":\"photo-2\",\"name\":\"b.png\",\"size\":\(bytes.count)}"
    var other = try await scene.kit.applicant(scene.girls[1], .en)
    await other.say("/files", order)
    #expect(other.status == 404, "into another girl's work")
    await girl.say("/files", order.replacing("photo-2", with: "photo-3"))
    #expect(girl.status == 422, "the exercise takes two")
    await girl.say("/files", order)
    let file = try #require(girl.page.firstMatch(of: /"file":"([^"]+)"/)?.1)
    await girl.put("/files/\(file)/0", bytes)
    #expect(girl.page.contains("done"))
    await girl.get(page)
    #expect(girl.page.contains("photo 2") && !girl.page.contains("type=\"file\""), "all places are taken")
    await girl.upload(page, [("go", "photo")], field: "photo", name: "c.png", bytes)
    #expect(girl.status == 422 && girl.page.contains("At most 2 photos"))
    await girl.submit(page, [("go", "remove-1"), ("text", "сурет")])
    #expect(try await scene.kit.count("SELECT count(*) FROM study_photo") == 1)
    await girl.get(page)
    await girl.submit(page, [("go", "hand-in"), ("text", "сурет")])
    await girl.say("/files", order)
    #expect(girl.status == 404, "what is handed in stands")
    let photo = "\(page)/photos/\(file)"
    await girl.get(photo)
    #expect(girl.status == 200 && girl.reply.header("content-type") == "image/png")
    await other.get(photo)
    #expect(other.status == 404)
    await scene.trainers[0].get(try await scene.workPage(0))
    let link = try #require(scene.trainers[0].page.firstMatch(of: /src="(\/desk\/assignments\/[^"]+)"/)?.1)
    await scene.trainers[0].get(String(link))
    #expect(scene.trainers[0].status == 200 && scene.trainers[0].reply.header("content-type") == "image/png")
    await girl.get(page)
    await girl.submit(page, [])
    await girl.follow()
    await girl.submit(page, [("go", "remove-2"), ("text", "суретсіз")])
    await girl.get(photo)
    #expect(girl.status == 200, "the earlier version keeps it")
  }
}

/// What adults say of it.
@Suite struct MarkTests {
  @Test(
    "each criterion wants a level; a later mark stands beside the earlier, and the latest counts", arguments: Databases.engines)
  func marking(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let id = try await scene.give()
    try await scene.handIn(0, "бірінші")
    scene.kit.clock.move(seconds: 60)
    try await scene.handIn(1, "екінші")
    try await scene.unsample()
    let (first, second) = (try await scene.workPage(0), try await scene.workPage(1))
    await scene.trainers[0].get("/desk/marking")
    #expect(scene.trainers[0].page.contains("/desk/assignments/\(id)/marking"))
    await scene.trainers[0].get(first)
    await scene.trainers[0].submit(first, [("level-table", "3"), ("comment", "Жақсы кесте")])
    #expect(scene.trainers[0].status == 422 && scene.trainers[0].page.contains("Choose a level"))
    #expect(scene.trainers[0].page.contains("Жақсы кесте</textarea>"), "nothing typed is lost")
    await scene.trainers[0].submit(first, scene.levels(3, 2, 1) + [("comment", "Жақсы кесте")])
    #expect(scene.trainers[0].location == "\(second)?kept=yes", "on to the next that waits")
    await scene.trainers[0].follow()
    #expect(scene.trainers[0].page.contains("value=\"Жақсы кесте\""), "her own phrase is offered")
    await scene.trainers[0].submit(second, scene.levels(3, 3, 3) + [("phrase", "Жақсы кесте"), ("comment", "Тамаша")])
    #expect(scene.trainers[0].location == "/desk/assignments/\(id)/marking?kept=yes", "nothing waits any more")
    scene.kit.clock.move(seconds: 60)
    await scene.trainers[1].get(first)
    #expect(scene.trainers[1].page.contains("Жақсы кесте"))
    await scene.trainers[1].submit(first, scene.levels(3, 3, 1) + [("go", "stay")])
    #expect(scene.trainers[1].location == "\(first)?kept=yes")
    for hand in 0..<2 {
      await scene.trainers[hand].get(first)
      #expect(scene.trainers[hand].page.contains("Two adults marked it differently"), "shown to both")
    }
    #expect(try await scene.kit.count("SELECT count(*) FROM study_mark") == 3)
    #expect(
      try await scene.kit.count("SELECT count(*) FROM study_mark WHERE counts AND levels LIKE 'table:3/3 result:3/3 reason:1/3'")
        == 1)
    #expect(try await scene.kit.count("SELECT count(*) FROM audit WHERE act = 'work.marked'") == 3)
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get("/study")
    #expect(
      girl.page.contains("Feedback not yet read") && !girl.page.contains("/study/assignments/"), "what is marked is due no more")
    await girl.get("/study/marks")
    let link = try #require(girl.page.firstMatch(of: /href="(\/study\/marks\/[0-9a-f-]+)"/)?.1)
    #expect(girl.page.contains("not read yet"))
    await girl.get(String(link))
    #expect(girl.page.contains("mean ± uncertainty, places and units right") && girl.page.contains("Earlier marks: 1"))
    #expect(girl.page.contains("Жақсы кесте") && girl.page.contains("бірінші"))
    await girl.get("/study")
    #expect(!girl.page.contains("Feedback not yet read"))
    var other = try await scene.kit.applicant(scene.girls[1], .en)
    await other.get(String(link))
    #expect(other.status == 404)
    await other.get("/study/marks")
    let hers = try #require(other.page.firstMatch(of: /href="(\/study\/marks\/[0-9a-f-]+)"/)?.1)
    await other.get(String(hers))
    #expect(other.page.contains("<p>Тамаша</p><p>Жақсы кесте</p>"))
  }

  @Test("what is marked is what was looked at, and she hands in again only where the mark lets her", arguments: Databases.engines)
  func overtaken(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let id = try await scene.give()
    try await scene.handIn(0, "бірінші нұсқа")
    try await scene.unsample()
    let page = try await scene.workPage(0)
    await scene.trainers[0].get(page)
    try await scene.handIn(0, "екінші нұсқа", again: true)
    try await scene.unsample()
    await scene.trainers[0].submit(page, scene.levels(1, 1, 1))
    #expect(scene.trainers[0].status == 409, "she handed in another version meanwhile")
    let latest = try await scene.workPage(0)
    await scene.trainers[0].get(latest)
    await scene.trainers[1].get(latest)
    await scene.trainers[0].submit(latest, scene.levels(1, 2, 2))
    await scene.trainers[1].submit(latest, scene.levels(3, 3, 3))
    #expect(scene.trainers[1].status == 409, "somebody else marked it meanwhile")
    let hers = "/study/assignments/\(id)"
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get(hers)
    #expect(girl.page.contains("See the mark") && !girl.page.contains("hand it in again"))
    await girl.post(hers, [("go", "again")])
    #expect(girl.status == 409)
    scene.kit.clock.move(seconds: 60)
    await scene.trainers[0].get(latest)
    await scene.trainers[0].submit(latest, scene.levels(1, 2, 2) + [("again", "yes")])
    await girl.get("/study")
    #expect(girl.page.contains("marked, may be handed in again"))
    scene.kit.clock.move(seconds: 60)
    try await scene.handIn(0, "үшінші нұсқа", again: true)
    // The mark is of the version before: this one waits, on her first page and on its own.
    for address in ["/study", hers] {
      await girl.get(address)
      #expect(girl.page.contains("handed in on time") && !girl.page.contains("marked</span>"), "\(address) \(girl.page)")
    }
    #expect(girl.page.contains("the version before") && girl.page.contains("Until the new version is marked"))
    await scene.trainers[0].get("/desk/assignments/\(id)/marking")
    #expect(scene.trainers[0].page.contains("to be marked"))
    #expect(try await scene.kit.count("SELECT count(*) FROM study_mark WHERE counts") == 1, "until then the earlier mark counts")
  }

  @Test("a word written by night comes to her at eight in the morning; the mark stands at once", arguments: Databases.engines)
  func night(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    try await scene.give()
    try await scene.handIn(0, "Маятник")
    try await scene.unsample()
    let evening = scene.kit.clock.now.day().start().adding(hours: 22)
    scene.kit.clock.move(seconds: Int((evening.milliseconds - scene.kit.clock.now.milliseconds) / 1000))
    let page = try await scene.workPage(0)
    scene.trainers[0] = try await scene.kit.staff(again: scene.people[0])
    await scene.trainers[0].get(page)
    await scene.trainers[0].submit(page, scene.levels(2, 3, 3) + [("comment", "Кестең анық")])
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get("/study")
    #expect(!girl.page.contains("Feedback not yet read"), "by night nobody is called")
    await girl.get("/study/marks")
    let mark = try #require(girl.page.firstMatch(of: #/href="(\/study\/marks\/[0-9a-f-]{36})"/#)).1
    await girl.get(String(mark))
    #expect(
      girl.page.contains("2 / 3") && !girl.page.contains("Кестең анық") && girl.page.contains("The feedback can be read from"))
    #expect(try await scene.kit.count("SELECT count(*) FROM study_mark WHERE read_at IS NOT NULL") == 0)
    scene.kit.clock.move(seconds: 10 * 3600)
    girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get("/study")
    #expect(girl.page.contains("Feedback not yet read"))
    await girl.get(String(mark))
    #expect(girl.page.contains("Кестең анық") && !girl.page.contains("The feedback can be read from"))
    #expect(try await scene.kit.count("SELECT count(*) FROM study_mark WHERE read_at IS NOT NULL") == 1)
  }

  @Test(
    "about one work in ten wants a second mark, by a keyed hash, and its adult does not see the first",
    arguments: Databases.engines)
  func second(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let house = scene.kit.house
    let drawn = (0..<4000).count { house.wantsSecond(house.outside.id(), $0) }
    #expect((300...500).contains(drawn), "\(drawn)")
    let id = try await scene.give()
    try await scene.handIn(0, "екі рет тексеріледі")
    let (number, assignment) = (try await scene.number(0), try #require(ID<Assignment>(id)))
    #expect(
      try await scene.kit.count("SELECT count(*) FROM study_hand_in WHERE wants_second")
        == (house.wantsSecond(assignment, number) ? 1 : 0))
    try await scene.sample()
    let page = try await scene.workPage(0)
    await scene.trainers[0].get(page)
    await scene.trainers[0].submit(page, scene.levels(3, 2, 2) + [("comment", "бірінші пікір")])
    await scene.trainers[1].get("/desk")
    #expect(scene.trainers[1].page.contains("1 work needs a second mark"))
    await scene.trainers[0].get("/desk")
    #expect(!scene.trainers[0].page.contains("needs a second mark"), "she has marked it")
    for look in [page, "/desk/assignments/\(id)/marking", "\(scene.group)/gradebook"] {
      await scene.trainers[1].get(look)
      #expect(scene.trainers[1].status == 200 && scene.trainers[1].page.lowercased().contains("second mark"), "\(look)")
      #expect(!scene.trainers[1].page.contains("бірінші пікір") && !scene.trainers[1].page.contains("3 · 2 · 2"), "\(look)")
    }
    await scene.trainers[1].get("\(scene.group)/gradebook.xlsx")
    #expect(!(try scene.sheet(scene.trainers[1])).joined().contains("3 · 2 · 2"))
    scene.kit.clock.move(seconds: 60)
    await scene.trainers[1].get(page)
    await scene.trainers[1].submit(page, scene.levels(3, 3, 2))
    await scene.trainers[1].get(page)
    #expect(scene.trainers[1].page.contains("бірінші пікір"), "then both are shown")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_mark WHERE way = 'second'") == 1)
    await scene.trainers[0].get("/desk/assignments/\(id)/marking")
    #expect(scene.trainers[0].page.contains("Marked twice: 1. A coefficient of agreement is computed from 5 on"))
    #expect(scene.trainers[0].page.contains("3 · 2 · 2") && scene.trainers[0].page.contains("3 · 3 · 2"))
  }

  @Test("she asks once for another look, which goes to another adult", arguments: Databases.engines)
  func look(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let id = try await scene.give()
    try await scene.handIn(0, "қайта қара")
    try await scene.unsample()
    let page = try await scene.workPage(0)
    await scene.trainers[0].get(page)
    await scene.trainers[0].submit(page, scene.levels(1, 1, 1))
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get("/study/marks")
    let mark = String(try #require(girl.page.firstMatch(of: /href="(\/study\/marks\/[0-9a-f-]+)"/)?.1))
    await girl.get(mark)
    await girl.submit("\(mark)/looks", [("wish", "")])
    #expect(girl.status == 422 && girl.page.contains("Write in a sentence"))
    await girl.submit("\(mark)/looks", [("wish", "Екі себебін де жазғанмын")])
    await girl.follow()
    #expect(girl.page.contains("another adult has not looked yet") && !girl.page.contains("\(mark)/looks"))
    await girl.post("\(mark)/looks", [("wish", "тағы")])
    #expect(girl.status == 409, "once")
    await scene.trainers[0].get("/desk")
    #expect(!scene.trainers[0].page.contains("asks for another look"), "not to whom she asks about")
    await scene.trainers[1].get("/desk")
    #expect(scene.trainers[1].page.contains("1 girl asks for another look"))
    scene.kit.clock.move(seconds: 60)
    await scene.trainers[0].get(page)
    #expect(scene.trainers[0].page.contains("She asked that another adult look"))
    await scene.trainers[0].submit(page, scene.levels(1, 1, 2))
    #expect(
      try await scene.kit.count("SELECT count(*) FROM study_look WHERE answered_by IS NULL") == 1, "it is not hers to answer")
    scene.kit.clock.move(seconds: 60)
    await scene.trainers[1].get(page)
    #expect(scene.trainers[1].page.contains("Екі себебін де жазғанмын"))
    await scene.trainers[1].submit(page, scene.levels(2, 2, 3))
    #expect(try await scene.kit.count("SELECT count(*) FROM study_mark WHERE way = 'look' AND counts") == 1)
    await girl.get(mark)
    #expect(girl.page.contains("another adult has looked"))
    _ = id
  }

  @Test("agreement is computed from five pairs on, and not where nothing varies")
  func agreement() throws {
    func pair(_ first: (Int, Int), _ second: (Int, Int)) -> SecondMarking.Pair {
      SecondMarking.Pair(
        name: "", first: MarkLevels(text: "a:\(first.0)/3 b:\(first.1)/3"),
        second: MarkLevels(text: "a:\(second.0)/3 b:\(second.1)/3"))
    }
    let rubric = try Rubric(
      yaml: Array(
        """
        rubric:
          a:
            title: {kk: "А", ru: "А", en: "A"}
            levels: [{kk: "а", ru: "а", en: "a"}, {kk: "б", ru: "б", en: "b"}, {kk: "в", ru: "в", en: "c"}]
          b:
            title: {kk: "Б", ru: "Б", en: "B"}
            levels: [{kk: "а", ru: "а", en: "a"}, {kk: "б", ru: "б", en: "b"}, {kk: "в", ru: "в", en: "c"}]
        """.utf8))
    let pairs = [pair((1, 2), (1, 2)), pair((2, 2), (2, 2)), pair((3, 2), (3, 2)), pair((2, 2), (3, 2)), pair((1, 2), (1, 2))]
    let four = SecondMarking(pairs: Array(pairs.prefix(4)), rubric)
    #expect(four.kappa(rubric.criteria[0]) == nil && four.alpha == nil)
    let five = SecondMarking(pairs: pairs, rubric)
    // By hand: one step apart in five pairs, where chance alone would have 35 in 25.
    let kappa = try #require(five.kappa(rubric.criteria[0]))
    #expect(abs(kappa - (1 - (1.0 / 5) / (35.0 / 25))) < 1e-12, "\(kappa)")
    #expect(five.kappa(rubric.criteria[1]) == nil, "all levels are the same")
    #expect(five.alpha != nil)
  }

  @Test("her copy says what she handed in and what was said; photos go 90 days after the mark", arguments: Databases.engines)
  func data(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let id = try await scene.give()
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get("/study/assignments/\(id)")
    await girl.upload(
      "/study/assignments/\(id)", [("text", "менің есебім"), ("go", "hand-in")], field: "photo", name: "a.png",
      Rehearsal.picture.bytes)
    try await scene.unsample()
    let page = try await scene.workPage(0)
    await scene.trainers[0].get(page)
    await scene.trainers[0].submit(page, scene.levels(3, 2, 1) + [("comment", "пікірім осы")])
    let (house, person) = (scene.kit.house, scene.girls[0])
    let said = try await house.database.read { tx in
      try house.personalData.flatMap { try $0.export(tx, house, person, .en) }
    }
    let lines = said.flatMap(\.lines).map { "\($0.name): \($0.value)" }.joined(separator: "\n")
    #expect(lines.contains("менің есебім") && lines.contains("пікірім осы") && lines.contains("Table 3 / 3, Result 2 / 3"))
    #expect(said.flatMap(\.files).contains { $0.bytes == Rehearsal.picture.bytes } || said.flatMap(\.files).count == 1)
    scene.kit.clock.move(days: 89)
    try await scene.kit.runJobs()
    #expect(try await scene.kit.count("SELECT count(*) FROM file WHERE removed_at IS NULL") == 1)
    scene.kit.clock.move(days: 2)
    try await scene.kit.runJobs()
    #expect(try await scene.kit.count("SELECT count(*) FROM file WHERE removed_at IS NULL") == 0)
    #expect(try await scene.kit.count("SELECT count(*) FROM file_chunk") == 0)
    var again = try await scene.kit.applicant(scene.girls[0], .en)
    await again.get("/study/marks")
    let mark = String(try #require(again.page.firstMatch(of: /href="(\/study\/marks\/[0-9a-f-]+)"/)?.1))
    await again.get(mark)
    #expect(again.page.contains("the picture is not kept any more") && again.page.contains("менің есебім"))
  }

  @Test("feedback nobody opened is told once a week, by day, and never what it says", arguments: Databases.engines)
  func digest(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    try await scene.give()
    try await scene.handIn(0, "Менің кестем")
    try await scene.handIn(1, "Менің кестем де")
    let house = scene.kit.house
    for (number, girl) in scene.girls[..<2].enumerated() {
      let phone = try Phone(parsing: "8 701 000 00 0\(number)")
      try await house.database.write { tx in try tx.set([.phone(phone)], try tx.safe(of: girl, house.vault), house.vault) }
    }
    try await scene.unsample()
    for girl in 0..<2 {
      let page = try await scene.workPage(girl)
      await scene.trainers[0].get(page)
      await scene.trainers[0].submit(page, scene.levels(3, 2, 1) + [("comment", "Құпия пікір")])
      #expect(scene.trainers[0].status == 303, "\(scene.trainers[0].page)")
    }
    // The second opens hers.
    var reader = try await scene.kit.applicant(scene.girls[1], .en)
    await reader.get("/study/marks")
    let mark = try #require(reader.page.firstMatch(of: #/href="(\/study\/marks\/[^"]+)"/#)).output.1
    await reader.get(String(mark))
    func told() async throws -> Int {
      try await FeedbackDigest.job.run(house)
      return try await scene.kit.count("SELECT count(*) FROM outbox WHERE purpose = 'feedback'")
    }
    let clock = scene.kit.clock
    func wait(until moment: Moment) { clock.move(seconds: Int(moment.milliseconds - clock.now.milliseconds) / 1_000) }
    let today = clock.now.day()
    let monday = today.adding(days: 8 - today.weekday)
    wait(until: monday.start().adding(hours: 9))
    #expect(try await told() == 0, "before ten")
    wait(until: monday.start().adding(hours: 10))
    let isNeeded = try await FeedbackDigest.job.isNeeded(house)
    #expect(isNeeded)
    #expect(try await told() == 1)
    #expect(try await told() == 1, "once")
    wait(until: monday.adding(days: 1).start().adding(hours: 12))
    #expect(try await told() == 1, "on Monday only")
    wait(until: monday.adding(days: 7).start().adding(hours: 12))
    let isNeededAgain = try await FeedbackDigest.job.isNeeded(house)
    #expect(!isNeededAgain, "what was told is not told again")
  }

  @Test("text and hand-in of a phone without a network count when they were made", arguments: Databases.engines)
  func journal(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let id = try await scene.give(in: 1)
    let page = "/study/assignments/\(id)"
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    let person = scene.girls[0]
    let tag = try await scene.kit.house.database.read { tx in try #require(try tx.learner(of: person)).tag.text }
    await girl.get(page)
    #expect(girl.reply.header("x-keruen-shell") == "study \(tag)" && girl.page.contains("/static/handin."))
    let work: String = try #require(
      try await scene.kit.house.database.read { try $0.value("SELECT id FROM study_hand_in") as String? })
    let begun = scene.kit.clock.now
    func event(_ number: Int, _ text: String, _ go: String, minutes: Int, pressed: Int? = nil) -> String {
      let moment = pressed.map { [("pressed", String(begun.adding(minutes: $0).milliseconds))] } ?? []
      let body = Fields([("text", text), ("go", go)] + moment).urlEncoded
      return Browser.event("01a1f753-0000-7000-8000-00000000004\(number)", work, body, at: begun.adding(minutes: minutes))
    }
    scene.kit.clock.move(seconds: 600)
    await girl.deliver([event(1, "бірінші", "keep", minutes: 2)], owner: tag, thread: "works")
    await girl.get(page)
    #expect(girl.page.contains("бірінші"))
    // Written earlier on another phone, it takes nothing away; whose phone it was hears why.
    await girl.deliver([event(2, "ертерек", "keep", minutes: 1)], owner: tag, thread: "works")
    #expect(girl.page.contains("\"kept\":[]") && girl.page.contains("later on another device"), "\(girl.page)")
    var other = try await scene.kit.applicant(scene.girls[1], .en)
    await other.deliver([event(3, "бөтен", "keep", minutes: 3)], owner: tag, thread: "works")
    #expect(other.status == 409)
    // Pressed on the last day, it arrives two days later and is on time.
    scene.kit.clock.move(seconds: 3 * 86_400)
    girl = try await scene.kit.applicant(scene.girls[0], .en)
    let handed = event(4, "соңғы", "hand-in", minutes: 40, pressed: 30)
    await girl.deliver([handed], owner: tag, thread: "works")
    #expect(girl.page.contains("\"refused\":[]"), "\(girl.page)")
    await girl.get(page)
    #expect(girl.page.contains("соңғы") && girl.page.contains("handed in on time"), "\(girl.page)")
    // The same once more is nothing; another text after it is refused and says why.
    await girl.deliver([handed], owner: tag, thread: "works")
    #expect(girl.page.contains("\"refused\":[]"))
    await girl.deliver([event(5, "кешіккен мәтін", "keep", minutes: 50)], owner: tag, thread: "works")
    #expect(girl.page.contains("handed in already"), "\(girl.page)")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_hand_in WHERE handed_at IS NOT NULL") == 1)
    await girl.deliver(
      [Browser.event("01a1f753-0000-7000-8000-000000000049", "x", "text=a", at: begun)], owner: tag, thread: "works")
    #expect(girl.status == 200 && girl.page.contains("\"kept\":[]"))
  }
}
