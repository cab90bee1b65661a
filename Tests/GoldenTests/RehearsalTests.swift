import Applications
import ApplicationsKit
import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing
import WholeHouse
import Words

/// What all rooms together put into a house of invented people.
@Suite struct RehearsalTests {
  @Test("a demonstration opened again is as it was: each room fills its tables once", arguments: Databases.engines)
  func once(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    func sums() async throws -> [TableSum] {
      try await kit.house.database.read { tx in try tx.tables().map { try tx.sum($0, { digest($0) }) } }
    }
    try await kit.house.rehearse(applications: 60, seed: 2026)
    let first = try await sums()
    for table in ["application", "answer", "file", "membership", "consent", "selection_evidence", "objection"] {
      #expect(first.first { $0.table == table }?.rows ?? 0 > 0, "\(table)")
    }
    try await kit.house.rehearse(applications: 60, seed: 2026)
    #expect(try await sums() == first)
  }

  @Test("in a demonstration of a folder that was brought its own policy selects, in every intake", arguments: Databases.engines)
  func ownPolicy(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let shipped = ProgrammeFolder.shipped()
    let folder = ProgrammeFolder("a folder", names: shipped.names) { name in
      guard name == "policy.yaml" else { return shipped.bytes(name) }
      return Array(
        """
        title: {kk: "Қағидалар", ru: "Правила", en: "Policy"}
        places: 40
        evidence:
          - {name: interview, title: {kk: "Әңгімелесу", ru: "Собеседование", en: "Interview"}, scale: raw, range: [0, 20], weight: 1, missing: lowest}
        offers: {days: 10}
        """.utf8)
    }
    let house = try #require(try await kit.house.take(kit.house.change(to: folder), by: "a test"))
    try await house.rehearse(applications: 60, seed: 2026, earlier: EarlierIntake.all)
    let (policies, evidence) = try await house.database.read { tx in
      (
        try tx.rows("SELECT yaml FROM selection_policy") { try $0[0] as String },
        try tx.rows("SELECT DISTINCT name FROM selection_evidence") { try $0[0] as String }
      )
    }
    #expect(policies.count == 3 && policies.allSatisfy { $0.contains("places: 40") && $0.contains("name: interview") })
    #expect(evidence == ["interview"])
    #expect(try await kit.count("SELECT count(*) FROM selection_release WHERE released_at IS NOT NULL") == 2)
  }

  @Test("without applicants there is the staff and an empty house", arguments: Databases.engines)
  func nobody(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    try await kit.house.rehearse(applications: 0, seed: 2026)
    #expect(try await kit.count("SELECT count(*) FROM membership WHERE role <> 'university'") == 15)
    #expect(try await kit.count("SELECT count(*) FROM application") == 0)
  }

  @Test("whoever is to correct something reads what and finds the page", arguments: Databases.engines)
  func corrections(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    try await kit.house.rehearse(applications: 80, seed: 2026)
    let returned = try await kit.house.database.read { tx in
      try tx.rows("SELECT person_id FROM application WHERE state = 'returned'") { try $0[0] as ID<Person> }
    }
    #expect(!returned.isEmpty)
    #expect(
      try await kit.count(
        """
        SELECT count(*) FROM correction JOIN application ON application.id = application_id
        WHERE state = 'returned' AND answered_at IS NULL AND pages <> '' AND asked_by LIKE 'coordinator:%'
        """) == returned.count)
    for person in returned {
      var girl = try await kit.applicant(person, .ru)
      await girl.get("/status")
      #expect(girl.page.contains("Нужно исправить") && girl.page.contains("from=check"), "\(girl.page)")
    }
  }

  @Test("the desk shows the objection that waits, and one wish is enough", arguments: Databases.engines)
  func objection(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    try await kit.house.rehearse(applications: 60, seed: 2026)
    #expect(try await kit.count("SELECT count(*) FROM objection WHERE upheld IS NULL AND taken_back_at IS NULL") == 1)
    // She is forgotten, and the demonstration opens all the same.
    let house = kit.house
    try await house.database.write { tx in
      guard let girl: ID<Person> = try tx.value("SELECT person_id FROM objection") else { throw Refusal.missing }
      for data in house.personalData { _ = try data.erase(tx, house, girl) }
    }
    try await house.rehearse(applications: 60, seed: 2026)
    #expect(try await kit.count("SELECT count(*) FROM objection") == 1)
  }
}
