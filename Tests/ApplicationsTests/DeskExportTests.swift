import Applications
import Documents
import Exchange
import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing
import Words

@Suite struct DeskExportTests {
  @Test(arguments: Databases.engines) func theFileHoldsWhatTheListShows(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let shown = try await Sample(surname: "-Бөтенова", given: "Үлгі").keep(kit)
    try await Sample(surname: "Бастаева", state: .draft).keep(kit)
    var browser = try await kit.staff(.coordinator)
    for ending in ["csv", "xlsx"] {
      await browser.get("/desk/applications.\(ending)?state=submitted")
      #expect(browser.status == 200)
      var sheet = try Spreadsheet.open(browser.reply.body)
      #expect(sheet.columns.prefix(4) == ["Код", "Фамилия", "Имя", "Отчество"])
      let row = try #require(try sheet.next())
      #expect(row[0] == shown.code)
      // What a spreadsheet might compute is marked in a text, and read back as it was.
      #expect(row[1] == "-Бөтенова")
      #expect(ending != "csv" || String(decoding: browser.reply.body, as: UTF8.self).contains("'-Бөтенова"))
      #expect(row[4] == "2011-03-31")
      #expect(row[5] == "+77001234567")
      #expect(try sheet.next() == nil)
    }
    let entries = try await kit.house.database.read { try $0.auditEntries(of: "2026") }
    #expect(entries.map(\.act) == ["application.export", "application.export"])
    #expect(Set(entries.map(\.details)) == ["csv state=submitted n=1", "xlsx state=submitted n=1"])
  }

  @Test(arguments: Databases.engines) func aSchoolOfTheRegisterAndTheLanguageStandThereInWords(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let house = kit.house
    let (first, second) = (try await Sample().keep(kit), try await Sample().keep(kit))
    try await house.database.write { tx in
      for (application, russian) in [(first, "Школа № 7"), (second, "")] {
        let kazakh = russian.isEmpty ? "№ 8 мектеп" : "№ 7 мектеп"
        _ = try tx.keepSchool(place: "433630100", nameKazakh: kazakh, nameRussian: russian, bin: nil, house.outside)
        let school = try tx.schools(holding: kazakh).first
        var traits = application.traits
        traits.school = school?.id
        try tx.setTraits(traits, of: application, edition: house.gazetteer.edition, at: house.outside.now())
      }
    }
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/applications.csv")
    var sheet = try Spreadsheet.open(browser.reply.body)
    let (school, language) = (
      try #require(sheet.columns.firstIndex(of: "Школа")), try #require(sheet.columns.firstIndex(of: "Язык обучения"))
    )
    var found: [String: [String]] = [:]
    while let row = try sheet.next() { found[row[0]] = [row[school], row[language]] }
    #expect(found == [first.code: ["Школа № 7", "казахский"], second.code: ["№ 8 мектеп", "казахский"]])
  }

  @Test(arguments: Databases.engines) func aSchoolSheWroteHerselfStandsThere(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let application = try await Sample().keep(kit)
    kit.clock.move(seconds: 60)
    var girl = try await kit.applicant(application.person)
    var browser = try await kit.staff(.coordinator)
    func school() async throws -> String {
      await browser.get("/desk/applications.csv")
      var sheet = try Spreadsheet.open(browser.reply.body)
      let column = try #require(sheet.columns.firstIndex(of: "Школа"))
      return try #require(try sheet.next())[column]
    }
    #expect(try await school() == "Үлгі мектебі")
    _ = try await kit.house.database.write { try $0.run("UPDATE application SET state = 'draft'") }
    await girl.post("/apply/school", [("school", "=Күршім орта мектебі")])
    #expect(girl.status == 303)
    #expect(try await school() == "=Күршім орта мектебі")
    #expect(String(decoding: browser.reply.body, as: UTF8.self).contains("'=Күршім орта мектебі"))
  }

  @Test func anAssistantTakesNoListsOut() async throws {
    let kit = try await HouseKit.house(.sqlite)
    try await Sample().keep(kit)
    var browser = try await kit.staff(.assistant)
    await browser.get("/desk/applications.csv")
    #expect(browser.status == 403)
    await browser.get("/desk/applications")
    #expect(!browser.page.contains("applications.csv"))
  }

  @Test func theReachBindsTheExport() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let south = try await Sample().keep(kit)
    var browser = try await kit.staff(.chair, Scope(regions: ["630000000"]))
    await browser.get("/desk/applications.csv")
    #expect(browser.status == 200)
    #expect(!browser.page.contains(south.code))
  }
}
