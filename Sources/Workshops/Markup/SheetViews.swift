package import Words

/// A list under a name: where it is, and how many rows it has where that is known.
package struct ViewTab: Sendable {
  let title: String
  let link: Link
  let count: Int?
  let isCurrent: Bool

  package init(_ title: String, _ link: Link, count: Int? = nil, isCurrent: Bool = false) {
    self.title = title
    self.link = link
    self.count = count
    self.isCurrent = isCurrent
  }
}

/// A column somebody may have in a list, and whether she has.
package struct ColumnOption: Sendable {
  let key: String
  let title: String
  let isShown: Bool

  package init(_ key: String, _ title: String, isShown: Bool) {
    self.key = key
    self.title = title
    self.isShown = isShown
  }
}

extension Language {
  /// Tabs above a list; `more` follows them (save this one, manage them).
  package func views(_ label: String, _ tabs: [ViewTab], _ more: HTML = .nothing) -> HTML {
    """
    <nav class="views" aria-label="\(label)">\(tabs.map { tab in
      """
      <a href="\(tab.link)"\(" aria-current=\"page\"", if: tab.isCurrent)>\(tab.title)\
      \(tab.count.map { " <span>\(self.number($0))</span>" as HTML })</a>
      """ as HTML
    })\(more)</nav>
    """
  }

  /// Which columns a list has, and in which order: boxes and, beside what is shown, a step up and a step down. Each button sends all the
  /// boxes along, so it works without a script.
  package func columnChooser(_ action: Link, _ columns: [ColumnOption], isOpen: Bool, _ fields: HTML) -> HTML {
    """
    <details class="pop end"\(" open", if: isOpen)><summary>\(self(.columns)) <span aria-hidden="true">▾</span></summary>\
    <form method="post" action="\(action)" class="panel cols">\(fields)\
    \(columns.map { column in
      """
      <div><label><input type="checkbox" name="column" value="\(column.key)"\(" checked", if: column.isShown)> \(column.title)</label>\
      \(column.isShown ? "\(step("up", column, .columnUp, "↑"))\(step("down", column, .columnDown, "↓"))" as HTML : .nothing)</div>
      """ as HTML
    })<button class="mini">\(self(.showColumns))</button></form></details>
    """
  }

  private func step(_ way: String, _ column: ColumnOption, _ says: Phrase, _ sign: HTML) -> HTML {
    """
    <button class="mini" name="move" value="\(way) \(column.key)" aria-label="\(column.title): \(self(says))">\(sign)</button>
    """
  }
}

extension Phrase {
  static let columns = Phrase(kk: "Бағандар", ru: "Столбцы", en: "Columns")
  static let showColumns = Phrase(kk: "Көрсету", ru: "Показать", en: "Show")
  static let columnUp = Phrase(kk: "ертерек", ru: "раньше", en: "earlier")
  static let columnDown = Phrase(kk: "кейінірек", ru: "позже", en: "later")
}
