import Administration
import Exchange
import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing
import Words

@Suite struct SignInTests {
  private static let password = "бес жапырақ тал"

  /// An invited coordinator's first visit, up to the recovery codes; returns what is needed to come again.
  private func visited(_ kit: HouseKit) async throws -> (browser: Browser, totp: TOTP, person: ID<Person>) {
    let house = kit.house
    let email = try EMail(parsing: "qyzmetker@keruen.example")
    let (person, token) = try await house.database.write { tx in
      let name = PersonName(surname: "Сынақова", given: "Үлгі")
      let person = try tx.addStaff(name, email, .coordinator, .everything, language: .kk, by: nil, house)
      return (person, try tx.invite(person, house))
    }
    var browser = kit.browser(.en)
    await browser.get("/welcome/\(token.text)")
    #expect(browser.status == 200)
    await browser.submit("/welcome/\(token.text)", [("password", Self.password)])
    #expect(browser.location == "/welcome/\(token.text)/second-factor")
    await browser.follow()
    let secret = try #require(browser.page.firstMatch(of: #/<p><b>([A-Z2-7 ]+)</b></p>/#)).output.1
    let totp = try #require(TOTP(base32: String(secret)))
    await browser.submit(
      "/welcome/\(token.text)/second-factor", [("code", totp.code(at: kit.clock.now.milliseconds / 1000))])
    #expect(browser.status == 200)
    #expect(browser.page.contains("Recovery codes"))
    return (browser, totp, person)
  }

  @Test(arguments: Databases.engines) func theFirstVisitEndsSignedInAndTheLinkIsSpent(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let (welcome, _, person) = try await visited(kit)
    let browser = welcome
    #expect(browser.page.matches(of: #/<code>[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}</code>/#).count == 10)
    let sessions: [String] = try await kit.house.database.read { tx in
      try tx.rows("SELECT kind FROM session WHERE person_id = \(person)") { try $0[0] }
    }
    #expect(sessions == ["staff"])
    let links: Int? = try await kit.house.database.read { try $0.value("SELECT count(*) FROM invitation WHERE used_at IS NULL") }
    #expect(links == 0)
    var administrator = try await kit.staff(.administrator)
    await administrator.get("/administration/people")
    let row = administrator.page.split(separator: "<tr>").first { $0.contains("Сынақова") } ?? ""
    #expect(row.contains(Language.ru.dateTime(kit.clock.now)), "her last sign-in stands there: \(row)")
  }

  @Test(arguments: Databases.engines) func passwordAndCodeOpenANewSession(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let (_, totp, _) = try await visited(kit)
    kit.clock.move(seconds: 60)
    var browser = kit.browser(.ru)
    await browser.get("/sign-in?back=/desk/applications")
    await browser.submit("/sign-in", [("email", " Qyzmetker@keruen.example"), ("password", Self.password)])
    #expect(browser.location == "/sign-in/code?back=%2Fdesk%2Fapplications")
    let halfway = browser.cookies[SessionCookie.name(for: "/")]
    await browser.follow()
    let code = totp.code(at: kit.clock.now.milliseconds / 1000)
    await browser.submit("/sign-in/code", [("code", code)])
    #expect(browser.location == "/desk/applications")
    #expect(browser.cookies[SessionCookie.name(for: "/")] != halfway)

    // The same code opens nothing a second time.
    var second = kit.browser(.ru)
    await second.post("/sign-in", [("email", "qyzmetker@keruen.example"), ("password", Self.password)])
    await second.follow()
    await second.submit("/sign-in/code", [("code", code)])
    #expect(second.status == 422)
  }

  @Test func aWrongPasswordAndAnUnknownAddressLookTheSame() async throws {
    let kit = try await HouseKit.house(.sqlite)
    _ = try await visited(kit)
    var known = kit.browser(.ru)
    await known.post("/sign-in", [("email", "qyzmetker@keruen.example"), ("password", "not the password")])
    var unknown = kit.browser(.ru)
    await unknown.post("/sign-in", [("email", "qyzmetkel@keruen.example"), ("password", "not the password")])
    #expect(known.status == 422)
    #expect(unknown.status == 422)
    #expect(known.page.replacing("qyzmetker", with: "qyzmetkel") == unknown.page)
  }

  @Test func aRecoveryCodeOpensOnce() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let (welcome, _, _) = try await visited(kit)
    let code = try #require(welcome.page.firstMatch(of: #/<code>([0-9A-Z-]+)</code>/#)).output.1
    for expected in [303, 422] {
      var browser = kit.browser()
      await browser.post("/sign-in", [("email", "qyzmetker@keruen.example"), ("password", Self.password)])
      await browser.follow()
      await browser.submit("/sign-in/code", [("code", code.lowercased())])
      #expect(browser.status == expected)
    }
  }

  @Test func halfSignedInOpensNoDesk() async throws {
    let kit = try await HouseKit.house(.sqlite)
    _ = try await visited(kit)
    var browser = kit.browser()
    await browser.post("/sign-in", [("email", "qyzmetker@keruen.example"), ("password", Self.password)])
    await browser.get("/desk")
    #expect(browser.location == "/sign-in?back=%2Fdesk")
  }

  @Test func guessesFromOneNetworkAreCountedForTheAccount() async throws {
    let kit = try await HouseKit.house(.sqlite)
    _ = try await visited(kit)
    var statuses: [Int] = []
    var pause: Int?
    for attempt in 1...11 {
      var browser = kit.browser()
      await browser.post("/sign-in", [("email", "qyzmetker@keruen.example"), ("password", "guess number \(attempt)")])
      statuses.append(browser.status)
      pause = browser.reply.header("retry-after").flatMap { Int($0) }
      #expect((pause != nil) == (browser.status == 429))
    }
    #expect(statuses == Array(repeating: 422, count: 10) + [429])
    // Whoever waits as long as the answer says is heard again, and not much earlier.
    let seconds = try #require(pause)
    #expect((1...1800).contains(seconds))
    for (wait, status) in [(seconds - 2, 429), (2, 422)] {
      kit.clock.move(seconds: wait)
      var browser = kit.browser()
      await browser.post("/sign-in", [("email", "qyzmetker@keruen.example"), ("password", "another guess")])
      #expect(browser.status == status, "\(seconds)")
    }
  }

  /// Ten wrong guesses from elsewhere kept the owner out of her own account for a quarter of an hour.
  @Test(arguments: Databases.engines) func whoeverGuessesElsewhereKeepsNobodyOut(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    _ = try await visited(kit)
    for attempt in 1...30 {
      var browser = kit.browser()
      browser.peer = "192.0.2.\(10 + attempt % 3)"
      await browser.post("/sign-in", [("email", "qyzmetker@keruen.example"), ("password", "guess number \(attempt)")])
    }
    var owner = kit.browser()
    owner.peer = "198.51.100.7"
    await owner.post("/sign-in", [("email", "qyzmetker@keruen.example"), ("password", Self.password)])
    #expect(owner.location == "/sign-in/code")
  }

  /// Guesses from many networks, a few from each.
  @Test(arguments: Databases.engines) func guessesFromEverywhereAreCountedForTheAddress(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let (_, totp, _) = try await visited(kit)
    kit.clock.move(seconds: 60)
    var owner = kit.browser(.ru)
    await owner.post("/sign-in", [("email", "qyzmetker@keruen.example"), ("password", Self.password)])
    await owner.follow()
    await owner.submit("/sign-in/code", [("code", totp.code(at: kit.clock.now.milliseconds / 1000))])
    #expect(owner.location == "/desk")
    // Known and unknown alike.
    for address in ["qyzmetker", "eshkim"] {
      var statuses: [Int] = []
      for attempt in 0..<61 {
        var browser = kit.browser()
        browser.peer = "192.0.2.\(attempt)"
        await browser.post("/sign-in", [("email", "\(address)@keruen.example"), ("password", "guess number \(attempt)")])
        statuses.append(browser.status)
      }
      #expect(statuses == Array(repeating: 422, count: 60) + [429])
    }
    var elsewhere = kit.browser()
    elsewhere.peer = "198.51.100.7"
    await elsewhere.post("/sign-in", [("email", "qyzmetker@keruen.example"), ("password", Self.password)])
    #expect(elsewhere.status == 429)
    // Where she has been in before she does not wait, and nobody else's proof helps.
    await owner.post("/sign-out")
    await owner.post("/sign-in", [("email", "qyzmetker@keruen.example"), ("password", Self.password)])
    #expect(owner.location == "/sign-in/code")
    await owner.post("/sign-in", [("email", "eshkim@keruen.example"), ("password", Self.password)])
    #expect(owner.status == 429)
    kit.clock.move(seconds: 7200)
    await elsewhere.post("/sign-in", [("email", "qyzmetker@keruen.example"), ("password", Self.password)])
    #expect(elsewhere.location == "/sign-in/code")
  }

  /// Right passwords are given back: an office behind one address signs in every morning.
  @Test func signingInIsNoFailure() async throws {
    let kit = try await HouseKit.house(.sqlite)
    _ = try await visited(kit)
    for _ in 1...45 {
      var browser = kit.browser()
      await browser.post("/sign-in", [("email", "qyzmetker@keruen.example"), ("password", Self.password)])
      #expect(browser.location == "/sign-in/code")
    }
  }

  @Test func aSessionOfTheStaffEndsHoweverMuchItIsUsed() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var browser = try await kit.staff(.coordinator)
    var hours = 0
    while hours < 40 {
      await browser.get("/desk")
      guard browser.status == 200 else { break }
      kit.clock.move(seconds: 1_800)
      hours += 1
    }
    #expect(hours == 24, "twelve hours of half an hour each")
  }

  @Test(arguments: ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"])
  func theWayBackStaysInTheHouse(_ back: String) async throws {
    let kit = try await HouseKit.house(.sqlite)
    var browser = try await kit.staff(.coordinator)
    await browser.get("/sign-in?back=\(back)")
    #expect(browser.location == "/desk")
  }

  @Test(arguments: [("short", 422), ("passwordpassword1", 422), ("qyzmetker-2026", 422), ("бес жапырақ тал", 303)])
  func aWeakPasswordIsRefused(_ password: String, _ status: Int) async throws {
    let kit = try await HouseKit.house(.sqlite)
    let house = kit.house
    let email = try EMail(parsing: "qyzmetker@keruen.example")
    let token = try await house.database.write { tx in
      let name = PersonName(surname: "Сынақова", given: "Үлгі")
      return try tx.invite(try tx.addStaff(name, email, .assistant, .everything, language: .kk, by: nil, house), house)
    }
    var browser = kit.browser()
    await browser.post("/welcome/\(token.text)", [("password", password)])
    #expect(browser.status == status)
  }

  @Test func anOldInvitationIsMissing() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let house = kit.house
    let email = try EMail(parsing: "qyzmetker@keruen.example")
    let token = try await house.database.write { tx in
      let name = PersonName(surname: "Сынақова", given: "Үлгі")
      return try tx.invite(try tx.addStaff(name, email, .assistant, .everything, language: .kk, by: nil, house), house)
    }
    kit.clock.move(days: 4)
    var browser = kit.browser()
    await browser.get("/welcome/\(token.text)")
    #expect(browser.status == 404)
  }

  @Test func signingInAndOutIsInTheAuditLogWithoutSecrets() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let (_, _, person) = try await visited(kit)
    let entries = try await kit.house.database.read { try $0.auditEntries(of: person.text) }
    #expect(Set(entries.map(\.act)) == ["role.given", "password.set", "second_factor.set"])
    #expect(entries.allSatisfy { !$0.details.contains(Self.password) })
  }
}
