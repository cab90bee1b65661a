import Applications
import Home
import HouseKit
import Programme
import Selection
import Storage
import TestKit
import Testing
import Words

@testable import Study

extension HouseKit {
  /// Where an invented girl lives and learns.
  struct Home: Sendable {
    var region = "630000000"
    var district = "633600000"
    var place = "633630100"
    var language = "kk"
  }

  /// Girls who have accepted their places, in the order of the homes; their names are numbers.
  func admitted(_ homes: [Home]) async throws -> [ID<Person>] {
    let house = house
    return try await house.database.write { tx in
      guard let cycle = try tx.cycles().first else { throw Refusal.missing }
      let (policy, run, now) = (house.outside.id(of: Int.self), house.outside.id(of: Int.self), house.outside.now())
      try tx.run(
        """
        INSERT INTO selection_policy (id, cycle_id, version, yaml, written_by, written_at)
        VALUES (\(policy), \(cycle.id), (SELECT COALESCE(max(version), 0) + 1 FROM selection_policy), '', 'test', \(now))
        """)
      try tx.run(
        """
        INSERT INTO selection_run (id, cycle_id, policy_id, draw_key, inputs, inputs_hash, outcome_hash, candidates, offered, findings,
          made_by, made_at)
        VALUES (\(run), \(cycle.id), \(policy), '', '', \([UInt8]()), \([UInt8]()), 0, 0, '', 'test', \(now))
        """)
      return try homes.enumerated().map { index, home in
        let safe = try tx.addPerson(
          [.name(PersonName(surname: "Үлгіова", given: "Сынақ\(index)"))], language: .kk, house)
        var draft = try tx.startApplication(for: safe.person, in: cycle.id, formVersion: "1", source: .web, house)
        try tx.setConsent(.complete, of: draft.id, at: now)
        for state: Application.State in [.submitted, .eligible] {
          try tx.move(draft, to: state, at: now)
          guard let moved = try tx.application(draft.id) else { throw Refusal.missing }
          draft = moved
        }
        var traits = Application.Traits()
        (traits.region, traits.district, traits.place) = (home.region, home.district, home.place)
        (traits.grade, traits.teachingLanguage) = (9 + index % 2, home.language)
        try tx.setTraits(traits, of: draft, edition: now.day(), at: now)
        let offer = house.outside.id(of: Int.self)
        try tx.run(
          """
          INSERT INTO selection_offer (id, cycle_id, application_id, run_id, reason, offered_at, expires_at)
          VALUES (\(offer), \(cycle.id), \(draft.id), \(run), 'first', \(now), \(now.adding(days: 7)))
          """)
        try tx.run("INSERT INTO selection_answer (offer_id, answer, at) VALUES (\(offer), 'accepted', \(now))")
        return safe.person
      }
    }
  }
}

/// A girl who may take part, and her browser.
struct Pupil {
  let kit: HouseKit
  let person: ID<Person>
  var browser: Browser

  static let rooms: [Room] = [Home.room, Applications.room, Applications.desk, Selection.room, Study.room]

  static func house(_ kind: EngineKind) async throws -> HouseKit { try await HouseKit.house(kind, rooms: rooms) }

  /// `begins`: she presses "begin learning".
  init(_ kit: HouseKit, number: Int = 1, begins: Bool = true, _ t: Language = .kk) async throws {
    let house = kit.house
    let person = try await house.database.write { tx in
      guard let cycle = try tx.cycles().first else { throw Refusal.missing }
      let safe = try tx.addPerson([.phone(try Phone(parsing: "+7700000000\(number % 10)"))], language: .kk, house)
      let draft = try tx.startApplication(for: safe.person, in: cycle.id, formVersion: "1", source: .web, house)
      try tx.setConsent(.complete, of: draft.id, at: house.outside.now())
      try tx.move(draft, to: .submitted, at: house.outside.now())
      guard let sent = try tx.application(draft.id) else { throw Refusal.missing }
      try tx.move(sent, to: .eligible, at: house.outside.now())
      return safe.person
    }
    self.kit = kit
    self.person = person
    browser = try await kit.applicant(person, t)
    if begins {
      await browser.get("/study")
      await browser.submit("/study/enrolment")
      #expect(browser.location == "/study")
    }
  }

  func learner() async throws -> Learner {
    let person = person
    return try #require(try await kit.house.database.read { try $0.learner(of: person) })
  }

  func states() async throws -> [String] {
    let learner = try await learner()
    return try await kit.house.database.read { tx in
      try tx.rows("SELECT skill, line FROM study_skill WHERE learner = \(learner.number) ORDER BY skill") { row in
        "\(try row["skill"] as String): \(try row["line"] as String)"
      }
    }
  }
}
