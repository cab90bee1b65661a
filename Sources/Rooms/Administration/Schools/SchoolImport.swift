import Documents
import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// A table of schools on its way into the register: looked at first, then confirmed; brought again it changes nothing.
struct SchoolImport: Sendable {
  let id: ID<SchoolImport>
  let name: String
  let file: [UInt8]
  let targets: [SchoolTable.Target?]
  let confirmedAt: Moment?

  /// What confirming would do.
  struct Plan: Sendable {
    var added: [SchoolTable.Line] = []
    var changed: [SchoolTable.Line] = []
    var unchanged = 0
    let refused: [SchoolTable.Refused]
    let columns: [String]
  }

  static let bodyLimit = 12 << 20

  /// POST /administration/schools/imports
  static func create(_ visit: Visit, _ permit: Permit<KeepSchools>) async throws -> Reply {
    let house = visit.house
    guard let upload = visit.uploads.first(where: { $0.field == "table" }), !upload.bytes.isEmpty else {
      throw Refusal(.invalid, .chooseTable)
    }
    let (kept, targets): ([UInt8], [SchoolTable.Target?])
    do {
      kept = try await house.outside.readers.table(upload.bytes)
      targets = SchoolTable.guess(try Spreadsheet(kept: kept).columns)
    } catch let complaint as SheetComplaint {
      throw Refusal(.invalid, complaint.sentence)
    }
    let id = try await house.database.write { tx in
      let id: ID<SchoolImport> = house.outside.id()
      try tx.run("DELETE FROM school_import WHERE confirmed_at IS NULL AND made_by = \(permit.actor.person)")
      try tx.run(
        """
        INSERT INTO school_import (id, name, file, targets, made_by, made_at)
        VALUES (\(id), \(String(upload.name.prefix(120))), \(kept), \(Self.text(targets)), \(permit.actor.person),
          \(house.outside.now()))
        """)
      return id
    }
    return .seeOther("/administration/schools/imports/\(id)")
  }

  /// GET /administration/schools/imports/:import
  static func show(_ visit: Visit, _ permit: Permit<KeepSchools>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let id: ID<SchoolImport> = try visit.id("import")
    let (batch, plan) = try await house.database.read { tx in
      let batch = try tx.schoolImport(id)
      return (batch, try tx.plan(batch, house.gazetteer))
    }
    let way: Link = "/administration/schools/imports/\(id.text)"
    let nothing = plan.added.isEmpty && plan.changed.isEmpty
    return visit.page(
      Page(
        title: t(.schoolImport), language: t, width: .wide,
        body: """
          \(t.back(to: "/administration/schools"))<h1>\(t(.schoolImport)): \(batch.name)</h1>
          \(facts([
            fact(t.number(plan.added.count), t(.toAdd)), fact(t.number(plan.changed.count), t(.toChange)),
            fact(t.number(plan.unchanged), t(.sameAsNow)), fact(t.number(plan.refused.count), t(.refusedLines)),
          ]))
          \(nothing ? notice("<p>\(t(.nothingToDo))</p>") : form("/administration/schools/imports/\(id.text)/confirmation", "\(visit.formToken)\(button(t(.confirmImport)))"))
          \(refusedTable(plan.refused, t))
          <details\(" open", if: nothing)><summary>\(t(.columnsTitle))</summary>\(form(way, "\(visit.formToken)\(columns(plan.columns, batch.targets, t))\(button(t(.lookAgain), look: .plain))"))</details>
          \(t.table(t(.firstLines), Array((plan.added + plan.changed).prefix(20)), [
            Column("№") { HTML(String($0.number)) }, Column(t(.nameKazakh)) { HTML($0.kazakh) }, Column(t(.nameRussian)) { HTML($0.russian) },
            Column(t(.placeTitle)) { HTML(house.gazetteer.fullName($0.place.code, in: t)) },
          ]))
          """))
  }

  /// POST /administration/schools/imports/:import: which column is what.
  static func update(_ visit: Visit, _ permit: Permit<KeepSchools>) async throws -> Reply {
    let id: ID<SchoolImport> = try visit.id("import")
    let form = visit.form
    try await visit.house.database.write { tx in
      let batch = try tx.schoolImport(id)
      var used: Set<SchoolTable.Target> = []
      let targets = batch.targets.indices.map { position -> SchoolTable.Target? in
        form["column-\(position)"].flatMap(SchoolTable.Target.init(rawValue:)).flatMap { used.insert($0).inserted ? $0 : nil }
      }
      try tx.run("UPDATE school_import SET targets = \(Self.text(targets)) WHERE id = \(id) AND confirmed_at IS NULL")
    }
    return .seeOther("/administration/schools/imports/\(id)")
  }

  /// POST /administration/schools/imports/:import/confirmation
  static func confirm(_ visit: Visit, _ permit: Permit<KeepSchools>) async throws -> Reply {
    let house = visit.house
    let id: ID<SchoolImport> = try visit.id("import")
    try await house.database.write { tx in
      let batch = try tx.schoolImport(id)
      guard batch.confirmedAt == nil else { throw Refusal(.conflict, .importDone) }
      let plan = try tx.plan(batch, house.gazetteer)
      for line in plan.added + plan.changed {
        _ = try tx.keepSchool(
          place: line.place.code, nameKazakh: line.kazakh, nameRussian: line.russian, bin: line.bin, house.outside)
      }
      try tx.run("UPDATE school_import SET confirmed_at = \(house.outside.now()) WHERE id = \(id)")
      try tx.record(
        "schools.imported", id.text, "added=\(plan.added.count) changed=\(plan.changed.count) refused=\(plan.refused.count)",
        by: permit,
        house)
    }
    return .seeOther("/administration/schools")
  }

  static func text(_ targets: [SchoolTable.Target?]) -> String { targets.map { $0?.rawValue ?? "" }.joined(separator: ",") }

  private static func columns(_ titles: [String], _ targets: [SchoolTable.Target?], _ t: Language) -> HTML {
    let options = SchoolTable.Target.allCases.map { Option($0.rawValue, t($0.title)) }
    return zip(titles.indices, titles).map { position, title -> HTML in
      t.select(
        Field("column-\(position)", title.isEmpty ? "№ \(position + 1)" : title), options, chosen: targets[position]?.rawValue)
    }.joined()
  }

  private static func refusedTable(_ refused: [SchoolTable.Refused], _ t: Language) -> HTML {
    if refused.isEmpty { return .nothing }
    return t.table(
      t(.refusedLines), Array(refused.prefix(200)),
      [
        Column(t(.lineTitle)) { HTML(String($0.number)) }, Column(t(.schoolName)) { HTML($0.text) },
        Column(t(.reasonTitle)) { HTML(t($0.reason)) },
      ])
  }
}

extension Transaction {
  func schoolImport(_ id: ID<SchoolImport>) throws -> SchoolImport {
    guard let row = try row("SELECT name, file, targets, confirmed_at FROM school_import WHERE id = \(id)") else {
      throw Refusal.missing
    }
    let targets: String = try row["targets"]
    return SchoolImport(
      id: id, name: try row["name"], file: try row["file"],
      targets: targets.split(separator: ",", omittingEmptySubsequences: false).map { SchoolTable.Target(rawValue: String($0)) },
      confirmedAt: try row["confirmed_at"])
  }

  func plan(_ batch: SchoolImport, _ gazetteer: Gazetteer) throws -> SchoolImport.Plan {
    let table = try SchoolTable(batch.file, batch.targets, gazetteer)
    var kept: [String: (russian: String, bin: String?)] = [:]
    try each("SELECT place, name_kk, name_ru, bin FROM school") { row in
      kept["\(try row["place"] as String)|\(try row["name_kk"] as String)"] = (try row["name_ru"], try row["bin"])
    }
    var plan = SchoolImport.Plan(refused: table.refused, columns: table.columns)
    for line in table.lines {
      guard let now = kept["\(line.place.code)|\(line.kazakh)"] else {
        plan.added.append(line)
        continue
      }
      if now.russian == line.russian, line.bin == nil || line.bin == now.bin {
        plan.unchanged += 1
      } else {
        plan.changed.append(line)
      }
    }
    return plan
  }
}

extension Phrase {
  static let schoolImport = Phrase(kk: "Мектептерді импорттау", ru: "Импорт школ", en: "Import of schools")
  static let chooseTable = Phrase(
    kk: "Кестені таңдаңыз (CSV немесе XLSX)", ru: "Выберите таблицу (CSV или XLSX)", en: "Choose a table (CSV or XLSX)")
  static let toAdd = Phrase(kk: "қосылады", ru: "добавится", en: "to be added")
  static let toChange = Phrase(kk: "өзгереді", ru: "изменится", en: "to be changed")
  static let sameAsNow = Phrase(kk: "өзгеріссіз", ru: "без изменений", en: "as they stand")
  static let refusedLines = Phrase(kk: "Қабылданбаған жолдар", ru: "Непринятые строки", en: "Refused lines")
  static let nothingToDo = Phrase(
    kk: "Бұл кестеде жаңа ештеңе жоқ немесе бағандары дұрыс танылмады.",
    ru: "В таблице нет ничего нового, или столбцы распознаны неверно.",
    en: "The table brings nothing new, or its columns were guessed wrong.")
  static let confirmImport = Phrase(kk: "Растап, жазу", ru: "Подтвердить и записать", en: "Confirm and write")
  static let columnsTitle = Phrase(kk: "Қай баған не екені", ru: "Что в каком столбце", en: "What each column is")
  static let lookAgain = Phrase(kk: "Қайта қарау", ru: "Посмотреть ещё раз", en: "Look again")
  static let firstLines = Phrase(kk: "Алғашқы жолдар", ru: "Первые строки", en: "First lines")
  static let placeTitle = Phrase(kk: "Елді мекен", ru: "Населённый пункт", en: "Place")
  static let lineTitle = Phrase(kk: "Жол", ru: "Строка", en: "Line")
  static let reasonTitle = Phrase(kk: "Себебі", ru: "Причина", en: "Reason")
  static let importDone = Phrase(
    kk: "Бұл импорт жазылып қойған.", ru: "Этот импорт уже записан.", en: "This import was written already.")
}
