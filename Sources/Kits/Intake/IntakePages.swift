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
        case .staged: tag(t(.isNotConfirmed), .plain)
        case .running: tag(t(.isWritten), .waiting)
        case .dropped: tag(t(.isDropped), .plain)
        case .stopped: tag(t(.isStopped), .plain)
        case .through: tag(t(.isThrough), .good)
        }
      },
      Column(t(intake.words.added), isNumeric: true) { HTML(t.number($0.counts.added)) },
      Column(t(intake.words.changed), isNumeric: true) { HTML(t.number($0.counts.changed)) },
      Column(t(.refusedCount), isNumeric: true) { HTML(t.number($0.counts.refused)) },
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
        \(leftOut(batch, staged, t))
        \(ready > 0 ? HTML.nothing : notice("<p>\(t(.nothingNew))</p>", .waiting))\(notLoaded(batch, staged, t))
        <div class="row">\(ready > 0 ? form(way(batch, "/confirmation"), "\(visit.formToken)\(button(t(.takeLines(ready))))") : HTML.nothing)\
        \(form(way(batch, "/drop"), "\(visit.formToken)\(button(t(.dropTable), look: .plain))"))</div>
        \(refused(batch, staged.preview, t))\(first(visit, batch, staged.preview))\(choices(visit, batch, staged, isOpen: ready == 0))
        """)
  }

  /// Sheets that are not read are named.
  private func leftOut(_ batch: IntakeBatch, _ staged: Staged, _ t: Language) -> HTML {
    let others = staged.table.sheets.filter { $0.name != batch.choice.sheet && $0.rows > 0 }
    guard !others.isEmpty else { return .nothing }
    return notice("<p>\(t(.sheetsLeftOut(batch.choice.sheet, others.map(\.name))))</p>", .waiting)
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
        exports: [("CSV", Link(own: way(batch, "/refused.csv")) ?? intake.home)]))
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

  /// Which sheet, where its headings stand, what each column is.
  private func choices(_ visit: Visit, _ batch: IntakeBatch, _ staged: Staged, isOpen: Bool) -> HTML {
    let t = visit.language
    let choice = batch.choice
    let sheets = staged.table.sheets.filter { $0.rows > 0 }
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

  func progress(_ visit: Visit, _ batch: IntakeBatch) -> Page {
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
    }
  }
}
