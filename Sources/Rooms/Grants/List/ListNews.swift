import Programme
import Storage
import Words

/// What girls hear of their lists: reminders to those without one, and what became of an offer they named.
enum ListNews {
  /// An offer was taken out of the round: it leaves every list, the others keep their order, and each girl who named it is told, without
  /// a word of where it stood.
  static func withdrawn(_ tx: Transaction, _ offer: GrantOffer, _ actor: Actor, _ house: House) throws {
    let lists = try tx.keptLists(in: offer.round)
    for (person, offers) in lists.sorted(by: { $0.key.text < $1.key.text }) where offers.contains(offer.id) {
      guard let safe = try? tx.safe(of: person, house.vault) else { continue }
      let order = ListOrder(offers.filter { $0 != offer.id })
      // What she has ordered since stays hers: only the offer leaves it.
      let draft = try tx.draft(of: safe, offer.round).map { ListOrder($0.order.offers.filter { $0 != offer.id }) }
      try tx.keep(order, of: safe, offer.round, .withdrawal, meant: [], by: "house", house)
      if let draft, draft != order {
        try tx.write(draft, of: safe, offer.round, id: house.outside.id(), at: house.outside.now().adding(milliseconds: 1), house)
      }
      try tx.tell(
        safe, .listOfferWithdrawn, [.what(named(offer)), .page("/list", house)], purpose: .list,
        once: "withdrawn:\(offer.id):\(person)", house)
    }
  }

  /// An offer has another number of seats: whoever named it hears so.
  static func changed(_ tx: Transaction, _ offer: GrantOffer, _ house: House) throws {
    let now = house.outside.now()
    for (person, offers) in try tx.keptLists(in: offer.round).sorted(by: { $0.key.text < $1.key.text })
    where offers.contains(offer.id) {
      guard let safe = try? tx.safe(of: person, house.vault) else { continue }
      try tx.tell(
        safe, .listOfferChanged, [.what(named(offer)), .page("/list", house)], purpose: .list,
        once: "changed:\(offer.id):\(now.milliseconds):\(person)", house)
    }
  }

  private static func named(_ offer: GrantOffer) -> Phrase {
    let (programme, organisation) = (offer.programme.name, offer.organisation.name)
    return Phrase(
      kk: "\(programme(.kk)), \(organisation(.kk))", ru: "\(programme(.ru)), \(organisation(.ru))",
      en: "\(programme(.en)), \(organisation(.en))")
  }

  /// On the tenth and the thirtieth day of the lists, and five days before they close.
  static func marks(_ span: RoundDates.Span) -> [Day] {
    [span.first.adding(days: 9), span.first.adding(days: 29), span.last.adding(days: -5)].filter {
      span.first < $0 && $0 < span.last
    }.sorted()
  }

  /// The reminder that a day asks for: the newest that has come, while the lists are open.
  static func due(_ round: Round, on day: Day) -> Day? {
    guard let span = round.days(.list), span.first <= day, day <= span.last else { return nil }
    return marks(span).last { $0 <= day }
  }

  static let job = Job(
    name: "list reminders", .listRemindersGoOut, every: .seconds(3600),
    isNeeded: { house in try await !house.database.read { try $0.dueReminders(house) }.isEmpty }
  ) { house in
    for (round, day) in try await house.database.read({ try $0.dueReminders(house) }) {
      let girls = try await house.database.read { try $0.withoutList(round) }
      for start in stride(from: 0, to: girls.count, by: 100) {
        let some = girls[start..<min(start + 100, girls.count)]
        try await house.database.write { tx in
          for person in some {
            guard let safe = try? tx.safe(of: person, house.vault) else { continue }
            guard let last = round.days(.list)?.last else { continue }
            try tx.tell(
              safe, .listReminder, [.until(last), .page("/list", house)], purpose: .list,
              once: "reminder:\(round.id):\(day.iso):\(person)", house)
          }
        }
      }
      _ = try await house.database.write { tx in
        try tx.run(
          """
          INSERT INTO grants_reminder (round_id, day, sent_at) VALUES (\(round.id), \(day), \(house.outside.now()))
          ON CONFLICT (round_id, day) DO NOTHING
          """)
      }
    }
  }
}

extension Transaction {
  /// Reminders whose day has come and that have not gone out. By day only, from ten to twenty o'clock.
  func dueReminders(_ house: House) throws -> [(round: Round, day: Day)] {
    let now = house.outside.now()
    let today = now.day()
    guard now >= today.start().adding(hours: 10), now < today.start().adding(hours: 20) else { return [] }
    return try rounds().compactMap { round in
      guard let day = ListNews.due(round, on: today), try frozenMerit(of: round) != nil,
        try !exists("SELECT 1 FROM grants_reminder WHERE round_id = \(round.id) AND day = \(day)")
      else { return nil }
      return (round, day)
    }
  }

  /// Girls of a round who may take part, learn, and have no list.
  func withoutList(_ round: Round) throws -> [ID<Person>] {
    let listed = try keptLists(in: round.id)
    let onTheirWay = Set(
      try rows(
        """
        SELECT DISTINCT person_id FROM monitoring_learner WHERE ended_at IS NULL OR certified_at IS NOT NULL ORDER BY person_id
        """
      ) { try $0[0] as ID<Person> })
    return try leavers(in: round.leavingYear).filter {
      $0.mayTakePart && onTheirWay.contains($0.person) && listed[$0.person] == nil
    }.map(\.person)
  }
}

extension LetterText {
  static let listReminder = LetterText(
    "list-reminder", Phrase(kk: "Тізімің әзірге жоқ", ru: "Списка пока нет", en: "A reminder of the list"), needs: [.page],
    mayUse: [.until])
  static let listOfferWithdrawn = LetterText(
    "list-offer-withdrawn",
    Phrase(
      kk: "Тізімдегі ұсыныс кері қайтарылды", ru: "Предложение из списка отозвано", en: "An offer of the list was withdrawn"),
    needs: [.what, .page])
  static let listOfferChanged = LetterText(
    "list-offer-changed",
    Phrase(kk: "Тізімдегі ұсыныс өзгерді", ru: "Предложение из списка изменилось", en: "An offer of the list has changed"),
    needs: [.what, .page])
  static let listEntered = LetterText(
    "list-entered",
    Phrase(kk: "Тізімің жазылды", ru: "Список записан", en: "The list was written down"), needs: [.code, .page])
  static let listCode = LetterText(
    "list-code",
    Phrase(kk: "Тізімді жазуға арналған код", ru: "Код, чтобы записать список", en: "Code to write a list down"), needs: [.code])

  static let ofLists: [LetterText] = [.listReminder, .listOfferWithdrawn, .listOfferChanged, .listEntered, .listCode]
}

extension Phrase {
  static let listRemindersGoOut = Phrase(
    kk: "Тізімі жоқ қыздарға ескертпе хаттар", ru: "Напоминания тем, у кого нет списка", en: "Reminders to those without a list")
}
