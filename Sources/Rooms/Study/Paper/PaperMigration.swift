import Programme
import Storage
import Words

extension StudyMigrations {
  /// Exercises on paper.
  ///
  /// - `study_sheet`: what was printed for a group: a part of an edition of a course, its exercises in order.
  /// - `study_sheet_girl`: one girl's sheet, by the code in its corner; `variants` are those that stand on it, `scale-value:3 thin-sheet:7`.
  /// - `study_event.entered_by`, `sheet`: an answer that an adult typed in from a sheet. One that was typed in anew has no verdict any more.
  static let paper = Migration(
    "study-0014-paper",
    """
    CREATE TABLE study_sheet (
      id TEXT NOT NULL PRIMARY KEY,
      group_id TEXT NOT NULL REFERENCES study_group (id),
      course TEXT NOT NULL,
      part TEXT NOT NULL,
      edition_id TEXT NOT NULL REFERENCES edition (id),
      exercises TEXT NOT NULL,
      made_at BIGINT NOT NULL
    );
    CREATE INDEX study_sheet_group ON study_sheet (group_id, made_at);
    CREATE TABLE study_sheet_girl (
      code TEXT NOT NULL PRIMARY KEY,
      sheet_id TEXT NOT NULL REFERENCES study_sheet (id),
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      variants TEXT NOT NULL,
      UNIQUE (sheet_id, learner)
    );
    CREATE INDEX study_sheet_girl_learner ON study_sheet_girl (learner);
    ALTER TABLE study_event ADD COLUMN entered_by TEXT REFERENCES person (id);
    ALTER TABLE study_event ADD COLUMN sheet TEXT;
    CREATE INDEX study_event_sheet ON study_event (sheet) WHERE sheet IS NOT NULL;
    """)
}
