/// A table made anew under its name: what neither engine's ALTER TABLE can do to a table that others point to. Its rows, indexes
/// and the views over it stay; the references of its children are checked before the step ends.
package struct Remake: Sendable {
  package let table: String
  /// The columns and constraints, one a line, as in a CREATE TABLE.
  package let definition: String
  /// New columns and changed ones: what they get, in terms of the old row. Others are copied, and what is not named in the
  /// definition is left behind.
  package let filling: [String: String]

  package init(_ table: String, _ definition: String, filling: [String: String] = [:]) {
    self.table = table
    self.definition = definition
    self.filling = filling
  }

  /// What is kept and compared: a step that ran never changes.
  var text: String {
    let filled = filling.sorted { $0.key < $1.key }.map { "\n-- \($0.key) = \($0.value)" }.joined()
    return "-- made anew: \(table)\n\(definition)\(filled)"
  }
}

extension Transaction {
  /// Only inside a migration: SQLite's references are not enforced there, and are checked at its end.
  func remake(_ remake: Remake) throws {
    let (table, new) = (remake.table, "\(remake.table)__new")
    let views = try views()
    let indexes = try indexes(of: table)
    let children = try children(of: table)
    for view in views.reversed() { try connection.script("DROP VIEW \(view.name)") }
    for child in children { try connection.script("ALTER TABLE \(child.table) DROP CONSTRAINT \(child.name)") }
    // A reference to itself: SQLite goes by the name, which comes back; PostgreSQL by the table that is there.
    let definition =
      kind == .postgres ? remake.definition.replacing("REFERENCES \(table) ", with: "REFERENCES \(new) ") : remake.definition
    try connection.script(Dialect.schema("CREATE TABLE \(new) (\n\(definition)\n);", for: kind))
    let old = Set(try columns(of: table))
    let columns = try columns(of: new).filter { old.contains($0) || remake.filling[$0] != nil }
    try connection.script(
      """
      INSERT INTO \(new) (\(columns.joined(separator: ", ")))
      SELECT \(columns.map { remake.filling[$0] ?? $0 }.joined(separator: ", ")) FROM \(table)
      """)
    try connection.script("DROP TABLE \(table)")
    try connection.script("ALTER TABLE \(new) RENAME TO \(table)")
    try nameConstraints(of: table, from: new)
    for index in indexes { try connection.script(index) }
    for child in children { try connection.script("ALTER TABLE \(child.table) ADD CONSTRAINT \(child.name) \(child.definition)") }
    for view in views { try connection.script(view.definition) }
  }

  /// In the order they were made, with what makes them again.
  private func views() throws -> [(name: String, definition: String)] {
    switch kind {
    case .sqlite:
      try rows("SELECT name, sql FROM sqlite_master WHERE type = 'view' ORDER BY rowid") { (try $0["name"], try $0["sql"]) }
    case .postgres:
      try rows(
        """
        SELECT relname::text AS name, pg_get_viewdef(oid) AS text FROM pg_class
        WHERE relkind = 'v' AND relnamespace = current_schema()::regnamespace ORDER BY oid
        """
      ) { row in
        let name: String = try row["name"]
        return (name, "CREATE VIEW \(name) AS \(try row["text"] as String)")
      }
    }
  }

  /// Those that are no constraint's own.
  private func indexes(of table: String) throws -> [String] {
    switch kind {
    case .sqlite:
      try rows(
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = \(table) AND sql IS NOT NULL ORDER BY rowid"
      ) { try $0[0] }
    case .postgres:
      try rows(
        """
        SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = \(table)
          AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE connamespace = current_schema()::regnamespace)
        ORDER BY indexname
        """
      ) { try $0[0] }
    }
  }

  /// Other tables' references to this one, where the engine binds them to the table itself and not to its name.
  private func children(of table: String) throws -> [(table: String, name: String, definition: String)] {
    guard kind == .postgres else { return [] }
    return try rows(
      """
      SELECT conrelid::regclass::text AS child, conname::text AS name, pg_get_constraintdef(oid) AS text FROM pg_constraint
      WHERE contype = 'f' AND connamespace = current_schema()::regnamespace AND conrelid <> confrelid
        AND confrelid = (SELECT oid FROM pg_class WHERE relname = \(table) AND relnamespace = current_schema()::regnamespace)
      ORDER BY child, name
      """
    ) { (try $0["child"], try $0["name"], try $0["text"]) }
  }

  /// PostgreSQL named the new table's constraints after the name it was made under.
  private func nameConstraints(of table: String, from made: String) throws {
    guard kind == .postgres else { return }
    let names: [String] = try rows(
      """
      SELECT conname::text FROM pg_constraint
      WHERE conrelid = (SELECT oid FROM pg_class WHERE relname = \(table) AND relnamespace = current_schema()::regnamespace)
      ORDER BY conname
      """
    ) { try $0[0] }
    for name in names where name.hasPrefix(made) {
      try connection.script("ALTER TABLE \(table) RENAME CONSTRAINT \(name) TO \(table)\(name.dropFirst(made.count))")
    }
  }
}
