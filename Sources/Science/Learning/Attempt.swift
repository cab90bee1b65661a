/// One answer to one exercise: what the journal of a phone holds and nothing overwrites.
///
/// Practice never counts towards a mark, so an answer says only whether the skill was there, and how much help it took.
package struct Attempt: Hashable, Sendable {
  package enum Verdict: UInt8, Hashable, Sendable, CaseIterable {
    case right, wrong
    /// Could not be read (decision 30): it says nothing of the skill and costs nothing.
    case unread
  }

  package let id: AttemptID
  /// Key of the skill, 1 to 80 printable ASCII characters without a space.
  package let skill: String
  /// What was asked, exercise and variant, as `period-from-ten/7`; the same alphabet. Two exercises of a skill never share it.
  package let variant: String
  /// Milliseconds since 1 January 1970 UTC, as the journal corrected them; up to the end of the year 9999.
  package let at: Int64
  /// Whether nothing readable was answered to this exercise before, this time round.
  package let isFirstTry: Bool
  /// Hints that were open, 0 to 999.
  package let hints: Int
  package let verdict: Verdict

  /// Nil: a field outside its range. Nothing later has to check again.
  package init?(
    id: AttemptID, skill: String, variant: String, at: Int64, isFirstTry: Bool, hints: Int, verdict: Verdict
  ) {
    guard Self.isKey(skill), Self.isKey(variant), (0...Self.lastMoment).contains(at), (0...999).contains(hints) else {
      return nil
    }
    self.id = id
    self.skill = skill
    self.variant = variant
    self.at = at
    self.isFirstTry = isFirstTry
    self.hints = hints
    self.verdict = verdict
  }

  /// 31 December 9999, 23:59:59.999 UTC; doubles, which are all the numbers a phone's script has, hold it.
  package static let lastMoment: Int64 = 253_402_300_799_999

  /// Right at first try without hints: the only answer that counts towards a held skill.
  package var isUnaided: Bool { verdict == .right && isFirstTry && hints == 0 }

  /// ASCII alone, so that both engines put keys in the same order.
  static func isKey(_ text: String) -> Bool {
    (1...80).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7e).contains($0) }
  }
}

/// The 16 bytes of an attempt's UUID, made by the phone; they are compared as its text is.
package struct AttemptID: Hashable, Comparable, Sendable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Nil: not 16 bytes.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 16 else { return nil }
    high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  package static func < (one: AttemptID, other: AttemptID) -> Bool { (one.high, one.low) < (other.high, other.low) }
}

/// A place in the order of attempts: by time, and where times are equal by id.
package struct Stamp: Hashable, Comparable, Sendable {
  package let at: Int64
  package let id: AttemptID

  package static func < (one: Stamp, other: Stamp) -> Bool { (one.at, one.id) < (other.at, other.id) }
}

extension Attempt {
  package var stamp: Stamp { Stamp(at: at, id: id) }

  /// Which of two bodies under one id counts, whichever came first: the better verdict, as where two engines judge otherwise, then the
  /// one with less help, then the earlier; the rest only decides.
  func isPreferred(to other: Attempt) -> Bool {
    if verdict != other.verdict { return verdict.rawValue < other.verdict.rawValue }
    if isFirstTry != other.isFirstTry { return isFirstTry }
    return (hints, at, skill, variant) < (other.hints, other.at, other.skill, other.variant)
  }
}
