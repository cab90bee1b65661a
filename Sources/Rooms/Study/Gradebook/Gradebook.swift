import Courses
import Documents
import Exercises
import Markup
import Programme
import Storage
import Words

/// The girls of a group by what they did: a row each, and columns in sections. Another section is another list of columns.
struct Gradebook: Sendable {
  let group: Group
  let girls: [GroupGirl]
  let sections: [Section]

  struct Section: Sendable {
    let title: String
    let columns: [Column]
  }

  struct Column: Sendable {
    let title: String
    /// In full, where the title is short.
    var name: String?
    var link: Link?
    let cells: [Int: Cell]
    /// Headings in a file, which may hold several numbers of a cell.
    let fileTitles: [String]
  }

  struct Cell: Sendable {
    let shown: HTML
    var link: Link?
    let file: [XLSXWriter.Cell]
  }
}

/// What a reader of the gradebook may see.
struct GradebookReader: Sendable {
  let person: ID<Person>
  /// An adult of the group who marks: a first mark is not shown to her while hers is wanted.
  let marks: Bool
}

extension Transaction {
  /// As many statements for one girl as for thirty.
  func gradebook(
    _ group: Group, for reader: GradebookReader, _ shelf: [ShelvedCourse], _ t: Language, _ house: House
  ) throws -> Gradebook {
    let cohort = try cohort(group.cohort)
    let courses = cohort.courses.compactMap { key in shelf.first { $0.key == key } }
    let work = try workColumns(of: group, for: reader, shelf, t)
    let presence = try presenceColumn(of: group, t)
    let sections =
      try lessonSections(of: group, courses, t) + [
        Gradebook.Section(title: t(.assignmentsTitle), columns: work),
        Gradebook.Section(title: t(.checksTitle), columns: try checkColumns(of: group, shelf, t)),
        Gradebook.Section(title: t(.meetingsTitle), columns: [presence]),
      ]
    return Gradebook(
      group: group, girls: try girls(of: group.id, house.vault), sections: sections.filter { !$0.columns.isEmpty })
  }

  /// A section for each course, a column for each lesson.
  private func lessonSections(of group: Group, _ courses: [ShelvedCourse], _ t: Language) throws -> [Gradebook.Section] {
    var finished: [String: [Int: Gradebook.Cell]] = [:]
    try each(
      """
      SELECT study_lesson.learner, lesson, finished_at FROM study_lesson
      WHERE study_lesson.learner IN (SELECT learner FROM study_member WHERE group_id = \(group.id) AND until IS NULL)
      ORDER BY lesson, study_lesson.learner LIMIT 50000
      """
    ) { row in
      let (learner, lesson, at): (Int, String, Moment) = (try row["learner"], try row["lesson"], try row["finished_at"])
      let day = at.day()
      finished[lesson, default: [:]][learner] = Gradebook.Cell(
        shown:
          "<span class=\"c-leaf\" title=\"\(t.date(day))\"><span aria-hidden=\"true\">✓</span><span class=\"vh\">\(t(.lessonFinished))</span></span>",
        file: [.date(year: day.year, month: day.month, day: day.day)])
    }
    return courses.map { shelved in
      let columns = shelved.course.lessons.enumerated().map { index, lesson in
        Gradebook.Column(
          title: String(index + 1), name: lesson.title(t), link: CoursePages.link(shelved.course, lesson),
          cells: finished["\(shelved.key)/\(lesson.key)"] ?? [:],
          fileTitles: ["\(shelved.course.title(t)), \(index + 1): \(lesson.title(t))"])
      }
      return Gradebook.Section(title: shelved.course.title(t), columns: columns)
    }
  }

  private func workColumns(
    of group: Group, for reader: GradebookReader, _ shelf: [ShelvedCourse], _ t: Language
  ) throws -> [Gradebook.Column] {
    let assignments = try assignments(of: group.id)
    let ofGroup: SQL = "(SELECT id FROM study_assignment WHERE group_id = \(group.id))"
    // Texts stay shut: nobody's key is asked for.
    let works = Dictionary(grouping: try handedWorks(of: ofGroup), by: \.assignment)
    let marks = Dictionary(grouping: try saidMarks(of: ofGroup), by: \.assignment)
    return assignments.map { assignment in
      let title = shelf.title(of: assignment, t)
      let said = Dictionary(grouping: marks[assignment.id] ?? [], by: \.learner)
      let last = Dictionary((works[assignment.id] ?? []).map { ($0.learner, $0) }) { _, later in later }
      let cells = last.mapValues { work in
        GradedWork(work: work, assignment: assignment, marks: said[work.learner] ?? [], reader: reader).cell(t)
      }
      return Gradebook.Column(
        title: title, link: MarkingList.link(assignment.id), cells: cells,
        fileTitles: [title, "\(title), %", "\(title), \(t(.schoolMarkWord))"])
    }
  }

  private func handedWorks(of assignments: SQL) throws -> [GradedWork.Handed] {
    try rows(
      """
      SELECT id, assignment_id, learner, handed_at, due_at, wants_second FROM study_hand_in
      WHERE assignment_id IN \(assignments) AND handed_at IS NOT NULL ORDER BY assignment_id, learner, number LIMIT 50000
      """
    ) { row in
      GradedWork.Handed(
        id: try row["id"], assignment: try row["assignment_id"], learner: try row["learner"], at: try row["handed_at"],
        carriedDue: try row["due_at"],
        wantsSecond: try row["wants_second"])
    }
  }

  private func saidMarks(of assignments: SQL) throws -> [GradedWork.Said] {
    try rows(
      """
      SELECT assignment_id, learner, hand_in_id, hand, way, levels, counts FROM study_mark
      WHERE assignment_id IN \(assignments) ORDER BY at, id LIMIT 50000
      """
    ) { row in
      let levels: String = try row["levels"]
      return GradedWork.Said(
        assignment: try row["assignment_id"], learner: try row["learner"], work: try row["hand_in_id"], hand: try row["hand"],
        way: try row["way"], levels: MarkLevels(text: levels), counts: try row["counts"])
    }
  }

  /// Of the checks of units; those before and after a course measure the course, and nobody is marked by them.
  private func checkColumns(of group: Group, _ shelf: [ShelvedCourse], _ t: Language) throws -> [Gradebook.Column] {
    var cells: [ID<Check>: [Int: Gradebook.Cell]] = [:]
    // Its own, and those of other groups that its girls sat before they came.
    let ofGroup: SQL = """
      (study_check.group_id = \(group.id) OR EXISTS (SELECT 1 FROM study_sitting JOIN study_member
        ON study_member.learner = study_sitting.learner WHERE study_sitting.check_id = study_check.id AND study_check.group_id IS NOT NULL
          AND study_member.group_id = \(group.id) AND study_member.until IS NULL AND \(Sitting.isHandedIn)))
      """
    try each(
      """
      SELECT study_sitting.check_id, study_sitting.learner, study_sitting.points, study_check.items, attended_at FROM study_sitting
      JOIN study_check ON study_check.id = study_sitting.check_id
      WHERE \(ofGroup) AND study_check.meeting_id IS NOT NULL AND study_check.withdrawn_at IS NULL
        AND study_sitting.learner IN (SELECT learner FROM study_member WHERE group_id = \(group.id) AND until IS NULL)
        AND \(Sitting.isHandedIn) ORDER BY study_sitting.check_id, study_sitting.learner LIMIT 50000
      """
    ) { row in
      let (check, learner): (ID<Check>, Int) = (try row["check_id"], try row["learner"])
      let (points, items, attended): (Int, Int, Moment?) = (try row["points"], try row["items"], try row["attended_at"])
      let alone: HTML? = attended == nil ? " <small>\(t(.unattended))</small>" : nil
      cells[check, default: [:]][learner] = Gradebook.Cell(
        shown: "\(t.percent(Double(points) / Double(items)))\(alone) <small>\(points) / \(items)</small>",
        file: [.number((Double(points) * 100 / Double(items)).rounded())])
    }
    return try checks(where: "\(ofGroup) AND study_check.meeting_id IS NOT NULL").compactMap { check in
      guard let cells = cells[check.id] else { return nil }
      let course = shelf.first { $0.key == check.course }
      let title = course?.read.checks[check.form]?.form.title(t) ?? check.form
      return Gradebook.Column(
        title: title, name: course.map { "\($0.course.title(t)): \(title)" },
        link: check.group == group.id ? CheckDesk.link(check.id) : nil, cells: cells,
        fileTitles: ["\(title), %"])
    }
  }

  /// Of the meetings that were held since she came.
  private func presenceColumn(of group: Group, _ t: Language) throws -> Gradebook.Column {
    var cells: [Int: Gradebook.Cell] = [:]
    try each(
      """
      SELECT study_member.learner, count(*) AS held,
        sum(CASE WHEN study_presence.mark IN ('came', 'late') THEN 1 ELSE 0 END) AS attended FROM study_member
      JOIN study_meeting ON study_meeting.group_id = study_member.group_id AND study_meeting.state = 'held'
        AND study_member.since <= study_meeting.ends_at
      LEFT JOIN study_presence ON study_presence.meeting_id = study_meeting.id AND study_presence.learner = study_member.learner
      WHERE study_member.group_id = \(group.id) AND study_member.until IS NULL
      GROUP BY study_member.learner ORDER BY study_member.learner LIMIT 500
      """
    ) { row in
      let (learner, held, attended): (Int, Int, Int) = (try row["learner"], try row["held"], try row["attended"])
      let share = Double(attended) / Double(held)
      cells[learner] = Gradebook.Cell(
        shown: "\(t.percent(share)) <small>\(attended) / \(held)</small>", file: [.number((share * 100).rounded())])
    }
    return Gradebook.Column(title: t(.presenceWord), cells: cells, fileTitles: ["\(t(.presenceWord)), %"])
  }
}

/// One girl's work in a cell.
struct GradedWork: Sendable {
  struct Handed: Sendable {
    let id: ID<HandedWork>
    let assignment: ID<Assignment>
    let learner: Int
    let at: Moment
    let carriedDue: Moment?
    let wantsSecond: Bool
  }

  struct Said: Sendable {
    let assignment: ID<Assignment>
    let learner: Int
    let work: ID<HandedWork>
    let hand: ID<Person>
    let way: Mark.Way
    let levels: MarkLevels
    let counts: Bool
  }

  let work: Handed
  let assignment: Assignment
  /// Of all versions, the first first.
  let marks: [Said]
  let reader: GradebookReader

  private var current: [Said] { marks.filter { $0.work == work.id } }

  /// The first mark is not shown before the reader's own.
  private var isBlind: Bool {
    reader.marks && work.wantsSecond && !current.isEmpty
      && !current.contains { $0.hand == reader.person || $0.way == .second }
  }

  func cell(_ t: Language) -> Gradebook.Cell {
    let link = MarkingList.link(assignment.id).below(work.id.text)
    let late: HTML? = assignment.isOnTime(work.at, work.carriedDue) ? nil : " <small>\(t(.lateWord))</small>"
    if isBlind { return empty("\(standing(t(.secondWantedWord), .waiting))\(late)", t(.secondWantedWord), link) }
    if current.isEmpty { return empty("\(standing(t(.waitsForMark), .waiting))\(late)", t(.waitsForMark), link) }
    guard let counting = marks.last(where: \.counts) else { return empty("", "", link) }
    let school = SchoolMark(counting.levels)
    return Gradebook.Cell(
      shown: "<b>\(counting.levels.short)</b>\(late)<small>\(t.percent(Double(school.percent) / 100)) → \(school.mark)</small>",
      link: link,
      file: [.text(counting.levels.short), .number(Double(school.percent)), .number(Double(school.mark))])
  }

  private func empty(_ shown: HTML, _ text: String, _ link: Link) -> Gradebook.Cell {
    Gradebook.Cell(shown: shown, link: link, file: [text.isEmpty ? .empty : .text(text), .empty, .empty])
  }
}

extension Phrase {
  static let presenceWord = Phrase(kk: "Қатысуы", ru: "Присутствие", en: "Presence")
  static let schoolMarkWord = Phrase(kk: "мектеп бағасы", ru: "школьная оценка", en: "school mark")
  static let lateWord = Phrase(kk: "мерзімінен кеш", ru: "позже срока", en: "after the last day")
}
