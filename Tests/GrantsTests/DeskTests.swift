import HouseKit
import Intake
import Programme
import Rules
import Storage
import TestKit
import Testing
import Words

@testable import Grants

/// The desk's pages: organisations, programmes of study, kinds of grants, rounds, offers one by one and by a table.
@Suite struct DeskTests {
  private static let name = [("name_kk", "Жаңа университет"), ("name_ru", "Новый университет"), ("name_en", "New University")]

  @Test("the universities that ship stand in the register as names, once", arguments: Databases.engines)
  func shipped(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    #expect(try await kit.count("SELECT count(*) FROM organisation WHERE cleared_until IS NULL AND domains = ''") == 16)
    try await kit.house.prepare()
    #expect(try await kit.count("SELECT count(*) FROM organisation") == 16)
    var desk = try await kit.staff(.monitoring, .everything, .en)
    await desk.get("/desk/grants/organisations")
    #expect(desk.page.contains("Kazakh-British Technical University") && !desk.page.contains("organisations/new"))
  }

  @Test("a file of organisations says what is wrong at its line")
  func register() throws {
    let head = "id,name_kk,name_ru,name_en,kato,site\n"
    func lines(_ text: String) -> [Int?] {
      do {
        _ = try RegisterOfOrganisations(csv: Array((head + text).utf8))
        return []
      } catch let complaints as FileComplaints { return complaints.complaints.map(\.line) } catch { return [nil] }
    }
    #expect(lines("a,А,А,A,631010000,\nb,Б,Б,B,,b.kz\n").isEmpty)
    #expect(lines("a,А,А,A,631010000,\na,Б,Б,B,,\nC,В,В,V,,\nd,,Г,G,,\ne,Е,Е,E,63,\n") == [3, 4, 5, 6])
  }

  @Test(
    "an organisation, a programme of study and a kind of grant are entered, and each mistake is said at its field",
    arguments: Databases.engines)
  func entered(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var desk = try await kit.staff(.coordinator, .everything, .en)
    await desk.get("/desk/grants/organisations/new")
    await desk.submit("/desk/grants/organisations", [("bin", "12"), ("domains", "not a domain!"), ("name_kk", "Жаңа")])
    #expect(desk.status == 422)
    for says in ["Choose the kind", "Write the name", "A BIN has 12 digits", "is no domain"] {
      #expect(desk.page.contains(says), "\(says)")
    }
    await desk.get("/desk/grants/organisations/new")
    await desk.submit(
      "/desk/grants/organisations",
      Self.name + [
        ("kind", "university"), ("bin", "990140000017"), ("site", "https://www.new.example/kk"), ("domains", "@new.example"),
      ])
    let organisation = try #require(desk.location)
    await desk.follow()
    #expect(desk.page.contains("new.example") && desk.page.contains("no clearance"))
    await desk.get("\(organisation)/programmes/new")
    await desk.submit("\(organisation)/programmes", [("group", "57"), ("isced", "99"), ("city_code", "12")])
    #expect(desk.status == 422)
    for says in ["one Latin letter and three digits", "begins with a field", "nine digits", "Choose the language"] {
      #expect(desk.page.contains(says), "\(says)")
    }
    let programme = [
      ("name_kk", "Физика"), ("name_ru", "Физика"), ("name_en", "Physics"), ("group", "в054"), ("language", "kk"),
      ("level", "bachelor"),
      ("isced", "0533"), ("city", "631010000"), ("cost", "900 000"), ("dormitory", "yes"),
    ]
    await desk.get("\(organisation)/programmes/new")
    await desk.submit("\(organisation)/programmes", programme)
    #expect(desk.location == organisation, "\(desk.page)")
    #expect(try await kit.count("SELECT count(*) FROM grants_programme WHERE group_code = 'B054' AND cost = 900000") == 1)
    await desk.get("\(organisation)/programmes/new")
    await desk.submit("\(organisation)/programmes", programme)
    #expect(desk.status == 422 && desk.page.contains("of this code, language and name already"))
    await desk.get("/desk/grants/types/new")
    await desk.submit("/desk/grants/types", Self.name + [("kind", "state"), ("letter", "yes")])
    #expect(desk.status == 422 && desk.page.contains("In the state competition the letter does not count"))
    await desk.get("/desk/grants/types/new")
    await desk.submit("/desk/grants/types", Self.name + [("kind", "foundation"), ("letter", "ask")])
    #expect(desk.status == 422 && desk.page.contains("Choose the organisation"))
    await desk.get("/desk/grants/types/new")
    await desk.submit("/desk/grants/types", Self.name + [("kind", "university"), ("letter", "yes")])
    #expect(desk.location == "/desk/grants/types", "\(desk.page)")
  }

  /// What the form of a round sends: the days that are proposed, with these in their place.
  static func days(_ year: Int = 2028, _ changes: [(String, String)] = []) -> [(String, String)] {
    let proposed = RoundDates.proposed(leaving: year, number: 1)
    var fields: [(String, String)] = []
    for stage in Round.Stage.allCases {
      guard let span = proposed[stage] else { continue }
      for (end, day) in [("first", span.first), ("last", span.last)] {
        let name = "\(stage.rawValue)-\(end)"
        fields += [("\(name)-day", "\(day.day)"), ("\(name)-month", "\(day.month)"), ("\(name)-year", "\(day.year)")]
      }
    }
    return fields.map { field in changes.first { $0.0 == field.0 } ?? field }
  }

  @Test(
    "the chair dates a round; days in the exams are refused at their field and nothing typed is lost",
    arguments: Databases.engines)
  func dated(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var chair = try await kit.staff(.chair, .everything, .en)
    await chair.get("/desk/grants/rounds/new")
    #expect(chair.page.contains("Year of leaving school"))
    await chair.get("/desk/grants/rounds/new?year=2028&number=2")
    #expect(chair.status == 422)
    let new = "/desk/grants/rounds/new?year=2028&number=1"
    await chair.get(new)
    await chair.submit("/desk/grants/rounds", Self.days(2028, [("list-first-day", "31"), ("list-first-month", "2")]))
    #expect(chair.status == 422 && chair.page.contains("there is no such day"), "\(chair.page)")
    await chair.get(new)
    await chair.submit("/desk/grants/rounds", Self.days(2028, [("answers-last-day", "10"), ("answers-last-month", "6")]))
    #expect(chair.status == 422 && chair.page.contains("cannot fall between 25 May and 15 June"), "\(chair.page)")
    #expect(chair.page.contains("name=\"answers-last-day\" value=\"10\""))
    await chair.get(new)
    await chair.submit("/desk/grants/rounds", Self.days())
    let round = try #require(chair.location)
    await chair.follow()
    #expect(chair.status == 200 && chair.page.contains("Recommendations 2028"))
    await chair.get("\(round)/edit")
    await chair.submit(round, Self.days(2028, [("offers-last-day", "10")]))
    #expect(chair.location == round)
    #expect(try await kit.count("SELECT count(*) FROM grants_stage WHERE stage = 'offers' AND last_day = '2028-03-10'") == 1)
    var coordinator = try await kit.staff(.coordinator, .everything, .en)
    await coordinator.get("/desk/grants/rounds/new")
    #expect(coordinator.status == 403)
  }

  @Test("seats are entered, confirmed, changed and withdrawn by pages", arguments: Databases.engines)
  func offered(_ kind: EngineKind) async throws {
    let market = try await Market.open(kind)
    let offers = "/desk/grants/rounds/\(market.round)/offers"
    var desk = try await market.kit.staff(.partnerships, .everything, .en)
    await desk.get("/desk/grants")
    #expect(desk.page.contains("Recommendations 2027") && !desk.page.contains("waits for the university"))
    await desk.get("\(offers)/new?organisation=\(market.university)")
    await desk.submit(offers, [("programme", market.programme.text), ("seats", "0"), ("kind", "discount")])
    #expect(desk.status == 422)
    for says in ["Choose the kind of grant", "Between 1 and 10000 seats", "A discount of 1 to 100 per cent"] {
      #expect(desk.page.contains(says), "\(says)")
    }
    await desk.get("\(offers)/new?organisation=\(market.university)")
    await desk.submit(
      offers,
      [
        ("programme", market.programme.text), ("type", market.type.text), ("seats", "6"), ("kind", "granted"),
        ("reserve-1", "region=430000000"), ("reserve-1-seats", "2"), ("requirement", "ent"), ("requirement-ent", "85"),
      ])
    let offer = try #require(desk.location, "\(desk.page)")
    await desk.follow()
    #expect(
      desk.page.contains("2 seats: Kyzylorda Region") && desk.page.contains("points of the state test, at least: 85"),
      "\(desk.page)")
    #expect(!desk.page.contains("/confirmation"), "her own side's")
    await desk.get("/desk/grants")
    #expect(desk.page.contains("organisation has nobody") || desk.page.contains("waits for the university"), "\(desk.page)")
    let id = try #require(ID<GrantOffer>(String(offer.split(separator: "/").last ?? "")))
    #expect(try await market.refusal { try $0.confirm(id, by: market.officer, $1) } == nil)
    await desk.get(offer)
    await desk.submit("\(offer)/seats", [("seats", "1")])
    #expect(desk.status == 422 && desk.page.contains("More seats are reserved than there are"))
    await desk.get(offer)
    await desk.submit("\(offer)/seats", [("seats", "8")])
    await desk.follow()
    #expect(desk.page.contains("There are 6 now, 8 are proposed"))
    var chair = try await market.kit.staff(.chair, .everything, .en)
    await chair.get(offer)
    await chair.submit("\(offer)/withdrawal")
    #expect(chair.status == 422 && chair.page.contains("Write down the reason"))
    await chair.submit("\(offer)/withdrawal", [("reason", "Университет бағдарламаны жапты")])
    await chair.follow()
    #expect(chair.page.contains("Университет бағдарламаны жапты") && chair.page.contains("taken out of the round"))
    #expect(try await market.read { try $0.confirmedOffers(of: market.round).isEmpty })
    #expect(try await market.read { try $0.offer(id).change } == nil, "the open change went with it")
  }

  @Test(
    "a table of offers is read line by line; what is wrong is said by its line, and brought again it changes nothing",
    arguments: Databases.engines)
  func table(_ kind: EngineKind) async throws {
    let market = try await Market.open(kind)
    let house = market.kit.house
    _ = try await house.database.write { tx in
      try tx.keep(
        StudyProgramme.Entry(
          group: "B057",
          name: Said(kk: "Ақпараттық технологиялар", ru: "Информационные технологии", en: "Information technologies"),
          language: .ru, level: .bachelor, isced: "0613", city: "750000000", cost: nil, dormitory: .ask), as: nil,
        of: market.university,
        by: market.desk, house)
    }
    let home = "/desk/grants/imports"
    var desk = try await market.kit.staff(.partnerships, .everything, .en)
    let table = """
      Университет;Код группы;Язык обучения;Вид гранта;Мест;Что даёт место;Скидка;Ответит до
      Университет Мысал;B057;казахский;Ректорский грант;6;грант;;
      Мысал университеті;в057;русский;Ректор гранты;3;скидка;50 %;
      Неизвестный;B057;казахский;Ректорский грант;6;грант;;
      Университет Мысал;B099;казахский;Ректорский грант;6;грант;;
      Университет Мысал;B057;;Ректорский грант;6;грант;;
      Университет Мысал;B057;казахский;Чужой грант;6;грант;;
      Университет Мысал;B057;казахский;Ректорский грант;много;грант;;
      Университет Мысал;B057;казахский;Ректорский грант;2;рассмотрят;;
      Университет Мысал;B057;казахский;Ректорский грант;2;скидка;120;
      Университет Мысал;B057;казахский;Ректорский грант;9;грант;;

      """
    func bring(_ desk: inout Browser, _ table: String) async {
      await desk.upload(home, [], field: "table", name: "места.csv", Array(table.utf8))
      #expect(desk.status == 303, "\(desk.page)")
      await desk.follow()
    }
    await bring(&desk, table)
    #expect(try await market.kit.count("SELECT count(*) FROM grants_offer") == 0)
    #expect(desk.page.contains("Recommendations 2027"), "a line says into which round it goes: \(desk.page)")
    for (line, reason) in [
      (4, "no organisation is called"), (5, "no such programme"), (6, "several programmes fit"), (7, "no kind of grant called"),
      (8, "Between 1 and"), (9, "by which day"), (10, "1 to 100 per cent"), (11, "line 2"),
    ] {
      #expect(
        desk.page.contains(try Regex("<th scope=\"row\" class=\"n\">\(line)</th><td>[^<]*\(reason)")),
        "line \(line): \(reason) \(desk.page)")
    }
    let way = try #require(desk.page.firstMatch(of: #/action="([^"]+/confirmation)"/#), "\(desk.page)").output.1
    await desk.submit(String(way))
    #expect(desk.status == 303, "\(desk.page)")
    #expect(
      try await market.kit.count("SELECT count(*) FROM grants_offer WHERE state = 'entered' AND entered_side = 'desk'") == 2)
    await bring(&desk, table)
    #expect(!desk.page.contains("/confirmation\""), "nothing left to enter")
    // One line is confirmed, then the table is taken back: only the other goes.
    let first = try #require(try await market.read { try $0.offers(of: market.round).first })
    #expect(try await market.refusal { try $0.confirm(first.id, by: market.officer, $1) } == nil)
    let batch = String(way.dropLast("/confirmation".count))
    await desk.get("\(batch)/undo")
    #expect(desk.page.contains("the other side has settled it"), "\(desk.page)")
    await desk.submit("\(batch)/undo", [("reason", "Қате кесте")])
    try await market.kit.runJobs()
    let states = try await market.read { try $0.offers(of: market.round).map(\.state) }
    #expect(states == [.confirmed, .dropped])
  }

  @Test("every column that the page of tables names is known by that name, in the three languages")
  func headings() {
    for language in Language.allCases {
      let explained = language(OfferIntake().words.explained)
      let list = explained.split(separator: ":", maxSplits: 1).last?.split(separator: ".").first ?? ""
      let words = list.replacing(" немесе ", with: ";").replacing(" или ", with: ";").replacing(" or ", with: ";").split(
        separator: ";")
      #expect(words.count == OfferColumn.allCases.count, "\(explained)")
      let targets = OfferColumn.allCases.map { IntakeTarget($0.rawValue, $0.title, synonyms: $0.synonyms) }
      for word in words {
        let bare = IntakeTarget.bare(String(word))
        #expect(targets.contains { $0.names.contains(bare) }, "\(language): \(word)")
      }
    }
  }

  @Test("a list of offers shows the round and the day of the answer, and an offer answers under its own round only")
  func listed() async throws {
    let market = try await Market.open(.sqlite)
    let house = market.kit.house
    let (offer, other) = try await house.database.write { tx in
      let offer = try tx.enter(
        GrantOffer.Terms(
          plan: SeatPlan(seats: 2), kind: .considered, discount: 0, answersBy: Day("2027-07-10"), weights: nil, requirements: []),
        in: market.round, programme: market.programme, type: market.type, by: market.desk, house)
      let other = try tx.addRound(
        leaving: 2028, number: 1, RoundDates.proposed(leaving: 2028, number: 1), by: market.chair, house)
      return (offer, other)
    }
    var desk = try await market.kit.staff(.partnerships, .everything, .en)
    await desk.get("/desk/grants/organisations/\(market.university)")
    #expect(desk.page.contains("10 July 2027") && desk.page.contains("Recommendations 2027"), "\(desk.page)")
    await desk.get("/desk/grants/rounds/\(market.round)/offers/\(offer)")
    #expect(desk.status == 200)
    await desk.get("/desk/grants/rounds/\(other)/offers/\(offer)")
    #expect(desk.status == 404)
    await desk.post("/desk/grants/rounds/\(other)/offers/\(offer)/drop")
    #expect(desk.status == 404)
    await desk.get("/desk/grants/rounds/\(other)/offers")
    #expect(desk.page.contains("from 1 February 2028 on"), "\(desk.page)")
    await desk.get("/desk/grants/rounds/\(other)/offers/new?organisation=\(market.university)")
    #expect(desk.status == 409 && desk.page.contains("from 1 February 2028 on"), "\(desk.page)")
  }

  @Test("what an offer asks for is chosen from what there is", arguments: Databases.engines)
  func asked(_ kind: EngineKind) async throws {
    let market = try await Market.open(kind)
    let offers = "/desk/grants/rounds/\(market.round)/offers"
    var desk = try await market.kit.staff(.partnerships, .everything, .en)
    try await market.kit.house.database.write { tx in
      _ = try tx.addEdition(
        Edition.Kind("course"),
        ["course.yaml": Array("key: physics-measurement\ntitle: {kk: \"Өлшеу\", ru: \"Измерение\", en: \"Measuring\"}\n".utf8)],
        key: "physics-measurement", by: "test", market.kit.house)
    }
    func send(_ asks: [(String, String)]) async {
      await desk.get("\(offers)/new?organisation=\(market.university)")
      await desk.submit(
        offers,
        [("programme", market.programme.text), ("type", market.type.text), ("seats", "6"), ("kind", "granted")] + asks)
    }
    for (kind, value) in [("certificate", "chemistry"), ("subject", "Физика"), ("quota", "everybody")] {
      await send([("requirement", kind), ("requirement-\(kind)", value)])
      #expect(desk.status == 422 && desk.page.contains("href=\"#requirement-\(kind)\""), "\(kind) \(desk.page)")
    }
    await send([
      ("requirement", "certificate"), ("requirement-certificate", "physics-measurement"), ("requirement", "subject"),
      ("requirement-subject", "physics"), ("requirement", "quota"), ("requirement-quota", "rural"),
    ])
    #expect(desk.status == 303, "\(desk.page)")
    await desk.follow()
    for says in ["a certificate of the school: Measuring", "a profile subject: physics", "a paper for a quota: the rural quota"] {
      #expect(desk.page.contains(says), "\(says) \(desk.page)")
    }
  }
}
