import Exchange
import Markup
import Programme
import Storage
import Words

/// Her first page: what waits for her, and the whole way with every stage of it once, as the rooms tell it.
enum Way {
  private struct Standing: Sendable {
    let sections: [HomeSection]
    let told: [JourneyStep]
    let way: [JourneyStep]

    /// A later room has told something: what was before is long behind her.
    func isPassed(_ section: HomeSection) -> Bool {
      told.contains { $0.stage != section.way?.stage }
    }
  }

  /// GET /status
  static func show(_ visit: Visit, _ permit: Permit<VisitHome>) async throws -> Reply {
    let house = visit.house
    let (now, cycles) = (visit.now, try await house.cycles())
    let standing = try await house.database.read { tx in
      let sections = try house.rooms.flatMap(\.home).compactMap { try $0.show(visit, permit.actor, tx) }
      guard let cycle = sections.lazy.compactMap(\.way?.cycle).first else {
        return Standing(sections: sections, told: [], way: [])
      }
      let told =
        try sections.flatMap(\.steps)
        + house.rooms.flatMap(\.journey).flatMap { try $0.steps(tx, house, permit.actor.person, cycle) }
      return Standing(
        sections: sections, told: told, way: cycles.first { $0.id == cycle }?.way(told, at: now) ?? told)
    }
    return visit.page(page(visit, standing, permit.actor.role))
  }

  private static func page(_ visit: Visit, _ standing: Standing, _ role: Role) -> Page {
    let t = visit.language
    let sections = standing.sections
    let labels = sections.filter { $0.label != nil }.map { section -> HTML in
      "<p>\(tag(section.label ?? "")) \(standing.isPassed(section) ? nil : section.state)</p>"
    }
    let track = t.track(
      standing.way.map { step in
        Stop(t(step.title), note: note(of: step, t), step.state == .done ? .done : step.state == .now ? .now : .ahead)
      })
    let links = sections.flatMap(\.links) + [HomeLink(.devicesTitle, "/status/devices")] + sections.compactMap(\.exit)
    return Page(
      title: t(role == .teacher ? .yourPages : .yourWay), language: t,
      body: """
        <h1>\(t(role == .teacher ? .yourPages : .yourWay))</h1>\(labels)
        \(standing.told.compactMap(\.call).map { call($0, t) })\(sections.map { section in "\(section.waiting)" })\
        \(standing.way.isEmpty
          ? "<p>\(t(role == .teacher ? .noTeachersPages : .noWayYet)) <a href=\"/\">\(t(.startPage))</a></p>" : track)
        \(sections.map(\.below))\(links.map { "<p><a href=\"\($0.link)\">\(t($0.title))</a></p>" })
        """)
  }

  private static func call(_ call: JourneyCall, _ t: Language) -> HTML {
    card("<h2>\(t(call.title))</h2><p>\(t(call.what))</p>\(linkButton(t(call.button), call.link, look: .sun))")
  }

  private static func note(of step: JourneyStep, _ t: Language) -> HTML? {
    guard let note = step.note else { return nil }
    return step.link.map { "<a href=\"\($0)\">\(t(note))</a>" } ?? HTML(t(note))
  }
}

extension Phrase {
  static let yourWay = Phrase(kk: "Өтінімнің барысы", ru: "Ход заявки", en: "Your progress")
  static let noWayYet = Phrase(
    kk: "Қазір ашық өтінімің жоқ.", ru: "Сейчас у вас нет заявки.", en: "You have no application now.")
  static let yourPages = Phrase(kk: "Сіздің беттеріңіз", ru: "Ваши страницы", en: "Your pages")
  static let noTeachersPages = Phrase(
    kk: "Сіз мұғалім ретінде тіркелгенсіз. Тренерлерді даярлау беттері осында ашылады; қазір сізден ештеңе талап етілмейді.",
    ru: "Вы записаны как учитель. Страницы подготовки тренеров появятся здесь; сейчас от вас ничего не требуется.",
    en: "You are registered as a teacher. Pages of the training of trainers will open here; nothing is asked of you now.")
  static let startPage = Phrase(kk: "Басты бет", ru: "Главная страница", en: "The start page")
}
