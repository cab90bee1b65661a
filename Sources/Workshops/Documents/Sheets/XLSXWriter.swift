import CXLSXWriter
import Foundation
import Glibc

/// Writes a workbook of one sheet row by row in constant memory: a bold header that stays in sight, a filter on each column.
/// A text is always a text, never a formula, whatever it begins with.
package final class XLSXWriter {
  package enum Cell: Sendable, Hashable {
    case empty
    case text(String)
    case number(Double)
    case date(year: Int, month: Int, day: Int)
    case truth(Bool)
  }

  package struct Column: Sendable {
    package let title: String
    /// In widths of a digit.
    package let width: Double

    package init(_ title: String, width: Double = 18) {
      self.title = title
      self.width = width
    }
  }

  /// Why a workbook could not be written.
  package struct Fault: Error, Hashable, CustomStringConvertible {
    package let description: String
  }

  private let path: String
  private let book: UnsafeMutablePointer<lxw_workbook>
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let dates: UnsafeMutablePointer<lxw_format>
  private let columns: Int
  private var row: UInt32 = 1
  private var isOpen = true

  /// `folder`: where its temporary files lie until it is finished.
  package init(
    sheet name: String, columns: [Column], in folder: String = FileManager.default.temporaryDirectory.path
  ) throws {
    try Self.probe(folder)
    path = "\(folder)/keruen-\(UUID().uuidString).xlsx"
    var options = lxw_workbook_options()
    options.constant_memory = 1
    // The library opens its own temporary files there, and follows a null pointer where it cannot.
    let place = strdup(folder)
    defer { free(place) }
    options.tmpdir = UnsafeMutablePointer(place)
    guard let book = workbook_new_opt(path, &options) else { throw Fault(description: "no temporary file") }
    self.book = book
    guard let sheet = workbook_add_worksheet(book, Self.allowed(name)), let bold = workbook_add_format(book),
      let dates = workbook_add_format(book)
    else {
      _ = workbook_close(book)
      unlink(path)
      throw Fault(description: "no sheet")
    }
    self.sheet = sheet
    self.dates = dates
    self.columns = columns.count
    format_set_bold(bold)
    format_set_num_format(dates, "yyyy-mm-dd")
    for (position, column) in columns.enumerated() {
      try Self.check(worksheet_set_column(sheet, UInt16(position), UInt16(position), column.width, nil))
    }
    for (position, column) in columns.enumerated() {
      try Self.check(worksheet_write_string(sheet, 0, UInt16(position), column.title, bold))
    }
    worksheet_freeze_panes(sheet, 1, 0)
  }

  deinit {
    if isOpen { _ = workbook_close(book) }
    unlink(path)
  }

  /// Adds a row under the last. Throws when a text is longer than a cell holds (32,767 letters).
  package func write(_ cells: [Cell]) throws {
    precondition(isOpen && cells.count <= columns)
    for (position, cell) in cells.enumerated() {
      let column = UInt16(position)
      switch cell {
      case .empty: continue
      case .text(let text):
        if !text.isEmpty { try Self.check(worksheet_write_string(sheet, row, column, Self.printable(text), nil)) }
      case .number(let number):
        if number.isFinite { try Self.check(worksheet_write_number(sheet, row, column, number, nil)) }
      case .date(let year, let month, let day):
        var date = lxw_datetime(year: Int32(year), month: Int32(month), day: Int32(day), hour: 0, min: 0, sec: 0)
        try Self.check(worksheet_write_datetime(sheet, row, column, &date, dates))
      case .truth(let truth): try Self.check(worksheet_write_boolean(sheet, row, column, truth ? 1 : 0, nil))
      }
    }
    row += 1
  }

  /// The finished file. Nothing can be written afterwards.
  package func finish() throws -> [UInt8] {
    precondition(isOpen)
    if row > 1, columns > 0 { try Self.check(worksheet_autofilter(sheet, 0, 0, row - 1, UInt16(columns - 1))) }
    isOpen = false
    try Self.check(workbook_close(book))
    return try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// Where a file can really be made and filled: a service may see a read-only or a full /tmp.
  private static func probe(_ folder: String) throws {
    let probe = "\(folder)/keruen-\(UUID().uuidString)"
    let file = open(probe, O_CREAT | O_EXCL | O_WRONLY, 0o600)
    guard file >= 0 else { throw Fault(description: "temporary files cannot be made in TMPDIR") }
    defer {
      close(file)
      unlink(probe)
    }
    let page = [UInt8](repeating: 0, count: 4096)
    guard Glibc.write(file, page, page.count) == page.count else { throw Fault(description: "no space for temporary files") }
  }

  private static func check(_ error: lxw_error) throws {
    guard error != LXW_NO_ERROR else { return }
    throw Fault(description: lxw_strerror(error).map { String(cString: $0) } ?? "error \(error.rawValue)")
  }

  /// A sheet's name has 1 to 31 letters, none of []:*?/\ and no apostrophe at its ends.
  private static func allowed(_ name: String) -> String {
    let kept = String(name.filter { !"[]:*?/\\'".contains($0) }.prefix(31))
    return kept.isEmpty ? "1" : kept
  }

  /// XML knows no control letters but tab and line ends.
  private static func printable(_ text: String) -> String {
    let isPlain = { (scalar: Unicode.Scalar) in scalar.value >= 32 || scalar == "\t" || scalar == "\n" || scalar == "\r" }
    guard !text.unicodeScalars.allSatisfy(isPlain) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter(isPlain)))
  }
}
