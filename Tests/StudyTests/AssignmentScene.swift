import Courses
import Documents
import Exchange
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

extension SchoolScene {
  /// The three boxes of a day so many days from now.
  func day(in days: Int) -> [(String, String)] {
    let day = kit.clock.now.day().adding(days: days)
    return [("day-day", String(day.day)), ("day-month", String(day.month)), ("day-year", String(day.year))]
  }

  func levels(_ table: Int, _ result: Int, _ reason: Int) -> [(String, String)] {
    [("level-table", String(table)), ("level-result", String(result)), ("level-reason", String(reason))]
  }

  /// Of the cohort's course, to be handed in within so many days.
  @discardableResult
  mutating func give(in days: Int = 5, exercise: String = "own-pendulum-report") async throws -> String {
    await trainers[0].get("\(group)/assignments")
    await trainers[0].submit(
      "\(group)/assignments", [("exercise", "physics-measurement/\(exercise)")] + day(in: days))
    #expect(trainers[0].status == 303, "\(trainers[0].page)")
    return try await assignmentID()
  }

  func assignmentID() async throws -> String {
    try #require(
      try await kit.house.database.read { try $0.value("SELECT id FROM study_assignment ORDER BY given_at LIMIT 1") as String? })
  }

  /// Returns the id of the version.
  @discardableResult
  func handIn(_ girl: Int, _ text: String, again: Bool = false) async throws -> String {
    let page = "/study/assignments/\(try await assignmentID())"
    var browser = try await kit.applicant(girls[girl], .en)
    await browser.get(page)
    if again {
      await browser.submit(page, [])
      await browser.follow()
    }
    await browser.submit(page, [("text", text), ("go", "hand-in")])
    #expect(browser.status == 303, "\(browser.page)")
    return try await workID(girl)
  }

  private func workID(_ girl: Int) async throws -> String {
    let number = try await number(girl)
    return try #require(
      try await kit.house.database.read {
        try $0.value(
          "SELECT id FROM study_hand_in WHERE learner = \(number) AND handed_at IS NOT NULL ORDER BY number DESC LIMIT 1")
          as String?
      })
  }

  /// Of her last version.
  func workPage(_ girl: Int) async throws -> String {
    "/desk/assignments/\(try await assignmentID())/marking/\(try await workID(girl))"
  }

  /// Whatever the hash drew, nothing wants a second mark.
  func unsample() async throws {
    let no = false
    _ = try await kit.house.database.write { try $0.run("UPDATE study_hand_in SET wants_second = \(no)") }
  }

  func sample() async throws {
    let yes = true
    _ = try await kit.house.database.write { try $0.run("UPDATE study_hand_in SET wants_second = \(yes)") }
  }

  /// She has worked through the first lessons of the course.
  func finish(_ girl: Int, lessons count: Int) async throws {
    let (house, person) = (kit.house, girls[girl])
    let courses = try await house.openCourses()
    try await house.database.write { tx in
      let learner = try #require(try tx.learner(of: person))
      let lessons = try #require(courses.first { $0.key == "physics-measurement" }).course.lessons
      let events = lessons.prefix(count).map { lesson in
        StudyEvent(
          id: house.outside.id(), .finished, about: "physics-measurement/\(lesson.key)", at: house.outside.now(), body: "")
      }
      try tx.keep(events, of: learner, try tx.safe(of: person, house.vault), in: courses, house)
    }
  }

  /// The first trainer's marks of these girls.
  mutating func keepRoll(_ meeting: Meeting, _ marks: [Int: RollMark]) async throws {
    let page = "/desk/meetings/\(meeting.id)/roll"
    var fields: [(String, String)] = []
    for (girl, mark) in marks { fields.append(("mark-\(try await number(girl))", mark.rawValue)) }
    await trainers[0].get(page)
    await trainers[0].submit(page, fields)
    #expect(trainers[0].status == 303, "\(trainers[0].page)")
  }

  /// Rows of the workbook that was taken.
  func sheet(_ browser: Browser) throws -> [[String]] {
    var sheet = try Spreadsheet.open(browser.reply.body)
    var rows = [sheet.columns]
    while let row = try sheet.next() { rows.append(row.cells) }
    return rows
  }
}
