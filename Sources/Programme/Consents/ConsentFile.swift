import Security
package import Words
import Yams

/// What consent is asked for: `Programmes/<name>/consents.yaml`. Every part that Law 94-V asks for is a field without which
/// the file does not load, in all three languages.
package struct ConsentFile: Sendable, Codable {
  package let version: Int
  package let purposes: [Purpose]

  package struct Purpose: Sendable, Codable {
    package let key: String
    /// Without this one nobody can take part; the others change nothing in the selection.
    package let required: Bool
    package let title: Said
    package let what: Said
    package let data: Said
    /// The fields of the form that `data` puts into words: together those of all purposes are every field.
    package let fields: [String]?
    package let term: Said
    package let thirdParties: Said
    package let crossBorder: Said
    package let publicSources: Said
    /// Yeses to texts before this version stop counting until the new text is answered: for a change that takes more than
    /// the old text allowed. Without it an old yes goes on allowing what its own text said.
    package let asksAgainFrom: Int?

    /// Whether a yes to a text of this version counts today.
    package func counts(_ version: Int) -> Bool { version >= asksAgainFrom ?? 0 }
  }

  /// Throws `ProgrammeFault` when a part is empty, when no purpose is required, or when old yeses stop counting where they
  /// must not: a girl does not fall out of the selection because we wrote another text.
  package init(yaml: [UInt8]) throws {
    self = try YAMLDecoder().decode(ConsentFile.self, from: String(decoding: yaml, as: UTF8.self))
    guard purposes.contains(where: \.required) else { throw ProgrammeFault("no purpose is required") }
    for purpose in purposes {
      let parts = [
        purpose.title, purpose.what, purpose.data, purpose.term, purpose.thirdParties, purpose.crossBorder, purpose.publicSources,
      ]
      guard parts.allSatisfy({ part in Language.allCases.allSatisfy { !part($0).isEmpty } }) else {
        throw ProgrammeFault("\(purpose.key) leaves out a part the law asks for")
      }
      guard let from = purpose.asksAgainFrom else { continue }
      guard !purpose.required else { throw ProgrammeFault("\(purpose.key) is required; old answers to it stand") }
      guard (2...max(2, version)).contains(from) else {
        throw ProgrammeFault("\(purpose.key) asks again from a version that is not there")
      }
    }
  }

  package func purpose(_ key: String) -> Purpose? { purposes.first { $0.key == key } }
}

/// The text of one purpose as somebody reads it: the template with the names put in. Its hash is kept with the consent.
package struct ConsentText: Sendable {
  package let purpose: ConsentFile.Purpose
  package let version: Int
  package let language: Language
  package let subject: String
  package let operatorName: String
  package let operatorBIN: String

  package init(_ purpose: ConsentFile.Purpose, version: Int, subject: String, _ programme: ProgrammeFile, _ language: Language) {
    self.purpose = purpose
    self.version = version
    self.language = language
    self.subject = subject
    operatorName = programme.operatorName(language)
    operatorBIN = programme.operatorBIN
  }

  /// Name and value of each part, in the order the page shows them.
  package var lines: [(name: String, value: String)] {
    let t = language
    return [
      (t(.consentWhat), purpose.what(t)), (t(.consentWhose), subject),
      (t(.consentOperator), "\(operatorName), \(t(.consentBIN)) \(operatorBIN)"), (t(.consentData), purpose.data(t)),
      (t(.consentTerm), purpose.term(t)), (t(.consentThird), purpose.thirdParties(t)),
      (t(.consentAbroad), purpose.crossBorder(t)), (t(.consentPublic), purpose.publicSources(t)),
    ]
  }

  /// Exactly what is read, as one text.
  package var text: String {
    ([purpose.title(language)] + lines.map { "\($0.name): \($0.value)" }).joined(separator: "\n")
  }

  package var hash: [UInt8] { sha256(Array(text.utf8)) }
}

extension Phrase {
  static let consentWhat = Phrase(kk: "Не үшін", ru: "Для чего", en: "What for")
  package static let consentWhose = Phrase(kk: "Кімнің деректері", ru: "Чьи данные", en: "Whose data")
  static let consentOperator = Phrase(kk: "Деректер операторы", ru: "Оператор данных", en: "Operator of the data")
  static let consentBIN = Phrase(kk: "БСН", ru: "БИН", en: "BIN")
  static let consentData = Phrase(kk: "Қандай деректер", ru: "Какие данные", en: "Which data")
  static let consentTerm = Phrase(kk: "Сақтау мерзімі", ru: "Срок", en: "Term")
  static let consentThird = Phrase(kk: "Үшінші тұлғаларға беру", ru: "Передача третьим лицам", en: "Third parties")
  static let consentAbroad = Phrase(kk: "Шетелге беру", ru: "Передача за границу", en: "Sending abroad")
  static let consentPublic = Phrase(kk: "Ашық көздерде жариялау", ru: "Публикация в открытых источниках", en: "Public sources")
}
