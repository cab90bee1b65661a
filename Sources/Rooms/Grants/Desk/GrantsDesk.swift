import Exchange
import Markup
import Programme
import Storage
import Words

/// The room's first page for the staff: what is due, the rounds, and the ways to everything else.
enum GrantsDesk {
  static let home: Link = "/desk/grants"

  /// From so many days before its end an organisation's clearance is shown as ending.
  static let soon = 30

  private struct Known: Sendable {
    let rounds: [Round]
    /// Whose lists are closed and whose match is due; and matches that wait for a second person.
    let toRun: [Round]
    let waiting: Int
    let offers: [GrantOffer]
    let organisations: [Organisation]
    let officers: Set<ID<Organisation>>
    let facts: Int
  }

  /// GET /desk/grants
  static func show(_ visit: Visit, _ permit: Permit<ReadGrants>) async throws -> Reply {
    let (t, today) = (visit.language, visit.now.day())
    let known = try await visit.house.database.read { tx in
      let rounds = try tx.rounds()
      let first = rounds.filter { $0.number == 1 }
      let toRun = try tx.roundsToRun(on: today)
      let waiting = try tx.value("SELECT count(*) FROM grants_release WHERE released_at IS NULL") ?? 0
      return Known(
        rounds: rounds, toRun: toRun, waiting: waiting, offers: try first.flatMap { try tx.offers(of: $0.id) },
        organisations: try tx.organisations(),
        officers: try tx.organisationsWithOfficers(),
        facts: try tx.factsDue(visit.house.data[.grants], on: today))
    }
    let due = due(known, visit)
    let newRound: Link = "/desk/grants/rounds/new"
    return visit.page(
      Page(
        title: t(.grantsTitle), language: t, width: .wide,
        body: """
          <h1>\(t(.grantsTitle))</h1><h2>\(t(.whatIsDue))</h2>
          \(due.isEmpty ? emptyState(t(.nothingIsDue), HTML(t(.nothingIsDueWhat))) : t.ledger(t(.whatIsDue), due))
          <h2>\(t(.roundsTitle))</h2>
          \(t.table(t(.roundsTitle), known.rounds, columns(known, today, t), stacks: true, empty: emptyState(t(.noRounds), HTML(t(.roundWhat)))))
          \(visit.opens(newRound) ? "<p>\(linkButton(t(.newRound), newRound, look: .plain))</p>" : HTML.nothing)
          <h2>\(t(.whatIsKept))</h2><ul>\(ways(visit))</ul>
          """))
  }

  private static func ways(_ visit: Visit) -> [HTML] {
    let t = visit.language
    let ways: [(Phrase, Link)] = [
      (.organisationsTitle, OrganisationPages.home), (.typesTitle, TypePages.home), (.factsTitle, FactPages.home),
      (.offersTable, OfferIntake().home),
    ]
    return ways.filter { visit.opens($0.1) }.map { "<li><a href=\"\($0.1)\">\(t($0.0))</a></li>" }
  }

  private static func columns(_ known: Known, _ today: Day, _ t: Language) -> [Column<Round>] {
    [
      Column(t(.roundWord)) { "<a href=\"\(RoundPages.link($0.id))\">\($0.name(t))</a>" },
      Column(t(.stageTitle)) { HTML(stage($0, today, t)) },
      Column(t(.offersConfirmed), isNumeric: true) { round in
        // A second round has no offers of its own.
        round.number == 2 ? .nothing : HTML(t.number(known.offers.count { $0.round == round.id && $0.state == .confirmed }))
      },
      Column(t(.seatsConfirmed), isNumeric: true) { round in
        round.number == 2
          ? .nothing
          : HTML(t.number(known.offers.filter { $0.round == round.id && $0.state == .confirmed }.map(\.seats).reduce(0, +)))
      },
    ]
  }

  /// The stage that is on today, else the one that comes next.
  private static func stage(_ round: Round, _ today: Day, _ t: Language) -> String {
    let dated = RoundDates.stages(of: round.number).compactMap { stage in round.days(stage).map { (stage, $0) } }
    if let on = dated.first(where: { $0.1.first <= today && today <= $0.1.last }) {
      return "\(t(on.0.name)), \(t.until(on.1.last))"
    }
    if let next = dated.filter({ today < $0.1.first }).min(by: { $0.1.first < $1.1.first }) {
      return "\(t(next.0.name)): \(t(.beginsOn(next.1.first)))"
    }
    return t(.roundIsOver)
  }

  /// What waits for somebody of the desk, or for a university; the desk's own first.
  private static func due(_ known: Known, _ visit: Visit) -> [WorkLine] {
    let (t, now) = (visit.language, visit.now)
    let open = known.offers.filter { offer in
      offer.state == .entered && known.rounds.first { $0.id == offer.round }?.takesOffers(on: now.day()) == true
    }
    let changes = known.offers.filter { offer in
      offer.state == .confirmed && offer.change != nil
        && known.rounds.first { $0.id == offer.round }?.hasRun(on: now.day()) == false
    }
    let ours = open.filter { $0.entered.side == .university }
    let theirs = open.filter { $0.entered.side == .desk }
    let endings = known.organisations.filter { organisation in
      known.officers.contains(organisation.id)
        && (organisation.lastDay.map { now.day().days(to: $0) <= soon } ?? true)
    }
    let speechless = Set(theirs.map(\.organisation.id)).subtracting(known.officers)
    func line(_ count: Int, _ says: Phrase, _ link: Link) -> WorkLine? {
      count == 0 ? nil : WorkLine(count, t(says), link)
    }
    func offers(_ some: [GrantOffer]) -> Link {
      some.first.map { RoundPages.link($0.round).below("offers") } ?? home
    }
    return [
      line(known.toRun.count, .runsAreDue(known.toRun.count), known.toRun.first.map { MatchDesk.link($0.id) } ?? home),
      line(known.waiting, .matchWaits, MatchDesk.waiting),
      line(ours.count, .confirmTheirs(ours.count), offers(ours)),
      line(
        changes.count { $0.change?.asked.side == .university },
        .decideChanges(changes.count { $0.change?.asked.side == .university }),
        offers(changes)),
      line(theirs.count, .theyConfirm(theirs.count), offers(theirs)),
      line(speechless.count, .nobodySpeaks(speechless.count), OrganisationPages.home),
      line(endings.count, .clearanceEnding(endings.count), OrganisationPages.home),
      line(known.facts, .factsDue(known.facts), FactPages.home),
    ].compactMap(\.self)
  }

  /// On the desk's first page of those who confirm for the programme.
  static let card = DeskCard(
    roles: [.partnerships], readers: ReadGrants.roles, link: home,
    count: .inHouse { tx, _, now in
      try DeskWait(
        row: try tx.row(
          """
          SELECT count(*) AS n, min(at) AS oldest FROM (
            SELECT entered_at AS at FROM grants_offer JOIN grants_stage ON grants_stage.round_id = grants_offer.round_id
            WHERE state = 'entered' AND entered_side = 'university' AND stage = 'offers' AND last_day >= \(now.day())
            UNION ALL SELECT asked_at AS at FROM grants_offer_change WHERE decided_at IS NULL AND asked_side = 'university'
          ) AS waiting
          """))
    }, promise: DeskPromise(days: 5, .whyOffers), title: { .confirmTheirs($0) })
}

extension Transaction {
  fileprivate func organisationsWithOfficers() throws -> Set<ID<Organisation>> {
    Set(
      try rows(
        """
        SELECT DISTINCT organisation_id FROM membership
        WHERE role = 'university' AND organisation_id IS NOT NULL AND confirmed_at IS NOT NULL AND ended_at IS NULL
        ORDER BY organisation_id
        """
      ) { try $0[0] as ID<Organisation> })
  }
}

extension Phrase {
  static let grantsTitle = Phrase(kk: "Университеттер мен гранттар", ru: "Университеты и гранты", en: "Universities and grants")
  static let whatIsDue = Phrase(kk: "Не күтіп тұр", ru: "Что ждёт", en: "What is due")
  static let nothingIsDue = Phrase(kk: "Күтіп тұрған іс жоқ", ru: "Ничего не ждёт", en: "Nothing is due")
  static let nothingIsDueWhat = Phrase(
    kk: "Растауды күтетін ұсыныс та, бітіп бара жатқан рұқсат та жоқ.",
    ru: "Нет предложений, которые ждут подтверждения, и допусков, которые скоро кончаются.",
    en: "No offer waits for confirmation and no clearance is about to end.")
  static let roundsTitle = Phrase(kk: "Ұсыну кезеңдері", ru: "Раунды рекомендаций", en: "Rounds of recommendations")
  static let roundWord = Phrase(kk: "Ұсыну кезеңі", ru: "Раунд", en: "Round")
  static let noRounds = Phrase(kk: "Ұсыну кезеңі әлі жоқ", ru: "Раундов ещё нет", en: "There are no rounds yet")
  static let whatIsKept = Phrase(kk: "Тізілімдер", ru: "Реестры", en: "Registers")
  static let roundIsOver = Phrase(kk: "аяқталған", ru: "завершён", en: "the round is over")
  static func beginsOn(_ day: Day) -> Phrase {
    Phrase(
      kk: "\(Language.kk.date(day)) күні басталады", ru: "начнётся \(Language.ru.date(day))",
      en: "begins on \(Language.en.date(day))")
  }
  static func factsDue(_ n: Int) -> Phrase {
    Phrase(
      kk: "мәлімет биылға расталмаған",
      ru: plural(
        n, one: "сведение не подтверждено на этот год", few: "сведения не подтверждены на этот год",
        many: "сведений не подтверждено на этот год"),
      en: plural(n, one: "statement is not confirmed for this year", other: "statements are not confirmed for this year"))
  }
  static let whyOffers = Phrase(
    kk: "расталмаған орынды қыздар көрмейді", ru: "неподтверждённых мест девочки не увидят",
    en: "girls do not see seats that nobody has confirmed")
  static func confirmTheirs(_ n: Int) -> Phrase {
    Phrase(
      kk: "университет енгізген ұсыныс растауыңызды күтеді",
      ru: plural(
        n, one: "предложение университета ждёт вашего подтверждения", few: "предложения университетов ждут вашего подтверждения",
        many: "предложений университетов ждут вашего подтверждения"),
      en: plural(
        n, one: "offer of a university waits for your confirmation", other: "offers of universities wait for your confirmation"))
  }
  static func decideChanges(_ n: Int) -> Phrase {
    Phrase(
      kk: "университет сұраған орын саны өзгерісі шешіміңізді күтеді",
      ru: plural(
        n, one: "изменение числа мест ждёт вашего решения", few: "изменения числа мест ждут вашего решения",
        many: "изменений числа мест ждут вашего решения"),
      en: plural(n, one: "change of seats waits for your decision", other: "changes of seats wait for your decision"))
  }
  static func theyConfirm(_ n: Int) -> Phrase {
    Phrase(
      kk: "ұсыныс университеттің растауын күтеді",
      ru: plural(
        n, one: "предложение ждёт подтверждения университета", few: "предложения ждут подтверждения университета",
        many: "предложений ждут подтверждения университета"),
      en: plural(n, one: "offer waits for the university's confirmation", other: "offers wait for the university's confirmation"))
  }
  static func nobodySpeaks(_ n: Int) -> Phrase {
    Phrase(
      kk: "ұйымның ұсынысын растайтын өкілі жоқ: оны шақырыңыз",
      ru: plural(
        n, one: "организации некому подтвердить предложение: пригласите представителя",
        few: "организациям некому подтвердить предложения: пригласите представителей",
        many: "организациям некому подтвердить предложения: пригласите представителей"),
      en: plural(
        n, one: "organisation has nobody to confirm its offer: invite an officer",
        other: "organisations have nobody to confirm their offers: invite officers"))
  }
  static func clearanceEnding(_ n: Int) -> Phrase {
    Phrase(
      kk: "ұйымның рұқсаты бітті немесе жақында бітеді",
      ru: plural(
        n, one: "допуск организации кончился или скоро кончится", few: "допуска организаций кончились или скоро кончатся",
        many: "допусков организаций кончились или скоро кончатся"),
      en: plural(
        n, one: "organisation's clearance has ended or ends soon", other: "organisations' clearances have ended or end soon"))
  }
}
