package import Words

/// The programme as data: `Programmes/<name>/programme.yaml`. Nothing in the rooms knows which programme it is.
package struct ProgrammeFile: Sendable {
  package let name: Said
  package let look: Look
  package let tagline: Said
  /// What it costs those who take part, in a line.
  package let cost: Said?
  package let operatorName: Said
  /// Business identification number of the operator of the personal data; stands in every consent text.
  package let operatorBIN: String
  /// Where these two stand in the file, from 1.
  let operatorLines: (name: Int?, number: Int?)
  /// KATO codes of the regions whose girls may apply.
  package let regions: [String]
  let regionsLine: Int?
  package let contacts: [Contact]
  package internal(set) var cycle: CycleFile
  package let facts: [Fact]
  package let pairs: [Pair]
  package let eligibility: [EligibilityRule]

  package struct Contact: Sendable {
    package let title: Said
    package let email: String?
    package let phone: String?
  }

  package struct CycleFile: Sendable {
    package let key: String
    package let name: Said
    package let stages: [StageFile]
  }

  /// A figure with its year, scope and source: without them it is not shown.
  package struct Fact: Sendable {
    package let figure: Said
    package let what: Said
    package let source: Said
  }

  /// Shares drawn beside each other: of one thing here and elsewhere, or before and after. Each says its year, the pair its source and
  /// what the shares are of.
  package struct Pair: Sendable {
    package let title: Said
    /// What is seen, in a sentence.
    package let says: Said
    package let source: Said
    package let shares: [Share]
    /// A share to hold them against, drawn as a line, such as half.
    package let mark: (percent: Double, name: Said)?
  }

  package struct Share: Sendable {
    package let what: Said
    package let year: Int
    package let percent: Double
    /// The one that is only there to compare with.
    package let isOther: Bool
  }

  /// Throws all that is wrong, each with its line.
  package init(yaml: [UInt8]) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { ProgrammeFile($0) }
  }

  private init?(_ root: YAMLEntry) {
    root.know(
      "name", "look", "tagline", "cost", "operatorName", "operatorBIN", "regions", "contacts", "cycle", "facts", "pairs",
      "eligibility")
    let (name, tagline, operatorName) = (root.said("name"), root.said("tagline"), root.said("operatorName"))
    let operatorBIN = root.text("operatorBIN")
    if let operatorBIN, operatorBIN.utf8.count != 12 || !operatorBIN.utf8.allSatisfy({ (48...57).contains($0) }) {
      root.complain(.binOfTwelve, at: "operatorBIN")
    }
    let regions = root.texts("regions")
    for region in regions ?? [] where !Place.isRegion(region) { root.complain(.notARegion(region), at: "regions") }
    contacts = root.list("contacts").compactMap { Contact($0) }
    facts = root.list(ifAny: "facts").compactMap { Fact($0) }
    pairs = root.list(ifAny: "pairs").compactMap { Pair($0) }
    cost = root.said(ifAny: "cost")
    look = root.entry(ifAny: "look").flatMap { Look($0) } ?? .plain
    let rules = root.list(ifAny: "eligibility").map { (entry: $0, rule: EligibilityRule($0)) }
    eligibility = rules.compactMap(\.rule)
    regionsLine = root.line(of: "regions")
    operatorLines = (root.line(of: "operatorName"), root.line(of: "operatorBIN"))
    var keys: Set<String> = []
    for (entry, rule) in rules {
      guard let rule, !keys.insert(rule.key).inserted else { continue }
      entry.complain(.standsTwice(rule.key), at: "key")
    }
    for (entry, rule) in rules where rule?.asked == .region {
      guard let regions, let among = rule?.among else { continue }
      let others = Set(regions).symmetricDifference(among).sorted()
      if !others.isEmpty { entry.complain(.regionsContradict(others.joined(separator: ", ")), at: "among") }
    }
    let cycle = root.entry("cycle").flatMap { CycleFile($0) }
    guard let name, let tagline, let operatorName, let operatorBIN, let regions, let cycle else { return nil }
    (self.name, self.tagline, self.operatorName, self.operatorBIN) = (name, tagline, operatorName, operatorBIN)
    (self.regions, self.cycle) = (regions, cycle)
  }
}

extension ProgrammeFile.Contact {
  fileprivate init?(_ entry: YAMLEntry) {
    entry.know("title", "email", "phone")
    guard let title = entry.said("title") else { return nil }
    self.init(title: title, email: entry.text(ifAny: "email"), phone: entry.text(ifAny: "phone"))
    if email == nil, phone == nil { entry.complain(.noWayToReach) }
    if let email, (try? EMail(parsing: email)) == nil { entry.complain(.notAnEMail(email), at: "email") }
    if let phone, (try? Phone(parsing: phone)) == nil { entry.complain(.notAPhone(phone), at: "phone") }
  }
}

extension ProgrammeFile.Fact {
  fileprivate init?(_ entry: YAMLEntry) {
    entry.know("figure", "what", "source")
    guard let figure = entry.said("figure"), let what = entry.said("what"), let source = entry.said("source") else { return nil }
    self.init(figure: figure, what: what, source: source)
  }
}

extension ProgrammeFile.Pair {
  fileprivate init?(_ entry: YAMLEntry) {
    entry.know("title", "says", "source", "shares", "mark")
    let shares = entry.list("shares").compactMap { ProgrammeFile.Share($0) }
    let mark = entry.entry(ifAny: "mark").flatMap { entry -> (percent: Double, name: Said)? in
      entry.know("percent", "name")
      guard let percent = entry.percent, let name = entry.said("name") else { return nil }
      return (percent, name)
    }
    guard let title = entry.said("title"), let says = entry.said("says"), let source = entry.said("source") else { return nil }
    self.init(title: title, says: says, source: source, shares: shares, mark: mark)
  }
}

extension ProgrammeFile.Share {
  fileprivate init?(_ entry: YAMLEntry) {
    entry.know("what", "year", "percent", "isOther")
    let (year, percent) = (entry.whole("year", in: 1900...2200), entry.percent)
    let isOther = entry.has("isOther") ? entry.flag("isOther") : false
    guard let what = entry.said("what"), let year, let percent, let isOther else { return nil }
    self.init(what: what, year: year, percent: percent, isOther: isOther)
  }
}

extension YAMLEntry {
  fileprivate var percent: Double? {
    guard let percent = number("percent") else { return nil }
    return (0...100).contains(percent) ? percent : fail(.notAPercent, at: "percent")
  }
}

extension ProgrammeFile.CycleFile {
  fileprivate init?(_ entry: YAMLEntry) {
    entry.know("key", "name", "stages")
    let (key, name) = (entry.key(atMost: 20), entry.said("name"))
    var stages: [StageFile] = []
    let entries = entry.list("stages")
    for entry in entries {
      guard let stage = StageFile(entry) else { continue }
      if stages.contains(where: { $0.key == stage.key }) { entry.complain(.standsTwice(stage.key), at: "key") }
      if let before = stages.last, stage.opens <= before.closes { entry.complain(.opensBeforeTheOther(before.name), at: "opens") }
      stages.append(stage)
    }
    if stages.count == entries.count, !stages.isEmpty {
      for needed in StageFile.needed where !stages.contains(where: { $0.key == needed }) {
        entry.complain(.stageNeeded(needed), at: "stages")
      }
      if let results = stages.firstIndex(where: { $0.key == StageFile.last }) {
        for (entry, stage) in zip(entries, stages).prefix(results + 1) { StageFile.check(stage, entry) }
      }
    }
    guard let key, let name else { return nil }
    self.init(key: key, name: name, stages: stages)
  }
}

/// A text of the programme's data in the three languages.
package struct Said: Sendable, Hashable, Codable {
  package let kk: String
  package let ru: String
  package let en: String

  package init(kk: String, ru: String, en: String) {
    self.kk = kk
    self.ru = ru
    self.en = en
  }

  package var phrase: Phrase { Phrase(kk: kk, ru: ru, en: en) }

  package func callAsFunction(_ language: Language) -> String {
    switch language {
    case .kk: kk
    case .ru: ru
    case .en: en
    }
  }
}

/// A stage as the file gives it: two days, the last one included, in Kazakhstan's time (UTC+5).
package struct StageFile: Sendable {
  package let key: String
  package let name: Said
  package let opens: String
  package let closes: String
  /// What happens there, in a sentence; of the file alone.
  package let note: Said?

  package init(key: String, name: Said, opens: String, closes: String, note: Said? = nil) {
    self.key = key
    self.name = name
    self.note = note
    self.opens = opens
    self.closes = closes
  }

  fileprivate init?(_ entry: YAMLEntry) {
    entry.know("key", "name", "opens", "closes", "note")
    guard let key = entry.key(), let name = entry.said("name") else { return nil }
    guard let opens = entry.day("opens"), let closes = entry.day("closes") else { return nil }
    if closes < opens { entry.complain(.closesBeforeItOpens, at: "closes") }
    for (day, key) in [(opens, "opens"), (closes, "closes")] where StateExams.touch(day, day) {
      entry.complain(.fallsOnExams, at: key)
    }
    self.init(key: key, name: name, opens: opens.iso, closes: closes.iso, note: entry.said(ifAny: "note"))
  }

  /// The selection goes from the first of these to the last.
  static let needed = ["applications", last]
  static let last = "results"
  /// What may stand up to the last: a step under another key would mean nothing to the system.
  private static let known = ["applications", "test", "review", "interviews", last]

  /// A step of the selection: nobody can take it and the state exams.
  fileprivate static func check(_ stage: StageFile, _ entry: YAMLEntry) {
    if !known.contains(stage.key) {
      entry.complain(.stageUnknown(stage.key, known.joined(separator: ", ")), at: "key")
    }
    guard let opens = Day(stage.opens), let closes = Day(stage.closes) else { return }
    if StateExams.touch(opens, closes), !StateExams.touch(opens, opens), !StateExams.touch(closes, closes) {
      entry.complain(.fallsOnExams, at: "opens")
    }
  }

  package var opensAt: Moment { Day(opens)?.start() ?? Moment(milliseconds: 0) }
  package var closesAt: Moment { Day(closes)?.end() ?? Moment(milliseconds: 1) }
}

extension Phrase {
  static let binOfTwelve = Phrase(kk: "БСН 12 цифрдан тұрады.", ru: "БИН состоит из 12 цифр.", en: "A BIN has 12 digits.")
  static let notAPercent = Phrase(
    kk: "Пайыз — 0 мен 100 арасындағы сан.", ru: "Процент — число от 0 до 100.", en: "A percentage is a number from 0 to 100.")
  static let noWayToReach = Phrase(
    kk: "Байланысқа email немесе phone керек.", ru: "Контакту нужен email или phone.", en: "A contact needs email or phone.")
  static let closesBeforeItOpens = Phrase(
    kk: "Кезең басталмай тұрып аяқталады.", ru: "Этап заканчивается раньше, чем начинается.",
    en: "The stage closes before it opens.")
  static let fallsOnExams = Phrase(
    kk: "Кезең мемлекеттік емтихандарға тура келеді (25 мамыр – 15 маусым).",
    ru: "Этап попадает на государственные экзамены (25 мая – 15 июня).",
    en: "The stage falls on the state exams (25 May to 15 June).")
  static func opensBeforeTheOther(_ other: Said) -> Phrase {
    Phrase(
      kk: "Кезең алдыңғысы («\(other.kk)») аяқталмай тұрып басталады.",
      ru: "Этап начинается раньше, чем закончится предыдущий («\(other.ru)»).",
      en: "The stage opens before the one in front of it (“\(other.en)”) has closed.")
  }
  static func stageNeeded(_ key: String) -> Phrase {
    Phrase(
      kk: "«\(key)» кезеңі жоқ: ол міндетті.", ru: "Нет этапа «\(key)»: он обязателен.",
      en: "There is no stage “\(key)”, and there must be one.")
  }
  static func stageUnknown(_ key: String, _ known: String) -> Phrase {
    Phrase(
      kk: "Іріктеудің «\(key)» деген кезеңі жоқ. Болатыны: \(known). Басқа кезеңдер results кезеңінен кейін тұрады.",
      ru: "Этапа отбора «\(key)» нет. Возможны: \(known). Другие этапы стоят после results.",
      en: "There is no stage of the selection “\(key)”. Possible are: \(known). Other stages stand after results.")
  }
  static func regionsContradict(_ codes: String) -> Phrase {
    Phrase(
      kk: "regions мен осы ережедегі облыстар әртүрлі: \(codes) тек біреуінде тұр.",
      ru: "regions и это правило называют разные области: \(codes) есть только в одном месте.",
      en: "`regions` and this rule name different regions: \(codes) stands in one of them only.")
  }
  static func notARegion(_ code: String) -> Phrase {
    Phrase(
      kk: "«\(code)» — облыстың ӘАОЖ (КАТО) коды емес: екі цифр мен жеті нөл.",
      ru: "«\(code)» — не код области по КАТО: две цифры и семь нулей.",
      en: "“\(code)” is not a region's KATO code: two digits and seven zeros.")
  }
  static func notAnEMail(_ text: String) -> Phrase {
    Phrase(
      kk: "«\(text)» — электрондық пошта мекенжайы емес.", ru: "«\(text)» — не адрес электронной почты.",
      en: "“\(text)” is not an e-mail address.")
  }
  static func notAPhone(_ text: String) -> Phrase {
    Phrase(kk: "«\(text)» — телефон нөмірі емес.", ru: "«\(text)» — не номер телефона.", en: "“\(text)” is not a phone number.")
  }
}
