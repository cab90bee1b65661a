import HouseKit
import Programme
import Rules
import Storage
import TestKit
import Testing
import Words

@testable import Grants

/// What becomes of an offer: two sides, seats that only grow once girls count on them, the chair's withdrawal.
@Suite struct OfferTests {
  @Test("an offer stands once the other side has confirmed it, and both sides are read back", arguments: Databases.engines)
  func confirmed(_ kind: EngineKind) async throws {
    let market = try await Market.open(kind)
    let terms = Market.terms(
      6, [SeatPlan.Reserve(attribute: "region=430000000", seats: 2)],
      [Requirement(kind: .certificate, value: nil), Requirement(kind: .ent, value: "85")])
    let id = try await market.offer(terms, confirmed: false)
    let round = market.round
    #expect(try await market.read { try $0.confirmedOffers(of: round).isEmpty })
    #expect(try await market.refusal { try $0.confirm(id, by: market.officer, $1) } == nil)
    let offer = try #require(try await market.read { try $0.confirmedOffers(of: round).first })
    #expect(offer.terms == terms && offer.code == "A1" && offer.organisation.id == market.university)
    #expect(
      offer.entered.side == .desk && offer.confirmed?.person == market.officer.person && offer.confirmed?.side == .university)
    #expect(offer.programme.said == Market.programme && offer.type.said.letter == .yes)
    #expect(try await market.refusal { try $0.confirm(id, by: market.officer, $1) }?.kind == .conflict, "it is confirmed")
  }

  @Test("nobody confirms for her own side, whatever roles she holds", arguments: Databases.engines)
  func sides(_ kind: EngineKind) async throws {
    let market = try await Market.open(kind)
    let id = try await market.offer(confirmed: false)
    let another = try #require(try await market.kit.staff(.partnerships).person)
    let same = try await market.refusal { try $0.confirm(id, by: Actor(person: another, role: .partnerships), $1) }
    #expect(same?.kind == .forbidden, "the desk's other hand")
    let both = try await market.refusal { try $0.confirm(id, by: Actor(person: market.desk.person, role: .university), $1) }
    #expect(both?.kind == .forbidden, "one person with two roles")
    for (person, side): (ID<Person>, String) in [(market.desk.person, "university"), (market.officer.person, "desk")] {
      await #expect(throws: StorageFault.self, "the schema holds it too: \(side)") {
        try await market.kit.house.database.write { tx in
          try tx.run(
            """
            UPDATE grants_offer SET state = 'confirmed', confirmed_by = \(person), confirmed_side = \(side), confirmed_at = 1
            WHERE id = \(id)
            """)
        }
      }
    }
    #expect(try await market.read { try $0.offer(id).state } == .entered)
  }

  @Test("seats are lowered until the lists open, then only raised, until the run", arguments: Databases.engines)
  func seats(_ kind: EngineKind) async throws {
    let market = try await Market.open(kind)
    let id = try await market.offer(Market.terms(5, [SeatPlan.Reserve(attribute: "rural", seats: 2)]))
    func ask(_ seats: Int) async throws -> Refusal? {
      try await market.refusal { try $0.ask(seats: seats, of: id, by: market.desk, $1) }
    }
    func decide(_ agrees: Bool, _ actor: Actor) async throws -> Refusal? {
      try await market.refusal { tx, house in
        guard let change = try tx.offer(id).change else { throw Refusal.missing }
        try tx.decide(change.id, of: id, agrees: agrees, by: actor, house)
      }
    }
    #expect(try await ask(1)?.kind == .conflict, "two seats are reserved")
    #expect(try await ask(5)?.kind == .conflict, "it has so many")
    #expect(try await ask(3) == nil)
    #expect(try await ask(4)?.kind == .conflict, "one change at a time")
    #expect(try await decide(true, market.desk)?.kind == .forbidden, "whoever asked does not decide")
    #expect(try await market.read { try $0.offer(id).seats } == 5, "nothing changed yet")
    #expect(try await decide(true, market.officer) == nil)
    #expect(try await market.read { try $0.offer(id).seats } == 3)
    // A lowering that was asked for before the lists opened cannot be agreed to afterwards.
    #expect(try await ask(2) == nil)
    market.kit.clock.move(days: 61)
    #expect(try await decide(true, market.officer)?.kind == .conflict)
    #expect(try await decide(false, market.desk) == nil, "she takes it back")
    #expect(try await ask(2)?.kind == .conflict, "the lists are open")
    #expect(try await ask(4) == nil)
    #expect(try await decide(true, market.officer) == nil)
    #expect(try await market.read { try $0.offer(id).seats } == 4)
    market.kit.clock.move(days: 44)
    #expect(try await ask(9)?.kind == .conflict, "the run has begun")
  }

  @Test(
    "the time for offers ends, the state's seats are nobody's to offer, and the same offer stands once",
    arguments: Databases.engines)
  func entering(_ kind: EngineKind) async throws {
    let market = try await Market.open(kind)
    let id = try await market.offer(confirmed: false)
    let again = { @Sendable (tx: Transaction, house: House) throws -> Void in
      try tx.enter(Market.terms(9), in: market.round, programme: market.programme, type: market.type, by: market.desk, house)
    }
    #expect(try await market.refusal(again)?.kind == .conflict)
    #expect(try await market.refusal { try $0.drop(id, by: market.officer, $1) } == nil)
    #expect(try await market.refusal(again) == nil, "what was dropped is in nobody's way")
    let state = try await market.kit.house.database.write { tx in
      try tx.keep(
        GrantType.Entry(
          kind: .state, organisation: nil, name: Said(kk: "Мемлекеттік", ru: "Государственный", en: "State"), letter: .no),
        as: nil,
        by: market.desk, market.kit.house)
    }
    #expect(
      try await market.refusal {
        try $0.enter(Market.terms(1), in: market.round, programme: market.programme, type: state, by: market.desk, $1)
      }?.kind == .conflict)
    market.kit.clock.move(days: 43)
    #expect(
      try await market.refusal { tx, house in
        guard let open = try tx.offers(of: market.round).first(where: { $0.state == .entered }) else { throw Refusal.missing }
        try tx.confirm(open.id, by: market.officer, house)
      }?.phrase == .offersAreOver, "15 March is over")
  }

  @Test("terms are looked at: seats, reserves, discount, the day of the answer, the points of the state test")
  func terms() {
    func fields(_ terms: GrantOffer.Terms) -> [String] { OfferRules.complaints(terms).map(\.field) }
    func terms(
      _ seats: Int, _ kind: GrantOffer.SeatKind = .granted, _ discount: Int = 0, reserves: [SeatPlan.Reserve] = [],
      requirements: [Requirement] = []
    ) -> GrantOffer.Terms {
      GrantOffer.Terms(
        plan: SeatPlan(seats: seats, reserves: reserves), kind: kind, discount: discount, answersBy: nil, weights: nil,
        requirements: requirements)
    }
    #expect(fields(terms(1)).isEmpty)
    #expect(fields(terms(0)) == ["seats"])
    #expect(fields(terms(2, reserves: [SeatPlan.Reserve(attribute: "rural", seats: 3)])) == ["reserve"])
    #expect(fields(terms(2, .discount)) == ["discount"])
    #expect(fields(terms(2, .discount, 50)).isEmpty)
    #expect(fields(terms(2, .considered)) == ["answers"])
    #expect(fields(terms(2, requirements: [Requirement(kind: .ent, value: "141")])) == ["requirement-ent"])
    #expect(fields(terms(2, requirements: [Requirement(kind: .quota, value: nil)])) == ["requirement-quota"])
  }

  @Test(
    "a day of answer lies after the first day of answers and in the leaving year, and the stage cannot be moved past it",
    arguments: Databases.engines)
  func answers(_ kind: EngineKind) async throws {
    let market = try await Market.open(kind)
    func enter(_ day: String) async throws -> Refusal? {
      try await market.refusal { tx, house in
        try tx.enter(
          GrantOffer.Terms(
            plan: SeatPlan(seats: 2), kind: .considered, discount: 0, answersBy: Day(day), weights: nil, requirements: []),
          in: market.round, programme: market.programme, type: market.type, by: market.desk, house)
      }
    }
    #expect(try await enter("2027-05-21")?.kind == .invalid)
    #expect(try await enter("2028-01-01")?.kind == .invalid)
    #expect(try await enter("2031-08-20")?.kind == .invalid)
    #expect(try await enter("2027-06-01") == nil)
    let later = try await market.refusal { tx, house in
      let round = try tx.round(market.round)
      var spans: [Round.Stage: RoundDates.Span] = [:]
      for stage in Round.Stage.allCases { spans[stage] = round.days(stage) }
      guard let first = Day("2027-06-02"), let last = Day("2027-06-30") else { throw Refusal.missing }
      spans[.answers] = RoundDates.Span(first, last)
      try tx.set(RoundDates(spans), of: round, by: market.chair, house)
    }
    #expect(later?.kind == .conflict)
  }

  @Test("nothing is entered or confirmed before the stage begins", arguments: Databases.engines)
  func early(_ kind: EngineKind) async throws {
    let market = try await Market.open(kind, at: HouseKit.february.adding(days: -10))
    #expect(
      try await market.refusal {
        try $0.enter(Market.terms(5), in: market.round, programme: market.programme, type: market.type, by: market.desk, $1)
      }?.kind == .conflict)
    market.kit.clock.move(days: 10)
    _ = try await market.offer()
  }

  @Test(
    "a university's grant is offered by no other, and a foundation's name stands beside its offer", arguments: Databases.engines)
  func givers(_ kind: EngineKind) async throws {
    let market = try await Market.open(kind)
    let house = market.kit.house
    let (theirs, given) = try await house.database.write { tx in
      func organisation(_ name: String, _ kind: Organisation.Kind) throws -> ID<Organisation> {
        try tx.addOrganisation(Organisation.Entry(kind: kind, name: Said(kk: name, ru: name, en: name)), house.outside)
      }
      func type(_ kind: GrantType.Kind, _ giver: ID<Organisation>, _ name: String) throws -> ID<GrantType> {
        try tx.keep(
          GrantType.Entry(kind: kind, organisation: giver, name: Said(kk: name, ru: name, en: name), letter: .yes), as: nil,
          by: market.desk, house)
      }
      return (
        try type(.university, try organisation("Another", .university), "Their own"),
        try type(.foundation, try organisation("Ulgi Foundation", .foundation), "Ulgi grant")
      )
    }
    let refused = try await market.refusal {
      try $0.enter(Market.terms(3), in: market.round, programme: market.programme, type: theirs, by: market.desk, $1)
    }
    #expect(refused?.phrase == .grantOfAnother)
    var desk = try await market.kit.staff(.partnerships, .everything, .en)
    await desk.get("/desk/grants/rounds/\(market.round)/offers/new?organisation=\(market.university)")
    #expect(desk.page.contains("Ulgi grant") && !desk.page.contains("Their own"), "\(desk.page)")
    let offer = try await house.database.write { tx in
      let id = try tx.enter(Market.terms(3), in: market.round, programme: market.programme, type: given, by: market.desk, house)
      try tx.confirm(id, by: market.officer, house)
      return id
    }
    var reader = market.kit.browser(.en)
    for page in ["/grants/programmes", "/grants/programmes/\(offer)"] {
      await reader.get(page)
      #expect(reader.page.contains("Ulgi Foundation"), "\(page) \(reader.page)")
    }
  }

  @Test("what is wrong is refused and stops nothing: terms of an offer, days of a round", arguments: Databases.engines)
  func refused(_ kind: EngineKind) async throws {
    let market = try await Market.open(kind)
    let terms = try await market.refusal {
      try $0.enter(Market.terms(0), in: market.round, programme: market.programme, type: market.type, by: market.desk, $1)
    }
    #expect(terms?.kind == .invalid)
    let made = try await market.refusal { try $0.addRound(leaving: 2028, number: 1, RoundDates([:]), by: market.chair, $1) }
    #expect(made?.kind == .invalid)
    let changed = try await market.refusal { tx, house in
      try tx.set(RoundDates([:]), of: try tx.round(market.round), by: market.chair, house)
    }
    #expect(changed?.kind == .conflict)
    #expect(RoundDates.proposed(leaving: 1_000_000, number: 1).complaints(leaving: 1_000_000, number: 1).count == 7)
  }
}
