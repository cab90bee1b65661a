CREATE TABLE answer (
  id TEXT NOT NULL PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES application (id),
  field TEXT NOT NULL,
  typed BLOB NOT NULL,
  written_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL
) STRICT;
CREATE INDEX answer_application ON answer (application_id, field, written_at, id);
CREATE TABLE application (
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
  rural INTEGER,
  started_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  submitted_at INTEGER,
  decided_at INTEGER,
  reason TEXT,
  joined_to TEXT REFERENCES application (id),
  answered INTEGER NOT NULL DEFAULT 0,
  assigned_to TEXT REFERENCES person (id),
  assigned_at INTEGER,
  CHECK ((assigned_to IS NULL) = (assigned_at IS NULL)),
  UNIQUE (cycle_id, person_id),
  CHECK (state <> 'joined' OR joined_to IS NOT NULL),
  CHECK (state IN ('draft', 'withdrawn', 'joined') OR submitted_at IS NOT NULL)
) STRICT;
CREATE INDEX application_assigned ON application (cycle_id, assigned_to, state, consent, region, submitted_at, code, id)
  WHERE assigned_to IS NOT NULL;
CREATE INDEX application_desk ON application (cycle_id, changed_at, id, state, consent, region, district, grade,
  teaching_language, source, school_id, submitted_at, code, person_id, rural, place, started_at, assigned_to);
CREATE INDEX application_person ON application (person_id);
CREATE INDEX application_school ON application (school_id);
CREATE INDEX application_standing ON application (cycle_id, state, consent, region, grade, teaching_language, source,
  assigned_to, district, school_id, code, person_id, submitted_at);
CREATE TABLE application_event (
  id TEXT NOT NULL PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES application (id),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  details TEXT NOT NULL,
  note BLOB
) STRICT;
CREATE INDEX application_event_application ON application_event (application_id, at, id);
CREATE INDEX application_event_noted ON application_event (application_id, at, id) WHERE kind = 'noted';
CREATE TABLE audit (
  lane INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  act TEXT NOT NULL,
  subject TEXT NOT NULL,
  details TEXT NOT NULL,
  previous BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (lane, sequence)
) STRICT;
CREATE INDEX audit_subject ON audit (subject, at);
CREATE INDEX audit_time ON audit (at);
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
  drafted_at INTEGER NOT NULL,
  recipients INTEGER NOT NULL,
  recipients_hash BLOB NOT NULL,
  released_by TEXT REFERENCES person (id),
  released_at INTEGER,
  dropped_at INTEGER,
  CHECK (released_by IS NULL OR released_by <> drafted_by)
) STRICT;
CREATE TABLE bulk_recipient (
  message_id TEXT NOT NULL REFERENCES bulk_message (id),
  application_id TEXT NOT NULL REFERENCES application (id),
  posted_at INTEGER,
  PRIMARY KEY (message_id, application_id)
) STRICT;
CREATE INDEX bulk_recipient_left ON bulk_recipient (message_id, posted_at);
CREATE TABLE chosen_columns (
  person_id TEXT PRIMARY KEY REFERENCES person (id),
  columns TEXT NOT NULL,
  chosen_at INTEGER NOT NULL
) STRICT;
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
  seen_at INTEGER NOT NULL,
  note BLOB,
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
) STRICT;
CREATE TABLE consent (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  cycle_id TEXT NOT NULL REFERENCES cycle (id),
  signer_id TEXT NOT NULL REFERENCES person (id),
  signer TEXT NOT NULL CHECK (signer IN ('girl', 'guardian')),
  purpose TEXT NOT NULL,
  agreed INTEGER NOT NULL,
  version INTEGER NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
  sha256 BLOB NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('page', 'sms_code', 'email_code', 'paper')),
  collector TEXT NOT NULL,
  at INTEGER NOT NULL,
  expires_at INTEGER,
  FOREIGN KEY (purpose, version, language) REFERENCES consent_text (purpose, version, language)
) STRICT;
CREATE INDEX consent_person ON consent (person_id, cycle_id, at, id);
CREATE INDEX consent_signer ON consent (signer_id);
CREATE TABLE consent_due (
  person_id TEXT NOT NULL REFERENCES person (id),
  cycle_id TEXT NOT NULL REFERENCES cycle (id),
  signer TEXT NOT NULL CHECK (signer IN ('girl', 'guardian')),
  purpose TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('text', 'age')),
  agreed INTEGER NOT NULL,
  since INTEGER NOT NULL,
  asked_at INTEGER,
  PRIMARY KEY (person_id, cycle_id, signer, purpose)
) STRICT;
CREATE INDEX consent_due_since ON consent_due (since, person_id, signer);
CREATE TABLE consent_request (
  link_hash BLOB NOT NULL PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES application (id),
  guardian_id TEXT NOT NULL REFERENCES person (id),
  channel TEXT NOT NULL CHECK (channel IN ('sms', 'email', 'paper')),
  code_hash BLOB,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  answered_at INTEGER
) STRICT;
CREATE INDEX consent_request_application ON consent_request (application_id);
CREATE INDEX consent_request_guardian ON consent_request (guardian_id, application_id);
CREATE TABLE consent_text (
  purpose TEXT NOT NULL,
  version INTEGER NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
  text TEXT NOT NULL,
  sha256 BLOB NOT NULL,
  published_at INTEGER NOT NULL,
  PRIMARY KEY (purpose, version, language)
) STRICT;
CREATE TABLE correction (
  id TEXT NOT NULL PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES application (id),
  pages TEXT NOT NULL,
  note BLOB NOT NULL,
  asked_by TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  answered_at INTEGER
) STRICT;
CREATE INDEX correction_application ON correction (application_id);
CREATE TABLE credential (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
  login_hash BLOB NOT NULL UNIQUE,
  password TEXT NOT NULL,
  totp BLOB,
  totp_step INTEGER,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE cycle (
  id TEXT NOT NULL PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name_kk TEXT NOT NULL,
  name_ru TEXT NOT NULL,
  name_en TEXT NOT NULL,
  regions TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE desk_entry (
  application_id TEXT PRIMARY KEY REFERENCES application (id),
  origin TEXT NOT NULL CHECK (origin IN ('phone', 'paper')),
  entered_by TEXT NOT NULL REFERENCES person (id),
  entered_at INTEGER NOT NULL
) STRICT;
CREATE TABLE device (
  key_hash BLOB NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  created_at INTEGER NOT NULL,
  used_at INTEGER,
  session_hash BLOB
) STRICT;
CREATE INDEX device_person ON device (person_id);
CREATE INDEX device_session ON device (session_hash);
CREATE TABLE duplicate (
  first_id TEXT NOT NULL REFERENCES application (id),
  second_id TEXT NOT NULL REFERENCES application (id),
  cycle_id TEXT NOT NULL REFERENCES cycle (id),
  first_region TEXT,
  second_region TEXT,
  reasons TEXT NOT NULL,
  found_at INTEGER NOT NULL,
  decision TEXT CHECK (decision IN ('different', 'joined')),
  decided_by TEXT,
  decided_at INTEGER,
  PRIMARY KEY (first_id, second_id),
  CHECK (first_id < second_id)
) STRICT;
CREATE INDEX duplicate_open ON duplicate (cycle_id, found_at, first_region, second_region) WHERE decided_at IS NULL;
CREATE INDEX duplicate_second ON duplicate (second_id);
CREATE TABLE edition (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  sha256 BLOB NOT NULL,
  written_by TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  UNIQUE (kind, key, number)
) STRICT;
CREATE TABLE edition_file (
  edition_id TEXT NOT NULL REFERENCES edition (id),
  name TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (edition_id, name)
) STRICT;
CREATE TABLE erasure (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  reason TEXT NOT NULL CHECK (reason IN ('girl', 'guardian', 'officer', 'retention')),
  batch TEXT,
  requested_by TEXT NOT NULL REFERENCES person (id),
  requested_at INTEGER NOT NULL,
  confirmed_by TEXT REFERENCES person (id),
  done_at INTEGER,
  dropped_by TEXT REFERENCES person (id),
  dropped_at INTEGER,
  receipt TEXT, swept_at INTEGER,
  CHECK (confirmed_by IS NULL OR confirmed_by <> requested_by),
  CHECK ((done_at IS NULL) = (confirmed_by IS NULL)),
  CHECK ((done_at IS NULL) = (receipt IS NULL)),
  CHECK (done_at IS NULL OR dropped_at IS NULL)
) STRICT;
CREATE INDEX erasure_batch ON erasure (batch);
CREATE UNIQUE INDEX erasure_open ON erasure (person_id) WHERE done_at IS NULL AND dropped_at IS NULL;
CREATE INDEX erasure_time ON erasure (requested_at, id);
CREATE TABLE factor_reset (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  requested_by TEXT NOT NULL REFERENCES person (id),
  requested_at INTEGER NOT NULL,
  confirmed_by TEXT REFERENCES person (id),
  ended_at INTEGER,
  CHECK (confirmed_by IS NULL OR confirmed_by <> requested_by),
  CHECK (confirmed_by IS NULL OR confirmed_by <> person_id),
  CHECK (confirmed_by IS NULL OR ended_at IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX factor_reset_open ON factor_reset (person_id) WHERE ended_at IS NULL;
CREATE TABLE file (
  id TEXT NOT NULL PRIMARY KEY,
  room TEXT NOT NULL,
  subject TEXT NOT NULL,
  field TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  name BLOB NOT NULL,
  kind TEXT CHECK (kind IN ('jpeg', 'png', 'webp', 'pdf')),
  size INTEGER NOT NULL CHECK (size > 0),
  created_at INTEGER NOT NULL,
  completed_at INTEGER,
  removed_at INTEGER,
  CHECK ((kind IS NULL) = (completed_at IS NULL))
) STRICT;
CREATE INDEX file_person ON file (person_id, created_at);
CREATE INDEX file_place ON file (room, subject, created_at);
CREATE INDEX file_unfinished ON file (created_at) WHERE completed_at IS NULL;
CREATE TABLE file_chunk (
  file_id TEXT NOT NULL REFERENCES file (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  bytes BLOB NOT NULL,
  PRIMARY KEY (file_id, position)
) STRICT;
CREATE VIEW grants_certificate AS
SELECT study_learner.person_id AS person_id, study_certificate.cycle_id AS cycle_id, course, code, issued_at,
  CASE WHEN revoked_at IS NULL THEN 0 ELSE 1 END AS is_revoked
FROM study_certificate JOIN study_learner ON study_learner.number = study_certificate.learner
JOIN person ON person.id = study_learner.person_id
WHERE issued_at IS NOT NULL AND has_consent AND person.erased_at IS NULL AND person.restricted_at IS NULL;
CREATE TABLE grants_closing (
  round_id TEXT NOT NULL PRIMARY KEY REFERENCES grants_round (id),
  closed_at INTEGER NOT NULL,
  girls INTEGER NOT NULL CHECK (girls >= 0),
  mark BLOB NOT NULL
) STRICT;
CREATE TABLE grants_conduct (
  person_id TEXT NOT NULL REFERENCES person (id),
  version INTEGER NOT NULL CHECK (version > 0),
  language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
  signed_at INTEGER NOT NULL,
  PRIMARY KEY (person_id, version)
) STRICT;
CREATE TABLE grants_domain (
  id TEXT NOT NULL PRIMARY KEY,
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  domains TEXT NOT NULL,
  asked_by TEXT NOT NULL REFERENCES person (id),
  asked_at INTEGER NOT NULL,
  decided_by TEXT REFERENCES person (id),
  decided_at INTEGER,
  agreed INTEGER,
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK ((decided_by IS NULL) = (agreed IS NULL)),
  CHECK (NOT agreed OR decided_by <> asked_by)
) STRICT;
CREATE UNIQUE INDEX grants_domain_open ON grants_domain (organisation_id) WHERE decided_at IS NULL;
CREATE TABLE grants_draft (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  round_id TEXT NOT NULL REFERENCES grants_round (id),
  typed BLOB NOT NULL,
  written_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL
) STRICT;
CREATE INDEX grants_draft_newest ON grants_draft (person_id, round_id, written_at);
CREATE TABLE grants_entry_code (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  code_hash BLOB NOT NULL,
  asked_by TEXT NOT NULL REFERENCES person (id),
  asked_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  tries INTEGER NOT NULL CHECK (tries >= 0),
  used_at INTEGER
) STRICT;
CREATE INDEX grants_entry_code_person ON grants_entry_code (person_id, asked_at);
CREATE TABLE grants_fact (
  key TEXT NOT NULL,
  year INTEGER NOT NULL CHECK (year BETWEEN 2024 AND 2100),
  mark BLOB NOT NULL,
  confirmed_by TEXT NOT NULL REFERENCES person (id),
  confirmed_at INTEGER NOT NULL,
  PRIMARY KEY (key, year, mark)
) STRICT;
CREATE TABLE grants_freeze (
  round_id TEXT NOT NULL PRIMARY KEY REFERENCES grants_round (id),
  merit_id TEXT NOT NULL REFERENCES grants_merit (id),
  proposed_by TEXT NOT NULL REFERENCES person (id),
  proposed_at INTEGER NOT NULL,
  frozen_by TEXT REFERENCES person (id),
  frozen_at INTEGER,
  CHECK (frozen_by <> proposed_by),
  CHECK ((frozen_by IS NULL) = (frozen_at IS NULL))
) STRICT;
CREATE TRIGGER grants_freeze_stands BEFORE UPDATE ON grants_freeze WHEN OLD.frozen_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a frozen rule is never changed'); END;
CREATE TRIGGER grants_freeze_stays BEFORE DELETE ON grants_freeze WHEN OLD.frozen_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a frozen rule is never changed'); END;
CREATE VIEW grants_guardian AS
  SELECT application.person_id, application.cycle_id, person_hash.kind, person_hash.hash
  FROM (SELECT application_id, guardian_id FROM consent_request UNION SELECT application_id, guardian_id FROM paper_consent)
    AS guardian
  JOIN application ON application.id = guardian.application_id
  JOIN person_hash ON person_hash.person_id = guardian.guardian_id AND person_hash.kind IN ('phone', 'family');
CREATE TABLE grants_interest (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL CHECK (kind IN ('relative', 'pupil')),
  note BLOB NOT NULL,
  said_at INTEGER NOT NULL,
  taken_back_at INTEGER
) STRICT;
CREATE INDEX grants_interest_person ON grants_interest (person_id, said_at);
CREATE TABLE grants_kin (
  person_id TEXT NOT NULL REFERENCES person (id),
  mark BLOB NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('related', 'unrelated')),
  answered_by TEXT NOT NULL REFERENCES person (id),
  answered_at INTEGER NOT NULL,
  PRIMARY KEY (person_id, mark),
  CHECK (answered_by <> person_id)
) STRICT;
CREATE VIEW grants_learnt AS
SELECT study_learner.person_id AS person_id, study_certificate.cycle_id AS cycle_id, course, title_kk, title_ru, title_en, hours,
  issued_at
FROM study_certificate JOIN study_learner ON study_learner.number = study_certificate.learner
JOIN person ON person.id = study_learner.person_id
WHERE issued_at IS NOT NULL AND revoked_at IS NULL AND has_consent AND person.erased_at IS NULL AND person.restricted_at IS NULL;
CREATE TABLE grants_leaving (
  person_id TEXT NOT NULL REFERENCES person (id),
  school_year INTEGER NOT NULL,
  leaving_year INTEGER NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('bachelor', 'college')),
  said_at INTEGER NOT NULL,
  PRIMARY KEY (person_id, school_year)
) STRICT;
CREATE TABLE grants_letter (
  id TEXT NOT NULL PRIMARY KEY,
  share_id TEXT NOT NULL REFERENCES grants_share (id),
  year INTEGER NOT NULL CHECK (year BETWEEN 2024 AND 2100),
  serial INTEGER NOT NULL CHECK (serial > 0),
  number TEXT NOT NULL UNIQUE,
  code_hash BLOB NOT NULL UNIQUE,
  issued_on TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  sealed BLOB,
  begun_at INTEGER NOT NULL,
  made_at INTEGER,
  sum_kk TEXT CHECK (length(sum_kk) = 64),
  sum_ru TEXT CHECK (length(sum_ru) = 64),
  sum_en TEXT CHECK (length(sum_en) = 64),
  replaced_at INTEGER,
  UNIQUE (year, serial),
  CHECK (issued_on <= valid_until),
  CHECK ((made_at IS NULL) = (sum_kk IS NULL)),
  CHECK ((made_at IS NULL) = (sum_ru IS NULL)),
  CHECK ((made_at IS NULL) = (sum_en IS NULL))
) STRICT;
CREATE UNIQUE INDEX grants_letter_begun ON grants_letter (share_id) WHERE made_at IS NULL;
CREATE UNIQUE INDEX grants_letter_live ON grants_letter (share_id) WHERE replaced_at IS NULL AND made_at IS NOT NULL;
CREATE TABLE grants_list (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  round_id TEXT NOT NULL REFERENCES grants_round (id),
  version INTEGER NOT NULL CHECK (version > 0),
  code TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('own', 'desk', 'withdrawal')),
  entered_by TEXT REFERENCES person (id),
  meant BLOB NOT NULL,
  kept_at INTEGER NOT NULL,
  UNIQUE (person_id, round_id, version),
  CHECK ((origin = 'desk') = (entered_by IS NOT NULL)),
  CHECK (entered_by <> person_id)
) STRICT;
CREATE INDEX grants_list_round ON grants_list (round_id, person_id, version);
CREATE TRIGGER grants_list_stands BEFORE UPDATE ON grants_list
BEGIN SELECT RAISE(ABORT, 'a kept list is never changed'); END;
CREATE TABLE grants_list_entry (
  list_id TEXT NOT NULL REFERENCES grants_list (id),
  position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 30),
  offer_id TEXT NOT NULL REFERENCES grants_offer (id),
  PRIMARY KEY (list_id, position),
  UNIQUE (list_id, offer_id)
) STRICT;
CREATE INDEX grants_list_entry_offer ON grants_list_entry (offer_id);
CREATE TRIGGER grants_list_entry_stands BEFORE UPDATE ON grants_list_entry
BEGIN SELECT RAISE(ABORT, 'a kept list is never changed'); END;
CREATE TABLE grants_look (
  letter_id TEXT NOT NULL REFERENCES grants_letter (id),
  day TEXT NOT NULL,
  looks INTEGER NOT NULL CHECK (looks > 0),
  PRIMARY KEY (letter_id, day)
) STRICT;
CREATE TABLE grants_merit (
  id TEXT NOT NULL PRIMARY KEY,
  round_id TEXT NOT NULL REFERENCES grants_round (id),
  version INTEGER NOT NULL CHECK (version > 0),
  yaml TEXT NOT NULL,
  written_by TEXT NOT NULL REFERENCES person (id),
  written_at INTEGER NOT NULL,
  UNIQUE (round_id, version)
) STRICT;
CREATE TRIGGER grants_merit_stands BEFORE UPDATE OF id, round_id, version, yaml ON grants_merit
BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
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
  entered_at INTEGER NOT NULL,
  confirmed_by TEXT REFERENCES person (id),
  confirmed_side TEXT CHECK (confirmed_side IN ('desk', 'university')),
  confirmed_at INTEGER,
  ended_by TEXT REFERENCES person (id),
  ended_at INTEGER,
  reason TEXT, batch_id TEXT REFERENCES intake (id),
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
) STRICT;
CREATE INDEX grants_offer_batch ON grants_offer (batch_id, id);
CREATE INDEX grants_offer_programme ON grants_offer (programme_id);
CREATE UNIQUE INDEX grants_offer_standing ON grants_offer (round_id, programme_id, type_id, seat_kind, discount)
  WHERE state IN ('entered', 'confirmed');
CREATE TABLE grants_offer_change (
  id TEXT NOT NULL PRIMARY KEY,
  offer_id TEXT NOT NULL REFERENCES grants_offer (id),
  seats INTEGER NOT NULL CHECK (seats > 0),
  asked_by TEXT NOT NULL REFERENCES person (id),
  asked_side TEXT NOT NULL CHECK (asked_side IN ('desk', 'university')),
  asked_at INTEGER NOT NULL,
  decided_by TEXT REFERENCES person (id),
  decided_side TEXT CHECK (decided_side IN ('desk', 'university')),
  decided_at INTEGER,
  agreed INTEGER,
  CHECK ((decided_by IS NULL) = (decided_side IS NULL)),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK ((decided_by IS NULL) = (agreed IS NULL)),
  CHECK (NOT agreed OR decided_by <> asked_by),
  CHECK (NOT agreed OR decided_side <> asked_side)
) STRICT;
CREATE UNIQUE INDEX grants_offer_change_open ON grants_offer_change (offer_id) WHERE decided_at IS NULL;
CREATE TABLE grants_opening (
  id TEXT NOT NULL PRIMARY KEY,
  share_id TEXT NOT NULL REFERENCES grants_share (id),
  person_id TEXT REFERENCES person (id),
  what TEXT NOT NULL CHECK (what IN ('page', 'kk', 'ru', 'en')),
  opened_at INTEGER NOT NULL
) STRICT;
CREATE INDEX grants_opening_person ON grants_opening (person_id);
CREATE INDEX grants_opening_share ON grants_opening (share_id, opened_at);
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
  said_at INTEGER NOT NULL,
  UNIQUE (recommendation_id, said_by, turn),
  CHECK (grant_kind IS NULL OR outcome IN ('offered', 'enrolled')),
  CHECK (grant_kind IS NOT NULL OR amount IS NULL),
  CHECK (amount IS NOT NULL OR years IS NULL),
  CHECK ((outcome = 'enrolled') OR enrolled_on IS NULL),
  CHECK ((outcome = 'refused') = (why IS NOT NULL))
) STRICT;
CREATE INDEX grants_outcome_person ON grants_outcome (person_id);
CREATE TABLE grants_paper (
  letter_id TEXT NOT NULL REFERENCES grants_letter (id),
  language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
  sealed BLOB NOT NULL,
  PRIMARY KEY (letter_id, language)
) STRICT;
CREATE VIEW grants_person AS
  SELECT application.person_id, cycle_id, code, region, place, rural, grade, teaching_language, school_id,
    (SELECT hash FROM person_hash WHERE person_hash.person_id = application.person_id AND kind = 'family' LIMIT 1) AS family_hash,
    (application.state = 'eligible' AND application.consent = 'complete' AND person.erased_at IS NULL
      AND person.restricted_at IS NULL) AS may_take_part,
    (application.state <> 'eligible' OR application.consent = 'refused' OR person.erased_at IS NOT NULL) AS has_left
  FROM application JOIN person ON person.id = application.person_id;
CREATE TABLE grants_place (
  run_id TEXT NOT NULL REFERENCES grants_run (id),
  number INTEGER NOT NULL CHECK (number > 0),
  person_id TEXT REFERENCES person (id),
  offer_id TEXT REFERENCES grants_offer (id),
  reserve TEXT,
  absent TEXT CHECK (absent IN ('list', 'consent', 'part')),
  sure INTEGER CHECK (sure BETWEEN 0 AND 1000),
  is_best INTEGER,
  posted_at INTEGER,
  PRIMARY KEY (run_id, number),
  UNIQUE (run_id, person_id),
  CHECK (absent IS NULL OR offer_id IS NULL),
  CHECK (reserve IS NULL OR offer_id IS NOT NULL)
) STRICT;
CREATE INDEX grants_place_person ON grants_place (person_id);
CREATE TABLE grants_pool (
  round_id TEXT NOT NULL REFERENCES grants_closing (round_id),
  number INTEGER NOT NULL CHECK (number > 0),
  person_id TEXT REFERENCES person (id),
  salt BLOB NOT NULL,
  PRIMARY KEY (round_id, number),
  UNIQUE (round_id, person_id)
) STRICT;
CREATE TABLE grants_programme (
  id TEXT NOT NULL PRIMARY KEY,
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  group_code TEXT NOT NULL,
  name_kk TEXT NOT NULL,
  name_ru TEXT NOT NULL,
  name_en TEXT NOT NULL,
  sort_key BLOB NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
  level TEXT NOT NULL CHECK (level IN ('bachelor', 'college')),
  isced TEXT NOT NULL CHECK (length(isced) BETWEEN 2 AND 4),
  city TEXT NOT NULL CHECK (length(city) = 9),
  cost INTEGER CHECK (cost > 0),
  dormitory TEXT NOT NULL CHECK (dormitory IN ('yes', 'no', 'ask')),
  kept_by TEXT NOT NULL REFERENCES person (id),
  kept_at INTEGER NOT NULL,
  closed_at INTEGER,
  UNIQUE (organisation_id, group_code, language, level, name_kk)
) STRICT;
CREATE TABLE grants_recommendation (
  id TEXT NOT NULL PRIMARY KEY,
  round_id TEXT NOT NULL REFERENCES grants_round (id),
  run_id TEXT NOT NULL REFERENCES grants_run (id),
  person_id TEXT REFERENCES person (id),
  offer_id TEXT NOT NULL REFERENCES grants_offer (id),
  reserve TEXT,
  state TEXT NOT NULL CHECK (state IN ('offered', 'accepted', 'declined', 'lapsed', 'released', 'bettered', 'withdrawn')),
  answer_by TEXT NOT NULL,
  tries_higher INTEGER NOT NULL,
  offered_at INTEGER NOT NULL,
  reminded_at INTEGER,
  answered_at INTEGER,
  ended_at INTEGER,
  UNIQUE (run_id, person_id),
  CHECK (state <> 'accepted' OR answered_at IS NOT NULL),
  CHECK ((ended_at IS NULL) = (state IN ('offered', 'accepted'))),
  CHECK (NOT tries_higher OR state <> 'offered')
) STRICT;
CREATE INDEX grants_recommendation_due ON grants_recommendation (answer_by) WHERE state = 'offered';
CREATE INDEX grants_recommendation_offer ON grants_recommendation (offer_id);
CREATE INDEX grants_recommendation_round ON grants_recommendation (round_id, state);
CREATE UNIQUE INDEX grants_recommendation_standing ON grants_recommendation (person_id) WHERE state IN ('offered', 'accepted');
CREATE TABLE grants_release (
  round_id TEXT NOT NULL PRIMARY KEY REFERENCES grants_round (id),
  run_id TEXT NOT NULL REFERENCES grants_run (id),
  recipients INTEGER NOT NULL,
  recipients_hash BLOB NOT NULL,
  bundle BLOB NOT NULL,
  proposed_by TEXT NOT NULL REFERENCES person (id),
  proposed_at INTEGER NOT NULL,
  released_by TEXT REFERENCES person (id),
  released_at INTEGER,
  CHECK (released_by <> proposed_by),
  CHECK ((released_by IS NULL) = (released_at IS NULL))
) STRICT;
CREATE TRIGGER grants_release_stands BEFORE UPDATE ON grants_release WHEN OLD.released_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a release is never changed'); END;
CREATE TRIGGER grants_release_stays BEFORE DELETE ON grants_release WHEN OLD.released_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a release is never changed'); END;
CREATE TABLE grants_reminder (
  round_id TEXT NOT NULL REFERENCES grants_round (id),
  day TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  PRIMARY KEY (round_id, day)
) STRICT;
CREATE TABLE grants_requirement (
  offer_id TEXT NOT NULL REFERENCES grants_offer (id),
  position INTEGER NOT NULL CHECK (position > 0),
  due TEXT NOT NULL CHECK (due IN ('list', 'letter', 'enrolment')),
  kind TEXT NOT NULL CHECK (kind IN ('certificate', 'subject', 'language', 'contact', 'ent', 'quota', 'income')),
  value TEXT,
  PRIMARY KEY (offer_id, position),
  CHECK ((due = 'list') = (kind IN ('certificate', 'subject', 'language'))),
  CHECK ((due = 'letter') = (kind = 'contact'))
) STRICT;
CREATE TABLE grants_reserve (
  offer_id TEXT NOT NULL REFERENCES grants_offer (id),
  position INTEGER NOT NULL CHECK (position > 0),
  attribute TEXT NOT NULL,
  seats INTEGER NOT NULL CHECK (seats > 0),
  PRIMARY KEY (offer_id, position),
  UNIQUE (offer_id, attribute)
) STRICT;
CREATE TABLE grants_round (
  id TEXT NOT NULL PRIMARY KEY,
  leaving_year INTEGER NOT NULL CHECK (leaving_year BETWEEN 2024 AND 2100),
  number INTEGER NOT NULL CHECK (number IN (1, 2)),
  made_by TEXT NOT NULL REFERENCES person (id),
  made_at INTEGER NOT NULL,
  UNIQUE (leaving_year, number)
) STRICT;
CREATE TABLE grants_run (
  id TEXT NOT NULL PRIMARY KEY,
  round_id TEXT NOT NULL REFERENCES grants_closing (round_id),
  number INTEGER NOT NULL CHECK (number > 0),
  merit_id TEXT NOT NULL REFERENCES grants_merit (id),
  draw_key TEXT NOT NULL,
  girls INTEGER NOT NULL CHECK (girls >= 0),
  placed INTEGER NOT NULL CHECK (placed >= 0),
  inputs_hash BLOB NOT NULL,
  outcome_hash BLOB NOT NULL,
  root BLOB NOT NULL,
  findings TEXT NOT NULL,
  kept BLOB,
  made_by TEXT NOT NULL REFERENCES person (id),
  made_at INTEGER NOT NULL,
  UNIQUE (round_id, number),
  CHECK (placed <= girls)
) STRICT;
CREATE TABLE grants_seat (
  offer_id TEXT NOT NULL REFERENCES grants_offer (id),
  reserve TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  recommendation_id TEXT UNIQUE REFERENCES grants_recommendation (id),
  PRIMARY KEY (offer_id, reserve, number)
) STRICT;
CREATE TABLE grants_share (
  id TEXT NOT NULL PRIMARY KEY,
  recommendation_id TEXT NOT NULL REFERENCES grants_recommendation (id),
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  last_day TEXT NOT NULL,
  sealed BLOB,
  wants_letter INTEGER NOT NULL,
  looked_at INTEGER,
  given_at INTEGER NOT NULL,
  ended_at INTEGER,
  end_reason TEXT CHECK (end_reason IN ('withdrawn', 'consent', 'seat', 'officer', 'over', 'erased')),
  delete_by TEXT,
  deleted_at INTEGER,
  deleted_by TEXT REFERENCES person (id),
  CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
  CHECK (delete_by IS NULL OR ended_at IS NOT NULL),
  CHECK (deleted_at IS NULL OR delete_by IS NOT NULL)
) STRICT;
CREATE INDEX grants_share_due ON grants_share (last_day) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX grants_share_open ON grants_share (recommendation_id) WHERE ended_at IS NULL;
CREATE INDEX grants_share_organisation ON grants_share (organisation_id);
CREATE INDEX grants_share_waiting ON grants_share (looked_at) WHERE ended_at IS NULL AND wants_letter;
CREATE TABLE grants_stage (
  round_id TEXT NOT NULL REFERENCES grants_round (id),
  stage TEXT NOT NULL CHECK (stage IN ('offers', 'rule', 'list', 'run', 'answers', 'appeals', 'outcomes')),
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  PRIMARY KEY (round_id, stage),
  CHECK (first_day <= last_day)
) STRICT;
CREATE VIEW grants_study_evidence AS
SELECT study_learner.person_id AS person_id, study_cohort.cycle_id AS cycle_id,
  'check:' || study_check.course || ':' || study_check.form AS name,
  study_sitting.points * 1.0 / study_check.items AS value, study_sitting.error AS error, study_sitting.kept_at AS as_of
FROM study_sitting JOIN study_check ON study_check.id = study_sitting.check_id
JOIN study_cohort ON study_cohort.id = study_check.cohort_id
JOIN study_learner ON study_learner.number = study_sitting.learner
JOIN person ON person.id = study_learner.person_id
WHERE study_check.meeting_id IS NOT NULL AND study_check.withdrawn_at IS NULL AND study_sitting.attended_at IS NOT NULL
  AND study_sitting.kept_at IS NOT NULL AND study_sitting.has_consent
  AND person.erased_at IS NULL AND person.restricted_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM study_sitting AS other JOIN study_check AS given ON given.id = other.check_id
    WHERE other.learner = study_sitting.learner AND given.cohort_id = study_check.cohort_id
      AND given.course = study_check.course AND given.form = study_check.form AND given.withdrawn_at IS NULL
      AND given.meeting_id IS NOT NULL AND other.attended_at IS NOT NULL AND other.kept_at IS NOT NULL
      AND (other.points * study_check.items > study_sitting.points * given.items
        OR other.points * study_check.items = study_sitting.points * given.items AND given.id > study_check.id))
UNION ALL
SELECT study_learner.person_id AS person_id, study_cohort.cycle_id AS cycle_id,
  'project:' || study_project.course || ':' || study_project.exercise AS name,
  study_team.value AS value, study_team.error AS error, study_team.agreed_at AS as_of
FROM study_team_member JOIN study_team ON study_team.id = study_team_member.team_id
JOIN study_project ON study_project.id = study_team.project_id
JOIN study_group ON study_group.id = study_project.group_id
JOIN study_cohort ON study_cohort.id = study_group.cohort_id
JOIN study_learner ON study_learner.number = study_team_member.learner
JOIN person ON person.id = study_learner.person_id
WHERE study_team_member.until IS NULL AND study_team.agreed_at IS NOT NULL AND study_team_member.has_consent
  AND person.erased_at IS NULL AND person.restricted_at IS NULL
  AND EXISTS (SELECT 1 FROM study_entry WHERE study_entry.team_id = study_team.id
    AND study_entry.learner = study_team_member.learner AND study_entry.kept_at IS NOT NULL);
CREATE TABLE grants_subject (
  person_id TEXT NOT NULL REFERENCES person (id),
  subject TEXT NOT NULL,
  said_at INTEGER NOT NULL,
  PRIMARY KEY (person_id, subject)
) STRICT;
CREATE TABLE grants_type (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('state', 'university', 'foundation', 'local', 'partner')),
  organisation_id TEXT REFERENCES organisation (id),
  name_kk TEXT NOT NULL,
  name_ru TEXT NOT NULL,
  name_en TEXT NOT NULL,
  letter TEXT NOT NULL CHECK (letter IN ('yes', 'no', 'ask')),
  kept_by TEXT NOT NULL REFERENCES person (id),
  kept_at INTEGER NOT NULL,
  closed_at INTEGER,
  CHECK (kind <> 'state' OR letter = 'no')
) STRICT;
CREATE TABLE grants_withdrawal (
  id TEXT NOT NULL PRIMARY KEY,
  recommendation_id TEXT NOT NULL REFERENCES grants_recommendation (id),
  reason BLOB,
  proposed_by TEXT NOT NULL REFERENCES person (id),
  proposed_at INTEGER NOT NULL,
  answer_by TEXT NOT NULL,
  answer BLOB,
  answered_at INTEGER,
  decided_by TEXT REFERENCES person (id),
  decided_at INTEGER,
  agreed INTEGER,
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK ((decided_by IS NULL) = (agreed IS NULL)),
  CHECK (NOT agreed OR decided_by <> proposed_by)
) STRICT;
CREATE UNIQUE INDEX grants_withdrawal_open ON grants_withdrawal (recommendation_id) WHERE decided_at IS NULL;
CREATE TABLE house (
  name TEXT NOT NULL PRIMARY KEY CHECK (name = 'house'),
  root_mark BLOB NOT NULL,
  key_mark BLOB NOT NULL,
  address TEXT,
  probed_at INTEGER
, demonstration INTEGER NOT NULL DEFAULT 0 CHECK (demonstration IN (0, 1))) STRICT;
CREATE TABLE import_row (
  cycle_id TEXT NOT NULL REFERENCES cycle (id),
  key_hash BLOB NOT NULL,
  application_id TEXT NOT NULL REFERENCES application (id),
  content_hash BLOB NOT NULL,
  batch_id TEXT NOT NULL REFERENCES intake (id),
  PRIMARY KEY (cycle_id, key_hash)
) STRICT;
CREATE TABLE intake (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  cycle_id TEXT REFERENCES cycle (id),
  name BLOB NOT NULL,
  maker TEXT REFERENCES person (id),
  choice TEXT NOT NULL,
  file BLOB,
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  added INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  refused INTEGER NOT NULL
, undone_at INTEGER, undo_reason BLOB, undo_after TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX intake_kind ON intake (kind, cycle_id, made_at);
CREATE TABLE intake_refused (
  intake_id TEXT NOT NULL REFERENCES intake (id),
  turn INTEGER NOT NULL,
  lines BLOB NOT NULL,
  PRIMARY KEY (intake_id, turn)
) STRICT;
CREATE TABLE invitation (
  hash BLOB NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE TABLE job (
  name TEXT NOT NULL PRIMARY KEY,
  next_at INTEGER NOT NULL,
  held_until INTEGER,
  turn INTEGER NOT NULL,
  worker TEXT,
  began_at INTEGER,
  ended_at INTEGER,
  failed_at INTEGER,
  error TEXT
) STRICT;
CREATE TABLE membership (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  role TEXT NOT NULL,
  cycle_id TEXT,
  regions TEXT NOT NULL,
  school_id TEXT,
  organisation_id TEXT,
  given_at INTEGER NOT NULL,
  given_by TEXT REFERENCES person (id),
  confirmed_by TEXT REFERENCES person (id),
  confirmed_at INTEGER,
  ended_at INTEGER,
  CHECK (confirmed_by IS NULL OR confirmed_at IS NOT NULL),
  CHECK (confirmed_by <> given_by),
  CHECK (confirmed_by <> person_id),
  CHECK (given_by <> person_id),
  CHECK (role NOT IN ('administrator', 'safeguarding') OR given_by IS NULL OR confirmed_at IS NULL OR confirmed_by IS NOT NULL)
) STRICT;
CREATE INDEX membership_organisation ON membership (organisation_id, role) WHERE organisation_id IS NOT NULL;
CREATE INDEX membership_person ON membership (person_id);
CREATE TABLE migration (
  name TEXT NOT NULL PRIMARY KEY,
  text TEXT NOT NULL,
  applied_at INTEGER NOT NULL
) STRICT;
CREATE VIEW monitoring_gain AS
SELECT study_learner.person_id AS person_id, study_gain_run.cohort_id AS cohort_id, first_value AS pre, first_error AS pre_error,
  second_value AS post, second_error AS post_error, study_gain_run.id AS run, study_gain_run.course AS course
FROM study_measure JOIN study_gain_run ON study_gain_run.id = study_measure.run_id
JOIN study_learner ON study_learner.number = study_measure.learner
JOIN person ON person.id = study_learner.person_id
WHERE study_gain_run.scale <> 'points' AND person.erased_at IS NULL AND person.restricted_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM study_gain_run AS later WHERE later.cohort_id = study_gain_run.cohort_id
    AND later.course = study_gain_run.course AND (later.made_at > study_gain_run.made_at
      OR later.made_at = study_gain_run.made_at AND later.id > study_gain_run.id));
CREATE VIEW monitoring_learner AS
SELECT study_learner.person_id, study_cohort.cycle_id, study_enrolment.cohort_id, study_cohort.track, study_group.region,
  study_group.language, study_enrolment.since AS started_at, study_enrolment.until AS ended_at, study_enrolment.end_reason,
  (SELECT MIN(issued_at) FROM study_certificate WHERE study_certificate.learner = study_learner.number
    AND study_certificate.cycle_id = study_cohort.cycle_id AND revoked_at IS NULL) AS certified_at
FROM study_enrolment
JOIN study_learner ON study_learner.number = study_enrolment.learner
JOIN study_cohort ON study_cohort.id = study_enrolment.cohort_id
LEFT JOIN study_member ON study_member.learner = study_learner.number AND study_member.until IS NULL
  AND study_member.group_id IN (SELECT id FROM study_group AS hers WHERE hers.cohort_id = study_cohort.id)
LEFT JOIN study_group ON study_group.id = study_member.group_id;
CREATE VIEW monitoring_presence AS
SELECT study_learner.person_id, study_group.cohort_id, study_meeting.id AS meeting_id, study_meeting.starts_at,
  CASE WHEN study_presence.mark IN ('came', 'late') THEN 1 ELSE 0 END AS attended, study_presence.proof
FROM study_meeting
JOIN study_group ON study_group.id = study_meeting.group_id
JOIN study_member ON study_member.group_id = study_group.id AND study_member.since <= study_meeting.ends_at
  AND (study_member.until IS NULL OR study_member.until > study_meeting.starts_at)
JOIN study_learner ON study_learner.number = study_member.learner
LEFT JOIN study_presence ON study_presence.meeting_id = study_meeting.id AND study_presence.learner = study_learner.number
WHERE study_meeting.state = 'held';
CREATE VIEW monitoring_threshold AS
SELECT study_learner.person_id AS person_id, study_check.cohort_id AS cohort_id,
  'check:' || study_check.course || ':' || study_check.form AS item_set,
  MAX(CASE WHEN study_sitting.points + 0.000001 >= study_check.pass_at * study_check.items THEN 1 ELSE 0 END) AS passed
FROM study_sitting JOIN study_check ON study_check.id = study_sitting.check_id
JOIN study_learner ON study_learner.number = study_sitting.learner
JOIN person ON person.id = study_learner.person_id
WHERE study_check.pass_at IS NOT NULL AND study_check.withdrawn_at IS NULL AND study_sitting.attended_at IS NOT NULL
  AND study_sitting.kept_at IS NOT NULL AND person.erased_at IS NULL AND person.restricted_at IS NULL
GROUP BY study_learner.person_id, study_check.cohort_id, study_check.course, study_check.form;
CREATE TABLE objection (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  processing TEXT NOT NULL,
  asked_by TEXT NOT NULL REFERENCES person (id),
  asked_as TEXT NOT NULL CHECK (asked_as IN ('applicant', 'guardian')),
  asked_at INTEGER NOT NULL,
  reason BLOB,
  upheld INTEGER,
  answer BLOB,
  decided_by TEXT REFERENCES person (id),
  decided_at INTEGER,
  taken_back_at INTEGER,
  CHECK ((upheld IS NULL) = (decided_at IS NULL)),
  CHECK ((upheld IS NULL) = (decided_by IS NULL)),
  CHECK ((upheld IS NULL) = (answer IS NULL))
) STRICT;
CREATE UNIQUE INDEX objection_open ON objection (person_id, processing) WHERE upheld IS NULL AND taken_back_at IS NULL;
CREATE INDEX objection_person ON objection (person_id, asked_at);
CREATE TABLE of_age (
  application_id TEXT NOT NULL PRIMARY KEY REFERENCES application (id),
  told_at INTEGER NOT NULL
) STRICT;
CREATE TABLE organisation (
  id TEXT NOT NULL PRIMARY KEY,
  key TEXT UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('university', 'college', 'foundation', 'company', 'office')),
  name_kk TEXT NOT NULL,
  name_ru TEXT NOT NULL,
  name_en TEXT NOT NULL,
  sort_key BLOB NOT NULL,
  bin TEXT,
  site TEXT,
  domains TEXT NOT NULL,
  city TEXT,
  created_at INTEGER NOT NULL,
  cleared_until INTEGER
) STRICT;
CREATE INDEX organisation_sort ON organisation (sort_key, id);
CREATE TABLE organisation_clearance (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  number INTEGER NOT NULL CHECK (number > 0),
  entry TEXT NOT NULL CHECK (entry IN ('cleared', 'shut', 'lifting_asked', 'lifting_dropped', 'lifted')),
  until TEXT,
  reason TEXT,
  decided_by TEXT NOT NULL REFERENCES person (id),
  asked_by TEXT REFERENCES person (id),
  decided_at INTEGER NOT NULL,
  PRIMARY KEY (organisation_id, number),
  CHECK (asked_by <> decided_by),
  CHECK ((entry IN ('cleared', 'lifted')) = (until IS NOT NULL)),
  CHECK ((entry = 'lifted') = (asked_by IS NOT NULL)),
  CHECK ((entry IN ('cleared', 'shut', 'lifting_asked')) = (reason IS NOT NULL))
) STRICT;
CREATE TABLE outbox (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
  purpose TEXT NOT NULL,
  batch TEXT,
  language TEXT NOT NULL,
  recipient BLOB NOT NULL,
  subject BLOB,
  body BLOB NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'uncertain', 'shown', 'cancelled')),
  tries INTEGER NOT NULL,
  next_try_at INTEGER NOT NULL,
  lease_until INTEGER,
  worker TEXT,
  error TEXT,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
, doubts INTEGER NOT NULL DEFAULT 0, expires_at INTEGER) STRICT;
CREATE INDEX outbox_due ON outbox (channel, state, next_try_at) WHERE batch IS NULL;
CREATE INDEX outbox_ended ON outbox (channel, state, ended_at);
CREATE INDEX outbox_mailing ON outbox (channel, state, next_try_at) WHERE batch IS NOT NULL;
CREATE INDEX outbox_person ON outbox (person_id, created_at);
CREATE INDEX outbox_time ON outbox (created_at, id);
CREATE INDEX outbox_under_way ON outbox (state, lease_until);
CREATE TABLE paper_consent (
  id TEXT NOT NULL PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES application (id),
  guardian_id TEXT NOT NULL REFERENCES person (id),
  file_id TEXT REFERENCES file (id),
  printed_code TEXT NOT NULL,
  purposes TEXT NOT NULL,
  entered_by TEXT NOT NULL REFERENCES person (id),
  entered_at INTEGER NOT NULL,
  approved_by TEXT REFERENCES person (id),
  approved_at INTEGER,
  rejected_by TEXT REFERENCES person (id),
  rejected_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (approved_by <> entered_by),
  CHECK (rejected_by <> entered_by),
  CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
  CHECK (rejected_by IS NULL OR rejected_at IS NOT NULL)
) STRICT;
CREATE INDEX paper_consent_application ON paper_consent (application_id);
CREATE INDEX paper_consent_guardian ON paper_consent (guardian_id, application_id);
CREATE INDEX paper_consent_waiting ON paper_consent (approved_at, rejected_at);
CREATE TABLE person (
  id TEXT NOT NULL PRIMARY KEY,
  created_at INTEGER NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
  erased_at INTEGER,
  restricted_at INTEGER
) STRICT;
CREATE TABLE person_detail (
  person_id TEXT NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL CHECK (kind IN ('name', 'phone', 'email', 'birth_day', 'iin', 'relation')),
  sealed BLOB NOT NULL,
  PRIMARY KEY (person_id, kind)
) STRICT;
CREATE TABLE person_hash (
  person_id TEXT NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL CHECK (kind IN ('name', 'word', 'phone', 'email', 'iin', 'name_birth_day', 'family')),
  hash BLOB NOT NULL,
  PRIMARY KEY (person_id, kind, hash)
) STRICT;
CREATE INDEX person_hash_look_up ON person_hash (kind, hash, person_id);
CREATE TABLE person_key (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
  wrapped BLOB NOT NULL
) STRICT;
CREATE TABLE post_rest (
  channel TEXT NOT NULL PRIMARY KEY CHECK (channel IN ('email', 'sms')),
  reason TEXT NOT NULL,
  is_settings INTEGER NOT NULL,
  strikes INTEGER NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT;
CREATE TABLE rate (
  key_hash BLOB NOT NULL,
  slot INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (key_hash, slot)
) STRICT;
CREATE TABLE recovery_code (
  person_id TEXT NOT NULL REFERENCES person (id),
  hash BLOB NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (person_id, hash)
) STRICT;
CREATE TABLE refused_folder (
  name TEXT NOT NULL PRIMARY KEY CHECK (name = 'last'),
  folder TEXT NOT NULL,
  refused_at INTEGER NOT NULL,
  kk TEXT NOT NULL,
  ru TEXT NOT NULL,
  en TEXT NOT NULL
) STRICT;
CREATE TABLE retention_due (
  rule TEXT NOT NULL PRIMARY KEY,
  people INTEGER NOT NULL,
  counted_at INTEGER NOT NULL
) STRICT;
CREATE TABLE return_key (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
  key_hash BLOB NOT NULL UNIQUE
) STRICT;
CREATE TABLE role_ending (
  id TEXT NOT NULL PRIMARY KEY,
  membership_id TEXT NOT NULL REFERENCES membership (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  requested_by TEXT NOT NULL REFERENCES person (id),
  requested_at INTEGER NOT NULL,
  confirmed_by TEXT REFERENCES person (id),
  ended_at INTEGER,
  CHECK (requested_by <> person_id),
  CHECK (confirmed_by IS NULL OR confirmed_by <> requested_by),
  CHECK (confirmed_by IS NULL OR confirmed_by <> person_id),
  CHECK (confirmed_by IS NULL OR ended_at IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX role_ending_open ON role_ending (membership_id) WHERE ended_at IS NULL;
CREATE TABLE saved_view (
  id TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES person (id),
  name BLOB NOT NULL,
  address TEXT NOT NULL,
  reach TEXT,
  saved_at INTEGER NOT NULL
) STRICT;
CREATE INDEX saved_view_owner ON saved_view (owner_id);
CREATE INDEX saved_view_reach ON saved_view (reach);
CREATE TABLE school (
  id TEXT NOT NULL PRIMARY KEY,
  place TEXT NOT NULL,
  name_kk TEXT NOT NULL,
  name_ru TEXT NOT NULL,
  folded TEXT NOT NULL,
  sort_key BLOB NOT NULL,
  bin TEXT,
  closed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX school_place_name ON school (place, name_kk);
CREATE INDEX school_sort ON school (sort_key);
CREATE TABLE school_import (
  batch_id TEXT NOT NULL REFERENCES intake (id),
  line INTEGER NOT NULL,
  school_id TEXT NOT NULL REFERENCES school (id),
  russian_before TEXT,
  bin_before TEXT,
  russian TEXT NOT NULL,
  bin TEXT,
  PRIMARY KEY (batch_id, line),
  CHECK (russian_before IS NOT NULL OR bin_before IS NULL)
) STRICT;
CREATE INDEX school_import_school ON school_import (school_id);
CREATE TABLE sealed_batch (
  person_id TEXT NOT NULL REFERENCES person (id),
  thread TEXT NOT NULL,
  device TEXT NOT NULL,
  first_seq INTEGER NOT NULL CHECK (first_seq > 0),
  last_seq INTEGER NOT NULL CHECK (last_seq >= first_seq),
  head TEXT NOT NULL,
  cipher BLOB NOT NULL,
  size INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (person_id, thread, device, first_seq, last_seq, head)
) STRICT;
CREATE TABLE selection_answer (
  offer_id TEXT NOT NULL PRIMARY KEY REFERENCES selection_offer (id),
  answer TEXT NOT NULL CHECK (answer IN ('accepted', 'declined', 'expired', 'left')),
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE selection_appeal (
  id TEXT NOT NULL PRIMARY KEY,
  cycle_id TEXT NOT NULL REFERENCES cycle (id),
  application_id TEXT NOT NULL UNIQUE REFERENCES application (id),
  asked_at INTEGER NOT NULL,
  evidence TEXT,
  mark_asked_by TEXT REFERENCES person (id),
  mark_asked_at INTEGER,
  value REAL,
  error REAL,
  note BLOB,
  marked_by TEXT REFERENCES person (id),
  marked_at INTEGER,
  upheld INTEGER,
  decided_by TEXT REFERENCES person (id),
  decided_at INTEGER,
  run_id TEXT REFERENCES selection_run (id),
  CHECK (marked_by <> mark_asked_by),
  CHECK (decided_by <> mark_asked_by),
  CHECK (decided_by <> marked_by),
  CHECK (marked_by IS NULL OR mark_asked_by IS NOT NULL),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK ((value IS NULL) = (marked_by IS NULL))
) STRICT;
CREATE INDEX selection_appeal_cycle ON selection_appeal (cycle_id, asked_at);
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
CREATE TABLE selection_decision (
  run_id TEXT NOT NULL REFERENCES selection_run (id),
  application_id TEXT NOT NULL REFERENCES application (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  PRIMARY KEY (run_id, application_id),
  UNIQUE (run_id, position)
) STRICT;
CREATE INDEX selection_decision_application ON selection_decision (application_id);
CREATE TABLE selection_evidence (
  application_id TEXT NOT NULL REFERENCES application (id),
  name TEXT NOT NULL,
  turn INTEGER NOT NULL CHECK (turn > 0),
  value REAL NOT NULL,
  error REAL NOT NULL CHECK (error >= 0),
  source TEXT NOT NULL,
  batch_id TEXT REFERENCES intake (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (application_id, name, turn)
) STRICT;
CREATE VIEW selection_evidence_now AS
  SELECT e.application_id, e.name, e.value, e.error FROM selection_evidence AS e
  WHERE NOT EXISTS (SELECT 1 FROM selection_evidence AS later
    WHERE later.application_id = e.application_id AND later.name = e.name AND later.turn > e.turn);
CREATE TABLE selection_freeze (
  cycle_id TEXT NOT NULL REFERENCES cycle (id),
  turn INTEGER NOT NULL CHECK (turn > 0),
  policy_id TEXT NOT NULL REFERENCES selection_policy (id),
  freezes_at INTEGER NOT NULL,
  announced_by TEXT NOT NULL,
  announced_at INTEGER NOT NULL,
  PRIMARY KEY (cycle_id, turn)
) STRICT;
CREATE TABLE selection_letter (
  run_id TEXT NOT NULL REFERENCES selection_run (id),
  application_id TEXT NOT NULL REFERENCES application (id),
  posted_at INTEGER,
  PRIMARY KEY (run_id, application_id)
) STRICT;
CREATE INDEX selection_letter_left ON selection_letter (run_id, application_id) WHERE posted_at IS NULL;
CREATE TABLE selection_offer (
  id TEXT NOT NULL PRIMARY KEY,
  cycle_id TEXT NOT NULL REFERENCES cycle (id),
  application_id TEXT NOT NULL UNIQUE REFERENCES application (id),
  run_id TEXT NOT NULL REFERENCES selection_run (id),
  reason TEXT NOT NULL CHECK (reason IN ('first', 'next', 'appeal')),
  offered_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX selection_offer_cycle ON selection_offer (cycle_id, expires_at);
CREATE TABLE selection_policy (
  id TEXT NOT NULL PRIMARY KEY,
  cycle_id TEXT NOT NULL REFERENCES cycle (id),
  version INTEGER NOT NULL CHECK (version > 0),
  yaml TEXT NOT NULL,
  written_by TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  UNIQUE (cycle_id, version)
) STRICT;
CREATE TABLE selection_release (
  cycle_id TEXT NOT NULL PRIMARY KEY REFERENCES cycle (id),
  run_id TEXT NOT NULL REFERENCES selection_run (id),
  recipients INTEGER NOT NULL,
  recipients_hash BLOB NOT NULL,
  proposed_by TEXT NOT NULL REFERENCES person (id),
  proposed_at INTEGER NOT NULL,
  released_by TEXT REFERENCES person (id),
  released_at INTEGER,
  CHECK (released_by IS NULL OR released_by <> proposed_by),
  CHECK ((released_by IS NULL) = (released_at IS NULL))
) STRICT;
CREATE TABLE selection_run (
  id TEXT NOT NULL PRIMARY KEY,
  cycle_id TEXT NOT NULL REFERENCES cycle (id),
  policy_id TEXT NOT NULL REFERENCES selection_policy (id),
  after_run TEXT REFERENCES selection_run (id),
  draw_key TEXT NOT NULL,
  inputs TEXT NOT NULL,
  inputs_hash BLOB NOT NULL,
  outcome_hash BLOB NOT NULL,
  candidates INTEGER NOT NULL,
  offered INTEGER NOT NULL,
  findings TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX selection_run_cycle ON selection_run (cycle_id, made_at, id);
CREATE TABLE selection_seat (
  cycle_id TEXT NOT NULL REFERENCES cycle (id),
  number INTEGER NOT NULL CHECK (number > 0),
  extra INTEGER NOT NULL,
  offer_id TEXT UNIQUE REFERENCES selection_offer (id),
  PRIMARY KEY (cycle_id, number)
) STRICT;
CREATE TABLE session (
  token_hash BLOB NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL CHECK (kind IN ('applicant', 'guardian', 'staff', 'staff_awaiting_code', 'outside')),
  shared_device INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX session_expiry ON session (expires_at);
CREATE INDEX session_person ON session (person_id);
CREATE TABLE shown_page (
  hash BLOB NOT NULL PRIMARY KEY,
  sealed BLOB NOT NULL,
  until INTEGER NOT NULL
) STRICT;
CREATE INDEX shown_page_until ON shown_page (until);
CREATE TABLE sign_in_code (
  id TEXT NOT NULL PRIMARY KEY,
  contact_hash BLOB NOT NULL,
  code_hash BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE INDEX sign_in_code_contact ON sign_in_code (contact_hash, created_at);
CREATE TABLE stage (
  cycle_id TEXT NOT NULL REFERENCES cycle (id),
  key TEXT NOT NULL,
  position INTEGER NOT NULL,
  name_kk TEXT NOT NULL,
  name_ru TEXT NOT NULL,
  name_en TEXT NOT NULL,
  opens_at INTEGER NOT NULL,
  closes_at INTEGER NOT NULL,
  PRIMARY KEY (cycle_id, key),
  CHECK (opens_at < closes_at)
) STRICT;
CREATE TABLE statement_key (
  public_key BLOB NOT NULL PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  sealed BLOB,
  from_at INTEGER NOT NULL,
  until_at INTEGER,
  CHECK ((sealed IS NULL) = (until_at IS NOT NULL))
) STRICT;
CREATE TABLE study_adult (
  group_id TEXT NOT NULL REFERENCES study_group (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  task TEXT NOT NULL CHECK (task IN ('lead', 'second', 'mentor')),
  since INTEGER NOT NULL,
  until INTEGER,
  PRIMARY KEY (group_id, person_id, since)
) STRICT;
CREATE INDEX study_adult_person ON study_adult (person_id, until);
CREATE TABLE study_assignment (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES study_group (id),
  course TEXT NOT NULL,
  exercise TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  given_at INTEGER NOT NULL,
  UNIQUE (group_id, course, exercise)
) STRICT;
CREATE INDEX study_assignment_course ON study_assignment (course, exercise);
CREATE TABLE study_board_seen (
  group_id TEXT NOT NULL REFERENCES study_group (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (group_id, person_id)
) STRICT;
CREATE INDEX study_board_seen_person ON study_board_seen (person_id);
CREATE TABLE study_calendar (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
  number INTEGER NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE study_certificate (
  code TEXT NOT NULL PRIMARY KEY,
  learner INTEGER REFERENCES study_learner (number),
  cycle_id TEXT NOT NULL REFERENCES cycle (id),
  region TEXT,
  course TEXT NOT NULL,
  edition_id TEXT NOT NULL REFERENCES edition (id),
  title_kk TEXT NOT NULL,
  title_ru TEXT NOT NULL,
  title_en TEXT NOT NULL,
  hours INTEGER NOT NULL CHECK (hours > 0),
  lessons INTEGER NOT NULL CHECK (lessons > 0),
  sealed BLOB,
  missing TEXT NOT NULL,
  has_consent INTEGER NOT NULL,
  proposed_at INTEGER NOT NULL,
  proposed_by TEXT NOT NULL REFERENCES person (id),
  issued_at INTEGER,
  issued_by TEXT REFERENCES person (id),
  place INTEGER UNIQUE CHECK (place BETWEEN 0 AND 131071),
  dropped_at INTEGER,
  revoked_at INTEGER,
  revoked_by TEXT REFERENCES person (id),
  revoked_for TEXT CHECK (revoked_for IN ('error', 'wish', 'name')),
  CHECK ((issued_at IS NULL) = (issued_by IS NULL)),
  CHECK ((issued_at IS NULL) = (place IS NULL)),
  CHECK (issued_by IS NULL OR issued_by <> proposed_by),
  CHECK (dropped_at IS NULL OR issued_at IS NULL),
  CHECK ((revoked_at IS NULL) = (revoked_by IS NULL)),
  CHECK ((revoked_at IS NULL) = (revoked_for IS NULL)),
  CHECK (revoked_at IS NULL OR issued_at IS NOT NULL)
) STRICT;
CREATE INDEX study_certificate_cycle ON study_certificate (cycle_id, proposed_at);
CREATE INDEX study_certificate_learner ON study_certificate (learner);
CREATE INDEX study_certificate_revoked ON study_certificate (place) WHERE revoked_at IS NOT NULL;
CREATE UNIQUE INDEX study_certificate_standing ON study_certificate (learner, course)
  WHERE dropped_at IS NULL AND revoked_at IS NULL;
CREATE INDEX study_certificate_waiting ON study_certificate (proposed_at) WHERE issued_at IS NULL AND dropped_at IS NULL;
CREATE TABLE study_check (
  id TEXT NOT NULL PRIMARY KEY,
  cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
  group_id TEXT REFERENCES study_group (id),
  course TEXT NOT NULL,
  form TEXT NOT NULL,
  edition_id TEXT NOT NULL REFERENCES edition (id),
  items INTEGER NOT NULL CHECK (items > 0),
  meeting_id TEXT REFERENCES study_meeting (id),
  opens_at INTEGER,
  closes_at INTEGER,
  given_at INTEGER NOT NULL,
  withdrawn_at INTEGER, pass_at REAL CHECK (pass_at BETWEEN 0 AND 1),
  CHECK ((meeting_id IS NULL) = (opens_at IS NOT NULL)),
  CHECK ((opens_at IS NULL) = (closes_at IS NULL)),
  CHECK (opens_at < closes_at)
) STRICT;
CREATE INDEX study_check_cohort ON study_check (cohort_id, course, form);
CREATE INDEX study_check_group ON study_check (group_id);
CREATE UNIQUE INDEX study_check_measure ON study_check (group_id, course, form)
  WHERE withdrawn_at IS NULL AND meeting_id IS NULL AND group_id IS NOT NULL;
CREATE UNIQUE INDEX study_check_meeting ON study_check (meeting_id, course, form)
  WHERE withdrawn_at IS NULL AND meeting_id IS NOT NULL;
CREATE UNIQUE INDEX study_check_open ON study_check (cohort_id, course, form) WHERE withdrawn_at IS NULL AND group_id IS NULL;
CREATE TABLE study_check_answer (
  id TEXT NOT NULL PRIMARY KEY,
  check_id TEXT NOT NULL REFERENCES study_check (id),
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  item TEXT NOT NULL,
  variant INTEGER NOT NULL,
  at INTEGER NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('phone', 'paper')),
  entered_by TEXT REFERENCES person (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'unread', 'blank')),
  sealed BLOB NOT NULL,
  CHECK ((entered_by IS NULL) = (way = 'phone'))
) STRICT;
CREATE INDEX study_check_answer_learner ON study_check_answer (learner);
CREATE INDEX study_check_answer_sitting ON study_check_answer (check_id, learner, at);
CREATE TABLE study_cohort (
  id TEXT NOT NULL PRIMARY KEY,
  cycle_id TEXT NOT NULL REFERENCES cycle (id),
  track TEXT NOT NULL CHECK (track IN ('chosen', 'open')),
  created_at INTEGER NOT NULL
, title TEXT NOT NULL DEFAULT '', regions TEXT NOT NULL DEFAULT '', starts_at INTEGER, ends_at INTEGER, support_day TEXT) STRICT;
CREATE INDEX study_cohort_cycle ON study_cohort (cycle_id);
CREATE UNIQUE INDEX study_cohort_open ON study_cohort (cycle_id) WHERE track = 'open';
CREATE TABLE study_cohort_course (
  cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
  course TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (cohort_id, course)
) STRICT;
CREATE TABLE study_course (
  edition_id TEXT NOT NULL PRIMARY KEY REFERENCES edition (id),
  published_at INTEGER NOT NULL,
  published_by TEXT NOT NULL
) STRICT;
CREATE TABLE study_draft (
  cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  group_id TEXT REFERENCES study_group (id),
  PRIMARY KEY (cohort_id, learner)
) STRICT;
CREATE INDEX study_draft_learner ON study_draft (learner);
CREATE TABLE study_enrolment (
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
  since INTEGER NOT NULL,
  until INTEGER,
  end_reason TEXT,
  PRIMARY KEY (learner, cohort_id),
  CHECK ((until IS NULL) = (end_reason IS NULL))
) STRICT;
CREATE INDEX study_enrolment_cohort ON study_enrolment (cohort_id);
CREATE TABLE study_entry (
  id TEXT NOT NULL PRIMARY KEY,
  team_id TEXT NOT NULL REFERENCES study_team (id),
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  kind TEXT NOT NULL CHECK (kind IN ('diary', 'poster')),
  sealed BLOB NOT NULL,
  milestone TEXT,
  changed_at INTEGER NOT NULL,
  kept_at INTEGER,
  shown_at INTEGER,
  shown_by TEXT REFERENCES person (id), aside_at INTEGER, taken_down_at INTEGER,
  CHECK (shown_at IS NULL OR kept_at IS NOT NULL),
  CHECK ((shown_at IS NULL) = (shown_by IS NULL))
) STRICT;
CREATE INDEX study_entry_learner ON study_entry (learner);
CREATE UNIQUE INDEX study_entry_open ON study_entry (team_id, learner, kind) WHERE kept_at IS NULL AND aside_at IS NULL;
CREATE INDEX study_entry_team ON study_entry (team_id, kind, kept_at);
CREATE TABLE study_entry_photo (
  entry_id TEXT NOT NULL REFERENCES study_entry (id),
  position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 6),
  file_id TEXT NOT NULL REFERENCES file (id),
  PRIMARY KEY (entry_id, position)
) STRICT;
CREATE INDEX study_entry_photo_file ON study_entry_photo (file_id);
CREATE TABLE study_event (
  id BLOB NOT NULL PRIMARY KEY,
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  kind TEXT NOT NULL CHECK (kind IN ('attempt', 'finished')),
  about TEXT NOT NULL,
  at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  is_placed INTEGER NOT NULL,
  skill TEXT,
  verdict TEXT CHECK (verdict IN ('right', 'wrong', 'unread')),
  sealed BLOB NOT NULL
, entered_by TEXT REFERENCES person (id), sheet TEXT) STRICT;
CREATE INDEX study_event_about ON study_event (learner, about, at);
CREATE INDEX study_event_received ON study_event (learner, received_at);
CREATE INDEX study_event_sheet ON study_event (sheet) WHERE sheet IS NOT NULL;
CREATE INDEX study_event_skill ON study_event (learner, skill, at) WHERE skill IS NOT NULL;
CREATE TRIGGER study_event_stands BEFORE UPDATE OF id, learner, kind, about, at, sealed, entered_by, sheet ON study_event
BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE INDEX study_event_unplaced ON study_event (received_at) WHERE NOT is_placed;
CREATE TABLE study_exhibit (
  id TEXT NOT NULL PRIMARY KEY,
  team_id TEXT NOT NULL REFERENCES study_team (id),
  entry_id TEXT REFERENCES study_entry (id),
  proposed_at INTEGER NOT NULL,
  proposed_by TEXT NOT NULL REFERENCES person (id),
  published_at INTEGER,
  published_by TEXT REFERENCES person (id),
  ended_at INTEGER,
  ended_why TEXT CHECK (ended_why IN ('dropped', 'desk', 'team', 'consent', 'erased')),
  CHECK ((published_at IS NULL) = (published_by IS NULL)),
  CHECK ((ended_at IS NULL) = (ended_why IS NULL)),
  CHECK (published_by <> proposed_by),
  CHECK (entry_id IS NOT NULL OR ended_at IS NOT NULL)
) STRICT;
CREATE INDEX study_exhibit_entry ON study_exhibit (entry_id);
CREATE UNIQUE INDEX study_exhibit_standing ON study_exhibit (team_id) WHERE ended_at IS NULL;
CREATE TABLE study_exhibit_consent (
  exhibit_id TEXT NOT NULL REFERENCES study_exhibit (id),
  consent_id TEXT NOT NULL REFERENCES consent (id),
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  PRIMARY KEY (exhibit_id, consent_id)
) STRICT;
CREATE INDEX study_exhibit_consent_learner ON study_exhibit_consent (learner);
CREATE TABLE study_exhibit_wish (
  exhibit_id TEXT NOT NULL REFERENCES study_exhibit (id),
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  at INTEGER NOT NULL,
  PRIMARY KEY (exhibit_id, learner)
) STRICT;
CREATE INDEX study_exhibit_wish_learner ON study_exhibit_wish (learner);
CREATE TABLE study_frozen (
  course TEXT NOT NULL,
  exercise TEXT NOT NULL,
  variant INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('right', 'wrong', 'unread')),
  n INTEGER NOT NULL CHECK (n > 0),
  PRIMARY KEY (course, exercise, variant, outcome)
) STRICT;
CREATE TABLE study_frozen_presence (
  cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
  month TEXT NOT NULL,
  proof TEXT NOT NULL,
  attended INTEGER NOT NULL CHECK (attended >= 0),
  planned INTEGER NOT NULL CHECK (planned >= attended),
  PRIMARY KEY (cohort_id, month, proof)
) STRICT;
CREATE TABLE study_gain_run (
  id TEXT NOT NULL PRIMARY KEY,
  cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
  course TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  scale TEXT NOT NULL CHECK (scale IN ('points', 'rasch', 'twoParameter')),
  log_likelihood REAL,
  converged INTEGER,
  certificate TEXT NOT NULL
) STRICT;
CREATE INDEX study_gain_run_cohort ON study_gain_run (cohort_id, course, made_at);
CREATE TABLE study_group (
  id TEXT NOT NULL PRIMARY KEY,
  cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
  number INTEGER NOT NULL,
  language TEXT NOT NULL,
  region TEXT NOT NULL,
  district TEXT,
  meeting_place TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('planned', 'open', 'closed')),
  created_at INTEGER NOT NULL,
  opened_at INTEGER,
  UNIQUE (cohort_id, number)
) STRICT;
CREATE TABLE study_hand_in (
  id TEXT NOT NULL PRIMARY KEY,
  assignment_id TEXT NOT NULL REFERENCES study_assignment (id),
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  number INTEGER NOT NULL CHECK (number > 0),
  written BLOB,
  changed_at INTEGER NOT NULL,
  handed_at INTEGER,
  wants_second INTEGER NOT NULL, due_at INTEGER, written_at INTEGER,
  UNIQUE (assignment_id, learner, number)
) STRICT;
CREATE INDEX study_hand_in_learner ON study_hand_in (learner);
CREATE UNIQUE INDEX study_hand_in_open ON study_hand_in (assignment_id, learner) WHERE handed_at IS NULL;
CREATE TABLE study_help (
  id TEXT NOT NULL PRIMARY KEY,
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
  about TEXT NOT NULL CHECK (about IN ('time', 'network', 'home', 'course', 'other')),
  sealed BLOB,
  to_officers INTEGER NOT NULL,
  at INTEGER NOT NULL,
  answered_at INTEGER
) STRICT;
CREATE INDEX study_help_cohort ON study_help (cohort_id);
CREATE INDEX study_help_learner ON study_help (learner, at);
CREATE INDEX study_help_open ON study_help (at) WHERE answered_at IS NULL;
CREATE TABLE study_help_line (
  id TEXT NOT NULL PRIMARY KEY,
  help_id TEXT NOT NULL REFERENCES study_help (id),
  kind TEXT NOT NULL CHECK (kind IN ('seen', 'answer')),
  by_person TEXT NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  sealed BLOB,
  CHECK ((kind = 'answer') = (sealed IS NOT NULL))
) STRICT;
CREATE INDEX study_help_line_help ON study_help_line (help_id, at);
CREATE TABLE study_learner (
  tag TEXT NOT NULL PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  person_id TEXT NOT NULL UNIQUE REFERENCES person (id),
  seed INTEGER NOT NULL CHECK (seed >= 0)
) STRICT;
CREATE TABLE study_lesson (
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  lesson TEXT NOT NULL,
  finished_at INTEGER NOT NULL,
  PRIMARY KEY (learner, lesson)
) STRICT;
CREATE TABLE study_look (
  assignment_id TEXT NOT NULL REFERENCES study_assignment (id),
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  mark_id TEXT NOT NULL REFERENCES study_mark (id),
  wish BLOB NOT NULL,
  asked_at INTEGER NOT NULL,
  answered_by TEXT REFERENCES study_mark (id),
  PRIMARY KEY (assignment_id, learner)
) STRICT;
CREATE INDEX study_look_learner ON study_look (learner);
CREATE TABLE study_mark (
  id TEXT NOT NULL PRIMARY KEY,
  hand_in_id TEXT NOT NULL REFERENCES study_hand_in (id),
  assignment_id TEXT NOT NULL REFERENCES study_assignment (id),
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  hand TEXT NOT NULL REFERENCES person (id),
  way TEXT NOT NULL CHECK (way IN ('first', 'second', 'look')),
  levels TEXT NOT NULL,
  comment BLOB,
  may_again INTEGER NOT NULL,
  at INTEGER NOT NULL,
  counts INTEGER NOT NULL,
  read_at INTEGER
) STRICT;
CREATE UNIQUE INDEX study_mark_counting ON study_mark (assignment_id, learner) WHERE counts;
CREATE INDEX study_mark_hand ON study_mark (hand, at);
CREATE INDEX study_mark_hand_in ON study_mark (hand_in_id, at);
CREATE INDEX study_mark_learner ON study_mark (learner, at);
CREATE TABLE study_measure (
  run_id TEXT NOT NULL REFERENCES study_gain_run (id),
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  first_value REAL,
  first_error REAL,
  second_value REAL,
  second_error REAL,
  change TEXT CHECK (change IN ('clear', 'probable', 'none')),
  PRIMARY KEY (run_id, learner)
) STRICT;
CREATE INDEX study_measure_learner ON study_measure (learner);
CREATE TABLE study_meeting (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES study_group (id),
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  place TEXT NOT NULL,
  course TEXT,
  lesson TEXT,
  state TEXT NOT NULL CHECK (state IN ('planned', 'held', 'not_held', 'cancelled')),
  reason TEXT NOT NULL DEFAULT '',
  sequence INTEGER NOT NULL DEFAULT 0,
  changed_at INTEGER NOT NULL,
  CHECK (ends_at > starts_at)
) STRICT;
CREATE INDEX study_meeting_group ON study_meeting (group_id, starts_at);
CREATE TABLE study_meeting_import (
  batch_id TEXT NOT NULL REFERENCES intake (id),
  meeting_id TEXT NOT NULL REFERENCES study_meeting (id),
  sequence INTEGER NOT NULL,
  ends_before INTEGER,
  place_before TEXT,
  course_before TEXT,
  lesson_before TEXT,
  PRIMARY KEY (batch_id, meeting_id)
) STRICT;
CREATE TABLE study_member (
  group_id TEXT NOT NULL REFERENCES study_group (id),
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  since INTEGER NOT NULL,
  until INTEGER,
  PRIMARY KEY (group_id, learner, since)
) STRICT;
CREATE INDEX study_member_learner ON study_member (learner, until);
CREATE TABLE study_milestone (
  project_id TEXT NOT NULL REFERENCES study_project (id),
  milestone TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  PRIMARY KEY (project_id, milestone)
) STRICT;
CREATE VIEW study_open_place AS
  SELECT c.application_id, c.person_id, c.cycle_id, c.region, c.district, c.place, c.school_id, c.grade,
    c.teaching_language
  FROM selection_candidate AS c WHERE c.may_take_part AND NOT EXISTS (
    SELECT 1 FROM selection_offer AS o JOIN selection_answer AS a ON a.offer_id = o.id AND a.answer = 'accepted'
    WHERE o.application_id = c.application_id);
CREATE TABLE study_part_gain (
  run_id TEXT NOT NULL REFERENCES study_gain_run (id),
  part TEXT NOT NULL,
  group_id TEXT REFERENCES study_group (id),
  pairs INTEGER NOT NULL,
  lacking INTEGER NOT NULL,
  first_pairs REAL,
  first_lacking REAL,
  mean REAL,
  measurement_error REAL,
  sampling_error REAL,
  low REAL,
  high REAL,
  mean_without REAL,
  PRIMARY KEY (run_id, part)
) STRICT;
CREATE TABLE study_photo (
  hand_in_id TEXT NOT NULL REFERENCES study_hand_in (id),
  position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 6),
  file_id TEXT NOT NULL REFERENCES file (id),
  PRIMARY KEY (hand_in_id, position)
) STRICT;
CREATE INDEX study_photo_file ON study_photo (file_id);
CREATE VIEW study_place AS
  SELECT c.application_id, c.person_id, c.cycle_id, c.region, c.district, c.place, c.school_id, c.grade,
    c.teaching_language, a.at AS accepted_at, c.has_left
  FROM selection_offer AS o JOIN selection_answer AS a ON a.offer_id = o.id AND a.answer = 'accepted'
  JOIN selection_candidate AS c ON c.application_id = o.application_id;
CREATE TABLE study_post (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES study_group (id),
  author TEXT NOT NULL REFERENCES person (id),
  task TEXT CHECK (task IN ('lead', 'second', 'mentor')),
  sealed BLOB NOT NULL,
  at INTEGER NOT NULL,
  shown_at INTEGER,
  held_for TEXT NOT NULL DEFAULT '',
  taken_back_at INTEGER,
  decision TEXT CHECK (decision IN ('freed', 'kept')),
  decided_at INTEGER,
  decided_by TEXT REFERENCES person (id),
  note BLOB, team_id TEXT, question TEXT,
  CHECK (shown_at IS NOT NULL OR held_for <> ''),
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CHECK ((decision IS NULL) = (decided_by IS NULL)),
  CHECK (decided_by <> author)
) STRICT;
CREATE INDEX study_post_author ON study_post (author);
CREATE INDEX study_post_group ON study_post (group_id, at);
CREATE INDEX study_post_held ON study_post (at) WHERE held_for <> '' AND decision IS NULL AND taken_back_at IS NULL;
CREATE UNIQUE INDEX study_post_question ON study_post (team_id, author, question)
  WHERE team_id IS NOT NULL AND taken_back_at IS NULL;
CREATE TABLE study_poster_word (
  id TEXT NOT NULL PRIMARY KEY,
  entry_id TEXT NOT NULL REFERENCES study_entry (id),
  hand TEXT NOT NULL REFERENCES person (id),
  hides INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  at INTEGER NOT NULL,
  taken_down_at INTEGER
) STRICT;
CREATE INDEX study_poster_word_entry ON study_poster_word (entry_id, at);
CREATE INDEX study_poster_word_hand ON study_poster_word (hand);
CREATE TABLE study_presence (
  meeting_id TEXT NOT NULL REFERENCES study_meeting (id),
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  mark TEXT NOT NULL CHECK (mark IN ('came', 'late', 'excused', 'absent')),
  differs INTEGER NOT NULL,
  proof TEXT NOT NULL CHECK (proof IN ('said', 'confirmed')),
  basis TEXT NOT NULL,
  PRIMARY KEY (meeting_id, learner)
) STRICT;
CREATE INDEX study_presence_learner ON study_presence (learner);
CREATE TABLE study_project (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES study_group (id),
  course TEXT NOT NULL,
  exercise TEXT NOT NULL,
  given_at INTEGER NOT NULL,
  UNIQUE (group_id, course, exercise)
) STRICT;
CREATE INDEX study_project_course ON study_project (course, exercise);
CREATE TABLE study_proposal (
  edition_id TEXT NOT NULL PRIMARY KEY REFERENCES edition (id),
  proposed_at INTEGER NOT NULL,
  proposed_by TEXT NOT NULL REFERENCES person (id)
) STRICT;
CREATE TABLE study_report (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES study_group (id),
  post_id TEXT REFERENCES study_post (id),
  reporter TEXT REFERENCES person (id),
  post BLOB,
  words BLOB,
  at INTEGER NOT NULL,
  closed_at INTEGER,
  closed_by TEXT REFERENCES person (id),
  note BLOB, kind TEXT, about TEXT,
  CHECK ((closed_at IS NULL) = (closed_by IS NULL))
) STRICT;
CREATE INDEX study_report_about ON study_report (about);
CREATE INDEX study_report_open ON study_report (at) WHERE closed_at IS NULL;
CREATE INDEX study_report_post ON study_report (post_id);
CREATE INDEX study_report_reporter ON study_report (reporter);
CREATE TABLE study_roll (
  id TEXT NOT NULL PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES study_meeting (id),
  learner INTEGER REFERENCES study_learner (number),
  mark TEXT NOT NULL CHECK (mark IN ('came', 'late', 'excused', 'absent', 'held', 'not_held', 'present')),
  hand TEXT NOT NULL REFERENCES person (id),
  way TEXT NOT NULL CHECK (way IN ('phone', 'paper', 'code')),
  note BLOB,
  at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  CHECK ((learner IS NULL) = (mark IN ('held', 'not_held')))
) STRICT;
CREATE INDEX study_roll_learner ON study_roll (learner);
CREATE INDEX study_roll_meeting ON study_roll (meeting_id, learner, at);
CREATE TABLE study_sheet (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES study_group (id),
  course TEXT NOT NULL,
  part TEXT NOT NULL,
  edition_id TEXT NOT NULL REFERENCES edition (id),
  exercises TEXT NOT NULL,
  made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX study_sheet_group ON study_sheet (group_id, made_at);
CREATE TABLE study_sheet_girl (
  code TEXT NOT NULL PRIMARY KEY,
  sheet_id TEXT NOT NULL REFERENCES study_sheet (id),
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  variants TEXT NOT NULL,
  UNIQUE (sheet_id, learner)
) STRICT;
CREATE INDEX study_sheet_girl_learner ON study_sheet_girl (learner);
CREATE TABLE study_sitting (
  check_id TEXT NOT NULL REFERENCES study_check (id),
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  openings INTEGER NOT NULL,
  opened_at INTEGER,
  kept_at INTEGER,
  handed_in_at INTEGER,
  way TEXT NOT NULL CHECK (way IN ('phone', 'paper')),
  attended_at INTEGER,
  attended_by TEXT REFERENCES person (id),
  points INTEGER NOT NULL,
  error REAL NOT NULL,
  has_consent INTEGER NOT NULL,
  PRIMARY KEY (check_id, learner),
  CHECK ((attended_at IS NULL) = (attended_by IS NULL))
) STRICT;
CREATE INDEX study_sitting_learner ON study_sitting (learner);
CREATE TABLE study_skill (
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  skill TEXT NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (learner, skill)
) STRICT;
CREATE TABLE study_support (
  cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  rule TEXT NOT NULL,
  since TEXT NOT NULL,
  last TEXT NOT NULL,
  PRIMARY KEY (cohort_id, learner, rule, since),
  CHECK (since <= last)
) STRICT;
CREATE INDEX study_support_learner ON study_support (learner, last);
CREATE TABLE study_support_line (
  id TEXT NOT NULL PRIMARY KEY,
  cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  kind TEXT NOT NULL CHECK (kind IN ('post', 'letter', 'school', 'time', 'note', 'outcome')),
  by_person TEXT NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT;
CREATE INDEX study_support_line_cohort ON study_support_line (cohort_id, at);
CREATE INDEX study_support_line_learner ON study_support_line (learner, at);
CREATE TABLE study_support_switch (
  id TEXT NOT NULL PRIMARY KEY,
  cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
  rule TEXT NOT NULL,
  is_on INTEGER NOT NULL,
  why TEXT NOT NULL CHECK (why IN ('hand', 'record')),
  by_person TEXT REFERENCES person (id),
  at INTEGER NOT NULL,
  CHECK ((why = 'hand') = (by_person IS NOT NULL))
) STRICT;
CREATE INDEX study_support_switch_cohort ON study_support_switch (cohort_id, at);
CREATE TABLE study_team (
  id TEXT NOT NULL PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES study_project (id),
  number INTEGER NOT NULL CHECK (number > 0),
  made_at INTEGER NOT NULL,
  name TEXT,
  levels TEXT,
  value REAL,
  error REAL,
  agreed_at INTEGER,
  UNIQUE (project_id, number),
  CHECK ((levels IS NULL) = (agreed_at IS NULL))
) STRICT;
CREATE TABLE study_team_mark (
  id TEXT NOT NULL PRIMARY KEY,
  team_id TEXT NOT NULL REFERENCES study_team (id),
  hand TEXT NOT NULL REFERENCES person (id),
  levels TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX study_team_mark_hand ON study_team_mark (hand);
CREATE INDEX study_team_mark_team ON study_team_mark (team_id, at);
CREATE TABLE study_team_member (
  team_id TEXT NOT NULL REFERENCES study_team (id),
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  since INTEGER NOT NULL,
  until INTEGER,
  alone BLOB,
  has_consent INTEGER NOT NULL,
  PRIMARY KEY (team_id, learner, since)
) STRICT;
CREATE INDEX study_team_member_learner ON study_team_member (learner);
CREATE TABLE study_team_word (
  mark_id TEXT NOT NULL REFERENCES study_team_mark (id),
  learner INTEGER NOT NULL REFERENCES study_learner (number),
  sealed BLOB NOT NULL,
  read_at INTEGER, taken_down_at INTEGER,
  PRIMARY KEY (mark_id, learner)
) STRICT;
CREATE INDEX study_team_word_learner ON study_team_word (learner);
CREATE TABLE study_variant (
  course TEXT NOT NULL,
  exercise TEXT NOT NULL,
  variant INTEGER NOT NULL,
  answers INTEGER NOT NULL CHECK (answers > 0),
  correct INTEGER NOT NULL CHECK (correct BETWEEN 0 AND answers),
  counted_at INTEGER NOT NULL,
  PRIMARY KEY (course, exercise, variant)
) STRICT;
CREATE TABLE tombstone (
  kind TEXT NOT NULL,
  hash BLOB NOT NULL,
  erased_at INTEGER NOT NULL,
  PRIMARY KEY (kind, hash)
) STRICT;
CREATE VIEW training_course_result AS
SELECT study_learner.person_id AS person_id, taken.course AS course, 'learning' AS state, MIN(study_lesson.finished_at) AS at
FROM study_lesson JOIN study_learner ON study_learner.number = study_lesson.learner
JOIN (SELECT DISTINCT course FROM study_cohort_course) AS taken ON study_lesson.lesson LIKE taken.course || '/%'
GROUP BY study_learner.person_id, taken.course
UNION ALL
SELECT study_learner.person_id, study_certificate.course,
  CASE WHEN study_certificate.revoked_at IS NULL THEN 'certified' ELSE 'revoked' END,
  COALESCE(study_certificate.revoked_at, study_certificate.issued_at)
FROM study_certificate JOIN study_learner ON study_learner.number = study_certificate.learner
WHERE study_certificate.issued_at IS NOT NULL;
CREATE VIEW training_gain AS
SELECT study_part_gain.group_id AS group_id, pairs AS n, mean, sampling_error AS error, study_gain_run.course AS course
FROM study_part_gain JOIN study_gain_run ON study_gain_run.id = study_part_gain.run_id
WHERE study_part_gain.group_id IS NOT NULL AND mean IS NOT NULL AND study_gain_run.scale <> 'points'
  AND NOT EXISTS (SELECT 1 FROM study_gain_run AS later WHERE later.cohort_id = study_gain_run.cohort_id
    AND later.course = study_gain_run.course AND (later.made_at > study_gain_run.made_at
      OR later.made_at = study_gain_run.made_at AND later.id > study_gain_run.id));
CREATE VIEW training_group AS
SELECT group_id, study_adult.person_id AS adult, task, study_group.cohort_id, study_adult.since, study_adult.until
FROM study_adult JOIN study_group ON study_group.id = study_adult.group_id;
CREATE VIEW training_session AS
SELECT study_meeting.id AS session_id, study_meeting.group_id, study_meeting.state, study_meeting.starts_at,
  (SELECT COUNT(*) FROM study_presence WHERE study_presence.meeting_id = study_meeting.id
    AND study_presence.mark IN ('came', 'late')) AS said,
  (SELECT COUNT(*) FROM study_presence WHERE study_presence.meeting_id = study_meeting.id
    AND study_presence.mark IN ('came', 'late') AND study_presence.proof = 'confirmed') AS confirmed
FROM study_meeting;
CREATE TABLE work (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  plan TEXT,
  sealed_plan BLOB,
  total INTEGER NOT NULL CHECK (total >= 0),
  done INTEGER NOT NULL CHECK (done >= 0),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'finished', 'refused', 'stopped')),
  result TEXT,
  asked_by TEXT NOT NULL REFERENCES person (id),
  asked_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  worker TEXT,
  tries INTEGER NOT NULL,
  error TEXT,
  failed_at INTEGER,
  began_at INTEGER,
  ended_at INTEGER,
  CHECK (plan IS NULL OR sealed_plan IS NULL),
  CHECK ((ended_at IS NULL) = (state IN ('waiting', 'running'))),
  CHECK ((result IS NULL) = (state <> 'finished'))
) STRICT;
CREATE INDEX work_ended ON work (ended_at);
CREATE UNIQUE INDEX work_open ON work (kind, subject) WHERE ended_at IS NULL;
CREATE INDEX work_subject ON work (kind, subject, asked_at);
