import HouseKit
import Storage
import TestKit
import Testing
import Words

@testable import Programme

@Suite struct JobTests {
  private struct Trouble: Error {
    let name = "Сынақова Үлгіжан"
  }

  private static let says = Phrase(kk: "Санау", ru: "Счёт", en: "Counting")

  private static func counting(_ run: @escaping @Sendable (House) async throws -> Void = { _ in }) -> Job {
    Job(name: "test", says, every: .seconds(60)) { house in
      try await house.database.write { tx in
        _ = try tx.run("UPDATE ran SET times = times + 1")
      }
      try await run(house)
    }
  }

  /// Two houses on one database.
  private static func houses(_ kind: EngineKind) async throws -> [HouseKit] {
    let kit = try await HouseKit.house(kind)
    try await kit.house.database.write { tx in
      try tx.connection.script("CREATE TABLE ran (times BIGINT NOT NULL)")
      try tx.run("INSERT INTO ran (times) VALUES (0)")
    }
    return [kit, try await kit.reopened(with: kit.house.consents)]
  }

  private static func times(_ kit: HouseKit) async throws -> Int? {
    try await kit.house.database.read { try $0.value("SELECT times FROM ran") }
  }

  private static func record(_ kit: HouseKit) async throws -> JobRecord {
    try #require(try await kit.house.database.read { try $0.jobRecords() }.first { $0.name == "test" })
  }

  @Test("a job runs once a period, however many houses look at once", arguments: Databases.engines)
  func once(_ kind: EngineKind) async throws {
    let kits = try await Self.houses(kind)
    for period in 1...3 {
      for _ in 0..<2 {
        try await withThrowingTaskGroup(of: Void.self) { group in
          for (position, kit) in kits.enumerated() {
            group.addTask { _ = try await kit.house.runWhenDue(Self.counting(), by: Worker("process \(position)")) }
          }
          try await group.waitForAll()
        }
      }
      #expect(try await Self.times(kits[0]) == period)
      let record = try await Self.record(kits[0])
      #expect(record.beganAt == kits[0].clock.now && record.endedAt == kits[0].clock.now && record.error == nil)
      #expect(try await kits[1].house.runWhenDue(Self.counting(), by: Worker("later")) == .seconds(60))
      kits[0].clock.move(seconds: 60)
    }
  }

  @Test(
    "nobody runs what another is running; once its process is dead for as long as a lease lasts, somebody does",
    arguments: Databases.engines)
  func lease(_ kind: EngineKind) async throws {
    let kits = try await Self.houses(kind)
    let job = Self.counting()
    _ = try await kits[0].house.database.write { try $0.take(job, Worker("killed"), at: kits[0].clock.now) }
    #expect(try await kits[1].house.runWhenDue(job, by: Worker("other")) == .seconds(Lease.length))
    #expect(try await Self.times(kits[1]) == 0)
    kits[1].clock.move(seconds: Lease.length)
    _ = try await kits[1].house.runWhenDue(job, by: Worker("other"))
    #expect(try await Self.times(kits[1]) == 1)
    #expect(try await Self.record(kits[1]).worker == "other")
  }

  @Test("a lease that was lost is not renewed, and its end is not written over the new one", arguments: Databases.engines)
  func lost(_ kind: EngineKind) async throws {
    let kits = try await Self.houses(kind)
    let (job, clock) = (Self.counting(), kits[0].clock)
    let old = try #require(try await kits[0].house.database.write { try $0.take(job, Worker("slow"), at: clock.now) })
    clock.move(seconds: Lease.length)
    let new = try #require(try await kits[1].house.database.write { try $0.take(job, Worker("quick"), at: clock.now) })
    try await kits[0].house.database.write { tx in
      #expect(try !tx.hold(old, at: clock.now))
      try tx.end(old, job, error: "Late", at: clock.now)
      #expect(try tx.hold(new, at: clock.now))
    }
    let record = try await Self.record(kits[0])
    #expect(record.worker == "quick" && record.endedAt == nil && record.error == nil)
  }

  @Test("a fault is kept without a word about anybody, and stays to be read after the next run", arguments: Databases.engines)
  func faults(_ kind: EngineKind) async throws {
    let kits = try await Self.houses(kind)
    let failed = kits[0].clock.now
    await #expect(throws: Trouble.self) {
      _ = try await kits[0].house.runWhenDue(Self.counting { _ in throw Trouble() }, by: Worker("process"))
    }
    #expect(try await Self.record(kits[0]).error == "Trouble")
    // It is tried again with the next period, not before.
    _ = try await kits[1].house.runWhenDue(Self.counting(), by: Worker("process"))
    #expect(try await Self.times(kits[0]) == 1)
    kits[0].clock.move(seconds: 60)
    _ = try await kits[1].house.runWhenDue(Self.counting(), by: Worker("process"))
    let record = try await Self.record(kits[0])
    #expect(record.error == "Trouble" && record.failedAt == failed && record.endedAt == kits[0].clock.now)
    #expect(try await Self.times(kits[0]) == 2)
  }

  @Test("after the house's clock was put back, jobs do not wait for the old time")
  func clockPutBack() async throws {
    let kits = try await Self.houses(.sqlite)
    _ = try await kits[0].house.runWhenDue(Self.counting(), by: Worker("process"))
    kits[0].clock.move(days: -400)
    _ = try await kits[0].house.runWhenDue(Self.counting(), by: Worker("process"))
    #expect(try await Self.times(kits[0]) == 2)
  }

  @Test("every job of the house has a name of its own and says in three languages what it does")
  func named() async throws {
    let house = try await HouseKit.house(.sqlite).house
    #expect(Set(house.jobs.map(\.name)).count == house.jobs.count)
    #expect(Set(house.works.map(\.name)).count == house.works.count)
    #expect(house.works.count >= 3)
  }
}
