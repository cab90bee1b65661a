CREATE TABLE answer (
  id text NOT NULL,
  application_id text NOT NULL,
  field text NOT NULL,
  typed bytea NOT NULL,
  written_at bigint NOT NULL,
  received_at bigint NOT NULL,
  FOREIGN KEY (application_id) REFERENCES application(id),
  PRIMARY KEY (id)
);
CREATE INDEX answer_application ON answer USING btree (application_id, field, written_at, id);
CREATE TABLE application (
  id text NOT NULL,
  code text NOT NULL,
  cycle_id text NOT NULL,
  person_id text NOT NULL,
  state text NOT NULL,
  consent text NOT NULL,
  source text NOT NULL,
  form_version text NOT NULL,
  region text,
  district text,
  place text,
  register_edition text,
  school_id text,
  grade bigint,
  teaching_language text,
  rural boolean,
  started_at bigint NOT NULL,
  changed_at bigint NOT NULL,
  submitted_at bigint,
  decided_at bigint,
  reason text,
  joined_to text,
  answered bigint NOT NULL,
  assigned_to text,
  assigned_at bigint,
  CHECK (((assigned_to IS NULL) = (assigned_at IS NULL))),
  CHECK (((state <> 'joined'::text) OR (joined_to IS NOT NULL))),
  CHECK (((state = ANY (ARRAY['draft'::text, 'withdrawn'::text, 'joined'::text])) OR (submitted_at IS NOT NULL))),
  CHECK ((consent = ANY (ARRAY['none'::text, 'girl'::text, 'guardian'::text, 'complete'::text, 'refused'::text]))),
  CHECK ((source = ANY (ARRAY['web'::text, 'paper'::text, 'imported'::text]))),
  CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'returned'::text, 'eligible'::text, 'refused'::text, 'withdrawn'::text, 'joined'::text]))),
  FOREIGN KEY (assigned_to) REFERENCES person(id),
  FOREIGN KEY (cycle_id) REFERENCES cycle(id),
  FOREIGN KEY (joined_to) REFERENCES application(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (school_id) REFERENCES school(id),
  PRIMARY KEY (id),
  UNIQUE (code),
  UNIQUE (cycle_id, person_id)
);
CREATE INDEX application_assigned ON application USING btree (cycle_id, assigned_to, state, consent, region, submitted_at, code, id) WHERE (assigned_to IS NOT NULL);
CREATE INDEX application_desk ON application USING btree (cycle_id, changed_at, id, state, consent, region, district, grade, teaching_language, source, school_id, submitted_at, code, person_id, rural, place, started_at, assigned_to);
CREATE INDEX application_person ON application USING btree (person_id);
CREATE INDEX application_school ON application USING btree (school_id);
CREATE INDEX application_standing ON application USING btree (cycle_id, state, consent, region, grade, teaching_language, source, assigned_to, district, school_id, code, person_id, submitted_at);
CREATE TABLE application_event (
  id text NOT NULL,
  application_id text NOT NULL,
  at bigint NOT NULL,
  kind text NOT NULL,
  actor text NOT NULL,
  details text NOT NULL,
  note bytea,
  FOREIGN KEY (application_id) REFERENCES application(id),
  PRIMARY KEY (id)
);
CREATE INDEX application_event_application ON application_event USING btree (application_id, at, id);
CREATE INDEX application_event_noted ON application_event USING btree (application_id, at, id) WHERE (kind = 'noted'::text);
CREATE TABLE audit (
  lane bigint NOT NULL,
  sequence bigint NOT NULL,
  at bigint NOT NULL,
  actor text NOT NULL,
  act text NOT NULL,
  subject text NOT NULL,
  details text NOT NULL,
  previous bytea NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (lane, sequence)
);
CREATE INDEX audit_subject ON audit USING btree (subject, at);
CREATE INDEX audit_time ON audit USING btree (at);
CREATE TABLE bulk_message (
  id text NOT NULL,
  cycle_id text NOT NULL,
  filter text NOT NULL,
  channel text NOT NULL,
  subject_kk text NOT NULL,
  subject_ru text NOT NULL,
  subject_en text NOT NULL,
  body_kk text NOT NULL,
  body_ru text NOT NULL,
  body_en text NOT NULL,
  drafted_by text NOT NULL,
  drafted_at bigint NOT NULL,
  recipients bigint NOT NULL,
  recipients_hash bytea NOT NULL,
  released_by text,
  released_at bigint,
  dropped_at bigint,
  CHECK (((released_by IS NULL) OR (released_by <> drafted_by))),
  CHECK ((channel = ANY (ARRAY['sms'::text, 'email'::text]))),
  FOREIGN KEY (cycle_id) REFERENCES cycle(id),
  FOREIGN KEY (drafted_by) REFERENCES person(id),
  FOREIGN KEY (released_by) REFERENCES person(id),
  PRIMARY KEY (id)
);
CREATE TABLE bulk_recipient (
  message_id text NOT NULL,
  application_id text NOT NULL,
  posted_at bigint,
  FOREIGN KEY (application_id) REFERENCES application(id),
  FOREIGN KEY (message_id) REFERENCES bulk_message(id),
  PRIMARY KEY (message_id, application_id)
);
CREATE INDEX bulk_recipient_left ON bulk_recipient USING btree (message_id, posted_at);
CREATE TABLE chosen_columns (
  person_id text NOT NULL,
  columns text NOT NULL,
  chosen_at bigint NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (person_id)
);
CREATE TABLE clearance (
  person_id text NOT NULL,
  number bigint NOT NULL,
  entry text NOT NULL,
  kind text,
  seen_on text,
  until text,
  version bigint,
  seen_by text NOT NULL,
  asked_by text,
  seen_at bigint NOT NULL,
  note bytea,
  CHECK (((entry = 'lifted'::text) = (asked_by IS NOT NULL))),
  CHECK (((entry = 'seen'::text) = (kind IS NOT NULL))),
  CHECK (((kind IS NULL) = (seen_on IS NULL))),
  CHECK (((kind IS NULL) = (until IS NULL))),
  CHECK (((kind IS NULL) = (version IS NULL))),
  CHECK ((asked_by <> person_id)),
  CHECK ((asked_by <> seen_by)),
  CHECK ((entry = ANY (ARRAY['seen'::text, 'suspended'::text, 'lifting_asked'::text, 'lifting_dropped'::text, 'lifted'::text]))),
  CHECK ((kind = ANY (ARRAY['background'::text, 'conduct'::text, 'module'::text]))),
  CHECK ((number > 0)),
  CHECK ((seen_by <> person_id)),
  CHECK ((seen_on <= until)),
  CHECK ((version > 0)),
  FOREIGN KEY (asked_by) REFERENCES person(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (seen_by) REFERENCES person(id),
  PRIMARY KEY (person_id, number)
);
CREATE TABLE consent (
  id text NOT NULL,
  person_id text NOT NULL,
  cycle_id text NOT NULL,
  signer_id text NOT NULL,
  signer text NOT NULL,
  purpose text NOT NULL,
  agreed boolean NOT NULL,
  version bigint NOT NULL,
  language text NOT NULL,
  sha256 bytea NOT NULL,
  channel text NOT NULL,
  collector text NOT NULL,
  at bigint NOT NULL,
  expires_at bigint,
  CHECK ((channel = ANY (ARRAY['page'::text, 'sms_code'::text, 'email_code'::text, 'paper'::text]))),
  CHECK ((language = ANY (ARRAY['kk'::text, 'ru'::text, 'en'::text]))),
  CHECK ((signer = ANY (ARRAY['girl'::text, 'guardian'::text]))),
  FOREIGN KEY (cycle_id) REFERENCES cycle(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (purpose, version, language) REFERENCES consent_text(purpose, version, language),
  FOREIGN KEY (signer_id) REFERENCES person(id),
  PRIMARY KEY (id)
);
CREATE INDEX consent_person ON consent USING btree (person_id, cycle_id, at, id);
CREATE INDEX consent_signer ON consent USING btree (signer_id);
CREATE TABLE consent_due (
  person_id text NOT NULL,
  cycle_id text NOT NULL,
  signer text NOT NULL,
  purpose text NOT NULL,
  reason text NOT NULL,
  agreed boolean NOT NULL,
  since bigint NOT NULL,
  asked_at bigint,
  CHECK ((reason = ANY (ARRAY['text'::text, 'age'::text]))),
  CHECK ((signer = ANY (ARRAY['girl'::text, 'guardian'::text]))),
  FOREIGN KEY (cycle_id) REFERENCES cycle(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (person_id, cycle_id, signer, purpose)
);
CREATE INDEX consent_due_since ON consent_due USING btree (since, person_id, signer);
CREATE TABLE consent_request (
  link_hash bytea NOT NULL,
  application_id text NOT NULL,
  guardian_id text NOT NULL,
  channel text NOT NULL,
  code_hash bytea,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  tries bigint NOT NULL,
  answered_at bigint,
  CHECK ((channel = ANY (ARRAY['sms'::text, 'email'::text, 'paper'::text]))),
  FOREIGN KEY (application_id) REFERENCES application(id),
  FOREIGN KEY (guardian_id) REFERENCES person(id),
  PRIMARY KEY (link_hash)
);
CREATE INDEX consent_request_application ON consent_request USING btree (application_id);
CREATE INDEX consent_request_guardian ON consent_request USING btree (guardian_id, application_id);
CREATE TABLE consent_text (
  purpose text NOT NULL,
  version bigint NOT NULL,
  language text NOT NULL,
  text text NOT NULL,
  sha256 bytea NOT NULL,
  published_at bigint NOT NULL,
  CHECK ((language = ANY (ARRAY['kk'::text, 'ru'::text, 'en'::text]))),
  PRIMARY KEY (purpose, version, language)
);
CREATE TABLE correction (
  id text NOT NULL,
  application_id text NOT NULL,
  pages text NOT NULL,
  note bytea NOT NULL,
  asked_by text NOT NULL,
  asked_at bigint NOT NULL,
  answered_at bigint,
  FOREIGN KEY (application_id) REFERENCES application(id),
  PRIMARY KEY (id)
);
CREATE INDEX correction_application ON correction USING btree (application_id);
CREATE TABLE credential (
  person_id text NOT NULL,
  login_hash bytea NOT NULL,
  password text NOT NULL,
  totp bytea,
  totp_step bigint,
  changed_at bigint NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (person_id),
  UNIQUE (login_hash)
);
CREATE TABLE cycle (
  id text NOT NULL,
  key text NOT NULL,
  name_kk text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL,
  regions text NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (id),
  UNIQUE (key)
);
CREATE TABLE desk_entry (
  application_id text NOT NULL,
  origin text NOT NULL,
  entered_by text NOT NULL,
  entered_at bigint NOT NULL,
  CHECK ((origin = ANY (ARRAY['phone'::text, 'paper'::text]))),
  FOREIGN KEY (application_id) REFERENCES application(id),
  FOREIGN KEY (entered_by) REFERENCES person(id),
  PRIMARY KEY (application_id)
);
CREATE TABLE device (
  key_hash bytea NOT NULL,
  person_id text NOT NULL,
  created_at bigint NOT NULL,
  used_at bigint,
  session_hash bytea,
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (key_hash)
);
CREATE INDEX device_person ON device USING btree (person_id);
CREATE INDEX device_session ON device USING btree (session_hash);
CREATE TABLE duplicate (
  first_id text NOT NULL,
  second_id text NOT NULL,
  cycle_id text NOT NULL,
  first_region text,
  second_region text,
  reasons text NOT NULL,
  found_at bigint NOT NULL,
  decision text,
  decided_by text,
  decided_at bigint,
  CHECK ((decision = ANY (ARRAY['different'::text, 'joined'::text]))),
  CHECK ((first_id < second_id)),
  FOREIGN KEY (cycle_id) REFERENCES cycle(id),
  FOREIGN KEY (first_id) REFERENCES application(id),
  FOREIGN KEY (second_id) REFERENCES application(id),
  PRIMARY KEY (first_id, second_id)
);
CREATE INDEX duplicate_open ON duplicate USING btree (cycle_id, found_at, first_region, second_region) WHERE (decided_at IS NULL);
CREATE INDEX duplicate_second ON duplicate USING btree (second_id);
CREATE TABLE edition (
  id text NOT NULL,
  kind text NOT NULL,
  key text NOT NULL,
  number bigint NOT NULL,
  sha256 bytea NOT NULL,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  CHECK ((number > 0)),
  PRIMARY KEY (id),
  UNIQUE (kind, key, number)
);
CREATE TABLE edition_file (
  edition_id text NOT NULL,
  name text NOT NULL,
  bytes bytea NOT NULL,
  FOREIGN KEY (edition_id) REFERENCES edition(id),
  PRIMARY KEY (edition_id, name)
);
CREATE TABLE erasure (
  id text NOT NULL,
  person_id text NOT NULL,
  reason text NOT NULL,
  batch text,
  requested_by text NOT NULL,
  requested_at bigint NOT NULL,
  confirmed_by text,
  done_at bigint,
  dropped_by text,
  dropped_at bigint,
  receipt text,
  swept_at bigint,
  CHECK (((confirmed_by IS NULL) OR (confirmed_by <> requested_by))),
  CHECK (((done_at IS NULL) = (confirmed_by IS NULL))),
  CHECK (((done_at IS NULL) = (receipt IS NULL))),
  CHECK (((done_at IS NULL) OR (dropped_at IS NULL))),
  CHECK ((reason = ANY (ARRAY['girl'::text, 'guardian'::text, 'officer'::text, 'retention'::text]))),
  FOREIGN KEY (confirmed_by) REFERENCES person(id),
  FOREIGN KEY (dropped_by) REFERENCES person(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (requested_by) REFERENCES person(id),
  PRIMARY KEY (id)
);
CREATE INDEX erasure_batch ON erasure USING btree (batch);
CREATE UNIQUE INDEX erasure_open ON erasure USING btree (person_id) WHERE ((done_at IS NULL) AND (dropped_at IS NULL));
CREATE INDEX erasure_time ON erasure USING btree (requested_at, id);
CREATE TABLE factor_reset (
  id text NOT NULL,
  person_id text NOT NULL,
  requested_by text NOT NULL,
  requested_at bigint NOT NULL,
  confirmed_by text,
  ended_at bigint,
  CHECK (((confirmed_by IS NULL) OR (confirmed_by <> person_id))),
  CHECK (((confirmed_by IS NULL) OR (confirmed_by <> requested_by))),
  CHECK (((confirmed_by IS NULL) OR (ended_at IS NOT NULL))),
  FOREIGN KEY (confirmed_by) REFERENCES person(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (requested_by) REFERENCES person(id),
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX factor_reset_open ON factor_reset USING btree (person_id) WHERE (ended_at IS NULL);
CREATE TABLE file (
  id text NOT NULL,
  room text NOT NULL,
  subject text NOT NULL,
  field text NOT NULL,
  person_id text NOT NULL,
  name bytea NOT NULL,
  kind text,
  size bigint NOT NULL,
  created_at bigint NOT NULL,
  completed_at bigint,
  removed_at bigint,
  CHECK (((kind IS NULL) = (completed_at IS NULL))),
  CHECK ((kind = ANY (ARRAY['jpeg'::text, 'png'::text, 'webp'::text, 'pdf'::text]))),
  CHECK ((size > 0)),
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (id)
);
CREATE INDEX file_person ON file USING btree (person_id, created_at);
CREATE INDEX file_place ON file USING btree (room, subject, created_at);
CREATE INDEX file_unfinished ON file USING btree (created_at) WHERE (completed_at IS NULL);
CREATE TABLE file_chunk (
  file_id text NOT NULL,
  position bigint NOT NULL,
  bytes bytea NOT NULL,
  CHECK (("position" >= 0)),
  FOREIGN KEY (file_id) REFERENCES file(id),
  PRIMARY KEY (file_id, "position")
);
CREATE TABLE grants_closing (
  round_id text NOT NULL,
  closed_at bigint NOT NULL,
  girls bigint NOT NULL,
  mark bytea NOT NULL,
  CHECK ((girls >= 0)),
  FOREIGN KEY (round_id) REFERENCES grants_round(id),
  PRIMARY KEY (round_id)
);
CREATE TABLE grants_conduct (
  person_id text NOT NULL,
  version bigint NOT NULL,
  language text NOT NULL,
  signed_at bigint NOT NULL,
  CHECK ((language = ANY (ARRAY['kk'::text, 'ru'::text, 'en'::text]))),
  CHECK ((version > 0)),
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (person_id, version)
);
CREATE TABLE grants_domain (
  id text NOT NULL,
  organisation_id text NOT NULL,
  domains text NOT NULL,
  asked_by text NOT NULL,
  asked_at bigint NOT NULL,
  decided_by text,
  decided_at bigint,
  agreed boolean,
  CHECK (((NOT agreed) OR (decided_by <> asked_by))),
  CHECK (((decided_by IS NULL) = (agreed IS NULL))),
  CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
  FOREIGN KEY (asked_by) REFERENCES person(id),
  FOREIGN KEY (decided_by) REFERENCES person(id),
  FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX grants_domain_open ON grants_domain USING btree (organisation_id) WHERE (decided_at IS NULL);
CREATE TABLE grants_draft (
  id text NOT NULL,
  person_id text NOT NULL,
  round_id text NOT NULL,
  typed bytea NOT NULL,
  written_at bigint NOT NULL,
  received_at bigint NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (round_id) REFERENCES grants_round(id),
  PRIMARY KEY (id)
);
CREATE INDEX grants_draft_newest ON grants_draft USING btree (person_id, round_id, written_at);
CREATE TABLE grants_entry_code (
  id text NOT NULL,
  person_id text NOT NULL,
  code_hash bytea NOT NULL,
  asked_by text NOT NULL,
  asked_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  tries bigint NOT NULL,
  used_at bigint,
  CHECK ((tries >= 0)),
  FOREIGN KEY (asked_by) REFERENCES person(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (id)
);
CREATE INDEX grants_entry_code_person ON grants_entry_code USING btree (person_id, asked_at);
CREATE TABLE grants_fact (
  key text NOT NULL,
  year bigint NOT NULL,
  mark bytea NOT NULL,
  confirmed_by text NOT NULL,
  confirmed_at bigint NOT NULL,
  CHECK (((year >= 2024) AND (year <= 2100))),
  FOREIGN KEY (confirmed_by) REFERENCES person(id),
  PRIMARY KEY (key, year, mark)
);
CREATE TABLE grants_freeze (
  round_id text NOT NULL,
  merit_id text NOT NULL,
  proposed_by text NOT NULL,
  proposed_at bigint NOT NULL,
  frozen_by text,
  frozen_at bigint,
  CHECK (((frozen_by IS NULL) = (frozen_at IS NULL))),
  CHECK ((frozen_by <> proposed_by)),
  FOREIGN KEY (frozen_by) REFERENCES person(id),
  FOREIGN KEY (merit_id) REFERENCES grants_merit(id),
  FOREIGN KEY (proposed_by) REFERENCES person(id),
  FOREIGN KEY (round_id) REFERENCES grants_round(id),
  PRIMARY KEY (round_id)
);
CREATE TABLE grants_interest (
  id text NOT NULL,
  person_id text NOT NULL,
  kind text NOT NULL,
  note bytea NOT NULL,
  said_at bigint NOT NULL,
  taken_back_at bigint,
  CHECK ((kind = ANY (ARRAY['relative'::text, 'pupil'::text]))),
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (id)
);
CREATE INDEX grants_interest_person ON grants_interest USING btree (person_id, said_at);
CREATE TABLE grants_kin (
  person_id text NOT NULL,
  mark bytea NOT NULL,
  answer text NOT NULL,
  answered_by text NOT NULL,
  answered_at bigint NOT NULL,
  CHECK ((answer = ANY (ARRAY['related'::text, 'unrelated'::text]))),
  CHECK ((answered_by <> person_id)),
  FOREIGN KEY (answered_by) REFERENCES person(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (person_id, mark)
);
CREATE TABLE grants_leaving (
  person_id text NOT NULL,
  school_year bigint NOT NULL,
  leaving_year bigint NOT NULL,
  level text NOT NULL,
  said_at bigint NOT NULL,
  CHECK ((level = ANY (ARRAY['bachelor'::text, 'college'::text]))),
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (person_id, school_year)
);
CREATE TABLE grants_letter (
  id text NOT NULL,
  share_id text NOT NULL,
  year bigint NOT NULL,
  serial bigint NOT NULL,
  number text NOT NULL,
  code_hash bytea NOT NULL,
  issued_on text NOT NULL,
  valid_until text NOT NULL,
  sealed bytea,
  begun_at bigint NOT NULL,
  made_at bigint,
  sum_kk text,
  sum_ru text,
  sum_en text,
  replaced_at bigint,
  CHECK (((made_at IS NULL) = (sum_en IS NULL))),
  CHECK (((made_at IS NULL) = (sum_kk IS NULL))),
  CHECK (((made_at IS NULL) = (sum_ru IS NULL))),
  CHECK (((year >= 2024) AND (year <= 2100))),
  CHECK ((issued_on <= valid_until)),
  CHECK ((length(sum_en) = 64)),
  CHECK ((length(sum_kk) = 64)),
  CHECK ((length(sum_ru) = 64)),
  CHECK ((serial > 0)),
  FOREIGN KEY (share_id) REFERENCES grants_share(id),
  PRIMARY KEY (id),
  UNIQUE (code_hash),
  UNIQUE (number),
  UNIQUE (year, serial)
);
CREATE UNIQUE INDEX grants_letter_begun ON grants_letter USING btree (share_id) WHERE (made_at IS NULL);
CREATE UNIQUE INDEX grants_letter_live ON grants_letter USING btree (share_id) WHERE ((replaced_at IS NULL) AND (made_at IS NOT NULL));
CREATE TABLE grants_list (
  id text NOT NULL,
  person_id text NOT NULL,
  round_id text NOT NULL,
  version bigint NOT NULL,
  code text NOT NULL,
  origin text NOT NULL,
  entered_by text,
  meant bytea NOT NULL,
  kept_at bigint NOT NULL,
  CHECK (((origin = 'desk'::text) = (entered_by IS NOT NULL))),
  CHECK ((entered_by <> person_id)),
  CHECK ((origin = ANY (ARRAY['own'::text, 'desk'::text, 'withdrawal'::text]))),
  CHECK ((version > 0)),
  FOREIGN KEY (entered_by) REFERENCES person(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (round_id) REFERENCES grants_round(id),
  PRIMARY KEY (id),
  UNIQUE (person_id, round_id, version)
);
CREATE INDEX grants_list_round ON grants_list USING btree (round_id, person_id, version);
CREATE TABLE grants_list_entry (
  list_id text NOT NULL,
  position bigint NOT NULL,
  offer_id text NOT NULL,
  CHECK ((("position" >= 1) AND ("position" <= 30))),
  FOREIGN KEY (list_id) REFERENCES grants_list(id),
  FOREIGN KEY (offer_id) REFERENCES grants_offer(id),
  PRIMARY KEY (list_id, "position"),
  UNIQUE (list_id, offer_id)
);
CREATE INDEX grants_list_entry_offer ON grants_list_entry USING btree (offer_id);
CREATE TABLE grants_look (
  letter_id text NOT NULL,
  day text NOT NULL,
  looks bigint NOT NULL,
  CHECK ((looks > 0)),
  FOREIGN KEY (letter_id) REFERENCES grants_letter(id),
  PRIMARY KEY (letter_id, day)
);
CREATE TABLE grants_merit (
  id text NOT NULL,
  round_id text NOT NULL,
  version bigint NOT NULL,
  yaml text NOT NULL,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  CHECK ((version > 0)),
  FOREIGN KEY (round_id) REFERENCES grants_round(id),
  FOREIGN KEY (written_by) REFERENCES person(id),
  PRIMARY KEY (id),
  UNIQUE (round_id, version)
);
CREATE TABLE grants_offer (
  id text NOT NULL,
  round_id text NOT NULL,
  number bigint NOT NULL,
  programme_id text NOT NULL,
  type_id text NOT NULL,
  seats bigint NOT NULL,
  seat_kind text NOT NULL,
  discount bigint NOT NULL,
  answers_by text,
  weights text,
  state text NOT NULL,
  entered_by text NOT NULL,
  entered_side text NOT NULL,
  entered_at bigint NOT NULL,
  confirmed_by text,
  confirmed_side text,
  confirmed_at bigint,
  ended_by text,
  ended_at bigint,
  reason text,
  batch_id text,
  CHECK (((confirmed_by IS NOT NULL) = (state = ANY (ARRAY['confirmed'::text, 'withdrawn'::text])))),
  CHECK (((confirmed_by IS NULL) = (confirmed_at IS NULL))),
  CHECK (((confirmed_by IS NULL) = (confirmed_side IS NULL))),
  CHECK (((discount >= 0) AND (discount <= 100))),
  CHECK (((ended_by IS NOT NULL) = (state = ANY (ARRAY['dropped'::text, 'withdrawn'::text])))),
  CHECK (((ended_by IS NULL) = (ended_at IS NULL))),
  CHECK (((seat_kind = 'considered'::text) = (answers_by IS NOT NULL))),
  CHECK (((seat_kind = 'discount'::text) = (discount > 0))),
  CHECK (((state = 'withdrawn'::text) = (reason IS NOT NULL))),
  CHECK ((confirmed_by <> entered_by)),
  CHECK ((confirmed_side <> entered_side)),
  CHECK ((confirmed_side = ANY (ARRAY['desk'::text, 'university'::text]))),
  CHECK ((entered_side = ANY (ARRAY['desk'::text, 'university'::text]))),
  CHECK ((number > 0)),
  CHECK ((seat_kind = ANY (ARRAY['granted'::text, 'considered'::text, 'discount'::text]))),
  CHECK ((seats > 0)),
  CHECK ((state = ANY (ARRAY['entered'::text, 'confirmed'::text, 'dropped'::text, 'withdrawn'::text]))),
  FOREIGN KEY (batch_id) REFERENCES intake(id),
  FOREIGN KEY (confirmed_by) REFERENCES person(id),
  FOREIGN KEY (ended_by) REFERENCES person(id),
  FOREIGN KEY (entered_by) REFERENCES person(id),
  FOREIGN KEY (programme_id) REFERENCES grants_programme(id),
  FOREIGN KEY (round_id) REFERENCES grants_round(id),
  FOREIGN KEY (type_id) REFERENCES grants_type(id),
  PRIMARY KEY (id),
  UNIQUE (round_id, number)
);
CREATE INDEX grants_offer_batch ON grants_offer USING btree (batch_id, id);
CREATE INDEX grants_offer_programme ON grants_offer USING btree (programme_id);
CREATE UNIQUE INDEX grants_offer_standing ON grants_offer USING btree (round_id, programme_id, type_id, seat_kind, discount) WHERE (state = ANY (ARRAY['entered'::text, 'confirmed'::text]));
CREATE TABLE grants_offer_change (
  id text NOT NULL,
  offer_id text NOT NULL,
  seats bigint NOT NULL,
  asked_by text NOT NULL,
  asked_side text NOT NULL,
  asked_at bigint NOT NULL,
  decided_by text,
  decided_side text,
  decided_at bigint,
  agreed boolean,
  CHECK (((NOT agreed) OR (decided_by <> asked_by))),
  CHECK (((NOT agreed) OR (decided_side <> asked_side))),
  CHECK (((decided_by IS NULL) = (agreed IS NULL))),
  CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
  CHECK (((decided_by IS NULL) = (decided_side IS NULL))),
  CHECK ((asked_side = ANY (ARRAY['desk'::text, 'university'::text]))),
  CHECK ((decided_side = ANY (ARRAY['desk'::text, 'university'::text]))),
  CHECK ((seats > 0)),
  FOREIGN KEY (asked_by) REFERENCES person(id),
  FOREIGN KEY (decided_by) REFERENCES person(id),
  FOREIGN KEY (offer_id) REFERENCES grants_offer(id),
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX grants_offer_change_open ON grants_offer_change USING btree (offer_id) WHERE (decided_at IS NULL);
CREATE TABLE grants_opening (
  id text NOT NULL,
  share_id text NOT NULL,
  person_id text,
  what text NOT NULL,
  opened_at bigint NOT NULL,
  CHECK ((what = ANY (ARRAY['page'::text, 'kk'::text, 'ru'::text, 'en'::text]))),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (share_id) REFERENCES grants_share(id),
  PRIMARY KEY (id)
);
CREATE INDEX grants_opening_person ON grants_opening USING btree (person_id);
CREATE INDEX grants_opening_share ON grants_opening USING btree (share_id, opened_at);
CREATE TABLE grants_outcome (
  id text NOT NULL,
  recommendation_id text NOT NULL,
  said_by text NOT NULL,
  turn bigint NOT NULL,
  outcome text NOT NULL,
  grant_kind text,
  amount bigint,
  years bigint,
  enrolled_on text,
  why text,
  person_id text,
  said_at bigint NOT NULL,
  CHECK (((amount IS NOT NULL) OR (years IS NULL))),
  CHECK (((grant_kind IS NOT NULL) OR (amount IS NULL))),
  CHECK (((grant_kind IS NULL) OR (outcome = ANY (ARRAY['offered'::text, 'enrolled'::text])))),
  CHECK (((outcome = 'enrolled'::text) OR (enrolled_on IS NULL))),
  CHECK (((outcome = 'refused'::text) = (why IS NOT NULL))),
  CHECK (((years >= 1) AND (years <= 7))),
  CHECK ((amount > 0)),
  CHECK ((grant_kind = ANY (ARRAY['state'::text, 'university'::text, 'foundation'::text, 'local'::text, 'partner'::text, 'discount'::text]))),
  CHECK ((outcome = ANY (ARRAY['applied'::text, 'offered'::text, 'enrolled'::text, 'declined'::text, 'refused'::text, 'never'::text]))),
  CHECK ((said_by = ANY (ARRAY['university'::text, 'girl'::text]))),
  CHECK ((turn > 0)),
  CHECK ((why = ANY (ARRAY['threshold'::text, 'documents'::text, 'seats'::text, 'other'::text]))),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (recommendation_id) REFERENCES grants_recommendation(id),
  PRIMARY KEY (id),
  UNIQUE (recommendation_id, said_by, turn)
);
CREATE INDEX grants_outcome_person ON grants_outcome USING btree (person_id);
CREATE TABLE grants_paper (
  letter_id text NOT NULL,
  language text NOT NULL,
  sealed bytea NOT NULL,
  CHECK ((language = ANY (ARRAY['kk'::text, 'ru'::text, 'en'::text]))),
  FOREIGN KEY (letter_id) REFERENCES grants_letter(id),
  PRIMARY KEY (letter_id, language)
);
CREATE TABLE grants_place (
  run_id text NOT NULL,
  number bigint NOT NULL,
  person_id text,
  offer_id text,
  reserve text,
  absent text,
  sure bigint,
  is_best boolean,
  posted_at bigint,
  CHECK (((absent IS NULL) OR (offer_id IS NULL))),
  CHECK (((reserve IS NULL) OR (offer_id IS NOT NULL))),
  CHECK (((sure >= 0) AND (sure <= 1000))),
  CHECK ((absent = ANY (ARRAY['list'::text, 'consent'::text, 'part'::text]))),
  CHECK ((number > 0)),
  FOREIGN KEY (offer_id) REFERENCES grants_offer(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (run_id) REFERENCES grants_run(id),
  PRIMARY KEY (run_id, number),
  UNIQUE (run_id, person_id)
);
CREATE INDEX grants_place_person ON grants_place USING btree (person_id);
CREATE TABLE grants_pool (
  round_id text NOT NULL,
  number bigint NOT NULL,
  person_id text,
  salt bytea NOT NULL,
  CHECK ((number > 0)),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (round_id) REFERENCES grants_closing(round_id),
  PRIMARY KEY (round_id, number),
  UNIQUE (round_id, person_id)
);
CREATE TABLE grants_programme (
  id text NOT NULL,
  organisation_id text NOT NULL,
  group_code text NOT NULL,
  name_kk text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL,
  sort_key bytea NOT NULL,
  language text NOT NULL,
  level text NOT NULL,
  isced text NOT NULL,
  city text NOT NULL,
  cost bigint,
  dormitory text NOT NULL,
  kept_by text NOT NULL,
  kept_at bigint NOT NULL,
  closed_at bigint,
  CHECK (((length(isced) >= 2) AND (length(isced) <= 4))),
  CHECK ((cost > 0)),
  CHECK ((dormitory = ANY (ARRAY['yes'::text, 'no'::text, 'ask'::text]))),
  CHECK ((language = ANY (ARRAY['kk'::text, 'ru'::text, 'en'::text]))),
  CHECK ((length(city) = 9)),
  CHECK ((level = ANY (ARRAY['bachelor'::text, 'college'::text]))),
  FOREIGN KEY (kept_by) REFERENCES person(id),
  FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  PRIMARY KEY (id),
  UNIQUE (organisation_id, group_code, language, level, name_kk)
);
CREATE TABLE grants_recommendation (
  id text NOT NULL,
  round_id text NOT NULL,
  run_id text NOT NULL,
  person_id text,
  offer_id text NOT NULL,
  reserve text,
  state text NOT NULL,
  answer_by text NOT NULL,
  tries_higher boolean NOT NULL,
  offered_at bigint NOT NULL,
  reminded_at bigint,
  answered_at bigint,
  ended_at bigint,
  CHECK (((NOT tries_higher) OR (state <> 'offered'::text))),
  CHECK (((ended_at IS NULL) = (state = ANY (ARRAY['offered'::text, 'accepted'::text])))),
  CHECK (((state <> 'accepted'::text) OR (answered_at IS NOT NULL))),
  CHECK ((state = ANY (ARRAY['offered'::text, 'accepted'::text, 'declined'::text, 'lapsed'::text, 'released'::text, 'bettered'::text, 'withdrawn'::text]))),
  FOREIGN KEY (offer_id) REFERENCES grants_offer(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (round_id) REFERENCES grants_round(id),
  FOREIGN KEY (run_id) REFERENCES grants_run(id),
  PRIMARY KEY (id),
  UNIQUE (run_id, person_id)
);
CREATE INDEX grants_recommendation_due ON grants_recommendation USING btree (answer_by) WHERE (state = 'offered'::text);
CREATE INDEX grants_recommendation_offer ON grants_recommendation USING btree (offer_id);
CREATE INDEX grants_recommendation_round ON grants_recommendation USING btree (round_id, state);
CREATE UNIQUE INDEX grants_recommendation_standing ON grants_recommendation USING btree (person_id) WHERE (state = ANY (ARRAY['offered'::text, 'accepted'::text]));
CREATE TABLE grants_release (
  round_id text NOT NULL,
  run_id text NOT NULL,
  recipients bigint NOT NULL,
  recipients_hash bytea NOT NULL,
  bundle bytea NOT NULL,
  proposed_by text NOT NULL,
  proposed_at bigint NOT NULL,
  released_by text,
  released_at bigint,
  CHECK (((released_by IS NULL) = (released_at IS NULL))),
  CHECK ((released_by <> proposed_by)),
  FOREIGN KEY (proposed_by) REFERENCES person(id),
  FOREIGN KEY (released_by) REFERENCES person(id),
  FOREIGN KEY (round_id) REFERENCES grants_round(id),
  FOREIGN KEY (run_id) REFERENCES grants_run(id),
  PRIMARY KEY (round_id)
);
CREATE TABLE grants_reminder (
  round_id text NOT NULL,
  day text NOT NULL,
  sent_at bigint NOT NULL,
  FOREIGN KEY (round_id) REFERENCES grants_round(id),
  PRIMARY KEY (round_id, day)
);
CREATE TABLE grants_requirement (
  offer_id text NOT NULL,
  position bigint NOT NULL,
  due text NOT NULL,
  kind text NOT NULL,
  value text,
  CHECK (("position" > 0)),
  CHECK (((due = 'letter'::text) = (kind = 'contact'::text))),
  CHECK (((due = 'list'::text) = (kind = ANY (ARRAY['certificate'::text, 'subject'::text, 'language'::text])))),
  CHECK ((due = ANY (ARRAY['list'::text, 'letter'::text, 'enrolment'::text]))),
  CHECK ((kind = ANY (ARRAY['certificate'::text, 'subject'::text, 'language'::text, 'contact'::text, 'ent'::text, 'quota'::text, 'income'::text]))),
  FOREIGN KEY (offer_id) REFERENCES grants_offer(id),
  PRIMARY KEY (offer_id, "position")
);
CREATE TABLE grants_reserve (
  offer_id text NOT NULL,
  position bigint NOT NULL,
  attribute text NOT NULL,
  seats bigint NOT NULL,
  CHECK (("position" > 0)),
  CHECK ((seats > 0)),
  FOREIGN KEY (offer_id) REFERENCES grants_offer(id),
  PRIMARY KEY (offer_id, "position"),
  UNIQUE (offer_id, attribute)
);
CREATE TABLE grants_round (
  id text NOT NULL,
  leaving_year bigint NOT NULL,
  number bigint NOT NULL,
  made_by text NOT NULL,
  made_at bigint NOT NULL,
  CHECK (((leaving_year >= 2024) AND (leaving_year <= 2100))),
  CHECK ((number = ANY (ARRAY[(1)::bigint, (2)::bigint]))),
  FOREIGN KEY (made_by) REFERENCES person(id),
  PRIMARY KEY (id),
  UNIQUE (leaving_year, number)
);
CREATE TABLE grants_run (
  id text NOT NULL,
  round_id text NOT NULL,
  number bigint NOT NULL,
  merit_id text NOT NULL,
  draw_key text NOT NULL,
  girls bigint NOT NULL,
  placed bigint NOT NULL,
  inputs_hash bytea NOT NULL,
  outcome_hash bytea NOT NULL,
  root bytea NOT NULL,
  findings text NOT NULL,
  kept bytea,
  made_by text NOT NULL,
  made_at bigint NOT NULL,
  CHECK ((girls >= 0)),
  CHECK ((number > 0)),
  CHECK ((placed <= girls)),
  CHECK ((placed >= 0)),
  FOREIGN KEY (made_by) REFERENCES person(id),
  FOREIGN KEY (merit_id) REFERENCES grants_merit(id),
  FOREIGN KEY (round_id) REFERENCES grants_closing(round_id),
  PRIMARY KEY (id),
  UNIQUE (round_id, number)
);
CREATE TABLE grants_seat (
  offer_id text NOT NULL,
  reserve text NOT NULL,
  number bigint NOT NULL,
  recommendation_id text,
  CHECK ((number > 0)),
  FOREIGN KEY (offer_id) REFERENCES grants_offer(id),
  FOREIGN KEY (recommendation_id) REFERENCES grants_recommendation(id),
  PRIMARY KEY (offer_id, reserve, number),
  UNIQUE (recommendation_id)
);
CREATE TABLE grants_share (
  id text NOT NULL,
  recommendation_id text NOT NULL,
  organisation_id text NOT NULL,
  last_day text NOT NULL,
  sealed bytea,
  wants_letter boolean NOT NULL,
  looked_at bigint,
  given_at bigint NOT NULL,
  ended_at bigint,
  end_reason text,
  delete_by text,
  deleted_at bigint,
  deleted_by text,
  CHECK (((delete_by IS NULL) OR (ended_at IS NOT NULL))),
  CHECK (((deleted_at IS NULL) OR (delete_by IS NOT NULL))),
  CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  CHECK ((end_reason = ANY (ARRAY['withdrawn'::text, 'consent'::text, 'seat'::text, 'officer'::text, 'over'::text, 'erased'::text]))),
  FOREIGN KEY (deleted_by) REFERENCES person(id),
  FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  FOREIGN KEY (recommendation_id) REFERENCES grants_recommendation(id),
  PRIMARY KEY (id)
);
CREATE INDEX grants_share_due ON grants_share USING btree (last_day) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX grants_share_open ON grants_share USING btree (recommendation_id) WHERE (ended_at IS NULL);
CREATE INDEX grants_share_organisation ON grants_share USING btree (organisation_id);
CREATE INDEX grants_share_waiting ON grants_share USING btree (looked_at) WHERE ((ended_at IS NULL) AND wants_letter);
CREATE TABLE grants_stage (
  round_id text NOT NULL,
  stage text NOT NULL,
  first_day text NOT NULL,
  last_day text NOT NULL,
  CHECK ((first_day <= last_day)),
  CHECK ((stage = ANY (ARRAY['offers'::text, 'rule'::text, 'list'::text, 'run'::text, 'answers'::text, 'appeals'::text, 'outcomes'::text]))),
  FOREIGN KEY (round_id) REFERENCES grants_round(id),
  PRIMARY KEY (round_id, stage)
);
CREATE TABLE grants_subject (
  person_id text NOT NULL,
  subject text NOT NULL,
  said_at bigint NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (person_id, subject)
);
CREATE TABLE grants_type (
  id text NOT NULL,
  kind text NOT NULL,
  organisation_id text,
  name_kk text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL,
  letter text NOT NULL,
  kept_by text NOT NULL,
  kept_at bigint NOT NULL,
  closed_at bigint,
  CHECK (((kind <> 'state'::text) OR (letter = 'no'::text))),
  CHECK ((kind = ANY (ARRAY['state'::text, 'university'::text, 'foundation'::text, 'local'::text, 'partner'::text]))),
  CHECK ((letter = ANY (ARRAY['yes'::text, 'no'::text, 'ask'::text]))),
  FOREIGN KEY (kept_by) REFERENCES person(id),
  FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  PRIMARY KEY (id)
);
CREATE TABLE grants_withdrawal (
  id text NOT NULL,
  recommendation_id text NOT NULL,
  reason bytea,
  proposed_by text NOT NULL,
  proposed_at bigint NOT NULL,
  answer_by text NOT NULL,
  answer bytea,
  answered_at bigint,
  decided_by text,
  decided_at bigint,
  agreed boolean,
  CHECK (((NOT agreed) OR (decided_by <> proposed_by))),
  CHECK (((decided_by IS NULL) = (agreed IS NULL))),
  CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
  FOREIGN KEY (decided_by) REFERENCES person(id),
  FOREIGN KEY (proposed_by) REFERENCES person(id),
  FOREIGN KEY (recommendation_id) REFERENCES grants_recommendation(id),
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX grants_withdrawal_open ON grants_withdrawal USING btree (recommendation_id) WHERE (decided_at IS NULL);
CREATE TABLE house (
  name text NOT NULL,
  root_mark bytea NOT NULL,
  key_mark bytea NOT NULL,
  address text,
  probed_at bigint,
  demonstration bigint NOT NULL,
  CHECK ((demonstration = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
  CHECK ((name = 'house'::text)),
  PRIMARY KEY (name)
);
CREATE TABLE import_row (
  cycle_id text NOT NULL,
  key_hash bytea NOT NULL,
  application_id text NOT NULL,
  content_hash bytea NOT NULL,
  batch_id text NOT NULL,
  FOREIGN KEY (application_id) REFERENCES application(id),
  FOREIGN KEY (batch_id) REFERENCES intake(id),
  FOREIGN KEY (cycle_id) REFERENCES cycle(id),
  PRIMARY KEY (cycle_id, key_hash)
);
CREATE TABLE intake (
  id text NOT NULL,
  kind text NOT NULL,
  cycle_id text,
  name bytea NOT NULL,
  maker text,
  choice text NOT NULL,
  file bytea,
  made_by text NOT NULL,
  made_at bigint NOT NULL,
  confirmed_at bigint,
  added bigint NOT NULL,
  changed bigint NOT NULL,
  unchanged bigint NOT NULL,
  refused bigint NOT NULL,
  undone_at bigint,
  undo_reason bytea,
  undo_after text NOT NULL,
  FOREIGN KEY (cycle_id) REFERENCES cycle(id),
  FOREIGN KEY (maker) REFERENCES person(id),
  PRIMARY KEY (id)
);
CREATE INDEX intake_kind ON intake USING btree (kind, cycle_id, made_at);
CREATE TABLE intake_refused (
  intake_id text NOT NULL,
  turn bigint NOT NULL,
  lines bytea NOT NULL,
  FOREIGN KEY (intake_id) REFERENCES intake(id),
  PRIMARY KEY (intake_id, turn)
);
CREATE TABLE invitation (
  hash bytea NOT NULL,
  person_id text NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  used_at bigint,
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (hash)
);
CREATE TABLE job (
  name text NOT NULL,
  next_at bigint NOT NULL,
  held_until bigint,
  turn bigint NOT NULL,
  worker text,
  began_at bigint,
  ended_at bigint,
  failed_at bigint,
  error text,
  PRIMARY KEY (name)
);
CREATE TABLE membership (
  id text NOT NULL,
  person_id text NOT NULL,
  role text NOT NULL,
  cycle_id text,
  regions text NOT NULL,
  school_id text,
  organisation_id text,
  given_at bigint NOT NULL,
  given_by text,
  confirmed_by text,
  confirmed_at bigint,
  ended_at bigint,
  CHECK (((confirmed_by IS NULL) OR (confirmed_at IS NOT NULL))),
  CHECK (((role <> ALL (ARRAY['administrator'::text, 'safeguarding'::text])) OR (given_by IS NULL) OR (confirmed_at IS NULL) OR (confirmed_by IS NOT NULL))),
  CHECK ((confirmed_by <> given_by)),
  CHECK ((confirmed_by <> person_id)),
  CHECK ((given_by <> person_id)),
  FOREIGN KEY (confirmed_by) REFERENCES person(id),
  FOREIGN KEY (given_by) REFERENCES person(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (id)
);
CREATE INDEX membership_organisation ON membership USING btree (organisation_id, role) WHERE (organisation_id IS NOT NULL);
CREATE INDEX membership_person ON membership USING btree (person_id);
CREATE TABLE migration (
  name text NOT NULL,
  text text NOT NULL,
  applied_at bigint NOT NULL,
  PRIMARY KEY (name)
);
CREATE TABLE objection (
  id text NOT NULL,
  person_id text NOT NULL,
  processing text NOT NULL,
  asked_by text NOT NULL,
  asked_as text NOT NULL,
  asked_at bigint NOT NULL,
  reason bytea,
  upheld boolean,
  answer bytea,
  decided_by text,
  decided_at bigint,
  taken_back_at bigint,
  CHECK (((upheld IS NULL) = (answer IS NULL))),
  CHECK (((upheld IS NULL) = (decided_at IS NULL))),
  CHECK (((upheld IS NULL) = (decided_by IS NULL))),
  CHECK ((asked_as = ANY (ARRAY['applicant'::text, 'guardian'::text]))),
  FOREIGN KEY (asked_by) REFERENCES person(id),
  FOREIGN KEY (decided_by) REFERENCES person(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX objection_open ON objection USING btree (person_id, processing) WHERE ((upheld IS NULL) AND (taken_back_at IS NULL));
CREATE INDEX objection_person ON objection USING btree (person_id, asked_at);
CREATE TABLE of_age (
  application_id text NOT NULL,
  told_at bigint NOT NULL,
  FOREIGN KEY (application_id) REFERENCES application(id),
  PRIMARY KEY (application_id)
);
CREATE TABLE organisation (
  id text NOT NULL,
  key text,
  kind text NOT NULL,
  name_kk text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL,
  sort_key bytea NOT NULL,
  bin text,
  site text,
  domains text NOT NULL,
  city text,
  created_at bigint NOT NULL,
  cleared_until bigint,
  CHECK ((kind = ANY (ARRAY['university'::text, 'college'::text, 'foundation'::text, 'company'::text, 'office'::text]))),
  PRIMARY KEY (id),
  UNIQUE (key)
);
CREATE INDEX organisation_sort ON organisation USING btree (sort_key, id);
CREATE TABLE organisation_clearance (
  organisation_id text NOT NULL,
  number bigint NOT NULL,
  entry text NOT NULL,
  until text,
  reason text,
  decided_by text NOT NULL,
  asked_by text,
  decided_at bigint NOT NULL,
  CHECK (((entry = 'lifted'::text) = (asked_by IS NOT NULL))),
  CHECK (((entry = ANY (ARRAY['cleared'::text, 'lifted'::text])) = (until IS NOT NULL))),
  CHECK (((entry = ANY (ARRAY['cleared'::text, 'shut'::text, 'lifting_asked'::text])) = (reason IS NOT NULL))),
  CHECK ((asked_by <> decided_by)),
  CHECK ((entry = ANY (ARRAY['cleared'::text, 'shut'::text, 'lifting_asked'::text, 'lifting_dropped'::text, 'lifted'::text]))),
  CHECK ((number > 0)),
  FOREIGN KEY (asked_by) REFERENCES person(id),
  FOREIGN KEY (decided_by) REFERENCES person(id),
  FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  PRIMARY KEY (organisation_id, number)
);
CREATE TABLE outbox (
  id text NOT NULL,
  person_id text NOT NULL,
  channel text NOT NULL,
  purpose text NOT NULL,
  batch text,
  language text NOT NULL,
  recipient bytea NOT NULL,
  subject bytea,
  body bytea NOT NULL,
  state text NOT NULL,
  tries bigint NOT NULL,
  next_try_at bigint NOT NULL,
  lease_until bigint,
  worker text,
  error text,
  created_at bigint NOT NULL,
  ended_at bigint,
  doubts bigint NOT NULL,
  expires_at bigint,
  CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text]))),
  CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'uncertain'::text, 'shown'::text, 'cancelled'::text]))),
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (id)
);
CREATE INDEX outbox_due ON outbox USING btree (channel, state, next_try_at) WHERE (batch IS NULL);
CREATE INDEX outbox_ended ON outbox USING btree (channel, state, ended_at);
CREATE INDEX outbox_mailing ON outbox USING btree (channel, state, next_try_at) WHERE (batch IS NOT NULL);
CREATE INDEX outbox_person ON outbox USING btree (person_id, created_at);
CREATE INDEX outbox_time ON outbox USING btree (created_at, id);
CREATE INDEX outbox_under_way ON outbox USING btree (state, lease_until);
CREATE TABLE paper_consent (
  id text NOT NULL,
  application_id text NOT NULL,
  guardian_id text NOT NULL,
  file_id text,
  printed_code text NOT NULL,
  purposes text NOT NULL,
  entered_by text NOT NULL,
  entered_at bigint NOT NULL,
  approved_by text,
  approved_at bigint,
  rejected_by text,
  rejected_at bigint,
  version bigint NOT NULL,
  CHECK (((approved_by IS NULL) = (approved_at IS NULL))),
  CHECK (((rejected_by IS NULL) OR (rejected_at IS NOT NULL))),
  CHECK ((approved_by <> entered_by)),
  CHECK ((rejected_by <> entered_by)),
  FOREIGN KEY (application_id) REFERENCES application(id),
  FOREIGN KEY (approved_by) REFERENCES person(id),
  FOREIGN KEY (entered_by) REFERENCES person(id),
  FOREIGN KEY (file_id) REFERENCES file(id),
  FOREIGN KEY (guardian_id) REFERENCES person(id),
  FOREIGN KEY (rejected_by) REFERENCES person(id),
  PRIMARY KEY (id)
);
CREATE INDEX paper_consent_application ON paper_consent USING btree (application_id);
CREATE INDEX paper_consent_guardian ON paper_consent USING btree (guardian_id, application_id);
CREATE INDEX paper_consent_waiting ON paper_consent USING btree (approved_at, rejected_at);
CREATE TABLE person (
  id text NOT NULL,
  created_at bigint NOT NULL,
  language text NOT NULL,
  erased_at bigint,
  restricted_at bigint,
  CHECK ((language = ANY (ARRAY['kk'::text, 'ru'::text, 'en'::text]))),
  PRIMARY KEY (id)
);
CREATE TABLE person_detail (
  person_id text NOT NULL,
  kind text NOT NULL,
  sealed bytea NOT NULL,
  CHECK ((kind = ANY (ARRAY['name'::text, 'phone'::text, 'email'::text, 'birth_day'::text, 'iin'::text, 'relation'::text]))),
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (person_id, kind)
);
CREATE TABLE person_hash (
  person_id text NOT NULL,
  kind text NOT NULL,
  hash bytea NOT NULL,
  CHECK ((kind = ANY (ARRAY['name'::text, 'word'::text, 'phone'::text, 'email'::text, 'iin'::text, 'name_birth_day'::text, 'family'::text]))),
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (person_id, kind, hash)
);
CREATE INDEX person_hash_look_up ON person_hash USING btree (kind, hash, person_id);
CREATE TABLE person_key (
  person_id text NOT NULL,
  wrapped bytea NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (person_id)
);
CREATE TABLE post_rest (
  channel text NOT NULL,
  reason text NOT NULL,
  is_settings boolean NOT NULL,
  strikes bigint NOT NULL,
  since bigint NOT NULL,
  until bigint NOT NULL,
  CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text]))),
  PRIMARY KEY (channel)
);
CREATE TABLE rate (
  key_hash bytea NOT NULL,
  slot bigint NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (key_hash, slot)
);
CREATE TABLE recovery_code (
  person_id text NOT NULL,
  hash bytea NOT NULL,
  used_at bigint,
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (person_id, hash)
);
CREATE TABLE refused_folder (
  name text NOT NULL,
  folder text NOT NULL,
  refused_at bigint NOT NULL,
  kk text NOT NULL,
  ru text NOT NULL,
  en text NOT NULL,
  CHECK ((name = 'last'::text)),
  PRIMARY KEY (name)
);
CREATE TABLE retention_due (
  rule text NOT NULL,
  people bigint NOT NULL,
  counted_at bigint NOT NULL,
  PRIMARY KEY (rule)
);
CREATE TABLE return_key (
  person_id text NOT NULL,
  key_hash bytea NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (person_id),
  UNIQUE (key_hash)
);
CREATE TABLE role_ending (
  id text NOT NULL,
  membership_id text NOT NULL,
  person_id text NOT NULL,
  requested_by text NOT NULL,
  requested_at bigint NOT NULL,
  confirmed_by text,
  ended_at bigint,
  CHECK (((confirmed_by IS NULL) OR (confirmed_by <> person_id))),
  CHECK (((confirmed_by IS NULL) OR (confirmed_by <> requested_by))),
  CHECK (((confirmed_by IS NULL) OR (ended_at IS NOT NULL))),
  CHECK ((requested_by <> person_id)),
  FOREIGN KEY (confirmed_by) REFERENCES person(id),
  FOREIGN KEY (membership_id) REFERENCES membership(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (requested_by) REFERENCES person(id),
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX role_ending_open ON role_ending USING btree (membership_id) WHERE (ended_at IS NULL);
CREATE TABLE saved_view (
  id text NOT NULL,
  owner_id text NOT NULL,
  name bytea NOT NULL,
  address text NOT NULL,
  reach text,
  saved_at bigint NOT NULL,
  FOREIGN KEY (owner_id) REFERENCES person(id),
  PRIMARY KEY (id)
);
CREATE INDEX saved_view_owner ON saved_view USING btree (owner_id);
CREATE INDEX saved_view_reach ON saved_view USING btree (reach);
CREATE TABLE school (
  id text NOT NULL,
  place text NOT NULL,
  name_kk text NOT NULL,
  name_ru text NOT NULL,
  folded text NOT NULL,
  sort_key bytea NOT NULL,
  bin text,
  closed_at bigint,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX school_place_name ON school USING btree (place, name_kk);
CREATE INDEX school_sort ON school USING btree (sort_key);
CREATE TABLE school_import (
  batch_id text NOT NULL,
  line bigint NOT NULL,
  school_id text NOT NULL,
  russian_before text,
  bin_before text,
  russian text NOT NULL,
  bin text,
  CHECK (((russian_before IS NOT NULL) OR (bin_before IS NULL))),
  FOREIGN KEY (batch_id) REFERENCES intake(id),
  FOREIGN KEY (school_id) REFERENCES school(id),
  PRIMARY KEY (batch_id, line)
);
CREATE INDEX school_import_school ON school_import USING btree (school_id);
CREATE TABLE sealed_batch (
  person_id text NOT NULL,
  thread text NOT NULL,
  device text NOT NULL,
  first_seq bigint NOT NULL,
  last_seq bigint NOT NULL,
  head text NOT NULL,
  cipher bytea NOT NULL,
  size bigint NOT NULL,
  received_at bigint NOT NULL,
  CHECK ((first_seq > 0)),
  CHECK ((last_seq >= first_seq)),
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (person_id, thread, device, first_seq, last_seq, head)
);
CREATE TABLE selection_answer (
  offer_id text NOT NULL,
  answer text NOT NULL,
  at bigint NOT NULL,
  CHECK ((answer = ANY (ARRAY['accepted'::text, 'declined'::text, 'expired'::text, 'left'::text]))),
  FOREIGN KEY (offer_id) REFERENCES selection_offer(id),
  PRIMARY KEY (offer_id)
);
CREATE TABLE selection_appeal (
  id text NOT NULL,
  cycle_id text NOT NULL,
  application_id text NOT NULL,
  asked_at bigint NOT NULL,
  evidence text,
  mark_asked_by text,
  mark_asked_at bigint,
  value double precision,
  error double precision,
  note bytea,
  marked_by text,
  marked_at bigint,
  upheld boolean,
  decided_by text,
  decided_at bigint,
  run_id text,
  CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
  CHECK (((marked_by IS NULL) OR (mark_asked_by IS NOT NULL))),
  CHECK (((value IS NULL) = (marked_by IS NULL))),
  CHECK ((decided_by <> mark_asked_by)),
  CHECK ((decided_by <> marked_by)),
  CHECK ((marked_by <> mark_asked_by)),
  FOREIGN KEY (application_id) REFERENCES application(id),
  FOREIGN KEY (cycle_id) REFERENCES cycle(id),
  FOREIGN KEY (decided_by) REFERENCES person(id),
  FOREIGN KEY (mark_asked_by) REFERENCES person(id),
  FOREIGN KEY (marked_by) REFERENCES person(id),
  FOREIGN KEY (run_id) REFERENCES selection_run(id),
  PRIMARY KEY (id),
  UNIQUE (application_id)
);
CREATE INDEX selection_appeal_cycle ON selection_appeal USING btree (cycle_id, asked_at);
CREATE TABLE selection_decision (
  run_id text NOT NULL,
  application_id text NOT NULL,
  position bigint NOT NULL,
  CHECK (("position" >= 0)),
  FOREIGN KEY (application_id) REFERENCES application(id),
  FOREIGN KEY (run_id) REFERENCES selection_run(id),
  PRIMARY KEY (run_id, application_id),
  UNIQUE (run_id, "position")
);
CREATE INDEX selection_decision_application ON selection_decision USING btree (application_id);
CREATE TABLE selection_evidence (
  application_id text NOT NULL,
  name text NOT NULL,
  turn bigint NOT NULL,
  value double precision NOT NULL,
  error double precision NOT NULL,
  source text NOT NULL,
  batch_id text,
  at bigint NOT NULL,
  CHECK ((error >= (0)::double precision)),
  CHECK ((turn > 0)),
  FOREIGN KEY (application_id) REFERENCES application(id),
  FOREIGN KEY (batch_id) REFERENCES intake(id),
  PRIMARY KEY (application_id, name, turn)
);
CREATE TABLE selection_freeze (
  cycle_id text NOT NULL,
  turn bigint NOT NULL,
  policy_id text NOT NULL,
  freezes_at bigint NOT NULL,
  announced_by text NOT NULL,
  announced_at bigint NOT NULL,
  CHECK ((turn > 0)),
  FOREIGN KEY (cycle_id) REFERENCES cycle(id),
  FOREIGN KEY (policy_id) REFERENCES selection_policy(id),
  PRIMARY KEY (cycle_id, turn)
);
CREATE TABLE selection_letter (
  run_id text NOT NULL,
  application_id text NOT NULL,
  posted_at bigint,
  FOREIGN KEY (application_id) REFERENCES application(id),
  FOREIGN KEY (run_id) REFERENCES selection_run(id),
  PRIMARY KEY (run_id, application_id)
);
CREATE INDEX selection_letter_left ON selection_letter USING btree (run_id, application_id) WHERE (posted_at IS NULL);
CREATE TABLE selection_offer (
  id text NOT NULL,
  cycle_id text NOT NULL,
  application_id text NOT NULL,
  run_id text NOT NULL,
  reason text NOT NULL,
  offered_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  CHECK ((reason = ANY (ARRAY['first'::text, 'next'::text, 'appeal'::text]))),
  FOREIGN KEY (application_id) REFERENCES application(id),
  FOREIGN KEY (cycle_id) REFERENCES cycle(id),
  FOREIGN KEY (run_id) REFERENCES selection_run(id),
  PRIMARY KEY (id),
  UNIQUE (application_id)
);
CREATE INDEX selection_offer_cycle ON selection_offer USING btree (cycle_id, expires_at);
CREATE TABLE selection_policy (
  id text NOT NULL,
  cycle_id text NOT NULL,
  version bigint NOT NULL,
  yaml text NOT NULL,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  CHECK ((version > 0)),
  FOREIGN KEY (cycle_id) REFERENCES cycle(id),
  PRIMARY KEY (id),
  UNIQUE (cycle_id, version)
);
CREATE TABLE selection_release (
  cycle_id text NOT NULL,
  run_id text NOT NULL,
  recipients bigint NOT NULL,
  recipients_hash bytea NOT NULL,
  proposed_by text NOT NULL,
  proposed_at bigint NOT NULL,
  released_by text,
  released_at bigint,
  CHECK (((released_by IS NULL) = (released_at IS NULL))),
  CHECK (((released_by IS NULL) OR (released_by <> proposed_by))),
  FOREIGN KEY (cycle_id) REFERENCES cycle(id),
  FOREIGN KEY (proposed_by) REFERENCES person(id),
  FOREIGN KEY (released_by) REFERENCES person(id),
  FOREIGN KEY (run_id) REFERENCES selection_run(id),
  PRIMARY KEY (cycle_id)
);
CREATE TABLE selection_run (
  id text NOT NULL,
  cycle_id text NOT NULL,
  policy_id text NOT NULL,
  after_run text,
  draw_key text NOT NULL,
  inputs text NOT NULL,
  inputs_hash bytea NOT NULL,
  outcome_hash bytea NOT NULL,
  candidates bigint NOT NULL,
  offered bigint NOT NULL,
  findings text NOT NULL,
  made_by text NOT NULL,
  made_at bigint NOT NULL,
  FOREIGN KEY (after_run) REFERENCES selection_run(id),
  FOREIGN KEY (cycle_id) REFERENCES cycle(id),
  FOREIGN KEY (policy_id) REFERENCES selection_policy(id),
  PRIMARY KEY (id)
);
CREATE INDEX selection_run_cycle ON selection_run USING btree (cycle_id, made_at, id);
CREATE TABLE selection_seat (
  cycle_id text NOT NULL,
  number bigint NOT NULL,
  extra boolean NOT NULL,
  offer_id text,
  CHECK ((number > 0)),
  FOREIGN KEY (cycle_id) REFERENCES cycle(id),
  FOREIGN KEY (offer_id) REFERENCES selection_offer(id),
  PRIMARY KEY (cycle_id, number),
  UNIQUE (offer_id)
);
CREATE TABLE session (
  token_hash bytea NOT NULL,
  person_id text NOT NULL,
  kind text NOT NULL,
  shared_device boolean NOT NULL,
  created_at bigint NOT NULL,
  seen_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  CHECK ((kind = ANY (ARRAY['applicant'::text, 'guardian'::text, 'staff'::text, 'staff_awaiting_code'::text, 'outside'::text]))),
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (token_hash)
);
CREATE INDEX session_expiry ON session USING btree (expires_at);
CREATE INDEX session_person ON session USING btree (person_id);
CREATE TABLE shown_page (
  hash bytea NOT NULL,
  sealed bytea NOT NULL,
  until bigint NOT NULL,
  PRIMARY KEY (hash)
);
CREATE INDEX shown_page_until ON shown_page USING btree (until);
CREATE TABLE sign_in_code (
  id text NOT NULL,
  contact_hash bytea NOT NULL,
  code_hash bytea NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  tries bigint NOT NULL,
  used_at bigint,
  PRIMARY KEY (id)
);
CREATE INDEX sign_in_code_contact ON sign_in_code USING btree (contact_hash, created_at);
CREATE TABLE stage (
  cycle_id text NOT NULL,
  key text NOT NULL,
  position bigint NOT NULL,
  name_kk text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL,
  opens_at bigint NOT NULL,
  closes_at bigint NOT NULL,
  CHECK ((opens_at < closes_at)),
  FOREIGN KEY (cycle_id) REFERENCES cycle(id),
  PRIMARY KEY (cycle_id, key)
);
CREATE TABLE statement_key (
  public_key bytea NOT NULL,
  number bigint NOT NULL,
  sealed bytea,
  from_at bigint NOT NULL,
  until_at bigint,
  CHECK (((sealed IS NULL) = (until_at IS NOT NULL))),
  PRIMARY KEY (public_key),
  UNIQUE (number)
);
CREATE TABLE study_adult (
  group_id text NOT NULL,
  person_id text NOT NULL,
  task text NOT NULL,
  since bigint NOT NULL,
  until bigint,
  CHECK ((task = ANY (ARRAY['lead'::text, 'second'::text, 'mentor'::text]))),
  FOREIGN KEY (group_id) REFERENCES study_group(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (group_id, person_id, since)
);
CREATE INDEX study_adult_person ON study_adult USING btree (person_id, until);
CREATE TABLE study_assignment (
  id text NOT NULL,
  group_id text NOT NULL,
  course text NOT NULL,
  exercise text NOT NULL,
  due_at bigint NOT NULL,
  given_at bigint NOT NULL,
  FOREIGN KEY (group_id) REFERENCES study_group(id),
  PRIMARY KEY (id),
  UNIQUE (group_id, course, exercise)
);
CREATE INDEX study_assignment_course ON study_assignment USING btree (course, exercise);
CREATE TABLE study_board_seen (
  group_id text NOT NULL,
  person_id text NOT NULL,
  seen_at bigint NOT NULL,
  FOREIGN KEY (group_id) REFERENCES study_group(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (group_id, person_id)
);
CREATE INDEX study_board_seen_person ON study_board_seen USING btree (person_id);
CREATE TABLE study_calendar (
  person_id text NOT NULL,
  number bigint NOT NULL,
  hash text NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (person_id),
  UNIQUE (hash)
);
CREATE TABLE study_certificate (
  code text NOT NULL,
  learner bigint,
  cycle_id text NOT NULL,
  region text,
  course text NOT NULL,
  edition_id text NOT NULL,
  title_kk text NOT NULL,
  title_ru text NOT NULL,
  title_en text NOT NULL,
  hours bigint NOT NULL,
  lessons bigint NOT NULL,
  sealed bytea,
  missing text NOT NULL,
  has_consent boolean NOT NULL,
  proposed_at bigint NOT NULL,
  proposed_by text NOT NULL,
  issued_at bigint,
  issued_by text,
  place bigint,
  dropped_at bigint,
  revoked_at bigint,
  revoked_by text,
  revoked_for text,
  CHECK (((dropped_at IS NULL) OR (issued_at IS NULL))),
  CHECK (((issued_at IS NULL) = (issued_by IS NULL))),
  CHECK (((issued_at IS NULL) = (place IS NULL))),
  CHECK (((issued_by IS NULL) OR (issued_by <> proposed_by))),
  CHECK (((place >= 0) AND (place <= 131071))),
  CHECK (((revoked_at IS NULL) = (revoked_by IS NULL))),
  CHECK (((revoked_at IS NULL) = (revoked_for IS NULL))),
  CHECK (((revoked_at IS NULL) OR (issued_at IS NOT NULL))),
  CHECK ((hours > 0)),
  CHECK ((lessons > 0)),
  CHECK ((revoked_for = ANY (ARRAY['error'::text, 'wish'::text, 'name'::text]))),
  FOREIGN KEY (cycle_id) REFERENCES cycle(id),
  FOREIGN KEY (edition_id) REFERENCES edition(id),
  FOREIGN KEY (issued_by) REFERENCES person(id),
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  FOREIGN KEY (proposed_by) REFERENCES person(id),
  FOREIGN KEY (revoked_by) REFERENCES person(id),
  PRIMARY KEY (code),
  UNIQUE (place)
);
CREATE INDEX study_certificate_cycle ON study_certificate USING btree (cycle_id, proposed_at);
CREATE INDEX study_certificate_learner ON study_certificate USING btree (learner);
CREATE INDEX study_certificate_revoked ON study_certificate USING btree (place) WHERE (revoked_at IS NOT NULL);
CREATE UNIQUE INDEX study_certificate_standing ON study_certificate USING btree (learner, course) WHERE ((dropped_at IS NULL) AND (revoked_at IS NULL));
CREATE INDEX study_certificate_waiting ON study_certificate USING btree (proposed_at) WHERE ((issued_at IS NULL) AND (dropped_at IS NULL));
CREATE TABLE study_check (
  id text NOT NULL,
  cohort_id text NOT NULL,
  group_id text,
  course text NOT NULL,
  form text NOT NULL,
  edition_id text NOT NULL,
  items bigint NOT NULL,
  meeting_id text,
  opens_at bigint,
  closes_at bigint,
  given_at bigint NOT NULL,
  withdrawn_at bigint,
  pass_at double precision,
  CHECK (((meeting_id IS NULL) = (opens_at IS NOT NULL))),
  CHECK (((opens_at IS NULL) = (closes_at IS NULL))),
  CHECK (((pass_at >= (0)::double precision) AND (pass_at <= (1)::double precision))),
  CHECK ((items > 0)),
  CHECK ((opens_at < closes_at)),
  FOREIGN KEY (cohort_id) REFERENCES study_cohort(id),
  FOREIGN KEY (edition_id) REFERENCES edition(id),
  FOREIGN KEY (group_id) REFERENCES study_group(id),
  FOREIGN KEY (meeting_id) REFERENCES study_meeting(id),
  PRIMARY KEY (id)
);
CREATE INDEX study_check_cohort ON study_check USING btree (cohort_id, course, form);
CREATE INDEX study_check_group ON study_check USING btree (group_id);
CREATE UNIQUE INDEX study_check_measure ON study_check USING btree (group_id, course, form) WHERE ((withdrawn_at IS NULL) AND (meeting_id IS NULL) AND (group_id IS NOT NULL));
CREATE UNIQUE INDEX study_check_meeting ON study_check USING btree (meeting_id, course, form) WHERE ((withdrawn_at IS NULL) AND (meeting_id IS NOT NULL));
CREATE UNIQUE INDEX study_check_open ON study_check USING btree (cohort_id, course, form) WHERE ((withdrawn_at IS NULL) AND (group_id IS NULL));
CREATE TABLE study_check_answer (
  id text NOT NULL,
  check_id text NOT NULL,
  learner bigint NOT NULL,
  item text NOT NULL,
  variant bigint NOT NULL,
  at bigint NOT NULL,
  way text NOT NULL,
  entered_by text,
  verdict text NOT NULL,
  sealed bytea NOT NULL,
  CHECK (((entered_by IS NULL) = (way = 'phone'::text))),
  CHECK ((verdict = ANY (ARRAY['right'::text, 'wrong'::text, 'unread'::text, 'blank'::text]))),
  CHECK ((way = ANY (ARRAY['phone'::text, 'paper'::text]))),
  FOREIGN KEY (check_id) REFERENCES study_check(id),
  FOREIGN KEY (entered_by) REFERENCES person(id),
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  PRIMARY KEY (id)
);
CREATE INDEX study_check_answer_learner ON study_check_answer USING btree (learner);
CREATE INDEX study_check_answer_sitting ON study_check_answer USING btree (check_id, learner, at);
CREATE TABLE study_cohort (
  id text NOT NULL,
  cycle_id text NOT NULL,
  track text NOT NULL,
  created_at bigint NOT NULL,
  title text NOT NULL,
  regions text NOT NULL,
  starts_at bigint,
  ends_at bigint,
  support_day text,
  CHECK ((track = ANY (ARRAY['chosen'::text, 'open'::text]))),
  FOREIGN KEY (cycle_id) REFERENCES cycle(id),
  PRIMARY KEY (id)
);
CREATE INDEX study_cohort_cycle ON study_cohort USING btree (cycle_id);
CREATE UNIQUE INDEX study_cohort_open ON study_cohort USING btree (cycle_id) WHERE (track = 'open'::text);
CREATE TABLE study_cohort_course (
  cohort_id text NOT NULL,
  course text NOT NULL,
  position bigint NOT NULL,
  FOREIGN KEY (cohort_id) REFERENCES study_cohort(id),
  PRIMARY KEY (cohort_id, course)
);
CREATE TABLE study_course (
  edition_id text NOT NULL,
  published_at bigint NOT NULL,
  published_by text NOT NULL,
  FOREIGN KEY (edition_id) REFERENCES edition(id),
  PRIMARY KEY (edition_id)
);
CREATE TABLE study_draft (
  cohort_id text NOT NULL,
  learner bigint NOT NULL,
  group_id text,
  FOREIGN KEY (cohort_id) REFERENCES study_cohort(id),
  FOREIGN KEY (group_id) REFERENCES study_group(id),
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  PRIMARY KEY (cohort_id, learner)
);
CREATE INDEX study_draft_learner ON study_draft USING btree (learner);
CREATE TABLE study_enrolment (
  learner bigint NOT NULL,
  cohort_id text NOT NULL,
  since bigint NOT NULL,
  until bigint,
  end_reason text,
  CHECK (((until IS NULL) = (end_reason IS NULL))),
  FOREIGN KEY (cohort_id) REFERENCES study_cohort(id),
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  PRIMARY KEY (learner, cohort_id)
);
CREATE INDEX study_enrolment_cohort ON study_enrolment USING btree (cohort_id);
CREATE TABLE study_entry (
  id text NOT NULL,
  team_id text NOT NULL,
  learner bigint NOT NULL,
  kind text NOT NULL,
  sealed bytea NOT NULL,
  milestone text,
  changed_at bigint NOT NULL,
  kept_at bigint,
  shown_at bigint,
  shown_by text,
  aside_at bigint,
  taken_down_at bigint,
  CHECK (((shown_at IS NULL) = (shown_by IS NULL))),
  CHECK (((shown_at IS NULL) OR (kept_at IS NOT NULL))),
  CHECK ((kind = ANY (ARRAY['diary'::text, 'poster'::text]))),
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  FOREIGN KEY (shown_by) REFERENCES person(id),
  FOREIGN KEY (team_id) REFERENCES study_team(id),
  PRIMARY KEY (id)
);
CREATE INDEX study_entry_learner ON study_entry USING btree (learner);
CREATE UNIQUE INDEX study_entry_open ON study_entry USING btree (team_id, learner, kind) WHERE ((kept_at IS NULL) AND (aside_at IS NULL));
CREATE INDEX study_entry_team ON study_entry USING btree (team_id, kind, kept_at);
CREATE TABLE study_entry_photo (
  entry_id text NOT NULL,
  position bigint NOT NULL,
  file_id text NOT NULL,
  CHECK ((("position" >= 1) AND ("position" <= 6))),
  FOREIGN KEY (entry_id) REFERENCES study_entry(id),
  FOREIGN KEY (file_id) REFERENCES file(id),
  PRIMARY KEY (entry_id, "position")
);
CREATE INDEX study_entry_photo_file ON study_entry_photo USING btree (file_id);
CREATE TABLE study_event (
  id bytea NOT NULL,
  learner bigint NOT NULL,
  kind text NOT NULL,
  about text NOT NULL,
  at bigint NOT NULL,
  received_at bigint NOT NULL,
  is_placed boolean NOT NULL,
  skill text,
  verdict text,
  sealed bytea NOT NULL,
  entered_by text,
  sheet text,
  CHECK ((kind = ANY (ARRAY['attempt'::text, 'finished'::text]))),
  CHECK ((verdict = ANY (ARRAY['right'::text, 'wrong'::text, 'unread'::text]))),
  FOREIGN KEY (entered_by) REFERENCES person(id),
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  PRIMARY KEY (id)
);
CREATE INDEX study_event_about ON study_event USING btree (learner, about, at);
CREATE INDEX study_event_received ON study_event USING btree (learner, received_at);
CREATE INDEX study_event_sheet ON study_event USING btree (sheet) WHERE (sheet IS NOT NULL);
CREATE INDEX study_event_skill ON study_event USING btree (learner, skill, at) WHERE (skill IS NOT NULL);
CREATE INDEX study_event_unplaced ON study_event USING btree (received_at) WHERE (NOT is_placed);
CREATE TABLE study_exhibit (
  id text NOT NULL,
  team_id text NOT NULL,
  entry_id text,
  proposed_at bigint NOT NULL,
  proposed_by text NOT NULL,
  published_at bigint,
  published_by text,
  ended_at bigint,
  ended_why text,
  CHECK (((ended_at IS NULL) = (ended_why IS NULL))),
  CHECK (((entry_id IS NOT NULL) OR (ended_at IS NOT NULL))),
  CHECK (((published_at IS NULL) = (published_by IS NULL))),
  CHECK ((ended_why = ANY (ARRAY['dropped'::text, 'desk'::text, 'team'::text, 'consent'::text, 'erased'::text]))),
  CHECK ((published_by <> proposed_by)),
  FOREIGN KEY (entry_id) REFERENCES study_entry(id),
  FOREIGN KEY (proposed_by) REFERENCES person(id),
  FOREIGN KEY (published_by) REFERENCES person(id),
  FOREIGN KEY (team_id) REFERENCES study_team(id),
  PRIMARY KEY (id)
);
CREATE INDEX study_exhibit_entry ON study_exhibit USING btree (entry_id);
CREATE UNIQUE INDEX study_exhibit_standing ON study_exhibit USING btree (team_id) WHERE (ended_at IS NULL);
CREATE TABLE study_exhibit_consent (
  exhibit_id text NOT NULL,
  consent_id text NOT NULL,
  learner bigint NOT NULL,
  FOREIGN KEY (consent_id) REFERENCES consent(id),
  FOREIGN KEY (exhibit_id) REFERENCES study_exhibit(id),
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  PRIMARY KEY (exhibit_id, consent_id)
);
CREATE INDEX study_exhibit_consent_learner ON study_exhibit_consent USING btree (learner);
CREATE TABLE study_exhibit_wish (
  exhibit_id text NOT NULL,
  learner bigint NOT NULL,
  at bigint NOT NULL,
  FOREIGN KEY (exhibit_id) REFERENCES study_exhibit(id),
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  PRIMARY KEY (exhibit_id, learner)
);
CREATE INDEX study_exhibit_wish_learner ON study_exhibit_wish USING btree (learner);
CREATE TABLE study_frozen (
  course text NOT NULL,
  exercise text NOT NULL,
  variant bigint NOT NULL,
  outcome text NOT NULL,
  n bigint NOT NULL,
  CHECK ((n > 0)),
  CHECK ((outcome = ANY (ARRAY['right'::text, 'wrong'::text, 'unread'::text]))),
  PRIMARY KEY (course, exercise, variant, outcome)
);
CREATE TABLE study_frozen_presence (
  cohort_id text NOT NULL,
  month text NOT NULL,
  proof text NOT NULL,
  attended bigint NOT NULL,
  planned bigint NOT NULL,
  CHECK ((attended >= 0)),
  CHECK ((planned >= attended)),
  FOREIGN KEY (cohort_id) REFERENCES study_cohort(id),
  PRIMARY KEY (cohort_id, month, proof)
);
CREATE TABLE study_gain_run (
  id text NOT NULL,
  cohort_id text NOT NULL,
  course text NOT NULL,
  made_at bigint NOT NULL,
  scale text NOT NULL,
  log_likelihood double precision,
  converged boolean,
  certificate text NOT NULL,
  CHECK ((scale = ANY (ARRAY['points'::text, 'rasch'::text, 'twoParameter'::text]))),
  FOREIGN KEY (cohort_id) REFERENCES study_cohort(id),
  PRIMARY KEY (id)
);
CREATE INDEX study_gain_run_cohort ON study_gain_run USING btree (cohort_id, course, made_at);
CREATE TABLE study_group (
  id text NOT NULL,
  cohort_id text NOT NULL,
  number bigint NOT NULL,
  language text NOT NULL,
  region text NOT NULL,
  district text,
  meeting_place text NOT NULL,
  state text NOT NULL,
  created_at bigint NOT NULL,
  opened_at bigint,
  CHECK ((state = ANY (ARRAY['planned'::text, 'open'::text, 'closed'::text]))),
  FOREIGN KEY (cohort_id) REFERENCES study_cohort(id),
  PRIMARY KEY (id),
  UNIQUE (cohort_id, number)
);
CREATE TABLE study_hand_in (
  id text NOT NULL,
  assignment_id text NOT NULL,
  learner bigint NOT NULL,
  number bigint NOT NULL,
  written bytea,
  changed_at bigint NOT NULL,
  handed_at bigint,
  wants_second boolean NOT NULL,
  due_at bigint,
  written_at bigint,
  CHECK ((number > 0)),
  FOREIGN KEY (assignment_id) REFERENCES study_assignment(id),
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  PRIMARY KEY (id),
  UNIQUE (assignment_id, learner, number)
);
CREATE INDEX study_hand_in_learner ON study_hand_in USING btree (learner);
CREATE UNIQUE INDEX study_hand_in_open ON study_hand_in USING btree (assignment_id, learner) WHERE (handed_at IS NULL);
CREATE TABLE study_help (
  id text NOT NULL,
  learner bigint NOT NULL,
  cohort_id text NOT NULL,
  about text NOT NULL,
  sealed bytea,
  to_officers boolean NOT NULL,
  at bigint NOT NULL,
  answered_at bigint,
  CHECK ((about = ANY (ARRAY['time'::text, 'network'::text, 'home'::text, 'course'::text, 'other'::text]))),
  FOREIGN KEY (cohort_id) REFERENCES study_cohort(id),
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  PRIMARY KEY (id)
);
CREATE INDEX study_help_cohort ON study_help USING btree (cohort_id);
CREATE INDEX study_help_learner ON study_help USING btree (learner, at);
CREATE INDEX study_help_open ON study_help USING btree (at) WHERE (answered_at IS NULL);
CREATE TABLE study_help_line (
  id text NOT NULL,
  help_id text NOT NULL,
  kind text NOT NULL,
  by_person text NOT NULL,
  at bigint NOT NULL,
  sealed bytea,
  CHECK (((kind = 'answer'::text) = (sealed IS NOT NULL))),
  CHECK ((kind = ANY (ARRAY['seen'::text, 'answer'::text]))),
  FOREIGN KEY (by_person) REFERENCES person(id),
  FOREIGN KEY (help_id) REFERENCES study_help(id),
  PRIMARY KEY (id)
);
CREATE INDEX study_help_line_help ON study_help_line USING btree (help_id, at);
CREATE TABLE study_learner (
  tag text NOT NULL,
  number bigint NOT NULL,
  person_id text NOT NULL,
  seed bigint NOT NULL,
  CHECK ((seed >= 0)),
  FOREIGN KEY (person_id) REFERENCES person(id),
  PRIMARY KEY (tag),
  UNIQUE (number),
  UNIQUE (person_id)
);
CREATE TABLE study_lesson (
  learner bigint NOT NULL,
  lesson text NOT NULL,
  finished_at bigint NOT NULL,
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  PRIMARY KEY (learner, lesson)
);
CREATE TABLE study_look (
  assignment_id text NOT NULL,
  learner bigint NOT NULL,
  mark_id text NOT NULL,
  wish bytea NOT NULL,
  asked_at bigint NOT NULL,
  answered_by text,
  FOREIGN KEY (answered_by) REFERENCES study_mark(id),
  FOREIGN KEY (assignment_id) REFERENCES study_assignment(id),
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  FOREIGN KEY (mark_id) REFERENCES study_mark(id),
  PRIMARY KEY (assignment_id, learner)
);
CREATE INDEX study_look_learner ON study_look USING btree (learner);
CREATE TABLE study_mark (
  id text NOT NULL,
  hand_in_id text NOT NULL,
  assignment_id text NOT NULL,
  learner bigint NOT NULL,
  hand text NOT NULL,
  way text NOT NULL,
  levels text NOT NULL,
  comment bytea,
  may_again boolean NOT NULL,
  at bigint NOT NULL,
  counts boolean NOT NULL,
  read_at bigint,
  CHECK ((way = ANY (ARRAY['first'::text, 'second'::text, 'look'::text]))),
  FOREIGN KEY (assignment_id) REFERENCES study_assignment(id),
  FOREIGN KEY (hand) REFERENCES person(id),
  FOREIGN KEY (hand_in_id) REFERENCES study_hand_in(id),
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX study_mark_counting ON study_mark USING btree (assignment_id, learner) WHERE counts;
CREATE INDEX study_mark_hand ON study_mark USING btree (hand, at);
CREATE INDEX study_mark_hand_in ON study_mark USING btree (hand_in_id, at);
CREATE INDEX study_mark_learner ON study_mark USING btree (learner, at);
CREATE TABLE study_measure (
  run_id text NOT NULL,
  learner bigint NOT NULL,
  first_value double precision,
  first_error double precision,
  second_value double precision,
  second_error double precision,
  change text,
  CHECK ((change = ANY (ARRAY['clear'::text, 'probable'::text, 'none'::text]))),
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  FOREIGN KEY (run_id) REFERENCES study_gain_run(id),
  PRIMARY KEY (run_id, learner)
);
CREATE INDEX study_measure_learner ON study_measure USING btree (learner);
CREATE TABLE study_meeting (
  id text NOT NULL,
  group_id text NOT NULL,
  starts_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  place text NOT NULL,
  course text,
  lesson text,
  state text NOT NULL,
  reason text NOT NULL,
  sequence bigint NOT NULL,
  changed_at bigint NOT NULL,
  CHECK ((ends_at > starts_at)),
  CHECK ((state = ANY (ARRAY['planned'::text, 'held'::text, 'not_held'::text, 'cancelled'::text]))),
  FOREIGN KEY (group_id) REFERENCES study_group(id),
  PRIMARY KEY (id)
);
CREATE INDEX study_meeting_group ON study_meeting USING btree (group_id, starts_at);
CREATE TABLE study_meeting_import (
  batch_id text NOT NULL,
  meeting_id text NOT NULL,
  sequence bigint NOT NULL,
  ends_before bigint,
  place_before text,
  course_before text,
  lesson_before text,
  FOREIGN KEY (batch_id) REFERENCES intake(id),
  FOREIGN KEY (meeting_id) REFERENCES study_meeting(id),
  PRIMARY KEY (batch_id, meeting_id)
);
CREATE TABLE study_member (
  group_id text NOT NULL,
  learner bigint NOT NULL,
  since bigint NOT NULL,
  until bigint,
  FOREIGN KEY (group_id) REFERENCES study_group(id),
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  PRIMARY KEY (group_id, learner, since)
);
CREATE INDEX study_member_learner ON study_member USING btree (learner, until);
CREATE TABLE study_milestone (
  project_id text NOT NULL,
  milestone text NOT NULL,
  due_at bigint NOT NULL,
  FOREIGN KEY (project_id) REFERENCES study_project(id),
  PRIMARY KEY (project_id, milestone)
);
CREATE TABLE study_part_gain (
  run_id text NOT NULL,
  part text NOT NULL,
  group_id text,
  pairs bigint NOT NULL,
  lacking bigint NOT NULL,
  first_pairs double precision,
  first_lacking double precision,
  mean double precision,
  measurement_error double precision,
  sampling_error double precision,
  low double precision,
  high double precision,
  mean_without double precision,
  FOREIGN KEY (group_id) REFERENCES study_group(id),
  FOREIGN KEY (run_id) REFERENCES study_gain_run(id),
  PRIMARY KEY (run_id, part)
);
CREATE TABLE study_photo (
  hand_in_id text NOT NULL,
  position bigint NOT NULL,
  file_id text NOT NULL,
  CHECK ((("position" >= 1) AND ("position" <= 6))),
  FOREIGN KEY (file_id) REFERENCES file(id),
  FOREIGN KEY (hand_in_id) REFERENCES study_hand_in(id),
  PRIMARY KEY (hand_in_id, "position")
);
CREATE INDEX study_photo_file ON study_photo USING btree (file_id);
CREATE TABLE study_post (
  id text NOT NULL,
  group_id text NOT NULL,
  author text NOT NULL,
  task text,
  sealed bytea NOT NULL,
  at bigint NOT NULL,
  shown_at bigint,
  held_for text NOT NULL,
  taken_back_at bigint,
  decision text,
  decided_at bigint,
  decided_by text,
  note bytea,
  team_id text,
  question text,
  CHECK (((decision IS NULL) = (decided_at IS NULL))),
  CHECK (((decision IS NULL) = (decided_by IS NULL))),
  CHECK (((shown_at IS NOT NULL) OR (held_for <> ''::text))),
  CHECK ((decided_by <> author)),
  CHECK ((decision = ANY (ARRAY['freed'::text, 'kept'::text]))),
  CHECK ((task = ANY (ARRAY['lead'::text, 'second'::text, 'mentor'::text]))),
  FOREIGN KEY (author) REFERENCES person(id),
  FOREIGN KEY (decided_by) REFERENCES person(id),
  FOREIGN KEY (group_id) REFERENCES study_group(id),
  PRIMARY KEY (id)
);
CREATE INDEX study_post_author ON study_post USING btree (author);
CREATE INDEX study_post_group ON study_post USING btree (group_id, at);
CREATE INDEX study_post_held ON study_post USING btree (at) WHERE ((held_for <> ''::text) AND (decision IS NULL) AND (taken_back_at IS NULL));
CREATE UNIQUE INDEX study_post_question ON study_post USING btree (team_id, author, question) WHERE ((team_id IS NOT NULL) AND (taken_back_at IS NULL));
CREATE TABLE study_poster_word (
  id text NOT NULL,
  entry_id text NOT NULL,
  hand text NOT NULL,
  hides boolean NOT NULL,
  sealed bytea NOT NULL,
  at bigint NOT NULL,
  taken_down_at bigint,
  FOREIGN KEY (entry_id) REFERENCES study_entry(id),
  FOREIGN KEY (hand) REFERENCES person(id),
  PRIMARY KEY (id)
);
CREATE INDEX study_poster_word_entry ON study_poster_word USING btree (entry_id, at);
CREATE INDEX study_poster_word_hand ON study_poster_word USING btree (hand);
CREATE TABLE study_presence (
  meeting_id text NOT NULL,
  learner bigint NOT NULL,
  mark text NOT NULL,
  differs boolean NOT NULL,
  proof text NOT NULL,
  basis text NOT NULL,
  CHECK ((mark = ANY (ARRAY['came'::text, 'late'::text, 'excused'::text, 'absent'::text]))),
  CHECK ((proof = ANY (ARRAY['said'::text, 'confirmed'::text]))),
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  FOREIGN KEY (meeting_id) REFERENCES study_meeting(id),
  PRIMARY KEY (meeting_id, learner)
);
CREATE INDEX study_presence_learner ON study_presence USING btree (learner);
CREATE TABLE study_project (
  id text NOT NULL,
  group_id text NOT NULL,
  course text NOT NULL,
  exercise text NOT NULL,
  given_at bigint NOT NULL,
  FOREIGN KEY (group_id) REFERENCES study_group(id),
  PRIMARY KEY (id),
  UNIQUE (group_id, course, exercise)
);
CREATE INDEX study_project_course ON study_project USING btree (course, exercise);
CREATE TABLE study_proposal (
  edition_id text NOT NULL,
  proposed_at bigint NOT NULL,
  proposed_by text NOT NULL,
  FOREIGN KEY (edition_id) REFERENCES edition(id),
  FOREIGN KEY (proposed_by) REFERENCES person(id),
  PRIMARY KEY (edition_id)
);
CREATE TABLE study_report (
  id text NOT NULL,
  group_id text NOT NULL,
  post_id text,
  reporter text,
  post bytea,
  words bytea,
  at bigint NOT NULL,
  closed_at bigint,
  closed_by text,
  note bytea,
  kind text,
  about text,
  CHECK (((closed_at IS NULL) = (closed_by IS NULL))),
  FOREIGN KEY (closed_by) REFERENCES person(id),
  FOREIGN KEY (group_id) REFERENCES study_group(id),
  FOREIGN KEY (post_id) REFERENCES study_post(id),
  FOREIGN KEY (reporter) REFERENCES person(id),
  PRIMARY KEY (id)
);
CREATE INDEX study_report_about ON study_report USING btree (about);
CREATE INDEX study_report_open ON study_report USING btree (at) WHERE (closed_at IS NULL);
CREATE INDEX study_report_post ON study_report USING btree (post_id);
CREATE INDEX study_report_reporter ON study_report USING btree (reporter);
CREATE TABLE study_roll (
  id text NOT NULL,
  meeting_id text NOT NULL,
  learner bigint,
  mark text NOT NULL,
  hand text NOT NULL,
  way text NOT NULL,
  note bytea,
  at bigint NOT NULL,
  received_at bigint NOT NULL,
  CHECK (((learner IS NULL) = (mark = ANY (ARRAY['held'::text, 'not_held'::text])))),
  CHECK ((mark = ANY (ARRAY['came'::text, 'late'::text, 'excused'::text, 'absent'::text, 'held'::text, 'not_held'::text, 'present'::text]))),
  CHECK ((way = ANY (ARRAY['phone'::text, 'paper'::text, 'code'::text]))),
  FOREIGN KEY (hand) REFERENCES person(id),
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  FOREIGN KEY (meeting_id) REFERENCES study_meeting(id),
  PRIMARY KEY (id)
);
CREATE INDEX study_roll_learner ON study_roll USING btree (learner);
CREATE INDEX study_roll_meeting ON study_roll USING btree (meeting_id, learner, at);
CREATE TABLE study_sheet (
  id text NOT NULL,
  group_id text NOT NULL,
  course text NOT NULL,
  part text NOT NULL,
  edition_id text NOT NULL,
  exercises text NOT NULL,
  made_at bigint NOT NULL,
  FOREIGN KEY (edition_id) REFERENCES edition(id),
  FOREIGN KEY (group_id) REFERENCES study_group(id),
  PRIMARY KEY (id)
);
CREATE INDEX study_sheet_group ON study_sheet USING btree (group_id, made_at);
CREATE TABLE study_sheet_girl (
  code text NOT NULL,
  sheet_id text NOT NULL,
  learner bigint NOT NULL,
  variants text NOT NULL,
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  FOREIGN KEY (sheet_id) REFERENCES study_sheet(id),
  PRIMARY KEY (code),
  UNIQUE (sheet_id, learner)
);
CREATE INDEX study_sheet_girl_learner ON study_sheet_girl USING btree (learner);
CREATE TABLE study_sitting (
  check_id text NOT NULL,
  learner bigint NOT NULL,
  openings bigint NOT NULL,
  opened_at bigint,
  kept_at bigint,
  handed_in_at bigint,
  way text NOT NULL,
  attended_at bigint,
  attended_by text,
  points bigint NOT NULL,
  error double precision NOT NULL,
  has_consent boolean NOT NULL,
  CHECK (((attended_at IS NULL) = (attended_by IS NULL))),
  CHECK ((way = ANY (ARRAY['phone'::text, 'paper'::text]))),
  FOREIGN KEY (attended_by) REFERENCES person(id),
  FOREIGN KEY (check_id) REFERENCES study_check(id),
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  PRIMARY KEY (check_id, learner)
);
CREATE INDEX study_sitting_learner ON study_sitting USING btree (learner);
CREATE TABLE study_skill (
  learner bigint NOT NULL,
  skill text NOT NULL,
  line text NOT NULL,
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  PRIMARY KEY (learner, skill)
);
CREATE TABLE study_support (
  cohort_id text NOT NULL,
  learner bigint NOT NULL,
  rule text NOT NULL,
  since text NOT NULL,
  last text NOT NULL,
  CHECK ((since <= last)),
  FOREIGN KEY (cohort_id) REFERENCES study_cohort(id),
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  PRIMARY KEY (cohort_id, learner, rule, since)
);
CREATE INDEX study_support_learner ON study_support USING btree (learner, last);
CREATE TABLE study_support_line (
  id text NOT NULL,
  cohort_id text NOT NULL,
  learner bigint NOT NULL,
  kind text NOT NULL,
  by_person text NOT NULL,
  at bigint NOT NULL,
  sealed bytea NOT NULL,
  CHECK ((kind = ANY (ARRAY['post'::text, 'letter'::text, 'school'::text, 'time'::text, 'note'::text, 'outcome'::text]))),
  FOREIGN KEY (by_person) REFERENCES person(id),
  FOREIGN KEY (cohort_id) REFERENCES study_cohort(id),
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  PRIMARY KEY (id)
);
CREATE INDEX study_support_line_cohort ON study_support_line USING btree (cohort_id, at);
CREATE INDEX study_support_line_learner ON study_support_line USING btree (learner, at);
CREATE TABLE study_support_switch (
  id text NOT NULL,
  cohort_id text NOT NULL,
  rule text NOT NULL,
  is_on boolean NOT NULL,
  why text NOT NULL,
  by_person text,
  at bigint NOT NULL,
  CHECK (((why = 'hand'::text) = (by_person IS NOT NULL))),
  CHECK ((why = ANY (ARRAY['hand'::text, 'record'::text]))),
  FOREIGN KEY (by_person) REFERENCES person(id),
  FOREIGN KEY (cohort_id) REFERENCES study_cohort(id),
  PRIMARY KEY (id)
);
CREATE INDEX study_support_switch_cohort ON study_support_switch USING btree (cohort_id, at);
CREATE TABLE study_team (
  id text NOT NULL,
  project_id text NOT NULL,
  number bigint NOT NULL,
  made_at bigint NOT NULL,
  name text,
  levels text,
  value double precision,
  error double precision,
  agreed_at bigint,
  CHECK (((levels IS NULL) = (agreed_at IS NULL))),
  CHECK ((number > 0)),
  FOREIGN KEY (project_id) REFERENCES study_project(id),
  PRIMARY KEY (id),
  UNIQUE (project_id, number)
);
CREATE TABLE study_team_mark (
  id text NOT NULL,
  team_id text NOT NULL,
  hand text NOT NULL,
  levels text NOT NULL,
  at bigint NOT NULL,
  FOREIGN KEY (hand) REFERENCES person(id),
  FOREIGN KEY (team_id) REFERENCES study_team(id),
  PRIMARY KEY (id)
);
CREATE INDEX study_team_mark_hand ON study_team_mark USING btree (hand);
CREATE INDEX study_team_mark_team ON study_team_mark USING btree (team_id, at);
CREATE TABLE study_team_member (
  team_id text NOT NULL,
  learner bigint NOT NULL,
  since bigint NOT NULL,
  until bigint,
  alone bytea,
  has_consent boolean NOT NULL,
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  FOREIGN KEY (team_id) REFERENCES study_team(id),
  PRIMARY KEY (team_id, learner, since)
);
CREATE INDEX study_team_member_learner ON study_team_member USING btree (learner);
CREATE TABLE study_team_word (
  mark_id text NOT NULL,
  learner bigint NOT NULL,
  sealed bytea NOT NULL,
  read_at bigint,
  taken_down_at bigint,
  FOREIGN KEY (learner) REFERENCES study_learner(number),
  FOREIGN KEY (mark_id) REFERENCES study_team_mark(id),
  PRIMARY KEY (mark_id, learner)
);
CREATE INDEX study_team_word_learner ON study_team_word USING btree (learner);
CREATE TABLE study_variant (
  course text NOT NULL,
  exercise text NOT NULL,
  variant bigint NOT NULL,
  answers bigint NOT NULL,
  correct bigint NOT NULL,
  counted_at bigint NOT NULL,
  CHECK (((correct >= 0) AND (correct <= answers))),
  CHECK ((answers > 0)),
  PRIMARY KEY (course, exercise, variant)
);
CREATE TABLE tombstone (
  kind text NOT NULL,
  hash bytea NOT NULL,
  erased_at bigint NOT NULL,
  PRIMARY KEY (kind, hash)
);
CREATE TABLE work (
  id text NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  plan text,
  sealed_plan bytea,
  total bigint NOT NULL,
  done bigint NOT NULL,
  state text NOT NULL,
  result text,
  asked_by text NOT NULL,
  asked_at bigint NOT NULL,
  due_at bigint NOT NULL,
  turn bigint NOT NULL,
  worker text,
  tries bigint NOT NULL,
  error text,
  failed_at bigint,
  began_at bigint,
  ended_at bigint,
  CHECK (((ended_at IS NULL) = (state = ANY (ARRAY['waiting'::text, 'running'::text])))),
  CHECK (((plan IS NULL) OR (sealed_plan IS NULL))),
  CHECK (((result IS NULL) = (state <> 'finished'::text))),
  CHECK ((done >= 0)),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'finished'::text, 'refused'::text, 'stopped'::text]))),
  CHECK ((total >= 0)),
  FOREIGN KEY (asked_by) REFERENCES person(id),
  PRIMARY KEY (id)
);
CREATE INDEX work_ended ON work USING btree (ended_at);
CREATE UNIQUE INDEX work_open ON work USING btree (kind, subject) WHERE (ended_at IS NULL);
CREATE INDEX work_subject ON work USING btree (kind, subject, asked_at);
CREATE VIEW grants_certificate AS
 SELECT study_learner.person_id,
    study_certificate.cycle_id,
    study_certificate.course,
    study_certificate.code,
    study_certificate.issued_at,
        CASE
            WHEN (study_certificate.revoked_at IS NULL) THEN 0
            ELSE 1
        END AS is_revoked
   FROM ((study_certificate
     JOIN study_learner ON ((study_learner.number = study_certificate.learner)))
     JOIN person ON ((person.id = study_learner.person_id)))
  WHERE ((study_certificate.issued_at IS NOT NULL) AND study_certificate.has_consent AND (person.erased_at IS NULL) AND (person.restricted_at IS NULL));
CREATE VIEW grants_guardian AS
 SELECT application.person_id,
    application.cycle_id,
    person_hash.kind,
    person_hash.hash
   FROM ((( SELECT consent_request.application_id,
            consent_request.guardian_id
           FROM consent_request
        UNION
         SELECT paper_consent.application_id,
            paper_consent.guardian_id
           FROM paper_consent) guardian
     JOIN application ON ((application.id = guardian.application_id)))
     JOIN person_hash ON (((person_hash.person_id = guardian.guardian_id) AND (person_hash.kind = ANY (ARRAY['phone'::text, 'family'::text])))));
CREATE VIEW grants_learnt AS
 SELECT study_learner.person_id,
    study_certificate.cycle_id,
    study_certificate.course,
    study_certificate.title_kk,
    study_certificate.title_ru,
    study_certificate.title_en,
    study_certificate.hours,
    study_certificate.issued_at
   FROM ((study_certificate
     JOIN study_learner ON ((study_learner.number = study_certificate.learner)))
     JOIN person ON ((person.id = study_learner.person_id)))
  WHERE ((study_certificate.issued_at IS NOT NULL) AND (study_certificate.revoked_at IS NULL) AND study_certificate.has_consent AND (person.erased_at IS NULL) AND (person.restricted_at IS NULL));
CREATE VIEW grants_person AS
 SELECT application.person_id,
    application.cycle_id,
    application.code,
    application.region,
    application.place,
    application.rural,
    application.grade,
    application.teaching_language,
    application.school_id,
    ( SELECT person_hash.hash
           FROM person_hash
          WHERE ((person_hash.person_id = application.person_id) AND (person_hash.kind = 'family'::text))
         LIMIT 1) AS family_hash,
    ((application.state = 'eligible'::text) AND (application.consent = 'complete'::text) AND (person.erased_at IS NULL) AND (person.restricted_at IS NULL)) AS may_take_part,
    ((application.state <> 'eligible'::text) OR (application.consent = 'refused'::text) OR (person.erased_at IS NOT NULL)) AS has_left
   FROM (application
     JOIN person ON ((person.id = application.person_id)));
CREATE VIEW grants_study_evidence AS
 SELECT study_learner.person_id,
    study_cohort.cycle_id,
    ((('check:'::text || study_check.course) || ':'::text) || study_check.form) AS name,
    (((study_sitting.points)::numeric * 1.0) / (study_check.items)::numeric) AS value,
    study_sitting.error,
    study_sitting.kept_at AS as_of
   FROM ((((study_sitting
     JOIN study_check ON ((study_check.id = study_sitting.check_id)))
     JOIN study_cohort ON ((study_cohort.id = study_check.cohort_id)))
     JOIN study_learner ON ((study_learner.number = study_sitting.learner)))
     JOIN person ON ((person.id = study_learner.person_id)))
  WHERE ((study_check.meeting_id IS NOT NULL) AND (study_check.withdrawn_at IS NULL) AND (study_sitting.attended_at IS NOT NULL) AND (study_sitting.kept_at IS NOT NULL) AND study_sitting.has_consent AND (person.erased_at IS NULL) AND (person.restricted_at IS NULL) AND (NOT (EXISTS ( SELECT 1
           FROM (study_sitting other
             JOIN study_check given ON ((given.id = other.check_id)))
          WHERE ((other.learner = study_sitting.learner) AND (given.cohort_id = study_check.cohort_id) AND (given.course = study_check.course) AND (given.form = study_check.form) AND (given.withdrawn_at IS NULL) AND (given.meeting_id IS NOT NULL) AND (other.attended_at IS NOT NULL) AND (other.kept_at IS NOT NULL) AND (((other.points * study_check.items) > (study_sitting.points * given.items)) OR (((other.points * study_check.items) = (study_sitting.points * given.items)) AND (given.id > study_check.id))))))))
UNION ALL
 SELECT study_learner.person_id,
    study_cohort.cycle_id,
    ((('project:'::text || study_project.course) || ':'::text) || study_project.exercise) AS name,
    study_team.value,
    study_team.error,
    study_team.agreed_at AS as_of
   FROM ((((((study_team_member
     JOIN study_team ON ((study_team.id = study_team_member.team_id)))
     JOIN study_project ON ((study_project.id = study_team.project_id)))
     JOIN study_group ON ((study_group.id = study_project.group_id)))
     JOIN study_cohort ON ((study_cohort.id = study_group.cohort_id)))
     JOIN study_learner ON ((study_learner.number = study_team_member.learner)))
     JOIN person ON ((person.id = study_learner.person_id)))
  WHERE ((study_team_member.until IS NULL) AND (study_team.agreed_at IS NOT NULL) AND study_team_member.has_consent AND (person.erased_at IS NULL) AND (person.restricted_at IS NULL) AND (EXISTS ( SELECT 1
           FROM study_entry
          WHERE ((study_entry.team_id = study_team.id) AND (study_entry.learner = study_team_member.learner) AND (study_entry.kept_at IS NOT NULL)))));
CREATE VIEW monitoring_gain AS
 SELECT study_learner.person_id,
    study_gain_run.cohort_id,
    study_measure.first_value AS pre,
    study_measure.first_error AS pre_error,
    study_measure.second_value AS post,
    study_measure.second_error AS post_error,
    study_gain_run.id AS run,
    study_gain_run.course
   FROM (((study_measure
     JOIN study_gain_run ON ((study_gain_run.id = study_measure.run_id)))
     JOIN study_learner ON ((study_learner.number = study_measure.learner)))
     JOIN person ON ((person.id = study_learner.person_id)))
  WHERE ((study_gain_run.scale <> 'points'::text) AND (person.erased_at IS NULL) AND (person.restricted_at IS NULL) AND (NOT (EXISTS ( SELECT 1
           FROM study_gain_run later
          WHERE ((later.cohort_id = study_gain_run.cohort_id) AND (later.course = study_gain_run.course) AND ((later.made_at > study_gain_run.made_at) OR ((later.made_at = study_gain_run.made_at) AND (later.id > study_gain_run.id))))))));
CREATE VIEW monitoring_learner AS
 SELECT study_learner.person_id,
    study_cohort.cycle_id,
    study_enrolment.cohort_id,
    study_cohort.track,
    study_group.region,
    study_group.language,
    study_enrolment.since AS started_at,
    study_enrolment.until AS ended_at,
    study_enrolment.end_reason,
    ( SELECT min(study_certificate.issued_at) AS min
           FROM study_certificate
          WHERE ((study_certificate.learner = study_learner.number) AND (study_certificate.cycle_id = study_cohort.cycle_id) AND (study_certificate.revoked_at IS NULL))) AS certified_at
   FROM ((((study_enrolment
     JOIN study_learner ON ((study_learner.number = study_enrolment.learner)))
     JOIN study_cohort ON ((study_cohort.id = study_enrolment.cohort_id)))
     LEFT JOIN study_member ON (((study_member.learner = study_learner.number) AND (study_member.until IS NULL) AND (study_member.group_id IN ( SELECT hers.id
           FROM study_group hers
          WHERE (hers.cohort_id = study_cohort.id))))))
     LEFT JOIN study_group ON ((study_group.id = study_member.group_id)));
CREATE VIEW monitoring_presence AS
 SELECT study_learner.person_id,
    study_group.cohort_id,
    study_meeting.id AS meeting_id,
    study_meeting.starts_at,
        CASE
            WHEN (study_presence.mark = ANY (ARRAY['came'::text, 'late'::text])) THEN 1
            ELSE 0
        END AS attended,
    study_presence.proof
   FROM ((((study_meeting
     JOIN study_group ON ((study_group.id = study_meeting.group_id)))
     JOIN study_member ON (((study_member.group_id = study_group.id) AND (study_member.since <= study_meeting.ends_at) AND ((study_member.until IS NULL) OR (study_member.until > study_meeting.starts_at)))))
     JOIN study_learner ON ((study_learner.number = study_member.learner)))
     LEFT JOIN study_presence ON (((study_presence.meeting_id = study_meeting.id) AND (study_presence.learner = study_learner.number))))
  WHERE (study_meeting.state = 'held'::text);
CREATE VIEW monitoring_threshold AS
 SELECT study_learner.person_id,
    study_check.cohort_id,
    ((('check:'::text || study_check.course) || ':'::text) || study_check.form) AS item_set,
    max(
        CASE
            WHEN ((((study_sitting.points)::numeric + 0.000001))::double precision >= (study_check.pass_at * (study_check.items)::double precision)) THEN 1
            ELSE 0
        END) AS passed
   FROM (((study_sitting
     JOIN study_check ON ((study_check.id = study_sitting.check_id)))
     JOIN study_learner ON ((study_learner.number = study_sitting.learner)))
     JOIN person ON ((person.id = study_learner.person_id)))
  WHERE ((study_check.pass_at IS NOT NULL) AND (study_check.withdrawn_at IS NULL) AND (study_sitting.attended_at IS NOT NULL) AND (study_sitting.kept_at IS NOT NULL) AND (person.erased_at IS NULL) AND (person.restricted_at IS NULL))
  GROUP BY study_learner.person_id, study_check.cohort_id, study_check.course, study_check.form;
CREATE VIEW selection_candidate AS
 SELECT application.id AS application_id,
    application.cycle_id,
    application.person_id,
    application.code,
    application.region,
    application.district,
    application.place,
    application.school_id,
    application.grade,
    application.teaching_language,
    application.rural,
    application.changed_at,
    ((application.state = 'eligible'::text) AND (application.consent = 'complete'::text) AND (person.erased_at IS NULL) AND (person.restricted_at IS NULL)) AS may_take_part,
    ((application.state <> 'eligible'::text) OR (application.consent = 'refused'::text) OR (person.erased_at IS NOT NULL)) AS has_left,
        CASE
            WHEN (person.erased_at IS NOT NULL) THEN 'erased'::text
            WHEN (application.state <> 'eligible'::text) THEN application.state
            WHEN (application.consent = 'refused'::text) THEN 'consent'::text
            ELSE NULL::text
        END AS why_left
   FROM (application
     JOIN person ON ((person.id = application.person_id)));
CREATE VIEW selection_evidence_now AS
 SELECT e.application_id,
    e.name,
    e.value,
    e.error
   FROM selection_evidence e
  WHERE (NOT (EXISTS ( SELECT 1
           FROM selection_evidence later
          WHERE ((later.application_id = e.application_id) AND (later.name = e.name) AND (later.turn > e.turn)))));
CREATE VIEW study_open_place AS
 SELECT c.application_id,
    c.person_id,
    c.cycle_id,
    c.region,
    c.district,
    c.place,
    c.school_id,
    c.grade,
    c.teaching_language
   FROM selection_candidate c
  WHERE (c.may_take_part AND (NOT (EXISTS ( SELECT 1
           FROM (selection_offer o
             JOIN selection_answer a ON (((a.offer_id = o.id) AND (a.answer = 'accepted'::text))))
          WHERE (o.application_id = c.application_id)))));
CREATE VIEW study_place AS
 SELECT c.application_id,
    c.person_id,
    c.cycle_id,
    c.region,
    c.district,
    c.place,
    c.school_id,
    c.grade,
    c.teaching_language,
    a.at AS accepted_at,
    c.has_left
   FROM ((selection_offer o
     JOIN selection_answer a ON (((a.offer_id = o.id) AND (a.answer = 'accepted'::text))))
     JOIN selection_candidate c ON ((c.application_id = o.application_id)));
CREATE VIEW training_course_result AS
 SELECT study_learner.person_id,
    taken.course,
    'learning'::text AS state,
    min(study_lesson.finished_at) AS at
   FROM ((study_lesson
     JOIN study_learner ON ((study_learner.number = study_lesson.learner)))
     JOIN ( SELECT DISTINCT study_cohort_course.course
           FROM study_cohort_course) taken ON ((study_lesson.lesson ~~ (taken.course || '/%'::text))))
  GROUP BY study_learner.person_id, taken.course
UNION ALL
 SELECT study_learner.person_id,
    study_certificate.course,
        CASE
            WHEN (study_certificate.revoked_at IS NULL) THEN 'certified'::text
            ELSE 'revoked'::text
        END AS state,
    COALESCE(study_certificate.revoked_at, study_certificate.issued_at) AS at
   FROM (study_certificate
     JOIN study_learner ON ((study_learner.number = study_certificate.learner)))
  WHERE (study_certificate.issued_at IS NOT NULL);
CREATE VIEW training_gain AS
 SELECT study_part_gain.group_id,
    study_part_gain.pairs AS n,
    study_part_gain.mean,
    study_part_gain.sampling_error AS error,
    study_gain_run.course
   FROM (study_part_gain
     JOIN study_gain_run ON ((study_gain_run.id = study_part_gain.run_id)))
  WHERE ((study_part_gain.group_id IS NOT NULL) AND (study_part_gain.mean IS NOT NULL) AND (study_gain_run.scale <> 'points'::text) AND (NOT (EXISTS ( SELECT 1
           FROM study_gain_run later
          WHERE ((later.cohort_id = study_gain_run.cohort_id) AND (later.course = study_gain_run.course) AND ((later.made_at > study_gain_run.made_at) OR ((later.made_at = study_gain_run.made_at) AND (later.id > study_gain_run.id))))))));
CREATE VIEW training_group AS
 SELECT study_adult.group_id,
    study_adult.person_id AS adult,
    study_adult.task,
    study_group.cohort_id,
    study_adult.since,
    study_adult.until
   FROM (study_adult
     JOIN study_group ON ((study_group.id = study_adult.group_id)));
CREATE VIEW training_session AS
 SELECT study_meeting.id AS session_id,
    study_meeting.group_id,
    study_meeting.state,
    study_meeting.starts_at,
    ( SELECT count(*) AS count
           FROM study_presence
          WHERE ((study_presence.meeting_id = study_meeting.id) AND (study_presence.mark = ANY (ARRAY['came'::text, 'late'::text])))) AS said,
    ( SELECT count(*) AS count
           FROM study_presence
          WHERE ((study_presence.meeting_id = study_meeting.id) AND (study_presence.mark = ANY (ARRAY['came'::text, 'late'::text])) AND (study_presence.proof = 'confirmed'::text))) AS confirmed
   FROM study_meeting;
