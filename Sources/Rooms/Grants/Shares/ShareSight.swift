import Programme
import Storage
import Words

/// What her page and her guardian's say of a share and its letter, read at once.
struct ShareSight: Sendable {
  let given: Recommendation
  let offer: GrantOffer
  /// Open, whether it is shown today or rests; else the newest that ended.
  let share: Share?
  let stop: ShareStop?
  let letter: Letter?
  let letterState: Letter.State?
  /// What the letter waits for, where none is made yet.
  let waits: [LetterWait]
  let openings: [Opening]
  let answers: ConsentAnswers
  let lastDay: Day
  let withdrawal: Withdrawal?
  /// What she wrote for it.
  let words: ShareWords?

  var isOpen: Bool { share.map { $0.endedAt == nil } ?? false }

  /// Whether there is or was something to show.
  var concernsUniversity: Bool { given.state == .accepted || share != nil }
}

/// Something an officer opened.
struct Opening: Sendable {
  enum What: String, Sendable, Bindable, Readable {
    case page, kk, ru, en

    init(_ language: Language) {
      switch language {
      case .kk: self = .kk
      case .ru: self = .ru
      case .en: self = .en
      }
    }

    var name: Phrase {
      switch self {
      case .page: Phrase(kk: "беті", ru: "страница", en: "the page")
      case .kk: Phrase(kk: "хат, қазақша", ru: "письмо на казахском", en: "the letter in Kazakh")
      case .ru: Phrase(kk: "хат, орысша", ru: "письмо на русском", en: "the letter in Russian")
      case .en: Phrase(kk: "хат, ағылшынша", ru: "письмо на английском", en: "the letter in English")
      }
    }
  }

  /// Nil once the officer is erased.
  let who: String?
  let what: What
  let at: Moment
}

/// How she and her guardian have answered the purpose.
struct ConsentAnswers: Sendable {
  let hers: Consent?
  let guardians: Consent?
  let isAdult: Bool
  /// Whether naming her is allowed today.
  let isAllowed: Bool
}

extension Transaction {
  /// Of the recommendation that she has accepted, else of the newest that was ever shown; nil where there is none.
  func shareSight(of person: ID<Person>, _ house: House) throws -> ShareSight? {
    let all = try recommendations(of: person)
    var found: (Recommendation, Share?)?
    if let given = all.first(where: { $0.state == .accepted }) {
      found = (given, try openShare(of: given.id) ?? shares(of: given.id).first)
    } else {
      for given in all where found == nil {
        let share = try shares(of: given.id).first
        if try share != nil || exists("SELECT 1 FROM grants_withdrawal WHERE recommendation_id = \(given.id)") {
          found = (given, share)
        }
      }
    }
    guard let (given, share) = found else { return nil }
    let safe = try safe(of: person, house.vault)
    let letter = try share.flatMap { try liveLetter(of: $0.id) }
    let stop = try share.flatMap { try whatStops($0, of: given, house) }
    let isWaiting = share.map { $0.endedAt == nil } == true && letter == nil && stop == nil
    return ShareSight(
      given: given, offer: try offer(given.offer), share: share, stop: stop, letter: letter,
      letterState: try letter.map { try state(of: $0, given, house) },
      waits: try isWaiting ? share.map { try waits(try letterFacts(of: $0, given, house), of: given, house) } ?? [] : [],
      openings: try share.map { try openings(of: $0.id, house) } ?? [], answers: try answers(of: person, safe, house),
      lastDay: try lastDay(of: given), withdrawal: try newestWithdrawal(of: given.id, safe),
      words: try share.flatMap { try words(of: $0, safe) })
  }

  func openings(of share: ID<Share>, _ house: House) throws -> [Opening] {
    let found = try rows(
      "SELECT person_id, what, opened_at FROM grants_opening WHERE share_id = \(share) ORDER BY opened_at DESC, id LIMIT 200"
    ) { (person: try $0["person_id"] as ID<Person>?, what: try $0["what"] as Opening.What, at: try $0["opened_at"] as Moment) }
    var names: [ID<Person>: String] = [:]
    for person in Set(found.compactMap(\.person)) { names[person] = (try? self.person(person, house.vault))?.name?.full }
    return found.map { Opening(who: $0.person.flatMap { names[$0] }, what: $0.what, at: $0.at) }
  }

  func opened(_ share: ID<Share>, _ what: Opening.What, by permit: Permit<OwnRecommended>, _ house: House) throws {
    try run(
      """
      INSERT INTO grants_opening (id, share_id, person_id, what, opened_at)
      VALUES (\(house.outside.id(of: Opening.self)), \(share), \(permit.actor.person), \(what), \(house.outside.now()))
      """)
    try record(.recommendationOpened, share.text, what.rawValue, by: permit, house)
  }

  private func answers(of person: ID<Person>, _ safe: Safe, _ house: House) throws -> ConsentAnswers {
    guard let girl = try leaver(person) else {
      return ConsentAnswers(hers: nil, guardians: nil, isAdult: false, isAllowed: false)
    }
    let ledger = try consents(safe, girl.cycle, at: house.outside.now())
    return ConsentAnswers(
      hers: ledger.answer(.girl, "university"), guardians: ledger.answer(.guardian, "university"),
      isAdult: ledger.adultSince != nil, isAllowed: try mayBeNamed(person, house))
  }
}
