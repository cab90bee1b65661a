import Markup
import Programme
import Words

/// Entries of a diary and posters as they stand on a page.
struct EntryLines {
  let t: Language
  let file: ProjectsFile
  /// Below which photos are opened.
  let photos: Link
  /// The girl who reads, whose own entries are hers; nil for adults, who also see what an officer has taken from the girls' sight.
  var reader: Int?

  func list(_ entries: [Entry]) -> HTML { "<ol class=\"entries\">\(entries.enumerated().map { line($1, $0 + 1) })</ol>" }

  private func line(_ entry: Entry, _ number: Int) -> HTML {
    let words = DiaryWords(entry.words)
    let who = entry.learner == reader ? t(.youWrote) : entry.name?.short ?? t(.nameless)
    let milestone: HTML? = entry.milestone.map { key in
      "<p>\(tag(file[milestone: key]?.title(t) ?? key, .good))</p>"
    }
    let head: HTML = "<p class=\"writer\"><b>\(who)</b><span class=\"hint\">\(t.dateTime(entry.kept ?? entry.changed))</span></p>"
    if entry.isTakenDown, reader != nil {
      return "<li id=\"entry-\(entry.id.text)\">\(head)<p class=\"hint\">\(t(.takenFromDiary))</p></li>"
    }
    let down: HTML = entry.isTakenDown ? "<p>\(tag(t(.hiddenByOfficer), .bad))</p>" : .nothing
    let report: HTML =
      reader == nil || entry.learner == reader ? .nothing : ReportedThing.link(.diary, entry.id.text, of: "\(who), \(number)", t)
    return """
      <li id="entry-\(entry.id.text)">\(head)\(down)\
      \(milestone)\(self.words(words, "\(number), \(who)"))\
      \(entry.photos.shown(t) { photos.below($0.text) })\(report)</li>
      """
  }

  func words(_ words: DiaryWords, _ whose: String) -> HTML {
    "\(words.text.isEmpty ? .nothing : "<p class=\"wrote\">\(words.text)</p>")\(table(words, whose))"
  }

  /// `whose` tells the tables of a page apart.
  private func table(_ words: DiaryWords, _ whose: String) -> HTML {
    guard let head = words.rows.first else { return .nothing }
    let used = (0..<DiaryWords.columns).filter { column in words.rows.indices.contains { !words.cell($0, column).isEmpty } }
    guard !used.isEmpty else { return .nothing }
    let rows = words.rows.indices.dropFirst().map { row -> HTML in
      "<tr>\(used.map { "<td>\(words.cell(row, $0))</td>" as HTML })</tr>"
    }
    return """
      <div class="scroll" role="region" tabindex="0" aria-label="\(t(.tableOfMeasurements)): \(whose)"><table><caption class="vh">\(t(.tableOfMeasurements))</caption>\
      <thead><tr>\(used.map { "<th scope=\"col\">\(head.indices.contains($0) ? head[$0] : "")</th>" as HTML })</tr></thead><tbody>\(rows)</tbody></table></div>
      """
  }

  /// A whole poster; `name` is that of its team.
  func poster(_ words: PosterWords, _ photos: [HandedWork.Photo], name: String, heading: Bool = true) -> HTML {
    let picture = photos.first { $0.isPicture }.map { photo -> HTML in
      "<figure><img src=\"\(self.photos.below(photo.file.text))\" alt=\"\(t(.figureOf(words[.title])))\" loading=\"lazy\"></figure>"
    }
    return self.poster(words, picture: picture, name: name, heading: heading)
  }

  func poster(_ words: PosterWords, picture: HTML?, name: String, heading: Bool) -> HTML {
    func part(_ field: PosterWords.Field) -> HTML {
      guard !words[field].isEmpty else { return .nothing }
      // Below the title, which is the page's own heading or the poster's.
      let title: HTML = heading ? "<h3>\(t(field.title))</h3>" : "<h2>\(t(field.title))</h2>"
      return "\(title)<p class=\"wrote\">\(words[field])</p>"
    }
    let title: HTML = heading ? "<h2>\(words[.title])</h2>" : .nothing
    return """
      <article class="poster"><p class="step">\(name)</p>\(title)\(part(.question))\(part(.did))\(part(.result))\(picture)\(part(.next))</article>
      """
  }
}

extension PosterWords.Field {
  var title: Phrase {
    switch self {
    case .title: Phrase(kk: "Плакаттың аты", ru: "Название плаката", en: "Title of the poster")
    case .question: Phrase(kk: "Сұрағымыз", ru: "Наш вопрос", en: "Our question")
    case .did: Phrase(kk: "Не істедік", ru: "Что мы сделали", en: "What we did")
    case .result: Phrase(kk: "Нәтиже", ru: "Результат", en: "Result")
    case .next: Phrase(kk: "Әрі қарай не істер едік", ru: "Что сделали бы дальше", en: "What we would do next")
    }
  }
}

extension Phrase {
  static let takenFromDiary = Phrase(
    kk: "Балаларды қорғау маманы бұл жазбаны алды.", ru: "Специалист по защите детей снял эту запись.",
    en: "The safeguarding officer has taken this entry away.")
  static let tableOfMeasurements = Phrase(kk: "Өлшеу кестесі", ru: "Таблица измерений", en: "Table of measurements")
  static func figureOf(_ title: String) -> Phrase {
    Phrase(kk: "Плакаттың суреті: \(title)", ru: "Рисунок плаката: \(title)", en: "Figure of the poster: \(title)")
  }
}
