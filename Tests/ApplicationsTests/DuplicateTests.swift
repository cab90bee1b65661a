import Applications
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@Suite struct DuplicateTests {
  private func reasons(_ kit: HouseKit) async throws -> [String] {
    try await kit.runJobs()
    return try await kit.house.database.read { tx in
      try tx.rows("SELECT reasons FROM duplicate ORDER BY first_id, second_id") { try $0[0] }
    }
  }

  /// The second application beside a first one of Сынақова Үлгі, and what the two are found to share.
  private static let seconds: [(String, Sample, [String])] = [
    ("the same girl twice", Sample(phone: "+77002222222"), ["name_birth_day"]),
    ("her sister on the family's phone", Sample(given: "Айна", birthDay: "1 4 2012"), []),
    ("her twin: phone, surname, birth day and school are the same", Sample(given: "Айна"), []),
    ("a namesake elsewhere", Sample(birthDay: "5 5 2011", phone: "+77002222222"), []),
    ("a slip in the birth day", Sample(birthDay: "31 3 2012"), ["phone_name"]),
    ("capitals and a doubled space", Sample(surname: "СЫНАҚОВА ", given: " үлгі", phone: "+77002222222"), ["name_birth_day"]),
  ]

  @Test(arguments: Self.seconds) func pairsAreFoundByWhatOneGirlShares(_ name: String, _ second: Sample, _ expected: [String])
    async throws
  {
    let kit = try await HouseKit.house(.sqlite)
    try await Sample().keep(kit)
    try await second.keep(kit)
    #expect(try await reasons(kit) == expected, "\(name)")
  }

  @Test(arguments: Databases.engines) func sameIINIsFoundAndFindingTwiceAddsNothing(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let iin = "110331600031"
    try await Sample(iin: iin).keep(kit)
    try await Sample(surname: "Басқаева", given: "Айна", birthDay: "1 1 2012", iin: iin, phone: "+77002222222").keep(kit)
    #expect(try await reasons(kit) == ["iin"])
    #expect(try await reasons(kit) == ["iin"])
  }

  @Test(arguments: Databases.engines) func joiningLeavesBothAndCanBeTakenBack(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let stays = try await Sample().keep(kit)
    let goes = try await Sample(state: .draft, consent: .none).keep(kit)
    _ = try await reasons(kit)
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/duplicates")
    #expect(browser.page.contains("Сынақова Үлгі Мысалқызы \(stays.code)"), "a pair has names")
    let path = try #require(browser.page.firstMatch(of: #/href="(\/desk\/duplicates\/[^"]+)"/#)).output.1
    await browser.get(String(path))
    await browser.post(String(path), [("decision", "joined")])
    #expect(browser.status == 422 && browser.page.contains("href=\"#kept\"") && browser.page.contains(goes.code))
    await browser.post(String(path), [("decision", "joined"), ("kept", stays.code)])
    await browser.follow()
    #expect(browser.page.contains("Заявка \(goes.code) объединена с \(stays.code)") && browser.page.contains("href=\"\(path)\""))
    await browser.get("/desk/duplicates?first=\(stays.code)&second=\(stays.code)")
    #expect(browser.status == 200 && !browser.page.contains("объединена"), "an address alone says nothing")
    #expect(try await kit.state(of: goes) == .joined)
    #expect(try await kit.state(of: stays) == .submitted)
    #expect(try await kit.count("SELECT count(*) FROM answer WHERE application_id = \(goes.id)") > 10)
    await browser.get("/desk/duplicates")
    #expect(!browser.page.contains(stays.code))
    // Her own page says where it went; the way back for the desk stands on the file.
    var girl = try await kit.applicant(goes.person, .en)
    await girl.get("/status")
    #expect(girl.page.contains("The one that counts: <b class=\"code\">\(stays.code)</b>"))
    #expect(girl.page.contains("the merging can be undone"))
    await browser.get("/desk/applications/\(goes.code)")
    #expect(browser.page.contains("href=\"\(path)\""))
    await browser.get(String(path))
    await browser.submit(String(path))
    #expect(try await kit.state(of: goes) == .draft)
    await girl.get("/status")
    #expect(!girl.page.contains("The one that counts"))
    #expect(try await kit.count("SELECT count(*) FROM duplicate WHERE decided_at IS NULL") == 1)
  }

  @Test func aDecidedPairIsNotAskedAbout() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let first = try await Sample().keep(kit)
    let second = try await Sample().keep(kit)
    _ = try await reasons(kit)
    var browser = try await kit.staff(.coordinator)
    await browser.post("/desk/duplicates/\(first.code)/\(second.code)", [("decision", "different")])
    #expect(browser.status == 303)
    await browser.post("/desk/duplicates/\(first.code)/\(second.code)", [("decision", "different")])
    #expect(browser.status == 409)
    try await kit.runJobs()
    #expect(try await kit.count("SELECT count(*) FROM duplicate WHERE decision = 'different'") == 1)
    #expect(try await kit.count("SELECT count(*) FROM duplicate") == 1)
  }

  @Test("a pair goes with its girl when she turns out to live elsewhere", arguments: Databases.engines)
  func movesWithHer(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let girls = [try await Sample().keep(kit), try await Sample().keep(kit)]
    _ = try await reasons(kit)
    var there = try await kit.staff(.coordinator, Scope(regions: ["630000000"]), .en)
    var here = try await kit.staff(.coordinator, Scope(regions: ["430000000"]), .en)
    await here.get("/desk/duplicates")
    #expect(here.page.contains(girls[0].code))
    for (number, girl) in girls.enumerated() {
      try await kit.house.database.write { tx in
        let application = try #require(try tx.application(girl.id))
        var traits = application.traits
        traits.region = "630000000"
        try tx.setTraits(traits, of: application, edition: kit.house.gazetteer.edition, at: kit.house.outside.now())
      }
      kit.house.deskCounts.forget()
      await here.get("/desk/duplicates")
      await there.get("/desk/duplicates")
      #expect(!here.page.contains(girl.code))
      #expect(there.page.contains(girl.code) == (number == 1))
      await there.get("/desk")
      #expect(there.page.contains("possible duplicate") == (number == 1))
    }
  }
}
