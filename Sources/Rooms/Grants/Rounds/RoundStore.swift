import Programme
import Storage
import Words

extension Transaction {
  /// All rounds, the newest first.
  func rounds() throws -> [Round] { try rounds(where: "1 = 1") }

  func round(_ id: ID<Round>) throws -> Round {
    guard let round = try rounds(where: "id = \(id)").first else { throw Refusal.missing }
    return round
  }

  /// The round of a leaving year; nil where nobody has dated it yet.
  func round(leaving year: Int, number: Int = 1) throws -> Round? {
    try rounds(where: "leaving_year = \(year) AND number = \(number)").first
  }

  private func rounds(where condition: SQL) throws -> [Round] {
    let found = try rows(
      "SELECT id, leaving_year, number FROM grants_round WHERE \(condition) ORDER BY leaving_year DESC, number DESC LIMIT 100"
    ) { (id: try $0["id"] as ID<Round>, year: try $0["leaving_year"] as Int, number: try $0["number"] as Int) }
    guard !found.isEmpty else { return [] }
    var days: [ID<Round>: [Round.Stage: RoundDates.Span]] = [:]
    try each(
      "SELECT round_id, stage, first_day, last_day FROM grants_stage WHERE round_id IN (\(list: found.map(\.id))) ORDER BY round_id, stage"
    ) { row in
      let (round, stage): (ID<Round>, Round.Stage) = (try row["round_id"], try row["stage"])
      days[round, default: [:]][stage] = RoundDates.Span(try row["first_day"], try row["last_day"])
    }
    return found.map { Round(id: $0.id, leavingYear: $0.year, number: $0.number, dates: RoundDates(days[$0.id] ?? [:])) }
  }

  /// A new round with its days. Throws `Refusal` where the year has it already, and where its days are wrong or its run is over.
  @discardableResult
  func addRound(leaving year: Int, number: Int, _ dates: RoundDates, by actor: Actor, _ house: House) throws -> ID<Round> {
    if let wrong = dates.complaints(leaving: year, number: number).first { throw Refusal(.invalid, wrong.says) }
    if dates.hasRun(before: house.outside.now().day()) { throw Refusal(.conflict, .roundIsPast) }
    let id: ID<Round> = house.outside.id()
    let added = try run(
      """
      INSERT INTO grants_round (id, leaving_year, number, made_by, made_at)
      VALUES (\(id), \(year), \(number), \(actor.person), \(house.outside.now())) ON CONFLICT (leaving_year, number) DO NOTHING
      """)
    guard added > 0 else { throw Refusal(.conflict, .roundIsThere) }
    try insert(dates, of: id, number)
    try record(.grantRoundDated, id.text, "\(year) \(number)", by: actor.text, house)
    return id
  }

  /// Other days for a round.
  func set(_ dates: RoundDates, of round: Round, by actor: Actor, _ house: House) throws {
    if let wrong = try complaints(dates, instead: round, on: house.outside.now().day()).first {
      throw Refusal(.conflict, wrong.says)
    }
    try mustFitDraw(dates, of: round)
    try run("DELETE FROM grants_stage WHERE round_id = \(round.id)")
    try insert(dates, of: round.id, round.number)
    let said = RoundDates.stages(of: round.number).compactMap { stage in
      dates[stage] == round.dates[stage] ? nil : dates[stage].map { "\(stage.rawValue) \($0.first.iso) \($0.last.iso)" }
    }
    try record(.grantRoundDated, round.id.text, said.joined(separator: "; "), by: actor.text, house)
  }

  /// What is wrong with other days for a round, each at its stage: of themselves, beside the days that stand, and beside what universities
  /// answer by.
  func complaints(_ dates: RoundDates, instead round: Round, on today: Day) throws -> [(stage: Round.Stage, says: Phrase)] {
    let found =
      dates.complaints(leaving: round.leavingYear, number: round.number) + dates.complaints(instead: round.dates, on: today)
    guard found.isEmpty, let answers = dates[.answers], round.number == 1 else { return found }
    let early = try row(
      """
      SELECT number, answers_by FROM grants_offer WHERE round_id = \(round.id) AND state IN ('entered', 'confirmed')
        AND answers_by < \(answers.first) ORDER BY answers_by, number LIMIT 1
      """
    )
    return try early.map { [(.answers, .answerBeforeStage("A\(try $0["number"] as Int)", try $0["answers_by"]))] } ?? []
  }

  private func insert(_ dates: RoundDates, of round: ID<Round>, _ number: Int) throws {
    try insert(
      "INSERT INTO grants_stage (round_id, stage, first_day, last_day)",
      RoundDates.stages(of: number).compactMap { stage in
        dates[stage].map { "(\(round), \(stage), \($0.first), \($0.last))" }
      })
  }
}

extension RoundDates {
  /// Whether the last day of the run lies before a day.
  func hasRun(before day: Day) -> Bool { self[.run].map { $0.last < day } ?? false }
}

extension Phrase {
  static let roundIsThere = Phrase(
    kk: "Бұл жылдың осы кезеңі бар.", ru: "Такой раунд этого года уже есть.", en: "This year has that round already.")
}
