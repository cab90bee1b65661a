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

/// How a share ends. Each of these shuts the officer's page at the next request, and the page of the letter says so.
enum ShareEnding: String, CaseIterable, Sendable {
  case herself, herConsent, guardiansConsent, objection, restriction, erasure, comingOfAge, lapse, suspension, lastDay, declined
  case otherGrant, twoPeople, officer, left

  /// Whether it ended for good; else it rests and may go on.
  var isForGood: Bool {
    switch self {
    case .objection, .restriction, .comingOfAge, .lapse, .suspension, .left: false
    default: true
    }
  }
}

/// What she shows to a university, by whose yes, and how it ends.
@Suite struct ShareTests {
  @Test("she reads to whom, what and until when, and nothing is shown before she allows it", arguments: Databases.engines)
  func given(_ kind: EngineKind) async throws {
    let scene = try await LetterScene.open(kind)
    let kit = scene.kit
    var officer = try await scene.officer()
    await officer.get("/university/recommendations")
    #expect(officer.status == 200 && officer.page.contains("Nothing is shown to you now."), "\(officer.page)")
    await officer.get(scene.page)
    #expect(officer.status == 404)
    var hers = try await scene.hers()
    await hers.get("/recommendation")
    #expect(hers.page.contains("The letter is made when you allow it to be shown") && hers.page.contains("/recommendation/share"))
    await hers.get("/recommendation/share")
    for says in ["To one organisation only: Мысал University", "year of birth and school", "31 December 2027", "agreed", "IIN"] {
      #expect(hers.page.contains(says), "\(says) \(hers.page)")
    }
    #expect(hers.page.contains("value=\"Moldir Ulgibaeva\"") || hers.page.contains("Moldir"), "Latin letters to begin with")
    // What is wrong is said at its field, and what she typed stays.
    await hers.submit("/recommendation/share", [("kk", "Мөлдір 7"), ("ru", "Молдир"), ("en", "Молдир")])
    #expect(hers.status == 422 && hers.page.contains("value=\"Мөлдір 7\""), "\(hers.page)")
    await hers.submit("/recommendation/share", [("kk", "Мөлдір"), ("ru", "Молдир"), ("en", "Молдир")])
    #expect(hers.status == 422 && hers.page.contains("Latin letters only here"))
    let long = String(repeating: "Ғ", count: 70)
    await hers.submit("/recommendation/share", [("kk", long), ("ru", long), ("en", String(repeating: "G", count: 80))])
    #expect(hers.status == 422 && hers.page.contains("does not fit the letter"), "\(hers.page)")
    #expect(try await kit.count("SELECT count(*) FROM grants_share") == 0)
    try await scene.shared()
    #expect(try await kit.count("SELECT count(*) FROM grants_share WHERE ended_at IS NULL") == 1)
    await officer.get("/university/recommendations")
    #expect(officer.page.contains("K-2027-0001") && officer.page.contains("Moldir Ulgibayeva"), "\(officer.page)")
    #expect(!officer.page.contains("Дана"), "nobody who has shown nothing")
    await officer.get(scene.page)
    for says in ["Мөлдір Үлгібаева", "2009", "B062", "Physics, 64 h", "mastered"] {
      #expect(officer.page.contains(says), "\(says) \(officer.page)")
    }
    for never in ["+7700", "rank", "Басқабаева"] { #expect(!officer.page.contains(never), "\(never)") }
    // Pressed again it is the same share.
    await hers.get("/recommendation/share")
    await hers.post("/recommendation/share", LetterScene.names + [("id", scene.given.text)])
    #expect(try await kit.count("SELECT count(*) FROM grants_share") == 1)
  }

  @Test("without two yeses, a cleared university and an accepted seat nothing is given", arguments: Databases.engines)
  func refused(_ kind: EngineKind) async throws {
    let scene = try await LetterScene.open(kind)
    let kit = scene.kit
    func tries(_ says: String) async throws {
      var hers = try await scene.hers()
      await hers.get("/recommendation/share")
      #expect(!hers.page.contains("action=\"/recommendation/share\""), "\(says)")
      await hers.post("/recommendation/share", LetterScene.names + [("id", scene.given.text)])
      #expect(hers.status == 409 && hers.page.contains(says), "\(says) \(hers.page)")
      #expect(try await kit.count("SELECT count(*) FROM grants_share") == 0)
    }
    try await scene.match.agree(scene.girl, false, [.guardian])
    try await tries("two yeses are needed")
    try await scene.match.agree(scene.girl, true, [.guardian])
    let organisation = scene.organisation
    try await scene.write { tx, house in
      try tx.run("UPDATE organisation SET cleared_until = \(house.outside.now()) WHERE id = \(organisation)")
    }
    try await tries("not cleared")
    // Another girl's recommendation is nobody's to show.
    var other = try await kit.applicant(scene.match.girls[1], .en)
    await other.post("/recommendation/share", LetterScene.names + [("id", scene.given.text)])
    #expect(other.status != 200)
    #expect(try await kit.count("SELECT count(*) FROM grants_share") == 0)
  }

  @Test(
    "whatever ends it, the officer's next request finds nothing and the letter's page says so", arguments: Databases.engines,
    ShareEnding.allCases)
  func ends(_ kind: EngineKind, _ ending: ShareEnding) async throws {
    let scene = try await LetterScene.open(kind)
    let kit = scene.kit
    try await scene.shared()
    let code = try await scene.code()
    var anybody = kit.browser(.en)
    await anybody.get("/v/\(code.letters)")
    #expect(anybody.status == 200 && anybody.page.contains("The letter is valid"), "\(anybody.page)")
    var officer = try await scene.officer()
    await officer.get(scene.page)
    #expect(officer.status == 200, "\(officer.page)")
    try await Self.bring(ending, scene, &officer)
    if [.comingOfAge, .lapse, .lastDay, .twoPeople].contains(ending) { officer = try await scene.officer() }
    await officer.get(scene.page)
    #expect(officer.status == 404, "\(ending) \(officer.status) \(officer.page)")
    await officer.get("\(scene.page)/letter.pdf")
    #expect(officer.status == 404)
    await officer.post("\(scene.page)/outcomes", [("outcome", "applied")])
    #expect(officer.status == 404)
    await officer.get("/university/recommendations")
    #expect(!officer.page.contains("Moldir"))
    await anybody.get("/v/\(code.letters)")
    let says = ending == .lastDay ? "The letter has expired" : "The letter is withdrawn"
    #expect(anybody.status == 200 && anybody.page.contains(says), "\(ending) \(anybody.page)")
    if ending != .lastDay {
      #expect(!anybody.page.contains("M. U.") && !anybody.page.contains("B062"), "a withdrawn letter says no more")
    }
    if ending == .lastDay { try await Shares.job.run(kit.house) }
    let ended = try await kit.count("SELECT count(*) FROM grants_share WHERE ended_at IS NOT NULL")
    #expect(ended == (ending.isForGood ? 1 : 0), "\(ending)")
    // What was opened is to be deleted, and the university says when it is.
    guard ending.isForGood else { return }
    #expect(try await kit.count("SELECT count(*) FROM grants_share WHERE delete_by IS NOT NULL") == 1)
    #expect(try await kit.count("SELECT count(*) FROM outbox WHERE id LIKE '%share-ended%'") > 0)
    await officer.get("/university/recommendations")
    let act = try #require(
      officer.page.firstMatch(of: #/action="(/university/recommendations/deletions/[^"]+)"/#)?.1, "\(ending) \(officer.page)")
    await officer.submit(String(act))
    #expect(try await kit.count("SELECT count(*) FROM grants_share WHERE deleted_at IS NOT NULL") == 1)
  }

  private static func bring(_ ending: ShareEnding, _ scene: LetterScene, _ officer: inout Browser) async throws {
    let (kit, girl, given, organisation) = (scene.kit, scene.girl, scene.given, scene.organisation)
    let hand = Actor(person: girl, role: .applicant)
    switch ending {
    case .herself:
      var hers = try await scene.hers()
      await hers.get("/recommendation/share")
      await hers.get("/recommendation/share/end")
      await hers.submit("/recommendation/share/end")
      #expect(hers.location == "/recommendation", "\(hers.page)")
    case .herConsent: try await scene.match.agree(girl, false, [.girl])
    case .guardiansConsent: try await scene.match.agree(girl, false, [.guardian])
    case .objection:
      try await scene.write { tx, house in try tx.addObjection(to: "university", for: girl, reason: nil, by: hand, house) }
    case .restriction: try await scene.write { tx, house in try tx.restrict(girl, since: house.outside.now()) }
    case .erasure:
      try await scene.write { tx, house in for data in house.personalData { _ = try data.erase(tx, house, girl) } }
    case .comingOfAge: kit.clock.move(days: 45)
    case .lapse:
      try await scene.write { tx, house in
        try tx.run("UPDATE organisation SET cleared_until = \(house.outside.now().adding(days: 1)) WHERE id = \(organisation)")
      }
      kit.clock.move(days: 1)
    case .suspension:
      try await scene.write { tx, house in
        try tx.run("UPDATE organisation SET cleared_until = \(house.outside.now()) WHERE id = \(organisation)")
      }
    case .lastDay:
      // She answers for herself once she is of age, so that nothing but the day ends it.
      kit.clock.move(days: 100)
      try await scene.match.agree(girl, true, [.girl])
      kit.clock.move(days: 130)
    case .declined: try await scene.match.answer(0) { tx, given, actor, house in try tx.decline(given, by: actor, house) }
    case .otherGrant: try await scene.match.answer(0) { tx, given, actor, house in try tx.release(given, by: actor, house) }
    case .twoPeople:
      var chair = try await kit.staff(.chair, .everything, .en)
      let page = "/desk/grants/rounds/\(scene.round)/letters/\(given)"
      await chair.get(page)
      await chair.submit("\(page)/withdrawal", [("reason", "Сертификат қате берілген")])
      kit.clock.move(days: 7)
      var second = try await kit.staff(.safeguarding, .everything, .en)
      await second.get("/desk/grants/withdrawals")
      #expect(second.location == page, "the card of her desk leads to what waits")
      await second.get("/desk/grants/rounds/\(scene.round)/letters")
      #expect(second.status == 200 && !second.page.contains("href=\"/desk/grants/rounds/\(scene.round)\""))
      await second.get(page)
      await second.submit("\(page)/confirmation")
      #expect(second.status == 303, "\(second.page)")
    case .officer:
      await officer.get("\(scene.page)/end")
      await officer.submit("\(scene.page)/end")
      #expect(officer.location == "/university/recommendations")
    case .left:
      try await scene.write { tx, _ in try tx.run("UPDATE application SET state = 'withdrawn' WHERE person_id = \(girl)") }
    }
  }

  @Test("what rests goes on when nothing stops it any more; what ended does not", arguments: Databases.engines)
  func rests(_ kind: EngineKind) async throws {
    let scene = try await LetterScene.open(kind)
    let girl = scene.girl
    try await scene.shared()
    let code = try await scene.code()
    try await scene.write { tx, house in try tx.restrict(girl, since: house.outside.now()) }
    var anybody = scene.kit.browser(.en)
    await anybody.get("/v/\(code.letters)")
    #expect(anybody.page.contains("The letter is withdrawn"))
    try await scene.write { tx, _ in try tx.restrict(girl, since: nil) }
    await anybody.get("/v/\(code.letters)")
    #expect(anybody.page.contains("The letter is valid"))
    try await scene.match.agree(girl, false, [.guardian])
    try await scene.match.agree(girl, true, [.guardian])
    await anybody.get("/v/\(code.letters)")
    #expect(anybody.page.contains("The letter is withdrawn"), "a yes given later does not bring it back")
  }

  @Test("a share keeps the seat: no higher choice is tried while one stands", arguments: Databases.engines)
  func keepsSeat(_ kind: EngineKind) async throws {
    let scene = try await LetterScene.open(kind)
    try await scene.match.answer(0) { tx, given, actor, house in try tx.tryHigher(given, true, by: actor, house) }
    try await scene.shared()
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_recommendation WHERE tries_higher") == 0)
    await #expect(throws: Refusal.self) {
      try await scene.match.answer(0) { tx, given, actor, house in try tx.tryHigher(given, true, by: actor, house) }
    }
  }

  @Test("no row of a share is without two yeses to the purpose before it", arguments: Databases.engines)
  func ledger(_ kind: EngineKind) async throws {
    let scene = try await LetterScene.open(kind)
    try await scene.shared()
    let bare: SQL = """
      SELECT count(*) FROM grants_share JOIN grants_recommendation ON grants_recommendation.id = recommendation_id
      WHERE (SELECT count(DISTINCT signer) FROM consent WHERE consent.person_id = grants_recommendation.person_id
        AND purpose = 'university' AND agreed AND consent.at <= given_at) < 2
      """
    #expect(try await scene.kit.count(bare) == 0)
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_share") == 1)
  }

  @Test("she and her guardian see who opened what, and nobody else's officer sees it", arguments: Databases.engines)
  func openings(_ kind: EngineKind) async throws {
    let scene = try await LetterScene.open(kind)
    try await scene.shared()
    let other = try await scene.kit.house.database.write { [house = scene.kit.house] tx in
      let id = try tx.addOrganisation(
        Organisation.Entry(kind: .university, name: Said(kk: "Басқа", ru: "Другой", en: "Another")), house.outside)
      try tx.run("UPDATE organisation SET cleared_until = \(house.outside.now().adding(days: 400)) WHERE id = \(id)")
      return id
    }
    var stranger = try await scene.officer(of: other)
    for path in [scene.page, "\(scene.page)/letter.pdf", "\(scene.page)/end"] {
      await stranger.get(path)
      #expect(stranger.status == 404, "\(path)")
    }
    await stranger.get("/university/recommendations")
    #expect(stranger.page.contains("Nothing is shown to you now."))
    // An offered seat that is not accepted, and another girl's, are nothing to the officer either.
    let others = try await scene.kit.house.database.read { [girls = scene.match.girls] tx in
      try girls.dropFirst().compactMap { try tx.standingRecommendation(of: $0)?.id }
    }
    var officer = try await scene.officer()
    for id in others {
      await officer.get("/university/recommendations/\(id)")
      #expect(officer.status == 404)
    }
    await officer.get(scene.page)
    await officer.get("\(scene.page)/letter.pdf?in=ru")
    #expect(officer.status == 200 && officer.reply.body.starts(with: Array("%PDF".utf8)))
    var hers = try await scene.hers()
    await hers.get("/recommendation/share")
    #expect(
      hers.page.contains("Есімова Айгүл: the page") && hers.page.contains("Есімова Айгүл: the letter in Russian"), "\(hers.page)")
    #expect(hers.page.utf8.count <= 30_000)
    await hers.get("/recommendation")
    #expect(hers.page.contains("K-2027-0001") && hers.page.utf8.count <= 30_000)
    #expect(try await scene.kit.count("SELECT count(*) FROM audit WHERE act = 'recommendation.opened'") == 2)
  }

  @Test("an officer's pages are the same to the byte whatever girls do who show her nothing", arguments: Databases.engines)
  func twoWorlds(_ kind: EngineKind) async throws {
    let scene = try await LetterScene.open(kind)
    try await scene.shared()
    var officer = try await scene.officer()
    await officer.get(scene.page)
    func pages(_ officer: inout Browser) async -> [String] {
      var pages: [String] = []
      for path in ["/university/recommendations", scene.page, "\(scene.page)/end"] {
        await officer.get(path)
        #expect(officer.status == 200, "\(path)")
        pages.append(officer.page.replacing(#/name="token" value="[^"]*"/#, with: ""))
      }
      return pages
    }
    let before = await pages(&officer)
    // One accepts and shows nothing, another declines; both say no to the purpose afterwards.
    try await scene.match.answer(1) { tx, given, actor, house in try tx.accept(given, by: actor, house) }
    try await scene.match.answer(2) { tx, given, actor, house in try tx.decline(given, by: actor, house) }
    for girl in scene.match.girls.dropFirst() { try await scene.match.agree(girl, false) }
    #expect(await pages(&officer) == before)
  }

  @Test("where the university asks for a contact she writes one, and the paper does not have it", arguments: Databases.engines)
  func contact(_ kind: EngineKind) async throws {
    let scene = try await LetterScene.open(kind)
    let given = scene.given
    try await scene.write { tx, _ in
      let offer = try tx.recommendation(given).offer
      try tx.run(
        "INSERT INTO grants_requirement (offer_id, position, due, kind, value) VALUES (\(offer), 2, 'letter', 'contact', NULL)")
    }
    var hers = try await scene.hers()
    await hers.get("/recommendation/share")
    #expect(hers.page.contains("a contact: a phone or an e-mail"))
    await hers.submit("/recommendation/share", LetterScene.names + [("contact", "маған жаз")])
    #expect(
      hers.status == 422 && hers.page.contains("value=\"маған жаз\"") && hers.page.contains("Write your phone number"),
      "\(hers.page)")
    await hers.submit("/recommendation/share", LetterScene.names + [("contact", "+7 705 111 22 33")])
    #expect(hers.location == "/recommendation/share", "\(hers.page)")
    try await LetterPress.job.run(scene.kit.house)
    var officer = try await scene.officer()
    await officer.get(scene.page)
    #expect(officer.page.contains("+77051112233"), "\(officer.page)")
    await hers.get("/recommendation.pdf?in=kk")
    #expect(hers.status == 200 && !String(decoding: hers.reply.body, as: UTF8.self).contains("77051112233"))
  }

  @Test(
    "an officer whose access was ended opens nothing, and another of the organisation still does", arguments: Databases.engines)
  func officerEnded(_ kind: EngineKind) async throws {
    let scene = try await LetterScene.open(kind)
    try await scene.shared()
    var officer = try await scene.officer()
    await officer.get(scene.page)
    #expect(officer.status == 200)
    let person = try #require(officer.person)
    var desk = try await scene.kit.staff(.partnerships, .everything, .en)
    await desk.post("/desk/grants/organisations/\(scene.organisation)/officers/\(person)/end")
    #expect(desk.status == 303, "\(desk.page)")
    await officer.get(scene.page)
    #expect(officer.status == 303 && officer.location?.hasPrefix("/sign-in") == true)
    var other = try await scene.officer()
    await other.get(scene.page)
    #expect(other.status == 200)
  }

  @Test("her guardian reads to whom it is shown and who opened it, and not her reasons", arguments: Databases.engines)
  func ward(_ kind: EngineKind) async throws {
    let scene = try await LetterScene.open(kind)
    let girl = scene.girl
    try await scene.shared()
    var officer = try await scene.officer()
    await officer.get(scene.page)
    let guardian = try await scene.kit.house.database.write { [house = scene.kit.house] tx in
      let guardian = try tx.addPerson([.phone(try Phone(parsing: "+77007654321"))], language: .kk, house).person
      let application: String = try #require(try tx.value("SELECT id FROM application WHERE person_id = \(girl)"))
      try tx.run(
        """
        INSERT INTO consent_request (link_hash, application_id, guardian_id, channel, created_at, expires_at, tries)
        VALUES (\(house.vault.hash(secret: "x", for: "test")), \(application), \(guardian), 'sms', 1, 2, 0)
        """)
      return guardian
    }
    var theirs = try await scene.kit.guardian(guardian, .en)
    await theirs.get("/consent/recommendation")
    #expect(theirs.status == 200 && theirs.page.contains("To whom it is shown"), "\(theirs.page)")
    #expect(
      theirs.page.contains("Мысал University") && theirs.page.contains("Есімова Айгүл: the page")
        && theirs.page.contains("K-2027-0001"))
    #expect(!theirs.page.contains("/recommendation.pdf"))
  }
}
