import Programme
import Security
import Storage
import TestKit

/// One table of the golden house.
struct GoldenTable {
  let name: String
  let columns: [String]
  /// Cells as they stand, without their escapes; nil for nothing, bytes with their `\x`.
  let rows: [[String?]]

  /// Nil where there is no such file: the table was empty.
  init?(named name: String) {
    guard let text = try? GoldenHouse.text(of: "\(name).tsv") else { return nil }
    self.init(named: name, text)
  }

  init(named name: String, _ text: String) {
    let lines = text.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    self.name = name
    columns = lines[0].map(String.init)
    var above = [String?](repeating: nil, count: columns.count)
    rows = lines.dropFirst().map { cells in
      for (position, cell) in cells.enumerated() where cell != "\"" { above[position] = Self.read(cell, below: above[position]) }
      return above
    }
  }

  /// Row by row into an empty table.
  func insert(in tx: Transaction, _ seals: GoldenSeals) throws {
    let types = Dictionary(
      uniqueKeysWithValues: try tx.rows("SELECT name, type FROM pragma_table_info(\(name))") {
        (try $0["name"] as String, try $0["type"] as String)
      })
    let holes = repeatElement("?", count: columns.count).joined(separator: ", ")
    let head = "INSERT INTO \(name) (\(columns.joined(separator: ", "))) VALUES (\(holes))"
    for row in rows {
      let values = try zip(columns, row).map { column, cell -> Value in
        guard let cell else { return .null }
        if seals.isSealed(name, column) { return .bytes(try seals.seal(cell, name, column, columns, row)) }
        switch types[column] {
        case "TEXT": return .text(cell)
        case "BLOB": return .bytes(GoldenTable.bytes(cell.dropFirst(2)))
        case "REAL": return .real(Double(cell) ?? .nan)
        default: return .integer(Int64(cell) ?? .min)
        }
      }
      try tx.run(SQL(trusted: head, values))
    }
  }

  /// Nil for an empty table.
  static func text(of name: String, _ tx: Transaction, _ seals: GoldenSeals, known: [String: String]) throws -> String? {
    let columns = try tx.columns(of: name)
    var rows: [[Value]] = []
    try tx.walk(name, columns) { rows.append($0) }
    guard !rows.isEmpty else { return nil }
    rows.sort { one, other in
      let first = zip(one, other).first { $0 != $1 }
      return first.map { isBefore($0, $1) } ?? false
    }
    var text = columns.joined(separator: "\t") + "\n"
    var above = [String](repeating: "", count: columns.count)
    for row in rows {
      let cells = try zip(columns, row).map { column, value -> String in
        switch value {
        case .null: return "\\N"
        case .integer(let number): return "\(number)"
        case .real(let number): return "\(number)"
        case .text(let text): return escaped(text)
        case .bytes(let bytes):
          if name == "person_key", column == "wrapped", case .text(let person) = row[0], let kept = known[person] { return kept }
          return seals.isSealed(name, column)
            ? escaped(try seals.open(bytes, name, column, columns, row)) : "\\b" + base64URL(bytes)
        }
      }
      text += zip(cells, above).map(shortened).joined(separator: "\t") + "\n"
      above = cells
    }
    return text
  }

  /// The moment with which an id begins is the same in many lines one below the other.
  private static let moment = 14

  private static func shortened(_ cell: String, below above: String) -> String {
    if cell.utf8.count > 1, cell.utf8.elementsEqual(above.utf8) { return "\"" }
    let isID = cell.utf8.count == 36 && above.utf8.count == 36 && cell.utf8.allSatisfy { $0 < 0x80 }
    return isID && cell.prefix(moment) == above.prefix(moment) ? "\"" + cell.dropFirst(moment) : cell
  }

  private static func isBefore(_ one: Value, _ other: Value) -> Bool {
    switch (one, other) {
    case (.integer(let one), .integer(let other)): one < other
    case (.real(let one), .real(let other)): one < other
    case (.text(let one), .text(let other)): one.utf8.lexicographicallyPrecedes(other.utf8)
    case (.bytes(let one), .bytes(let other)): one.lexicographicallyPrecedes(other)
    case (.null, _): true
    default: false
    }
  }

  /// Scalar by scalar: to Swift a line's end after a carriage return is one character with it.
  private static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    if text.unicodeScalars.first == "\"" { escaped.append("\\") }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped.append(contentsOf: "\\\\".unicodeScalars)
      case "\t": escaped.append(contentsOf: "\\t".unicodeScalars)
      case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
      case "\r": escaped.append(contentsOf: "\\r".unicodeScalars)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  private static func read(_ cell: Substring, below above: String?) -> String? {
    if cell == "\\N" { return nil }
    if cell.hasPrefix("\"") { return String((above ?? "").prefix(moment)) + cell.dropFirst() }
    guard cell.contains("\\"), !cell.hasPrefix("\\b") else { return String(cell) }
    var text = String.UnicodeScalarView()
    var isEscape = false
    for scalar in cell.unicodeScalars {
      switch (isEscape, scalar) {
      case (true, "t"): text.append("\t")
      case (true, "n"): text.append("\n")
      case (true, "r"): text.append("\r")
      case (false, "\\"):
        isEscape = true
        continue
      default: text.append(scalar)
      }
      isEscape = false
    }
    return String(text)
  }

  static func bytes(_ letters: Substring) -> [UInt8] { Security.bytes(base64URL: String(letters)) ?? [] }
}

/// Opens and seals cells with the keys of the persons that their rows point to.
struct GoldenSeals {
  private let safes: [String: Safe]
  /// The person that an application or a file belongs to, by its id.
  private let owners: [String: String]
  private let sealed: Set<String>

  struct Unopened: Error {
    let place: String
  }

  /// Of a house that stands in a database.
  init(_ tx: Transaction, sealed: Set<String>, _ vault: Vault) throws {
    try self.init(
      keys: try tx.rows("SELECT person_id, wrapped FROM person_key ORDER BY person_id") { (try $0[0], try $0[1]) },
      owners: try tx.rows("SELECT id, person_id FROM application UNION ALL SELECT id, person_id FROM file") {
        (try $0[0], try $0[1])
      }, sealed: sealed, vault)
  }

  /// Of a house that stands in files.
  init(_ tables: [GoldenTable], sealed: Set<String>, _ vault: Vault) throws {
    func pairs(_ table: String, _ first: String, _ second: String) -> [(String, String)] {
      guard let table = tables.first(where: { $0.name == table }), let one = table.columns.firstIndex(of: first),
        let other = table.columns.firstIndex(of: second)
      else { return [] }
      return table.rows.map { ($0[one] ?? "", $0[other] ?? "") }
    }
    try self.init(
      keys: pairs("person_key", "person_id", "wrapped").map { ($0, GoldenTable.bytes($1.dropFirst(2))) },
      owners: pairs("application", "id", "person_id") + pairs("file", "id", "person_id"), sealed: sealed, vault)
  }

  private init(
    keys: [(person: String, wrapped: [UInt8])], owners: [(thing: String, person: String)], sealed: Set<String>, _ vault: Vault
  ) throws {
    safes = try Dictionary(
      uniqueKeysWithValues: keys.compactMap { person, wrapped in
        try ID<Person>(person).map { (person, try vault.safe(of: $0, wrapped: wrapped)) }
      })
    self.owners = Dictionary(owners) { first, _ in first }
    self.sealed = sealed
  }

  /// The columns that are sealed with a person's key today, by the register. The keys stand wrapped as they are, and nobody but a phone
  /// or a browser can open what is sealed for it.
  static func register() throws -> Set<String> {
    Set(
      try Golden.lines("Schema/fields.csv").filter { $0.hasSuffix(",yes") }.map { line in
        line.split(separator: ",").prefix(2).joined(separator: ".")
      }
    ).subtracting(["person_key.wrapped", "sealed_batch.cipher", "shown_page.sealed"])
  }

  func isSealed(_ table: String, _ column: String) -> Bool { sealed.contains("\(table).\(column)") }

  func open(_ bytes: [UInt8], _ table: String, _ column: String, _ columns: [String], _ row: [Value]) throws -> String {
    let cells = row.map { value -> String? in
      switch value {
      case .text(let text): text
      case .integer(let number): "\(number)"
      default: nil
      }
    }
    let place = place(table, column, columns, cells)
    for (number, safe) in persons(columns, cells).enumerated() {
      if let plain = try? safe.openBytes(bytes, place) {
        // Padding makes a text of what is sealed as bytes only where these end as a padded text does.
        guard plain.last == 0x80 || plain.last == 0, let text = try? safe.open(bytes, place) else {
          return "\(number)b\(base64URL(plain))"
        }
        return "\(number) \(text)"
      }
    }
    throw Unopened(place: place)
  }

  func seal(_ cell: String, _ table: String, _ column: String, _ columns: [String], _ row: [String?]) throws -> [UInt8] {
    let place = place(table, column, columns, row)
    let persons = persons(columns, row)
    guard let number = Int(cell.prefix(1)), number < persons.count else { throw Unopened(place: place) }
    let rest = cell.dropFirst(2)
    return cell.dropFirst().first == "b"
      ? persons[number].seal(GoldenTable.bytes(rest), place) : persons[number].seal(String(rest), place)
  }

  /// Whoever the row names, herself first; then whose its application or file is.
  private func persons(_ columns: [String], _ cells: [String?]) -> [Safe] {
    let named = zip(columns, cells).filter { $0.0 == "person_id" } + zip(columns, cells).filter { $0.0 != "person_id" }
    // A column that says who acted holds the role before the person.
    let ids = named.compactMap { $0.1?.split(separator: ":").last.map(String.init) }
    return ids.compactMap { safes[$0] } + ids.compactMap { owners[$0].flatMap { safes[$0] } }
  }

  /// What is part of the seal beside the person.
  private func place(_ table: String, _ column: String, _ columns: [String], _ cells: [String?]) -> String {
    func cell(_ name: String) -> String { columns.firstIndex(of: name).flatMap { cells[$0] } ?? "" }
    switch table {
    case "person_detail": return "person_detail.\(cell("kind"))"
    case "file_chunk": return "file_chunk.bytes \(cell("file_id")) \(cell("position"))"
    default: return "\(table).\(column)"
    }
  }
}
