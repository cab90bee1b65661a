import Courses
import Documents
import Exchange
import Exercises
import Markup
import Programme
import Storage
import Words

/// The gradebook of a group, on a page and as a file of what is shown.
enum GradebookPages {
  static func link(_ group: ID<Group>) -> Link { GroupPages.link(group).below("gradebook") }

  /// GET /desk/groups/:group/gradebook
  static func show(_ visit: Visit, _ permit: Permit<SeeHandedWork>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let book = try await book(visit, permit)
    try await house.database.write { try $0.record(.gradebookSeen, book.group.id.text, by: permit, house) }
    let file = Link("/desk/groups/\(book.group.id.text)/gradebook.xlsx")
    var page = Page(
      title: t(.gradebookTitle), language: t, width: .wide,
      body: """
        \(t.back(to: GroupPages.link(book.group.id)))<p class="step">\(book.group.title(t, house))</p><h1>\(t(.gradebookTitle))</h1>
        \(book.girls.isEmpty ? emptyState(t(.noGirlsYet), .nothing) : "\(table(book, t))<p class=\"hint\">\(t(.downloadFile)): <a href=\"\(file)\">XLSX</a></p>\(legend(book, t))")
        """)
    page.sheets = ["marking.css"]
    return visit.page(page)
  }

  /// GET /desk/groups/:group/gradebook.xlsx
  static func file(_ visit: Visit, _ permit: Permit<SeeHandedWork>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let book = try await book(visit, permit)
    let columns = book.sections.flatMap(\.columns)
    let writer = try XLSXWriter(
      sheet: t(.gradebookTitle), columns: ([t(.nameWord)] + columns.flatMap(\.fileTitles)).map { XLSXWriter.Column($0) })
    for girl in book.girls {
      let cells = columns.flatMap { column in
        column.cells[girl.learner]?.file ?? [XLSXWriter.Cell](repeating: .empty, count: column.fileTitles.count)
      }
      try writer.write([.text(girl.name?.full ?? t(.nameless))] + cells)
    }
    let bytes = try writer.finish()
    try await house.database.write { try $0.record(.gradebookSeen, book.group.id.text, "xlsx", by: permit, house) }
    return .download(
      bytes, type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      name: "\(t(.gradebookTitle)) \(visit.now.day().iso).xlsx")
  }

  private static func book(_ visit: Visit, _ permit: Permit<SeeHandedWork>) async throws -> Gradebook {
    let house = visit.house
    let shelf = try await house.openCourses()
    let id: ID<Group> = try visit.id("group")
    return try await house.database.read { tx in
      let group = try tx.group(id, ofAdult: permit)
      let isAdult = try tx.isAdult(permit.actor.person, of: id)
      let reader = GradebookReader(
        person: permit.actor.person, marks: isAdult && MarkHandedWork.roles.contains(permit.actor.role))
      return try tx.gradebook(group, for: reader, shelf, visit.language, house)
    }
  }

  private static func table(_ book: Gradebook, _ t: Language) -> HTML {
    let columns = book.sections.flatMap(\.columns)
    let sections = book.sections.map { section -> HTML in
      "<th scope=\"colgroup\" colspan=\"\(section.columns.count)\">\(section.title)</th>"
    }
    let heads = columns.map { column -> HTML in
      let title: HTML = "\(column.title)\(column.name.map { "<span class=\"vh\">: \($0)</span>" as HTML })"
      return "<th scope=\"col\">\(column.link.map { "<a href=\"\($0)\">\(title)</a>" as HTML } ?? title)</th>"
    }
    let rows = book.girls.map { girl -> HTML in
      let cells = columns.map { column -> HTML in
        guard let cell = column.cells[girl.learner] else { return "<td></td>" }
        return "<td>\(cell.link.map { "<a href=\"\($0)\">\(cell.shown)</a>" as HTML } ?? cell.shown)</td>"
      }
      return "<tr><th scope=\"row\">\(girl.name?.full ?? t(.nameless))</th>\(cells)</tr>"
    }
    return """
      \(columns.count > 3 ? "<p class=\"hint swipe\">\(t(.moreToTheRight))</p>" : HTML.nothing)<div class="scroll book" role="region" tabindex="0" aria-label="\(t(.gradebookTitle))"><table class="gradebook">\
      <caption class="vh">\(t(.gradebookTitle))</caption><thead><tr><th scope="col" rowspan="2">\(t(.nameWord))</th>\(sections)</tr>\
      <tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div>
      """
  }

  /// What the short headings stand for, and how a percent becomes a mark.
  private static func legend(_ book: Gradebook, _ t: Language) -> HTML {
    let named = book.sections.filter { $0.columns.contains { $0.name != nil } }.map { section -> HTML in
      "<h3>\(section.title)</h3><ol>\(section.columns.compactMap(\.name).map { "<li>\($0)</li>" as HTML })</ol>"
    }
    return """
      <p class="hint">\(t(.schoolMarkRule))</p>
      <details><summary>\(t(.whatColumnsAre))</summary>\(named)</details>
      """
  }
}

extension Phrase {
  static let moreToTheRight = Phrase(
    kk: "Кестенің жалғасы оң жақта: жылжытыңыз →", ru: "Таблица продолжается справа: прокрутите →",
    en: "The table goes on to the right: scroll →")
  static let gradebookTitle = Phrase(kk: "Топ журналы", ru: "Журнал группы", en: "Gradebook")
  static let downloadFile = Phrase(kk: "Жүктеп алу", ru: "Скачать", en: "Download")
  static let whatColumnsAre = Phrase(
    kk: "Бағандардағы сабақтар", ru: "Какие уроки в столбцах", en: "Which lessons the columns are")
}
