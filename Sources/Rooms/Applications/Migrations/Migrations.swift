import Storage

/// The schema of the Applications room.
enum ApplicationMigrations {
  static let all = [
    applications, consents, desk, printedText, ofAge, sealedNames, windows, windowOfChanges, papersWaiting,
    paperHands, eligible, eligibleWindows, answersBounded, newestAnswers, whyTheyLeft, assignees, grants,
  ]

  static let applications = Migration(
    "applications-0001",
    """
    CREATE TABLE application (
      id TEXT NOT NULL PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      cycle_id TEXT NOT NULL REFERENCES cycle (id),
      person_id TEXT NOT NULL REFERENCES person (id),
      state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'admitted', 'refused', 'withdrawn', 'joined')),
      consent TEXT NOT NULL CHECK (consent IN ('none', 'girl', 'guardian', 'complete', 'refused')),
      source TEXT NOT NULL CHECK (source IN ('web', 'paper', 'imported')),
      form_version TEXT NOT NULL,
      region TEXT,
      district TEXT,
      place TEXT,
      register_edition TEXT,
      school_id TEXT REFERENCES school (id),
      grade INTEGER,
      teaching_language TEXT,
      rural BOOLEAN,
      started_at BIGINT NOT NULL,
      changed_at BIGINT NOT NULL,
      submitted_at BIGINT,
      decided_at BIGINT,
      reason TEXT,
      joined_to TEXT REFERENCES application (id),
      UNIQUE (cycle_id, person_id),
      CHECK (state <> 'joined' OR joined_to IS NOT NULL),
      CHECK (state IN ('draft', 'withdrawn', 'joined') OR submitted_at IS NOT NULL)
    );
    CREATE INDEX application_person ON application (person_id);
    CREATE INDEX application_list ON application (cycle_id, changed_at, id);
    CREATE INDEX application_state ON application (cycle_id, state, changed_at);
    CREATE INDEX application_district ON application (cycle_id, district, changed_at);
    CREATE INDEX application_school ON application (school_id);
    CREATE TABLE answer (
      id TEXT NOT NULL PRIMARY KEY,
      application_id TEXT NOT NULL REFERENCES application (id),
      field TEXT NOT NULL,
      typed BYTES NOT NULL,
      written_at BIGINT NOT NULL,
      received_at BIGINT NOT NULL
    );
    CREATE INDEX answer_application ON answer (application_id, written_at, id);
    CREATE TABLE application_event (
      id TEXT NOT NULL PRIMARY KEY,
      application_id TEXT NOT NULL REFERENCES application (id),
      at BIGINT NOT NULL,
      kind TEXT NOT NULL,
      actor TEXT NOT NULL,
      details TEXT NOT NULL,
      note BYTES
    );
    CREATE INDEX application_event_application ON application_event (application_id, at, id);
    """)

  static let consents = Migration(
    "applications-0002-consents",
    """
    CREATE TABLE consent_request (
      link_hash BYTES NOT NULL PRIMARY KEY,
      application_id TEXT NOT NULL REFERENCES application (id),
      guardian_id TEXT NOT NULL REFERENCES person (id),
      channel TEXT NOT NULL CHECK (channel IN ('sms', 'email', 'paper')),
      code_hash BYTES,
      created_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL,
      tries INTEGER NOT NULL,
      answered_at BIGINT
    );
    CREATE INDEX consent_request_application ON consent_request (application_id);
    CREATE TABLE paper_consent (
      id TEXT NOT NULL PRIMARY KEY,
      application_id TEXT NOT NULL REFERENCES application (id),
      guardian_id TEXT NOT NULL REFERENCES person (id),
      file_id TEXT REFERENCES file (id),
      printed_code TEXT NOT NULL,
      purposes TEXT NOT NULL,
      original_at TEXT NOT NULL,
      entered_by TEXT NOT NULL,
      entered_at BIGINT NOT NULL,
      approved_by TEXT,
      approved_at BIGINT,
      rejected_at BIGINT,
      CHECK (approved_by IS NULL OR approved_by <> entered_by)
    );
    CREATE INDEX paper_consent_application ON paper_consent (application_id);
    """)

  static let desk = Migration(
    "applications-0003-desk",
    """
    CREATE TABLE correction (
      id TEXT NOT NULL PRIMARY KEY,
      application_id TEXT NOT NULL REFERENCES application (id),
      pages TEXT NOT NULL,
      note BYTES NOT NULL,
      asked_by TEXT NOT NULL,
      asked_at BIGINT NOT NULL,
      answered_at BIGINT
    );
    CREATE INDEX correction_application ON correction (application_id);
    CREATE TABLE duplicate (
      first_id TEXT NOT NULL REFERENCES application (id),
      second_id TEXT NOT NULL REFERENCES application (id),
      cycle_id TEXT NOT NULL REFERENCES cycle (id),
      first_region TEXT,
      second_region TEXT,
      reasons TEXT NOT NULL,
      found_at BIGINT NOT NULL,
      decision TEXT CHECK (decision IN ('different', 'joined')),
      decided_by TEXT,
      decided_at BIGINT,
      PRIMARY KEY (first_id, second_id),
      CHECK (first_id < second_id)
    );
    CREATE INDEX duplicate_open ON duplicate (cycle_id, found_at, first_region, second_region) WHERE decided_at IS NULL;
    CREATE INDEX duplicate_second ON duplicate (second_id);
    CREATE TABLE bulk_message (
      id TEXT NOT NULL PRIMARY KEY,
      cycle_id TEXT NOT NULL REFERENCES cycle (id),
      filter TEXT NOT NULL,
      channel TEXT NOT NULL CHECK (channel IN ('sms', 'email')),
      subject_kk TEXT NOT NULL,
      subject_ru TEXT NOT NULL,
      subject_en TEXT NOT NULL,
      body_kk TEXT NOT NULL,
      body_ru TEXT NOT NULL,
      body_en TEXT NOT NULL,
      drafted_by TEXT NOT NULL REFERENCES person (id),
      drafted_at BIGINT NOT NULL,
      recipients INTEGER NOT NULL,
      recipients_hash BYTES NOT NULL,
      released_by TEXT REFERENCES person (id),
      released_at BIGINT,
      dropped_at BIGINT,
      CHECK (released_by IS NULL OR released_by <> drafted_by)
    );
    CREATE TABLE import_row (
      cycle_id TEXT NOT NULL REFERENCES cycle (id),
      key_hash BYTES NOT NULL,
      application_id TEXT NOT NULL REFERENCES application (id),
      content_hash BYTES NOT NULL,
      batch_id TEXT NOT NULL REFERENCES intake (id),
      PRIMARY KEY (cycle_id, key_hash)
    );
    """)

  /// A sheet of paper remembers which text was printed on it.
  static let printedText = Migration(
    "applications-0005-printed-text",
    """
    ALTER TABLE paper_consent ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
    """)

  /// Which applications the house has looked at since the girl came of age: she is told once.
  static let ofAge = Migration(
    "applications-0006-of-age",
    """
    CREATE TABLE of_age (
      application_id TEXT NOT NULL PRIMARY KEY REFERENCES application (id),
      told_at BIGINT NOT NULL
    );
    """)

  /// A file's name may name a girl: it is sealed as the file is. Where the signed sheet lies is a sealed note of the history.
  static let sealedNames = Migration(
    "applications-0007-sealed-names",
    """
    ALTER TABLE paper_consent DROP COLUMN original_at;
    """)

  /// What other rooms may read. `selection_candidate`: who takes part in the selection, and the traits its rules know: admitted,
  /// both consents given, not erased, not restricted. Whoever withdraws or takes a consent back is no longer in it.
  /// `selection_applicant`: whose an application is, whatever
  /// its state, and whether she has gone for good: a place is not taken from somebody whose data only rest for a while.
  static let windows = Migration(
    "applications-0008-windows",
    """
    CREATE VIEW selection_candidate AS
      SELECT application.id AS application_id, cycle_id, person_id, code, region, district, place, school_id, grade,
        teaching_language, rural
      FROM application JOIN person ON person.id = application.person_id
      WHERE application.state = 'admitted' AND application.consent = 'complete' AND person.erased_at IS NULL
        AND person.restricted_at IS NULL;
    CREATE VIEW selection_applicant AS
      SELECT application.id AS application_id, cycle_id, person_id, code, region,
        (application.state <> 'admitted' OR application.consent = 'refused' OR person.erased_at IS NOT NULL) AS has_left
      FROM application JOIN person ON person.id = application.person_id;
    """)

  /// When an application last changed: whoever left after a moment is found by its index, not by looking at everybody.
  static let windowOfChanges = Migration(
    "applications-0009-window-of-changes",
    """
    DROP VIEW selection_applicant;
    CREATE VIEW selection_applicant AS
      SELECT application.id AS application_id, cycle_id, person_id, code, region, changed_at,
        (application.state <> 'admitted' OR application.consent = 'refused' OR person.erased_at IS NOT NULL) AS has_left
      FROM application JOIN person ON person.id = application.person_id;
    """)

  /// The desk counts the sheets that wait each time it is opened: without looking at those that were decided.
  static let papersWaiting = Migration(
    "applications-0010-papers-waiting",
    "CREATE INDEX paper_consent_waiting ON paper_consent (approved_at, rejected_at);")

  /// The two hands of a sheet are people, whatever roles they hold. Until now they stood there as `role:id`.
  static let paperHands = Migration(
    "applications-0012-paper-hands",
    Remake(
      "paper_consent",
      """
        id TEXT NOT NULL PRIMARY KEY,
        application_id TEXT NOT NULL REFERENCES application (id),
        guardian_id TEXT NOT NULL REFERENCES person (id),
        file_id TEXT REFERENCES file (id),
        printed_code TEXT NOT NULL,
        purposes TEXT NOT NULL,
        entered_by TEXT NOT NULL REFERENCES person (id),
        entered_at BIGINT NOT NULL,
        approved_by TEXT REFERENCES person (id),
        approved_at BIGINT,
        rejected_by TEXT REFERENCES person (id),
        rejected_at BIGINT,
        version INTEGER NOT NULL DEFAULT 1,
        CHECK (approved_by <> entered_by),
        CHECK (rejected_by <> entered_by),
        CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
        CHECK (rejected_by IS NULL OR rejected_at IS NOT NULL)
      """,
      filling: [
        "entered_by": "substr(entered_by, length(entered_by) - 35)",
        "approved_by": "substr(approved_by, length(approved_by) - 35)",
      ]))

  /// The table as it is made anew, with these columns more.
  private static func application(_ more: String = "") -> String {
    """
      id TEXT NOT NULL PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      cycle_id TEXT NOT NULL REFERENCES cycle (id),
      person_id TEXT NOT NULL REFERENCES person (id),
      state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'eligible', 'refused', 'withdrawn', 'joined')),
      consent TEXT NOT NULL CHECK (consent IN ('none', 'girl', 'guardian', 'complete', 'refused')),
      source TEXT NOT NULL CHECK (source IN ('web', 'paper', 'imported')),
      form_version TEXT NOT NULL,
      region TEXT,
      district TEXT,
      place TEXT,
      register_edition TEXT,
      school_id TEXT REFERENCES school (id),
      grade INTEGER,
      teaching_language TEXT,
      rural BOOLEAN,
      started_at BIGINT NOT NULL,
      changed_at BIGINT NOT NULL,
      submitted_at BIGINT,
      decided_at BIGINT,
      reason TEXT,
      joined_to TEXT REFERENCES application (id),\(more)
      UNIQUE (cycle_id, person_id),
      CHECK (state <> 'joined' OR joined_to IS NOT NULL),
      CHECK (state IN ('draft', 'withdrawn', 'joined') OR submitted_at IS NOT NULL)
    """
  }

  /// Whoever may sit the test is `eligible`; `admitted` is who has accepted a place, and no state of an application.
  static let eligible = Migration(
    "applications-0013-eligible",
    Remake(
      "application", application(),
      filling: ["state": "CASE WHEN state = 'admitted' THEN 'eligible' ELSE state END"]))

  /// One window with that word, which holds everybody there ever was: who no longer takes part is seen to have left. And what was
  /// kept under the older word.
  static let eligibleWindows = Migration(
    "applications-0014-eligible-windows",
    """
    DROP VIEW selection_candidate;
    DROP VIEW selection_applicant;
    CREATE VIEW selection_candidate AS
      SELECT application.id AS application_id, cycle_id, person_id, code, region, district, place, school_id, grade,
        teaching_language, rural, changed_at,
        (application.state = 'eligible' AND application.consent = 'complete' AND person.erased_at IS NULL
          AND person.restricted_at IS NULL) AS may_take_part,
        (application.state <> 'eligible' OR application.consent = 'refused' OR person.erased_at IS NOT NULL) AS has_left
      FROM application JOIN person ON person.id = application.person_id;
    UPDATE application_event SET kind = 'eligible' WHERE kind = 'admitted';
    UPDATE bulk_message SET filter = replace(filter, 'state=admitted', 'state=eligible');
    """)

  /// `answered`: the weight of all the answers an application was ever given.
  static let answersBounded = Migration(
    "applications-0015-answers-bounded",
    Remake("application", application("\n  answered BIGINT NOT NULL DEFAULT 0,")))

  /// The newest answer of each field is found without the others.
  static let newestAnswers = Migration(
    "applications-0016-newest-answers",
    """
    DROP INDEX answer_application;
    CREATE INDEX answer_application ON answer (application_id, field, written_at, id);
    """)

  /// `why_left`: a girl who was refused is not told that she withdrew.
  static let whyTheyLeft = Migration(
    "applications-0017-why-they-left",
    """
    DROP VIEW selection_candidate;
    CREATE VIEW selection_candidate AS
      SELECT application.id AS application_id, cycle_id, person_id, code, region, district, place, school_id, grade,
        teaching_language, rural, changed_at,
        (application.state = 'eligible' AND application.consent = 'complete' AND person.erased_at IS NULL
          AND person.restricted_at IS NULL) AS may_take_part,
        (application.state <> 'eligible' OR application.consent = 'refused' OR person.erased_at IS NOT NULL) AS has_left,
        CASE WHEN person.erased_at IS NOT NULL THEN 'erased'
          WHEN application.state <> 'eligible' THEN application.state
          WHEN application.consent = 'refused' THEN 'consent' END AS why_left
      FROM application JOIN person ON person.id = application.person_id;
    """)

  /// For the room of grants. `grants_person`: everybody there ever was, with what a round asks. `grants_guardian`: who may answer for her, as hashes.
  static let grants = Migration(
    "applications-0019-grants",
    """
    CREATE VIEW grants_person AS
      SELECT application.person_id, cycle_id, code, region, place, rural, grade, teaching_language, school_id,
        (SELECT hash FROM person_hash WHERE person_hash.person_id = application.person_id AND kind = 'family' LIMIT 1) AS family_hash,
        (application.state = 'eligible' AND application.consent = 'complete' AND person.erased_at IS NULL
          AND person.restricted_at IS NULL) AS may_take_part,
        (application.state <> 'eligible' OR application.consent = 'refused' OR person.erased_at IS NOT NULL) AS has_left
      FROM application JOIN person ON person.id = application.person_id;
    CREATE VIEW grants_guardian AS
      SELECT application.person_id, application.cycle_id, person_hash.kind, person_hash.hash
      FROM (SELECT application_id, guardian_id FROM consent_request UNION SELECT application_id, guardian_id FROM paper_consent)
        AS guardian
      JOIN application ON application.id = guardian.application_id
      JOIN person_hash ON person_hash.person_id = guardian.guardian_id AND person_hash.kind IN ('phone', 'family');
    """)

  /// To whom of the staff an application was given, and when.
  static let assignees = Migration(
    "applications-0018-assignees",
    Remake(
      "application",
      application(
        """

          answered BIGINT NOT NULL DEFAULT 0,
          assigned_to TEXT REFERENCES person (id),
          assigned_at BIGINT,
          CHECK ((assigned_to IS NULL) = (assigned_at IS NULL)),
        """)))
}
