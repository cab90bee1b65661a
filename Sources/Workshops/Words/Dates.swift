/// Dates as official letters write them; CLDR's Kazakh long form is not the one of the official gazette, so the tables
/// are ours (months_kk_ru.csv).
extension Language {
  /// "2026 жылғы 15 қараша", "15 ноября 2026 года", "15 November 2026". Russian without an abbreviation:
  /// its full stop would meet the sentence's own.
  package func date(_ day: Day) -> String {
    switch self {
    case .kk: "\(day.year) жылғы \(day.day) \(Months.kk[day.month - 1])"
    case .ru: "\(day.day) \(Months.ru[day.month - 1]) \(day.year) года"
    case .en: "\(day.day) \(Months.en[day.month - 1]) \(day.year)"
    }
  }

  /// "2026 жылғы 15 қарашаға дейін", "до 15 ноября 2026 года", "until 15 November 2026".
  package func until(_ day: Day) -> String {
    switch self {
    case .kk: "\(day.year) жылғы \(day.day) \(Months.kkTo[day.month - 1]) дейін"
    case .ru: "до \(date(day))"
    case .en: "until \(date(day))"
    }
  }

  /// From one day to another, with what both have in common said once: "2027 жылғы 13–14 ақпан", "9 ноября 2026 года – 17 января 2027
  /// года".
  package func dates(_ first: Day, _ last: Day) -> String {
    if first == last { return date(first) }
    guard first.year == last.year else { return "\(date(first)) – \(date(last))" }
    let months = self == .kk ? Months.kk : self == .ru ? Months.ru : Months.en
    let days =
      first.month == last.month
      ? "\(first.day)–\(last.day) \(months[last.month - 1])"
      : "\(first.day) \(months[first.month - 1]) – \(last.day) \(months[last.month - 1])"
    return switch self {
    case .kk: "\(first.year) жылғы \(days)"
    case .ru: "\(days) \(first.year) года"
    case .en: "\(days) \(first.year)"
    }
  }

  /// "15.11.2026", in English "15 Nov 2026".
  package func shortDate(_ day: Day) -> String {
    switch self {
    case .kk, .ru: "\(padded(day.day, 2)).\(padded(day.month, 2)).\(padded(day.year, 4))"
    case .en: "\(day.day) \(Months.en[day.month - 1].prefix(3)) \(day.year)"
    }
  }

  /// "14:05" on a twenty-four hour clock.
  package func time(_ moment: Moment, in offset: Offset = .kazakhstan) -> String { moment.clock(in: offset) }

  /// The long date and the time: "2026 жылғы 15 қараша, 14:05".
  package func dateTime(_ moment: Moment, in offset: Offset = .kazakhstan) -> String {
    "\(date(moment.day(in: offset))), \(moment.clock(in: offset))"
  }
}

enum Months {
  static let kk = [
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
  ]
  /// With the ending that "дейін" (until) asks for.
  static let kkTo = [
    "қаңтарға", "ақпанға", "наурызға", "сәуірге", "мамырға", "маусымға", "шілдеге", "тамызға", "қыркүйекке", "қазанға",
    "қарашаға", "желтоқсанға",
  ]
  /// Genitive, as after a day.
  static let ru = [
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
  ]
  static let en = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
}
