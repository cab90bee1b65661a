package import Forms
package import Programme
package import Storage
package import Words

extension Transaction {
  /// Keeps answers as events; one that is there already changes nothing. Returns how many were new.
  ///
  /// A phone's clock may be wrong: an answer from the future counts as written now. The house's clock may be set back: what comes
  /// after an answer of that lost time stands after it. Past the bound of one application nothing is kept, and `Refusal.conflict` says
  /// so: the phone goes on keeping what it has.
  @discardableResult
  package func keep(_ events: [AnswerEvent], _ application: Application, _ safe: Safe, at now: Moment) throws -> Int {
    let added = try insert(events, application, safe, at: now)
    guard added > 0 else { return 0 }
    let bytes = events.reduce(0) { $0 + max(Bound.leastAnswer, $1.typed.utf8.count) }
    let isKept = try run(
      """
      UPDATE application SET changed_at = \(now), answered = answered + \(bytes)
      WHERE id = \(application.id) AND answered + \(bytes) <= \(Bound.answers)
      """)
    guard isKept == 1 else { throw Refusal(.conflict, .answeredTooOften) }
    return added
  }

  @discardableResult
  func insert(_ events: [AnswerEvent], _ application: Application, _ safe: Safe, at now: Moment) throws -> Int {
    var last = try lastOfLostTime(of: application.id, at: now)
    let standing = events.map { event -> AnswerEvent in
      let lost = last[event.field]
      let moment = lost?.adding(milliseconds: 1) ?? min(event.writtenAt, now)
      if lost != nil { last[event.field] = moment }
      return AnswerEvent(id: event.id, field: event.field, typed: event.typed, writtenAt: moment)
    }
    return try insertAnswers(answerRows(standing, application, safe, at: now))
  }

  /// Rows of `answer`, sealed, for `insertAnswers`.
  func answerRows(_ events: [AnswerEvent], _ application: Application, _ safe: Safe, at now: Moment) -> [SQL] {
    events.map { event in
      """
      (\(event.id), \(application.id), \(event.field), \(safe.seal(event.typed, "answer.typed")), \(event.writtenAt), \(now))
      """
    }
  }

  @discardableResult
  func insertAnswers(_ rows: [SQL]) throws -> Int {
    try insert(
      "INSERT INTO answer (id, application_id, field, typed, written_at, received_at)", rows, "ON CONFLICT (id) DO NOTHING")
  }

  /// Of each field that was answered later than now: when.
  private func lastOfLostTime(of application: ID<Application>, at now: Moment) throws -> [String: Moment] {
    var last: [String: Moment] = [:]
    try each(
      """
      SELECT field, max(written_at) AS last FROM answer WHERE application_id = \(application) AND written_at > \(now)
      GROUP BY field ORDER BY field
      """
    ) { last[try $0["field"]] = try $0["last"] as Moment }
    return last
  }

  /// The answers as they stand: of each field the one written last.
  package func answers(of application: ID<Application>, _ safe: Safe) throws -> Answers {
    var newest: [String: [UInt8]] = [:]
    var written: [String: Moment] = [:]
    // The older ones are not even read: there may be thousands.
    let standing: SQL = """
      WITH newest AS (SELECT field, max(written_at) AS at FROM answer WHERE application_id = \(application) GROUP BY field)
      SELECT answer.field, typed, written_at FROM newest
      JOIN answer ON answer.application_id = \(application) AND answer.field = newest.field AND written_at = newest.at
      ORDER BY written_at, id
      """
    try each(standing) { row in
      let field: String = try row["field"]
      newest[field] = try row["typed"] as [UInt8]
      written[field] = try row["written_at"] as Moment
    }
    return Answers(try newest.mapValues { try safe.open($0, "answer.typed") }, written: written)
  }

  /// The same of several, each with its own key.
  func answers(of applications: [(id: ID<Application>, safe: Safe)]) throws -> [ID<Application>: Answers] {
    let safes = Dictionary(applications.map { ($0.id, $0.safe) }) { first, _ in first }
    var newest: [ID<Application>: [String: String]] = [:]
    try each(
      """
      WITH newest AS (SELECT application_id, field, max(written_at) AS at FROM answer
        WHERE application_id IN (\(list: applications.map(\.id))) GROUP BY application_id, field)
      SELECT answer.application_id, answer.field, typed FROM newest
      JOIN answer ON answer.application_id = newest.application_id AND answer.field = newest.field AND written_at = newest.at
      ORDER BY written_at, answer.id
      """
    ) { row in
      let (id, field): (ID<Application>, String) = (try row["application_id"], try row["field"])
      newest[id, default: [:]][field] = try safes[id]?.open(try row["typed"], "answer.typed")
    }
    return newest.mapValues { Answers($0) }
  }

  /// What stood in the place of an answer when it was written, if its page knew only `was`: the newest of the others that came
  /// in between. The same whenever it is asked, so that a delivery made twice hears of it twice.
  func overtaken(by event: JournalEvent, since was: Moment, of application: ID<Application>, _ safe: Safe) throws -> String? {
    let sealed: [UInt8]? = try value(
      """
      SELECT typed FROM answer WHERE application_id = \(application) AND field = \(event.about) AND id <> \(event.id)
        AND written_at > \(was) AND written_at <= \(event.at)
      ORDER BY written_at DESC, id DESC LIMIT 1
      """)
    return try sealed.map { try safe.open($0, "answer.typed") }
  }

  /// One answer as it stood at a version; the empty text before the first.
  func answer(_ field: String, of application: ID<Application>, at version: Moment, _ safe: Safe) throws -> String {
    let sealed: [UInt8]? = try value(
      """
      SELECT typed FROM answer WHERE application_id = \(application) AND field = \(field) AND written_at <= \(version)
      ORDER BY written_at DESC, id DESC LIMIT 1
      """)
    return try sealed.map { try safe.open($0, "answer.typed") } ?? ""
  }

  /// After new answers: what the desk filters and searches by is made anew from the checked values.
  package func refresh(_ application: Application, _ checked: CheckedAnswers, _ safe: Safe, _ house: House) throws {
    try setTraits(
      checked.traits(house.gazetteer), of: application, edition: house.gazetteer.edition, at: house.outside.now())
    let now = house.outside.now()
    let wasAdult = try adultSince(safe, at: now) != nil
    try set(checked.facts, safe, house.vault)
    // Another birth day may bring a guardian in, or send one home.
    guard try (adultSince(safe, at: now) != nil) != wasAdult else { return }
    try setConsent(try consents(of: application, safe, at: now).state(house.consents), of: application.id, at: now)
  }
}

extension Phrase {
  static let answeredTooOften = Phrase(
    kk:
      "Өтініміңде тым көп өзгеріс сақталған, бұл жерге енді ештеңе сыймайды. Жазғаның құрылғыңда тұр, бұрын сақталғаны орнында. Бізге жаз, көмектесеміз.",
    ru:
      "В заявке сохранено слишком много изменений, больше здесь ничего не помещается. Написанное осталось на вашем устройстве, сохранённое раньше на месте. Напишите нам, мы поможем.",
    en:
      "Too many changes of this application are kept, and there is no room for more. What you wrote stays on your device, and what was kept before is in its place. Write to us and we will help."
  )
}
