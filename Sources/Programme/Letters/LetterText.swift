package import Words

/// A letter that the house writes by itself. The room that sends it gives the values; the words stand in `letters.yaml` of the
/// programme's folder.
///
///     extension LetterText {
///       static let receipt = LetterText("receipt", .applicationArrived, needs: [.page], mayUse: [.application])
///     }
///     try tx.tell(safe, .receipt, [.application(code), .page("/status", house)], purpose: .receipt, once: …, house)
package struct LetterText: Sendable {
  /// Its name in the file.
  package let key: String
  /// What it says to whom, for a list of them.
  package let title: Phrase
  /// What its body cannot do without: a link to answer by, a code to type.
  package let needs: [LetterValue.Name]
  /// What its words may hold besides; the programme's name always may.
  package let mayUse: [LetterValue.Name]

  package init(_ key: String, _ title: Phrase, needs: [LetterValue.Name], mayUse: [LetterValue.Name] = []) {
    self.key = key
    self.title = title
    self.needs = needs
    self.mayUse = mayUse
  }

  package var values: [LetterValue.Name] { [.programme] + needs + mayUse }
}

/// What one letter says of one matter.
package struct LetterValue: Sendable {
  /// As it stands in braces.
  package enum Name: String, Sendable, CaseIterable {
    case programme
    /// The code of an application.
    case application
    /// A code to type.
    case code
    /// Whom it is about.
    case name
    /// A page that asks who comes.
    case page
    /// A page that opens with this letter alone.
    case link
    /// The last day to answer.
    case until
    case what
    case reason
  }

  let name: Name
  let text: Phrase

  private init(_ name: Name, _ text: Phrase) {
    self.name = name
    self.text = text
  }

  static func programme(_ programme: ProgrammeFile) -> Self { Self(.programme, programme.name.phrase) }
  package static func application(_ code: String) -> Self { Self(.application, Phrase(verbatim: code)) }
  package static func code(_ code: String) -> Self { Self(.code, Phrase(verbatim: code)) }
  /// `path` from the root of the house.
  package static func page(_ path: String, _ house: House) -> Self {
    Self(.page, Phrase(verbatim: "\(house.settings.address)\(path)"))
  }
  package static func link(_ address: String) -> Self { Self(.link, Phrase(verbatim: address)) }
  package static func what(_ what: Phrase) -> Self { Self(.what, what) }
  package static func reason(_ reason: Said) -> Self { Self(.reason, reason.phrase) }

  /// Without a name where what was typed is none: the letter goes out under the house's own name.
  package static func name(_ name: String?) -> Self {
    Self(.name, name.map { Phrase(verbatim: $0) } ?? Phrase(kk: "Қатысушы", ru: "Ребёнок", en: "Applicant"))
  }

  package static func until(_ day: Day) -> Self {
    Self(.until, Phrase(kk: Language.kk.until(day), ru: Language.ru.until(day), en: Language.en.until(day)))
  }
}
