import Front
import HouseKit
import Logging
import Programme
import Storage
import TestKit
import Testing
import WholeHouse
import Words

/// The runner of an open house, two of them on one database.
@Suite struct JobRunnerTests {
  private static let says = Phrase(kk: "Санау", ru: "Счёт", en: "Counting")

  @Test("two runners share the jobs and the work; a fault stops neither", .timeLimit(.minutes(1)), arguments: Databases.engines)
  func two(_ kind: EngineKind) async throws {
    let (runs, ran) = AsyncStream.makeStream(of: String.self)
    struct Trouble: Error {}
    let step = WorkKind<[String]>("test.steps", Self.says) { plan, _, _ in
      ran.yield(plan[0])
      return .finished(1, WorkResult(["steps": 1]))
    }
    let room = Room(
      name: "test", routes: [],
      jobs: [
        Job(name: "counts", Self.says, every: .seconds(1)) { _ in ran.yield("counts") },
        Job(name: "fails", Self.says, every: .seconds(1)) { _ in
          ran.yield("fails")
          throw Trouble()
        },
      ], works: [step])
    let kit = try await HouseKit.house(kind)
    var log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    log.logLevel = .critical
    let house = try await kit.reopened(adding: room).house
    let running = (0..<2).map { number in
      let runner = JobRunner(StandingHouse(house), worker: Worker("process \(number)"), log: log)
      return Task { await runner.run() }
    }
    var seen: [String: Int] = [:]
    // The house's clock stands: each job once, though both runners look again and again.
    for await name in runs {
      seen[name, default: 0] += 1
      if seen == ["counts": 1, "fails": 1] { break }
    }
    try await house.database.write { tx in
      let person = try tx.addPerson(language: .ru, house).person
      try tx.ask(step, ["asked"], about: "it", total: 1, by: Actor(person: person, role: .coordinator), house)
    }
    for await name in runs {
      seen[name, default: 0] += 1
      if name == "asked" { break }
    }
    #expect(seen == ["counts": 1, "fails": 1, "asked": 1])
    kit.clock.move(seconds: 1)
    for await name in runs {
      seen[name, default: 0] += 1
      if seen["counts"] == 2, seen["fails"] == 2 { break }
    }
    // A runner that is stopped before it has put down how its job ended leaves the job to the other one.
    while try await house.database.read({ try $0.exists("SELECT 1 FROM job WHERE held_until IS NOT NULL") }) {
      try await Task.sleep(for: .milliseconds(10))
    }
    for task in running { task.cancel() }
    for task in running { await task.value }
    ran.finish()
    for await name in runs { seen[name, default: 0] += 1 }
    #expect(seen == ["counts": 2, "fails": 2, "asked": 1])
    let work = try await house.database.read { try $0.work("test.steps", about: "it") }
    #expect(work?.state == .finished)
  }
}
