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
      let arguments = StatementArguments(sql.values.map(\.databaseValue))
      guard let each else {
        let before = db.totalChangesCount
        try statement.execute(arguments: arguments)
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
  fileprivate var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let number): number.databaseValue
    case .real(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .bytes(let bytes): bytes.databaseValue
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

extension [UInt8] {
  fileprivate var databaseValue: DatabaseValue { Data(self).databaseValue }
}
