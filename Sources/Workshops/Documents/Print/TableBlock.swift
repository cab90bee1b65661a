import CPango

extension Page {
  /// Something that stands beside others in a row.
  struct Cell {
    let text: Text
    let role: String
    let x: Double
    let grey: Double
  }

  func draw(_ table: PDF.Table) throws {
    let shares = table.columns.map(\.share).reduce(0, +)
    let widths = table.columns.map { breadth * $0.share / max(shares, .ulpOfOne) }
    func cells(_ texts: [String], isHeader: Bool) -> [Cell] {
      var x = left
      return table.columns.indices.map { column in
        defer { x += widths[column] }
        let text = column < texts.count ? texts[column] : ""
        let align = table.columns[column].isNumber ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT
        return Cell(
          text: Text(text, size: 9, isBold: isHeader, width: widths[column] - 8, align: align, page: self),
          role: isHeader ? "TH" : "TD", x: x + 4, grey: 0)
      }
    }
    let header = cells(table.columns.map(\.title), isHeader: true)
    func drawHeader() {
      row("TR", header, pad: 3)
      line(from: left, to: right, at: y, grey: 0.2)
    }
    let first = table.rows.first.map { height(cells($0, isHeader: false)) } ?? 0
    need(min(longest / 2, height(header) + first + 12))
    try grouped("Table") {
      drawHeader()
      for texts in table.rows {
        try checkTime()
        row("TR", cells(texts, isHeader: false), pad: 3) { unread(drawHeader) }
        line(from: left, to: right, at: y, grey: 0.8)
      }
    }
    space(8)
  }

  /// Draws cells side by side; a row that does not fit goes to the next page, one longer than a page is continued there.
  func row(_ role: String, _ cells: [Cell], pad: Double = 0, turned: () -> Void = {}) {
    grouped(role) { draw(cells.map { ($0, structure.group($0.role), $0.text.lines[...]) }, pad: pad, turned: turned) }
  }

  private func draw(
    _ cells: [(cell: Cell, group: PDFStructure.Group, lines: ArraySlice<Text.Line>)], pad: Double, turned: () -> Void
  ) {
    var waiting = cells
    if height(cells.map(\.cell)) + pad * 2 > room, !isFresh {
      turn()
      turned()
    }
    while true {
      y += pad
      var lowest = y
      for index in waiting.indices {
        var at = y
        if waiting[index].lines.isEmpty { continue }
        ink(waiting[index].cell.grey)
        within(waiting[index].group) {
          part("Span") {
            while let line = waiting[index].lines.first, at + line.height <= y + room || at == y {
              line.draw(x: waiting[index].cell.x, y: at)
              at += line.height
              waiting[index].lines = waiting[index].lines.dropFirst()
            }
          }
        }
        lowest = max(lowest, at)
      }
      ink(0)
      y = lowest + pad
      guard waiting.contains(where: { !$0.lines.isEmpty }) else { return }
      turn()
      turned()
    }
  }

  private func height(_ cells: [Cell]) -> Double { cells.map(\.text.height).max() ?? 0 }
}
