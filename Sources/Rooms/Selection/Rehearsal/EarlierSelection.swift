import Allocation
import Programme
import Rules
import Storage
import Words

/// The selection of an intake before the one that applies now, from the policy to the last place, by the verbs of this room with the
/// clock moved. Nothing where there is a policy already, or where its results would not be a month old.
struct EarlierSelection: Sendable {
  private let house: House
  private let cycle: Cycle
  private let intake: EarlierIntake
  private let chance: Chance
  private let applications: Stage
  private let results: Stage

  private static let drawn = "3.11.19.27.31.40./"

  init?(_ house: House, _ plan: Rehearsal.Plan) {
    guard let intake = plan.earlier, let applications = plan.cycle.stage("applications"),
      let results = plan.cycle.stage("results"),
      results.opensAt.adding(days: 30) < house.outside.now()
    else { return nil }
    (self.house, self.intake, self.applications, self.results) = (house, intake, applications, results)
    cycle = plan.cycle
    chance = Chance(seed: plan.seed &+ 1)
  }

  func settle() async throws {
    guard try await house.database.read({ try $0.policies(cycle.id).isEmpty }) else { return }
    try await house.database.write { tx in try release(in: tx) }
    // Whoever was offered a place reads so in the letter, before she answers.
    try await on(0, hour: 11).finishWorks()
    try await house.database.write { tx in
      let lastDay = try answerFirst(in: tx)
      try appeal(in: tx)
      try acceptCalled(in: tx)
      // What nobody answered goes to the next.
      try tx.cascade(cycle.id, on(lastDay + 1, hour: 8))
      try acceptCalled(in: tx)
    }
  }

  /// Days after the results came out.
  private func on(_ day: Int, hour: Int, minute: Int = 0) -> House {
    house.at(results.opensAt.adding(days: day).adding(hours: hour).adding(minutes: minute), chance)
  }

  // MARK: Before the results

  /// The policy before anybody applies, results of test and essay, a run, and its release by a second person.
  private func release(in tx: Transaction) throws {
    let (chair, coordinator) = (try tx.invented(.chair), try tx.invented(.coordinator))
    let announcing = house.at(applications.opensAt.adding(days: -3), chance)
    let draw = results.opensAt.adding(days: -4).day()
    let id = try tx.addPolicy(
      try Selection.rehearsed(house, places: intake.places, drawn: draw), cycle.id, by: chair.text, announcing)
    let policy = try tx.policy(id)
    try tx.announce(policy, from: applications.opensAt, by: chair.text, announcing)
    try tx.addInventedEvidence(policy.file.policy.evidence, cycle.id, chance, on(-3, hour: 15))
    let field = try tx.selectionField(cycle.id, for: [policy.file])
    let selected = try Selected.run(policy.file, try field.inputs.candidates(for: policy.file), key: Self.drawn)
    let run = try tx.run(try tx.keepRun(selected, field, policy, by: chair.text, on(0, hour: 8)))
    try tx.propose(run, by: chair, on(0, hour: 9))
    try tx.letGo(run, drawn: Self.drawn, by: coordinator, on(0, hour: 10))
  }

  // MARK: Answers

  private struct Open: Sendable {
    let person: ID<Person>
    let offer: Offer
  }

  private func open(in tx: Transaction) throws -> [Open] {
    try tx.rows(
      """
      SELECT person_id, selection_offer.application_id FROM selection_offer
      JOIN selection_candidate ON selection_candidate.application_id = selection_offer.application_id
      WHERE selection_offer.cycle_id = \(cycle.id)
        AND NOT EXISTS (SELECT 1 FROM selection_answer WHERE offer_id = selection_offer.id)
      ORDER BY offered_at, code LIMIT 1000
      """
    ) { (person: try $0["person_id"] as ID<Person>, applicant: try $0["application_id"] as ID<Applicant>) }.compactMap { line in
      try tx.offer(of: line.applicant).map { Open(person: line.person, offer: $0) }
    }
  }

  /// Of the first offers some are declined, some forgotten, the others accepted; each decline calls the next at once. Returns the last day
  /// to answer, counted from the results.
  private func answerFirst(in tx: Transaction) throws -> Int {
    let first = try open(in: tx)
    for (number, open) in first.enumerated() {
      let left = first.count - number
      // The last ones are forgotten, and those before them declined.
      guard left > intake.expired else { break }
      try answer(
        open, left > intake.expired + intake.declined ? .accepted : .declined,
        on(1 + number % 6, hour: 9 + number % 11, minute: number % 60), in: tx)
    }
    return first.map { results.opensAt.day().days(to: $0.offer.lastDay) }.max() ?? 0
  }

  /// Whoever was called from the waiting list, or by an appeal, accepts on the next day.
  private func acceptCalled(in tx: Transaction) throws {
    for open in try open(in: tx) where open.offer.reason != "first" {
      try answer(open, .accepted, house.at(open.offer.offeredAt.adding(hours: 27), chance), in: tx)
    }
  }

  private func answer(_ open: Open, _ answer: Offer.Answer, _ house: House, in tx: Transaction) throws {
    guard let result = try tx.result(of: open.person) else { throw Refusal.missing }
    try tx.answer(open.offer, answer, result, by: Actor(person: open.person, role: .applicant), house)
  }

  // MARK: Appeals

  /// Of those who wait some ask for another look. Where the figures say so, the second mark lifts one above the cut.
  private func appeal(in tx: Transaction) throws {
    guard let run = try tx.rulingRun(cycle.id) else { return }
    let pieces = try tx.policy(run.policy).file.policy.evidence.map(\.name)
    guard let marked = pieces.first(where: { $0 == "essay" }) ?? pieces.last else { return }
    let (coordinator, reviewer, chair) = (
      try tx.invented(.coordinator), try tx.invented(.reviewer), try tx.invented(.chair)
    )
    let wronged = intake.upheld > 0 ? try wronged(by: run, in: tx) : nil
    let selected = try tx.selected(run)
    let holders = try tx.applicants(of: run.id)
    let waiting = selected.outcome.waiting.compactMap { holders[$0] }.filter { !$0.isOffered && $0.id != wronged }.map(\.id)
    let asking = (wronged.map { [$0] } ?? []) + waiting.prefix(intake.appeals - (wronged == nil ? 0 : 1))
    for (number, applicant) in asking.enumerated() {
      guard
        let person: ID<Person> = try tx.value("SELECT person_id FROM selection_candidate WHERE application_id = \(applicant)"),
        let result = try tx.result(of: person)
      else { continue }
      try tx.addAppeal(result, by: Actor(person: person, role: .applicant).text, on(2, hour: 12, minute: number))
      guard let appeal = try tx.appeal(of: applicant) else { continue }
      try tx.askMark(appeal.id, of: marked, by: coordinator, on(3, hour: 10, minute: number))
      let isUpheld = applicant == wronged
      let mark = isUpheld ? Self.bestMark : result.value(of: marked)
      try tx.keepMark(
        try tx.appeal(appeal.id), value: mark, error: 1.2, note: Self.note(isUpheld: isUpheld), by: reviewer,
        on(5, hour: 11, minute: number))
      try tx.decide(try tx.appeal(appeal.id), upheld: isUpheld, cycle.id, by: chair, on(8, hour: 16, minute: number))
    }
  }

  private static let bestMark = 19.0

  private static func note(isUpheld: Bool) -> String {
    isUpheld
      ? "Шешімі нақты, өлшеуі бар. Бірінші бағада бұл ескерілмеген."
      : "Бірінші бағамен келісемін."
  }

  /// Who waits and would come above the cut with the best second mark of the essay; nobody where no essay counts.
  private func wronged(by run: Run, in tx: Transaction) throws -> ID<Applicant>? {
    let before = try tx.selected(run)
    let holders = try tx.applicants(of: run.id)
    for row in before.outcome.waiting.prefix(60) {
      guard let holder = holders[row], !holder.isOffered, holder.isCandidate else { continue }
      var inputs = try tx.inputs(run.id)
      inputs.evidence["essay"]?.values[Int(row)] = Self.bestMark
      let after = try Selected.run(before.file, try inputs.candidates(for: before.file), key: run.drawKey)
      if after.outcome.offered.contains(row) { return holder.id }
    }
    return nil
  }
}

extension Result {
  fileprivate func value(of evidence: String) -> Double { selected.candidates.evidence[evidence]?.values[position] ?? 0 }
}

extension [Policy.Evidence] {
  /// The heaviest first: it is measured best, as a test is.
  fileprivate var byWeight: [Policy.Evidence] { sorted { ($1.weight, $0.name) < ($0.weight, $1.name) } }
}

extension Policy.Scale {
  /// Where invented results lie.
  private var range: ClosedRange<Double> {
    switch self {
    case .raw(let lowest, let highest): lowest...highest
    case .standard: 0...100
    case .logit: -3...3
    }
  }

  fileprivate var lowest: Double { range.lowerBound }

  fileprivate var width: Double { range.upperBound - range.lowerBound }
}

extension Transaction {
  /// Made-up results for everybody who takes part.
  func addInventedEvidence(_ pieces: [Policy.Evidence], _ cycle: ID<Cycle>, _ chance: Chance, _ house: House) throws {
    let candidates: [ID<Applicant>] = try rows(
      "SELECT application_id FROM selection_candidate WHERE cycle_id = \(cycle) AND may_take_part ORDER BY code"
    ) { try $0[0] }
    try addEvidence(
      candidates.flatMap { candidate in
        // The sum of dice is near enough to a bell.
        let skill = (0..<4).map { _ in chance.below(21) }.reduce(0, +)
        return pieces.byWeight.enumerated().map { number, piece in
          let (most, noise, error) = number == 0 ? (100, 21, 0.045) : (80, 11, 0.06)
          let points = Double(min(most, skill + chance.below(noise)))
          return (
            candidate, piece.name, piece.scale.lowest + points * piece.scale.width / Double(most), piece.scale.width * error
          )
        }
      }, source: "import", cycle, house)
  }
}
