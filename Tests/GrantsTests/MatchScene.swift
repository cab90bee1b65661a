import HouseKit
import Programme
import Rules
import Storage
import TestKit
import Testing
import Words

@testable import Grants
@testable import Programme

/// A round of 2027 whose girls have certificates, lists and both yeses, on the day after its lists are over.
struct MatchScene {
  let leavers: Leavers
  let offers: [GrantOffer]
  /// In the order in which they were made; the first has the most points.
  let girls: [ID<Person>]

  var kit: HouseKit { leavers.kit }
  var round: ID<Round> { leavers.round }

  static let draw = "9319./2.5.8.10.12./"

  /// `lists`: for each girl the codes of offers she wants, the most wanted first. Points fall from girl to girl unless given.
  static func open(_ kind: EngineKind, lists: [[String]], points: [Double]? = nil, closed: Bool = true) async throws -> MatchScene
  {
    let leavers = try await Leavers.open(kind)
    let offers = try await leavers.offers()
    try await leavers.frozen()
    var girls: [ID<Person>] = []
    for number in lists.indices {
      girls.append(
        try await leavers.girl(courses: points?[number] ?? 0.95 - Double(number) * 0.02, practice: 0.5))
    }
    let scene = MatchScene(leavers: leavers, offers: offers, girls: girls)
    for girl in girls {
      try await scene.certify(girl)
      try await scene.agree(girl, true)
    }
    leavers.kit.clock.move(days: 63)
    for (girl, list) in zip(girls, lists) where !list.isEmpty { try await scene.keep(list, of: girl) }
    leavers.kit.clock.move(days: 42)
    if closed { try await leavers.kit.runJobs() }
    return scene
  }

  func certify(_ girl: ID<Person>) async throws {
    let (house, cycle) = (kit.house, leavers.cycle)
    try await house.database.write { tx in
      try tx.run(
        "INSERT INTO grants_certificate VALUES (\(girl), \(cycle), 'physics', \(girl.text), \(house.outside.now()), 0)")
      try tx.run("UPDATE monitoring_learner SET certified_at = \(house.outside.now()) WHERE person_id = \(girl)")
    }
  }

  /// Her answer and her guardian's to naming her to universities; yes to everything else.
  func agree(_ girl: ID<Person>, _ agreed: Bool, _ signers: [Consent.Signer] = Consent.Signer.allCases) async throws {
    let (house, cycle, guardian) = (kit.house, leavers.cycle, leavers.desk.person)
    let texts = house.consents.purposes.map { ConsentText($0, version: house.consents.version, house.programme, .kk) }
    try await house.database.write { tx in
      let safe = try tx.safe(of: girl, house.vault)
      for signer in signers {
        try tx.keepConsents(
          texts.map { (text: $0, agreed: $0.purpose.key != "university" || agreed) }, of: safe, cycle, signer: signer,
          person: signer == .girl ? girl : guardian,
          channel: .page, collector: "test", house)
      }
    }
  }

  func keep(_ codes: [String], of girl: ID<Person>) async throws {
    let (house, round) = (kit.house, round)
    let order = codes.compactMap { code in offers.first { $0.code == code }?.id }
    try await house.database.write { tx in
      let safe = try tx.safe(of: girl, house.vault)
      try tx.keep(ListOrder(order), of: safe, round, .own, meant: [], by: "test", house)
    }
  }

  /// Runs the match as the chair, and has it released by somebody else. `of`: another round than the first.
  @discardableResult
  func release(of other: ID<Round>? = nil) async throws -> ID<MatchRun> {
    let (house, chair, second) = (kit.house, leavers.chair, leavers.safeguarding)
    let id = other ?? round
    let (round, field, merit) = try await house.database.read { tx in
      let round = try tx.round(id)
      let (field, merit) = try tx.matchField(of: round, house)
      return (round, field, merit)
    }
    let made = try MadeMatch(field, key: Self.draw)
    let run = try await house.database.write { try $0.keepRun(made, of: round, merit, by: chair, house) }
    try await house.database.write { tx in
      try tx.propose(try tx.matchRun(run, of: id), of: round, by: chair, house)
    }
    try await house.database.write { tx in
      try tx.letGo(try tx.matchRun(run, of: id), of: round, drawn: Self.draw, by: second, house)
    }
    try await kit.runJobs()
    return run
  }

  /// "A1 offered" for each girl; "–" for who never had a seat.
  func given() async throws -> [String] {
    let codes = Dictionary(uniqueKeysWithValues: offers.map { ($0.id, $0.code) })
    let girls = girls
    return try await kit.house.database.read { tx in
      try girls.map { girl in
        let all = try tx.recommendations(of: girl)
        guard let newest = all.first(where: { $0.stands }) ?? all.first else { return "–" }
        return "\(codes[newest.offer] ?? "?") \(newest.state.rawValue)"
      }
    }
  }

  func answer(_ girl: Int, _ act: @escaping @Sendable (Transaction, Recommendation, Actor, House) throws -> Void) async throws {
    let (house, person) = (kit.house, girls[girl])
    try await house.database.write { tx in
      guard let given = try tx.standingRecommendation(of: person) else { throw Refusal.missing }
      try act(tx, given, Actor(person: person, role: .applicant), house)
    }
  }
}
