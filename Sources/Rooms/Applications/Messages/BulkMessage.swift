import Forms
import Postbox
import Programme
import Words

/// One text to many, drafted by one person and released by another.
struct BulkMessage: Sendable {
  let id: ID<BulkMessage>
  let cycle: ID<Cycle>
  let filter: String
  let channel: Letter.Channel
  let subject: Said
  let body: Said
  let draftedBy: ID<Person>
  let draftedAt: Moment
  let recipients: Int
  let recipientsHash: [UInt8]
  let releasedBy: ID<Person>?
  let releasedAt: Moment?
  let droppedAt: Moment?
  /// Letters not yet in the outbox, once it is released.
  let left: Int

  enum Standing { case draft, leaving, gone, dropped }

  var standing: Standing {
    if droppedAt != nil { return .dropped }
    if releasedAt == nil { return .draft }
    return left > 0 ? .leaving : .gone
  }

  /// The text with what belongs to one girl; unknown words in braces do not get so far.
  static func fill(_ text: Said, name: String, code: String) -> Phrase {
    text.filled { value, _ in ["name": name, "code": code][value] }
  }
}

/// The form of a draft: what was typed, and what is wrong with it.
struct MessageDraft: Sendable {
  static let longestSMS = 480
  static let longestBody = 8000

  var channel: Letter.Channel?
  var subject: Said
  var body: Said

  func complaints(_ t: Language) -> [(field: String, message: String)] {
    var complaints: [(field: String, message: String)] = []
    if channel == nil { complaints.append(("channel", t(.chooseChannel))) }
    for language in Language.allCases {
      let (subject, body) = (subject(language), body(language))
      if channel == .email, subject.isEmpty { complaints.append(("subject-\(language.rawValue)", t(.writeSubject(language)))) }
      if body.isEmpty { complaints.append(("body-\(language.rawValue)", t(.writeBody(language)))) }
      let longest = channel == .sms ? Self.longestSMS : Self.longestBody
      if body.count > longest { complaints.append(("body-\(language.rawValue)", t(.tooLong(longest)))) }
      for (field, text) in [("subject", subject), ("body", body)] where !Self.isFillable(text) {
        complaints.append(("\(field)-\(language.rawValue)", t(.unknownBraces)))
      }
    }
    return complaints
  }

  /// Nothing in braces but what a message to many can say of one girl.
  private static func isFillable(_ text: String) -> Bool {
    BracedText(text)?.values.allSatisfy { ["name", "code"].contains($0) } ?? false
  }
}

extension Letter.Channel {
  var name: Phrase {
    switch self {
    case .email: Phrase(kk: "Электрондық пошта", ru: "Электронная почта", en: "E-mail")
    case .sms: Phrase(verbatim: "SMS")
    }
  }
}

extension BulkMessage.Standing {
  var name: Phrase {
    switch self {
    case .draft: Phrase(kk: "екінші адамды күтуде", ru: "ждёт второго человека", en: "waits for a second person")
    case .leaving: Phrase(kk: "жіберіліп жатыр", ru: "отправляется", en: "sending")
    case .gone: Phrase(kk: "жіберілді", ru: "отправлено", en: "sent")
    case .dropped: Phrase(kk: "тоқтатылды", ru: "остановлено", en: "stopped")
    }
  }
}

extension Phrase {
  static let chooseChannel = Phrase(
    kk: "Қалай жіберілетінін таңдаңыз", ru: "Выберите способ отправки", en: "Choose how it is sent")
  static func writeSubject(_ language: Language) -> Phrase {
    Phrase(
      kk: "Тақырыбын жазыңыз: \(language.name)", ru: "Напишите тему: \(language.name)", en: "Write the subject: \(language.name)")
  }
  static func writeBody(_ language: Language) -> Phrase {
    Phrase(
      kk: "Мәтінін жазыңыз: \(language.name)", ru: "Напишите текст: \(language.name)", en: "Write the text: \(language.name)")
  }
  static let unknownBraces = Phrase(
    kk: "Жақшада тек {name} және {code} бола алады", ru: "В скобках могут быть только {name} и {code}",
    en: "Only {name} and {code} may be in braces")
}
