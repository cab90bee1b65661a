import HouseKit
import Programme
import Storage
import TestKit
import Testing
import WholeHouse
import Words

/// A programme's folder becomes an edition: every server goes on by it, whoever began keeps her questions, and what is not in order changes
/// nothing.
@Suite struct EditionsTests {
  /// The shipped folder with some words changed.
  private static func folder(_ changes: [(file: String, old: String, new: String)]) throws -> ProgrammeFolder {
    let shipped = ProgrammeFolder.shipped()
    var files: [String: [UInt8]] = [:]
    for name in shipped.names { files[name] = shipped.bytes(name) }
    for (file, old, new) in changes {
      let text = String(decoding: try #require(files[file]), as: UTF8.self)
      try #require(text.contains(old), "\(old)")
      files[file] = Array(text.replacing(old, with: new, maxReplacements: 1).utf8)
    }
    let made = files
    return ProgrammeFolder("a folder", names: shipped.names) { made[$0] }
  }

  private static let renamed = ("programme.yaml", "STEM school for village girls", "School of the steppe")
  private static let asked = [
    ("form.yaml", "version: \"2026-1\"", "version: \"2026-2\""),
    ("form.yaml", "en: \"What is your name?\"", "en: \"Who are you?\""),
  ]

  static func take(_ changes: [(file: String, old: String, new: String)], _ kit: HouseKit) async throws -> Edition? {
    let next = try await kit.house.take(kit.house.change(to: folder(changes)), by: "a test")
    try await next?.prepare()
    return next?.edition
  }

  @Test("two servers of a house go on by a new edition within seconds", arguments: Databases.engines)
  func seenByAll(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let other = try HouseKit(kit.house, clock: kit.clock)
    var browsers = [kit.browser(.en), other.browser(.en)]
    for index in browsers.indices {
      await browsers[index].get("/")
      #expect(browsers[index].page.contains("STEM school for village girls"))
    }
    let edition = try #require(try await Self.take([Self.renamed], kit))
    // The example that the house was open by is the first.
    #expect(edition.number == 2)
    kit.clock.move(seconds: 4)
    for index in browsers.indices {
      await browsers[index].get("/")
      #expect(browsers[index].page.contains("School of the steppe"))
      #expect(!browsers[index].page.contains("STEM school for village girls"))
    }
    // The same folder once more is no edition.
    let now = try await kit.house.byNewestEdition().house
    #expect(try await now.take(now.change(to: Self.folder([Self.renamed])), by: "a test") == nil)
  }

  @Test("who began keeps her questions, who begins later has the new ones", arguments: Databases.engines)
  func ownQuestions(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var first = kit.browser(.en)
    await first.post("/apply")
    await first.get("/apply/name")
    #expect(first.page.contains("What is your name?"))
    let change = try await kit.house.change(to: Self.folder(Self.asked))
    #expect(change.changed == ["form.yaml"])
    #expect(
      change.touches.map { $0.says(.en) } == ["Applications begun with the version “2026-1”: 1. They keep their questions."])
    try await kit.house.take(change, by: "a test")?.prepare()
    kit.clock.move(seconds: 4)
    await first.get("/apply/name")
    #expect(first.page.contains("What is your name?") && !first.page.contains("Who are you?"))
    await first.post("/apply/name", [("surname", "Сынақова"), ("given", "Үлгіжан"), ("patronymic", "")])
    #expect(first.status == 303 && first.location == "/apply/birth-day")
    var second = kit.browser(.en)
    await second.post("/apply")
    await second.get("/apply/name")
    #expect(second.page.contains("Who are you?"))
  }

  @Test("what may not follow is refused by file, and changes nothing", arguments: Databases.engines)
  func refused(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var girl = kit.browser(.en)
    await girl.post("/apply")
    for (changes, says) in [
      ([Self.asked[1]], "form.yaml: The questions were changed and version is the same (2026-1): give it a new one."),
      (
        [("consents.yaml", "title:", "title :"), ("programme.yaml", "Ulgi public association", "Another association")],
        "programme.yaml:16: operatorName was changed, and it stands in the text of every consent: raise version in consents.yaml (now 3)."
      ),
      (
        [("consents.yaml", "en: \"Photos and videos\"", "en: \"Pictures\"")],
        "consents.yaml:28: The text of the consent “photo” was changed: raise version."
      ),
      ([("programme.yaml", "closes: \"2027-01-17\"", "closes: \"2026-01-17\"")], "programme.yaml:"),
    ] as [([(String, String, String)], String)] {
      let wrong = await #expect(throws: FileComplaints.self) { try await kit.house.change(to: Self.folder(changes)) }
      #expect(wrong?.description.hasPrefix(says) == true, "\(wrong?.description ?? "")")
      #expect(wrong?.complaints.count == 1)
    }
    #expect(try await kit.house.database.read { try $0.editions(.programme) } == [])
  }

  @Test("whoever answered earlier texts is counted once, whichever files make the texts new", arguments: Databases.engines)
  func toldOnce(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var browser = kit.browser()
    await browser.post("/apply")
    try await kit.house.database.write { tx in
      guard let person: ID<Person> = try tx.value("SELECT person_id FROM application"), let cycle = try tx.cycles().first else {
        throw Refusal.missing
      }
      let girl = try tx.safe(of: person, kit.house.vault)
      let texts = kit.house.consents.purposes.map {
        ConsentText($0, version: kit.house.consents.version, subject: "Сынақова Үлгі", kit.house.programme, .kk)
      }
      try tx.keepConsents(
        texts.map { (text: $0, agreed: true) }, of: girl, cycle.id, signer: .girl, person: girl.person, channel: .page,
        collector: "a test", kit.house)
    }
    let change = try await kit.house.change(
      to: Self.folder([
        ("consents.yaml", "version: 3", "version: 4"), ("programme.yaml", "Ulgi public association", "Another association"),
      ]))
    #expect(
      change.touches.map { $0.says(.en) } == [
        "People who answered earlier texts: 1. They are asked again about the lines whose text says something else."
      ])
  }

  @Test(
    "dates of an intake that exists stay its own, and whoever loads or reads the folder is told", arguments: Databases.engines)
  func dates(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let later = ("programme.yaml", "closes: \"2027-01-17\"", "closes: \"2027-01-24\"")
    #expect(try await kit.house.change(to: Self.folder([Self.renamed])).notes.isEmpty)
    let change = try await kit.house.change(to: Self.folder([later]))
    #expect(
      change.notes.map { $0.says(.en) } == [
        "The folder does not change the dates of an intake that exists: they are changed only under Administration › Intakes and dates.",
        "“Applications”: in the folder 9 November 2026 – 24 January 2027, in the intake 9 November 2026 – 17 January 2027.",
      ])
    let edition = try #require(try await Self.take([later], kit))
    #expect(try await kit.house.database.read { try $0.cycles().first?.stage("applications")?.lastDay.iso } == "2027-01-17")
    kit.clock.move(seconds: 4)
    var administrator = try await kit.staff(.administrator, .everything, .ru)
    await administrator.get("/administration/programme/\(edition.id.text)")
    #expect(administrator.page.contains("Дат уже созданного набора папка не меняет"))
    #expect(administrator.page.contains("«Приём заявок»: в папке"))
    #expect(administrator.page.contains("href=\"/administration/cycles\""))
    await administrator.get("/administration/programme")
    #expect(administrator.page.contains("встроенный пример") && !administrator.page.contains("Programmes/stem-school"))
    let other = try await kit.house.change(to: Self.folder([("programme.yaml", "key: \"2026\"", "key: \"2027\"")]))
    #expect(
      other.notes.map { $0.says(.en) }.first?.hasPrefix("There is no intake “2027” yet, and the folder does not open it") == true)
  }

  @Test("how long the text is that one applies with is what the form asks", arguments: Databases.engines)
  func lengthOfText(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var browser = kit.browser(.en)
    await browser.get("/apply")
    #expect(browser.page.contains("“Essay”: 80 to 300 words"))
    _ = try await Self.take([Self.asked[0], ("form.yaml", "words: [80, 300]", "words: [30, 150]")], kit)
    kit.clock.move(seconds: 4)
    await browser.get("/apply")
    #expect(browser.page.contains("“Essay”: 30 to 150 words") && !browser.page.contains("300"))
  }

  @Test("letters are called by what they say; their keys stand beside", arguments: Databases.engines)
  func letters(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var administrator = try await kit.staff(.administrator, .everything, .ru)
    await administrator.get("/administration/programme/letters")
    #expect(administrator.page.contains("<h2 id=\"second-person\">Нужен второй человек"))
    #expect(administrator.page.contains("<code>second-person</code>"))
  }

  @Test("the editions, their differences and a refused folder stand in administration", arguments: Databases.engines)
  func pages(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let edition = try #require(try await Self.take([Self.renamed], kit))
    try await kit.house.database.write {
      try $0.keepRefused(
        "our-school", FileComplaints([FileComplaint(file: "form.yaml", line: 7, .fileIsEmpty)]), at: kit.clock.now)
    }
    kit.clock.move(seconds: 4)
    var administrator = try await kit.staff(.administrator, .everything, .en)
    await administrator.get("/administration")
    #expect(administrator.page.contains("href=\"/administration/programme\""))
    await administrator.get("/administration/programme")
    #expect(administrator.page.contains("a test") && administrator.page.contains("in use"))
    #expect(administrator.page.contains("our-school") && administrator.page.contains("form.yaml:7: The file is empty."))
    await administrator.get("/administration/programme/\(edition.id.text)")
    #expect(administrator.page.contains("name › en") && administrator.page.contains("School of the steppe"))
    #expect(!administrator.page.contains("tagline"))
    await administrator.get("/administration/operation")
    #expect(administrator.page.contains("our-school"))
    // A folder that is taken ends it.
    _ = try await Self.take([("programme.yaml", "STEM school for village girls", "School of the lakes")], kit)
    await administrator.get("/administration/operation")
    #expect(!administrator.page.contains("our-school"))
  }

  @Test("an edition that this program cannot read leaves the one before in use", arguments: Databases.engines)
  func unreadable(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let edition = try #require(try await Self.take([Self.renamed], kit))
    try await kit.house.database.write {
      _ = try $0.addEdition(.programme, ["programme.yaml": Array("name: of another time".utf8)], by: "a later program", kit.house)
    }
    let (house, unread) = try await kit.house.byNewestEdition()
    #expect(house.edition == edition && unread.map(\.edition.number) == [3])
    kit.clock.move(seconds: 4)
    var browser = kit.browser(.en)
    await browser.get("/")
    #expect(browser.status == 200 && browser.page.contains("School of the steppe"))
  }
}
