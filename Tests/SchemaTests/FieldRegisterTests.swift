import Foundation
import Storage
import TestKit
import Testing

/// Law 94-V, article 25: the operator has a list of the personal data that are necessary and sufficient. It is
/// Schema/fields.csv, and no column comes into the schema without a line there or among the impersonal ones.
@Suite struct FieldRegisterTests {
  private struct Line {
    let table, column, purpose, basis, retention, seenBy, sealed: String
    var name: String { "\(table).\(column)" }
  }

  private static func register() throws -> [Line] {
    let lines = try Golden.lines("Schema/fields.csv")
    #expect(lines.first == "table,column,purpose,basis,retention,seen_by,sealed")
    return try lines.dropFirst().map { line in
      let cells = cells(line)
      try #require(cells.count == 7, "\(line)")
      return Line(
        table: cells[0], column: cells[1], purpose: cells[2], basis: cells[3], retention: cells[4], seenBy: cells[5],
        sealed: cells[6])
    }
  }

  private static func impersonal() throws -> [String] {
    try Golden.lines("Schema/impersonal.txt").filter { !$0.hasPrefix("#") }
  }

  private static func columns() async throws -> [String: [String]] {
    try await SchemaTests.house(.sqlite).read { tx in
      Dictionary(uniqueKeysWithValues: try tx.tables().map { ($0, try tx.columns(of: $0)) })
    }
  }

  @Test("every column is in the register or among the impersonal ones, and in one of them only")
  func complete() async throws {
    let register = try Self.register().map(\.name)
    let impersonal = Set(try Self.impersonal())
    #expect(Set(register).count == register.count)
    for (table, columns) in try await Self.columns() {
      for column in columns {
        let places = [
          register.contains("\(table).\(column)"), impersonal.contains("\(table).\(column)") || impersonal.contains("\(table).*"),
        ]
        #expect(
          places.count { $0 } == 1,
          "\(table).\(column) stands in \(places.count { $0 }) lists: Schema/fields.csv says why we hold it")
      }
    }
  }

  @Test("neither list names a column that is gone")
  func nothingStale() async throws {
    let columns = try await Self.columns()
    for line in try Self.register() { #expect(columns[line.table]?.contains(line.column) == true, "\(line.name)") }
    for name in try Self.impersonal() {
      let parts = name.split(separator: ".").map(String.init)
      #expect(parts[1] == "*" ? columns[parts[0]] != nil : columns[parts[0]]?.contains(parts[1]) == true, "\(name)")
    }
  }

  @Test("every line says purpose, basis, retention and who sees it")
  func full() throws {
    for line in try Self.register() {
      for cell in [line.purpose, line.basis, line.retention, line.seenBy] { #expect(!cell.isEmpty, "\(line.name)") }
      #expect(["yes", "no", "keyed hash", "argon2id", "hash of ids"].contains(line.sealed), "\(line.name)")
    }
  }

  @Test("a column of bytes that is not sealed is a hash of the public text it names")
  func bytesAreSealed() async throws {
    // The name a phone gave an event is the 16 bytes of a UUID: a table of many millions has no room for its text.
    let plain: Set<String> = ["consent.sha256", "study_event.id"]
    let database = try await SchemaTests.house(.sqlite)
    for line in try Self.register() where line.sealed == "no" && !plain.contains(line.name) {
      let type = try await database.read {
        try $0.value("SELECT type FROM pragma_table_info(\(line.table)) WHERE name = \(line.column)", as: String.self)
      }
      #expect(type != "BLOB", "\(line.name)")
    }
  }

  private static func cells(_ line: String) -> [String] {
    var cells = [""]
    var quoted = false
    for character in line {
      switch character {
      case "\"": quoted.toggle()
      case "," where !quoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}
