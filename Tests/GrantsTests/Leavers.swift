import Administration
import Applications
import Grants
import Home
import HouseKit
import PublicSite
import Rules
import Safeguarding
import Selection
import Storage
import TestKit
import Testing
import Words

@testable import Grants
@testable import Programme

/// A house whose girls leave school in 2027, with what the school knows of them written into tables of the test's own in place of the school's
/// windows; and one round with its people of both sides.
struct Leavers {
  let kit: HouseKit
  let round: ID<Round>
  let cycle: ID<Cycle>
  let desk: Actor
  let officer: Actor
  let chair: Actor
  let safeguarding: Actor

  /// The school's windows, as the test writes them.
  private static let school = Room(
    name: "school windows",
    migrations: [
      Migration(
        "windows-0001",
        """
        CREATE TABLE grants_study_evidence (person_id TEXT NOT NULL, cycle_id TEXT NOT NULL, name TEXT NOT NULL, value DOUBLE NOT NULL,
          error DOUBLE, as_of BIGINT NOT NULL);
        CREATE TABLE grants_certificate (person_id TEXT NOT NULL, cycle_id TEXT NOT NULL, course TEXT NOT NULL, code TEXT NOT NULL,
          issued_at BIGINT NOT NULL, is_revoked INTEGER NOT NULL);
        CREATE TABLE grants_learnt (person_id TEXT NOT NULL, cycle_id TEXT NOT NULL, course TEXT NOT NULL, title_kk TEXT NOT NULL,
          title_ru TEXT NOT NULL, title_en TEXT NOT NULL, hours INTEGER NOT NULL, issued_at BIGINT NOT NULL);
        CREATE TABLE monitoring_learner (person_id TEXT NOT NULL, cycle_id TEXT NOT NULL, ended_at BIGINT, certified_at BIGINT);
        CREATE TABLE training_course_result (person_id TEXT NOT NULL, course TEXT NOT NULL, state TEXT NOT NULL, at BIGINT NOT NULL);
        """)
    ], routes: [])

  static func open(_ kind: EngineKind, at start: Moment = HouseKit.february) async throws -> Leavers {
    let kit = try await HouseKit.house(
      kind,
      rooms: [
        Home.room, PublicSite.room, Applications.room, Applications.desk, Selection.room, Grants.room, Safeguarding.room,
        Administration.room,
      ], at: start, beside: [school])
    func person(_ role: Role, _ scope: Scope = .everything) async throws -> Actor {
      Actor(person: try #require(try await kit.staff(role, scope).person), role: role)
    }
    let house = kit.house
    let chair = try await person(.chair)
    let (round, cycle) = try await house.database.write { tx in
      let round = try tx.addRound(
        leaving: 2027, number: 1, RoundDates.proposed(leaving: 2027, number: 1), by: chair, house)
      return (round, try tx.cycles().first?.id)
    }
    return Leavers(
      kit: kit, round: round, cycle: try #require(cycle), desk: try await person(.partnerships),
      officer: try await person(.chair), chair: chair, safeguarding: try await person(.safeguarding))
  }

  /// A girl of grade 11 who may take part and learns.
  func girl(
    region: String = "430000000", language: String = "kk", isRural: Bool = true, courses: Double? = 0.8, practice: Double? = nil,
    learns: Bool = true
  ) async throws -> ID<Person> {
    let (house, cycle) = (kit.house, cycle)
    return try await house.database.write { tx in
      let safe = try tx.addPerson([.phone(try Phone(parsing: "+77000000001"))], language: .kk, house)
      var traits = Application.Traits()
      (traits.region, traits.grade, traits.isRural, traits.teachingLanguage) = (region, 11, isRural, language)
      let draft = try tx.startApplication(for: safe.person, in: cycle, formVersion: "1", source: .web, traits: traits, house)
      try tx.setConsent(.complete, of: draft.id, at: house.outside.now())
      try tx.move(draft, to: .submitted, at: house.outside.now())
      guard let sent = try tx.application(draft.id) else { throw Refusal.missing }
      try tx.move(sent, to: .eligible, at: house.outside.now())
      let now = house.outside.now()
      if learns {
        try tx.run("INSERT INTO monitoring_learner VALUES (\(safe.person), \(cycle), NULL, NULL)")
        try tx.run("INSERT INTO training_course_result VALUES (\(safe.person), 'physics', 'learning', \(now))")
      }
      if let courses {
        try tx.run(
          "INSERT INTO grants_study_evidence VALUES (\(safe.person), \(cycle), 'check:physics:1', \(courses), 0.1, \(now))")
      }
      if let practice {
        try tx.run(
          "INSERT INTO grants_study_evidence VALUES (\(safe.person), \(cycle), 'project:physics:p', \(practice), 0.2, \(now))")
      }
      return safe.person
    }
  }

  static let draw = """
    lottery:
      sources:
        - {kk: "Ұлттық лотерея", ru: "Национальная лотерея", en: "National lottery"}
      published: "2027-05-17"

    """

  /// Writes a rule and has it frozen, without pages.
  @discardableResult
  func frozen(_ yaml: String? = nil) async throws -> MeritRule {
    let house = kit.house
    let rule = try MeritRule(yaml: yaml ?? house.data[.merit].yaml + Self.draw)
    let (round, chair, second) = (round, chair, safeguarding)
    try await house.database.write { tx in
      let id = try tx.addMerit(rule, to: try tx.round(round), by: chair, house)
      try tx.propose(try tx.merit(id, of: round), by: chair, house)
      try tx.freeze(try tx.merit(id, of: round), by: second, house)
    }
    return rule
  }

  /// Programmes of two universities, an offer of each that both sides stand by.
  func offers() async throws -> [GrantOffer] {
    let house = kit.house
    let (round, desk, officer) = (round, desk, Actor(person: officer.person, role: .university))
    return try await house.database.write { tx in
      func university(_ name: String, _ city: String) throws -> ID<Organisation> {
        try tx.addOrganisation(
          Organisation.Entry(
            kind: .university, name: Said(kk: "\(name) университеті", ru: "Университет \(name)", en: "\(name) University"),
            site: nil, domains: [], city: city), house.outside)
      }
      func programme(_ group: String, _ name: String, _ language: Language, _ at: ID<Organisation>, _ city: String) throws
        -> ID<StudyProgramme>
      {
        try tx.keep(
          StudyProgramme.Entry(
            group: group, name: Said(kk: name, ru: name, en: name), language: language, level: .bachelor, isced: "0613",
            city: city,
            cost: 900_000, dormitory: .yes), as: nil, of: at, by: desk, house)
      }
      let type = try tx.keep(
        GrantType.Entry(
          kind: .university, organisation: nil, name: Said(kk: "Ректор гранты", ru: "Ректорский грант", en: "Rector's grant"),
          letter: .yes), as: nil, by: desk, house)
      func offer(_ programme: ID<StudyProgramme>, _ seats: Int, discount: Int = 0, _ asks: [Requirement] = []) throws {
        let id = try tx.enter(
          GrantOffer.Terms(
            plan: SeatPlan(seats: seats, reserves: []), kind: discount > 0 ? .discount : .granted, discount: discount,
            answersBy: nil, weights: nil, requirements: asks), in: round, programme: programme, type: type, by: desk, house)
        try tx.confirm(id, by: officer, house)
      }
      let (mysal, ulgi) = (try university("Мысал", "750000000"), try university("Үлгі", "431010000"))
      let it = try programme("B057", "Ақпараттық технологиялар", .kk, mysal, "750000000")
      try offer(it, 5)
      try offer(it, 5, discount: 30)
      try offer(try programme("B062", "Энергетика", .kk, mysal, "750000000"), 4)
      try offer(try programme("B059", "Коммуникациялар", .ru, mysal, "750000000"), 4)
      try offer(
        try programme("B058", "Ақпараттық қауіпсіздік", .kk, ulgi, "431010000"), 3,
        [Requirement(kind: .subject, value: "Физика")])
      try offer(try programme("B064", "Механика", .kk, ulgi, "431010000"), 3)
      try offer(try programme("B054", "Физика", .kk, ulgi, "431010000"), 2)
      return try tx.confirmedOffers(of: round)
    }
  }

  func refusal(_ act: @escaping @Sendable (Transaction, House) throws -> Void) async throws -> Refusal? {
    let house = kit.house
    do {
      try await house.database.write { try act($0, house) }
      return nil
    } catch let refusal as Refusal {
      return refusal
    }
  }
}
