import Documents
import Words

/// The lines that were not taken: the columns of the table as they were, behind the line's number and the reason.
struct RefusedFile: Sendable {
  let headings: [String]
  let lines: [RefusedLine]

  static let most = 100_000
  static let workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  /// What a cell of a workbook holds.
  private static let longestCell = 32_000

  func csv(_ t: Language) -> [UInt8] {
    var writer = CSVWriter()
    writer.add(titles(t))
    for line in lines { writer.add(cells(line, t)) }
    return writer.take()
  }

  func workbook(_ t: Language) throws -> [UInt8] {
    let writer = try XLSXWriter(sheet: t(.refusedLines), columns: titles(t).map { XLSXWriter.Column($0) })
    for line in lines {
      try writer.write(cells(line, t).map { $0.isEmpty ? .empty : .text(String($0.prefix(Self.longestCell))) })
    }
    return try writer.finish()
  }

  private func titles(_ t: Language) -> [String] {
    [t(.lineNumber), t(.why)] + columns.map { headings.indices.contains($0) ? headings[$0] : "" }
  }

  private func cells(_ line: RefusedLine, _ t: Language) -> [String] {
    [String(line.line), t(line.says)] + columns.map { line.cells.indices.contains($0) ? line.cells[$0] : "" }
  }

  /// A line may be longer than the headings: that is why it was refused.
  private var columns: Range<Int> { 0..<max(headings.count, lines.map(\.cells.count).max() ?? 0) }
}
