import Allocation
import Exchange
import Markup
import Programme
import Rules
import Storage
import Words

/// Her own points as they stand today, each piece with its weight and error, and what one step more of each would add. Nobody else sees them.
enum PointsPage {
  /// GET /list/points
  static func show(_ visit: Visit, _ permit: Permit<OwnList>) async throws -> Reply {
    let (t, house, person) = (visit.language, visit.house, permit.actor.person)
    let found = try await house.database.read { tx -> (rule: MeritRule, standings: Standings)? in
      guard let girl = try tx.leaver(person), let round = try tx.round(leaving: girl.year),
        let frozen = try tx.frozenMerit(of: round)
      else { return nil }
      return (frozen.merit.rule, try tx.standings(of: round, frozen.merit.rule, house))
    }
    let body: HTML
    if let found, let row = found.standings.row(of: person) {
      body = try points(found.rule, try found.standings.ranking(found.rule.common), found.standings, row, t)
    } else {
      body = emptyState(t(.noPointsYet), "<p>\(t(found == nil ? .noMeritYet : .notInRound))</p>")
    }
    return visit.page(
      Page(
        title: t(.yourPoints), language: t,
        body: "\(t.back(to: "/list"))<h1>\(t(.yourPoints))</h1>\(body)<p><a href=\"/merit\">\(t(.howPointsAreMade))</a></p>"))
  }

  private struct Piece: Sendable {
    let title: String
    let share: Double
    let points: Double
    let error: Double
    let isMissing: Bool
    let more: String
  }

  private static func points(
    _ rule: MeritRule, _ ranking: Ranking, _ standings: Standings, _ row: Int, _ t: Language
  ) throws -> HTML {
    let policy = rule.common
    let whole = policy.evidence.map(\.weight).reduce(0, +)
    let pieces = policy.evidence.enumerated().map { number, piece in
      Piece(
        title: t(rule.title(evidence: piece.name)), share: piece.weight / whole, points: ranking.points[number][row],
        error: ranking.errors[number][row],
        isMissing: standings.candidates.evidence[piece.name]?.values[row].isNaN ?? true, more: more(rule, number, t))
    }
    let total: HTML
    if let why = ranking.exclusions[row] {
      let piece: Int
      switch why {
      case .missing(let number), .belowMinimum(let number): piece = number
      }
      let title = rule.title(evidence: policy.evidence[piece].name)
      total = notice("<p>\(t(.pieceKeepsOut(title, isMissing: why == .missing(piece))))</p>", .waiting)
    } else {
      let points = t.number(ranking.total(row, decimals: policy.decimals), decimals: policy.decimals)
      total = notice("<p>\(t(.totalToday(points, t.number(ranking.totalErrors[row], decimals: 1))))</p>", .good)
    }
    return """
      \(total)<p>\(t(.errorMeans))</p>
      \(t.table(t(.yourPoints), pieces, [
        Column(t(.pieceTitle)) { HTML($0.title) },
        Column(t(.pieceWeight), isNumeric: true) { HTML(t.percent($0.share)) },
        Column(t(.piecePoints), isNumeric: true) { piece in
          HTML(piece.points.isNaN ? "–" : "\(t.number(piece.points, decimals: 1)) ± \(t.number(piece.error, decimals: 1))\(piece.isMissing ? " *" : "")")
        },
        Column(t(.oneStepMore)) { HTML($0.more) },
      ], stacks: true))
      \(pieces.contains { $0.isMissing && !$0.points.isNaN } ? "<p class=\"hint\">* \(t(.pieceStoodIn))</p>" : HTML.nothing)<p class="hint">\(t(.pointsMayMove))</p>
      """
  }

  /// A tenth of the range of a raw piece; a logit of one on such a scale.
  private static func more(_ rule: MeritRule, _ number: Int, _ t: Language) -> String {
    guard let points = rule.points(perUnitOf: number) else { return t(.dependsOnAll) }
    switch rule.common.evidence[number].scale {
    case .raw(let lowest, let highest):
      let step = (highest - lowest) / 10
      let shown = lowest == 0 && highest == 1 ? t.percent(step) : t.number(step, decimals: 1)
      return t(.moreOfRaw(shown, t.number(points * step, decimals: 1)))
    case .logit: return t(.moreOfRaw("1", t.number(points, decimals: 1)))
    case .standard: return t(.dependsOnAll)
    }
  }
}

extension Phrase {
  static let noPointsYet = Phrase(kk: "Ұпай әзірге жоқ", ru: "Баллов пока нет", en: "There are no points yet")
  static let notInRound = Phrase(
    kk: "Ұпай осы кезеңге қатысатын қыздарға есептеледі.", ru: "Баллы считают тем, кто участвует в этом раунде.",
    en: "Points are made for the girls of this round.")
  static func totalToday(_ points: String, _ error: String) -> Phrase {
    Phrase(
      kk: "Бүгінгі жиынтық ұпайың: \(points) ± \(error)", ru: "Ваш итог на сегодня: \(points) ± \(error)",
      en: "Your total today: \(points) ± \(error)")
  }
  static func pieceKeepsOut(_ title: Phrase, isMissing: Bool) -> Phrase {
    isMissing
      ? Phrase(
        kk: "«\(title(.kk))» дерегі жоқ: онсыз ұпай есептелмейді.", ru: "Нет данных «\(title(.ru))»: без них баллы не считают.",
        en: "There is no “\(title(.en))”: without it no points are made.")
      : Phrase(
        kk: "«\(title(.kk))» ең аз мәннен төмен: әзірге есептеуге кірмейсің.",
        ru: "«\(title(.ru))» ниже минимума: пока вы не участвуете в расчёте.",
        en: "“\(title(.en))” is below the minimum: as things stand you are not ranked.")
  }
  static let errorMeans = Phrase(
    kk: "«±» өлшеудің дәлдігін көрсетеді: дәл сол білімді қайта өлшесе, ұпай шамамен сонша өзгеруі мүмкін.",
    ru: "«±» показывает точность измерения: при повторном измерении тех же знаний баллы могли бы отличаться примерно на столько.",
    en: "“±” tells how exact the measuring is: measured again, the same knowledge might differ by about that much.")
  static let pieceWeight = Phrase(kk: "Үлесі", ru: "Доля", en: "Share of the total")
  static let piecePoints = Phrase(kk: "Ұпай", ru: "Баллы", en: "Points")
  static let oneStepMore = Phrase(kk: "Тағы бір қадам не қосады", ru: "Что даст ещё шаг", en: "What one step more would add")
  static func moreOfRaw(_ step: String, _ points: String) -> Phrase {
    Phrase(
      kk: "\(step) жоғары болса: жиынтыққа +\(points)", ru: "на \(step) выше: к итогу +\(points)",
      en: "\(step) higher: +\(points) in total")
  }
  static let dependsOnAll = Phrase(
    kk: "басқалардың нәтижесіне байланысты", ru: "зависит от результатов остальных", en: "depends on everybody's results")
  static let pieceStoodIn = Phrase(
    kk: "бұл дерегің әзірге жоқ, оның орнына ережедегі мән алынды", ru: "этих данных пока нет, взято значение по правилу",
    en: "you do not have it yet; the value that the rule names stands in")
  static let pointsMayMove = Phrase(
    kk: "Есептеу күніне дейін жаңа тексерулер мен жобалар ұпайды өзгертеді.",
    ru: "До дня расчёта новые проверки и проекты меняют баллы.",
    en: "Until the day of the run new checks and projects change the points.")
}
