import Exchange
import Foundation
import Programme
import Security
import Storage

/// A key her own phone keeps beside its journal. Browsers write cookies down only every half minute: one that is killed
/// before, or a session that ended, would part her from what she typed. A shared device gets none, and signing out removes it.
enum Device {
  /// POST /apply/device: `{"key":"…"}`, once for each phone.
  static func create(_ visit: Visit, _ permit: Permit<OwnApplication>) async throws -> Reply {
    guard visit.who.session?.isSharedDevice == false else { throw Refusal.missing }
    let house = visit.house
    let key = Token()
    try await house.database.write { tx in
      try tx.countTry(.devices, key: permit.actor.person.text, house)
      try tx.run(
        """
        INSERT INTO device (key_hash, person_id, created_at)
        VALUES (\(house.vault.hash(secret: key.text, for: "device")), \(permit.actor.person), \(house.outside.now()))
        """)
    }
    return .json(.object([("key", .string(key.text))]))
  }

  private struct Offer: Decodable {
    let key: String
  }

  /// POST /return/device, JSON `{"key"}`: a new session for the phone's owner.
  static func enter(_ visit: Visit) async throws -> Reply {
    guard let offer = try? JSONDecoder().decode(Offer.self, from: Data(visit.request.body)), let key = Token(offer.key) else {
      throw Refusal.missing
    }
    let house = visit.house
    let cookie = try await house.database.write { tx in
      try tx.countTry(.returnDevices, key: visit.request.peer, house)
      let hash = house.vault.hash(secret: key.text, for: "device")
      guard let person: ID<Person> = try tx.value("SELECT person_id FROM device WHERE key_hash = \(hash)") else {
        throw Refusal.missing
      }
      try tx.run("UPDATE device SET used_at = \(house.outside.now()) WHERE key_hash = \(hash)")
      try tx.record("session.device", person.text, by: "applicant:\(person)", house)
      return try house.open(.applicant, for: person, sharedDevice: false, in: tx)
    }
    var reply = Reply.json(.object([("open", .bool(true))]))
    reply.setCookie(cookie)
    return reply
  }
}
