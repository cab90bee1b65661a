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
