import Applications
import Documents
import Exchange
import HouseKit
import Markup
import Programme
import Storage
import TestKit
import Testing
import Words

/// What everybody makes of the list: columns, saved lists, an order of names.
@Suite struct DeskViewTests {
  private static func rows(_ page: String) -> [String] {
    page.matches(of: #/<tr role="row" id="([0-9A-Z]{2}-[0-9A-Z]{4})">/#).map { String($0.output.1) }
  }

  private static func heads(_ page: String) -> [String] {
    page.matches(of: #/role="columnheader"[^>]*>(?:<a [^>]*>|<span>)([^<]+)/#).map {
      $0.output.1.split(separator: " ").joined(separator: " ")
    }
  }

  private static func view(_ name: String, _ page: String) -> String? {
    page.matches(of: #/<a href="(\/desk\/views\/[0-9a-f-]{36})">[^<]*<span class="vh">: ([^<]+)<\/span>/#)
      .first { $0.output.2 == name }.map { String($0.output.1) }
  }

  @Test("S 42: columns are chosen and ordered by each person and remembered", arguments: Databases.engines)
  func columns(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    try await Sample(surname: "Бірінші").keep(kit)
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/applications?state=submitted")
    #expect(Self.heads(browser.page).first == "Фамилия и имя")
    await browser.submit("/desk/columns", [("column", "grade"), ("column", "code"), ("column", "guardianPhone")])
    #expect(browser.location == "/desk/applications?state=submitted")
    await browser.follow()
    #expect(Self.heads(browser.page) == ["Фамилия и имя", "Код", "Класс", "Телефон представителя"])
    #expect(browser.page.contains("href=\"tel:+77007654321\""))
    // One step up without a script, and the list of columns stays open.
    await browser.submit(
      "/desk/columns", [("column", "grade"), ("column", "code"), ("column", "guardianPhone"), ("move", "up grade")])
    #expect(browser.location == "/desk/applications?state=submitted&columns=open")
    await browser.follow()
    #expect(browser.page.contains("<details class=\"pop end\" open>"))
    #expect(Self.heads(browser.page) == ["Фамилия и имя", "Класс", "Код", "Телефон представителя"])
    var other = try await kit.staff(.coordinator)
    await other.get("/desk/applications")
    #expect(Self.heads(other.page).count > 5)
    // The chair's own choice opens no phones.
    var chair = try await kit.staff(.chair)
    await chair.get("/desk/applications")
    #expect(!chair.page.contains("value=\"guardianPhone\""))
    await chair.submit("/desk/columns", [("column", "guardianPhone"), ("column", "code")])
    await chair.follow()
    #expect(Self.heads(chair.page) == ["Фамилия и имя", "Код"])
    #expect(!chair.page.contains("tel:+"))
  }

  @Test("a list is saved under a name, shared with those of the same reach, renamed and deleted", arguments: Databases.engines)
  func views(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let draft = try await Sample(surname: "Бірінші", state: .draft, consent: .none).keep(kit)
    try await Sample(surname: "Екінші").keep(kit)
    var browser = try await kit.staff(.coordinator)
    await browser.seek("бірін", in: "state=draft&sort=code")
    let new = String(try #require(browser.page.firstMatch(of: #/href="(/desk/views/new\?state=draft[^"]*)"/#)?.output.1))
    await browser.get(new.replacing("&amp;", with: "&"))
    #expect(browser.page.contains("Поиск и отмеченные строки не сохраняются"))
    await browser.submit("/desk/views", [("name", " "), ("shared", "yes")])
    #expect(browser.status == 422 && browser.page.contains("aria-invalid") && browser.page.contains("value=\"yes\" checked"))
    await browser.submit("/desk/views", [("name", "Позвонить  завтра"), ("shared", "yes")])
    #expect(browser.location == "/desk/applications?state=draft&sort=code")
    let kept: String? = try await kit.house.database.read { try $0.value("SELECT address FROM saved_view") }
    #expect(kept == "state=draft&sort=code", "no search is kept")
    await browser.follow()
    #expect(browser.page.contains("aria-current=\"page\">Позвонить завтра <span>1</span></a>"))
    #expect(Self.rows(browser.page) == [draft.code])
    await browser.get("/desk/applications")
    #expect(browser.page.contains(">Позвонить завтра <span>1</span></a>"))
    // A colleague of the same reach has it and may not change it; another reach does not see it.
    var colleague = try await kit.staff(.chair)
    await colleague.get("/desk/applications")
    #expect(colleague.page.contains("Позвонить завтра"))
    var regional = try await kit.staff(.assistant, Scope(regions: ["630000000"]))
    await regional.get("/desk/applications")
    #expect(!regional.page.contains("Позвонить завтра"))
    await browser.get("/desk/views")
    let path = try #require(Self.view("Позвонить завтра", browser.page))
    for way in [path, "\(path)/drop"] {
      await colleague.post(way, [("name", "Чужое")])
      #expect(colleague.status == 404)
    }
    await browser.get(path)
    await browser.submit(path, [("name", String(repeating: "а", count: 61))])
    #expect(browser.status == 422 && browser.page.contains(String(repeating: "а", count: 61)))
    await browser.submit(path, [("name", "Мои черновики")])
    #expect(browser.location == "/desk/views")
    await colleague.get("/desk/applications")
    #expect(!colleague.page.contains("черновики") && !colleague.page.contains("Позвонить завтра"), "not shared any more")
    await browser.get(path)
    await browser.submit("\(path)/drop")
    await browser.get("/desk/applications")
    #expect(!browser.page.contains("Мои черновики"))
    #expect(try await kit.count("SELECT count(*) FROM saved_view") == 0)
  }

  @Test(
    "two lists of one name are refused at the field, what was typed kept; a colleague's of another reach is no obstacle",
    arguments: Databases.engines)
  func sameName(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    func save(_ browser: inout Browser, _ name: String, _ query: String = "state=draft", isShared: Bool = false) async {
      await browser.get("/desk/views/new?\(query)")
      await browser.submit("/desk/views", [("name", name)] + (isShared ? [("shared", "yes")] : []))
    }
    var browser = try await kit.staff(.coordinator)
    await save(&browser, "Позвонить завтра", isShared: true)
    #expect(browser.status == 303)
    await save(&browser, "позвонить   Завтра ", "state=submitted")
    #expect(browser.status == 422 && browser.page.contains("Список с таким названием уже есть"), "\(browser.page)")
    #expect(browser.page.contains("aria-invalid") && browser.page.contains("value=\"позвонить Завтра\""))
    #expect(browser.page.contains("state=submitted"), "the list that was to be saved is kept")
    await save(&browser, "Другое", "state=submitted")
    #expect(browser.status == 303)
    await browser.get("/desk/views")
    let path = try #require(Self.view("Другое", browser.page))
    await browser.get(path)
    await browser.submit(path, [("name", "Позвонить завтра")])
    #expect(browser.status == 422 && browser.page.contains("Список с таким названием уже есть"))
    await browser.submit(path, [("name", "другое")])
    #expect(browser.location == "/desk/views", "its own name is no other's")
    // Shared with those of the same reach: it stands beside theirs. Others never see it.
    var colleague = try await kit.staff(.chair)
    await save(&colleague, "Позвонить завтра")
    #expect(colleague.status == 422)
    await save(&colleague, "Другое")
    #expect(colleague.status == 303, "what is not shared is nobody's business")
    var regional = try await kit.staff(.assistant, Scope(regions: ["630000000"]))
    await save(&regional, "Позвонить завтра")
    #expect(regional.status == 303)
    #expect(try await kit.count("SELECT count(*) FROM saved_view") == 4)
  }

  @Test("a saved list widens nobody's reach", arguments: Databases.engines) func reach(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let south = try await Sample(surname: "Оңтүстікова").keep(kit)
    let east = try await Sample(surname: "Шығысова", place: Sample.village(kit.house, region: "630000000")).keep(kit)
    var first = try await kit.staff(.assistant, Scope(regions: ["630000000"]))
    await first.get("/desk/views/new?region=430000000")
    await first.submit("/desk/views", [("name", "Юг"), ("shared", "yes")])
    await first.follow()
    #expect(Self.rows(first.page) == [])
    var second = try await kit.staff(.assistant, Scope(regions: ["630000000"]))
    await second.get("/desk/applications")
    #expect(second.page.contains("Юг") && Self.rows(second.page) == [east.code])
    await second.get("/desk/applications?region=430000000")
    #expect(!second.page.contains(south.code))
  }

  @Test("S 42: by name in the Kazakh alphabet, both ways, with who has none last", arguments: Databases.engines)
  func byName(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var codes: [String] = []
    for surname in ["Абаева", "Әбенова", "Гүлова", "Ғалиева", "Ибрагимова", "Ішанова"] {
      codes.append(try await Sample(surname: surname).keep(kit).code)
    }
    var nameless = Sample(surname: "", given: "", state: .draft, consent: .none)
    nameless.patronymic = ""
    let last = try await nameless.keep(kit).code
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/applications?sort=name")
    #expect(Self.rows(browser.page) == codes + [last])
    await browser.get("/desk/applications?sort=name&order=down")
    #expect(Self.rows(browser.page) == codes.reversed() + [last])
    await browser.get("/desk/applications?sort=name&state=submitted")
    #expect(Self.rows(browser.page) == codes)
    var seen = [codes[0]]
    await browser.get("/desk/applications/\(codes[0])?sort=name")
    while let next = browser.page.firstMatch(of: #/<a rel="next" href="([^"]+)"/#), seen.count < 10 {
      await browser.get(String(next.output.1).replacing("&amp;", with: "&"))
      seen.append(String(next.output.1.split(separator: "?")[0].suffix(7)))
      #expect(browser.page.contains("\(seen.count) из 7"))
    }
    #expect(seen == codes + [last])
    // Another name, another place.
    let moved = codes[0]
    try await kit.house.database.write { tx in
      guard let first = try tx.application(code: moved) else { return }
      let safe = try tx.safe(of: first.person, kit.house.vault)
      try tx.set([.name(PersonName(surname: "Яковлева", given: "Үлгі"))], safe, kit.house.vault)
      try tx.setConsent(.complete, of: first.id, at: kit.house.outside.now())
    }
    await browser.get("/desk/applications?sort=name")
    #expect(Self.rows(browser.page) == Array(codes.dropFirst()) + [codes[0], last])
  }

  @Test("a row that has moved meanwhile is found where it is now") func movedRow() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var codes: [String] = []
    for number in 0..<5 { codes.append(try await Sample(surname: "Сынақ\(number)").keep(kit).code) }
    codes.sort()
    var browser = try await kit.staff(.coordinator)
    for row in [1, 2, 3, 4, 5, 77] {
      await browser.get("/desk/applications/\(codes[1])?sort=code&row=\(row)")
      #expect(browser.page.contains("2 из 5"), "\(row)")
      #expect(browser.page.contains("<a rel=\"prev\" href=\"/desk/applications/\(codes[0])?"))
      #expect(browser.page.contains("<a rel=\"next\" href=\"/desk/applications/\(codes[2])?"))
    }
  }

  @Test("S 41: the file has the columns that are shown, days and numbers as such, the guardian where permitted")
  func exported() async throws {
    let kit = try await HouseKit.house(.sqlite)
    for surname in ["Әбенова", "Абаева"] { try await Sample(surname: surname).keep(kit) }
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/applications")
    await browser.submit(
      "/desk/columns", [("column", "grade"), ("column", "guardian"), ("column", "guardianPhone"), ("column", "submitted")])
    await browser.get("/desk/applications.xlsx?sort=name&columns=shown")
    var sheet = try Spreadsheet.open(browser.reply.body)
    #expect(
      sheet.columns == ["Фамилия", "Имя", "Отчество", "Класс", "Подана", "Законный представитель", "Телефон представителя"])
    let first = try #require(try sheet.next())
    #expect(first[0] == "Абаева" && first[5] == "Сынақова Мысал" && first[6] == "+77007654321")
    #expect(try #require(try sheet.next())[0] == "Әбенова")
    // A day and a number are cells of their kind, not texts.
    let xml = String(decoding: try #require(try Self.sheetXML(browser.reply.body)), as: UTF8.self)
    #expect(xml.contains(#/<c r="D2"><v>9<\/v>/#))
    #expect(xml.contains(#/<c r="E2" s="\d"><v>\d{5}<\/v>/#))
    var chair = try await kit.staff(.chair)
    await chair.get("/desk/applications.csv")
    #expect(chair.status == 200)
    let titles = try Spreadsheet.open(chair.reply.body).columns
    #expect(!titles.contains("Телефон") && !titles.contains("Телефон представителя") && titles.contains("Школа"))
    #expect(!chair.page.contains("+7700"))
  }

  private static func sheetXML(_ bytes: [UInt8]) throws -> [UInt8]? {
    try Archive(packed: bytes)["xl/worksheets/sheet1.xml"]
  }
}

/// One application as those see it who work on it.
@Suite struct DeskCaseTests {
  @Test(
    "M 50: an application speaks of her in the third person, and both consents stand in one block", arguments: Language.allCases)
  func thirdPerson(_ language: Language) async throws {
    let kit = try await HouseKit.house(.sqlite)
    let application = try await Sample().keep(kit)
    var browser = try await kit.staff(.coordinator, .everything, language)
    await browser.get("/desk/applications/\(application.code)")
    #expect(browser.status == 200)
    let second = [
      "О вас", "Ваша школа", "Ваш пол", "Как вас зовут", "Өзің туралы", "Сыныбың", "Анам", "Атың", "your", "Your name",
    ]
    let body = browser.page.split(separator: "<main", maxSplits: 1)[1]
    for word in second { #expect(!body.contains(word), "\(word)") }
    #expect(body.contains("<div class=\"case\"><aside class=\"side\""))
    #expect(body.matches(of: #/<table class="grid3">/#).count == 1)
    for purpose in kit.house.consents.purposes {
      #expect(body.contains("<th scope=\"row\">\(HTML(purpose.title(language)).text)"))
    }
    #expect(body.contains("href=\"tel:+77007654321\""))
  }

  @Test("S 44: a note that cannot be taken complains at its field and keeps what was written", arguments: Databases.engines)
  func note(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let application = try await Sample().keep(kit)
    var browser = try await kit.staff(.assistant)
    let path = "/desk/applications/\(application.code)"
    await browser.get("\(path)?state=submitted&sort=code")
    for note in ["", String(repeating: "ә", count: 4001)] {
      await browser.submit("\(path)/notes", [("note", note)])
      #expect(browser.status == 422 && browser.page.contains("aria-invalid=\"true\""))
      #expect(browser.page.contains(note) && browser.page.contains("href=\"/desk/applications?state=submitted&amp;sort=code#"))
    }
    await browser.submit("\(path)/notes", [("note", "Звонила в школу")])
    #expect(browser.location == "\(path)?state=submitted&sort=code", "the list she came from stays")
    await browser.follow()
    #expect(browser.page.contains("<div class=\"said\"><p>Звонила в школу</p>"))
  }

  @Test("what cannot be done stands there with the reason") func shut() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let application = try await Sample(consent: .girl).keep(kit)
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/applications/\(application.code)")
    #expect(browser.page.contains("<button class=\"mini\" disabled>Допустить к отбору</button>"))
    #expect(browser.page.contains("Допустить можно, когда есть оба согласия: личное и представителя."))
  }

  @Test("a decision goes back to the list it came from", arguments: Databases.engines) func decision(_ kind: EngineKind)
    async throws
  {
    let kit = try await HouseKit.house(kind)
    let application = try await Sample().keep(kit)
    var browser = try await kit.staff(.coordinator)
    let path = "/desk/applications/\(application.code)"
    await browser.get("\(path)?grade=9")
    #expect(browser.page.contains("href=\"\(path)/eligibility?grade=9\""))
    await browser.get("\(path)/eligibility?grade=9")
    await browser.submit("\(path)/eligibility")
    #expect(browser.location == "\(path)?grade=9")
  }
}
