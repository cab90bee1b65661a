/// Days as Kazakhstan's clocks have them, counted from 1 January 1970: all of it is at UTC+5 since 1 March 2024, without summer time.
/// Practice began later, so no other rule is needed; a test holds this to `Moment.day()` of Words.
package enum StudyDay {
  /// `moment`: milliseconds since 1970 UTC, any.
  package static func of(_ moment: Int64) -> Int {
    let (quotient, remainder) = moment.quotientAndRemainder(dividingBy: dayLength)
    return Int(quotient) + (remainder >= dayLength - offset ? 1 : remainder < -offset ? -1 : 0)
  }

  private static let dayLength: Int64 = 86_400_000
  private static let offset: Int64 = 18_000_000
}
