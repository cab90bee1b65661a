import Programme
import Words

/// What a course asks for before its certificate: `certificate:` in `course.yaml`. Every lesson is asked for in any case.
package struct CertificateRule: Sendable, Hashable {
  /// Share of the meetings held that were attended or made up, 0 to 1.
  package let attendance: Double?
  /// A check with a trainer in the room. The checks before and after the course measure what it gave, and nothing hangs on them.
  package let check: Check?
  /// The lowest level on every criterion, by the assignment's key.
  package let assignments: [String: Int]
  /// Months after which it ends; nil: never.
  package let months: Int?

  package struct Check: Sendable, Hashable {
    package let form: String
    /// Share of its points, 0 to 1.
    package let atLeast: Double
  }

  package static let none = CertificateRule(attendance: nil, check: nil, assignments: [:], months: nil)

  private init(attendance: Double?, check: Check?, assignments: [String: Int], months: Int?) {
    (self.attendance, self.check, self.assignments, self.months) = (attendance, check, assignments, months)
  }

  init(_ entry: YAMLEntry) {
    entry.know("attendance", "check", "assignments", "termMonths")
    let check = entry.entry(ifAny: "check").flatMap { part -> Check? in
      part.know("form", "atLeast")
      guard let form = part.text("form", atMost: 40), let share = Self.share(part, "atLeast") else { return nil }
      if form == "pre" || form == "post" { part.complain(.measuringCheck, at: "form") }
      return Check(form: form, atLeast: share)
    }
    var assignments: [String: Int] = [:]
    if let part = entry.entry(ifAny: "assignments") {
      for key in part.keys { assignments[key] = part.whole(key, in: 1...10) }
    }
    let months = entry.value(of: "termMonths").flatMap { $0 == "null" ? nil : entry.whole(ifAny: "termMonths", in: 1...120) }
    self.init(
      attendance: entry.has("attendance") ? Self.share(entry, "attendance") : nil, check: check, assignments: assignments,
      months: months)
  }

  private static func share(_ entry: YAMLEntry, _ key: String) -> Double? {
    entry.number(key).flatMap { (0...1).contains($0) ? $0 : entry.fail(.notAShare, at: key) }
  }
}

extension Phrase {
  static let notAShare = Phrase(
    kk: "0 мен 1 арасындағы сан керек", ru: "нужно число от 0 до 1", en: "a number from 0 to 1 is wanted")
  static let measuringCheck = Phrase(
    kk: "Курсқа дейінгі және кейінгі тексеру тек өлшейді: сертификат оған байланбайды. Тренер қатысатын бөлім тексеруін атаңыз.",
    ru: "Проверки до и после курса только измеряют: сертификат от них не зависит. Назовите проверку раздела при тренере.",
    en:
      "The checks before and after a course only measure: no certificate hangs on them. Name a unit's check with a trainer present."
  )
}
