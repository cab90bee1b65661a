import Programme
import Testing
import Words

@Suite struct BusinessDayTests {
  private static let listed = try? Holidays(csv: csv)
  private static let csv = Array(
    """
    day,kind,name_kk,name_ru
    2026-12-16,holiday,Тәуелсіздік күні,День независимости
    2027-01-01,holiday,Жаңа жыл,Новый год
    2027-01-02,holiday,Жаңа жыл,Новый год
    2027-01-04,moved,Жаңа жыл,Новый год
    2027-01-07,day off,Рождество,Рождество
    2027-03-08,holiday,Әйелдер күні,Женский день
    2027-03-13,working,Жұмыс күні,Рабочий день
    2027-03-15,moved,Демалыс,Выходной
    """.utf8)

  /// From, how many, and the day.
  private static let due: [(String, Int, String)] = [
    // Monday to Friday.
    ("2027-02-01", 1, "2027-02-02"), ("2027-02-05", 1, "2027-02-08"), ("2027-02-05", 5, "2027-02-12"),
    // Over the new year: Thursday 31 December, then Tuesday 5 January, Wednesday, and Friday behind a day off.
    ("2026-12-30", 1, "2026-12-31"), ("2026-12-30", 2, "2027-01-05"), ("2026-12-30", 4, "2027-01-08"),
    ("2026-12-31", 3, "2027-01-08"),
    // A Saturday that is worked for a Monday.
    ("2027-03-12", 1, "2027-03-13"), ("2027-03-12", 2, "2027-03-16"),
    // None: the day itself, or the next one on which people work.
    ("2027-02-05", 0, "2027-02-05"), ("2027-02-06", 0, "2027-02-08"), ("2027-01-01", 0, "2027-01-05"),
  ]

  @Test("so many working days after a day, over weekends, holidays and days that were moved", arguments: due.indices)
  func after(_ index: Int) throws {
    let holidays = try #require(Self.listed)
    let (from, count, expected) = Self.due[index]
    let day = holidays.day(count, businessDaysAfter: try #require(Day(from)))
    #expect(day == BusinessDay(try #require(Day(expected)), isSettled: true), "\(day.day.iso)")
  }

  @Test("both ways of counting agree, day by day of two years")
  func agree() throws {
    let holidays = try #require(Self.listed)
    let first = try #require(Day("2026-06-01"))
    for offset in 0..<500 {
      let from = first.adding(days: offset)
      for count in [1, 5, 21] {
        let due = holidays.day(count, businessDaysAfter: from)
        #expect(holidays.isBusinessDay(due.day) && holidays.businessDays(after: from, through: due.day) == count)
      }
      #expect(holidays.businessDays(after: from, through: from) == 0)
      #expect(holidays.businessDays(after: from, through: from.adding(days: -9)) == 0)
    }
  }

  @Test("a year of which no list is known is not called settled")
  func unsettled() throws {
    let holidays = try #require(Self.listed)
    #expect(!holidays.day(5, businessDaysAfter: try #require(Day("2027-12-29"))).isSettled)
    #expect(holidays.day(1, businessDaysAfter: try #require(Day("2027-12-29"))).isSettled)
    #expect(!holidays.day(0, businessDaysAfter: try #require(Day("2030-05-06"))).isSettled)
  }

  @Test("it ends with the day in Kazakhstan")
  func end() throws {
    let holidays = try #require(Self.listed)
    let due = holidays.day(5, businessDaysAfter: try #require(Day("2027-02-05")))
    #expect(due.end() == (try #require(Day("2027-02-13"))).start())
  }

  @Test("a weekday cannot be worked instead, and says so at its line")
  func refused() {
    do {
      _ = try Holidays(csv: Array("day,kind,name_kk,name_ru\n2027-03-16,working,а,б\n".utf8))
      Issue.record("accepted")
    } catch {
      #expect((error as? FileComplaints)?.complaints.map(\.line) == [2])
    }
  }

  @Test("a list without kinds has days off only")
  func withoutKinds() throws {
    let holidays = try Holidays(csv: Array("day,name_kk,name_ru\n2027-01-01,а,б\n".utf8))
    let (first, second) = (try #require(Day("2027-01-01")), try #require(Day("2027-01-02")))
    #expect(!holidays.isBusinessDay(first) && !holidays.isWorked(second))
  }
}
