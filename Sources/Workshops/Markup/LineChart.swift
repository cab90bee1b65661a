package import Words

/// One line: a value for each point of the shared axis, nil where nothing was measured (the line breaks there).
package struct Series: Sendable {
  package let label: String
  package let values: [Double?]

  package init(_ label: String, _ values: [Double?]) {
    self.label = label
    self.values = values
  }
}

extension Language {
  /// Up to four lines over the same points. Each has its own dashes and marker, named under the drawing.
  package func lines(
    _ title: String, points: [String], _ series: [Series], decimals: Int = 0, source: String? = nil
  ) -> HTML {
    let series = Array(series.prefix(4))
    let y = Scale(series.flatMap { $0.values.compactMap(\.self) }, includingZero: true, from: 174, to: 10)
    let step = points.count > 1 ? 256 / Double(points.count - 1) : 0
    let x: (Int) -> Double = { points.count > 1 ? 44 + Double($0) * step : 172 }
    let drawing: HTML = """
      <svg viewBox="0 0 320 200" role="img" aria-label="\(title)">\(grid(y))\(names(points, x))\
      \(series.enumerated().map { line($1, number: $0, x, y) })</svg>\(legend(series))
      """
    let rows = points.enumerated().map { index, point in
      [point]
        + series.map { $0.values.indices.contains(index) ? $0.values[index].map { number($0, decimals: decimals) } ?? "—" : "—" }
    }
    return figure(title, drawing, [self(.what)] + series.map(\.label), rows, source)
  }

  private func grid(_ y: Scale) -> HTML {
    y.ticks.map { tick -> HTML in
      """
      <path class="ref" d="M40 \(coordinate(y[tick]))H310"/>\
      <text x="36" y="\(coordinate(y[tick] + 4))" text-anchor="end">\(number(tick, decimals: y.decimals))</text>
      """
    }.joined()
  }

  /// At most six names fit under the axis.
  private func names(_ points: [String], _ x: (Int) -> Double) -> HTML {
    let every = max(1, (points.count + 5) / 6)
    return points.enumerated().filter { $0.offset.isMultiple(of: every) }.map { index, point -> HTML in
      "<text x=\"\(coordinate(x(index)))\" y=\"194\" text-anchor=\"middle\">\(point)</text>"
    }.joined()
  }

  private func line(_ series: Series, number: Int, _ x: (Int) -> Double, _ y: Scale) -> HTML {
    var path = ""
    var isDrawing = false
    var marks = HTML.nothing
    for (index, value) in series.values.enumerated() {
      guard let value, value.isFinite else {
        isDrawing = false
        continue
      }
      path += "\(isDrawing ? "L" : "M")\(coordinate(x(index))) \(coordinate(y[value]))"
      marks += marker(number, x(index), y[value])
      isDrawing = true
    }
    return "<g class=\"s\(number)\"><path d=\"\(path)\" fill=\"none\"\(dashes(number))/>\(marks)</g>"
  }

  private func legend(_ series: [Series]) -> HTML {
    let items = series.enumerated().map { number, series -> HTML in
      """
      <li><svg viewBox="0 0 40 12" class="s\(number)" aria-hidden="true"><path d="M0 6H40" fill="none"\(dashes(number))/>\
      \(marker(number, 20, 6))</svg> \(series.label)</li>
      """
    }
    return "<ul class=\"legend\">\(items)</ul>"
  }

  private func dashes(_ number: Int) -> HTML {
    switch number {
    case 0: ""
    case 1: " stroke-dasharray=\"7 4\""
    case 2: " stroke-dasharray=\"2 3\""
    default: " stroke-dasharray=\"9 3 2 3\""
    }
  }

  /// Circle, square, triangle, diamond.
  private func marker(_ number: Int, _ x: Double, _ y: Double) -> HTML {
    let (cx, cy) = (coordinate(x), coordinate(y))
    return switch number {
    case 0: "<circle cx=\"\(cx)\" cy=\"\(cy)\" r=\"4\"/>"
    case 1: "<path d=\"M\(cx) \(cy)m-4-4h8v8h-8z\"/>"
    case 2: "<path d=\"M\(cx) \(cy)m0-5l5 9h-10z\"/>"
    default: "<path d=\"M\(cx) \(cy)m0-5l5 5l-5 5l-5-5z\"/>"
    }
  }
}
