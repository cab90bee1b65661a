import Applications
import Documents
import Exchange
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

extension HouseKit {
  /// Somebody of the staff who has a name and an address.
  fileprivate func colleague(_ surname: String, _ role: Role, _ scope: Scope = .everything) async throws -> Browser {
    let browser = try await staff(role, scope)
    let (house, person) = (house, try #require(browser.person))
    try await house.database.write { tx in
      let email = try EMail(parsing: "\(person.text.suffix(8))@keruen.example")
      let facts: [Fact] = [.name(PersonName(surname: surname, given: "Үлгі")), .email(email)]
      try tx.set(facts, try tx.safe(of: person, house.vault), house.vault)
    }
    return browser
  }

  fileprivate func endRoles(of browser: Browser) async throws {
    let (person, now) = (try #require(browser.person), clock.now)
    _ = try await house.database.write { try $0.run("UPDATE membership SET ended_at = \(now) WHERE person_id = \(person)") }
    house.deskCounts.forget()
    house.sessions.forgetEverything()
  }

  fileprivate func assignee(of application: Application) async throws -> ID<Person>? {
    try await house.database.read { try $0.application(application.id)?.assignee }
  }

  fileprivate func letters() async throws -> Int { try await count("SELECT count(*) FROM outbox WHERE purpose = 'assignment'") }
}

/// Who of the staff has an application.
@Suite struct AssignmentTests {
  private static func rows(_ page: String) -> Set<String> {
    Set(page.matches(of: #/<tr role="row" id="([0-9A-Z]{2}-[0-9A-Z]{4})">/#).map { String($0.output.1) })
  }

  private static func chip(_ title: String, _ page: String) -> (count: Int, link: String)? {
    page.matches(
      of: #/<a class="chip(?: on)?" href="([^"]+)">(?:<span aria-hidden="true">✓ <\/span>)?([^<]+) <span>([0-9]+)<\/span>/#
    )
    .first { $0.output.2 == title }
    .flatMap { found in Int(found.output.3).map { ($0, String(found.output.1).replacing("&amp;", with: "&")) } }
  }

  private static let east = Scope(regions: ["630000000"])

  @Test("what is ticked is given to a person by name: list, chips, history, log, one letter", arguments: Databases.engines)
  func given(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let first = try await Sample(surname: "Бірінші").keep(kit)
    let second = try await Sample(surname: "Екінші", state: .draft, consent: .none).keep(kit)
    let third = try await Sample(surname: "Үшінші").keep(kit)
    let gone = try await Sample(surname: "Төртінші", state: .withdrawn).keep(kit)
    var coordinator = try await kit.colleague("Басшыева", .coordinator)
    var assistant = try await kit.colleague("Көмекова", .assistant)
    var regional = try await kit.colleague("Шығысова", .assistant, Self.east)
    var chair = try await kit.colleague("Төраға", .chair)
    let her = try #require(assistant.person)
    let ticked = "pick=\(first.code)&pick=\(second.code)&pick=\(gone.code)"
    await coordinator.get("/desk/applications")
    #expect(coordinator.page.contains("formaction=\"/desk/assignments\""))
    await coordinator.get("/desk/assignments?\(ticked)")
    #expect(coordinator.page.contains("<b>3</b>в списке") && coordinator.page.contains("<b>2</b>можно передать"))
    #expect(coordinator.page.contains("Көмекова Үлгі") && coordinator.page.contains("Басшыева Үлгі"))
    #expect(!coordinator.page.contains("Шығысова"), "whoever reaches none of them is not offered")
    #expect(!coordinator.page.contains("Төраға"), "nor whoever does not work on applications")
    await coordinator.submit("/desk/assignments", [])
    #expect(coordinator.status == 422 && coordinator.page.contains("Выберите, кому"))
    await coordinator.submit("/desk/assignments", [("to", her.text)])
    #expect(coordinator.status == 303)
    await coordinator.follow()
    #expect(coordinator.page.contains("Передано: 2. Теперь ведёт: Көмекова Үлгі."))
    #expect(!coordinator.page.contains("можно передать"), "nothing is offered where there is no form")
    #expect(try await kit.assignee(of: first) == her)
    #expect(try await kit.assignee(of: second) == her)
    #expect(try await kit.assignee(of: gone) == nil, "what is closed is nobody's to do")
    #expect(try await kit.acts(on: first.id.text).contains("application.assigned"))
    #expect(try await kit.letters() == 1)
    let letter = try await kit.house.database.read { tx in
      try tx.value("SELECT channel FROM outbox WHERE purpose = 'assignment'", as: String.self)
    }
    #expect(letter == "email")

    await coordinator.get("/desk/applications/\(first.code)")
    #expect(coordinator.page.contains("Ведёт: <b>Көмекова Үлгі</b>"))
    #expect(coordinator.page.contains("Передана: Көмекова Үлгі"))
    await assistant.get("/desk/applications?assigned=mine")
    #expect(Self.rows(assistant.page) == [first.code, second.code])
    #expect(Self.chip("я", assistant.page)?.count == 2)
    #expect(Self.chip("никто", assistant.page)?.count == 2)
    await coordinator.get("/desk/applications")
    #expect(Self.chip("я", coordinator.page) == nil)
    await coordinator.get(try #require(Self.chip("Көмекова Үлгі", coordinator.page)).link)
    #expect(Self.rows(coordinator.page) == [first.code, second.code])
    await coordinator.get("/desk/applications?assigned=nobody")
    #expect(Self.rows(coordinator.page) == [third.code, gone.code])
    #expect(coordinator.page.contains("Найдено: 2"))

    // The same once more changes nothing and writes to nobody; only the coordinator gives.
    await coordinator.get("/desk/assignments?\(ticked)")
    await coordinator.submit("/desk/assignments", [("to", her.text)])
    #expect(try await kit.letters() == 1)
    #expect(try await kit.count("SELECT count(*) FROM application_event WHERE kind = 'assigned'") == 2)
    for way in ["/desk/assignments", "/desk/applications/\(first.code)/assignment"] {
      await assistant.post(way, [("to", her.text)])
      #expect(assistant.status == 403)
      await chair.post(way, [("to", her.text)])
      #expect(chair.status == 403)
    }
    await regional.get("/desk/applications?assigned=mine")
    #expect(Self.rows(regional.page) == [])
  }

  @Test("one from its own page, to oneself without a letter, and back", arguments: Databases.engines)
  func one(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let application = try await Sample().keep(kit)
    var coordinator = try await kit.colleague("Басшыева", .coordinator)
    let assistant = try await kit.colleague("Көмекова", .assistant)
    let (me, her) = (try #require(coordinator.person), try #require(assistant.person))
    let way = "/desk/applications/\(application.code)/assignment"
    await coordinator.get("/desk/applications/\(application.code)?state=submitted")
    #expect(coordinator.page.contains("Ведёт: <b>никто</b>"))
    await coordinator.submit(way, [("to", me.text)])
    #expect(coordinator.location == "/desk/applications/\(application.code)?state=submitted")
    #expect(try await kit.assignee(of: application) == me)
    #expect(try await kit.letters() == 0)
    await coordinator.follow()
    #expect(coordinator.page.contains("Ведёт: <b>вы</b>"))
    await coordinator.submit(way, [("to", her.text)])
    #expect(try await kit.assignee(of: application) == her)
    #expect(try await kit.letters() == 1)
    let changed = try await kit.house.database.read { try $0.application(application.id)?.changedAt }
    #expect(changed == application.changedAt, "her own pages do not think that somebody has written")
    await coordinator.follow()
    await coordinator.submit(way, [("to", "nobody")])
    #expect(try await kit.assignee(of: application) == nil)
    await coordinator.follow()
    #expect(coordinator.page.contains("Забрана у сотрудника: Көмекова Үлгі"))
    // Somebody who does not reach it, and somebody who is nobody.
    let regional = try await kit.colleague("Шығысова", .assistant, Self.east)
    await coordinator.submit(way, [("to", try #require(regional.person).text)])
    #expect(coordinator.status == 409)
    await coordinator.get("/desk/applications/\(application.code)")
    await coordinator.submit(way, [("to", application.person.text)])
    #expect(coordinator.status == 303)
    #expect(try await kit.assignee(of: application) == nil)
    #expect(try await kit.letters() == 1)
  }

  @Test("all of a filter; those beyond her reach stay as they are and are counted", arguments: Databases.engines)
  func allOfAFilter(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var south: [Application] = []
    for number in 0..<3 { south.append(try await Sample(surname: "Оңтүстік\(number)").keep(kit)) }
    let east = try await Sample(surname: "Шығыс", place: Sample.village(kit.house, region: "630000000")).keep(kit)
    let draft = try await Sample(surname: "Бастаева", state: .draft, consent: .none).keep(kit)
    var coordinator = try await kit.colleague("Басшыева", .coordinator)
    let regional = try await kit.colleague("Шығысова", .assistant, Self.east)
    await coordinator.get("/desk/applications?state=submitted")
    #expect(coordinator.page.contains("/desk/assignments?state=submitted"))
    await coordinator.get("/desk/assignments?state=submitted")
    #expect(coordinator.page.contains("доступны только 1"))
    let late = try await Sample(surname: "Кеш").keep(kit)
    await coordinator.submit("/desk/assignments", [("to", try #require(regional.person).text)])
    #expect(coordinator.status == 409, "the list has changed")
    await coordinator.get("/desk/assignments?state=submitted")
    await coordinator.submit("/desk/assignments", [("to", try #require(regional.person).text)])
    #expect(
      coordinator.location
        == "/desk/assignments?state=submitted&done=1&left=0&beyond=4&to=\(try #require(regional.person))")
    #expect(try await kit.assignee(of: east) == regional.person)
    for other in south + [draft, late] { #expect(try await kit.assignee(of: other) == nil) }
    // A coordinator of one region gives nothing of another.
    var bound = try await kit.colleague("Облысова", .coordinator, Self.east)
    await bound.get("/desk/assignments")
    #expect(bound.page.contains("<b>1</b>в списке"))
    await bound.post("/desk/applications/\(south[0].code)/assignment", [("to", try #require(bound.person).text)])
    #expect(bound.status == 404)
  }

  @Test("a long list is given in one press, with one letter") func manyAtOnce() async throws {
    let kit = try await HouseKit.house(.sqlite)
    for number in 0..<120 { try await Sample(surname: "Сынақ\(number)").keep(kit) }
    var coordinator = try await kit.colleague("Басшыева", .coordinator)
    let assistant = try await kit.colleague("Көмекова", .assistant)
    await coordinator.get("/desk/assignments")
    await coordinator.submit("/desk/assignments", [("to", try #require(assistant.person).text)])
    #expect(
      coordinator.location == "/desk/assignments?done=120&left=0&beyond=0&to=\(try #require(assistant.person))")
    #expect(try await kit.count("SELECT count(*) FROM application WHERE assigned_to IS NOT NULL") == 120)
    #expect(try await kit.letters() == 1)
  }

  @Test("my work shows what is hers, by promise; what is closed is not to do any more", arguments: Databases.engines)
  func work(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let oldest = try await Sample(surname: "Ескі").keep(kit)
    kit.clock.move(days: 8)
    let newer = try await Sample(surname: "Жаңа").keep(kit)
    let waits = try await Sample(surname: "Күтетін", consent: .girl).keep(kit)
    let others = try await Sample(surname: "Басқа").keep(kit)
    let assistant = try await kit.colleague("Көмекова", .assistant)
    let her = try #require(assistant.person)
    var coordinator = try await kit.colleague("Басшыева", .coordinator)
    await coordinator.get("/desk/assignments?pick=\(oldest.code)&pick=\(newer.code)&pick=\(waits.code)")
    await coordinator.submit("/desk/assignments", [("to", her.text)])
    var browser = assistant
    await browser.get("/desk")
    #expect(browser.page.contains("ваши заявки ждут проверки") && browser.page.contains("ваша заявка без согласия родителя"))
    let late = try #require(browser.page.split(separator: "Дольше обещанного").last?.split(separator: "</table>").first)
    #expect(late.contains("ваши заявки ждут проверки") && late.contains("<td class=\"o\">вы</td>"))
    let mine = try #require(browser.page.split(separator: "Ваши заявки, сначала те, что обещаны раньше").last)
    let places = [oldest, newer].map { mine.firstRange(of: $0.code)?.lowerBound }
    #expect(try #require(places[0]) < (try #require(places[1])))
    await coordinator.get("/desk")
    #expect(!coordinator.page.contains("ваши заявки") && !coordinator.page.contains("Ваши заявки"))
    var administrator = try await kit.staff(.administrator)
    await administrator.get("/administration/operation")
    #expect(administrator.status == 200 && !administrator.page.contains("ваших заявок"), "what is one person's is nobody else's")
    await browser.get("/desk/applications?state=submitted&consent=complete&assigned=mine&sort=submitted")
    #expect(Self.rows(browser.page) == [oldest.code, newer.code])
    for application in [oldest, newer] {
      await coordinator.get("/desk/applications/\(application.code)/refusal")
      await coordinator.submit("/desk/applications/\(application.code)/refusal", [("rule", "other"), ("note", "себебі")])
      #expect(coordinator.status == 303)
    }
    await browser.get("/desk")
    #expect(!browser.page.contains("ваши заявки") && browser.page.contains("ваша заявка без согласия родителя"))
    let below = browser.page.split(separator: "Ваши заявки, сначала те, что обещаны раньше").last ?? ""
    let left = below.split(separator: "</table>").first ?? ""
    #expect(left.contains(waits.code) && !left.contains(oldest.code) && !left.contains(newer.code))
    await browser.get("/desk/applications?state=draft&state=submitted&state=returned&assigned=mine")
    #expect(Self.rows(browser.page) == [waits.code])
    #expect(browser.page.contains("aria-current=\"page\">Мои <span>1</span>"))
    #expect(try await kit.assignee(of: others) == nil)
  }

  @Test("whoever loses her role or region has nothing; the coordinator is told which", arguments: Databases.engines)
  func lost(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let south = try await Sample(surname: "Оңтүстікова").keep(kit)
    let east = try await Sample(surname: "Шығысова", place: Sample.village(kit.house, region: "630000000")).keep(kit)
    var coordinator = try await kit.colleague("Басшыева", .coordinator)
    let assistant = try await kit.colleague("Көмекова", .assistant)
    let her = try #require(assistant.person)
    await coordinator.get("/desk/assignments")
    await coordinator.submit("/desk/assignments", [("to", her.text)])
    await coordinator.get("/desk")
    #expect(!coordinator.page.contains("без того, кто"))
    // One region of the two is left to her.
    _ = try await kit.house.database.write {
      try $0.run("UPDATE membership SET regions = '630000000' WHERE person_id = \(her)")
    }
    kit.house.deskCounts.forget()
    kit.house.sessions.forgetEverything()
    await coordinator.get("/desk")
    #expect(coordinator.page.contains("заявка осталась без того, кто её ведёт"))
    await coordinator.get("/desk/applications?state=submitted&assigned=lost")
    #expect(Self.rows(coordinator.page) == [south.code])
    await coordinator.get("/desk/applications?assigned=nobody")
    #expect(Self.rows(coordinator.page) == [south.code])
    #expect(Self.chip("никто", coordinator.page)?.count == 1)
    #expect(Self.chip("Көмекова Үлгі", coordinator.page)?.count == 1)
    await coordinator.submit("/desk/columns", [("column", "code"), ("column", "assigned")])
    await coordinator.get("/desk/applications?assigned=lost")
    #expect(coordinator.page.contains("никто (раньше: Көмекова Үлгі)"))
    await coordinator.get("/desk/applications/\(south.code)")
    #expect(coordinator.page.contains("Ведёт: <b>никто</b>") && coordinator.page.contains("Была передана: Көмекова Үлгі"))
    try await kit.endRoles(of: assistant)
    await coordinator.get("/desk")
    #expect(coordinator.page.contains("заявки остались без того, кто их ведёт"))
    await coordinator.get("/desk/applications?assigned=\(her)")
    #expect(Self.rows(coordinator.page) == [])
    await coordinator.get("/desk/applications?assigned=lost")
    #expect(Self.rows(coordinator.page) == [south.code, east.code])
    // They are taken back, or given to another.
    await coordinator.get("/desk/assignments?assigned=lost")
    #expect(!coordinator.page.contains("value=\"\(her)\""))
    await coordinator.submit("/desk/assignments", [("to", "nobody")])
    #expect(try await kit.assignee(of: south) == nil)
    #expect(try await kit.assignee(of: east) == nil)
  }

  @Test("a role that ends between the page and the press takes nothing", arguments: Databases.engines)
  func endedMeanwhile(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let application = try await Sample().keep(kit)
    var coordinator = try await kit.colleague("Басшыева", .coordinator)
    let assistant = try await kit.colleague("Көмекова", .assistant)
    await coordinator.get("/desk/assignments")
    try await kit.endRoles(of: assistant)
    await coordinator.submit("/desk/assignments", [("to", try #require(assistant.person).text)])
    #expect(coordinator.status == 422)
    #expect(try await kit.assignee(of: application) == nil)
  }

  @Test("a saved list of mine is each reader's own; a message to mine goes to hers only", arguments: Databases.engines)
  func savedAndWritten(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let first = try await Sample(surname: "Бірінші", phone: "+77010000001").keep(kit)
    let second = try await Sample(surname: "Екінші", phone: "+77010000002").keep(kit)
    var one = try await kit.colleague("Басшыева", .coordinator)
    var other = try await kit.colleague("Екіншіева", .coordinator)
    for (browser, application) in [(one, first), (other, second)] {
      await one.get("/desk/applications/\(application.code)")
      await one.submit(
        "/desk/applications/\(application.code)/assignment", [("to", try #require(browser.person).text)])
    }
    await one.get("/desk/views/new?assigned=mine&notes=yes")
    #expect(one.page.contains("Ведёт: я; есть пометки"))
    await one.get("/desk/views/new?assigned=mine")
    await one.submit("/desk/views", [("name", "Своё"), ("shared", "yes")])
    await one.follow()
    #expect(Self.rows(one.page) == [first.code])
    await other.get("/desk/applications?assigned=mine")
    #expect(Self.rows(other.page) == [second.code] && other.page.contains("aria-current=\"page\">Своё <span>1</span>"))
    await one.get("/desk/messages/new?assigned=mine")
    #expect(one.page.contains("Ведёт: я"))
    await one.submit(
      "/desk/messages", [("channel", "sms"), ("body-kk", "а"), ("body-ru", "а"), ("body-en", "a")])
    let page = try #require(one.location)
    await other.get(page)
    #expect(other.page.contains("Ведёт: Басшыева Үлгі"))
    await other.submit("\(page)/release")
    try await kit.runJobs()
    let written = try await kit.house.database.read { tx in
      try tx.rows("SELECT application_id FROM bulk_recipient") { try $0[0] as ID<Application> }
    }
    #expect(written == [first.id])
  }

  @Test("erasure takes the assignment; whoever is erased of the staff has nothing", arguments: Databases.engines)
  func erased(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let (gone, stays) = (try await Sample(surname: "Кеткен").keep(kit), try await Sample(surname: "Қалған").keep(kit))
    var coordinator = try await kit.colleague("Басшыева", .coordinator)
    let assistant = try await kit.colleague("Көмекова", .assistant)
    let her = try #require(assistant.person)
    await coordinator.get("/desk/assignments")
    await coordinator.submit("/desk/assignments", [("to", her.text)])
    func erase(_ person: ID<Person>) async throws {
      try await kit.house.database.write { tx in
        for room in kit.house.rooms { for data in room.personalData { _ = try data.erase(tx, kit.house, person) } }
      }
    }
    try await erase(gone.person)
    #expect(try await kit.assignee(of: gone) == nil)
    #expect(try await kit.assignee(of: stays) == her)
    #expect(
      try await kit.count("SELECT count(*) FROM application_event WHERE application_id = \(gone.id) AND details <> ''") == 0)
    try await erase(her)
    #expect(try await kit.assignee(of: stays) == nil)
  }
}

/// What else a line of the list says: what is missing, who has it, the notes.
@Suite struct DeskSaysTests {
  private static func cells(_ page: String, of code: String) -> [String] {
    guard let row = page.split(separator: "id=\"\(code)\">").last?.split(separator: "</tr>").first else { return [] }
    return row.matches(of: #/<td[^>]*>(.*?)<\/td>/#).map {
      String($0.output.1).replacing(#/<span class="only">.*?<\/span>|<[^>]+>/#, with: "")
    }
  }

  @Test("what is missing is said as the page of each says it", arguments: Databases.engines)
  func missing(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let ready = try await Sample(surname: "Дайынова").keep(kit)
    let waits = try await Sample(surname: "Күтетінова", essay: "тым қысқа", consent: .girl).keep(kit)
    let older = try await Sample(surname: "Үлкенова", grade: "11").keep(kit)
    let draft = try await Sample(surname: "", given: "", essay: "", state: .draft, consent: .none).keep(kit)
    let closed = try await Sample(surname: "Жабықова", essay: "", state: .refused).keep(kit)
    let twins = [
      try await Sample(surname: "Егізова").keep(kit), try await Sample(surname: "Егізова", phone: "+77002222222").keep(kit),
    ]
    try await kit.runJobs()
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/applications")
    await browser.submit("/desk/columns", [("column", "missing")])
    await browser.get("/desk/applications")
    #expect(browser.page.contains("Чего не хватает"))
    func says(_ application: Application) -> String? { Self.cells(browser.page, of: application.code).first }
    #expect(says(ready) == "Всё на месте")
    #expect(says(waits)?.hasPrefix("нет согласия родителя; исправить: ") == true, "\(says(waits) ?? "")")
    #expect(says(older)?.contains("не по условиям") == true)
    #expect(says(draft)?.hasPrefix("согласия нет; нет ответов: ") == true, "\(says(draft) ?? "")")
    #expect(says(closed) == "")
    for twin in twins { #expect(says(twin) == "возможен дубликат") }
    for application in [ready, waits, older, draft] + twins {
      let isReady = says(application) == "Всё на месте"
      var other = browser
      await other.get("/desk/applications/\(application.code)")
      #expect(other.page.contains("<h2>Всё на месте</h2>") == isReady, "\(application.code)")
    }
    await browser.get("/desk/applications.csv?columns=shown")
    var sheet = try Spreadsheet.open(browser.reply.body)
    #expect(sheet.columns == ["Фамилия", "Имя", "Отчество", "Чего не хватает"])
    var found: [String: String] = [:]
    while let row = try sheet.next() { found[row[0]] = row[3] }
    #expect(found["Дайынова"] == "" && found["Күтетінова"]?.hasPrefix("нет согласия родителя; ") == true)
    #expect(found["Егізова"] == "возможен дубликат")
    await browser.get("/desk/applications.csv")
    let all = try Spreadsheet.open(browser.reply.body).columns
    #expect(all.contains("Ведёт") && !all.contains("Чего не хватает"))
  }

  @Test("the number of notes, and how the newest begins for those who write them", arguments: Databases.engines)
  func notes(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let noted = try await Sample(surname: "Бірінші").keep(kit)
    let plain = try await Sample(surname: "Екінші").keep(kit)
    var browser = try await kit.staff(.coordinator)
    let long = "Звонила   в школу:\nклассный руководитель передаст, что на SMS нужно ответить до пятницы"
    for note in ["Первая", long] {
      await browser.get("/desk/applications/\(noted.code)")
      await browser.submit("/desk/applications/\(noted.code)/notes", [("note", note)])
      kit.clock.move(seconds: 1)
    }
    await browser.get("/desk/applications")
    await browser.submit("/desk/columns", [("column", "notes"), ("column", "assigned")])
    await browser.get("/desk/applications")
    #expect(
      Self.cells(browser.page, of: noted.code)
        == ["никто", "2 · Звонила в школу: классный руководитель…"])
    #expect(Self.cells(browser.page, of: plain.code) == ["никто", ""])
    await browser.get("/desk/applications?notes=yes")
    #expect(browser.page.contains(noted.code) && !browser.page.contains(plain.code) && browser.page.contains("Найдено: 1"))
    await browser.get("/desk/applications.csv?columns=shown&notes=yes")
    var sheet = try Spreadsheet.open(browser.reply.body)
    #expect(sheet.columns.suffix(2) == ["Ведёт", "Пометки"])
    #expect(try #require(try sheet.next())[4].hasPrefix("2 · Звонила в школу"))
    // The chair reads notes where opening them is an entry in the log.
    var chair = try await kit.staff(.chair)
    await chair.get("/desk/applications")
    await chair.submit("/desk/columns", [("column", "notes")])
    await chair.get("/desk/applications")
    #expect(Self.cells(chair.page, of: noted.code) == ["2"])
    await chair.get("/desk/applications.csv?columns=shown")
    #expect(!chair.page.contains("Звонила"))
    // Nobody opens what belongs to somebody whose data rest.
    _ = try await kit.house.database.write {
      try $0.run("UPDATE person SET restricted_at = \(kit.clock.now) WHERE id = \(noted.person)")
    }
    await browser.get("/desk/applications")
    #expect(Self.cells(browser.page, of: noted.code) == ["никто", "2"])
  }
}
