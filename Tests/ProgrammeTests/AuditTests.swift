import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@Suite struct AuditTests {
  private static func kept(_ kind: EngineKind, entries: Int = 20) async throws -> HouseKit {
    let kit = try await HouseKit.house(kind)
    let house = kit.house
    for number in 0..<entries {
      try await house.database.write { try $0.record(.test, "subject \(number % 3)", "n=\(number)", by: "test", house) }
    }
    return kit
  }

  /// A new house makes the key it signs with.
  private static let ofOpening = 1

  private static func verdict(_ kit: HouseKit) async throws -> AuditVerdict {
    let vault = kit.house.vault
    return try await kit.house.database.read { try $0.verifyAudit(vault) }
  }

  @Test(arguments: Databases.engines) func anUntouchedLogHolds(_ kind: EngineKind) async throws {
    let verdict = try await Self.verdict(try await Self.kept(kind))
    #expect(verdict.entries == 20 + Self.ofOpening)
    #expect(verdict.breaks.isEmpty)
    #expect(verdict.heads.count == verdict.lanes)
  }

  @Test("what an entry holds besides is read in words: roles, purposes, places and counts")
  func details() async throws {
    let house = try await HouseKit.house(.sqlite).house
    #expect(house.shown(details: "coordinator", .ru) == Language.ru(Role.coordinator.name))
    let consent = house.shown(details: "signer=girl yes=[take_part photo] no=[] version=2", .ru)
    #expect(consent == "ответил: личный ответ; согласие: Участие в программе, Фото и видео; версия текста: 2")
    #expect(house.shown(details: "n=7", .en) == "count: 7")
    #expect(house.shown(details: "01-ABCD state=submitted", .en) == "01-ABCD; state: submitted")
    #expect(house.shown(details: "", .kk) == "")
  }

  static let tamperings: [SQL] = [
    "UPDATE audit SET details = 'n=99' WHERE details = 'n=7'",
    "UPDATE audit SET actor = 'somebody' WHERE details = 'n=7'",
    "UPDATE audit SET at = at + 1 WHERE details = 'n=7'",
    "UPDATE audit SET subject = 'other' WHERE details = 'n=7'",
    "UPDATE audit SET hash = previous WHERE details = 'n=7'",
  ]

  @Test("a changed row is found where it was changed", arguments: Databases.engines, tamperings)
  func changed(_ kind: EngineKind, _ tampering: SQL) async throws {
    let kit = try await Self.kept(kind)
    let (lane, sequence) = try await kit.house.database.read { tx in
      let row = try tx.rows("SELECT lane, sequence FROM audit WHERE details = 'n=7'")[0]
      return (try row["lane"] as Int, try row["sequence"] as Int64)
    }
    #expect(try await kit.house.database.write { try $0.run(tampering) } == 1)
    let verdict = try await Self.verdict(kit)
    #expect(verdict.breaks.map(\.lane) == [lane])
    #expect(verdict.breaks.map(\.sequence) == [sequence])
  }

  @Test("a row taken out, and one put in, are found", arguments: Databases.engines)
  func takenOut(_ kind: EngineKind) async throws {
    let kit = try await Self.kept(kind)
    // On PostgreSQL several connections kept entries, so a lane may end with this very row.
    _ = try await kit.house.database.write { tx in
      try tx.run(
        """
        DELETE FROM audit WHERE sequence = 1 AND lane = (SELECT lane FROM audit GROUP BY lane ORDER BY count(*) DESC, lane LIMIT 1)
        """)
    }
    #expect(try await Self.verdict(kit).breaks.map(\.sequence) == [2])
    let other = try await Self.kept(kind, entries: 3)
    _ = try await other.house.database.write { tx in
      try tx.run(
        """
        INSERT INTO audit (lane, sequence, at, actor, act, subject, details, previous, hash)
        SELECT lane, sequence + 1, at, actor, act, subject, 'slipped in', hash, hash FROM audit ORDER BY lane, sequence DESC LIMIT 1
        """)
    }
    #expect(try await Self.verdict(other).breaks.count == 1)
  }

  @Test("a log cut at its end holds in itself, but its head is another one")
  func cut() async throws {
    let kit = try await Self.kept(.sqlite)
    let before = try await Self.verdict(kit)
    try await kit.house.database.write { _ = try $0.run("DELETE FROM audit WHERE sequence > 15") }
    let after = try await Self.verdict(kit)
    #expect(after.breaks.isEmpty)
    #expect(after.heads[0].hash != before.heads[0].hash)
    #expect(after.heads[0].sequence == 15)
  }

  @Test("an act whose entry cannot be kept does not happen", arguments: Databases.engines)
  func together(_ kind: EngineKind) async throws {
    let kit = try await Self.kept(kind, entries: 1)
    let house = kit.house
    struct NoRoom: Error {}
    await #expect(throws: NoRoom.self) {
      try await house.database.write { tx in
        try tx.record(.test, "subject", by: "test", house)
        throw NoRoom()
      }
    }
    let entries = try await house.database.read { try $0.auditEntries(of: "subject") }
    #expect(entries.isEmpty)
    #expect(try await Self.verdict(kit).breaks.isEmpty)
  }

  @Test("writers beside each other keep their chains whole", arguments: Databases.engines)
  func manyWriters(_ kind: EngineKind) async throws {
    let kit = try await Self.kept(kind, entries: 0)
    let house = kit.house
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<120 {
        group.addTask { try await house.database.write { try $0.record(.test, "s", "n=\(number)", by: "test", house) } }
      }
      try await group.waitForAll()
    }
    let verdict = try await Self.verdict(kit)
    #expect(verdict.entries == 120 + Self.ofOpening)
    #expect(verdict.breaks.isEmpty)
  }
}

extension AuditAct {
  fileprivate static let test = AuditAct("test.act", Phrase(verbatim: "test"))
}
