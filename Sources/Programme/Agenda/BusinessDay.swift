package import Words

/// A day so many working days away. Working days are Monday to Friday without holidays and days off moved, and weekends on which people work
/// instead (`holidays.csv`).
package struct BusinessDay: Sendable, Hashable {
  package let day: Day
  /// The list knows every year on the way; else holidays not listed yet may move it later.
  package let isSettled: Bool

  package init(_ day: Day, isSettled: Bool) {
    self.day = day
    self.isSettled = isSettled
  }

  /// The first moment after it: what is due on a day may come the whole of it.
  package func end(in offset: Offset = .kazakhstan) -> Moment { day.end(in: offset) }
}

extension Holidays {
  package func isBusinessDay(_ day: Day) -> Bool { isWorked(day) || (day.weekday <= 5 && self[day] == nil) }

  /// The last of so many working days, counted from the day after `day`: an appeal of Friday has its first on Monday. None (0): `day`
  /// itself, or the next working day. `count` is 0 to 1,000.
  package func day(_ count: Int, businessDaysAfter day: Day) -> BusinessDay {
    precondition((0...1_000).contains(count))
    var (at, left, isSettled) = (day, count, covers(day.year))
    func goOn() {
      at = at.adding(days: 1)
      isSettled = isSettled && covers(at.year)
    }
    while left > 0 {
      goOn()
      if isBusinessDay(at) { left -= 1 }
    }
    while !isBusinessDay(at) { goOn() }
    return BusinessDay(at, isSettled: isSettled)
  }

  /// How many working days lie behind `day` up to and with `last`; 0 where `last` is not later. At most ten years are counted.
  package func businessDays(after day: Day, through last: Day) -> Int {
    (0..<max(0, min(day.days(to: last), 3_660))).count { isBusinessDay(day.adding(days: $0 + 1)) }
  }
}
