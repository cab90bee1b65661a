import Allocation
import Exchange
import Markup
import Programme
import Rules
import Storage
import Words

/// The second mark: somebody who sees the work and the criteria, and neither the first mark nor whose the work is.
enum MarkPages {
  private struct Sight: Sendable {
    let appeal: Appeal
    let piece: Policy.Evidence
    let title: Phrase
    let essay: Essay?
  }

  static let deskCard = DeskCard(
    roles: GiveSecondMark.roles, link: "/desk/marks",
    count: .inCycle { tx, cycle, _, _ in
      try DeskWait(
        row: try tx.row(
          """
          SELECT count(*) AS n, min(mark_asked_at) AS oldest FROM selection_appeal
          WHERE cycle_id = \(cycle.id) AND evidence IS NOT NULL AND marked_by IS NULL AND decided_at IS NULL
          """))
    }, promise: DeskPromise(days: 5, .whyMarks),
    title: Phrase.marksWait)

  /// GET /desk/marks: what waits to be marked, by what it is and since when.
  static func list(_ visit: Visit, _ permit: Permit<GiveSecondMark>) async throws -> Reply {
    let (t, house) = (visit.language, visit.house)
    let cycle = try visit.cycle()
    guard permit.reaches(cycle: cycle.id, region: nil) else { throw Refusal.missing }
    let (waiting, file) = try await house.database.read { tx in
      let file = try tx.rulingRun(cycle.id).map { try tx.policy($0.policy).file }
      return (try tx.appeals(cycle.id).map(\.appeal).filter { mayMark($0, permit) }, file)
    }
    let items = waiting.map { appeal -> HTML in
      let title = appeal.evidence.flatMap { file?.title(evidence: $0) } ?? .secondMark
      let date = t.date((appeal.markAskedAt ?? appeal.askedAt).day())
      return "<li><a href=\"\(page(of: appeal))\">\(t(title)) · \(t(.workNumber(appeal.number))) · \(date)</a></li>"
    }
    // Said only of a mark that stands.
    let saved = try await markedBefore(visit, permit)
    return visit.page(
      Page(
        title: t(.secondMark), language: t,
        notice: saved.map { saved in
          notice("<span data-kept=\"\(page(of: saved))\">\(t(.markSaved(saved.number)))</span>", .good)
        },
        body: """
          <h1>\(t(.secondMark))</h1><p>\(t(.blindExplained))</p>
          \(items.isEmpty ? emptyState(t(.noMarks), HTML(t(.noMarksWhat))) : "<ul>\(items)</ul>")
          """), scripts: saved == nil ? [] : [house.assets.link("keep.js")])
  }

  private static func page(of appeal: Appeal) -> Link { Link("/desk/marks/\(appeal.id.text)") }

  /// The work whose mark whoever reads the list has just given.
  private static func markedBefore(_ visit: Visit, _ permit: Permit<GiveSecondMark>) async throws -> Appeal? {
    guard let id = visit.query["saved"].flatMap({ ID<Appeal>($0) }) else { return nil }
    let appeal = try? await visit.house.database.read { try $0.appeal(id) }
    return appeal.flatMap { $0.markedBy == permit.actor.person ? $0 : nil }
  }

  private static func mayMark(_ appeal: Appeal, _ permit: Permit<GiveSecondMark>) -> Bool {
    appeal.evidence != nil && appeal.value == nil && appeal.decidedAt == nil
      && appeal.markAskedBy != permit.actor.person
  }

  /// GET /desk/marks/:appeal
  static func show(_ visit: Visit, _ permit: Permit<GiveSecondMark>) async throws -> Reply {
    let house = visit.house
    let id = try visit.id("appeal", of: Appeal.self)
    let sight = try await house.database.write { tx in
      let sight = try read(id, permit, house, in: tx)
      guard mayMark(sight.appeal, permit) else { throw Refusal.missing }
      try tx.record(.applicationRead, sight.appeal.applicant.text, "second mark", by: permit, house)
      return sight
    }
    return visit.page(page(visit, sight, errors: []), scripts: [house.assets.link("keep.js")])
  }

  /// POST /desk/marks/:appeal: what cannot be a mark is said at its field, and nothing typed is lost.
  static func create(_ visit: Visit, _ permit: Permit<GiveSecondMark>) async throws -> Reply {
    let house = visit.house
    let id = try visit.id("appeal", of: Appeal.self)
    let form = visit.form
    let value = form["value"].flatMap { Decimal.read($0) }
    let error = form["error"].map { Decimal.read($0) } ?? 0
    let note = form["note"] ?? ""
    let complaint = try await house.database.write { tx -> (sight: Sight, errors: [(field: String, phrase: Phrase)])? in
      let sight = try read(id, permit, house, in: tx)
      var errors: [(field: String, phrase: Phrase)] = []
      if value.map(sight.piece.scale.holds) != true { errors.append(("value", .markOutside(sight.piece.scale))) }
      if (error ?? -1) < 0 { errors.append(("error", .errorImpossible)) }
      if note.count > 4000 { errors.append(("note", .noteTooLong)) }
      guard errors.isEmpty, let value, let error else { return (sight, errors) }
      try tx.keepMark(sight.appeal, value: value, error: error, note: note, by: permit.actor, house)
      return nil
    }
    if let complaint {
      return visit.page(
        page(visit, complaint.sight, errors: complaint.errors), status: 422, scripts: [house.assets.link("keep.js")])
    }
    return .seeOther(("/desk/marks" as Link).with("saved", id.text).text)
  }

  private static func read(
    _ id: ID<Appeal>, _ permit: Permit<GiveSecondMark>, _ house: House, in tx: Transaction
  ) throws -> Sight {
    let appeal = try tx.appeal(id)
    guard permit.reaches(cycle: appeal.cycle, region: nil), let run = try tx.rulingRun(appeal.cycle) else {
      throw Refusal.missing
    }
    let file = try tx.policy(run.policy).file
    guard let piece = file.policy.evidence.first(where: { $0.name == appeal.evidence }) else { throw Refusal.missing }
    if appeal.markAskedBy == permit.actor.person { throw Refusal(.forbidden, .anotherPersonMarks) }
    return Sight(
      appeal: appeal, piece: piece, title: file.title(evidence: piece.name),
      essay: try house.essay(of: appeal.applicant.text, named: piece.name, in: tx))
  }

  private static func page(_ visit: Visit, _ sight: Sight, errors: [(field: String, phrase: Phrase)]) -> Page {
    let t = visit.language
    func error(_ field: String) -> String? { errors.first { $0.field == field }.map { t($0.phrase) } }
    return Page(
      title: t(sight.title), language: t, width: .wide,
      body: """
        \(t.back(to: "/desk/marks"))\(t.errorSummary(errors.map { (field: $0.field, message: t($0.phrase)) }))
        <h1>\(t(.secondMark)): \(t(sight.title)) · \(t(.workNumber(sight.appeal.number)))</h1><p>\(t(.blindExplained))</p>\(text(sight.essay, t))
        \(form(
          page(of: sight.appeal), keeping: t(.notSentKept),
          """
          \(visit.formToken)\(t.textField(
            Field("value", t(.markWord), hint: sight.piece.scale.range.map { t(.markRange($0)) }, error: error("value")),
            value: visit.form["value"] ?? "", kind: .decimal, autocomplete: .off, isShort: true))\
          \(t.textField(
            Field("error", t(.errorWord), hint: t(.errorHint), error: error("error"), isOptional: true),
            value: visit.form["error"] ?? "", kind: .decimal, autocomplete: .off, isShort: true))\
          \(t.textArea(Field("note", t(.markNote), error: error("note"), isOptional: true), value: visit.form["note"] ?? "", rows: 4))\
          \(button(t(.keepMark)))
          """))
        """)
  }

  private static func text(_ essay: Essay?, _ t: Language) -> HTML {
    guard let essay else { return notice("<p>\(t(.workElsewhere))</p>", .waiting) }
    let paragraphs = essay.text.split(separator: "\n").map { "<p>\($0)</p>" as HTML }
    return """
      \(card("<h2>\(t(.taskWord))</h2><p>\(sentence(t(essay.task)))</p>"))\(card("<h2>\(t(.workWord))</h2>\(paragraphs)"))
      \(essay.criteria.map { card("<h2>\(t(.criteriaWord))</h2><p>\(t($0))</p>") })
      """
  }
}

/// A question of the form is a title there, without a full stop; here it is a sentence.
private func sentence(_ text: String) -> String {
  text.last.map { ".?!…:".contains($0) } ?? true ? text : "\(text)."
}

extension Appeal {
  /// By which works are told apart without saying whose they are.
  fileprivate var number: String { String(id.text.suffix(4)).uppercased() }
}

extension Policy.Scale {
  /// The least and the greatest mark; nil where any number is possible.
  fileprivate var range: ClosedRange<Double>? {
    guard case .raw(let lowest, let highest) = self, lowest <= highest else { return nil }
    return lowest...highest
  }
}

extension Double {
  /// A whole mark without decimals.
  fileprivate func mark(_ t: Language) -> String { t.number(self, decimals: self == rounded() ? 0 : 2) }
}

extension Phrase {
  static let whyMarks = Phrase(
    kk: "екінші бағасыз апелляция шешілмейді", ru: "без второй оценки апелляцию не решить",
    en: "the appeal cannot be decided without a second mark")
  static func marksWait(_ n: Int) -> Phrase {
    Phrase(
      kk: "жұмыс екінші бағаны күтіп тұр",
      ru: plural(n, one: "работа ждёт второй оценки", few: "работы ждут второй оценки", many: "работ ждут второй оценки"),
      en: plural(n, one: "work waits for a second mark", other: "works wait for a second mark"))
  }
  fileprivate static func workNumber(_ number: String) -> Phrase {
    Phrase(kk: "\(number) жұмысы", ru: "работа \(number)", en: "work \(number)")
  }
  fileprivate static func markSaved(_ number: String) -> Phrase {
    Phrase(
      kk: "\(number) жұмысының бағасы сақталды.", ru: "Оценка работы \(number) сохранена.",
      en: "The mark of work \(number) is saved.")
  }
  static let markWord = Phrase(kk: "Баға", ru: "Оценка", en: "Mark")
  fileprivate static func markRange(_ range: ClosedRange<Double>) -> Phrase {
    Phrase(
      kk: "\(range.lowerBound.mark(.kk))–\(range.upperBound.mark(.kk))",
      ru: "От \(range.lowerBound.mark(.ru)) до \(range.upperBound.mark(.ru))",
      en: "\(range.lowerBound.mark(.en)) to \(range.upperBound.mark(.en))")
  }
  fileprivate static func markOutside(_ scale: Policy.Scale) -> Phrase {
    guard let range = scale.range else {
      return Phrase(kk: "Бағаны санмен жазыңыз", ru: "Напишите оценку числом", en: "Write the mark as a number")
    }
    return Phrase(
      kk: "Баға \(range.lowerBound.mark(.kk))–\(range.upperBound.mark(.kk)) аралығында болуы керек",
      ru: "Оценка должна быть от \(range.lowerBound.mark(.ru)) до \(range.upperBound.mark(.ru))",
      en: "The mark must be between \(range.lowerBound.mark(.en)) and \(range.upperBound.mark(.en))")
  }
  static let errorHint = Phrase(
    kk: "Белгілі болса: баға қаншаға қателесуі мүмкін.", ru: "Если известна: на сколько оценка может ошибаться.",
    en: "If known: by how much the mark may be wrong.")
  static let errorImpossible = Phrase(
    kk: "Қателік теріс емес сан болуы керек", ru: "Погрешность должна быть неотрицательным числом",
    en: "The error must be a number that is not negative")
  static let noteTooLong = Phrase(
    kk: "Түсіндірме 4000 таңбадан аспауы керек", ru: "Пояснение должно быть не длиннее 4000 знаков",
    en: "The note may have at most 4000 characters")
  static let workElsewhere = Phrase(
    kk: "Бұл жұмыстың мәтіні жүйеде жоқ. Оны үйлестірушіден аты-жөнсіз сұраңыз.",
    ru: "Текста этой работы в системе нет. Попросите его у координатора без имени.",
    en: "The text of this work is not in the system. Ask the coordinator for it without a name.")
  static let taskWord = Phrase(kk: "Тапсырма", ru: "Задание", en: "The task")
  static let workWord = Phrase(kk: "Жұмыс", ru: "Работа", en: "The work")
  static let criteriaWord = Phrase(kk: "Критерийлер", ru: "Критерии", en: "The criteria")
}
