import Storage

enum LendingMigrations {
  /// `loan`: from the wish to the return. `loan_answer`: what she typed into the form, each as an event.
  static let loans = Migration(
    "lending-0001-loans",
    """
    CREATE TABLE loan (
      id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES person (id),
      cycle_id TEXT NOT NULL REFERENCES cycle (id),
      why BYTES NOT NULL,
      asked_at BIGINT NOT NULL,
      lent_at BIGINT,
      due_at BIGINT,
      returned_at BIGINT,
      overdue_at BIGINT,
      UNIQUE (person_id, cycle_id),
      CHECK (lent_at IS NULL OR due_at IS NOT NULL),
      CHECK (returned_at IS NULL OR lent_at IS NOT NULL)
    );
    CREATE INDEX loan_due ON loan (cycle_id, due_at);
    CREATE TABLE loan_answer (
      id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES person (id),
      field TEXT NOT NULL,
      typed BYTES NOT NULL,
      written_at BIGINT NOT NULL
    );
    CREATE INDEX loan_answer_person ON loan_answer (person_id, field, written_at);
    CREATE VIEW lending_laptop AS SELECT cycle_id, person_id, lent_at, returned_at FROM loan WHERE lent_at IS NOT NULL;
    """)
}
