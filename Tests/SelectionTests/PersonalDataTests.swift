import Applications
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Selection

@Suite struct PersonalDataTests {
  /// What only she herself is told.
  private static let hers = ["Саған", "Ұпайың", "Нәтижелерің", "сенің", "орындасың", "тізіміндесің", "аласың", "Кезегің "]

  @Test("a guardian sees the same result, is told about her and cannot answer for her", arguments: Databases.engines)
  func guardian(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 3, places: 1)
    try await scene.release()
    let house = scene.kit.house
    for (number, said) in [(0, "Қатысушыға орын ұсынылды"), (1, "Қатысушы күту тізімінде: 1-орын"), (2, "Қатысушы биыл өтпеді")] {
      let girl = scene.girls[number]
      let person = try await house.database.write { tx in
        let guardian = try tx.addPerson(language: .kk, house).person
        let now = house.outside.now()
        try tx.run(
          """
          INSERT INTO consent_request (link_hash, application_id, guardian_id, channel, created_at, expires_at, tries)
          VALUES (\(house.vault.hash(secret: "g\(number)", for: "consent link")), \(girl.id), \(guardian), 'sms', \(now),
            \(now.adding(days: 30)), 0)
          """)
        return guardian
      }
      var guardian = try await scene.kit.guardian(person)
      await guardian.get("/consent/result")
      #expect(guardian.status == 200 && guardian.page.contains(girl.code))
      #expect(guardian.page.contains(said) && guardian.page.contains("Қатысушының нәтижелері"), "\(said)")
      #expect(!guardian.page.contains("/result/acceptance"))
      for word in Self.hers { #expect(!guardian.page.contains(word), "\(number): \(word)") }
      var herself = try await scene.kit.applicant(girl.person)
      await herself.get("/result")
      #expect(!herself.page.contains(said) && herself.page.contains("Ұпайың") && herself.page.contains("Нәтижелерің"))
    }
  }

  @Test("her results come out whole and go whole", arguments: Databases.engines)
  func exportAndErase(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 3, places: 1)
    try await scene.release()
    let (house, girl) = (scene.kit.house, scene.girls[0])
    let lines = try await house.database.read { tx in
      try Selection.personalData.export(tx, house, girl.person, .ru).flatMap(\.lines).map(\.name)
    }
    #expect(lines.count == 3, "\(lines)")
    _ = try await house.database.write { try Selection.personalData.erase($0, house, girl.person) }
    for table in ["selection_evidence", "selection_letter"] {
      let left = try await scene.count(SQL(trusted: "SELECT count(*) FROM \(table) WHERE application_id = '\(girl.id)'"))
      #expect(left == 0, "\(table)")
    }
  }
}
