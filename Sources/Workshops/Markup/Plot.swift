package import Words

/// A share among others on one scale from 0 to 100 %.
package struct PlotRow: Sendable {
  package let label: String
  package let year: Int
  package let percent: Double
  /// Only there to compare with: drawn as an outline.
  package let isOther: Bool

  package init(_ label: String, year: Int, percent: Double, isOther: Bool = false) {
    self.label = label
    self.year = year
    self.percent = percent
    self.isOther = isOther
  }
}

extension Language {
  /// Shares one under the other from 0 to 100 %, with a dashed line to hold them against. Places are per cent, so nothing is stretched
  /// at any width; names and numbers are text of the page. Its style is public.css.
  package func plot(
    _ title: String, _ seen: String, _ rows: [PlotRow], mark: (percent: Double, name: String)? = nil, source: String
  ) -> HTML {
    let shown = rows.map { percent($0.percent / 100, decimals: $0.percent == $0.percent.rounded() ? 0 : 1) }
    let line = mark.map { mark -> HTML in
      let place = coordinate(mark.percent)
      return "<line class=\"mid\" x1=\"\(place)%\" x2=\"\(place)%\" y2=\"100%\"/>"
    }
    let items = zip(rows, shown).map { row, shown -> HTML in
      """
      <li><span>\(row.label) <small>\(row.year)</small></span><b>\(shown)</b><svg aria-hidden="true">\(line)\
      <rect\(" class=\"world\"", if: row.isOther) width="\(coordinate(row.percent))%" height="100%"/></svg></li>
      """
    }
    let axis = mark.map { "<text class=\"m\" x=\"\(coordinate($0.percent))%\" y=\"14\">\($0.name)</text>" as HTML }
    return figure(
      title,
      """
      <p class="seen">\(seen)</p><ul class="plot">\(items)<li class="axis" aria-hidden="true"><svg><text y="14">0</text>\(axis)\
      <text class="e" x="100%" y="14">\(percent(1))</text></svg></li></ul>
      """,
      [self(.what), self(.year), self(.share)], zip(rows, shown).map { [$0.label, String($0.year), $1] }, source)
  }
}
