import Storage

extension StudyMigrations {
  /// Who was there.
  ///
  /// - `study_roll`: only added. A mark of one girl by one hand, or `held` and `not_held` of the meeting itself; `way` is how it came: a
  ///   phone, or a paper that was entered later. The last of the same hand counts, two hands that differ both stand.
  /// - `study_presence`: what is said of each girl at each meeting, made of the marks and at any time again. `differs`: two adults say
  ///   different things. `proof` grows from `said` to `confirmed`, where she typed the day's digits herself.
  static let roll = Migration(
    "study-0006-roll",
    """
    CREATE TABLE study_roll (
      id TEXT NOT NULL PRIMARY KEY,
      meeting_id TEXT NOT NULL REFERENCES study_meeting (id),
      learner BIGINT REFERENCES study_learner (number),
      mark TEXT NOT NULL CHECK (mark IN ('came', 'late', 'excused', 'absent', 'held', 'not_held', 'present')),
      hand TEXT NOT NULL REFERENCES person (id),
      way TEXT NOT NULL CHECK (way IN ('phone', 'paper', 'code')),
      note BYTES,
      at BIGINT NOT NULL,
      received_at BIGINT NOT NULL,
      CHECK ((learner IS NULL) = (mark IN ('held', 'not_held')))
    );
    CREATE INDEX study_roll_meeting ON study_roll (meeting_id, learner, at);
    CREATE INDEX study_roll_learner ON study_roll (learner);
    CREATE TABLE study_presence (
      meeting_id TEXT NOT NULL REFERENCES study_meeting (id),
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      mark TEXT NOT NULL CHECK (mark IN ('came', 'late', 'excused', 'absent')),
      differs BOOLEAN NOT NULL,
      proof TEXT NOT NULL CHECK (proof IN ('said', 'confirmed')),
      basis TEXT NOT NULL,
      PRIMARY KEY (meeting_id, learner)
    );
    CREATE INDEX study_presence_learner ON study_presence (learner);
    """)
}
