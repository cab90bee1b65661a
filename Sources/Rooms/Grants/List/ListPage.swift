import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// Her list: its order by numbered selects, with a script also by buttons; what is kept, and the way on.
enum ListPage {
  static let home: Link = "/list"

  /// GET /list
  static func show(_ visit: Visit, _ permit: Permit<OwnList>) async throws -> Reply { try await page(visit, permit) }

  static func sight(_ visit: Visit, _ permit: Permit<OwnList>) async throws -> ListSight {
    let house = visit.house
    return try await house.database.read { try $0.listSight(of: permit.actor.person, house).0 }
  }

  /// POST /list: a press on a button (`go`), or the numbers of the selects.
  static func update(_ visit: Visit, _ permit: Permit<OwnList>) async throws -> Reply {
    let house = visit.house
    let go = visit.form["go"] ?? "numbers"
    let press = ListOrder.Press(go)
    guard press != nil || go == "numbers" else { throw Refusal(.invalid, .brokenDelivery) }
    let shown = ListOrder(visit.form["order"] ?? "")?.offers ?? []
    var numbers: [ID<GrantOffer>: Int] = [:]
    var errors: [(field: String, message: String)] = []
    if press == nil {
      for offer in shown {
        guard let typed = visit.form["place-\(offer)"] else { continue }
        if let number = wholeNumber(typed.trimmed, in: 1...ListOrder.most) {
          numbers[offer] = number
        } else {
          errors.append(("place-\(offer)", visit.language(.placeIsNumber(shown.count))))
        }
      }
    }
    guard errors.isEmpty else { return try await page(visit, permit, errors: errors, typed: visit.form) }
    let (chosen, order) = (numbers, shown)
    try await house.database.write { tx in
      let (sight, safe) = try tx.listSight(of: permit.actor.person, house)
      guard sight.isOpen(on: visit.now.day()) else { throw Refusal(.conflict, .listIsShut, back: home) }
      var next = sight.order
      if let press {
        if case .add(let offer) = press {
          guard sight.offers.contains(where: { $0.id == offer }) else { throw Refusal(.conflict, .offerNotThere, back: home) }
          guard next.offers.count < ListOrder.most else { throw Refusal(.conflict, .listIsFull, back: home) }
        }
        next.take(press)
      } else {
        next.take(numbers: chosen, shown: order)
      }
      guard next != sight.order || sight.draft == nil else { return }
      try visit.countStored([next.text.utf8.count], in: tx)
      try tx.write(next, of: safe, sight.round.id, id: house.outside.id(), at: visit.now, house)
    }
    return .seeOther(back(press, visit.form).text)
  }

  /// To where she pressed.
  private static func back(_ press: ListOrder.Press?, _ form: Fields) -> Link {
    if form["back"] == "check" { return "/list/check" }
    switch press {
    case .add(let offer):
      return FindPage.link(FindPage.Wanted(form)).at(anchor(offer))
    case .up(let offer), .down(let offer), .before(let offer, _): return home.at(anchor(offer))
    case .out, nil: return home.at("order")
    }
  }

  static func anchor(_ offer: ID<GrantOffer>) -> String { "o-\(offer.text)" }

  static func page(
    _ visit: Visit, _ permit: Permit<OwnList>, errors: [(field: String, message: String)] = [], typed: Fields? = nil
  ) async throws -> Reply {
    let t = visit.language
    let sight: ListSight
    do { sight = try await self.sight(visit, permit) } catch let none as NoList { return without(none, visit) }
    let today = visit.now.day()
    let isOpen = sight.isOpen(on: today)
    let list = sight.list
    var page = Page(
      title: t(.listTitle), language: t,
      body: """
        \(t.back(to: "/status"))\(t.errorSummary(errors))<p class="step">\(sight.round.name(t))</p><h1>\(t(.listTitle))</h1>
        \(isOpen ? state(sight, visit) : HTML.nothing)\(standing(sight, visit))\(kept(sight, visit))\(LeavingPage.card(sight, visit))
        \(notice("<p>\(t(.orderIsYours))</p>"))
        <p><a href="/list/practice">\(t(.tryFirst))</a> · <a href="/list/points">\(t(.yourPoints))</a> · <a href="/merit">\(t(.howPointsAreMade))</a></p>
        <h2 id="order">\(t(.orderTitle))</h2>
        \(list.isEmpty ? emptyState(t(.listIsEmpty), "<p>\(t(.listIsEmptyWhat))</p>") : entries(list, isOpen, visit, errors, typed))
        \(onward(sight, isOpen, visit))
        """)
    page.sheets = ["list.css"]
    let scripts = isOpen ? [visit.house.assets.link("list.js")] : []
    var reply = visit.page(page, status: errors.isEmpty ? 200 : 422, scripts: scripts)
    if isOpen, errors.isEmpty, visit.who.session?.isSharedDevice == false { reply.keep(in: ListShell.shell, owner: sight.owner) }
    return reply
  }

  private static func without(_ none: NoList, _ visit: Visit) -> Reply {
    let t = visit.language
    let says: Phrase
    switch none {
    case .unknown: says = .listForWhom
    case .noRound(let year): says = .roundNotDated(year)
    }
    return visit.page(
      Page(
        title: t(.listTitle), language: t,
        body: "\(t.back(to: "/status"))<h1>\(t(.listTitle))</h1>\(emptyState(t(.noListYet), "<p>\(t(says))</p>"))"))
  }

  /// The line of the journal; quiet until a script has something to say.
  private static func state(_ sight: ListSight, _ visit: Visit) -> HTML {
    let t = visit.language
    let line: HTML = sight.draft.map { t.saved(.onServer($0.writtenAt)) } ?? .nothing
    return """
      <div id="list-state" role="status" data-owner="\(sight.owner)" data-round="\(sight.round.id.text)" \
      data-now="\(String(visit.now.milliseconds))" data-shared="\(visit.who.session?.isSharedDevice == true ? "yes" : "no")" \
      data-phone="\(t(.listOnPhone))" data-sending="\(t(.listBeingSent))" data-server="\(t(.listOnServer))" data-again="\(t(.listSignIn))" \
      data-reload="\(t(.listReload))" data-changed="\(t(.listChangedElsewhere))" data-moved="\(t(.nowPlace))" data-gone="\(t(.takenOut))" \
      data-network="\(t(.checksNeedNetwork))">\(line)</div>
      """
  }

  /// Until when, or from when, and what else stands in the way.
  private static func standing(_ sight: ListSight, _ visit: Visit) -> HTML {
    let (t, today) = (visit.language, visit.now.day())
    var lines: [HTML] = []
    if sight.isOpen(on: today), let last = sight.lastDay(on: today) {
      lines.append("<p>\(t(.changeableUntil(last)))</p>")
    } else if let span = sight.days.first(where: { today <= $0.last }) {
      lines.append(
        notice("<p>\(t(sight.isRuled || today < span.first ? .listOpensOn(span.first) : .listWaitsForRule))</p>", .waiting))
    } else {
      lines.append(notice("<p>\(t(.listIsShut))</p>", .waiting))
    }
    if !sight.isOnHerWay { lines.append(notice("<p>\(t(.listNeedsSchool))</p>", .waiting)) }
    if !sight.agrees {
      lines.append(notice("<p>\(t(.listNeedsConsent)) <a href=\"/apply/consent\">\(t(.toConsents))</a></p>", .waiting))
    }
    return lines.joined()
  }

  private static func kept(_ sight: ListSight, _ visit: Visit) -> HTML {
    let t = visit.language
    guard let kept = sight.kept, !kept.order.offers.isEmpty else {
      return sight.isOpen(on: visit.now.day()) ? notice("<p>\(t(.listNotKept))</p>", .waiting) : .nothing
    }
    let says: HTML = "<p>\(t(.listKept(kept.code, kept.keptAt)))</p>"
    let taken: HTML = kept.origin == .withdrawal ? "<p>\(t(.offerTakenOut))</p>" : .nothing
    return notice(
      "\(says)\(taken)\(sight.isKept ? HTML.nothing : "<p><b>\(t(.listDiffers))</b></p>")", sight.isKept ? .good : .waiting)
  }

  static func line(_ offer: GrantOffer, _ visit: Visit) -> HTML {
    let (t, programme) = (visit.language, offer.programme)
    return """
      <b>\(t(programme.name))</b><span class="hint">\(programme.said.group) · \(t(programme.said.language.stream)) · \
      \(t(offer.organisation.name)), \(CityName.of(programme.said.city, visit.house.gazetteer, t))</span> \(seat(offer, t)) \
      \(OfferTable.halt(offer, visit))
      """
  }

  static func seat(_ offer: GrantOffer, _ t: Language) -> HTML {
    tag(offer.terms.says(t), offer.terms.kind == .granted ? .good : offer.terms.kind == .discount ? .waiting : .plain)
  }

  private static func entries(
    _ list: [GrantOffer], _ isOpen: Bool, _ visit: Visit, _ errors: [(field: String, message: String)], _ typed: Fields?
  ) -> HTML {
    let t = visit.language
    guard isOpen else { return "<ol class=\"ranked\">\(list.map { "<li>\(line($0, visit))</li>" as HTML })</ol>" }
    let rows = list.enumerated().map { place, offer -> HTML in
      let (id, name) = (offer.id.text, "\(t(offer.programme.name)), \(offer.terms.says(t))")
      let field = "place-\(id)"
      let error = errors.first { $0.field == field }?.message
      let chosen = typed?[field] ?? String(place + 1)
      let options = (1...list.count).map { number -> HTML in
        "<option\(" selected", if: String(number) == chosen)>\(number)</option>"
      }
      return """
        <li id="\(anchor(offer.id))" data-offer="\(id)" data-name="\(name)"><label class="vh" for="\(field)">\(t(.placeOf(name)))</label>\
        <select id="\(field)" name="\(field)"\(" aria-invalid=\"true\"", if: error != nil)\
        \(attribute: "aria-describedby", error.map { _ in "\(field)-error" })>\(options)</select>\
        <div>\(line(offer, visit))\(error.map { "<p class=\"error\" id=\"\(field)-error\">\($0)</p>" as HTML })</div>\
        <div class="moves"><button name="go" value="up:\(id)" aria-label="\(t(.moveUp(name)))"\(" disabled", if: place == 0)>▲</button>\
        <button name="go" value="down:\(id)" aria-label="\(t(.moveDown(name)))"\(" disabled", if: place == list.count - 1)>▼</button></div>\
        <button class="mini" name="go" value="out:\(id)" aria-label="\(t(.takeOut(name)))">\(t(.takeOutWord))</button></li>
        """
    }
    return form(
      home, hidden: [("order", ListOrder(list.map(\.id)).text)], id: "ranking",
      """
      \(visit.formToken)<button class="vh" name="go" value="numbers" tabindex="-1" aria-hidden="true">\(t(.applyNumbers))</button>\
      <ol class="ranks">\(rows)</ol><p class="plain-only">\(button(t(.applyNumbers), look: .plain, name: "go", value: "numbers"))</p>
      """)
  }

  private static func onward(_ sight: ListSight, _ isOpen: Bool, _ visit: Visit) -> HTML {
    let t = visit.language
    guard isOpen else { return "<p>\(linkButton(t(.lookAtProgrammes), "/list/find", look: .plain))</p>" }
    let find = linkButton(t(.findProgrammes), "/list/find", look: sight.list.isEmpty ? .primary : .plain)
    return buttons(sight.list.isEmpty ? .nothing : linkButton(t(.onToCheck), "/list/check"), find)
  }
}

extension Phrase {
  static let listTitle = Phrase(kk: "Менің тізімім", ru: "Мой список", en: "My list")
  static let orderTitle = Phrase(kk: "Реті", ru: "Порядок", en: "The order")
  static let orderIsYours = Phrase(
    kk: "Рет – тек сенікі. Шынымен баратын орындардың бәрін жаз, ең қалағаныңды бірінші қой. Университет оны көрмейді.",
    ru:
      "Порядок только ваш. Назовите всё, куда вы правда пошли бы, самое желанное первым. Университет его не видит.",
    en:
      "The order is yours alone. Name as many as you would really take, the one you want most first. Universities do not see it.")
  static let tryFirst = Phrase(
    kk: "Алдымен үш қадамда байқап көру", ru: "Сначала попробовать в три шага", en: "Try it first in three steps")
  static let yourPoints = Phrase(kk: "Ұпайың", ru: "Ваши баллы", en: "Your points")
  static let howPointsAreMade = Phrase(kk: "Ұпай қалай есептеледі", ru: "Как считают баллы", en: "How points are made")
  static let listIsEmpty = Phrase(kk: "Тізім әзірге бос", ru: "Список пока пуст", en: "The list is empty so far")
  static let listIsEmptyWhat = Phrase(
    kk: "Бағдарламаларды тауып, тізімге қос.", ru: "Найдите программы и добавьте их в список.",
    en: "Find programmes and add them to the list.")
  static let noListYet = Phrase(kk: "Тізім әзірге жоқ", ru: "Списка пока нет", en: "There is no list yet")
  static let listForWhom = Phrase(
    kk: "Тізімді бағдарламада оқып жүрген және мектеп бітіретін жылы белгілі қыз құрады.",
    ru: "Список составляет та, кто учится в программе и у кого известен год окончания школы.",
    en: "A list is made by whoever takes part in the programme and whose year of leaving school is known.")
  static func roundNotDated(_ year: Int) -> Phrase {
    Phrase(
      kk: "Сен мектепті \(year) жылы бітіресің. Сол жылғы ұсынудың күндері әлі белгіленген жоқ.",
      ru: "Вы оканчиваете школу в \(year) году. Дни рекомендаций этого года ещё не назначены.",
      en: "You leave school in \(year). The days of that year's recommendations are not set yet.")
  }
  static func changeableUntil(_ day: Day) -> Phrase {
    Phrase(
      kk: "Соңғы күн: \(Language.kk.date(day)). Соңғы минутқа дейін өзгертуге болады.",
      ru: "Последний день: \(Language.ru.date(day)). Менять можно до последней минуты.",
      en: "The last day is \(Language.en.date(day)). You may change it until the last minute.")
  }
  static func listOpensOn(_ day: Day) -> Phrase {
    Phrase(
      kk: "Тізім \(Language.kk.date(day)) күні ашылады.", ru: "Список откроется \(Language.ru.date(day)).",
      en: "The list opens on \(Language.en.date(day)).")
  }
  static let listWaitsForRule = Phrase(
    kk: "Тізім ұпай ережесі жарияланғаннан кейін ашылады.", ru: "Список откроется, когда объявят правило баллов.",
    en: "The list opens once the merit rule is announced.")
  static let listIsShut = Phrase(
    kk: "Тізімді өзгерту мерзімі өтті.", ru: "Срок изменения списка прошёл.", en: "The time to change the list is over.")
  static let listNeedsSchool = Phrase(
    kk: "Ұсынылу үшін STEM мектебінде оқу керек: курсты аяқтаған сертификат есептеу күні қаралады.",
    ru: "Для рекомендации нужно учиться в STEM-школе: сертификат курса проверяют в день расчёта.",
    en: "To be recommended you have to learn in the STEM school: the certificate of a course is looked at on the day of the run.")
  static let listNeedsConsent = Phrase(
    kk: "Сені университетке атауға екі келісім де берілмеген: онсыз тізім есепке кірмейді.",
    ru: "Нет обоих согласий на то, чтобы назвать вас университету: без них список не участвует.",
    en: "Not both have agreed to naming you to a university: without it the list does not take part.")
  static let toConsents = Phrase(kk: "Келісімдерге өту", ru: "К согласиям", en: "To the consents")
  static let listNotKept = Phrase(
    kk: "Тізім әлі сақталып бекітілген жоқ. Ретін қойған соң, тексеріп, сақта.",
    ru: "Список ещё не сохранён окончательно. Расставьте порядок, проверьте и сохраните.",
    en: "The list is not kept yet. Order it, check it and keep it.")
  static func listKept(_ code: String, _ at: Moment) -> Phrase {
    Phrase(
      kk: "Тізім сақталды: \(Language.kk.dateTime(at)), коды \(code).",
      ru: "Список сохранён: \(Language.ru.dateTime(at)), код \(code).",
      en: "The list is kept: \(Language.en.dateTime(at)), code \(code).")
  }
  static let listDiffers = Phrase(
    kk: "Содан бері ретін өзгерттің: жаңасын да тексеріп, сақта. Әзірге бұрынғысы күшінде.",
    ru: "С тех пор вы изменили порядок: проверьте и сохраните новый. Пока действует прежний.",
    en: "You have changed the order since: check and keep it as well. Until then the earlier one stands.")
  static let offerTakenOut = Phrase(
    kk: "Бір ұсыныс кері қайтарылды, сондықтан тізіміңнен алынды. Қалғандарының реті сол күйі.",
    ru: "Одно предложение отозвали, поэтому оно исчезло из вашего списка. Порядок остальных прежний.",
    en: "An offer was withdrawn and so left your list. The others keep their order.")
  static func placeOf(_ name: String) -> Phrase {
    Phrase(kk: "\(name): реті", ru: "\(name): место в списке", en: "\(name): place in the list")
  }
  static func moveUp(_ name: String) -> Phrase {
    Phrase(kk: "\(name): жоғары", ru: "\(name): выше", en: "\(name): up")
  }
  static func moveDown(_ name: String) -> Phrase {
    Phrase(kk: "\(name): төмен", ru: "\(name): ниже", en: "\(name): down")
  }
  static func takeOut(_ name: String) -> Phrase {
    Phrase(kk: "\(name): тізімнен алу", ru: "\(name): убрать из списка", en: "\(name): take out of the list")
  }
  static let takeOutWord = Phrase(kk: "Тізімнен алу", ru: "Убрать", en: "Take out")
  static let applyNumbers = Phrase(kk: "Нөмірлер бойынша реттеу", ru: "Расставить по номерам", en: "Order by the numbers")
  static func placeIsNumber(_ most: Int) -> Phrase {
    Phrase(
      kk: "1 мен \(max(1, most)) арасындағы нөмір", ru: "Номер от 1 до \(max(1, most))", en: "A number from 1 to \(max(1, most))")
  }
  static let findProgrammes = Phrase(kk: "Бағдарлама табу", ru: "Найти программы", en: "Find programmes")
  static let lookAtProgrammes = Phrase(kk: "Бағдарламаларды қарау", ru: "Посмотреть программы", en: "Look at programmes")
  static let onToCheck = Phrase(kk: "Тексеріп, сақтау", ru: "Проверить и сохранить", en: "Check and keep")
  static let offerNotThere = Phrase(
    kk: "Бұл ұсыныс қазір жоқ.", ru: "Этого предложения сейчас нет.", en: "This offer is not there now.")
  static let listIsFull = Phrase(
    kk: "Тізімде 30 орын бар, одан көп сыймайды. Алдымен біреуін алып таста.",
    ru: "В списке уже 30 мест, больше не помещается. Сначала уберите одно.",
    en: "The list holds 30 and no more. Take one out first.")
  static let listOnPhone = Phrase(
    kk: "Телефонда сақталды, интернет қосылғанда жіберіледі", ru: "Сохранено на телефоне, отправится при появлении сети",
    en: "Saved on the phone, will be sent when there is a connection")
  static let listBeingSent = Phrase(
    kk: "Телефонда сақталды, жіберіліп жатыр…", ru: "Сохранено на телефоне, отправляется…", en: "Saved on the phone, being sent…")
  static let listOnServer = Phrase(kk: "Серверде сақталды", ru: "Сохранено на сервере", en: "Saved on the server")
  static let listSignIn = Phrase(
    kk: "Телефонда сақталды. Жіберу үшін қайта кір.", ru: "Сохранено на телефоне. Чтобы отправить, войдите ещё раз.",
    en: "Saved on the phone. Sign in again to send it.")
  static let listReload = Phrase(
    kk: "Бұл бет ескірген, енді ештеңе сақтай алмайды. Бетті жаңарт.",
    ru: "Страница устарела и больше ничего не сохраняет. Обновите её.",
    en: "This page is out of date and saves nothing any more. Reload it.")
  static let listChangedElsewhere = Phrase(
    kk: "Тізім басқа құрылғыда да өзгертілген еді. Соңғы өзгерісің қалды, ретін тексер.",
    ru: "Список меняли и на другом устройстве. Осталось последнее изменение, проверьте порядок.",
    en: "The list was changed on another device too. Your last change stands; check the order.")
  static let nowPlace = Phrase(kk: "{name}: енді {n}-орында", ru: "{name}: теперь место {n}", en: "{name}: now at place {n}")
  static let takenOut = Phrase(kk: "{name}: тізімнен алынды", ru: "{name}: убрано из списка", en: "{name}: taken out of the list")
  static let checksNeedNetwork = Phrase(
    kk: "Тексеріп, сақтау үшін интернет керек. Рет телефонда тұр.",
    ru: "Чтобы проверить и сохранить, нужен интернет. Порядок остался на телефоне.",
    en: "Checking and keeping need the network. The order is on the phone.")
}
