package import Programme
import Words

/// Reads the pages of a form's file; every complaint has its line.
struct FormReader {
  let sections: Set<String>
  private var pageKeys: Set<String> = []
  private var fieldKeys: Set<String> = []
  /// Of those that could be read.
  private var kinds: [String: any FieldKind] = [:]
  private var conditions: [(field: String, of: Set<String>, entry: YAMLEntry)] = []

  init(sections: Set<String>) {
    self.sections = sections
  }

  mutating func page(_ entry: YAMLEntry) -> Form.Page? {
    entry.know("key", "section", "title", "hint", "when", "fields")
    let (key, section, title) = (entry.key(), entry.text("section", atMost: 40), entry.said("title"))
    if let key, !pageKeys.insert(key).inserted { entry.complain(.standsTwice(key), at: "key") }
    if let section, !sections.contains(section) { entry.complain(.sectionUnknown(section), at: "section") }
    let entries = entry.list("fields")
    let own = Set(entries.compactMap { $0.value(of: "key") })
    let when = entry.entry(ifAny: "when").flatMap { condition($0, of: own, isPage: true) }
    let fields = entries.compactMap { field($0) }
    guard let key, let section, let title else { return nil }
    return Form.Page(key: key, section: section, title: title, hint: entry.said(ifAny: "hint"), when: when, fields: fields)
  }

  private mutating func field(_ entry: YAMLEntry) -> Form.Field? {
    let settings = entry.value(of: "kind").flatMap { FieldKinds.named[$0]?.settings } ?? FieldFile.settings
    entry.know(["key", "kind", "label", "hint", "required", "when", "staff"] + settings)
    let key = entry.value(of: "key")
    let when = entry.entry(ifAny: "when").flatMap { condition($0, of: key.map { [$0] } ?? [], isPage: false) }
    let required = requirement(entry)
    // One that is wrong elsewhere is asked all the same: a condition on it is not wrong too.
    if let key, !fieldKeys.insert(key).inserted { entry.complain(.standsTwice(key), at: "key") }
    guard let file = FieldFile(entry) else { return nil }
    guard let type = FieldKinds.named[file.kind] else {
      return entry.fail(.oneOfExpected("kind", FieldKinds.named.keys.sorted().joined(separator: ", ")), at: "kind")
    }
    do throws(FieldFault) {
      let kind = try type.init(file)
      kinds[file.key] = kind
      return required.map {
        Form.Field(
          key: file.key, label: file.label, hint: file.hint, required: $0, when: when, kind: kind, kindName: file.kind,
          staff: file.staff, line: entry.line(of: "key"))
      }
    } catch {
      return entry.fail(error.says, at: error.key)
    }
  }

  private func requirement(_ entry: YAMLEntry) -> Form.Requirement? {
    switch entry.text(ifAny: "required") {
    case "never": .never
    case nil, "always": .always
    case let text?: Day(text).map { .from($0) } ?? entry.fail(.requiredUnknown, at: "required")
    }
  }

  /// `of`: the fields that are shown by it.
  private mutating func condition(_ entry: YAMLEntry, of shown: Set<String>, isPage: Bool) -> Form.Condition? {
    entry.know("field", "is", "under")
    let (values, under) = (entry.texts(ifAny: "is"), entry.whole(ifAny: "under", in: 1...120))
    guard let field = entry.text("field", atMost: 40) else { return nil }
    conditions.append((field, shown, entry))
    if isPage, entry.has("is") == entry.has("under") { return entry.fail(.isOrUnder) }
    if !isPage, !entry.has("is") || entry.has("under") { return entry.fail(.fieldSaysIs) }
    return Form.Condition(field: field, is: values, under: under)
  }

  /// Once every field is known.
  func checkConditions() {
    for (field, shown, entry) in conditions {
      guard fieldKeys.contains(field) else {
        entry.complain(.fieldUnknown(field), at: "field")
        continue
      }
      if shown.contains(field) { entry.complain(.conditionOnItself(field), at: "field") }
      guard let kind = kinds[field] else { continue }
      if entry.has("under"), !(kind is DateField) { entry.complain(.underNeedsDate(field), at: "field") }
      guard let choice = kind as? ChoiceField else { continue }
      let options = choice.options.map(\.key)
      for value in entry.list(ifAny: "is").compactMap(\.word) where !options.contains(value) {
        entry.complain(.optionUnknown(value, field, options.joined(separator: ", ")), at: "is")
      }
    }
  }
}

/// One field as the file gives it; each kind reads the settings it knows.
package struct FieldFile: Sendable {
  package let key: String
  package let kind: String
  package let label: Said
  package let hint: Said?
  package let autocomplete: String?
  package let min: String?
  package let max: String?
  package let decimals: Int?
  package let words: [Int]?
  package let options: [Option]?
  package let criteria: Said?
  package let staff: Said?

  /// What a kind may read besides.
  static let settings = ["autocomplete", "min", "max", "decimals", "words", "options", "criteria"]

  package struct Option: Sendable {
    package let key: String
    package let label: Said
    /// Said about her, where she speaks of herself.
    package let staff: Said?
  }

  fileprivate init?(_ entry: YAMLEntry) {
    autocomplete = entry.text(ifAny: "autocomplete", atMost: 40)
    (min, max) = (entry.text(ifAny: "min", atMost: 40), entry.text(ifAny: "max", atMost: 40))
    decimals = entry.whole(ifAny: "decimals", in: 0...6)
    (hint, criteria, staff) = (entry.said(ifAny: "hint"), entry.said(ifAny: "criteria"), entry.said(ifAny: "staff"))
    words = entry.has("words") ? entry.list(ifAny: "words").compactMap { $0.number.flatMap { Int(exactly: $0) } } : nil
    var options: [Option] = []
    for entry in entry.list(ifAny: "options") {
      entry.know("key", "label", "staff")
      guard let key = entry.key(atMost: 60), let label = entry.said("label") else { continue }
      if options.contains(where: { $0.key == key }) { entry.complain(.standsTwice(key), at: "key") }
      options.append(Option(key: key, label: label, staff: entry.said(ifAny: "staff")))
    }
    self.options = entry.has("options") ? options : nil
    let (key, kind, label) = (entry.key(), entry.text("kind", atMost: 40), entry.said("label"))
    guard let key, let kind, let label else { return nil }
    (self.key, self.kind, self.label) = (key, kind, label)
  }

  /// `min` or `max` as a kind reads it; throws when it is there and cannot be read.
  func bound<Value>(_ key: String, _ text: String?, _ read: (String) -> Value?) throws(FieldFault) -> Value? {
    guard let text else { return nil }
    guard let value = read(text) else { throw FieldFault(key, .boundUnreadable(key, text)) }
    return value
  }

  /// Throws where nothing lies between the bounds.
  func between<Value: Comparable>(_ least: Value?, _ greatest: Value?) throws(FieldFault) {
    if let least, let greatest, least > greatest { throw FieldFault("min", .boundsTurnedRound(min ?? "", max ?? "")) }
  }

  /// The longest text, in characters.
  func longest(_ usual: Int) throws(FieldFault) -> Int {
    try bound("max", max) { Int($0).flatMap { (1...100_000).contains($0) ? $0 : nil } } ?? usual
  }
}

/// What a kind misses in its settings, and in which of them.
package struct FieldFault: Error, Sendable {
  let key: String
  let says: Phrase

  init(_ key: String, _ says: Phrase) {
    self.key = key
    self.says = says
  }
}

extension Phrase {
  static let requiredUnknown = Phrase(
    kk: "required — always, never немесе күн (2027-03-20).", ru: "required — always, never или день (2027-03-20).",
    en: "required is always, never or a day (2027-03-20).")
  static let isOrUnder = Phrase(
    kk: "Беттің шартында is немесе under керек, екеуінің бірі ғана.", ru: "Условию страницы нужно либо is, либо under.",
    en: "The condition of a page says either is or under.")
  static let fieldSaysIs = Phrase(
    kk: "Сұрақтың шартында is керек.", ru: "Условию поля нужно is.", en: "The condition of a field says is.")
  static let twoOptions = Phrase(
    kk: "Таңдауға кемінде екі нұсқа керек: options.", ru: "Выбору нужны хотя бы два варианта: options.",
    en: "A choice needs at least two options.")
  static let essayWords = Phrase(
    kk: "Эссеге words: [ең азы, ең көбі] керек, 1-ден 20 000-ға дейін.",
    ru: "Эссе нужно words: [наименьшее, наибольшее], от 1 до 20 000.",
    en: "An essay needs words: [fewest, most], from 1 to 20,000.")
  static func boundsTurnedRound(_ least: String, _ greatest: String) -> Phrase {
    Phrase(
      kk: "min (\(least)) мәні max (\(greatest)) мәнінен үлкен: бірде-бір жауап сай келмейді.",
      ru: "min (\(least)) больше max (\(greatest)): ни один ответ не подойдёт.",
      en: "min (\(least)) is more than max (\(greatest)): no answer fits.")
  }
  static func wordsDoNotFit(_ fewest: Int, _ longest: Int) -> Phrase {
    Phrase(
      kk: "\(fewest) сөз \(longest) таңбаға сыймайды: max мәнін көбейтіңіз.",
      ru: "\(fewest) слов не поместятся в \(longest) знаков: увеличьте max.",
      en: "\(fewest) words do not fit into \(longest) characters: raise max.")
  }
  static func conditionOnItself(_ field: String) -> Phrase {
    Phrase(
      kk: "«\(field)» өз жауабына қарап көрсетіледі: ол ешқашан көрінбейді.",
      ru: "«\(field)» показывается по собственному ответу: его никто не увидит.",
      en: "“\(field)” is shown by its own answer: nobody will ever see it.")
  }
  static func underNeedsDate(_ field: String) -> Phrase {
    Phrase(
      kk: "under шартына күн сұрағы керек, ал «\(field)» күн емес.",
      ru: "Условию under нужен вопрос о дате, а «\(field)» не дата.",
      en: "The condition `under` needs a date, and “\(field)” is none.")
  }
  static func optionUnknown(_ value: String, _ field: String, _ known: String) -> Phrase {
    Phrase(
      kk: "«\(field)» сұрағында «\(value)» нұсқасы жоқ. Болатыны: \(known).",
      ru: "У вопроса «\(field)» нет варианта «\(value)». Возможны: \(known).",
      en: "The question “\(field)” has no option “\(value)”. Possible are: \(known).")
  }
  static func sectionUnknown(_ key: String) -> Phrase {
    Phrase(kk: "«\(key)» деген бөлім жоқ.", ru: "Раздела «\(key)» нет.", en: "There is no section “\(key)”.")
  }
  static func fieldUnknown(_ key: String) -> Phrase {
    Phrase(kk: "«\(key)» деген сұрақ жоқ.", ru: "Поля «\(key)» нет.", en: "There is no field “\(key)”.")
  }
  static func boundUnreadable(_ key: String, _ text: String) -> Phrase {
    Phrase(
      kk: "«\(text)» деген \(key) сұрақтың бұл түріне келмейді.", ru: "Значение \(key) «\(text)» не подходит полю этого вида.",
      en: "\(key) “\(text)” does not fit a field of this kind.")
  }
}
