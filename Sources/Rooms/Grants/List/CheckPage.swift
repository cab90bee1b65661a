import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// Before a list is kept: it is read back, what looks like a mistake is asked about, and she says yes.
enum CheckPage {
  /// GET /list/check
  static func show(_ visit: Visit, _ permit: Permit<OwnList>) async throws -> Reply {
    let sight: ListSight
    do { sight = try await ListPage.sight(visit, permit) } catch is NoList { return .seeOther("/list") }
    guard sight.isOpen(on: visit.now.day()), !sight.list.isEmpty else { return .seeOther("/list") }
    return page(sight, [], [], visit)
  }

  /// POST /list/keeping
  static func keep(_ visit: Visit, _ permit: Permit<OwnList>) async throws -> Reply {
    let house = visit.house
    let person = permit.actor.person
    let meant = Set(visit.form.all("mean"))
    let read = visit.form["mark"] ?? ""
    enum Outcome: Sendable {
      case kept, shut
      case wrong(ListSight, [(field: String, message: String)])
    }
    let t = visit.language
    let outcome = try await house.database.write { tx -> Outcome in
      let (sight, safe): (ListSight, Safe)
      do { (sight, safe) = try tx.listSight(of: person, house) } catch is NoList { return .shut }
      guard sight.isOpen(on: visit.now.day()) else { throw Refusal(.conflict, .listIsShut, back: ListPage.home) }
      guard !sight.list.isEmpty else { return .shut }
      // What she read is what is kept: another phone or a withdrawal may have changed it meanwhile.
      guard read == sight.order.seal(house.vault, of: person) else {
        return .wrong(sight, [("order-read", t(.listMovedMeanwhile))])
      }
      let errors = complaints(sight, meant, visit)
      guard errors.isEmpty else { return .wrong(sight, errors) }
      // Pressed twice, or sent again by a bad network.
      if sight.isKept { return .kept }
      try tx.keep(
        sight.order, of: safe, sight.round.id, .own, meant: sight.checks.map(\.key), by: permit.actor.text, house)
      return .kept
    }
    switch outcome {
    case .kept, .shut: return .seeOther("/list")
    case .wrong(let sight, let errors): return page(sight, errors, meant, visit)
    }
  }

  /// What keeps a list from being kept: a requirement due before the list, the year, a question without an answer.
  static func complaints(
    _ sight: ListSight, _ meant: Set<String>, _ visit: Visit
  ) -> [(field: String, message: String)] {
    let (t, day) = (visit.language, visit.now.day())
    var errors: [(field: String, message: String)] = []
    if !sight.hasSaidYear(on: day) { errors.append(("year", t(.sayYearFirst))) }
    for offer in sight.list where !sight.chooser.bars(of: offer).isEmpty {
      errors.append(("bar-\(offer.code)", t(.requirementUnmet(offer.programme.name))))
    }
    errors += sight.checks.filter { !meant.contains($0.key) }.map {
      ("mean-\($0.key)", t(.answerTheQuestion($0.asks(t, visit.house))))
    }
    return errors
  }

  private static func page(
    _ sight: ListSight, _ errors: [(field: String, message: String)], _ meant: Set<String>, _ visit: Visit
  ) -> Reply {
    let t = visit.language
    let checks = sight.checks
    let items = sight.list.map { offer -> HTML in
      let bars = sight.chooser.bars(of: offer)
      let bar: HTML =
        bars.isEmpty
        ? .nothing
        : """
        <div class="ask" id="bar-\(offer.code)"><p class="error">\(t(.notMetYet))</p>\(FindPage.requirements(offer, sight.chooser, visit.house, t))\
        <p><a href="/list/find">\(t(.meetOnFind))</a></p><button class="mini" name="go" value="out:\(offer.id.text)" formaction="/list">\(t(.takeOutWord))</button></div>
        """
      return """
        <li>\(ListPage.line(offer, visit))\(bar)\(checks.filter { $0.offer?.id == offer.id }.map { question($0, errors, meant, visit) })</li>
        """
    }
    let year: HTML =
      sight.hasSaidYear(on: visit.now.day())
      ? .nothing : notice("<p id=\"year\">\(t(.sayYearFirst)) <a href=\"/list\">\(t(.backToList))</a></p>", .waiting)
    let moved = errors.contains { $0.field == "order-read" }
    var page = Page(
      title: t(.checkTitle), language: t,
      body: """
        \(t.back(to: "/list"))\(t.errorSummary(errors))<h1 id="order-read">\(t(.checkTitle))</h1>\
        \(moved ? notice("<p>\(t(.listMovedMeanwhile))</p>", .waiting) : HTML.nothing)\(year)
        \(form("/list/keeping", hidden: [("mark", sight.order.seal(visit.house.vault, of: sight.girl.person)), ("back", "check")], """
          \(visit.formToken)<button class="vh" tabindex="-1" aria-hidden="true">\(t(.keepList))</button><ol class="readback">\(items)</ol>\
          \(checks.filter { $0.offer == nil }.map { question($0, errors, meant, visit) })\
          <p>\(t(.ifAllFull(sight.list.count)))</p><p class="hint">\(t(.secondRoundInAugust))</p>\(button(t(.keepList)))
          """))
        """)
    page.sheets = ["list.css"]
    return visit.page(page, status: errors.isEmpty ? 200 : 422)
  }

  private static func question(
    _ check: ListCheck, _ errors: [(field: String, message: String)], _ meant: Set<String>, _ visit: Visit
  ) -> HTML {
    let t = visit.language
    let id = "mean-\(check.key)"
    let error = errors.first { $0.field == id }?.message
    var swap = HTML.nothing
    if case .fundedBelow(let above, let better) = check {
      swap = """
        <button class="mini" name="go" value="before:\(better.id.text):\(above.id.text)" formaction="/list">\(t(.putGrantFirst))</button>
        """
    }
    return """
      <div class="ask">\(error.map { "<p class=\"error\" id=\"\(id)-error\">\($0)</p>" as HTML })<p>\(check.asks(t, visit.house))</p>\(swap)\
      <label class="opt"><input type="checkbox" id="\(id)" name="mean" value="\(check.key)"\(" checked", if: meant.contains(check.key))\
      \(attribute: "aria-describedby", error.map { _ in "\(id)-error" })\(" aria-invalid=\"true\"", if: error != nil)><span>\(t(.yesIMeanIt))</span></label></div>
      """
  }
}

extension ListCheck {
  /// The question in words.
  func asks(_ t: Language, _ house: House) -> String {
    switch self {
    case .fundedBelow(let above, let better):
      t(
        .asksFunded(
          above.programme.name, Phrase(kk: above.terms.says(.kk), ru: above.terms.says(.ru), en: above.terms.says(.en)),
          Phrase(kk: better.terms.says(.kk), ru: better.terms.says(.ru), en: better.terms.says(.en))))
    case .onlyOne: t(.asksOnlyOne)
    case .onlyOneUniversity(let organisation): t(.asksOneUniversity(organisation.name))
    case .otherLanguage(let offer): t(.asksLanguage(offer.programme.name, offer.programme.said.language.stream))
    case .cannotMeet(let offer, let requirement): t(.asksRequirement(offer.programme.name, requirement.asks(house)))
    case .notRanked: t(.asksNotRanked)
    case .short(let others): t(.asksShort(others))
    case .homeLeftOut(let others): t(.asksHome(others))
    }
  }
}

extension Phrase {
  static let checkTitle = Phrase(
    kk: "Сақтар алдында оқып шық", ru: "Прочитайте перед сохранением", en: "Read it before you keep it")
  static let keepList = Phrase(kk: "Тізімді сақтау", ru: "Сохранить список", en: "Keep the list")
  static let yesIMeanIt = Phrase(kk: "Иә, осылай қалсын", ru: "Да, пусть так и останется", en: "Yes, I mean it")
  static let putGrantFirst = Phrase(kk: "Орнын ауыстыру", ru: "Поменять местами", en: "Swap them")
  static let sayYearFirst = Phrase(
    kk: "Алдымен мектеп бітіретін жылыңды раста.", ru: "Сначала подтвердите год окончания школы.",
    en: "Confirm first in which year you leave school.")
  static let notMetYet = Phrase(
    kk: "Бұл бағдарламаның талабы әзірге орындалмаған: онымен тізім сақталмайды.",
    ru: "Требование этой программы пока не выполнено: с ней список не сохранить.",
    en: "A requirement of this programme is not met yet: the list cannot be kept with it.")
  static let meetOnFind = Phrase(
    kk: "Талапты «Бағдарлама табу» бетінде қарау", ru: "Посмотреть требование на странице поиска",
    en: "See the requirement where programmes are found")
  static func requirementUnmet(_ name: Phrase) -> Phrase {
    Phrase(
      kk: "«\(name(.kk))»: талабы орындалмаған", ru: "«\(name(.ru))»: требование не выполнено",
      en: "“\(name(.en))”: a requirement is not met")
  }
  static func answerTheQuestion(_ question: String) -> Phrase {
    Phrase(kk: "Жауап бер: \(question)", ru: "Ответьте: \(question)", en: "Answer: \(question)")
  }
  static let listMovedMeanwhile = Phrase(
    kk: "Сол уақытта тізім өзгерді: жаңа ретін оқып шық.", ru: "Тем временем список изменился: прочитайте новый порядок.",
    en: "The list has changed meanwhile: read the new order.")
  static func ifAllFull(_ count: Int) -> Phrase {
    Phrase(
      kk: "Тізімде: \(count). Бәрі толып қалса, бұл кезеңде ұсыным болмайды.",
      ru: "В списке: \(count). Если заняты все, в этом раунде рекомендации не будет.",
      en: "In the list: \(count). If all of them are full, you get no recommendation in this round.")
  }
  static let secondRoundInAugust = Phrase(
    kk: "Босап қалған орындарға тамызда екінші кезең болады.", ru: "На оставшиеся места в августе будет второй раунд.",
    en: "In August a second round fills the seats that are left.")
  static func asksFunded(_ name: Phrase, _ above: Phrase, _ better: Phrase) -> Phrase {
    Phrase(
      kk: "«\(name(.kk))»: «\(above(.kk))» орны «\(better(.kk))» орнынан жоғары тұр. Осылай қалсын ба?",
      ru: "«\(name(.ru))»: место «\(above(.ru))» стоит выше места «\(better(.ru))». Оставить так?",
      en: "“\(name(.en))”: the seat “\(above(.en))” stands above the seat “\(better(.en))”. Leave it so?")
  }
  static let asksOnlyOne = Phrase(
    kk: "Тізімде бір ғана таңдау бар. Оған орын тимесе, басқасы қаралмайды. Осылай қалсын ба?",
    ru: "В списке один выбор. Если места не достанется, другого не рассмотрят. Оставить так?",
    en: "There is only one choice. If you do not get it, nothing else is considered. Leave it so?")
  static func asksOneUniversity(_ name: Phrase) -> Phrase {
    Phrase(
      kk: "Барлық таңдауың бір университетте: \(name(.kk)). Осылай қалсын ба?",
      ru: "Все варианты в одном университете: \(name(.ru)). Оставить так?",
      en: "All your choices are at one university: \(name(.en)). Leave it so?")
  }
  static func asksLanguage(_ name: Phrase, _ stream: Phrase) -> Phrase {
    Phrase(
      kk: "«\(name(.kk))» \(stream(.kk)) оқытылады, ал мектепте басқа тілде оқисың. Біле тұра таңдадың ба?",
      ru: "«\(name(.ru))» преподают \(stream(.ru)), а в школе вы учитесь на другом языке. Вы это учли?",
      en: "“\(name(.en))”: \(stream(.en)), while your school teaches in another language. Did you choose it knowingly?")
  }
  static func asksRequirement(_ name: Phrase, _ asks: Phrase) -> Phrase {
    Phrase(
      kk: "«\(name(.kk))» мынаны талап етеді: \(asks(.kk)). Бізде белгілі деректер бойынша ол сенде жоқ. Сонда да қалсын ба?",
      ru: "«\(name(.ru))» требует: \(asks(.ru)). По известным нам данным у вас этого нет. Всё равно оставить?",
      en: "“\(name(.en))” asks for: \(asks(.en)). As far as we know you do not have it. Leave it all the same?")
  }
  static let asksNotRanked = Phrase(
    kk:
      "Ұпай ережесі талап ететін дерегің әзірге жетіспейді: бүгінгі күйінде есептеуге кірмейсің. Есептеу күніне дейін толса, кіресің. Тізім сақтала берсін бе?",
    ru:
      "Пока не хватает данных, которых требует правило баллов: сегодня в расчёт вы не попадаете. Если они появятся до расчёта, попадёте. Сохранить список?",
    en:
      "Evidence that the merit rule asks for is missing: as things stand you are not ranked. If it is there by the run, you are. Keep the list all the same?"
  )
  static func asksShort(_ others: Int) -> Phrase {
    Phrase(
      kk: "Тізім қысқа, ал саған сай келетін тағы \(others) ұсыныс бар. Осылай қалсын ба?",
      ru:
        "Список короткий, а вам подходит ещё \(counted(others, one: "предложение", few: "предложения", many: "предложений")). Оставить так?",
      en: "The list is short, while \(counted(others, one: "other offer fits", other: "other offers fit")) you. Leave it so?")
  }
  static func asksHome(_ others: Int) -> Phrase {
    Phrase(
      kk: "Өз облысыңда саған сай \(others) ұсыныс бар, тізімде біреуі де жоқ. Осылай қалсын ба?",
      ru:
        "В вашей области вам \(plural(others, one: "подходит", few: "подходят", many: "подходят")) \(counted(others, one: "предложение", few: "предложения", many: "предложений")), в списке нет ни одного. Оставить так?",
      en:
        "In your own region \(counted(others, one: "offer fits", other: "offers fit")) you and none is in the list. Leave it so?")
  }
}
