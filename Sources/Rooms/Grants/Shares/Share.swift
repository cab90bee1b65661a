import Foundation
import Programme
import Storage
import Words

/// That a girl shows her accepted recommendation to the one organisation whose seat it is, until the end of the round's year.
struct Share: Sendable {
  /// Why it ended for good.
  enum End: String, Sendable, Bindable, Readable {
    /// She took it back.
    case withdrawn
    /// She or her guardian said no to the purpose.
    case consent
    /// The recommendation holds no seat any more.
    case seat
    /// The organisation said that it needs it no longer.
    case officer
    /// Its last day went by.
    case over
    case erased
  }

  let id: ID<Share>
  let recommendation: ID<Recommendation>
  let organisation: ID<Organisation>
  let lastDay: Day
  let wantsLetter: Bool
  let givenAt: Moment
  let endedAt: Moment?
  let end: End?
  /// Until when the organisation is asked to delete what it has; nil where it had opened nothing.
  let deleteBy: Day?
  let deletedAt: Moment?
  fileprivate let sealed: [UInt8]?
}

/// What of a share is hers alone.
struct ShareWords: Codable, Sendable, Hashable {
  /// As she writes it in each language; Latin letters in English.
  let name: Said
  /// Where the university can reach her; nil where the offer asks for none.
  let contact: String?
}

/// Why a share is not shown today.
enum ShareStop: Sendable, Hashable {
  case ended(Share.End)
  case seat
  case lastDay
  case clearance
  /// A yes is missing, an objection or a restriction stands, she has come of age and not answered, or she has left.
  case consent
}

extension Share.End {
  var name: Phrase {
    switch self {
    case .withdrawn: Phrase(kk: "өзі тоқтатты", ru: "показ прекращён ею самой", en: "ended by herself")
    case .consent: Phrase(kk: "келісім қайтарылды", ru: "согласие отозвано", en: "a consent was withdrawn")
    case .seat: Phrase(kk: "орын енді оныкі емес", ru: "место больше не за ней", en: "the seat is no longer hers")
    case .officer: Phrase(kk: "университет аяқтады", ru: "завершил университет", en: "ended by the university")
    case .over: Phrase(kk: "мерзімі бітті", ru: "срок истёк", en: "its last day is over")
    case .erased: Phrase(kk: "деректер жойылды", ru: "данные удалены", en: "the data were erased")
    }
  }
}

extension ShareStop {
  var name: Phrase {
    switch self {
    case .ended(let end): end.name
    case .seat: Share.End.seat.name
    case .lastDay: Share.End.over.name
    case .clearance:
      Phrase(kk: "ұйымның рұқсаты күшінде емес", ru: "допуск организации не действует", en: "the organisation is not cleared")
    case .consent: Phrase(kk: "келісім жетпейді", ru: "нет нужного согласия", en: "a consent is missing")
    }
  }
}

extension Transaction {
  private static let sealedPlace = "grants_share.sealed"

  private func shares(where condition: SQL, oldestFirst: Bool = false, limit: Int = 5000) throws -> [Share] {
    try rows(
      """
      SELECT id, recommendation_id, organisation_id, last_day, wants_letter, given_at, ended_at, end_reason, delete_by, deleted_at, sealed
      FROM grants_share WHERE \(condition) ORDER BY \(oldestFirst ? "COALESCE(looked_at, 0), id" : "given_at DESC, id DESC") LIMIT \(limit)
      """
    ) { row in
      Share(
        id: try row["id"], recommendation: try row["recommendation_id"], organisation: try row["organisation_id"],
        lastDay: try row["last_day"], wantsLetter: try row["wants_letter"], givenAt: try row["given_at"],
        endedAt: try row["ended_at"], end: try row["end_reason"], deleteBy: try row["delete_by"],
        deletedAt: try row["deleted_at"], sealed: try row["sealed"])
    }
  }

  func share(_ id: ID<Share>) throws -> Share {
    guard let share = try shares(where: "id = \(id)").first else { throw Refusal.missing }
    return share
  }

  /// All of a recommendation, the newest first.
  func shares(of given: ID<Recommendation>) throws -> [Share] { try shares(where: "recommendation_id = \(given)") }

  /// Those of an organisation that have not ended for good.
  func openShares(at organisation: ID<Organisation>) throws -> [Share] {
    try shares(where: "organisation_id = \(organisation) AND ended_at IS NULL")
  }

  /// What an organisation is asked to delete and has not said that it did.
  func undeletedShares(at organisation: ID<Organisation>) throws -> [Share] {
    try shares(where: "organisation_id = \(organisation) AND delete_by IS NOT NULL AND deleted_at IS NULL")
  }

  /// The one that has not ended for good, whether it is shown today or rests.
  func openShare(of given: ID<Recommendation>) throws -> Share? {
    try shares(where: "recommendation_id = \(given) AND ended_at IS NULL").first
  }

  /// Those whose last day is over and that nobody has ended.
  func sharesOver(on day: Day) throws -> [Share] { try shares(where: "ended_at IS NULL AND last_day < \(day)") }

  /// Open ones that wait for a letter and were not looked at in the last ten minutes; those that nobody has looked at first.
  func sharesWithoutLetter(at now: Moment, limit: Int = 100) throws -> [Share] {
    try shares(
      where: "ended_at IS NULL AND wants_letter AND (looked_at IS NULL OR looked_at <= \(now.adding(minutes: -10)))",
      oldestFirst: true, limit: limit)
  }

  func lookedAt(_ shares: [ID<Share>], at now: Moment) throws {
    guard !shares.isEmpty else { return }
    try run("UPDATE grants_share SET looked_at = \(now) WHERE id IN (\(list: shares))")
  }

  /// The share that an officer, a letter and the page of a letter go by: asked anew at every request, whatever was kept.
  func standingShare(of given: Recommendation, _ house: House) throws -> Share? {
    guard let share = try openShare(of: given.id), try whatStops(share, of: given, house) == nil else { return nil }
    return share
  }

  /// The one place that says whether a share is shown now; nil: it is.
  func whatStops(_ share: Share, of given: Recommendation, _ house: House) throws -> ShareStop? {
    let now = house.outside.now()
    if let end = share.end { return .ended(end) }
    guard given.state == .accepted, let person = given.person else { return .seat }
    if now.day() > share.lastDay { return .lastDay }
    guard try organisation(share.organisation).isCleared(at: now) else { return .clearance }
    return try mayBeNamed(person, house) ? nil : .consent
  }

  /// Whether naming her to universities is allowed today, by her own intake.
  func mayBeNamed(_ person: ID<Person>, _ house: House) throws -> Bool {
    guard let girl = try leaver(person) else { return false }
    return try allows("university", for: person, girl.cycle, house)
  }

  /// Nil once she is erased.
  func words(of share: Share, _ safe: Safe) throws -> ShareWords? {
    try share.sealed.map { try safe.open(ShareWords.self, $0, Self.sealedPlace) }
  }

  // MARK: Giving and ending

  /// She shows her recommendation to the organisation whose seat it is. Everything is asked here, not where the page was shown.
  func share(_ given: Recommendation, _ words: ShareWords, by actor: Actor, _ house: House) throws {
    if try openShare(of: given.id) != nil { return }
    let offer = try mayShare(given, house)
    guard let person = given.person else { throw Refusal.missing }
    let (safe, now) = (try safe(of: person, house.vault), house.outside.now())
    let id: ID<Share> = house.outside.id()
    try run(
      """
      INSERT INTO grants_share (id, recommendation_id, organisation_id, last_day, sealed, wants_letter, given_at)
      VALUES (\(id), \(given.id), \(offer.organisation.id), \(try lastDay(of: given)), \(try safe.seal(words, Self.sealedPlace)), TRUE, \(now))
      """)
    try run("UPDATE grants_recommendation SET tries_higher = FALSE WHERE id = \(given.id)")
    try record(.recommendationShared, given.id.text, "organisation=\(offer.organisation.id)", by: actor.text, house)
    let until = LetterValue.until(try lastDay(of: given))
    try tell(
      safe, .recommendationShared, [.what(offer.organisation.name), until, .page("/recommendation/share", house)],
      purpose: .recommendation, once: "shared:\(id)", house)
    try tellGuardians(
      of: person, .wardRecommendationShared, [.what(offer.organisation.name), until], purpose: .recommendation,
      once: "shared:\(id)", house)
  }

  /// The offer whose organisation she may show it to; throws what stands in the way.
  @discardableResult
  func mayShare(_ given: Recommendation, _ house: House) throws -> GrantOffer {
    guard given.state == .accepted, let person = given.person else { throw Refusal(.conflict, .recommendationClosed) }
    let (offer, now) = (try offer(given.offer), house.outside.now())
    guard now.day() <= (try lastDay(of: given)) else { throw Refusal(.conflict, .shareIsTooLate) }
    guard offer.organisation.isCleared(at: now) else { throw Refusal(.conflict, .shareToNobody) }
    guard try mayBeNamed(person, house) else { throw Refusal(.conflict, .shareWantsConsent) }
    // A run of the second round counts on what she said of higher choices until it is out.
    let round = try round(given.round)
    if given.triesHigher, let second = try self.round(leaving: round.leavingYear, number: 2), try closing(of: second.id) != nil,
      try release(of: second.id)?.releasedAt == nil
    {
      throw Refusal(.conflict, .secondIsClosed)
    }
    return offer
  }

  /// 31 December of the round's year.
  func lastDay(of given: Recommendation) throws -> Day {
    guard let day = Day(year: try round(given.round).leavingYear, month: 12, day: 31) else { throw Refusal.missing }
    return day
  }

  /// Another name on the paper: a new letter takes the place of the one there is.
  func rename(_ share: Share, of given: Recommendation, _ words: ShareWords, by actor: Actor, _ house: House) throws {
    guard let person = given.person, try whatStops(share, of: given, house) == nil else {
      throw Refusal(.conflict, .recommendationClosed)
    }
    let letters: Int = try value("SELECT count(*) FROM grants_letter WHERE share_id = \(share.id)") ?? 0
    guard letters < Self.mostLetters else { throw Refusal(.conflict, .tooManyLetters) }
    let safe = try safe(of: person, house.vault)
    guard try self.words(of: share, safe) != words else { return }
    try run(
      "UPDATE grants_share SET sealed = \(try safe.seal(words, Self.sealedPlace)), wants_letter = TRUE, looked_at = NULL WHERE id = \(share.id) AND ended_at IS NULL"
    )
    try record(.recommendationNamed, given.id.text, by: actor.text, house)
  }

  private static var mostLetters: Int { 5 }

  /// Ends it for good. The organisation is asked to delete what it has, by a day, where it had opened anything.
  func end(_ share: Share, as end: Share.End, by actor: String, _ house: House) throws {
    let now = house.outside.now()
    let isKnown = try exists("SELECT 1 FROM grants_opening WHERE share_id = \(share.id)")
    let deleteBy = isKnown ? now.day().adding(days: Self.daysToDelete) : nil
    let ended = try run(
      """
      UPDATE grants_share SET ended_at = \(now), end_reason = \(end), delete_by = \(deleteBy), wants_letter = FALSE
      WHERE id = \(share.id) AND ended_at IS NULL
      """)
    guard ended == 1 else { return }
    try record(.recommendationShareEnded, share.recommendation.text, end.rawValue, by: actor, house)
    if let deleteBy { try askToDelete(share, by: deleteBy, house) }
  }

  private static var daysToDelete: Int { 14 }

  /// Writes to every officer of the organisation: by the number of the letter, never by a name.
  private func askToDelete(_ share: Share, by day: Day, _ house: House) throws {
    let number: String = try value("SELECT max(number) FROM grants_letter WHERE share_id = \(share.id)") ?? "–"
    let people: [ID<Person>] = try rows(
      """
      SELECT DISTINCT membership.person_id FROM membership JOIN person_key ON person_key.person_id = membership.person_id
      WHERE role = 'university' AND organisation_id = \(share.organisation) AND confirmed_at IS NOT NULL AND ended_at IS NULL
      ORDER BY membership.person_id LIMIT 100
      """
    ) { try $0[0] }
    for person in people {
      try tell(
        try safe(of: person, house.vault), .shareEndedForOfficer,
        [.what(Phrase(verbatim: number)), .until(day), .page("/university/recommendations", house)], purpose: .recommendation,
        once: "share-ended:\(share.id):\(person)", house)
    }
  }

  /// She takes it back, or the organisation gives it back: the other side and the guardian hear of it.
  func end(_ share: Share, of given: Recommendation, as end: Share.End, tellingBy actor: Actor, _ house: House) throws {
    try self.end(share, as: end, by: actor.text, house)
    guard let person = given.person else { return }
    let what = LetterValue.what(try organisation(share.organisation).name)
    let once = "share-end:\(share.id)"
    if end == .officer || end == .consent {
      try tell(
        try safe(of: person, house.vault), .shareEnded, [what, .page("/recommendation", house)], purpose: .recommendation,
        once: once, house)
    }
    try tellGuardians(of: person, .wardShareEnded, [what], purpose: .recommendation, once: once, house)
  }

  /// The officer says that what the organisation had is deleted.
  func confirmDeletion(_ share: Share, by actor: Actor, _ house: House) throws {
    let changed = try run(
      """
      UPDATE grants_share SET deleted_at = \(house.outside.now()), deleted_by = \(actor.person)
      WHERE id = \(share.id) AND delete_by IS NOT NULL AND deleted_at IS NULL
      """)
    guard changed == 1 else { throw Refusal.missing }
    try record(.shareDeletionConfirmed, share.id.text, by: actor.text, house)
  }

  // MARK: What others do

  /// The seat is hers no more: what was shown of it ends.
  func followEnd(_ ended: RecommendationEnded, _ house: House) throws {
    guard let share = try openShare(of: ended.recommendation) else { return }
    try end(share, as: .seat, by: "the house", house)
  }

  /// A no of hers or of her guardian's to the purpose ends a share for good; a yes that has only to be given anew lets it rest.
  func followConsent(_ answered: ConsentAnswered, _ house: House) throws {
    guard answered.ledger.answer(answered.signer, "university")?.agreed == false,
      let given = try standingRecommendation(of: answered.girl), let share = try openShare(of: given.id),
      try leaver(answered.girl)?.cycle == answered.cycle
    else { return }
    let actor = Actor(person: answered.girl, role: answered.signer == .girl ? .applicant : .guardian)
    try end(share, of: given, as: .consent, tellingBy: actor, house)
  }
}

/// Shares end with their last day.
enum Shares {
  static let job = Job(
    name: "shares end", .sharesEnd, every: .seconds(600),
    isNeeded: { house in try await house.database.read { tx in try !tx.sharesOver(on: house.outside.now().day()).isEmpty } }
  ) { house in
    try await house.database.write { tx in
      for share in try tx.sharesOver(on: house.outside.now().day()) { try tx.end(share, as: .over, by: "the house", house) }
    }
  }

  static let hearers = [
    Hearer(RecommendationEnded.self) { ended, tx, house in try tx.followEnd(ended, house) },
    Hearer(ConsentAnswered.self) { answered, tx, house in try tx.followConsent(answered, house) },
  ]

  /// While it is open her data are needed.
  static let hold = Hold(.shareIsOpen) { tx, _, person in
    try tx.exists(
      """
      SELECT 1 FROM grants_share JOIN grants_recommendation ON grants_recommendation.id = recommendation_id
      WHERE person_id = \(person) AND grants_share.ended_at IS NULL
      """)
  }
}

extension Safe {
  /// A value, sealed.
  func seal(_ value: some Encodable, _ place: String) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return seal([UInt8](try encoder.encode(value)), place)
  }

  func open<T: Decodable>(_ type: T.Type, _ sealed: [UInt8], _ place: String) throws -> T {
    try JSONDecoder().decode(type, from: Data(try openBytes(sealed, place)))
  }
}

extension LetterText {
  static let recommendationShared = LetterText(
    "recommendation-shared",
    Phrase(kk: "Ұсыным университетке көрсетіледі", ru: "Рекомендация показана университету", en: "A recommendation is shown"),
    needs: [.what, .until, .page])
  static let wardRecommendationShared = LetterText(
    "ward-recommendation-shared",
    Phrase(
      kk: "Ата-анаға: ұсыным университетке көрсетіледі", ru: "Родителю: рекомендация показана университету",
      en: "To the guardian: a recommendation is shown"), needs: [.what, .until, .link])
  static let shareEnded = LetterText(
    "share-ended",
    Phrase(kk: "Ұсыным енді көрсетілмейді", ru: "Показ рекомендации завершён", en: "A recommendation is shown no more"),
    needs: [.what, .page])
  static let wardShareEnded = LetterText(
    "ward-share-ended",
    Phrase(
      kk: "Ата-анаға: ұсыным енді көрсетілмейді", ru: "Родителю: показ рекомендации завершён",
      en: "To the guardian: a recommendation is shown no more"), needs: [.what, .link])
  static let shareEndedForOfficer = LetterText(
    "share-ended-officer",
    Phrase(
      kk: "Университет өкіліне: хаттың көшірмесін жою", ru: "Представителю университета: удалить копию письма",
      en: "To the officer: delete the copy of a letter"), needs: [.what, .until, .page])
}

extension Phrase {
  static let sharesEnd = Phrase(
    kk: "Мерзімі біткен көрсетулер жабылады", ru: "Показы рекомендаций закрываются по сроку", en: "Shares end with their last day"
  )
  static let shareIsOpen = Phrase(
    kk: "ұсынымы университетке көрсетіліп тұр", ru: "её рекомендация показана университету",
    en: "her recommendation is shown to a university")
  static let shareIsTooLate = Phrase(
    kk: "Көрсету мерзімі біткен.", ru: "Срок, до которого можно показать, прошёл.", en: "The time for showing it is over.")
  static let shareToNobody = Phrase(
    kk: "Бұл университеттің рұқсаты қазір күшінде емес, сондықтан оған көрсетуге болмайды.",
    ru: "Допуск этого университета сейчас не действует, поэтому показать ему нельзя.",
    en: "This university is not cleared now, so nothing can be shown to it.")
  static let shareWantsConsent = Phrase(
    kk: "Университетке көрсетуге екі келісім керек: сенікі және ата-анаңдікі.",
    ru: "Чтобы показать университету, нужны два согласия: ваше и родителя.",
    en: "To show it to a university two yeses are needed: yours and your guardian's.")
  static let isShownAlready = Phrase(
    kk: "Ұсынымың университетке көрсетіліп тұр: жоғары таңдауларың енді қатыспайды. Қатыссын десең, алдымен көрсетуді тоқтат.",
    ru:
      "Рекомендация показана университету, поэтому выборы выше не участвуют. Если хотите участвовать, сначала прекратите показ.",
    en: "Your recommendation is shown to the university, so your higher choices take no part. To take part, end the share first.")
  static let tooManyLetters = Phrase(
    kk: "Хат тым көп рет жаңартылды. Тағы өзгерту керек болса, бізге жаз.",
    ru: "Письмо менялось слишком много раз. Если нужно ещё, напишите нам.",
    en: "The letter was changed too many times. If it must be changed again, write to us.")
}
