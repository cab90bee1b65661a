import Exchange
import Markup
import Programme
import Rules
import Storage
import Words

/// Her result: what she has, why not what she wanted more, and what she answers.
enum RecommendationPage {
  static let home: Link = "/recommendation"

  static let routes: [Route] = [
    .may(OwnRecommendation.self, .get, "/recommendation") { try await show($0, $1) },
    .may(OwnRecommendation.self, .get, "/recommendation/proof.txt") { try await proof($0, $1) },
    .may(OwnRecommendation.self, .get, "/recommendation/acceptance") { try await ask($0, $1, .accept) },
    .may(OwnRecommendation.self, .post, "/recommendation/acceptance") { try await answer($0, $1, .accept) },
    .may(OwnRecommendation.self, .get, "/recommendation/decline") { try await ask($0, $1, .decline) },
    .may(OwnRecommendation.self, .post, "/recommendation/decline") { try await answer($0, $1, .decline) },
    .may(OwnRecommendation.self, .get, "/recommendation/other-grant") { try await ask($0, $1, .otherGrant) },
    .may(OwnRecommendation.self, .post, "/recommendation/other-grant") { try await answer($0, $1, .otherGrant) },
    .may(OwnRecommendation.self, .post, "/recommendation/higher") { try await tryHigher($0, $1) },
    .may(WardRecommendation.self, .get, "/consent/recommendation") { try await ward($0, $1) },
  ]

  /// GET /recommendation
  static func show(_ visit: Visit, _ permit: Permit<OwnRecommendation>) async throws -> Reply {
    let house = visit.house
    guard let sight = try await house.database.read({ try $0.recommendationSight(of: permit.actor.person, house) }) else {
      return visit.page(notYet(visit.language, back: "/list"))
    }
    let (t, words) = (visit.language, RecommendationWords(sight: sight, today: visit.now.day()))
    let letters = try await LetterCards.hers(permit.actor.person, visit)
    return visit.page(
      Page(
        title: t(.recommendationTitle), language: t,
        body: """
          \(t.back(to: "/status"))<p class="step">\(sight.round.name(t))</p><h1>\(t(.recommendationTitle))</h1>
          \(notice("<p><b>\(t(words.status))</b></p>", words.hasSeat ? .good : .plain))\(consent(sight, .noConsentNow, t))\(seat(sight, visit, isHers: true))
          <p>\(t(.stateAddsNothing))</p>\(letters)\(reasons(words, visit))\(next(sight, words, visit))
          """))
  }

  /// GET /consent/recommendation: what her child was given and answered; her order and its reasons are her child's.
  static func ward(_ visit: Visit, _ permit: Permit<WardRecommendation>) async throws -> Reply {
    let (t, house) = (visit.language, visit.house)
    let (ward, sight) = try await house.database.read { tx in
      let ward = try house.ward(of: permit.actor.person, in: tx)
      return (ward, try tx.recommendationSight(of: ward, house))
    }
    guard let sight else { return visit.page(notYet(t, back: "/consent")) }
    let letters = try await LetterCards.ofWard(ward, visit)
    return visit.page(
      Page(
        title: t(.wardRecommendationTitle), language: t,
        body: """
          \(t.back(to: "/consent"))<p class="step">\(sight.round.name(t))</p><h1>\(t(.wardRecommendationTitle))</h1>
          \(notice("<p><b>\(t(sight.ward))</b></p>", sight.given?.stands == true ? .good : .plain))\(consent(sight, .wardNoConsentNow, t))\(seat(sight, visit, isHers: false))
          <p>\(t(.stateAddsNothing))</p>\(letters)<p>\(t(.wardReasonsAreHers))</p><p><a href="/merit">\(t(.howPointsAreMade))</a></p>
          """))
  }

  /// Said where a seat stands and naming her to universities is not agreed to any more.
  private static func consent(_ sight: RecommendationSight, _ says: Phrase, _ t: Language) -> HTML {
    sight.given?.stands == true && !sight.agrees ? notice("<p>\(t(says))</p>", .waiting) : .nothing
  }

  static let wardPart = WardLink { ward, tx in
    let isOut = try tx.exists(
      """
      SELECT 1 FROM grants_place JOIN grants_release ON grants_release.run_id = grants_place.run_id
      WHERE person_id = \(ward) AND released_at IS NOT NULL
      """)
    return isOut ? HomeLink(.wardRecommendationTitle, "/consent/recommendation") : nil
  }

  private static func notYet(_ t: Language, back: Link) -> Page {
    Page(
      title: t(.recommendationTitle), language: t,
      body: """
        \(t.back(to: back))<h1>\(t(.recommendationTitle))</h1>\(emptyState(t(.noRecommendationsYet), HTML(t(.noRecommendationsYetWhat))))
        """)
  }

  /// What the seat is, and her answer.
  private static func seat(_ sight: RecommendationSight, _ visit: Visit, isHers: Bool) -> HTML {
    let t = visit.language
    guard let given = sight.given, let offer = sight.offer else { return .nothing }
    let said = offer.programme.said
    let city = CityName.of(said.city, visit.house.gazetteer, t)
    let answers: HTML = isHers ? answering(given, sight, visit) : .nothing
    return card(
      """
      <h2>\(t(offer.programme.name))</h2>
      <p>\(said.group) · \(t(said.language.stream)) · \(t(offer.organisation.name)), \(city)</p>
      <p>\(tag(offer.terms.says(t), given.stands ? .good : .plain)) \(t(offer.terms.kind.means))</p>
      \(offer.terms.answersBy.map { "<p>\(t(.universityAnswers($0)))</p>" as HTML })\(answers)
      """)
  }

  private static func answering(_ given: Recommendation, _ sight: RecommendationSight, _ visit: Visit) -> HTML {
    let (t, today) = (visit.language, visit.now.day())
    if given.isOpen(on: today) {
      return """
        <div class="row">\(linkButton(t(.acceptSeat), "/recommendation/acceptance", look: .sun))\
        \(linkButton(t(.declineSeat), "/recommendation/decline", look: .plain))</div>
        <p class="hint">\(t(.otherGrantHint)) <a href="/recommendation/other-grant">\(t(.otherGrant))</a></p>
        """
    }
    guard given.state == .accepted else { return .nothing }
    let open = sight.offer?.terms.requirements.filter { $0.kind.due == .enrolment } ?? []
    let needs: HTML =
      open.isEmpty
      ? .nothing : "<h3>\(t(.stillNeeded))</h3><ul>\(open.map { "<li>\($0.says(t, visit.house))</li>" as HTML })</ul>"
    return """
      \(needs)\(higher(given, sight, visit))
      <p><a href="/recommendation/other-grant">\(t(.otherGrant))</a> · <a href="/recommendation/decline">\(t(.giveSeatBack))</a></p>
      """
  }

  /// "Try higher for me", while the second round is ahead.
  private static func higher(_ given: Recommendation, _ sight: RecommendationSight, _ visit: Visit) -> HTML {
    let t = visit.language
    guard let ahead = sight.ahead(on: visit.now.day()), !sight.higher.isEmpty else { return .nothing }
    return """
      <h3>\(t(.tryHigherTitle))</h3><p>\(t(.tryHigherWhat(ahead.answers.first)))</p>
      \(form("/recommendation/higher", hidden: [("go", given.triesHigher ? "keep" : "higher")], """
        \(visit.formToken)<p>\(tag(t(given.triesHigher ? .triesHigher : .keepsSeat), given.triesHigher ? .waiting : .plain))</p>\
        \(button(t(given.triesHigher ? .keepThisSeat : .tryHigher), look: .plain))
        """))
      """
  }

  private static func reasons(_ words: RecommendationWords, _ visit: Visit) -> HTML {
    let (t, sight) = (visit.language, words.sight)
    let lines = words.reasons(visit.house).map { same -> HTML in
      let names = same.offers.map { "<b>\($0.number). \($0.name.map { $0.says(t) } ?? "–")</b><br>" as HTML }
      return "<li>\(names)\(same.why.map { "<p>\(t($0))</p>" as HTML })</li>"
    }
    let title: Phrase = sight.place.offer == nil ? .whyNoSeat : .whyNotHigher
    let sentences = [words.own, words.best, words.sure].compactMap { $0 }.map { "<p>\(t($0))</p>" as HTML }
    let list: HTML = lines.isEmpty ? .nothing : "<h2>\(t(title))</h2><ul>\(lines)</ul>"
    guard sight.place.absent == nil else { return .nothing }
    return """
      \(list)\(sentences)<p><a href="/recommendation/proof.txt">\(t(.ownProof))</a> · \
      <a href="\(MatchResults.link(sight.round))">\(t(.howToCheck))</a></p>
      """
  }

  /// What there is now, each with its link.
  private static func next(_ sight: RecommendationSight, _ words: RecommendationWords, _ visit: Visit) -> HTML {
    let t = visit.language
    let second = sight.ahead(on: visit.now.day()).flatMap { ahead in
      words.hasSeat || sight.given?.state == .released
        ? nil : "<li>\(t(.secondRoundComes(ahead.lists, ahead.answers))) <a href=\"/list\">\(t(.listTitle))</a></li>" as HTML
    }
    return """
      <h2>\(t(.whatNowOfRound))</h2><ul>\(second)<li>\(t(.otherDoors)) <a href="/grants">\(t(.doorsTitle))</a></li>\
      <li>\(t(.askAPerson)) <a href="/contact">\(t(.contactUs))</a></li></ul>
      """
  }

  // MARK: Answers

  enum Answer: String, Sendable { case accept, decline, otherGrant }

  /// What she says yes to, before she says it.
  private static func ask(_ visit: Visit, _ permit: Permit<OwnRecommendation>, _ answer: Answer) async throws -> Reply {
    let (t, house) = (visit.language, visit.house)
    guard let sight = try await house.database.read({ try $0.recommendationSight(of: permit.actor.person, house) }),
      let given = sight.given, given.isOpen(on: visit.now.day()) || (answer != .accept && given.state == .accepted)
    else { return .seeOther(home.text) }
    let (title, means, look, link): (Phrase, Phrase, ButtonLook, Link) =
      switch answer {
      case .accept: (.acceptSeat, .acceptSeatMeans, .sun, "/recommendation/acceptance")
      case .decline:
        (given.state == .accepted ? .giveSeatBack : .declineSeat, .declineSeatMeans, .danger, "/recommendation/decline")
      case .otherGrant: (.otherGrant, .otherGrantMeans, .primary, "/recommendation/other-grant")
      }
    return visit.page(
      Page(
        title: t(title), language: t,
        body: """
          \(t.back(to: home))<h1>\(t(title))</h1>\(seat(sight, visit, isHers: false))<p>\(t(means))</p>
          \(form(link, hidden: [("id", given.id.text), ("was", given.state.rawValue)], "\(visit.formToken)\(button(t(title), look: look))"))
          """))
  }

  /// POST: the answer to the seat that was on her page; another one is read first.
  private static func answer(_ visit: Visit, _ permit: Permit<OwnRecommendation>, _ answer: Answer) async throws -> Reply {
    let house = visit.house
    let shown = visit.form["id"].flatMap { ID<Recommendation>($0) }
    try await house.database.write { tx in
      guard let given = try tx.recommendations(of: permit.actor.person).first(where: { $0.id == shown }) else {
        throw Refusal(.conflict, .recommendationClosed, back: home)
      }
      // A no from a page that is older than her yes is asked about again; a press twice changes nothing.
      if given.state == .accepted, visit.form["was"] == Recommendation.State.offered.rawValue, answer != .accept {
        throw Refusal(.conflict, .acceptedSince, back: home)
      }
      switch answer {
      case .accept: try tx.accept(given, by: permit.actor, house)
      case .decline: try tx.decline(given, by: permit.actor, house)
      case .otherGrant: try tx.release(given, by: permit.actor, house)
      }
    }
    return .seeOther(home.text)
  }

  /// POST /recommendation/higher
  static func tryHigher(_ visit: Visit, _ permit: Permit<OwnRecommendation>) async throws -> Reply {
    let house = visit.house
    let tries = visit.form["go"] == "higher"
    try await house.database.write { tx in
      guard let given = try tx.standingRecommendation(of: permit.actor.person) else { throw Refusal.missing }
      try tx.tryHigher(given, tries, by: permit.actor, house)
    }
    return .seeOther(home.text)
  }

  /// GET /recommendation/proof.txt
  static func proof(_ visit: Visit, _ permit: Permit<OwnRecommendation>) async throws -> Reply {
    let house = visit.house
    guard let proof = try await house.database.read({ try $0.ownProof(of: permit.actor.person, house) }) else {
      throw Refusal.missing
    }
    return .download(Array(proof.text.utf8), type: "text/plain; charset=utf-8", name: "proof.txt")
  }
}

extension RecommendationSight {
  /// The first sentence for her guardian.
  fileprivate var ward: Phrase {
    guard let given else {
      return switch place.absent {
      case .list: .wardHadNoList
      case .consent: .wardHadNoConsent
      case .part, nil: .wardNoSeat
      }
    }
    return switch given.state {
    case .offered: .wardSeatOffered(given.answerBy)
    case .accepted: .wardSeatAccepted
    case .declined: .wardSeatDeclined
    case .released: .wardSeatReleased
    case .lapsed, .bettered: .wardSeatLapsed
    case .withdrawn: .wardSeatWithdrawn
    }
  }
}

extension Phrase {
  static let recommendationTitle = Phrase(kk: "Грантқа ұсыным", ru: "Рекомендация на грант", en: "Recommendation for a grant")
  static let wardRecommendationTitle = Phrase(
    kk: "Балаңыздың грантқа ұсынымы", ru: "Рекомендация вашего ребёнка на грант", en: "Your child's recommendation for a grant")
  static let noRecommendationsYet = Phrase(
    kk: "Нәтиже әлі шыққан жоқ", ru: "Результатов пока нет", en: "There are no results yet")
  static let noRecommendationsYetWhat = Phrase(
    kk: "Ұсыну кезеңіне қатысқандардың нәтижесі шыққан күні осында көрінеді, оларға хабарлама да барады.",
    ru: "Результат тех, кто участвует в раунде рекомендаций, появится здесь, и им придёт сообщение.",
    en: "The result of those who take part in a round of recommendations will appear here, and they get a message.")
  static let acceptedSince = Phrase(
    kk:
      "Бұл бет ашылғаннан бері сен орынды қабылдадың, сондықтан ештеңе өзгерген жоқ. Шынымен бас тартсаң, өз бетіңнен қайта бас.",
    ru:
      "С тех пор как открыта эта страница, вы приняли место, поэтому ничего не изменилось. Если правда отказываетесь, нажмите ещё раз на своей странице.",
    en:
      "You have accepted the seat since this page was opened, so nothing has changed. If you do give it up, press again on your own page."
  )
  static let stateAddsNothing = Phrase(
    kk: "Бұл хат мемлекеттік грант конкурсында ұпай қоспайды. Оны тек өзі жариялаған университеттер мен қорлар ескереді.",
    ru:
      "Письмо не даёт баллов в государственном конкурсе грантов. Его учитывают только университеты и фонды, которые сами об этом объявили.",
    en:
      "This letter adds no points in the state grant competition. Only universities and foundations that have said so take it into account."
  )
  static func universityAnswers(_ day: Day) -> Phrase {
    Phrase(
      kk: "Университет жауабын \(Language.kk.until(day)) айтады.", ru: "Университет ответит \(Language.ru.until(day)).",
      en: "The university answers \(Language.en.until(day)).")
  }
  static func wardSeatOffered(_ last: Day) -> Phrase {
    Phrase(
      kk: "Балаңызға орын ұсынылды. Жауабын \(Language.kk.until(last)) береді.",
      ru: "Вашему ребёнку предложено место. Ответ нужен \(Language.ru.until(last)).",
      en: "Your child was given a seat. The answer is due \(Language.en.until(last)).")
  }
  static let noConsentNow = Phrase(
    kk:
      "Сені университетке атауға келісім қазір жоқ: өзің де, ата-анаң да «иә» деуі керек. Оған дейін орын қабылданбайды, университет ештеңе көрмейді.",
    ru:
      "Сейчас нет согласия называть вас университету: «да» должны сказать и вы, и родитель. До этого место не принять, и университет ничего не видит.",
    en:
      "Naming you to the university is not agreed to now: you and your guardian both have to say yes. Until then the seat cannot be accepted, and the university sees nothing."
  )
  static let wardNoConsentNow = Phrase(
    kk: "Балаңызды университетке атауға келісім қазір жоқ: сіз де, балаңыз да «иә» деуі керек. Оған дейін орын қабылданбайды.",
    ru:
      "Сейчас нет согласия называть вашего ребёнка университету: «да» должны сказать и вы, и ребёнок. До этого место не принять.",
    en:
      "Naming your child to the university is not agreed to now: you and your child both have to say yes. Until then the seat cannot be accepted."
  )
  static let wardNoSeat = Phrase(
    kk: "Бұл жолы балаңызға орын шықпады.", ru: "В этот раз места для вашего ребёнка не нашлось.",
    en: "This time there was no seat for your child.")
  static let wardHadNoList = Phrase(
    kk: "Балаңыздың сақталған тізімі болған жоқ, сондықтан орын бөлуге кірген жоқ.",
    ru: "У вашего ребёнка не было сохранённого списка, поэтому в распределении его не было.",
    en: "Your child had no kept list and so was not in the match.")
  static let wardHadNoConsent = Phrase(
    kk: "Балаңызды университетке атауға келісім болған жоқ, сондықтан тізімі есептеуге кірген жоқ.",
    ru: "Не было согласия называть вашего ребёнка университетам, поэтому его список в расчёт не вошёл.",
    en: "Naming your child to universities was not agreed to, so the list was not in the match.")
  static let wardSeatAccepted = Phrase(
    kk: "Балаңыз орынды қабылдады.", ru: "Ваш ребёнок принял место.", en: "Your child accepted the seat.")
  static let wardSeatDeclined = Phrase(
    kk: "Балаңыз орыннан бас тартты.", ru: "Ваш ребёнок отказался от места.", en: "Your child declined the seat.")
  static let wardSeatReleased = Phrase(
    kk: "Балаңыз басқа грант алды, орын босады.", ru: "У вашего ребёнка другой грант, место освободилось.",
    en: "Your child has another grant, and the seat is free.")
  static let wardSeatLapsed = Phrase(
    kk: "Жауап берілмеді, орын босады.", ru: "Ответа не было, место освободилось.",
    en: "There was no answer, and the seat is free.")
  static let wardSeatWithdrawn = Phrase(
    kk: "Балаңыздың ұсынымы кері қайтарылды.", ru: "Рекомендация вашего ребёнка отозвана.",
    en: "Your child's recommendation was recalled.")
  static let wardReasonsAreHers = Phrase(
    kk: "Тізімі мен себептерін балаңыз өзі біледі. Қаласа, өзі көрсетеді.",
    ru: "Список и причины знает только ваш ребёнок. Захочет — покажет.",
    en: "The list and the reasons are your child's alone, to show to you or not.")
  static let acceptSeat = Phrase(kk: "Қабылдаймын", ru: "Принимаю", en: "I accept")
  static let acceptSeatMeans = Phrase(
    kk: "Қабылдасаң, бұл орын басқаға ұсынылмайды. Саған және ата-анаңа хабарлама барады. Кейін бас тартуға болады.",
    ru: "Если принять, это место больше никому не предложат. Вам и родителю придёт сообщение. Потом можно отказаться.",
    en: "If you accept, this seat is offered to nobody else. You and your guardian get a message. You can give it back later.")
  static let declineSeat = Phrase(kk: "Бас тартамын", ru: "Отказываюсь", en: "I decline")
  static let giveSeatBack = Phrase(kk: "Орынды қайтару", ru: "Вернуть место", en: "Give the seat back")
  static let declineSeatMeans = Phrase(
    kk: "Орын бірден босайды, бұл шешімді өзгертуге болмайды. Екінші кезеңде бұл орын саған қайта ұсынылмайды.",
    ru: "Место освободится сразу, отменить это нельзя. Во втором раунде это место вам больше не предложат.",
    en: "The seat becomes free at once, and this cannot be taken back. In the second round it is not offered to you again.")
  static let otherGrantHint = Phrase(
    kk: "Басқа грант алсаң:", ru: "Если вы получили другой грант:", en: "If you got another grant:")
  static let otherGrant = Phrase(kk: "Менде басқа грант бар", ru: "У меня другой грант", en: "I have another grant")
  static let otherGrantMeans = Phrase(
    kk: "Бұл орын босайды, себебі сұралмайды. Грантқа ұсынылғаның өзіңде қалады.",
    ru: "Это место освободится, причину не спрашивают. То, что вас рекомендовали, остаётся за вами.",
    en: "This seat becomes free, and nobody asks why. That you were recommended stays yours.")
  static let stillNeeded = Phrase(
    kk: "Қабылдануға дейін керегі", ru: "Что ещё нужно до зачисления", en: "Still needed before enrolment")
  static let tryHigherTitle = Phrase(kk: "Екінші кезең", ru: "Второй раунд", en: "The second round")
  static func tryHigherWhat(_ day: Day) -> Phrase {
    Phrase(
      kk:
        "Қаласаң, \(Language.kk.date(day)) күнгі есептеуге тізіміңдегі осыдан жоғары таңдауларың қатысады. Бұл орыннан айырылмайсың: жақсырағы шықса ғана ауысады.",
      ru:
        "Если хотите, \(Language.ru.date(day)) в расчёте будут ваши выборы выше этого. Это место не потеряете: оно сменится только на то, что вы хотите больше.",
      en:
        "If you like, the run of \(Language.en.date(day)) takes in your choices above this one. You cannot lose this seat: it is exchanged only for something you want more."
    )
  }
  static let tryHigher = Phrase(kk: "Жоғары таңдауларым да қатыссын", ru: "Участвовать в выборах выше", en: "Try higher for me")
  static let keepThisSeat = Phrase(kk: "Осы орында қаламын", ru: "Остаться на этом месте", en: "Keep this seat")
  static let triesHigher = Phrase(
    kk: "жоғары таңдауларың қатысады", ru: "выборы выше участвуют", en: "your higher choices take part")
  static let keepsSeat = Phrase(kk: "осы орында қаласың", ru: "вы остаётесь на этом месте", en: "you keep this seat")
  static let whyNotHigher = Phrase(
    kk: "Неге тізіміңде жоғары тұрғандары шықпады", ru: "Почему не то, что выше в вашем списке", en: "Why not your higher choices"
  )
  static let whyNoSeat = Phrase(kk: "Неге орын шықпады", ru: "Почему места нет", en: "Why there is no seat")
  static let ownProof = Phrase(kk: "Менің дәлелім (файл)", ru: "Моё доказательство (файл)", en: "My proof (a file)")
  static let howToCheck = Phrase(kk: "қалай тексеруге болады", ru: "как проверить", en: "how to check it")
  static let whatNowOfRound = Phrase(kk: "Әрі қарай", ru: "Что дальше", en: "What comes next")
  static func secondRoundComes(_ lists: RoundDates.Span, _ answers: RoundDates.Span) -> Phrase {
    Phrase(
      kk:
        "Екінші кезең: тізімді \(Language.kk.dates(lists.first, lists.last)) өзгертуге болады, жауабы \(Language.kk.until(answers.last)).",
      ru:
        "Второй раунд: список можно менять \(Language.ru.dates(lists.first, lists.last)), ответы \(Language.ru.until(answers.last)).",
      en:
        "The second round: your list can be changed on \(Language.en.dates(lists.first, lists.last)), answers \(Language.en.until(answers.last))."
    )
  }
  static let otherDoors = Phrase(
    kk: "Басқа гранттар мен мерзімдері:", ru: "Другие гранты и их сроки:", en: "Other grants and their days:")
  static let askAPerson = Phrase(
    kk: "Сұрағың болса, адам жауап береді:", ru: "Если есть вопросы, ответит человек:", en: "A person answers questions:")
  static let contactUs = Phrase(kk: "бізге жаз", ru: "напишите нам", en: "write to us")
}
