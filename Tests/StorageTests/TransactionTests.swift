import Foundation
import Storage
import Synchronization
import TestKit
import Testing

@Suite struct TransactionTests {
  private static func counter(_ kind: EngineKind) async throws -> Database {
    let database = try await Databases.fresh(kind)
    _ = try await database.migrate(
      [Migration("test-0001", "CREATE TABLE counter (\n  id TEXT NOT NULL PRIMARY KEY,\n  n BIGINT NOT NULL CHECK (n >= 0)\n);")],
      at: 1)
    _ = try await database.write { try $0.run("INSERT INTO counter (id, n) VALUES ('a', 0)") }
    return database
  }

  @Test("every kind of value comes back as it went in", arguments: Databases.engines)
  func valuesRoundTrip(_ kind: EngineKind) async throws {
    let database = try await Databases.fresh(kind)
    _ = try await database.migrate(
      [
        Migration(
          "test-0001",
          "CREATE TABLE kinds (\n  t TEXT,\n  i BIGINT,\n  d DOUBLE,\n  b BOOLEAN,\n  y BYTES\n);")
      ], at: 1)
    let bytes = [UInt8](0...255)
    let text = "Қызылорда ' ; -- \u{0441}\u{0456} ? $1"
    try await database.write { tx in
      try tx.run("INSERT INTO kinds (t, i, d, b, y) VALUES (\(text), \(Int64.max), \(0.1), \(true), \(bytes))")
      try tx.run(
        "INSERT INTO kinds (t, i, d, b, y) VALUES (\(String?.none), \(Int64?.none), \(Double?.none), \(Bool?.none), \([UInt8]?.none))"
      )
    }
    let rows = try await database.read { try $0.rows("SELECT t, i, d, b, y FROM kinds ORDER BY i NULLS LAST") }
    #expect(rows[0].values == [.text(text), .integer(.max), .real(0.1), .integer(1), .bytes(bytes)])
    #expect(rows[1].values == Array(repeating: .null, count: 5))
  }

  @Test("what is interpolated is bound, so a quote changes nothing", arguments: Databases.engines)
  func injectionIsText(_ kind: EngineKind) async throws {
    let database = try await Self.counter(kind)
    let evil = "a' OR '1'='1"
    let found = try await database.read { try $0.rows("SELECT id FROM counter WHERE id = \(evil)").count }
    #expect(found == 0)
  }

  @Test("a body that throws leaves nothing behind, and the writes beside it stand", arguments: Databases.engines)
  func throwingUndoes(_ kind: EngineKind) async throws {
    struct Stop: Error {}
    let database = try await Self.counter(kind)
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<60 {
        group.addTask {
          try? await database.write { tx in
            try tx.run("INSERT INTO counter (id, n) VALUES (\("k\(number)"), 1)")
            if number.isMultiple(of: 3) { throw Stop() }
          }
        }
      }
    }
    let kept = try await database.read { try $0.value("SELECT count(*) FROM counter WHERE n = 1", as: Int.self) }
    #expect(kept == 40)
  }

  @Test("sixty-four clients that read, add one and write back lose no step", arguments: Databases.engines)
  func serialisable(_ kind: EngineKind) async throws {
    let database = try await Self.counter(kind)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<64 {
        group.addTask {
          for _ in 0..<5 {
            try await database.write { tx in
              let n: Int = try tx.value("SELECT n FROM counter WHERE id = 'a'") ?? 0
              try tx.run("UPDATE counter SET n = \(n + 1) WHERE id = 'a'")
            }
            _ = try await database.read { try $0.value("SELECT n FROM counter WHERE id = 'a'", as: Int.self) }
          }
        }
      }
      try await group.waitForAll()
    }
    let n = try await database.read { try $0.value("SELECT n FROM counter WHERE id = 'a'", as: Int.self) }
    #expect(n == 320)
  }

  @Test("who needs longer than everybody else comes through, and soon", arguments: Databases.engines)
  func slowAmongQuick(_ kind: EngineKind) async throws {
    let database = try await Self.counter(kind)
    let tries = Mutex(0)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<16 {
        group.addTask {
          while !Task.isCancelled { _ = try await database.write { try $0.run("UPDATE counter SET n = n + 1 WHERE id = 'a'") } }
        }
      }
      try await database.write { tx in
        tries.withLock { $0 += 1 }
        let n: Int = try tx.value("SELECT n FROM counter WHERE id = 'a'") ?? 0
        Thread.sleep(forTimeInterval: 0.02)
        try tx.run("UPDATE counter SET n = \(n) WHERE id = 'a'")
      }
      group.cancelAll()
      try await group.waitForAll()
    }
    #expect(tries.withLock { $0 } <= 6)
  }

  @Test("a reader that collides again and again keeps no writer waiting", arguments: Databases.engines.filter { $0 == .postgres })
  func lateReader(_ kind: EngineKind) async throws {
    let database = try await Self.counter(kind)
    let tries = Mutex(0)
    let hasWritten = Mutex(false)
    async let read: Bool = database.read { tx in
      let attempt = tries.withLock { count in
        count += 1
        return count
      }
      // A long export that has had to begin anew more often than a writer may before it goes alone.
      if attempt < 9 { throw StorageFault.contention }
      let n: Int? = try tx.value("SELECT n FROM counter WHERE id = 'a'")
      for _ in 0..<300 where !hasWritten.withLock({ $0 }) { Thread.sleep(forTimeInterval: 0.01) }
      // Whatever was written meanwhile, it goes on seeing one state.
      let again: Int? = try tx.value("SELECT n FROM counter WHERE id = 'a'")
      return hasWritten.withLock { $0 } && n == again
    }
    while tries.withLock({ $0 }) < 9 { try await Task.sleep(for: .milliseconds(5)) }
    _ = try await database.write { try $0.run("UPDATE counter SET n = n + 1 WHERE id = 'a'") }
    hasWritten.withLock { $0 = true }
    let wasFree = try await read
    #expect(wasFree, "the writer came through while the reader read")
  }

  @Test("both engines name the same faults", arguments: Databases.engines)
  func faults(_ kind: EngineKind) async throws {
    let database = try await Self.counter(kind)
    await #expect {
      try await database.write { try $0.run("INSERT INTO counter (id, n) VALUES ('a', 2)") }
    } throws: {
      if case StorageFault.unique = $0 { true } else { false }
    }
    await #expect {
      try await database.write { try $0.run("INSERT INTO counter (id, n) VALUES ('b', -1)") }
    } throws: {
      if case StorageFault.constraint = $0 { true } else { false }
    }
  }

  @Test("a migration changed after it ran is refused, and so is a database from the future", arguments: Databases.engines)
  func migrationsAreForwardOnly(_ kind: EngineKind) async throws {
    let database = try await Databases.fresh(kind)
    let first = Migration("test-0001", "CREATE TABLE one (\n  id TEXT NOT NULL PRIMARY KEY\n);")
    let second = Migration("test-0002", "CREATE TABLE two (\n  id TEXT NOT NULL PRIMARY KEY\n);")
    #expect(try await database.migrate([first, second], at: 1) == ["test-0001", "test-0002"])
    #expect(try await database.migrate([first, second], at: 2) == [])
    await #expect(throws: StorageFault.self) {
      try await database.migrate([first, Migration("test-0002", "CREATE TABLE three (\n  id TEXT\n);")], at: 3)
    }
    await #expect(throws: StorageFault.self) { try await database.migrate([first], at: 3) }
  }

  @Test("an empty list matches nothing", arguments: Databases.engines)
  func emptyList(_ kind: EngineKind) async throws {
    let database = try await Self.counter(kind)
    let none = try await database.read { try $0.rows("SELECT id FROM counter WHERE id IN (\(list: [String]()))").count }
    let one = try await database.read { try $0.rows("SELECT id FROM counter WHERE id IN (\(list: ["a", "z"]))").count }
    #expect((none, one) == (0, 1))
  }
}
