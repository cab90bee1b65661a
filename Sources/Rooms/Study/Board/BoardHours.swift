import Words

/// When what an adult wrote may come to stand on a board: from 8 to 20 o'clock in Kazakhstan. Girls write at any time.
enum BoardHours {
  static let first = 8
  static let last = 20

  /// Now within the hours, else the next time they begin.
  static func opening(from moment: Moment) -> Moment {
    let day = moment.day()
    if moment < day.start().adding(hours: first) { return day.start().adding(hours: first) }
    if moment < day.start().adding(hours: last) { return moment }
    return day.adding(days: 1).start().adding(hours: first)
  }
}
