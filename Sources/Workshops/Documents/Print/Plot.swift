import CPango

extension PDF {
  /// A plot that is readable without colour: what it shows stands in numbers beside it or in the table behind it.
  package enum Plot: Sendable {
    /// One row each: a share of one with its interval.
    case rates([Rate])
    case estimates(EstimatePlot)
    case chart(Chart)
    /// How many in each step of a scale, the dark part of each column first; `mark`: where a line is drawn across.
    case histogram(start: Double, step: Double, columns: [Column], mark: Double?, markLabel: String, axis: String)

    package typealias Rate = EstimatePlot.Row

    package struct Column: Sendable {
      package let dark: Int
      package let light: Int

      package init(dark: Int, light: Int) {
        self.dark = dark
        self.light = light
      }
    }
  }
}

extension Page {
  func draw(_ plot: PDF.Plot) {
    switch plot {
    case .rates(let rates): draw(EstimatePlot(low: 0, high: 1, reference: nil, rows: rates))
    case .estimates(let plot): draw(plot)
    case .chart(let chart): draw(chart)
    case .histogram(let start, let step, let columns, let mark, let label, let axis):
      histogram(start, step, columns, mark: mark.map { ($0, label) }, axis)
    }
  }

  private func histogram(
    _ start: Double, _ step: Double, _ columns: [PDF.Plot.Column], mark: (at: Double, label: String)?, _ axis: String
  ) {
    let height = 84.0
    let foot = Text(axis, size: 8, width: breadth, page: self)
    need(height + foot.height * 2 + 20)
    let highest = Double(max(1, columns.map { $0.dark + $0.light }.max() ?? 1))
    let width = breadth / Double(max(1, columns.count))
    y += 14
    let bottom = y + height
    for (position, column) in columns.enumerated() {
      let x = left + Double(position) * width
      let dark = height * Double(column.dark) / highest
      let light = height * Double(column.light) / highest
      cairo_set_source_rgb(cairo, 0.1, 0.2, 0.3)
      cairo_rectangle(cairo, x + 0.5, bottom - dark, width - 1, dark)
      cairo_fill(cairo)
      cairo_set_source_rgb(cairo, 0.78, 0.83, 0.88)
      cairo_rectangle(cairo, x + 0.5, bottom - dark - light, width - 1, light)
      cairo_fill(cairo)
    }
    line(from: left, to: right, at: bottom, grey: 0.3)
    if let mark {
      let x = left + (mark.at - start) / step * width
      ink(0)
      cairo_set_line_width(cairo, 1.2)
      cairo_move_to(cairo, x, y - 10)
      cairo_line_to(cairo, x, bottom)
      cairo_stroke(cairo)
      let label = Text(mark.label, size: 8, width: breadth, page: self)
      label.draw(x: min(x + 4, right - 120), y: y - 13)
    }
    y = bottom + 3
    // Three numbers are enough to read the scale by.
    for part in [0, columns.count / 2, columns.count] {
      let value = start + step * Double(part)
      let text = Text("\(Int(value.rounded()))", size: 8, width: 40, page: self)
      text.draw(x: min(left + Double(part) * width, right - 16), y: y)
    }
    y += foot.height
    ink(0.35)
    foot.draw(x: left, y: y)
    ink(0)
    y += foot.height + 4
  }
}
