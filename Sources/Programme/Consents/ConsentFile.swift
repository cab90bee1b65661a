import Security
package import Words

/// What consent is asked for: `Programmes/<name>/consents.yaml`. Every part that Law 94-V asks for is a field without which
/// the file does not load, in all three languages.
package struct ConsentFile: Sendable {
  package let version: Int
  package let purposes: [Purpose]

  package struct Purpose: Sendable {
    package let key: String
    /// Without this one nobody can take part; the others change nothing in the selection.
    package let required: Bool
    package let title: Said
    /// What a list has room for; the title where the file has none. In no text that somebody agrees to.
    package let short: Said
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
    /// Where it stands in its file and where its fields do, from 1.
    package let lines: (purpose: Int?, fields: Int?)

    /// Whether a yes to a text of this version counts today.
    package func counts(_ version: Int) -> Bool { version >= asksAgainFrom ?? 0 }
  }

  /// Throws all that is wrong, each with its line: a part that is missing, no required purpose, old yeses that stop counting where they
  /// must not: a girl does not fall out of the selection because we wrote another text.
  package init(yaml: [UInt8]) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { ConsentFile($0) }
  }

  private init?(_ root: YAMLEntry) {
    root.know("version", "purposes")
    let version = root.whole("version", in: 1...100_000)
    var purposes: [Purpose] = []
    let entries = root.list("purposes")
    for entry in entries {
      guard let purpose = Purpose(entry, version: version ?? 1) else { continue }
      if purposes.contains(where: { $0.key == purpose.key }) { entry.complain(.standsTwice(purpose.key), at: "key") }
      purposes.append(purpose)
    }
    // One that could not be read may be the required one.
    if !purposes.isEmpty, purposes.count == entries.count, !purposes.contains(where: \.required) {
      root.complain(.noPurposeRequired, at: "purposes")
    }
    guard let version else { return nil }
    (self.version, self.purposes) = (version, purposes)
  }

  package func purpose(_ key: String) -> Purpose? { purposes.first { $0.key == key } }
}

extension ConsentFile.Purpose {
  fileprivate init?(_ entry: YAMLEntry, version: Int) {
    entry.know(
      "key", "required", "title", "short", "what", "data", "fields", "term", "thirdParties", "crossBorder", "publicSources",
      "asksAgainFrom")
    let (key, required) = (entry.key(), entry.flag("required"))
    let (title, what, data, term) = (entry.said("title"), entry.said("what"), entry.said("data"), entry.said("term"))
    let (third, abroad) = (entry.said("thirdParties"), entry.said("crossBorder"))
    let publicly = entry.said("publicSources")
    let (short, fields) = (entry.said(ifAny: "short"), entry.texts(ifAny: "fields"))
    let from = entry.whole(ifAny: "asksAgainFrom")
    if from != nil, required == true {
      entry.complain(.requiredAsksNotAgain, at: "asksAgainFrom")
    } else if let from, !(2...max(2, version)).contains(from) {
      entry.complain(.asksAgainFromNowhere(version), at: "asksAgainFrom")
    }
    guard let key, let required, let title, let what, let data, let term, let third, let abroad, let publicly else { return nil }
    self.init(
      key: key, required: required, title: title, short: short ?? title, what: what, data: data, fields: fields, term: term,
      thirdParties: third,
      crossBorder: abroad, publicSources: publicly, asksAgainFrom: from,
      lines: (entry.line(of: "key"), entry.line(of: "fields")))
  }
}

/// The text of one purpose as somebody reads it: the template with the names put in. Its hash is kept with the consent.
package struct ConsentText: Sendable {
  package let purpose: ConsentFile.Purpose
  package let version: Int
  package let language: Language
  package let subject: String
  package let operatorName: String
  package let operatorBIN: String

  /// As it is published: of nobody yet.
  init(_ purpose: ConsentFile.Purpose, version: Int, _ programme: ProgrammeFile, _ language: Language) {
    self.init(purpose, version: version, subject: "…", programme, language)
  }

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
  static let noPurposeRequired = Phrase(
    kk: "Міндетті (required: true) мақсат жоқ.", ru: "Нет ни одной обязательной цели (required: true).",
    en: "No purpose is required (required: true).")
  static let requiredAsksNotAgain = Phrase(
    kk: "Міндетті мақсатта asksAgainFrom болмайды: бұрынғы жауаптар күшінде қалады.",
    ru: "У обязательной цели нет asksAgainFrom: прежние ответы остаются в силе.",
    en: "A required purpose has no asksAgainFrom: old answers to it stand.")
  static func asksAgainFromNowhere(_ version: Int) -> Phrase {
    Phrase(
      kk: "asksAgainFrom: мұндай нұсқа жоқ, 2-ден осы нұсқаға (\(version)) дейін.",
      ru: "asksAgainFrom: такой версии нет, от 2 до этой (\(version)).",
      en: "asksAgainFrom: there is no such version; it is from 2 to this one (\(version)).")
  }
  static let consentWhat = Phrase(kk: "Не үшін", ru: "Для чего", en: "What for")
  package static let consentWhose = Phrase(kk: "Кімнің деректері", ru: "Чьи данные", en: "Whose data")
  static let consentOperator = Phrase(kk: "Деректер операторы", ru: "Оператор данных", en: "Operator of the data")
  static let consentBIN = Phrase(kk: "БСН", ru: "БИН", en: "BIN")
  static let consentData = Phrase(kk: "Қандай деректер", ru: "Какие данные", en: "Which data")
  static let consentTerm = Phrase(kk: "Сақтау мерзімі", ru: "Срок", en: "Term")
  static let consentThird = Phrase(kk: "Үшінші тұлғаларға беру", ru: "Передача третьим лицам", en: "Third parties")
  static let consentAbroad = Phrase(kk: "Шетелге беру", ru: "Передача за границу", en: "Sending abroad")
  static let consentPublic = Phrase(
    kk: "Жалпыға қолжетімді дереккөздерде жариялау", ru: "Публикация в общедоступных источниках", en: "Public sources")
}
