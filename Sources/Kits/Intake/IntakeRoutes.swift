import Documents
import Exchange
import Markup
package import Programme
import Storage
import Words

/// The pages of one kind of table: list, upload, preview, choices, refused lines, confirmation, drop.
package func intakeRoutes<A: Act, T: TableIntake>(_ act: A.Type, _ intake: T) -> [Route] {
  let desk = IntakeDesk<A, T>(intake: intake)
  let (home, batch) = (intake.home.text, "\(intake.home.text)/:batch")
  return [
    .may(act, .get, home) { try await desk.list($0, $1) },
    .may(act, .post, home, bodyLimit: 21 << 20, tooLarge: { visit, _ in try await desk.tooLarge(visit) }) {
      try await desk.create($0, $1)
    },
    .may(act, .get, batch) { try await desk.show($0, $1) },
    .may(act, .post, batch) { try await desk.update($0, $1) },
    .may(act, .get, "\(batch)/refused.csv") { try await desk.refused($0, $1, asWorkbook: false) },
    .may(act, .get, "\(batch)/refused.xlsx") { try await desk.refused($0, $1, asWorkbook: true) },
    .may(act, .post, "\(batch)/confirmation") { try await desk.confirm($0, $1) },
    .may(act, .post, "\(batch)/drop") { try await desk.drop($0, $1) },
  ]
    + (intake.undo == nil
      ? []
      : [
        .may(act, .get, "\(batch)/undo") { try await desk.lookBack($0, $1) },
        .may(act, .post, "\(batch)/undo") { try await desk.takeBack($0, $1) },
      ])
}

/// What a kind does that writes in chunks, for `Room.works`.
package func intakeWorks(_ intake: some TableIntake) -> [any LongWork] {
  (intake.chunk == nil ? [] : [IntakeWork(intake: intake).kind]) + (intake.undo == nil ? [] : [UndoWork(intake: intake).kind])
}

private struct IntakeDesk<A: Act, T: TableIntake>: Sendable {
  let intake: T
  var pages: IntakePages<T> { IntakePages(intake: intake) }

  private func cycle(_ visit: Visit) throws(Refusal) -> Cycle? { intake.isOfCycle ? try visit.cycle() : nil }

  private func link(_ id: ID<IntakeBatch>) -> String { "\(intake.home.text)/\(id)" }

  func list(_ visit: Visit, _ permit: Permit<A>) async throws -> Reply {
    visit.page(try await listPage(visit, error: nil))
  }

  private func listPage(_ visit: Visit, error: Phrase?) async throws -> Page {
    let (house, cycle) = (visit.house, try cycle(visit)?.id)
    let (batches, standing, mayBring) = try await house.database.read { tx in
      (
        try tx.intakes(intake.kind, cycle, house.vault), try intake.standing(cycle, house, tx),
        try !intake.targets(cycle, house, tx).isEmpty
      )
    }
    return pages.list(visit, batches, standing, mayBring: mayBring, error: error.map { visit.language($0) })
  }

  /// A file larger than a page may send at all hears what one that was read would hear.
  func tooLarge(_ visit: Visit) async throws -> Reply {
    visit.page(try await listPage(visit, error: SheetComplaint.tooLarge.sentence), status: 422)
  }

  /// Keeps the table sealed with the importer's own key and guesses how it is to be read.
  func create(_ visit: Visit, _ permit: Permit<A>) async throws -> Reply {
    let (house, cycle) = (visit.house, try cycle(visit)?.id)
    guard let upload = visit.uploads.first(where: { $0.field == "table" }), !upload.bytes.isEmpty else {
      return visit.page(try await listPage(visit, error: .chooseFile), status: 422)
    }
    // A workbook is packed; a text that only bears its name would be read as one line of rubbish.
    if upload.name.lowercased().hasSuffix(".xlsx"), !upload.bytes.starts(with: Array("PK".utf8)) {
      return visit.page(try await listPage(visit, error: SheetComplaint.notASheet.sentence), status: 422)
    }
    let targets = try await house.database.read { try intake.targets(cycle, house, $0) }
    guard !targets.isEmpty else { throw Refusal(.conflict, intake.words.notYet) }
    let (kept, choice): ([UInt8], IntakeChoice)
    do {
      kept = try await house.outside.readers.table(upload.bytes)
      choice = try IntakeChoice.guessed(
        try KeptTable(kept), targets, others: intake.others, regions: permit.reach.regions(in: cycle))
    } catch let complaint as SheetComplaint {
      return visit.page(try await listPage(visit, error: complaint.sentence), status: 422)
    }
    let id = try await house.database.write { tx in
      try tx.stage(intake.kind, name: upload.name, kept, choice, cycle, by: permit.actor, house)
    }
    return .seeOther(link(id))
  }

  func show(_ visit: Visit, _ permit: Permit<A>) async throws -> Reply {
    let house = visit.house
    let id = try visit.id("batch", of: IntakeBatch.self)
    let (batch, staged, after) = try await house.database.read {
      tx -> (IntakeBatch, IntakePages<T>.Staged?, IntakePages<T>.After) in
      let batch = try tx.intake(id, intake.kind, of: permit.actor.person, house.vault)
      guard batch.confirmedAt == nil, let bytes = try tx.stagedTable(batch, house.vault) else {
        return (
          batch, nil,
          IntakePages<T>.After(
            hasRefused: try tx.hasRefusedLines(id),
            ways: batch.fate == .through ? try intake.followUps(batch, house, tx) : [])
        )
      }
      return (batch, try look(bytes, batch, visit, in: tx), IntakePages<T>.After())
    }
    if let staged { return visit.page(pages.page(visit, batch, staged)) }
    return visit.page(pages.progress(visit, batch, after), scripts: [house.assets.link("progress.js")])
  }

  /// What taking the table back would do: the first of its two steps, which changes nothing.
  func lookBack(_ visit: Visit, _ permit: Permit<A>) async throws -> Reply {
    try await lookBack(visit, permit, error: nil)
  }

  private func lookBack(_ visit: Visit, _ permit: Permit<A>, error: Phrase?) async throws -> Reply {
    let house = visit.house
    let id = try visit.id("batch", of: IntakeBatch.self)
    let (batch, undoing) = try await house.database.read { tx in
      let batch = try tx.intake(id, intake.kind, of: permit.actor.person, house.vault)
      guard let undo = intake.undo, batch.fate == .through || batch.fate == .stopped else {
        throw Refusal(.conflict, .undoneBefore)
      }
      var undoing = IntakeUndoing()
      var after = ""
      while true {
        let next = try undo.standing(batch, after: after, limit: 500, house, tx)
        undoing.add(next)
        guard next.count == 500, let last = next.last else { break }
        after = last.key
      }
      return (batch, undoing)
    }
    return visit.page(pages.undo(visit, batch, undoing, error: error), status: error == nil ? 200 : 422)
  }

  /// The second step: with a reason, which stands with the table and is told to nobody else.
  func takeBack(_ visit: Visit, _ permit: Permit<A>) async throws -> Reply {
    let house = visit.house
    let id = try visit.id("batch", of: IntakeBatch.self)
    guard let reason = visit.form["reason"], reason.count <= 500 else {
      return try await lookBack(visit, permit, error: .undoReasonMissing)
    }
    try await house.database.write { tx in
      let batch = try tx.intake(id, intake.kind, of: permit.actor.person, house.vault)
      guard intake.undo != nil, batch.fate == .through || batch.fate == .stopped else {
        throw Refusal(.conflict, .undoneBefore)
      }
      try tx.undo(batch, because: reason, at: house.outside.now(), house.vault)
      try tx.record(.importUndone, id.text, "added=\(batch.counts.added) changed=\(batch.counts.changed)", by: permit, house)
      try tx.ask(
        UndoWork(intake: intake).kind, UndoWork<T>.Plan(batch: id), about: id.text,
        total: batch.counts.added + batch.counts.changed, by: permit.actor, house)
    }
    return .seeOther(link(id))
  }

  private func look(_ bytes: [UInt8], _ batch: IntakeBatch, _ visit: Visit, in tx: Transaction) throws -> IntakePages<T>.Staged {
    let table = try KeptTable(bytes)
    var rows = try table.rows(of: batch.choice.sheet)
    var heads: [Record] = []
    while heads.count < IntakeChoice.headerDepth, let row = try rows.next() { heads.append(row) }
    let targets = try intake.targets(batch.cycle, visit.house, tx)
    let preview = try IntakeRun(intake: intake, house: visit.house).preview(bytes, batch, visit.language, in: tx)
    return IntakePages.Staged(
      table: table, headings: headings(heads, batch.choice), heads: heads, preview: preview, targets: targets)
  }

  private func headings(_ heads: [Record], _ choice: IntakeChoice) -> [String] {
    guard let line = heads.first(where: { $0.line == choice.header }) else { return [] }
    return IntakeHeading.of(line, groups: choice.groups.flatMap { groups in heads.first { $0.line == groups } }).map(\.shown)
  }

  /// Another sheet or another line of headings is guessed anew; else the columns are as chosen.
  func update(_ visit: Visit, _ permit: Permit<A>) async throws -> Reply {
    let (house, form) = (visit.house, visit.form)
    let id = try visit.id("batch", of: IntakeBatch.self)
    // The whole table is looked through, so nobody's save waits for it.
    let choice = try await house.database.read { tx in
      let batch = try tx.intake(id, intake.kind, of: permit.actor.person, house.vault)
      guard let bytes = try tx.stagedTable(batch, house.vault) else { throw Refusal(.conflict, .tableConfirmedBefore) }
      return try chosen(form, batch.choice, try KeptTable(bytes), try intake.targets(batch.cycle, house, tx))
    }
    try await house.database.write { try $0.setChoice(choice, of: id) }
    return .seeOther(link(id))
  }

  private func chosen(
    _ form: Fields, _ before: IntakeChoice, _ table: KeptTable, _ targets: [IntakeTarget]
  ) throws -> IntakeChoice {
    let sheet = form["sheet"].flatMap { name in table.sheets.first { $0.name == name && $0.rows > 0 } }?.name ?? before.sheet
    let header = form.number("header", in: 1...10_000_000) ?? before.header
    if sheet != before.sheet {
      return try IntakeChoice(table, sheet: sheet, targets, others: intake.others, regions: before.regions)
    }
    if header != before.header {
      var choice = try IntakeChoice(
        table, sheet: sheet, header: header, targets, others: intake.others, regions: before.regions)
      choice.keep({ form["column-\($0)"] }, otherThan: before.columns, targets)
      return choice
    }
    var choice = before
    choice.choose({ form["column-\($0)"] }, targets)
    choice.isUnsure = false
    return choice
  }

  /// The lines that would not be taken, with their reasons, as a file to put right and bring again.
  func refused(_ visit: Visit, _ permit: Permit<A>, asWorkbook: Bool) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let id = try visit.id("batch", of: IntakeBatch.self)
    let file = try await house.database.read { tx in
      let batch = try tx.intake(id, intake.kind, of: permit.actor.person, house.vault)
      guard batch.confirmedAt == nil, let bytes = try tx.stagedTable(batch, house.vault) else {
        let lines = try tx.refusedLines(of: batch, house)
        guard !lines.isEmpty else { throw Refusal.missing }
        return RefusedFile(headings: batch.choice.titles ?? [], lines: lines)
      }
      var rows = try KeptTable(bytes).rows(of: batch.choice.sheet)
      var heads: [Record] = []
      while heads.count < IntakeChoice.headerDepth, let row = try rows.next() { heads.append(row) }
      let refused = try IntakeRun(intake: intake, house: house).preview(bytes, batch, t, refused: RefusedFile.most, in: tx)
        .refused
      return RefusedFile(headings: headings(heads, batch.choice), lines: refused)
    }
    try await house.database.write { try $0.record(.importRefusedTaken, id.text, "n=\(file.lines.count)", by: permit, house) }
    let name = t(.refusedLines)
    guard asWorkbook else { return .download(file.csv(t), type: "text/csv; charset=utf-8", name: "\(name).csv") }
    return .download(try file.workbook(t), type: RefusedFile.workbookType, name: "\(name).xlsx")
  }

  /// From here on it is written step by step, or in this very transaction.
  func confirm(_ visit: Visit, _ permit: Permit<A>) async throws -> Reply {
    let house = visit.house
    let id = try visit.id("batch", of: IntakeBatch.self)
    try await house.database.write { tx in
      let batch = try tx.intake(id, intake.kind, of: permit.actor.person, house.vault)
      let bytes = try tx.stagedTable(batch, house.vault)
      try tx.confirm(id, at: house.outside.now())
      try tx.record(.importConfirmed, id.text, "rows=\(batch.choice.total)", by: permit, house)
      guard intake.chunk == nil else {
        let kind = IntakeWork(intake: intake).kind
        try tx.ask(
          kind, IntakeWork.Plan(batch: id), about: id.text, total: batch.choice.total, by: permit.actor, house)
        return
      }
      guard let bytes else { throw Refusal(.conflict, .tableConfirmedBefore) }
      try IntakeRun(intake: intake, house: house).writeWhole(bytes, batch, visit.language, in: tx)
    }
    return .seeOther(link(id))
  }

  /// Before confirmation, or to stop a running one.
  func drop(_ visit: Visit, _ permit: Permit<A>) async throws -> Reply {
    let house = visit.house
    let id = try visit.id("batch", of: IntakeBatch.self)
    try await house.database.write { tx in
      try tx.dropTable(try tx.intake(id, intake.kind, of: permit.actor.person, house.vault).id)
      try tx.stopWork(IntakeWork.name(intake), about: id.text, at: house.outside.now())
      try tx.record(.importDropped, id.text, by: permit, house)
    }
    return .seeOther(intake.home.text)
  }
}
