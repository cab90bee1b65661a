import Exchange
import Markup
import Programme
import Storage
import Words

/// What has been kept past its term: asked for by one, erased by another.
enum RetentionPages {
  /// GET /safeguarding/retention
  static func show(_ visit: Visit, _ permit: Permit<ErasePerson>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let terms = house.data[.retention]
    let (due, batches) = try await house.database.read { tx in
      (try terms.rules.map { rule in (rule: rule, people: try own(rule, permit, house, in: tx).count) }, try tx.openBatches())
    }
    return visit.page(
      Page(
        title: t(.retentionTitle), language: t, width: .wide,
        body: """
          \(t.back(to: "/safeguarding"))<h1>\(t(.retentionTitle))</h1><p>\(t(.retentionWhat))</p>
          \(t.table(t(.termsTitle), due, [
            Column(t(.aboutWhat)) { HTML($0.rule.what(t)) },
            Column(t(.termTitle)) { HTML(t($0.rule.says)) },
            Column(t(.overdueTitle), isNumeric: true) { HTML(t.number($0.people)) },
            Column(t(.erasureTitle)) { line in
              line.people == 0 ? tag(t(.nothingOverdue), .good) : form("/safeguarding/retention", hidden: [("group", line.rule.group)], "\(visit.formToken)\(button(t(.askErasure), look: .plain))")
            },
          ]))
          \(house.holds.isEmpty ? HTML.nothing : "<p class=\"hint\">\(t(.heldTitle)): \(house.holds.map { t($0.says) }.joined(separator: "; ")).</p>")
          \(batches.map { part($0, visit, permit) })
          """))
  }

  /// POST /safeguarding/retention: asks for the erasure of all that is overdue under one rule.
  static func ask(_ visit: Visit, _ permit: Permit<ErasePerson>) async throws -> Reply {
    let house = visit.house
    let group = visit.form["group"]
    guard let rule = house.data[.retention].rules.first(where: { $0.group == group }) else { throw Refusal.missing }
    try await house.database.write { tx in
      _ = try tx.askErasures(of: try own(rule, permit, house, in: tx), rule, by: permit, house)
    }
    try await Retention.count(house)
    return .seeOther("/safeguarding/retention")
  }

  /// POST /safeguarding/retention/:batch/confirmation: one transaction a person, so that an interruption loses nothing and a
  /// second press goes on where it stopped.
  static func confirm(_ visit: Visit, _ permit: Permit<ErasePerson>) async throws -> Reply {
    let house = visit.house
    let batch = try visit.name("batch")
    let erasures = try await house.database.read { try $0.openErasures(in: batch) }
    guard !erasures.isEmpty else { throw Refusal(.conflict, .erasureSettled) }
    for id in erasures {
      try await house.database.write { tx in
        guard let erasure = try tx.erasure(id), erasure.isOpen else { return }
        _ = try tx.subject(erasure.person, permit, house)
        // Somebody was given a place or appealed since it was asked for.
        guard try house.hold(on: erasure.person, in: tx) == nil else { return try tx.dropErasure(erasure, by: permit, house) }
        try Forgetting.confirm(erasure, by: permit, house, in: tx)
      }
    }
    house.sessions.forgetEverything()
    try await Retention.count(house)
    return .seeOther("/safeguarding/retention")
  }

  /// POST /safeguarding/retention/:batch/drop
  static func drop(_ visit: Visit, _ permit: Permit<ErasePerson>) async throws -> Reply {
    let house = visit.house
    let batch = try visit.name("batch")
    try await house.database.write { tx in
      for id in try tx.openErasures(in: batch) {
        guard let erasure = try tx.erasure(id) else { continue }
        _ = try tx.subject(erasure.person, permit, house)
        try tx.dropErasure(erasure, by: permit, house)
      }
    }
    try await Retention.count(house)
    return .seeOther("/safeguarding/retention")
  }

  /// Those within the officer's reach.
  private static func own(
    _ rule: RetentionFile.Rule, _ permit: Permit<ErasePerson>, _ house: House, in tx: Transaction
  ) throws -> [ID<Person>] {
    try Retention.due(rule, house, in: tx).filter { person in
      do { return try !tx.subject(person, permit, house).worksHere } catch is Refusal { return false }
    }
  }

  private static func part(_ batch: RetentionBatch, _ visit: Visit, _ permit: Permit<ErasePerson>) -> HTML {
    let t = visit.language
    let confirmation: HTML =
      batch.requestedBy == permit.actor.person
      ? notice("<p>\(t(.anotherConfirms))</p>", .waiting)
      : form("/safeguarding/retention/\(batch.id)/confirmation", "\(visit.formToken)\(button(t(.confirmErasure), look: .danger))")
    return card(
      """
      <h2>\(t(.waitsForSecond))</h2><p>\(t.dateTime(batch.requestedAt)). \(t(.peopleCount)): <b>\(t.number(batch.people))</b></p>\(confirmation)
      \(form("/safeguarding/retention/\(batch.id)/drop", "\(visit.formToken)\(button(t(.dropErasure), look: .plain))"))
      """)
  }
}

extension Phrase {
  static let retentionTitle = Phrase(kk: "Сақтау мерзімдері", ru: "Сроки хранения", en: "Storage periods")
  static let retentionWhat = Phrase(
    kk: "Мерзімі өткен деректі жүйе өзі жоймайды: бір маман сұрайды, екіншісі растайды.",
    ru: "Система не удаляет данные сама: один специалист запрашивает, другой подтверждает.",
    en: "The system erases nothing by itself: one officer asks, another confirms.")
  static let termsTitle = Phrase(kk: "Ережелер", ru: "Правила", en: "Rules")
  static let termTitle = Phrase(kk: "Сақтау мерзімі", ru: "Срок", en: "Term")
  static let heldTitle = Phrase(
    kk: "Мерзімге қарамай сақталады", ru: "Сохраняются независимо от срока", en: "Kept whatever the term")
  static let overdueTitle = Phrase(kk: "Мерзімі өткен", ru: "Просрочено", en: "Overdue")
  static let nothingOverdue = Phrase(kk: "мерзімі өткені жоқ", ru: "просроченных нет", en: "nothing overdue")
  static let peopleCount = Phrase(kk: "Адам саны", ru: "Человек", en: "People")
}
