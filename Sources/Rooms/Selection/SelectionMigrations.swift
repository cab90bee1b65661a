import Storage

/// The schema of the Selection room: facts that are only added, and seats that cannot hold two.
enum SelectionMigrations {
  static let all = [evidence, decisions, appeals, thirdPerson, appealHands, studyPlaces]

  /// `selection_evidence`: each value ever brought for a piece of evidence of an application; the highest turn counts.
  static let evidence = Migration(
    "selection-0001-evidence",
    """
    CREATE TABLE selection_evidence (
      application_id TEXT NOT NULL REFERENCES application (id),
      name TEXT NOT NULL,
      turn INTEGER NOT NULL CHECK (turn > 0),
      value DOUBLE NOT NULL,
      error DOUBLE NOT NULL CHECK (error >= 0),
      source TEXT NOT NULL,
      batch_id TEXT REFERENCES intake (id),
      at BIGINT NOT NULL,
      PRIMARY KEY (application_id, name, turn)
    );
    CREATE VIEW selection_evidence_now AS
      SELECT e.application_id, e.name, e.value, e.error FROM selection_evidence AS e
      WHERE NOT EXISTS (SELECT 1 FROM selection_evidence AS later
        WHERE later.application_id = e.application_id AND later.name = e.name AND later.turn > e.turn);
    """)

  static let decisions = Migration(
    "selection-0002-decisions",
    """
    CREATE TABLE selection_policy (
      id TEXT NOT NULL PRIMARY KEY,
      cycle_id TEXT NOT NULL REFERENCES cycle (id),
      version INTEGER NOT NULL CHECK (version > 0),
      yaml TEXT NOT NULL,
      written_by TEXT NOT NULL,
      written_at BIGINT NOT NULL,
      UNIQUE (cycle_id, version)
    );
    CREATE TABLE selection_freeze (
      cycle_id TEXT NOT NULL REFERENCES cycle (id),
      turn INTEGER NOT NULL CHECK (turn > 0),
      policy_id TEXT NOT NULL REFERENCES selection_policy (id),
      freezes_at BIGINT NOT NULL,
      announced_by TEXT NOT NULL,
      announced_at BIGINT NOT NULL,
      PRIMARY KEY (cycle_id, turn)
    );
    CREATE TABLE selection_run (
      id TEXT NOT NULL PRIMARY KEY,
      cycle_id TEXT NOT NULL REFERENCES cycle (id),
      policy_id TEXT NOT NULL REFERENCES selection_policy (id),
      after_run TEXT REFERENCES selection_run (id),
      draw_key TEXT NOT NULL,
      inputs TEXT NOT NULL,
      inputs_hash BYTES NOT NULL,
      outcome_hash BYTES NOT NULL,
      candidates INTEGER NOT NULL,
      offered INTEGER NOT NULL,
      findings TEXT NOT NULL,
      made_by TEXT NOT NULL,
      made_at BIGINT NOT NULL
    );
    CREATE INDEX selection_run_cycle ON selection_run (cycle_id, made_at, id);
    CREATE TABLE selection_decision (
      run_id TEXT NOT NULL REFERENCES selection_run (id),
      application_id TEXT NOT NULL REFERENCES application (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      PRIMARY KEY (run_id, application_id),
      UNIQUE (run_id, position)
    );
    CREATE INDEX selection_decision_application ON selection_decision (application_id);
    CREATE TABLE selection_release (
      cycle_id TEXT NOT NULL PRIMARY KEY REFERENCES cycle (id),
      run_id TEXT NOT NULL REFERENCES selection_run (id),
      recipients INTEGER NOT NULL,
      recipients_hash BYTES NOT NULL,
      proposed_by TEXT NOT NULL REFERENCES person (id),
      proposed_at BIGINT NOT NULL,
      released_by TEXT REFERENCES person (id),
      released_at BIGINT,
      CHECK (released_by IS NULL OR released_by <> proposed_by),
      CHECK ((released_by IS NULL) = (released_at IS NULL))
    );
    CREATE TABLE selection_offer (
      id TEXT NOT NULL PRIMARY KEY,
      cycle_id TEXT NOT NULL REFERENCES cycle (id),
      application_id TEXT NOT NULL UNIQUE REFERENCES application (id),
      run_id TEXT NOT NULL REFERENCES selection_run (id),
      reason TEXT NOT NULL CHECK (reason IN ('first', 'next', 'appeal')),
      offered_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL
    );
    CREATE INDEX selection_offer_cycle ON selection_offer (cycle_id, expires_at);
    CREATE TABLE selection_answer (
      offer_id TEXT NOT NULL PRIMARY KEY REFERENCES selection_offer (id),
      answer TEXT NOT NULL CHECK (answer IN ('accepted', 'declined', 'expired', 'left')),
      at BIGINT NOT NULL
    );
    CREATE TABLE selection_seat (
      cycle_id TEXT NOT NULL REFERENCES cycle (id),
      number INTEGER NOT NULL CHECK (number > 0),
      extra BOOLEAN NOT NULL,
      offer_id TEXT UNIQUE REFERENCES selection_offer (id),
      PRIMARY KEY (cycle_id, number)
    );
    CREATE TABLE selection_letter (
      run_id TEXT NOT NULL REFERENCES selection_run (id),
      application_id TEXT NOT NULL REFERENCES application (id),
      posted_at BIGINT,
      PRIMARY KEY (run_id, application_id)
    );
    CREATE INDEX selection_letter_left ON selection_letter (run_id, application_id) WHERE posted_at IS NULL;
    """)

  static let appeals = Migration(
    "selection-0003-appeals",
    """
    CREATE TABLE selection_appeal (
      id TEXT NOT NULL PRIMARY KEY,
      cycle_id TEXT NOT NULL REFERENCES cycle (id),
      application_id TEXT NOT NULL UNIQUE REFERENCES application (id),
      asked_at BIGINT NOT NULL,
      evidence TEXT,
      mark_asked_by TEXT,
      mark_asked_at BIGINT,
      value DOUBLE,
      error DOUBLE,
      note BYTES,
      marked_by TEXT,
      marked_at BIGINT,
      upheld BOOLEAN,
      decided_by TEXT,
      decided_at BIGINT,
      run_id TEXT REFERENCES selection_run (id),
      CHECK (marked_by IS NULL OR marked_by <> mark_asked_by),
      CHECK (decided_by IS NULL OR mark_asked_by IS NULL OR decided_by <> mark_asked_by),
      CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
      CHECK ((value IS NULL) = (marked_by IS NULL))
    );
    CREATE INDEX selection_appeal_cycle ON selection_appeal (cycle_id, asked_at);
    """)

  /// Three people to an appeal: one asks for the mark, one gives it, one decides. The check of a table is changed by making it anew.
  static let thirdPerson = Migration(
    "selection-0004-third-person",
    """
    CREATE TABLE selection_appeal_new (
      id TEXT NOT NULL PRIMARY KEY,
      cycle_id TEXT NOT NULL REFERENCES cycle (id),
      application_id TEXT NOT NULL UNIQUE REFERENCES application (id),
      asked_at BIGINT NOT NULL,
      evidence TEXT,
      mark_asked_by TEXT,
      mark_asked_at BIGINT,
      value DOUBLE,
      error DOUBLE,
      note BYTES,
      marked_by TEXT,
      marked_at BIGINT,
      upheld BOOLEAN,
      decided_by TEXT,
      decided_at BIGINT,
      run_id TEXT REFERENCES selection_run (id),
      CHECK (marked_by IS NULL OR marked_by <> mark_asked_by),
      CHECK (decided_by IS NULL OR mark_asked_by IS NULL OR decided_by <> mark_asked_by),
      CHECK (decided_by IS NULL OR marked_by IS NULL OR decided_by <> marked_by),
      CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
      CHECK ((value IS NULL) = (marked_by IS NULL))
    );
    INSERT INTO selection_appeal_new SELECT id, cycle_id, application_id, asked_at, evidence, mark_asked_by, mark_asked_at, value, error,
      note, marked_by, marked_at, upheld, decided_by, decided_at, run_id FROM selection_appeal;
    DROP TABLE selection_appeal;
    ALTER TABLE selection_appeal_new RENAME TO selection_appeal;
    CREATE INDEX selection_appeal_cycle ON selection_appeal (cycle_id, asked_at);
    """)

  /// The three hands of an appeal are people, whatever roles they hold. Until now they stood there as `role:id`.
  static let appealHands = Migration(
    "selection-0005-appeal-hands",
    Remake(
      "selection_appeal",
      """
        id TEXT NOT NULL PRIMARY KEY,
        cycle_id TEXT NOT NULL REFERENCES cycle (id),
        application_id TEXT NOT NULL UNIQUE REFERENCES application (id),
        asked_at BIGINT NOT NULL,
        evidence TEXT,
        mark_asked_by TEXT REFERENCES person (id),
        mark_asked_at BIGINT,
        value DOUBLE,
        error DOUBLE,
        note BYTES,
        marked_by TEXT REFERENCES person (id),
        marked_at BIGINT,
        upheld BOOLEAN,
        decided_by TEXT REFERENCES person (id),
        decided_at BIGINT,
        run_id TEXT REFERENCES selection_run (id),
        CHECK (marked_by <> mark_asked_by),
        CHECK (decided_by <> mark_asked_by),
        CHECK (decided_by <> marked_by),
        CHECK (marked_by IS NULL OR mark_asked_by IS NOT NULL),
        CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
        CHECK ((value IS NULL) = (marked_by IS NULL))
      """,
      filling: [
        "mark_asked_by": "substr(mark_asked_by, length(mark_asked_by) - 35)",
        "marked_by": "substr(marked_by, length(marked_by) - 35)",
        "decided_by": "substr(decided_by, length(decided_by) - 35)",
      ]))

  /// Who learns: those who accepted a place, and those to whom the open courses stand open meanwhile.
  static let studyPlaces = Migration(
    "selection-0006-study-places",
    """
    CREATE VIEW study_place AS
      SELECT c.application_id, c.person_id, c.cycle_id, c.region, c.district, c.place, c.school_id, c.grade,
        c.teaching_language, a.at AS accepted_at, c.has_left
      FROM selection_offer AS o JOIN selection_answer AS a ON a.offer_id = o.id AND a.answer = 'accepted'
      JOIN selection_candidate AS c ON c.application_id = o.application_id;
    CREATE VIEW study_open_place AS
      SELECT c.application_id, c.person_id, c.cycle_id, c.region, c.district, c.place, c.school_id, c.grade,
        c.teaching_language
      FROM selection_candidate AS c WHERE c.may_take_part AND NOT EXISTS (
        SELECT 1 FROM selection_offer AS o JOIN selection_answer AS a ON a.offer_id = o.id AND a.answer = 'accepted'
        WHERE o.application_id = c.application_id);
    """)
}
