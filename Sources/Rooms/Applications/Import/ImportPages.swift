import Documents
import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// A table of girls, from the file to the applications: which column is what, what would happen, and one button.
enum ImportPages {
  static let bodyLimit = 21 << 20

  /// GET /desk/imports
  static func list(_ visit: Visit, _ permit: Permit<ImportApplications>) async throws -> Reply {
    let house = visit.house
    let cycle = try visit.cycle()
    let batches = try await house.database.read { try $0.batches(cycle.id, house.vault) }
    return visit.page(listPage(visit, batches, error: nil))
  }

  /// POST /desk/imports: keeps the file sealed with the importer's own key and guesses the columns.
  static func create(_ visit: Visit, _ permit: Permit<ImportApplications>, _ form: Form) async throws -> Reply {
    let house = visit.house
    let cycle = try visit.cycle()
    guard let upload = visit.uploads.first(where: { $0.field == "table" }), !upload.bytes.isEmpty else {
      return try await refuse(visit, cycle, .chooseFile)
    }
    let regions = DeskView.regions(permit.reach, cycle.id)
    let (kept, mapping): ([UInt8], ImportMapping)
    do {
      kept = try await house.outside.readers.table(upload.bytes)
      var sheet = try Spreadsheet(kept: kept)
      var total = 0
      while try sheet.next() != nil { total += 1 }
      mapping = ImportMapping(header: sheet.columns, total: total, regions: regions, form)
    } catch let complaint as SheetComplaint {
      return try await refuse(visit, cycle, complaint.sentence)
    }
    let id = try await house.database.write { tx in
      try tx.addBatch(name: upload.name, kept, mapping, cycle.id, permit, house)
    }
    return .seeOther("/desk/imports/\(id)")
  }

  /// GET /desk/imports/:batch
  static func show(_ visit: Visit, _ permit: Permit<ImportApplications>, _ form: Form) async throws -> Reply {
    let house = visit.house
    let id = try visit.id("batch", of: ImportBatch.self)
    let context = visit.fieldContext
    let (batch, staged) = try await house.database.read { tx in
      let batch = try own(id, permit, house, in: tx)
      guard batch.confirmedAt == nil, let bytes = try tx.stagedFile(batch, house.vault) else { return (batch, nil as Staged?) }
      let header = (try? Spreadsheet(kept: bytes).columns) ?? []
      return (batch, Staged(header: header, preview: try ImportRun.preview(bytes, batch, form, context, in: tx)))
    }
    if let staged { return visit.page(page(visit, batch, staged, form)) }
    return visit.page(progressPage(visit, batch), scripts: [house.assets.link("progress.js")])
  }

  /// POST /desk/imports/:batch: other columns.
  static func update(_ visit: Visit, _ permit: Permit<ImportApplications>, _ form: Form) async throws -> Reply {
    let id = try visit.id("batch", of: ImportBatch.self)
    let (posted, house) = (visit.form, visit.house)
    try await house.database.write { tx in
      var mapping = try own(id, permit, house, in: tx).mapping
      mapping.choose(mapping.columns.indices.map { posted["column-\($0)"] ?? "" }, form)
      try tx.setMapping(mapping, of: id)
    }
    return .seeOther("/desk/imports/\(id)")
  }

  /// POST /desk/imports/:batch/confirmation: from here on the job writes.
  static func confirm(_ visit: Visit, _ permit: Permit<ImportApplications>) async throws -> Reply {
    let house = visit.house
    let id = try visit.id("batch", of: ImportBatch.self)
    try await house.database.write { tx in
      let batch = try own(id, permit, house, in: tx)
      try tx.confirm(batch.id, at: house.outside.now())
      try tx.record("import.confirmed", id.text, "rows=\(batch.mapping.total)", by: permit, house)
    }
    return .seeOther("/desk/imports/\(id)")
  }

  /// POST /desk/imports/:batch/drop: before confirmation, or to stop a running one.
  static func drop(_ visit: Visit, _ permit: Permit<ImportApplications>) async throws -> Reply {
    let house = visit.house
    let id = try visit.id("batch", of: ImportBatch.self)
    try await house.database.write { tx in
      try tx.dropFile(try own(id, permit, house, in: tx).id)
      try tx.record("import.dropped", id.text, by: permit, house)
    }
    return .seeOther("/desk/imports")
  }

  /// The staged file is sealed with its maker's key and is nobody else's business.
  private static func own(
    _ id: ID<ImportBatch>, _ permit: Permit<ImportApplications>, _ house: House, in tx: Transaction
  ) throws -> ImportBatch {
    guard let batch = try tx.batch(id, house.vault), batch.maker == permit.actor.person else { throw Refusal.missing }
    return batch
  }

  private static func refuse(_ visit: Visit, _ cycle: Cycle, _ phrase: Phrase) async throws -> Reply {
    let batches = try await visit.house.database.read { try $0.batches(cycle.id, visit.house.vault) }
    return visit.page(listPage(visit, batches, error: visit.language(phrase)), status: 422)
  }
}

/// The pages.
extension ImportPages {
  private struct Staged: Sendable {
    let header: [String]
    let preview: ImportRun.Preview
  }

  private static func listPage(_ visit: Visit, _ batches: [ImportBatch], error: String?) -> Page {
    let t = visit.language
    let columns: [Column<ImportBatch>] = [
      Column(t(.fileName)) { batch in
        batch.maker == visit.who.person
          ? "<a href=\"\(Link("/desk/imports/\(batch.id.text)"))\">\(batch.name)</a>" : "\(batch.name)"
      },
      Column(t(.when)) { HTML(t.dateTime($0.madeAt)) },
      Column(t(.stateWord)) { batch in
        batch.isRunning
          ? tag(t(.isRunning), .waiting) : batch.isStaged ? tag(t(.notConfirmed), .plain) : tag(t(.isDone), .good)
      },
      Column(t(.addedCount), isNumeric: true) { HTML(t.number($0.counts.added)) },
      Column(t(.changedCount), isNumeric: true) { HTML(t.number($0.counts.changed)) },
      Column(t(.refusedCount), isNumeric: true) { HTML(t.number($0.counts.refused)) },
    ]
    return Page(
      title: t(.importTable), language: t, width: .wide,
      body: """
        \(t.back(to: "/desk/applications"))\(t.errorSummary(error.map { [(field: "table", message: $0)] } ?? []))
        <h1>\(t(.importTable))</h1><p>\(t(.importExplained))</p>
        \(form(
          "/desk/imports", isMultipart: true,
          """
          \(visit.formToken)\
          \(t.fileField(Field("table", t(.tableFile), hint: t(.tableHint), error: error), accept: [".csv", ".xlsx", ".txt"]))\
          \(button(t(.goOnToColumns)))
          """))
        \(batches.isEmpty ? HTML.nothing : t.table(t(.importsSoFar), batches, columns))
        """)
  }

  private static func page(_ visit: Visit, _ batch: ImportBatch, _ staged: Staged, _ form: Form) -> Page {
    let t = visit.language
    let counts = staged.preview.counts
    let isReady = counts.added + counts.changed > 0
    return Page(
      title: batch.name, language: t, width: .wide,
      body: """
        \(t.back(to: "/desk/imports"))<h1>\(batch.name)</h1><p>\(t(.nothingWrittenYet))</p>
        \(facts([
          fact(t.number(counts.added), t(.addedCount)), fact(t.number(counts.changed), t(.changedCount)),
          fact(t.number(counts.unchanged), t(.unchangedCount)), fact(t.number(counts.refused), t(.refusedCount)),
          fact(t.number(staged.preview.schools), t(.schoolsFound)),
        ]))
        \(isReady
          ? Markup.form("/desk/imports/\(batch.id.text)/confirmation", "\(visit.formToken)\(button(t(.importThese(counts.added + counts.changed))))")
          : HTML.nothing)
        \(Markup.form("/desk/imports/\(batch.id.text)/drop", "\(visit.formToken)\(button(t(.dropTable), look: .plain))"))
        \(refused(staged.preview, t))\(first(staged.preview, form, visit.fieldContext))\(columns(visit, batch, staged, form))
        """)
  }

  private static func refused(_ preview: ImportRun.Preview, _ t: Language) -> HTML {
    guard !preview.refused.isEmpty else { return .nothing }
    let more = preview.counts.refused - preview.refused.count
    return """
      \(t.table(
        t(.refusedLines), preview.refused,
        [Column(t(.lineNumber), isNumeric: true) { HTML(String($0.line)) }, Column(t(.why)) { HTML(t($0.phrase)) }]))
      \(more > 0 ? "<p class=\"hint\">+ \(t.number(more))</p>" : HTML.nothing)
      """
  }

  private static func first(_ preview: ImportRun.Preview, _ form: Form, _ context: FieldContext) -> HTML {
    guard !preview.first.isEmpty else { return .nothing }
    let t = context.language
    let context = context.knowing(preview.first.compactMap(\.school))
    let fields = form.pages.flatMap { page in page.fields.map { (page: page, field: $0) } }.filter { asked in
      preview.first.contains { $0.typed[asked.field.key] != nil }
    }
    let columns =
      [Column<ImportedGirl>(t(.lineNumber)) { HTML(String($0.line)) }]
      + fields.map { page, field in
        Column<ImportedGirl>(field.asked(on: page)(t)) { girl in
          HTML(girl.typed[field.key].map { field.kind.shown($0, context) } ?? "")
        }
      }
    return t.table(t(.firstLines), preview.first, columns)
  }

  private static func columns(_ visit: Visit, _ batch: ImportBatch, _ staged: Staged, _ form: Form) -> HTML {
    let t = visit.language
    let options = ImportMapping.targets(form).map { Option($0.key, $0.label(t)) }
    let selects = staged.header.enumerated().prefix(batch.mapping.columns.count).map { position, title in
      t.select(
        Field("column-\(position)", title.isEmpty ? "\(position + 1)" : title), options, chosen: batch.mapping.columns[position])
    }
    return """
      <h2>\(t(.columnsTitle))</h2><p>\(t(.columnsExplained))</p>
      \(Markup.form(
        "/desk/imports/\(batch.id.text)", "\(visit.formToken)<div class=\"grid\">\(selects)</div>\(button(t(.lookAgain), look: .plain))"))
      """
  }

  private static func progressPage(_ visit: Visit, _ batch: ImportBatch) -> Page {
    let t = visit.language
    let counts = batch.counts
    let stop = Markup.form(
      "/desk/imports/\(batch.id.text)/drop", "\(visit.formToken)\(button(t(.stopImport), look: .plain))")
    return Page(
      title: batch.name, language: t, width: .wide,
      body: """
        \(t.back(to: "/desk/imports"))<h1>\(batch.name)</h1>
        \(batch.isRunning
          ? "\(t.progress(t(.isRunning), done: counts.sum, of: batch.mapping.total, stop))<p>\(linkButton(t(.lookAgain), Link("/desk/imports/\(batch.id.text)"), look: .plain))</p>"
          : notice(HTML(t(batch.confirmedAt == nil ? .droppedBefore : .isDone)), batch.confirmedAt == nil ? .plain : .good))
        \(facts([
          fact(t.number(counts.added), t(.addedCount)), fact(t.number(counts.changed), t(.changedCount)),
          fact(t.number(counts.unchanged), t(.unchangedCount)), fact(t.number(counts.refused), t(.refusedCount)),
        ]))
        """)
  }
}

extension Phrase {
  static let importExplained = Phrase(
    kk:
      "Кестедегі әр жол бір қыз. Алдымен не болатыны көрсетіледі; сіз растағанша ештеңе жазылмайды. Бір кестені екі рет жүктеу ештеңені өзгертпейді.",
    ru:
      "Каждая строка таблицы — одна девочка. Сначала показывается, что получится; до подтверждения ничего не записывается. Повторная загрузка той же таблицы ничего не меняет.",
    en:
      "Each line of the table is one girl. First you see what would happen; nothing is written until you confirm. Importing the same table again changes nothing."
  )
  static let tableFile = Phrase(kk: "Кесте", ru: "Таблица", en: "Table")
  static let tableHint = Phrase(
    kk: "CSV немесе XLSX, ең көбі 20 МБ, бірінші жолында бағандардың атауы",
    ru: "CSV или XLSX, не больше 20 МБ, в первой строке названия столбцов",
    en: "CSV or XLSX, at most 20 MB, with the names of the columns in the first line")
  static let chooseFile = Phrase(kk: "Файлды таңдаңыз", ru: "Выберите файл", en: "Choose a file")
  static let goOnToColumns = Phrase(kk: "Бағандарға өту", ru: "Дальше: столбцы", en: "Next: columns")
  static let importsSoFar = Phrase(kk: "Жүктелген кестелер", ru: "Загруженные таблицы", en: "Tables imported so far")
  static let fileName = Phrase(kk: "Файл", ru: "Файл", en: "File")
  static let isRunning = Phrase(kk: "жүктеліп жатыр", ru: "загружается", en: "running")
  static let notConfirmed = Phrase(kk: "расталмаған", ru: "не подтверждена", en: "not confirmed")
  static let isDone = Phrase(kk: "аяқталды", ru: "завершено", en: "done")
  static let addedCount = Phrase(kk: "жаңа өтінім", ru: "новых заявок", en: "new applications")
  static let changedCount = Phrase(kk: "өзгереді", ru: "изменится", en: "to change")
  static let unchangedCount = Phrase(kk: "бұрынғыдай", ru: "без изменений", en: "unchanged")
  static let refusedCount = Phrase(kk: "қабылданбады", ru: "не принято", en: "refused")
  static let schoolsFound = Phrase(
    kk: "мектеп тізілімнен табылды", ru: "школ найдено в реестре", en: "schools found in the register")
  static let nothingWrittenYet = Phrase(
    kk: "Әлі ештеңе жазылған жоқ. Төмендегіні тексеріп, растаңыз.", ru: "Пока ничего не записано. Проверьте и подтвердите.",
    en: "Nothing is written yet. Look through it and confirm.")
  static func importThese(_ n: Int) -> Phrase {
    Phrase(kk: "Растау: \(n) жол", ru: "Подтвердить: строк \(n)", en: "Confirm: \(n) lines")
  }
  static let dropTable = Phrase(kk: "Кестені алып тастау", ru: "Убрать таблицу", en: "Drop the table")
  static let refusedLines = Phrase(
    kk: "Қабылданбайтын жолдар", ru: "Строки, которые не будут приняты", en: "Lines that are refused")
  static let lineNumber = Phrase(kk: "Жол", ru: "Строка", en: "Line")
  static let firstLines = Phrase(
    kk: "Алғашқы жолдар қалай түсінілді", ru: "Как поняты первые строки", en: "The first lines as they were understood")
  static let columnsTitle = Phrase(kk: "Бағандар", ru: "Столбцы", en: "Columns")
  static let columnsExplained = Phrase(
    kk: "Әр бағанның не екенін тексеріңіз. Таңдалмаған баған жүктелмейді.",
    ru: "Проверьте, что в каждом столбце. Невыбранные столбцы не загружаются.",
    en: "Check what each column is. A column without a choice is left out.")
  static let lookAgain = Phrase(kk: "Қайта қарау", ru: "Посмотреть ещё раз", en: "Look again")
  static let stopImport = Phrase(kk: "Тоқтату", ru: "Остановить", en: "Stop")
  static let droppedBefore = Phrase(
    kk: "Кесте алынып тасталды, ештеңе жазылмады.", ru: "Таблица убрана, ничего не записано.",
    en: "The table was dropped; nothing was written.")
}
