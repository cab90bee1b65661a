import Storage

/// The schema of the room: what universities give, and when. Girls stand in none of these tables.
enum GrantsMigrations {
  static let all = [
    offers, officers, facts, merit, meritStands, list, listStands, matching, domains, releaseStands, letters, outcomes,
  ]

  /// - `grants_type`: kinds of grants, and whether the programme's letter counts there.
  /// - `grants_programme`: programmes of study; the streams of two languages are two.
  /// - `grants_round`, `grants_stage`: a round takes the girls who leave school in one year. Days are Kazakhstan's, the last one counts whole.
  /// - `grants_offer`: seats of one kind in one programme by one kind of grant. Two sides agree on it, never one person. `number` is what it is
  ///   called by in what a round publishes.
  /// - `grants_offer_change`: another number of seats, until the other side has said yes or no.
  /// - `grants_reserve`: seats kept first for those who have an attribute. `grants_requirement`: what is asked besides merit, and when.
  private static let offers = Migration(
    "grants-0001-offers",
    """
    CREATE TABLE grants_type (
      id TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('state', 'university', 'foundation', 'local', 'partner')),
      organisation_id TEXT REFERENCES organisation (id),
      name_kk TEXT NOT NULL,
      name_ru TEXT NOT NULL,
      name_en TEXT NOT NULL,
      letter TEXT NOT NULL CHECK (letter IN ('yes', 'no', 'ask')),
      kept_by TEXT NOT NULL REFERENCES person (id),
      kept_at BIGINT NOT NULL,
      closed_at BIGINT,
      CHECK (kind <> 'state' OR letter = 'no')
    );
    CREATE TABLE grants_programme (
      id TEXT NOT NULL PRIMARY KEY,
      organisation_id TEXT NOT NULL REFERENCES organisation (id),
      group_code TEXT NOT NULL,
      name_kk TEXT NOT NULL,
      name_ru TEXT NOT NULL,
      name_en TEXT NOT NULL,
      sort_key BYTES NOT NULL,
      language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
      level TEXT NOT NULL CHECK (level IN ('bachelor', 'college')),
      isced TEXT NOT NULL CHECK (length(isced) BETWEEN 2 AND 4),
      city TEXT NOT NULL CHECK (length(city) = 9),
      cost INTEGER CHECK (cost > 0),
      dormitory TEXT NOT NULL CHECK (dormitory IN ('yes', 'no', 'ask')),
      kept_by TEXT NOT NULL REFERENCES person (id),
      kept_at BIGINT NOT NULL,
      closed_at BIGINT,
      UNIQUE (organisation_id, group_code, language, level, name_kk)
    );
    CREATE TABLE grants_round (
      id TEXT NOT NULL PRIMARY KEY,
      leaving_year INTEGER NOT NULL CHECK (leaving_year BETWEEN 2024 AND 2100),
      number INTEGER NOT NULL CHECK (number IN (1, 2)),
      made_by TEXT NOT NULL REFERENCES person (id),
      made_at BIGINT NOT NULL,
      UNIQUE (leaving_year, number)
    );
    CREATE TABLE grants_stage (
      round_id TEXT NOT NULL REFERENCES grants_round (id),
      stage TEXT NOT NULL CHECK (stage IN ('offers', 'rule', 'list', 'run', 'answers', 'appeals', 'outcomes')),
      first_day TEXT NOT NULL,
      last_day TEXT NOT NULL,
      PRIMARY KEY (round_id, stage),
      CHECK (first_day <= last_day)
    );
    CREATE TABLE grants_offer (
      id TEXT NOT NULL PRIMARY KEY,
      round_id TEXT NOT NULL REFERENCES grants_round (id),
      number INTEGER NOT NULL CHECK (number > 0),
      programme_id TEXT NOT NULL REFERENCES grants_programme (id),
      type_id TEXT NOT NULL REFERENCES grants_type (id),
      seats INTEGER NOT NULL CHECK (seats > 0),
      seat_kind TEXT NOT NULL CHECK (seat_kind IN ('granted', 'considered', 'discount')),
      discount INTEGER NOT NULL CHECK (discount BETWEEN 0 AND 100),
      answers_by TEXT,
      weights TEXT,
      state TEXT NOT NULL CHECK (state IN ('entered', 'confirmed', 'dropped', 'withdrawn')),
      entered_by TEXT NOT NULL REFERENCES person (id),
      entered_side TEXT NOT NULL CHECK (entered_side IN ('desk', 'university')),
      entered_at BIGINT NOT NULL,
      confirmed_by TEXT REFERENCES person (id),
      confirmed_side TEXT CHECK (confirmed_side IN ('desk', 'university')),
      confirmed_at BIGINT,
      ended_by TEXT REFERENCES person (id),
      ended_at BIGINT,
      reason TEXT,
      UNIQUE (round_id, number),
      CHECK (confirmed_by <> entered_by),
      CHECK (confirmed_side <> entered_side),
      CHECK ((confirmed_by IS NULL) = (confirmed_side IS NULL)),
      CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
      CHECK ((confirmed_by IS NOT NULL) = (state IN ('confirmed', 'withdrawn'))),
      CHECK ((ended_by IS NOT NULL) = (state IN ('dropped', 'withdrawn'))),
      CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
      CHECK ((state = 'withdrawn') = (reason IS NOT NULL)),
      CHECK ((seat_kind = 'discount') = (discount > 0)),
      CHECK ((seat_kind = 'considered') = (answers_by IS NOT NULL))
    );
    CREATE UNIQUE INDEX grants_offer_standing ON grants_offer (round_id, programme_id, type_id, seat_kind, discount)
      WHERE state IN ('entered', 'confirmed');
    CREATE INDEX grants_offer_programme ON grants_offer (programme_id);
    CREATE TABLE grants_offer_change (
      id TEXT NOT NULL PRIMARY KEY,
      offer_id TEXT NOT NULL REFERENCES grants_offer (id),
      seats INTEGER NOT NULL CHECK (seats > 0),
      asked_by TEXT NOT NULL REFERENCES person (id),
      asked_side TEXT NOT NULL CHECK (asked_side IN ('desk', 'university')),
      asked_at BIGINT NOT NULL,
      decided_by TEXT REFERENCES person (id),
      decided_side TEXT CHECK (decided_side IN ('desk', 'university')),
      decided_at BIGINT,
      agreed BOOLEAN,
      CHECK ((decided_by IS NULL) = (decided_side IS NULL)),
      CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
      CHECK ((decided_by IS NULL) = (agreed IS NULL)),
      CHECK (NOT agreed OR decided_by <> asked_by),
      CHECK (NOT agreed OR decided_side <> asked_side)
    );
    CREATE UNIQUE INDEX grants_offer_change_open ON grants_offer_change (offer_id) WHERE decided_at IS NULL;
    CREATE TABLE grants_reserve (
      offer_id TEXT NOT NULL REFERENCES grants_offer (id),
      position INTEGER NOT NULL CHECK (position > 0),
      attribute TEXT NOT NULL,
      seats INTEGER NOT NULL CHECK (seats > 0),
      PRIMARY KEY (offer_id, position),
      UNIQUE (offer_id, attribute)
    );
    CREATE TABLE grants_requirement (
      offer_id TEXT NOT NULL REFERENCES grants_offer (id),
      position INTEGER NOT NULL CHECK (position > 0),
      due TEXT NOT NULL CHECK (due IN ('list', 'letter', 'enrolment')),
      kind TEXT NOT NULL CHECK (kind IN ('certificate', 'subject', 'language', 'contact', 'ent', 'quota', 'income')),
      value TEXT,
      PRIMARY KEY (offer_id, position),
      CHECK ((due = 'list') = (kind IN ('certificate', 'subject', 'language'))),
      CHECK ((due = 'letter') = (kind = 'contact'))
    );
    """)

  /// - `grants_conduct`: which version of the code of conduct an officer signed.
  /// - `grants_interest`: what she says of relatives and pupils among the girls.
  /// - `grants_kin`: what somebody answered to the question whether she is a relative of girls whose guardians are alike. `mark` is a keyed hash
  ///   of which girls it was asked about.
  private static let officers = Migration(
    "grants-0002-officers",
    """
    CREATE TABLE grants_conduct (
      person_id TEXT NOT NULL REFERENCES person (id),
      version INTEGER NOT NULL CHECK (version > 0),
      language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
      signed_at BIGINT NOT NULL,
      PRIMARY KEY (person_id, version)
    );
    CREATE TABLE grants_interest (
      id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES person (id),
      kind TEXT NOT NULL CHECK (kind IN ('relative', 'pupil')),
      note BYTES NOT NULL,
      said_at BIGINT NOT NULL,
      taken_back_at BIGINT
    );
    CREATE INDEX grants_interest_person ON grants_interest (person_id, said_at);
    CREATE TABLE grants_kin (
      person_id TEXT NOT NULL REFERENCES person (id),
      mark BYTES NOT NULL,
      answer TEXT NOT NULL CHECK (answer IN ('related', 'unrelated')),
      answered_by TEXT NOT NULL REFERENCES person (id),
      answered_at BIGINT NOT NULL,
      PRIMARY KEY (person_id, mark),
      CHECK (answered_by <> person_id)
    );
    ALTER TABLE grants_offer ADD COLUMN batch_id TEXT REFERENCES intake (id);
    CREATE INDEX grants_offer_batch ON grants_offer (batch_id, id);
    """)

  /// Somebody's word that a statement of the programme's file holds in a year; `mark` is the hash of what it said.
  private static let facts = Migration(
    "grants-0003-facts",
    """
    CREATE TABLE grants_fact (
      key TEXT NOT NULL,
      year INTEGER NOT NULL CHECK (year BETWEEN 2024 AND 2100),
      mark BYTES NOT NULL,
      confirmed_by TEXT NOT NULL REFERENCES person (id),
      confirmed_at BIGINT NOT NULL,
      PRIMARY KEY (key, year, mark)
    );
    """)
}
