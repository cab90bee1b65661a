import Courses
import Exchange
import Exercises
import Foundation
import Home
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// The courses that anybody may read.
@Suite struct CoursePagesTests {
  static func kit(_ kind: EngineKind = .sqlite) async throws -> HouseKit {
    try await HouseKit.house(kind, rooms: [Home.room, Study.room])
  }

  @Test("from the list to a lesson and on, in three languages", arguments: Databases.engines)
  func way(_ kind: EngineKind) async throws {
    let kit = try await Self.kit(kind)
    for t in Language.allCases {
      var browser = kit.browser(t)
      await browser.get("/courses")
      #expect(browser.status == 200 && browser.page.contains("href=\"/courses/physics-measurement\""))
      await browser.get("/courses/physics-measurement")
      #expect(browser.page.contains("href=\"/courses/physics-measurement/02-how-sure\""))
      #expect(browser.page.contains("id=\"term-period\""))
      await browser.get("/courses/physics-measurement/02-how-sure")
      #expect(browser.status == 200 && browser.page.contains("<figure><svg") && browser.page.contains("id=\"b17\""))
      #expect(browser.page.contains("href=\"/courses/physics-measurement#term-"))
    }
  }

  @Test("what is not there is said to be missing")
  func missing() async throws {
    var browser = try await Self.kit().browser(.en)
    for path in [
      "/courses/no", "/courses/physics-measurement/no", "/courses/physics-measurement/02-how-sure/files/no.pdf",
      "/kept/physics-measurement/000000000000/kk/pack.json", "/kept/no/x/kk/pack.json", "/kept/physics-measurement/x/xx/-",
    ] {
      await browser.get(path)
      #expect(browser.status == 404, "\(path)")
    }
  }

  @Test("the pack names every page of the course, and each is there, the same for everybody")
  func pack() async throws {
    let kit = try await Self.kit()
    var browser = kit.browser(.kk)
    await browser.get("/courses/physics-measurement/02-how-sure")
    let pack = try #require(browser.page.firstMatch(of: /data-pack="([^"]+)"/)).1
    await browser.get(String(pack))
    #expect(browser.status == 200 && browser.reply.header("cache-control")?.contains("immutable") == true)
    let pages = browser.page.matches(of: /"kept":"([^"]+)"/).map { String($0.1) }
    #expect(pages.count >= 2)
    for page in pages {
      await browser.get(page)
      #expect(browser.status == 200 && browser.page.hasPrefix("<!doctype html>"), "\(page)")
      #expect(!browser.page.contains("name=\"token\"") && !browser.page.contains("href=\"/sign-in\""))
    }
  }

  @Test("the courses that ship are in order, frozen, and whole", arguments: ["physics-measurement", "mathematics-engineering"])
  func inOrder(_ key: String) throws {
    let files = try #require(ShippedCourses.all(.shipped).first { $0.key == key }).files
    #expect(CourseFolder(files: files).complaints().map { $0.text(.en) } == [])
    let exercises = CourseExercises(files: files)
    #expect(exercises.complaints(toPublish: true).map { $0.text(.en) } == [])
    let read = try #require(ReadCourse(files: files))
    #expect(read.course.lessons.count == 7 && read.exercises.count >= 30)
    for found in read.exercises where found.exercise.kind.isSelfJudged {
      #expect(!found.variants.isEmpty, "\(found.exercise.key)")
      for variant in found.variants {
        for t in Language.allCases {
          guard let right = found.exercise.rightAnswer(variant, t) else { continue }
          #expect(found.exercise.judge(right, variant, t)?.isRight == true, "\(found.exercise.key) \(variant.id) \(t)")
        }
      }
    }
  }

  @Test("a shipped course stands once; one that was written here is not replaced by the program's")
  func shipped() async throws {
    let kit = try await Self.kit()
    let house = kit.house
    try await house.prepare()
    #expect(try await house.database.read { try $0.openCourses().filter { $0.key == "physics-measurement" }.count } == 1)
    let before = try await house.database.read { try $0.editions(.course, key: "physics-measurement") }
    #expect(before.count == 1)
    try await house.database.write { tx in
      var files = try tx.editionFiles(before[0].id)
      files["course.yaml"] = (files["course.yaml"] ?? []) + Array("# ours\n".utf8)
      let edition = try tx.addEdition(.course, files, key: "physics-measurement", by: "operator", house)
      try tx.publish(try #require(edition), by: "operator", house)
    }
    try await house.prepare()
    let after = try await house.database.read { try $0.editions(.course, key: "physics-measurement") }
    #expect(after.map(\.writtenBy) == ["operator", ProgrammeFolder.shippedName])
    let open = try await house.openCourse("physics-measurement")
    #expect(open.open.edition == after[0].id)
  }
}
