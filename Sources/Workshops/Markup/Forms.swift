package import Words

package enum ButtonLook: Sendable {
  /// One per page.
  case primary
  case plain
  /// The one invitation of the landing page.
  case sun
  /// What cannot be taken back.
  case danger

  var name: HTML {
    switch self {
    case .primary: "btn"
    case .plain: "btn plain"
    case .sun: "btn sun"
    case .danger: "btn danger"
    }
  }
}

/// A form that sends; the hidden fields carry the token against forged requests. `keeping`: what is typed stays in the tab until it is sent
/// (Public/keep.js), with the sentence for whoever has no network.
package func form(
  _ action: Link, hidden fields: [(name: String, value: String)] = [], isMultipart: Bool = false, id: String? = nil,
  keeping: String? = nil, _ content: HTML
) -> HTML {
  """
  <form method="post" action="\(action)" novalidate\(" enctype=\"multipart/form-data\"", if: isMultipart)\
  \(attribute: "id", id)\(attribute: "data-keep", keeping)>\(fields.map { hidden($0.name, $0.value) })\(content.namesOfButtons)\(content)</form>
  """
}

package func hidden(_ name: String, _ value: String) -> HTML {
  "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
}

package func button(_ title: String, look: ButtonLook = .primary, name: String? = nil, value: String? = nil) -> HTML {
  "<button class=\"\(look.name)\"\(attribute: "name", name)\(attribute: "value", value)>\(title)</button>"
}

/// Looks like a button, goes like a link.
package func linkButton(_ title: String, _ link: Link, look: ButtonLook = .primary) -> HTML {
  "<a class=\"\(look.name)\" href=\"\(link)\">\(title)</a>"
}

/// Buttons beside each other, below each other on a phone.
package func buttons(_ buttons: HTML...) -> HTML { "<div class=\"row\">\(buttons)</div>" }

extension Language {
  /// What is wrong on the page, each line leading to its field; nothing when nothing is. `named`: what a field is called, where several may
  /// have the same message.
  package func errorSummary(
    _ errors: [(field: String, message: String)], named: (String) -> String? = { _ in nil }
  ) -> HTML {
    if errors.isEmpty { return .nothing }
    let lines = errors.map { error -> HTML in
      let name = named(error.field).map { "\($0): " } ?? ""
      return "<li><a href=\"\(Link("#\(identifier(error.field))"))\">\(name)\(error.message)</a></li>"
    }
    return """
      <div class="err" role="alert" tabindex="-1" id="errors" aria-labelledby="errors-title">\
      <h2 id="errors-title">\(self(.toCorrect))</h2><ul>\(lines)</ul></div>
      """
  }

  /// "Check your answers" before sending: each line with its way back.
  package func answers(_ answers: [Answer]) -> HTML {
    let rows = answers.map { answer -> HTML in
      let change: HTML? = answer.change.map {
        "<dd class=\"change\"><a href=\"\($0)\">\(self(.change))<span class=\"vh\">: \(answer.question)</span></a></dd>"
      }
      return """
        <div\(answer.marks)><dt>\(answer.question)</dt><dd>\(answer.value.isEmpty ? HTML(self(.notGiven)) : answer.value)</dd>\(change)</div>
        """
    }
    return "<dl class=\"answers\">\(rows)</dl>"
  }

  package func back(to link: Link) -> HTML { "<a class=\"back\" href=\"\(link)\">← \(self(.back))</a>" }

  /// "Өтінім · 3-қадам, барлығы 8".
  package func step(_ n: Int, of total: Int, in title: String) -> HTML {
    "<p class=\"step\">\(title) · \(self(.step(n, of: total)))</p>"
  }

  package func saved(_ state: SavedState) -> HTML {
    switch state {
    case .onServer(let moment):
      "<p class=\"saved leaf\" role=\"status\"><span aria-hidden=\"true\">✓</span> \(self(.savedOnServer(moment)))</p>"
    case .onPhone: "<p class=\"saved sun\" role=\"status\"><span aria-hidden=\"true\">●</span> \(self(.savedOnPhone))</p>"
    case .notYet: "<p class=\"saved plain\" role=\"status\"><span aria-hidden=\"true\">○</span> \(self(.notSaved))</p>"
    }
  }
}

package enum SavedState: Sendable { case onServer(Moment), onPhone, notYet }

package struct Answer: Sendable {
  package let question: String
  package let value: HTML
  package let change: Link?
  /// Attributes by which a script finds the line again.
  package let marks: HTML

  package init(_ question: String, _ value: HTML, change: Link? = nil, marks: HTML = .nothing) {
    self.question = question
    self.value = value
    self.change = change
    self.marks = marks
  }

  package init(_ question: String, _ value: String, change: Link? = nil, marks: HTML = .nothing) {
    self.init(question, HTML(value), change: change, marks: marks)
  }
}
