/// One connection inside a transaction, as an engine gives it.
package protocol Connection: AnyObject {
  var kind: EngineKind { get }
  /// Runs the statement and hands over each row; returns how many rows it changed.
  func run(_ sql: SQL, each: ((Row) throws -> Void)?) throws -> Int
  /// Runs several statements without values (migrations).
  func script(_ text: String) throws
}

/// What a room talks to inside `database.read` and `database.write`; stores extend it with their statements.
package final class Transaction {
  package let connection: any Connection
  /// The audit lane of this connection: one writer, one hash chain. 0 on SQLite, which has one writer.
  package let lane: Int
  package private(set) var statements = 0

  package init(connection: any Connection, lane: Int) {
    self.connection = connection
    self.lane = lane
  }

  package var kind: EngineKind { connection.kind }

  package func rows(_ sql: SQL) throws -> [Row] {
    var rows: [Row] = []
    try each(sql) { rows.append($0) }
    return rows
  }

  package func rows<T>(_ sql: SQL, _ read: (Row) throws -> T) throws -> [T] {
    var values: [T] = []
    try each(sql) { values.append(try read($0)) }
    return values
  }

  package func row(_ sql: SQL) throws -> Row? {
    var first: Row?
    try each(sql) { if first == nil { first = $0 } }
    return first
  }

  /// The first column of the first row; nil when there is no row, or nothing in it.
  package func value<T: Readable>(_ sql: SQL, as type: T.Type = T.self) throws -> T? {
    guard let row = try row(sql), row.values.first != .null else { return nil }
    return try row[0]
  }

  package func exists(_ sql: SQL) throws -> Bool {
    try row(sql) != nil
  }

  /// Rows one at a time, for exports longer than memory.
  package func each(_ sql: SQL, _ take: (Row) throws -> Void) throws {
    statements += 1
    try withoutActuallyEscaping(take) { _ = try connection.run(sql, each: $0) }
  }

  /// Runs a change; returns how many rows it touched.
  @discardableResult
  package func run(_ sql: SQL) throws -> Int {
    statements += 1
    return try connection.run(sql, each: nil)
  }

  /// Inserts rows, "(…, …)" each, a few hundred a statement: as many values as every engine takes. Returns how many were new.
  @discardableResult
  package func insert(_ head: SQL, _ rows: [SQL], _ tail: SQL = "") throws -> Int {
    var added = 0
    for start in stride(from: 0, to: rows.count, by: 400) {
      added += try run("\(head) VALUES \(rows[start..<min(start + 400, rows.count)].joined(", ")) \(tail)")
    }
    return added
  }
}
