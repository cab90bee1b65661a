import Foundation
package import Words

/// One thing a phone says happened, as it came: the room whose thread it is decides what it means. The id is made on the phone, so
/// that a second delivery is no second event.
package struct JournalEvent: Sendable {
  /// Bytes of one body; the pages' controls take fewer characters than that, whatever the letters.
  package static let longest = 40_000

  package let id: ID<JournalEvent>
  /// `answer` for the newest text of a thing, which takes the place of the one before; other words as a room defines them.
  package let kind: String
  /// Of which thing: a field, a place in a roll; at most 120 bytes.
  package let about: String
  package let body: String
  /// By the phone's clock, mended by what it knows of the server's; not before 1970.
  package let at: Moment
  /// The version of the thing this was written over; nil from a page that does not say.
  package let was: Moment?
  /// Where it comes from; nil from a page that does not say.
  package let origin: Origin?

  /// Which phone, which opening of a page, its number since then, and how long since then. Where `mono` and `at` part between
  /// two events of one `boot`, the phone's clock was set or the phone slept.
  package struct Origin: Sendable, Hashable {
    /// This phone, to this owner alone.
    package let device: String
    package let boot: String
    /// 1 for the first of its boot.
    package let seq: Int
    /// Milliseconds since the boot.
    package let mono: Int64
  }

  package init(
    id: ID<JournalEvent>, kind: String, about: String, body: String, at: Moment, was: Moment? = nil, origin: Origin? = nil
  ) {
    self.id = id
    self.kind = kind
    self.about = about
    self.body = body
    self.at = at
    self.was = was
    self.origin = origin
  }
}

/// What a phone posts: `{"owner","thread","events":[{"id","kind","about","body","at","was","mono","boot","device","seq"}]}`.
struct JournalDelivery: Decodable {
  let owner: String
  let thread: String
  let events: [Envelope]

  /// Whatever is wrong with an event, it is still named.
  struct Envelope: Decodable {
    let id: String
    private let kind, about, body, boot, device: String?
    private let at, was, mono, seq: Int64?

    private enum Key: CodingKey { case id, kind, about, body, at, was, mono, boot, device, seq }

    init(from decoder: any Decoder) throws {
      let parts = try decoder.container(keyedBy: Key.self)
      func text(_ key: Key) -> String? { try? parts.decode(String.self, forKey: key) }
      func number(_ key: Key) -> Int64? { try? parts.decode(Int64.self, forKey: key) }
      (id, kind, about, body) = (text(.id) ?? "", text(.kind), text(.about), text(.body))
      (at, was, mono, boot, device, seq) = (
        number(.at), number(.was), number(.mono), text(.boot), text(.device), number(.seq)
      )
    }

    /// The event; throws `Refusal` where it is not whole or too long.
    func event() throws(Refusal) -> JournalEvent {
      guard let id = ID<JournalEvent>(id), let kind, kind.utf8.count <= 40, let about, about.utf8.count <= 120, let body, let at,
        at >= 0
      else {
        throw Refusal(.invalid, .brokenDelivery)
      }
      guard body.utf8.count <= JournalEvent.longest else { throw Refusal(.tooLarge, .tooMuchText) }
      return JournalEvent(
        id: id, kind: kind, about: about, body: body, at: Moment(milliseconds: at),
        was: was.map { Moment(milliseconds: max($0, 0)) }, origin: origin)
    }

    private var origin: JournalEvent.Origin? {
      guard let device, device.utf8.count <= 40, let boot, boot.utf8.count <= 40, let mono, mono >= 0,
        let seq = seq.flatMap(Int.init(exactly:)), seq > 0
      else { return nil }
      return JournalEvent.Origin(device: device, boot: boot, seq: seq, mono: mono)
    }
  }
}

extension Phrase {
  package static let brokenDelivery = Phrase(
    kk: "Жауаптар толық жетпеді.", ru: "Ответы дошли не полностью.", en: "The answers did not arrive whole.")
  package static let tooMuchText = Phrase(kk: "Мәтін тым ұзын", ru: "Текст слишком длинный", en: "The text is too long")
}
