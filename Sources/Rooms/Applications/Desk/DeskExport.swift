import Documents
import Exchange
import Programme
import Security
import Storage
import Words

/// The list that is shown, as a file: the same filter, the same reach, every row, and one entry in the audit log.
enum DeskExport {
  /// GET /desk/applications.csv
  static func csv(_ visit: Visit, _ permit: Permit<ExportApplications>) async throws -> Reply {
    try await export(visit, permit, "csv", type: "text/csv; charset=utf-8") { tx, view, sheet in
      var writer = CSVWriter()
      writer.add(sheet.titles)
      var bytes = writer.take()
      var count = 0
      try tx.eachExported(view, sheet.house.vault) { row in
        writer.add(sheet.cells(row))
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
      try tx.eachExported(view, sheet.house.vault) { row in
        try writer.write(sheet.cells(row).map { $0.isEmpty ? .empty : .text($0) })
        count += 1
      }
      return (try writer.finish(), count)
    }
  }

  private static func export(
    _ visit: Visit, _ permit: Permit<ExportApplications>, _ ending: String, type: String,
    _ write: @escaping @Sendable (Transaction, DeskView, Sheet) throws -> (bytes: [UInt8], count: Int)
  ) async throws -> Reply {
    let house = visit.house
    let cycle = try visit.cycle()
    let view = DeskView(DeskFilter(visit.query), cycle.id, permit)
    let sheet = Sheet(t: visit.language, house: house)
    let (bytes, count) = try await house.database.read { try write($0, view, sheet) }
    try await house.database.write { tx in
      try tx.record(.applicationExport, cycle.key, "\(ending) \(view.filter.described) n=\(count)", by: permit, house)
    }
    let day = visit.now.day().iso
    return .download(bytes, type: type, name: "\(visit.language(.applications)) \(day).\(ending)")
  }
}

/// The columns of the file, in the reader's language; codes and dates as machines read them.
private struct Sheet: Sendable {
  let t: Language
  let house: House

  var titles: [String] {
    let phrases: [Phrase] = [
      .code, .surname, .givenName, .patronymic, .birthDay, .phoneWord, .emailWord, .region, .district, .placeWord, .katoCode,
      .school, .grade,
      .teachingLanguage, .stateWord, .consentWord, .sourceWord, .startedWhen, .submittedWhen, .decidedWhen,
    ]
    return phrases.map { t($0) }
  }

  func cells(_ row: ExportedRow) -> [String] {
    let application = row.application
    let traits = application.traits
    func place(_ code: String?) -> String { code.flatMap { house.gazetteer[$0] }.map { t($0.name) } ?? "" }
    return [
      application.code, row.name?.surname ?? "", row.name?.given ?? "", row.name?.patronymic ?? "", row.birthDay ?? "",
      row.phone ?? "", row.email ?? "", place(traits.region), place(traits.district), place(traits.place), traits.place ?? "",
      row.school.map { t($0) } ?? "", traits.grade.map { String($0) } ?? "",
      traits.teachingLanguage.map { TeachingLanguage.name($0, t) } ?? "",
      t(application.state.name), t(application.consent.name), t(application.source.name), application.startedAt.day().iso,
      application.submittedAt?.day().iso ?? "", application.decidedAt?.day().iso ?? "",
    ]
  }
}

private struct ExportedRow: Sendable {
  let application: Application
  let name: PersonName?
  let birthDay: String?
  let phone: String?
  let email: String?
  let school: Phrase?
}

extension Transaction {
  /// Row by row, by code; who is erased stands there without a name, and who is restricted does not leave the house.
  fileprivate func eachExported(_ view: DeskView, _ vault: Vault, _ take: (ExportedRow) throws -> Void) throws {
    let details: [(Detail, SQL)] = [(.name, "d_name"), (.birthDay, "d_birth"), (.phone, "d_phone"), (.email, "d_email")]
    let joins = details.map { kind, alias -> SQL in
      "LEFT JOIN person_detail \(alias) ON \(alias).person_id = a.person_id AND \(alias).kind = \(kind)"
    }
    try each(
      """
      SELECT a.*, wrapped, d_name.sealed AS name, d_birth.sealed AS birth, d_phone.sealed AS phone, d_email.sealed AS email,
        school.name_kk, school.name_ru
      FROM (\(Self.selectApplication) WHERE \(try view.condition(self, vault))) AS a
      JOIN person ON person.id = a.person_id AND person.restricted_at IS NULL
      LEFT JOIN person_key ON person_key.person_id = a.person_id LEFT JOIN school ON school.id = a.school_id
      \(joins.joined(" "))
      ORDER BY a.code
      """
    ) { row in try take(try ExportedRow(row, vault)) }
  }
}

extension ExportedRow {
  init(_ row: Row, _ vault: Vault) throws {
    let application = try Application(row: row)
    let (kazakh, russian): (String?, String?) = (try row["name_kk"], try row["name_ru"])
    let wrapped: [UInt8]? = try row["wrapped"]
    let safe = try wrapped.map { try vault.safe(of: application.person, wrapped: $0) }
    func opened(_ column: String, _ kind: Detail) throws -> String? {
      let sealed: [UInt8]? = try row[column]
      guard let safe, let sealed else { return nil }
      return try safe.detail(kind, sealed: sealed)
    }
    self.init(
      application: application, name: try opened("name", .name).flatMap(PersonName.init(packed:)),
      birthDay: try opened("birth", .birthDay), phone: try opened("phone", .phone), email: try opened("email", .email),
      school: kazakh.map { kazakh in
        let russian = russian.flatMap { $0.isEmpty ? nil : $0 } ?? kazakh
        return Phrase(kk: kazakh.isEmpty ? russian : kazakh, ru: russian, en: russian)
      })
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
  static let startedWhen = Phrase(kk: "Басталған күні", ru: "Начата", en: "Begun")
  static let decidedWhen = Phrase(kk: "Шешім күні", ru: "Решение", en: "Decided")
}
