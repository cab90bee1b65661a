import Security
import Storage
import Words

/// A letter as it was taken out of the box for one attempt.
struct SealedLetter: Sendable {
  let id: String
  let person: String
  let purpose: String
  let channel: Letter.Channel
  let language: Language
  let tries: Int
  let doubts: Int
  let expiresAt: Int64?
  let recipient: [UInt8]
  let subject: [UInt8]?
  let body: [UInt8]

  /// The letter in clear: only in memory, only while it is being sent.
  struct Opened: Sendable {
    /// The letter's name in other people's systems: always the same, and it tells nothing.
    let outsideName: String
    let to: String
    let subject: String?
    let body: String
    let language: Language
  }

  init(row: Row) throws {
    id = try row["id"]
    person = try row["person_id"]
    purpose = try row["purpose"]
    channel = try row["channel"]
    guard let language = Language(rawValue: try row["language"]) else { throw StorageFault.column("language") }
    self.language = language
    tries = try row["tries"]
    doubts = try row["doubts"]
    expiresAt = try row["expires_at"]
    recipient = try row["recipient"]
    subject = try row["subject"]
    body = try row["body"]
  }

  func opened(_ open: (_ sealed: [UInt8], _ place: String) throws -> String) throws -> Opened {
    Opened(
      outsideName: String(hex(digest(Array(id.utf8))).prefix(32)), to: try open(recipient, "outbox.recipient"),
      subject: try subject.map { try open($0, "outbox.subject") }, body: try open(body, "outbox.body"), language: language)
  }
}
