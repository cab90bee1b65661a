package import Markup
package import Words

/// What a lesson's page has that its text only names; whoever shows the lesson knows it.
package struct LessonSurroundings: Sendable {
  package let term: @Sendable (String) -> Link
  package let lesson: @Sendable (String) -> Link
  package let figure: @Sendable (_ name: String, _ file: String) -> HTML
  package let exercise: @Sendable (String) -> HTML
  package let download: @Sendable (String) -> HTML

  package init(
    term: @escaping @Sendable (String) -> Link, lesson: @escaping @Sendable (String) -> Link,
    figure: @escaping @Sendable (_ name: String, _ file: String) -> HTML,
    exercise: @escaping @Sendable (String) -> HTML, download: @escaping @Sendable (String) -> HTML
  ) {
    self.term = term
    self.lesson = lesson
    self.figure = figure
    self.exercise = exercise
    self.download = download
  }
}

extension LessonText {
  /// The blocks as a page; each has the same name in every language (`#b17`), so that a reader who changes it stays where she is.
  package func page(_ language: Language, _ surroundings: LessonSurroundings) -> HTML {
    let writer = LessonWriter(language: language, surroundings: surroundings)
    return blocks.enumerated().map { writer.block($1, id: "b\($0 + 1)") }.joined(separator: "\n")
  }
}

struct LessonWriter {
  let language: Language
  let surroundings: LessonSurroundings

  func block(_ block: Block, id: String?) -> HTML {
    let id: HTML = "\(attribute: "id", id)"
    return switch block.kind {
    case .heading(2, let row): "<h2\(id)>\(text(row))</h2>"
    case .heading(_, let row): "<h3\(id)>\(text(row))</h3>"
    case .paragraph(let row): "<p\(id)>\(text(row))</p>"
    case .list(true, let rows): "<ol\(id)>\(items(rows))</ol>"
    case .list(false, let rows): "<ul\(id)>\(items(rows))</ul>"
    case .table(let table): self.table(table, id)
    case .quote(let blocks): "<blockquote\(id)>\(blocks.map { self.block($0, id: nil) })</blockquote>"
    case .callout(let callout, let blocks):
      "<div class=\"call \(callout.name)\"\(id)><b>\(language(callout.title))</b>\(blocks.map { self.block($0, id: nil) })</div>"
    case .code(let kind, let code):
      "<pre\(id) tabindex=\"0\"\(" data-run", if: kind == .runnable)><code>\(kind == .text ? HTML(code) : Python.coloured(code))</code></pre>"
    case .formula(let formula): "<div\(id)>\(formula.shown(language, isDisplayed: true))</div>"
    case .figure(let name, let file): "<div\(id)>\(surroundings.figure(name, file))</div>"
    case .exercise(let key): "<div\(id)>\(surroundings.exercise(key))</div>"
    case .download(let file): "<div\(id)>\(surroundings.download(file))</div>"
    }
  }

  func text(_ row: [Inline]) -> HTML {
    row.map { inline -> HTML in
      switch inline {
      case .text(let words): HTML(words)
      case .emphasis(let row): "<em>\(text(row))</em>"
      case .strong(let row): "<strong>\(text(row))</strong>"
      case .code(let code): "<code>\(code)</code>"
      case .formula(let formula): formula.shown(language)
      case .term(let key, let row): "<a class=\"term\" href=\"\(surroundings.term(key))\">\(text(row))</a>"
      case .lesson(let key, let row): "<a href=\"\(surroundings.lesson(key))\">\(text(row))</a>"
      case .link(let address, let row):
        "\(Link(elsewhere: address).map { "<a href=\"\($0)\" rel=\"noopener\">\(text(row))</a>" }) <small>(\(language(.needsNetwork)))</small>"
      }
    }.joined()
  }

  private func items(_ rows: [[Inline]]) -> HTML { rows.map { "<li>\(text($0))</li>" as HTML }.joined() }

  private func table(_ table: LessonTable, _ id: HTML) -> HTML {
    let cells = { (tag: HTML, row: [[Inline]]) in
      row.enumerated().map { column, cell -> HTML in
        "<\(tag)\(" class=\"n\"", if: table.isNumeric[column])>\(text(cell))</\(tag)>"
      }.joined()
    }
    let rows = table.rows.map { "<tr>\(cells("td", $0))</tr>" as HTML }
    return """
      <div\(id) class="scroll" role="region" tabindex="0" aria-label="\(language(.lessonTable))"><table><thead><tr>\
      \(cells("th", table.head))</tr></thead><tbody>\(rows)</tbody></table></div>
      """
  }
}

extension Callout {
  fileprivate var name: HTML {
    switch self {
    case .key: "key"
    case .try: "try"
    case .note: "note"
    case .warning: "warning"
    case .career: "career"
    }
  }

  fileprivate var title: Phrase {
    switch self {
    case .key: Phrase(kk: "Есте сақта", ru: "Запомните", en: "Remember this")
    case .try: Phrase(kk: "Өзің жасап көр", ru: "Попробуйте сами", en: "Try it yourself")
    case .note: Phrase(kk: "Ескертпе", ru: "Примечание", en: "Note")
    case .warning: Phrase(kk: "Абай бол", ru: "Осторожно", en: "Take care")
    case .career: Phrase(kk: "Мамандық туралы", ru: "О профессии", en: "About a career")
    }
  }
}

extension Phrase {
  static let needsNetwork = Phrase(kk: "желі керек", ru: "нужна сеть", en: "needs a network")
  static let lessonTable = Phrase(kk: "Сабақтың кестесі", ru: "Таблица урока", en: "Table of the lesson")
}
