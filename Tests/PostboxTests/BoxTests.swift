import Storage
import Synchronization
import TestKit
import Testing
import Words

@testable import Postbox

@Suite struct BoxTests {
  private static func demonstration() -> Postman {
    Postman(deliveries: [.email: .shown, .sms: .shown], worker: "demo")
  }

  @Test(arguments: Databases.engines)
  func inADemonstrationNothingLeavesAndEverythingIsShown(kind: EngineKind) async throws {
    let box = try await Box(kind)
    try await box.put("a")
    try await box.put("b", .sms, to: "+77011234567", subject: nil)
    #expect(try await box.deliver(Self.demonstration()) == 2)
    #expect(try await [box.state("a"), box.state("b")] == [.shown, .shown])
  }

  @Test(arguments: Databases.engines)
  func aChannelWithoutADeliveryKeepsItsLetters(kind: EngineKind) async throws {
    let box = try await Box(kind)
    try await box.put("a", .sms, to: "+77011234567", subject: nil)
    #expect(try await box.deliver(Postman(deliveries: [.email: .shown], worker: "one")) == 0)
    #expect(try await box.state("a") == .queued)
  }

  @Test(arguments: Databases.engines)
  func aLetterToOnePersonDoesNotWaitBehindAMailing(kind: EngineKind) async throws {
    let box = try await Box(kind)
    for id in ["m1", "m2", "m3"] { try await box.put(id, batch: "mailing") }
    box.clock.pass(seconds: 60)
    try await box.put("code", purpose: "sign-in")
    let first = try await Self.demonstration().take(.email, box.database, open: box.open, now: box.clock.now())
    #expect(first?.0.id == "code")
    #expect(try await box.deliver(Self.demonstration()) == 3)
  }

  @Test(arguments: Databases.engines)
  func theTableHoldsNoReadableWordOfALetter(kind: EngineKind) async throws {
    let box = try await Box(kind)
    try await box.put("a", to: "aru@example.kz", subject: "Secret subject", body: "Secret body")
    let line = try #require(try await box.line("a"))
    for sealed in [line.recipient, try #require(line.subject), line.body] {
      let text = String(decoding: sealed, as: UTF8.self)
      #expect(!text.contains("aru@") && !text.contains("Secret"))
    }
  }

  @Test(arguments: Databases.engines)
  func aLetterThatDoesNotOpenFailsAndTheNextOneLeaves(kind: EngineKind) async throws {
    let box = try await Box(kind)
    try await box.put("a", person: "aru")
    _ = try await box.database.write { try $0.run("UPDATE outbox SET person_id = 'dana' WHERE id = 'a'") }
    try await box.put("b")
    #expect(try await box.deliver(Self.demonstration()) == 1)
    let line = try await box.line("a")
    #expect((line?.state, line?.error) == (.failed, "does not open"))
    #expect(try await box.state("b") == .shown)
  }

  @Test(arguments: Databases.engines)
  func aDatabaseThatFailsWhileALetterIsOpenedFailsTheRunNotTheLetter(kind: EngineKind) async throws {
    let box = try await Box(kind)
    try await box.put("a")
    await #expect(throws: StorageFault.self) {
      try await Self.demonstration().deliverDue(
        .email, box.database, open: { _, _, _ in throw StorageFault.connection("gone") }, now: { box.clock.now() },
        random: { _ in [0, 0] })
    }
    #expect(try await box.state("a") == .queued)
  }

  @Test("a letter that may leave no more stays, and those behind it go", arguments: Databases.engines)
  func withheld(kind: EngineKind) async throws {
    let box = try await Box(kind)
    try await box.put("a")
    try await box.put("b")
    let open = box.open
    let asked = Mutex<[String]>([])
    let left = try await Self.demonstration().deliverDue(
      .email, box.database,
      open: { tx, person, purpose in
        let isFirst = asked.withLock {
          $0.append(purpose)
          return $0.count == 1
        }
        if isFirst { throw Withheld() }
        return try open(tx, person, purpose)
      }, now: { box.clock.now() }, random: { _ in [0, 0] })
    #expect(left == 1 && asked.withLock { $0 } == ["news", "news"])
    let line = try await box.line("a")
    #expect((line?.state, line?.error, line?.endedAt) == (.cancelled, nil, box.clock.now()))
    #expect(try await box.state("b") == .shown)
  }

  @Test(arguments: Databases.engines)
  func anActThatIsTakenBackTakesItsLetterWithIt(kind: EngineKind) async throws {
    struct Regret: Error {}
    let box = try await Box(kind)
    let letter = Letter(id: "a", channel: .sms, to: "x", subject: nil, body: "y", language: .kk, purpose: "news", person: "aru")
    await #expect(throws: Regret.self) {
      try await box.database.write { tx in
        try tx.post(letter, seal: { text, _ in Array(text.utf8) }, at: Box.start)
        throw Regret()
      }
    }
    #expect(try await box.line("a") == nil)
  }

  @Test(arguments: Databases.engines)
  func theListIsPagedNewestFirstInOneStatement(kind: EngineKind) async throws {
    let box = try await Box(kind)
    for number in 0..<5 {
      try await box.put("a\(number)")
      if number.isMultiple(of: 2) { box.clock.pass(seconds: 1) }
    }
    var seen: [String] = []
    var last: (createdAt: Moment, id: String)?
    let before = box.database.statements
    for _ in 0..<3 {
      let page = try await box.database.read { [last] in try $0.post(after: last, limit: 2) }
      seen += page.map(\.id)
      last = page.last.map { ($0.createdAt, $0.id) }
    }
    #expect(seen == ["a4", "a3", "a2", "a1", "a0"])
    #expect(box.database.statements - before == 3)
  }

  @Test(arguments: Databases.engines)
  func theListIsFilteredByStatePurposePersonAndBatch(kind: EngineKind) async throws {
    let box = try await Box(kind)
    try await box.put("a", purpose: "consent")
    try await box.put("b", person: "dana")
    _ = try await box.deliver(Self.demonstration())
    try await box.put("c", batch: "results-1")
    func ids(_ filter: PostFilter) async throws -> [String] {
      try await box.database.read { try $0.post(filter).map(\.id).sorted() }
    }
    #expect(try await ids(PostFilter(states: [.shown])) == ["a", "b"])
    #expect(try await ids(PostFilter(states: [.queued, .shown])) == ["a", "b", "c"])
    #expect(try await ids(PostFilter(states: [])) == [])
    #expect(try await ids(PostFilter(purpose: "consent")) == ["a"])
    #expect(try await ids(PostFilter(person: "dana")) == ["b"])
    #expect(try await ids(PostFilter(batch: "results-1")) == ["c"])
    #expect(try await ids(PostFilter(states: [.shown], purpose: "news")) == ["b"])
    #expect(try await box.database.read { try $0.postCounts() } == [.shown: 2, .queued: 1])
  }

  @Test(arguments: Databases.engines)
  func aPersonSettlesWhatTheMachineCannot(kind: EngineKind) async throws {
    let box = try await Box(kind)
    for id in ["lost", "there", "early"] { try await box.put(id) }
    _ = try await box.database.write {
      try $0.run("UPDATE outbox SET state = 'uncertain', tries = 3, error = 'http 500' WHERE id IN ('lost', 'there')")
    }
    let did = try await box.database.write { tx in
      [
        try tx.postAgain("lost", at: Box.start), try tx.postArrived("there", at: Box.start),
        try tx.cancelPost("early", at: Box.start),
        try tx.postAgain("there", at: Box.start), try tx.postArrived("lost", at: Box.start),
        try tx.cancelPost("there", at: Box.start),
      ]
    }
    #expect(did == [true, true, true, false, false, false])
    #expect(try await box.deliver(Self.demonstration()) == 1)
    #expect(try await [box.state("lost"), box.state("there"), box.state("early")] == [.shown, .sent, .cancelled])
  }

  @Test(arguments: Databases.engines)
  func aPersonSettlesAllAtOnceAndWhatExpiredIsNotSentAgain(kind: EngineKind) async throws {
    let box = try await Box(kind)
    for id in ["a", "b", "c"] { try await box.put(id) }
    try await box.put("code", purpose: "sign-in", expiresAt: Box.start.adding(seconds: 900))
    _ = try await box.database.write {
      try $0.run("UPDATE outbox SET state = 'failed', tries = 9, doubts = 1, error = 'smtp 550'")
    }
    _ = try await box.database.write { try $0.run("UPDATE outbox SET state = 'uncertain' WHERE id = 'c'") }
    box.clock.pass(seconds: 901)
    let now = box.clock.now()
    #expect(
      try await box.database.write { [try $0.postAgain(all: .failed, at: now), try $0.postAgain(all: .sent, at: now)] } == [2, 0])
    #expect(
      try await box.database.write { [try $0.dropPost(all: .uncertain, at: now), try $0.dropPost(all: .queued, at: now)] } == [
        1, 0,
      ])
    #expect(try await !box.database.write { try $0.postAgain("code", at: now) })
    #expect(
      try await [box.state("a"), box.state("b"), box.state("c"), box.state("code")] == [.queued, .queued, .cancelled, .failed])
    #expect(try await box.deliver(Self.demonstration()) == 2)
  }

  @Test(arguments: Databases.engines)
  func aCodeThatHasRunOutDoesNotLeave(kind: EngineKind) async throws {
    let box = try await Box(kind)
    try await box.put("code", purpose: "sign-in", expiresAt: Box.start.adding(seconds: 900))
    try await box.put("news")
    box.clock.pass(seconds: 900)
    #expect(try await box.deliver(Self.demonstration()) == 1)
    let line = try #require(try await box.line("code"))
    #expect((line.state, line.error) == (.failed, "expired"))
  }

  @Test(arguments: Databases.engines)
  func whatWaitedInARestoredHouseWaitsForAPerson(kind: EngineKind) async throws {
    let box = try await Box(kind)
    for id in ["queued", "sending", "sent"] { try await box.put(id) }
    _ = try await box.database.write { try $0.run("UPDATE outbox SET state = id, lease_until = 1") }
    #expect(try await box.database.write { try $0.holdPost(at: Box.start) } == 2)
    box.clock.pass(seconds: 100_000)
    #expect(try await box.deliver(Self.demonstration()) == 0)
    #expect(try await [box.state("queued"), box.state("sending"), box.state("sent")] == [.uncertain, .uncertain, .sent])
  }

  @Test func aRestGrowsToALimitAndIsAsLongAsWasAskedFor() {
    #expect((1...9).map { PostRest.seconds(.silent(seconds: nil), strikes: $0) } == [5, 10, 20, 40, 80, 160, 320, 600, 600])
    #expect((1...6).map { PostRest.seconds(.settings, strikes: $0) } == [300, 600, 1200, 2400, 3600, 3600])
    #expect([120, 1_000_000].map { PostRest.seconds(.silent(seconds: $0), strikes: 1) } == [120, 86_400])
    #expect(PostRest.seconds(.settings, strikes: 1 << 40) == 3600)
  }

  @Test func lettersAreTriedForDays() {
    let waits = (1...).lazy.map { Retry().wait(after: $0, chance: 0.5) }.prefix { $0 != nil }
    let days = Double(waits.reduce(0) { $0 + ($1 ?? 0) }) / 86_400
    #expect((3...5).contains(days))
  }

  @Test func waitsDoubleUpToALimitAndEndAfterTheLastAttempt() {
    let retry = Retry(first: 30, longest: 240, attempts: 6)
    #expect((1...6).map { retry.wait(after: $0, chance: 0.5) } == [30, 60, 120, 240, 240, nil])
    #expect([retry.wait(after: 1, chance: 0), retry.wait(after: 1, chance: 0.999)] == [15, 45])
    #expect(Retry(attempts: 100).wait(after: 99, chance: 0.5) == 4 * 3600)
  }
}
