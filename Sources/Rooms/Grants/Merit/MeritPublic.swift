import Allocation
import Exchange
import Markup
import Programme
import Rules
import Storage
import Words

/// How points are made, for everybody.
enum MeritPublic {
  private struct Known: Sendable {
    let round: Round
    let merit: MeritVersion
    let frozenAt: Moment
  }

  /// GET /merit: the newest round whose rule is frozen, or that of the year in the address; others are linked.
  static func show(_ visit: Visit) async throws -> Reply {
    let (t, house) = (visit.language, visit.house)
    let (frozen, next) = try await house.database.read { tx in
      let rounds = try tx.rounds().filter { $0.number == 1 }
      let frozen = try rounds.compactMap { round in
        try tx.frozenMerit(of: round).map { Known(round: round, merit: $0.merit, frozenAt: $0.at) }
      }
      return (frozen, rounds.last { round in !frozen.contains { $0.round.id == round.id } && !round.hasRun(on: visit.now.day()) })
    }
    let asked = visit.query["year"].flatMap { wholeNumber($0, in: 2024...2100) }
    guard let known = visit.query["year"] == nil ? frozen.first : frozen.first(where: { $0.round.leavingYear == asked }) else {
      if visit.query["year"] != nil { throw Refusal.missing }
      return visit.page(
        Page(
          title: t(.meritTitle), language: t,
          body:
            "<h1>\(t(.meritTitle))</h1>\(emptyState(t(.noMeritYet), "<p>\(t(.noMeritYetWhat)) \(due(next, t))</p>"))\(letter(t))")
      )
    }
    let rule = known.merit.rule
    let pieces = rule.common.evidence.compactMap { MeritEvidence(rawValue: $0.name) }
    let others = frozen.filter { $0.round.id != known.round.id }
    return visit.page(
      Page(
        title: t(.meritTitle), language: t,
        body: """
          <h1>\(t(.meritTitle)): \(known.round.leavingYear)</h1>
          \(notice("<p>\(t(.frozenForRound(known.frozenAt.day())))</p>", .good))
          <ul>\(rule.inWords.map { "<li>\(t($0))</li>" as HTML })</ul>
          <h2>\(t(.howMeasured))</h2>
          \(pieces.map { "<h3>\(t(rule.title(evidence: $0.rawValue)))</h3><p>\(t($0.says))</p>" as HTML })
          \(pieces.contains(.test) ? HTML.nothing : "<p>\(t(.withoutTest))</p>")
          <p>\(t(.meritSeenBy))</p>\(levels(t))\(letter(t))
          <details><summary>\(t(.meritAsText))</summary>\(text(rule.yaml, t))</details>
          \(others.isEmpty ? HTML.nothing : "<h2>\(t(.otherYears))</h2><ul>\(others.map { "<li><a href=\"\(("/merit" as Link).with("year", $0.round.leavingYear))\">\($0.round.name(t))</a></li>" as HTML })</ul>")
          """))
  }

  private static func due(_ next: Round?, _ t: Language) -> String {
    next.flatMap { $0.days(.rule) }.map { t(.meritDueOn($0.last)) } ?? ""
  }

  /// What the words of a letter mean.
  private static func levels(_ t: Language) -> HTML {
    let lines = Mastery.allCases.reversed().map { (name: t($0.name), value: HTML(t($0.means))) }
    return "<h2>\(t(.levelsOfLetter))</h2><p>\(t(.levelsOfLetterWhat))</p>\(pairs(lines))"
  }

  private static func letter(_ t: Language) -> HTML { "<p class=\"hint\">\(t(.letterAddsNoPoints))</p>" }

  static func text(_ yaml: String, _ t: Language) -> HTML {
    "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(t(.meritAsText))\"><pre>\(yaml)</pre></div>"
  }
}

extension Phrase {
  static let noMeritYet = Phrase(
    kk: "Ұпай ережесі әлі жарияланған жоқ", ru: "Правило баллов ещё не объявлено", en: "The merit rule is not announced yet")
  static let noMeritYetWhat = Phrase(
    kk: "Ол тізімдер ашылмай тұрып осында жарияланады, содан кейін өзгермейді.",
    ru: "Оно появится здесь до открытия списков и после этого не изменится.",
    en: "It appears here before the lists open and does not change after that.")
  static func meritDueOn(_ day: Day) -> Phrase {
    Phrase(
      kk: "Жарияланатын күні: \(Language.kk.date(day)).", ru: "День объявления: \(Language.ru.date(day)).",
      en: "It is announced on \(Language.en.date(day)).")
  }
  static let howMeasured = Phrase(kk: "Қалай өлшенеді", ru: "Как измеряется", en: "How it is measured")
  static let withoutTest = Phrase(
    kk:
      "Барлық лекке ортақ шкаладағы қорытынды тест әзірге жоқ, сондықтан ұпайға тест кірмейді: оның үлесі қалған деректерге бөлінді.",
    ru:
      "Итогового теста на общей для всех наборов шкале пока нет, поэтому тест в баллы не входит: его доля разделена между остальным.",
    en:
      "There is no final test yet on a scale that all intakes share, so no test is part of the points: its share is divided among the rest."
  )
  static let meritSeenBy = Phrase(
    kk: "Ұпайыңды тек өзің көресің. Университеттер де, бағдарлама қызметкерлері де қыздардың ұпай тізімін көрмейді.",
    ru: "Свои баллы видит только сама девочка. Ни университеты, ни сотрудники программы списка баллов не видят.",
    en: "A girl's points are seen by herself alone. Neither universities nor the staff see a list of points.")
  static let otherYears = Phrase(kk: "Басқа жылдар", ru: "Другие годы", en: "Other years")
}
