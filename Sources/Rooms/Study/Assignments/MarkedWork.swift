import Courses
import Exercises
import Programme
import Storage
import Words

/// A girl's work as the adults of her group see it: the last version that was handed in, what was said of it, and what she asks for.
struct MarkedWork: Sendable {
  let person: ID<Person>
  let name: PersonName?
  /// All that were handed in; the last is the one to be marked.
  let versions: [HandedWork]
  /// Of all versions, the first first.
  let marks: [Mark]
  let look: AnotherLook?

  /// `versions` is never empty.
  init?(_ person: ID<Person>, _ name: PersonName?, _ versions: [HandedWork], _ marks: [Mark], _ look: AnotherLook?) {
    let handed = versions.filter { $0.handed != nil }
    guard let last = handed.last else { return nil }
    (self.person, self.name, self.versions, self.marks, self.look, work) = (person, name, handed, marks, look, last)
  }

  let work: HandedWork

  /// Of the last version.
  var current: [Mark] { marks.filter { $0.work == work.id } }
  var counting: Mark? { marks.last { $0.counts } }

  /// Each adult's last word on the last version.
  var said: [ID<Person>: Mark] { Dictionary(current.map { ($0.hand, $0) }) { _, later in later } }
  var differs: Bool { Set(said.values.map(\.levels)).count > 1 }

  /// Nobody has marked the last version.
  var isWaiting: Bool { current.isEmpty }

  /// The second marking is wanted, and this adult has not marked it: the first mark is not shown to her before.
  func isSecond(for adult: ID<Person>) -> Bool {
    work.wantsSecond && !current.isEmpty && !current.contains { $0.hand == adult || $0.way == .second }
  }

  func asksFor(_ adult: ID<Person>) -> Bool { look?.isFor(adult) ?? false }

  /// Whether there is something for this adult to do.
  func wants(_ adult: ID<Person>) -> Bool { isWaiting || isSecond(for: adult) || asksFor(adult) }

  /// Since when it waits for somebody.
  var since: Moment { asked ?? work.handed ?? work.changed }

  private var asked: Moment? { isWaiting ? nil : look.flatMap { $0.answer == nil ? $0.asked : nil } }

  /// "Аружан С.", as a roll has her.
  var short: String {
    guard let name else { return "" }
    return name.surname.first.map { "\(name.given) \($0)." } ?? name.given
  }
}

extension Transaction {
  /// Of all girls who handed something in, or of one; whoever waits longest first. Texts are opened of one alone.
  func markedWorks(_ assignment: Assignment, of learner: Int? = nil, _ house: House) throws -> [MarkedWork] {
    let one: SQL = learner.map { "AND learner = \($0)" } ?? ""
    var (safes, people): ([Int: Safe], [Int: (person: ID<Person>, name: PersonName?)]) = ([:], [:])
    try each(
      """
      SELECT number, study_learner.person_id, wrapped, sealed FROM study_learner
      LEFT JOIN person_key ON person_key.person_id = study_learner.person_id
      LEFT JOIN person_detail ON person_detail.person_id = study_learner.person_id AND person_detail.kind = \(Detail.name)
      WHERE number IN (SELECT learner FROM study_hand_in WHERE assignment_id = \(assignment.id) AND handed_at IS NOT NULL \(one))
      ORDER BY number LIMIT 500
      """
    ) { row in
      let (number, person, wrapped): (Int, ID<Person>, [UInt8]?) = (
        try row["number"], try row["person_id"], try row["wrapped"]
      )
      people[number] = (person, try name(row, house.vault))
      if learner != nil { safes[number] = try wrapped.map { try house.vault.safe(of: person, wrapped: $0) } }
    }
    let of: SQL = learner.map { "AND study_hand_in.learner = \($0)" } ?? ""
    let versions = Dictionary(
      grouping: try works(
        where: "study_hand_in.assignment_id = \(assignment.id) AND study_hand_in.handed_at IS NOT NULL \(of)"
      ) { safes[$0] }, by: \.learner)
    let ofMark: SQL = learner.map { "AND study_mark.learner = \($0)" } ?? ""
    let marks = Dictionary(
      grouping: try self.marks(where: "study_mark.assignment_id = \(assignment.id) \(ofMark)", house.vault) { safes[$0] },
      by: \.learner)
    let ofLook: SQL = learner.map { "AND study_look.learner = \($0)" } ?? ""
    let looks = Dictionary(
      try self.looks(where: "study_look.assignment_id = \(assignment.id) \(ofLook)") { safes[$0] }.map { ($0.learner, $0) }
    ) { first, _ in first }
    return people.compactMap { number, girl in
      MarkedWork(girl.person, girl.name, versions[number] ?? [], marks[number] ?? [], looks[number])
    }.sorted { ($0.since, $0.work.id.text) < ($1.since, $1.work.id.text) }
  }
}
