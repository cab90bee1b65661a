package import Storage

/// The schema of the nouns every room shares. Columns of BYTES hold sealed values or keyed hashes; nothing that names a
/// person stands in clear.
package enum ProgrammeMigrations {
  package static let all = [
    people, programme, objections, house, consents, work, files, shownPages, unfinishedFiles, demonstration, editions,
    statementKeys, clearance, organisations, families, officers,
  ]

  static let people = Migration(
    "programme-0001-people",
    """
    CREATE TABLE person (
      id TEXT NOT NULL PRIMARY KEY,
      created_at BIGINT NOT NULL,
      language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
      erased_at BIGINT,
      restricted_at BIGINT
    );
    CREATE TABLE person_key (
      person_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
      wrapped BYTES NOT NULL
    );
    CREATE TABLE person_detail (
      person_id TEXT NOT NULL REFERENCES person (id),
      kind TEXT NOT NULL CHECK (kind IN ('name', 'phone', 'email', 'birth_day', 'iin', 'relation')),
      sealed BYTES NOT NULL,
      PRIMARY KEY (person_id, kind)
    );
    CREATE TABLE person_hash (
      person_id TEXT NOT NULL REFERENCES person (id),
      kind TEXT NOT NULL CHECK (kind IN ('name', 'word', 'phone', 'email', 'iin', 'name_birth_day')),
      hash BYTES NOT NULL,
      PRIMARY KEY (person_id, kind, hash)
    );
    CREATE INDEX person_hash_look_up ON person_hash (kind, hash, person_id);
    CREATE TABLE tombstone (
      kind TEXT NOT NULL,
      hash BYTES NOT NULL,
      erased_at BIGINT NOT NULL,
      PRIMARY KEY (kind, hash)
    );
    CREATE TABLE membership (
      id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES person (id),
      role TEXT NOT NULL,
      cycle_id TEXT,
      regions TEXT NOT NULL,
      school_id TEXT,
      organisation_id TEXT,
      given_at BIGINT NOT NULL,
      given_by TEXT REFERENCES person (id),
      confirmed_by TEXT REFERENCES person (id),
      confirmed_at BIGINT,
      ended_at BIGINT,
      CHECK (confirmed_by IS NULL OR confirmed_at IS NOT NULL),
      CHECK (confirmed_by <> given_by),
      CHECK (confirmed_by <> person_id),
      CHECK (given_by <> person_id),
      CHECK (role NOT IN ('administrator', 'safeguarding') OR given_by IS NULL OR confirmed_at IS NULL OR confirmed_by IS NOT NULL)
    );
    CREATE INDEX membership_person ON membership (person_id);
    CREATE TABLE credential (
      person_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
      login_hash BYTES NOT NULL UNIQUE,
      password TEXT NOT NULL,
      totp BYTES,
      totp_step BIGINT,
      changed_at BIGINT NOT NULL
    );
    CREATE TABLE recovery_code (
      person_id TEXT NOT NULL REFERENCES person (id),
      hash BYTES NOT NULL,
      used_at BIGINT,
      PRIMARY KEY (person_id, hash)
    );
    CREATE TABLE invitation (
      hash BYTES NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES person (id),
      created_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL,
      used_at BIGINT
    );
    CREATE TABLE session (
      token_hash BYTES NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES person (id),
      kind TEXT NOT NULL CHECK (kind IN ('applicant', 'guardian', 'staff', 'staff_awaiting_code', 'outside')),
      shared_device BOOLEAN NOT NULL,
      created_at BIGINT NOT NULL,
      seen_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL
    );
    CREATE INDEX session_person ON session (person_id);
    CREATE INDEX session_expiry ON session (expires_at);
    CREATE TABLE sign_in_code (
      id TEXT NOT NULL PRIMARY KEY,
      contact_hash BYTES NOT NULL,
      code_hash BYTES NOT NULL,
      created_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL,
      tries INTEGER NOT NULL,
      used_at BIGINT
    );
    CREATE INDEX sign_in_code_contact ON sign_in_code (contact_hash, created_at);
    CREATE TABLE rate (
      key_hash BYTES NOT NULL,
      slot BIGINT NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (key_hash, slot)
    );
    CREATE TABLE audit (
      lane INTEGER NOT NULL,
      sequence BIGINT NOT NULL,
      at BIGINT NOT NULL,
      actor TEXT NOT NULL,
      act TEXT NOT NULL,
      subject TEXT NOT NULL,
      details TEXT NOT NULL,
      previous BYTES NOT NULL,
      hash BYTES NOT NULL,
      PRIMARY KEY (lane, sequence)
    );
    CREATE INDEX audit_subject ON audit (subject, at);
    CREATE INDEX audit_time ON audit (at);
    """)

  static let programme = Migration(
    "programme-0002-cycles",
    """
    CREATE TABLE cycle (
      id TEXT NOT NULL PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      name_kk TEXT NOT NULL,
      name_ru TEXT NOT NULL,
      name_en TEXT NOT NULL,
      regions TEXT NOT NULL,
      created_at BIGINT NOT NULL
    );
    CREATE TABLE stage (
      cycle_id TEXT NOT NULL REFERENCES cycle (id),
      key TEXT NOT NULL,
      position INTEGER NOT NULL,
      name_kk TEXT NOT NULL,
      name_ru TEXT NOT NULL,
      name_en TEXT NOT NULL,
      opens_at BIGINT NOT NULL,
      closes_at BIGINT NOT NULL,
      PRIMARY KEY (cycle_id, key),
      CHECK (opens_at < closes_at)
    );
    CREATE TABLE school (
      id TEXT NOT NULL PRIMARY KEY,
      place TEXT NOT NULL,
      name_kk TEXT NOT NULL,
      name_ru TEXT NOT NULL,
      folded TEXT NOT NULL,
      sort_key BYTES NOT NULL,
      bin TEXT,
      closed_at BIGINT
    );
    CREATE UNIQUE INDEX school_place_name ON school (place, name_kk);
    CREATE INDEX school_sort ON school (sort_key);
    """)

  /// In here, and not in a room, because every room that uses her data asks whether it may.
  static let objections = Migration(
    "programme-0003-objections",
    """
    CREATE TABLE objection (
      id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES person (id),
      processing TEXT NOT NULL,
      asked_by TEXT NOT NULL REFERENCES person (id),
      asked_as TEXT NOT NULL CHECK (asked_as IN ('applicant', 'guardian')),
      asked_at BIGINT NOT NULL,
      reason BYTES,
      upheld BOOLEAN,
      answer BYTES,
      decided_by TEXT REFERENCES person (id),
      decided_at BIGINT,
      taken_back_at BIGINT,
      CHECK ((upheld IS NULL) = (decided_at IS NULL)),
      CHECK ((upheld IS NULL) = (decided_by IS NULL)),
      CHECK ((upheld IS NULL) = (answer IS NULL))
    );
    CREATE UNIQUE INDEX objection_open ON objection (person_id, processing) WHERE upheld IS NULL AND taken_back_at IS NULL;
    CREATE INDEX objection_person ON objection (person_id, asked_at);
    """)

  /// One row: whose key opens the house, and where people reach it.
  static let house = Migration(
    "programme-0004-house",
    """
    CREATE TABLE house (
      name TEXT NOT NULL PRIMARY KEY CHECK (name = 'house'),
      root_mark BYTES NOT NULL,
      key_mark BYTES NOT NULL,
      address TEXT,
      probed_at BIGINT
    );
    """)

  /// In here because every room that uses her data asks whether it may. `consent`: what she and her guardian said in an intake,
  /// line by line. `consent_due`: newest answers that have to be given anew, and why; filled when a text is published, emptied
  /// by the answer, so that nobody need read the whole ledger to know whom to ask.
  static let consents = Migration(
    "programme-0005-consents",
    """
    CREATE TABLE consent_text (
      purpose TEXT NOT NULL,
      version INTEGER NOT NULL,
      language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
      text TEXT NOT NULL,
      sha256 BYTES NOT NULL,
      published_at BIGINT NOT NULL,
      PRIMARY KEY (purpose, version, language)
    );
    CREATE TABLE consent (
      id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES person (id),
      cycle_id TEXT NOT NULL REFERENCES cycle (id),
      signer_id TEXT NOT NULL REFERENCES person (id),
      signer TEXT NOT NULL CHECK (signer IN ('girl', 'guardian')),
      purpose TEXT NOT NULL,
      agreed BOOLEAN NOT NULL,
      version INTEGER NOT NULL,
      language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
      sha256 BYTES NOT NULL,
      channel TEXT NOT NULL CHECK (channel IN ('page', 'sms_code', 'email_code', 'paper')),
      collector TEXT NOT NULL,
      at BIGINT NOT NULL,
      expires_at BIGINT,
      FOREIGN KEY (purpose, version, language) REFERENCES consent_text (purpose, version, language)
    );
    CREATE INDEX consent_person ON consent (person_id, cycle_id, at, id);
    CREATE INDEX consent_signer ON consent (signer_id);
    CREATE TABLE consent_due (
      person_id TEXT NOT NULL REFERENCES person (id),
      cycle_id TEXT NOT NULL REFERENCES cycle (id),
      signer TEXT NOT NULL CHECK (signer IN ('girl', 'guardian')),
      purpose TEXT NOT NULL,
      reason TEXT NOT NULL CHECK (reason IN ('text', 'age')),
      agreed BOOLEAN NOT NULL,
      since BIGINT NOT NULL,
      asked_at BIGINT,
      PRIMARY KEY (person_id, cycle_id, signer, purpose)
    );
    CREATE INDEX consent_due_since ON consent_due (since, person_id, signer);
    """)

  /// `work`: what somebody asked for and what became of it. `job`: when what the house does by itself ran last. `due_at` and
  /// `held_until` are leases: past them another process may take the row. `turn` grows with each taking.
  static let work = Migration(
    "programme-0006-work",
    """
    CREATE TABLE work (
      id TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL,
      subject TEXT NOT NULL,
      plan TEXT,
      sealed_plan BYTES,
      total INTEGER NOT NULL CHECK (total >= 0),
      done INTEGER NOT NULL CHECK (done >= 0),
      state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'finished', 'refused', 'stopped')),
      result TEXT,
      asked_by TEXT NOT NULL REFERENCES person (id),
      asked_at BIGINT NOT NULL,
      due_at BIGINT NOT NULL,
      turn INTEGER NOT NULL,
      worker TEXT,
      tries INTEGER NOT NULL,
      error TEXT,
      failed_at BIGINT,
      began_at BIGINT,
      ended_at BIGINT,
      CHECK (plan IS NULL OR sealed_plan IS NULL),
      CHECK ((ended_at IS NULL) = (state IN ('waiting', 'running'))),
      CHECK ((result IS NULL) = (state <> 'finished'))
    );
    CREATE UNIQUE INDEX work_open ON work (kind, subject) WHERE ended_at IS NULL;
    CREATE INDEX work_subject ON work (kind, subject, asked_at);
    CREATE INDEX work_ended ON work (ended_at);
    CREATE TABLE job (
      name TEXT NOT NULL PRIMARY KEY,
      next_at BIGINT NOT NULL,
      held_until BIGINT,
      turn INTEGER NOT NULL,
      worker TEXT,
      began_at BIGINT,
      ended_at BIGINT,
      failed_at BIGINT,
      error TEXT
    );
    """)

  /// Files of every room. `subject` is the thing a file belongs to, `person_id` whose key seals it.
  static let files = Migration(
    "programme-0007-files",
    """
    CREATE TABLE file (
      id TEXT NOT NULL PRIMARY KEY,
      room TEXT NOT NULL,
      subject TEXT NOT NULL,
      field TEXT NOT NULL,
      person_id TEXT NOT NULL REFERENCES person (id),
      name BYTES NOT NULL,
      kind TEXT CHECK (kind IN ('jpeg', 'png', 'webp', 'pdf')),
      size INTEGER NOT NULL CHECK (size > 0),
      created_at BIGINT NOT NULL,
      completed_at BIGINT,
      removed_at BIGINT,
      CHECK ((kind IS NULL) = (completed_at IS NULL))
    );
    CREATE INDEX file_place ON file (room, subject, created_at);
    CREATE INDEX file_person ON file (person_id, created_at);
    CREATE TABLE file_chunk (
      file_id TEXT NOT NULL REFERENCES file (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      bytes BYTES NOT NULL,
      PRIMARY KEY (file_id, position)
    );
    """)

  /// Pages that answered a form, for the browser that sent it.
  static let shownPages = Migration(
    "programme-0008-shown-pages",
    """
    CREATE TABLE shown_page (
      hash BYTES NOT NULL PRIMARY KEY,
      sealed BYTES NOT NULL,
      until BIGINT NOT NULL
    );
    CREATE INDEX shown_page_until ON shown_page (until);
    """)

  /// What was begun and never finished is found without the rest.
  static let unfinishedFiles = Migration(
    "programme-0009-unfinished-files",
    "CREATE INDEX file_unfinished ON file (created_at) WHERE completed_at IS NULL;")

  /// What is written once and never changed, such as the programme's folder; and the folder that was refused last.
  static let editions = Migration(
    "programme-0011-editions",
    """
    CREATE TABLE edition (
      id TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL,
      key TEXT NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      sha256 BYTES NOT NULL,
      written_by TEXT NOT NULL,
      written_at BIGINT NOT NULL,
      UNIQUE (kind, key, number)
    );
    CREATE TABLE edition_file (
      edition_id TEXT NOT NULL REFERENCES edition (id),
      name TEXT NOT NULL,
      bytes BYTES NOT NULL,
      PRIMARY KEY (edition_id, name)
    );
    CREATE TABLE refused_folder (
      name TEXT NOT NULL PRIMARY KEY CHECK (name = 'last'),
      folder TEXT NOT NULL,
      refused_at BIGINT NOT NULL,
      kk TEXT NOT NULL,
      ru TEXT NOT NULL,
      en TEXT NOT NULL
    );
    """)

  /// With what certificates and letters are signed. A key that signs no more keeps its public half for ever.
  static let statementKeys = Migration(
    "programme-0012-statement-keys",
    """
    CREATE TABLE statement_key (
      public_key BYTES NOT NULL PRIMARY KEY,
      number INTEGER NOT NULL UNIQUE,
      sealed BYTES,
      from_at BIGINT NOT NULL,
      until_at BIGINT,
      CHECK ((sealed IS NULL) = (until_at IS NOT NULL))
    );
    """)

  /// What was seen of adults who meet children, and when somebody shut the door. Rows are only added; with an erasure the note goes.
  static let clearance = Migration(
    "programme-0013-clearance",
    """
    CREATE TABLE clearance (
      person_id TEXT NOT NULL REFERENCES person (id),
      number INTEGER NOT NULL CHECK (number > 0),
      entry TEXT NOT NULL CHECK (entry IN ('seen', 'suspended', 'lifting_asked', 'lifting_dropped', 'lifted')),
      kind TEXT CHECK (kind IN ('background', 'conduct', 'module')),
      seen_on TEXT,
      until TEXT,
      version INTEGER CHECK (version > 0),
      seen_by TEXT NOT NULL REFERENCES person (id),
      asked_by TEXT REFERENCES person (id),
      seen_at BIGINT NOT NULL,
      note BYTES,
      PRIMARY KEY (person_id, number),
      CHECK (seen_by <> person_id),
      CHECK (asked_by <> person_id),
      CHECK (asked_by <> seen_by),
      CHECK ((entry = 'seen') = (kind IS NOT NULL)),
      CHECK ((kind IS NULL) = (seen_on IS NULL)),
      CHECK ((kind IS NULL) = (until IS NULL)),
      CHECK ((kind IS NULL) = (version IS NULL)),
      CHECK (seen_on <= until),
      CHECK ((entry = 'lifted') = (asked_by IS NOT NULL))
    );
    """)

  /// A house of invented people is open to everybody at the machine, and one of real people never is.
  static let demonstration = Migration(
    "programme-0010-demonstration",
    "ALTER TABLE house ADD COLUMN demonstration INTEGER NOT NULL DEFAULT 0 CHECK (demonstration IN (0, 1));")

  /// Organisations, and what was decided about letting their people in: rows of `organisation_clearance` are only added, and
  /// `cleared_until` is what follows from them, for the gatekeeper.
  static let organisations = Migration(
    "programme-0014-organisations",
    """
    CREATE TABLE organisation (
      id TEXT NOT NULL PRIMARY KEY,
      key TEXT UNIQUE,
      kind TEXT NOT NULL CHECK (kind IN ('university', 'college', 'foundation', 'company', 'office')),
      name_kk TEXT NOT NULL,
      name_ru TEXT NOT NULL,
      name_en TEXT NOT NULL,
      sort_key BYTES NOT NULL,
      bin TEXT,
      site TEXT,
      domains TEXT NOT NULL,
      city TEXT,
      created_at BIGINT NOT NULL,
      cleared_until BIGINT
    );
    CREATE INDEX organisation_sort ON organisation (sort_key, id);
    CREATE TABLE organisation_clearance (
      organisation_id TEXT NOT NULL REFERENCES organisation (id),
      number INTEGER NOT NULL CHECK (number > 0),
      entry TEXT NOT NULL CHECK (entry IN ('cleared', 'shut', 'lifting_asked', 'lifting_dropped', 'lifted')),
      until TEXT,
      reason TEXT,
      decided_by TEXT NOT NULL REFERENCES person (id),
      asked_by TEXT REFERENCES person (id),
      decided_at BIGINT NOT NULL,
      PRIMARY KEY (organisation_id, number),
      CHECK (asked_by <> decided_by),
      CHECK ((entry IN ('cleared', 'lifted')) = (until IS NOT NULL)),
      CHECK ((entry = 'lifted') = (asked_by IS NOT NULL)),
      CHECK ((entry IN ('cleared', 'shut', 'lifting_asked')) = (reason IS NOT NULL))
    );
    """)

  /// One kind of hash more: what the surnames of a family share.
  static let families = Migration(
    "programme-0015-families",
    Remake(
      "person_hash",
      """
        person_id TEXT NOT NULL REFERENCES person (id),
        kind TEXT NOT NULL CHECK (kind IN ('name', 'word', 'phone', 'email', 'iin', 'name_birth_day', 'family')),
        hash BYTES NOT NULL,
        PRIMARY KEY (person_id, kind, hash)
      """))

  /// Who speaks for an organisation is found without looking at everybody.
  static let officers = Migration(
    "programme-0016-officers",
    "CREATE INDEX membership_organisation ON membership (organisation_id, role) WHERE organisation_id IS NOT NULL;")
}
