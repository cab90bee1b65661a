/// What stands in the schema in use: the tables and their columns.
extension Transaction {
  package func tables() throws -> [String] {
    switch kind {
    case .sqlite:
      try rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name") { try $0[0] }
    case .postgres:
      try rows("SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename") { try $0[0] }
    }
  }

  /// In the order of the CREATE TABLE, which both engines keep.
  package func columns(of table: String) throws -> [String] {
    switch kind {
    case .sqlite: try rows("SELECT name FROM pragma_table_info(\(table)) ORDER BY cid") { try $0[0] }
    case .postgres:
      try rows(
        """
        SELECT column_name::text FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = \(table) ORDER BY ordinal_position
        """
      ) { try $0[0] }
    }
  }

  /// Every row of a table, a handful in memory at a time on both engines: libpq alone would fetch the whole answer.
  package func walk(_ table: String, _ columns: [String], _ take: ([Value]) throws -> Void) throws {
    let select = "SELECT \(columns.joined(separator: ", ")) FROM \(table)"
    switch kind {
    case .sqlite: try each(SQL(trusted: select)) { try take($0.values) }
    case .postgres:
      let cursor = "walk_\(table)"
      try connection.script("DECLARE \(cursor) NO SCROLL CURSOR FOR \(select)")
      var count = 0
      repeat {
        count = 0
        try each(SQL(trusted: "FETCH 50 FROM \(cursor)")) {
          count += 1
          try take($0.values)
        }
      } while count > 0
      try connection.script("CLOSE \(cursor)")
    }
  }
}
