import Applications
import ApplicationsKit
import HouseKit
import Markup
import Programme
import Storage
import TestKit
import Testing
import WholeHouse
import Words

/// What stands at the head of every page of the staff, and the first page of each role.
@Suite struct StaffPagesTests {
  @Test(
    "M 54: every page of the staff says who is signed in, in which role and in which intake",
    arguments: Role.allCases.filter(\.isStaff))
  func head(_ role: Role) async throws {
    let kit = try await HouseKit.house(.sqlite)
    let house = kit.house
    var browser = try await kit.staff(role)
    let person = try #require(browser.person)
    try await house.database.write { tx in
      let safe = try tx.safe(of: person, house.vault)
      try tx.set([.name(PersonName(surname: "Ермекова", given: "Салтанат"))], safe, house.vault)
      // Some of the pages show children: whoever is asked for it is cleared.
      let (rules, officer) = (house.data[.clearance], try tx.addPerson(language: .ru, house).person)
      for kind in rules.kinds(of: role, on: house.outside.now().day()) {
        let seen = Clearance.Seen(
          on: house.outside.now().day(), until: house.outside.now().day(), version: rules.rule(of: kind).version)
        try tx.add(.seen(kind, seen), of: person, by: Actor(person: officer, role: .safeguarding), house)
      }
    }
    house.sessions.forgetEverything()
    var pages = ["/desk"]
    for entry in house.rooms.flatMap(\.menu) where entry.roles.contains(role) { pages.append(entry.link.text) }
    for page in pages {
      await browser.get(page)
      #expect(browser.status == 200, "\(page)")
      let head = browser.page.prefix(upTo: browser.page.firstRange(of: "</header>")?.lowerBound ?? browser.page.endIndex)
      #expect(head.contains("Ермекова Салтанат<small>\(Language.ru(role.name))</small>"), "\(page)")
      #expect(head.contains(house.programme.look.name(.ru)), "\(page)")
      #expect(head.contains("class=\"intake big\"") && head.contains("action=\"/sign-out\""), "\(page)")
      #expect(head.contains("role=\"search\"") == ReadApplications.roles.contains(role), "\(page)")
    }
    // A page that says no has the same head.
    await browser.get("/desk/nothing")
    #expect(browser.status == 404 && browser.page.contains("Ермекова Салтанат"))
  }

  @Test("a role that reaches one region says so") func region() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var browser = try await kit.staff(.assistant, Scope(regions: ["630000000"]))
    await browser.get("/desk")
    let region = try #require(kit.house.gazetteer["630000000"]).name
    #expect(browser.page.contains("\(Language.ru(Role.assistant.name)), \(Language.ru(region))</small>"))
  }

  @Test(
    "every role has a first page that says what it is for, also where nothing waits", arguments: Role.allCases.filter(\.isStaff))
  func firstPage(_ role: Role) async throws {
    let kit = try await HouseKit.house(.sqlite)
    for language in Language.allCases {
      var browser = try await kit.staff(role, .everything, language)
      await browser.get("/desk")
      let duty = browser.page.firstMatch(of: #/<dt>([^<]+)<\/dt><dd>([^<]{20,})/#)
      #expect(duty.map { String($0.output.1) } == language(role.name), "\(language)")
    }
  }

  @Test("work stands under what is promised about it", arguments: Databases.engines) func promises(_ kind: EngineKind)
    async throws
  {
    let kit = try await HouseKit.house(kind)
    _ = try await Girl.apply(kit)
    var browser = try await kit.staff(.coordinator)
    func caption() async -> String? {
      await browser.get("/desk")
      return browser.page.firstMatch(of: #/<caption[^>]*>([^<]+)<\/caption><tbody><tr><td class="q">1</#).map {
        String($0.output.1)
      }
    }
    #expect(await caption() == "На этой неделе")
    #expect(browser.page.contains("обещано за 7 дней"))
    kit.clock.move(days: 8)
    var again = try await kit.staff(.coordinator)
    await again.get("/desk")
    #expect(again.page.contains("<caption class=\"hot\">Здесь кто-то ждёт дольше обещанного</caption>"))
    #expect(again.page.contains("дольше всех 8 дней"))
  }
}
