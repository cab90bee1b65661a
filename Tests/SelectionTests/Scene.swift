import Applications
import Foundation
import HouseKit
import Programme
import Rules
import Storage
import TestKit
import Testing
import Words

@testable import Selection

/// A house with a few eligible girls, their results, and a frozen policy.
struct Scene: Sendable {
  let kit: HouseKit
  let cycle: ID<Cycle>
  /// Best first.
  let girls: [Application]
  let policy: ID<PolicyVersion>

  static func yaml(places: Int, more: String = "") -> String {
    """
    title: {kk: "Саясат", ru: "Политика", en: "Policy"}
    places: \(places)
    evidence:
      - name: test
        title: {kk: "Тест", ru: "Тест", en: "Test"}
        scale: raw
        range: [0, 100]
        weight: 1
    offers: {days: 5}
    \(more)
    """
  }

  /// `tied`: everybody has the same points.
  init(_ kind: EngineKind, girls count: Int, places: Int, isFrozen: Bool = true, tied: Bool = false, more: String = "")
    async throws
  {
    kit = try await HouseKit.house(kind)
    let house = kit.house
    let id = try await house.database.read { try $0.cycles().first?.id }
    cycle = try #require(id)
    let cycle = cycle
    girls = try await house.database.write { tx in
      try (0..<count).map { number in
        let safe = try tx.addPerson([.phone(try Phone(parsing: "+7700000000\(number % 10)"))], language: .kk, house)
        var traits = Application.Traits()
        (traits.region, traits.grade, traits.isRural) = (number % 2 == 0 ? "430000000" : "630000000", 9, true)
        let draft = try tx.startApplication(for: safe.person, in: cycle, formVersion: "1", source: .web, traits: traits, house)
        try tx.setConsent(.complete, of: draft.id, at: house.outside.now())
        try tx.move(draft, to: .submitted, at: house.outside.now())
        guard let sent = try tx.application(draft.id) else { throw Refusal.missing }
        try tx.move(sent, to: .eligible, at: house.outside.now())
        try tx.addEvidence(
          [(ID<Applicant>(draft.id.text) ?? house.outside.id(), "test", tied ? 70 : Double(90 - number), 2)], source: "import",
          cycle, house)
        return sent
      }
    }
    policy = try await house.database.write { tx in
      let id = try tx.addPolicy(try PolicyFile(yaml: Scene.yaml(places: places, more: more)), cycle, by: "chair:test", house)
      let version = try tx.policy(id)
      if isFrozen { try tx.announce(version, from: house.outside.now().adding(milliseconds: 1), by: "chair:test", house) }
      return id
    }
    if isFrozen { kit.clock.move(seconds: 1) }
  }

  /// The chair runs the policy; returns the run's page.
  func run(_ chair: inout Browser) async -> String {
    await chair.post("/desk/selection/runs", [("policy", policy.text)])
    return chair.location ?? "/nowhere"
  }

  /// Run, proposed by the chair, released by a coordinator.
  @discardableResult
  func release() async throws -> String {
    var chair = try await kit.staff(.chair)
    let page = await run(&chair)
    await chair.post("\(page)/proposal")
    #expect(chair.status == 303, "\(chair.page)")
    var second = try await kit.staff(.coordinator)
    await second.post("\(page)/release")
    #expect(second.status == 303, "\(second.page)")
    return page
  }

  func count(_ sql: SQL) async throws -> Int { try await kit.house.database.read { try $0.value(sql) ?? 0 } }

  /// Positions among `girls` of those who hold a seat.
  func seated() async throws -> Set<Int> {
    let ids: [String] = try await kit.house.database.read { tx in
      try tx.rows(
        "SELECT application_id FROM selection_offer JOIN selection_seat ON selection_seat.offer_id = selection_offer.id"
      ) {
        try $0[0]
      }
    }
    return Set(girls.indices.filter { ids.contains(girls[$0].id.text) })
  }
}
