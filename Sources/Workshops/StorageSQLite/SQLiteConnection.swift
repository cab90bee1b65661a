import GRDB
import GRDBSQLite
package import Storage

/// A connection of the pool, for the length of one transaction.
package final class SQLiteConnection: Connection {
  package let kind = EngineKind.sqlite
  private let db: GRDB.Database

  init(_ db: GRDB.Database) {
    self.db = db
  }

  package func run(_ sql: Storage.SQL, each: ((Storage.Row) throws -> Void)?) throws -> Int {
    try SQLiteFault.translated {
      let statement = try db.cachedStatement(sql: sql.text)
      try statement.bind(sql.values)
      guard let each else {
        let before = db.totalChangesCount
        try statement.execute()
        return db.totalChangesCount - before
      }
      let rows = Rows(statement, take: each)
      while try rows.next() != nil {}
      return 0
    }
  }

  package func script(_ text: String) throws {
    try SQLiteFault.translated { try db.execute(sql: text) }
  }
}

extension SQLiteConnection {
  /// How often a statement is prepared anew while it runs so many times: SQLite does it at each run where the plan hangs on a bound value, as beside
  /// the constant of a partial index. For tests.
  package func preparedAnew(_ sql: Storage.SQL, runs: Int) throws -> Int {
    try SQLiteFault.translated {
      let statement = try db.makeStatement(sql: sql.text)
      for _ in 0..<runs {
        try statement.bind(sql.values)
        let rows = Rows(statement) { _ in }
        while try rows.next() != nil {}
      }
      return Int(sqlite3_stmt_status(statement.sqliteStatement, SQLITE_STMTSTATUS_REPREPARE, 0))
    }
  }
}

/// Reads each row straight from SQLite: GRDB's own rows are made for being kept, and cost as much as the query on a small page.
private final class Rows: DatabaseCursor {
  typealias Element = Void

  let _statement: Statement
  var _isDone = false
  private let columns: [String]
  private let take: (Storage.Row) throws -> Void

  init(_ statement: Statement, take: @escaping (Storage.Row) throws -> Void) {
    _statement = statement
    columns = statement.columnNames
    self.take = take
  }

  /// A statement left in the middle would hold the transaction open. Its fault was thrown by the step.
  deinit {
    _ = sqlite3_reset(_statement.sqliteStatement)
  }

  func _element(sqliteStatement: SQLiteStatement) throws {
    let values = [Value](unsafeUninitializedCapacity: columns.count) { room, count in
      for position in 0..<columns.count {
        room.initializeElement(at: position, to: Value(sqliteStatement, Int32(position)))
      }
      count = columns.count
    }
    try take(Storage.Row(columns: columns, values: values))
  }
}

extension Statement {
  /// Binds the values in their order; SQLite keeps copies. Throws when there are more or fewer than the statement has places.
  fileprivate func bind(_ values: [Value]) throws {
    // Resets the statement, clears what it had, and tells GRDB that the binding is the caller's.
    setUncheckedArguments(StatementArguments())
    guard values.count == Int(sqlite3_bind_parameter_count(sqliteStatement)) else {
      throw StorageFault.column("a statement with another number of values")
    }
    for (position, value) in zip(Int32(1)..., values) {
      let code =
        switch value {
        case .null: SQLITE_OK
        case .integer(let number): sqlite3_bind_int64(sqliteStatement, position, number)
        case .real(let number): sqlite3_bind_double(sqliteStatement, position, number)
        // Without an address SQLite binds NULL, which an empty text and no bytes are not.
        case .text(var text):
          text.isEmpty
            ? sqlite3_bind_text(sqliteStatement, position, "", 0, Self.copied)
            : text.withUTF8 { [sqliteStatement] in
              $0.withMemoryRebound(to: CChar.self) {
                sqlite3_bind_text64(
                  sqliteStatement, position, $0.baseAddress, UInt64($0.count), Self.copied, UInt8(SQLITE_UTF8))
              }
            }
        case .bytes(let bytes):
          bytes.isEmpty
            ? sqlite3_bind_zeroblob(sqliteStatement, position, 0)
            : sqlite3_bind_blob64(sqliteStatement, position, bytes, UInt64(bytes.count), Self.copied)
        }
      guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
  }

  /// SQLITE_TRANSIENT, which Swift cannot read from the header.
  private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}

extension Value {
  /// The column of the row a statement stands on.
  fileprivate init(_ statement: SQLiteStatement, _ position: Int32) {
    switch sqlite3_column_type(statement, position) {
    case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, position))
    case SQLITE_FLOAT: self = .real(sqlite3_column_double(statement, position))
    case SQLITE_TEXT:
      // The text before its length: reading it may change its encoding, and so the length.
      let text = sqlite3_column_text(statement, position)
      let count = Int(sqlite3_column_bytes(statement, position))
      self = .text(String(decoding: UnsafeBufferPointer(start: text, count: text == nil ? 0 : count), as: UTF8.self))
    case SQLITE_BLOB:
      let bytes = sqlite3_column_blob(statement, position)
      let count = Int(sqlite3_column_bytes(statement, position))
      self = .bytes([UInt8](UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count)))
    default: self = .null
    }
  }
}
