import HouseKit
import Programme
import Storage
import StorageSQLite
import Synchronization
import TestKit
import Testing
import WholeHouse
import Words

/// What the main pages make the database walk through, in Schema/plans.txt: a whole table read, or rows sorted after they are
/// found, is a decision that stands there, not an accident of a changed statement.
@Suite struct PlanTests {
  @Test func mainPagesWalkThroughNothingButWhatIsWrittenDown() async throws {
    let watch = try await Watch()
    let kit = try await HouseKit.house(on: Database(engine: watch))
    var girl = kit.browser()
    await girl.post("/apply")
    let question = try #require(girl.location)
    var text = ""
    for target in [question, "/apply/check", "/status", "/status/data", "/result"] {
      text += try await plan(of: target, &girl, watch, kit)
    }
    var coordinator = try await kit.staff(.coordinator)
    for target in [
      "/desk", "/desk/applications", "/desk/applications?state=draft&region=430000000&grade=9&language=kk",
      "/desk/applications?state=draft&state=submitted&consent=none&sort=grade&order=down", "/desk/applications?sort=place",
      "/desk/applications?assigned=mine", "/desk/applications?assigned=nobody&notes=yes", "/desk/assignments?state=submitted",
      "/desk/applications?sort=code&page=2", "/desk/duplicates", "/desk/papers",
      "/desk/consents", "/desk/messages", "/desk/imports", "/desk/selection", "/desk/selection/evidence", "/desk/appeals",
      "/results", "/selection",
    ] {
      text += try await plan(of: target, &coordinator, watch, kit)
    }
    await coordinator.post("/desk/searches", [("q", "үлгі")])
    let found = try #require(coordinator.location)
    text += try await plan(of: found, called: "/desk/applications?find=…", &coordinator, watch, kit)
    var officer = try await kit.staff(.safeguarding)
    for target in ["/safeguarding", "/safeguarding/audit"] { text += try await plan(of: target, &officer, watch, kit) }
    var administrator = try await kit.staff(.administrator)
    for target in ["/administration", "/administration/people", "/administration/messages", "/administration/schools"] {
      text += try await plan(of: target, &administrator, watch, kit)
    }
    #expect(try Golden.difference(text, from: "Schema/plans.txt") == nil)
  }

  private func plan(
    of target: String, called title: String? = nil, _ browser: inout Browser, _ watch: Watch, _ kit: HouseKit
  ) async throws -> String {
    watch.forget()
    await browser.get(target)
    #expect(browser.status == 200, "\(target)")
    let seen = watch.statements
    let steps = try await kit.house.database.read { tx in
      try seen.flatMap { statement in
        try tx.rows(SQL(trusted: "EXPLAIN QUERY PLAN ") + statement) { try $0["detail"] as String }
      }
    }
    let walks = Set(steps.filter { $0.hasPrefix("SCAN") || $0.contains("TEMP B-TREE") })
    return "GET \(title ?? target)\n" + walks.sorted().map { "  \($0)\n" }.joined()
  }
}

/// An engine that remembers which statements read; of those that write too, where it is asked.
final class Watch: Engine {
  private let base: SQLiteEngine
  private let seen = Mutex<[String: SQL]>([:])
  private let hearsWrites: Bool

  init(hearsWrites: Bool = false) async throws {
    base = try Databases.sqlite()
    self.hearsWrites = hearsWrites
  }

  var kind: EngineKind { base.kind }
  var statements: [SQL] { seen.withLock { seen in seen.sorted { $0.key < $1.key }.map(\.value) } }

  func forget() { seen.withLock { $0 = [:] } }
  func read(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending) { base.read(watched(body), ended: ended) }
  func write(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending) { base.write(watched(body), ended: ended) }
  func purge(ended: @escaping Engine.Ending) { base.purge(ended: ended) }
  func sweep(_ tables: [String], whole: [String], ended: @escaping Engine.Ending) {
    base.sweep(tables, whole: whole, ended: ended)
  }
  func close() { base.close() }

  private func watched(_ body: @escaping Engine.Body) -> Engine.Body {
    { [self] transaction in
      let ear = Ear(transaction.connection, hearsWrites) { sql in self.seen.withLock { $0[sql.text] = sql } }
      try body(Transaction(connection: ear, lane: 0))
    }
  }

  /// What lies below an ear.
  static func base(of connection: any Connection) -> any Connection { (connection as? Ear)?.base ?? connection }

  private final class Ear: Connection {
    let base: any Connection
    private let hearsWrites: Bool
    private let heard: (SQL) -> Void

    init(_ base: any Connection, _ hearsWrites: Bool, _ heard: @escaping (SQL) -> Void) {
      (self.base, self.hearsWrites, self.heard) = (base, hearsWrites, heard)
    }

    var kind: EngineKind { base.kind }
    func script(_ text: String) throws { try base.script(text) }
    func run(_ sql: SQL, each: ((Row) throws -> Void)?) throws -> Int {
      if each != nil || hearsWrites { heard(sql) }
      return try base.run(sql, each: each)
    }
  }
}
