import Exchange
import Markup
import Programme
import Storage
import Words

/// "Seen on this day, counts until that one": the officer's line about one kind.
enum Recording {
  private static let longest = 1000

  private struct Typed {
    var seen: TypedDate
    var until: TypedDate
    var note: String
  }

  /// GET /desk/clearances/people/:person/:kind
  static func show(_ visit: Visit, _ permit: Permit<RecordClearance>) async throws -> Reply {
    let rule = try rule(visit)
    let adult = try await found(visit, permit)
    let today = visit.now.day()
    let typed = Typed(seen: TypedDate(today), until: TypedDate(rule.last(from: today)), note: "")
    return visit.page(page(visit, adult, rule, typed, []))
  }

  /// POST /desk/clearances/people/:person/:kind
  static func create(_ visit: Visit, _ permit: Permit<RecordClearance>) async throws -> Reply {
    let house = visit.house
    let rule = try rule(visit)
    let adult = try await found(visit, permit)
    let typed = Typed(
      seen: visit.form.date("seen"), until: visit.form.date("until"), note: (visit.form["note"] ?? "").trimmed)
    var errors: [(field: String, message: String)] = []
    guard let seen = read(typed, rule, visit, &errors) else {
      return visit.page(page(visit, adult, rule, typed, errors), status: 422)
    }
    try await house.database.write { tx in
      // Her role may have ended since the form was shown.
      _ = try tx.adult(adult.person, permit, house)
      let note =
        try typed.note.isEmpty ? nil : tx.safe(of: adult.person, house.vault).seal(typed.note, ClearancePage.noteField)
      try tx.add(.seen(rule.kind, seen), of: adult.person, by: permit.actor, note: note, house)
      try tx.record(
        .clearanceRecorded, adult.person.text, "kind=\(rule.kind.rawValue) seen=\(seen.on.iso) until=\(seen.until.iso)",
        by: permit, house)
    }
    return .seeOther("/desk/clearances/people/\(adult.person)")
  }

  private static func rule(_ visit: Visit) throws -> ClearanceFile.KindRule {
    guard let kind = Clearance.Kind(rawValue: try visit.name("kind")) else { throw Refusal.missing }
    return visit.house.data[.clearance].rule(of: kind)
  }

  private static func found(_ visit: Visit, _ permit: Permit<RecordClearance>) async throws -> Adult {
    let id: ID<Person> = try visit.id("person")
    let adult = try await visit.house.database.read { try $0.adult(id, permit, visit.house) }
    guard id != permit.actor.person else { throw Refusal(.forbidden, .notOwnClearance) }
    return adult
  }

  /// Nil with the errors filled in. Without a last day the rule's longest counts.
  private static func read(
    _ typed: Typed, _ rule: ClearanceFile.KindRule, _ visit: Visit, _ errors: inout [(field: String, message: String)]
  ) -> Clearance.Seen? {
    let (t, today) = (visit.language, visit.now.day())
    if typed.note.count > longest { errors.append(("note", t(.noteTooLong(longest)))) }
    guard let on = typed.seen.date, on <= today else {
      errors.append(("seen", t(typed.seen.date == nil ? .noSuchDayWritten : .seenInFuture)))
      return nil
    }
    let most = rule.last(from: on)
    guard most >= today else {
      errors.append(("seen", t(.seenTooLongAgo(rule.months))))
      return nil
    }
    guard let until = typed.until.isEmpty ? most : typed.until.date else {
      errors.append(("until", t(.noSuchDayWritten)))
      return nil
    }
    if until < today { errors.append(("until", t(.untilIsOver))) }
    if until > most { errors.append(("until", t(.untilAtMost(most)))) }
    return errors.isEmpty ? Clearance.Seen(on: on, until: until, version: rule.version) : nil
  }

  private static func page(
    _ visit: Visit, _ adult: Adult, _ rule: ClearanceFile.KindRule, _ typed: Typed,
    _ errors: [(field: String, message: String)]
  ) -> Page {
    let t = visit.language
    func field(_ name: String, _ label: Phrase, hint: Phrase? = nil, isOptional: Bool = false) -> Field {
      Field(
        name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message, isOptional: isOptional)
    }
    let way = Link("/desk/clearances/people/\(adult.person.text)")
    return Page(
      title: rule.title(t), language: t,
      body: """
        \(t.back(to: way))\(t.errorSummary(errors))<p class="step">\(adult.name)</p><h1>\(rule.title(t))</h1>
        <p>\(rule.what(t))</p>\(notice("<p>\(t(.noCopies))</p>"))
        \(form(way.below(rule.kind.rawValue), """
          \(visit.formToken)\(t.dateField(field("seen", .seenOnTitle), value: typed.seen))\
          \(t.dateField(field("until", .lastDayTitle, hint: .lastDayHint(rule.months)), value: typed.until))\
          \(t.textArea(field("note", .noteAmongStaff, isOptional: true), value: typed.note, rows: 3, longest: longest))\
          \(button(t(.recordSeen)))
          """))
        """)
  }
}

extension Phrase {
  static let lastDayTitle = Phrase(kk: "Соңғы күні", ru: "Последний день", en: "Last day")
  static func lastDayHint(_ months: Int) -> Phrase {
    Phrase(
      kk: "Көрген күннен бастап ең көбі \(months) ай. Бос қалдырсаңыз, осы мерзім қойылады.",
      ru:
        "Не больше \(counted(months, one: "месяца", few: "месяцев", many: "месяцев")) со дня, когда увидено. Если оставить пустым, ставится этот срок.",
      en:
        "At most \(counted(months, one: "month", other: "months")) from the day on which it was seen. Left empty, that is the term."
    )
  }
  static let noSuchDayWritten = Phrase(kk: "Мұндай күн жоқ", ru: "Такого дня нет", en: "There is no such day")
  static let seenInFuture = Phrase(
    kk: "Бұл күн әлі болған жоқ", ru: "Этот день ещё не наступил", en: "This day is still to come")
  static func seenTooLongAgo(_ months: Int) -> Phrase {
    Phrase(
      kk: "Бұл күннен бері \(months) ай өтіп кетті: құжатты жаңадан көрсету керек",
      ru: "С этого дня прошло больше \(counted(months, one: "месяца", few: "месяцев", many: "месяцев")): нужно предъявить снова",
      en: "More than \(counted(months, one: "month", other: "months")) have passed since that day: it has to be shown again")
  }
  static let untilIsOver = Phrase(
    kk: "Бұл күн өтіп кетті: рұқсатты жабу үшін оны тоқтата тұрыңыз",
    ru: "Этот день прошёл: чтобы закрыть доступ, приостановите допуск",
    en: "This day is over: to shut the door suspend the clearance")
  static func untilAtMost(_ day: Day) -> Phrase {
    Phrase(
      kk: "Ең кеш күні — \(Language.kk.date(day))", ru: "Самое позднее — \(Language.ru.date(day))",
      en: "At the latest \(Language.en.date(day))")
  }
  static func noteTooLong(_ most: Int) -> Phrase {
    Phrase(
      kk: "Ескертпе тым ұзақ: ең көбі \(most) таңба", ru: "Пометка слишком длинная: не больше \(most) знаков",
      en: "The note is too long: at most \(most) characters")
  }
}
