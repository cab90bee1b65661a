import Storage
import TestKit
import Testing

@Suite struct CopyTests {
  private static let migration = Migration(
    "test-0001",
    """
    CREATE TABLE village (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT,
      height DOUBLE,
      rural BOOLEAN,
      seal BYTES
    );
    CREATE TABLE girl (
      id TEXT NOT NULL PRIMARY KEY,
      village_id TEXT NOT NULL REFERENCES village (id),
      friend_id TEXT REFERENCES girl (id)
    );
    """)
  private static let copy = Copy(tables: [migration].tables, hash: hash)

  /// Spreads bytes over 32: a stand-in for Security's, which this workshop does not import.
  @Sendable private static func hash(_ bytes: [UInt8]) -> [UInt8] {
    var state: UInt64 = 0xcbf2_9ce4_8422_2325
    var out: [UInt8] = []
    for round in UInt8(0)..<4 {
      for byte in bytes + [round] { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
      withUnsafeBytes(of: state) { out += $0 }
    }
    return out
  }

  private static func empty(_ kind: EngineKind) async throws -> Database {
    let database = try await Databases.fresh(kind)
    _ = try await database.migrate([migration], at: 1)
    return database
  }

  /// A hundred and three villages with every kind of value, and girls whose friends stand later in the table.
  private static func filled(_ kind: EngineKind) async throws -> Database {
    let database = try await empty(kind)
    try await database.write { tx in
      for number in 0..<103 {
        let seal: [UInt8]? = number.isMultiple(of: 5) ? nil : [0, 255, UInt8(number)]
        try tx.run(
          """
          INSERT INTO village (id, name, height, rural, seal)
          VALUES (\("v\(number)"), \("Ақсу ' \(number)"), \(Double(number) / 7), \(number.isMultiple(of: 2)), \(seal))
          """)
      }
      try tx.run("INSERT INTO girl (id, village_id) VALUES ('g2', 'v1')")
      try tx.run("INSERT INTO girl (id, village_id, friend_id) VALUES ('g1', 'v1', 'g2')")
      try tx.run("UPDATE girl SET friend_id = 'g1' WHERE id = 'g2'")
    }
    return database
  }

  static let ways = Databases.engines.flatMap { from in Databases.engines.map { (from, $0) } }

  @Test("a copy holds the same rows with the same sums, circles included", arguments: ways)
  func everyWay(_ from: EngineKind, _ to: EngineKind) async throws {
    let source = try await Self.filled(from)
    let target = try await Self.empty(to)
    let sums = try await Self.copy.run(from: source, to: target)
    #expect(sums.map(\.table) == ["village", "girl"])
    #expect(sums.map(\.rows) == [103, 2])
    let select: SQL = "SELECT id, name, height, rural, seal FROM village ORDER BY id"
    let before = try await source.read { try $0.rows(select).map(\.values) }
    let after = try await target.read { try $0.rows(select).map(\.values) }
    #expect(Set(before) == Set(after))
    // The references hold again as before.
    await #expect {
      try await target.write { try $0.run("INSERT INTO girl (id, village_id) VALUES ('g3', 'nowhere')") }
    } throws: {
      if case StorageFault.foreignKey = $0 { true } else { false }
    }
  }

  @Test("a target with rows is left alone", arguments: ways)
  func notEmpty(_ from: EngineKind, _ to: EngineKind) async throws {
    let source = try await Self.filled(from)
    let target = try await Self.empty(to)
    _ = try await target.write { try $0.run("INSERT INTO village (id) VALUES ('mine')") }
    await #expect(throws: CopyFault.notEmpty(table: "village")) { try await Self.copy.run(from: source, to: target) }
    let kept = try await target.read { try $0.value("SELECT count(*) FROM village", as: Int.self) }
    #expect(kept == 1)
  }

  @Test("a source that cannot be read leaves nothing behind", arguments: Databases.engines)
  func brokenSource(_ kind: EngineKind) async throws {
    let source = try await Self.filled(kind)
    _ = try await source.write { try $0.run("DROP TABLE girl") }
    let target = try await Self.empty(kind)
    await #expect(throws: (any Error).self) { try await Self.copy.run(from: source, to: target) }
    let kept = try await target.read { try $0.value("SELECT count(*) FROM village", as: Int.self) }
    #expect(kept == 0)
  }

  @Test("one changed value changes the sum, the order of the rows does not", arguments: Databases.engines)
  func sums(_ kind: EngineKind) async throws {
    let rows: [[Value]] = [[.text("a"), .integer(1)], [.text("b"), .null], [.text(""), .bytes([0])]]
    var sums: [TableSum] = []
    for order in [rows, rows.reversed(), [rows[0], rows[1], [.text(""), .bytes([1])]]] {
      var sum = TableSum(table: "t")
      for row in order { sum.add(row, Self.hash) }
      sums.append(sum)
    }
    #expect(sums[0] == sums[1])
    #expect(sums[0] != sums[2])
    #expect(sums[0].text.count == 16)
  }
}
