import Courses
import Exercises
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// A running group with two trainers, for the tests of its checks.
struct CheckScene {
  var school: SchoolScene

  init(_ kind: EngineKind) async throws {
    school = try await SchoolScene(kind)
    try await school.hire()
    await school.desk.get(school.group)
    await school.desk.submit("\(school.group)/opening")
  }

  func move(minutes: Int) { school.kit.clock.move(seconds: minutes * 60) }

  func girl(_ number: Int) async throws -> Browser { try await school.kit.applicant(school.girls[number], .en) }

  func tag(_ girl: Int) async throws -> String {
    let person = school.girls[girl]
    return try await school.kit.house.database.read { tx in try #require(try tx.learner(of: person)).tag.text }
  }

  func receipt(_ check: Check, _ girl: Int) async throws -> String? {
    let (house, number) = (school.kit.house, try await school.number(girl))
    return try await house.database.read { tx in try tx.receipt(check, number, house) }
  }

  func check(_ form: String) async throws -> Check {
    try await school.kit.house.database.read { tx in try #require(try tx.checks(where: "form = \(form)").last) }
  }

  func give(_ form: String, _ window: CheckToGive.Window) async throws -> Check {
    let house = school.kit.house
    let id = try #require(ID<Group>(String(school.group.suffix(36))))
    let actor = Actor(person: school.people[0], role: .trainer)
    let course = try #require(try await house.openCourses().first { $0.key == "physics-measurement" })
    let wanted = CheckToGive(course: course, form: try #require(course.read.checks[form]).form, window: window)
    try await house.database.write { tx in try tx.give(wanted, to: try tx.group(id), by: actor, house) }
    return try await check(form)
  }

  /// Before or after the course, in a window of a week from today.
  func measure(_ form: String) async throws -> Check {
    let today = school.kit.clock.now.day()
    return try await give(form, .days(today, today.adding(days: 6)))
  }

  /// So many right answers first, the rest wrong; `girl` nil: as the printed sheet has the questions.
  func answers(_ form: String, of girl: Int?, right: Int) async throws -> [(item: CheckItem, answer: Answer)] {
    let house = school.kit.house
    let course = try #require(try await house.openCourses().first { $0.key == "physics-measurement" })
    let person = girl.map { school.girls[$0] }
    let seed = try await house.database.read { tx in try person.flatMap { try tx.learner(of: $0)?.seed } }
    return try #require(course.read.checks[form]).items.enumerated().map { place, item in
      let variant = seed.map { item.variant(seed: $0) } ?? item.printed
      let right = place < right ? item.exercise.rightAnswer(variant, .kk) : nil
      return (item, try right ?? wrong(item, variant))
    }
  }

  /// Readable, and not right.
  private func wrong(_ item: CheckItem, _ variant: Variant) throws -> Answer {
    let right = try #require(item.exercise.rightAnswer(variant, .kk))
    let texts = right.texts.mapValues { $0 == "1" ? "2" : $0.contains(where: \.isLetter) && Int($0.prefix(1)) == nil ? $0 : "1" }
    let other = try #require(Answer(item.exercise.kind == .match ? right.texts.mapValues { _ in right.texts["1"] ?? "" } : texts))
    return item.exercise.judge(other, variant, .kk)?.isRight == true ? try #require(Answer(["a": "99999"])) : other
  }

  /// The same as the fields of the check's form.
  func fields(_ form: String, of girl: Int?, right: Int) async throws -> [(String, String)] {
    try await answers(form, of: girl, right: right).flatMap { item, answer in
      answer.texts.sorted { $0.key < $1.key }.flatMap { place, text in
        item.exercise.kind == .several
          ? text.split(separator: " ").map { ("q.\(item.key).\(place)", String($0)) } : [("q.\(item.key).\(place)", text)]
      }
    }
  }

  /// These girls sit it at once, with so many right answers, and hand in.
  func sit(_ check: Check, _ girls: [(girl: Int, right: Int)]) async throws {
    let house = school.kit.house
    for (girl, right) in girls {
      let answers = Dictionary(try await answers(check.form, of: girl, right: right).map { ($0.item.key, $0.answer) }) {
        first, _ in first
      }
      let person = school.girls[girl]
      try await house.database.write { tx in
        let learner = try #require(try tx.learner(of: person))
        _ = try tx.open(check, learner, house)
        try tx.keep(
          answers, of: try tx.read(check), learner, try tx.safe(of: person, house.vault), from: .phone, handIn: true, house)
      }
    }
  }

  func points(_ check: Check, _ girl: Int) async throws -> Int? {
    let number = try await school.number(girl)
    return try await school.kit.house.database.read { try $0.sitting(check, number)?.points }
  }

  func finishLessons(of girls: [Int]) async throws {
    let house = school.kit.house
    let courses = try await house.openCourses()
    let lessons = try #require(courses.first { $0.key == "physics-measurement" }).course.lessons
    for girl in girls {
      let person = school.girls[girl]
      try await house.database.write { tx in
        let learner = try #require(try tx.learner(of: person))
        let events = lessons.map {
          StudyEvent(id: house.outside.id(), .finished, about: "physics-measurement/\($0.key)", at: house.outside.now(), body: "")
        }
        try tx.keep(events, of: learner, try tx.safe(of: person, house.vault), in: courses, house)
      }
    }
  }
}
