import Courses
import Exercises
import Programme
import Storage
import Words

/// What one adult says of one version of a work: a level on each criterion, and a word. Never changed; a later one stands beside it.
struct Mark: Sendable {
  let id: ID<Mark>
  let work: ID<HandedWork>
  let assignment: ID<Assignment>
  let learner: Int
  let hand: ID<Person>
  /// Nil for whoever has no name here any more.
  let name: PersonName?
  let way: Way
  let levels: MarkLevels
  let comment: String
  /// She may hand in another version.
  let mayAgain: Bool
  let at: Moment
  /// The latest of the assignment.
  let counts: Bool
  /// When she opened it.
  let read: Moment?

  enum Way: String, Sendable, Bindable, Readable {
    case first
    /// Without having seen the first.
    case second
    /// She asked another adult to look.
    case look
  }

  /// Of so many works one is marked twice.
  static let secondOf = 10
  static let longestComment = 2_000
  static let place = "study_mark.comment"
}

/// A level on each criterion, of how many; as the table has them: `table:2/3 result:3/3`.
struct MarkLevels: Sendable, Hashable {
  struct Line: Sendable, Hashable {
    let key: String
    /// From 1.
    let level: Int
    let most: Int
  }

  let lines: [Line]

  /// Of a whole rubric.
  init(_ marks: [String: Int], _ rubric: Rubric) {
    lines = rubric.criteria.map { Line(key: $0.key, level: marks[$0.key] ?? 1, most: $0.levels.count) }
  }

  init(text: String) {
    lines = text.split(separator: " ").compactMap { word in
      let parts = word.split(separator: ":").map(String.init)
      guard parts.count == 2 else { return nil }
      let levels = parts[1].split(separator: "/").compactMap { Int($0) }
      return levels.count == 2 ? Line(key: parts[0], level: levels[0], most: levels[1]) : nil
    }
  }

  var text: String { lines.map { "\($0.key):\($0.level)/\($0.most)" }.joined(separator: " ") }

  subscript(_ key: String) -> Int? { lines.first { $0.key == key }?.level }

  var lowest: Int { lines.map(\.level).min() ?? 0 }

  /// Of the rubric's points, where the lowest level is none.
  var share: Double {
    let most = lines.reduce(0) { $0 + $1.most - 1 }
    return most == 0 ? 0 : Double(lines.reduce(0) { $0 + $1.level - 1 }) / Double(most)
  }

  /// "2 · 3 · 3".
  var short: String { lines.map { String($0.level) }.joined(separator: " · ") }
}

extension Transaction {
  /// The first first. Comments are opened by whose work it is; `safe` gives nil where they are not to be.
  func marks(where condition: SQL, _ vault: Vault, _ safe: (Int) throws -> Safe?) throws -> [Mark] {
    try rows(
      """
      SELECT study_mark.id, hand_in_id, study_mark.assignment_id, study_mark.learner, hand, hand AS person_id, way, levels, comment,
        may_again, at, counts, read_at, wrapped, sealed FROM study_mark
      LEFT JOIN person_key ON person_key.person_id = hand
      LEFT JOIN person_detail ON person_detail.person_id = hand AND person_detail.kind = \(Detail.name)
      WHERE \(condition) ORDER BY at, study_mark.id LIMIT 5000
      """
    ) { row in
      let (learner, levels, sealed): (Int, String, [UInt8]?) = (try row["learner"], try row["levels"], try row["comment"])
      return Mark(
        id: try row["id"], work: try row["hand_in_id"], assignment: try row["assignment_id"], learner: learner,
        hand: try row["hand"], name: try name(row, vault), way: try row["way"], levels: MarkLevels(text: levels),
        comment: try sealed.flatMap { sealed in try safe(learner)?.open(sealed, Mark.place) } ?? "",
        mayAgain: try row["may_again"], at: try row["at"], counts: try row["counts"], read: try row["read_at"])
    }
  }

  /// Adds a mark, which counts from now on; answers her wish for another look where it is another adult's.
  @discardableResult
  func mark(
    _ sight: MarkedWork, _ levels: MarkLevels, _ comment: String, mayAgain: Bool, by actor: Actor, _ house: House
  ) throws -> ID<Mark> {
    let (work, id) = (sight.work, house.outside.id(of: Mark.self))
    let safe = try safe(of: sight.person, house.vault)
    let answers = sight.look?.isFor(actor.person) ?? false
    let way: Mark.Way = sight.isSecond(for: actor.person) ? .second : answers ? .look : .first
    try run(
      """
      UPDATE study_mark SET counts = \(false) WHERE assignment_id = \(work.assignment) AND learner = \(work.learner) AND counts
      """)
    try run(
      """
      INSERT INTO study_mark (id, hand_in_id, assignment_id, learner, hand, way, levels, comment, may_again, at, counts)
      VALUES (\(id), \(work.id), \(work.assignment), \(work.learner), \(actor.person), \(way), \(levels.text),
        \(comment.isEmpty ? nil : safe.seal(comment, Mark.place)), \(mayAgain), \(house.outside.now()), \(true))
      """)
    if answers {
      try run(
        """
        UPDATE study_look SET answered_by = \(id)
        WHERE assignment_id = \(work.assignment) AND learner = \(work.learner) AND answered_by IS NULL
        """)
    }
    try record(
      .workMarked, sight.person.text, "assignment=\(work.assignment) turn=\(work.number) way=\(way.rawValue)", by: actor.text,
      house)
    return id
  }
}
