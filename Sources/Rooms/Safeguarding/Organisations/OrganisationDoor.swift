import Exchange
import Markup
import Programme
import Storage
import Words

/// One organisation in the register: giving it a term, shutting its door by one person and at once, opening it again by two.
enum OrganisationDoor {
  static let longest = 500
  /// No term is longer: whoever is let in is looked at again.
  static let mostMonths = 24

  /// GET /desk/clearances/organisations/:organisation
  static func show(_ visit: Visit, _ permit: Permit<RecordClearance>) async throws -> Reply { try await page(visit, permit, []) }

  private struct Known: Sendable {
    let organisation: Organisation
    let clearance: OrganisationClearance
    let names: [ID<Person>: String]
  }

  private static func page(
    _ visit: Visit, _ permit: Permit<RecordClearance>, _ errors: [(field: String, message: String)]
  ) async throws -> Reply {
    try OrganisationRegister.mustReachAll(permit)
    let (house, t) = (visit.house, visit.language)
    let id: ID<Organisation> = try visit.id("organisation")
    let known = try await house.database.read { tx in
      let clearance = try tx.clearance(of: id)
      let names = try Dictionary(
        Set(clearance.lines.map(\.by)).map { ($0, try tx.subject($0, house)?.name ?? t(.erasedWord)) },
        uniquingKeysWith: { a, _ in a })
      return Known(organisation: try tx.organisation(id), clearance: clearance, names: names)
    }
    return visit.page(
      Page(
        title: t(known.organisation.name), language: t,
        body: """
          \(t.back(to: OrganisationRegister.home))\(t.errorSummary(errors))<h1>\(t(known.organisation.name))</h1>
          <p>\(OrganisationRegister.standing(known.organisation, visit.now, t))</p>
          \(acts(visit, permit, known, errors))\(history(known, t))
          """), status: errors.isEmpty ? 200 : 422)
  }

  private static func acts(
    _ visit: Visit, _ permit: Permit<RecordClearance>, _ known: Known, _ errors: [(field: String, message: String)]
  ) -> HTML {
    let (t, way) = (visit.language, OrganisationRegister.link(known.organisation.id))
    // Two forms of one page have a reason each; what is wrong stands at the one that was sent.
    func reason(_ name: String) -> HTML {
      t.textArea(
        Field(name, t(.whyTitle), hint: t(.organisationReasonHint), error: errors.first { $0.field == name }?.message),
        value: visit.form[name] ?? "", rows: 3, longest: longest)
    }
    guard let since = known.clearance.shutSince else {
      let shut: HTML =
        known.organisation.isCleared(at: visit.now)
        ? card(
          """
          <h2>\(t(.shutOrganisation))</h2><p>\(t(.shutOrganisationWhat))</p>
          \(form(way.below("suspension"), "\(visit.formToken)\(reason("why"))\(button(t(.shutOrganisation), look: .danger))"))
          """) : .nothing
      let day = Field(
        "until", t(.lastDayTitle), hint: t(.organisationTermHint(mostMonths)),
        error: errors.first { $0.field == "until" }?.message)
      return """
        \(card("""
          <h2>\(t(.clearOrganisation))</h2>
          \(form(way, "\(visit.formToken)\(t.dateField(day, value: visit.form.date("until")))\(reason("reason"))\(button(t(.clearOrganisation)))"))
          """))\(shut)
        """
    }
    let head: HTML = "<h2>\(t(.suspendedSince(since)))</h2>"
    guard let asker = known.clearance.liftingAskedBy else {
      return card(
        """
        \(head)<p>\(t(.liftWhat))</p>
        \(form(way.below("lifting"), "\(visit.formToken)\(reason("why"))\(button(t(.askLifting), look: .plain))"))
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

  private static func history(_ known: Known, _ t: Language) -> HTML {
    guard !known.clearance.lines.isEmpty else { return .nothing }
    return t.table(
      t(.whatWasRecorded), known.clearance.lines,
      [
        Column(t(.whenTitle)) { HTML(t.dateTime($0.at)) },
        Column(t(.whatHappened)) { HTML(says($0, t)) },
        Column(t(.byWhom)) { HTML(known.names[$0.by] ?? "") },
        Column(t(.whyTitle)) { HTML($0.reason ?? "") },
      ], stacks: true)
  }

  private static func says(_ line: OrganisationClearance.Line, _ t: Language) -> String {
    switch line.entry {
    case .cleared: line.until.map { "\(t(.organisationWasCleared)), \(t.until($0))" } ?? t(.organisationWasCleared)
    case .shut: t(.wasSuspended)
    case .liftingAsked: t(.liftingWasAsked)
    case .liftingDropped: t(.liftingWasDropped)
    case .lifted: t(.wasLifted)
    }
  }

  /// POST /desk/clearances/organisations/:organisation
  static func clear(_ visit: Visit, _ permit: Permit<RecordClearance>) async throws -> Reply {
    let (t, today) = (visit.language, visit.now.day())
    var errors: [(field: String, message: String)] = []
    let (until, reason) = (visit.form.date("until").date, reason(visit, "reason"))
    if until == nil { errors.append(("until", t(.noSuchDayWritten))) }
    if let until, until < today { errors.append(("until", t(.untilIsOver))) }
    let most = today.adding(months: mostMonths)
    if let until, until > most { errors.append(("until", t(.untilAtMost(most)))) }
    if reason == nil { errors.append(("reason", t(.sayWhy))) }
    guard let until, let reason, errors.isEmpty else { return try await page(visit, permit, errors) }
    return try await write(visit, permit, .organisationCleared, until.iso) { id, tx, house in
      try tx.clear(id, until: until, because: reason, by: permit.actor, house)
    }
  }

  /// POST …/suspension
  static func shut(_ visit: Visit, _ permit: Permit<RecordClearance>) async throws -> Reply {
    guard let reason = reason(visit, "why") else { return try await page(visit, permit, [("why", visit.language(.sayWhy))]) }
    return try await write(visit, permit, .organisationShut) { id, tx, house in
      try tx.shut(id, because: reason, by: permit.actor, house)
    }
  }

  /// POST …/lifting: the first of two.
  static func ask(_ visit: Visit, _ permit: Permit<RecordClearance>) async throws -> Reply {
    guard let reason = reason(visit, "why") else { return try await page(visit, permit, [("why", visit.language(.sayWhy))]) }
    return try await write(visit, permit, .organisationLiftingAsked) { id, tx, house in
      guard try tx.askLifting(id, because: reason, by: permit.actor, house) else { return }
      try tx.ask(
        RecordClearance.self,
        for: SecondWanted(
          .organisationLiftingWanted, page: OrganisationRegister.link(id).text, not: [permit.actor.person],
          once: "lifting:\(id):\(house.outside.now().milliseconds)"), house)
    }
  }

  /// POST …/lifting/confirmation: the second of two.
  static func confirm(_ visit: Visit, _ permit: Permit<RecordClearance>) async throws -> Reply {
    try await write(visit, permit, .organisationLifted) { id, tx, house in try tx.lift(id, by: permit.actor, house) }
  }

  /// POST …/lifting/drop
  static func drop(_ visit: Visit, _ permit: Permit<RecordClearance>) async throws -> Reply {
    try await write(visit, permit, .organisationLiftingDropped) { id, tx, house in
      try tx.dropLifting(id, by: permit.actor, house)
    }
  }

  private static func reason(_ visit: Visit, _ name: String) -> String? {
    let reason = String((visit.form[name] ?? "").trimmed.prefix(longest))
    return reason.isEmpty ? nil : reason
  }

  private static func write(
    _ visit: Visit, _ permit: Permit<RecordClearance>, _ said: AuditAct, _ details: String = "",
    _ act: @escaping @Sendable (ID<Organisation>, Transaction, House) throws -> Void
  ) async throws -> Reply {
    try OrganisationRegister.mustReachAll(permit)
    let house = visit.house
    let id: ID<Organisation> = try visit.id("organisation")
    try await house.database.write { tx in
      _ = try tx.organisation(id)
      try act(id, tx, house)
      try tx.record(said, id.text, details, by: permit, house)
    }
    return .seeOther(OrganisationRegister.link(id).text)
  }
}

extension Phrase {
  static let clearOrganisation = Phrase(kk: "Рұқсат беру", ru: "Дать допуск", en: "Clear the organisation")
  static let shutOrganisation = Phrase(kk: "Рұқсатты тоқтата тұру", ru: "Приостановить допуск", en: "Suspend the clearance")
  static let shutOrganisationWhat = Phrase(
    kk: "Ұйымның өкілдеріне барлық беттер бірден жабылады, ашық тұрған сеанста да. Қайта ашу үшін екі адам керек.",
    ru: "Все страницы закроются для представителей организации сразу, и в открытом сеансе. Чтобы открыть снова, нужны двое.",
    en: "Every page closes to the organisation's officers at once, in a running session too. To open them again takes two people."
  )
  static let organisationReasonHint = Phrase(
    kk: "Нені көргеніңізді немесе не болғанын жазыңыз. Адам атын жазбаңыз.",
    ru: "Напишите, что вы видели или что случилось. Имён не пишите.",
    en: "Write what you saw or what happened. Name nobody.")
  static func organisationTermHint(_ months: Int) -> Phrase {
    Phrase(
      kk: "Бүгіннен бастап ең көбі \(months) ай.",
      ru: "Не дальше чем через \(counted(months, one: "месяц", few: "месяца", many: "месяцев")).",
      en: "At most \(counted(months, one: "month", other: "months")) from today.")
  }
  static let organisationWasCleared = Phrase(kk: "рұқсат берілді", ru: "дан допуск", en: "it was cleared")
  static let organisationLiftingWanted = Phrase(
    kk: "Ұйым рұқсатының тоқтатылуын алып тастау", ru: "Снятие приостановки допуска организации",
    en: "Lifting the suspension of an organisation's clearance")
}
