import Allocation
import Exchange
import HouseKit
import Programme
import Rules
import Storage
import TestKit
import Testing
import Words

@testable import Selection

@Suite struct PolicyFormTests {
  @Test(
    "a policy goes through the form unchanged",
    arguments: [
      Samples.policy, String(decoding: ProgrammeFolder.shipped().bytes("policy.yaml") ?? [], as: UTF8.self),
      Scene.yaml(places: 3),
    ]
      + [
        """
        title: {kk: "a \\"b\\" \\\\", ru: "it's: #1", en: "- x"}
        places: 9
        evidence:
          - {name: t, title: {kk: k, ru: r, en: e}, scale: logit, weight: 0.5, minimum: -1.5, missing: 12.5}
          - {name: u, title: {kk: k, ru: r, en: e}, scale: standard, weight: 2, missing: average}
        shares:
          - {attribute: rural, title: {kk: k, ru: r, en: e}, percent: 20}
          - {attribute: grade=9, title: {kk: k, ru: r, en: e}, percent: 30}
        """
      ])
  func roundTrip(_ yaml: String) throws {
    let file = try PolicyFile(yaml: yaml)
    let (text, fields) = PolicyDraft(file).text()
    let again = try PolicyFile(yaml: text)
    #expect(again.policy == file.policy)
    #expect(again.lottery == file.lottery)
    #expect(again.offerDays == file.offerDays)
    for language in Language.allCases {
      #expect(again.inWords.map { $0(language) } == file.inWords.map { $0(language) })
      #expect(again.title(language) == file.title(language))
    }
    #expect(fields.count == text.split(separator: "\n").count)
    #expect(PolicyDraft(again) == PolicyDraft(file))
  }

  /// What the form sends for a right policy, in the order of its fields.
  private static let right: [(String, String)] = [
    ("title-kk", "Саясат"), ("title-ru", "Политика"), ("title-en", "Policy"), ("places", "10"), ("decimals", "1"),
    ("evidence-1-name", "test"), ("evidence-1-kk", "Тест"), ("evidence-1-ru", "Тест"), ("evidence-1-en", "Test"),
    ("evidence-1-scale", "raw"), ("evidence-1-lowest", "0"), ("evidence-1-highest", "100"), ("evidence-1-weight", "2,5"),
    ("evidence-1-minimum", ""), ("evidence-1-missing", "lowest"), ("evidence-1-points", ""), ("evidence-1-parts", ""),
    ("evidence-2-name", ""), ("evidence-2-kk", ""), ("evidence-2-ru", ""), ("evidence-2-en", ""), ("evidence-2-weight", ""),
    ("protection", "reserves"), ("group-1-attribute", ""), ("group-1-number", ""), ("group-2-attribute", "region=630000000"),
    ("group-2-kk", ""), ("group-2-ru", ""), ("group-2-en", ""), ("group-2-number", "4"), ("cap-1-column", "school"),
    ("cap-1-kk", ""), ("cap-1-ru", ""), ("cap-1-en", ""), ("cap-1-places", "2"), ("source-1-kk", "тираж"),
    ("source-1-ru", "тираж"), ("source-1-en", "a draw"), ("published-day", "20"), ("published-month", "3"),
    ("published-year", "2027"), ("days", "7"),
  ]

  private static func changed(_ field: String, _ value: String) -> [(String, String)] {
    right.contains { $0.0 == field } ? right.map { $0.0 == field ? (field, value) : $0 } : right + [(field, value)]
  }

  @Test("what is typed becomes a version, and names that were left out are filled in", arguments: Databases.engines)
  func kept(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 2, places: 1, isFrozen: false)
    var chair = try await scene.kit.staff(.chair)
    await chair.get("/desk/selection/policies/new")
    #expect(chair.page.contains("name=\"evidence-2-name\"") && chair.page.contains("value=\"region=630000000\""))
    await chair.post("/desk/selection/policies", Self.right + [("go", "look")])
    #expect(chair.status == 200)
    await chair.post("/desk/selection/policies", Self.right + [("go", "keep")])
    #expect(chair.status == 303, "\(chair.page)")
    let (cycle, house) = (scene.cycle, scene.kit.house)
    let kept = try await house.database.read { try $0.policies(cycle).first?.file }
    let file = try #require(kept)
    #expect(file.policy.places == 10 && file.policy.evidence.map(\.weight) == [2.5])
    #expect(file.policy.reserves.map(\.places) == [4] && file.policy.caps.map(\.places) == [2])
    #expect(file.title(attribute: "region=630000000")(.ru).contains("Восточно-Казахстанская"))
    #expect(file.title(column: "school")(.kk) == "Мектеп")
    #expect(file.lottery?.published == Day(year: 2027, month: 3, day: 20) && file.offerDays == 7)
  }

  /// A field, what is typed wrongly there, and where the complaint must stand.
  private static let wrong: [(String, String, String)] = [
    ("title-ru", "", "title-kk"), ("places", "0", "places"), ("places", "ten", "places"), ("places", "3", "group-2-attribute"),
    ("decimals", "9", "decimals"), ("evidence-1-name", "", "evidence-1-name"), ("evidence-1-highest", "", "evidence-1-lowest"),
    ("evidence-1-highest", "-1", "evidence-1-name"), ("evidence-1-weight", "", "evidence-1-weight"),
    ("evidence-1-scale", "", "evidence-1-scale"), ("evidence-1-minimum", "abc", "evidence-1-minimum"),
    ("evidence-2-name", "test", "evidence-2-kk"), ("group-2-number", "-4", "group-2-number"),
    ("group-1-number", "1", "group-1-attribute"), ("cap-1-places", "0", "cap-1-column"),
    ("published-month", "13", "published"), ("published-day", "", "published"), ("source-1-en", "", "source-1-kk"),
    ("days", "90", "days"),
  ]

  @Test("a slip is shown at its field, and nothing typed is lost")
  func slips() async throws {
    let scene = try await Scene(.sqlite, girls: 1, places: 1, isFrozen: false)
    var chair = try await scene.kit.staff(.chair)
    for (field, value, at) in Self.wrong {
      await chair.post("/desk/selection/policies", Self.changed(field, value) + [("go", "keep")])
      #expect(chair.status == 422, "\(field)=\(value)")
      #expect(chair.page.contains("id=\"\(at)-error\"") || chair.page.contains("id=\"\(at)\""), "\(field)")
      #expect(chair.page.contains("href=\"#\(at)\""), "\(field)=\(value) is not complained about at \(at)")
      #expect(chair.page.contains("value=\"2,5\"") || field == "evidence-1-weight")
    }
  }

  @Test("form and text turn into each other")
  func ways() async throws {
    let scene = try await Scene(.sqlite, girls: 1, places: 1, isFrozen: false)
    var chair = try await scene.kit.staff(.chair)
    await chair.post("/desk/selection/policies", Self.right + [("go", "text")])
    #expect(chair.page.contains("<textarea") && chair.page.contains("weight: 2.5"))
    await chair.post("/desk/selection/policies", [("yaml", "# a note\n" + Samples.policy), ("go", "form")])
    #expect(chair.status == 422, "the house does not know the column remote")
    await chair.post("/desk/selection/policies", [("yaml", "# a note\n" + Scene.yaml(places: 7)), ("go", "form")])
    #expect(chair.status == 200 && chair.page.contains("name=\"evidence-1-name\"") && chair.page.contains("value=\"7\""))
  }
}

/// What the rules mean stands beside them while they are written.
@Suite struct PolicyWordsBesideTests {
  @Test("the form goes step by step, and says in words what its rules mean", arguments: Databases.engines)
  func words(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var chair = try await kit.staff(.chair)
    await chair.get("/desk/selection/policies/new")
    #expect(chair.page.matches(of: /<li><a href="#step-\d">/).count == 6)
    #expect(chair.page.contains("id=\"words\" aria-live=\"polite\"") && chair.page.contains("<li>Мест: 100"))
    await chair.submit("/desk/selection/policies", [("yaml", "places: ?"), ("go", "look")])
    #expect(chair.status == 422 && chair.page.contains("правила появятся здесь словами"))
  }
}
