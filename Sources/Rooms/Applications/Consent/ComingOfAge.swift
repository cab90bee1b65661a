import Exchange
import Markup
import Programme
import Storage
import Words

/// The day a girl turns eighteen. What she may and may not stands in `ConsentLedger`, which looks at her birth day itself; this
/// only tells her, once, and puts her on the desk's list of whom to ask.
enum ComingOfAge {
  private static let batch = 500

  /// Twice between morning and evening, for nobody wants an SMS at midnight.
  static let job = Job(name: "coming of age", .ofAgeIsTold, every: .seconds(6 * 3600)) { house in
    guard ("09:00"..<"21:00").contains(house.outside.now().clock()) else { return }
    try await all(house)
  }

  /// Birth days are sealed, so each is opened and looked at; who has been told is not looked at again.
  static func all(_ house: House) async throws {
    var last = ""
    while true {
      let after = last
      let (next, adults) = try await house.database.read { try $0.comingOfAge(after: after, limit: batch, house) }
      for application in adults where !Task.isCancelled {
        try await house.database.write { try tell(application, house, in: $0) }
      }
      guard let next, !Task.isCancelled else { return }
      last = next
    }
  }

  private static func tell(_ id: ID<Application>, _ house: House, in tx: Transaction) throws {
    guard let application = try tx.application(id) else { return }
    let (now, safe) = (house.outside.now(), try tx.safe(of: application.person, house.vault))
    let ledger = try tx.consents(of: application, safe, at: now)
    guard let since = ledger.adultSince else { return }
    try tx.run("INSERT INTO of_age (application_id, told_at) VALUES (\(id), \(now)) ON CONFLICT (application_id) DO NOTHING")
    guard try tx.askAdult(application.person, application.cycle, ledger, since: since, house.consents) else { return }
    try tx.tell(
      safe, .ofAge, [.page("/apply/consent", house)], purpose: .consent, once: "of-age:\(application.person)", house)
    try tx.addEvent(.cameOfAge, to: id, by: "house", house)
    try tx.record(.consentCameOfAge, id.text, by: "house", house)
  }

  /// What a guardian's link opens from then on.
  static func page(_ visit: Visit) -> Reply {
    let t = visit.language
    return visit.page(
      Page(
        title: t(.consentTitle), language: t,
        body: "<h1>\(t(.rightEnded))</h1><p>\(t(.rightEndedWhy))</p><p>\(t(.rightEndedWhat))</p>"))
  }
}

extension Transaction {
  /// Of the next applications that go on: the id of the last one looked at, nil at the end, and those of girls who are of age
  /// and have not been told.
  fileprivate func comingOfAge(after: String, limit: Int, _ house: House) throws -> (next: String?, adults: [ID<Application>]) {
    var (adults, last, seen): ([ID<Application>], String?, Int) = ([], nil, 0)
    let now = house.outside.now()
    try each(
      """
      SELECT application.id, application.person_id, wrapped, sealed FROM application
      JOIN person_key ON person_key.person_id = application.person_id
      JOIN person_detail ON person_detail.person_id = application.person_id AND kind = \(Detail.birthDay)
      WHERE application.id > \(after) AND state IN ('submitted', 'returned', 'eligible')
        AND NOT EXISTS (SELECT 1 FROM of_age WHERE of_age.application_id = application.id)
      ORDER BY application.id LIMIT \(limit)
      """
    ) { row in
      let (id, person): (ID<Application>, ID<Person>) = (try row["id"], try row["person_id"])
      let safe = try house.vault.safe(of: person, wrapped: try row["wrapped"])
      let birth = Day(try safe.detail(.birthDay, sealed: try row["sealed"]))
      if birth.flatMap({ Adulthood.since(bornOn: $0, at: now) }) != nil { adults.append(id) }
      (last, seen) = (id.text, seen + 1)
    }
    return (seen < limit ? nil : last, adults)
  }
}

extension LetterText {
  static let ofAge = LetterText(
    "of-age",
    Phrase(
      kk: "18 жасқа толды: енді өзі жауап береді", ru: "Исполнилось 18 лет: теперь отвечает сам",
      en: "Of age: answers alone from now on"),
    needs: [.page])
}

extension Phrase {
  static let ofAgeSubject = Phrase(
    kk: "Енді өзің жауап бересің", ru: "Теперь вы отвечаете сами", en: "You answer for yourself now")
  static let ofAgeWhat = Phrase(
    kk:
      "18 жасқа толдың: енді ата-анаңнан сұралмайды. Қатысуың бұрынғыдай жалғасады. Фото, университетке ұсыну сияқты міндетті емес мақсаттар сен жауап бергенше тоқтатыла тұрады.",
    ru:
      "Вам исполнилось 18 лет: родителей больше не спрашиваем. Участие продолжается как прежде. Необязательные цели (фото, рекомендация в университет и другие) приостановлены до вашего ответа.",
    en:
      "You are 18: your guardian is no longer asked. Taking part goes on as before. The optional uses (photos, recommendation to a university and others) are on hold until you answer."
  )
  static let rightEnded = Phrase(
    kk: "Енді сіздің жауабыңыз керек емес", ru: "Ответ представителя больше не нужен", en: "Your answer is not needed any more")
  static let rightEndedWhy = Phrase(
    kk:
      "Ол 18 жасқа толды, сондықтан заң бойынша келісімді өзі береді. Сіздің бұрынғы жауаптарыңыз журналда сақталады, бірақ оларды бұл жерден өзгертуге болмайды.",
    ru:
      "Ребёнку исполнилось 18 лет, и по закону согласие теперь даётся без представителя. Ваши прежние ответы остаются в журнале, но изменить их здесь уже нельзя.",
    en:
      "Your child has turned 18, and by law consents without a guardian now. Your earlier answers stay in the record, but can no longer be changed here."
  )
  static let rightEndedWhat = Phrase(
    kk: "Көмегіңіз үшін рақмет. Сұрағыңыз болса, оның өзінен сұраңыз немесе бізге хабарласыңыз.",
    ru: "Спасибо за помощь. Если есть вопросы, спросите дома или свяжитесь с нами.",
    en: "Thank you for your help. If you have questions, ask at home or contact us.")
  static let noGuardianNeeded = Phrase(
    kk: "18 жасқа толғансың: ата-ананың келісімі керек емес.", ru: "Вам уже 18 лет: согласие родителя не нужно.",
    en: "You are 18: no guardian's consent is needed.")
}

extension Phrase {
  static let ofAgeIsTold = Phrase(
    kk: "Он сегізге толғандарға хабарлау", ru: "Письма тем, кому исполнилось восемнадцать", en: "Telling those who turn eighteen")
}
