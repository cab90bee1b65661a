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
  /// Letters of one press: some seconds.
  private static let most = 300
  private static let batch = 50
  private static let pause = 7

  private struct Listing: Sendable {
    let view: DueView
    let page: Int
    let count: Int
    /// Of these, who was not asked in the last days: whom a press would write to.
    let mayBeAsked: Int
    let rows: [DueConsent]
    var pages: Int { max(1, (count + Transaction.duePage - 1) / Transaction.duePage) }
  }

  /// GET /desk/consents
  static func show(_ visit: Visit, _ permit: Permit<WorkOnApplications>) async throws -> Reply {
    let house = visit.house
    let view = view(visit.query, house, permit.reach)
    let page = PageNumber(visit.query).value
    let listing = try await house.database.write { tx in
      let listing = Listing(
        view: view, page: page, count: try tx.dueCount(view),
        mayBeAsked: try tx.dueCount(view, notAskedSince: house.outside.now().adding(days: -pause)),
        rows: try tx.dueConsents(view, page: page))
      try tx.record(.consentList, "consents", "page=\(page) n=\(listing.rows.count)", by: permit, house)
      return listing
    }
    return visit.page(self.page(visit, listing))
  }

  /// POST /desk/consents: one signer, or all that the list shows, once their number has been read and agreed to.
  static func create(_ visit: Visit, _ permit: Permit<MessageApplicants>) async throws -> Reply {
    let house = visit.house
    let shown = view(visit.form, house, permit.reach)
    var view = shown
    view.application = visit.form["application"].flatMap { ID<Application>($0) }
    guard view.application != nil || visit.form["agreed"] == "yes" else {
      return .seeOther(link(shown).with("all", "yes").text)
    }
    let (wanted, before) = (view, house.outside.now().adding(days: -pause))
    var (asked, left) = (0, 0)
    while asked + left < most {
      let limit = min(batch, most - asked - left)
      let sent = try await house.database.write { tx in
        try tx.dueConsents(wanted, notAskedSince: before, limit: limit).map { try ask($0, permit, house, in: tx) }
      }
      asked += sent.count(where: { $0 })
      left += sent.count(where: { !$0 })
      if sent.count < limit { break }
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
          girl.safe, due.reason == .age ? .ofAge : .askedAgain, [.page("/apply/consent", house)],
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
        \(mayAsk && listing.mayBeAsked > 0 ? askAll(visit, listing) : HTML.nothing)
        """)
  }

  /// First how many would get a letter, then the press that sends.
  private static func askAll(_ visit: Visit, _ listing: Listing) -> HTML {
    let t = visit.language
    guard visit.query["all"] == "yes" else {
      return linkButton(t(.askAll(listing.mayBeAsked)), link(listing.view).with("all", "yes").at("all"), look: .plain)
    }
    return notice(
      """
      <h2 id="all">\(t(.askAll(listing.mayBeAsked)))</h2><p>\(t(.askAllExplained(min(most, listing.mayBeAsked), of: most)))</p>\
      \(askForm(visit, listing.view, nil, t(.sendSoMany(min(most, listing.mayBeAsked)))))
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
      ("agreed", application == nil ? "yes" : nil),
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

extension LetterText {
  static let askedAgain = LetterText(
    "asked-again",
    Phrase(
      kk: "Келісім мәтіні өзгерді: қайта сұралады", ru: "Текст согласия изменился: вопрос задан снова",
      en: "The text of the consent has changed: asked again"),
    needs: [.page])
}

extension Phrase {
  static let dueTitle = Phrase(
    kk: "Қайта сұралатын келісімдер", ru: "Кого нужно снова спросить о согласии", en: "Consents to ask again")
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
      "Келісім мәтіні өзгерген немесе қатысушы 18 жасқа толған. Бұрын «жоқ» дегендер қайта сұралмайды. Бір адамға аптасына бір реттен артық жазылмайды.",
    ru:
      "Текст согласия изменился или исполнилось 18 лет. Тех, кто ответил «нет», снова не спрашиваем. Одному человеку пишем не чаще раза в неделю.",
    en:
      "The text of a consent has changed, or an applicant has come of age. Who said no is not asked again. Nobody is written to more than once a week."
  )
  static let nobodyDue = Phrase(kk: "Қайта сұралатын ешкім жоқ", ru: "Спрашивать некого", en: "Nobody to ask")
  static let nobodyDueWhat = Phrase(
    kk: "Келісім мәтіні өзгерсе немесе қатысушы 18 жасқа толса, сұралатын адамдар осында шығады.",
    ru: "Когда изменится текст согласия или кому-то исполнится 18 лет, согласия появятся здесь.",
    en: "When a text changes or an applicant comes of age, they appear here.")
  static let dueWhy = Phrase(kk: "Себебі", ru: "Почему", en: "Why")
  static let notAskedYet = Phrase(kk: "әлі жоқ", ru: "ещё нет", en: "not yet")
  static let askedWhen = Phrase(kk: "Соңғы рет сұралған", ru: "Последний раз спросили", en: "Last asked")
  static let askAgain = Phrase(kk: "Қайта сұрау", ru: "Спросить ещё раз", en: "Ask again")
  static let askedLately = Phrase(kk: "осы аптада сұралды", ru: "спросили на этой неделе", en: "asked this week")
  static func askAll(_ n: Int) -> Phrase {
    Phrase(kk: "Тізімдегі бәрінен сұрау: \(n)", ru: "Спросить всех из списка: \(n)", en: "Ask all in the list: \(n)")
  }
  static func askAllExplained(_ n: Int, of most: Int) -> Phrase {
    Phrase(
      kk:
        "Хабарлама бірден \(n) адамға жіберіледі: SMS не e-mail. Мәтіні бағдарламаның папкасынан алынады, екінші қызметкер қажет емес. Бір басқанда \(most) адамнан артық емес; қалғандары осы бетте көрініп тұрады.",
      ru:
        "Сообщение по SMS или e-mail уйдёт сразу \(n) адресатам. Текст взят из папки программы, второй сотрудник не нужен. За одно нажатие — не больше \(most); сколько осталось, будет видно здесь же.",
      en:
        "A message by SMS or e-mail goes to \(n) people at once. Its words are the programme folder's, so no second person is needed. At most \(most) a press; how many are left is shown here."
    )
  }
  static func sendSoMany(_ n: Int) -> Phrase {
    Phrase(kk: "Жіберу: \(n)", ru: "Отправить: \(n)", en: "Send: \(n)")
  }
  static func askedSoMany(_ n: Int, left: Int) -> Phrase {
    Phrase(
      kk: "Кезекке қойылған хабарлама: \(n). Мекенжайы жоғы: \(left).",
      ru: "В очереди на отправку: \(counted(n, one: "сообщение", few: "сообщения", many: "сообщений")). Без адреса: \(left).",
      en: "Waiting to be sent: \(counted(n, one: "message", other: "messages")). Without an address: \(left).")
  }
  static let askedAgainSubject = Phrase(
    kk: "Келісім мәтіні өзгерді: қайта жауап бер", ru: "Текст согласия изменился: ответьте ещё раз",
    en: "The text of the consent has changed: answer again")
}
