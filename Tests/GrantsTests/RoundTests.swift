import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Grants

/// The days of a round, and to which round a girl belongs.
@Suite struct RoundTests {
  private static func changed(
    _ stage: Round.Stage, _ first: String, _ last: String, of number: Int = 1
  ) throws -> [(stage: Round.Stage, says: Phrase)] {
    let proposed = RoundDates.proposed(leaving: 2028, number: number)
    var spans: [Round.Stage: RoundDates.Span] = [:]
    for each in Round.Stage.allCases { spans[each] = proposed[each] }
    spans[stage] = RoundDates.Span(try #require(Day(first)), try #require(Day(last)))
    return RoundDates(spans).complaints(leaving: 2028, number: number)
  }

  @Test("what is proposed is right, in every year and for both rounds")
  func proposed() {
    for year in 2025...2060 {
      for number in [1, 2] {
        #expect(RoundDates.proposed(leaving: year, number: number).complaints(leaving: year, number: number).isEmpty)
      }
    }
  }

  @Test("a girl's deadline and a run keep out of the state exams, to the day; what she may answer meanwhile does not")
  func exams() throws {
    #expect(try Self.changed(.answers, "2028-05-22", "2028-05-25").map(\.stage) == [.answers])
    #expect(try Self.changed(.answers, "2028-05-22", "2028-06-15").map(\.stage) == [.answers])
    #expect(try Self.changed(.answers, "2028-05-22", "2028-05-24").isEmpty)
    #expect(try Self.changed(.answers, "2028-05-22", "2028-06-16").isEmpty)
    #expect(try Self.changed(.appeals, "2028-05-22", "2028-06-01").map(\.stage) == [.appeals])
    #expect(try Self.changed(.run, "2028-05-17", "2028-05-25").map(\.stage).contains(.run))
    #expect(try Self.changed(.run, "2028-05-15", "2028-05-24").isEmpty)
    #expect(try Self.changed(.offers, "2028-02-01", "2028-03-19").isEmpty)
  }

  @Test("a stage begins when the one before it is over, in the year, and has both days")
  func order() throws {
    #expect(try Self.changed(.list, "2028-03-20", "2028-05-14").map(\.stage) == [.list])
    #expect(try Self.changed(.run, "2028-05-14", "2028-05-20").map(\.stage) == [.run])
    #expect(try Self.changed(.rule, "2028-03-15", "2028-03-15").map(\.stage) == [.rule])
    #expect(try Self.changed(.appeals, "2028-05-16", "2028-06-20").map(\.stage) == [.appeals])
    #expect(try Self.changed(.list, "2028-05-14", "2028-04-03").map(\.stage) == [.list])
    #expect(try Self.changed(.outcomes, "2028-09-01", "2029-01-10").map(\.stage) == [.outcomes])
    #expect(try Self.changed(.list, "2028-08-08", "2028-08-11", of: 2).map(\.stage) == [.run])
    #expect(RoundDates([:]).complaints(leaving: 2028, number: 2).count == 4)
  }

  @Test("a girl of grade 10 in 2026/27 leaves in 2028, one of grade 9 in 2029, in a school of twelve years one later")
  func years() {
    #expect(LeavingYear.of(grade: 10, schoolYear: 2026) == 2028)
    #expect(LeavingYear.of(grade: 9, schoolYear: 2026) == 2029)
    #expect(LeavingYear.of(grade: 10, schoolYear: 2026, years: 12) == 2029)
  }
}
