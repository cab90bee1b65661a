package import Words

/// One stop of the journey.
package struct Stop: Sendable {
  package enum State: Sendable { case done, now, ahead }

  package let title: String
  package let link: Link?
  package let note: HTML?
  package let state: State

  package init(_ title: String, link: Link? = nil, note: HTML? = nil, _ state: State) {
    self.title = title
    self.link = link
    self.note = note
    self.state = state
  }
}

/// A line of work for today: how many, and where they are.
package struct Todo: Sendable {
  package let count: Int
  package let title: String
  package let link: Link

  package init(_ count: Int, _ title: String, _ link: Link) {
    self.count = count
    self.title = title
    self.link = link
  }
}

extension Language {
  /// The dotted track with where she is; the states are also said in words. `across`: lying down on a wide screen, where it is not
  /// too long for that.
  package func track(_ stops: [Stop], across: Bool = false) -> HTML {
    let items = stops.map { stop -> HTML in
      let (name, word, current): (HTML, Phrase, HTML) =
        switch stop.state {
        case .done: ("done", .done, "")
        case .now: ("now", .now, " aria-current=\"step\"")
        case .ahead: ("ahead", .ahead, "")
        }
      return """
        <li class="\(name)"\(current)><b>\(stop.link.map { "<a href=\"\($0)\">\(stop.title)</a>" as HTML } ?? HTML(stop.title))<span class="vh"> (\(self(word)))</span></b>\
        \(stop.note.map { "<span class=\"hint\">\($0)</span>" })</li>
        """
    }
    return "<ol class=\"track\(" across", if: across && stops.count <= 8)\">\(items)</ol>"
  }

  package func todo(_ items: [Todo]) -> HTML {
    let lines = items.map { item -> HTML in
      "<li><b>\(number(item.count))</b> <a href=\"\(item.link)\">\(item.title)</a></li>"
    }
    return "<ul class=\"todo\">\(lines)</ul>"
  }

  /// The way through a long list; nothing when it fits on one page. Pages count from 1.
  package func pager(page: Int, of total: Int, _ link: (Int) -> Link) -> HTML {
    if total < 2 { return .nothing }
    let previous: HTML? = page > 1 ? "<a rel=\"prev\" href=\"\(link(page - 1))\">← \(self(.previousPage))</a>" : nil
    let next: HTML? = page < total ? "<a rel=\"next\" href=\"\(link(page + 1))\">\(self(.nextPage)) →</a>" : nil
    return """
      <nav class="row pager" aria-label="\(self(.pages))">\(previous)<span>\(self(.page(page, of: total)))</span>\(next)</nav>
      """
  }
}
