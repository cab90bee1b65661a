import Exchange
import Foundation
import Security
package import Storage
package import Words

/// A lane for what phones have sealed: the house stores it unread, for a room to open later. A sitting of a test, a roll kept in a
/// school without a network. It needs no session: whoever holds the thread's token delivers, and reads nothing by it.
package struct SealedLane: Sendable {
  /// The first part of its threads' names.
  package let thread: String
  /// Of one thread and person, whatever its devices.
  package let mostEvents: Int
  package let mostBytes: Int
  /// So many days after it was given a token still delivers.
  package let days: Int
  /// Whether the house gave the key with the token, so that the room opens what arrives at once; what was opened goes when no token
  /// delivers any more. Else it lies unread until somebody brings the key.
  package let opens: Opener?

  /// A room takes over the events of a thread, all that there are, each time that more of them arrived: what it has, it knows again. It gives back
  /// those that it does not take, for whoever brings them to be told how many.
  package typealias Opener =
    @Sendable (
      _ events: [SealedEvent], _ thread: String, _ person: ID<Person>, Transaction, House
    ) throws -> [SealedEvent]

  package init(thread: String, mostEvents: Int, mostBytes: Int, days: Int, opens: Opener? = nil) {
    self.thread = thread
    self.mostEvents = mostEvents
    self.mostBytes = mostBytes
    self.days = days
    self.opens = opens
  }

  /// What a phone seals a thread with: 32 bytes, for AES-GCM.
  package static func key(_ thread: String, of person: ID<Person>, _ house: House) -> [UInt8] {
    house.vault.hash(secret: "\(person)\n\(thread)", for: "sealed journal")
  }

  /// The token a phone is given with what it is to seal.
  package static func token(_ thread: String, of person: ID<Person>, _ house: House) -> String {
    Possession(person: person, purpose: purpose(thread), given: house.outside.now().day()).text(house.vault)
  }

  fileprivate static func purpose(_ thread: String) -> String { "journal \(thread)" }
}

/// Sealed events in a row of one device, as they arrived.
package struct SealedBatch: Sendable, Hashable {
  package let device: String
  /// The numbers of its first and last event; the first event of a device has number 1.
  package let from: Int
  package let to: Int
  /// The chain's head after the last event, 32 bytes: SHA-256 of the head before it and the sealed event. The first head is
  /// SHA-256 of `thread/device`.
  package let head: [UInt8]
  /// Each event behind its length, four bytes, the highest first.
  package let cipher: [UInt8]
  /// When it came here; nil on its way.
  package var received: Moment?

  package init(device: String, from: Int, to: Int, head: [UInt8], cipher: [UInt8]) {
    self.device = device
    self.from = from
    self.to = to
    self.head = head
    self.cipher = cipher
  }

  /// The sealed events; nil where they are not as many as the batch says, or not whole.
  package var events: [[UInt8]]? {
    var events: [[UInt8]] = []
    var rest = cipher[...]
    while !rest.isEmpty {
      guard rest.count >= 4 else { return nil }
      let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(4)
      guard length > 0, length <= rest.count, events.count <= to - from else { return nil }
      events.append(Array(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return events.count == to - from + 1 ? events : nil
  }

  /// Whether the batch follows from the head before it: nothing was changed, left out or put in on its way.
  package func follows(_ before: [UInt8]) -> Bool {
    guard let events else { return false }
    return constantTimeEqual(events.reduce(before) { sha256($0 + $1) }, head)
  }

  package static func firstHead(_ thread: String, _ device: String) -> [UInt8] { sha256(Array("\(thread)/\(device)".utf8)) }
}

package enum SealedJournal {
  static let migration = Migration(
    "journal-0001-sealed",
    """
    CREATE TABLE sealed_batch (
      person_id TEXT NOT NULL REFERENCES person (id),
      thread TEXT NOT NULL,
      device TEXT NOT NULL,
      first_seq INTEGER NOT NULL CHECK (first_seq > 0),
      last_seq INTEGER NOT NULL CHECK (last_seq >= first_seq),
      head TEXT NOT NULL,
      cipher BYTES NOT NULL,
      size INTEGER NOT NULL,
      received_at BIGINT NOT NULL,
      PRIMARY KEY (person_id, thread, device, first_seq, last_seq, head)
    );
    """)

  /// One batch with its head and base64.
  static let longestBody = 192 << 10

  private struct Delivery: Decodable {
    let thread: String
    let device: String
    let from: Int
    let to: Int
    let head: String
    let token: String
    let cipher: String

    /// The batch; nil where it is not whole.
    var batch: SealedBatch? {
      guard !device.isEmpty, device.utf8.count <= 40, thread.utf8.count <= 120, (1...1_000_000).contains(from), to >= from,
        to - from < Journal.most, let head = bytes(base64URL: head), head.count == 32, let cipher = bytes(base64URL: cipher)
      else { return nil }
      let batch = SealedBatch(device: device, from: from, to: to, head: head, cipher: cipher)
      return batch.events == nil ? nil : batch
    }
  }

  /// POST /journal/sealed, JSON `{"thread","device","from","to","head","token","cipher"}`, bytes in base64url. Answers
  /// `{"have","at","next","mac"}` after the commit: the last number without a gap, the time, how many seconds until the next
  /// delivery would be welcome, and the house's proof of the three. Batches may come twice, overlap and arrive in any order.
  static func deliver(_ visit: Visit) async throws -> Reply {
    guard let delivery = try? JSONDecoder().decode(Delivery.self, from: Data(visit.request.body)) else {
      throw Refusal(.invalid, .brokenDelivery)
    }
    let house = visit.house
    let have = try await take(delivery, house).have
    let (at, next) = (visit.now, house.sealedPace.next(at: visit.now))
    let said = "\(delivery.thread)\n\(delivery.device)\n\(have)\n\(at.milliseconds)"
    return .json(
      .object([
        ("have", .whole(have)), ("at", .number(Double(at.milliseconds))), ("next", .whole(next)),
        ("mac", .string(base64URL(house.vault.hash(secret: said, for: "journal receipt")))),
      ]))
  }

  /// A file of deliveries that a phone without a network wrote, `{"keruen":"parcels","parcels":[…]}`: whoever brings it reads nothing of it.
  /// Answers how many events of how many people it held, and how many of them a room did not take. Throws `Refusal` for anything else, and for what no token delivers any more.
  package static func take(file: [UInt8], _ house: House) async throws -> (events: Int, people: Int, refused: Int) {
    guard let parcels = try? JSONDecoder().decode(ParcelFile.self, from: Data(file)), parcels.keruen == "parcels",
      (1...mostParcels).contains(parcels.parcels.count)
    else { throw Refusal(.invalid, .noParcelFile) }
    var (events, people, refused): (Int, Set<ID<Person>>, Int) = (0, [], 0)
    for delivery in parcels.parcels {
      let taken = try await take(delivery, house)
      people.insert(taken.person)
      events += delivery.to - delivery.from + 1
      refused += taken.refused
    }
    return (events, people.count, refused)
  }

  private static let mostParcels = 100

  private struct ParcelFile: Decodable {
    let keruen: String
    let parcels: [Delivery]
  }

  private static func take(_ delivery: Delivery, _ house: House) async throws -> (person: ID<Person>, have: Int, refused: Int) {
    let first = delivery.thread.prefix { $0 != "/" }
    guard let lane = house.rooms.lazy.flatMap(\.sealedLanes).first(where: { $0.thread == first }),
      let held = Possession(
        delivery.token, for: SealedLane.purpose(delivery.thread), days: lane.days, today: house.outside.now().day(), house.vault)
    else { throw Refusal.missing }
    guard let batch = delivery.batch, batch.to <= lane.mostEvents else { throw Refusal(.invalid, .brokenDelivery) }
    let have = try await house.database.write { tx in
      try tx.countTry(.sealedBatches, key: "\(held.person) \(delivery.thread)", house)
      // Once she is erased nothing more of hers is taken.
      _ = try tx.safe(of: held.person, house.vault)
      return try tx.keep(batch, of: held.person, delivery.thread, lane, at: house.outside.now())
    }
    var refused = 0
    if let opens = lane.opens {
      // The parcel is on disk. Where this fails the phone hears of a fault and brings it again, and the job comes back to it too.
      let left = try await house.database.write { tx in
        try opens(tx.sealedEvents(of: held.person, delivery.thread, house), delivery.thread, held.person, tx, house)
      }
      refused = left.count { $0.device == delivery.device && (delivery.from...delivery.to).contains($0.seq) }
    }
    return (held.person, have, refused)
  }

  /// Sealed by the phone with a key the house may not have: an export hands it over as it lies.
  static let personalData = PersonalData(
    title: .sealedJournals, tables: erasedTables,
    export: { tx, _, person, t in
      let files = try tx.rows(
        """
        SELECT thread, device, first_seq, last_seq, cipher FROM sealed_batch WHERE person_id = \(person)
        ORDER BY thread, device, first_seq, last_seq, head
        """
      ) { row in
        let (thread, device): (String, String) = (try row["thread"], try row["device"])
        let (first, last): (Int, Int) = (try row["first_seq"], try row["last_seq"])
        return (
          name: "\(thread.replacing("/", with: "-"))-\(device)-\(first)-\(last).bin", bytes: try row["cipher"] as [UInt8]
        )
      }
      return files.isEmpty
        ? [] : [PersonalData.Section(.sealedJournals, [(t(.sealedParcels), String(files.count))], files: files)]
    },
    erase: { tx, _, person in
      [PersonalData.Erased("sealed_batch", try tx.run("DELETE FROM sealed_batch WHERE person_id = \(person)"))]
    })
}

extension Transaction {
  /// Keeps a batch; one that is there already changes nothing. Returns the last number without a gap. Throws `Refusal` where the
  /// thread holds as many bytes as it may.
  fileprivate func keep(
    _ batch: SealedBatch, of person: ID<Person>, _ thread: String, _ lane: SealedLane, at now: Moment
  ) throws -> Int {
    let size: Int =
      try value(
        "SELECT COALESCE(SUM(size), 0) FROM sealed_batch WHERE person_id = \(person) AND thread = \(thread)") ?? 0
    guard size + batch.cipher.count <= lane.mostBytes else { throw Refusal(.tooLarge, .tooMuchText) }
    try run(
      """
      INSERT INTO sealed_batch (person_id, thread, device, first_seq, last_seq, head, cipher, size, received_at)
      VALUES (\(person), \(thread), \(batch.device), \(batch.from), \(batch.to), \(base64URL(batch.head)), \(batch.cipher),
        \(batch.cipher.count), \(now))
      ON CONFLICT (person_id, thread, device, first_seq, last_seq, head) DO NOTHING
      """)
    var have = 0
    try each(
      """
      SELECT first_seq, last_seq FROM sealed_batch
      WHERE person_id = \(person) AND thread = \(thread) AND device = \(batch.device) ORDER BY first_seq, last_seq
      """
    ) { row in
      let (first, last): (Int, Int) = (try row["first_seq"], try row["last_seq"])
      if first <= have + 1 { have = max(have, last) }
    }
    return have
  }

  /// Every batch of a thread, by device and number, for the room that can open them.
  package func sealedBatches(of person: ID<Person>, _ thread: String) throws -> [SealedBatch] {
    try rows(
      """
      SELECT device, first_seq, last_seq, head, cipher, received_at FROM sealed_batch
      WHERE person_id = \(person) AND thread = \(thread) ORDER BY device, first_seq, last_seq, head
      """
    ) { row in
      var batch = SealedBatch(
        device: try row["device"], from: try row["first_seq"], to: try row["last_seq"],
        head: bytes(base64URL: try row["head"]) ?? [], cipher: try row["cipher"])
      batch.received = try row["received_at"]
      return batch
    }
  }
}

extension Transaction {
  /// What of a lane's threads came since a moment, the latest first.
  func sealedThreads(of lane: SealedLane, since moment: Moment) throws -> [(person: ID<Person>, thread: String)] {
    try rows(
      """
      SELECT person_id, thread, MAX(received_at) AS latest FROM sealed_batch
      WHERE thread LIKE \(lane.thread + "/%") AND received_at >= \(moment) GROUP BY person_id, thread ORDER BY latest DESC LIMIT 2000
      """
    ) { (person: try $0["person_id"], thread: try $0["thread"]) }
  }

  /// Parcels of an opened thread, whoever brought them; the room has what was in them.
  package func dropSealed(_ thread: String) throws { try run("DELETE FROM sealed_batch WHERE thread = \(thread)") }

  fileprivate func dropOpened(of lane: SealedLane, before moment: Moment) throws {
    try run("DELETE FROM sealed_batch WHERE thread LIKE \(lane.thread + "/%") AND received_at < \(moment)")
  }
}

extension SealedJournal {
  /// Opens once more what came in the last two days, for an opening may have failed, and drops what no token delivers any more.
  static let job = Job(name: "sealed journals", .sealedOpened, every: .seconds(3600)) { house in
    let now = house.outside.now()
    for lane in house.rooms.flatMap(\.sealedLanes) {
      guard let opens = lane.opens else { continue }
      for (person, thread) in try await house.database.read({ try $0.sealedThreads(of: lane, since: now.adding(days: -2)) }) {
        _ = try await house.database.write { tx in
          try opens(tx.sealedEvents(of: person, thread, house), thread, person, tx, house)
        }
      }
      try await house.database.write { try $0.dropOpened(of: lane, before: now.adding(days: -lane.days - 1)) }
    }
  }
}

extension Phrase {
  static let sealedOpened = Phrase(
    kk: "Телефондар мөрлеп жіберген жазбалар ашылды", ru: "Открыты записи, запечатанные телефонами",
    en: "Records sealed by phones are opened")
  package static let noParcelFile = Phrase(
    kk: "Бұл — телефон сақтаған жауаптар файлы емес.", ru: "Это не файл с ответами, сохранённый телефоном.",
    en: "This is not a file of answers that a phone saved.")
  static let sealedJournals = Phrase(
    kk: "Телефон мөрлеп жіберген жазбалар", ru: "Записи, запечатанные телефоном", en: "Records sealed by a phone")
  static let sealedParcels = Phrase(kk: "Бөлік", ru: "Частей", en: "Parcels")
}

/// What an erasure takes from each table, in words.
private let erasedTables: [String: Phrase] = [
  "sealed_batch": Phrase(
    kk: "телефон шифрлап жіберген деректер", ru: "данные, которые зашифровал телефон",
    en: "data that a phone has encrypted")
]
