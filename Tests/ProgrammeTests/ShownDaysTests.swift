import Programme
import Testing
import Words

/// On which days a demonstration shows its intakes.
@Suite struct ShownDaysTests {
  private struct Case: CustomTestStringConvertible, Sendable {
    let today: String
    let isChosen: Bool
    let opens: String
    let key: String
    var testDescription: String { "\(today)\(isChosen ? ", chosen" : "")" }
  }

  @Test(
    "applications are open, or a chosen day of the intake's own year stays",
    arguments: [
      // The shipped intake takes applications from 9 November 2026 to 17 January 2027.
      Case(today: "2026-11-29", isChosen: false, opens: "2026-11-09", key: "2026"),
      Case(today: "2027-01-17", isChosen: false, opens: "2026-11-09", key: "2026"),
      Case(today: "2027-04-20", isChosen: true, opens: "2026-11-09", key: "2026"),
      Case(today: "2027-04-20", isChosen: false, opens: "2027-04-05", key: "2027"),
      Case(today: "2027-12-10", isChosen: false, opens: "2027-11-08", key: "2027"),
      Case(today: "2027-12-10", isChosen: true, opens: "2027-11-08", key: "2027"),
      Case(today: "2026-03-01", isChosen: false, opens: "2026-02-09", key: "2026"),
      Case(today: "2025-12-01", isChosen: true, opens: "2025-11-10", key: "2025"),
    ])
  private func days(_ shown: Case) throws {
    let programme = try ProgrammeData(.shipped())[.programme]
    let today = try #require(Day(shown.today))
    let moved = programme.shifted(days: programme.days(toBeShownOn: today, isChosen: shown.isChosen))
    let stage = try #require(moved.cycle.stages.first)
    #expect(stage.opens == shown.opens && moved.cycle.key == shown.key)
    #expect(moved.cycle.name.ru == "Набор \(shown.key) года" && moved.cycle.name.en == "Intake of \(shown.key)")
    // Weekdays stay.
    #expect(try #require(Day("2026-11-09")).days(to: try #require(Day(stage.opens))).isMultiple(of: 7))
  }
}
