import Applications
import ApplicationsKit
import Exchange
import Foundation
import HouseKit
import Programme
import Safeguarding
import Security
import Storage
import TestKit
import Testing
import Words

@Suite struct ExportTests {
  @Test(arguments: Databases.engines) func theExportHoldsEverythingAndIsLogged(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var officer = try await kit.staff(.safeguarding)
    let girl = try await Girl.apply(kit)
    await officer.get("/safeguarding/people/\(girl.person)")
    await officer.get("/safeguarding/people/\(girl.person)/data.json")
    #expect(officer.status == 200)
    #expect(officer.reply.header("content-disposition")?.hasPrefix("attachment") == true)
    for word in [
      "Сынақова Үлгіжан", Girl.phone, "2011-03-31", "менің құпия арманым", "suret-ulgi.png", "ескертпе-ulgi", girl.code,
      "SHA-256",
    ] {
      #expect(officer.page.contains(word), "\(word) is missing")
    }
    #expect(officer.page.contains("данные открывали"))
    // The picture comes back as it was kept.
    struct Whole: Decodable {
      struct Section: Decodable { struct File: Decodable { let base64: String }; let files: [File] }
      let sections: [Section]
    }
    let whole = try JSONDecoder().decode(Whole.self, from: Data(officer.reply.body))
    let file = try #require(whole.sections.flatMap(\.files).first)
    #expect(try #require(Data(base64Encoded: file.base64)).starts(with: Girl.png.prefix(8)))
    let acts = try await kit.house.database.read { try $0.auditEntries(of: girl.person.text).map(\.act) }
    #expect(acts.contains("person.exported"))
  }

  @Test func thePDFIsOne() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var officer = try await kit.staff(.safeguarding)
    let girl = try await Girl.apply(kit)
    await officer.get("/safeguarding/people/\(girl.person)/data.pdf")
    #expect(officer.reply.body.starts(with: Array("%PDF".utf8)))
  }

  @Test(arguments: Databases.engines) func sheTakesHerOwnAndSeesWhoLooked(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var officer = try await kit.staff(.safeguarding)
    let girl = try await Girl.apply(kit)
    await officer.get("/safeguarding/people/\(girl.person)")
    var hers = try await kit.applicant(girl.person)
    await hers.get("/status/data")
    #expect(hers.page.contains("деректер ашылды"))
    await hers.get("/status/data.json")
    #expect(hers.page.contains("менің құпия арманым"))
    var other = try await kit.applicant()
    await other.get("/status/data.json")
    #expect(other.status == 200)
    #expect(!other.page.contains("Сынақова"))
  }

  @Test(arguments: [Girl.phone, "8 700 123 45 67"]) func sheIsFoundByWhatIsTyped(_ typed: String) async throws {
    let kit = try await HouseKit.house(.sqlite)
    let girl = try await Girl.apply(kit)
    var officer = try await kit.staff(.safeguarding)
    await officer.get("/safeguarding")
    await officer.submit("/safeguarding/people", [("typed", typed)])
    #expect(officer.page.contains("/safeguarding/people/\(girl.person)"))
    await officer.post("/safeguarding/people", [("typed", girl.code.lowercased())])
    #expect(officer.page.contains("/safeguarding/people/\(girl.person)"))
    await officer.post("/safeguarding/people", [("typed", "+77009999999")])
    #expect(!officer.page.contains("/safeguarding/people/\(girl.person)"))
  }

  @Test func restrictingIsSetAndLifted() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let girl = try await Girl.apply(kit)
    var officer = try await kit.staff(.safeguarding)
    for expected in [true, false] {
      await officer.get("/safeguarding/people/\(girl.person)")
      await officer.submit("/safeguarding/people/\(girl.person)/restriction")
      let isRestricted = try await kit.house.database.read {
        try $0.exists("SELECT 1 FROM person WHERE id = \(girl.person) AND restricted_at IS NOT NULL")
      }
      #expect(isRestricted == expected)
    }
  }

  /// Each role against each route of the room: only the officer, and she for her own.
  @Test func onlyTheOfficerMay() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let girl = try await Girl.apply(kit)
    let pages = [
      "/safeguarding", "/safeguarding/people/\(girl.person)", "/safeguarding/people/\(girl.person)/data.json",
      "/safeguarding/people/\(girl.person)/data.pdf", "/safeguarding/people/\(girl.person)/erasure",
    ]
    for role in Role.staff where role != .safeguarding {
      var browser = try await kit.staff(role)
      for page in pages {
        await browser.get(page)
        #expect(browser.status == 403, "\(role) opened \(page)")
      }
      await browser.post("/safeguarding/people/\(girl.person)/erasure")
      #expect(browser.status == 403)
      await browser.get("/status/data.json")
      #expect(browser.status == 403)
    }
    var girls = try await kit.applicant(girl.person)
    for page in pages {
      await girls.get(page)
      #expect(girls.status == 303 || girls.status == 403)
    }
  }
}
