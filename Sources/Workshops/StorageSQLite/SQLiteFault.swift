import GRDB
import Storage

/// SQLite's refusals in the house's words. The message of a failed constraint names table and column only.
enum SQLiteFault {
  static func translated<T>(_ work: () throws -> T) throws -> T {
    do {
      return try work()
    } catch let error as DatabaseError {
      let message = error.message ?? "\(error.extendedResultCode)"
      throw switch error.extendedResultCode {
      case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID: StorageFault.unique(message)
      case .SQLITE_CONSTRAINT_FOREIGNKEY: StorageFault.foreignKey(message)
      default:
        switch error.resultCode {
        case .SQLITE_CONSTRAINT: StorageFault.constraint(message)
        case .SQLITE_BUSY, .SQLITE_LOCKED: StorageFault.contention
        case .SQLITE_IOERR, .SQLITE_FULL, .SQLITE_CANTOPEN, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_READONLY:
          StorageFault.connection(message)
        default: StorageFault.statement(message)
        }
      }
    }
  }
}
