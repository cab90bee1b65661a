package import Storage
package import Words
import Yams

/// How long which data are kept: `Programmes/<name>/retention.yaml`. The consent text promises the same terms in words.
package struct RetentionFile: Sendable, Codable {
  package let rules: [Rule]

  package struct Rule: Sendable, Codable {
    /// A group that a room's `PersonalData` knows.
    package let group: String
    package let months: Int
    package let after: Start
    /// Until this birthday, where it comes later.
    package let untilAge: Int?
    package let what: Said

    /// From when the months are counted.
    package enum Start: String, Sendable, Codable {
      /// The last change of what is kept.
      case change
      /// The end of the time for appeals of its intake.
      case appeals
      /// The end of the last stage of its intake.
      case programme
    }
  }

  /// Throws `ProgrammeFault` for a term that would erase what is alive.
  package init(yaml: [UInt8]) throws {
    self = try YAMLDecoder().decode(RetentionFile.self, from: String(decoding: yaml, as: UTF8.self))
    for rule in rules {
      guard (1...600).contains(rule.months) else {
        throw ProgrammeFault("\(rule.group) is kept for less than a month or more than 50 years")
      }
      guard (1...120).contains(rule.untilAge ?? 1) else { throw ProgrammeFault("\(rule.group): no such age") }
    }
    guard Set(rules.map(\.group)).count == rules.count else { throw ProgrammeFault("a group stands twice") }
  }
}

extension RetentionFile {
  /// Throws `ProgrammeFault` when a rule is about what nobody keeps.
  package func mustBeKept(by rooms: [Room]) throws {
    let known = PersonalData.all(of: rooms).reduce(into: Set<String>()) { $0.formUnion($1.groups) }
    for rule in rules where !known.contains(rule.group) {
      throw ProgrammeFault("retention.yaml: no room knows \(rule.group)")
    }
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
        kk: "шағым мерзімі аяқталғаннан кейін \(long.kk)\(age?.kk ?? "")",
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
