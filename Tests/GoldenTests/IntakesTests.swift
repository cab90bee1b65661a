import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing
import WholeHouse
import Words

/// The three intakes of a demonstration: one that has left, one that was selected last year, one that applies now.
@Suite struct IntakesTests {
  /// As the design has them in one table; what the database holds is counted against it.
  private struct Figures: Equatable {
    var intake: String
    var applied: Int
    var eligible: Int
    var places: Int
    var admitted: Int
    var declined: Int
    var expired: Int
    var called: Int
    var appeals: Int
    var upheld: Int
    var erased: Int
  }

  @Test("S 59: the figures are those of the design's table", arguments: Databases.engines)
  func figures(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    try await kit.house.rehearse(applications: 600, seed: 2026, earlier: EarlierIntake.all)
    #expect(
      try await counted(kit).prefix(2) == [
        Figures(
          intake: "2024", applied: 480, eligible: 448, places: 50, admitted: 50, declined: 3, expired: 1, called: 4, appeals: 2,
          upheld: 0, erased: 430),
        Figures(
          intake: "2025", applied: 640, eligible: 600, places: 50, admitted: 50, declined: 4, expired: 2, called: 5, appeals: 6,
          upheld: 1, erased: 0),
      ])
    let running = try #require(try await counted(kit).last)
    #expect(running.intake == "2026" && running.applied == 600 && running.places == 0 && running.erased == 0)
    // Those who sit the test of last year's intake, by the language they are taught in; nobody else's language is kept.
    let languages = try await kit.house.database.read { tx in
      try tx.rows(
        """
        SELECT teaching_language, count(*) AS n FROM selection_candidate JOIN cycle ON cycle.id = cycle_id
        WHERE key = '2025' AND may_take_part GROUP BY teaching_language ORDER BY teaching_language
        """
      ) { "\(try $0["teaching_language"] as String) \(try $0["n"] as Int)" }
    }
    #expect(languages == ["kk 360", "ru 240"])
    let first = try #require(EarlierIntake.all.first)
    #expect(first.eligible.kazakh + first.others.kazakh == 291 && first.eligible.russian + first.others.russian == 189)
  }

  @Test(
    "each stands on its own stages: one has left, one is at school, one applies; nothing waits in the post",
    arguments: Databases.engines)
  func stages(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    try await kit.house.rehearse(applications: 60, seed: 2026, earlier: EarlierIntake.all)
    let (cycles, now) = (try await kit.house.database.read { try $0.cycles() }, kit.clock.now)
    #expect(cycles.map(\.key) == ["2026", "2025", "2024"])
    #expect(cycles.map { $0.isGoing(at: now) } == [true, true, false])
    #expect(cycles.map { $0.stages.first { $0.isOpen(at: now) }?.key } == ["applications", "school", nil])
    #expect(cycles.map { Language.ru($0.name) } == ["Набор 2026 года", "Набор 2025 года", "Набор 2024 года"])
    // 52 weeks lie between two of them.
    let opened = cycles.compactMap { $0.stage("applications")?.opensAt.day() }
    #expect(zip(opened, opened.dropFirst()).allSatisfy { $1.days(to: $0) == 364 })
    #expect(try await kit.house.currentCycle()?.key == "2026")
    // In proportion, and named so on the tour.
    let counted = try await counted(kit)
    #expect(
      counted.map(\.applied) == [48, 64, 60] && counted.map(\.places) == [5, 5, 0] && counted.map(\.admitted) == [5, 5, 0])
    #expect(counted[1].upheld == 1 && counted[1].called >= 1)
    #expect(try await kit.count("SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')") == 0)
    // Everything happened in its time, by hands the log knows.
    #expect(try await kit.count("SELECT count(*) FROM audit WHERE at > \(now)") == 0)
    let verdict = try await kit.house.database.read { try $0.verifyAudit(kit.house.vault) }
    #expect(verdict.breaks.isEmpty && verdict.entries > 0)
    #expect(
      try await kit.count("SELECT count(*) FROM selection_release WHERE released_by = proposed_by OR released_at > \(now)") == 0)
  }

  @Test("a demonstration opened again is as it was", arguments: Databases.engines)
  func once(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    func sums() async throws -> [TableSum] {
      try await kit.house.database.read { tx in try tx.tables().map { try tx.sum($0, { digest($0) }) } }
    }
    for _ in 1...2 {
      try await kit.house.rehearse(applications: 60, seed: 2026, earlier: EarlierIntake.all)
      kit.house.forgetCycles()
    }
    let first = try await sums()
    try await kit.house.rehearse(applications: 60, seed: 2026, earlier: EarlierIntake.all)
    #expect(try await sums() == first)
  }

  @Test("few applicants make small intakes, none make none", arguments: [0, 1, 5, 30])
  func few(_ applications: Int) async throws {
    let kit = try await HouseKit.house(.sqlite)
    try await kit.house.rehearse(applications: applications, seed: 2026, earlier: EarlierIntake.all)
    #expect(try await kit.count("SELECT count(*) FROM cycle") == (applications == 0 ? 1 : 3))
    #expect(try await counted(kit).allSatisfy { $0.admitted <= $0.places + 1 })
  }

  @Test("more applicants make the earlier intakes no larger")
  func many() {
    #expect(EarlierIntake.all.map { $0.scaled(to: 40_000) } == EarlierIntake.all)
    #expect(EarlierIntake.all.map(\.applications) == [480, 640] && EarlierIntake.all.allSatisfy { $0.places == 50 })
  }

  /// By intake, the oldest first.
  private func counted(_ kit: HouseKit) async throws -> [Figures] {
    try await kit.house.database.read { tx in
      try tx.cycles().reversed().map { cycle in
        func count(_ sql: SQL) throws -> Int { try tx.value(sql) ?? 0 }
        func offers(_ condition: SQL) throws -> Int {
          try count(
            """
            SELECT count(*) FROM selection_offer LEFT JOIN selection_answer ON offer_id = selection_offer.id
            WHERE cycle_id = \(cycle.id) AND \(condition)
            """)
        }
        return Figures(
          intake: cycle.key, applied: try count("SELECT count(*) FROM application WHERE cycle_id = \(cycle.id)"),
          eligible: try count("SELECT count(*) FROM application WHERE cycle_id = \(cycle.id) AND state = 'eligible'"),
          places: try count("SELECT count(*) FROM selection_seat WHERE cycle_id = \(cycle.id) AND NOT extra"),
          admitted: try offers("answer = 'accepted'"), declined: try offers("answer = 'declined'"),
          expired: try offers("answer = 'expired'"), called: try offers("reason = 'next'"),
          appeals: try count("SELECT count(*) FROM selection_appeal WHERE cycle_id = \(cycle.id)"),
          upheld: try count("SELECT count(*) FROM selection_appeal WHERE cycle_id = \(cycle.id) AND upheld"),
          erased: try count(
            "SELECT count(*) FROM application JOIN person ON person.id = person_id WHERE cycle_id = \(cycle.id) AND erased_at IS NOT NULL"
          ))
      }
    }
  }
}
