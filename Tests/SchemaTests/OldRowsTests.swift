import Programme
import Storage
import TestKit
import Testing

/// Rows an older program wrote, after the steps that changed their table.
@Suite struct OldRowsTests {
  private static let now: Int64 = 1_795_150_800_000

  /// An id as the house makes them.
  private static func id(_ number: Int) -> String {
    "01990000-0000-7000-8000-" + String(repeating: "0", count: 11) + String(number)
  }

  /// A database as it stood before a step, with an intake, five people and an application.
  private static func before(_ step: String, _ kind: EngineKind) async throws -> (Database, [Migration]) {
    let steps = try SchemaTests.steps()
    let position = try #require(steps.firstIndex { $0.name == step })
    let database = try await Databases.fresh(kind)
    _ = try await database.migrate(Array(steps[..<position]), at: now)
    try await database.write { tx in
      for number in 1...5 {
        try tx.run("INSERT INTO person (id, created_at, language) VALUES (\(id(number)), \(now), 'kk')")
      }
      try tx.run(
        """
        INSERT INTO cycle (id, key, name_kk, name_ru, name_en, regions, created_at) VALUES ('cycle', 'k', 'a', 'a', 'a', '', \(now))
        """)
      try tx.run(
        """
        INSERT INTO application (id, code, cycle_id, person_id, state, consent, source, form_version, started_at, changed_at,
          submitted_at)
        VALUES ('application', 'AA-AAAA', 'cycle', \(id(1)), 'submitted', 'girl', 'web', '1', \(now), \(now), \(now))
        """)
    }
    return (database, steps)
  }

  @Test("whoever was admitted to the test may sit it: state, history and drafts of messages say so", arguments: Databases.engines)
  func eligible(_ kind: EngineKind) async throws {
    let (database, steps) = try await Self.before("applications-0013-eligible", kind)
    try await database.write { tx in
      try tx.run("UPDATE application SET state = 'admitted', decided_at = \(Self.now)")
      for kind in ["admitted", "submitted"] {
        try tx.run(
          """
          INSERT INTO application_event (id, application_id, at, kind, actor, details)
          VALUES (\(kind), 'application', \(Self.now), \(kind), 'desk', '')
          """)
      }
      try tx.run(
        """
        INSERT INTO bulk_message (id, cycle_id, filter, channel, subject_kk, subject_ru, subject_en, body_kk, body_ru, body_en,
          drafted_by, drafted_at, recipients, recipients_hash)
        VALUES ('message', 'cycle', 'state=admitted&grade=9', 'sms', '', '', '', '', '', '', \(Self.id(2)), \(Self.now), 1,
          \([1] as [UInt8]))
        """)
    }
    _ = try await database.migrate(steps, at: Self.now)
    let words: [String?] = try await database.read { tx in
      [
        try tx.value("SELECT state FROM application"), try tx.value("SELECT kind FROM application_event WHERE id = 'admitted'"),
        try tx.value("SELECT filter FROM bulk_message"),
        try tx.value("SELECT application_id FROM selection_candidate WHERE may_take_part"),
      ]
    }
    #expect(words == ["eligible", "eligible", "state=eligible&grade=9", nil])
    await #expect(throws: StorageFault.self) {
      try await database.write { _ = try $0.run("UPDATE application SET state = 'admitted'") }
    }
  }

  @Test("whoever stood as role:id in a paper consent stands there as a person", arguments: Databases.engines)
  func paper(_ kind: EngineKind) async throws {
    let (database, steps) = try await Self.before("applications-0012-paper-hands", kind)
    try await database.write { tx in
      for (name, approver) in [("waits", nil), ("approved", "safeguarding:\(Self.id(3))")] as [(String, String?)] {
        try tx.run(
          """
          INSERT INTO paper_consent (id, application_id, guardian_id, printed_code, purposes, entered_by, entered_at, approved_by,
            approved_at)
          VALUES (\(name), 'application', \(Self.id(2)), '', '', \("applicant:\(Self.id(1))"), \(Self.now), \(approver),
            \(approver == nil ? nil : Self.now))
          """)
      }
    }
    _ = try await database.migrate(steps, at: Self.now)
    let hands = try await database.read { tx in
      try tx.rows("SELECT entered_by, approved_by FROM paper_consent ORDER BY id") {
        [try $0[0] as String?, try $0[1] as String?]
      }
    }
    #expect(hands == [[Self.id(1), Self.id(3)], [Self.id(1), nil]])
  }

  @Test("whoever stood as role:id in an appeal stands there as a person", arguments: Databases.engines)
  func appeal(_ kind: EngineKind) async throws {
    let (database, steps) = try await Self.before("selection-0005-appeal-hands", kind)
    _ = try await database.write { tx in
      try tx.run(
        """
        INSERT INTO selection_appeal (id, cycle_id, application_id, asked_at, evidence, mark_asked_by, value, error, marked_by,
          decided_by, decided_at)
        VALUES ('appeal', 'cycle', 'application', \(Self.now), 'test', \("chair:\(Self.id(2))"), 1, 1, \("reviewer:\(Self.id(3))"),
          \("coordinator:\(Self.id(4))"), \(Self.now))
        """)
    }
    _ = try await database.migrate(steps, at: Self.now)
    let hands = try await database.read { tx in
      try tx.rows("SELECT mark_asked_by, marked_by, decided_by FROM selection_appeal") { row in
        try (0..<3).map { try row[$0] as String }
      }
    }
    #expect(hands == [[Self.id(2), Self.id(3), Self.id(4)]])
  }
}
