import Applications
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Selection

/// Evidence that another room measures is taken over before a run, once, and no table brings it.
@Suite struct EvidenceSourceTests {
  private static let source = EvidenceSource(
    "test", Phrase(verbatim: "sitting"), scale: .raw,
    rows: "SELECT application_id, cycle_id, value, error, as_of, run FROM planted_measure")

  private static func house(_ scene: Scene) async throws -> HouseKit {
    let cycle = scene.cycle
    try await scene.kit.house.database.write { tx in
      try tx.run(
        """
        CREATE TABLE planted_measure (application_id TEXT, cycle_id TEXT, value DOUBLE PRECISION, error DOUBLE PRECISION,
          as_of BIGINT, run TEXT)
        """)
      // The last of them did best; one value is no measurement, and one row is of nobody.
      for (number, girl) in scene.girls.enumerated() {
        try tx.run("INSERT INTO planted_measure VALUES (\(girl.id), \(cycle), \(Double(10 + number)), 1.5, 1, 'r')")
      }
      try tx.run("INSERT INTO planted_measure VALUES (\(scene.girls[0].id), 'another intake', 99, 1, 1, 'r')")
      try tx.run("INSERT INTO planted_measure VALUES (\(scene.girls[0].id), \(cycle), 5, \(Double.infinity), 1, 'r')")
      try tx.run("INSERT INTO planted_measure VALUES ('nobody', \(cycle), 99, 1, 1, 'r')")
    }
    return try await scene.kit.reopened(adding: Room(name: "sittings", routes: [], evidence: [source]))
  }

  private static func values(_ kit: HouseKit) async throws -> [Double] {
    try await kit.house.database.read { tx in
      try tx.rows("SELECT value FROM selection_evidence_now WHERE name = 'test' ORDER BY value") { try $0[0] }
    }
  }

  @Test("a run rests on what the room has measured by then", arguments: Databases.engines)
  func run(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 3, places: 1)
    let kit = try await Self.house(scene)
    var chair = try await kit.staff(.chair)
    for _ in 1...2 {
      await chair.post("/desk/selection/runs", [("policy", scene.policy.text)])
      #expect(chair.status == 303, "\(chair.page)")
    }
    #expect(try await Self.values(kit) == [10, 11, 12])
    #expect(try await scene.count("SELECT count(*) FROM selection_evidence") == 6, "taken over once, the old values stay beside")
    #expect(try await scene.count("SELECT count(*) FROM selection_evidence WHERE source = 'room' AND turn = 2") == 3)
  }

  @Test("what is measured later comes by itself, as a next turn", arguments: Databases.engines)
  func later(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 2, places: 1)
    let kit = try await Self.house(scene)
    try await kit.runJobs()
    #expect(try await Self.values(kit) == [10, 11])
    let girl = scene.girls[0].id
    _ = try await kit.house.database.write { try $0.run("UPDATE planted_measure SET value = 50 WHERE application_id = \(girl)") }
    try await kit.runJobs()
    #expect(try await Self.values(kit) == [11, 50])
    #expect(try await scene.count("SELECT max(turn) FROM selection_evidence WHERE application_id = \(girl)") == 3)
  }

  @Test("a piece measured on another scale than the policy's starts no run", arguments: [EvidenceSource.Scale.logit, .raw])
  func scale(_ measured: EvidenceSource.Scale) async throws {
    let scene = try await Scene(.sqlite, girls: 2, places: 1)
    let source = EvidenceSource(
      "test", Phrase(verbatim: "sitting"), scale: measured,
      rows: "SELECT id AS application_id, cycle_id, 5.0 AS value, 1.0 AS error, 1 AS as_of, 'r' AS run FROM application")
    let kit = try await scene.kit.reopened(adding: Room(name: "sittings", routes: [], evidence: [source]))
    var chair = try await kit.staff(.chair)
    await chair.post("/desk/selection/runs", [("policy", scene.policy.text)])
    #expect(chair.status == (measured == .raw ? 303 : 409), "the policy of the scene reads points")
  }

  @Test("a table cannot bring a piece that a room measures", arguments: Databases.engines)
  func table(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 1, places: 1)
    let kit = try await Self.house(scene)
    let (house, cycle) = (kit.house, scene.cycle)
    let targets = try await house.database.read { try EvidenceIntake().targets(cycle, house, $0).count }
    #expect(targets == 1, "only the code")
  }
}
