import Exchange
import Markup
import Programme
import Storage
import Words

/// Letters of a round on the desk: how many are made, what the others wait for, which ended; and the withdrawal by two people. Numbers of letters,
/// no name.
enum LetterDesk {
  static func link(_ round: ID<Round>) -> Link { RoundPages.link(round).below("letters") }
  static func link(_ given: ID<Recommendation>, of round: ID<Round>) -> Link { link(round).below(given.text) }

  static let routes: [Route] = [
    .may(WithdrawRecommendations.self, .get, "/desk/grants/withdrawals") { try await lead($0, $1) },
    .may(SeeLetters.self, .get, "/desk/grants/rounds/:round/letters") { try await list($0, $1) },
    .may(WithdrawRecommendations.self, .get, "/desk/grants/rounds/:round/letters/:recommendation") { try await show($0, $1) },
    .may(WithdrawRecommendations.self, .post, "/desk/grants/rounds/:round/letters/:recommendation/withdrawal") {
      try await propose($0, $1)
    },
    .may(WithdrawRecommendations.self, .post, "/desk/grants/rounds/:round/letters/:recommendation/confirmation") {
      try await decide($0, $1, agreed: true)
    },
    .may(WithdrawRecommendations.self, .post, "/desk/grants/rounds/:round/letters/:recommendation/drop") {
      try await decide($0, $1, agreed: false)
    },
  ]

  /// A withdrawal that waits for somebody else.
  static let card = DeskCard(
    roles: WithdrawRecommendations.roles, link: waiting,
    count: .ofHouse { tx, _, _ in try tx.value("SELECT count(*) FROM grants_withdrawal WHERE decided_at IS NULL") ?? 0 },
    promise: DeskPromise(days: 7, .whyWithdrawal), touchesChildren: true, title: { _ in .withdrawalsWait })

  /// Where the second person finds what waits for her.
  static let waiting: Link = "/desk/grants/withdrawals"

  /// GET /desk/grants/withdrawals leads to the oldest that waits, one that somebody else proposed before her own.
  static func lead(_ visit: Visit, _ permit: Permit<WithdrawRecommendations>) async throws -> Reply {
    let found = try await visit.house.database.read { tx in
      try tx.row(
        """
        SELECT recommendation_id, round_id FROM grants_withdrawal
        JOIN grants_recommendation ON grants_recommendation.id = recommendation_id
        WHERE decided_at IS NULL
        ORDER BY CASE WHEN proposed_by = \(permit.actor.person) THEN 1 ELSE 0 END, proposed_at, grants_withdrawal.id LIMIT 1
        """
      ).map { link(try $0["recommendation_id"], of: try $0["round_id"]) }
    }
    return .seeOther((found ?? "/desk").text)
  }

  /// How one recommendation stands.
  fileprivate struct Line: Sendable {
    let given: Recommendation
    let offer: GrantOffer
    let share: Share?
    let stop: ShareStop?
    let letter: Letter?
    let waits: [LetterWait]
    let looks: Int
    let isProposed: Bool
  }

  private enum Standing: Hashable { case notShown, made, waits, rests, ended }

  private static let pageSize = 50

  /// GET /desk/grants/rounds/:round/letters
  static func list(_ visit: Visit, _ permit: Permit<SeeLetters>) async throws -> Reply {
    let (t, house) = (visit.language, visit.house)
    let id: ID<Round> = try visit.id("round")
    let page = wholeNumber(visit.query["page"], in: 1...1000) ?? 1
    let (round, counts, lines, differ) = try await house.database.read { tx in
      (
        try tx.round(id), try tx.letterCounts(of: id), try tx.lines(of: id, from: (page - 1) * pageSize, house),
        try tx.differing(in: id)
      )
    }
    let figures = [
      (counts.made, Phrase.lettersMade), (counts.waiting, .lettersWait), (counts.ended, .sharesEnded),
      (counts.notShown, .notShownYet),
    ]
    let pages = (counts.all + pageSize - 1) / pageSize
    return visit.page(
      Page(
        title: t(.lettersTitle), language: t, width: .wide,
        body: """
          \(RoundPages.back(id, visit))<p class="step">\(round.name(t))</p><h1>\(t(.lettersTitle))</h1><p>\(t(.lettersWhat))</p>
          \(facts(figures.map { fact(t.number($0.0), t($0.1)) }))
          \(differ.isEmpty ? HTML.nothing : "<h2>\(t(.outcomesDiffer))</h2><ul>\(differ.map { line in "<li>\(question(line, t))</li>" as HTML })</ul>")
          \(t.table(t(.lettersTitle), lines, columns(visit), stacks: true, empty: "<p>\(t(.noAcceptedYet))</p>"))
          \(t.pager(page: page, of: pages) { link(id).with("page", $0) })
          """))
  }

  private static func standing(_ line: Line) -> Standing {
    guard let share = line.share else { return .notShown }
    if share.endedAt != nil { return .ended }
    if line.stop != nil { return .rests }
    return line.letter == nil ? .waits : .made
  }

  /// What the two said, side by side.
  private static func question(_ differ: Differing, _ t: Language) -> String {
    """
    \(differ.number ?? "–"): \(t(.universitySays)) «\(t(differ.theirs.name))», \(t(.sheSays)) «\(t(differ.hers.name))»
    """
  }

  private static func columns(_ visit: Visit) -> [Column<Line>] {
    let t = visit.language
    let mayWithdraw = WithdrawRecommendations.roles.contains(where: visit.who.holds)
    return [
      Column(t(.numberOfLetter)) { line in
        let number = line.letter?.number ?? "–"
        guard mayWithdraw else { return HTML(number) }
        return "<a href=\"\(link(line.given.id, of: line.given.round))\">\(line.letter == nil ? t(.openIt) : number)</a>"
      },
      Column(t(.programmeOfLetter)) { "\(t($0.offer.programme.name)), \(t($0.offer.organisation.name))" },
      Column(t(.standsTitle)) { says($0, t) },
      Column(t(.looksAtLetter), isNumeric: true) { HTML($0.letter == nil ? "–" : t.number($0.looks)) },
    ]
  }

  private static func says(_ line: Line, _ t: Language) -> HTML {
    let proposed: HTML = line.isProposed ? " \(tag(t(.withdrawalOpen), .bad))" : .nothing
    return "\(state(line, t))\(proposed)"
  }

  private static func state(_ line: Line, _ t: Language) -> HTML {
    switch standing(line) {
    case .notShown: tag(t(.notShownWord))
    case .made: tag(t(.letterMadeWord), .good)
    case .rests: tag(line.stop.map { t($0.name) } ?? "", .waiting)
    case .ended: tag(line.share?.end.map { t($0.name) } ?? "")
    case .waits:
      line.waits.isEmpty
        ? tag(t(.letterBeingMade), .waiting)
        : "\(tag(t(.letterWaitsWord), .waiting)) \(line.waits.map { t($0.says) }.joined(separator: "; "))"
    }
  }

  private struct Opened: Sendable {
    let round: Round
    let given: Recommendation
    let offer: GrantOffer
    let letters: [Letter]
    /// As the staff call her.
    let code: String?
    let withdrawals: [Withdrawal]
  }

  private static func open(_ visit: Visit, in tx: Transaction) throws -> Opened {
    let (round, id): (ID<Round>, ID<Recommendation>) = (try visit.id("round"), try visit.id("recommendation"))
    guard let given = try tx.recommendations(where: "id = \(id) AND round_id = \(round)").first else { throw Refusal.missing }
    let safe = try given.person.map { try tx.safe(of: $0, visit.house.vault) }
    return Opened(
      round: try tx.round(round), given: given, offer: try tx.offer(given.offer),
      letters: try tx.shares(of: id).flatMap { try tx.letters(of: $0.id) },
      code: try given.person.flatMap { try tx.leaver($0)?.code },
      withdrawals: try safe.map { try tx.withdrawals(of: id, $0) } ?? [])
  }

  /// GET /desk/grants/rounds/:round/letters/:recommendation
  static func show(_ visit: Visit, _ permit: Permit<WithdrawRecommendations>) async throws -> Reply {
    let opened = try await look(visit, permit)
    return visit.page(page(opened, visit, permit, nil))
  }

  private static func look(_ visit: Visit, _ permit: Permit<WithdrawRecommendations>) async throws -> Opened {
    try await visit.house.database.write { tx in
      let opened = try open(visit, in: tx)
      if let person = opened.given.person {
        try tx.record(.personLookedAt, person.text, "recommendation", by: permit, visit.house)
      }
      return opened
    }
  }

  private static func page(
    _ opened: Opened, _ visit: Visit, _ permit: Permit<WithdrawRecommendations>, _ error: Phrase?
  ) -> Page {
    let (t, given) = (visit.language, opened.given)
    let lines = [
      Answer(t(.applicationOfHers), opened.code ?? "–"),
      Answer(t(.programmeOfLetter), "\(t(opened.offer.programme.name)), \(t(opened.offer.organisation.name))"),
      Answer(t(.standsTitle), t(given.state.name)),
      Answer(t(.numberOfLetter), opened.letters.isEmpty ? "–" : opened.letters.map(\.number).joined(separator: ", ")),
    ]
    return Page(
      title: t(.recommendedOne), language: t, width: .wide,
      body: """
        \(t.back(to: link(opened.round.id)))\(t.errorSummary(error.map { [(field: "reason", message: t($0))] } ?? []))
        <p class="step">\(opened.round.name(t))</p><h1>\(t(.recommendedOne))</h1>\(t.answers(lines))
        <h2>\(t(.withdrawalTitle))</h2>\(withdrawals(opened, visit, permit, error))
        """)
  }

  private static func withdrawals(
    _ opened: Opened, _ visit: Visit, _ permit: Permit<WithdrawRecommendations>, _ error: Phrase?
  ) -> HTML {
    let (t, way) = (visit.language, link(opened.given.id, of: opened.round.id))
    let past = opened.withdrawals.filter { $0.decidedAt != nil }.map { past -> HTML in
      """
      <li>\(t.dateTime(past.proposedAt)): \(past.reason ?? "") \(tag(t(past.agreed == true ? .withdrawalAgreed : .withdrawalNotAgreed)))\
      \(past.answer.map { "<p>\(t(.sheAnswered)): \($0)</p>" as HTML })</li>
      """
    }
    let earlier: HTML = past.isEmpty ? .nothing : "<ul>\(past)</ul>"
    guard let now = opened.withdrawals.first(where: { $0.decidedAt == nil }) else {
      guard opened.given.stands else { return earlier }
      return """
        \(earlier)<p>\(t(.withdrawalWhat))</p>
        \(form(way.below("withdrawal"), """
          \(visit.formToken)\(t.textArea(Field("reason", t(.whyWithdraw), hint: t(.whyWithdrawHint), error: error.map { t($0) }), value: visit.form["reason"] ?? "", rows: 4, longest: 1000))\
          \(button(t(.proposeWithdrawal), look: .danger))
          """))
        """
    }
    let answer: HTML = now.answer.map { "<p><b>\(t(.sheAnswered)):</b> \($0)</p>" } ?? "<p>\(t(.sheMayAnswer(now.answerBy)))</p>"
    let mayDecide = permit.actor.person != now.proposedBy && now.mayBeDecided(on: visit.now.day())
    let confirm: HTML =
      mayDecide
      ? form(way.below("confirmation"), "\(visit.formToken)\(button(t(.confirmWithdrawal), look: .danger))")
      : permit.actor.person == now.proposedBy ? "<p>\(t(.anotherPerson))</p>" : .nothing
    return """
      \(earlier)\(notice("<p>\(t.dateTime(now.proposedAt)): \(now.reason ?? "")</p>", .waiting))\(answer)\(confirm)
      \(form(way.below("drop"), "\(visit.formToken)\(button(t(.dropWithdrawal), look: .plain))"))
      """
  }

  /// POST /desk/grants/rounds/:round/letters/:recommendation/withdrawal
  static func propose(_ visit: Visit, _ permit: Permit<WithdrawRecommendations>) async throws -> Reply {
    let reason = String(visit.form.text("reason").prefix(1000))
    guard !reason.isEmpty else {
      return visit.page(page(try await look(visit, permit), visit, permit, .writeWhyWithdraw), status: 422)
    }
    return try await act(visit) { tx, given, house in
      try tx.proposeWithdrawal(given, because: reason, by: permit, house)
    }
  }

  /// POST …/confirmation and …/drop
  static func decide(_ visit: Visit, _ permit: Permit<WithdrawRecommendations>, agreed: Bool) async throws -> Reply {
    try await act(visit) { tx, given, house in try tx.decideWithdrawal(given, agreed: agreed, by: permit, house) }
  }

  private static func act(
    _ visit: Visit, _ body: @escaping @Sendable (Transaction, Recommendation, House) throws -> Void
  ) async throws -> Reply {
    let house = visit.house
    let given = try await house.database.write { tx in
      let given = try open(visit, in: tx).given
      try body(tx, given, house)
      return given
    }
    return .seeOther(link(given.id, of: given.round).text)
  }
}

/// What the university and she say of one recommendation, where that is not the same.
struct Differing: Sendable {
  let number: String?
  let theirs: Outcome.Kind
  let hers: Outcome.Kind
}

/// How many recommendations of a round stand how, by what is kept: whether a share rests today is asked of each.
struct LetterCounts: Sendable {
  let all: Int
  let made: Int
  let waiting: Int
  let ended: Int

  var notShown: Int { all - made - waiting - ended }
}

extension Transaction {
  /// Recommendations of a round that were accepted, or shown before they ended.
  private func ofLetters(_ round: ID<Round>) -> SQL {
    """
    round_id = \(round) AND (state = 'accepted' OR EXISTS (SELECT 1 FROM grants_share
      WHERE grants_share.recommendation_id = grants_recommendation.id))
    """
  }

  private static let hasOpenShare: SQL = """
    EXISTS (SELECT 1 FROM grants_share WHERE grants_share.recommendation_id = grants_recommendation.id AND grants_share.ended_at IS NULL)
    """
  private static let hasLetter: SQL = """
    EXISTS (SELECT 1 FROM grants_share JOIN grants_letter ON grants_letter.share_id = grants_share.id
      WHERE grants_share.recommendation_id = grants_recommendation.id AND grants_share.ended_at IS NULL AND made_at IS NOT NULL
        AND replaced_at IS NULL)
    """

  fileprivate func letterCounts(of round: ID<Round>) throws -> LetterCounts {
    let row = try row(
      """
      SELECT count(*) AS of_all, COALESCE(sum(CASE WHEN is_open AND has_letter THEN 1 ELSE 0 END), 0) AS made,
        COALESCE(sum(CASE WHEN is_open AND NOT has_letter THEN 1 ELSE 0 END), 0) AS waiting,
        COALESCE(sum(CASE WHEN NOT is_open AND was_shown THEN 1 ELSE 0 END), 0) AS ended
      FROM (SELECT \(Self.hasOpenShare) AS is_open, \(Self.hasLetter) AS has_letter,
        EXISTS (SELECT 1 FROM grants_share WHERE grants_share.recommendation_id = grants_recommendation.id) AS was_shown
        FROM grants_recommendation WHERE \(ofLetters(round))) AS given
      """)
    return LetterCounts(
      all: try row?["of_all"] ?? 0, made: try row?["made"] ?? 0, waiting: try row?["waiting"] ?? 0, ended: try row?["ended"] ?? 0)
  }

  /// A page of them with all that stands about each; those whose letter waits first.
  fileprivate func lines(of round: ID<Round>, from first: Int, _ house: House) throws -> [LetterDesk.Line] {
    let ids: [ID<Recommendation>] = try rows(
      """
      SELECT id FROM grants_recommendation WHERE \(ofLetters(round))
      ORDER BY CASE WHEN \(Self.hasOpenShare) AND NOT \(Self.hasLetter) THEN 0 ELSE 1 END, offered_at, id LIMIT 50 OFFSET \(first)
      """
    ) { try $0[0] }
    return try ids.map { try line(of: try recommendation($0), house) }
  }

  private func line(of given: Recommendation, _ house: House) throws -> LetterDesk.Line {
    let share = try shares(of: given.id).first
    let stop = try share.flatMap { try whatStops($0, of: given, house) }
    let letter = try share.flatMap { try liveLetter(of: $0.id) }
    let isWaiting = share != nil && stop == nil && letter == nil
    return LetterDesk.Line(
      given: given, offer: try offer(given.offer), share: share, stop: stop, letter: letter,
      waits: try isWaiting ? share.map { try waits(try letterFacts(of: $0, given, house), of: given, house) } ?? [] : [],
      looks: try letter.map { try looks(at: $0) } ?? 0,
      isProposed: try exists("SELECT 1 FROM grants_withdrawal WHERE recommendation_id = \(given.id) AND decided_at IS NULL"))
  }

  /// Where the newest words of the two are not the same.
  fileprivate func differing(in round: ID<Round>) throws -> [Differing] {
    try outcomes(in: round).filter(\.value.differ).sorted { $0.key < $1.key }.compactMap { given, said in
      guard let theirs = said[.university]?.said.kind, let hers = said[.girl]?.said.kind else { return nil }
      let number = try shares(of: given).compactMap { try self.letters(of: $0.id).first?.number }.first
      return Differing(number: number, theirs: theirs, hers: hers)
    }
  }
}

extension Phrase {
  static let lettersTitle = Phrase(kk: "Ұсыным хаттар", ru: "Рекомендательные письма", en: "Letters of recommendation")
  static let lettersWhat = Phrase(
    kk: "Хат орынды қабылдап, университетке көрсетуге келіскен қызға жасалады. Мұнда хат нөмірлері ғана, аты-жөні жоқ.",
    ru: "Письмо делается для той, кто приняла место и согласилась показать его университету. Здесь номера писем, без имён.",
    en: "A letter is made for whoever accepted a seat and agreed to show it. Numbers of letters stand here, no names.")
  static let lettersMade = Phrase(kk: "хат жасалды", ru: "писем сделано", en: "letters made")
  static let lettersWait = Phrase(kk: "хат күтіп тұр", ru: "писем ждут", en: "letters wait")
  static let sharesEnded = Phrase(kk: "көрсету аяқталды", ru: "показ завершён", en: "shares ended")
  static let notShownYet = Phrase(kk: "көрсетуге рұқсат жоқ", ru: "показ не разрешён", en: "not allowed to be shown")
  static let outcomesDiffer = Phrase(
    kk: "Қыз бен университет әртүрлі айтады", ru: "Девочка и университет говорят разное",
    en: "She and the university say different things")
  static let universitySays = Phrase(kk: "университет:", ru: "университет:", en: "the university:")
  static let sheSays = Phrase(kk: "өзі:", ru: "она сама:", en: "she:")
  static let noAcceptedYet = Phrase(
    kk: "Қабылданған ұсыным әлі жоқ.", ru: "Принятых рекомендаций пока нет.", en: "No recommendation is accepted yet.")
  static let openIt = Phrase(kk: "ашу", ru: "открыть", en: "open")
  static let looksAtLetter = Phrase(kk: "Тексерілді", ru: "Проверок", en: "Looked up")
  static let withdrawalOpen = Phrase(kk: "қайтару ұсынылған", ru: "предложен отзыв", en: "withdrawal proposed")
  static let notShownWord = Phrase(kk: "көрсетілмейді", ru: "не показывается", en: "not shown")
  static let letterMadeWord = Phrase(kk: "хат жасалды", ru: "письмо сделано", en: "letter made")
  static let letterWaitsWord = Phrase(kk: "хат күтеді", ru: "письмо ждёт", en: "the letter waits")
  static let applicationOfHers = Phrase(kk: "Өтінім", ru: "Заявка", en: "Application")
  static let withdrawalTitle = Phrase(
    kk: "Ұсынымды кері қайтару", ru: "Отзыв рекомендации", en: "Withdrawal of the recommendation")
  static let withdrawalWhat = Phrase(
    kk:
      "Ұсыным берілмеуі керек болғаны анықталса ғана. Бір адам себебін жазып ұсынады, қызға хабарланады, ол жауап береді, содан кейін басқа адам шешеді.",
    ru:
      "Только если выяснилось, что её не следовало давать. Один человек предлагает с причиной, девочке сообщают, она отвечает, потом решает другой человек.",
    en:
      "Only where it was found that it should not have been given. One person proposes it with a reason, she is told and answers, then another person decides."
  )
  static let whyWithdraw = Phrase(
    kk: "Неге қайтару керек", ru: "Почему нужно отозвать", en: "Why it should be withdrawn")
  static let whyWithdrawHint = Phrase(
    kk: "Бұл сөздерді қыз оқиды", ru: "Эти слова прочитает девочка", en: "She reads these words")
  static let writeWhyWithdraw = Phrase(kk: "Себебін жазыңыз", ru: "Напишите причину", en: "Write why")
  static let proposeWithdrawal = Phrase(kk: "Қайтаруды ұсыну", ru: "Предложить отзыв", en: "Propose the withdrawal")
  static let confirmWithdrawal = Phrase(kk: "Қайтаруды растау", ru: "Подтвердить отзыв", en: "Confirm the withdrawal")
  static let dropWithdrawal = Phrase(kk: "Ұсыным күшінде қалсын", ru: "Оставить в силе", en: "Let it stand")
  static let withdrawalAgreed = Phrase(kk: "шешім: қайтару", ru: "решено отозвать", en: "decided: withdrawn")
  static let withdrawalNotAgreed = Phrase(kk: "күшінде қалды", ru: "осталось в силе", en: "left to stand")
  static let sheAnswered = Phrase(kk: "Қыздың жауабы", ru: "Ответ девочки", en: "Her answer")
  static let whyWithdrawal = Phrase(
    kk: "шешімсіз қыз орнының не боларын білмейді", ru: "без решения девочка не знает, что будет с местом",
    en: "until it is decided she does not know what becomes of her seat")
  static let withdrawalsWait = Phrase(
    kk: "ұсынымды қайтару шешімді күтеді", ru: "отзыв рекомендации ждёт решения", en: "withdrawals of recommendations wait")
}
