import ApplicationsKit
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import WholeHouse
import Words

/// What a girl reads on pages she meets once.
@Suite struct SeenTests {
  @Test(
    "whoever does not know whether it is a village may be able to take part",
    arguments: [
      ("unsure", "Perhaps you can take part", true), ("yes", "You can take part", true), ("no", "Not this time", false),
    ])
  func verdict(_ rural: String, _ says: String, _ mayApply: Bool) async throws {
    let kit = try await HouseKit.house(.sqlite)
    let region = try #require(kit.house.programme.regions.first)
    let stage = try #require(try await kit.house.currentCycle()?.stage("applications"))
    func move(to moment: Moment) { kit.clock.move(seconds: Int((moment.milliseconds - kit.clock.now.milliseconds) / 1000)) }
    move(to: stage.opensAt.adding(days: 1))
    var girl = kit.browser(.en)
    await girl.get("/eligibility?gender=female&grade=9&region=\(region)&rural=\(rural)")
    #expect(girl.status == 200 && girl.page.contains("<h1>\(says)</h1>"))
    let door = girl.page.firstMatch(of: /<a class="btn[^"]*" href="\/apply">/)
    #expect((door != nil) == mayApply)
    // Whoever could have taken part is told that it is over, and is not led to a closed door.
    move(to: stage.closesAt.adding(days: 1))
    var late = kit.browser(.en)
    await late.get("/eligibility?gender=female&grade=9&region=\(region)&rural=\(rural)")
    #expect(!late.page.contains(/<a class="btn[^"]*" href="\/apply">/))
    #expect(late.page.contains("Applications closed") == mayApply)
    #expect(girl.page.contains("The state register decides") == (rural == "unsure"))
  }

  @Test("another language keeps what was chosen on the way to the verdict, and asks nothing early")
  func language() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var girl = kit.browser(.kk)
    await girl.get("/eligibility")
    #expect(girl.page.contains("form=\"questions\" name=\"go\" value=\"lang-ru\""))
    for query in ["asked=yes&gender=female&grade=9", "asked=yes&gender=female&grade=9&region=430000000&rural=yes"] {
      await girl.get("/eligibility?\(query)&go=lang-ru")
      #expect(girl.status == 200 && girl.page.contains("<html lang=\"ru\">") && girl.cookies["lang"] == "ru")
      #expect(!girl.page.contains("id=\"errors\"") && girl.page.contains("name=\"grade\""))
      #expect(girl.page.firstMatch(of: #/name="grade" value="9"[^>]* checked/#) != nil)
      #expect(girl.page.firstMatch(of: #/name="gender" value="female"[^>]* checked/#) != nil)
    }
    // Who comes after without a cookie reads Kazakh.
    var next = kit.browser(.kk)
    await next.get("/eligibility?asked=yes&gender=female&grade=9")
    #expect(next.page.contains("<html lang=\"kk\">"))
  }

  @Test("a file is called by its name, on the check page and on the desk", arguments: Databases.engines)
  func fileName(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let girl = try await Girl.apply(kit)
    _ = try await kit.house.database.write { try $0.run("UPDATE application SET state = 'draft'") }
    var browser = try await kit.applicant(girl.person)
    await browser.upload("/apply/document/file", [], field: "report_card", name: "tabel.png", Girl.png)
    await browser.get("/apply/check")
    let id: String? = try await kit.house.database.read { try $0.value("SELECT id FROM file ORDER BY id DESC LIMIT 1") }
    let shown = ">\(try #require(id))<"
    #expect(browser.page.contains("tabel.png") && !browser.page.contains(shown))
    var desk = try await kit.staff(.coordinator)
    await desk.get("/desk/applications/\(girl.code)")
    #expect(desk.status == 200 && desk.page.contains("tabel.png"))
    #expect(!desk.page.contains(shown))
  }
}
