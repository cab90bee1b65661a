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

  @Test("a stage that has begun keeps its first day, and no day is moved into the past")
  func begun() throws {
    let stands = RoundDates.proposed(leaving: 2028, number: 1)
    func changed(_ stage: Round.Stage, _ first: String, _ last: String, on today: String) throws -> [Round.Stage] {
      var spans: [Round.Stage: RoundDates.Span] = [:]
      for each in Round.Stage.allCases { spans[each] = stands[each] }
      spans[stage] = RoundDates.Span(try #require(Day(first)), try #require(Day(last)))
      return RoundDates(spans).complaints(instead: stands, on: try #require(Day(today))).map(\.stage)
    }
    // The lists open on 3 April: the day before they may open later, on the day and after it not.
    #expect(try changed(.list, "2028-04-10", "2028-05-14", on: "2028-04-02").isEmpty)
    for today in ["2028-04-03", "2028-05-01", "2028-05-20"] {
      #expect(try changed(.list, "2028-04-10", "2028-05-14", on: today) == [.list], "\(today)")
    }
    #expect(try changed(.list, "2028-04-03", "2028-05-15", on: "2028-05-01").isEmpty, "longer")
    #expect(try changed(.list, "2028-04-03", "2028-04-20", on: "2028-05-01") == [.list], "ended yesterday")
    #expect(try changed(.rule, "2028-03-21", "2028-03-21", on: "2028-03-20") == [.rule])
    #expect(try changed(.run, "2028-05-18", "2028-05-22", on: "2028-05-17") == [.run])
    #expect(try changed(.answers, "2028-05-23", "2028-06-30", on: "2028-06-01") == [.answers])
    #expect(try changed(.list, "2028-03-25", "2028-05-14", on: "2028-03-28") == [.list], "opened in the past")
  }

  @Test(
    "the chair cannot move the lists once they are open, and reads beside hers what another wrote", arguments: Databases.engines)
  func edited(_ kind: EngineKind) async throws {
    let market = try await Market.open(kind)
    let round = "/desk/grants/rounds/\(market.round)"
    var chair = try await market.kit.staff(.chair, .everything, .en)
    var other = try await market.kit.staff(.chair, .everything, .en)
    await chair.get("\(round)/edit")
    await other.get("\(round)/edit")
    await other.submit(round, DeskTests.days(2027, [("offers-last-day", "14")]))
    #expect(other.status == 303, "\(other.page)")
    let mine = DeskTests.days(2027, [("outcomes-last-day", "20"), ("outcomes-last-month", "10")])
    await chair.submit(round, mine)
    #expect(chair.status == 422 && chair.page.contains("Somebody else changed this meanwhile"), "\(chair.page)")
    #expect(chair.page.contains("14 March") && chair.page.contains("name=\"outcomes-last-day\" value=\"20\""), "\(chair.page)")
    #expect(try await market.kit.count("SELECT count(*) FROM grants_stage WHERE last_day = '2027-03-14'") == 1)
    market.kit.clock.move(days: 63)
    chair = try await market.kit.staff(.chair, .everything, .en)
    await chair.get("\(round)/edit")
    await chair.submit(round, DeskTests.days(2027, [("offers-last-day", "14"), ("list-first-day", "12")]))
    #expect(chair.status == 422 && chair.page.contains("This stage began on 3 April 2027"), "\(chair.page)")
    let id = try await market.read { try $0.round(market.round).days(.list)?.first.iso }
    #expect(id == "2027-04-03")
  }

  @Test("a round whose run is over cannot be made", arguments: Databases.engines)
  func past(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    kit.clock.move(days: 130)
    var chair = try await kit.staff(.chair, .everything, .en)
    await chair.get("/desk/grants/rounds/new?year=2027&number=1")
    await chair.submit("/desk/grants/rounds", DeskTests.days(2027))
    #expect(chair.status == 422 && chair.page.contains("it cannot be opened any more"), "\(chair.page)")
    await chair.get("/desk/grants/rounds/new?year=2028&number=1")
    await chair.submit("/desk/grants/rounds", DeskTests.days(2028))
    #expect(chair.status == 303, "\(chair.page)")
    #expect(try await kit.count("SELECT count(*) FROM grants_round") == 1)
  }

  @Test("a girl of grade 10 in 2026/27 leaves in 2028, one of grade 9 in 2029, in a school of twelve years one later")
  func years() {
    #expect(LeavingYear.of(grade: 10, schoolYear: 2026) == 2028)
    #expect(LeavingYear.of(grade: 9, schoolYear: 2026) == 2029)
    #expect(LeavingYear.of(grade: 10, schoolYear: 2026, years: 12) == 2029)
  }
}
