/// Words: what Keruen says and how it says it in Kazakh, Russian and English: phrases, plurals, dates, numbers, the
/// Kazakh order of names, search folding, and the checked forms of an IIN, a phone number and an e-mail address.
///
/// Everything here is pure and keeps its own tables, so an answer never depends on the machine's locale data.
package enum Language: String, CaseIterable, Sendable, Codable, Hashable {
  /// Kazakh, the default.
  case kk
  /// Russian.
  case ru
  /// English.
  case en

  /// What the phrase says in this language.
  package func callAsFunction(_ phrase: Phrase) -> String { phrase(self) }

  /// The language's own name for itself.
  package var name: String {
    switch self {
    case .kk: "Қазақша"
    case .ru: "Русский"
    case .en: "English"
    }
  }

  /// Three letters for a narrow header.
  package var shortName: String {
    switch self {
    case .kk: "Қаз"
    case .ru: "Рус"
    case .en: "Eng"
    }
  }
}

/// One sentence a person reads, in three languages; only the language asked for is evaluated.
package struct Phrase: Sendable, Equatable {
  private let kk, ru, en: @Sendable () -> String

  package init(
    kk: @autoclosure @escaping @Sendable () -> String,
    ru: @autoclosure @escaping @Sendable () -> String,
    en: @autoclosure @escaping @Sendable () -> String
  ) {
    self.kk = kk
    self.ru = ru
    self.en = en
  }

  /// A name or a code that is the same in each language.
  package init(verbatim: String) {
    self.init(kk: verbatim, ru: verbatim, en: verbatim)
  }

  package func callAsFunction(_ language: Language) -> String {
    switch language {
    case .kk: kk()
    case .ru: ru()
    case .en: en()
    }
  }

  /// Two phrases are equal when they say the same in every language.
  package static func == (a: Phrase, b: Phrase) -> Bool {
    Language.allCases.allSatisfy { a($0) == b($0) }
  }
}
