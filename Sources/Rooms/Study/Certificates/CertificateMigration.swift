import Programme
import Storage

extension StudyMigrations {
  /// `study_certificate`: proposed by one, issued by another, and never taken out of the table once issued. The name, its signature and
  /// the reasons are sealed; erasure takes them and leaves code, course, day and state. `place` is hers in the list of revocations;
  /// `missing` names what her rule asks for and nobody could record.
  static let certificates = Migration(
    "study-0005-certificates",
    """
    CREATE TABLE study_certificate (
      code TEXT NOT NULL PRIMARY KEY,
      learner BIGINT REFERENCES study_learner (number),
      cycle_id TEXT NOT NULL REFERENCES cycle (id),
      region TEXT,
      course TEXT NOT NULL,
      edition_id TEXT NOT NULL REFERENCES edition (id),
      title_kk TEXT NOT NULL,
      title_ru TEXT NOT NULL,
      title_en TEXT NOT NULL,
      hours INTEGER NOT NULL CHECK (hours > 0),
      lessons INTEGER NOT NULL CHECK (lessons > 0),
      sealed BYTES,
      missing TEXT NOT NULL,
      has_consent BOOLEAN NOT NULL,
      proposed_at BIGINT NOT NULL,
      proposed_by TEXT NOT NULL REFERENCES person (id),
      issued_at BIGINT,
      issued_by TEXT REFERENCES person (id),
      place INTEGER UNIQUE CHECK (place BETWEEN 0 AND 131071),
      dropped_at BIGINT,
      revoked_at BIGINT,
      revoked_by TEXT REFERENCES person (id),
      revoked_for TEXT CHECK (revoked_for IN ('error', 'wish', 'name')),
      CHECK ((issued_at IS NULL) = (issued_by IS NULL)),
      CHECK ((issued_at IS NULL) = (place IS NULL)),
      CHECK (issued_by IS NULL OR issued_by <> proposed_by),
      CHECK (dropped_at IS NULL OR issued_at IS NULL),
      CHECK ((revoked_at IS NULL) = (revoked_by IS NULL)),
      CHECK ((revoked_at IS NULL) = (revoked_for IS NULL)),
      CHECK (revoked_at IS NULL OR issued_at IS NOT NULL)
    );
    CREATE INDEX study_certificate_learner ON study_certificate (learner);
    CREATE UNIQUE INDEX study_certificate_standing ON study_certificate (learner, course)
      WHERE dropped_at IS NULL AND revoked_at IS NULL;
    CREATE INDEX study_certificate_cycle ON study_certificate (cycle_id, proposed_at);
    CREATE INDEX study_certificate_waiting ON study_certificate (proposed_at) WHERE issued_at IS NULL AND dropped_at IS NULL;
    CREATE INDEX study_certificate_revoked ON study_certificate (place) WHERE revoked_at IS NOT NULL;
    CREATE VIEW grants_certificate AS
    SELECT study_learner.person_id AS person_id, study_certificate.cycle_id AS cycle_id, course, code, issued_at,
      CASE WHEN revoked_at IS NULL THEN 0 ELSE 1 END AS is_revoked
    FROM study_certificate JOIN study_learner ON study_learner.number = study_certificate.learner
    JOIN person ON person.id = study_learner.person_id
    WHERE issued_at IS NOT NULL AND has_consent AND person.erased_at IS NULL AND person.restricted_at IS NULL;
    """)

  static let certificateWindow = Window(
    "grants_certificate", columns: ["person_id", "cycle_id", "course", "code", "issued_at", "is_revoked"],
    says:
      "Every certificate that was issued to somebody whose consents are complete and who is neither erased nor restricted. A revoked one stays, and says so (`is_revoked` 1)."
  )

  /// What a letter of recommendation names: the courses somebody has a certificate of.
  static let learntWindow = Migration(
    "study-0031-learnt",
    """
    CREATE VIEW grants_learnt AS
    SELECT study_learner.person_id AS person_id, study_certificate.cycle_id AS cycle_id, course, title_kk, title_ru, title_en, hours,
      issued_at
    FROM study_certificate JOIN study_learner ON study_learner.number = study_certificate.learner
    JOIN person ON person.id = study_learner.person_id
    WHERE issued_at IS NOT NULL AND revoked_at IS NULL AND has_consent AND person.erased_at IS NULL AND person.restricted_at IS NULL;
    """)

  static let learntColumns = Window(
    "grants_learnt", columns: ["person_id", "cycle_id", "course", "title_kk", "title_ru", "title_en", "hours", "issued_at"],
    says:
      "The courses of which somebody has a certificate that stands, with the title and the hours that stand on it. Complete consents only, neither erased nor restricted."
  )
}
