package import Words

/// One bar: its name, its size and, where the number alone does not say enough, how it is shown.
package struct Bar: Sendable {
  package let label: String
  package let value: Double
  package let shown: String?
  /// The one to look at; it is also framed, not only coloured.
  package let isMarked: Bool

  package init(_ label: String, _ value: Double, shown: String? = nil, isMarked: Bool = false) {
    self.label = label
    self.value = value
    self.shown = shown
    self.isMarked = isMarked
  }
}

/// An estimate with the ends of its interval.
package struct Dot: Sendable {
  package let label: String
  package let value: Double
  package let low: Double
  package let high: Double

  package init(_ label: String, _ value: Double, low: Double, high: Double) {
    self.label = label
    self.value = value
    self.low = low
    self.high = high
  }
}

extension Language {
  /// Horizontal bars, or a funnel when they go down: names and numbers are text of the page, so they wrap and grow with
  /// it, and only the bar is drawn.
  package func bars(_ title: String, _ bars: [Bar], decimals: Int = 0, source: String? = nil) -> HTML {
    let most = max(bars.map(\.value).filter(\.isFinite).max() ?? 0, .leastNonzeroMagnitude)
    let shown = bars.map { $0.shown ?? number($0.value, decimals: decimals) }
    let items = zip(bars, shown).map { bar, shown -> HTML in
      """
      <li\(" class=\"hot\"", if: bar.isMarked)><span>\(bar.label)</span> <b>\(shown)</b>\
      <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">\
      <rect width="\(coordinate(max(bar.value, 0) / most * 1000))" height="10"/></svg></li>
      """
    }
    let rows = zip(bars, shown).map { [$0.label, $1] }
    return figure(title, "<ul class=\"bars\">\(items)</ul>", [self(.what), self(.amount)], rows, source)
  }

  /// Estimates with intervals on one scale, one under the other, with a dashed line at a value to compare with.
  package func dots(_ title: String, _ dots: [Dot], reference: Double? = nil, decimals: Int = 2, source: String? = nil) -> HTML {
    let ends = dots.flatMap { [$0.low, $0.value, $0.high] } + [reference].compactMap(\.self)
    let scale = Scale(ends, from: 8, to: 312)
    let line: HTML? = reference.map {
      "<path class=\"ref\" d=\"M\(coordinate(scale[$0])) 0V18\" stroke-dasharray=\"3 3\"/>"
    }
    let items = dots.map { dot -> HTML in
      let (low, value, high) = (coordinate(scale[dot.low]), coordinate(scale[dot.value]), coordinate(scale[dot.high]))
      return """
        <li><span>\(dot.label)</span> <b>\(number(dot.value, decimals: decimals))</b>\
        <svg viewBox="0 0 320 18" aria-hidden="true">\(line)<path d="M\(low) 9H\(high)M\(low) 4v10M\(high) 4v10"/>\
        <circle cx="\(value)" cy="9" r="5"/></svg></li>
        """
    }
    let axis = scale.ticks.map { tick -> HTML in
      "<text x=\"\(coordinate(scale[tick]))\" y=\"12\" text-anchor=\"middle\">\(number(tick, decimals: scale.decimals))</text>"
    }
    let rows = dots.map { dot in [dot.label] + [dot.value, dot.low, dot.high].map { number($0, decimals: decimals) } }
    return figure(
      title,
      "<ul class=\"bars dots\">\(items)<li aria-hidden=\"true\"><svg viewBox=\"0 0 320 16\">\(axis)</svg></li></ul>",
      [self(.what), self(.estimate), self(.from), self(.to)], rows, source)
  }

  /// A drawing with its caption, and the same numbers as a table behind a button.
  func figure(_ title: String, _ drawing: HTML, _ heads: [String], _ rows: [[String]], _ source: String?) -> HTML {
    let columns = heads.enumerated().map { index, head in
      Column<[String]>(head, isNumeric: index > 0) { HTML($0[index]) }
    }
    return """
      <figure class="chart"><figcaption>\(title)</figcaption>\(drawing)\
      <details><summary>\(self(.asTable))</summary>\(table(title, rows, columns))</details>\
      \(source.map { "<p class=\"hint\">\($0)</p>" })</figure>
      """
  }
}

/// At most one decimal: enough for a drawing, and short.
func coordinate(_ value: Double) -> String {
  guard value.isFinite else { return "0" }
  let tenths = Int((min(max(value, -99_999), 99_999) * 10).rounded())
  let sign = tenths < 0 ? "-" : ""
  return tenths.isMultiple(of: 10)
    ? String(tenths / 10) : "\(sign)\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
}

/// Values to places along a line, with round ticks at steps of 1, 2 or 5 times a power of ten.
struct Scale {
  let ticks: [Double]
  let decimals: Int
  private let start: Double
  private let end: Double

  init(_ values: [Double], includingZero: Bool = false, from start: Double, to end: Double) {
    let finite = values.filter(\.isFinite) + (includingZero ? [0] : [])
    let low = finite.min() ?? 0
    let high = max(finite.max() ?? 1, low + (low == 0 ? 1 : abs(low) * 1e-6))
    let step = Self.roundStep((high - low) / 4)
    let first = (low / step).rounded(.down)
    let last = (high / step).rounded(.up)
    ticks = stride(from: first, through: last, by: 1).map { $0 * step }
    decimals = Self.decimals(of: step)
    self.start = start
    self.end = end
  }

  subscript(value: Double) -> Double {
    guard value.isFinite, let low = ticks.first, let high = ticks.last, high > low else { return start }
    return start + (value - low) / (high - low) * (end - start)
  }

  private static func roundStep(_ rough: Double) -> Double {
    var power = 1.0
    while power * 10 <= rough { power *= 10 }
    while power > rough { power /= 10 }
    return power * (rough <= power ? 1 : rough <= 2 * power ? 2 : rough <= 5 * power ? 5 : 10)
  }

  private static func decimals(of step: Double) -> Int {
    var (decimals, step) = (0, step)
    while step < 0.999_999, decimals < 6 {
      step *= 10
      decimals += 1
    }
    return decimals
  }
}
