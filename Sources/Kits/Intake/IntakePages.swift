import Documents
import Exchange
import Markup
import Programme
import Storage
import Words

/// The pages of one kind of table: the list, the preview with its choices, the progress.
struct IntakePages<T: TableIntake>: Sendable {
  let intake: T

  private func way(_ batch: IntakeBatch, _ step: String = "") -> String {
    intake.home.text + "/\(batch.id.text)" + step
  }

  private func form(_ action: String, _ fields: HTML, isMultipart: Bool = false) -> HTML {
    Markup.form(Link(own: action) ?? intake.home, isMultipart: isMultipart, fields)
  }

  func list(
    _ visit: Visit, _ batches: [IntakeBatch], _ standing: [(count: Int, says: Phrase)], mayBring: Bool, error: String?
  ) -> Page {
    let t = visit.language
    let columns: [Column<IntakeBatch>] = [
      Column(t(.fileName)) { batch in
        batch.maker == visit.who.person && !batch.name.isEmpty
          ? "<a href=\"\(Link(own: way(batch)) ?? intake.home)\">\(batch.name)</a>" : "\(batch.name)"
      },
      Column(t(.broughtAt)) { HTML(t.dateTime($0.madeAt)) },
      Column(t(.stateWord)) { batch in
        switch batch.fate {
        case .staged: "\(tag(t(.isNotConfirmed), .waiting)) \(t(.rowsOf(batch.choice.total)))"
        case .running: tag(t(.isWritten), .waiting)
        case .dropped: tag(t(.isDropped), .plain)
        case .stopped: tag(t(.isStopped), .plain)
        case .through: tag(t(.isThrough), .good)
        case .undoing: tag(t(.isUndone), .waiting)
        case .undoStopped: tag(t(.undoHalted), .bad)
        case .undone: tag(t(.undone), .plain)
        }
      },
      Column(t(intake.words.added), isNumeric: true) { Self.count($0, \.added, t) },
      Column(t(intake.words.changed), isNumeric: true) { Self.count($0, \.changed, t) },
      Column(t(.refusedCount), isNumeric: true) { Self.count($0, \.refused, t) },
    ]
    let upload = form(
      intake.home.text,
      """
      \(visit.formToken)\
      \(t.fileField(Field("table", t(.tableFile), hint: t(.tableHint), error: error), accept: [".csv", ".xlsx", ".txt"]))\
      \(button(t(.goOnToColumns)))
      """, isMultipart: true)
    return Page(
      title: t(intake.words.title), language: t, width: .wide,
      body: """
        \(t.back(to: intake.words.above))\(t.errorSummary(error.map { [(field: "table", message: $0)] } ?? []))
        <h1>\(t(intake.words.title))</h1><p>\(t(intake.words.explained))</p>
        \(standing.isEmpty ? HTML.nothing : facts(standing.map { fact(t.number($0.count), t($0.says)) }))
        \(mayBring ? upload : notice("<p>\(t(intake.words.notYet))</p>", .waiting))
        \(batches.isEmpty ? HTML.nothing : t.table(t(.tablesSoFar), batches, columns))
        """)
  }

  /// Of a table nobody has confirmed nothing is written, and nothing counted.
  private static func count(_ batch: IntakeBatch, _ side: KeyPath<IntakeCounts, Int>, _ t: Language) -> HTML {
    batch.fate == .staged || batch.fate == .dropped && batch.counts.sum == 0 ? "–" : HTML(t.number(batch.counts[keyPath: side]))
  }

  /// What the page of a staged table is made from.
  struct Staged: Sendable {
    let table: KeptTable
    let headings: [String]
    /// The first rows of the sheet, to choose the headings among.
    let heads: [Record]
    let preview: IntakePreview<T.Line>
    let targets: [IntakeTarget]
  }

  func page(_ visit: Visit, _ batch: IntakeBatch, _ staged: Staged) -> Page {
    let t = visit.language
    let counts = staged.preview.counts
    let ready = counts.added + counts.changed
    return Page(
      title: batch.name, language: t, width: .wide,
      body: """
        \(t.back(to: intake.home))<h1>\(batch.name)</h1><p>\(t(.nothingWrittenYet))</p>
        \(facts([
          fact(t.number(counts.added), t(intake.words.added)), fact(t.number(counts.changed), t(intake.words.changed)),
          fact(t.number(counts.unchanged), t(.unchangedCount)), fact(t.number(counts.refused), t(.refusedCount)),
        ] + staged.preview.remarks.map { fact(t.number($0.count), t($0.says)) }))
        \(leftOut(batch, staged, t))\(unsure(batch, t))
        \(ready > 0 ? HTML.nothing : notice("<p>\(t(.nothingNew))</p>", .waiting))\(notLoaded(batch, staged, t))
        <div class="row">\(ready > 0 ? form(way(batch, "/confirmation"), "\(visit.formToken)\(button(t(.takeLines(ready))))") : HTML.nothing)\
        \(form(way(batch, "/drop"), "\(visit.formToken)\(button(t(.dropTable), look: .plain))"))</div>
        \(refused(batch, staged.preview, t))\(changed(staged.preview, counts.changed, t))\(first(visit, batch, staged.preview))\
        \(choices(visit, batch, staged, isOpen: ready == 0 || batch.choice.isUnsure == true || Self.sheets(staged).count > 1))
        """)
  }

  /// Sheets that are not read are named.
  private func leftOut(_ batch: IntakeBatch, _ staged: Staged, _ t: Language) -> HTML {
    let others = staged.table.sheets.filter { $0.name != batch.choice.sheet && $0.rows > 0 }
    guard !others.isEmpty else { return .nothing }
    return notice("<p>\(t(.sheetsLeftOut(batch.choice.sheet, others.map(\.name))))</p>", .waiting)
  }

  /// Where another line may be meant, the page says which was taken.
  private func unsure(_ batch: IntakeBatch, _ t: Language) -> HTML {
    guard batch.choice.isUnsure == true else { return .nothing }
    return notice("<p>\(t(.headingsUnsure(batch.choice.header)))</p>", .waiting)
  }

  /// Beside the button: what of the table stays behind.
  private func notLoaded(_ batch: IntakeBatch, _ staged: Staged, _ t: Language) -> HTML {
    let columns = zip(staged.headings, batch.choice.columns).filter { !$0.isEmpty && $1.isEmpty }.map(\.0)
    guard !columns.isEmpty else { return .nothing }
    let more = columns.count > 30 ? ", …" : ""
    return "<p>\(t(.columnsNotLoaded)): \(columns.prefix(30).map { String($0.prefix(40)) }.joined(separator: ", "))\(more)</p>"
  }

  private func refused(_ batch: IntakeBatch, _ preview: IntakePreview<T.Line>, _ t: Language) -> HTML {
    guard !preview.refused.isEmpty else { return .nothing }
    let more = preview.counts.refused - preview.refused.count
    let columns: [Column<RefusedLine>] = [
      Column(t(.lineNumber), isNumeric: true) { HTML(String($0.line)) }, Column(t(.why)) { HTML(t($0.says)) },
      Column(t(.whatStands)) { HTML(Self.short($0.cells)) },
    ]
    return """
      \(t.table(
        t(.refusedLines), preview.refused, columns,
        exports: [
          ("CSV", Link(own: way(batch, "/refused.csv")) ?? intake.home), ("XLSX", Link(own: way(batch, "/refused.xlsx")) ?? intake.home),
        ]))
      \(more > 0 ? "<p class=\"hint\">+ \(t.number(more))</p>" : HTML.nothing)
      """
  }

  /// What stands in the house already and would be changed: by its name, with what stands and what would stand.
  private func changed(_ preview: IntakePreview<T.Line>, _ count: Int, _ t: Language) -> HTML {
    guard !preview.changes.isEmpty else { return .nothing }
    let columns: [Column<IntakeChange>] = [
      Column(t(.lineNumber), isNumeric: true) { HTML(String($0.line)) }, Column(t(.changesWhom)) { HTML($0.subject) },
      Column(t(.changesWhat)) { change in
        change.fields.map { field -> HTML in
          let before = field.before.isEmpty ? "—" : String(field.before.prefix(80))
          return "<p>\(t(field.title)): \(before) → <b>\(String(field.after.prefix(80)))</b></p>"
        }.reduce(HTML.nothing) { "\($0)\($1)" }
      },
    ]
    let more = count - preview.changes.count
    return """
      \(t.table(t(.changesTitle), preview.changes, columns))\
      \(more > 0 ? "<p class=\"hint\">+ \(t.number(more))</p>" : HTML.nothing)
      """
  }

  private static func short(_ cells: [String]) -> String {
    let text = cells.filter { !$0.isEmpty }.prefix(5).map { String($0.prefix(40)) }.joined(separator: " · ")
    return cells.count { !$0.isEmpty } > 5 ? "\(text) …" : text
  }

  private func first(_ visit: Visit, _ batch: IntakeBatch, _ preview: IntakePreview<T.Line>) -> HTML {
    guard !preview.first.isEmpty else { return .nothing }
    return visit.language.table(
      visit.language(.firstLines), preview.first, intake.shown(preview.first, batch, visit))
  }

  /// Those that people see and that hold something.
  private static func sheets(_ staged: Staged) -> [KeptTable.Sheet] { staged.table.sheets.filter { $0.rows > 0 } }

  /// Which sheet, where its headings stand, what each column is.
  private func choices(_ visit: Visit, _ batch: IntakeBatch, _ staged: Staged, isOpen: Bool) -> HTML {
    let t = visit.language
    let choice = batch.choice
    let sheets = Self.sheets(staged)
    let sheet =
      sheets.count < 2
      ? HTML.nothing
      : t.select(
        Field("sheet", t(.sheetWord)), sheets.map { Option($0.name, "\($0.name) (\(t(.rowsOf($0.rows))))") }, chosen: choice.sheet
      )
    let header = t.select(
      Field("header", t(.headerWord), hint: t(.headerHint)),
      staged.heads.map { Option(String($0.line), "\($0.line): \(Self.short($0.cells))") }, chosen: String(choice.header))
    let options = staged.targets.map { Option($0.key, t($0.title)) }
    let selects = staged.headings.enumerated().prefix(choice.columns.count).map { position, title in
      t.select(
        Field("column-\(position)", title.isEmpty ? "№ \(position + 1)" : title), options, chosen: choice.columns[position])
    }
    return """
      <details\(" open", if: isOpen)><summary>\(t(.columnsTitle))</summary><p>\(t(.columnsExplained))</p>
      \(form(way(batch), "\(visit.formToken)\(sheet)\(header)<div class=\"grid\">\(selects)</div>\(button(t(.lookAgain), look: .plain))"))\
      </details>
      """
  }

  /// What can be done with a table that is taken in.
  struct After: Sendable {
    var hasRefused = false
    var ways: [(says: Phrase, link: Link)] = []
  }

  private func refusedFiles(_ batch: IntakeBatch, _ t: Language) -> HTML {
    let links = ["CSV", "XLSX"].map { kind in
      linkButton(
        "\(t(.refusedLines)): \(kind)", Link(own: way(batch, "/refused.\(kind.lowercased())")) ?? intake.home, look: .plain)
    }
    return "<p>\(t(.refusedKept))</p><p class=\"row\">\(links)</p>"
  }

  private func ways(_ batch: IntakeBatch, _ after: After, _ t: Language) -> HTML {
    let isOver = batch.fate == .through || batch.fate == .stopped
    let back: [HTML] =
      isOver && intake.undo != nil && batch.counts.added + batch.counts.changed > 0
      ? [linkButton(t(.undoNow), Link(own: way(batch, "/undo")) ?? intake.home, look: .plain)] : []
    let links = after.ways.map { linkButton(t($0.says), $0.link) } + back
    return links.isEmpty ? .nothing : "<p class=\"row\">\(links)</p>"
  }

  func undo(_ visit: Visit, _ batch: IntakeBatch, _ undoing: IntakeUndoing, error: Phrase?) -> Page {
    let t = visit.language
    let columns: [Column<IntakeStanding>] = [
      Column(t(.changesWhom)) { HTML($0.subject) }, Column(t(.why)) { HTML($0.keeps.map { t($0) } ?? "") },
    ]
    let more = undoing.kept - undoing.first.count
    let ask = form(
      way(batch, "/undo"),
      """
      \(visit.formToken)\
      \(t.textArea(Field("reason", t(.undoReason), error: error.map { t($0) }), value: visit.form["reason"] ?? "", rows: 3, longest: 500))\
      \(button(t(.undoNow), look: .danger))
      """)
    return Page(
      title: t(.undoTitle), language: t, width: .wide,
      body: """
        \(t.back(to: Link(own: way(batch)) ?? intake.home))\(t.errorSummary(error.map { [(field: "reason", message: t($0))] } ?? []))
        <h1>\(t(.undoTitle))</h1><p>\(batch.name)</p><p>\(t(.undoExplained))</p>
        \(facts([
          fact(t.number(undoing.removed), t(.undoRemoved)), fact(t.number(undoing.restored), t(.undoRestored)),
          fact(t.number(undoing.kept), t(.undoKept)),
        ]))
        \(undoing.isEmpty ? notice("<p>\(t(.undoNothing))</p>", .waiting) : ask)
        \(undoing.first.isEmpty ? HTML.nothing : t.table(t(.undoStays), undoing.first, columns))\
        \(more > 0 ? "<p class=\"hint\">+ \(t.number(more))</p>" : HTML.nothing)
        """)
  }

  func progress(_ visit: Visit, _ batch: IntakeBatch, _ after: After) -> Page {
    let t = visit.language
    let counts = batch.counts
    return Page(
      title: batch.name, language: t, width: .wide,
      body: """
        \(t.back(to: intake.home))<h1>\(batch.name)</h1>
        \(fate(visit, batch))
        \(facts([
          fact(t.number(counts.added), t(intake.words.added)), fact(t.number(counts.changed), t(intake.words.changed)),
          fact(t.number(counts.unchanged), t(.unchangedCount)), fact(t.number(counts.refused), t(.refusedCount)),
        ]))
        \(after.hasRefused ? refusedFiles(batch, t) : HTML.nothing)\(ways(batch, after, t))
        """)
  }

  private func fate(_ visit: Visit, _ batch: IntakeBatch) -> HTML {
    let t = visit.language
    switch batch.fate {
    case .staged, .running:
      let stop = form(way(batch, "/drop"), "\(visit.formToken)\(button(t(.stopWriting), look: .plain))")
      let again = linkButton(t(.lookAgain), Link(own: way(batch)) ?? intake.home, look: .plain)
      return "\(t.progress(t(.isWritten), done: batch.counts.sum, of: batch.choice.total, stop))<p>\(again)</p>"
    case .dropped: return notice("<p>\(t(.droppedBefore))</p>")
    case .stopped: return notice("<p>\(t(.stoppedMidway))</p>")
    case .through: return notice("<p>\(t(.isThrough))</p>", .good)
    case .undoing, .undoStopped, .undone: return undone(visit, batch)
    }
  }

  /// Back is said only of what is back.
  private func undone(_ visit: Visit, _ batch: IntakeBatch) -> HTML {
    let t = visit.language
    guard let at = batch.undoneAt else { return .nothing }
    let total = batch.counts.added + batch.counts.changed
    let done = batch.undoing?.done
    let count = done.map { t(.wentBack($0, of: total)) }
    switch batch.fate {
    case .undoing:
      let again = linkButton(t(.lookAgain), Link(own: way(batch)) ?? intake.home, look: .plain)
      return """
        <p>\(t(.undoAskedAt(at, batch.undoReason)))</p>\(t.progress(t(.isUndone), done: done ?? 0, of: total))<p>\(again)</p>
        """
    case .undoStopped:
      return notice(
        "<p>\(t(.undoAskedAt(at, batch.undoReason)))</p><p>\(t(.undoHalted)). \(count ?? "")</p>", .bad)
    default:
      let rest = done.map { $0 < total } ?? false
      return notice(
        "<p>\(t(.undoneAt(at, batch.undoReason)))</p>\(count.map { "<p>\($0)\(rest ? " \(t(.restStays))" : "")</p>" as HTML })",
        .waiting)
    }
  }
}
