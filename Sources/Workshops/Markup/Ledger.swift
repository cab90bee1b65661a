import Words

/// One kind of work that waits: how much, what to do, why it matters, since when and whose it is.
package struct WorkLine: Sendable {
  let count: Int
  let title: String
  let link: Link
  let why: String?
  let since: String?
  let who: String?

  package init(_ count: Int, _ title: String, _ link: Link, why: String? = nil, since: String? = nil, who: String? = nil) {
    self.count = count
    self.title = title
    self.link = link
    self.why = why
    self.since = since
    self.who = who
  }
}

extension Language {
  /// Work under one promise; nothing where there is none.
  package func ledger(_ caption: String, isLate: Bool = false, _ lines: [WorkLine]) -> HTML {
    if lines.isEmpty { return .nothing }
    let rows = lines.map { line -> HTML in
      """
      <tr><td class="q">\(number(line.count))</td><th scope="row"><a href="\(line.link)">\(line.title)</a>\
      \(line.why.map { "<span>\($0)</span>" as HTML })</th><td class="o">\(line.since ?? "")</td><td class="o">\(line.who ?? "")</td></tr>
      """
    }
    return "<table class=\"ledger\"><caption\(" class=\"hot\"", if: isLate)>\(caption)</caption><tbody>\(rows)</tbody></table>"
  }
}
