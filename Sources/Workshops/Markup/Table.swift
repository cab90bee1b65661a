package import Words

/// One column of a table of rows of a type.
package struct Column<Row>: Sendable {
  package let title: String
  package let isNumeric: Bool
  /// The name under which the list can be sorted by this column; nil when it cannot.
  package let sortKey: String?
  /// In a sheet.
  package let onPhone: OnPhone
  package let cell: @Sendable (Row) -> HTML

  package init(
    _ title: String, isNumeric: Bool = false, sortKey: String? = nil, onPhone: OnPhone = .beside,
    cell: @escaping @Sendable (Row) -> HTML
  ) {
    self.title = title
    self.isNumeric = isNumeric
    self.sortKey = sortKey
    self.onPhone = onPhone
    self.cell = cell
  }
}

/// What a list is sorted by.
package struct Sort: Sendable, Hashable {
  package let key: String
  package let isDescending: Bool

  package init(_ key: String, isDescending: Bool = false) {
    self.key = key
    self.isDescending = isDescending
  }
}

extension Language {
  /// Rows under a caption: the first column names the row; sortable columns link to the list sorted by them; what is
  /// too wide scrolls inside its own frame, also by keyboard. A table that `stacks` shows each row as a card on a phone, every cell beside
  /// its column's title, so that no column is out of sight.
  package func table<Row>(
    _ caption: String, _ rows: [Row], _ columns: [Column<Row>], stacks: Bool = false, sort: Sort? = nil,
    sorted link: ((Sort) -> Link)? = nil,
    filter: HTML? = nil, exports: [(title: String, link: Link)] = [], empty: HTML = .nothing
  ) -> HTML {
    if rows.isEmpty, !empty.isEmpty { return "\(filter)\(empty)" }
    let head = columns.map { heading($0, sort, link) }
    let body = rows.map { row -> HTML in
      "<tr>\(columns.enumerated().map { cell(row, $1, isFirst: $0 == 0, stacks) })</tr>"
    }
    let downloads: HTML? =
      exports.isEmpty
      ? nil
      : """
      <p class="hint">\(self(.download)): \(exports.map { "<a href=\"\($0.link)\">\($0.title)</a>" as HTML }.joined(separator: " · "))</p>
      """
    return """
      \(filter)<div class="scroll\(" rows", if: stacks)" role="region" tabindex="0" aria-label="\(caption)"><table><caption>\(caption)</caption>\
      <thead><tr>\(head)</tr></thead><tbody>\(body)</tbody></table></div>\(downloads)
      """
  }

  /// The slot above a table: fields and one button, sent with GET so that the address can be kept.
  package func filterForm(_ action: Link, _ fields: HTML, button title: String) -> HTML {
    "<form class=\"filter\" method=\"get\" action=\"\(action)\">\(fields)<button class=\"btn plain\">\(title)</button></form>"
  }

  private func heading<Row>(_ column: Column<Row>, _ sort: Sort?, _ link: ((Sort) -> Link)?) -> HTML {
    let numeric: HTML = column.isNumeric ? " class=\"n\"" : ""
    guard let key = column.sortKey, let link else { return "<th scope=\"col\"\(numeric)>\(column.title)</th>" }
    guard let sort, sort.key == key else {
      return "<th scope=\"col\"\(numeric)><a href=\"\(link(Sort(key)))\">\(column.title)</a></th>"
    }
    let order: HTML = sort.isDescending ? "descending" : "ascending"
    let words = self(sort.isDescending ? .sortedDown : .sortedUp)
    return """
      <th scope="col"\(numeric) aria-sort="\(order)"><a href="\(link(Sort(key, isDescending: !sort.isDescending)))">\
      \(column.title) <span aria-hidden="true">\(sort.isDescending ? "▼" : "▲")</span><span class="vh">, \(words)</span></a></th>
      """
  }

  private func cell<Row>(_ row: Row, _ column: Column<Row>, isFirst: Bool, _ stacks: Bool) -> HTML {
    let numeric: HTML = column.isNumeric ? " class=\"n\"" : ""
    return isFirst
      ? "<th scope=\"row\"\(numeric)>\(column.cell(row))</th>"
      : "<td\(numeric)\(attribute: "data-th", stacks ? column.title : nil)>\(column.cell(row))</td>"
  }
}
