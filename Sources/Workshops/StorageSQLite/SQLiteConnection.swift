import Foundation
import GRDB
import Storage

/// A connection of the pool, for the length of one transaction.
final class SQLiteConnection: Connection {
  let kind = EngineKind.sqlite
  private let db: GRDB.Database

  init(_ db: GRDB.Database) {
    self.db = db
  }

  func run(_ sql: Storage.SQL, each: ((Storage.Row) throws -> Void)?) throws -> Int {
    try SQLiteFault.translated {
      let statement = try db.cachedStatement(sql: sql.text)
      let arguments = StatementArguments(sql.values.map(\.argument))
      guard let each else {
        let before = db.totalChangesCount
        statement.setUncheckedArguments(arguments)
        try statement.execute()
        return db.totalChangesCount - before
      }
      let columns = statement.columnNames
      let cursor = try GRDB.Row.fetchCursor(statement, arguments: arguments)
      while let row = try cursor.next() {
        var values: [Value] = []
        values.reserveCapacity(columns.count)
        for position in 0..<columns.count {
          let column: DatabaseValue = row[position]
          values.append(Value(column))
        }
        try each(Storage.Row(columns: columns, values: values))
      }
      return 0
    }
  }

  func script(_ text: String) throws {
    try SQLiteFault.translated { try db.execute(sql: text) }
  }
}

extension Value {
  /// GRDB takes a list of these without the conversion it needs for any other.
  fileprivate var argument: (any DatabaseValueConvertible)? {
    switch self {
    case .null: nil
    case .integer(let number): number
    case .real(let number): number
    case .text(let text): text
    case .bytes(let bytes): Data(bytes)
    }
  }

  fileprivate init(_ column: DatabaseValue) {
    switch column.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    case .double(let number): self = .real(number)
    case .string(let text): self = .text(text)
    case .blob(let data): self = .bytes([UInt8](data))
    }
  }
}
