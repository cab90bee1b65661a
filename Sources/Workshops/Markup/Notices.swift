package import Words

/// How something stands; always said in words and with a sign, the colour only helps.
package enum Tone: Sendable {
  case plain, good, waiting, bad

  var name: HTML {
    switch self {
    case .plain: "plain"
    case .good: "leaf"
    case .waiting: "sun"
    case .bad: "felt"
    }
  }

  var sign: HTML {
    switch self {
    case .plain: "○"
    case .good: "✓"
    case .waiting: "●"
    case .bad: "✕"
    }
  }
}

/// A state in one or two words.
package func tag(_ text: String, _ tone: Tone = .plain) -> HTML {
  "<span class=\"tag \(tone.name)\"><span aria-hidden=\"true\">\(tone.sign)</span> \(text)</span>"
}

package func card(_ content: HTML) -> HTML { "<div class=\"card\">\(content)</div>" }

/// Cards beside each other as far as the screen allows.
package func grid(_ cards: [HTML]) -> HTML { "<div class=\"grid\">\(cards)</div>" }

/// Something to know before going on; read out at once when it is bad.
package func notice(_ content: HTML, _ tone: Tone = .plain) -> HTML {
  """
  <div class="notice \(tone.name)" role="\(tone == .bad ? "alert" : "status")">\
  <span aria-hidden="true">\(tone.sign)</span><div>\(content)</div></div>
  """
}

/// Nothing here yet: says so, and what to do first.
package func emptyState(_ title: String, _ what: HTML, action: HTML? = nil) -> HTML {
  "<div class=\"card empty\"><h2>\(title)</h2><p>\(what)</p>\(action)</div>"
}

/// A figure and what it counts, with its source.
package func fact(_ figure: String, _ what: String, source: String? = nil) -> HTML {
  "<div class=\"fact\"><b>\(figure)</b>\(what)\(source.map { "<small>\($0)</small>" })</div>"
}

package func facts(_ facts: [HTML]) -> HTML { "<div class=\"card facts\">\(facts)</div>" }

extension Language {
  /// A contact shown when asked for, without any script; in the page's text it never stands in one piece.
  package func reveal(_ title: String, _ address: EMail) -> HTML {
    revealed(title, pieces(address.address.split(separator: "@").map { String($0) }))
  }

  package func reveal(_ title: String, _ phone: Phone) -> HTML {
    revealed(title, pieces(phone.shown.split(separator: " ").map { String($0) }, joint: " "))
  }

  private func revealed(_ title: String, _ pieces: HTML) -> HTML {
    "<details class=\"reveal\"><summary>\(title)</summary><p>\(pieces)</p></details>"
  }

  /// Each part is cut in two with a hidden word between the halves, which nobody sees, hears or copies.
  private func pieces(_ parts: [String], joint: HTML = "<span>&#64;</span>") -> HTML {
    parts.map { part -> HTML in
      let half = part.count / 2
      return "<span>\(part.prefix(half))</span><span hidden>-xyz-</span><span>\(part.dropFirst(half))</span>"
    }.joined(separator: joint)
  }

  /// Long work: what is done, what is left, and in the slot a way to stop it.
  package func progress(_ title: String, done: Int, of total: Int, id: String = "progress", _ stop: HTML? = nil) -> HTML {
    """
    <div class="card"><label for="\(id)">\(title)</label>\
    <progress id="\(id)" max="\(max(total, 1))" value="\(done)" aria-describedby="\(id)-left"></progress>\
    <p class="hint" id="\(id)-left">\(self(.progress(done, of: total)))</p>\(stop)</div>
    """
  }
}
