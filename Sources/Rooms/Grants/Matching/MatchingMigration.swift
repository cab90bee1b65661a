import Storage

extension GrantsMigrations {
  /// - `grants_pool`: whose lists were closed, under a fresh number drawn at random before the numbers of the draw were known, and the salt of her
  ///   row. `person_id` goes with an erasure; the number and the salt stay, for what is published was made from them.
  /// - `grants_closing`: when the lists of a round were closed, how many there were, and a hash of the pool.
  /// - `grants_run`: a match as it was calculated. `kept`: the bundle an auditor would get, sealed; it goes a year after the round.
  /// - `grants_place`: what a run gave each girl. `sure`: in how many of 1,000 replays she had the same place. `is_best`: no other order of her
  ///   list would have given her more; NULL until that was tried.
  /// - `grants_release`: which run rules a round. One proposes, another releases; `bundle` is what everybody may have.
  /// - `grants_recommendation`: a place that a girl was given, and what she answered. At most one of hers stands.
  /// - `grants_seat`: a row a seat, so that no offer can have more holders than seats.
  static let matching = Migration(
    "grants-0008-matching",
    """
    CREATE TABLE grants_closing (
      round_id TEXT NOT NULL PRIMARY KEY REFERENCES grants_round (id),
      closed_at BIGINT NOT NULL,
      girls INTEGER NOT NULL CHECK (girls >= 0),
      mark BYTES NOT NULL
    );
    CREATE TABLE grants_pool (
      round_id TEXT NOT NULL REFERENCES grants_closing (round_id),
      number INTEGER NOT NULL CHECK (number > 0),
      person_id TEXT REFERENCES person (id),
      salt BYTES NOT NULL,
      PRIMARY KEY (round_id, number),
      UNIQUE (round_id, person_id)
    );
    CREATE TABLE grants_run (
      id TEXT NOT NULL PRIMARY KEY,
      round_id TEXT NOT NULL REFERENCES grants_closing (round_id),
      number INTEGER NOT NULL CHECK (number > 0),
      merit_id TEXT NOT NULL REFERENCES grants_merit (id),
      draw_key TEXT NOT NULL,
      girls INTEGER NOT NULL CHECK (girls >= 0),
      placed INTEGER NOT NULL CHECK (placed >= 0),
      inputs_hash BYTES NOT NULL,
      outcome_hash BYTES NOT NULL,
      root BYTES NOT NULL,
      findings TEXT NOT NULL,
      kept BYTES,
      made_by TEXT NOT NULL REFERENCES person (id),
      made_at BIGINT NOT NULL,
      UNIQUE (round_id, number),
      CHECK (placed <= girls)
    );
    CREATE TABLE grants_place (
      run_id TEXT NOT NULL REFERENCES grants_run (id),
      number INTEGER NOT NULL CHECK (number > 0),
      person_id TEXT REFERENCES person (id),
      offer_id TEXT REFERENCES grants_offer (id),
      reserve TEXT,
      absent TEXT CHECK (absent IN ('list', 'consent', 'part')),
      sure INTEGER CHECK (sure BETWEEN 0 AND 1000),
      is_best BOOLEAN,
      posted_at BIGINT,
      PRIMARY KEY (run_id, number),
      UNIQUE (run_id, person_id),
      CHECK (absent IS NULL OR offer_id IS NULL),
      CHECK (reserve IS NULL OR offer_id IS NOT NULL)
    );
    CREATE INDEX grants_place_person ON grants_place (person_id);
    CREATE TABLE grants_release (
      round_id TEXT NOT NULL PRIMARY KEY REFERENCES grants_round (id),
      run_id TEXT NOT NULL REFERENCES grants_run (id),
      recipients INTEGER NOT NULL,
      recipients_hash BYTES NOT NULL,
      bundle BYTES NOT NULL,
      proposed_by TEXT NOT NULL REFERENCES person (id),
      proposed_at BIGINT NOT NULL,
      released_by TEXT REFERENCES person (id),
      released_at BIGINT,
      CHECK (released_by <> proposed_by),
      CHECK ((released_by IS NULL) = (released_at IS NULL))
    );
    CREATE TABLE grants_recommendation (
      id TEXT NOT NULL PRIMARY KEY,
      round_id TEXT NOT NULL REFERENCES grants_round (id),
      run_id TEXT NOT NULL REFERENCES grants_run (id),
      person_id TEXT REFERENCES person (id),
      offer_id TEXT NOT NULL REFERENCES grants_offer (id),
      reserve TEXT,
      state TEXT NOT NULL CHECK (state IN ('offered', 'accepted', 'declined', 'lapsed', 'released', 'bettered', 'withdrawn')),
      answer_by TEXT NOT NULL,
      tries_higher BOOLEAN NOT NULL,
      offered_at BIGINT NOT NULL,
      reminded_at BIGINT,
      answered_at BIGINT,
      ended_at BIGINT,
      UNIQUE (run_id, person_id),
      CHECK (state <> 'accepted' OR answered_at IS NOT NULL),
      CHECK ((ended_at IS NULL) = (state IN ('offered', 'accepted'))),
      CHECK (NOT tries_higher OR state <> 'offered')
    );
    CREATE UNIQUE INDEX grants_recommendation_standing ON grants_recommendation (person_id) WHERE state IN ('offered', 'accepted');
    CREATE INDEX grants_recommendation_due ON grants_recommendation (answer_by) WHERE state = 'offered';
    CREATE INDEX grants_recommendation_offer ON grants_recommendation (offer_id);
    CREATE INDEX grants_recommendation_round ON grants_recommendation (round_id, state);
    CREATE TABLE grants_seat (
      offer_id TEXT NOT NULL REFERENCES grants_offer (id),
      reserve TEXT NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      recommendation_id TEXT UNIQUE REFERENCES grants_recommendation (id),
      PRIMARY KEY (offer_id, reserve, number)
    );
    """)

  /// What was released stays as it was: whichever statement tries it, the database refuses.
  static let releaseStands = Migration(
    "grants-0010-release-stands",
    sqlite: """
      CREATE TRIGGER grants_release_stands BEFORE UPDATE ON grants_release WHEN OLD.released_at IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'a release is never changed'); END;
      CREATE TRIGGER grants_release_stays BEFORE DELETE ON grants_release WHEN OLD.released_at IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'a release is never changed'); END;
      """,
    postgres: """
      CREATE TRIGGER grants_release_stands BEFORE UPDATE ON grants_release
      FOR EACH ROW WHEN (OLD.released_at IS NOT NULL) EXECUTE FUNCTION grants_stands();
      CREATE TRIGGER grants_release_stays BEFORE DELETE ON grants_release
      FOR EACH ROW WHEN (OLD.released_at IS NOT NULL) EXECUTE FUNCTION grants_stands();
      """)
}
