import Applications
import Forms
import HouseKit
import Markup
import Programme
import Storage
import TestKit
import Testing
import Words

/// The working list: what it shows, in which order, and how one goes through it.
@Suite struct DeskListTests {
  private static func rows(_ page: String) -> [String] {
    page.matches(of: #/<tr role="row" id="([0-9A-Z]{2}-[0-9A-Z]{4})">/#).map { String($0.output.1) }
  }

  private static func chip(_ title: String, _ page: String) -> (count: Int, link: String)? {
    page.matches(
      of: #/<a class="chip(?: on)?" href="([^"]+)">(?:<span aria-hidden="true">✓ <\/span>)?([^<]+) <span>([0-9]+)<\/span>/#
    )
    .first { $0.output.2 == title }
    .flatMap { found in Int(found.output.3).map { ($0, String(found.output.1).replacing("&amp;", with: "&")) } }
  }

  @Test("S 42: chips combine, count beside each other and go one by one", arguments: Databases.engines)
  func chipsCombine(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let first = try await Sample(surname: "Бірінші", grade: "9").keep(kit)
    let second = try await Sample(surname: "Екінші", grade: "10", consent: .girl).keep(kit)
    let third = try await Sample(surname: "Үшінші", grade: "10", state: .draft, consent: .none).keep(kit)
    try await Sample(surname: "Төртінші", grade: "9", state: .eligible).keep(kit)
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/applications?state=submitted&state=draft")
    #expect(Set(Self.rows(browser.page)) == [first.code, second.code, third.code])
    // A side is counted beside what is chosen on the others, never by itself.
    #expect(Self.chip("допущена", browser.page)?.count == 1)
    #expect(Self.chip("ответы даны", browser.page)?.count == 1)
    #expect(Self.chip("ждём родителя", browser.page)?.count == 1)
    await browser.get(try #require(Self.chip("ждём родителя", browser.page)).link)
    #expect(Self.rows(browser.page) == [second.code])
    #expect(Self.chip("подана", browser.page)?.count == 1)
    #expect(browser.page.contains("Найдено: 1"))
    await browser.get(try #require(Self.chip("ждём родителя", browser.page)).link)
    await browser.get(try #require(Self.chip("подана", browser.page)).link)
    #expect(Self.rows(browser.page) == [third.code])
    await browser.get("/desk/applications?grade=10&grade=11&grade=10")
    #expect(Set(Self.rows(browser.page)) == [second.code, third.code])
  }

  @Test("S 42: next and previous go through the list that was opened, whatever it is sorted by", arguments: Databases.engines)
  func throughTheList(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    for number in 0..<7 {
      var sample = Sample(surname: "Сынақ\(number)", grade: number % 3 == 0 ? "10" : "9")
      if number % 2 == 0 { sample.state = .draft }
      try await sample.keep(kit)
    }
    try await Sample(surname: "Бөтен", state: .eligible).keep(kit)
    var browser = try await kit.staff(.coordinator)
    for sort in [
      "changed", "changed&order=down", "submitted", "submitted&order=down", "grade", "grade&order=down", "school", "code",
    ] {
      let list = "state=draft&state=submitted&sort=\(sort)"
      await browser.get("/desk/applications?\(list)")
      let codes = Self.rows(browser.page)
      #expect(codes.count == 7)
      await browser.get("/desk/applications/\(codes[0])?\(list)")
      #expect(!browser.page.contains("rel=\"prev\""))
      var seen = [codes[0]]
      while let next = browser.page.firstMatch(of: #/<a rel="next" href="([^"]+)"/#), seen.count < 10 {
        await browser.get(String(next.output.1).replacing("&amp;", with: "&"))
        seen.append(String(next.output.1.split(separator: "?")[0].suffix(7)))
        #expect(browser.page.contains("\(seen.count) из 7"))
      }
      #expect(seen == codes, "\(sort)")
      let previous = try #require(browser.page.firstMatch(of: #/<a rel="prev" href="\/desk\/applications\/([^"?]+)/#))
      #expect(String(previous.output.1) == codes[5], "\(sort)")
    }
    let code: String = try #require(try await kit.house.database.read { try $0.value("SELECT max(code) FROM application") })
    await browser.get("/desk/applications/\(code)?state=refused")
    #expect(!browser.page.contains("rel=\"next\""))
  }

  @Test("S 42: back leads to the line and the page it was opened from") func backToTheLine() async throws {
    let kit = try await HouseKit.house(.sqlite)
    for number in 0..<52 { try await Sample(surname: "Сынақ\(number)").keep(kit) }
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/applications?grade=9&page=2")
    let code = try #require(Self.rows(browser.page).first)
    let link = try #require(browser.page.firstMatch(of: #/href="(\/desk\/applications\/[0-9A-Z-]{7}\?[^"]*)"/#)).output.1
    await browser.get(String(link).replacing("&amp;", with: "&"))
    #expect(browser.page.contains("href=\"/desk/applications?grade=9&amp;page=2#\(code)\""))
    #expect(browser.page.contains("51 из 52"))
    // The page before it is the list's first one.
    #expect(browser.page.contains(#/<a rel="prev" href="\/desk\/applications\/[0-9A-Z-]{7}\?grade=9&amp;row=50">/#))
  }

  @Test("S 48: whoever is erased is not in the list nor in its counts", arguments: Databases.engines)
  func theErasedAreNotListed(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let gone = try await Sample(surname: "Кеткен").keep(kit)
    let stays = try await Sample(surname: "Қалған").keep(kit)
    try await kit.house.database.write { tx in
      for room in kit.house.rooms { for data in room.personalData { _ = try data.erase(tx, kit.house, gone.person) } }
    }
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/applications")
    #expect(Self.rows(browser.page) == [stays.code])
    #expect(browser.page.contains("Найдено: 1"))
    #expect(!browser.page.contains("×\(gone.id.text.suffix(12))"))
  }

  @Test func aHundredRowsStandOnAPageWhereAskedFor() async throws {
    let kit = try await HouseKit.house(.sqlite)
    for number in 0..<60 { try await Sample(surname: "Сынақ\(number)").keep(kit) }
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/applications?size=100")
    #expect(Self.rows(browser.page).count == 60)
    await browser.get("/desk/applications?size=77")
    #expect(Self.rows(browser.page).count == 50)
    #expect(browser.page.contains("1–50 из 60"))
  }

  @Test("a guardian's phone and a school written by hand are found, and the school is shown", arguments: Databases.engines)
  func guardianAndSchool(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let one = try await Sample().keep(kit)
    try await Sample(surname: "Басқа", phone: "+77055556677", hasGuardian: false).keep(kit)
    var browser = try await kit.staff(.coordinator)
    for search in ["87007654321", "8 700 765 43 21", "654321"] {
      await browser.seek(search)
      #expect(Self.rows(browser.page) == [one.code], "\(search)")
    }
    await browser.seek("гі мект")
    #expect(Self.rows(browser.page).count == 2)
    let person = try #require(browser.person)
    _ = try await kit.house.database.write { tx in
      try tx.run("INSERT INTO chosen_columns (person_id, columns, chosen_at) VALUES (\(person), 'name school', 1)")
    }
    await browser.get("/desk/applications")
    #expect(browser.page.contains("Үлгі мектебі"))
  }

  @Test("S 42: any part of a word, in either alphabet, of a name, a village, a code or a phone", arguments: Databases.engines)
  func partsOfWords(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let village = Sample.village(kit.house, region: "630000000")
    let one = try await Sample(surname: "Елесова", given: "Айгүл", phone: "+77011112233", place: village).keep(kit)
    let other = try await Sample(surname: "Әшімова", given: "Жұлдыз", phone: "+77055556677").keep(kit)
    var browser = try await kit.staff(.coordinator)
    func found(_ search: String, in browser: inout Browser) async -> [String] {
      await browser.seek(search)
      return Self.rows(browser.page)
    }
    for search in [
      "лес", "ЕЛЕС", "elesov", "Aigul", "aygul", "гул лесо", "8 701 111 22 33", "11122", one.code.prefix(4).lowercased(),
    ] {
      #expect(await found(String(search), in: &browser) == [one.code], "\(search)")
    }
    for search in ["шим", "Ashim", "Äşimova", "juldyz", "zhuldyz", "улды", "5566"] {
      #expect(await found(search, in: &browser) == [other.code], "\(search)")
    }
    let place = try #require(one.traits.place.flatMap { kit.house.gazetteer[$0] })
    let part = String(try #require(place.nameRussian.split(separator: ".").last).dropFirst())
    #expect(await found(part, in: &browser).contains(one.code))
    #expect(await found("жоқсөз", in: &browser) == [])
    #expect(await found("е", in: &browser) == [])
    // Another name, and none: the book follows.
    try await kit.house.database.write { tx in
      let safe = try tx.safe(of: one.person, kit.house.vault)
      try tx.set([.name(PersonName(surname: "Қалыбекова", given: "Айгүл"))], safe, kit.house.vault)
    }
    #expect(await found("лесов", in: &browser) == [])
    #expect(await found("лыбек", in: &browser) == [one.code])
    var assistant = try await kit.staff(.assistant, Scope(regions: ["630000000"]))
    #expect(await found("лыбек", in: &assistant) == [one.code])
    #expect(await found("шим", in: &assistant) == [])
    let entries = try await kit.count("SELECT count(*) FROM audit WHERE details LIKE '%лыбек%'")
    #expect(entries == 0)
  }

  @Test(
    "a short word counts as a whole one, the beginning of a phone finds it, and what is too short is said",
    arguments: Databases.engines)
  func shortWords(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    func keep(_ surname: String, school: String) async throws -> Application {
      let application = try await Sample(surname: surname, phone: "+77012223344").keep(kit)
      let house = kit.house
      kit.clock.move(seconds: 1)
      try await house.database.write { tx in
        let safe = try tx.safe(of: application.person, house.vault)
        let answer = AnswerEvent(id: house.outside.id(), field: "school", typed: school, writtenAt: house.outside.now())
        try tx.keep([answer], application, safe, at: house.outside.now())
      }
      return application
    }
    let eight = try await keep("Бірінші", school: "№ 8 орта мектеп")
    let nine = try await keep("Екінші", school: "№ 9 орта мектеп")
    var browser = try await kit.staff(.coordinator)
    await browser.seek("№ 8 орта")
    #expect(Self.rows(browser.page) == [eight.code])
    for beginning in ["8 (701) 222", "+7 701 222", "7012223"] {
      await browser.seek(beginning)
      #expect(Set(Self.rows(browser.page)) == [eight.code, nine.code], "\(beginning)")
    }
    await browser.seek("8 (702) 222")
    #expect(Self.rows(browser.page) == [] && browser.page.contains("Таких заявок нет"))
    for short in ["а", "%", "№", "8"] {
      await browser.seek(short)
      #expect(browser.page.contains("Слишком коротко") && !browser.page.contains("Таких заявок нет"), "\(short)")
    }
  }

  @Test("S 42: a guardian's phone finds the girl", arguments: Databases.engines)
  func theGuardiansPhone(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let one = try await Sample(surname: "Бірінші").keep(kit)
    try await Sample(surname: "Екінші").keep(kit)
    let house = kit.house
    try await house.database.write { tx in
      let guardian = try tx.addPerson([.phone(try Phone(parsing: "+77770001122"))], language: .kk, house).person
      let now = house.outside.now()
      try tx.run(
        """
        INSERT INTO consent_request (link_hash, application_id, guardian_id, channel, created_at, expires_at, tries)
        VALUES (\(house.vault.hash(secret: "link", for: "test")), \(one.id), \(guardian), 'sms', \(now), \(now.adding(days: 3)), 0)
        """)
    }
    var browser = try await kit.staff(.coordinator)
    await browser.seek("8 777 000 11 22")
    #expect(Self.rows(browser.page) == [one.code])
  }

  @Test("a name that is erased is in no memory either") func theBookForgets() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let gone = try await Sample(surname: "Кеткенова").keep(kit)
    var browser = try await kit.staff(.coordinator)
    await browser.seek("кеткен")
    #expect(kit.house.nameBook.people(with: ["ketken"], most: 10, gone.cycle) == [gone.person])
    try await kit.house.database.write { tx in
      for room in kit.house.rooms { for data in room.personalData { _ = try data.erase(tx, kit.house, gone.person) } }
    }
    #expect(kit.house.nameBook.people(with: ["ketken"], most: 10, gone.cycle) == [])
  }

  @Test("what is ticked is exported, written to and admitted, and nobody else", arguments: Databases.engines)
  func whatIsTicked(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let first = try await Sample(surname: "Бірінші", phone: "+77010000001").keep(kit)
    let second = try await Sample(surname: "Екінші", phone: "+77010000002").keep(kit)
    let third = try await Sample(surname: "Үшінші", phone: "+77010000003").keep(kit)
    let ticked = "pick=\(first.code)&pick=\(second.code)"
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/applications")
    #expect(browser.page.contains("<input type=\"checkbox\" name=\"pick\" value=\"\(first.code)\">"))
    #expect(browser.page.contains("formaction=\"/desk/eligibility\""))
    await browser.get("/desk/applications?\(ticked)")
    #expect(Set(Self.rows(browser.page)) == [first.code, second.code])
    await browser.get("/desk/applications.csv?\(ticked)")
    #expect(browser.page.contains(first.code) && browser.page.contains(second.code) && !browser.page.contains(third.code))
    await browser.get("/desk/messages/new?\(ticked)")
    #expect(browser.page.contains("отмечено: 2"))
    await browser.get("/desk/eligibility?\(ticked)")
    #expect(browser.page.contains("Допустить к отбору: 2"))
    await browser.submit("/desk/eligibility")
    #expect(browser.status == 303)
    #expect(try await kit.state(of: first) == .eligible)
    #expect(try await kit.state(of: second) == .eligible)
    #expect(try await kit.state(of: third) == .submitted)
  }
}
