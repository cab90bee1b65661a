import Exchange
import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing
import Words

@Suite struct PeopleTests {
  private static let invitation = [
    ("surname", "Сынақова"), ("given", "Үлгі"), ("email", "zhana@keruen.example"), ("language", "kk"), ("role", "coordinator"),
    ("regions", "430000000"), ("cycle", ""),
  ]

  /// Somebody whose second factor is confirmed, as after a first visit.
  private func visited(_ kit: HouseKit, _ role: Role) async throws -> Browser {
    let browser = try await kit.staff(role)
    let person = try #require(browser.person)
    let house = kit.house
    try await house.database.write { tx in
      let safe = try tx.safe(of: person, house.vault)
      let email = try EMail(parsing: "sq\(person.text.suffix(6))@keruen.example")
      try tx.set([.name(PersonName(surname: "Сынақ", given: "Әкімші")), .email(email)], safe, house.vault)
      try tx.run(
        """
        INSERT INTO credential (person_id, login_hash, password, totp, totp_step, changed_at)
        VALUES (\(person), \(Array(person.text.utf8)), 'none', \([1, 2, 3] as [UInt8]), 1, 1)
        """)
    }
    return browser
  }

  private func memberships(_ kit: HouseKit, _ person: ID<Person>) async throws -> [Membership] {
    try await kit.house.database.read { try $0.memberships(of: person) }
  }

  private func link(on page: String) -> String? {
    page.firstMatch(of: #/http://127.0.0.1:8080(/welcome/[A-Za-z0-9_-]+)/#).map { String($0.output.1) }
  }

  /// The links in the letters to a person, as she reads them.
  private func links(to person: ID<Person>, _ kit: HouseKit) async throws -> [String] {
    let house = kit.house
    return try await house.database.read { tx in
      let safe = try tx.safe(of: person, house.vault)
      return try tx.rows("SELECT body FROM outbox WHERE person_id = \(person) ORDER BY id") {
        link(on: try safe.open(try $0["body"], "outbox.body")) ?? ""
      }
    }
  }

  private func invited(_ kit: HouseKit) async throws -> ID<Person> {
    try #require(
      try await kit.house.database.read { tx in
        try tx.value("SELECT person_id FROM membership ORDER BY given_at DESC, id DESC LIMIT 1")
      })
  }

  @Test(arguments: Databases.engines) func anInvitedPersonGetsTheRoleAndALinkInALetterAlone(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var administrator = try await kit.staff(.administrator)
    await administrator.get("/administration/people/new")
    await administrator.submit("/administration/people", Self.invitation)
    #expect(administrator.status == 200)
    #expect(link(on: administrator.page) == nil, "whoever sees the link comes in as that person")
    let way = try #require(try await links(to: try await invited(kit), kit).first)
    let letters: [String] = try await kit.house.database.read { tx in
      try tx.rows("SELECT purpose FROM outbox ORDER BY id") { try $0[0] }
    }
    #expect(letters == ["invitation"])
    await administrator.get("/administration/people")
    #expect(administrator.page.contains("Сынақова Үлгі"))
    #expect(!administrator.page.contains(way))
    var newcomer = kit.browser(.ru)
    await newcomer.get(way)
    #expect(newcomer.status == 200)
    let scopes: [String] = try await kit.house.database.read { tx in
      try tx.rows("SELECT regions FROM membership WHERE role = 'coordinator'") { try $0[0] }
    }
    #expect(scopes == ["430000000"])
  }

  @Test func anAddressThatWorksHereAlreadyIsRefused() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var administrator = try await kit.staff(.administrator)
    await administrator.post("/administration/people", Self.invitation)
    await administrator.post("/administration/people", Self.invitation)
    #expect(administrator.status == 422)
    let people: Int? = try await kit.house.database.read { try $0.value("SELECT count(*) FROM invitation") }
    #expect(people == 1)
  }

  @Test(arguments: [
    ("surname", ""), ("given", ""), ("email", "not an address"), ("role", "applicant"), ("role", "king"),
    ("regions", "999999999"),
    ("cycle", "no such cycle"),
  ])
  func aWrongFieldIsNamedAndWhatWasTypedStays(_ field: String, _ value: String) async throws {
    let kit = try await HouseKit.house(.sqlite)
    var administrator = try await kit.staff(.administrator)
    await administrator.post(
      "/administration/people", Self.invitation.filter { $0.0 != field } + [(field, value)])
    #expect(administrator.status == 422)
    #expect(administrator.page.contains("href=\"#\(field)\""))
    let people: Int? = try await kit.house.database.read { try $0.value("SELECT count(*) FROM invitation") }
    #expect(people == 0)
  }

  @Test(arguments: Databases.engines) func anEndedRoleStaysInTheRecordAndShutsTheDoorAtOnce(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var administrator = try await kit.staff(.administrator)
    var coordinator = try await kit.staff(.coordinator)
    let person = try #require(coordinator.person)
    await coordinator.get("/administration/schools")
    #expect(coordinator.status == 200)
    await administrator.get("/administration/people/\(person)")
    let action = try #require(administrator.page.firstMatch(of: #/action="(/administration/people/[^"]+/end)"/#)).output.1
    await administrator.submit(String(action))
    #expect(administrator.status == 303)
    await coordinator.get("/administration/schools")
    #expect(coordinator.location == "/sign-in?back=%2Fadministration%2Fschools")
    let ended: Int? = try await kit.house.database.read { tx in
      try tx.value("SELECT count(*) FROM membership WHERE person_id = \(person) AND ended_at IS NOT NULL")
    }
    #expect(ended == 1)
    await administrator.get("/administration/people?roles=ended")
    #expect(administrator.page.contains("/administration/people/\(person)"))
    // What happened stands there in words, with the role's own name.
    await administrator.get("/administration/people/\(person)")
    #expect(administrator.page.contains("роль снята") && !administrator.page.contains("role.ended"), "\(administrator.page)")
  }

  @Test func nobodyGivesOrEndsTheirOwnRole() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var administrator = try await kit.staff(.administrator)
    let person = try #require(administrator.person)
    await administrator.post("/administration/people/\(person)/roles", [("role", "safeguarding"), ("cycle", "")])
    #expect(administrator.status == 403)
    let own: ID<Membership>? = try await kit.house.database.read {
      try $0.value("SELECT id FROM membership WHERE person_id = \(person)")
    }
    await administrator.post("/administration/people/\(person)/roles/\(try #require(own))/end")
    #expect(administrator.status == 403)
    #expect(try await memberships(kit, person).map(\.role) == [.administrator])
  }

  /// One administrator ended the roles of all the others and kept the house for himself.
  @Test(arguments: Databases.engines) func aRoleThatTakesTwoEndsWithASecondPerson(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var alone = try await kit.staff(.administrator)
    var (other, officer) = (try await kit.staff(.administrator), try await kit.staff(.safeguarding))
    let house = kit.house
    for (victim, role) in [(other, Role.administrator), (officer, .safeguarding)] {
      let person = try #require(victim.person)
      await alone.get("/administration/people/\(person)")
      let action = try #require(alone.page.firstMatch(of: #/action="(/administration/people/[^"]+/end)"/#)).output.1
      await alone.submit(String(action))
      #expect(alone.status == 303)
      await alone.post(String(action))
      #expect(try await memberships(kit, person).map(\.role) == [role])
      await alone.get("/administration/people/\(person)")
      #expect(!alone.page.contains("/end\"") && alone.page.contains("снятие ждёт второго человека"))
    }
    #expect(try await kit.count("SELECT count(*) FROM role_ending") == 2)
    let people = [try #require(other.person), try #require(officer.person)]
    let endings: [String] = try await house.database.read { tx in
      try people.compactMap { try tx.value("SELECT id FROM role_ending WHERE person_id = \($0)") }
    }
    try #require(endings.count == 2)
    // Neither he nor whose role it is.
    await alone.get("/administration/roles")
    #expect(!alone.page.contains("/confirmation\""))
    await alone.post("/administration/endings/\(endings[0])/confirmation")
    #expect(alone.status == 403)
    await other.post("/administration/endings/\(endings[0])/confirmation")
    #expect(other.status == 403)
    await other.post("/administration/endings/\(endings[0])/drop")
    #expect(other.status == 403)
    await officer.get("/desk")
    #expect(officer.page.contains("/administration/roles"))
    // The officer ends the other administrator's, and the other keeps the officer's.
    await other.get("/administration/roles")
    await other.submit("/administration/endings/\(endings[1])/drop")
    #expect(other.status == 303)
    await officer.get("/administration/roles")
    #expect(!officer.page.contains(endings[1]))
    await officer.submit("/administration/endings/\(endings[0])/confirmation")
    #expect(officer.status == 303)
    await officer.submit("/administration/endings/\(endings[0])/confirmation")
    #expect(try await memberships(kit, people[0]).isEmpty)
    #expect(try await memberships(kit, people[1]).map(\.role) == [.safeguarding])
    await other.get("/administration")
    #expect(other.location == "/sign-in?back=%2Fadministration")
    // Nobody confirms what was settled, and nobody ends the last administrator's.
    await officer.post("/administration/endings/\(endings[1])/confirmation")
    #expect(officer.status == 404)
    let acts = try await house.database.read { try $0.auditEntries(of: people[0].text).map(\.act) }
    #expect(Set(acts).isSuperset(of: ["role_ending.asked", "role.ended"]))
  }

  /// Two administrators end each other at the same moment, with the permits they hold: one of the two acts has to fail.
  @Test func theLastAdministratorStays() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var first = try await kit.staff(.administrator)
    let second = try await kit.staff(.administrator)
    let (one, other) = (try #require(first.person), try #require(second.person))
    // The first one's role ended in another process within the seconds a session is remembered.
    await first.get("/administration")
    _ = try await kit.house.database.write { tx in
      try tx.run("UPDATE membership SET ended_at = 1 WHERE person_id = \(one)")
    }
    let membership: ID<Membership>? = try await kit.house.database.read {
      try $0.value("SELECT id FROM membership WHERE person_id = \(other)")
    }
    await first.post("/administration/people/\(other)/roles/\(try #require(membership))/end")
    #expect(first.status == 409)
    #expect(try await kit.count("SELECT count(*) FROM role_ending") == 0)
    #expect(try await memberships(kit, other).map(\.role) == [.administrator])
  }

  @Test(arguments: Databases.engines) func aResetNeedsTwoAdministrators(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var asking = try await kit.staff(.administrator)
    var confirming = try await kit.staff(.administrator)
    let lost = try await visited(kit, .coordinator)
    let person = try #require(lost.person)
    let way = "/administration/people/\(person)/factor-reset"
    await confirming.post("\(way)/confirmation")
    #expect(confirming.status == 409)
    await asking.get("/administration/people/\(person)")
    await asking.submit(way)
    #expect(asking.status == 303)
    await asking.post("\(way)/confirmation")
    #expect(asking.status == 403)
    let kept: Int64? = try await kit.house.database.read {
      try $0.value("SELECT totp_step FROM credential WHERE person_id = \(person)")
    }
    #expect(kept == 1)
    await confirming.get("/administration/people/\(person)")
    await confirming.submit("\(way)/confirmation")
    #expect(confirming.status == 200)
    #expect(link(on: confirming.page) == nil)
    #expect(try await links(to: person, kit).count == 1)
    let (left, sessions): (Int?, Int?) = try await kit.house.database.read { tx in
      (
        try tx.value("SELECT count(*) FROM credential WHERE person_id = \(person) AND totp_step IS NOT NULL"),
        try tx.value("SELECT count(*) FROM session WHERE person_id = \(person)")
      )
    }
    #expect(left == 0)
    #expect(sessions == 0)
  }

  /// One administrator made a second at an address of his own, confirmed with it and signed in as the coordinator.
  @Test(arguments: Databases.engines) func nobodyMakesTheSecondPersonHeNeeds(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var alone = try await kit.staff(.administrator)
    await alone.get("/administration/people/new")
    await alone.submit("/administration/people", Self.invitation.filter { $0.0 != "role" } + [("role", "administrator")])
    #expect(alone.status == 200)
    let puppet = try await invited(kit)
    // The role opens nothing, and no link leaves, until somebody else has confirmed it; not he, not the puppet.
    #expect(try await memberships(kit, puppet).isEmpty)
    #expect(try await links(to: puppet, kit).isEmpty)
    await alone.get("/administration/roles")
    #expect(!alone.page.contains("/confirmation"))
    let pending: ID<Membership>? = try await kit.house.database.read {
      try $0.value("SELECT id FROM membership WHERE person_id = \(puppet)")
    }
    let way = "/administration/roles/\(try #require(pending))/confirmation"
    await alone.post(way)
    #expect(alone.status == 403)
    // A safeguarding officer sees it on the page she opens first.
    var officer = try await kit.staff(.safeguarding)
    await officer.get("/desk")
    #expect(officer.page.contains("/administration/roles"))
    await officer.get("/administration/roles")
    await officer.submit(way)
    #expect(officer.status == 303)
    #expect(try await memberships(kit, puppet).map(\.role) == [.administrator])
    #expect(try await links(to: puppet, kit).count == 1)
    // And a new account confirms nothing for three days.
    let lost = try #require(try await visited(kit, .coordinator).person)
    await alone.post("/administration/people/\(lost)/factor-reset")
    let house = kit.house
    let cookie = try await house.database.write { try house.open(.staff, for: puppet, sharedDevice: false, in: $0) }
    var second = kit.browser(.ru)
    second.take(cookie.text)
    await second.post("/administration/people/\(lost)/factor-reset/confirmation")
    #expect(second.status == 403)
    kit.clock.move(days: 3)
    let later = try await house.database.write { try house.open(.staff, for: puppet, sharedDevice: false, in: $0) }
    second.take(later.text)
    await second.post("/administration/people/\(lost)/factor-reset/confirmation")
    #expect(second.status == 200)
  }

  /// The schema refuses what no page lets through.
  @Test(arguments: Databases.engines) func theSchemaRefusesOnePersonAsBothHands(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let (giver, other) = (try #require(try await kit.staff(.chair).person), try #require(try await kit.staff(.reviewer).person))
    let columns: SQL = """
      INSERT INTO membership (id, person_id, role, cycle_id, regions, given_at, given_by, confirmed_by, confirmed_at, ended_at) VALUES
      """
    let held: ID<Membership> = try #require(
      try await kit.house.database.read { try $0.value("SELECT id FROM membership WHERE person_id = \(other)") })
    let ending: SQL =
      "INSERT INTO role_ending (id, membership_id, person_id, requested_by, requested_at, confirmed_by, ended_at) VALUES"
    let sins: [SQL] = [
      "\(columns) ('a', \(other), 'administrator', NULL, '', 1, \(giver), \(giver), 2, NULL)",
      "\(columns) ('a', \(other), 'administrator', NULL, '', 1, \(giver), \(other), 2, NULL)",
      "\(columns) ('a', \(giver), 'administrator', NULL, '', 1, \(giver), \(other), 2, NULL)",
      "\(columns) ('a', \(other), 'safeguarding', NULL, '', 1, \(giver), NULL, 2, NULL)",
      "\(ending) ('a', \(held), \(other), \(other), 1, NULL, NULL)",
      "\(ending) ('a', \(held), \(other), \(giver), 1, \(giver), 2)",
      "\(ending) ('a', \(held), \(other), \(giver), 1, \(other), 2)",
    ]
    for sin in sins {
      await #expect(throws: StorageFault.self, "\(sin)") { try await kit.house.database.write { _ = try $0.run(sin) } }
    }
    // What is no sin goes in: the columns are right.
    let third = try #require(try await kit.staff(.reviewer).person)
    try await kit.house.database.write { tx in
      try tx.run("\(columns) ('b', \(other), 'administrator', NULL, '', 1, \(giver), \(third), 2, NULL)")
      try tx.run("\(ending) ('b', \(held), \(other), \(giver), 1, \(third), 2)")
    }
  }

  @Test func nobodyConfirmsTheirOwnReset() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var asking = try await kit.staff(.administrator)
    var own = try await visited(kit, .administrator)
    let person = try #require(own.person)
    await asking.post("/administration/people/\(person)/factor-reset")
    await own.post("/administration/people/\(person)/factor-reset/confirmation")
    #expect(own.status == 403)
  }

  /// A new link opens the account to whoever holds it: for somebody with a working second factor that is the reset's way.
  @Test func noNewLinkForSomebodyWhoHasBeenIn() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var administrator = try await kit.staff(.administrator)
    let inside = try await visited(kit, .coordinator)
    await administrator.post("/administration/people/\(try #require(inside.person))/invitation")
    #expect(administrator.status == 409)
    let links: Int? = try await kit.house.database.read { try $0.value("SELECT count(*) FROM invitation") }
    #expect(links == 0)
  }

  @Test func anApplicantIsNotAmongTheStaff() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var administrator = try await kit.staff(.administrator)
    let girl = try await kit.applicant()
    await administrator.get("/administration/people/\(try #require(girl.person))")
    #expect(administrator.status == 404)
    await administrator.post(
      "/administration/people/\(try #require(girl.person))/roles", [("role", "administrator"), ("cycle", "")])
    #expect(administrator.status == 404)
    #expect(try await memberships(kit, try #require(girl.person)).isEmpty)
  }
}

/// Each role against each page of the room.
@Suite struct AdministrationRoles {
  @Test(arguments: [
    "/administration", "/administration/people", "/administration/people/new", "/administration/cycles",
    "/administration/cycles/new",
    "/administration/messages", "/administration/schools",
  ])
  func onlyThoseWhoMayOpenIt(_ page: String) async throws {
    let kit = try await HouseKit.house(.sqlite)
    for role in Role.staff {
      var browser = try await kit.staff(role)
      await browser.get(page)
      let may = role == .administrator || (role == .coordinator && page == "/administration/schools")
      #expect(browser.status == (may ? 200 : 403), "\(role) at \(page)")
    }
    var nobody = kit.browser()
    await nobody.get(page)
    #expect(nobody.location?.hasPrefix("/sign-in") == true)
    var girl = try await kit.applicant()
    await girl.get(page)
    #expect(girl.status == 303)
  }
}
