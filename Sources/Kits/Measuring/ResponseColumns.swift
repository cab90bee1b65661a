/// Which columns of a table of answers are what.
package struct ResponseColumns: Sendable {
  /// Names the persons; nil: the first column, where it is called "id" or "code".
  package var identity: String?
  package var group: String?
  /// How many persons like this a row stands for.
  package var weight: String?
  /// Columns that are no items.
  package var skipped: [String] = []
  /// Of a workbook; nil: the first one people see.
  package var sheet: String?
  /// The line of the headings; nil: the first one, or the one that names the columns above.
  package var header: Int?

  package init() {}
}
