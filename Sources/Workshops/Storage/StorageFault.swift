/// Why the database did not do what was asked. The texts name tables and columns, never values.
@usableFromInline package enum StorageFault: Error, Hashable, CustomStringConvertible {
  /// A row with this key stands already.
  case unique(String)
  /// A row that this one points to is missing, or is still pointed to.
  case foreignKey(String)
  /// A CHECK or NOT NULL of the schema refused the value.
  case constraint(String)
  /// Too many concurrent changes of the same rows, after the bounded retries.
  case contention
  /// The server is gone or the file cannot be read; whether a change was kept is not known.
  case connection(String)
  case statement(String)
  case column(String)
  /// A migration was changed after it ran, or the database is newer than this program.
  case migration(String)

  /// The database cannot be reached or written just now; the same may work in a moment.
  package var isOutage: Bool {
    switch self {
    case .contention, .connection: true
    default: false
    }
  }

  @usableFromInline package var description: String {
    switch self {
    case .unique(let what): "unique: \(what)"
    case .foreignKey(let what): "foreign key: \(what)"
    case .constraint(let what): "constraint: \(what)"
    case .contention: "too many concurrent changes"
    case .connection(let what): "connection: \(what)"
    case .statement(let what): "statement: \(what)"
    case .column(let what): "column: \(what)"
    case .migration(let what): "migration: \(what)"
    }
  }
}
