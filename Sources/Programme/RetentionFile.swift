package import Storage
package import Words

/// How long which data are kept: `Programmes/<name>/retention.yaml`. The consent text promises the same terms in words, and a folder in
/// which it does not is refused.
package struct RetentionFile: Sendable {
  package let rules: [Rule]

  package struct Rule: Sendable {
    /// A group that a room's `PersonalData` knows.
    package let group: String
    package let months: Int
    package let after: Start
    /// Until this birthday, where it comes later.
    package let untilAge: Int?
    package let what: Said
    /// Where it stands in its file, from 1.
    let line: Int?

    /// From when the months are counted.
    package enum Start: String, Sendable, CaseIterable {
      /// The last change of what is kept.
      case change
      /// The end of the time for appeals of its intake.
      case appeals
      /// The end of the last stage of its intake.
      case programme
    }
  }

  /// Throws all that is wrong, each with its line: a term that would erase what is alive, a group that stands twice.
  package init(yaml: [UInt8]) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { root in
      root.know("rules")
      var rules: [Rule] = []
      for entry in root.list("rules") {
        guard let rule = Rule(entry) else { continue }
        if rules.contains(where: { $0.group == rule.group }) { entry.complain(.standsTwice(rule.group), at: "group") }
        rules.append(rule)
      }
      return RetentionFile(rules: rules)
    }
  }

  private init(rules: [Rule]) {
    self.rules = rules
  }
}

extension RetentionFile {
  /// The rules about what nobody keeps.
  func complaints(keptBy rooms: [Room]) -> [FileComplaint] {
    let known = PersonalData.all(of: rooms).reduce(into: Set<String>()) { $0.formUnion($1.groups) }
    return rules.filter { !known.contains($0.group) }.map {
      FileComplaint(file: "retention.yaml", line: $0.line, .groupUnknown($0.group, known.sorted().joined(separator: ", ")))
    }
  }

  /// The rules whose term the consents that everybody gives do not promise in these words.
  func complaints(_ consents: ConsentFile?) -> [FileComplaint] {
    guard let consents else { return [] }
    let terms = consents.purposes.filter(\.required).map(\.term)
    return rules.compactMap { rule in
      let missing = Language.allCases.filter { t in !terms.contains { $0(t).contains(t(rule.says)) } }
      guard !missing.isEmpty else { return nil }
      let words = missing.map { "\($0.rawValue): «\($0(rule.says))»" }.joined(separator: "; ")
      return FileComplaint(line: rule.line, .termNotPromised(rule.group, words))
    }
  }
}

extension RetentionFile.Rule {
  fileprivate init?(_ entry: YAMLEntry) {
    entry.know("group", "months", "after", "untilAge", "what")
    let (group, what) = (entry.text("group", atMost: 40), entry.said("what"))
    // A month at least, and 50 years at most.
    let (months, after) = (entry.whole("months", in: 1...600), entry.choice("after", Start.self))
    let untilAge = entry.whole(ifAny: "untilAge", in: 1...120)
    guard let group, let months, let after, let what else { return nil }
    self.init(group: group, months: months, after: after, untilAge: untilAge, what: what, line: entry.line)
  }
}

extension Phrase {
  static func termNotPromised(_ group: String, _ words: String) -> Phrase {
    Phrase(
      kk:
        "«\(group)» мерзімін келісім уәде етпейді: consents.yaml файлындағы міндетті мақсаттың term мәтінінде мынадай сөз жоқ: \(words).",
      ru: "Срок «\(group)» согласие не обещает: в term обязательной цели в consents.yaml нет слов \(words).",
      en:
        "The term of “\(group)” is not what the consent promises: `term` of a required purpose in consents.yaml does not say \(words)."
    )
  }
  static func groupUnknown(_ group: String, _ known: String) -> Phrase {
    Phrase(
      kk: "«\(group)» деген деректер тобы жоқ. Болатыны: \(known).", ru: "Группы данных «\(group)» нет. Возможны: \(known).",
      en: "There is no group of data “\(group)”. Possible are: \(known).")
  }
}

extension RetentionFile.Rule {
  /// Whether the months after a moment are over; the age is looked at elsewhere.
  package func isOver(since start: Moment, at now: Moment) -> Bool { start.day().adding(months: months).start() <= now }

  /// The last moment that lies so many months back.
  package func before(_ now: Moment) -> Moment { now.day().adding(months: -months).start() }

  /// Whether she has reached the age; true without one, and where her birth day is not known.
  package func isOfAge(bornOn birth: Day?, at now: Moment) -> Bool {
    guard let untilAge, let birth else { return true }
    return birth.age(at: now.day()) >= untilAge
  }

  /// The term in words, as the consent promises it and the desk shows it.
  package var says: Phrase {
    let years = months.isMultiple(of: 12) ? months / 12 : nil
    let long = Said(
      kk: years.map { "\($0) жыл" } ?? "\(months) ай",
      ru: years.map { counted($0, one: "год", few: "года", many: "лет") }
        ?? counted(months, one: "месяц", few: "месяца", many: "месяцев"),
      en: years.map { counted($0, one: "year", other: "years") } ?? counted(months, one: "month", other: "months"))
    let age = untilAge.map {
      Said(
        kk: " немесе \($0) жасқа толғанға дейін (қайсысы кеш болса)", ru: " или до \($0) лет (что позже)",
        en: " or until the age of \($0), whichever is later")
    }
    switch after {
    case .change:
      return Phrase(
        kk: "соңғы өзгерістен кейін \(long.kk)\(age?.kk ?? "")", ru: "\(long.ru) после последнего изменения\(age?.ru ?? "")",
        en: "\(long.en) after the last change\(age?.en ?? "")")
    case .appeals:
      return Phrase(
        kk: "апелляция мерзімі аяқталғаннан кейін \(long.kk)\(age?.kk ?? "")",
        ru: "\(long.ru) после срока обжалования\(age?.ru ?? "")", en: "\(long.en) after the end of appeals\(age?.en ?? "")")
    case .programme:
      return Phrase(
        kk: "бағдарлама аяқталғаннан кейін \(long.kk)\(age?.kk ?? "")",
        ru: "\(long.ru) после окончания программы\(age?.ru ?? "")",
        en: "\(long.en) after the programme ends\(age?.en ?? "")")
    }
  }
}

extension House {
  /// From when a rule counts for what belongs to an intake; nil where each thing has its own time.
  package func start(of rule: RetentionFile.Rule, in cycle: Cycle, _ tx: Transaction) throws -> Moment? {
    switch rule.after {
    case .change: nil
    case .appeals:
      try rooms.compactMap { try $0.appealsEnd(tx, cycle) }.max() ?? cycle.stage("results")?.closesAt
        ?? cycle.stages.last?.closesAt
    case .programme: cycle.stages.map(\.closesAt).max()
    }
  }
}
