package import Words

/// `letters.yaml`: the words of every letter and SMS that the house writes by itself. What a folder's file leaves out is said in the
/// words that ship.
package struct LetterFile: Sendable {
  private let words: [String: LetterWords]
  /// The letters whose words are those that ship.
  package let borrowed: [String]

  /// The words of one letter.
  package struct LetterWords: Sendable, Hashable {
    package let subject: Said
    package let body: Said
  }

  package subscript(_ letter: LetterText) -> LetterWords? { words[letter.key] }

  /// An SMS of more than seven parts is a letter.
  static let longestBody = 480
  static let longestSubject = 120

  /// Throws all that is wrong, each with its line. `shipped`: the file that ships, nil where `yaml` is that file.
  init(yaml: [UInt8], _ letters: [LetterText], shipped: [UInt8]?) throws {
    // A house that leaves a room out knows its letters all the same.
    let lent = try shipped.map { try Self.read($0, letters, known: nil) }
    let own = try Self.read(yaml, letters, known: lent?.keys)
    let missing = letters.filter { own.words[$0.key] == nil }
    let lost = missing.filter { lent?.words[$0.key] == nil }
    guard lost.isEmpty else { throw FileComplaints(lost.map { FileComplaint(.keyMissing($0.key)) }) }
    words = (lent?.words ?? [:]).merging(own.words) { _, own in own }
    borrowed = missing.map(\.key)
  }

  /// `known`: other keys that may stand there; nil where any may.
  private static func read(_ yaml: [UInt8], _ letters: [LetterText], known: [String]?) throws -> (
    words: [String: LetterWords], keys: [String]
  ) {
    try YAMLFile.read(yaml) { root in
      if let known { root.know(Array(Set(letters.map(\.key) + known))) }
      let words = letters.reduce(into: [String: LetterWords]()) { words, letter in
        words[letter.key] = root.entry(ifAny: letter.key).flatMap { LetterWords($0, letter) }
      }
      return (words, root.keys)
    }
  }
}

extension LetterFile.LetterWords {
  fileprivate init?(_ entry: YAMLEntry, _ letter: LetterText) {
    entry.know("subject", "body")
    guard let subject = entry.said("subject"), let body = entry.said("body") else { return nil }
    for language in Language.allCases {
      Self.check(subject(language), language, "subject", atMost: LetterFile.longestSubject, entry, letter, needs: [])
      Self.check(body(language), language, "body", atMost: LetterFile.longestBody, entry, letter, needs: letter.needs)
    }
    self.init(subject: subject, body: body)
  }

  private static func check(
    _ text: String, _ language: Language, _ key: String, atMost longest: Int, _ entry: YAMLEntry, _ letter: LetterText,
    needs: [LetterValue.Name]
  ) {
    if text.count > longest { entry.complain(.letterTooLong(language, longest), at: key) }
    guard let braced = BracedText(text) else { return entry.complain(.lonelyBrace(language), at: key) }
    let known = letter.values.map(\.rawValue)
    for value in braced.values where !known.contains(value) {
      entry.complain(.valueUnknown(value, language, known.map { "{\($0)}" }.joined(separator: " ")), at: key)
    }
    for value in needs where !braced.values.contains(value.rawValue) {
      entry.complain(.valueMissing(value.rawValue, language), at: key)
    }
  }

  /// With its values in place of the braces. A value that nobody gave leaves its braces, and shows.
  package func filled(_ values: [LetterValue]) -> (subject: Phrase, body: Phrase) {
    (
      subject.filled { name, language in values.first { $0.name.rawValue == name }?.text(language) },
      body.filled { name, language in values.first { $0.name.rawValue == name }?.text(language) }
    )
  }

  /// As its reader would see it, with the programme's name, addresses as long as they are, and values that are not of anybody.
  package func sample(_ house: House) -> (subject: Phrase, body: Phrase) {
    let day = house.outside.now().day()
    return filled([
      .programme(house.programme), .application("K7-4M2Q"), .code("123456"), .name(Self.anyName), .page("/status", house),
      .link("\(house.settings.address)/consent/link/\(String(repeating: "x", count: 43))"), .until(day), .what(.somethingWaits),
      .reason(house.programme.eligibility.first?.reason ?? house.programme.tagline),
    ])
  }

  private static let anyName = "Айгерім"
}

extension Said {
  /// With values in place of what stands in braces; what has none keeps them.
  package func filled(_ value: @escaping @Sendable (_ name: String, Language) -> String?) -> Phrase {
    @Sendable func text(_ language: Language) -> String {
      BracedText(self(language))?.filled { value($0, language) ?? "{\($0)}" } ?? self(language)
    }
    return Phrase(kk: text(.kk), ru: text(.ru), en: text(.en))
  }
}

extension ProgrammePart where Content == LetterFile {
  /// For asking; `letters(_:)` reads.
  package static var letters: Self { letters([]) }

  static func letters(_ letters: [LetterText]) -> Self {
    @Sendable func shipped() -> [UInt8] { ProgrammeFolder.shipped().bytes(fileOfLetters) ?? [] }
    return ProgrammePart(
      fileOfLetters, read: { try LetterFile(yaml: $0, letters, shipped: shipped()) },
      otherwise: { try LetterFile(yaml: shipped(), letters, shipped: nil) })
  }
}

private let fileOfLetters = "letters.yaml"

extension Room {
  /// The letters of all rooms, the house's own among them.
  package static func letters(of rooms: [Room]) -> [LetterText] { [.secondWanted] + rooms.flatMap(\.letters) }
}

/// A letter was to be sent that no room of this house lists.
struct LetterUnlisted: Error {
  let key: String
}

extension House {
  func words(of letter: LetterText, _ values: [LetterValue]) throws -> (subject: Phrase, body: Phrase) {
    guard let words = data[.letters][letter] else { throw LetterUnlisted(key: letter.key) }
    return words.filled([.programme(programme)] + values)
  }
}

extension Phrase {
  fileprivate static let somethingWaits = Phrase(
    kk: "Басқа адамның шешімі күтіледі", ru: "Ждёт решения другого человека", en: "A decision waits for another person")
  static func letterTooLong(_ language: Language, _ longest: Int) -> Phrase {
    Phrase(
      kk: "\(language.rawValue): \(longest) таңбадан артық.", ru: "\(language.rawValue): больше \(longest) знаков.",
      en: "\(language.rawValue): more than \(longest) characters.")
  }
  static func lonelyBrace(_ language: Language) -> Phrase {
    Phrase(
      kk: "\(language.rawValue): жақша ашылып, жабылмаған, не бос тұр.",
      ru: "\(language.rawValue): фигурная скобка не закрыта, не открыта или пуста.",
      en: "\(language.rawValue): a brace is not closed, not opened or empty.")
  }
  static func valueUnknown(_ value: String, _ language: Language, _ known: String) -> Phrase {
    Phrase(
      kk: "\(language.rawValue): бұл хатта {\(value)} деген мән жоқ. Барлары: \(known)",
      ru: "\(language.rawValue): в этом письме нет значения {\(value)}. Есть: \(known)",
      en: "\(language.rawValue): this letter has no value {\(value)}. It has \(known)")
  }
  static func valueMissing(_ value: String, _ language: Language) -> Phrase {
    Phrase(
      kk: "\(language.rawValue): хатта {\(value)} болуы керек, онсыз оқушы ештеңе істей алмайды.",
      ru: "\(language.rawValue): в письме должно стоять {\(value)}: без него читатель ничего не сможет сделать.",
      en: "\(language.rawValue): the letter must hold {\(value)}: without it its reader can do nothing.")
  }
}
