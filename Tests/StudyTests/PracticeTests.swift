import Courses
import Exchange
import Exercises
import HouseKit
import Learning
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// The page of practice without a script: what comes next, why, and how it goes on.
@Suite struct PracticeTests {
  private static let page = "/study/practice"

  /// The exercise on her page, its variant, and what is right.
  private static func asked(_ pupil: Pupil) async throws -> (fields: [(String, String)], key: String, variant: Int) {
    let page = pupil.browser.page
    let found = try #require(page.firstMatch(of: /data-exercise="([a-z-]+)" data-variant="(\d+)"/))
    let course = try #require(page.firstMatch(of: /name="course" value="([a-z-]+)"/)?.1)
    let lesson = try #require(page.firstMatch(of: /name="lesson" value="([a-z0-9-]+)"/)?.1)
    let shelved = try await pupil.kit.house.openCourse(String(course))
    let exercise = try #require(shelved.read.exercise(String(found.1)))
    let variant = try #require(Int(found.2).flatMap { exercise.variant($0) })
    let answer = try #require(exercise.exercise.rightAnswer(variant, .en))
    let fields = [
      ("course", String(course)), ("lesson", String(lesson)), ("from", "practice"), ("x", String(found.1)),
      ("v", String(found.2)),
    ]
    return (fields + answer.texts.map { ("p.\($0.key)", $0.value) }, String(found.1), variant.id)
  }

  /// A girl who has worked through the first lesson.
  private static func pupil(_ kit: HouseKit) async throws -> Pupil {
    var pupil = try await Pupil(kit, .en)
    let course = try #require(try await kit.house.openCourses().first)
    await pupil.browser.post(
      "/study/lessons", [("course", course.key), ("lesson", try #require(course.course.lessons.first).key)])
    return pupil
  }

  @Test("one exercise after another: the reason, the verdict, and never the same numbers twice", arguments: Databases.engines)
  func goesOn(_ kind: EngineKind) async throws {
    let kit = try await Pupil.house(kind)
    var pupil = try await Self.pupil(kit)
    await pupil.browser.get("/study")
    #expect(pupil.browser.page.contains("href=\"/study/practice?skill="), "the first page leads there")
    var seen: Set<String> = []
    for turn in 0..<6 {
      await pupil.browser.get(Self.page)
      #expect(pupil.browser.page.contains("three right answers at the first try"), "why now")
      let (fields, key, variant) = try await Self.asked(pupil)
      #expect(seen.insert("\(key)/\(variant)").inserted, "\(key) \(variant) again at \(turn)")
      await pupil.browser.post("/study/attempts", fields)
      #expect(
        pupil.browser.location?.hasPrefix("/study/practice?x=") == true && pupil.browser.location?.hasSuffix("#x-\(key)") == true)
      await pupil.browser.follow()
      #expect(pupil.browser.page.contains("Next exercise") && pupil.browser.page.contains("Of the three answers"))
      kit.clock.move(seconds: 60)
    }
    let course = try #require(try await kit.house.openCourses().first)
    let lesson = try #require(course.course.lessons.first)
    #expect(try await pupil.states().count >= 2, "the weakest skill goes first, so skills take turns")
    #expect(lesson.skills.allSatisfy { $0.title != nil })
  }

  @Test("a wrong answer is told why and stays; the next one is another skill's", arguments: [EngineKind.sqlite])
  func wrong(_ kind: EngineKind) async throws {
    let kit = try await Pupil.house(kind)
    var pupil = try await Self.pupil(kit)
    await pupil.browser.get(Self.page)
    let (fields, key, _) = try await Self.asked(pupil)
    let wrong = fields.map { $0.0.hasPrefix("p.") ? ($0.0, "123456") : $0 }
    await pupil.browser.post("/study/attempts", wrong)
    await pupil.browser.follow()
    #expect(pupil.browser.page.contains("data-exercise=\"\(key)\"") && pupil.browser.page.contains("Next exercise"))
    kit.clock.move(seconds: 60)
    await pupil.browser.post("/study/attempts", fields)
    await pupil.browser.follow()
    #expect(pupil.browser.page.contains("Of the three answers that hold the skill there are so far: 0."), "not at first try")
    #expect(pupil.browser.page.contains("It was not the first try"))
  }

  @Test("what cannot be read is no answer: the field says why, and there is no next exercise", arguments: [EngineKind.sqlite])
  func unread(_ kind: EngineKind) async throws {
    let kit = try await Pupil.house(kind)
    var pupil = try await Self.pupil(kit)
    // Until one comes that asks for a number.
    for _ in 0..<12 {
      await pupil.browser.get(Self.page)
      let (fields, key, _) = try await Self.asked(pupil)
      guard pupil.browser.page.contains("aria-describedby=\"x-\(key)-a-as\"") else {
        await pupil.browser.post("/study/attempts", fields)
        kit.clock.move(seconds: 60)
        continue
      }
      await pupil.browser.post("/study/attempts", fields.map { $0.0.hasPrefix("p.") ? ($0.0, "abc") : $0 })
      await pupil.browser.follow()
      let page = pupil.browser.page
      #expect(page.contains("value=\"abc\"") && page.contains("aria-invalid=\"true\""), "\(page)")
      #expect(page.contains("data-as=\"a\">The answer must begin with a number.</p>"))
      #expect(
        page.contains("role=\"status\">What you wrote is on the server; it does not count as an answer.")
          && !page.contains(">Next exercise<"))
      return
    }
    Issue.record("no exercise asks for a number")
  }

  @Test("an answer that was right after a hint counts for nothing, and the page says so", arguments: [EngineKind.sqlite])
  func hinted(_ kind: EngineKind) async throws {
    let kit = try await Pupil.house(kind)
    var pupil = try await Self.pupil(kit)
    await pupil.browser.get(Self.page)
    let (fields, key, variant) = try await Self.asked(pupil)
    let course = try #require(fields.first { $0.0 == "course" }).1
    let answer = fields.filter { $0.0.hasPrefix("p.") }.map { "\"\($0.0.dropFirst(2))\":\"\($0.1)\"" }.joined(separator: ",")
    let tag = try await pupil.learner().tag.text
    await pupil.browser.say(
      "/journal",
      JSON.object([
        ("owner", .string(tag)), ("thread", .string("study")),
        (
          "events",
          .array([
            .object([
              ("id", .string(kit.house.outside.id(of: JournalEvent.self).text)), ("kind", .string("attempt")),
              ("about", .string("\(course)/\(key)/\(variant)")),
              ("body", .string("{\"answer\":{\(answer)},\"first\":true,\"hints\":1}")),
              ("at", .number(Double(kit.clock.now.milliseconds))),
            ])
          ])
        ),
      ]).text)
    #expect(pupil.browser.status == 200, "\(pupil.browser.page)")
    await pupil.browser.get("\(Self.page)?x=\(course)/\(key)")
    #expect(pupil.browser.page.contains("A hint was open, so this answer does not count"), "\(pupil.browser.page)")
    #expect(pupil.browser.page.contains("there are so far: 0."))
  }

  @Test("she chooses a skill herself; nonsense in the address chooses nothing", arguments: [EngineKind.sqlite])
  func chosen(_ kind: EngineKind) async throws {
    let kit = try await Pupil.house(kind)
    var pupil = try await Self.pupil(kit)
    await pupil.browser.get("\(Self.page)?skill=mathematics-engineering/cost-of-a-loan")
    #expect(
      pupil.browser.page.contains("role=\"status\">You chose this skill yourself.")
        && pupil.browser.page.contains("Cost of a loan"))
    for nonsense in ["skill=none/none", "skill=a", "x=none/none", "x=a/b/c", "x="] {
      await pupil.browser.get("\(Self.page)?\(nonsense)")
      #expect(pupil.browser.status == 200 && !pupil.browser.page.contains("role=\"status\">You chose"))
    }
    var other = try await kit.staff(.trainer, .everything, .en)
    await other.get(Self.page)
    #expect(other.status == 403)
  }

  @Test("who has not begun any lesson is told what to do instead", arguments: [EngineKind.sqlite])
  func nothing(_ kind: EngineKind) async throws {
    let kit = try await Pupil.house(kind)
    var pupil = try await Pupil(kit, .en)
    await pupil.browser.get(Self.page)
    #expect(pupil.browser.page.contains("data-next") && pupil.browser.page.contains("href=\"/courses/"))
    #expect(!pupil.browser.page.contains("class=\"ex\" id="))
  }

  @Test("what the phone goes on from is what the server knows")
  func told() async throws {
    let kit = try await Pupil.house(.sqlite)
    var pupil = try await Self.pupil(kit)
    await pupil.browser.get(Self.page)
    let (fields, _, _) = try await Self.asked(pupil)
    await pupil.browser.post("/study/attempts", fields)
    await pupil.browser.get(Self.page)
    let states = try await pupil.states()
    #expect(!states.isEmpty && states.allSatisfy { pupil.browser.page.contains(String($0.drop { $0 != ":" }.dropFirst(2))) })
    let courses = try await kit.house.openCourses()
    #expect(
      courses.flatMap(\.course.lessons).flatMap(\.skills).allSatisfy { $0.title != nil }, "every skill of what ships has a name")
  }
}
