import Programme
import Storage

extension StudyMigrations {
  /// What was learnt, and how it is known.
  ///
  /// - `study_check`: a check of an edition of a course, given to a group, or to a whole cohort that has no groups. Its window is days, or the
  ///   meeting at which it is sat.
  /// - `study_sitting`: how a girl sat it. `openings` counts how often she opened it; `attended_at` is when an adult of the group said that
  ///   she sat it in the room. `points` and `error` (of their share) are made of the answers, and at any time again.
  /// - `study_check_answer`: only added; the last of an item counts. What she wrote is sealed, what it is worth is not.
  /// - `study_gain_run`, `study_part_gain`, `study_measure`: one run over both occasions of a course with the certificate of its fit, what it
  ///   says of all and of each group, and of each girl. The newest stands, the older ones stay. Of points there is no error.
  static let checks = Migration(
    "study-0008-checks",
    """
    CREATE TABLE study_check (
      id TEXT NOT NULL PRIMARY KEY,
      cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
      group_id TEXT REFERENCES study_group (id),
      course TEXT NOT NULL,
      form TEXT NOT NULL,
      edition_id TEXT NOT NULL REFERENCES edition (id),
      items INTEGER NOT NULL CHECK (items > 0),
      meeting_id TEXT REFERENCES study_meeting (id),
      opens_at BIGINT,
      closes_at BIGINT,
      given_at BIGINT NOT NULL,
      withdrawn_at BIGINT,
      CHECK ((meeting_id IS NULL) = (opens_at IS NOT NULL)),
      CHECK ((opens_at IS NULL) = (closes_at IS NULL)),
      CHECK (opens_at < closes_at)
    );
    CREATE INDEX study_check_group ON study_check (group_id);
    CREATE INDEX study_check_cohort ON study_check (cohort_id, course, form);
    CREATE UNIQUE INDEX study_check_measure ON study_check (group_id, course, form)
      WHERE withdrawn_at IS NULL AND meeting_id IS NULL AND group_id IS NOT NULL;
    CREATE UNIQUE INDEX study_check_open ON study_check (cohort_id, course, form) WHERE withdrawn_at IS NULL AND group_id IS NULL;
    CREATE UNIQUE INDEX study_check_meeting ON study_check (meeting_id, course, form)
      WHERE withdrawn_at IS NULL AND meeting_id IS NOT NULL;
    CREATE TABLE study_sitting (
      check_id TEXT NOT NULL REFERENCES study_check (id),
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      openings INTEGER NOT NULL,
      opened_at BIGINT,
      kept_at BIGINT,
      handed_in_at BIGINT,
      way TEXT NOT NULL CHECK (way IN ('phone', 'paper')),
      attended_at BIGINT,
      attended_by TEXT REFERENCES person (id),
      points INTEGER NOT NULL,
      error DOUBLE NOT NULL,
      has_consent BOOLEAN NOT NULL,
      PRIMARY KEY (check_id, learner),
      CHECK ((attended_at IS NULL) = (attended_by IS NULL))
    );
    CREATE INDEX study_sitting_learner ON study_sitting (learner);
    CREATE TABLE study_check_answer (
      id TEXT NOT NULL PRIMARY KEY,
      check_id TEXT NOT NULL REFERENCES study_check (id),
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      item TEXT NOT NULL,
      variant INTEGER NOT NULL,
      at BIGINT NOT NULL,
      way TEXT NOT NULL CHECK (way IN ('phone', 'paper')),
      entered_by TEXT REFERENCES person (id),
      verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'unread', 'blank')),
      sealed BYTES NOT NULL,
      CHECK ((entered_by IS NULL) = (way = 'phone'))
    );
    CREATE INDEX study_check_answer_sitting ON study_check_answer (check_id, learner, at);
    CREATE INDEX study_check_answer_learner ON study_check_answer (learner);
    CREATE TABLE study_gain_run (
      id TEXT NOT NULL PRIMARY KEY,
      cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
      course TEXT NOT NULL,
      made_at BIGINT NOT NULL,
      scale TEXT NOT NULL CHECK (scale IN ('points', 'rasch', 'twoParameter')),
      log_likelihood DOUBLE,
      converged BOOLEAN,
      certificate TEXT NOT NULL
    );
    CREATE INDEX study_gain_run_cohort ON study_gain_run (cohort_id, course, made_at);
    CREATE TABLE study_part_gain (
      run_id TEXT NOT NULL REFERENCES study_gain_run (id),
      part TEXT NOT NULL,
      group_id TEXT REFERENCES study_group (id),
      pairs INTEGER NOT NULL,
      lacking INTEGER NOT NULL,
      first_pairs DOUBLE,
      first_lacking DOUBLE,
      mean DOUBLE,
      measurement_error DOUBLE,
      sampling_error DOUBLE,
      low DOUBLE,
      high DOUBLE,
      mean_without DOUBLE,
      PRIMARY KEY (run_id, part)
    );
    CREATE TABLE study_measure (
      run_id TEXT NOT NULL REFERENCES study_gain_run (id),
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      first_value DOUBLE,
      first_error DOUBLE,
      second_value DOUBLE,
      second_error DOUBLE,
      change TEXT CHECK (change IN ('clear', 'probable', 'none')),
      PRIMARY KEY (run_id, learner)
    );
    CREATE INDEX study_measure_learner ON study_measure (learner);
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
            OR other.points * study_check.items = study_sitting.points * given.items AND given.id > study_check.id));
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
    CREATE VIEW training_gain AS
    SELECT study_part_gain.group_id AS group_id, pairs AS n, mean, sampling_error AS error, study_gain_run.course AS course
    FROM study_part_gain JOIN study_gain_run ON study_gain_run.id = study_part_gain.run_id
    WHERE study_part_gain.group_id IS NOT NULL AND mean IS NOT NULL AND study_gain_run.scale <> 'points'
      AND NOT EXISTS (SELECT 1 FROM study_gain_run AS later WHERE later.cohort_id = study_gain_run.cohort_id
        AND later.course = study_gain_run.course AND (later.made_at > study_gain_run.made_at
          OR later.made_at = study_gain_run.made_at AND later.id > study_gain_run.id));
    """)

  static let checkWindows = [
    Window(
      "grants_study_evidence", columns: ["person_id", "cycle_id", "name", "value", "error", "as_of"],
      says:
        "The share of points in each unit's check, with its error, of whoever sat it with an adult of her group in the room: the best of those sittings (`check:course:form`). And the mean share of the rubric's points of her team's project, with the error of two adults who marked it without each other and then agreed, of whoever wrote something of her own there (`project:course:exercise`). Complete consents only, neither erased nor restricted."
    ),
    Window(
      "monitoring_gain", columns: ["person_id", "cohort_id", "pre", "pre_error", "post", "post_error", "run", "course"],
      says:
        "Ability before and after a course by the newest run of its cohort, in SDs of the cohort before. Runs that had too few girls for a scale are left out; who lacks an occasion has NULL there."
    ),
    Window(
      "training_gain", columns: ["group_id", "n", "mean", "error", "course"],
      says:
        "Mean gain of a group by the newest run, in SDs of the cohort before, with the error of sampling (it holds that of measurement). Groups with too few pairs are left out."
    ),
  ]
}
