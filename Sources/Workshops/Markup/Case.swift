/// Something that decides whether a case can go on: how it stands, and what can be done about it here.
package struct CaseCheck: Sendable {
  let tone: Tone
  let text: HTML
  let acts: [HTML]

  package init(_ tone: Tone, _ text: HTML, acts: [HTML] = []) {
    self.tone = tone
    self.text = text
    self.acts = acts
  }
}

/// Something that happened: what, when and by whom.
package struct Happened: Sendable {
  let what: HTML
  let when: String
  let who: String

  package init(_ what: HTML, _ when: String, _ who: String) {
    self.what = what
    self.when = when
    self.who = who
  }
}

/// A file, with a small picture of it where it is one.
package struct Thumbnail: Sendable {
  let title: String
  let note: String
  let link: Link
  let isPicture: Bool

  package init(_ title: String, _ note: String, _ link: Link, isPicture: Bool) {
    self.title = title
    self.note = note
    self.link = link
    self.isPicture = isPicture
  }
}

/// One case of many: what it says, and beside it how it stands and what can be done; on a phone the latter comes first.
package func twoColumns(_ label: String, side: HTML, body: HTML) -> HTML {
  """
  <div class="case"><aside class="side" aria-label="\(label)">\(side)</aside><div class="body">\(body)</div></div>
  """
}

/// The heading of a case: its name, what else it is called, how it stands.
package func caseTitle(_ name: String, _ code: String?, _ tags: [HTML]) -> HTML {
  "<div class=\"title\"><h1>\(name)</h1>\(code.map { " <code>\($0)</code>" as HTML }) \(tags.joined(separator: " "))</div>"
}

/// Short answers, two beside each other where there is room.
package func pairs(_ pairs: [(name: String, value: HTML)]) -> HTML {
  "<dl class=\"pairs\">\(pairs.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>" as HTML })</dl>"
}

/// What stands between a case and its decision, what can be done, and why not what cannot.
package func checks(_ title: String, _ checks: [CaseCheck], acts: HTML) -> HTML {
  """
  <div class="box"><h2>\(title)</h2><ul class="todo2">\(checks.map { check in
    """
    <li><span class="c-\(check.tone.name)" aria-hidden="true">\(check.tone.sign)</span><div>\(check.text)\
    \(check.acts.isEmpty ? HTML.nothing : "<div class=\"acts\">\(check.acts)</div>")</div></li>
    """ as HTML
  })</ul>\(acts)</div>
  """
}

/// A small act beside others; without a link it is shut.
package func act(_ title: String, _ link: Link?) -> HTML {
  link.map { "<a class=\"mini\" href=\"\($0)\">\(title)</a>" } ?? "<button class=\"mini\" disabled>\(title)</button>"
}

/// What each of a few people answered to each of a few things.
package func answerGrid(_ caption: String, _ heads: [String], _ rows: [(name: String, cells: [HTML])]) -> HTML {
  """
  <table class="grid3"><caption class="vh">\(caption)</caption><thead><tr>\
  \(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead><tbody>\
  \(rows.map { row in
    "<tr><th scope=\"row\">\(row.name)</th>\(row.cells.map { "<td>\($0)</td>" as HTML })</tr>" as HTML
  })</tbody></table>
  """
}

package func thumbnails(_ files: [Thumbnail]) -> HTML {
  """
  <ul class="thumbs">\(files.map { file in
    """
    <li><a href="\(file.link)">\(file.isPicture
      ? "<img src=\"\(file.link)\" alt=\"\" width=\"152\" height=\"152\" loading=\"lazy\">" as HTML
      : "<span class=\"sheet1\" aria-hidden=\"true\">▤</span>")\(file.title)<small>\(file.note)</small></a></li>
    """ as HTML
  })</ul>
  """
}

package func feed(_ happened: [Happened]) -> HTML {
  """
  <ol class="feed">\(happened.map { "<li>\($0.what)<small>\($0.when) · \($0.who)</small></li>" as HTML })</ol>
  """
}

/// What somebody wrote down for the others.
package func said(_ text: String, _ when: String, _ who: String) -> HTML {
  "<div class=\"said\"><p>\(text)</p><small>\(who), \(when)</small></div>"
}
