import Learning
package import Programme
import Storage
import Words

/// What follows from the events, made anew of all of them: what she can do, which lessons she has finished, at which meetings she was. Nothing
/// changes by it, or something wrote past the rules.
package struct StudyRebuild: Sendable, Hashable {
  package var learners = 0
  package var events = 0
  /// Derived rows that were not what the events say.
  package var changed = 0
}

extension House {
  /// `writes`: puts right what differs. `tell` hears of it after every two hundred learners.
  package func rebuildStudy(writes: Bool, tell: (StudyRebuild) -> Void = { _ in }) async throws -> StudyRebuild {
    let (database, vault) = (database, vault)
    var (sum, after) = (StudyRebuild(), 0)
    while true {
      let next = after
      let page = try await database.read { tx in
        try tx.rows("SELECT number, person_id FROM study_learner WHERE number > \(next) ORDER BY number LIMIT 200") {
          (number: try $0["number"] as Int, person: try $0["person_id"] as ID<Person>)
        }
      }
      guard let last = page.last else { return sum }
      // Two at a time, as many as there are readers to spare.
      let halves = stride(from: 0, to: page.count, by: 100).map { page[$0..<min($0 + 100, page.count)] }
      let found = try await withThrowingTaskGroup(of: (StudyRebuild, [Int]).self) { group in
        for half in halves {
          group.addTask { try await database.read { tx in try tx.unlikeEvents(half.map { ($0.number, $0.person) }, vault) } }
        }
        return try await group.reduce(into: (StudyRebuild(), [Int]())) { sum, one in
          sum.0.learners += one.0.learners
          sum.0.events += one.0.events
          sum.0.changed += one.0.changed
          sum.1 += one.1
        }
      }
      sum.learners += found.0.learners
      sum.events += found.0.events
      sum.changed += found.0.changed
      if writes {
        for (number, person) in page where found.1.contains(number) {
          try await database.write { tx in try tx.putRight(number, try tx.safe(of: person, vault)) }
        }
      }
      tell(sum)
      after = last.number
    }
  }
}

/// Derived rows of one learner.
private struct Derived: Hashable {
  var skills: [String: String] = [:]
  var lessons: [String: Int64] = [:]
  var presence: [ID<Meeting>: PresenceLine] = [:]

  /// In how many rows they differ.
  func differences(_ other: Derived) -> Int {
    func count<Key: Hashable, Value: Equatable>(_ some: [Key: Value], _ others: [Key: Value]) -> Int {
      Set(some.keys).union(others.keys).count { some[$0] != others[$0] }
    }
    return count(skills, other.skills) + count(lessons, other.lessons) + count(presence, other.presence)
  }
}

extension Transaction {
  fileprivate func unlikeEvents(_ learners: [(Int, ID<Person>)], _ vault: Vault) throws -> (StudyRebuild, [Int]) {
    var (sum, unlike) = (StudyRebuild(), [Int]())
    for (number, person) in learners {
      // Her answers cannot be opened any more: what followed from them stays as it is until it is erased too.
      guard let safe = try? safe(of: person, vault) else { continue }
      let (made, events) = try derived(fromEventsOf: number, safe)
      let different = made.differences(try derivedRows(of: number))
      sum.learners += 1
      sum.events += events
      sum.changed += different
      if different > 0 { unlike.append(number) }
    }
    return (sum, unlike)
  }

  private func derived(fromEventsOf learner: Int, _ safe: Safe) throws -> (Derived, events: Int) {
    var (made, events) = (Derived(), 0)
    var (skill, state, isInOrder) = ("", SkillState(), true)
    func close() throws {
      if !skill.isEmpty { made.skills[skill] = (isInOrder ? state : try practised(skill, learner, safe)).line }
      (state, isInOrder) = (SkillState(), true)
    }
    try each(
      """
      SELECT id, kind, about, at, skill, verdict, sealed FROM study_event WHERE learner = \(learner) AND is_placed
      ORDER BY skill, at, id
      """
    ) { row in
      events += 1
      let (about, at, kind): (String, Moment, String) = (try row["about"], try row["at"], try row["kind"])
      guard kind == StudyEvent.Kind.attempt.rawValue else {
        made.lessons[about] = min(made.lessons[about] ?? .max, at.milliseconds)
        return
      }
      let (id, of, verdict): ([UInt8], String, String) = (try row["id"], try row["skill"], try row["verdict"])
      if of != skill {
        try close()
        skill = of
      }
      guard let body = AttemptBody(try safe.open(try row["sealed"], "study_event.sealed")),
        let attempt = PlacedEvent.attempt(id, of, about: about, at: at, body, Attempt.Verdict(word: verdict) ?? .unread)
      else { return }
      if !state.follow(attempt) { isInOrder = false }
    }
    try close()
    let meetings: [ID<Meeting>] = try rows(
      "SELECT DISTINCT meeting_id FROM study_roll WHERE learner = \(learner) ORDER BY meeting_id LIMIT 5000"
    ) { try $0[0] }
    for meeting in meetings { made.presence[meeting] = try presence(meeting, learner) }
    return (made, events)
  }

  private func derivedRows(of learner: Int) throws -> Derived {
    var rows = Derived()
    try each("SELECT skill, line FROM study_skill WHERE learner = \(learner)") { row in
      let skill: String = try row["skill"]
      rows.skills[skill] = try row["line"]
    }
    try each("SELECT lesson, finished_at FROM study_lesson WHERE learner = \(learner)") { row in
      let (lesson, at): (String, Moment) = (try row["lesson"], try row["finished_at"])
      rows.lessons[lesson] = at.milliseconds
    }
    try each("SELECT meeting_id, mark, differs, proof, basis FROM study_presence WHERE learner = \(learner)") { row in
      let meeting: ID<Meeting> = try row["meeting_id"]
      rows.presence[meeting] = PresenceLine(
        mark: try row["mark"], differs: try row["differs"], proof: try row["proof"], basis: try row["basis"])
    }
    return rows
  }

  fileprivate func putRight(_ learner: Int, _ safe: Safe) throws {
    let made = try derived(fromEventsOf: learner, safe).0
    try run("DELETE FROM study_skill WHERE learner = \(learner)")
    try run("DELETE FROM study_lesson WHERE learner = \(learner)")
    try run("DELETE FROM study_presence WHERE learner = \(learner)")
    for (skill, line) in made.skills.sorted(by: { $0.key < $1.key }) {
      try run("INSERT INTO study_skill (learner, skill, line) VALUES (\(learner), \(skill), \(line))")
    }
    for (lesson, at) in made.lessons.sorted(by: { $0.key < $1.key }) {
      try run(
        """
        INSERT INTO study_lesson (learner, lesson, finished_at)
        VALUES (\(learner), \(lesson), \(Moment(milliseconds: at)))
        """)
    }
    for (meeting, line) in made.presence.sorted(by: { $0.key.text < $1.key.text }) { try put(line, meeting, learner) }
  }
}
