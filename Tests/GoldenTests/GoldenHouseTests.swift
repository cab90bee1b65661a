import Applications
import Foundation
import Front
import HouseKit
import Programme
import Security
import Site
import Storage
import TestKit
import Testing
import WholeHouse
import Words

/// A house that was filled once stands in the repository, and every later step of the schema is tried on it: docs/decisions/0025.
@Suite struct GoldenHouseTests {
  private static let isWriting = ProcessInfo.processInfo.environment["KERUEN_WRITE_GOLDEN_HOUSE"] == "1"

  private static func loaded(_ kind: EngineKind) async throws -> Database {
    try await Databases.copy(of: "golden house", kind) { try await GoldenHouse.load(into: $0) }
  }

  /// Opened with the program of today, on the day it was written.
  private static func opened(_ database: Database) async throws -> HouseKit {
    try await HouseKit.house(on: database, at: GoldenHouse.moment)
  }

  // MARK: Writing

  @Test("writes the house anew, twice with the same bytes", .enabled(if: isWriting))
  func write() async throws {
    var written: [[String: String]] = []
    for _ in 1...2 {
      let kit = try await Filling.house(applications: 600)
      #expect(kit.clock.now == GoldenHouse.moment)
      let before =
        written.first?["person_key.tsv"].map { GoldenTable(named: "person_key", $0) } ?? GoldenTable(named: "person_key")
      let known = GoldenHouse.keys(before, kit.house.vault)
      let sealed = try GoldenSeals.register()
      var files = try await kit.house.database.read { tx in
        try GoldenHouse.dump(tx, sealed: sealed, kit.house.vault, known: known)
      }
      files["sealed.txt"] = sealed.sorted().map { $0 + "\n" }.joined()
      files["migrations.tsv"] = Front.migrations(Site.rooms).map { GoldenHouse.line(of: $0) + "\n" }.joined()
      files["key.txt"] = HouseKit.masterKey + "\n"
      files["readings.tsv"] = try await Readings(kit).text
      written.append(files)
    }
    for (name, text) in written[0] where written[1][name] != text {
      let (one, other) = (text.split(separator: "\n"), (written[1][name] ?? "").split(separator: "\n"))
      let first = zip(one, other).first { $0 != $1 }
      Issue.record("\(name) is another each time: \(first?.0 ?? "") | \(first?.1 ?? "")")
    }
    let vault = Vault(master: try MasterKey(text: HouseKit.masterKey))
    let tables = try ["person_detail", "person_key"].map { GoldenTable(named: $0, try #require(written[0]["\($0).tsv"])) }
    written[0]["seals.tsv"] = try GoldenHouse.seals(tables[0], GoldenHouse.keys(tables[1], vault), vault)
    try? FileManager.default.removeItem(at: GoldenHouse.folder)
    try FileManager.default.createDirectory(at: GoldenHouse.folder, withIntermediateDirectories: true)
    for (name, text) in written[0] {
      try text.write(to: GoldenHouse.folder.appending(path: name), atomically: true, encoding: .utf8)
    }
  }

  // MARK: The frozen steps

  @Test("no step that the golden house has taken was edited, dropped or moved since")
  func frozen() throws {
    #expect(GoldenHouse.changes(to: try GoldenHouse.steps(), in: Front.migrations(Site.rooms)) == [])
  }

  @Test("an edited step, a dropped one and another order are seen; a step behind or between them is none of that")
  func planted() throws {
    let golden = try GoldenHouse.steps()
    let today = Front.migrations(Site.rooms)
    let first = today[0]
    let edited = [Migration(first.name, first.text + "\n")] + today.dropFirst()
    #expect(GoldenHouse.changes(to: golden, in: edited) == ["\(first.name) was edited: write a new step instead"])
    #expect(GoldenHouse.changes(to: golden, in: Array(today.dropFirst())) == ["\(first.name) is gone"])
    #expect(GoldenHouse.changes(to: golden, in: today.reversed()) == ["the steps are in another order"])
    let later = Migration("applications-9999-later", "CREATE TABLE later (id TEXT NOT NULL PRIMARY KEY);")
    #expect(GoldenHouse.changes(to: golden, in: [today[0], later] + today.dropFirst()) == [])
  }

  // MARK: The house

  @Test("the files are the house: written from the database they are the same bytes", arguments: Databases.engines)
  func whole(_ kind: EngineKind) async throws {
    let database = try await Self.loaded(kind)
    let vault = Vault(master: try GoldenHouse.key())
    let known = GoldenHouse.keys(GoldenTable(named: "person_key"), vault)
    let files = try await database.read { try GoldenHouse.dump($0, sealed: GoldenHouse.sealed(), vault, known: known) }
    let names = Set(try FileManager.default.contentsOfDirectory(atPath: GoldenHouse.folder.path))
    #expect(Set(try GoldenHouse.taken().tables.map { "\($0).tsv" }) == Set(files.keys), "every table has a row to lose")
    #expect(Set(files.keys) == names.subtracting(["key.txt", "migrations.tsv", "readings.tsv", "sealed.txt", "seals.tsv"]))
    for (name, text) in files { #expect(text.utf8.elementsEqual(try GoldenHouse.text(of: name).utf8), "\(name)") }
  }

  @Test(
    "brought to the newest schema it is a house like any other, and tells everybody what it told", arguments: Databases.engines)
  func newest(_ kind: EngineKind) async throws {
    let database = try await Self.loaded(kind)
    let kit = try await Self.opened(database)
    let schema = try await database.read { try SchemaText.of($0) }
    #expect(try Self.lines(schema) == Self.lines(try await Self.fresh(kind, Front.migrations(Site.rooms))))
    let readings = try await Readings(kit)
    #expect(readings.difference(from: try .golden()) == [], "today it tells:\n\(readings.text)")
    #expect(try await database.read { try GoldenHouse.lost($0) } == [])
    #expect(try await database.read { try $0.verifyAudit(kit.house.vault) }.breaks.isEmpty)
    try await Self.serves(kit)
  }

  @Test("a later step that makes the applications anew changes nothing that anybody is told", arguments: Databases.engines)
  func remade(_ kind: EngineKind) async throws {
    let database = try await Self.loaded(kind)
    let today = Front.migrations(Site.rooms)
    let head = "-- made anew: application\n"
    let text = try #require(today.last { $0.text.hasPrefix(head) }).text.dropFirst(head.count)
    let definition = text.split(separator: "\n").filter { !$0.hasPrefix("-- ") }.joined(separator: "\n")
    let wider = definition.replacing("'withdrawn', 'joined')),", with: "'withdrawn', 'joined', 'paused')),")
    try #require(wider != definition)
    let step = Migration("applications-9999-paused", Remake("application", wider))
    let later = Room(name: "later", migrations: [step], routes: [])
    let kit = try await HouseKit.house(on: database, at: GoldenHouse.moment, beside: [later])
    #expect(try await database.read { try SchemaText.of($0) }.contains("'paused'"))
    #expect(try await Readings(kit).difference(from: .golden()) == [])
    #expect(try await database.read { try GoldenHouse.lost($0) } == [])
    try await Self.serves(kit)
  }

  /// For each matter a step that loses a row or a value of it.
  private static let losses = [
    "answers": "DELETE FROM answer WHERE id = (SELECT min(id) FROM answer);",
    "applications":
      "UPDATE application SET district = NULL WHERE code = (SELECT min(code) FROM application WHERE district <> '');",
    "audit": "UPDATE audit SET details = 'x' WHERE sequence = 3;",
    "consents": "UPDATE consent SET channel = 'paper' WHERE id = (SELECT min(id) FROM consent);",
    "files": "DELETE FROM file_chunk WHERE file_id = (SELECT min(file_id) FROM file_chunk);",
    "history": "UPDATE application_event SET note = NULL;",
    "letters": "UPDATE outbox SET tries = 7 WHERE id = (SELECT min(id) FROM outbox);",
    "objections": "UPDATE objection SET reason = NULL;",
    "people": "DELETE FROM person_detail WHERE kind = 'iin';",
    "published": "DELETE FROM selection_seat WHERE number = 60;",
    "results": "DELETE FROM selection_appeal;",
    "roles": "UPDATE membership SET ended_at = 1 WHERE role = 'chair';",
  ]

  @Test("steps that lose a row or a value of each matter are found out", arguments: Databases.engines)
  func losses(_ kind: EngineKind) async throws {
    let steps = Self.losses.sorted { $0.key < $1.key }.map { Migration("later-\($0.key)", $0.value) }
    let later = Room(name: "later", migrations: steps, routes: [])
    let kit = try await HouseKit.house(on: try await Self.loaded(kind), at: GoldenHouse.moment, beside: [later])
    #expect(try await Readings(kit).difference(from: .golden()) == Self.losses.keys.sorted())
    let lost = try await kit.house.database.read { try GoldenHouse.lost($0) }
    #expect(Set(lost) == ["answer", "file_chunk", "person_detail", "selection_appeal", "selection_seat"])
  }

  @Test(
    "one step's loss is told of its own matter and no other",
    arguments: ["consents", "results"])
  func loss(_ matter: String) async throws {
    let later = Room(name: "later", migrations: [Migration("later-0001-loss", Self.losses[matter] ?? "")], routes: [])
    let kit = try await HouseKit.house(on: try await Self.loaded(.sqlite), at: GoldenHouse.moment, beside: [later])
    #expect(try await Readings(kit).difference(from: .golden()) == [matter])
  }

  private static func fresh(_ kind: EngineKind, _ steps: [Migration]) async throws -> String {
    let database = try await Databases.fresh(kind)
    _ = try await database.migrate(steps, at: 1)
    return try await database.read { try SchemaText.of($0) }
  }

  private static func lines(_ text: String) throws -> [Substring] { text.split(separator: "\n").sorted() }

  /// The desk, an application on it, the page of a girl who was offered a place, and what is published.
  private static func serves(_ kit: HouseKit) async throws {
    let girl = try #require(
      try await kit.house.database.read { tx in
        try tx.row(
          """
          SELECT person_id, code FROM selection_candidate
          JOIN selection_offer ON selection_offer.application_id = selection_candidate.application_id
          JOIN selection_answer ON selection_answer.offer_id = selection_offer.id
          WHERE answer = 'accepted' ORDER BY code LIMIT 1
          """
        ).map { (person: try $0[0] as ID<Person>, code: try $0[1] as String) }
      })
    let name = try #require(
      try await kit.house.database.read { try $0.person(girl.person, kit.house.vault).name?.full }?.split(separator: " ").last)
    var desk = try await kit.staff(.coordinator)
    for target in ["/desk", "/desk/applications", "/desk/selection", "/desk/messages"] {
      await desk.get(target)
      #expect(desk.status == 200, "\(target)")
    }
    await desk.get("/desk/applications/\(girl.code)")
    #expect(desk.status == 200 && desk.page.contains(name))
    var hers = try await kit.applicant(girl.person)
    await hers.get("/status")
    #expect(hers.status == 200 && hers.page.contains(girl.code))
    await hers.get("/result")
    #expect(hers.status == 200 && hers.page.contains("Орын сенікі"))
    var anybody = kit.browser()
    await anybody.get("/results")
    #expect(anybody.status == 200 && anybody.page.contains(girl.code))
  }
}
