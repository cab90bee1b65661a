import Exchange
import Markup
import Programme
import Storage
import Words

/// The intakes and the dates of their stages.
enum Cycles {
  /// GET /administration/cycles
  static func show(_ visit: Visit, _ permit: Permit<SetCycles>) async throws -> Reply {
    let t = visit.language
    let cycles = try await visit.house.database.read { try $0.cycles() }
    return visit.page(
      Page(
        title: t(.cycles), language: t, width: .wide,
        body: """
          \(t.back(to: "/administration"))<h1>\(t(.cycles))</h1>
          <p>\(t(.newestCounts))</p><p>\(linkButton(t(.newCycle), "/administration/cycles/new"))</p>
          \(cycles.enumerated().map { part($1, isCurrent: $0 == 0, t) })
          """))
  }

  private static func part(_ cycle: Cycle, isCurrent: Bool, _ t: Language) -> HTML {
    let stages = t.table(
      t(cycle.name), cycle.stages,
      [
        Column(t(.stageTitle)) { "<a href=\"/administration/cycles/\(cycle.id.text)/\($0.key)\">\(t($0.name))</a>" },
        Column(t(.opensOn)) { HTML(t.date($0.opensAt.day())) },
        Column(t(.lastDay)) { HTML(t.date($0.lastDay)) },
        Column(t(.noteTitle)) { StateExams.touch($0.opensAt.day(), $0.lastDay) ? tag(t(.touchesExams), .waiting) : .nothing },
      ])
    return "<h2>\(t(cycle.name))\(isCurrent ? " \(tag(t(.girlsApplyHere), .good))" : HTML.nothing)</h2>\(stages)"
  }
}

extension Phrase {
  static let cycles = Phrase(kk: "Қабылдау мен мерзімдер", ru: "Наборы и сроки", en: "Intakes and dates")
  static let newestCounts = Phrase(
    kk: "Қатысушылар ең соңғы қабылдауға өтінім береді. Соңғы күн толық есептеледі, уақыт UTC+5 бойынша.",
    ru: "Заявки подаются в самый новый набор. Последний день входит в срок целиком, время UTC+5.",
    en: "Applicants apply to the newest intake. The last day counts in full, in UTC+5.")
  static let newCycle = Phrase(kk: "Жаңа қабылдау", ru: "Новый набор", en: "New intake")
  static let girlsApplyHere = Phrase(kk: "қазіргі", ru: "текущий", en: "current")
  static let stageTitle = Phrase(kk: "Кезең", ru: "Этап", en: "Stage")
  static let opensOn = Phrase(kk: "Басталатын күні", ru: "Первый день", en: "First day")
  static let lastDay = Phrase(kk: "Соңғы күні", ru: "Последний день", en: "Last day")
  static let noteTitle = Phrase(kk: "Ескертпе", ru: "Примечание", en: "Note")
  static let touchesExams = Phrase(
    kk: "мемлекеттік емтихан күндеріне тура келеді", ru: "попадает на госэкзамены", en: "falls on the state exams")
}
