import Intake
import Programme
import Storage
import Words

/// Takes a timetable's table back: meetings it brought go, and those it changed become what they were; where one is near, its girls get a letter. A
/// meeting that is over, that somebody has changed since or that a check is given at, stays.
struct MeetingUndo: IntakeUndo {
  func standing(
    _ batch: IntakeBatch, after: String, limit: Int, _ house: House, _ tx: Transaction
  ) throws -> [IntakeStanding] {
    try tx.imported(batch.id, "meeting_id > \(after)", limit: limit).map { line in
      let keeps: Phrase? =
        !line.meeting.isAhead || line.meeting.starts <= house.outside.now()
        ? .meetingIsPast : line.isChangedSince || line.isUsed ? .meetingChangedSince : nil
      return IntakeStanding(
        key: line.meeting.id.text, subject: "\(line.group.title(.kk, house)), \(Language.kk.dateTime(line.meeting.starts))",
        isNew: line.before == nil, keeps: keeps)
    }
  }

  func takeBack(_ standing: [IntakeStanding], _ batch: IntakeBatch, _ house: House, _ tx: Transaction) throws {
    for line in try tx.imported(batch.id, "meeting_id IN (\(list: standing.map(\.key)))", limit: standing.count) {
      if let before = line.before {
        try tx.move(line.meeting, to: before, by: batch.madeBy, house)
      } else {
        try tx.cancel(line.meeting, because: "", by: batch.madeBy, house)
      }
      try tx.run("DELETE FROM study_meeting_import WHERE batch_id = \(batch.id) AND meeting_id = \(line.meeting.id)")
      if line.before == nil {
        try tx.run("DELETE FROM study_meeting_import WHERE meeting_id = \(line.meeting.id)")
        try tx.run("DELETE FROM study_meeting WHERE id = \(line.meeting.id)")
      }
    }
  }
}

/// What one line of a table did to the timetable.
private struct ImportedMeeting {
  let meeting: Meeting
  let group: Group
  /// Nil where the line brought the meeting.
  let before: PlannedMeeting?
  let isChangedSince: Bool
  /// Something was marked or is given at it.
  let isUsed: Bool
}

extension Transaction {
  /// What a table did to a meeting, which stands as the table wrote it now.
  func note(_ meeting: ID<Meeting>, before: Meeting?, of batch: ID<IntakeBatch>) throws {
    let lesson = before?.lesson?.split(separator: "/").map(String.init)
    try run(
      """
      INSERT INTO study_meeting_import (batch_id, meeting_id, sequence, ends_before, place_before, course_before, lesson_before)
      SELECT \(batch), id, sequence, \(before?.ends), \(before?.place), \(lesson?.first), \(lesson?.last)
      FROM study_meeting WHERE id = \(meeting)
      """)
  }

  fileprivate func imported(_ batch: ID<IntakeBatch>, _ condition: SQL, limit: Int) throws -> [ImportedMeeting] {
    try rows(
      """
      SELECT meeting_id, study_meeting_import.sequence AS written, ends_before, place_before, course_before, lesson_before
      FROM study_meeting_import WHERE batch_id = \(batch) AND \(condition) ORDER BY meeting_id LIMIT \(limit)
      """
    ) { row in
      let (id, written): (ID<Meeting>, Int) = (try row["meeting_id"], try row["written"])
      let (ends, place): (Moment?, String?) = (try row["ends_before"], try row["place_before"])
      let (course, lesson): (String?, String?) = (try row["course_before"], try row["lesson_before"])
      return (id, written, ends, place, course, lesson)
    }.map { id, written, ends, place, course, lesson in
      let meeting = try meeting(id)
      let before = ends.flatMap { ends in
        place.map { PlannedMeeting(starts: meeting.starts, ends: ends, place: $0, course: course, lesson: lesson) }
      }
      return ImportedMeeting(
        meeting: meeting, group: try group(meeting.group), before: before, isChangedSince: meeting.sequence != written,
        isUsed: try exists(
          """
          SELECT 1 FROM study_roll WHERE meeting_id = \(id) UNION ALL SELECT 1 FROM study_presence WHERE meeting_id = \(id)
          UNION ALL SELECT 1 FROM study_check WHERE meeting_id = \(id) LIMIT 1
          """))
    }
  }
}

extension StudyMigrations {
  /// `study_meeting_import`: what tables did to the timetable, so that a table can be taken back; `sequence` is the meeting's as the table left
  /// it, and the columns of before are empty where the table brought it.
  static let meetingImport = Migration(
    "study-0015-meeting-import",
    """
    CREATE TABLE study_meeting_import (
      batch_id TEXT NOT NULL REFERENCES intake (id),
      meeting_id TEXT NOT NULL REFERENCES study_meeting (id),
      sequence INTEGER NOT NULL,
      ends_before BIGINT,
      place_before TEXT,
      course_before TEXT,
      lesson_before TEXT,
      PRIMARY KEY (batch_id, meeting_id)
    );
    """)
}

extension Phrase {
  static let meetingChangedSince = Phrase(
    kk: "кестеден кейін өзгертілген", ru: "изменена после этой таблицы", en: "changed after this table")
}
