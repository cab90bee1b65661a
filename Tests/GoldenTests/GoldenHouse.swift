import Foundation
import Front
import HouseKit
import Programme
import Security
import Site
import Storage
import StorageSQLite
import TestKit
import Words

/// A filled house as text: one file a table, a line a row, columns between tabs under their names. Rows are ordered by their cells from
/// the left. What is sealed stands in clear, for everybody in it is invented.
///
/// `\N` is nothing, `"` is what stands above, `"` with more is an id of the same moment as the one above, `\b…` are bytes as base64url.
/// A sealed cell begins with whose key seals it, the how-manieth of the persons its row points to; then a space and the text, or `b` and
/// bytes.
enum GoldenHouse {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Golden/house")

  /// When it was written: ten days after the girls applied.
  static let moment = HouseKit.morning.adding(days: 10)

  static func key() throws -> MasterKey { try MasterKey(text: String(try lines(of: "key.txt")[0])) }

  static func text(of name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  static func lines(of name: String) throws -> [Substring] { try text(of: name).split(separator: "\n") }

  /// The columns that were sealed when it was written, `table.column`: the register of a later day may know them no more.
  static func sealed() throws -> Set<String> { Set(try lines(of: "sealed.txt").map(String.init)) }

  /// The names of the steps it stands at and the hash of each text, in the order they ran.
  static func steps() throws -> [(name: String, hash: String)] {
    try lines(of: "migrations.tsv").map { line in
      let cells = line.split(separator: "\t").map(String.init)
      return (cells[0], cells[1])
    }
  }

  /// Those steps as the program has them.
  static func taken() throws -> [Migration] {
    let names = Set(try steps().map(\.name))
    return Front.migrations(Site.rooms).filter { names.contains($0.name) }
  }

  static func line(of step: Migration) -> String { "\(step.name)\t\(hex(sha256(Array(step.text.utf8))))" }

  /// What was done to the steps of a golden house since: each must be there as it was, in the same order among themselves.
  static func changes(to golden: [(name: String, hash: String)], in today: [Migration]) -> [String] {
    let texts = Dictionary(uniqueKeysWithValues: today.map { ($0.name, line(of: $0)) })
    let edited = golden.filter { texts[$0.name] != "\($0.name)\t\($0.hash)" }.map { step in
      texts[step.name] == nil ? "\(step.name) is gone" : "\(step.name) was edited: write a new step instead"
    }
    let names = Set(golden.map(\.name))
    let isInOrder = today.map(\.name).filter(names.contains) == golden.map(\.name).filter { texts[$0] != nil }
    return edited + (isInOrder ? [] : ["the steps are in another order"])
  }

  /// The schema as it was, and its rows; sealed anew with the keys that stand among them.
  static func load(into database: Database) async throws {
    let steps = try taken()
    _ = try await database.migrate(steps, at: moment.milliseconds)
    guard database.kind == .sqlite else {
      let source = Database(engine: try Databases.sqlite())
      defer { source.close() }
      try await load(into: source)
      try await database.write { tx in
        for table in steps.tables.reversed() { try tx.run(SQL(trusted: "DELETE FROM \(table)")) }
      }
      _ = try await Copy(tables: steps.tables, hash: { digest($0) }).run(from: source, to: database)
      return
    }
    let tables = steps.tables.compactMap { GoldenTable(named: $0) }
    let vault = Vault(master: try key())
    try await database.write { tx in
      // A row may point to one of its own table that comes later.
      try tx.connection.script("PRAGMA defer_foreign_keys = ON")
      for table in steps.tables.reversed() { try tx.run(SQL(trusted: "DELETE FROM \(table)")) }
      let seals = try GoldenSeals(tables, sealed: try sealed(), vault)
      for table in tables { try table.insert(in: tx, seals) }
    }
  }

  /// Tables that a later step took away, with the place where their rows are now. Whoever writes such a step says so here.
  static let gone: [String: String] = [:]

  /// Tables of the golden house that have fewer rows now, or are not there.
  static func lost(_ tx: Transaction) throws -> [String] {
    let tables = Set(try tx.tables())
    return try taken().tables.compactMap { GoldenTable(named: $0) }.filter { table in
      guard tables.contains(table.name) else { return gone[table.name] == nil }
      let count: Int = try tx.value(SQL(trusted: "SELECT count(*) FROM \(table.name)")) ?? 0
      return count < table.rows.count
    }.map(\.name)
  }

  /// The files that this house would be, by their names. Keys that `known` names stand as they stood, for chance draws each anew.
  static func dump(
    _ tx: Transaction, sealed: Set<String>, _ vault: Vault, known: [String: String]
  ) throws -> [String: String] {
    let tables = try tx.tables().filter { $0 != "migration" }.sorted()
    let seals = try GoldenSeals(tx, sealed: sealed, vault)
    return try Dictionary(
      uniqueKeysWithValues: tables.compactMap { table in
        let text = try GoldenTable.text(of: table, tx, seals, known: known)
        return text.map { ("\(table).tsv", $0) }
      })
  }

  /// Values as the program sealed them when the house was first written, and what they hold: whose, place, seal, text.
  static func seals() -> [[String]] {
    ((try? lines(of: "seals.tsv")) ?? []).map { $0.split(separator: "\t").map(String.init) }
  }

  /// What a kept seal holds, with a key that stands in the house. Throws `SecurityFault.seal`.
  static func opened(_ seal: [String], _ keys: [String: String], _ vault: Vault) throws -> String {
    guard let person = ID<Person>(seal[0]), let key = keys[seal[0]] else { throw SecurityFault.seal }
    return try vault.safe(of: person, wrapped: GoldenTable.bytes(key.dropFirst(2))).open(GoldenTable.bytes(seal[2][...]), seal[1])
  }

  /// The seals as they stand where these keys open them all; else new ones, of the first persons' details.
  static func seals(_ details: GoldenTable, _ keys: [String: String], _ vault: Vault) throws -> String {
    let kept = seals()
    let isOld = !kept.isEmpty && kept.allSatisfy { (try? opened($0, keys, vault)) == $0[3] }
    let seals =
      try isOld
      ? kept
      : details.rows.prefix(20).map { row in
        guard let person = row[0], let key = keys[person], let id = ID<Person>(person) else { throw SecurityFault.seal }
        let (place, text) = ("person_detail.\(row[1] ?? "")", String((row[2] ?? "").dropFirst(2)))
        let safe = try vault.safe(of: id, wrapped: GoldenTable.bytes(key.dropFirst(2)))
        return [person, place, base64URL(safe.seal(text, place)), text]
      }
    return seals.map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  /// The wrapped key of each person, as a cell of the table of keys; none that this master key does not open.
  static func keys(_ table: GoldenTable?, _ vault: Vault) -> [String: String] {
    let keys = (table?.rows ?? []).map { (person: $0[0] ?? "", cell: $0[1] ?? "") }.filter { person, cell in
      ID<Person>(person).flatMap { try? vault.safe(of: $0, wrapped: GoldenTable.bytes(cell.dropFirst(2))) } != nil
    }
    return Dictionary(uniqueKeysWithValues: keys)
  }
}
