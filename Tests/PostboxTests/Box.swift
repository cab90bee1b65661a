import Security
import Storage
import Synchronization
import TestKit
import Words

@testable import Postbox

/// A fresh database with one person and her key, and a clock that is moved by hand.
struct Box: Sendable {
  static let start = Moment(milliseconds: 1_790_000_000_000)
  let database: Database
  let clock: Clock
  private let key = PersonKey.fresh()

  final class Clock: Sendable {
    private let time = Mutex(Box.start)
    func now() -> Moment { time.withLock { $0 } }
    func pass(seconds: Int) { time.withLock { $0 = $0.adding(seconds: seconds) } }
  }

  static let people = Migration(
    "person-0001",
    "CREATE TABLE person (\n  id TEXT NOT NULL PRIMARY KEY\n);\nINSERT INTO person (id) VALUES ('aru'), ('dana'),"
      + " ('p1'), ('p2'), ('p3'), ('p4'), ('p5'), ('p6');")

  init(_ kind: EngineKind) async throws {
    database = try await Databases.fresh(kind)
    clock = Clock()
    _ = try await database.migrate([Self.people] + PostboxMigrations.all, at: 0)
  }

  func put(
    _ id: String, _ channel: Letter.Channel = .email, to: String = "aru@example.kz", subject: String? = "Тақырып",
    body: String = "Сәлем", purpose: String = "news", person: String = "aru", batch: String? = nil,
    expiresAt: Moment? = nil
  ) async throws {
    let letter = Letter(
      id: id, channel: channel, to: to, subject: subject, body: body, language: .kk, purpose: purpose, person: person,
      expiresAt: expiresAt)
    try await database.write { [key, clock] tx in
      try tx.post(letter, seal: { Sealed.seal($0, with: key, place: "\($1):\(person)") }, at: clock.now(), batch: batch)
    }
  }

  var open: Postman.Opening {
    { [key] _, person, _ in { try Sealed.openText($0, with: key, place: "\($1):\(person)") } }
  }

  /// Both channels, one after the other. Chance of one half everywhere: waits are exactly the plain ones.
  func deliver(_ postman: Postman) async throws -> Int {
    try await deliver(.email, postman) + deliver(.sms, postman)
  }

  func deliver(_ channel: Letter.Channel, _ postman: Postman) async throws -> Int {
    try await postman.deliverDue(
      channel, database, open: open, now: { [clock] in clock.now() }, random: { _ in [128, 0] })
  }

  func rest(_ channel: Letter.Channel) async throws -> PostRest? {
    try await database.read { try $0.postRests().first { $0.channel == channel } }
  }

  func line(_ id: String) async throws -> PostLine? {
    try await database.read { try $0.post().first { $0.id == id } }
  }

  func state(_ id: String) async throws -> PostState? { try await line(id)?.state }

  /// An attempt whose postman dies after the letter left and before that is written down.
  func dieAfterSending(_ channel: Letter.Channel, _ postman: Postman) async throws -> Outcome? {
    guard let (letter, opened) = try await postman.take(channel, database, open: open, now: clock.now()) else { return nil }
    return await postman.carry(letter, opened, now: clock.now())
  }
}

func mailman(
  _ server: LoopbackServer, retry: Retry = Retry(), worker: String = "one", timeout: Int = 10, verdict: Int = 20
) throws -> Postman {
  let settings = try SMTPSettings(
    host: "127.0.0.1", port: server.port, encryption: .none, from: "mektep@keruen.example", fromName: "Керуен мектебі",
    timeout: timeout, verdict: verdict)
  return Postman(deliveries: [.email: .smtp(settings)], worker: worker, retry: retry)
}

func texter(
  _ server: LoopbackServer, _ path: String = "200", sendsOnce: Bool = true, accepts: String? = nil,
  refuses: String? = nil, timeout: Int = 10,
  worker: String = "one"
) throws -> Postman {
  let gateway = try SMSGateway(
    url: "http://127.0.0.1:\(server.port)/\(path)", headers: [("X-Request-Id", "{id}")],
    body: #"{"phone": "{to}", "message": "{text}", "number": "{id}"}"#, encoding: .json, sendsOnce: sendsOnce, accepts: accepts,
    refuses: refuses, timeout: timeout)
  return Postman(deliveries: [.sms: .sms(gateway)], worker: worker)
}
