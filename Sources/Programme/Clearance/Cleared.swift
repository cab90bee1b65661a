import Exchange
import Markup
import Storage
package import Words

/// Which of a visitor's roles open children's data at this moment, and what the others lack. Looked up for pages that show a child and
/// for no others, anew each time: a suspension shuts the door at the next request, in every process of the house.
package struct Cleared: Sendable {
  let roles: Set<Role>
  let lacks: [Role: [Clearance.Lack]]

  /// What is missing for the first of these roles, in the order of the house.
  func lacks(of memberships: [Membership]) -> [Clearance.Lack] {
    Role.allCases.lazy.filter { role in memberships.contains { $0.role == role } }.compactMap { self.lacks[$0] }.first ?? []
  }
}

extension Who {
  /// Whether nothing is missing of what any of her roles asks for today; false where nobody looked.
  package var isClearedInEachRole: Bool { cleared?.lacks.isEmpty ?? false }
}

extension House {
  /// The visitor with what she is cleared for now; without a query where none of her roles asks.
  package func cleared(_ who: Who) async throws -> Who {
    let (day, rules) = (outside.now().day(), data[.clearance])
    let roles = Set(who.memberships.map(\.role))
    let asking = roles.filter { rules.asks($0, on: day) }
    guard let person = who.person, !asking.isEmpty else { return who.with(Cleared(roles: roles, lacks: [:])) }
    let clearance = try await database.read { try $0.clearance(of: person) }
    let lacks = Dictionary(uniqueKeysWithValues: asking.map { ($0, clearance.lacks(for: $0, on: day, rules)) })
    return who.with(
      Cleared(roles: roles.filter { lacks[$0]?.isEmpty ?? true }, lacks: lacks.filter { !$0.value.isEmpty }))
  }
}

extension Refusal {
  package static func uncleared(_ lacks: [Clearance.Lack]) -> Refusal { Refusal(.forbidden, .notCleared, lacks: lacks) }
}

extension Clearance.Lack {
  /// In a line, with the kind as the programme calls it.
  package func says(_ t: Language, _ rules: ClearanceFile) -> String {
    switch self {
    case .suspended(let since): t(.suspendedSince(since))
    case .missing(let kind): "\(rules.rule(of: kind).title(t)): \(t(.notSeenYet))"
    case .ended(let kind, let last): "\(rules.rule(of: kind).title(t)): \(t(.endedAfter(last)))"
    case .outdated(let kind): "\(rules.rule(of: kind).title(t)): \(t(.versionIsOlder))"
    }
  }
}

extension Visit {
  /// To whoever may do the act and is not cleared today: what is missing, who records it, and where she sees the whole of it.
  func page(ofUncleared refusal: Refusal, below written: HTML) -> Reply {
    let (t, rules) = (language, house.data[.clearance])
    return page(
      Page(
        title: t(.notClearedTitle), language: t,
        body: """
          <h1>\(t(.notClearedTitle))</h1><p>\(t(refusal.phrase))</p><h2>\(t(.whatIsMissing))</h2>
          <ul>\(refusal.lacks.map { "<li>\($0.says(t, rules))</li>" as HTML })</ul>
          <p>\(t(.whoRecordsIt)) <a href="/contact">\(t(.contact))</a></p>
          <p>\(linkButton(t(.toStart), start))</p>\(written)
          """),
      status: refusal.status)
  }
}

extension Phrase {
  static let notCleared = Phrase(
    kk: "Балалардың деректері балалармен жұмысқа рұқсаты бар адамға ғана ашылады. Қазір рұқсатыңыз күшінде емес.",
    ru: "Данные детей открыты только тем, у кого есть допуск к работе с детьми. Сейчас ваш допуск не действует.",
    en: "Children's data open only to people cleared to work with children. Your clearance is not in force now.")
  static let notClearedTitle = Phrase(
    kk: "Балалармен жұмысқа рұқсат керек", ru: "Нужен допуск к работе с детьми", en: "Clearance to work with children is needed")
  package static let whatIsMissing = Phrase(kk: "Не жетпейді", ru: "Чего не хватает", en: "What is missing")
  package static let whoRecordsIt = Phrase(
    kk: "Мұны балалар мен деректерді қорғау маманы көріп, жазады: қажетті құжатты соған көрсетіңіз. Көшірме сақталмайды.",
    ru: "Это отмечает специалист по защите детей и данных: покажите нужный документ ему. Копии не хранятся.",
    en: "The safeguarding and data protection officer records it: show the document to her. No copy is kept.")
  package static let notSeenYet = Phrase(kk: "әлі көрсетілмеген", ru: "ещё не предъявлено", en: "not seen yet")
  package static let versionIsOlder = Phrase(
    kk: "жаңа нұсқасы шықты, қайта өту керек", ru: "есть новая версия, нужно пройти заново",
    en: "there is a newer version, it has to be done again")
  package static func endedAfter(_ last: Day) -> Phrase {
    Phrase(
      kk: "мерзімі бітті, соңғы күні — \(Language.kk.date(last))", ru: "срок истёк, последний день — \(Language.ru.date(last))",
      en: "ended, the last day was \(Language.en.date(last))")
  }
  package static func suspendedSince(_ since: Moment) -> Phrase {
    Phrase(
      kk: "рұқсат тоқтатылған: \(Language.kk.dateTime(since))", ru: "допуск приостановлен: \(Language.ru.dateTime(since))",
      en: "the clearance is suspended: \(Language.en.dateTime(since))")
  }
}
