import Exchange
import Foundation
import Programme
import Security
import Storage
import Words

/// A key her own phone keeps beside its journal. Browsers write cookies down only every half minute: one that is killed
/// before, or a session that ended, would part her from what she typed. A shared device gets none, and signing out removes it
/// from the phone and from the house.
enum Device {
  /// A key nobody used for so many days opens nothing.
  static let days = 90

  /// Deletes what is past its term.
  static let job = Job(name: "phones past their term", .phonesPastTerm, every: .seconds(3600)) { house in
    _ = try await house.database.write { tx in
      try tx.run("DELETE FROM device WHERE NOT (\(isAlive(at: house.outside.now())))")
    }
  }

  /// The condition that a phone was used within the term: with its key, or with a session it still has.
  static func isAlive(at now: Moment) -> SQL {
    """
    COALESCE(device.used_at, device.created_at) > \(now.adding(days: -days))
      OR EXISTS (SELECT 1 FROM session WHERE session.token_hash = device.session_hash AND session.expires_at > \(now))
    """
  }

  private struct Offer: Decodable {
    let key: String?
  }

  private static func offered(_ visit: Visit) -> Token? {
    (try? JSONDecoder().decode(Offer.self, from: Data(visit.request.body)))?.key.flatMap { Token($0) }
  }

  /// POST /status/device: `{"key":"…"}` with the phone's key, or `{}` for its first; the answer holds the key to keep. From then on
  /// the phone is the one of this session.
  static func create(_ visit: Visit, _ permit: Permit<VisitHome>) async throws -> Reply {
    guard let session = visit.who.session, !session.isSharedDevice else { throw Refusal.missing }
    let house = visit.house
    let known = offered(visit)
    let key = try await house.database.write { tx in
      if let known, try tx.use(known, session, house) { return known }
      try tx.countTry(.devices, key: permit.actor.person.text, house)
      let key = Token()
      try tx.run(
        """
        INSERT INTO device (key_hash, person_id, created_at, session_hash)
        VALUES (\(hash(key, house)), \(permit.actor.person), \(house.outside.now()), \(session.tokenHash))
        """)
      return key
    }
    return .json(.object([("key", .string(key.text))]))
  }

  /// POST /return/device, JSON `{"key"}`: a new session for the phone's owner.
  static func enter(_ visit: Visit) async throws -> Reply {
    guard let key = offered(visit) else { throw Refusal.missing }
    let house = visit.house
    let cookie = try await house.database.write { tx in
      try tx.countTry(.returnDevices, key: visit.request.peer, house)
      let (hash, now) = (hash(key, house), house.outside.now())
      guard
        let person: ID<Person> = try tx.value(
          "SELECT person_id FROM device WHERE key_hash = \(hash) AND (\(isAlive(at: now)))")
      else { throw Refusal.missing }
      try tx.record(.sessionDevice, person.text, by: Actor(person: person, role: tx.ownRole(of: person)).text, house)
      let cookie = try house.open(.applicant, for: person, sharedDevice: false, in: tx)
      try tx.run(
        "UPDATE device SET used_at = \(now), session_hash = \(house.sessionHash(cookie.value)) WHERE key_hash = \(hash)")
      return cookie
    }
    var reply = Reply.json(.object([("open", .bool(true))]))
    reply.setCookie(cookie)
    return reply
  }

  /// Signing out: the key of the phone that has this session, and the one its script sent along.
  static func end(_ session: Session?, key typed: String?, _ house: House, in tx: Transaction) throws {
    if let session { try tx.run("DELETE FROM device WHERE session_hash = \(session.tokenHash)") }
    if let key = typed.flatMap({ Token($0) }) { try tx.run("DELETE FROM device WHERE key_hash = \(hash(key, house))") }
  }

  fileprivate static func hash(_ key: Token, _ house: House) -> [UInt8] { house.vault.hash(secret: key.text, for: "device") }
}

extension Transaction {
  /// The phone has this session now; false where the key is not hers or past its term.
  fileprivate func use(_ key: Token, _ session: Session, _ house: House) throws -> Bool {
    let now = house.outside.now()
    return try run(
      """
      UPDATE device SET used_at = \(now), session_hash = \(session.tokenHash)
      WHERE key_hash = \(Device.hash(key, house)) AND person_id = \(session.person) AND (\(Device.isAlive(at: now)))
      """) > 0
  }
}

extension Phrase {
  static let phonesPastTerm = Phrase(
    kk: "Көптен қолданылмаған телефондардың кілттері", ru: "Ключи телефонов, которыми давно не пользовались",
    en: "Keys of phones that nobody uses any more")
}
