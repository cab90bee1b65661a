/// One line of an answer; columns by name: `let state: String = try row["state"]`. What reads a value is compiled into whoever asks: a
/// table of 40,000 rows is read without a look-up of types for every cell.
@usableFromInline package struct Row: Sendable {
  @usableFromInline package let columns: [String]
  @usableFromInline package let values: [Value]

  package init(columns: [String], values: [Value]) {
    self.columns = columns
    self.values = values
  }

  /// The column's value. Throws `StorageFault.column` when there is no such column or it holds another type.
  @inlinable
  package subscript<T: Readable>(_ name: String) -> T {
    get throws {
      guard let position = columns.firstIndex(of: name) else { throw StorageFault.column("no column \(name)") }
      guard let value = T(column: values[position]) else { throw StorageFault.column("\(name) is not \(T.self)") }
      return value
    }
  }

  @inlinable
  package subscript<T: Readable>(_ position: Int) -> T {
    get throws {
      guard let value = T(column: values[position]) else {
        throw StorageFault.column("\(columns[position]) is not \(T.self)")
      }
      return value
    }
  }
}
