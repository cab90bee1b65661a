/// Why a spreadsheet cannot be read, or not further. Lines are counted from 1; the sentences are made where the import is.
package enum SheetComplaint: Error, Hashable, Sendable, Codable {
  case empty
  /// What is wrong in a CSV file.
  case csv(CSVFault)
  case tooManyColumns(line: Int, limit: Int)
  case cellTooLong(line: Int, limit: Int)
  case tooManyRows(limit: Int)
  /// A picture, a document, a program: neither CSV nor XLSX.
  case notASheet
  /// The binary .xls of Excel 97-2003: to be saved as .xlsx.
  case oldExcel
  /// A workbook under a password.
  case locked
  /// A workbook that is cut short or whose parts contradict each other.
  case damaged
  /// A workbook that unpacks to more than a workbook of this size can hold.
  case tooLarge
  case noSheet(String)

  /// What the readers throw; whatever else went wrong, it was no table.
  package init(_ error: any Error) { self = error as? SheetComplaint ?? .notASheet }

  /// The line to look at; nil: the file as a whole.
  package var line: Int? {
    switch self {
    case .csv(.unclosedQuote(let line)), .csv(.textAfterQuote(let line)), .csv(.tooManyColumns(let line)),
      .csv(.fieldTooLong(let line)), .tooManyColumns(let line, _), .cellTooLong(let line, _):
      line
    default: nil
    }
  }
}

/// How much a spreadsheet may hold.
package struct SheetLimits: Sendable {
  package var columns = 500
  /// Of all sheets, where a table is kept.
  package var rows = 300_000
  /// Bytes of a table as it is kept.
  package var kept = 96 << 20
  /// Bytes of one cell.
  package var cell = 1 << 20
  /// Bytes of a workbook's parts when unpacked.
  package var unpacked = 300 << 20
  /// Times its packed size a part may grow; counted once it passes 8 MiB.
  package var growth = 250

  package init() {}
}
