import Exchange
import Markup
import Programme
import Rules
import Security
import Storage
import Words

/// Runs of a round on the desk: what was calculated, what stops it from going out, and the two people who let it go. Counts and seats; no girl and
/// no list.
enum MatchDesk {
  static func link(_ round: ID<Round>) -> Link { RoundPages.link(round).below("runs") }
  static func link(_ run: ID<MatchRun>, of round: ID<Round>) -> Link { link(round).below(run.text) }

  static let card = DeskCard(
    roles: ReleaseMatching.roles, link: waiting,
    count: .ofHouse { tx, _, _ in
      try tx.value("SELECT count(*) FROM grants_release WHERE released_at IS NULL") ?? 0
    },
    promise: DeskPromise(days: 2, .whyMatchRelease), title: { _ in .matchWaits })

  /// Lists are closed and nothing is proposed: the chair's turn, from the day on which the numbers of the draw are out.
  static let due = DeskCard(
    roles: LeadMatching.roles, link: GrantsDesk.home,
    count: .ofHouse { tx, _, now in try tx.roundsToRun(on: now.day()).count },
    promise: DeskPromise(days: 2, .whyMatchRun), title: { .runsAreDue($0) })

  /// Where the second person finds what waits for her.
  static let waiting: Link = "/desk/grants/release"

  /// GET /desk/grants/release leads to the run that is proposed.
  static func lead(_ visit: Visit, _ permit: Permit<ReleaseMatching>) async throws -> Reply {
    let found = try await visit.house.database.read { tx in
      try tx.row("SELECT round_id, run_id FROM grants_release WHERE released_at IS NULL ORDER BY proposed_at LIMIT 1").map {
        link(try $0["run_id"], of: try $0["round_id"])
      }
    }
    return .seeOther((found ?? "/desk").text)
  }

  static let routes: [Route] = [
    .may(ReleaseMatching.self, .get, "/desk/grants/release") { try await lead($0, $1) },
    .may(ReadMerit.self, .get, "/desk/grants/rounds/:round/runs") { try await list($0, $1) },
    .may(LeadMatching.self, .post, "/desk/grants/rounds/:round/runs") { try await create($0, $1) },
    .may(ReadMerit.self, .get, "/desk/grants/rounds/:round/runs/:run") { try await show($0, $1) },
    .may(LeadMatching.self, .post, "/desk/grants/rounds/:round/runs/:run/proposal") { try await propose($0, $1) },
    .may(LeadMatching.self, .post, "/desk/grants/rounds/:round/runs/:run/withdrawal") { try await takeBack($0, $1) },
    .may(ReleaseMatching.self, .post, "/desk/grants/rounds/:round/runs/:run/release") { try await letGo($0, $1) },
  ]

  /// GET /desk/grants/rounds/:round/runs
  static func list(_ visit: Visit, _ permit: Permit<ReadMerit>) async throws -> Reply { try await home(visit, nil) }

  private struct Known: Sendable {
    let round: Round
    let rule: MeritVersion?
    let closing: Closing?
    let runs: [MatchRun]
    let release: RoundRelease?
    let states: [Recommendation.State: Int]
    let seats: (held: Int, of: Int)
  }

  private static func home(_ visit: Visit, _ error: Phrase?) async throws -> Reply {
    let t = visit.language
    let id: ID<Round> = try visit.id("round")
    let known = try await visit.house.database.read { tx in
      let round = try tx.round(id)
      return Known(
        round: round, rule: try tx.frozenMerit(of: round)?.merit, closing: try tx.closing(of: id), runs: try tx.matchRuns(of: id),
        release: try tx.release(of: id), states: try tx.answers(in: id), seats: try tx.seats(of: round))
    }
    let errors: FieldErrors = error.map { [("key", t($0))] } ?? []
    return visit.page(
      Page(
        title: t(.runsOfRound), language: t, width: .wide,
        body: """
          \(RoundPages.back(id, visit))\(t.errorSummary(errors))<p class="step">\(known.round.name(t))</p><h1>\(t(.runsOfRound))</h1>
          \(notice("<p>\(stands(known, visit))</p>", known.closing == nil ? .waiting : .good))\(results(known, t))
          \(known.runs.isEmpty ? HTML.nothing : t.table(t(.runsOfRound), known.runs, columns(known, t), stacks: true))
          \(runForm(known, visit, errors))
          """), status: errors.isEmpty ? 200 : 422)
  }

  private static func stands(_ known: Known, _ visit: Visit) -> String {
    let t = visit.language
    guard known.rule != nil else { return t(.noFrozenRule) }
    if let closing = known.closing {
      return t(known.release == nil ? .listsClosedAt(closing.at, closing.girls) : .listsWereClosed(closing.at, closing.girls))
    }
    guard let lists = known.round.days(.list) else { return t(.listsNotClosed) }
    return t(visit.now.day() <= lists.last ? .listsCloseAfter(lists.last) : .listsNotClosed)
  }

  /// What became of what was released.
  private static func results(_ known: Known, _ t: Language) -> HTML {
    guard known.release?.releasedAt != nil else { return .nothing }
    let states: [Recommendation.State] = [.offered, .accepted, .declined, .lapsed, .released, .bettered, .withdrawn]
    let lines = states.compactMap { state in known.states[state].map { (name: t(state.name), value: HTML(t.number($0))) } }
    return """
      <h2>\(t(.whatBecame))</h2>\(pairs([(t(.seatsTaken), HTML("\(t.number(known.seats.held)) / \(t.number(known.seats.of))"))] + lines))
      """
  }

  private static func columns(_ known: Known, _ t: Language) -> [Column<MatchRun>] {
    [
      Column(t(.runWordOfMatch)) { run in
        "<a href=\"\(link(run.id, of: known.round.id))\">№ \(t.number(run.number)), \(t.dateTime(run.madeAt))</a>"
      },
      Column(t(.girlsOfPool), isNumeric: true) { HTML(t.number($0.girls)) },
      Column(t(.girlsPlaced), isNumeric: true) { HTML(t.number($0.placed)) },
      Column(t(.standsTitle)) { run in
        guard known.release?.run == run.id else { return .nothing }
        return known.release?.releasedAt == nil ? tag(t(.matchProposedWord), .waiting) : tag(t(.matchReleasedWord), .good)
      },
    ]
  }

  private static func runForm(_ known: Known, _ visit: Visit, _ errors: FieldErrors) -> HTML {
    let t = visit.language
    guard visit.who.holds(.chair), let rule = known.rule, known.closing != nil, known.release == nil else { return .nothing }
    let source = rule.rule.lottery.map { lottery in
      "<p>\(t(.drawComesFrom(lottery.published)))</p><ul>\(lottery.sources.map { "<li>\(t($0.phrase))</li>" as HTML })</ul>"
        as HTML
    }
    return """
      <h2>\(t(.runButton))</h2>\(source)\(form(link(known.round.id), """
        \(visit.formToken)\(t.textField(
          Field("key", t(.drawNumbers), hint: t(.drawNumbersHint), error: errors.first?.message), value: visit.form["key"] ?? "",
          autocomplete: .off))\(button(t(.runButton)))
        """))
      """
  }

  /// POST /desk/grants/rounds/:round/runs: read, calculate outside the transaction, keep.
  static func create(_ visit: Visit, _ permit: Permit<LeadMatching>) async throws -> Reply {
    let house = visit.house
    let id: ID<Round> = try visit.id("round")
    let key = (visit.form["key"] ?? "").trimmed
    let (round, field, merit) = try await house.database.read { tx in
      let round = try tx.round(id)
      let (field, merit) = try tx.matchField(of: round, house)
      return (round, field, merit)
    }
    if let lottery = merit.rule.lottery, visit.now.day() < lottery.published {
      return try await home(visit, .gateNotDrawn(lottery.published))
    }
    guard Draw.isKey(key) else { return try await home(visit, .drawKeyUnreadable) }
    let made = try MadeMatch(field, key: key)
    let run = try await house.database.write { try $0.keepRun(made, of: round, merit, by: permit.actor, house) }
    return .seeOther(link(run, of: id).text)
  }

  /// GET /desk/grants/rounds/:round/runs/:run
  static func show(_ visit: Visit, _ permit: Permit<ReadMerit>) async throws -> Reply { try await page(visit, nil) }

  /// With what is wrong with the numbers of the draw, typed a second time.
  private static func page(_ visit: Visit, _ error: Phrase?) async throws -> Reply {
    let (t, house) = (visit.language, visit.house)
    let (id, run): (ID<Round>, ID<MatchRun>) = (try visit.id("round"), try visit.id("run"))
    let (round, known, gates, release, lines) = try await house.database.read { tx in
      let (round, known) = (try tx.round(id), try tx.matchRun(run, of: id))
      let release = try tx.release(of: id)
      // Once it is out, what it was made from may go on changing.
      let isOut = release?.run == run && release?.releasedAt != nil
      let match = try tx.matchIfKept(known, house)
      let first = try round.number == 1 ? round : tx.round(leaving: round.leavingYear) ?? round
      let titles = try tx.offerTitles(of: first.id, t)
      let gates = try isOut ? [] : match.map { try tx.gates(known, of: round, $0, house) } ?? []
      return (round, known, gates, release, match?.matched.publishedSeats.map { MatchLine($0, titled: titles[$0.offer]) } ?? [])
    }
    let stand = release.map {
      ReleaseStand(
        isThis: $0.run == run, proposedBy: $0.proposedBy, recipients: $0.recipients, isReleased: $0.releasedAt != nil)
    }
    let mayPropose = visit.who.holds(.chair) && !gates.isEmpty && !gates.contains { $0.state == .stop }
    let mayRelease = ReleaseMatching.roles.contains(where: visit.who.holds)
    let out = notice(
      "<p>\(t(.matchIsOut)) <a href=\"\(MatchResults.link(round))\">\(t(.matchResults))</a></p>", .good)
    return visit.page(
      Page(
        title: t(.runWordOfMatch), language: t, width: .wide,
        body: """
          \(t.back(to: link(id)))\(t.errorSummary(error.map { [(field: "key", message: t($0))] } ?? []))
          <p class="step">\(round.name(t))</p><h1>\(t(.runWordOfMatch)) № \(t.number(known.number)), \(t.dateTime(known.madeAt))</h1>
          \(facts([fact(t.number(known.girls), t(.girlsOfPool)), fact(t.number(known.placed), t(.girlsPlaced))]))
          \(gates.isEmpty ? HTML.nothing : "<h2>\(t(.gatesTitle))</h2>\(visit.list(gates))")
          \(visit.releasing(stand, at: link(run, of: id), mayPropose: mayPropose, mayRelease: mayRelease, asksDraw: true, error: error, out: out))
          \(MatchLine.table(lines, house, t))<p class="hint">\(t(.protectedCounts))</p>
          <p class="hint">Merkle root: \(hex(known.root))</p>
          """), status: error == nil ? 200 : 422)
  }

  private static func act(
    _ visit: Visit, _ body: @escaping @Sendable (Transaction, MatchRun, Round, House) throws -> Void
  ) async throws -> Reply {
    let house = visit.house
    let (round, run): (ID<Round>, ID<MatchRun>) = (try visit.id("round"), try visit.id("run"))
    try await house.database.write { tx in try body(tx, try tx.matchRun(run, of: round), try tx.round(round), house) }
    return .seeOther(link(run, of: round).text)
  }

  /// POST /desk/grants/rounds/:round/runs/:run/proposal
  static func propose(_ visit: Visit, _ permit: Permit<LeadMatching>) async throws -> Reply {
    try await act(visit) { tx, run, round, house in try tx.propose(run, of: round, by: permit.actor, house) }
  }

  /// POST /desk/grants/rounds/:round/runs/:run/withdrawal
  static func takeBack(_ visit: Visit, _ permit: Permit<LeadMatching>) async throws -> Reply {
    try await act(visit) { tx, run, _, house in try tx.takeBackMatch(run, by: permit.actor, house) }
  }

  /// POST /desk/grants/rounds/:round/runs/:run/release
  static func letGo(_ visit: Visit, _ permit: Permit<ReleaseMatching>) async throws -> Reply {
    let key = (visit.form["key"] ?? "").trimmed
    do {
      return try await act(visit) { tx, run, round, house in
        try tx.letGo(run, of: round, drawn: key, by: permit.actor, house)
      }
    } catch let refusal as Refusal where refusal.field == "key" {
      return try await page(visit, refusal.phrase)
    }
  }
}

extension Transaction {
  /// Rounds whose lists are closed, whose run may be made today, and of which nothing is proposed.
  func roundsToRun(on day: Day) throws -> [Round] {
    try rounds().filter { round in
      guard let run = round.days(.run), run.first <= day, try closing(of: round.id) != nil else { return false }
      return try release(of: round.id) == nil
    }
  }

  /// How the recommendations that a round gave stand.
  func answers(in round: ID<Round>) throws -> [Recommendation.State: Int] {
    var states: [Recommendation.State: Int] = [:]
    try each(
      "SELECT state, count(*) AS n FROM grants_recommendation WHERE round_id = \(round) GROUP BY state ORDER BY state"
    ) { states[try $0["state"]] = try $0["n"] }
    return states
  }

  /// Seats of a round's year that somebody holds, and all.
  func seats(of round: Round) throws -> (held: Int, of: Int) {
    guard let first = try round.number == 1 ? round : self.round(leaving: round.leavingYear) else { return (0, 0) }
    let row = try row(
      """
      SELECT count(recommendation_id) AS held, count(*) AS seats FROM grants_seat JOIN grants_offer ON grants_offer.id = offer_id
      WHERE round_id = \(first.id)
      """)
    return (try row?["held"] ?? 0, try row?["seats"] ?? 0)
  }

  /// Nil once its rows are gone.
  func matchIfKept(_ run: MatchRun, _ house: House) throws -> MatchRelease? {
    guard try exists("SELECT 1 FROM grants_run WHERE id = \(run.id) AND kept IS NOT NULL") else { return nil }
    return try matched(run, house)
  }
}

extension Phrase {
  static let runsOfRound = Phrase(kk: "Бөлу есептеулері", ru: "Расчёты распределения", en: "Runs of the match")
  static let runWordOfMatch = Phrase(kk: "Есептеу", ru: "Расчёт", en: "Run")
  static let girlsOfPool = Phrase(kk: "кезеңдегі қыздар", ru: "девочек в раунде", en: "girls of the round")
  static let girlsPlaced = Phrase(kk: "орын шыққандар", ru: "получили место", en: "given a seat")
  static let matchProposedWord = Phrase(
    kk: "екінші адамды күтуде", ru: "ждёт второго человека", en: "waits for a second person")
  static let matchReleasedWord = Phrase(kk: "жарияланды", ru: "опубликован", en: "released")
  static func listsClosedAt(_ at: Moment, _ girls: Int) -> Phrase {
    Phrase(
      kk:
        "Тізімдер \(Language.kk.dateTime(at)) жабылды, кезеңде \(girls) қыз бар. Енді жеребе сандары шыққанда есептеуге болады.",
      ru:
        "Списки закрыты \(Language.ru.dateTime(at)), в раунде \(counted(girls, one: "девочка", few: "девочки", many: "девочек")). Расчёт — когда появятся числа жеребьёвки.",
      en:
        "The lists were closed on \(Language.en.dateTime(at)), the round has \(counted(girls, one: "girl", other: "girls")). The run comes when the numbers of the draw are out."
    )
  }
  static func listsWereClosed(_ at: Moment, _ girls: Int) -> Phrase {
    Phrase(
      kk: "Тізімдер \(Language.kk.dateTime(at)) жабылған, кезеңде \(girls) қыз бар.",
      ru:
        "Списки закрыты \(Language.ru.dateTime(at)), в раунде \(counted(girls, one: "девочка", few: "девочки", many: "девочек")).",
      en: "The lists were closed on \(Language.en.dateTime(at)), the round has \(counted(girls, one: "girl", other: "girls")).")
  }
  static let whyMatchRun = Phrase(
    kk: "қыздар нәтижені күтеді", ru: "девочки ждут результата", en: "the girls wait for the result")
  static func runsAreDue(_ n: Int) -> Phrase {
    Phrase(
      kk: "кезеңнің орындарын бөлетін уақыт келді",
      ru: plural(
        n, one: "раунд ждёт расчёта распределения", few: "раунда ждут расчёта распределения",
        many: "раундов ждут расчёта распределения"),
      en: plural(n, one: "round waits for its match", other: "rounds wait for their match"))
  }
  static func listsCloseAfter(_ day: Day) -> Phrase {
    Phrase(
      kk: "Тізімдер \(Language.kk.date(day)) күні түн ортасында жабылады: есептеу содан кейін.",
      ru: "Списки закроются в полночь после \(Language.ru.date(day)): расчёт потом.",
      en: "The lists close at midnight after \(Language.en.date(day)): the run comes then.")
  }
  static let whatBecame = Phrase(kk: "Қорытынды", ru: "Итог", en: "Outcome so far")
  static let seatsTaken = Phrase(kk: "Толған орындар (осы жылы)", ru: "Занято мест (в этом году)", en: "Seats held (this year)")
  static func drawComesFrom(_ day: Day) -> Phrase {
    Phrase(
      kk: "Жеребе сандары \(Language.kk.date(day)) мына дереккөзде шығады:",
      ru: "Числа жеребьёвки появляются \(Language.ru.date(day)) в источнике:",
      en: "The numbers of the draw come out on \(Language.en.date(day)) at this source:")
  }
  static let matchIsOut = Phrase(
    kk: "Ұсынымдар жарияланды.", ru: "Рекомендации опубликованы.", en: "The recommendations are released.")
  static let protectedCounts = Phrase(
    kk: "Бестен аз орын толған жерде ұпай бес ұпайлық аралықпен беріледі, ал бәрі толмаса, толғанының саны дәл айтылмайды.",
    ru: "Где занято меньше пяти мест, баллы даны промежутком в пять, а если заняты не все, то и их число не названо точно.",
    en:
      "Where fewer than five seats are filled the points are given as a range of five, and where not all are, their number is not told exactly."
  )
  static let whyMatchRelease = Phrase(
    kk: "екінші адам растамайынша қыздар нәтижені көрмейді", ru: "без второго человека девочки не видят результата",
    en: "no girl sees the result before a second person confirms")
  static let matchWaits = Phrase(
    kk: "грантқа ұсынымдар екінші адамның растауын күтеді", ru: "рекомендации на гранты ждут второго человека",
    en: "recommendations for grants wait for a second person")
}
