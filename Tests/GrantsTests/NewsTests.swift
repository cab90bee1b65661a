import HouseKit
import Rules
import Storage
import TestKit
import Testing
import Words

@testable import Grants
@testable import Programme

/// What the two sides of an offer hear of each other, what an officer's pages tell her, and what is marked while a door is shut.
@Suite struct NewsTests {
  /// The officer has signed the code of conduct.
  private static func signed(_ market: Market) async throws {
    let house = market.kit.house
    _ = try await house.database.write { tx in
      try tx.run(
        """
        INSERT INTO grants_conduct (person_id, version, language, signed_at)
        VALUES (\(market.officer.person), \(house.data[.conduct].version), 'en', 1)
        """)
    }
  }

  private static func addresses(_ market: Market) async throws {
    let house = market.kit.house
    _ = try await house.database.write { tx in
      for (person, address) in [(market.officer.person, "office@mysal.example"), (market.desk.person, "desk@school.example")] {
        try tx.set([.email(try EMail(parsing: address))], try tx.safe(of: person, house.vault), house.vault)
      }
    }
  }

  private static func letters(_ market: Market, _ to: Actor, _ like: String) async throws -> Int {
    try await market.read {
      try $0.value("SELECT count(*) FROM outbox WHERE person_id = \(to.person) AND id LIKE \("grant-offer:\(like):%")") ?? 0
    }
  }

  @Test("the side that is waited for gets a letter, one a day; a withdrawal is told to both", arguments: Databases.engines)
  func told(_ kind: EngineKind) async throws {
    let market = try await Market.open(kind)
    try await Self.addresses(market)
    let offer = try await market.offer(confirmed: false)
    #expect(try await Self.letters(market, market.officer, "wait") == 1)
    #expect(try await Self.letters(market, market.desk, "wait") == 0)
    _ = try await market.kit.house.database.write { tx in
      try tx.enter(
        GrantOffer.Terms(
          plan: SeatPlan(seats: 2), kind: .discount, discount: 20, answersBy: nil, weights: nil, requirements: []),
        in: market.round, programme: market.programme, type: market.type, by: market.desk, market.kit.house)
    }
    #expect(try await Self.letters(market, market.officer, "wait") == 1, "a table of offers is one letter")
    #expect(try await market.refusal { try $0.confirm(offer, by: market.officer, $1) } == nil)
    #expect(try await market.refusal { try $0.ask(seats: 9, of: offer, by: market.officer, $1) } == nil)
    #expect(try await Self.letters(market, market.desk, "wait") == 1)
    let lead = Permit<LeadMatching>(actor: market.chair, reach: [.everything])
    #expect(try await market.refusal { try $0.withdraw(offer, "closed", by: lead, $1) } == nil)
    for side in [market.officer, market.desk] { #expect(try await Self.letters(market, side, "withdrawn") == 1) }
    try await Self.signed(market)
    var officer = try await market.kit.outside(again: market.officer.person)
    await officer.get("/university")
    #expect(officer.page.contains("Offers taken out of the round") && officer.page.contains("/university/offers/\(offer)"))
  }

  @Test("her home shows the round whose girls leave first and that still runs, her list the round, kind and number")
  func home() async throws {
    let market = try await Market.open(.sqlite)
    try await Self.signed(market)
    _ = try await market.offer()
    _ = try await market.kit.house.database.write { tx in
      _ = try tx.addRound(
        leaving: 2028, number: 1, RoundDates.proposed(leaving: 2028, number: 1), by: market.chair, market.kit.house)
    }
    var officer = try await market.kit.outside(again: market.officer.person)
    await officer.get("/university")
    #expect(
      officer.page.contains("<h2>Recommendations 2027") && !officer.page.contains("Recommendations 2028"), "\(officer.page)")
    await officer.get("/university/offers")
    #expect(officer.page.contains("A1 · Rector&#39;s grant · Recommendations 2027"), "\(officer.page)")

  }

  @Test(
    "whoever was let in yesterday is told when she may confirm, and signs before a form is shown", arguments: Databases.engines)
  func newcomer(_ kind: EngineKind) async throws {
    let market = try await Market.open(kind)
    let offer = try await market.offer(confirmed: false)
    _ = try await market.kit.house.database.write { tx in
      try tx.run(
        """
        UPDATE membership SET given_by = \(market.desk.person), confirmed_at = \(market.kit.clock.now)
        WHERE person_id = \(market.officer.person)
        """)
    }
    var officer = try await market.kit.outside(again: market.officer.person)
    await officer.get("/university/offers/new")
    #expect(officer.location == "/university/conduct")
    try await Self.signed(market)
    for page in ["/university", "/university/offers/\(offer)"] {
      await officer.get(page)
      #expect(
        officer.page.contains("You can from 4 February 2027") && !officer.page.contains("/confirmation\""), "\(officer.page)")
    }
    market.kit.clock.move(days: 3)
    officer = try await market.kit.outside(again: market.officer.person)
    await officer.get("/university/offers/\(offer)")
    #expect(!officer.page.contains("You can from") && officer.page.contains("/confirmation\""), "\(officer.page)")
  }

  @Test("before access ends a page says what follows", arguments: Databases.engines)
  func ended(_ kind: EngineKind) async throws {
    let market = try await Market.open(kind)
    let way = "/desk/grants/organisations/\(market.university)"
    let end = "\(way)/officers/\(market.officer.person)/end"
    var desk = try await market.kit.staff(.partnerships, .everything, .en)
    await desk.get(way)
    #expect(desk.page.contains("href=\"\(end)\"") && !desk.page.contains("action=\"\(end)\""), "\(desk.page)")
    await desk.get(end)
    #expect(desk.page.contains("shut out at once") && desk.page.contains("has no other officer"), "\(desk.page)")
    await desk.submit(end)
    #expect(desk.location == way)
    #expect(try await market.kit.count("SELECT count(*) FROM membership WHERE role = 'university' AND ended_at IS NULL") == 0)
    await desk.get(end)
    #expect(desk.status == 404)
  }

  @Test("offers of an organisation whose door is shut are marked on the desk and in public", arguments: Databases.engines)
  func halted(_ kind: EngineKind) async throws {
    let market = try await Market.open(kind)
    let offer = try await market.offer()
    var desk = try await market.kit.staff(.partnerships, .everything, .en)
    var reader = market.kit.browser(.en)
    let pages = ["/grants/programmes", "/grants/programmes/\(offer)"]
    let list = "/desk/grants/rounds/\(market.round)/offers"
    let mark = "clearance is not in force"
    for isShut in [false, true] {
      if isShut {
        _ = try await market.kit.house.database.write { tx in
          try tx.run("UPDATE organisation SET cleared_until = \(market.kit.clock.now) WHERE id = \(market.university)")
        }
      }
      for page in pages {
        await reader.get(page)
        #expect(reader.page.contains(mark) == isShut, "\(page) \(reader.page)")
      }
      for page in [list, "\(list)/\(offer)"] {
        await desk.get(page)
        #expect(desk.page.contains(mark) == isShut, "\(page) \(desk.page)")
      }
    }
  }

  @Test("and in her list", arguments: Databases.engines)
  func haltedInHers(_ kind: EngineKind) async throws {
    let (scene, offers) = try await ListTests.open(kind)
    let girl = try await scene.girl()
    var hers = try await ListTests.hers(scene, girl)
    await hers.post("/list", [("go", "add:\(offers[0].id)")])
    _ = try await scene.kit.house.database.write { tx in
      try tx.run("UPDATE organisation SET cleared_until = 1 WHERE id = \(offers[0].organisation.id)")
    }
    for page in ["/list", "/list/find"] {
      await hers.get(page)
      #expect(hers.page.contains("clearance is not in force"), "\(hers.page)")
    }
  }
}
