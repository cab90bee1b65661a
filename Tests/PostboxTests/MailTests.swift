import Foundation
import Security
import Storage
import TestKit
import Testing
import Words

@testable import Postbox

@Suite(.enabled(if: LoopbackServer.hasMail, "aiosmtpd is missing: bin/setup --tests")) struct MailTests {
  @Test(arguments: Databases.engines)
  func aLetterArrivesWithItsKazakhLettersAndIsMarkedSent(kind: EngineKind) async throws {
    let box = try await Box(kind)
    let server = try await LoopbackServer.mail()
    let subject = "Өтінішің қабылданды: әңгімелесу күні туралы хабарлама, ұмытпа"
    let body = "Сәлем, Ұлпан\n.\n.жұлдыз\n" + String(repeating: "ғ", count: 3000)
    try await box.put("a", subject: subject, body: body)
    #expect(try await box.deliver(mailman(server)) == 1)
    let letter = try #require(try server.taken().first)
    #expect(letter["subject"] == subject)
    #expect(letter["body"]?.replacing("\r\n", with: "\n") == body)
    #expect(letter["sender"] == "Керуен мектебі")
    #expect((letter["from"], letter["to"]) == ("mektep@keruen.example", "aru@example.kz"))
    #expect(letter["date"] == "Mon, 21 Sep 2026 14:13:20 +0000")
    #expect(letter["language"] == "kk")
    #expect(letter["host"] == "keruen.example")
    #expect(try #require(letter["longest"].flatMap { Int($0) }) <= 78)
    let line = try #require(try await box.line("a"))
    #expect((line.state, line.tries, line.error, line.endedAt) == (.sent, 1, nil, Box.start))
  }

  @Test(arguments: Databases.engines)
  func theSameLetterPutInTwiceIsSentOnce(kind: EngineKind) async throws {
    let box = try await Box(kind)
    let server = try await LoopbackServer.mail()
    try await box.put("a", subject: "first")
    try await box.put("a", subject: "second")
    #expect(try await box.deliver(mailman(server)) == 1)
    try await box.put("a", subject: "third")
    #expect(try await box.deliver(mailman(server)) == 0)
    #expect(try server.taken().map { $0["subject"] } == ["first"])
  }

  @Test(arguments: Databases.engines)
  func aWrongAddressFailsAtOnceAndTheNextLetterStillLeaves(kind: EngineKind) async throws {
    let box = try await Box(kind)
    let server = try await LoopbackServer.mail()
    try await box.put("a", to: "unknown@example.kz")
    try await box.put("b", to: "aru@example.kz\r\nBcc: all@example.kz")
    try await box.put("c")
    #expect(try await box.deliver(mailman(server)) == 1)
    let lines = try await [box.line("a"), box.line("b"), box.line("c")]
    #expect(lines.map { $0?.state } == [.failed, .failed, .sent])
    #expect(lines.map { $0?.error } == ["smtp 550", "address", nil])
    #expect(try server.taken().count == 1)
  }

  @Test(arguments: Databases.engines)
  func aServerThatSaysLaterIsAskedAgainAtGrowingDistancesAndGivenUpVisibly(kind: EngineKind) async throws {
    let box = try await Box(kind)
    let server = try await LoopbackServer.mail()
    let postman = try mailman(server, retry: Retry(first: 30, longest: 50, attempts: 3))
    try await box.put("a", to: "later@example.kz")
    var waits: [Int64] = []
    for _ in 0..<2 {
      #expect(try await box.deliver(postman) == 0)
      let line = try #require(try await box.line("a"))
      #expect(line.state == .queued)
      waits.append((line.nextTryAt.milliseconds - box.clock.now().milliseconds) / 1000)
      let before = line.tries
      box.clock.pass(seconds: Int(waits[waits.count - 1]) - 1)
      #expect(try await box.deliver(postman) == 0)
      #expect(try await box.line("a")?.tries == before)
      box.clock.pass(seconds: 1)
    }
    #expect(waits == [30, 50])
    #expect(try await box.deliver(postman) == 0)
    let line = try #require(try await box.line("a"))
    #expect((line.state, line.tries) == (.failed, 3))
    #expect(line.error?.hasPrefix("smtp 451") == true)
  }

  @Test(arguments: Databases.engines)
  func aPostmanThatDiedAfterSendingIsFollowedByTheSameMessageID(kind: EngineKind) async throws {
    let box = try await Box(kind)
    let server = try await LoopbackServer.mail()
    try await box.put("a")
    #expect(try await box.dieAfterSending(.email, mailman(server, worker: "dead")) == .sent)
    let next = try mailman(server, worker: "next")
    box.clock.pass(seconds: 159)
    #expect(try await box.deliver(next) == 0)
    #expect(try await box.state("a") == .sending)
    box.clock.pass(seconds: 2)
    #expect(try await box.deliver(next) == 0)
    box.clock.pass(seconds: 30)
    #expect(try await box.deliver(next) == 1)
    let ids = try server.taken().map { $0["id"] }
    #expect(ids.count == 2)
    #expect(Set(ids).count == 1)
    #expect(try await box.state("a") == .sent)
  }

  @Test(arguments: Databases.engines)
  func aServerThatDiesWithTheLetterInHandIsFollowedByTheSameMessageID(kind: EngineKind) async throws {
    let box = try await Box(kind)
    let dying = try await LoopbackServer.mail(["dies"])
    try await box.put("a")
    #expect(try await box.deliver(mailman(dying)) == 0)
    #expect(try await box.state("a") == .queued)
    box.clock.pass(seconds: 30)
    let server = try await LoopbackServer.mail()
    #expect(try await box.deliver(mailman(server)) == 1)
    #expect(try dying.taken().map { $0["id"] } == server.taken().map { $0["id"] })
  }

  @Test(arguments: Databases.engines)
  func aServerThatBreaksWithTheLetterInHandTwiceLeavesItToAPerson(kind: EngineKind) async throws {
    let box = try await Box(kind)
    let server = try await LoopbackServer.mail(["breaks"])
    let postman = try mailman(server)
    try await box.put("a")
    for _ in 0..<6 {
      #expect(try await box.deliver(postman) == 0)
      box.clock.pass(seconds: 100_000)
    }
    let line = try #require(try await box.line("a"))
    #expect((line.state, line.tries) == (.uncertain, 2))
    #expect(line.error?.hasPrefix("smtp 354 curl") == true)
    let ids = try server.taken().map { $0["id"] }
    #expect(ids.count == 2 && Set(ids).count == 1)
  }

  @Test func aServerThatThinksLongIsWaitedFor() async throws {
    let box = try await Box(.sqlite)
    let server = try await LoopbackServer.mail(["slow"])
    for id in ["a", "b"] { try await box.put(id) }
    #expect(try await box.deliver(mailman(server, timeout: 1)) == 2)
    #expect(try server.taken().count == 2)
  }

  @Test func aSilentServerCostsOneLetterItsTimeAndTheOthersNothing() async throws {
    let box = try await Box(.sqlite)
    let server = try await LoopbackServer.mail(["silent"])
    for id in ["a", "b", "c"] { try await box.put(id) }
    let start = ContinuousClock.now
    #expect(try await box.deliver(mailman(server, timeout: 1)) == 0)
    #expect(start.duration(to: .now) < .seconds(6))
    let lines = try await [box.line("a"), box.line("b"), box.line("c")]
    #expect(lines.map { $0?.tries } == [1, 0, 0])
    #expect(lines[0]?.error == "curl 28")
    #expect(try await box.rest(.email)?.isSettings == false)
  }

  @Test func messagesDoNotWaitForASilentMailServer() async throws {
    let box = try await Box(.sqlite)
    let (silent, gateway) = (try await LoopbackServer.mail(["silent"]), try await LoopbackServer.gateway())
    let settings = try SMTPSettings(
      host: "127.0.0.1", port: silent.port, encryption: .none, from: "mektep@keruen.example", fromName: "K", timeout: 8)
    let sms = try SMSGateway(
      url: "http://127.0.0.1:\(gateway.port)/200", body: "to={to}&text={text}", encoding: .form, sendsOnce: false)
    let postman = Postman(deliveries: [.email: .smtp(settings), .sms: .sms(sms)], worker: "one")
    for id in ["a", "b"] { try await box.put(id) }
    try await box.put("code", .sms, to: "+77011234567", subject: nil)
    async let mail = box.deliver(.email, postman)
    while try await box.state("a") != .sending { await Task.yield() }
    #expect(try await box.deliver(.sms, postman) == 1)
    #expect(try await box.state("a") == .sending)
    #expect(try await mail == 0)
  }

  @Test func aServerThatRefusesOurSenderStopsTheChannelAndFailsNoLetter() async throws {
    let box = try await Box(.sqlite)
    let server = try await LoopbackServer.mail(["wrong-sender"])
    for id in ["a", "b"] { try await box.put(id) }
    #expect(try await box.deliver(mailman(server)) == 0)
    let lines = try await [box.line("a"), box.line("b")]
    #expect(lines.map { $0?.state } == [.queued, .queued])
    #expect(lines.map { $0?.error } == ["smtp 550", nil])
    #expect(try await box.rest(.email)?.isSettings == true)
  }

  @Test(arguments: Databases.engines)
  func aServerThatRefusesEverybodyStopsTheChannel(kind: EngineKind) async throws {
    let box = try await Box(kind)
    let server = try await LoopbackServer.mail(["refuses"])
    for person in ["p1", "p2", "p3", "p4", "p5", "p6"] { try await box.put(person, to: "\(person)@example.kz", person: person) }
    #expect(try await box.deliver(mailman(server)) == 0)
    let counts = try await box.database.read { try $0.postCounts() }
    #expect(counts == [.failed: Postman.refusalsInARow - 1, .queued: 2])
    #expect(try await box.rest(.email)?.isSettings == true)
  }

  @Test func manyLettersToOneWrongAddressStopNobody() async throws {
    let box = try await Box(.sqlite)
    let server = try await LoopbackServer.mail()
    for number in 1...8 { try await box.put("m\(number)", to: "unknown@example.kz") }
    try await box.put("right", person: "dana")
    #expect(try await box.deliver(mailman(server)) == 1)
    #expect(try await box.database.read { try $0.postCounts() } == [.failed: 8, .sent: 1])
  }

  @Test func aClosingHouseDropsTheLetterUnderWayAndWritesDownWhatBecameOfIt() async throws {
    let box = try await Box(.sqlite)
    let server = try await LoopbackServer.mail(["silent"])
    for id in ["a", "b"] { try await box.put(id) }
    let postman = try mailman(server, timeout: 60)
    let work = Task { try await box.deliver(.email, postman) }
    while try await box.state("a") != .sending { await Task.yield() }
    let start = ContinuousClock.now
    work.cancel()
    #expect(try await work.value == 0)
    #expect(start.duration(to: .now) < .seconds(9))
    let lines = try await [box.line("a"), box.line("b")]
    #expect(lines.map { $0?.state } == [.queued, .queued])
    #expect(lines.map { $0?.error } == ["closing", nil])
    #expect(try await box.rest(.email) == nil)
  }

  @Test func theTextLeavesOnlyAfterTheChangeToTLSAndTheSignIn() async throws {
    let box = try await Box(.sqlite)
    let certificate = try Certificate()
    let server = try await LoopbackServer.mail(["certificate", certificate.key, certificate.file])
    func postman(password: String) throws -> Postman {
      let settings = try SMTPSettings(
        host: "localhost", port: server.port, encryption: .startTLS, account: ("postman", password),
        from: "mektep@keruen.example",
        fromName: "Keruen", authorities: certificate.file)
      return Postman(deliveries: [.email: .smtp(settings)], worker: "one", retry: Retry(first: 1))
    }
    try await box.put("a")
    #expect(try await box.deliver(postman(password: "guess")) == 0)
    let refused = try await box.line("a")
    #expect((refused?.state, refused?.error) == (.queued, "smtp 535 curl 67"))
    box.clock.pass(seconds: 1)
    #expect(try await box.deliver(postman(password: "letters")) == 1)
    #expect(try server.taken().map { $0["secure"] } == ["True"])
  }

  @Test func aServerWithoutTLSGetsNothingWhereTLSIsSet() async throws {
    let box = try await Box(.sqlite)
    let server = try await LoopbackServer.mail()
    let settings = try SMTPSettings(
      host: "127.0.0.1", port: server.port, encryption: .startTLS, from: "mektep@keruen.example", fromName: "Keruen")
    try await box.put("a")
    #expect(try await box.deliver(Postman(deliveries: [.email: .smtp(settings)], worker: "one")) == 0)
    #expect(try await box.state("a") == .queued)
    #expect(try server.taken().isEmpty)
  }
}

/// A certificate for localhost, made for one test.
private struct Certificate {
  let key: String
  let file: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("keruen-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    key = folder.appendingPathComponent("key.pem").path
    file = folder.appendingPathComponent("certificate.pem").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"]
      + ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", file]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
  }
}
