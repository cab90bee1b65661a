import HouseKit
import Programme
import Rules
import Storage
import TestKit
import Words

@testable import Grants

/// A house with a round of 2027, a university whose people are cleared, one programme of study and one kind of grant; and the people of both sides.
struct Market {
  let kit: HouseKit
  let round: ID<Round>
  let university: ID<Organisation>
  let programme: ID<StudyProgramme>
  let type: ID<GrantType>
  let desk: Actor
  let officer: Actor
  let chair: Actor

  static func open(_ kind: EngineKind, at start: Moment = HouseKit.february) async throws -> Market {
    let kit = try await HouseKit.house(kind, at: start)
    let house = kit.house
    let university = try await house.database.write { tx in
      let id = try tx.addOrganisation(
        Organisation.Entry(
          kind: .university, name: Said(kk: "Мысал университеті", ru: "Университет Мысал", en: "Mysal University"),
          site: "mysal.example", domains: ["mysal.example"], city: "750000000"), house.outside)
      try tx.run("UPDATE organisation SET cleared_until = \(kit.clock.now.adding(days: 400)) WHERE id = \(id)")
      return id
    }
    func person(_ role: Role, _ scope: Scope = .everything) async throws -> Actor {
      guard let person = try await kit.staff(role, scope).person else { throw Refusal.missing }
      return Actor(person: person, role: role)
    }
    let (desk, officer, chair) = (
      try await person(.partnerships), try await person(.university, Scope(organisation: university)), try await person(.chair)
    )
    let (round, programme, type) = try await house.database.write { tx in
      (
        try tx.addRound(
          leaving: 2027, number: 1, RoundDates.proposed(leaving: 2027, number: 1), by: chair, house),
        try tx.keep(Self.programme, as: nil, of: university, by: desk, house),
        try tx.keep(
          GrantType.Entry(
            kind: .university, organisation: nil, name: Said(kk: "Ректор гранты", ru: "Ректорский грант", en: "Rector's grant"),
            letter: .yes), as: nil, by: desk, house)
      )
    }
    return Market(
      kit: kit, round: round, university: university, programme: programme, type: type, desk: desk, officer: officer, chair: chair
    )
  }

  static let programme = StudyProgramme.Entry(
    group: "B057", name: Said(kk: "Ақпараттық технологиялар", ru: "Информационные технологии", en: "Information technologies"),
    language: .kk, level: .bachelor, isced: "0613", city: "750000000", cost: 900_000, dormitory: .yes)

  static func terms(_ seats: Int, _ reserves: [SeatPlan.Reserve] = [], _ requirements: [Requirement] = []) -> GrantOffer.Terms {
    GrantOffer.Terms(
      plan: SeatPlan(seats: seats, reserves: reserves), kind: .granted, discount: 0, answersBy: nil, weights: nil,
      requirements: requirements)
  }

  /// An offer that the desk entered, and the officer confirmed where it says so.
  func offer(_ terms: GrantOffer.Terms = Market.terms(5), confirmed: Bool = true) async throws -> ID<GrantOffer> {
    let house = kit.house
    return try await house.database.write { tx in
      let id = try tx.enter(terms, in: round, programme: programme, type: type, by: desk, house)
      if confirmed { try tx.confirm(id, by: officer, house) }
      return id
    }
  }

  func read<T: Sendable>(_ read: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    try await kit.house.database.read(read)
  }

  /// What a verb was refused with; nil where it was done.
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
