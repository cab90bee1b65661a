import Courses
import Exercises
import Markup
import Programme
import Storage
import Words

/// What her first page says of her assignments: what is due, and what was said that she has not read.
struct OwnWork: Sendable {
  struct Line: Sendable {
    let assignment: Assignment
    let state: AssignmentState
  }

  /// Of her group, what is not marked, the first due first.
  let due: [Line]
  let unread: [(mark: ID<Mark>, assignment: Assignment)]

  init(_ learner: Learner, _ group: Group?, at now: Moment, _ tx: Transaction) throws {
    let marks = try Dictionary(tx.counting(of: learner).map { ($0.assignment, $0) }) { first, _ in first }
    let given = try group.map { try tx.assignments(of: $0.id) } ?? []
    let works = try tx.states(of: learner)
    // What her group was not given, and she began or handed in where she was before.
    let before =
      try works.isEmpty
      ? []
      : tx.assignments(of: learner).filter { earlier in
        (works[earlier.id].map { $0.isBegun || $0.handed != nil } ?? false)
          && !given.contains { $0.course == earlier.course && $0.exercise == earlier.exercise }
      }
    due = (given + before).sorted { $0.due < $1.due }.compactMap { assignment in
      let (mark, work) = (marks[assignment.id], works[assignment.id])
      // A mark is of the version it was given to: what she handed in since waits for its own.
      let isMarked = mark.map { $0.work == work?.handed } ?? false
      let mayHandIn = mark.map { $0.mayAgain && isMarked } ?? true
      guard mayHandIn || !isMarked else { return nil }
      return Line(
        assignment: assignment,
        state: AssignmentState(
          assignment, isBegun: work?.isBegun ?? false, handed: work?.handedAt, carriedDue: work?.carriedDue,
          isMarked: isMarked, mayHandIn: mayHandIn))
    }
    // By night nobody is called to read; who opens her marks sees them.
    let new = marks.values.filter { !$0.isRead && BoardHours.opening(from: $0.at) <= now }
    let known = try new.isEmpty ? [:] : tx.assignments(markedOf: learner)
    unread = new.compactMap { mark in known[mark.assignment].map { (mark.id, $0) } }.sorted { $0.mark > $1.mark }
  }

  func shown(_ shelf: [ShelvedCourse], _ t: Language) -> HTML { "\(dueShown(shelf, t))\(unreadShown(shelf, t))" }

  private func dueShown(_ shelf: [ShelvedCourse], _ t: Language) -> HTML {
    let lines = due.filter { shelf.handed($0.assignment) != nil }.map { line -> HTML in
      """
      <li><a href="\(HerAssignments.link(line.assignment.id))">\(shelf.title(of: line.assignment, t))</a>\
      <span class="hint">\(line.state.tag(t)) \(t(.lastDayWord)): \(t.date(line.assignment.lastDay))</span></li>
      """
    }
    return lines.isEmpty ? .nothing : "<section><h2>\(t(.assignmentsTitle))</h2><ul class=\"lessons\">\(lines)</ul></section>"
  }

  private func unreadShown(_ shelf: [ShelvedCourse], _ t: Language) -> HTML {
    let lines = unread.map { mark, assignment -> HTML in
      "<li><a href=\"\(HerMarks.link(mark))\">\(shelf.title(of: assignment, t))</a> \(tag(t(.notReadYet), .waiting))</li>"
    }
    return lines.isEmpty ? .nothing : "<section><h2>\(t(.feedbackUnread))</h2><ul class=\"lessons\">\(lines)</ul></section>"
  }
}

extension Transaction {
  fileprivate typealias Counting = (
    id: ID<Mark>, assignment: ID<Assignment>, work: ID<HandedWork>, mayAgain: Bool, at: Moment, isRead: Bool
  )

  fileprivate func counting(of learner: Learner) throws -> [Counting] {
    try rows(
      """
      SELECT id, assignment_id, hand_in_id, may_again, at, read_at FROM study_mark WHERE learner = \(learner.number) AND counts
      ORDER BY at, id LIMIT 1000
      """
    ) { row in
      let read: Moment? = try row["read_at"]
      return (try row["id"], try row["assignment_id"], try row["hand_in_id"], try row["may_again"], try row["at"], read != nil)
    }
  }

  fileprivate typealias WorkState = (isBegun: Bool, handed: ID<HandedWork>?, handedAt: Moment?, carriedDue: Moment?)

  /// Of each assignment: whether there is anything in the version she works on, and the last that she handed in.
  fileprivate func states(of learner: Learner) throws -> [ID<Assignment>: WorkState] {
    var states: [ID<Assignment>: WorkState] = [:]
    try each(
      """
      SELECT id, assignment_id, handed_at, due_at, CASE WHEN written IS NOT NULL
        OR EXISTS (SELECT 1 FROM study_photo WHERE hand_in_id = study_hand_in.id) THEN 1 ELSE 0 END AS is_begun
      FROM study_hand_in WHERE learner = \(learner.number) ORDER BY assignment_id, number LIMIT 5000
      """
    ) { row in
      let (assignment, handed, isBegun): (ID<Assignment>, Moment?, Bool) = (
        try row["assignment_id"], try row["handed_at"], try row["is_begun"]
      )
      var state = states[assignment] ?? (false, nil, nil, nil)
      if let handed {
        (state.handed, state.handedAt, state.carriedDue) = (try row["id"], handed, try row["due_at"])
      } else {
        state.isBegun = isBegun
      }
      states[assignment] = state
    }
    return states
  }

  /// Those of which she has marks.
  func assignments(markedOf learner: Learner) throws -> [ID<Assignment>: Assignment] {
    let found = try rows(
      """
      SELECT id, group_id, course, exercise, due_at FROM study_assignment
      WHERE id IN (SELECT assignment_id FROM study_mark WHERE learner = \(learner.number)) ORDER BY id LIMIT 1000
      """, Assignment.init(row:))
    return Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
  }
}

extension Phrase {
  static let feedbackUnread = Phrase(kk: "Оқылмаған пікірлер", ru: "Непрочитанные отзывы", en: "Feedback not yet read")
}
