import Exchange
import HouseKit
import Programme
import Storage
import StorageSQLite
import Synchronization
import TestKit
import Testing
import WholeHouse
import Words

/// The database is away for a while, or the disk is full: the house says so, and asks to be tried again.
@Suite struct OutageTests {
  @Test func anOutageIsNoMistakeOfOurs() async throws {
    let engine = Fragile(try Databases.sqlite())
    let kit = try await HouseKit.house(on: Database(engine: engine))
    var administrator = try await kit.staff(.administrator, .everything, .en)
    await administrator.get("/health/ready")
    #expect((administrator.status, administrator.page) == (200, "ready\n"))
    engine.fault.withLock { $0 = .connection("gone") }
    for page in ["/desk", "/administration/people", "/"] {
      await administrator.get(page)
      #expect(administrator.status == 503, "\(page)")
      #expect(administrator.reply.header("retry-after") == "10")
      #expect(administrator.page.contains("The database does not answer just now"))
    }
    for page in ["/health", "/health/ready"] {
      await administrator.get(page)
      #expect(administrator.status == 503, "\(page)")
    }
    engine.fault.withLock { $0 = .statement("no such table") }
    await administrator.get("/desk")
    #expect(administrator.status == 500)
    engine.fault.withLock { $0 = nil }
    await administrator.get("/desk")
    #expect(administrator.status == 200)
  }

  @Test("a house that can only be read lives and is not ready")
  func fullDisk() async throws {
    let engine = Fragile(try Databases.sqlite())
    let kit = try await HouseKit.house(on: Database(engine: engine))
    engine.failsReads.withLock { $0 = false }
    engine.fault.withLock { $0 = .connection("database or disk is full") }
    var anybody = kit.browser()
    await anybody.get("/health")
    #expect(anybody.status == 200)
    await anybody.get("/health/ready")
    #expect((anybody.status, anybody.page) == (503, "the database cannot be written\n"))
    #expect(anybody.reply.header("retry-after") == "10")
  }

  @Test("asking again and again writes one row in five seconds", arguments: Databases.engines)
  func seldom(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var anybody = kit.browser()
    var probes: Set<Int64?> = []
    for _ in 0..<6 {
      await anybody.get("/health/ready")
      #expect(anybody.status == 200)
      probes.insert(try await kit.house.database.read { try $0.value("SELECT probed_at FROM house", as: Int64.self) })
      kit.clock.move(seconds: 2)
    }
    #expect(probes.count == 2)
  }
}

/// A database that fails when it is told to.
private final class Fragile: Engine {
  let fault = Mutex<StorageFault?>(nil)
  let failsReads = Mutex(true)
  private let base: SQLiteEngine

  init(_ base: SQLiteEngine) { self.base = base }

  var kind: EngineKind { base.kind }
  func read(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending) {
    if failsReads.withLock({ $0 }), let fault = fault.withLock({ $0 }) { return ended(.failure(fault)) }
    base.read(body, ended: ended)
  }
  func write(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending) {
    if let fault = fault.withLock({ $0 }) { return ended(.failure(fault)) }
    base.write(body, ended: ended)
  }
  func purge(ended: @escaping Engine.Ending) { base.purge(ended: ended) }
  func sweep(_ tables: [String], whole: [String], ended: @escaping Engine.Ending) {
    base.sweep(tables, whole: whole, ended: ended)
  }
  func close() { base.close() }
}
