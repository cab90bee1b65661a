import Postbox
package import Security
package import Storage
package import Words

/// What a room puts into a house in which everybody is invented: the one `keruen demo` opens, the golden house, the houses of tests.
/// The house walks its rooms in their order and knows none of them by name.
package struct Rehearsal: Sendable {
  /// What a house is filled with.
  package struct Plan: Sendable {
    /// The intake girls apply to, or one before it.
    package let cycle: Cycle
    /// What came of an intake before the one that girls apply to; nil for that one.
    package let earlier: EarlierIntake?
    /// How many girls apply, 0 and more; what the other rooms add follows from them.
    package let applications: Int
    /// The same seed makes the same people.
    package let seed: UInt64
    /// Told now and then how many of how many applications stand.
    package let progress: @Sendable (_ done: Int, _ total: Int) -> Void
  }

  /// Somebody who applied, and her guardian.
  package struct Subject: Sendable {
    package let safe: Safe
    package let guardian: Safe
    package let phone: Phone
    /// Words of hers for whatever is sealed: a test looks for them where they may not stand.
    package let words: String

    package init(safe: Safe, guardian: Safe, phone: Phone, words: String) {
      self.safe = safe
      self.guardian = guardian
      self.phone = phone
      self.words = words
    }
  }

  /// Fills the room's tables in an open house for the plan's intake. Changes nothing where they are filled already, and finds what earlier
  /// rooms made.
  package let run: @Sendable (House, Plan) async throws -> Void
  /// Leaves something of one person in each table of the room that may hold such a thing, so that export, erasure and the search for
  /// words in clear are tried on every table without knowing one.
  package let trace: @Sendable (Transaction, House, Subject) throws -> Void

  /// What the room says of an intake, in a few words with their number, at the head of the tour.
  package let tells: @Sendable (Transaction, House, Cycle) throws -> [Phrase]
  /// Its stops of the demonstration's tour.
  package let stops: [TourStop]

  package init(
    run: @escaping @Sendable (House, Plan) async throws -> Void = { _, _ in },
    trace: @escaping @Sendable (Transaction, House, Subject) throws -> Void = { _, _, _ in },
    tells: @escaping @Sendable (Transaction, House, Cycle) throws -> [Phrase] = { _, _, _ in [] }, stops: [TourStop] = []
  ) {
    self.run = run
    self.trace = trace
    self.tells = tells
    self.stops = stops
  }

  /// A picture of one pixel.
  package static let picture = Upload(
    kind: .png,
    bytes: [
      0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00, 0x01,
      0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00, 0x00, 0x90, 0x77, 0x53, 0xde, 0x00, 0x00, 0x00, 0x0c, 0x49, 0x44, 0x41,
      0x54, 0x78, 0x9c, 0x63, 0x10, 0x50, 0xb1, 0x02, 0x00, 0x00, 0xb6, 0x00, 0x6f, 0xaf, 0xd5, 0x67, 0x26, 0x00, 0x00, 0x00,
      0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
    ], width: 1, height: 1)
}

extension House {
  /// Hires the staff that every such house has, then lets each room bring its part to each intake: to the earlier ones, the oldest
  /// first, and to the one that girls apply to; `applications` 0 and more. Without an intake, or without applications, nobody ever
  /// applied.
  package func rehearse(
    applications: Int, seed: UInt64, earlier: [EarlierIntake] = [],
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws {
    let running = try await currentCycle()
    let intakes = applications > 0 ? earlier.map { $0.scaled(to: applications) }.sorted { $0.yearsAgo > $1.yearsAgo } : []
    // Whoever was at work in the first of them was hired before it.
    let opened = running?.stages.map(\.opensAt).min()
    let hired = opened.flatMap { opened in intakes.first.map { opened.adding(days: -60 - $0.yearsAgo * Cycle.year) } }
    try await RehearsalStaff.hire(hired.map { at($0, Chance(seed: seed)) } ?? self)
    guard let running else { return }
    for intake in intakes {
      guard let cycle = try await addIntake(intake, before: running) else { continue }
      let plan = Rehearsal.Plan(
        cycle: cycle, earlier: intake, applications: intake.applications, seed: seed &+ UInt64(intake.yearsAgo) &* 1_000_003,
        progress: progress)
      for room in rooms { try await room.rehearsal?.run(self, plan) }
      try await database.write { try $0.showPost() }
    }
    let plan = Rehearsal.Plan(
      cycle: running, earlier: nil, applications: applications, seed: seed, progress: progress)
    for room in rooms { try await room.rehearsal?.run(self, plan) }
  }

  /// Something of the person in every room.
  package func leaveTraces(of subject: Rehearsal.Subject, in tx: Transaction) throws {
    for room in rooms { try room.rehearsal?.trace(tx, self, subject) }
  }
}
