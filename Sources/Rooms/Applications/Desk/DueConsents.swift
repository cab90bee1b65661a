import Exchange
import Forms
import Markup
import Programme
import Security
import Storage
import Words

/// Who has to be asked for consent again, because a text has changed or a girl has come of age; and asking them.
///
/// The letter's words are the house's own and go only to signers the law wants asked, none more than once in a week: so it
/// needs no second person, unlike a text that one person makes up (docs/decisions/0012-consent-asked-again.md).
enum DueConsents {
  private static let most = 1000
  private static let batch = 50
  private static let pause = 7

  private struct Listing: Sendable {
    let view: DueView
    let page: Int
    let count: Int
    let rows: [DueConsent]
    var pages: Int { max(1, (count + Transaction.duePage - 1) / Transaction.duePage) }
  }

  /// GET /desk/consents
  static func show(_ visit: Visit, _ permit: Permit<WorkOnApplications>) async throws -> Reply {
    let house = visit.house
    let view = view(visit.query, house, permit.reach)
    let page = PageNumber(visit.query).value
    let listing = try await house.database.write { tx in
      let listing = Listing(view: view, page: page, count: try tx.dueCount(view), rows: try tx.dueConsents(view, page: page))
      try tx.record(.consentList, "consents", "page=\(page) n=\(listing.rows.count)", by: permit, house)
      return listing
    }
    return visit.page(self.page(visit, listing))
  }

  /// POST /desk/consents: one signer, or all that the list shows. At most a thousand letters a press.
  static func create(_ visit: Visit, _ permit: Permit<MessageApplicants>) async throws -> Reply {
    let house = visit.house
    let shown = view(visit.form, house, permit.reach)
    var view = shown
    view.application = visit.form["application"].flatMap { ID<Application>($0) }
    let (wanted, before) = (view, house.outside.now().adding(days: -pause))
    var (asked, left) = (0, 0)
    while asked + left < most {
      let sent = try await house.database.write { tx in
        try tx.dueConsents(wanted, notAskedSince: before, limit: batch).map { try ask($0, permit, house, in: tx) }
      }
      asked += sent.count(where: { $0 })
      left += sent.count(where: { !$0 })
      if sent.count < batch { break }
    }
    return .seeOther(link(shown).with("asked", asked).with("left", left).text)
  }

  /// Writes to one signer; false when there is no address to write to. A girl sees it on her status page in any case.
  private static func ask(_ due: DueConsent, _ permit: Permit<MessageApplicants>, _ house: House, in tx: Transaction) throws
    -> Bool
  {
    guard let application = try tx.application(due.application) else { throw Refusal.missing }
    let now = house.outside.now()
    try tx.markAsked(due.application, due.signer, at: now)
    let girl = try Girl.read(application, house, in: tx)
    let isSent =
      switch due.signer {
      case .girl:
        try tx.tell(
          girl.safe, subject: due.reason == .age ? .ofAgeSubject : .askedAgainSubject,
          body: (due.reason == .age ? Phrase.ofAge : Phrase.askedAgain)(
            house.programme.name, "\(house.settings.address)/apply/consent"),
          purpose: .consent, once: "again:\(application.id):\(now.milliseconds)", house)
      case .guardian: try GuardianRequest.askAgain(girl, house, in: tx)
      }
    guard isSent else { return false }
    try tx.addEvent(.consentAskedAgain, to: application.id, by: permit.actor.text, details: due.signer.rawValue, house)
    try tx.record(.consentAskedAgain, application.id.text, "signer=\(due.signer.rawValue)", by: permit, house)
    return true
  }

  private static func view(_ fields: Fields, _ house: House, _ reach: [Scope]) -> DueView {
    DueView(
      purpose: fields["purpose"].flatMap { house.consents.purpose($0)?.key },
      signer: fields["signer"].flatMap(Consent.Signer.init(rawValue:)), reach: reach)
  }

  private static func link(_ view: DueView) -> Link {
    Link("/desk/consents").with("purpose", view.purpose).with("signer", view.signer?.rawValue)
  }

  private static func page(_ visit: Visit, _ listing: Listing) -> Page {
    let t = visit.language
    let asked = visit.query.number("asked", in: 0...10_000_000)
    let left = visit.query.number("left", in: 0...10_000_000) ?? 0
    let mayAsk = MessageApplicants.roles.contains(where: visit.who.holds)
    return Page(
      title: t(.dueTitle), language: t, width: .wide, notice: asked.map { notice("\(t(.askedSoMany($0, left: left)))", .good) },
      body: """
        <h1>\(t(.dueTitle))</h1><p>\(t(.dueExplained))</p>\(filters(visit, listing.view))
        <p role="status"><b>\(t(.found(listing.count)))</b></p>
        \(listing.rows.isEmpty ? emptyState(t(.nobodyDue), "\(t(.nobodyDueWhat))") : table(visit, listing, mayAsk: mayAsk))
        \(t.pager(page: listing.page, of: listing.pages) { link(listing.view).with("page", $0) })
        \(mayAsk && !listing.rows.isEmpty ? askForm(visit, listing.view, nil, t(.askAll(listing.count))) : HTML.nothing)
        """)
  }

  private static func table(_ visit: Visit, _ listing: Listing, mayAsk: Bool) -> HTML {
    let t = visit.language
    let house = visit.house
    let lately = house.outside.now().adding(days: -pause)
    var columns: [Column<DueConsent>] = [
      Column(t(.code)) { due in
        """
        <a href="\(Link("/desk/applications/\(due.code)"))">\(due.code)</a><br><span class="hint">\(t(due.signer.name))</span>
        """
      },
      Column(t(.purpose)) { due in HTML(due.purposes.map { house.consents.purpose($0)?.title(t) ?? $0 }.joined(separator: ", "))
      },
      Column(t(.dueWhy)) { due in
        "\(t(due.reason.name))<br><span class=\"hint\">\(t.shortDate(due.since.day()))</span>"
      },
      Column(t(.askedWhen)) { HTML($0.askedAt.map { t.shortDate($0.day()) } ?? t(.notAskedYet)) },
    ]
    if mayAsk {
      columns.append(
        Column(t(.askAgain)) { due in
          due.askedAt.map { $0 >= lately } ?? false
            ? HTML(t(.askedLately)) : askForm(visit, DueView(signer: due.signer, reach: []), due.application, t(.askAgain))
        })
    }
    return t.table(t(.dueTitle), listing.rows, columns)
  }

  private static func askForm(_ visit: Visit, _ view: DueView, _ application: ID<Application>?, _ title: String) -> HTML {
    let hidden: [(String, String?)] = [
      ("purpose", view.purpose), ("signer", view.signer?.rawValue), ("application", application?.text),
    ]
    return form(
      "/desk/consents", hidden: hidden.compactMap { name, value in value.map { (name, $0) } },
      "\(visit.formToken)\(button(title, look: application == nil ? .primary : .plain))")
  }

  private static func filters(_ visit: Visit, _ view: DueView) -> HTML {
    let t = visit.language
    return t.filterForm(
      "/desk/consents",
      """
      \(t.select(
        Field("purpose", t(.purpose)), visit.house.consents.purposes.map { Option($0.key, $0.title(t)) }, chosen: view.purpose))\
      \(t.select(
        Field("signer", t(.signer)), Consent.Signer.allCases.map { Option($0.rawValue, t($0.name)) }, chosen: view.signer?.rawValue))
      """, button: t(.show))
  }
}

extension Consent.Due {
  var name: Phrase {
    switch self {
    case .text: Phrase(kk: "мәтін өзгерді", ru: "текст изменился", en: "the text changed")
    case .age: Phrase(kk: "18 жасқа толды", ru: "исполнилось 18 лет", en: "came of age")
    }
  }
}

extension Phrase {
  static let dueTitle = Phrase(
    kk: "Келісімді қайта сұрау", ru: "Согласия, о которых нужно спросить снова", en: "Consents to ask again")
  static func waitToBeAsked(_ n: Int) -> Phrase {
    Phrase(
      kk: "адамнан келісімді қайта сұрау керек",
      ru: plural(
        n, one: "человека нужно снова спросить о согласии", few: "человек нужно снова спросить о согласии",
        many: "человек нужно снова спросить о согласии"),
      en: plural(n, one: "signer to ask for consent again", other: "signers to ask for consent again"))
  }
  static let dueExplained = Phrase(
    kk:
      "Келісім мәтіні өзгерген немесе қыз 18 жасқа толған. Бұрын «жоқ» дегендер қайта сұралмайды. Бір адамға аптасына бір реттен артық жазылмайды.",
    ru:
      "Текст согласия изменился или участнице исполнилось 18 лет. Тех, кто ответил «нет», снова не спрашиваем. Одному человеку пишем не чаще раза в неделю.",
    en:
      "The text of a consent has changed, or a girl has come of age. Who said no is not asked again. Nobody is written to more than once a week."
  )
  static let nobodyDue = Phrase(kk: "Қайта сұралатын ешкім жоқ", ru: "Спрашивать некого", en: "Nobody to ask")
  static let nobodyDueWhat = Phrase(
    kk: "Келісім мәтіні өзгерсе немесе қыз 18 жасқа толса, олар осында шығады.",
    ru: "Когда изменится текст согласия или участнице исполнится 18 лет, они появятся здесь.",
    en: "When a text changes or a girl comes of age, they appear here.")
  static let dueWhy = Phrase(kk: "Себебі", ru: "Почему", en: "Why")
  static let notAskedYet = Phrase(kk: "әлі жоқ", ru: "ещё нет", en: "not yet")
  static let askedWhen = Phrase(kk: "Соңғы рет сұралған", ru: "Последний раз спросили", en: "Last asked")
  static let askAgain = Phrase(kk: "Қайта сұрау", ru: "Спросить снова", en: "Ask again")
  static let askedLately = Phrase(kk: "осы аптада сұралды", ru: "спросили на этой неделе", en: "asked this week")
  static func askAll(_ n: Int) -> Phrase {
    Phrase(kk: "Тізімдегі бәрінен сұрау: \(n)", ru: "Спросить всех из списка: \(n)", en: "Ask all in the list: \(n)")
  }
  static func askedSoMany(_ n: Int, left: Int) -> Phrase {
    Phrase(
      kk: "Жіберілген хат: \(n). Мекенжайы жоғы: \(left).", ru: "Отправлено писем: \(n). Без адреса: \(left).",
      en: "Letters sent: \(n). Without an address: \(left).")
  }
  static let askedAgainSubject = Phrase(kk: "Келісіміңді қайта сұраймыз", ru: "Просим ответить снова", en: "We ask you again")
  static func askedAgain(_ programme: Said, _ page: String) -> Phrase {
    Phrase(
      kk: "\(programme.kk). Келісім мәтіні өзгерді. Оқып, қайта жауап бер: \(page)",
      ru: "\(programme.ru). Текст согласия изменился. Прочитайте и ответьте снова: \(page)",
      en: "\(programme.en). The text of the consent has changed. Read it and answer again: \(page)")
  }
}
