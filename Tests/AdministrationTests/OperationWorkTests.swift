import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@Suite struct OperationWorkTests {
  private enum Trouble: Error {
    case spilt(String)
  }

  private static let says = Phrase(kk: "Сынақ санауы", ru: "Пробный счёт", en: "A trial count")

  @Test(
    "every job with its last run and last fault, work with what runs and what failed, in three languages",
    arguments: Databases.engines)
  func shows(_ kind: EngineKind) async throws {
    let step = WorkKind<[String]>("test.steps", Self.says) { plan, _, _ in
      if plan.isEmpty { throw Trouble.spilt("Сынақова Үлгіжан") }
      return .finished(1, WorkResult(["steps": 1]))
    }
    let job = Job(name: "test", Self.says, every: .seconds(60)) { _ in throw Trouble.spilt("Сынақова Үлгіжан") }
    let kit = try await HouseKit.house(kind).reopened(adding: Room(name: "test", routes: [], jobs: [job], works: [step]))
    let house = kit.house
    try await house.database.write { tx in
      let actor = Actor(person: try tx.addPerson(language: .ru, house).person, role: .coordinator)
      try tx.ask(step, [], about: "broken", total: 7, by: actor, house)
      try tx.ask(step, ["good"], about: "whole", total: 1, by: actor, house)
    }
    for job in house.jobs { _ = try? await house.runWhenDue(job, by: Worker("box:77")) }
    for kind in house.works { for _ in 0..<3 { _ = try? await house.goOn(with: kind, by: Worker("box:77")) } }
    kit.clock.move(days: 1)
    for language in Language.allCases {
      var administrator = try await kit.staff(.administrator, .everything, language)
      await administrator.get("/administration/operation")
      #expect(administrator.status == 200)
      let page = administrator.page
      // The job and two works; the fault of the job and of one work.
      #expect(page.split(separator: Self.says(language)).count == 4)
      #expect(page.split(separator: "<code>Trouble.spilt</code>").count == 3)
      #expect(page.contains("box:77") && page.contains("0 / 7") && page.contains("1 / 1"))
      for job in house.jobs { #expect(page.contains(job.says(language)), "\(job.name)") }
      for name in ["Сынақова", "Үлгіжан"] { #expect(!page.contains(name)) }
    }
  }
}
