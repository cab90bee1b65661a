/// One line of an answer; columns by name: `let state: String = try row["state"]`.
package struct Row: Sendable {
  package let columns: [String]
  package let values: [Value]

  package init(columns: [String], values: [Value]) {
    self.columns = columns
    self.values = values
  }

  /// The column's value. Throws `StorageFault.column` when there is no such column or it holds another type.
  package subscript<T: Readable>(_ name: String) -> T {
    get throws {
      guard let position = columns.firstIndex(of: name) else { throw StorageFault.column("no column \(name)") }
      guard let value = T(column: values[position]) else { throw StorageFault.column("\(name) is not \(T.self)") }
      return value
    }
  }

  package subscript<T: Readable>(_ position: Int) -> T {
    get throws {
      guard let value = T(column: values[position]) else {
        throw StorageFault.column("\(columns[position]) is not \(T.self)")
      }
      return value
    }
  }
}
