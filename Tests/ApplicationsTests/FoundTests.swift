import Applications
import Exchange
import Forms
import Front
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

/// Faults of other products that concern who applies, numbered as the findings of November 2026.
@Suite struct FoundTests {
  private static let essay = (1...100).map { "сөз\($0)" }.joined(separator: " ")

  private struct Scene {
    let kit: HouseKit
    let application: Application
    var girl: Browser

    init(_ kind: EngineKind, _ language: Language = .ru) async throws {
      kit = try await HouseKit.house(kind)
      application = try await Sample(state: .draft).keep(kit)
      kit.clock.move(seconds: 10)
      girl = try await kit.applicant(application.person, language)
    }

    func kept() async throws -> String {
      let (house, application) = (kit.house, application)
      return try await house.database.read { tx in
        try tx.answers(of: application.id, try tx.safe(of: application.person, house.vault))["essay"]
      }
    }
  }

  @Test(
    "B21 an old tab whose field nobody touched overwrites nothing; one that was written into says what stood there",
    arguments: Databases.engines)
  func oldTab(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    await scene.girl.get("/apply/essay")
    let before = try await scene.kept()
    var old = scene.girl
    var written = scene.girl
    scene.kit.clock.move(seconds: 1)
    await scene.girl.submit("/apply/essay", [("essay", Self.essay)])
    #expect(try await scene.kept() == Self.essay && before != Self.essay)
    scene.kit.clock.move(seconds: 1)
    await old.submit("/apply/essay", [("essay", before)])
    #expect(old.status == 303 && old.location?.contains("overtaken") == false)
    #expect(try await scene.kept() == Self.essay)
    scene.kit.clock.move(seconds: 1)
    await written.submit("/apply/essay", [("essay", "Бұл бетте жазылды")])
    #expect(written.location?.contains("overtaken=essay") == true)
    await written.follow()
    #expect(
      written.page.contains("<blockquote>") && written.page.contains("сөз100") && written.page.contains("Бұл бетте жазылды"))
  }

  @Test(
    "B22 a file larger than any page takes is answered on the page with its form, in the sentence of the smaller one",
    arguments: Databases.engines)
  func large(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    for bytes in [8_300_000, 9_600_000] {
      await scene.girl.get("/apply/document")
      await scene.girl.upload(
        "/apply/document/file", [], field: "report_card", name: "a.jpg", [UInt8](repeating: 0xFF, count: bytes))
      #expect(scene.girl.status == 303, "\(bytes)")
      await scene.girl.follow()
      #expect(scene.girl.status == 200 && scene.girl.page.contains("Файл слишком большой: не больше 8 МБ"), "\(bytes)")
      #expect(scene.girl.page.contains("action=\"/apply/document/file\"") && scene.girl.page.contains("aria-invalid"), "\(bytes)")
    }
    #expect(try await scene.kit.count("SELECT count(*) FROM file WHERE field = 'report_card'") == 0)
    // To a script the same by its status, and nobody without a session learns what pages there are.
    let stranger = await scene.kit.dispatch.reply(
      to: Request(
        .post, "/apply/document/file", headers: ["host": "127.0.0.1:8080", "content-type": "multipart/form-data; boundary=x"],
        body: [UInt8](repeating: 0, count: 9_600_000)))
    #expect(stranger.status == 303 && stranger.header("location") == "/return")
  }

  @Test("B22 a table larger than any page takes is answered on the page of the tables", arguments: Databases.engines)
  func largeTable(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var desk = try await kit.staff(.coordinator)
    await desk.upload(
      "/desk/imports", [("intake", "2026")], field: "table", name: "t.csv", [UInt8](repeating: 0x61, count: 23_000_000))
    #expect(desk.status == 422 && desk.page.contains("Файл слишком большой."), "\(desk.status)")
    #expect(
      desk.page.contains("action=\"/desk/imports\"") && desk.page.contains("type=\"file\"") && desk.page.contains("aria-invalid"))
    #expect(try await kit.count("SELECT count(*) FROM intake") == 0)
    var reader = try await kit.staff(.monitoring)
    await reader.upload("/desk/imports", [], field: "table", name: "t.csv", [UInt8](repeating: 0x61, count: 23_000_000))
    #expect(reader.status == 403)
  }

  @Test("B41 what was written while the session ended is shown, and is sent once she has come back", arguments: Databases.engines)
  func sessionGone(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    await scene.girl.get("/status/later")
    await scene.girl.submit("/status/later")
    let key = try #require(scene.girl.page.firstMatch(of: #/<p class="code">([0-9A-Z-]+)<\/p>/#)).output.1
    await scene.girl.get("/apply/essay")
    let before = try await scene.kept()
    _ = try await scene.kit.house.database.write { try $0.run("DELETE FROM session") }
    scene.kit.house.sessions.forgetEverything()
    await scene.girl.submit("/apply/essay", [("essay", Self.essay)])
    #expect(scene.girl.status == 409 && scene.girl.page.contains("сөз1 ") && scene.girl.page.contains("сөз100"))
    #expect(try await scene.kept() == before)
    await scene.girl.post("/return/key", [("key", String(key))])
    #expect(scene.girl.location == "/status/unsent")
    await scene.girl.follow()
    #expect(scene.girl.page.contains("сөз100"))
    await scene.girl.submit("/apply/essay")
    #expect(scene.girl.status == 303)
    #expect(try await scene.kept() == Self.essay)
  }
}
