package import Exchange
package import Markup
import Words

extension Visit {
  /// The page with the house around it: header, languages, the menu of whoever is signed in, footer.
  package func page(_ page: Page, status: Int = 200, scripts: [Link] = [], mayBeStored: Bool = false) -> Reply {
    let page = who.session == nil ? asPublic(page) : page
    // The other scripts of somebody signed in have `tabs.js` among what they are made of.
    let own =
      scripts + (who.isStaff ? [house.assets.link("menus.js")] : [])
      + (who.session?.kind == .guardian ? [house.assets.link("kit/tabs.js")] : [])
    let all = own + hers.filter { !own.contains($0) }
    let frame = Surroundings(
      styles: (["keruen.css"] + (who.isStaff ? ["desk.css"] : []) + page.sheets).map { house.assets.link($0) }
        + (house.look.sheet.map { [$0] } ?? []),
      scripts: all,
      modules: house.assets.modules(of: all),
      name: language(house.look.name.phrase), logo: house.look.logo, themeColour: house.look.themeColour,
      home: start,
      manifest: "/manifest.webmanifest",
      languages: Language.allCases.map { ($0, here(in: $0)) }, menu: menu,
      choice: cycleLinks.map { MenuItem(language($0.cycle.name), $0.link, isCurrent: $0.cycle.id == shownCycle?.id) },
      choiceTitle: language(.intakeWord), account: who.isStaff ? nil : account, footer: footer, banner: banner, bar: bar)
    // The frame of somebody signed in holds her menu and a form token: no cache may give it to the next.
    return Reply(
      status: status, type: "text/html; charset=utf-8", body: Array(layout(page, in: frame).text.utf8),
      mayBeStored: mayBeStored && who.session == nil)
  }

  /// What whoever has not signed in sees: the columns lead to all that is open.
  private func asPublic(_ page: Page) -> Page {
    var page = page
    page.sitemap = house.sitemap(language)
    if !page.sitemap.isEmpty, !page.sheets.contains("public.css") { page.sheets.append("public.css") }
    return page
  }

  /// On every page of a girl: wherever she signs out, what her phone keeps is sent or asked about, and goes.
  private var hers: [Link] {
    who.session?.kind == .applicant ? house.scriptsOfOwners : []
  }

  /// What a refusal says, with a door that is open: of a form that was sent, the way back to it.
  package func page(of refusal: Refusal, below written: HTML = .nothing) -> Reply {
    if !refusal.lacks.isEmpty { return page(ofUncleared: refusal, below: written) }
    let isForm = !request.method.isSafe && refusal.isAboutWhatWasSent
    let back = refusal.back ?? (isForm ? request.cameFrom.flatMap { Link(own: $0) } : nil)
    let title = language(isForm || refusal.back != nil ? .notDone : .refused)
    return page(
      Page(
        title: title, language: language,
        body: """
          <h1>\(title)</h1><p>\(language(refusal.phrase))</p>
          <p>\(back.map { linkButton(language(isForm && refusal.back == nil ? .backToForm : .goBack), $0) })
          \(linkButton(language(.toStart), start, look: back == nil ? .primary : .plain))</p>\(written)
          """),
      status: refusal.status)
  }

  /// Something went wrong: her words are safe where they were saved, and the number finds the fault in the log.
  package var pageOfFault: Reply {
    page(
      Page(
        title: language(.fault), language: language,
        body: """
          <h1>\(language(.fault))</h1><p>\(language(.faultExplained))</p>
          <p class="hint">\(language(.faultNumber)): \(requestID)</p><p>\(linkButton(language(.toStart), "/"))</p>
          """),
      status: 500)
  }

  /// The database does not answer: nothing was saved, and it is worth while to try again.
  package var pageOfOutage: Reply {
    var reply = page(
      Page(
        title: language(.outage), language: language,
        body: """
          <h1>\(language(.outage))</h1><p>\(language(.outageExplained))</p>
          <p class="hint">\(language(.faultNumber)): \(requestID)</p>
          """),
      status: 503)
    reply.set("retry-after", "10")
    return reply
  }

  /// This very page in another language; a posted page is shown anew with GET.
  private func here(in other: Language) -> Link {
    if request.query.pairs.isEmpty { return Link(own: request.path)?.with("lang", other.rawValue) ?? "/" }
    var query = Fields(request.query.pairs.filter { $0.name != "lang" }.map { ($0.name, $0.value) })
    query.add("lang", other.rawValue)
    return Link(own: "\(request.path)?\(query.urlEncoded)") ?? "/"
  }

  private var menu: [MenuItem] {
    guard who.isStaff || who.isOutside else { return [] }
    let entries = house.menu(of: who.memberships.map(\.role))
    // /desk/applications/K7-4M2Q lies below both "desk" and "applications": the longer one is where the reader is.
    let current = entries.filter { request.path == $0.link.text || request.path.hasPrefix($0.link.text + "/") }
      .max { $0.link.text.count < $1.link.text.count }
    return entries.map { MenuItem(language($0.title), $0.link, isCurrent: $0.link == current?.link) }
  }

  /// The page that opens first: the desk, what a room opens to people of other organisations, else the house's own.
  package var start: Link {
    if who.isStaff { return "/desk" }
    return who.isOutside ? house.menu(of: who.memberships.map(\.role)).first?.link ?? "/" : "/"
  }

  /// Nil for everybody but the staff. A page about nothing that is asked for by name (a refusal) has no name at hand and shows the role.
  private var bar: StaffBar? {
    guard who.isStaff else { return nil }
    let held = who.memberships.filter { $0.scope.cycle == nil || $0.scope.cycle == shownCycle?.id || shownCycle == nil }
    var roles: [String] = []
    for membership in held.isEmpty ? who.memberships : held {
      let regions = membership.scope.regions.compactMap { house.gazetteer[$0] }.map { language($0.name) }
      let said = ([language(membership.role.name)] + regions).joined(separator: ", ")
      if !roles.contains(said) { roles.append(said) }
    }
    let seeking = house.rooms.lazy.compactMap(\.seeking).first { seeking in seeking.roles.contains(where: who.holds) }
    return StaffBar(
      person: who.name?.full ?? language(.memberOfStaff),
      role: roles.joined(separator: " · "),
      search: seeking.map { BarSearch($0.link, language($0.title), hidden: formToken) }, exit: account ?? .nothing)
  }

  private var account: HTML? {
    guard who.person != nil else { return nil }
    let isGuardian = who.session?.kind == .guardian
    let isShared = who.session?.isSharedDevice == true
    let (action, asks): (Link, Link) =
      isGuardian ? ("/consent/sign-out", "/consent/signed-in") : ("/sign-out", "/signed-in")
    let shells = JSON.object(
      house.rooms.flatMap(\.shells).compactMap { shell in shell.unsentAtExit.map { (shell.name, .string(language($0))) } })
    return """
      <form method="post" action="\(action)" class="inline" data-after="\(who.isStaff || who.isOutside ? "/sign-in" : "/")" data-asks="\(asks)"\
      \(attribute: "data-writes", who.isStaff ? "always" : isShared ? nil : "own")\(attribute: "data-over", isShared ? nil : language(.sessionIsOver))\
      \(attribute: "data-unsent", hers.isEmpty ? nil : language(.unsentAtExit))\
      \(attribute: "data-unsent-shells", hers.isEmpty ? nil : shells.text)>\(formToken)<button class="btn">\(language(.signOut))</button></form>
      """
  }

  /// A demonstration says so on every page, with the way back to its tour.
  private var banner: HTML? {
    guard house.settings.isDemo else { return nil }
    return "<span>\(language(.demoNotice))</span> <a href=\"/tour\">\(language(.toTheTour))</a>"
  }

  private var footer: HTML {
    """
    <p>\(house.programme.operatorName(language)) · \
    <a href="/contact">\(language(.contact))</a> · <a href="/privacy">\(language(.privacy))</a></p>
    """
  }
}

extension House {
  /// What the rooms open to somebody with these roles, in their order.
  package func menu(of roles: [Role]) -> [MenuEntry] { rooms.flatMap(\.menu).filter { $0.roles.contains(where: roles.contains) } }
}

extension Phrase {
  static let refused = Phrase(kk: "Бұл бетті ашуға болмайды", ru: "Эту страницу открыть нельзя", en: "You cannot open this page")
  static let notDone = Phrase(kk: "Бұл орындалмады", ru: "Не выполнено", en: "This was not done")
  static let backToForm = Phrase(kk: "Формаға қайту", ru: "Вернуться к форме", en: "Back to the form")
  static let goBack = Phrase(kk: "Қайту", ru: "Вернуться", en: "Go back")
  static let toStart = Phrase(kk: "Басты бетке", ru: "На главную", en: "To the start page")
  static let fault = Phrase(kk: "Қате шықты", ru: "Произошла ошибка", en: "Something went wrong")
  static let faultExplained = Phrase(
    kk: "Бұл — біздің қатеміз. Сақталған жауаптар орнында. Біраздан кейін қайталап көру керек.",
    ru: "Это наша ошибка. Сохранённые ответы на месте. Попробуйте чуть позже.",
    en: "This is our mistake. What was saved is in its place. Try again a little later.")
  static let outage = Phrase(
    kk: "Деректер қоры қазір жауап бермей тұр", ru: "База данных сейчас не отвечает", en: "The database does not answer just now")
  static let outageExplained = Phrase(
    kk: "Бұрын сақталғанның бәрі орнында. Бір минуттан кейін қайталап, соңғы қадамның сақталғанын тексеру керек.",
    ru: "Всё, что сохранено раньше, на месте. Повторите через минуту и проверьте, сохранился ли последний шаг.",
    en: "What was saved before is in its place. Try again in a minute, and look whether your last step was kept.")
  static let faultNumber = Phrase(kk: "Қатенің нөмірі", ru: "Номер ошибки", en: "Number of the fault")
  static let unsentAtExit = Phrase(
    kk: "Интернет жоқ: жазғаныңның бір бөлігі әлі жіберілген жоқ. Қазір шықсаң, ол осы құрылғыдан жойылады. Бәрібір шығасың ба?",
    ru:
      "Нет сети: часть написанного ещё не отправлена. Если выйти сейчас, она будет удалена с этого устройства. Всё равно выйти?",
    en:
      "There is no network: some of what you wrote is not sent yet. If you sign out now, it is deleted from this device. Sign out anyway?"
  )
  static let intakeWord = Phrase(kk: "Қабылдауды таңдау", ru: "Выбрать набор", en: "Choose the intake")
  static let memberOfStaff = Phrase(kk: "Қызметкер", ru: "Сотрудник", en: "Staff")
  static let sessionIsOver = Phrase(
    kk: "Осы аралықта жүйеден шығып кеттіңіз. Жазғаныңыз осы бетте тұр: жіберсеңіз, қайта кіргенше күтеді.",
    ru: "Тем временем вы вышли из системы. Написанное осталось здесь: отправьте, и оно дождётся, пока вы войдёте снова.",
    en: "You were signed out meanwhile. What you wrote stays here: send it, and it waits until you have signed in again.")
  static let signOut = Phrase(kk: "Шығу", ru: "Выйти", en: "Sign out")
  static let contact = Phrase(kk: "Байланыс", ru: "Контакты", en: "Contact")
  static let privacy = Phrase(kk: "Дербес деректер", ru: "Персональные данные", en: "Personal data")
  static let toTheTour = Phrase(kk: "Шолуға өту", ru: "К показу", en: "To the tour")
  static let demoNotice = Phrase(
    kk: "Бұл — демо нұсқа: мұндағы адамдардың бәрі ойдан шығарылған.", ru: "Это демонстрация: все люди здесь вымышлены.",
    en: "This is a demonstration: all people here are invented.")
}
