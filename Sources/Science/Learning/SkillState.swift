/// What a girl's attempts at one skill say of it: the fold of those attempts in the order of their stamps.
package struct SkillState: Hashable, Sendable {
  /// Nil: nothing readable was answered yet.
  package internal(set) var memory: Memory?
  /// The day from which the skill is held; nil: it is not.
  package internal(set) var heldSince: Int?
  /// The day on which two wrong answers last unmade a held skill.
  package internal(set) var lostOn: Int?
  /// The day of the last two wrong answers in a row.
  package internal(set) var stumbledOn: Int?
  /// The day on which a review that was due was last answered.
  package internal(set) var reviewedOn: Int?
  package internal(set) var wasLastRight = false
  /// Of the last attempt that counted.
  package internal(set) var last: Stamp?
  var evidence = Evidence()

  package init() {}

  package var isHeld: Bool { heldSince != nil }

  /// Variants that count towards holding it, 0 to 3.
  package var counted: Int { evidence.variants.count }

  /// Held once, so it comes back: a lost skill more than any other, though no coming lesson may need it.
  package var isInReview: Bool { heldSince != nil || lostOn != nil }

  /// Nil: never held.
  package var dueOn: Int? { isInReview ? memory?.dueOn : nil }

  /// Whether more practice today would bring nothing: only another day is missing, or it went wrong twice in a row today.
  package func rests(on day: Int) -> Bool {
    stumbledOn == day || (counted == Evidence.wanted && !evidence.hasTwoDays && evidence.firstDay == day)
  }

  /// How many in a million were expected to remember, where an attempt at first try answers a review that is due; nil: it says nothing of
  /// that. Asked before `follow`. What came (`Attempt.isUnaided`) stands beside it, so that the sentence she reads can be checked.
  package func expectation(of attempt: Attempt) -> Int? {
    let day = StudyDay.of(attempt.at)
    guard attempt.isFirstTry, attempt.verdict != .unread, let dueOn, day >= dueOn else { return nil }
    return memory?.recall(on: day)
  }

  /// Takes the next attempt. False, and nothing is changed: it comes before the last one or is the last one, so the skill has to be
  /// folded anew from its attempts. Who keeps only the state knows by its ids which attempts are new.
  package mutating func follow(_ attempt: Attempt) -> Bool {
    if let last, attempt.stamp <= last { return false }
    guard attempt.verdict != .unread else { return true }
    let day = StudyDay.of(attempt.at)
    if let dueOn, day >= dueOn { reviewedOn = day }
    remember(attempt, day)
    judge(attempt, day)
    wasLastRight = attempt.verdict == .right
    last = attempt.stamp
    return true
  }

  private mutating func remember(_ attempt: Attempt, _ day: Int) {
    let rating: Rating = attempt.verdict == .wrong ? .again : attempt.isUnaided ? .good : .hard
    memory = memory?.after(rating, on: day) ?? Memory(first: rating, on: day)
  }

  private mutating func judge(_ attempt: Attempt, _ day: Int) {
    if attempt.verdict == .wrong, last != nil, !wasLastRight {
      if isHeld { lostOn = day }
      heldSince = nil
      stumbledOn = day
      evidence = Evidence()
    }
    guard attempt.isUnaided else { return }
    evidence.add(attempt.variant, on: day)
    if evidence.isEnough, heldSince == nil { heldSince = day }
  }
}
