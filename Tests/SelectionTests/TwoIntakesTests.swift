import Applications
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Selection

/// Last year's intake has its results, and girls apply to the next one: both are worked on.
@Suite struct TwoIntakesTests {
  private struct Years {
    let scene: Scene
    let old: Cycle
    let new: Cycle
    let newGirl: Application
  }

  private func years(_ kind: EngineKind) async throws -> Years {
    let scene = try await Scene(kind, girls: 4, places: 1)
    let house = scene.kit.house
    scene.kit.clock.move(days: 100)
    try await scene.release()
    var girl = try await scene.kit.applicant(scene.girls[1].person)
    await girl.post("/result/appeal")
    #expect(girl.status == 303, "\(girl.page)")
    let (new, newGirl) = try await house.database.write { tx in
      let day = house.outside.now().day()
      let stage = StageFile(
        key: "applications", name: Said(kk: "Өтінім", ru: "Заявки", en: "Applications"), opens: day.iso,
        closes: day.adding(days: 30).iso)
      let id = try tx.addCycle(
        key: "next", name: Said(kk: "Келесі", ru: "Следующий", en: "Next"), regions: ["430000000"], stages: [stage], house.outside
      )
      let safe = try tx.addPerson([.phone(try Phone(parsing: "+77000000099"))], language: .kk, house)
      var traits = Application.Traits()
      traits.region = "430000000"
      let draft = try tx.startApplication(for: safe.person, in: id, formVersion: "1", source: .web, traits: traits, house)
      try tx.setConsent(.complete, of: draft.id, at: house.outside.now())
      try tx.move(draft, to: .submitted, at: house.outside.now())
      return (try tx.cycle(id), draft)
    }
    house.forgetCycles()
    let old = try await house.database.read { try $0.cycle(scene.cycle) }
    return Years(scene: scene, old: old, new: new, newGirl: newGirl)
  }

  @Test("open pages show the newest that is out, and any by its name", arguments: Databases.engines)
  func openPages(_ kind: EngineKind) async throws {
    let years = try await years(kind)
    var anybody = years.scene.kit.browser(.ru)
    await anybody.get("/results")
    #expect(anybody.page.contains(years.scene.girls[0].code) && anybody.page.contains(Language.ru(years.old.name)))
    await anybody.get("/results/bundles/1?intake=\(years.old.key)")
    #expect(anybody.status == 200)
    await anybody.get("/selection")
    #expect(anybody.page.contains("Эти правила зафиксированы"))
    for page in ["/results", "/results/bundles/1", "/selection"] {
      for name in ["next", "nothing", "%00"] {
        await anybody.get("\(page)?intake=\(name)")
        #expect(anybody.status == 404, "\(page) \(name)")
      }
    }
  }

  @Test(
    "the desk shows the intake that has begun last, tells of the other, and keeps to the one that is named",
    arguments: Databases.engines)
  func desk(_ kind: EngineKind) async throws {
    let years = try await years(kind)
    let oldCode = years.scene.girls[2].code
    var coordinator = try await years.scene.kit.staff(.coordinator)
    await coordinator.get("/desk")
    #expect(coordinator.page.contains("<h1>Следующий"))
    #expect(coordinator.page.contains("href=\"/desk?intake=\(years.old.key)\">\(Language.ru(years.old.name))</a>: 1 дело ждёт"))
    await coordinator.get("/desk/applications")
    #expect(coordinator.page.contains(years.newGirl.code) && !coordinator.page.contains(oldCode))
    await coordinator.get("/desk/applications?intake=\(years.old.key)")
    #expect(coordinator.page.contains(oldCode) && !coordinator.page.contains(years.newGirl.code))
    // Another window may choose another intake meanwhile: the filter and the headings stay with this page's.
    #expect(
      coordinator.page.contains(
        "action=\"/desk/applications\"><input type=\"hidden\" name=\"intake\" value=\"\(years.old.key)\">"))
    #expect(coordinator.page.contains("href=\"/desk/applications?sort=code&amp;intake=\(years.old.key)\""))
    // What was named last is what she goes on with.
    await coordinator.get("/desk")
    #expect(coordinator.page.contains("<h1>\(Language.ru(years.old.name))"))
    #expect(coordinator.page.contains("href=\"/desk/appeals?intake=\(years.old.key)\""))
    for page in ["/desk/duplicates", "/desk/messages", "/desk/imports", "/desk/eligibility", "/desk/selection/evidence"] {
      await coordinator.get(page)
      #expect(coordinator.status == 200, "\(page)")
    }
    await coordinator.get("/desk/appeals")
    #expect(coordinator.page.contains(years.scene.girls[1].code))
    await coordinator.get("/desk/applications.csv?intake=next")
    #expect(coordinator.page.contains(years.newGirl.code) && !coordinator.page.contains(oldCode))
  }

  @Test("the chair goes on with the old intake's runs, and each policy stays with its intake", arguments: Databases.engines)
  func runs(_ kind: EngineKind) async throws {
    let years = try await years(kind)
    var chair = try await years.scene.kit.staff(.chair)
    await chair.get("/desk/selection?intake=\(years.old.key)")
    #expect(chair.page.contains("/desk/selection/runs/"))
    let page = await years.scene.run(&chair)
    await chair.get(page)
    #expect(chair.status == 200)
    await chair.get("/desk/selection?intake=next")
    #expect(!chair.page.contains("/desk/selection/runs/"))
    await chair.get("/desk/selection/policies/new")
    await chair.submit("/desk/selection/policies", [("yaml", Scene.yaml(places: 7)), ("go", "keep")])
    #expect(chair.status == 303, "\(chair.page)")
    let versions = try await years.scene.kit.house.database.read { tx in
      [try tx.policies(years.old.id).count, try tx.policies(years.new.id).count]
    }
    #expect(versions == [1, 1])
  }

  @Test("an act that names no intake is not done, nor one out of reach", arguments: Databases.engines)
  func named(_ kind: EngineKind) async throws {
    let years = try await years(kind)
    let kit = years.scene.kit
    var coordinator = try await kit.staff(.coordinator)
    await coordinator.post("/desk/eligibility", [("count", "1")])
    #expect(coordinator.status == 409)
    await coordinator.post("/desk/eligibility", [("count", "1"), ("intake", "nothing")])
    #expect(coordinator.status == 404)
    // Another window shows the other intake meanwhile: the form stays with its own.
    await coordinator.get("/desk/imports?intake=\(years.old.key)")
    let form = coordinator.page
    await coordinator.get("/desk?intake=next")
    #expect(
      form.contains("name=\"intake\" value=\"\(years.old.key)\"")
        && !coordinator.page.contains("<h1>\(Language.ru(years.old.name))"))
    var narrow = try await kit.staff(.coordinator, Scope(cycle: years.new.id))
    await narrow.get("/desk/applications?intake=\(years.old.key)")
    #expect(narrow.status == 404)
    await narrow.get("/desk/applications")
    #expect(narrow.page.contains(years.newGirl.code))
    await narrow.post("/desk/eligibility", [("count", "1"), ("intake", years.old.key)])
    #expect(narrow.status == 404)
    let appeal: String? = try await kit.house.database.read { try $0.value("SELECT id FROM selection_appeal") }
    await narrow.get("/desk/appeals/\(try #require(appeal))")
    #expect(narrow.status == 404)
  }

  @Test("her track has the dates of her own intake", arguments: Databases.engines)
  func track(_ kind: EngineKind) async throws {
    let years = try await years(kind)
    var girl = try await years.scene.kit.applicant(years.scene.girls[0].person)
    let opens = try #require(years.old.stage("school")).opensAt.day()
    await girl.get("/status")
    #expect(girl.page.contains("href=\"/result\"") && girl.page.contains(Language.kk.date(opens)))
    var next = try await years.scene.kit.applicant(years.newGirl.person)
    await next.get("/status")
    #expect(next.status == 200 && !next.page.contains("href=\"/result\"") && !next.page.contains(Language.kk.date(opens)))
  }
}
