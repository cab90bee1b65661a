import Courses
import Exchange
import Markup
import Programme
import Storage
import Words

/// Posters of teams that anybody may see: under the team's name and a region, and only while everybody of the team agrees. No cache keeps
/// these pages, so that what is taken off is off at once.
enum ExhibitionPages {
  static let link: Link = "/exhibition"
  static func link(_ exhibit: ID<Exhibit>) -> Link { link.below(exhibit.text) }

  private static let perPage = 24

  /// GET /exhibition
  static func list(_ visit: Visit) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let shelf = try await house.openCourses()
    let number = visit.query.number("page", in: 1...10) ?? 1
    let all = try await house.database.read { try $0.shownExhibits(where: "1 = 1", house) }
    let pages = max(1, (all.count + perPage - 1) / perPage)
    let page = min(number, pages)
    let lines = all.dropFirst((page - 1) * perPage).prefix(perPage).map { exhibit -> HTML in
      let picture = exhibit.photo.map { _ in "<img src=\"\(link(exhibit.id).below("photo"))\" alt=\"\" loading=\"lazy\">" as HTML
      }
      return """
        <li>\(picture)<a href="\(link(exhibit.id))"><b>\(exhibit.words[.title])</b></a><span class="hint">\(who(exhibit, shelf, visit))</span></li>
        """
    }
    var shown = Page(
      title: t(.exhibitionTitle), language: t, width: .wide, summary: t(.whatExhibitionIs),
      body: """
        \(t.back(to: visit.who.session?.kind == .applicant ? "/status" : "/"))<h1>\(t(.exhibitionTitle))</h1><p>\(t(.whatExhibitionIs))</p>
        \(lines.isEmpty ? emptyState(t(.exhibitionIsEmpty), HTML(t(.whenExhibitionOpens))) : "<ul class=\"wall\">\(lines)</ul>")
        \(pages > 1 ? t.pager(page: page, of: pages) { link.with("page", $0) } : .nothing)
        <p><a href="/courses">\(t(.coursesTitle))</a></p>
        """)
    shown.sheets = ["project.css"]
    return visit.page(shown)
  }

  /// GET /exhibition/:exhibit
  static func show(_ visit: Visit) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let shelf = try await house.openCourses()
    let exhibit = try await exhibit(visit)
    let lines = EntryLines(t: t, file: house.data[.projects], photos: link)
    let picture = exhibit.photo.map { _ -> HTML in
      "<figure><img src=\"\(link(exhibit.id).below("photo"))\" alt=\"\(t(.figureOf(exhibit.words[.title])))\"></figure>"
    }
    let name = exhibit.name.flatMap { house.data[.projects][name: $0] }?.title(t) ?? t(.teamWord)
    var page = Page(
      title: exhibit.words[.title], language: t, summary: exhibit.words[.question],
      body: """
        \(t.back(to: link))<p class="step">\(t(.exhibitionTitle))</p><h1>\(exhibit.words[.title])</h1>
        \(lines.poster(exhibit.words, picture: picture, name: name, heading: false))
        <p class="hint">\(who(exhibit, shelf, visit))</p><p class="hint">\(t(.namesAreInvented))</p>
        """)
    page.sheets = ["board.css", "project.css"]
    return visit.page(page)
  }

  /// GET /exhibition/:exhibit/photo
  static func photo(_ visit: Visit) async throws -> Reply {
    let exhibit = try await exhibit(visit)
    guard let photo = exhibit.photo else { throw Refusal.missing }
    return try await visit.house.database.read { tx in
      try ProjectPhotos.shown(photo, where: "study_entry.id = \(exhibit.entry)", visit.house, tx)
    }
  }

  private static func exhibit(_ visit: Visit) async throws -> ShownExhibit {
    let id: ID<Exhibit> = try visit.id("exhibit")
    let house = visit.house
    guard let found = try await house.database.read({ try $0.shownExhibits(where: "study_exhibit.id = \(id)", house) }).first
    else {
      throw Refusal.missing
    }
    return found
  }

  /// "Pole Star · Abai Region · Physics through measurement".
  private static func who(_ exhibit: ShownExhibit, _ shelf: [ShelvedCourse], _ visit: Visit) -> String {
    let (t, house) = (visit.language, visit.house)
    return [
      exhibit.name.flatMap { house.data[.projects][name: $0] }?.title(t), house.gazetteer.name(of: exhibit.region, t),
      shelf.first { $0.key == exhibit.course }?.course.title(t),
    ].compactMap { $0 }.joined(separator: " · ")
  }

  /// POST /study/projects/:project/exhibit: a girl whose poster it is takes it off, without a reason; or wants back what was taken off (`go` is
  /// `again`), or no longer (`not-again`). `team`: which of hers in this project; else the one she is in.
  static func withdraw(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let id: ID<Project> = try visit.id("project")
    try await house.database.write { tx in
      let sight = try HerProject.sight(id, permit.actor.person, house, tx)
      let teams = [sight.team].compactMap { $0 } + sight.others
      let named = visit.form["team"]
      guard let team = teams.first(where: { named == nil || $0.id.text == named }), let exhibit = try tx.exhibit(of: team.id),
        try tx.askedForExhibit(of: team.id, house).contains(sight.learner.number)
      else { throw Refusal.missing }
      switch visit.form["go"] {
      case "again": return try tx.wish(exhibit, true, by: sight.learner, house)
      case "not-again": return try tx.wish(exhibit, false, by: sight.learner, house)
      default: break
      }
      guard exhibit.ended == nil else { throw Refusal.missing }
      try tx.end(exhibit, because: .team, by: permit.actor.text, house)
    }
    return .seeOther(HerProject.link(id).text)
  }
}

extension Phrase {
  static let exhibitionTitle = Phrase(kk: "Жобалар көрмесі", ru: "Выставка проектов", en: "Exhibition of projects")
  static let whatExhibitionIs = Phrase(
    kk: "Мектеп қыздарының зерттеулері мен жобалары: сұрақ, өлшеу, нәтиже.",
    ru: "Исследования и проекты девочек школы: вопрос, измерение, результат.",
    en: "Investigations and projects of the school’s girls: a question, a measurement, a result.")
  static let exhibitionIsEmpty = Phrase(
    kk: "Көрмеде әзірге плакат жоқ", ru: "На выставке пока нет плакатов", en: "There are no posters on the exhibition yet")
  static let whenExhibitionOpens = Phrase(
    kk: "Плакат команданың бәрі мен ата-аналары келіскенде ғана шығады.",
    ru: "Плакат появляется, только если согласны вся команда и родители.",
    en: "A poster is shown only where everybody of its team and their parents agree.")
  static let namesAreInvented = Phrase(
    kk: "Команданың аты тізімнен таңдалған: бұл ешкімнің аты емес.", ru: "Имя команды выбрано из списка: это ничьё личное имя.",
    en: "The team’s name was chosen from a list: it is nobody’s own name.")
}
