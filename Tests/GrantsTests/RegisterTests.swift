import HouseKit
import Programme
import Rules
import Storage
import TestKit
import Testing
import Words

@testable import Grants

/// Organisations, programmes of study and kinds of grants as two people write them: what is agreed on stays, nobody writes over another, and
/// nothing stands twice.
@Suite struct RegisterTests {
  private static func organisation(
    _ name: String = "Жаңа", _ more: [(String, String)] = [("bin", "990140000017")], kind: String = "university"
  ) -> [(String, String)] {
    [("name_kk", "\(name) университет"), ("name_ru", "\(name) вуз"), ("name_en", "\(name) University"), ("kind", kind)] + more
  }

  private static let programme = [
    ("name_kk", "Ақпараттық технологиялар"), ("name_ru", "Информационные технологии"), ("name_en", "Information technologies"),
    ("group", "B057"), ("language", "kk"), ("level", "bachelor"), ("isced", "0613"), ("city", "750000000"), ("cost", "900000"),
    ("dormitory", "yes"),
  ]

  private static func changed(_ fields: [(String, String)], _ name: String, _ value: String) -> [(String, String)] {
    fields.map { $0.0 == name ? (name, value) : $0 }
  }

  @Test(
    "what a confirmed offer rests on stays what both sides agreed to, until its round is over", arguments: Databases.engines)
  func agreed(_ kind: EngineKind) async throws {
    let market = try await Market.open(kind)
    var desk = try await market.kit.staff(.partnerships, .everything, .en)
    let programme = "/desk/grants/programmes/\(market.programme)"
    let type = "/desk/grants/types/\(market.type)"
    let university = "/desk/grants/organisations/\(market.university)"
    let typeFields = [
      ("name_kk", "Ректор гранты"), ("name_ru", "Ректорский грант"), ("name_en", "Rector's grant"), ("kind", "university"),
      ("letter", "no"),
    ]
    let universityFields = [
      ("name_kk", "Басқа университет"), ("name_ru", "Другой вуз"), ("name_en", "Other University"), ("kind", "university"),
      ("city", "710000000"), ("site", "mysal.example"), ("domains", "mysal.example"),
    ]
    let kept = Self.changed(
      Self.changed(
        Self.changed(universityFields, "name_kk", "Мысал университеті"), "name_ru", "Университет Мысал"), "name_en",
      "Mysal University")
    func send(_ page: String, _ form: String, _ fields: [(String, String)]) async -> Int {
      await desk.get(page)
      await desk.submit(form, fields)
      return desk.status
    }
    let offer = try await market.offer(confirmed: false)
    #expect(await send(programme, programme, Self.changed(Self.programme, "cost", "850000")) == 303, "\(desk.page)")
    #expect(await send(type, type, Self.changed(typeFields, "letter", "ask")) == 303, "\(desk.page)")
    #expect(try await market.refusal { try $0.confirm(offer, by: market.officer, $1) } == nil)
    for (page, form, fields) in [
      (programme, programme, Self.programme), (type, type, typeFields), ("\(university)/edit", university, universityFields),
    ] {
      let status = await send(page, form, fields)
      #expect(status == 422 && desk.page.contains("Offers that both sides confirmed rest on this"), "\(form) \(desk.page)")
    }
    // What no offer says may be mended: the code by which it is counted, the town of the organisation.
    let recoded = Self.changed(Self.changed(Self.programme, "cost", "850000"), "isced", "0612")
    #expect(await send(programme, programme, recoded) == 303, "\(desk.page)")
    #expect(await send("\(university)/edit", university, kept) == 303, "\(desk.page)")
    // Once the outcomes are in, the round holds nothing any more.
    market.kit.clock.move(days: 280)
    desk = try await market.kit.staff(.partnerships, .everything, .en)
    #expect(await send(type, type, typeFields) == 303, "\(desk.page)")
  }

  @Test("a stale form writes over nobody: what stands now is read beside it, and nothing is lost", arguments: Databases.engines)
  func stale(_ kind: EngineKind) async throws {
    let market = try await Market.open(kind)
    var one = try await market.kit.staff(.coordinator, .everything, .en)
    var two = try await market.kit.staff(.partnerships, .everything, .en)
    let typeFields = [("name_kk", "Грант"), ("name_ru", "Грант"), ("name_en", "Grant"), ("kind", "university"), ("letter", "no")]
    let cases: [(page: String, form: String, first: [(String, String)], second: [(String, String)], seen: String, kept: String)] =
      [
        (
          "/desk/grants/organisations/\(market.university)/edit", "/desk/grants/organisations/\(market.university)",
          Self.organisation("Бірінші", [("site", "first.example")]),
          Self.organisation("Екінші", [("site", "second.example")]), "first.example", "second.example"
        ),
        (
          "/desk/grants/programmes/\(market.programme)", "/desk/grants/programmes/\(market.programme)",
          Self.changed(Self.programme, "isced", "0611"), Self.changed(Self.programme, "isced", "0612"), "0611", "0612"
        ),
        (
          "/desk/grants/types/\(market.type)", "/desk/grants/types/\(market.type)", typeFields,
          Self.changed(typeFields, "name_en", "Another grant"), "<dd>Grant</dd>", "Another grant"
        ),
      ]
    for (page, form, first, second, seen, kept) in cases {
      await one.get(page)
      await two.get(page)
      await one.submit(form, first)
      #expect(one.status == 303, "\(form) \(one.page)")
      await two.submit(form, second)
      #expect(two.status == 422 && two.page.contains("Somebody else changed this meanwhile"), "\(form) \(two.page)")
      #expect(two.page.contains(seen) && two.page.contains("value=\"\(kept)\""), "\(form) \(two.page)")
      await two.submit(form, second)
      #expect(two.status == 303, "read and pressed again: \(two.page)")
      await two.get(page)
      #expect(two.page.contains("value=\"\(kept)\""))
    }
  }

  @Test("pressed twice an organisation, a programme and a kind of grant are made once", arguments: Databases.engines)
  func twice(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var desk = try await kit.staff(.coordinator, .everything, .en)
    let home = "/desk/grants/organisations"
    await desk.get("\(home)/new")
    await desk.submit(home, Self.organisation())
    let made = try #require(desk.location, "\(desk.page)")
    await desk.get("\(home)/new")
    await desk.submit(home, Self.organisation())
    #expect(desk.status == 422 && desk.page.contains("in the register already"), "\(desk.page)")
    await desk.get("\(home)/new")
    await desk.submit(home, Self.organisation("Басқа"))
    #expect(desk.status == 422 && desk.page.contains("href=\"#bin\""), "another name, the same BIN: \(desk.page)")
    await desk.get("\(home)/new")
    await desk.submit(home, Self.organisation("жаңа", []))
    #expect(desk.status == 422 && desk.page.contains("href=\"#name_kk\""), "the same name in small letters: \(desk.page)")
    #expect(try await kit.count("SELECT count(*) FROM organisation WHERE name_en = 'Жаңа University'") == 1)
    for status in [303, 422] {
      await desk.get("\(made)/programmes/new")
      await desk.submit("\(made)/programmes", Self.programme)
      #expect(desk.status == status, "\(desk.page)")
    }
    let type = [("name_kk", "Грант"), ("name_ru", "Грант"), ("name_en", "Grant"), ("kind", "university"), ("letter", "no")]
    for status in [303, 422] {
      await desk.get("/desk/grants/types/new")
      await desk.submit("/desk/grants/types", type)
      #expect(desk.status == status, "\(desk.page)")
    }
    #expect(desk.page.contains("There is a kind of grant of this name already"))
    #expect(try await kit.count("SELECT count(*) FROM grants_type") == 1)
  }

  @Test("a BIN is one: twelve digits, none of a person, with the right last digit")
  func bin() {
    func complaint(_ text: String) -> BIN.Complaint? {
      do {
        _ = try BIN(parsing: text)
        return nil
      } catch { return error }
    }
    #expect(complaint("990140000017") == nil && complaint(" 9901-4000 0017") == nil)
    #expect(complaint("123456789013") == nil && complaint("123456789012") == .wrongControlDigit)
    #expect(complaint("990110000017") == .person)
    #expect(complaint("99014000001") == .notTwelveDigits && complaint("99014000001x") == .notTwelveDigits)
  }

  @Test("no name holds what nobody sees, a college's code has no letter, and a grant is given by whoever gives such grants")
  func checked() async throws {
    let market = try await Market.open(.sqlite)
    var desk = try await market.kit.staff(.partnerships, .everything, .en)
    await desk.get("/desk/grants/organisations/new")
    await desk.submit(
      "/desk/grants/organisations", Self.changed(Self.organisation(), "name_en", "New \u{202e}ytisrevinU"))
    #expect(desk.status == 422 && desk.page.contains("The text holds invisible characters"), "\(desk.page)")
    await desk.get("/desk/grants/organisations/new")
    await desk.submit("/desk/grants/organisations", Self.organisation("Жаңа", [("bin", "990101350017")]))
    #expect(desk.status == 422 && desk.page.contains("This is the IIN of a person. The BIN"), "\(desk.page)")
    let programmes = "/desk/grants/organisations/\(market.university)/programmes"
    for (level, group, isRight) in [
      ("college", "B057", false), ("bachelor", "06130100", false), ("college", "06130100", true), ("bachelor", "B062", true),
    ] {
      await desk.get("\(programmes)/new")
      await desk.submit(programmes, Self.changed(Self.changed(Self.programme, "level", level), "group", group))
      #expect(desk.status == (isRight ? 303 : 422), "\(level) \(group)")
      if !isRight { #expect(desk.page.contains("The code is of another level")) }
    }
    let type = [("name_kk", "Грант"), ("name_ru", "Грант"), ("name_en", "Grant"), ("letter", "no")]
    await desk.get("/desk/grants/types/new")
    await desk.submit("/desk/grants/types", type + [("kind", "foundation"), ("organisation", market.university.text)])
    #expect(desk.status == 422 && desk.page.contains("This organisation gives no such grant"), "\(desk.page)")
  }

  @Test("mail domains are set by one and confirmed by another; until then nobody is invited there", arguments: Databases.engines)
  func domains(_ kind: EngineKind) async throws {
    let market = try await Market.open(kind)
    let way = "/desk/grants/organisations/\(market.university)"
    var one = try await market.kit.staff(.partnerships, .everything, .en)
    var two = try await market.kit.staff(.coordinator, .everything, .en)
    let fields = [
      ("name_kk", "Мысал университеті"), ("name_ru", "Университет Мысал"), ("name_en", "Mysal University"),
      ("kind", "university"), ("city", "750000000"), ("site", "mysal.example"), ("domains", "mysal.example evil.example"),
    ]
    await one.get("\(way)/edit")
    await one.submit(way, fields)
    await one.follow()
    #expect(one.page.contains("E-mail domains wait for a second person") && one.page.contains("@evil.example"), "\(one.page)")
    #expect(!one.page.contains("Confirm the domains"), "her own proposal")
    let standing = try await market.read { try $0.organisation(market.university).said.domains }
    #expect(standing == ["mysal.example"])
    let asked = try #require(try await market.read { try $0.domainsAsked(of: market.university) })
    await one.post("\(way)/domains/\(asked.id)", [("decision", "yes")])
    #expect(one.status == 403)
    await one.get("\(way)/officers/new")
    await one.submit(
      "\(way)/officers", [("surname", "Есімова"), ("given", "Айгүл"), ("language", "ru"), ("email", "a@evil.example")])
    #expect(one.status == 422 && one.page.contains("no address of the organisation"))
    let same = try? await market.kit.house.database.write { tx in
      try tx.run("UPDATE grants_domain SET decided_by = asked_by, decided_at = 1, agreed = \(true)")
    }
    #expect(same == nil, "the schema holds it too")
    await two.get(way)
    await two.submit("\(way)/domains/\(asked.id)", [])
    #expect(two.location == way, "\(two.page)")
    let after = try await market.read { try $0.organisation(market.university).said.domains }
    #expect(after == ["mysal.example", "evil.example"])
    await two.post("\(way)/domains/\(asked.id)", [("decision", "yes")])
    #expect(two.status == 409)
  }

  @Test("the universities that ship only begin the register: what the desk made of them stays", arguments: Databases.engines)
  func shipped(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let id: ID<Organisation> = try #require(
      try await kit.house.database.read { try $0.value("SELECT id FROM organisation WHERE key = 'kbtu'") })
    try await kit.house.database.write { tx in
      let said = try tx.organisation(id).said
      try tx.change(
        id, to: Organisation.Entry(kind: .college, name: said.name, site: "mended.example", domains: [], city: said.city))
    }
    try await kit.house.prepare()
    let said = try await kit.house.database.read { try $0.organisation(id).said }
    #expect(said.kind == .college && said.site == "mended.example")
  }
}
