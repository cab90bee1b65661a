import Programme
import Storage
import Words

/// What is left of a learner's answers and of her presence when they go: how often each variant was answered rightly, and how many came in a
/// month. Nobody can be found in it again.
extension Transaction {
  /// Before her events are deleted. The first answer to each variant counts, of a check the last.
  func fold(_ learner: Int) throws {
    for line in try firstAnswers("learner = \(learner)") { try freeze(line) }
    let checks = try rows(
      """
      SELECT course, form, item, variant, verdict, count(*) AS n FROM (
        SELECT study_check.course, study_check.form, item, variant, verdict,
          ROW_NUMBER() OVER (PARTITION BY check_id, item ORDER BY at DESC, study_check_answer.id DESC) AS turn
        FROM study_check_answer JOIN study_check ON study_check.id = check_id WHERE learner = \(learner)) AS answered
      WHERE turn = 1 AND verdict <> 'blank' GROUP BY course, form, item, variant, verdict ORDER BY course, form, item, variant
      """
    ) { row -> AnsweredVariant in
      let (form, item): (String, String) = (try row["form"], try row["item"])
      return AnsweredVariant(
        course: try row["course"], exercise: "\(form)/\(item)", variant: try row["variant"], outcome: try row["verdict"],
        count: try row["n"])
    }
    for line in checks { try freeze(line) }
  }

  private func freeze(_ line: AnsweredVariant) throws {
    try run(
      """
      INSERT INTO study_frozen (course, exercise, variant, outcome, n)
      VALUES (\(line.course), \(line.exercise), \(line.variant), \(line.outcome), \(line.count))
      ON CONFLICT (course, exercise, variant, outcome) DO UPDATE SET n = study_frozen.n + \(line.count)
      """)
  }

  /// Before her marks in rolls are deleted.
  func foldPresence(_ learner: Int) throws {
    let lines = try rows(
      """
      SELECT study_group.cohort_id, study_meeting.starts_at, study_presence.mark, study_presence.proof FROM study_presence
      JOIN study_meeting ON study_meeting.id = study_presence.meeting_id JOIN study_group ON study_group.id = study_meeting.group_id
      WHERE study_presence.learner = \(learner) AND study_meeting.state = \(Meeting.State.held)
      ORDER BY study_meeting.starts_at LIMIT 5000
      """
    ) { row -> (cohort: ID<Cohort>, month: String, came: Bool, proof: String) in
      let (starts, mark): (Moment, RollMark) = (try row["starts_at"], try row["mark"])
      return (try row["cohort_id"], String(starts.day().iso.prefix(7)), mark.wasThere, try row["proof"])
    }
    for line in lines {
      try run(
        """
        INSERT INTO study_frozen_presence (cohort_id, month, proof, attended, planned)
        VALUES (\(line.cohort), \(line.month), \(line.proof), \(line.came ? 1 : 0), 1)
        ON CONFLICT (cohort_id, month, proof) DO UPDATE SET attended = study_frozen_presence.attended + \(line.came ? 1 : 0),
          planned = study_frozen_presence.planned + 1
        """)
    }
  }

  /// The first answer of each learner to each variant, counted.
  func firstAnswers(_ condition: SQL) throws -> [AnsweredVariant] {
    try rows(
      """
      SELECT about, verdict, count(*) AS n FROM (
        SELECT about, verdict, ROW_NUMBER() OVER (PARTITION BY learner, about ORDER BY at, id) AS turn
        FROM study_event WHERE \(condition) AND kind = 'attempt' AND is_placed AND verdict IN ('right', 'wrong')) AS answered
      WHERE turn = 1 GROUP BY about, verdict ORDER BY about, verdict
      """
    ) { row in AnsweredVariant(about: try row["about"], outcome: try row["verdict"], count: try row["n"]) }.compactMap { $0 }
  }
}

/// How often a variant had an outcome.
struct AnsweredVariant: Sendable, Hashable {
  let course: String
  let exercise: String
  let variant: Int
  let outcome: String
  let count: Int

  init(course: String, exercise: String, variant: Int, outcome: String, count: Int) {
    (self.course, self.exercise, self.variant, self.outcome, self.count) = (course, exercise, variant, outcome, count)
  }

  /// Of `course/exercise/variant`.
  init?(about: String, outcome: String, count: Int) {
    let parts = about.split(separator: "/").map(String.init)
    guard parts.count == 3, let variant = Int(parts[2]) else { return nil }
    self.init(course: parts[0], exercise: parts[1], variant: variant, outcome: outcome, count: count)
  }
}

/// A year after the end of her cohort, and a year after the last she did, what a girl answered goes. What she finished, was marked and was
/// given stays until the term of her data is over.
enum OldAnswers {
  static let months = 12

  static let job = Job(
    name: "old answers of learners", .oldAnswersGo, every: .seconds(86_400),
    isNeeded: { house in
      let before = limit(house)
      return try await house.database.read { try !$0.learnersToFold(before, limit: 1).isEmpty }
    }
  ) { house in
    let before = limit(house)
    while case let due = try await house.database.read({ try $0.learnersToFold(before, limit: 100) }), !due.isEmpty {
      for learner in due {
        try await house.database.write { tx in
          try tx.fold(learner)
          try tx.run("DELETE FROM study_event WHERE learner = \(learner)")
          try tx.run("DELETE FROM study_skill WHERE learner = \(learner)")
          try tx.run("DELETE FROM study_lesson WHERE learner = \(learner)")
          try tx.run("DELETE FROM study_check_answer WHERE learner = \(learner)")
        }
      }
      try await house.database.write { try $0.record(.answersFolded, "", "learners=\(due.count)", by: "house", house) }
    }
  }

  private static func limit(_ house: House) -> Moment { house.outside.now().day().adding(months: -months).start() }
}

extension Transaction {
  /// Whose answers are kept no longer. Whoever's data are held back as they are is left alone.
  fileprivate func learnersToFold(_ before: Moment, limit: Int) throws -> [Int] {
    try rows(
      """
      SELECT study_learner.number FROM study_learner JOIN person ON person.id = study_learner.person_id
      WHERE person.restricted_at IS NULL
        AND (EXISTS (SELECT 1 FROM study_event WHERE study_event.learner = study_learner.number)
          OR EXISTS (SELECT 1 FROM study_check_answer WHERE study_check_answer.learner = study_learner.number))
        AND NOT EXISTS (SELECT 1 FROM study_event WHERE study_event.learner = study_learner.number
          AND study_event.received_at >= \(before))
        AND NOT EXISTS (SELECT 1 FROM study_check_answer WHERE study_check_answer.learner = study_learner.number
          AND study_check_answer.at >= \(before))
        AND NOT EXISTS (SELECT 1 FROM study_enrolment JOIN study_cohort ON study_cohort.id = study_enrolment.cohort_id
          WHERE study_enrolment.learner = study_learner.number AND study_cohort.track = 'chosen'
            AND COALESCE(study_enrolment.until, study_cohort.ends_at) >= \(before))
      ORDER BY study_learner.number LIMIT \(limit)
      """
    ) { try $0[0] }
  }
}

extension StudyMigrations {
  /// - `study_frozen`: how often each variant had an outcome, of learners whose answers are gone.
  /// - `study_frozen_presence`: how many marks of a month said that somebody was there, of learners who were erased.
  /// - `study_variant`: the same of everybody, counted each night.
  static let folding = Migration(
    "study-0017-folding",
    """
    CREATE TABLE study_frozen (
      course TEXT NOT NULL,
      exercise TEXT NOT NULL,
      variant INTEGER NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('right', 'wrong', 'unread')),
      n BIGINT NOT NULL CHECK (n > 0),
      PRIMARY KEY (course, exercise, variant, outcome)
    );
    CREATE TABLE study_frozen_presence (
      cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
      month TEXT NOT NULL,
      proof TEXT NOT NULL,
      attended BIGINT NOT NULL CHECK (attended >= 0),
      planned BIGINT NOT NULL CHECK (planned >= attended),
      PRIMARY KEY (cohort_id, month, proof)
    );
    CREATE TABLE study_variant (
      course TEXT NOT NULL,
      exercise TEXT NOT NULL,
      variant INTEGER NOT NULL,
      answers BIGINT NOT NULL CHECK (answers > 0),
      correct BIGINT NOT NULL CHECK (correct BETWEEN 0 AND answers),
      counted_at BIGINT NOT NULL,
      PRIMARY KEY (course, exercise, variant)
    );
    """)
}

extension Phrase {
  static let oldAnswersGo = Phrase(
    kk: "Лек біткен соң бір жылдан кейін оқушылардың жауаптары жойылады", ru: "Через год после потока ответы учащихся удаляются",
    en: "A year after their cohort the answers of learners are deleted")
}
