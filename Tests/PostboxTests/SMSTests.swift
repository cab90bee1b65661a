import Storage
import TestKit
import Testing
import Words

@testable import Postbox

@Suite struct SMSTests {
  @Test(arguments: Databases.engines)
  func aMessageArrivesAsItWasWritten(kind: EngineKind) async throws {
    let box = try await Box(kind)
    let server = try await LoopbackServer.gateway()
    let text = "Сәлем, \"Ұлпан\" {id} {to}\n\\ кодың: 123 456 — 👋"
    try await box.put("a", .sms, to: "+77011234567", subject: nil, body: text)
    #expect(try await box.deliver(texter(server)) == 1)
    let message = try #require(try server.taken().first)
    #expect(message["phone"] == "+77011234567")
    #expect(message["message"] == text)
    #expect(message["method"] == "POST")
    #expect(message["name"] == message["number"])
    #expect(try #require(message["number"]).count == 32)
    #expect(try await box.state("a") == .sent)
  }

  @Test func aFormIsPercentEncoded() async throws {
    let box = try await Box(.sqlite)
    let server = try await LoopbackServer.gateway()
    let gateway = try SMSGateway(
      url: "http://127.0.0.1:\(server.port)/200", method: "PUT", body: "to={to}&text={text}&from=KERUEN", encoding: .form,
      sendsOnce: false)
    let text = "a&text=b=c +%41 ғ\n"
    try await box.put("a", .sms, to: "+77011234567", subject: nil, body: text)
    #expect(try await box.deliver(Postman(deliveries: [.sms: .sms(gateway)], worker: "one")) == 1)
    let message = try #require(try server.taken().first)
    #expect([message["to"], message["text"], message["from"], message["method"]] == ["+77011234567", text, "KERUEN", "PUT"])
  }

  /// What the gateway answers, whether it promises to send once, and what becomes of the message.
  static let answers: [(String, Bool, PostState, String?)] = [
    ("500", true, .queued, "http 500"), ("500", false, .uncertain, "http 500"),
    ("503", false, .queued, "http 503"), ("429", false, .queued, "http 429"), ("401", false, .queued, "http 401"),
    ("400", false, .failed, "http 400"), ("302", false, .queued, "http 302"), ("404", false, .queued, "http 404"),
    ("hangup", true, .queued, "curl 52"), ("hangup", false, .uncertain, "curl 52"),
    ("slow", true, .queued, "curl 28"), ("slow", false, .uncertain, "curl 28"),
    ("no", false, .failed, "http 200, reply says no"), ("no", true, .failed, "http 200, reply says no"),
    ("page", false, .uncertain, "http 200, reply says neither"), ("page", true, .queued, "http 200, reply says neither"),
    ("spaced", false, .sent, nil), ("201", false, .sent, nil),
  ]

  @Test(arguments: answers)
  func aMessageIsNeverSentTwiceByAGatewayThatPromisedNothing(
    answer: String, sendsOnce: Bool, state: PostState, error: String?
  ) async throws {
    let box = try await Box(.sqlite)
    let server = try await LoopbackServer.gateway()
    let postman = try texter(
      server, answer, sendsOnce: sendsOnce, accepts: "\"code\":0", refuses: "\"error\":", timeout: answer == "slow" ? 1 : 20)
    try await box.put("a", .sms, to: "+77011234567", subject: nil)
    _ = try await box.deliver(postman)
    let line = try #require(try await box.line("a"))
    #expect((line.state, line.error) == (state, error))
    if state == .uncertain {
      box.clock.pass(seconds: 100_000)
      _ = try await box.deliver(postman)
      #expect(try server.taken().count == 1)
    }
  }

  /// What the gateway answers, how long the channel rests at least, and whether it is ours to mend.
  static let rests: [(String, Int64, Bool)] = [
    ("busy", 120, false), ("503", 5, false), ("500", 5, false), ("slow", 5, false), ("404", 300, true), ("302", 300, true),
    ("401", 300, true), ("page", 300, true),
  ]

  @Test(arguments: rests)
  func aChannelThatRefusesAllOrAnswersNobodyRests(answer: String, seconds: Int64, isSettings: Bool) async throws {
    let box = try await Box(.sqlite)
    let server = try await LoopbackServer.gateway()
    let postman = try texter(server, answer, accepts: "\"code\":0", timeout: answer == "slow" ? 1 : 20)
    for id in ["a", "b"] { try await box.put(id, .sms, to: "+77011234567", subject: nil) }
    _ = try await box.deliver(postman)
    let rest = try #require(try await box.rest(.sms))
    #expect((rest.isSettings, rest.until.milliseconds - rest.since.milliseconds) == (isSettings, seconds * 1000))
    #expect(try await [box.state("a"), box.state("b")] == [.queued, .queued])
    #expect(try server.taken().count == 1)
    box.clock.pass(seconds: Int(seconds) - 1)
    _ = try await box.deliver(postman)
    #expect(try server.taken().count == 1)
    // The next letter tries it, and one that leaves ends the rest.
    box.clock.pass(seconds: 2)
    #expect(try await box.deliver(texter(server, worker: "one")) > 0)
    #expect(try await box.rest(.sms) == nil)
  }

  @Test func whoeverStartsTheHouseTriesAtOnceAndNobodyElseDoes() async throws {
    let box = try await Box(.sqlite)
    let server = try await LoopbackServer.gateway()
    let wrong = try texter(server, "404")
    for id in ["a", "b"] { try await box.put(id, .sms, to: "+77011234567", subject: nil) }
    _ = try await box.deliver(wrong)
    _ = try await box.deliver(wrong)
    #expect(try server.taken().count == 1)
    #expect(try await box.deliver(texter(server)) == 1)
  }

  @Test func aGatewayThatIsDownIsAskedAgainEvenIfItPromisedNothing() async throws {
    let box = try await Box(.sqlite)
    let gateway = try SMSGateway(url: "http://127.0.0.1:9/", body: "{to}{text}", encoding: .form, sendsOnce: false)
    try await box.put("a", .sms, to: "+77011234567", subject: nil)
    _ = try await box.deliver(Postman(deliveries: [.sms: .sms(gateway)], worker: "one"))
    let line = try await box.line("a")
    #expect((line?.state, line?.error) == (.queued, "curl 7"))
  }

  @Test(arguments: Databases.engines)
  func aPostmanThatDiedAfterSendingIsFollowedByTheSameNameWhereTheGatewaySendsOnce(kind: EngineKind) async throws {
    let box = try await Box(kind)
    let server = try await LoopbackServer.gateway()
    try await box.put("a", .sms, to: "+77011234567", subject: nil)
    #expect(try await box.dieAfterSending(.sms, texter(server, worker: "dead")) == .sent)
    box.clock.pass(seconds: 301)
    let next = try texter(server, worker: "next")
    #expect(try await box.deliver(next) == 0)
    box.clock.pass(seconds: 30)
    #expect(try await box.deliver(next) == 1)
    let names = try server.taken().map { $0["number"] }
    #expect(names.count == 2 && Set(names).count == 1)
  }

  @Test(arguments: Databases.engines)
  func aPostmanThatDiedAfterSendingLeavesAnUncertainMessageForAPersonElsewhere(kind: EngineKind) async throws {
    let box = try await Box(kind)
    let server = try await LoopbackServer.gateway()
    try await box.put("a", .sms, to: "+77011234567", subject: nil)
    #expect(try await box.dieAfterSending(.sms, texter(server, sendsOnce: false, worker: "dead")) == .sent)
    box.clock.pass(seconds: 301)
    let next = try texter(server, sendsOnce: false, worker: "next")
    #expect(try await box.deliver(next) == 0)
    let line = try #require(try await box.line("a"))
    #expect((line.state, line.error) == (.uncertain, "interrupted"))
    box.clock.pass(seconds: 100_000)
    #expect(try await box.deliver(next) == 0)
    #expect(try server.taken().count == 1)
  }

  @Test(arguments: Databases.engines)
  func twoPostmenNeverCarryTheSameMessage(kind: EngineKind) async throws {
    let box = try await Box(kind)
    let server = try await LoopbackServer.gateway()
    for number in 0..<24 { try await box.put("m\(number)", .sms, to: "+77011234567", subject: nil, body: "\(number)") }
    let postmen = try [texter(server, worker: "one"), texter(server, worker: "two")]
    async let first = box.deliver(postmen[0])
    async let second = box.deliver(postmen[1])
    #expect(try await first + second == 24)
    let taken = try server.taken()
    #expect(taken.count == 24)
    #expect(Set(taken.map { $0["number"] }).count == 24)
  }

  @Test(arguments: Databases.engines)
  func aPostmanWhoseLeaseRanOutDoesNotOverwriteHisFollower(kind: EngineKind) async throws {
    let box = try await Box(kind)
    let server = try await LoopbackServer.gateway()
    try await box.put("a", .sms, to: "+77011234567", subject: nil)
    let slow = try texter(server, worker: "slow")
    let (letter, _) = try #require(try await slow.take(.sms, box.database, open: box.open, now: box.clock.now()))
    box.clock.pass(seconds: 301)
    let next = try texter(server, worker: "next")
    _ = try await box.deliver(next)
    box.clock.pass(seconds: 30)
    #expect(try await box.deliver(next) == 1)
    try await slow.record(.later("late"), of: letter, box.database, now: box.clock.now(), chance: 0.5)
    #expect(try await box.state("a") == .sent)
  }
}
