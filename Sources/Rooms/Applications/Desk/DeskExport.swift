import Documents
import Exchange
import Programme
import Security
import Storage
import Words

/// The list that is shown, as a file: the same filter, the same reach, every row, and one entry in the audit log. All columns, or those
/// that whoever asks has chosen for the list, in their order.
enum DeskExport {
  /// GET /desk/applications.csv
  static func csv(_ visit: Visit, _ permit: Permit<ExportApplications>) async throws -> Reply {
    try await export(visit, permit, "csv", type: "text/csv; charset=utf-8") { tx, view, sheet in
      var writer = CSVWriter()
      writer.add(sheet.titles)
      var bytes = writer.take()
      var count = 0
      try tx.eachExported(view, sheet) { row in
        writer.add(sheet.cells(row).map(\.text))
        count += 1
        if count.isMultiple(of: 500) { bytes += writer.take() }
      }
      return (bytes + writer.take(), count)
    }
  }

  /// GET /desk/applications.xlsx
  static func xlsx(_ visit: Visit, _ permit: Permit<ExportApplications>) async throws -> Reply {
    let type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return try await export(visit, permit, "xlsx", type: type) { tx, view, sheet in
      let writer = try XLSXWriter(sheet: sheet.t(.applications), columns: sheet.titles.map { XLSXWriter.Column($0) })
      var count = 0
      try tx.eachExported(view, sheet) { row in
        try writer.write(sheet.cells(row).map(\.cell))
        count += 1
      }
      return (try writer.finish(), count)
    }
  }

  /// So many are looked through for what is missing: everything that each has written is opened for it.
  private static let most = 10_000

  private static func export(
    _ visit: Visit, _ permit: Permit<ExportApplications>, _ ending: String, type: String,
    _ write: @escaping @Sendable (Transaction, DeskView, Sheet) throws -> (bytes: [UInt8], count: Int)
  ) async throws -> Reply {
    let house = visit.house
    let cycle = try visit.cycle()
    let place = visit.deskPlace(visit.query)
    let view = DeskView(place.filter, cycle.id, permit)
    let mayCall = ReadContacts.roles.contains(where: visit.who.holds)
    let writesNotes = WorkOnApplications.roles.contains(where: visit.who.holds)
    let isShown = visit.query["columns"] == "shown"
    let t = visit.language
    let (bytes, count) = try await house.database.read { tx in
      let chosen = isShown ? try tx.chosenColumns(permit.actor.person) ?? DeskColumn.usual : []
      let columns = isShown ? chosen.flatMap(ExportColumn.of) : ExportColumn.data
      if columns.contains(.missing),
        try tx.value("SELECT count(*) FROM application WHERE \(try view.condition(tx, house))") ?? 0 > most
      {
        throw Refusal(.invalid, .narrowForFile(most), back: place.link())
      }
      return try write(
        tx, view,
        Sheet(
          t: t, house: house, columns: columns.filter { mayCall || !$0.isContact }, sort: place.sort,
          colleagues: try tx.colleagues(in: cycle.id, house), writesNotes: writesNotes))
    }
    try await house.database.write { tx in
      try tx.record(.applicationExport, cycle.key, "\(ending) \(view.filter.described) n=\(count)", by: permit, house)
    }
    let day = visit.now.day().iso
    return .download(bytes, type: type, name: "\(t(.applications)) \(day).\(ending)")
  }
}

/// What a file can hold of each application.
private enum ExportColumn: CaseIterable, Sendable {
  case code, surname, given, patronymic, birthDay, phone, email, region, district, place, kato, school, grade, teaching, state,
    consent
  case source, started, submitted, decided, changed, guardian, guardianPhone, assigned, missing, notes

  /// What an application holds; what is missing of it and what the staff noted are columns of the list.
  static let data = allCases.filter { $0 != .missing && $0 != .notes }

  /// A column of the list, as a file has it: a name is three.
  static func of(_ column: DeskColumn) -> [ExportColumn] {
    switch column {
    case .name: [.surname, .given, .patronymic]
    case .code: [.code]
    case .place: [.place, .district]
    case .district: [.district]
    case .school: [.school]
    case .grade: [.grade]
    case .teaching: [.teaching]
    case .state: [.state]
    case .consent: [.consent]
    case .source: [.source]
    case .started: [.started]
    case .submitted: [.submitted]
    case .changed: [.changed]
    case .assigned: [.assigned]
    case .missing: [.missing]
    case .notes: [.notes]
    case .phone: [.phone]
    case .guardian: [.guardian]
    case .guardianPhone: [.guardianPhone]
    }
  }

  var isContact: Bool { self == .phone || self == .email || self == .guardian || self == .guardianPhone }

  var title: Phrase {
    switch self {
    case .code: .code
    case .surname: .surname
    case .given: .givenName
    case .patronymic: .patronymic
    case .birthDay: .birthDay
    case .phone: .phoneWord
    case .email: .emailWord
    case .region: .region
    case .district: .district
    case .place: .placeWord
    case .kato: .katoCode
    case .school: .school
    case .grade: .grade
    case .teaching: .teachingLanguage
    case .state: .stateWord
    case .consent: .consentWord
    case .source: .sourceWord
    case .started: .startedWhen
    case .submitted: .submittedWhen
    case .decided: .decidedWhen
    case .changed: .changedWhen
    case .guardian: .guardianWord
    case .guardianPhone: .guardianPhoneWord
    case .assigned: .assignedColumn
    case .missing: .missingColumn
    case .notes: .notesWord
    }
  }
}

/// A value as a workbook has it, and as a text.
private enum ExportCell: Sendable {
  case text(String)
  case day(Day?)
  case number(Int?)

  var text: String {
    switch self {
    case .text(let text): text
    case .day(let day): day?.iso ?? ""
    case .number(let number): number.map { String($0) } ?? ""
    }
  }

  var cell: XLSXWriter.Cell {
    switch self {
    case .text(let text): text.isEmpty ? .empty : .text(text)
    case .day(let day): day.map { .date(year: $0.year, month: $0.month, day: $0.day) } ?? .empty
    case .number(let number): number.map { .number(Double($0)) } ?? .empty
    }
  }
}

/// The columns of the file, in the reader's language; codes as machines read them, days and numbers as what they are.
private struct Sheet: Sendable {
  let t: Language
  let house: House
  let columns: [ExportColumn]
  /// As the list is sorted.
  let sort: DeskSort
  let colleagues: Colleagues
  let writesNotes: Bool

  var titles: [String] { columns.map { t($0.title) } }

  func has(_ column: ExportColumn) -> Bool { columns.contains(column) }

  func cells(_ row: ExportedRow) -> [ExportCell] { columns.map { cell($0, row) } }

  private func cell(_ column: ExportColumn, _ row: ExportedRow) -> ExportCell {
    let (application, traits) = (row.application, row.application.traits)
    func place(_ code: String?) -> ExportCell { .text(code.flatMap { house.gazetteer[$0] }.map { t($0.name) } ?? "") }
    func day(_ moment: Moment?) -> ExportCell { .day(moment?.day()) }
    switch column {
    case .code: return .text(application.code)
    case .surname: return .text(row.name?.surname ?? "")
    case .given: return .text(row.name?.given ?? "")
    case .patronymic: return .text(row.name?.patronymic ?? "")
    case .birthDay: return .day(row.birthDay.flatMap { Day($0) })
    case .phone: return .text(row.phone ?? "")
    case .email: return .text(row.email ?? "")
    case .region: return place(traits.region)
    case .district: return place(traits.district)
    case .place: return place(traits.place)
    case .kato: return .text(traits.place ?? "")
    case .school: return .text(row.school.map { t($0) } ?? row.writtenSchool ?? "")
    case .grade: return .number(traits.grade)
    case .teaching: return .text(traits.teachingLanguage.map { TeachingLanguage.name($0, t) } ?? "")
    case .state: return .text(t(application.state.name))
    case .consent:
      guard application.consent == .complete else { return .text(t(application.consent.name)) }
      return .text(t(.answered(row.withheld, all: .allConsents)))
    case .source: return .text(t(application.source.name))
    case .started: return day(application.startedAt)
    case .submitted: return day(application.submittedAt)
    case .decided: return day(application.decidedAt)
    case .changed: return day(application.changedAt)
    case .assigned: return .text(colleagues.holder(application.assignee, in: traits.region)?.name ?? "")
    case .missing: return .text(row.lacks?.whole(application, house.form(of: application), t) ?? "")
    case .notes: return .text(row.notes?.line ?? "")
    case .guardian: return .text(row.guardian ?? "")
    case .guardianPhone: return .text(row.guardianPhone ?? "")
    }
  }
}

private struct ExportedRow: Sendable {
  let application: Application
  let name: PersonName?
  let birthDay: String?
  let phone: String?
  let email: String?
  let school: Phrase?
  /// As she wrote it, where the register has none.
  let writtenSchool: String?
  let guardian: String?
  let guardianPhone: String?
  let safe: Safe?
  var lacks: DeskLacks?
  var notes: DeskNotes?
  var withheld: [ConsentFile.Purpose] = []
}

extension Transaction {
  /// In the order of the file; who is restricted does not leave the house. Only what the file has is read.
  fileprivate func eachExported(_ view: DeskView, _ sheet: Sheet, _ take: (ExportedRow) throws -> Void) throws {
    guard sheet.has(.missing) || sheet.has(.notes) || sheet.has(.consent) else { return try eachOrdered(view, sheet, take) }
    // What other tables say is read for some hundreds at once.
    var rows: [ExportedRow] = []
    try eachOrdered(view, sheet) { rows.append($0) }
    for start in stride(from: 0, to: rows.count, by: 400) {
      for row in try completed(Array(rows[start..<min(start + 400, rows.count)]), view.cycle, sheet) { try take(row) }
    }
  }

  private func completed(_ rows: [ExportedRow], _ cycle: ID<Cycle>, _ sheet: Sheet) throws -> [ExportedRow] {
    let lacks =
      sheet.has(.missing) ? try lacks(of: rows.compactMap { row in row.safe.map { (row.application, $0) } }, sheet.house) : [:]
    let notes =
      sheet.has(.notes) ? try notes(of: rows.map { ($0.application.id, $0.safe) }, isOpened: sheet.writesNotes) : [:]
    let withheld =
      sheet.has(.consent)
      ? try withheld(of: rows.compactMap { row in row.safe.map { (row.application, $0) } }, cycle, sheet.house) : [:]
    return rows.map { row in
      var row = row
      (row.lacks, row.notes) = (lacks[row.application.id], notes[row.application.id])
      row.withheld = withheld[row.application.id] ?? []
      return row
    }
  }

  private func eachOrdered(_ view: DeskView, _ sheet: Sheet, _ take: (ExportedRow) throws -> Void) throws {
    let vault = sheet.house.vault
    if sheet.sort.key == .name {
      // What is opened is heavy to move: it stays where it is, and its places are put in order.
      var rows: [ID<Person>: ExportedRow] = [:]
      var people: [ID<Person>] = []
      try each(try exported(view, sheet)) { row in
        let row = try ExportedRow(row, sheet, vault)
        rows[row.application.person] = row
        people.append(row.application.person)
      }
      try readNames(view.cycle, sheet.house)
      let isDescending = sheet.sort.isDescending
      for person in sheet.house.nameBook.inOrder(people, isDescending: isDescending, view.cycle) {
        if let row = rows[person] { try take(row) }
      }
      return
    }
    try each(try exported(view, sheet)) { row in try take(try ExportedRow(row, sheet, vault)) }
  }

  private func exported(_ view: DeskView, _ sheet: Sheet) throws -> SQL {
    let details: [(ExportColumn, Detail, SQL)] = [
      (.birthDay, .birthDay, "d_birth"), (.phone, .phone, "d_phone"), (.email, .email, "d_email"),
    ]
    let wanted = details.filter { sheet.has($0.0) }
    let joins = ([(Detail.name, "d_name" as SQL)] + wanted.map { ($0.1, $0.2) }).map { kind, alias -> SQL in
      "LEFT JOIN person_detail \(alias) ON \(alias).person_id = a.person_id AND \(alias).kind = \(kind)"
    }
    let columns = wanted.map { $0.2 }.map { alias -> SQL in ", \(alias).sealed AS \(alias)_sealed" }
    func newest(_ column: ExportColumn, _ meaning: Meaning, _ name: SQL, unless: SQL = "1 = 0") -> SQL {
      guard sheet.has(column) else { return "" }
      return ", CASE WHEN \(unless) THEN NULL ELSE \(Self.newest(meaning, of: "a")) END AS \(name)"
    }
    let order: SQL = sheet.sort.key == .name ? "a.id" : sheet.sort.order(of: "a")
    return """
      SELECT a.*, wrapped, d_name.sealed AS name, school.name_kk, school.name_ru\(columns.joined(""))\
      \(newest(.school, .school, "written_school", unless: "a.school_id IS NOT NULL"))\
      \(newest(.guardian, .guardianName, "guardian"))\(newest(.guardianPhone, .guardianPhone, "guardian_phone"))
      FROM (\(Self.selectApplication) WHERE \(try view.condition(self, sheet.house))) AS a
      JOIN person ON person.id = a.person_id AND person.restricted_at IS NULL
      LEFT JOIN person_key ON person_key.person_id = a.person_id LEFT JOIN school ON school.id = a.school_id
      \(joins.joined(" "))
      ORDER BY \(order)
      """
  }
}

extension ExportedRow {
  init(_ row: Row, _ sheet: Sheet, _ vault: Vault) throws {
    let application = try Application(row: row)
    let (kazakh, russian): (String?, String?) = (try row["name_kk"], try row["name_ru"])
    let wrapped: [UInt8]? = try row["wrapped"]
    let safe = try wrapped.map { try vault.safe(of: application.person, wrapped: $0) }
    func opened(_ wanted: ExportColumn, _ column: String, _ kind: Detail) throws -> String? {
      guard let safe, sheet.has(wanted), let sealed = try row[column] as [UInt8]? else { return nil }
      return try safe.detail(kind, sealed: sealed)
    }
    func answer(_ wanted: ExportColumn, _ column: String) throws -> String? {
      guard let safe, sheet.has(wanted), let sealed = try row[column] as [UInt8]? else { return nil }
      return try safe.open(sealed, "answer.typed")
    }
    let name: [UInt8]? = try row["name"]
    self.init(
      application: application, name: try safe.flatMap { safe in try name.flatMap { try safe.name(sealed: $0) } },
      birthDay: try opened(.birthDay, "d_birth_sealed", .birthDay), phone: try opened(.phone, "d_phone_sealed", .phone),
      email: try opened(.email, "d_email_sealed", .email),
      school: kazakh.map { kazakh in
        let russian = russian.flatMap { $0.isEmpty ? nil : $0 } ?? kazakh
        return Phrase(kk: kazakh.isEmpty ? russian : kazakh, ru: russian, en: russian)
      }, writtenSchool: try answer(.school, "written_school").flatMap { ID<School>($0) == nil ? $0 : nil },
      guardian: try answer(.guardian, "guardian"),
      guardianPhone: try answer(.guardianPhone, "guardian_phone").map { typed in (try? Phone(parsing: typed))?.e164 ?? typed },
      safe: safe)
  }
}

extension Phrase {
  static let surname = Phrase(kk: "Тегі", ru: "Фамилия", en: "Surname")
  static let givenName = Phrase(kk: "Аты", ru: "Имя", en: "Given name")
  static let patronymic = Phrase(kk: "Әкесінің аты", ru: "Отчество", en: "Patronymic")
  static let birthDay = Phrase(kk: "Туған күні", ru: "Дата рождения", en: "Date of birth")
  static let phoneWord = Phrase(kk: "Телефон", ru: "Телефон", en: "Phone")
  static let emailWord = Phrase(kk: "Электрондық пошта", ru: "Электронная почта", en: "E-mail")
  static let placeWord = Phrase(kk: "Елді мекен", ru: "Населённый пункт", en: "Place")
  static let katoCode = Phrase(kk: "ӘАОЖ коды", ru: "Код КАТО", en: "KATO code")
  static func narrowForFile(_ most: Int) -> Phrase {
    Phrase(
      kk:
        "Тізімде \(Language.kk.number(most)) өтінімнен көп. «Не жетпейді» бағаны бар файл үшін тізімді тарылтыңыз немесе сол бағанды алып тастаңыз.",
      ru:
        "В списке больше \(Language.ru.number(most)) заявок. Чтобы выгрузить столбец «Чего не хватает», сузьте список или уберите этот столбец.",
      en:
        "There are more than \(Language.en.number(most)) applications in the list. For a file with “What is missing” narrow the list or take the column away."
    )
  }
  static let startedWhen = Phrase(kk: "Басталған күні", ru: "Начата", en: "Begun")
  static let decidedWhen = Phrase(kk: "Шешім күні", ru: "Решение", en: "Decided")
}
