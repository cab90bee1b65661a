import Programme
import Rules
import Security
import Storage
import Words

/// One line of the pool: a fresh number, whose it is, and the salt of her row.
struct PoolLine: Sendable {
  /// From 1.
  let number: Int
  /// Nil once she is erased.
  let person: ID<Person>?
  let salt: [UInt8]
}

/// The lists of a round as they were closed.
struct Closing: Sendable {
  let at: Moment
  let girls: Int
  /// SHA-256 over the pool in the order of its numbers: with it nobody can give other numbers out after the draw.
  let mark: [UInt8]
}

/// Lists close by themselves when their last day is over: everybody of the round gets a fresh number before the numbers of the draw are known.
enum Pool {
  static let job = Job(
    name: "lists close", .listsClose, every: .seconds(300),
    isNeeded: { house in try await !house.database.read { try $0.roundsToClose(house) }.isEmpty }
  ) { house in
    for round in try await house.database.read({ try $0.roundsToClose(house) }) {
      _ = try await house.database.write { try $0.closeLists(of: round, house) }
    }
  }
}

extension Transaction {
  /// Rounds whose lists are over and not closed, whose rule is frozen and whose run is not over.
  func roundsToClose(_ house: House) throws -> [Round] {
    let today = house.outside.now().day()
    return try rounds().filter { round in
      guard let lists = round.days(.list), let run = round.days(.run), lists.last < today, today <= run.last else { return false }
      return try closing(of: round.id) == nil && frozenMerit(of: round) != nil && !mayNotClose(round)
    }
  }

  /// A second round has nobody before the first is released.
  private func mayNotClose(_ round: Round) throws -> Bool {
    guard round.number == 2 else { return false }
    guard let first = try self.round(leaving: round.leavingYear) else { return true }
    return try release(of: first.id)?.releasedAt == nil
  }

  func closing(of round: ID<Round>) throws -> Closing? {
    try row("SELECT closed_at, girls, mark FROM grants_closing WHERE round_id = \(round)").map {
      Closing(at: try $0["closed_at"], girls: try $0["girls"], mark: try $0["mark"])
    }
  }

  func pool(of round: ID<Round>) throws -> [PoolLine] {
    try rows("SELECT number, person_id, salt FROM grants_pool WHERE round_id = \(round) ORDER BY number") {
      PoolLine(number: try $0["number"], person: try $0["person_id"], salt: try $0["salt"])
    }
  }

  /// Closes the lists, once; again changes nothing. In a first round everybody who may take part and is on her way, with a list or without: who
  /// has none may have one in August. In a second whoever has no seat, and whoever tries for a higher choice.
  @discardableResult
  func closeLists(of round: Round, _ house: House) throws -> Closing {
    if let closed = try closing(of: round.id) { return closed }
    // A seat that nobody answered for is free from here on, whether or not the job has looked since.
    if round.number == 2 { while try lapseSome(house) {} }
    let people = try round.number == 1 ? peopleOfFirst(round) : peopleOfSecond(round)
    let order = MatchInput.freshOrder(people.count, random: house.outside.random)
    let lines = order.enumerated().map { place, person in
      PoolLine(number: place + 1, person: people[person], salt: house.outside.random(MatchRelease.saltSize))
    }
    let closing = Closing(at: house.outside.now(), girls: lines.count, mark: Self.mark(lines))
    try run(
      """
      INSERT INTO grants_closing (round_id, closed_at, girls, mark)
      VALUES (\(round.id), \(closing.at), \(closing.girls), \(closing.mark))
      """)
    try insert(
      "INSERT INTO grants_pool (round_id, number, person_id, salt)",
      lines.map { "(\(round.id), \($0.number), \($0.person), \($0.salt))" })
    try record(.grantListsClosed, round.id.text, "girls=\(lines.count)", by: "the house", house)
    return closing
  }

  private func peopleOfFirst(_ round: Round) throws -> [ID<Person>] {
    let onTheirWay = Set(
      try rows(
        "SELECT DISTINCT person_id FROM monitoring_learner WHERE ended_at IS NULL OR certified_at IS NOT NULL ORDER BY person_id"
      ) { try $0[0] as ID<Person> })
    return try leavers(in: round.leavingYear).filter { $0.mayTakePart && onTheirWay.contains($0.person) }.map(\.person)
  }

  private func peopleOfSecond(_ round: Round) throws -> [ID<Person>] {
    guard let first = try self.round(leaving: round.leavingYear), let run = try releasedRun(of: first.id) else { return [] }
    let standings = try secondStandings(after: run)
    return try places(of: run.id).compactMap { place in
      guard let person = place.person else { return nil }
      switch standings[person] ?? .free {
      case .free, .triesHigher: return person
      case .out, .keeps: return nil
      }
    }
  }

  /// The person's id is hashed with her salt: the mark commits to who has which number and betrays nobody.
  private static func mark(_ lines: [PoolLine]) -> [UInt8] {
    let text = lines.map { line in
      "\(line.number);\(hex(sha256(line.salt + Array((line.person?.text ?? "").utf8))))"
    }
    return sha256(Array(text.joined(separator: "\n").utf8))
  }
}

extension Phrase {
  static let listsClose = Phrase(
    kk: "Мерзімі өткен тізімдер жабылады", ru: "Закрываются списки, срок которых прошёл",
    en: "Lists close when their days are over")
}
