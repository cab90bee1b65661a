import Exchange
import Markup
import Programme
import Storage
import Words

/// One adult in the register: what was seen of her, what can be recorded, and the door that can be shut.
enum ClearancePage {
  private struct Told: Sendable {
    let line: Clearance.Line
    let note: String?
    let by: String
  }

  private struct Known: Sendable {
    let adult: Adult
    let lines: [Told]
  }

  /// GET /desk/clearances/people/:person: notes are opened, so looking is itself logged.
  static func show(_ visit: Visit, _ permit: Permit<RecordClearance>) async throws -> Reply {
    try await page(visit, permit, errors: [])
  }

  static func page(
    _ visit: Visit, _ permit: Permit<RecordClearance>, errors: [(field: String, message: String)]
  ) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let id: ID<Person> = try visit.id("person")
    let known = try await house.database.write { tx in
      let adult = try tx.adult(id, permit, house)
      let safe = try tx.safe(of: id, house.vault)
      var names: [ID<Person>: String] = [:]
      let lines = try tx.clearanceLines(of: id).map { line in
        let by = try names[line.by] ?? tx.subject(line.by, house)?.name ?? t(.erasedWord)
        names[line.by] = by
        return Told(line: line, note: try line.note.map { try safe.open($0, noteField) }, by: by)
      }
      try tx.record(.personLookedAt, id.text, "clearance", by: permit, house)
      return Known(adult: adult, lines: lines)
    }
    let (today, rules) = (visit.now.day(), house.data[.clearance])
    let isSelf = id == permit.actor.person
    let acts = isSelf ? notice("<p>\(t(.notOwnClearance))</p>") : door(visit, permit, known.adult, errors)
    return visit.page(
      Page(
        title: known.adult.name, language: t, width: .wide,
        body: """
          \(t.back(to: "/desk/clearances"))\(t.errorSummary(errors))<h1>\(known.adult.name)</h1>
          <p>\(known.adult.says(today, rules, t))</p>
          <p>\(Register.missing(known.adult, today, rules, t))</p>\(kinds(visit, known.adult, isSelf))
          <p class="hint">\(t(.noCopies))</p>\(acts)\(history(known.lines, rules, t))
          """), status: errors.isEmpty ? 200 : 422)
  }

  static let noteField = "clearance.note"

  private static func kinds(_ visit: Visit, _ adult: Adult, _ isSelf: Bool) -> HTML {
    let (t, today, rules) = (visit.language, visit.now.day(), visit.house.data[.clearance])
    return t.table(
      t(.whatIsAsked), adult.kinds(on: today, rules),
      [
        Column(t(.whatIsAsked)) { kind in
          let title = HTML(rules.rule(of: kind).title(t))
          if isSelf { return title }
          let way = Link("/desk/clearances/people/\(adult.person.text)").below(kind.rawValue)
          return "\(title)<br><a href=\"\(way)\">\(t(.recordSeen))<span class=\"vh\">: \(title)</span></a>"
        },
        Column(t(.standsTitle)) { Register.standing(adult.clearance, $0, today, rules, t) },
        Column(t(.seenOnTitle)) { adult.clearance.seen[$0].map { HTML(t.date($0.on)) } ?? .nothing },
      ])
  }

  /// Shutting the door takes one person and this minute; opening it again takes two.
  private static func door(
    _ visit: Visit, _ permit: Permit<RecordClearance>, _ adult: Adult, _ errors: [(field: String, message: String)]
  ) -> HTML {
    let t = visit.language
    let way = Link("/desk/clearances/people/\(adult.person.text)")
    let reason = t.textArea(
      Field(
        "reason", t(.whyTitle), hint: t(.noteAmongStaff), error: errors.first { $0.field == "reason" }?.message),
      value: visit.form["reason"] ?? "", rows: 3, longest: Suspending.longest)
    guard let suspension = adult.clearance.suspension else {
      return card(
        """
        <h2>\(t(.suspendTitle))</h2><p>\(t(.suspendWhat))</p>
        \(form(way.below("suspension"), "\(visit.formToken)\(reason)\(button(t(.suspendTitle), look: .danger))"))
        """)
    }
    let head: HTML = "<h2>\(t(.suspendedSince(suspension.since)))</h2>"
    guard let asker = suspension.liftingAskedBy else {
      return card(
        """
        \(head)<p>\(t(.liftWhat))</p>
        \(form(way.below("lifting"), "\(visit.formToken)\(reason)\(button(t(.askLifting), look: .plain))"))
        """)
    }
    let confirm: HTML =
      asker == permit.actor.person
      ? notice("<p>\(t(.anotherPerson))</p>", .waiting)
      : form(way.below("lifting").below("confirmation"), "\(visit.formToken)\(button(t(.confirmLifting), look: .danger))")
    return card(
      """
      \(head)<p>\(tag(t(.liftingWaits), .waiting))</p>\(confirm)
      \(form(way.below("lifting").below("drop"), "\(visit.formToken)\(button(t(.dropLifting), look: .plain))"))
      """)
  }

  private static func history(_ lines: [Told], _ rules: ClearanceFile, _ t: Language) -> HTML {
    guard !lines.isEmpty else { return .nothing }
    return t.table(
      t(.whatWasRecorded), lines,
      [
        Column(t(.whenTitle)) { HTML(t.dateTime($0.line.at)) },
        Column(t(.whatHappened)) { HTML($0.line.entry.says(t, rules)) },
        Column(t(.byWhom)) { HTML($0.by) },
        Column(t(.noteAmongStaff)) { HTML($0.note ?? "") },
      ])
  }
}

extension Clearance.Entry {
  /// In a line, for the page and the copy of her data.
  func says(_ t: Language, _ rules: ClearanceFile) -> String {
    switch self {
    case .seen(let kind, let seen):
      "\(rules.rule(of: kind).title(t)): \(t(.seenOnTitle)) \(t.date(seen.on)), \(t.until(seen.until))"
    case .suspended: t(.wasSuspended)
    case .liftingAsked: t(.liftingWasAsked)
    case .liftingDropped: t(.liftingWasDropped)
    case .lifted: t(.wasLifted)
    }
  }
}

extension Phrase {
  static let notOwnClearance = Phrase(
    kk: "Өз рұқсатыңызды өзіңіз жаза алмайсыз: басқа маман жазады.",
    ru: "Свой допуск отмечает не сам человек: это делает другой специалист.",
    en: "Nobody records her or his own clearance: another officer does.")
  static let whatIsAsked = Phrase(kk: "Не талап етіледі", ru: "Что требуется", en: "What is asked for")
  static let standsTitle = Phrase(kk: "Күйі", ru: "Состояние", en: "State")
  static let seenOnTitle = Phrase(kk: "Көрген күні", ru: "Увидено", en: "Seen on")
  static let recordSeen = Phrase(kk: "Көргенімді жазу", ru: "Отметить увиденное", en: "Record what I saw")
  static let whyTitle = Phrase(kk: "Себебі", ru: "Причина", en: "Reason")
  static let noteAmongStaff = Phrase(
    kk: "Қызметкерлерге арналған ескертпе", ru: "Пометка для сотрудников", en: "Note among the staff")
  static let suspendTitle = Phrase(kk: "Рұқсатты тоқтата тұру", ru: "Приостановить допуск", en: "Suspend the clearance")
  static let suspendWhat = Phrase(
    kk: "Балалардың деректері осы адамға бірден жабылады, ашық тұрған сеанста да. Қайта ашу үшін екі адам керек.",
    ru: "Данные детей закроются для этого человека сразу, и в открытом сеансе. Чтобы открыть снова, нужны двое.",
    en: "Children's data close to this person at once, in a running session too. To open them again takes two people.")
  static let liftWhat = Phrase(
    kk: "Тоқтатуды алып тастауды бір маман сұрайды, екіншісі растайды.",
    ru: "Снятие приостановки один специалист запрашивает, другой подтверждает.",
    en: "One officer asks for the suspension to be lifted, another confirms it.")
  static let askLifting = Phrase(
    kk: "Тоқтатуды алып тастауды сұрау", ru: "Запросить снятие приостановки", en: "Ask to lift the suspension")
  static let confirmLifting = Phrase(
    kk: "Тоқтатуды алып тастау", ru: "Снять приостановку", en: "Lift the suspension")
  static let dropLifting = Phrase(
    kk: "Тоқтатулы қалдыру", ru: "Оставить приостановленным", en: "Leave it suspended")
  static let liftingWaits = Phrase(
    kk: "алып тастау екінші адамды күтіп тұр", ru: "снятие ждёт второго человека", en: "the lifting waits for a second person")
  static let whatWasRecorded = Phrase(kk: "Жазылғандар", ru: "Что записано", en: "What was recorded")
  static let whatHappened = Phrase(kk: "Не болды", ru: "Что произошло", en: "What happened")
  static let wasSuspended = Phrase(kk: "рұқсат тоқтатылды", ru: "допуск приостановлен", en: "the clearance was suspended")
  static let liftingWasAsked = Phrase(
    kk: "тоқтатуды алып тастау сұралды", ru: "запрошено снятие приостановки", en: "lifting the suspension was asked for")
  static let liftingWasDropped = Phrase(
    kk: "тоқтатулы қалдырылды", ru: "оставлено приостановленным", en: "it was left suspended")
  static let wasLifted = Phrase(kk: "тоқтату алып тасталды", ru: "приостановка снята", en: "the suspension was lifted")
}
