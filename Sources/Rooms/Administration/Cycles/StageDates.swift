import Exchange
import Markup
import Programme
import Storage
import Words

/// The first and the last day of one stage.
enum StageDates {
  private struct Typed {
    var opens: TypedDate
    var closes: TypedDate
  }

  /// GET /administration/cycles/:cycle/:stage
  static func show(_ visit: Visit, _ permit: Permit<SetCycles>) async throws -> Reply {
    let (cycle, stage) = try await found(visit)
    let typed = Typed(opens: TypedDate(stage.opensAt.day()), closes: TypedDate(stage.lastDay))
    return visit.page(page(visit, cycle, stage, typed, []))
  }

  /// POST /administration/cycles/:cycle/:stage
  static func update(_ visit: Visit, _ permit: Permit<SetCycles>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let (cycle, stage) = try await found(visit)
    let typed = Typed(opens: visit.form.date("opens"), closes: visit.form.date("closes"))
    var errors: [(field: String, message: String)] = []
    if typed.opens.date == nil { errors.append(("opens", t(.noSuchDay))) }
    if typed.closes.date == nil { errors.append(("closes", t(.noSuchDay))) }
    if let opens = typed.opens.date, let closes = typed.closes.date, closes < opens {
      errors.append(("closes", t(.endsBeforeStart)))
    }
    guard errors.isEmpty, let opens = typed.opens.date, let closes = typed.closes.date else {
      return visit.page(page(visit, cycle, stage, typed, errors), status: 422)
    }
    try await house.database.write { tx in
      try tx.setStage(stage.key, of: cycle.id, opensAt: opens.start(), closesAt: closes.end())
      try tx.record(.cycleDatesSet, cycle.id.text, "\(stage.key) \(opens.iso) \(closes.iso)", by: permit, house)
    }
    house.forgetCycles()
    return .seeOther("/administration/cycles")
  }

  private static func found(_ visit: Visit) async throws -> (Cycle, Stage) {
    let id: ID<Cycle> = try visit.id("cycle")
    let cycles = try await visit.house.database.read { try $0.cycles() }
    guard let cycle = cycles.first(where: { $0.id == id }), let stage = cycle.stage(try visit.name("stage")) else {
      throw Refusal.missing
    }
    return (cycle, stage)
  }

  private static func page(
    _ visit: Visit, _ cycle: Cycle, _ stage: Stage, _ typed: Typed, _ errors: [(field: String, message: String)]
  ) -> Page {
    let t = visit.language
    func field(_ name: String, _ label: Phrase) -> Field {
      Field(name, t(label), error: errors.first { $0.field == name }?.message)
    }
    return Page(
      title: t(stage.name), language: t,
      body: """
        \(t.back(to: "/administration/cycles"))\(t.errorSummary(errors))<p class="step">\(t(cycle.name))</p><h1>\(t(stage.name))</h1>
        <p>\(t(.examsWarning))</p>
        \(form("/administration/cycles/\(cycle.id.text)/\(stage.key)", """
          \(visit.formToken)\(t.dateField(field("opens", .opensOn), value: typed.opens))\
          \(t.dateField(field("closes", .lastDay), value: typed.closes))\(button(t(.save)))
          """))
        """)
  }
}

extension Phrase {
  static let noSuchDay = Phrase(kk: "Мұндай күн жоқ", ru: "Такого дня нет", en: "There is no such day")
  static let endsBeforeStart = Phrase(
    kk: "Соңғы күн басталатын күннен бұрын", ru: "Последний день раньше первого", en: "The last day is before the first")
  static let examsWarning = Phrase(
    kk: "25 мамыр мен 15 маусым аралығында мемлекеттік емтихандар өтеді: бұл күндерге кезең белгілемеңіз.",
    ru: "С 25 мая по 15 июня идут государственные экзамены: не назначайте этапы на эти дни.",
    en: "The state exams run from 25 May to 15 June: do not set a stage on these days.")
  static let save = Phrase(kk: "Сақтау", ru: "Сохранить", en: "Save")
}
