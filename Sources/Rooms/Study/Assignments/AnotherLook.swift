import Programme
import Storage
import Words

/// A girl asked that another adult look at her work: once for each assignment, with a sentence.
struct AnotherLook: Sendable {
  let assignment: ID<Assignment>
  let learner: Int
  /// The mark that she asks about.
  let mark: ID<Mark>
  /// Whose mark it is: it goes to another.
  let contested: ID<Person>
  let wish: String
  let asked: Moment
  let answer: ID<Mark>?

  func isFor(_ adult: ID<Person>) -> Bool { answer == nil && contested != adult }

  static let longest = 500
  static let place = "study_look.wish"
}

extension Transaction {
  func looks(where condition: SQL, _ safe: (Int) throws -> Safe?) throws -> [AnotherLook] {
    try rows(
      """
      SELECT study_look.assignment_id, study_look.learner, mark_id, hand, wish, asked_at, answered_by FROM study_look
      JOIN study_mark ON study_mark.id = mark_id WHERE \(condition) ORDER BY asked_at, study_look.learner LIMIT 5000
      """
    ) { row in
      let (learner, wish): (Int, [UInt8]) = (try row["learner"], try row["wish"])
      return AnotherLook(
        assignment: try row["assignment_id"], learner: learner, mark: try row["mark_id"], contested: try row["hand"],
        wish: try safe(learner)?.open(wish, AnotherLook.place) ?? "", asked: try row["asked_at"], answer: try row["answered_by"])
    }
  }

  /// Throws `Refusal.conflict` where she has asked before.
  func ask(_ wish: String, about mark: Mark, _ safe: Safe, _ house: House) throws {
    let added = try run(
      """
      INSERT INTO study_look (assignment_id, learner, mark_id, wish, asked_at)
      VALUES (\(mark.assignment), \(mark.learner), \(mark.id), \(safe.seal(wish, AnotherLook.place)), \(house.outside.now()))
      ON CONFLICT (assignment_id, learner) DO NOTHING
      """)
    guard added == 1 else { throw Refusal(.conflict, .lookAskedBefore) }
    let actor = Actor(person: safe.person, role: .applicant)
    try record(.lookAsked, safe.person.text, "assignment=\(mark.assignment)", by: actor.text, house)
  }
}

extension Phrase {
  static let lookAskedBefore = Phrase(
    kk: "Бұл тапсырма бойынша қайта қарауды сұрағансың.", ru: "По этому заданию вы уже просили посмотреть ещё раз.",
    en: "You have asked for another look at this assignment.")
}
