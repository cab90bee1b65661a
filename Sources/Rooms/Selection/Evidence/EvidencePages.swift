import Allocation
import Documents
import Exchange
import Markup
import Programme
import Storage
import Words

/// Results of tests and essays come in as a table: which column is what, what would happen, and one button.
enum EvidencePages {
  static let bodyLimit = 21 << 20

  private struct Known: Sendable {
    let file: PolicyFile

    func title(_ name: String) -> Phrase { file.title(evidence: name) }
  }

  /// The newest policy says which evidence there is and what values are possible.
  private static func known(_ cycle: ID<Cycle>, _ tx: Transaction) throws -> Known? {
    try tx.policies(cycle).first.map { Known(file: $0.file) }
  }

  /// GET /desk/selection/evidence
  static func list(_ visit: Visit, _ permit: Permit<ImportEvidence>) async throws -> Reply {
    visit.page(try await listPage(visit, error: nil))
  }

  /// POST /desk/selection/evidence
  static func create(_ visit: Visit, _ permit: Permit<ImportEvidence>) async throws -> Reply {
    let house = visit.house
    let cycle = try visit.cycle().id
    guard let known = try await house.database.read({ try known(cycle, $0) }) else { throw Refusal(.conflict, .policyFirst) }
    guard let upload = visit.uploads.first(where: { $0.field == "table" }), !upload.bytes.isEmpty else {
      return visit.page(try await listPage(visit, error: .chooseTable), status: 422)
    }
    let (kept, mapping): ([UInt8], [String])
    do {
      kept = try await house.outside.readers.table(upload.bytes)
      mapping = EvidenceReader.guess(try Spreadsheet(kept: kept).columns, known.file.policy.evidence, known.title)
    } catch let complaint as SheetComplaint {
      return visit.page(try await listPage(visit, error: complaint.sentence), status: 422)
    }
    let id = try await house.database.write { try $0.addEvidenceBatch(kept, mapping, cycle, permit, house) }
    return .seeOther("/desk/selection/evidence/\(id)")
  }

  /// GET /desk/selection/evidence/:batch
  static func show(_ visit: Visit, _ permit: Permit<ImportEvidence>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let id = try visit.id("batch", of: EvidenceBatch.self)
    let (batch, staged) = try await house.database.read { tx in
      let batch = try tx.evidenceBatch(id, of: permit.actor.person)
      return (batch, try Self.staged(batch, permit, house, in: tx))
    }
    guard let staged else { return visit.page(donePage(batch, t)) }
    return visit.page(page(visit, batch, staged))
  }

  private struct Staged: Sendable {
    let known: Known
    let header: [String]
    let read: EvidenceReader
    let unchanged: Int
    let missing: [(name: String, count: Int)]
  }

  private static func staged(_ batch: EvidenceBatch, _ permit: Permit<ImportEvidence>, _ house: House, in tx: Transaction) throws
    -> Staged?
  {
    guard batch.confirmedAt == nil, let bytes = try tx.stagedEvidence(batch, house.vault), let known = try known(batch.cycle, tx)
    else {
      return nil
    }
    let pieces = known.file.policy.evidence
    let codes = try tx.candidateCodes(batch.cycle, reach: permit.reach)
    let read = try EvidenceReader(bytes, batch.mapping, pieces, codes: codes)
    let standings = try tx.evidenceStandings(batch.cycle)
    let unchanged = read.values.count { value in
      standings[value.applicant]?[value.name].map { $0.value == value.value && $0.error == value.error } ?? false
    }
    let brought = Set(read.values.map { "\($0.applicant)|\($0.name)" })
    let missing = pieces.map { piece in
      (
        name: piece.name,
        count: codes.values.count { standings[$0]?[piece.name] == nil && !brought.contains("\($0)|\(piece.name)") }
      )
    }
    return Staged(
      known: known, header: try Spreadsheet(kept: bytes).columns, read: read, unchanged: unchanged, missing: missing)
  }

  /// POST /desk/selection/evidence/:batch: other columns.
  static func update(_ visit: Visit, _ permit: Permit<ImportEvidence>) async throws -> Reply {
    let id = try visit.id("batch", of: EvidenceBatch.self)
    let form = visit.form
    try await visit.house.database.write { tx in
      let batch = try tx.evidenceBatch(id, of: permit.actor.person)
      guard let known = try known(batch.cycle, tx) else { throw Refusal.missing }
      let targets = Set(EvidenceReader.targets(known.file.policy.evidence, known.title).map(\.key))
      var used: Set<String> = []
      let mapping = batch.mapping.indices.map { index -> String in
        let key = form["column-\(index)"] ?? ""
        return targets.contains(key) && used.insert(key).inserted ? key : ""
      }
      try tx.setEvidenceMapping(mapping, of: id)
    }
    return .seeOther("/desk/selection/evidence/\(id)")
  }

  /// POST /desk/selection/evidence/:batch/confirmation: what the preview said, in one transaction.
  static func confirm(_ visit: Visit, _ permit: Permit<ImportEvidence>) async throws -> Reply {
    let house = visit.house
    let id = try visit.id("batch", of: EvidenceBatch.self)
    try await house.database.write { tx in
      let batch = try tx.evidenceBatch(id, of: permit.actor.person)
      guard let staged = try staged(batch, permit, house, in: tx) else { throw Refusal(.conflict, .evidenceConfirmedBefore) }
      let added = try tx.addEvidence(
        staged.read.values.map { ($0.applicant, $0.name, $0.value, $0.error) }, source: "import", batch: id,
        batch.cycle,
        house)
      try tx.confirmEvidence(
        id, added: added, unchanged: staged.read.values.count - added, refused: staged.read.refused.count,
        at: house.outside.now())
      try tx.record(
        "evidence.imported", id.text, "added=\(added) refused=\(staged.read.refused.count)", by: permit, house)
    }
    return .seeOther("/desk/selection/evidence/\(id)")
  }

  /// POST /desk/selection/evidence/:batch/drop
  static func drop(_ visit: Visit, _ permit: Permit<ImportEvidence>) async throws -> Reply {
    let id = try visit.id("batch", of: EvidenceBatch.self)
    try await visit.house.database.write { tx in
      _ = try tx.evidenceBatch(id, of: permit.actor.person)
      try tx.dropEvidence(id)
    }
    return .seeOther("/desk/selection/evidence")
  }
}

/// The pages.
extension EvidencePages {
  private static func listPage(_ visit: Visit, error: Phrase?) async throws -> Page {
    let t = visit.language
    let cycle = try visit.cycle().id
    let (batches, counts, candidates, hasPolicy) = try await visit.house.database.read { tx in
      (
        try tx.evidenceBatches(cycle), try tx.evidenceCounts(cycle), try tx.candidateCount(cycle), try known(cycle, tx) != nil
      )
    }
    let message = error.map { t($0) }
    let upload = form(
      "/desk/selection/evidence", isMultipart: true,
      """
      \(visit.formToken)\(t.fileField(Field("table", t(.resultsTable), hint: t(.resultsTableHint), error: message), accept: [".csv", ".xlsx"]))\
      \(button(t(.lookAtTable)))
      """)
    let columns: [Column<EvidenceBatch>] = [
      Column(t(.broughtWhen)) { batch in
        batch.maker == visit.who.person
          ? "<a href=\"\(Link("/desk/selection/evidence/\(batch.id.text)"))\">\(t.dateTime(batch.madeAt))</a>"
          : HTML(t.dateTime(batch.madeAt))
      },
      Column(t(.valuesAdded), isNumeric: true) { HTML(t.number($0.added)) },
      Column(t(.valuesUnchanged), isNumeric: true) { HTML(t.number($0.unchanged)) },
      Column(t(.linesRefused), isNumeric: true) { HTML(t.number($0.refused)) },
      Column(t(.confirmedWord)) { HTML($0.confirmedAt.map { t.dateTime($0) } ?? "—") },
    ]
    return Page(
      title: t(.evidenceTitle), language: t, width: .wide,
      body: """
        \(t.back(to: "/desk/selection"))\(t.errorSummary(message.map { [(field: "table", message: $0)] } ?? []))
        <h1>\(t(.evidenceTitle))</h1><p>\(t(.evidenceExplained))</p>
        \(facts([fact(t.number(candidates), t(.candidatesWord))] + counts.map { fact(t.number($0.count), $0.name) }))
        \(hasPolicy ? upload : notice("<p>\(t(.policyFirst))</p>", .waiting))
        \(batches.isEmpty ? HTML.nothing : t.table(t(.tablesSoFar), batches, columns))
        """)
  }

  private static func page(_ visit: Visit, _ batch: EvidenceBatch, _ staged: Staged) -> Page {
    let t = visit.language
    let new = staged.read.values.count - staged.unchanged
    let options = EvidenceReader.targets(staged.known.file.policy.evidence, staged.known.title).map {
      Option($0.key, t($0.title))
    }
    let selects = staged.header.enumerated().prefix(batch.mapping.count).map { position, title in
      t.select(
        Field("column-\(position)", title.isEmpty ? "\(position + 1)" : title), options, chosen: batch.mapping[position])
    }
    let path: Link = "/desk/selection/evidence/\(batch.id.text)"
    let refused = staged.read.refused.prefix(200)
    return Page(
      title: t(.evidenceTitle), language: t, width: .wide,
      body: """
        \(t.back(to: "/desk/selection/evidence"))<h1>\(t(.resultsTable))</h1><p>\(t(.nothingWritten))</p>
        \(facts([
          fact(t.number(new), t(.valuesAdded)), fact(t.number(staged.unchanged), t(.valuesUnchanged)),
          fact(t.number(staged.read.refused.count), t(.linesRefused)),
        ] + staged.missing.map { fact(t.number($0.count), t(.willLack(staged.known.title($0.name)))) }))
        \(new > 0
          ? form("/desk/selection/evidence/\(batch.id.text)/confirmation", "\(visit.formToken)\(button(t(.takeValues(new))))") : HTML.nothing)
        \(form("/desk/selection/evidence/\(batch.id.text)/drop", "\(visit.formToken)\(button(t(.dropResults), look: .plain))"))
        \(refused.isEmpty
          ? HTML.nothing
          : t.table(
            t(.linesRefused), Array(refused),
            [Column(t(.lineWord), isNumeric: true) { HTML(String($0.line)) }, Column(t(.whyWord)) { HTML(t($0.says)) }]))
        <h2>\(t(.columnsWord))</h2>
        \(form(path, "\(visit.formToken)<div class=\"grid\">\(selects)</div>\(button(t(.lookAgainWord), look: .plain))"))
        """)
  }

  private static func donePage(_ batch: EvidenceBatch, _ t: Language) -> Page {
    Page(
      title: t(.evidenceTitle), language: t, width: .wide,
      body: """
        \(t.back(to: "/desk/selection/evidence"))<h1>\(t(.resultsTable))</h1>
        \(notice("<p>\(t(batch.confirmedAt == nil ? .resultsDropped : .resultsTaken))</p>", batch.confirmedAt == nil ? .plain : .good))
        \(facts([
          fact(t.number(batch.added), t(.valuesAdded)), fact(t.number(batch.unchanged), t(.valuesUnchanged)),
          fact(t.number(batch.refused), t(.linesRefused)),
        ]))
        """)
  }
}

extension Phrase {
  static let evidenceTitle = Phrase(kk: "Іріктеу нәтижелері", ru: "Результаты для отбора", en: "Evidence for the selection")
  static let evidenceExplained = Phrase(
    kk:
      "Әр жол — бір қатысушы: өтінім коды, нәтижесі және өлшеу қателігі. Алдымен не болатыны көрсетіледі; сіз растағанша ештеңе жазылмайды. Жаңа мән ескісін өшірмейді: тарихы сақталады, соңғысы есепке алынады.",
    ru:
      "Каждая строка — одна участница: код заявки, результат и погрешность. Сначала показывается, что получится; до подтверждения ничего не записывается. Новое значение не стирает прежнее: история сохраняется, считается последнее.",
    en:
      "Each line is one candidate: application code, result and its error. First you see what would happen; nothing is written until you confirm. A new value does not erase the old one: the history is kept, the latest counts."
  )
  static let policyFirst = Phrase(
    kk: "Алдымен іріктеу саясаты жазылуы керек: қандай нәтижелер ескерілетінін сол айтады.",
    ru: "Сначала нужна политика отбора: она говорит, какие результаты учитываются.",
    en: "First a selection policy is needed: it says which evidence counts.")
  static let resultsTable = Phrase(kk: "Нәтижелер кестесі", ru: "Таблица результатов", en: "Table of results")
  static let resultsTableHint = Phrase(
    kk: "CSV немесе XLSX, ең көбі 20 МБ, бірінші жолында бағандардың атауы",
    ru: "CSV или XLSX, не больше 20 МБ, в первой строке названия столбцов",
    en: "CSV or XLSX, at most 20 MB, with the names of the columns in the first line")
  static let chooseTable = Phrase(kk: "Файлды таңдаңыз", ru: "Выберите файл", en: "Choose a file")
  static let lookAtTable = Phrase(kk: "Кестені қарау", ru: "Посмотреть таблицу", en: "Look at the table")
  static let broughtWhen = Phrase(kk: "Әкелінген уақыты", ru: "Загружена", en: "Brought")
  static let valuesAdded = Phrase(kk: "жаңа мән", ru: "новых значений", en: "new values")
  static let valuesUnchanged = Phrase(kk: "бұрынғыдай", ru: "без изменений", en: "unchanged")
  static let linesRefused = Phrase(kk: "қабылданбаған жол", ru: "непринятых строк", en: "refused lines")
  static let confirmedWord = Phrase(kk: "Расталған", ru: "Подтверждена", en: "Confirmed")
  static let candidatesWord = Phrase(kk: "іріктеуге қатысушы", ru: "участниц отбора", en: "candidates")
  static let tablesSoFar = Phrase(kk: "Әкелінген кестелер", ru: "Загруженные таблицы", en: "Tables so far")
  static let nothingWritten = Phrase(
    kk: "Әлі ештеңе жазылған жоқ. Төмендегіні тексеріп, растаңыз.", ru: "Пока ничего не записано. Проверьте и подтвердите.",
    en: "Nothing is written yet. Look through it and confirm.")
  static func willLack(_ title: Phrase) -> Phrase {
    Phrase(kk: "нәтижесі жоқ: \(title(.kk))", ru: "без результата: \(title(.ru))", en: "without: \(title(.en))")
  }
  static func takeValues(_ n: Int) -> Phrase {
    Phrase(kk: "Растау: \(n) мән", ru: "Подтвердить: значений \(n)", en: "Confirm: \(n) values")
  }
  static let dropResults = Phrase(kk: "Кестені алып тастау", ru: "Убрать таблицу", en: "Drop the table")
  static let lineWord = Phrase(kk: "Жол", ru: "Строка", en: "Line")
  static let whyWord = Phrase(kk: "Себебі", ru: "Причина", en: "Why")
  static let columnsWord = Phrase(kk: "Бағандар", ru: "Столбцы", en: "Columns")
  static let lookAgainWord = Phrase(kk: "Қайта қарау", ru: "Посмотреть ещё раз", en: "Look again")
  static let resultsDropped = Phrase(
    kk: "Кесте алынып тасталды, ештеңе жазылмады.", ru: "Таблица убрана, ничего не записано.",
    en: "The table was dropped; nothing was written.")
  static let resultsTaken = Phrase(kk: "Нәтижелер жазылды.", ru: "Результаты записаны.", en: "The results are kept.")
}
