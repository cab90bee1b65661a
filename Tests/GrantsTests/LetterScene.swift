import Exchange
import HouseKit
import Programme
import Rules
import Security
import Storage
import TestKit
import Testing
import Words

@testable import Grants
@testable import Programme

/// A released round with one girl who has accepted her seat, her letter's facts in order, and an officer of the university whose seat it is.
struct LetterScene {
  let match: MatchScene
  let girl: ID<Person>
  let given: ID<Recommendation>
  let organisation: ID<Organisation>

  var kit: HouseKit { match.kit }
  var round: ID<Round> { match.round }

  /// Born on 1 July 2009: of age on 1 July 2027.
  static let birth = "2009-07-01"
  static let names = [("kk", "Мөлдір Үлгібаева"), ("ru", "Молдир Ульгибаева"), ("en", "Moldir Ulgibayeva")]

  /// `confirmed`: whether what the letter quotes is confirmed for the year. Two girls more have a seat at the same university.
  static func open(_ kind: EngineKind, confirmed: Bool = true) async throws -> LetterScene {
    let match = try await MatchScene.open(kind, lists: [["A3"], ["A3"], ["A3", "A1"]])
    let (kit, house) = (match.kit, match.kit.house)
    let girl = match.girls[0]
    let (chair, second, cycle) = (match.leavers.chair.person, match.leavers.safeguarding.person, match.leavers.cycle)
    let organisation = try await house.database.write { tx in
      try tx.set([.name(PersonName(surname: "Көрсетілімова", given: "Сынақ"))], try tx.safe(of: chair, house.vault), house.vault)
      try tx.set([.name(PersonName(surname: "Үлгібаева", given: "Айгүл"))], try tx.safe(of: second, house.vault), house.vault)
      for (number, person) in match.girls.enumerated() {
        let safe = try tx.safe(of: person, house.vault)
        let name = PersonName(surname: number == 0 ? "Үлгібаева" : "Басқабаева", given: number == 0 ? "Мөлдір" : "Дана")
        try tx.set([.name(name), .birthDay(Day(birth), of: name)], safe, house.vault)
        try tx.run(
          """
          INSERT INTO grants_learnt VALUES (\(person), \(cycle), 'physics', 'Физика', 'Физика', 'Physics', 64, \(house.outside.now()))
          """)
      }
      let offer = try #require(match.offers.first { $0.code == "A3" })
      try tx.run(
        "UPDATE organisation SET cleared_until = \(kit.clock.now.adding(days: 400)) WHERE id = \(offer.organisation.id)")
      return offer.organisation.id
    }
    kit.clock.move(days: 2)
    try await match.release()
    try await match.answer(0) { tx, given, actor, house in
      try tx.accept(given, by: actor, house)
      try tx.run(
        "INSERT INTO grants_requirement (offer_id, position, due, kind, value) VALUES (\(given.offer), 1, 'enrolment', 'ent', '65')"
      )
    }
    let given = try await house.database.read { try #require(try $0.standingRecommendation(of: girl)).id }
    let scene = LetterScene(match: match, girl: girl, given: given, organisation: organisation)
    if confirmed { try await scene.confirmFacts() }
    return scene
  }

  func confirmFacts() async throws {
    let (house, desk) = (kit.house, match.leavers.desk.person)
    try await house.database.write { tx in
      for statement in house.data[.grants].statements {
        try tx.run(
          """
          INSERT INTO grants_fact (key, year, mark, confirmed_by, confirmed_at)
          VALUES (\(statement.key), 2027, \(statement.mark), \(desk), \(house.outside.now())) ON CONFLICT DO NOTHING
          """)
      }
    }
  }

  func hers(_ language: Language = .en) async throws -> Browser { try await kit.applicant(girl, language) }

  /// Shows it by her pages, and has the letter made.
  func shared() async throws {
    var browser = try await hers()
    await browser.get("/recommendation/share")
    await browser.submit("/recommendation/share", Self.names)
    #expect(browser.location == "/recommendation/share", "\(browser.page)")
    try await LetterPress.job.run(kit.house)
  }

  /// A browser of an officer who has signed the code of conduct.
  func officer(of other: ID<Organisation>? = nil, _ language: Language = .en) async throws -> Browser {
    let browser = try await kit.staff(.university, Scope(organisation: other ?? organisation), language)
    let (house, person) = (kit.house, try #require(browser.person))
    try await house.database.write { tx in
      let safe = try tx.safe(of: person, house.vault)
      try tx.set(
        [.name(PersonName(surname: "Есімова", given: "Айгүл")), .email(try EMail(parsing: "a@mysal.example"))], safe, house.vault)
      try tx.run(
        """
        INSERT INTO grants_conduct (person_id, version, language, signed_at)
        VALUES (\(person), \(house.data[.conduct].version), \(Language.ru), \(house.outside.now()))
        """)
    }
    return browser
  }

  var page: String { "/university/recommendations/\(given)" }

  /// The code on her newest paper.
  func code() async throws -> Code {
    let (house, girl, given) = (kit.house, girl, given)
    return try await house.database.read { tx in
      let share = try #require(try tx.shares(of: given).last)
      let letter = try #require(try tx.letters(of: share.id).last)
      let content = try #require(try tx.content(of: letter, try tx.safe(of: girl, house.vault)))
      return try #require(Recommendation.paperKind.code(content.code))
    }
  }

  func write(_ act: @escaping @Sendable (Transaction, House) throws -> Void) async throws {
    let house = kit.house
    try await house.database.write { try act($0, house) }
  }
}
