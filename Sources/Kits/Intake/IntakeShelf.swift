package import Programme
import Storage

/// What the kit itself brings to the house: its table.
package enum Intake {
  package static let shelf = Room(
    name: "intake",
    migrations: [
      Migration(
        "intake-0001-tables",
        """
        CREATE TABLE intake (
          id TEXT NOT NULL PRIMARY KEY,
          kind TEXT NOT NULL,
          cycle_id TEXT REFERENCES cycle (id),
          name BYTES NOT NULL,
          maker TEXT REFERENCES person (id),
          choice TEXT NOT NULL,
          file BYTES,
          made_by TEXT NOT NULL,
          made_at BIGINT NOT NULL,
          confirmed_at BIGINT,
          added INTEGER NOT NULL,
          changed INTEGER NOT NULL,
          unchanged INTEGER NOT NULL,
          refused INTEGER NOT NULL
        );
        CREATE INDEX intake_kind ON intake (kind, cycle_id, made_at);
        """),
      Migration(
        "intake-0002-after",
        """
        ALTER TABLE intake ADD COLUMN undone_at BIGINT;
        ALTER TABLE intake ADD COLUMN undo_reason BYTES;
        ALTER TABLE intake ADD COLUMN undo_after TEXT NOT NULL DEFAULT '';
        CREATE TABLE intake_refused (
          intake_id TEXT NOT NULL REFERENCES intake (id),
          turn INTEGER NOT NULL,
          lines BYTES NOT NULL,
          PRIMARY KEY (intake_id, turn)
        );
        """),
    ], routes: [], acts: acts, jobs: [RefusedLines.job])
}
