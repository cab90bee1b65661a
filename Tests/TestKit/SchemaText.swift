package import Storage

/// The schema as an engine itself tells it, in an order that does not depend on when things were made.
package enum SchemaText {
  package static func of(_ tx: Transaction) throws -> String {
    switch tx.kind {
    case .sqlite: try sqlite(tx)
    case .postgres: try postgres(tx)
    }
  }

  private static func sqlite(_ tx: Transaction) throws -> String {
    let texts = try tx.rows(
      """
      SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
      ORDER BY tbl_name, CASE type WHEN 'table' THEN 0 ELSE 1 END, name
      """
    ) { try $0[0] as String }
    // SQLite quotes the name of a table that was renamed.
    return texts.map { $0.replacing(/^CREATE TABLE "([a-z_]+)"/) { "CREATE TABLE \($0.1)" } + ";\n" }.joined()
  }

  private static func postgres(_ tx: Transaction) throws -> String {
    let schema: String = try tx.value("SELECT current_schema()::text") ?? ""
    let views = try tx.rows(
      """
      SELECT relname::text AS name, pg_get_viewdef(oid) AS text FROM pg_class
      WHERE relkind = 'v' AND relnamespace = current_schema()::regnamespace ORDER BY relname
      """
    ) { "CREATE VIEW \(try $0["name"] as String) AS\n\(try $0["text"] as String)\n".replacing("\(schema).", with: "") }
    return try tables(tx) + views.joined()
  }

  private static func tables(_ tx: Transaction) throws -> String {
    try tx.tables().map { table in
      let columns = try tx.rows(
        """
        SELECT a.attname::text AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relname = \(table) AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
          AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
        """
      ) { "  \(try $0["name"] as String) \(try $0["type"] as String)\(try $0["required"] as Bool ? " NOT NULL" : "")" }
      let constraints = try tx.rows(
        """
        SELECT pg_get_constraintdef(k.oid) AS text FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        WHERE c.relname = \(table) AND k.connamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
        ORDER BY k.contype, text
        """
      ) { "  \(try $0["text"] as String)" }
      let indexes = try tx.rows(
        """
        SELECT pg_get_indexdef(i.indexrelid) AS text FROM pg_index i
        JOIN pg_class t ON t.oid = i.indrelid JOIN pg_class c ON c.oid = i.indexrelid
        WHERE t.relname = \(table) AND t.relnamespace = current_schema()::regnamespace
          AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conrelid = i.indrelid AND k.conindid = i.indexrelid)
        ORDER BY c.relname
        """
      ) { try $0["text"] as String }
      let schema: String = try tx.value("SELECT current_schema()::text") ?? ""
      let body = (columns + constraints).joined(separator: ",\n")
      return ("CREATE TABLE \(table) (\n\(body)\n);\n" + indexes.map { $0 + ";\n" }.joined()).replacing("\(schema).", with: "")
    }.joined()
  }
}
