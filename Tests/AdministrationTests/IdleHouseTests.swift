import HouseKit
import Postbox
import Programme
import Storage
import TestKit
import Testing
import Words

/// What an open house costs its disk while nobody does anything.
@Suite struct IdleHouseTests {
  /// The kit's house as one process more opens it.
  private static func process(_ kit: HouseKit, _ postman: Postman?) throws -> House {
    let house = kit.house
    return try House(
      database: house.database, outside: house.outside, vault: house.vault, hasher: house.hasher, formTokens: house.formTokens,
      data: house.data,
      settings: Settings(address: house.settings.address, isDemo: true, trustsProxy: false, postman: postman),
      assets: house.assets, rooms: house.rooms)
  }

  private static var postman: Postman { Postman(deliveries: [.email: .shown, .sms: .shown], worker: "test") }

  /// As the runner of jobs does, second after second.
  private static func run(
    _ jobs: [Job], of house: House, _ kit: HouseKit, seconds: Int, _ each: (Int) async throws -> Void = { _ in }
  ) async throws {
    var next: [String: Duration] = [:]
    for second in 0..<seconds {
      for job in jobs where next[job.name, default: .zero] <= .seconds(second) {
        next[job.name] = .seconds(second) + (try await house.runWhenDue(job, by: Worker("test")))
      }
      try await each(second)
      kit.clock.move(seconds: 1)
    }
  }

  private static func post(_ house: House) -> [Job] { house.jobs.filter { $0.name.hasPrefix("post ") } }

  private static func records(_ kit: HouseKit) async throws -> [JobRecord] {
    try await kit.house.database.read { try $0.jobRecords().filter { $0.name.hasPrefix("post ") } }
  }

  @Test(
    "in ten minutes with nothing to send the post jobs take a turn a minute and write nothing else",
    arguments: Databases.engines)
  func idle(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let house = try Self.process(kit, Self.postman)
    let jobs = Self.post(house)
    #expect(jobs.count == 2)
    let before = house.database.writes
    try await Self.run(jobs, of: house, kit, seconds: 600) { _ in
      // Operation sees them alive all the time.
      for record in try await Self.records(kit) {
        let ended = try #require(record.endedAt)
        #expect(kit.clock.now.milliseconds - ended.milliseconds < 65_000)
      }
    }
    #expect(try await Self.records(kit).count == 2)
    let turns = try await kit.count("SELECT sum(turn) FROM job WHERE name LIKE 'post %'")
    #expect(turns == 20)
    // A turn begins, looks for what was left behind, looks for a letter and ends; each postman first wakes its channel.
    #expect(house.database.writes - before <= 4 * turns + 2)
  }

  @Test("a letter that falls due in an idle house leaves within five seconds", arguments: Databases.engines)
  func letter(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let house = try Self.process(kit, Self.postman)
    for wait in [22, 23, 24, 25, 26] {
      var waited = 0
      try await Self.run(Self.post(house), of: house, kit, seconds: 40) { second in
        if second == wait {
          try await house.database.write { tx in
            let safe = try tx.addPerson(language: .kk, house)
            try tx.send(
              .sms, to: "+77001234567", safe, subject: Phrase(verbatim: ""), body: Phrase(verbatim: "Мәтін"), .kk,
              purpose: .consent, once: "letter \(wait)", house)
          }
        }
        waited += try await kit.count("SELECT count(*) FROM outbox WHERE state = 'queued'")
      }
      #expect(try await kit.count("SELECT count(*) FROM outbox WHERE state = 'queued'") == 0)
      #expect((1...5).contains(waited), "\(wait)")
    }
  }

  @Test("a process without a postman takes no turn and asks nothing", arguments: Databases.engines)
  func without(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    for postman in [nil, Postman(deliveries: [:], worker: "test")] {
      let house = try Self.process(kit, postman)
      let before = (house.database.statements, house.database.writes)
      try await Self.run(Self.post(house), of: house, kit, seconds: 120)
      #expect((house.database.statements, house.database.writes) == before)
      #expect(try await Self.records(kit).isEmpty)
    }
  }
}
