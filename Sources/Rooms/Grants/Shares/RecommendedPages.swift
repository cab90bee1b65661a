import Exchange
import Markup
import Programme
import Storage
import Words

/// What a girl's share shows an officer of the organisation.
struct Shared: Sendable {
  let given: Recommendation
  let share: Share
  let offer: GrantOffer
  let letter: Letter?
  let facts: LetterFacts
  let contact: String?
  /// Whether anybody of the organisation has opened its page.
  let isNew: Bool
  let outcome: Outcome?
}

extension Transaction {
  /// Every recommendation that is shown to an organisation now: each is asked anew.
  func sharedWith(_ organisation: ID<Organisation>, _ house: House) throws -> [Shared] {
    try openShares(at: organisation).compactMap { share in
      let given = try recommendation(share.recommendation)
      return try whatStops(share, of: given, house) == nil ? try shared(share, given, house) : nil
    }
  }

  /// One that is shown to the officer's organisation now; missing for every other, whatever else may be so.
  func shared(_ id: ID<Recommendation>, by permit: Permit<OwnRecommended>, _ house: House) throws -> Shared {
    try mustHaveSigned(permit.actor.person, house)
    guard let given = try recommendations(where: "id = \(id)").first, let share = try standingShare(of: given, house),
      share.organisation == (try permit.organisation())
    else { throw Refusal.missing }
    return try shared(share, given, house)
  }

  private func shared(_ share: Share, _ given: Recommendation, _ house: House) throws -> Shared {
    guard let person = given.person else { throw Refusal.missing }
    let (safe, letter) = (try safe(of: person, house.vault), try liveLetter(of: share.id))
    let made = try letter.flatMap { try content(of: $0, safe)?.facts }
    return Shared(
      given: given, share: share, offer: try offer(given.offer), letter: letter,
      facts: try made ?? letterFacts(of: share, given, house), contact: try words(of: share, safe)?.contact,
      isNew: try !exists("SELECT 1 FROM grants_opening WHERE share_id = \(share.id)"),
      outcome: try outcomes(of: given.id)[.university])
  }
}

/// An officer's recommendations: accepted by the girl and shown to her organisation. Nothing before, nobody else, no count of lists.
enum RecommendedPages {
  static let home: Link = "/university/recommendations"
  static func link(_ given: ID<Recommendation>) -> Link { home.below(given.text) }

  static let routes: [Route] = [
    .may(OwnRecommended.self, .get, "/university/recommendations") { try await list($0, $1) },
    .may(OwnRecommended.self, .get, "/university/recommendations/:recommendation") { try await show($0, $1) },
    .may(OwnRecommended.self, .get, "/university/recommendations/:recommendation/letter.pdf") { try await paper($0, $1) },
    .may(OwnRecommended.self, .get, "/university/recommendations/:recommendation/end") { try await askEnd($0, $1) },
    .may(OwnRecommended.self, .post, "/university/recommendations/:recommendation/end") { try await end($0, $1) },
    .may(OwnRecommended.self, .post, "/university/recommendations/deletions/:share") { try await deleted($0, $1) },
  ]

  /// GET /university/recommendations
  static func list(_ visit: Visit, _ permit: Permit<OwnRecommended>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let organisation = try permit.organisation()
    let known = try await house.database.read { tx -> (shared: [Shared], undeleted: [(share: Share, number: String)])? in
      guard try tx.signedAt(permit.actor.person, house) != nil else { return nil }
      let undeleted = try tx.undeletedShares(at: organisation).map { share in
        (share: share, number: try tx.letters(of: share.id).first?.number ?? "–")
      }
      return (try tx.sharedWith(organisation, house), undeleted)
    }
    guard let (shared, undeleted) = known else { return .seeOther(UniversityPages.conduct.text) }
    let asked = undeleted.map { share, number -> HTML in
      """
      <li>\(t(.deleteCopies(number, share.deleteBy ?? share.lastDay)))\
      \(form(home.below("deletions").below(share.id.text), "\(visit.formToken)\(button(t(.copiesDeleted), look: .plain))"))</li>
      """
    }
    return visit.page(
      Page(
        title: t(.recommendedTitle), language: t, width: .wide,
        body: """
          \(t.back(to: UniversityPages.home))<h1>\(t(.recommendedTitle))</h1><p>\(t(.recommendedWhat))</p>
          \(t.table(t(.recommendedTitle), shared, columns(t), stacks: true, empty: "<p>\(t(.nobodyRecommended))</p>"))
          \(asked.isEmpty ? HTML.nothing : "<h2>\(t(.toDelete))</h2><ul>\(asked)</ul>")
          <p class="hint">\(t(.letterAddsNoPoints))</p>
          """))
  }

  private static func columns(_ t: Language) -> [Column<Shared>] {
    [
      Column(t(.numberOfLetter)) { "<a href=\"\(link($0.given.id))\">\($0.letter?.number ?? t(.letterBeingMade))</a>" },
      Column(t(.whoIsRecommended)) { HTML($0.facts.name(t)) },
      Column(t(.programmeOfLetter)) { "\($0.facts.group) \($0.facts.programme(t)) \(tag($0.facts.seat(t)))" },
      Column(t(.atYours)) { $0.isNew ? tag(t(.isNewHere), .waiting) : tag(t(.isOpenedHere)) },
      Column(t(.shownUntil)) { HTML(t.date($0.share.lastDay)) },
      Column(t(.whatCameOfIt)) { HTML($0.outcome.map { t($0.said.kind.name) } ?? "–") },
    ]
  }

  /// The recommendation an address names, where it is shown to the officer now.
  static func found(_ visit: Visit, _ permit: Permit<OwnRecommended>) async throws -> Shared {
    let (house, id): (House, ID<Recommendation>) = (visit.house, try visit.id("recommendation"))
    return try await house.database.read { try $0.shared(id, by: permit, house) }
  }

  /// GET /university/recommendations/:recommendation. That it was opened is written down before it is shown.
  static func show(_ visit: Visit, _ permit: Permit<OwnRecommended>) async throws -> Reply {
    let (house, id): (House, ID<Recommendation>) = (visit.house, try visit.id("recommendation"))
    let shared = try await house.database.write { tx in
      let shared = try tx.shared(id, by: permit, house)
      try tx.opened(shared.share.id, .page, by: permit, house)
      return shared
    }
    return visit.page(page(shared, OutcomePages.Typed(shared.outcome), visit, []))
  }

  static func page(_ shared: Shared, _ typed: OutcomePages.Typed, _ visit: Visit, _ errors: FieldErrors) -> Page {
    let (t, facts, way) = (visit.language, shared.facts, link(shared.given.id))
    let learnt = facts.learnt.map { line -> HTML in
      "<li>\(line.title(t))\(line.hours.map { ", \(t.number($0)) \(t(.hoursShort))" } ?? ""): \(line.level(t))</li>"
    }
    var lines = [
      Answer(t(.whoIsRecommended), "\(facts.name.kk) · \(facts.name.ru) · \(facts.name.en)"),
      Answer(t(.bornAndSchool), "\(facts.birthYear.map { "\($0) · " } ?? "")\(facts.school(t))"),
      Answer(t(.programmeOfLetter), "\(facts.group) \(facts.programme(t))"),
      Answer(t(.seatOfLetter), "\(facts.grant(t)), \(facts.seat(t))"), Answer(t(.whatIsLearnt), "<ul>\(learnt)</ul>" as HTML),
      Answer(t(.stillNeeded), facts.open.isEmpty ? t(.nothingMore) : facts.open.map { $0(t) }.joined(separator: "; ")),
    ]
    if let contact = shared.contact { lines.append(Answer(t(.contactOfHers), contact)) }
    lines.append(Answer(t(.shownUntil), t.date(shared.share.lastDay)))
    let papers = Language.allCases.map { language in
      "<a href=\"\(way.below("letter.pdf").with("in", language.rawValue))\" lang=\"\(language.rawValue)\">\(language.name)</a>"
        as HTML
    }
    return Page(
      title: t(.recommendedOne), language: t,
      body: """
        \(t.back(to: home))\(t.errorSummary(errors))<h1>\(shared.letter?.number ?? t(.recommendedOne))</h1>\(t.answers(lines))
        \(shared.letter == nil ? notice("<p>\(t(.letterBeingMade))</p>", .waiting) : "<p>PDF: \(papers.joined(separator: " · "))</p>")
        <p class="hint">\(t(.openingsAreSeen))</p><h2>\(t(.whatCameOfIt))</h2>\(OutcomePages.form(typed, at: way.below("outcomes"), visit, errors))
        <p>\(linkButton(t(.endOfOfficer), way.below("end"), look: .plain))</p><p class="hint">\(t(.letterAddsNoPoints))</p>
        """)
  }

  /// GET /university/recommendations/:recommendation/letter.pdf
  static func paper(_ visit: Visit, _ permit: Permit<OwnRecommended>) async throws -> Reply {
    let (house, id): (House, ID<Recommendation>) = (visit.house, try visit.id("recommendation"))
    let language = visit.query["in"].flatMap(Language.init(rawValue:)) ?? visit.language
    let (number, bytes) = try await house.database.write { tx in
      let shared = try tx.shared(id, by: permit, house)
      guard let letter = shared.letter, let person = shared.given.person else { throw Refusal.missing }
      let bytes = try tx.paper(of: letter, language, try tx.safe(of: person, house.vault))
      try tx.opened(shared.share.id, Opening.What(language), by: permit, house)
      return (letter.number, bytes)
    }
    return .download(bytes, type: "application/pdf", name: "\(number)-\(language.rawValue).pdf")
  }

  /// GET /university/recommendations/:recommendation/end
  static func askEnd(_ visit: Visit, _ permit: Permit<OwnRecommended>) async throws -> Reply {
    let (t, shared) = (visit.language, try await found(visit, permit))
    let way = link(shared.given.id)
    return visit.page(
      Page(
        title: t(.endOfOfficer), language: t,
        body: """
          \(t.back(to: way))<h1>\(t(.endOfOfficer))</h1><p>\(t(.endOfOfficerWhat))</p>
          \(form(way.below("end"), "\(visit.formToken)\(button(t(.endShareNow), look: .danger))"))
          """))
  }

  /// POST /university/recommendations/:recommendation/end
  static func end(_ visit: Visit, _ permit: Permit<OwnRecommended>) async throws -> Reply {
    let (house, id): (House, ID<Recommendation>) = (visit.house, try visit.id("recommendation"))
    try await house.database.write { tx in
      let shared = try tx.shared(id, by: permit, house)
      try tx.end(shared.share, of: shared.given, as: .officer, tellingBy: permit.actor, house)
    }
    return .seeOther(home.text)
  }

  /// POST /university/recommendations/deletions/:share
  static func deleted(_ visit: Visit, _ permit: Permit<OwnRecommended>) async throws -> Reply {
    let (house, id): (House, ID<Share>) = (visit.house, try visit.id("share"))
    try await house.database.write { tx in
      try tx.mustHaveSigned(permit.actor.person, house)
      guard let share = try tx.undeletedShares(at: try permit.organisation()).first(where: { $0.id == id }) else {
        throw Refusal.missing
      }
      try tx.confirmDeletion(share, by: permit.actor, house)
    }
    return .seeOther(home.text)
  }
}

extension Phrase {
  static let recommendedTitle = Phrase(kk: "Ұсынылғандар", ru: "Рекомендации", en: "Recommendations")
  static let recommendedOne = Phrase(kk: "Ұсыным", ru: "Рекомендация", en: "A recommendation")
  static let recommendedWhat = Phrase(
    kk:
      "Орныңызды қабылдап, өзін сізге көрсетуге келіскен қыздар ғана. Келісім қайтарылса немесе мерзімі бітсе, беті сол сәтте жабылады.",
    ru:
      "Только те, кто принял ваше место и согласился показать письмо вам. Когда согласие отозвано или срок прошёл, страница закрывается сразу.",
    en:
      "Only those who accepted your seat and agreed to be shown to you. When a consent is withdrawn or the term is over, the page closes at once."
  )
  static let nobodyRecommended = Phrase(
    kk: "Қазір сізге көрсетілген ұсыным жоқ.", ru: "Сейчас вам ничего не показано.", en: "Nothing is shown to you now.")
  static let whoIsRecommended = Phrase(kk: "Кім", ru: "Кто", en: "Who")
  static let atYours = Phrase(kk: "Сізде", ru: "У вас", en: "With you")
  static let isNewHere = Phrase(kk: "ашылмаған", ru: "не открыто", en: "not opened yet")
  static let isOpenedHere = Phrase(kk: "ашылған", ru: "открыто", en: "opened")
  static let shownUntil = Phrase(kk: "Көрсетілетін соңғы күн", ru: "Показано до", en: "Shown until")
  static let bornAndSchool = Phrase(kk: "Туған жылы, мектебі", ru: "Год рождения, школа", en: "Year of birth, school")
  static let whatIsLearnt = Phrase(kk: "Нені меңгерді", ru: "Чему научилась", en: "What she has learnt")
  static let hoursShort = Phrase(kk: "сағат", ru: "ч", en: "h")
  static let nothingMore = Phrase(kk: "бөлек талап жоқ", ru: "отдельных требований нет", en: "nothing more")
  static let contactOfHers = Phrase(kk: "Байланысы", ru: "Контакт", en: "How to reach her")
  static let openingsAreSeen = Phrase(
    kk: "Қыз бен ата-анасы кім, не және қашан ашқанын көреді.", ru: "Девочка и её родитель видят, кто, что и когда открыл.",
    en: "She and her guardian see who opened what, and when.")
  static let endOfOfficer = Phrase(kk: "Бізге енді керек емес", ru: "Нам больше не нужно", en: "We need it no longer")
  static let endOfOfficerWhat = Phrase(
    kk: "Беті мен хаты жабылады, қызға хабарлаймыз. Көшірмелері болса, жойыңыз да растаңыз.",
    ru: "Страница и письмо закроются, девочке мы сообщим. Если есть копии, удалите их и подтвердите это.",
    en: "The page and the letter close, and she is told. If there are copies, delete them and confirm it.")
  static let toDelete = Phrase(kk: "Көшірмесін жою керек", ru: "Нужно удалить копии", en: "Copies to delete")
  static func deleteCopies(_ number: String, _ day: Day) -> Phrase {
    Phrase(
      kk: "\(number) хатының көшірмелерін \(Language.kk.until(day)) жойып, растаңыз.",
      ru: "Удалите копии письма \(number) и подтвердите это \(Language.ru.until(day)).",
      en: "Delete the copies of the letter \(number) and confirm it \(Language.en.until(day)).")
  }
  static let copiesDeleted = Phrase(kk: "Жойылды", ru: "Удалено", en: "They are deleted")
}
