import Allocation
import Exchange
import Markup
import Programme
import Rules
import Storage
import Words

/// The merit rule of a round on the desk: its versions, which one is proposed or frozen, and how much evidence there is. Counts, no girl.
enum MeritPages {
  static func link(_ round: ID<Round>) -> Link { RoundPages.link(round).below("merit") }
  static func link(_ merit: ID<MeritVersion>, of round: ID<Round>) -> Link { link(round).below(merit.text) }

  static let routes: [Route] = [
    .open(.get, "/merit") { try await MeritPublic.show($0) },
    .may(ReadMerit.self, .get, "/desk/grants/rounds/:round/merit") { try await list($0, $1) },
    .may(LeadMatching.self, .get, "/desk/grants/rounds/:round/merit/new") { try await MeritEditor.new($0, $1) },
    .may(LeadMatching.self, .post, "/desk/grants/rounds/:round/merit", bodyLimit: 512 << 10) {
      try await MeritEditor.create($0, $1)
    },
    .may(ReadMerit.self, .get, "/desk/grants/rounds/:round/merit/:merit") { try await show($0, $1) },
    .may(LeadMatching.self, .post, "/desk/grants/rounds/:round/merit/:merit/proposal") { try await propose($0, $1) },
    .may(LeadMatching.self, .post, "/desk/grants/rounds/:round/merit/:merit/withdrawal") { try await takeBack($0, $1) },
    .may(ReleaseMatching.self, .post, "/desk/grants/rounds/:round/merit/:merit/freeze") { try await freeze($0, $1) },
  ]

  /// GET /desk/grants/rounds/:round/merit
  static func list(_ visit: Visit, _ permit: Permit<ReadMerit>) async throws -> Reply {
    let (t, house) = (visit.language, visit.house)
    let id: ID<Round> = try visit.id("round")
    let (round, merits, freeze, standings) = try await house.database.read { tx in
      let round = try tx.round(id)
      let (merits, freeze) = (try tx.merits(id), try tx.meritFreeze(id))
      let rule = merits.first { $0.id == freeze?.version }?.rule ?? merits.first?.rule ?? house.data[.merit]
      return (round, merits, freeze, (rule: rule, of: try tx.standings(of: round, rule, house)))
    }
    if round.number != 1 { throw Refusal(.conflict, .secondRoundHasRule) }
    let isFrozen = freeze?.frozenAt != nil
    let versions = merits.map { merit -> HTML in
      let mark: HTML =
        freeze?.version == merit.id
        ? tag(t(isFrozen ? .meritFrozenWord : .meritWaitsWord), isFrozen ? .good : .waiting) : .nothing
      return """
        <li><a href="\(link(merit.id, of: id))">\(t(.meritVersion(merit.version)))</a>, \(t.dateTime(merit.writtenAt)) \(mark)</li>
        """
    }
    let pieces = standings.rule.common.evidence
    let girls = standings.of.girls.count
    return visit.page(
      Page(
        title: t(.meritTitle), language: t, width: .wide,
        body: """
          \(RoundPages.back(id, visit))<p class="step">\(round.name(t))</p><h1>\(t(.meritTitle))</h1>
          \(notice("<p>\(stands(freeze, round, t))</p>", isFrozen ? .good : .waiting))
          \(versions.isEmpty ? HTML.nothing : "<ul>\(versions)</ul>")
          \(!isFrozen && visit.opens(link(id).below("new")) ? "<p>\(linkButton(t(.newMerit), link(id).below("new")))</p>" : HTML.nothing)
          <h2>\(t(.evidenceCounts))</h2>
          \(t.table(t(.evidenceCounts), pieces, [
            Column(t(.pieceTitle)) { HTML(t(standings.rule.title(evidence: $0.name))) },
            Column(t(.girlsHaving), isNumeric: true) { HTML(t.number(standings.of.count(having: $0.name))) },
            Column(t(.girlsLacking), isNumeric: true) { HTML(t.number(girls - standings.of.count(having: $0.name))) },
          ]))<p class="hint">\(t(.countsOnly))</p>
          """))
  }

  private static func stands(_ freeze: MeritFreeze?, _ round: Round, _ t: Language) -> String {
    if let at = freeze?.frozenAt { return t(.frozenForRound(at.day())) }
    if freeze != nil { return t(.meritWaits) }
    return round.days(.rule).map { t(.meritDue($0.last)) } ?? t(.meritNotWritten)
  }

  /// GET /desk/grants/rounds/:round/merit/:merit
  static func show(_ visit: Visit, _ permit: Permit<ReadMerit>) async throws -> Reply {
    let (t, house) = (visit.language, visit.house)
    let (round, merit): (ID<Round>, ID<MeritVersion>) = (try visit.id("round"), try visit.id("merit"))
    let (known, version, freeze, stop) = try await house.database.read { tx in
      let (known, version) = (try tx.round(round), try tx.merit(merit, of: round))
      let weights = try tx.confirmedOffers(of: round).compactMap(\.terms.weights)
      return (
        known, version, try tx.meritFreeze(round),
        MeritRules.freezing(version.rule, known, weights: weights, on: visit.now.day(), house)
      )
    }
    let isThis = freeze?.version == merit
    let act: HTML
    switch (freeze, isThis) {
    case (let freeze?, _) where freeze.frozenAt != nil: act = .nothing
    case (let freeze?, true):
      let isOwn = visit.who.person == freeze.proposedBy
      let confirm =
        ReleaseMatching.roles.contains(where: visit.who.holds) && !isOwn
        ? form(link(merit, of: round).below("freeze"), "\(visit.formToken)\(button(t(.freezeMerit)))") : .nothing
      let back =
        visit.who.holds(.chair)
        ? form(link(merit, of: round).below("withdrawal"), "\(visit.formToken)\(button(t(.takeMeritBack), look: .plain))")
        : .nothing
      act = "<h2>\(t(.freezeTitle))</h2><p>\(t(isOwn ? .otherFreezes : .freezeMeans))</p>\(confirm)\(back)"
    default:
      act =
        !visit.who.holds(.chair)
        ? .nothing
        : """
        <h2>\(t(.freezeTitle))</h2>\(stop.map { notice("<p>\(t($0))</p>", .waiting) } ?? "<p>\(t(.proposeMeans))</p>")\
        \(stop == nil ? form(link(merit, of: round).below("proposal"), "\(visit.formToken)\(button(t(.proposeMerit)))") : HTML.nothing)
        """
    }
    let mark: HTML =
      !isThis ? .nothing : freeze?.frozenAt != nil ? tag(t(.meritFrozenWord), .good) : tag(t(.meritWaitsWord), .waiting)
    return visit.page(
      Page(
        title: t(.meritVersion(version.version)), language: t, width: .wide,
        body: """
          \(t.back(to: link(round)))
          <p class="step">\(known.name(t))</p><h1>\(t(.meritVersion(version.version))): \(t(version.rule.title.phrase))</h1>
          <p>\(t.dateTime(version.writtenAt)) \(mark)</p>\(inThreeLanguages(version.rule))
          <details><summary>\(t(.meritAsText))</summary>\(MeritPublic.text(version.rule.yaml, t))</details>\(act)
          """))
  }

  static func inThreeLanguages(_ rule: MeritRule) -> HTML {
    grid(
      Language.allCases.map { language in
        card(
          """
          <div lang="\(language.rawValue)"><h2>\(language.name)</h2><ul>\(rule.inWords.map { "<li>\(language($0))</li>" as HTML })</ul></div>
          """)
      })
  }

  /// POST /desk/grants/rounds/:round/merit/:merit/proposal
  static func propose(_ visit: Visit, _ permit: Permit<LeadMatching>) async throws -> Reply {
    try await act(visit) { tx, merit, house in try tx.propose(merit, by: permit.actor, house) }
  }

  /// POST /desk/grants/rounds/:round/merit/:merit/withdrawal
  static func takeBack(_ visit: Visit, _ permit: Permit<LeadMatching>) async throws -> Reply {
    try await act(visit) { tx, merit, house in try tx.takeBackMerit(merit, by: permit.actor, house) }
  }

  /// POST /desk/grants/rounds/:round/merit/:merit/freeze
  static func freeze(_ visit: Visit, _ permit: Permit<ReleaseMatching>) async throws -> Reply {
    try await act(visit) { tx, merit, house in try tx.freeze(merit, by: permit.actor, house) }
  }

  private static func act(
    _ visit: Visit, _ body: @escaping @Sendable (Transaction, MeritVersion, House) throws -> Void
  ) async throws -> Reply {
    let house = visit.house
    let (round, merit): (ID<Round>, ID<MeritVersion>) = (try visit.id("round"), try visit.id("merit"))
    try await house.database.write { tx in try body(tx, try tx.merit(merit, of: round), house) }
    return .seeOther(link(merit, of: round).text)
  }
}

extension Phrase {
  static let meritTitle = Phrase(kk: "Ұсыну ұпайы", ru: "Баллы для рекомендации", en: "Points for a recommendation")
  static func meritVersion(_ n: Int) -> Phrase {
    Phrase(kk: "Ұпай ережесі, \(n)-нұсқа", ru: "Правило баллов, версия \(n)", en: "Merit rule, version \(n)")
  }
  static let meritFrozenWord = Phrase(kk: "бекітілген", ru: "зафиксирована", en: "frozen")
  static let meritWaitsWord = Phrase(kk: "екінші адамды күтеді", ru: "ждёт второго", en: "waits for somebody else")
  static let newMerit = Phrase(kk: "Жаңа нұсқа жазу", ru: "Написать новую версию", en: "Write a new version")
  static let evidenceCounts = Phrase(kk: "Деректің болуы", ru: "Какие данные есть", en: "What evidence there is")
  static let pieceTitle = Phrase(kk: "Дерек", ru: "Данные", en: "Evidence")
  static let girlsHaving = Phrase(kk: "Бар қыздар", ru: "Есть у девочек", en: "Girls who have it")
  static let girlsLacking = Phrase(kk: "Жоқ қыздар", ru: "Нет у девочек", en: "Girls who do not")
  static let countsOnly = Phrase(
    kk: "Мұнда тек сандар көрсетіледі: қыздың ұпайын өзінен басқа ешкім көрмейді.",
    ru: "Здесь только количества: баллы девочки видит только она сама.",
    en: "Counts only: a girl's points are seen by herself alone.")
  static func frozenForRound(_ day: Day) -> Phrase {
    Phrase(
      kk: "Ереже \(Language.kk.date(day)) күні бекітілді, енді өзгермейді.",
      ru: "Правило зафиксировано \(Language.ru.date(day)) и больше не меняется.",
      en: "The rule was frozen on \(Language.en.date(day)) and does not change any more.")
  }
  static let meritWaits = Phrase(
    kk: "Бір нұсқа ұсынылды, оны басқа адам бекітеді.", ru: "Одна версия предложена, её фиксирует другой человек.",
    en: "A version is proposed; somebody else freezes it.")
  static func meritDue(_ day: Day) -> Phrase {
    Phrase(
      kk: "Ереже әлі бекітілмеген. Мерзімі: \(Language.kk.date(day)). Бекітілмей тұрып тізімдер ашылмайды.",
      ru: "Правило ещё не зафиксировано. Срок: \(Language.ru.date(day)). Пока его нет, списки не открываются.",
      en: "The rule is not frozen yet. It is due on \(Language.en.date(day)). Without it the lists do not open.")
  }
  static let meritNotWritten = Phrase(
    kk: "Ереже әлі бекітілмеген.", ru: "Правило ещё не зафиксировано.", en: "The rule is not frozen yet.")
  static let freezeTitle = Phrase(kk: "Жариялау және бекіту", ru: "Объявить и зафиксировать", en: "Announce and freeze")
  static let freezeMeans = Phrase(
    kk: "Бекітілген ереже сайтта бірден көрінеді және енді ешқашан өзгермейді.",
    ru: "Зафиксированное правило сразу видно на сайте и больше никогда не меняется.",
    en: "A frozen rule stands on the site at once and never changes again.")
  static let otherFreezes = Phrase(
    kk: "Бұл нұсқаны сіз ұсындыңыз: оны басқа адам бекітеді.", ru: "Эту версию предложили вы: фиксирует её другой человек.",
    en: "You proposed this version: somebody else freezes it.")
  static let proposeMeans = Phrase(
    kk: "Ұсынылған нұсқаны басқа адам бекітеді.", ru: "Предложенную версию фиксирует другой человек.",
    en: "A proposed version is frozen by somebody else.")
  static let proposeMerit = Phrase(kk: "Бекітуге ұсыну", ru: "Предложить зафиксировать", en: "Propose to freeze")
  static let freezeMerit = Phrase(
    kk: "Жариялап, бекіту", ru: "Объявить и зафиксировать это правило", en: "Announce and freeze this rule")
  static let takeMeritBack = Phrase(kk: "Ұсынысты қайтарып алу", ru: "Отозвать предложение", en: "Take the proposal back")
  static let meritAsText = Phrase(kk: "Мәтін түрінде (YAML)", ru: "Текстом (YAML)", en: "As text (YAML)")
}
