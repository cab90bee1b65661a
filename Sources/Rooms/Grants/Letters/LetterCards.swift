import Markup
import Programme
import Storage
import Words

/// What her page, and her guardian's, says of her letter and of whom it is shown to.
enum LetterCards {
  /// Her letter, the share, and what has been proposed about it; nothing before she has accepted a seat.
  static func hers(_ person: ID<Person>, _ visit: Visit) async throws -> HTML {
    let (t, house) = (visit.language, visit.house)
    guard let sight = try await house.database.read({ try $0.shareSight(of: person, house) }) else { return .nothing }
    let outcome = try await OutcomePages.hers(sight, visit)
    guard sight.concernsUniversity else { return "\(proposed(sight, visit))\(outcome)" }
    return """
      \(proposed(sight, visit))<h2>\(t(.letterOfYours))</h2>\(letter(sight, t, isHers: true))
      <h2>\(t(.shareTitle))</h2>\(share(sight, t, isHers: true))\(outcome)
      """
  }

  /// For the guardian: that it is shown, to whom and until when, and who opened it.
  static func ofWard(_ person: ID<Person>, _ visit: Visit) async throws -> HTML {
    let (t, house) = (visit.language, visit.house)
    guard let sight = try await house.database.read({ try $0.shareSight(of: person, house) }), sight.concernsUniversity else {
      return .nothing
    }
    return """
      <h2>\(t(.letterOfWard))</h2>\(letter(sight, t, isHers: false))<h2>\(t(.shareOfWard))</h2>\(share(sight, t, isHers: false))
      """
  }

  private static func letter(_ sight: ShareSight, _ t: Language, isHers: Bool) -> HTML {
    guard let letter = sight.letter else {
      guard sight.given.state == .accepted else { return "<p>\(t(.noLetterMade))</p>" }
      guard sight.isOpen else { return "<p>\(t(isHers ? .letterComesAfterShare : .wardLetterComes))</p>" }
      let why: Phrase = sight.waits.isEmpty ? .letterBeingMade : .letterWaits
      return card("<p>\(tag(t(why), .waiting))</p>")
    }
    let tone: Tone = sight.letterState == .valid ? .good : .bad
    let state = "<p><b>№ \(letter.number)</b> \(tag(t((sight.letterState ?? .withdrawn).name), tone))</p>" as HTML
    guard isHers, sight.letterState == .valid else { return card(state) }
    let papers = Language.allCases.map { language in
      "<a href=\"\(("/recommendation.pdf" as Link).with("in", language.rawValue))\" lang=\"\(language.rawValue)\">\(language.name)</a>"
        as HTML
    }
    return card(
      """
      \(state)<p>PDF: \(papers.joined(separator: " · "))</p>
      <p class="hint">\(t(.whatOthersSeeOfLetter)) <a href="/v">/v</a></p>
      """)
  }

  private static func share(_ sight: ShareSight, _ t: Language, isHers: Bool) -> HTML {
    let isShown = sight.isOpen && sight.stop == nil
    var lines = [
      Answer(t(.shareToWhom), t(sight.offer.organisation.name)), Answer(t(.shareUntil), t(.shareUntilDay(sight.lastDay))),
    ]
    if sight.isOpen { lines.append(Answer(t(.shareWhat), SharePage.fields(sight.offer, t))) }
    let link: HTML =
      isHers && (sight.given.state == .accepted || sight.isOpen)
      ? "<p>\(linkButton(t(sight.isOpen ? .shareDetails : .shareTitle), SharePage.home, look: .plain))</p>" : .nothing
    let opened: HTML =
      sight.share == nil
      ? .nothing : "<details><summary>\(t(.whoOpened))</summary>\(openings(sight.openings, t))</details>"
    return card(
      "<p>\(tag(t(stands(sight)), isShown ? .good : .plain))</p>\(t.answers(lines))\(opened)\(link)")
  }

  /// How a share stands, in a few words.
  static func stands(_ sight: ShareSight) -> Phrase {
    guard let share = sight.share else { return .notShown }
    if let end = share.end {
      return Phrase(
        kk: "көрсетілмейді: \(Language.kk(end.name))", ru: "не показывается: \(Language.ru(end.name))",
        en: "not shown: \(Language.en(end.name))")
    }
    guard let stop = sight.stop else { return .shownNow }
    return Phrase(
      kk: "қазір көрсетілмейді: \(Language.kk(stop.name))", ru: "сейчас не показывается: \(Language.ru(stop.name))",
      en: "not shown now: \(Language.en(stop.name))")
  }

  static func openings(_ openings: [Opening], _ t: Language) -> HTML {
    if openings.isEmpty { return "<p>\(t(.nobodyOpened))</p>" }
    return
      "<ul>\(openings.map { "<li>\(t.dateTime($0.at)), \($0.who ?? t(.officerWord)): \(t($0.what.name))</li>" as HTML })</ul>"
  }

  /// That two people may withdraw it, why, and her answer before they decide.
  private static func proposed(_ sight: ShareSight, _ visit: Visit) -> HTML {
    let t = visit.language
    guard let proposed = sight.withdrawal else { return .nothing }
    if proposed.agreed == true {
      return notice("<p><b>\(t(.recommendationWasWithdrawn))</b></p><p>\(proposed.reason ?? "")</p>", .bad)
    }
    guard proposed.decidedAt == nil else { return .nothing }
    let below: HTML
    if let answer = proposed.answer {
      below = "<p>\(t(.youAnswered)): \(answer)</p>"
    } else {
      below = form(
        "/recommendation/withdrawal", hidden: [("id", proposed.id.text)],
        """
        \(visit.formToken)\(t.textArea(Field("words", t(.writeYourAnswer)), rows: 4, longest: 2000))\(button(t(.sendAnswer), look: .plain))
        """)
    }
    return """
      \(notice("<p><b>\(t(.withdrawalProposed))</b></p><p>\(proposed.reason ?? "")</p><p>\(t(.answerBefore(proposed.answerBy)))</p>", .bad))\(below)
      """
  }
}

extension Letter.State {
  var name: Phrase {
    switch self {
    case .valid: .letterStands
    case .replaced: .letterReplaced
    case .withdrawn: .letterWithdrawn
    case .expired: .letterExpired
    }
  }
}

extension Phrase {
  static let letterOfYours = Phrase(kk: "Хатың", ru: "Ваше письмо", en: "Your letter")
  static let letterOfWard = Phrase(kk: "Ұсыным хат", ru: "Рекомендательное письмо", en: "The letter of recommendation")
  static let shareOfWard = Phrase(kk: "Кімге көрсетіледі", ru: "Кому показывается", en: "To whom it is shown")
  static let letterComesAfterShare = Phrase(
    kk: "Хат университетке көрсетуге рұқсат бергенде жасалады.",
    ru: "Письмо сделаем, когда вы разрешите показать его университету.",
    en: "The letter is made when you allow it to be shown to the university.")
  static let wardLetterComes = Phrase(
    kk: "Хат әзірге жоқ: балаңыз университетке көрсетуге рұқсат бергенде жасалады.",
    ru: "Письма пока нет: оно будет, когда ваш ребёнок разрешит показать его университету.",
    en: "There is no letter yet: it is made when your child allows it to be shown to the university.")
  static let noLetterMade = Phrase(kk: "Хат жасалған жоқ.", ru: "Письмо сделано не было.", en: "No letter was made.")
  static let letterBeingMade = Phrase(kk: "хат жасалып жатыр", ru: "письмо готовится", en: "the letter is being made")
  static let letterWaits = Phrase(
    kk: "хат бағдарламаның қызметкерлерін күтіп тұр", ru: "письмо ждёт сотрудников программы",
    en: "the letter waits for the programme's staff")
  static let whatOthersSeeOfLetter = Phrase(
    kk: "Хатты кез келген адам қағаздағы кодпен тексере алады:", ru: "Любой может проверить письмо по коду на бумаге:",
    en: "Anybody can check the letter by the code on the paper:")
  static let notShown = Phrase(kk: "қазір көрсетілмейді", ru: "сейчас не показывается", en: "not shown now")
  static let shownNow = Phrase(kk: "университетке көрсетіліп тұр", ru: "показывается университету", en: "shown to the university")
  static let shareDetails = Phrase(kk: "Толығырақ, тоқтату", ru: "Подробно, прекратить", en: "Details, end it")
  static let whoOpened = Phrase(kk: "Кім, қашан ашты", ru: "Кто и когда открывал", en: "Who opened it, and when")
  static let nobodyOpened = Phrase(
    kk: "Әзірге ешкім ашқан жоқ.", ru: "Пока никто не открывал.", en: "Nobody has opened it so far.")
  static let officerWord = Phrase(kk: "университет өкілі", ru: "представитель университета", en: "an officer of the university")
  static let recommendationWasWithdrawn = Phrase(
    kk: "Ұсыным кері қайтарылды", ru: "Рекомендация отозвана", en: "The recommendation was withdrawn")
  static let withdrawalProposed = Phrase(
    kk: "Ұсынымды кері қайтару ұсынылды", ru: "Предложено отозвать рекомендацию",
    en: "It is proposed to withdraw the recommendation")
  static func answerBefore(_ day: Day) -> Phrase {
    Phrase(
      kk: "Шешім сен жауап бергенше немесе \(Language.kk.until(day)) қабылданбайды.",
      ru: "До вашего ответа или \(Language.ru.until(day)) ничего не решат.",
      en: "Nothing is decided before you answer, or \(Language.en.until(day)).")
  }
  static let youAnswered = Phrase(kk: "Жауабың", ru: "Вы ответили", en: "You answered")
  static let sendAnswer = Phrase(kk: "Жауапты жіберу", ru: "Отправить ответ", en: "Send the answer")
}
