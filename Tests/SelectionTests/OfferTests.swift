import Allocation
import Applications
import ApplicationsKit
import Exchange
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Selection

@Suite struct OfferTests {
  @Test("one accepts, one declines, the next is offered; a second click changes nothing", arguments: Databases.engines)
  func cascade(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 5, places: 2)
    try await scene.release()
    var first = try await scene.kit.applicant(scene.girls[0].person)
    await first.get("/result")
    #expect(first.status == 200 && first.page.contains("/result/acceptance"))
    await first.get("/result/acceptance")
    await first.submit("/result/acceptance")
    await first.post("/result/acceptance")
    #expect(first.status == 303)
    await first.post("/result/decline")
    #expect(first.status == 409)
    var second = try await scene.kit.applicant(scene.girls[1].person)
    await second.get("/result/decline")
    await second.submit("/result/decline")
    #expect(second.status == 303)
    await second.post("/result/decline")
    #expect(second.status == 303)
    #expect(try await scene.seated() == [0, 2])
    for _ in 0..<3 { try await scene.kit.runJobs() }
    #expect(try await scene.seated() == [0, 2])
    #expect(try await scene.count("SELECT count(*) FROM outbox WHERE purpose = 'offer'") == 1)
    var third = try await scene.kit.applicant(scene.girls[2].person)
    await third.get("/status")
    #expect(third.page.contains("орын ұсынылды"))
    await third.get("/result.pdf")
    #expect(third.reply.body.starts(with: Array("%PDF-".utf8)))
    var fourth = try await scene.kit.applicant(scene.girls[3].person)
    await fourth.get("/result")
    #expect(fourth.page.contains("күту тізіміндесің: 1-орын") && !fourth.page.contains("/result/acceptance"))
    #expect(fourth.page.contains("айтуға әлі ерте"))
    // Who was called reads how the place came, not what was short of one, nor of another year.
    await third.post("/result/acceptance")
    await third.get("/result")
    #expect(third.page.contains("Орын сенікі") && third.page.contains("кезегің келді"), "\(third.page)")
    for past in ["ұпай жетпеді", "Келесі жылы", "апелляция бере аласың"] {
      #expect(!third.page.contains(past), "\(past)")
    }
  }

  @Test("who waits is told the chance as far as it can be known", arguments: Databases.engines)
  func chance(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 12, places: 7)
    try await scene.release()
    for number in 0..<5 {
      var girl = try await scene.kit.applicant(scene.girls[number].person)
      await girl.post(number == 0 ? "/result/decline" : "/result/acceptance")
      #expect(girl.status == 303)
    }
    // Open: girls 5, 6 and 7, who was called; girl 9 is the second of those who wait.
    let expected = Answers(open: 3, accepted: 4, declined: 1).chance(atPlace: 2)
    var waiting = try await scene.kit.applicant(scene.girls[9].person)
    await waiting.get("/result")
    #expect(waiting.page.contains("күту тізіміндесің: 2-орын"))
    #expect(waiting.page.contains("шамамен \(Int((expected * 20).rounded() * 5))%"), "\(expected)")
    for number in 5...7 {
      var girl = try await scene.kit.applicant(scene.girls[number].person)
      await girl.post("/result/acceptance")
    }
    await waiting.get("/result")
    #expect(waiting.page.contains("бәріне жауап берілді"))
  }

  @Test("an offer that runs out goes to the next, one who withdraws frees her seat", arguments: Databases.engines)
  func expiry(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 6, places: 2)
    try await scene.release()
    var first = try await scene.kit.applicant(scene.girls[0].person)
    await first.post("/result/acceptance")
    scene.kit.clock.move(days: 7)
    var late = try await scene.kit.applicant(scene.girls[1].person)
    await late.post("/result/acceptance")
    #expect(late.status == 409)
    try await scene.kit.runJobs()
    #expect(try await scene.seated() == [0, 2])
    first = try await scene.kit.applicant(scene.girls[0].person)
    await first.post("/status/withdrawal")
    for _ in 0..<2 { try await scene.kit.runJobs() }
    #expect(try await scene.seated() == [2, 3])
    #expect(try await scene.count("SELECT count(*) FROM selection_seat WHERE offer_id IS NOT NULL") == 2)
  }

  @Test("an intake whose offers still run goes on when the next one has begun", arguments: Databases.engines)
  func earlierIntake(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 4, places: 1)
    try await scene.release()
    let house = scene.kit.house
    scene.kit.clock.move(days: 7)
    _ = try await house.database.write { tx in
      try tx.addCycle(key: "next", name: Said(kk: "а", ru: "а", en: "a"), regions: [], stages: [], house.outside)
    }
    house.forgetCycles()
    try await scene.kit.runJobs()
    #expect(try await scene.seated() == [1])
  }

  @Test("many decline at the same moment, and there are never more than the places", arguments: Databases.engines)
  func crowd(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 20, places: 6)
    try await scene.release()
    var browsers: [Browser] = []
    for girl in scene.girls.prefix(4) { browsers.append(try await scene.kit.applicant(girl.person)) }
    await withTaskGroup(of: Void.self) { group in
      for browser in browsers {
        for _ in 0..<2 {
          group.addTask {
            var browser = browser
            await browser.post("/result/decline")
          }
        }
      }
      let house = scene.kit.house
      group.addTask { try? await Cascade.run(house) }
    }
    for _ in 0..<2 { try await scene.kit.runJobs() }
    #expect(try await scene.seated() == [4, 5, 6, 7, 8, 9])
    #expect(try await scene.count("SELECT count(*) FROM selection_offer") == 10)
  }

  @Test("nobody's result is open before the release, and hers is hers alone", arguments: Databases.engines)
  func before(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 3, places: 1)
    var girl = try await scene.kit.applicant(scene.girls[0].person)
    await girl.get("/result")
    // Her points, as they are written: with a comma, which no token of the page has.
    #expect(girl.status == 200 && !girl.page.contains("90,"))
    await girl.post("/result/acceptance")
    #expect(girl.status == 404)
    var guardian = try await scene.kit.guardian()
    await guardian.get("/consent/result")
    #expect(guardian.status == 404)
    try await scene.release()
    girl = try await scene.kit.applicant(scene.girls[0].person)
    await girl.get("/result")
    #expect(girl.page.contains("90,"))
  }

  @Test("the offer stands first on her page, in the stop of the results, with its last day", arguments: Databases.engines)
  func first(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 3, places: 1)
    try await scene.release()
    var girl = try await scene.kit.applicant(scene.girls[0].person)
    await girl.get("/status")
    let page = girl.page
    let (card, track) = (page.firstRange(of: "Саған орын ұсынылды"), page.firstRange(of: "<ol class=\"track\">"))
    #expect(try #require(card).lowerBound < #require(track).lowerBound)
    let until = Language.kk.until(scene.kit.clock.now.day().adding(days: 5))
    #expect(page.contains("Жауабыңды \(until) бер"))
    #expect(!page.contains("</span> іріктеуге жіберілді"))
    let (result, school) = (page.firstRange(of: "орын ұсынылды, жауап бер"), page.firstRange(of: "<b>STEM мектебі"))
    #expect(try #require(result).lowerBound < #require(school).lowerBound)
    #expect(page.matches(of: #/Нәтиже<|Іріктеу нәтижесі</#).count == 1, "each stage once")
  }

  @Test("accepting is asked once, told to her, followed by the next steps, and can be taken back", arguments: Databases.engines)
  func acceptance(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 3, places: 1)
    try await scene.release()
    var girl = try await scene.kit.applicant(scene.girls[0].person)
    await girl.get("/result")
    #expect(!girl.page.contains("action=\"/result/acceptance\""))
    await girl.get("/result/acceptance")
    #expect(girl.page.contains("STEM мектебі басталатын күн"))
    await girl.submit("/result/acceptance")
    await girl.follow()
    #expect(girl.page.contains("Енді не болады") && girl.page.contains("/result/return") && !girl.page.contains("/result/appeal"))
    #expect(try await scene.count("SELECT count(*) FROM outbox WHERE purpose = 'offer-answer'") == 1)
    await girl.get("/result/return")
    await girl.submit("/result/return")
    await girl.post("/result/return")
    #expect(girl.status == 303)
    #expect(try await scene.seated() == [1])
    #expect(try await scene.count("SELECT count(*) FROM outbox WHERE purpose = 'offer-answer'") == 2)
    await girl.get("/status")
    #expect(girl.page.contains("Орынды қайтардың") && !girl.page.contains("<b>STEM мектебі"))
  }

  @Test("her guardian hears of the result and the offer, and comes in by the letter", arguments: Databases.engines)
  func guardian(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 2, places: 1)
    let (house, girls) = (scene.kit.house, scene.girls)
    try await house.database.write { tx in
      for girl in girls {
        let guardian = try tx.addPerson([.phone(try Phone(parsing: "+77007654321"))], language: .ru, house)
        try tx.run(
          """
          INSERT INTO consent_request (link_hash, application_id, guardian_id, channel, created_at, expires_at, tries, answered_at)
          VALUES (\(Array(girl.code.utf8)), \(girl.id), \(guardian.person), 'sms', 1, 2, 0, 2)
          """)
      }
    }
    try await scene.release()
    for _ in 0..<2 { try await scene.kit.runJobs() }
    let letters: [(person: String, body: String)] = try await house.database.read { tx in
      try tx.rows(
        "SELECT person_id, body FROM outbox WHERE purpose = 'result' AND person_id NOT IN (SELECT person_id FROM application) ORDER BY id"
      ) { row in
        let person: ID<Person> = try row["person_id"]
        return (person.text, try tx.safe(of: person, house.vault).open(try row["body"], "outbox.body"))
      }
    }
    #expect(letters.count == 2)
    #expect(letters.filter { $0.body.contains("предложено место") }.count == 1)
    let link = try #require(letters.first?.body.firstMatch(of: #/(\/consent\/link\/[A-Za-z0-9_-]{43})\?lang=ru/#)).output.1
    var guardian = scene.kit.browser()
    await guardian.get("\(link)?lang=ru")
    #expect(guardian.location == "/consent")
    await guardian.get("/consent/result")
    #expect(guardian.status == 200 && guardian.page.contains("lang=\"ru\""), "in the language of the letter")
  }

  @Test(
    "who holds a place is refused by nobody on the desk, whose file shows the offer and her answer", arguments: Databases.engines)
  func heldPlace(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 3, places: 1)
    let run = try await scene.release()
    var girl = try await scene.kit.applicant(scene.girls[0].person)
    var desk = try await scene.kit.staff(.coordinator)
    let file = "/desk/applications/\(scene.girls[0].code)"
    for isAccepted in [false, true] {
      if isAccepted { await girl.post("/result/acceptance") }
      await desk.get(file)
      #expect(desk.page.contains(isAccepted ? "место принято" : "предложено место, ждём ответа"))
      #expect(desk.page.contains("href=\"\(run)\"") && !desk.page.contains("\(file)/refusal"))
      for decision in ["refusal", "reopening", "withdrawal"] {
        await desk.get("\(file)/\(decision)")
        #expect(desk.status == 409)
        await desk.post("\(file)/\(decision)", [("state", "eligible"), ("rule", "grade"), ("note", "жок")])
        #expect(desk.status == 409 && desk.page.contains("на странице отбора") && desk.page.contains("href=\"\(file)\""))
      }
    }
    #expect(desk.page.contains("Не выполнено"))
    await desk.get(file)
    #expect(desk.page.matches(of: #/<li>(предложено место|место принято)</#).count == 2, "both lines of its history")
    #expect(try await scene.count("SELECT count(*) FROM application WHERE state <> 'eligible'") == 0)
    await girl.post("/result/return")
    await desk.post("\(file)/refusal", [("state", "eligible"), ("rule", "grade")])
    #expect(desk.status == 303, "whoever gave it back holds nothing")
  }

  @Test("her result says whether she was refused or has withdrawn", arguments: Databases.engines)
  func leaving(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 4, places: 1)
    try await scene.release()
    var desk = try await scene.kit.staff(.coordinator)
    await desk.post("/desk/applications/\(scene.girls[2].code)/refusal", [("state", "eligible"), ("rule", "grade")])
    #expect(desk.status == 303)
    var refused = try await scene.kit.applicant(scene.girls[2].person)
    var withdrawn = try await scene.kit.applicant(scene.girls[3].person)
    await withdrawn.post("/status/withdrawal")
    await refused.get("/result")
    #expect(refused.page.contains("талаптарға сай емес деп танылды") && !refused.page.contains("қайтарып алынған"))
    await withdrawn.get("/result")
    #expect(withdrawn.page.contains("Өтінім қайтарып алынған") && !withdrawn.page.contains("деп танылды"))
    await refused.get("/status")
    #expect(refused.page.contains("Өтінімің қабылданбады") && !refused.page.contains("қайтарып алынды"))
    await withdrawn.get("/status")
    #expect(withdrawn.page.contains("қайтарып алынды") && !withdrawn.page.contains("Өтінімің қабылданбады"))
  }

  @Test("a guardian's no to an accepted place is told everywhere alike, and the place is gone", arguments: Databases.engines)
  func guardiansNo(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 2, places: 1)
    let (kit, girl) = (scene.kit, scene.girls[0])
    let signer = try await kit.house.database.write { tx in
      let guardian = try tx.addPerson([.phone(try Phone(parsing: "+77007654321"))], language: .kk, kit.house)
      try tx.run(
        """
        INSERT INTO consent_request (link_hash, application_id, guardian_id, channel, created_at, expires_at, tries, answered_at)
        VALUES (\(Array(girl.code.utf8)), \(girl.id), \(guardian.person), 'sms', 1, 2, 0, 2)
        """)
      return guardian.person
    }
    try await scene.release()
    var phone = try await kit.applicant(girl.person)
    await phone.post("/result/acceptance")
    #expect(phone.status == 303)
    var guardian = try await kit.guardian(signer)
    await guardian.get("/consent/withdrawal")
    #expect(guardian.page.contains("келесі қатысушыға ұсынылады"))
    await guardian.post("/consent/withdrawal")
    let house = kit.house
    let letters: [String] = try await house.database.read { tx in
      try tx.rows("SELECT body FROM outbox WHERE purpose = 'guardian-answer' AND person_id = \(girl.person) ORDER BY id") { row in
        try tx.safe(of: girl.person, house.vault).open(try row["body"], "outbox.body")
      }
    }
    #expect(letters.last?.contains("орның босайды") == true)
    for hasMoved in [false, true] {
      if hasMoved { try await kit.runJobs() }
      for page in ["/result", "/status"] {
        await phone.get(page)
        #expect(phone.page.contains("Келісім қайтарып алынды, орын босады") && !phone.page.contains("Орын сенікі"), "\(page)")
      }
      await guardian.get("/consent")
      #expect(guardian.page.contains("ұсынылған орын босап"))
    }
    #expect(try await scene.count("SELECT count(*) FROM selection_answer WHERE answer = 'accepted'") == 0)
  }

  @Test("far down the list she is told honestly that it is not this year", arguments: Databases.engines)
  func honest(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 12, places: 2)
    try await scene.release()
    var girl = try await scene.kit.applicant(scene.girls[11].person)
    await girl.get("/result")
    #expect(girl.page.contains("Биыл өтпедің") && !girl.page.contains("күту тізіміндесің"))
    #expect(girl.page.contains("Енді не істеуге болады") && girl.page.contains("href=\"/contact\""))
    var next = try await scene.kit.applicant(scene.girls[2].person)
    await next.get("/result")
    #expect(next.page.contains("күту тізіміндесің: 1-орын"))
  }

  @Test("the second mark is given to the text, by its criteria, and not to a name", arguments: Databases.engines)
  func blind(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let girl = try await Girl.apply(kit)
    let house = kit.house
    let (essay, test) = try await house.database.read { tx in
      (
        try house.essay(of: girl.application.text, named: "essay", in: tx),
        try house.essay(of: girl.application.text, named: "test", in: tx)
      )
    }
    #expect(essay?.text == "менің құпия арманым" && test == nil)
    #expect(essay?.criteria.map { Language.ru($0) }?.contains("ясность мысли") == true)
    #expect(Language.kk(try #require(essay).task).contains("Өзің шешкің келетін мәселе"))
  }
}
