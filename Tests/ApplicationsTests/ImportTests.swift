import Applications
import Documents
import Exchange
import Forms
import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing
import Words

@Suite struct ImportTests {
  private static let table = """
    ФИО;Дата рождения;Телефон;Район;Село;Класс;Язык обучения;Примечание
    Сынақова Үлгі Мысалқызы;31.03.2011;8 701 123 45 67;;433257100;9 «А»;казахский;да
    Тестова Проба;2010-05-02;+7 701 765 43 21;;433257100;10;русский;
    """

  private static func table(_ place: String, _ text: String = table) -> [UInt8] {
    Array(text.replacing("433257100", with: place).utf8)
  }

  /// Uploads a table and goes to its page.
  private func stage(_ kit: HouseKit, _ browser: inout Browser, _ bytes: [UInt8]) async -> String {
    await browser.upload("/desk/imports", [], field: "table", name: "қыздар.csv", bytes)
    let page = browser.location ?? "/nowhere"
    await browser.follow()
    return page
  }

  private func take(_ kit: HouseKit, _ browser: inout Browser, _ bytes: [UInt8]) async throws {
    let page = await stage(kit, &browser, bytes)
    await browser.post("\(page)/confirmation")
    try await kit.runJobs()
    await browser.get(page)
  }

  private func counts(_ kit: HouseKit) async throws -> [[Int]] {
    try await kit.house.database.read { tx in
      try tx.rows("SELECT added, changed, unchanged, refused FROM intake ORDER BY made_at, id") {
        [try $0["added"], try $0["changed"], try $0["unchanged"], try $0["refused"]]
      }
    }
  }

  @Test(arguments: Databases.engines) func aTableBecomesDraftsOnlyOnceConfirmed(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let place = Sample.village(kit.house)
    var browser = try await kit.staff(.coordinator)
    let page = await stage(kit, &browser, Self.table(place))
    #expect(browser.status == 200)
    #expect(browser.page.contains("<b>2</b>новые заявки"))
    #expect(try await kit.count("SELECT count(*) FROM application") == 0)
    await browser.submit("\(page)/confirmation")
    #expect(browser.location == page)
    try await kit.runJobs()
    let found = try await kit.house.database.read { tx in
      try tx.rows("SELECT state, source, grade, teaching_language, place FROM application ORDER BY grade") { row in
        let (state, source, grade): (String, String, Int) = (try row["state"], try row["source"], try row["grade"])
        let (language, place): (String, String) = (try row["teaching_language"], try row["place"])
        return "\(state) \(source) \(grade) \(language) \(place)"
      }
    }
    #expect(found == ["draft imported 9 kk \(place)", "draft imported 10 ru \(place)"])
    await browser.seek("үлгі")
    #expect(browser.page.contains("Сынақова Үлгі Мысалқызы"))
    #expect(try await kit.count("SELECT count(*) FROM intake WHERE file IS NOT NULL") == 0)
  }

  @Test("two languages in one cell are both, or nobody's guess")
  func twoLanguages() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var browser = try await kit.staff(.coordinator)
    let page = await stage(
      kit, &browser, Self.table(Sample.village(kit.house), Self.table.replacing("русский", with: "қаз/орыс")))
    await browser.submit("\(page)/confirmation")
    try await kit.runJobs()
    await browser.get(page)
    #expect(try await kit.count("SELECT count(*) FROM application WHERE teaching_language = 'mixed'") == 1, "\(browser.page)")
  }

  @Test(arguments: Databases.engines) func theSameTableAgainChangesNothing(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let bytes = Self.table(Sample.village(kit.house))
    var browser = try await kit.staff(.coordinator)
    try await take(kit, &browser, bytes)
    let answers = try await kit.count("SELECT count(*) FROM answer")
    kit.clock.move(seconds: 60)
    try await take(kit, &browser, bytes)
    #expect(try await counts(kit) == [[2, 0, 0, 0], [0, 0, 2, 0]])
    #expect(try await kit.count("SELECT count(*) FROM answer") == answers)
  }

  @Test(arguments: Databases.engines) func aChangedLineChangesAnImportedDraftOnly(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let place = Sample.village(kit.house)
    var browser = try await kit.staff(.coordinator)
    try await take(kit, &browser, Self.table(place))
    let answers = try await kit.count("SELECT count(*) FROM answer")
    _ = try await kit.house.database.write {
      try $0.run("UPDATE application SET state = 'submitted', submitted_at = 1 WHERE grade = 10")
    }
    kit.clock.move(seconds: 60)
    let other = Self.table.replacing("9 «А»", with: "10-сынып").replacing("русский", with: "казахский")
    try await take(kit, &browser, Self.table(place, other))
    #expect(try await counts(kit).last == [0, 1, 0, 1])
    #expect(try await kit.count("SELECT count(*) FROM answer") == answers + 1)
    #expect(try await kit.count("SELECT count(*) FROM application WHERE grade = 10") == 2)
    #expect(try await kit.count("SELECT count(*) FROM application WHERE teaching_language = 'ru'") == 1)
  }

  @Test("a later table with fewer columns takes nothing away", arguments: Databases.engines)
  func fewerColumns(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let place = Sample.village(kit.house)
    var browser = try await kit.staff(.coordinator)
    try await take(kit, &browser, Self.table(place))
    kit.clock.move(seconds: 60)
    try await take(kit, &browser, Array("ФИО;Дата рождения;Класс\nСынақова Үлгі Мысалқызы;31.03.2011;10".utf8))
    #expect(try await counts(kit).last == [0, 1, 0, 0])
    let kept = "SELECT count(*) FROM application WHERE grade = 10 AND place = '\(place)' AND region IS NOT NULL"
    #expect(try await kit.count(SQL(trusted: kept + " AND teaching_language IS NOT NULL")) == 2)
    await browser.seek("87011234567")
    #expect(browser.page.contains("Сынақова Үлгі Мысалқызы"))
  }

  @Test("two girls of one name and birth day are two when their IINs say so", arguments: Databases.engines)
  func namesakes(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let place = Sample.village(kit.house)
    let (one, other) = ("Сынақова;Үлгі;31.03.2011;110331600011;\(place);9", "Сынақова;Үлгі;31.03.2011;110331600031;\(place);10")
    let head = "Тегі;Аты;Туған күні;ЖСН;Елді мекен;Сынып\n"
    var browser = try await kit.staff(.coordinator)
    try await take(kit, &browser, Array((head + one).utf8))
    kit.clock.move(seconds: 60)
    try await take(kit, &browser, Array((head + other).utf8))
    kit.clock.move(seconds: 60)
    try await take(kit, &browser, Array((head + one + "\n" + other).utf8))
    #expect(try await counts(kit) == [[1, 0, 0, 0], [1, 0, 0, 0], [0, 0, 2, 0]])
    #expect(try await kit.count("SELECT count(*) FROM application WHERE grade IN (9, 10)") == 2)
    #expect(try await kit.count("SELECT count(*) FROM duplicate") == 1)
    // Without an IIN nobody knows which of the two is meant: the line is asked about, and neither changes.
    let unclear = Array((head + "Сынақова;Үлгі;31.03.2011;;\(place);8").utf8)
    kit.clock.move(seconds: 60)
    _ = await stage(kit, &browser, unclear)
    let codes: [String] = try await kit.house.database.read {
      try $0.rows("SELECT code FROM application ORDER BY code") { try $0[0] }
    }
    #expect(browser.page.contains("С этим именем и датой рождения несколько заявок: \(codes.joined(separator: ", "))"))
    kit.clock.move(seconds: 60)
    try await take(kit, &browser, unclear)
    #expect(try await counts(kit).last == [0, 0, 0, 1])
    #expect(try await kit.count("SELECT count(*) FROM application WHERE grade IN (9, 10)") == 2)
    // Once they are found to be one, the line is hers again.
    _ = try await kit.house.database.write { tx in
      try tx.run(
        "UPDATE application SET state = 'joined', joined_to = (SELECT id FROM application WHERE grade = 9) WHERE grade = 10")
    }
    kit.clock.move(seconds: 60)
    try await take(kit, &browser, unclear)
    #expect(try await counts(kit).last == [0, 1, 0, 0])
  }

  @Test("what a girl wrote herself is not put back by a table", arguments: Databases.engines)
  func herOwnWords(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let bytes = Self.table(Sample.village(kit.house))
    var browser = try await kit.staff(.coordinator)
    try await take(kit, &browser, bytes)
    kit.clock.move(seconds: 60)
    try await kit.house.database.write { tx in
      let id: ID<Application> = try #require(try tx.value("SELECT id FROM application WHERE grade = 9"))
      let application = try #require(try tx.application(id))
      let event = AnswerEvent(
        id: kit.house.outside.id(), field: "phone", typed: "8 777 000 88 77", writtenAt: kit.house.outside.now())
      try tx.keep([event], application, tx.safe(of: application.person, kit.house.vault), at: kit.house.outside.now())
    }
    kit.clock.move(seconds: 60)
    let other = Self.table.replacing("9 «А»", with: "10-сынып")
    try await take(kit, &browser, Self.table(Sample.village(kit.house), other))
    #expect(try await counts(kit).last == [0, 0, 1, 1])
    #expect(try await kit.count("SELECT count(*) FROM application WHERE grade = 9") == 1)
  }

  @Test func eachRefusedLineSaysWhereAndWhy() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let place = Sample.village(kit.house)
    let bad = """
      Тегі,Аты,Туған күні,ЖСН,Елді мекен,Сынып
      Сынақова,Үлгі,31.02.2011,,\(place),9
      Сынақова,Айна,31.03.2011,123456789012,\(place),9
      ,Айна,31.03.2011,,\(place),9
      Сынақова,Мысал,,,\(place),9
      Сынақова,Дана,31.03.2011,,Жоқ ауыл,9
      Сынақова,Әсем,31.03.2011,,\(place),9
      Сынақова,Әсем,31.03.2011,,\(place),10
      """
    var browser = try await kit.staff(.coordinator, .everything, .kk)
    _ = await stage(kit, &browser, Array(bad.utf8))
    let lines = browser.page.matches(of: #/<th scope="row" class="n">(\d+)<\/th><td>([^<]*)<\/td>/#).map {
      ($0.output.1, $0.output.2)
    }
    #expect(lines.map(\.0) == ["2", "3", "4", "5", "6", "8"])
    let expected = ["Мұндай күн жоқ", "ЖСН", "Тегі жоқ", "туған күні де жоқ", "Жоқ ауыл", "7-жолында"]
    for (line, part) in zip(lines, expected) { #expect(line.1.contains(part), "\(line)") }
    // To officials, not to the girl: "Туған күнің".
    #expect(lines.first?.1.hasPrefix("Туған күні: ") == true, "\(lines)")
    #expect(browser.page.contains("<b>1</b>жаңа өтінім"))
  }

  @Test(arguments: Databases.engines) func whoWasErasedDoesNotComeBack(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let house = kit.house
    let hash = house.vault.hash("\(folded("Сынақова Үлгі"))|2011-03-31", .nameAndBirthDay)
    _ = try await house.database.write { tx in
      try tx.run("INSERT INTO tombstone (kind, hash, erased_at) VALUES ('name_birth_day', \(hash), 1)")
    }
    var browser = try await kit.staff(.coordinator)
    try await take(kit, &browser, Self.table(Sample.village(house)))
    #expect(try await counts(kit) == [[1, 0, 0, 1]])
    #expect(try await kit.count("SELECT count(*) FROM person_hash WHERE hash = \(hash)") == 0)
  }

  @Test func herOwnApplicationIsNotTouched() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let own = try await Sample(surname: "Сынақова", given: "Үлгі", birthDay: "31 3 2011", state: .draft).keep(kit)
    var browser = try await kit.staff(.coordinator)
    _ = await stage(kit, &browser, Self.table(Sample.village(kit.house)))
    #expect(browser.page.contains("Заявка уже есть: \(own.code)"))
  }

  @Test func theColumnsCanBeChosenAnew() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let odd = "A;B;C\nСынақова;Үлгі;31.03.2011\n"
    var browser = try await kit.staff(.coordinator)
    let page = await stage(kit, &browser, Array(odd.utf8))
    #expect(browser.page.contains("<b>1</b>не принято"))
    await browser.submit(page, [("column-0", "surname"), ("column-1", "given"), ("column-2", "birth_day")])
    await browser.follow()
    #expect(browser.page.contains("<b>1</b>новые заявки"))
    await browser.submit(page, [("column-0", "surname"), ("column-1", "surname"), ("column-2", "nonsense")])
    await browser.follow()
    #expect(browser.page.contains("<b>1</b>не принято"))
  }

  @Test func theStagedFileIsSealedAndNobodyElses() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var browser = try await kit.staff(.coordinator)
    let page = await stage(kit, &browser, Self.table(Sample.village(kit.house)))
    let file: [UInt8]? = try await kit.house.database.read { try $0.value("SELECT file FROM intake") }
    let text = String(decoding: try #require(file), as: UTF8.self)
    #expect(!text.contains("Сынақова"))
    let name: [UInt8]? = try await kit.house.database.read { try $0.value("SELECT name FROM intake") }
    #expect(!String(decoding: try #require(name), as: UTF8.self).contains("қыздар"))
    await browser.get("/desk/imports")
    #expect(browser.page.contains("\(page)\">қыздар.csv</a>"))
    await browser.get(page)
    var other = try await kit.staff(.coordinator)
    await other.get("/desk/imports")
    #expect(other.page.contains("қыздар.csv") && !other.page.contains(page))
    await other.get(page)
    #expect(other.status == 404)
    await browser.submit("\(page)/drop")
    #expect(try await kit.count("SELECT count(*) FROM intake WHERE file IS NOT NULL") == 0)
    await browser.post("\(page)/confirmation")
    #expect(browser.status == 409)
  }

  @Test(arguments: [
    ("nothing.csv", [UInt8]()), ("picture.csv", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ("old.xls", [0xd0, 0xcf, 0x11, 0xe0, 0, 0]),
  ])
  func whatIsNoTableIsRefusedWithAReason(_ name: String, _ bytes: [UInt8]) async throws {
    let kit = try await HouseKit.house(.sqlite)
    var browser = try await kit.staff(.coordinator)
    await browser.upload("/desk/imports", [], field: "table", name: name, bytes)
    #expect(browser.status == 422)
    #expect(try await kit.count("SELECT count(*) FROM intake") == 0)
  }

  @Test func columnsThatStayBehindAreNamedAndATextIsNoWorkbook() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var browser = try await kit.staff(.coordinator)
    _ = await stage(kit, &browser, Self.table(Sample.village(kit.house)))
    #expect(browser.page.contains("Не загружаются столбцы: ") && browser.page.contains("Примечание</p>"))
    await browser.upload("/desk/imports", [], field: "table", name: "Қыздар.XLSX", Self.table("433257100"))
    #expect(browser.status == 422 && browser.page.contains("href=\"#table\""))
  }

  @Test func anImporterOfOneRegionBringsOnlyThatRegion() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var browser = try await kit.staff(.coordinator, Scope(regions: ["630000000"]))
    _ = await stage(kit, &browser, Self.table(Sample.village(kit.house, region: "430000000")))
    #expect(browser.page.contains("<b>2</b>не принято"))
    #expect(browser.page.contains("Место вне ваших областей"))
  }

  @Test func aWorkbookIsTakenAsATableIs() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let place = Sample.village(kit.house)
    let writer = try XLSXWriter(
      sheet: "қыздар", columns: ["Surname", "Given name", "Date of birth", "Village", "Grade"].map { XLSXWriter.Column($0) })
    try writer.write([.text("Сынақова"), .text("Үлгі"), .date(year: 2011, month: 3, day: 31), .text(place), .number(9)])
    var browser = try await kit.staff(.coordinator)
    try await take(kit, &browser, try writer.finish())
    #expect(try await counts(kit) == [[1, 0, 0, 0]])
    #expect(try await kit.count("SELECT count(*) FROM application WHERE grade = 9 AND place = \(place)") == 1)
  }

  @Test(arguments: Databases.engines) func aSchoolIsFoundInTheRegisterByWhatPeopleCallIt(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let place = Sample.village(kit.house)
    let outside = kit.house.outside
    try await kit.house.database.write { tx in
      _ = try tx.keepSchool(
        place: place, nameKazakh: "Үлгі атындағы № 3 орта мектебі КММ", nameRussian: "КГУ «Средняя школа № 3 имени Улги»",
        bin: nil,
        outside)
    }
    var browser = try await kit.staff(.coordinator)
    let text =
      "ФИО;Дата рождения;Село;Школа\nСынақова Үлгі;31.03.2011;433257100;СШ №3 им. Улги\n"
      + "Тестова Проба;02.05.2010;433257100;Мүлде басқа мектеп\n"
    let page = await stage(kit, &browser, Self.table(place, text))
    #expect(browser.page.contains("<b>1</b>школ найдено в реестре"))
    #expect(browser.page.contains("КГУ «Средняя школа № 3 имени Улги»"))
    await browser.submit("\(page)/confirmation")
    try await kit.runJobs()
    let known = "SELECT count(*) FROM application JOIN school ON school.id = application.school_id"
    #expect(try await kit.count("SELECT count(*) FROM application") == 2)
    #expect(try await kit.count(SQL(trusted: known)) == 1)
  }

  @Test func aTableThatBreaksOffIsRefusedWithItsLine() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var browser = try await kit.staff(.coordinator)
    await browser.upload(
      "/desk/imports", [], field: "table", name: "a.csv", Array((Self.table + "\n\"Сынақова Ашық;31.03.2011").utf8))
    #expect(browser.status == 422)
    #expect(browser.page.contains("Строка 4. Кавычка, открытая в этой строке, не закрыта."))
    #expect(try await kit.count("SELECT count(*) FROM intake") == 0)
  }

  @Test(arguments: Databases.engines) func aLongTableIsTakenWholeInItsChunks(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let letters = Array("абвгдежзиклмнопрстуф")
    let lines = (0..<410).map { "Сынақ\(letters[$0 % 20])\(letters[$0 / 20 % 20])\(letters[$0 / 400]);Үлгі;31.03.2011" }
    var browser = try await kit.staff(.coordinator)
    try await take(kit, &browser, Array((["Фамилия;Имя;Дата рождения"] + lines).joined(separator: "\n").utf8))
    #expect(try await counts(kit) == [[410, 0, 0, 0]])
    #expect(try await kit.count("SELECT count(*) FROM application WHERE source = 'imported'") == 410)
    #expect(try await kit.count("SELECT count(*) FROM intake WHERE file IS NOT NULL") == 0)
  }
}
