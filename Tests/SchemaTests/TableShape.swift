import Storage

/// What both engines must have in common.
struct TableShape: Hashable {
  let columns: [Column]
  let unique: Set<[String]>
  let references: Set<String>

  struct Column: Hashable {
    let name: String
    let type: String
    let isRequired: Bool
  }

  init(_ table: String, _ tx: Transaction) throws {
    switch tx.kind {
    case .sqlite:
      columns = try tx.rows("SELECT name, type, \"notnull\" AS required FROM pragma_table_info(\(table)) ORDER BY cid") {
        Column(name: try $0["name"], type: Self.kind(try $0["type"]), isRequired: try $0["required"])
      }
      let names = try tx.rows("SELECT name FROM pragma_index_list(\(table)) WHERE \"unique\" = 1 ORDER BY name") {
        try $0[0] as String
      }
      unique = Set(
        try names.map { index in
          try tx.rows("SELECT name FROM pragma_index_info(\(index)) ORDER BY seqno") { try $0[0] as String }
        })
      references = Set(
        try tx.rows("SELECT \"table\" AS parent, \"from\" AS child FROM pragma_foreign_key_list(\(table)) ORDER BY id, seq") {
          "\(try $0["child"] as String) -> \(try $0["parent"] as String)"
        })
    case .postgres:
      columns = try tx.rows(
        """
        SELECT column_name::text AS name, data_type::text AS type, is_nullable = 'NO' AS required FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = \(table) ORDER BY ordinal_position
        """
      ) { Column(name: try $0["name"], type: Self.kind(try $0["type"]), isRequired: try $0["required"]) }
      let here: SQL = "(SELECT oid FROM pg_class WHERE relname = \(table) AND relnamespace = current_schema()::regnamespace)"
      let indexes = try tx.rows(
        """
        SELECT (SELECT string_agg(attname::text, ' ' ORDER BY array_position(indkey::int2[], attnum)) FROM pg_attribute
          WHERE attrelid = indrelid AND attnum = ANY (indkey)) AS names
        FROM pg_index WHERE indisunique AND indrelid = \(here) ORDER BY names
        """
      ) { try $0["names"] as String }
      unique = Set(indexes.map { $0.split(separator: " ").map(String.init) })
      references = Set(
        try tx.rows(
          """
          SELECT a.attname::text AS child, p.relname::text AS parent FROM pg_constraint k
          JOIN pg_class p ON p.oid = k.confrelid
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
          WHERE k.contype = 'f' AND k.conrelid = \(here) ORDER BY child, parent
          """
        ) { "\(try $0["child"] as String) -> \(try $0["parent"] as String)" })
    }
  }

  private static func kind(_ type: String) -> String {
    switch type.lowercased() {
    case "integer", "bigint", "boolean": "whole"
    case "real", "double precision": "real"
    case "blob", "bytea": "bytes"
    case let other: other
    }
  }
}
