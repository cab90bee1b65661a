import Storage

extension GrantsMigrations {
  /// - `grants_share`: that a girl shows her recommendation to one organisation, until a day. `sealed`: her name as she writes it, and a contact where
  ///   the offer asks for one. `ended_at` stands where it ended for good; whether it stands today is asked each time besides.
  ///   `looked_at`: when a letter was last found not to be ready.
  /// - `grants_opening`: what an officer opened of it, and when: she and her guardian read it.
  /// - `grants_letter`: a letter of recommendation. Of its code only a hash is kept; `sealed` holds what it says and its signature. The sums are those of
  ///   its three files, once they are made.
  /// - `grants_paper`: the files as they were made, sealed.
  /// - `grants_look`: how often a letter was looked up on a day; by whom nobody writes down.
  /// - `grants_withdrawal`: a recommendation that should not have been given: one proposes with a reason, she may answer, another decides.
  static let letters = Migration(
    "grants-0011-letters",
    """
    CREATE TABLE grants_share (
      id TEXT NOT NULL PRIMARY KEY,
      recommendation_id TEXT NOT NULL REFERENCES grants_recommendation (id),
      organisation_id TEXT NOT NULL REFERENCES organisation (id),
      last_day TEXT NOT NULL,
      sealed BYTES,
      wants_letter BOOLEAN NOT NULL,
      looked_at BIGINT,
      given_at BIGINT NOT NULL,
      ended_at BIGINT,
      end_reason TEXT CHECK (end_reason IN ('withdrawn', 'consent', 'seat', 'officer', 'over', 'erased')),
      delete_by TEXT,
      deleted_at BIGINT,
      deleted_by TEXT REFERENCES person (id),
      CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
      CHECK (delete_by IS NULL OR ended_at IS NOT NULL),
      CHECK (deleted_at IS NULL OR delete_by IS NOT NULL)
    );
    CREATE UNIQUE INDEX grants_share_open ON grants_share (recommendation_id) WHERE ended_at IS NULL;
    CREATE INDEX grants_share_organisation ON grants_share (organisation_id);
    CREATE INDEX grants_share_due ON grants_share (last_day) WHERE ended_at IS NULL;
    CREATE INDEX grants_share_waiting ON grants_share (looked_at) WHERE ended_at IS NULL AND wants_letter;
    CREATE TABLE grants_opening (
      id TEXT NOT NULL PRIMARY KEY,
      share_id TEXT NOT NULL REFERENCES grants_share (id),
      person_id TEXT REFERENCES person (id),
      what TEXT NOT NULL CHECK (what IN ('page', 'kk', 'ru', 'en')),
      opened_at BIGINT NOT NULL
    );
    CREATE INDEX grants_opening_share ON grants_opening (share_id, opened_at);
    CREATE INDEX grants_opening_person ON grants_opening (person_id);
    CREATE TABLE grants_letter (
      id TEXT NOT NULL PRIMARY KEY,
      share_id TEXT NOT NULL REFERENCES grants_share (id),
      year INTEGER NOT NULL CHECK (year BETWEEN 2024 AND 2100),
      serial INTEGER NOT NULL CHECK (serial > 0),
      number TEXT NOT NULL UNIQUE,
      code_hash BYTES NOT NULL UNIQUE,
      issued_on TEXT NOT NULL,
      valid_until TEXT NOT NULL,
      sealed BYTES,
      begun_at BIGINT NOT NULL,
      made_at BIGINT,
      sum_kk TEXT CHECK (length(sum_kk) = 64),
      sum_ru TEXT CHECK (length(sum_ru) = 64),
      sum_en TEXT CHECK (length(sum_en) = 64),
      replaced_at BIGINT,
      UNIQUE (year, serial),
      CHECK (issued_on <= valid_until),
      CHECK ((made_at IS NULL) = (sum_kk IS NULL)),
      CHECK ((made_at IS NULL) = (sum_ru IS NULL)),
      CHECK ((made_at IS NULL) = (sum_en IS NULL))
    );
    CREATE UNIQUE INDEX grants_letter_live ON grants_letter (share_id) WHERE replaced_at IS NULL AND made_at IS NOT NULL;
    CREATE UNIQUE INDEX grants_letter_begun ON grants_letter (share_id) WHERE made_at IS NULL;
    CREATE TABLE grants_paper (
      letter_id TEXT NOT NULL REFERENCES grants_letter (id),
      language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
      sealed BYTES NOT NULL,
      PRIMARY KEY (letter_id, language)
    );
    CREATE TABLE grants_look (
      letter_id TEXT NOT NULL REFERENCES grants_letter (id),
      day TEXT NOT NULL,
      looks INTEGER NOT NULL CHECK (looks > 0),
      PRIMARY KEY (letter_id, day)
    );
    CREATE TABLE grants_withdrawal (
      id TEXT NOT NULL PRIMARY KEY,
      recommendation_id TEXT NOT NULL REFERENCES grants_recommendation (id),
      reason BYTES,
      proposed_by TEXT NOT NULL REFERENCES person (id),
      proposed_at BIGINT NOT NULL,
      answer_by TEXT NOT NULL,
      answer BYTES,
      answered_at BIGINT,
      decided_by TEXT REFERENCES person (id),
      decided_at BIGINT,
      agreed BOOLEAN,
      CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
      CHECK ((decided_by IS NULL) = (agreed IS NULL)),
      CHECK (NOT agreed OR decided_by <> proposed_by)
    );
    CREATE UNIQUE INDEX grants_withdrawal_open ON grants_withdrawal (recommendation_id) WHERE decided_at IS NULL;
    """)

  /// - `grants_outcome`: what came of a recommendation, as the university says it and as she says it: each answer is a turn more, the newest counts.
  ///   Sums are tenge a year.
  static let outcomes = Migration(
    "grants-0012-outcomes",
    """
    CREATE TABLE grants_outcome (
      id TEXT NOT NULL PRIMARY KEY,
      recommendation_id TEXT NOT NULL REFERENCES grants_recommendation (id),
      said_by TEXT NOT NULL CHECK (said_by IN ('university', 'girl')),
      turn INTEGER NOT NULL CHECK (turn > 0),
      outcome TEXT NOT NULL CHECK (outcome IN ('applied', 'offered', 'enrolled', 'declined', 'refused', 'never')),
      grant_kind TEXT CHECK (grant_kind IN ('state', 'university', 'foundation', 'local', 'partner', 'discount')),
      amount INTEGER CHECK (amount > 0),
      years INTEGER CHECK (years BETWEEN 1 AND 7),
      enrolled_on TEXT,
      why TEXT CHECK (why IN ('threshold', 'documents', 'seats', 'other')),
      person_id TEXT REFERENCES person (id),
      said_at BIGINT NOT NULL,
      UNIQUE (recommendation_id, said_by, turn),
      CHECK (grant_kind IS NULL OR outcome IN ('offered', 'enrolled')),
      CHECK (grant_kind IS NOT NULL OR amount IS NULL),
      CHECK (amount IS NOT NULL OR years IS NULL),
      CHECK ((outcome = 'enrolled') OR enrolled_on IS NULL),
      CHECK ((outcome = 'refused') = (why IS NOT NULL))
    );
    CREATE INDEX grants_outcome_person ON grants_outcome (person_id);
    """)
}
