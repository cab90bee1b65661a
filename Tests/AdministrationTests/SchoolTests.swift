import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@Suite struct SchoolTests {
  private static let table = """
    КАТО;Район;Село;Мектеп атауы;Наименование;БИН
    435233100;;;Үлгі мектебі;Школа Улги;000000000001
    ;Шиелийский;Акмая;Мысал мектебі;Школа Мысал;
    ;Шиелі;Жоқауыл;Сынақ мектебі;;
    ;Қиял;Ақмая;Қиял мектебі;;
    999999999;;;Кодсыз мектеп;;
    430000000;;;Облыс мектебі;;
    435233100;;;;;
    435233100;;;БСН мектебі;;12
    435233100;;;Үлгі мектебі;Школа Улги;
    """

  private func count(_ kit: HouseKit) async throws -> Int {
    try await kit.house.database.read { try $0.schoolCount() }
  }

  @Test(arguments: Databases.engines) func aTableIsLookedAtThenWrittenAndASecondTimeChangesNothing(_ kind: EngineKind)
    async throws
  {
    let kit = try await HouseKit.house(kind)
    var administrator = try await kit.staff(.administrator, .everything, .en)
    await administrator.upload("/administration/schools/imports", [], field: "table", name: "s.csv", Array(Self.table.utf8))
    #expect(administrator.status == 303)
    await administrator.follow()
    #expect(try await count(kit) == 0)
    for (line, reason) in [
      (4, "there is no such place"), (5, "the register has no such district"), (6, "the register has no such code"),
      (7, "a region&#39;s code"), (8, "the school has no name"), (9, "a BIN has 12 digits"), (10, "the same as line 2"),
    ] {
      let row = administrator.page.contains(try Regex("<th scope=\"row\" class=\"n\">\(line)</th><td>[^<]*\(reason)"))
      #expect(row, "line \(line): \(reason)")
    }
    let way = try #require(administrator.page.firstMatch(of: #/action="([^"]+/confirmation)"/#)).output.1
    await administrator.submit(String(way))
    #expect(administrator.status == 303)
    #expect(try await count(kit) == 2)
    let schools = try await kit.house.database.read { try $0.schools(placePrefix: "4352") }
    #expect(schools.map(\.nameKazakh).sorted() == ["Мысал мектебі", "Үлгі мектебі"].sorted())
    #expect(schools.allSatisfy { $0.place == "435233100" })
    await administrator.post(String(way))
    #expect(administrator.status == 409)

    await administrator.upload("/administration/schools/imports", [], field: "table", name: "s.csv", Array(Self.table.utf8))
    await administrator.follow()
    #expect(!administrator.page.contains("/confirmation\""))
  }

  @Test func aWrongColumnIsPutRightByHand() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var administrator = try await kit.staff(.administrator)
    await administrator.upload(
      "/administration/schools/imports", [], field: "table", name: "s.csv", Array("A,B\n435233100,Үлгі мектебі\n".utf8))
    let way = try #require(administrator.location)
    await administrator.follow()
    #expect(!administrator.page.contains("/confirmation\""))
    await administrator.submit(way, [("column-0", "place"), ("column-1", "kazakh")])
    await administrator.follow()
    await administrator.submit("\(way)/confirmation")
    #expect(try await count(kit) == 1)
  }

  @Test(arguments: [[], Array("%PDF-1.4".utf8), [0x89, 0x50, 0x4e, 0x47]] as [[UInt8]]) func whatIsNoTableIsRefused(
    _ bytes: [UInt8]
  ) async throws {
    let kit = try await HouseKit.house(.sqlite)
    var administrator = try await kit.staff(.administrator)
    await administrator.upload("/administration/schools/imports", [], field: "table", name: "s.csv", bytes)
    #expect(administrator.status == 422)
  }
}
