import Foundation
import Testing
import Words

@Suite struct Days {
  @Test(arguments: [
    "2026-11-15", "0001-01-01", "9999-12-31", "2024-02-29", "2000-02-29", "1970-01-01",
  ]) func aRealDateIsReadAndWrittenBack(iso: String) {
    #expect(Day(iso)?.iso == iso)
  }

  @Test(arguments: [
    "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-1", "2026-11-15 ", "26-11-15", "",
    "2026/11/15", "2026-11-٠١", "0000-01-01", "-026-11-15",
  ]) func whatIsNotADateIsRefused(text: String) {
    #expect(Day(text) == nil)
  }

  @Test func everyDayOfFourCenturiesMatchesTheCalendar() throws {
    var day = try #require(Day(year: 1799, month: 12, day: 31))
    var ordinal = day.daysSinceEpoch
    for _ in 0..<146_500 {
      let next = Day(daysSinceEpoch: ordinal + 1)
      let follows =
        Day(year: day.year, month: day.month, day: day.day + 1)
        ?? Day(year: day.year, month: day.month + 1, day: 1) ?? Day(year: day.year + 1, month: 1, day: 1)
      guard next == follows, next.daysSinceEpoch == ordinal + 1 else {
        Issue.record("after \(day.iso) comes \(next.iso)")
        return
      }
      (day, ordinal) = (next, ordinal + 1)
    }
    #expect(Day("1970-01-01")?.daysSinceEpoch == 0)
    #expect(Day("2026-11-15")?.daysSinceEpoch == 20_772)
  }

  @Test(arguments: [
    ("2011-11-15", "2026-11-14", 14), ("2011-11-15", "2026-11-15", 15), ("2012-02-29", "2027-02-28", 14),
    ("2012-02-29", "2027-03-01", 15), ("2012-02-29", "2028-02-29", 16),
  ]) func ageIsInFullYears(born: String, at: String, years: Int) throws {
    #expect(try #require(Day(born)).age(at: try #require(Day(at))) == years)
  }

  @Test func daysAreAddedAndCounted() throws {
    let day = try #require(Day("2026-12-30"))
    #expect(day.adding(days: 3).iso == "2027-01-02")
    #expect(day.adding(days: -30).iso == "2026-11-30")
    #expect(day.days(to: day.adding(days: 12)) == 12)
    #expect(day < day.adding(days: 1))
    #expect(day.weekday == 3)
  }

  @Test func aDayTravelsAsItsText() throws {
    let day = try #require(Day("2026-11-15"))
    let data = try JSONEncoder().encode([day])
    #expect(String(decoding: data, as: UTF8.self) == #"["2026-11-15"]"#)
    #expect(try JSONDecoder().decode([Day].self, from: data) == [day])
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Day].self, from: Data(#"["2026-02-30"]"#.utf8)) }
  }
}

@Suite struct Moments {
  @Test func theDayTurnsAtMidnightInKazakhstan() throws {
    let day = try #require(Day("2026-11-15"))
    #expect(day.start().iso == "2026-11-14T19:00:00Z")
    #expect(day.start().clock() == "00:00")
    #expect(day.start().day() == day)
    #expect(day.start().adding(milliseconds: -1).day() == day.adding(days: -1))
    #expect(day.end() == day.start().adding(days: 1))
    #expect(day.start().day(in: .utc) == day.adding(days: -1))
  }

  @Test(arguments: [(0, "00:00"), (545, "09:05"), (1439, "23:59")])
  func theClockShowsTwentyFourHours(minutes: Int, clock: String) throws {
    let start = try #require(Day("1969-07-20")).start()
    #expect(start.adding(minutes: minutes).clock() == clock)
    #expect(Language.kk.time(start.adding(minutes: minutes)) == clock)
  }

  @Test(arguments: ["2026-11-15T09:05:00Z", "1969-12-31T23:59:59.999Z", "2026-11-15T09:05:07Z"])
  func aMomentIsReadAndWrittenBack(iso: String) throws {
    #expect(Moment(iso)?.iso == iso)
  }

  @Test(arguments: ["2026-11-15T24:05:00Z", "2026-11-15T09:60:00Z", "2026-11-15T09:05:60Z", "2026-11-15 09:05:00Z", ""])
  func whatIsNotAMomentIsRefused(text: String) {
    #expect(Moment(text) == nil)
  }

  @Test func aMomentTravelsAsANumber() throws {
    let moment = Moment(milliseconds: 1_794_719_100_123)
    let data = try JSONEncoder().encode([moment])
    #expect(String(decoding: data, as: UTF8.self) == "[1794719100123]")
    #expect(try JSONDecoder().decode([Moment].self, from: data) == [moment])
  }

  @Test func aClockTimeIsPlacedOnItsDay() throws {
    let day = try #require(Day("2026-11-15"))
    #expect(Moment(day, hour: 14, minute: 5)?.iso == "2026-11-15T09:05:00Z")
    #expect(Moment(day, hour: 24, minute: 0) == nil)
  }
}

@Suite struct WrittenDates {
  static let months = Vectors("months_kk_ru").rows

  @Test(arguments: months)
  func everyMonthOfTheTableIsWrittenSo(row: [String: String]) throws {
    let month = try #require(Int(row["month"] ?? ""))
    let day = try #require(Day(year: 2026, month: month, day: 15))
    let kk = try #require(row["kk"])
    #expect(Language.kk.date(day) == "2026 жылғы 15 \(kk)")
    #expect(Language.kk.date(day) == row["kk_long_example"])
    #expect(Language.ru.date(day) == "15 \(row["ru_genitive"] ?? "") 2026 года")
    let until = try #require(row.first { $0.key.hasPrefix("kk_until") }?.value)
    #expect(Language.kk.until(day) == "2026 жылғы 15 \(until) дейін")
  }

  @Test func theTableHasTwelveMonths() { #expect(Self.months.count == 12) }

  @Test func eachLanguageHasItsPatterns() throws {
    let day = try #require(Day("2026-09-05"))
    let moment = try #require(Moment("2026-09-05T09:05:00Z"))
    #expect(Language.allCases.map { $0.date(day) } == ["2026 жылғы 5 қыркүйек", "5 сентября 2026 года", "5 September 2026"])
    #expect(
      Language.allCases.map { $0.until(day) } == [
        "2026 жылғы 5 қыркүйекке дейін", "до 5 сентября 2026 года", "until 5 September 2026",
      ])
    #expect(Language.allCases.map { $0.shortDate(day) } == ["05.09.2026", "05.09.2026", "5 Sep 2026"])
    #expect(
      Language.allCases.map { $0.dateTime(moment) } == [
        "2026 жылғы 5 қыркүйек, 14:05", "5 сентября 2026 года, 14:05", "5 September 2026, 14:05",
      ])
  }

  @Test("from one day to another says once what both have in common")
  func ranges() throws {
    let days = try ["2026-11-09", "2027-01-17", "2027-02-13", "2027-02-14", "2027-03-14"].map { try #require(Day($0)) }
    #expect(Language.kk.dates(days[2], days[3]) == "2027 жылғы 13–14 ақпан")
    #expect(Language.ru.dates(days[2], days[4]) == "13 февраля – 14 марта 2027 года")
    #expect(Language.en.dates(days[0], days[1]) == "9 November 2026 – 17 January 2027")
    #expect(Language.kk.dates(days[1], days[1]) == Language.kk.date(days[1]))
  }
}
