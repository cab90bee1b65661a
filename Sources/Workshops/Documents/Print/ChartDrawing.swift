import CPango

extension Page {
  func draw(_ chart: Chart) {
    let height = 170.0
    let rows = markRows(chart)
    let foot = 30 + Double(rows.last.map { $0.row + 1 } ?? 0) * 10
    need(height + foot)
    let hasNames = chart.lines.contains { !$0.name.isEmpty }
    let frame = Frame(chart, left: left + 30, right: right - (hasNames ? 120 : 14), top: y + 12, bottom: y + height)
    let label = Text(chart.y.label, size: 8, width: breadth, page: self)
    label.draw(x: left, y: y - 2)
    axes(chart, frame)
    for bar in chart.bars { draw(bar, frame) }
    for (number, line) in chart.lines.enumerated() { draw(line, number, frame) }
    var under = frame.bottom + 14
    for mark in rows {
      ink(0.25)
      cairo_set_line_width(cairo, 0.8)
      cairo_move_to(cairo, frame.x(mark.x), frame.bottom)
      cairo_line_to(cairo, frame.x(mark.x), frame.bottom + 4)
      cairo_stroke(cairo)
      let name = Text(mark.name, size: 6.5, width: 60, page: self)
      name.draw(x: frame.x(mark.x) - 4, y: under + Double(mark.row) * 10)
    }
    under += Double(rows.last.map { $0.row + 1 } ?? 0) * 10
    ink(0)
    Text(chart.x.label, size: 8, width: breadth, page: self).draw(x: left, y: under)
    y = under + 16
  }

  private struct Frame {
    let chart: Chart
    let left, right, top, bottom: Double

    init(_ chart: Chart, left: Double, right: Double, top: Double, bottom: Double) {
      (self.chart, self.left, self.right, self.top, self.bottom) = (chart, left, right, top, bottom)
    }

    func x(_ value: Double) -> Double { left + (right - left) * share(value, chart.x) }
    func y(_ value: Double) -> Double { bottom - (bottom - top) * share(value, chart.y) }

    private func share(_ value: Double, _ axis: Chart.Axis) -> Double {
      min(1, max(0, (value - axis.low) / max(1e-12, axis.high - axis.low)))
    }
  }

  /// Names that would touch stand in the next row, sixteen rows at most.
  private func markRows(_ chart: Chart) -> [(x: Double, name: String, row: Int)] {
    var ends = [Double](repeating: -.infinity, count: 16)
    let width = breadth - 44
    let placed = chart.marks.sorted { $0.x < $1.x }.map { mark -> (x: Double, name: String, row: Int) in
      let at = width * (mark.x - chart.x.low) / max(1e-12, chart.x.high - chart.x.low)
      let row = ends.firstIndex { $0 < at } ?? 15
      ends[row] = at + Double(mark.name.count) * 4 + 6
      return (mark.x, mark.name, row)
    }
    return placed.sorted { $0.row < $1.row }
  }

  private func axes(_ chart: Chart, _ frame: Frame) {
    line(from: frame.left, to: frame.right, at: frame.bottom, grey: 0.3)
    for part in 0...4 {
      let share = Double(part) / 4
      let x = chart.x.low + share * (chart.x.high - chart.x.low)
      let y = chart.y.low + share * (chart.y.high - chart.y.low)
      line(from: frame.left, to: frame.right, at: frame.y(y), grey: part == 0 ? 0.3 : 0.88)
      Text(short(y), size: 7, width: 28, align: PANGO_ALIGN_RIGHT, page: self).draw(x: frame.left - 32, y: frame.y(y) - 5)
      Text(short(x), size: 7, width: 40, page: self).draw(x: frame.x(x) - 6, y: frame.bottom + 3)
    }
  }

  /// As few decimals as a number of an axis needs, with the language's decimal mark.
  private func short(_ value: Double) -> String {
    let scaled = (value * 100).rounded()
    let whole = Int(abs(scaled)) / 100
    let cents = Int(abs(scaled)) % 100
    let sign = scaled < 0 ? "−" : ""
    if cents == 0 { return "\(sign)\(whole)" }
    let digits = cents % 10 == 0 ? "\(cents / 10)" : "\(cents < 10 ? "0" : "")\(cents)"
    return "\(sign)\(whole)\(decimalMark)\(digits)"
  }

  private func draw(_ bar: Chart.Bar, _ frame: Frame) {
    cairo_set_source_rgb(cairo, 0.66, 0.74, 0.82)
    let (x, top) = (frame.x(bar.from), frame.y(bar.height))
    cairo_rectangle(cairo, x + 0.3, top, max(0.4, frame.x(bar.to) - x - 0.6), frame.bottom - top)
    cairo_fill(cairo)
    ink(0)
  }

  private func draw(_ line: Chart.Line, _ number: Int, _ frame: Frame) {
    guard let first = line.points.first else { return }
    let dashes: [[Double]] = [[], [5, 2], [1.5, 1.5], [7, 2, 1.5, 2]]
    let dash = dashes[number % dashes.count]
    cairo_set_source_rgb(cairo, 0.1, 0.2, 0.3)
    cairo_set_line_width(cairo, 1)
    cairo_set_dash(cairo, dash, Int32(dash.count), 0)
    cairo_move_to(cairo, frame.x(first.x), frame.y(first.y))
    for point in line.points.dropFirst() { cairo_line_to(cairo, frame.x(point.x), frame.y(point.y)) }
    cairo_stroke(cairo)
    let beside = frame.top + 8 + Double(number) * 16
    if !line.name.isEmpty {
      cairo_move_to(cairo, frame.right + 8, beside)
      cairo_line_to(cairo, frame.right + 28, beside)
      cairo_stroke(cairo)
    }
    cairo_set_dash(cairo, [], 0, 0)
    ink(0)
    Text(line.name, size: 7, width: 84, page: self).draw(x: frame.right + 32, y: beside - 5)
  }

  func draw(_ plot: EstimatePlot) {
    let (name, text) = (breadth * 0.3, breadth * 0.24)
    let scale = breadth - name - text - 16
    func x(_ value: Double) -> Double {
      left + name + scale * min(1, max(0, (value - plot.low) / max(1e-12, plot.high - plot.low)))
    }
    for row in plot.rows {
      let label = Text(row.label, size: 9, width: name, page: self)
      let end = Text(row.text, size: 9, width: text, page: self)
      let height = max(label.height, end.height)
      need(height + 3)
      let middle = y + height / 2
      label.draw(x: left, y: y)
      end.draw(x: left + name + scale + 16, y: y)
      line(from: left + name, to: left + name + scale, at: middle, grey: 0.88)
      if let reference = plot.reference {
        ink(0.5)
        cairo_set_line_width(cairo, 0.7)
        cairo_move_to(cairo, x(reference), y)
        cairo_line_to(cairo, x(reference), y + height + 3)
        cairo_stroke(cairo)
      }
      if let interval = row.interval {
        ink(0.3)
        cairo_set_line_width(cairo, 2)
        cairo_move_to(cairo, x(interval.lowerBound), middle)
        cairo_line_to(cairo, x(interval.upperBound), middle)
        cairo_stroke(cairo)
      }
      if row.value.isFinite {
        ink(0)
        cairo_arc(cairo, x(row.value), middle, 3, 0, 2 * Double.pi)
        cairo_fill(cairo)
      }
      y += height + 3
    }
    ink(0)
    space(6)
  }
}
