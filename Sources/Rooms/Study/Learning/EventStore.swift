import Courses
import Exercises
import Learning
import Programme
import Storage
import Words

extension Transaction {
  /// Adds events and makes anew what follows from them, in one transaction. One that is there already changes nothing. Returns how many
  /// were new.
  @discardableResult
  func keep(_ events: [StudyEvent], of learner: Learner, _ safe: Safe, in courses: [ShelvedCourse], _ house: House) throws -> Int
  {
    var (added, attempts): (Int, [Attempt]) = (0, [])
    for event in events {
      let placed = PlacedEvent(event, in: courses)
      let isNew =
        try run(
          """
          INSERT INTO study_event (id, learner, kind, about, at, received_at, is_placed, skill, verdict, sealed)
          VALUES (\(event.id.bytes), \(learner.number), \(event.kind.rawValue), \(event.about), \(event.at),
            \(house.outside.now()), \(placed.isPlaced), \(placed.attempt?.skill), \(placed.attempt?.verdict.word),
            \(safe.seal(event.body, "study_event.sealed")))
          ON CONFLICT (id) DO NOTHING
          """) > 0
      guard isNew else { continue }
      added += 1
      if let attempt = placed.attempt { attempts.append(attempt) }
      if placed.isPlaced, event.kind == .finished { try finish(event.about, learner.number, at: event.at) }
    }
    try follow(attempts, learner.number, safe)
    return added
  }

  /// What waited for its course: at most so many at once of one learner.
  func place(of learner: Int, _ safe: Safe, in courses: [ShelvedCourse]) throws {
    let waiting = try rows(
      "SELECT id, kind, about, at, sealed FROM study_event WHERE learner = \(learner) AND NOT is_placed ORDER BY at LIMIT 1000"
    ) { row -> (id: [UInt8], event: StudyEvent)? in
      let (id, kind): ([UInt8], String) = (try row["id"], try row["kind"])
      guard let name = ID<JournalEvent>(bytes: id), let kind = StudyEvent.Kind(rawValue: kind) else { return nil }
      let body = try safe.open(try row["sealed"], "study_event.sealed")
      return (id, StudyEvent(id: name, kind, about: try row["about"], at: try row["at"], body: body))
    }
    var attempts: [Attempt] = []
    for case (let id, let event)? in waiting {
      let placed = PlacedEvent(event, in: courses)
      guard placed.isPlaced else { continue }
      try run(
        """
        UPDATE study_event SET is_placed = TRUE, skill = \(placed.attempt?.skill), verdict = \(placed.attempt?.verdict.word)
        WHERE id = \(id)
        """)
      if let attempt = placed.attempt { attempts.append(attempt) } else { try finish(event.about, learner, at: event.at) }
    }
    try follow(attempts, learner, safe)
  }

  /// The first time counts.
  private func finish(_ lesson: String, _ learner: Int, at moment: Moment) throws {
    try run(
      """
      INSERT INTO study_lesson (learner, lesson, finished_at) VALUES (\(learner), \(lesson), \(moment))
      ON CONFLICT (learner, lesson) DO UPDATE SET finished_at = \(moment) WHERE study_lesson.finished_at > \(moment)
      """)
  }

  /// What attempts make of their skills: folded on where they come after what is there, else the skill is made of all its events.
  private func follow(_ attempts: [Attempt], _ learner: Int, _ safe: Safe) throws {
    for (skill, group) in Dictionary(grouping: attempts, by: \.skill).sorted(by: { $0.key < $1.key }) {
      let line: String? = try value("SELECT line FROM study_skill WHERE learner = \(learner) AND skill = \(skill)")
      var state = line.flatMap { SkillState(line: $0) } ?? SkillState()
      let isLater = group.sorted { $0.stamp < $1.stamp }.allSatisfy { state.follow($0) }
      try put(isLater ? state : try practised(skill, learner, safe), skill, learner)
    }
  }

  private func put(_ state: SkillState, _ skill: String, _ learner: Int) throws {
    try run(
      """
      INSERT INTO study_skill (learner, skill, line) VALUES (\(learner), \(skill), \(state.line))
      ON CONFLICT (learner, skill) DO UPDATE SET line = \(state.line)
      """)
  }

  /// Of all events of a skill.
  func practised(_ skill: String, _ learner: Int, _ safe: Safe) throws -> SkillState {
    let attempts = try rows(
      """
      SELECT id, about, at, verdict, sealed FROM study_event WHERE learner = \(learner) AND skill = \(skill)
      ORDER BY at, id LIMIT 200000
      """
    ) { row -> Attempt? in
      let (id, verdict): ([UInt8], String) = (try row["id"], try row["verdict"])
      guard let body = AttemptBody(try safe.open(try row["sealed"], "study_event.sealed")) else { return nil }
      return PlacedEvent.attempt(
        id, skill, about: try row["about"], at: try row["at"], body, Attempt.Verdict(word: verdict) ?? .unread)
    }
    return Practice(attempts.compactMap { $0 }).skills[skill] ?? SkillState()
  }

  /// Everything she practised, as it stands.
  func practice(of learner: Learner) throws -> [String: SkillState] {
    let lines = try rows("SELECT skill, line FROM study_skill WHERE learner = \(learner.number)") { row in
      (try row["skill"] as String, try row["line"] as String)
    }
    return Dictionary(lines.compactMap { skill, line in SkillState(line: line).map { (skill, $0) } }) { first, _ in first }
  }

  /// `course/lesson`, and when.
  func finishedLessons(of learner: Learner) throws -> [String: Moment] {
    let lessons = try rows("SELECT lesson, finished_at FROM study_lesson WHERE learner = \(learner.number)") { row in
      (try row["lesson"] as String, try row["finished_at"] as Moment)
    }
    return Dictionary(lessons) { first, _ in first }
  }
}

/// An event beside the course it is about.
struct PlacedEvent {
  /// Whether the course has what it is about.
  let isPlaced: Bool
  let attempt: Attempt?

  init(_ event: StudyEvent, in courses: [ShelvedCourse]) {
    switch event.kind {
    case .finished:
      let parts = event.about.split(separator: "/").map(String.init)
      isPlaced = courses.contains { $0.key == parts.first && $0.course.lesson(parts.last ?? "") != nil }
      attempt = nil
    case .attempt:
      guard let asked = AskedExercise(about: event.about, in: courses), let body = AttemptBody(event.body),
        let judgement = asked.judged(body, .kk)
      else {
        (isPlaced, attempt) = (false, nil)
        return
      }
      isPlaced = true
      attempt = Self.attempt(event.id.bytes, asked.skill, about: event.about, at: event.at, body, judgement.practised)
    }
  }

  static func attempt(
    _ id: [UInt8], _ skill: String, about: String, at: Moment, _ body: AttemptBody, _ verdict: Attempt.Verdict
  ) -> Attempt? {
    AttemptID(bytes: id).flatMap { id in
      let variant = about.split(separator: "/").dropFirst().joined(separator: "/")
      return Attempt(
        id: id, skill: skill, variant: variant, at: at.milliseconds, isFirstTry: body.isFirst, hints: body.hints, verdict: verdict
      )
    }
  }
}
