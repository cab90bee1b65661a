import Applications
import ApplicationsKit
import Documents
import Foundation
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Selection

@Suite struct EvidenceTests {
  @Test("a table names each refused line, changes nothing until confirmed, and twice is once", arguments: Databases.engines)
  func table(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 3, places: 1)
    var coordinator = try await scene.kit.staff(.coordinator)
    let codes = scene.girls.map(\.code)
    let table = """
      code;test;test error
      \(codes[0]);55,5;1,5
      \(codes[1]);101;1
      \(codes[0]);60;1
      ZZ-0000;60;1
      \(codes[2]);;
      """
    for turn in 1...2 {
      await coordinator.get("/desk/selection/evidence")
      #expect(coordinator.page.contains("<b>3</b>в отборе") && coordinator.page.contains("<b>3</b>Тест"))
      await coordinator.upload("/desk/selection/evidence", [], field: "table", name: "t.csv", Array(table.utf8))
      #expect(coordinator.status == 303, "\(coordinator.page)")
      let page = coordinator.location ?? ""
      await coordinator.follow()
      for words in ["«101»", "уже есть в строке 2", "нет такого кода", "Нет ни одного значения"] {
        #expect(coordinator.page.contains(words), "\(words)")
      }
      #expect(try await scene.count("SELECT count(*) FROM selection_evidence") == 3 + turn - 1)
      if turn == 1 {
        await coordinator.submit("\(page)/confirmation")
        #expect(coordinator.status == 303)
        await coordinator.post("\(page)/confirmation")
        #expect(coordinator.status == 409)
      } else {
        #expect(!coordinator.page.contains("\(page)/confirmation"))
      }
    }
    #expect(try await scene.count("SELECT count(*) FROM selection_evidence") == 4)
    let first = scene.girls[0].id
    let now: Double? = try await scene.kit.house.database.read {
      try $0.value("SELECT value FROM selection_evidence_now WHERE application_id = \(first)")
    }
    #expect(now == 55.5)
  }

  /// The same results as spreadsheets of three kinds of offices save them.
  @Test("XLSX, Windows-1251 and UTF-16 are read alike", arguments: ["xlsx", "windows-1251", "utf-16"])
  func encodings(_ kind: String) async throws {
    let scene = try await Scene(.sqlite, girls: 2, places: 1)
    let codes = scene.girls.map(\.code)
    let text = "код;Тест;погрешность\r\n\(codes[0]);55,5;1,5\r\n\(codes[1]);60;2\r\n"
    let bytes: [UInt8]
    switch kind {
    case "xlsx":
      let writer = try XLSXWriter(sheet: "нәтиже", columns: ["код", "Тест", "погрешность"].map { XLSXWriter.Column($0) })
      try writer.write([.text(codes[0]), .number(55.5), .number(1.5)])
      try writer.write([.text(codes[1]), .text("60"), .number(2)])
      bytes = try writer.finish()
    case "windows-1251": bytes = [UInt8](try #require(text.data(using: .windowsCP1251)))
    default: bytes = [UInt8](try #require(text.data(using: .utf16)))
    }
    var coordinator = try await scene.kit.staff(.coordinator)
    await coordinator.upload("/desk/selection/evidence", [], field: "table", name: "t.\(kind)", bytes)
    #expect(coordinator.status == 303, "\(coordinator.page)")
    let page = coordinator.location ?? ""
    await coordinator.follow()
    await coordinator.submit("\(page)/confirmation")
    #expect(coordinator.status == 303, "\(coordinator.page)")
    let values: [Double] = try await scene.kit.house.database.read {
      try $0.rows("SELECT value FROM selection_evidence_now ORDER BY value") { try $0[0] }
    }
    #expect(values == [55.5, 60])
  }

  @Test("a coordinator of one region brings results of that region only")
  func region() async throws {
    let scene = try await Scene(.sqlite, girls: 2, places: 1)
    let codes = scene.girls.map(\.code)
    var coordinator = try await scene.kit.staff(.coordinator, Scope(regions: ["430000000"]))
    let table = "code;test;test error\n\(codes[0]);11;1\n\(codes[1]);12;1\n"
    await coordinator.upload("/desk/selection/evidence", [], field: "table", name: "t.csv", Array(table.utf8))
    let page = coordinator.location ?? ""
    await coordinator.follow()
    #expect(coordinator.page.contains("нет такого кода"))
    await coordinator.submit("\(page)/confirmation")
    #expect(try await scene.count("SELECT count(*) FROM selection_evidence WHERE value = 11") == 1)
    #expect(try await scene.count("SELECT count(*) FROM selection_evidence WHERE value = 12") == 0)
  }

  @Test("a picture is no table")
  func picture() async throws {
    let scene = try await Scene(.sqlite, girls: 1, places: 1)
    var coordinator = try await scene.kit.staff(.coordinator)
    await coordinator.upload("/desk/selection/evidence", [], field: "table", name: "t.csv", Girl.png)
    #expect(coordinator.status == 422)
  }

  @Test("a run of many candidates reads them in a handful of statements")
  func handful() async throws {
    let scene = try await Scene(.sqlite, girls: 40, places: 10)
    let (cycle, policy) = (scene.cycle, scene.policy)
    let counts = try await scene.kit.house.database.read { tx in
      let before = tx.statements
      _ = try tx.selectionField(cycle, for: [try tx.policy(policy).file])
      return tx.statements - before
    }
    #expect(counts == 3)
  }
  @Test("a table that is silent about errors takes none away; a heading that says only error means the only result's")
  func silentAboutErrors() async throws {
    let scene = try await Scene(.sqlite, girls: 2, places: 1)
    var coordinator = try await scene.kit.staff(.coordinator)
    func preview(_ table: String) async {
      await coordinator.upload("/desk/selection/evidence", [], field: "table", name: "t.csv", Array(table.utf8))
      await coordinator.follow()
    }
    let code = scene.girls[0].code
    await preview("код;тест\n\(code);11\n")
    #expect(coordinator.page.contains("у прежнего результата есть погрешность") && !coordinator.page.contains("± 0"))
    await preview("код;тест;погрешность\n\(code);11;2\n")
    #expect(coordinator.page.contains(/11(,0)? ± 2/))
  }

  @Test(
    "a table of results is taken back: values before it count again, where nothing later stands", arguments: Databases.engines)
  func undo(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 3, places: 1)
    var coordinator = try await scene.kit.staff(.coordinator)
    let codes = scene.girls.map(\.code)
    func take(_ table: String) async throws -> String {
      scene.kit.clock.move(seconds: 60)
      await coordinator.upload("/desk/selection/evidence", [], field: "table", name: "t.csv", Array(table.utf8))
      let page = coordinator.location ?? ""
      await coordinator.follow()
      await coordinator.submit("\(page)/confirmation")
      return page
    }
    func value(_ girl: Int) async throws -> Double? {
      let id = scene.girls[girl].id
      return try await scene.kit.house.database.read {
        try $0.value("SELECT value FROM selection_evidence_now WHERE application_id = \(id)")
      }
    }
    let before = try await value(0)
    let first = try await take("code;test;test error\n\(codes[0]);11;0\n\(codes[1]);12;0\n")
    _ = try await take("code;test\n\(codes[1]);13\n")
    #expect(try await value(0) == 11)
    #expect(try await value(1) == 13)
    await coordinator.get("\(first)/undo")
    #expect(
      coordinator.page.contains("<b>1</b>записей станут прежними") && coordinator.page.contains("<b>1</b>записей останется"))
    #expect(coordinator.page.contains(codes[1]) && coordinator.page.contains("внесён новый результат"))
    await coordinator.submit("\(first)/undo", [("reason", "Не та ведомость")])
    try await scene.kit.runJobs()
    #expect(try await value(0) == before)
    #expect(try await value(1) == 13)
    await coordinator.get(first)
    #expect(coordinator.page.contains("Не та ведомость"))
  }
}
