import HouseKit
import Storage
import Synchronization
import TestKit
import Testing
import Words

@testable import Programme

@Suite struct WorkTests {
  private struct Plan: Codable, Sendable {
    let name: String
    let total: Int
  }

  private enum Trouble: Error {
    case spilt(String)
  }

  /// Lines written one by one; a line that is written twice breaks the key of its table.
  private struct Lines: WorkSteps {
    let plan: Plan
    var next: Int
    var before: @Sendable (_ line: Int) async throws -> Void = { _ in }

    mutating func next() async throws -> WorkWrite? {
      guard next < plan.total else { return nil }
      let line = next
      next += 1
      try await before(line)
      return { [plan] tx in
        try tx.run("INSERT INTO written (name, line) VALUES (\(plan.name), \(line))")
        return line + 1 < plan.total ? .more(1) : .finished(1, WorkResult(["lines": plan.total], inputs: ["plan": "abc"]))
      }
    }
  }

  private static let says = Phrase(kk: "Жолдар", ru: "Строки", en: "Lines")

  private static func lines(
    isSealed: Bool = false, before: @escaping @Sendable (Int) async throws -> Void = { _ in }
  ) -> WorkKind<Plan> {
    WorkKind("test.lines", says, isSealed: isSealed) { plan, work, _ in Lines(plan: plan, next: work.done, before: before) }
  }

  /// Two houses on one database.
  private static func houses(_ kind: EngineKind, _ first: WorkKind<Plan>, _ second: WorkKind<Plan>) async throws -> [HouseKit] {
    let kit = try await HouseKit.house(kind)
    try await kit.house.database.write { tx in
      try tx.connection.script("CREATE TABLE written (name TEXT NOT NULL, line BIGINT NOT NULL, PRIMARY KEY (name, line))")
    }
    return try await [
      kit.reopened(adding: Room(name: "test", routes: [], works: [first])),
      kit.reopened(adding: Room(name: "test", routes: [], works: [second])),
    ]
  }

  @discardableResult
  private static func ask(_ kit: HouseKit, _ plan: Plan, _ kind: WorkKind<Plan> = lines()) async throws -> ID<Person> {
    let house = kit.house
    return try await house.database.write { tx in
      let person = try tx.addPerson(language: .ru, house).person
      try tx.ask(
        kind, plan, about: plan.name, total: plan.total, by: Actor(person: person, role: .coordinator), house)
      return person
    }
  }

  private static func all(_ kit: HouseKit, _ worker: String) async throws {
    for kind in kit.house.works where kind.name == "test.lines" {
      while try await kit.house.goOn(with: kind, by: Worker(worker)) {}
    }
  }

  private static func written(_ kit: HouseKit, _ name: String) async throws -> [Int] {
    try await kit.house.database.read { tx in
      try tx.rows("SELECT line FROM written WHERE name = \(name) ORDER BY line") { try $0[0] }
    }
  }

  private static func work(_ kit: HouseKit, _ name: String) async throws -> Work {
    try #require(try await kit.house.database.read { try $0.work("test.lines", about: name) })
  }

  @Test("two houses on one database do every step once, and the result is kept", arguments: Databases.engines)
  func once(_ kind: EngineKind) async throws {
    let kits = try await Self.houses(kind, Self.lines(), Self.lines())
    let names = (0..<6).map { "table \($0)" }
    for name in names { try await Self.ask(kits[0], Plan(name: name, total: 12)) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (position, kit) in kits.enumerated() { group.addTask { try await Self.all(kit, "process \(position)") } }
      try await group.waitForAll()
    }
    for name in names {
      #expect(try await Self.written(kits[0], name) == Array(0..<12))
      let work = try await Self.work(kits[0], name)
      #expect(work.state == .finished && work.done == 12 && work.turn == 1)
      #expect(work.result == WorkResult(["lines": 12], inputs: ["plan": "abc"]))
      #expect(work.beganAt != nil && work.endedAt != nil)
    }
  }

  @Test(
    "a process that hangs or is killed loses its work when the lease runs out, and another goes on", arguments: Databases.engines)
  func resumes(_ kind: EngineKind) async throws {
    let (reached, arrived) = AsyncStream.makeStream(of: Void.self)
    let (thaw, thawed) = AsyncStream.makeStream(of: Void.self)
    // The second line was prepared while the first was being written; here the process stops.
    let frozen = Self.lines { line in
      guard line == 3 else { return }
      arrived.yield()
      for await _ in thaw { return }
    }
    let kits = try await Self.houses(kind, frozen, Self.lines())
    try await Self.ask(kits[0], Plan(name: "table", total: 9))
    let stuck = Task { try await Self.all(kits[0], "stuck") }
    for await _ in reached { break }
    // As long as the lease lasts nobody else has it.
    try await Self.all(kits[1], "other")
    #expect(try await Self.work(kits[1], "table").worker == "stuck")
    kits[1].clock.move(seconds: Lease.length + 1)
    try await Self.all(kits[1], "other")
    let work = try await Self.work(kits[1], "table")
    #expect(work.state == .finished && work.worker == "other" && work.turn == 2 && work.done == 9)
    // The first comes to life again and writes nothing any more.
    thawed.yield()
    try await stuck.value
    #expect(try await Self.written(kits[1], "table") == Array(0..<9))
    #expect(try await Self.work(kits[1], "table").done == 9)
  }

  @Test("a process that closes leaves its work to whoever comes next", arguments: Databases.engines)
  func closes(_ kind: EngineKind) async throws {
    let (reached, arrived) = AsyncStream.makeStream(of: Void.self)
    let slow = Self.lines { line in
      guard line == 3 else { return }
      arrived.yield()
      try await Task.sleep(for: .seconds(3600))
    }
    let kits = try await Self.houses(kind, slow, Self.lines())
    try await Self.ask(kits[0], Plan(name: "table", total: 9))
    let closing = Task { try await Self.all(kits[0], "closing") }
    for await _ in reached { break }
    closing.cancel()
    await #expect(throws: CancellationError.self) { try await closing.value }
    let left = try await Self.work(kits[1], "table")
    #expect(left.state == .waiting && left.done == 3 && left.error == nil)
    try await Self.all(kits[1], "next")
    #expect(try await Self.written(kits[1], "table") == Array(0..<9))
  }

  @Test("a fault is kept without a word about anybody, and the work goes on later", arguments: Databases.engines)
  func faults(_ kind: EngineKind) async throws {
    let isBroken = Mutex(true)
    let broken = Self.lines { line in
      if line == 2, isBroken.withLock({ $0 }) { throw Trouble.spilt("Сынақова Үлгіжан") }
    }
    let kits = try await Self.houses(kind, broken, Self.lines())
    try await Self.ask(kits[0], Plan(name: "table", total: 5))
    await #expect(throws: Trouble.self) { try await Self.all(kits[0], "process") }
    let failed = try await Self.work(kits[0], "table")
    #expect(failed.state == .waiting && failed.done == 2 && failed.tries == 1)
    #expect(failed.error == "Trouble.spilt" && failed.failedAt == kits[0].clock.now)
    #expect(failed.dueAt == kits[0].clock.now.adding(seconds: 30))
    // Not at once again, and after a second fault later still.
    try await Self.all(kits[0], "process")
    kits[0].clock.move(seconds: 30)
    await #expect(throws: Trouble.self) { try await Self.all(kits[0], "process") }
    let again = try await Self.work(kits[0], "table")
    #expect(again.tries == 2 && again.dueAt == kits[0].clock.now.adding(seconds: 60))
    isBroken.withLock { $0 = false }
    kits[0].clock.move(seconds: 60)
    try await Self.all(kits[0], "process")
    let ended = try await Self.work(kits[0], "table")
    #expect(ended.state == .finished && ended.tries == 0 && ended.error == "Trouble.spilt")
    #expect(try await Self.written(kits[0], "table") == Array(0..<5))
    #expect((0..<12).map(Work.pause).allSatisfy { $0 <= Work.longestPause })
  }

  @Test("a refusal ends it", arguments: Databases.engines)
  func refusals(_ kind: EngineKind) async throws {
    let refusing = Self.lines { line in if line == 2 { throw Refusal(.conflict, Self.says) } }
    let kits = try await Self.houses(kind, refusing, Self.lines())
    try await Self.ask(kits[0], Plan(name: "table", total: 5))
    try await Self.all(kits[0], "process")
    let work = try await Self.work(kits[0], "table")
    #expect(work.state == .refused && work.done == 2 && work.error == "Refusal.conflict" && work.endedAt != nil)
    kits[0].clock.move(days: 1)
    try await Self.all(kits[1], "other")
    #expect(try await Self.written(kits[0], "table") == [0, 1])
  }

  @Test("what is stopped goes no further, though a step was being prepared", arguments: Databases.engines)
  func stops(_ kind: EngineKind) async throws {
    let stopping = Mutex<House?>(nil)
    let kinds = Self.lines { line in
      guard line == 2, let house = stopping.withLock({ $0 }) else { return }
      try await house.database.write { try $0.stopWork("test.lines", about: "table", at: house.outside.now()) }
    }
    let kits = try await Self.houses(kind, kinds, Self.lines())
    stopping.withLock { $0 = kits[0].house }
    try await Self.ask(kits[0], Plan(name: "table", total: 5))
    try await Self.all(kits[0], "process")
    #expect(try await Self.work(kits[0], "table").state == .stopped)
    #expect(try await Self.written(kits[0], "table").count <= 2)
    kits[0].clock.move(seconds: 1)
    // The same may be asked for again.
    try await Self.ask(kits[0], Plan(name: "table", total: 5))
    #expect(try await Self.work(kits[0], "table").state == .waiting)
  }

  @Test("the same is asked for once while it goes on", arguments: Databases.engines)
  func twice(_ kind: EngineKind) async throws {
    let kits = try await Self.houses(kind, Self.lines(), Self.lines())
    try await Self.ask(kits[0], Plan(name: "table", total: 1))
    let refusal = await #expect(throws: Refusal.self) { try await Self.ask(kits[0], Plan(name: "table", total: 1)) }
    #expect(refusal?.kind == .conflict)
    try await Self.all(kits[0], "process")
    try await Self.ask(kits[0], Plan(name: "other table", total: 1))
  }

  @Test(
    "a sealed plan is nobody else's to read, ends with the work, and opens no more once its asker is erased",
    arguments: Databases.engines)
  func seals(_ kind: EngineKind) async throws {
    let sealed = Self.lines(isSealed: true)
    let kits = try await Self.houses(kind, sealed, sealed)
    func plans() async throws -> [String] {
      try await kits[0].house.database.read { tx in
        try tx.rows("SELECT plan, sealed_plan FROM work WHERE sealed_plan IS NOT NULL OR plan IS NOT NULL") { "\($0.values)" }
      }
    }
    try await Self.ask(kits[0], Plan(name: "Сынақова", total: 2), sealed)
    let asker = try await Self.ask(kits[0], Plan(name: "Үлгіжан", total: 2), sealed)
    #expect(try await plans().count == 2)
    for plan in try await plans() { #expect(!plan.contains("Сынақова") && !plan.contains("Үлгіжан")) }
    try await kits[0].house.database.write { tx in
      _ = try tx.run("DELETE FROM person_key WHERE person_id = \(asker)")
    }
    try await Self.all(kits[0], "process")
    #expect(try await Self.work(kits[0], "Сынақова").state == .finished)
    #expect(try await Self.work(kits[0], "Үлгіжан").state == .refused)
    #expect(try await Self.written(kits[0], "Үлгіжан") == [])
    #expect(try await plans() == [])
  }

  @Test("after the house's clock was put back, work does not wait for the old time")
  func clockPutBack() async throws {
    let kits = try await Self.houses(.sqlite, Self.lines(), Self.lines())
    try await Self.ask(kits[0], Plan(name: "table", total: 2))
    kits[0].clock.move(days: -400)
    #expect(try await kits[0].house.database.read { try $0.dueWork(at: kits[0].clock.now) } == ["test.lines"])
    try await Self.all(kits[0], "process")
    #expect(try await Self.work(kits[0], "table").state == .finished)
  }
}
