/// A date of the Gregorian calendar without a time of day, from year 1 to 9999.
package struct Day: Comparable, Hashable, Sendable {
  package let year: Int
  package let month: Int
  package let day: Int

  /// Nil when there is no such date.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.length(of: month, in: year) else {
      return nil
    }
    self.init(checkedYear: year, month, day)
  }

  /// Reads "2026-11-15" and nothing looser.
  package init?(_ iso: String) {
    let bytes = Array(iso.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Days since 1 January 1970 (Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days).
  package init(daysSinceEpoch: Int) {
    let shifted = daysSinceEpoch + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    self.init(checkedYear: year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  private init(checkedYear: Int, _ month: Int, _ day: Int) {
    self.year = checkedYear
    self.month = month
    self.day = day
  }

  /// Days since 1 January 1970, negative before it (Hinnant, days_from_civil).
  package var daysSinceEpoch: Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  package func adding(days: Int) -> Day { Day(daysSinceEpoch: daysSinceEpoch + days) }

  /// The same day so many months later or earlier; the last of the month where it has no such day.
  package func adding(months: Int) -> Day {
    let count = year * 12 + month - 1 + months
    let (year, month) = (min(max(count / 12, 1), 9999), (count % 12 + 12) % 12 + 1)
    return Day(checkedYear: year, month, min(day, Self.length(of: month, in: year)))
  }

  /// Days from this day to another, negative when the other is earlier.
  package func days(to other: Day) -> Int { other.daysSinceEpoch - daysSinceEpoch }

  /// Monday 1 to Sunday 7.
  package var weekday: Int { ((daysSinceEpoch + 3) % 7 + 7) % 7 + 1 }

  /// Full years lived at another day by someone born on this one; 29 February counts from 1 March in common years.
  package func age(at other: Day) -> Int {
    other.year - year - ((other.month, other.day) < (month, day) ? 1 : 0)
  }

  /// The first moment of the day on the clocks of a place.
  package func start(in offset: Offset = .kazakhstan) -> Moment {
    Moment(milliseconds: (Int64(daysSinceEpoch) * 1440 - Int64(offset.minutes)) * 60_000)
  }

  /// The first moment after the day, so that "until this day" still includes the whole of it.
  package func end(in offset: Offset = .kazakhstan) -> Moment { adding(days: 1).start(in: offset) }

  /// "2026-11-15".
  package var iso: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }

  package static func < (a: Day, b: Day) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Day: Codable {
  /// Travels as its ISO text.
  package init(from decoder: any Decoder) throws {
    let box = try decoder.singleValueContainer()
    guard let day = Day(try box.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: box, debugDescription: "a day is written yyyy-MM-dd")
    }
    self = day
  }

  package func encode(to encoder: any Encoder) throws {
    var box = encoder.singleValueContainer()
    try box.encode(iso)
  }
}

/// A whole number in ASCII digits; nil for anything else.
func number(_ digits: some Collection<UInt8>) -> Int? {
  guard !digits.isEmpty, digits.count <= 18 else { return nil }
  var value = 0
  for digit in digits {
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
    value = value * 10 + Int(digit - UInt8(ascii: "0"))
  }
  return value
}

/// The number with zeros in front up to a width.
func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
