import Markup
import Postbox
import Programme
import Security
import Storage
import Words

/// A line of the outbox, opened as far as its reader may see it.
struct OpenedLetter: Sendable {
  let line: PostLine
  /// As `+7 700 ••• •• 67`, unless the house is a demonstration.
  let recipient: String
  /// Subject and body; only where nothing leaves the house.
  let text: String?

  init(_ line: PostLine, _ house: House, in tx: Transaction) throws {
    self.line = line
    guard !line.recipient.isEmpty, let person = ID<Person>(line.person), let safe = try? tx.safe(of: person, house.vault) else {
      (recipient, text) = ("", nil)
      return
    }
    let to = try safe.open(line.recipient, "outbox.recipient")
    guard house.settings.isDemo else {
      (recipient, text) = (Self.masked(to, line.channel), nil)
      return
    }
    recipient = to
    let subject = try line.subject.map { try safe.open($0, "outbox.subject") + "\n" } ?? ""
    text = subject + (try safe.open(line.body, "outbox.body"))
  }

  private static func masked(_ address: String, _ channel: Letter.Channel) -> String {
    switch channel {
    case .sms: (try? Phone(parsing: address))?.masked ?? "•••"
    case .email: (try? EMail(parsing: address))?.masked ?? "•••"
    }
  }

  /// The text with the addresses of this house as links.
  func html(_ house: House) -> HTML {
    let home = house.settings.address
    let words = (text ?? "").split(omittingEmptySubsequences: false) { $0 == " " || $0 == "\n" }.map { word -> HTML in
      guard word.hasPrefix(home),
        let link = Link(own: String(word.dropFirst(home.count)).isEmpty ? "/" : String(word.dropFirst(home.count)))
      else { return HTML(word) }
      return "<a href=\"\(link)\">\(word)</a>"
    }
    return words.joined(separator: " ")
  }
}

extension PostState {
  var name: Phrase {
    switch self {
    case .queued: Phrase(kk: "кезекте", ru: "в очереди", en: "waiting")
    case .sending: Phrase(kk: "жіберіліп жатыр", ru: "отправляется", en: "being sent")
    case .sent: Phrase(kk: "жіберілді", ru: "отправлено", en: "sent")
    case .failed: Phrase(kk: "жіберілмеді", ru: "не отправлено", en: "failed")
    case .uncertain: Phrase(kk: "жеткені белгісіз", ru: "неизвестно, дошло ли", en: "not known whether it arrived")
    case .shown: Phrase(kk: "көрсетілді", ru: "показано", en: "shown")
    case .cancelled: Phrase(kk: "тоқтатылды", ru: "отменено", en: "cancelled")
    }
  }

  var tone: Tone {
    switch self {
    case .queued, .sending: .waiting
    case .sent, .shown: .good
    case .failed, .uncertain: .bad
    case .cancelled: .plain
    }
  }
}

extension Letter.Channel {
  var name: String { self == .sms ? "SMS" : "e-mail" }
}
