import Intake
import Programme
import Storage
import Words

/// Takes a table of schools back: schools it brought go, names and BINs it changed become what they were. A school that an application or
/// a role names stays, and so does one that another table, or the programme's folder, has changed since.
struct SchoolUndo: IntakeUndo {
  func standing(
    _ batch: IntakeBatch, after: String, limit: Int, _ house: House, _ tx: Transaction
  ) throws -> [IntakeStanding] {
    let lines = try tx.schoolLines(of: batch.id, after: Self.line(after), limit: limit)
    let named = try house.schoolsNamed(lines.filter(\.isNew).map(\.school), in: tx)
    return lines.map { line in
      let keeps: Phrase? =
        line.isChangedSince ? .schoolChangedSince : line.isNew && named.contains(line.school) ? .schoolIsNamed : nil
      return IntakeStanding(
        key: String(line.number), subject: "\(line.number): \(line.name)", isNew: line.isNew, keeps: keeps)
    }
  }

  func takeBack(_ standing: [IntakeStanding], _ batch: IntakeBatch, _ house: House, _ tx: Transaction) throws {
    guard let first = standing.first, let last = standing.last else { return }
    let back = Set(standing.map(\.key))
    let lines = try tx.schoolLines(
      of: batch.id, after: Self.line(first.key) - 1, limit: Self.line(last.key) - Self.line(first.key) + 1
    ).filter { back.contains(String($0.number)) }
    for line in lines { if let before = line.before { try tx.restoreSchool(line.school, before) } }
    try tx.forget(lines, of: batch.id)
    try tx.removeSchools(lines.filter(\.isNew).map(\.school))
  }

  private static func line(_ key: String) -> Int { Int(key) ?? 0 }
}

/// What one line of a table did to the register, and what the register says of that school now.
private struct SchoolImportLine {
  let number: Int
  let school: ID<School>
  let name: String
  /// Nil where the line brought the school.
  let before: School.Said?
  let isChangedSince: Bool

  var isNew: Bool { before == nil }

  init(row: Row) throws {
    (number, school, name) = (try row["line"], try row["school_id"], try row["name_kk"])
    let (russian, bin): (String?, String?) = (try row["russian_before"], try row["bin_before"])
    before = russian.map { School.Said($0, bin: bin) }
    let (written, now) = (
      School.Said(try row["russian"], bin: try row["bin"]), School.Said(try row["name_ru"], bin: try row["bin_now"])
    )
    let closed: Moment? = try row["closed_at"]
    isChangedSince = written != now || closed != nil
  }
}

extension Transaction {
  /// What a line did to the register.
  func note(_ kept: KeptSchool, _ line: Int, of batch: ID<IntakeBatch>) throws {
    try run(
      """
      INSERT INTO school_import (batch_id, line, school_id, russian_before, bin_before, russian, bin)
      VALUES (\(batch), \(line), \(kept.id), \(kept.before?.russian), \(kept.before?.bin), \(kept.now.russian), \(kept.now.bin))
      """)
  }

  fileprivate func schoolLines(of batch: ID<IntakeBatch>, after line: Int, limit: Int) throws -> [SchoolImportLine] {
    try rows(
      """
      SELECT line, school_id, name_kk, russian_before, bin_before, russian, school_import.bin AS bin, name_ru,
        school.bin AS bin_now, closed_at
      FROM school_import JOIN school ON school.id = school_id
      WHERE batch_id = \(batch) AND line > \(line) ORDER BY line LIMIT \(limit)
      """, SchoolImportLine.init(row:))
  }

  /// What no longer stands; of a school that goes, what later tables did to it too.
  fileprivate func forget(_ lines: [SchoolImportLine], of batch: ID<IntakeBatch>) throws {
    guard !lines.isEmpty else { return }
    try run("DELETE FROM school_import WHERE batch_id = \(batch) AND line IN (\(list: lines.map(\.number)))")
    let gone = lines.filter(\.isNew).map(\.school)
    if !gone.isEmpty { try run("DELETE FROM school_import WHERE school_id IN (\(list: gone))") }
  }
}

extension Phrase {
  static let schoolIsNamed = Phrase(
    kk: "өтінімде не қызметкердің рөлінде көрсетілген", ru: "названа в заявке или в роли сотрудника",
    en: "an application or a role names it")
  static let schoolChangedSince = Phrase(
    kk: "кестеден кейін тізілімде өзгерген", ru: "в реестре изменена после этой таблицы",
    en: "changed in the register after this table")
}
