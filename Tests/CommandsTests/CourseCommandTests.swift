import ArgumentParser
import Courses
import Exchange
import Foundation
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Commands

/// `keruen course`: the sample lesson in a folder of the test's own.
@Suite struct CourseCommandTests {
  private static let example = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "Examples/lesson")

  private func copy() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "keruen-course-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: Self.example, to: folder)
    return folder.path
  }

  private func change(_ name: String, in folder: String, _ old: String, _ new: String) throws {
    let file = URL(filePath: "\(folder)/lessons/02-how-sure/\(name)")
    let text = try String(contentsOf: file, encoding: .utf8)
    try #require(text.contains(old))
    try text.replacing(old, with: new, maxReplacements: 1).write(to: file, atomically: true, encoding: .utf8)
  }

  @Test("a course in order ends with 0, a fault with 2, and what changed in all languages can be confirmed")
  func check() throws {
    let folder = try copy()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try CheckCourse.parse([folder]).run()
    try change("ru.md", in: folder, "14,1 с", "141 с")
    let two = #expect(throws: ExitCode.self) { try CheckCourse.parse([folder, "--json"]).run() }
    #expect(two == ExitCode(2))
    #expect(throws: ExitCode.self) { try ConfirmCourse.parse([folder]).run() }
    try change("ru.md", in: folder, "141 с", "14,1 с")
    try change("ru.md", in: folder, "Кто прав?", "Кто же прав?")
    #expect(try WrittenCourse.read(folder).complaints().map(\.rule) == ["drift"])
    try ConfirmCourse.parse([folder, "02-how-sure"]).run()
    #expect(try WrittenCourse.read(folder).complaints().isEmpty)
    try CheckCourse.parse([folder]).run()
  }

  @Test("freezing writes what is not frozen yet, and nothing the second time; what is right may not change then")
  func freeze() throws {
    let folder = try copy()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(throws: ExitCode.self) { try CheckCourse.parse([folder, "--to-publish"]).run() }
    try FreezeCourse.parse([folder]).run()
    try CheckCourse.parse([folder, "--to-publish"]).run()
    let frozen = "\(folder)/lessons/02-how-sure/frozen"
    #expect(try FileManager.default.contentsOfDirectory(atPath: frozen).count == 4)
    let before = try Data(contentsOf: URL(filePath: "\(frozen)/mean-and-spread.json"))
    try FreezeCourse.parse([folder]).run()
    #expect(try Data(contentsOf: URL(filePath: "\(frozen)/mean-and-spread.json")) == before)
    try change("exercises/mean-and-spread.yaml", in: folder, "value: \"m\"", "value: \"m + 1\"")
    let two = #expect(throws: ExitCode.self) { try FreezeCourse.parse([folder]).run() }
    #expect(two == ExitCode(2))
    #expect(try Data(contentsOf: URL(filePath: "\(frozen)/mean-and-spread.json")) == before)
  }

  @Test("a course in order is brought as a version that nobody reads yet; one with a fault is not", arguments: Databases.engines)
  func load(_ kind: EngineKind) async throws {
    let installation = try await Installation(kind)
    let founded = try await installation.opened()
    founded.house.database.close()
    let folder = try copy()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try change("kk.md", in: folder, "14,1", "141")
    await #expect(throws: ExitCode(2)) { try await installation.run("course", "load", rest: [folder]) }
    try change("kk.md", in: folder, "141", "14,1")
    try FreezeCourse.parse([folder]).run()
    try await installation.run("course", "load", rest: [folder])
    try await installation.run("course", "load", rest: [folder])
    let kit = try await installation.opened()
    defer { kit.house.database.close() }
    #expect(try await kit.count("SELECT count(*) FROM edition WHERE kind = 'course' AND written_by = 'operator'") == 1)
    #expect(
      try await kit.count(
        "SELECT count(*) FROM edition JOIN study_course ON study_course.edition_id = edition.id WHERE written_by = 'operator'")
        == 0)
  }

  @Test("JSON names file, line, rule and sentence")
  func json() throws {
    let folder = try copy()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try change("en.md", in: folder, "14.1 s", "141 s")
    let text = WrittenCourse.json(try WrittenCourse.read(folder).complaints(), .en).text
    #expect(text.contains(#""file":"lessons/02-how-sure/en.md","line":1,"rule":"numbers","says":"the numbers differ: here 141"#))
  }

  @Test("a folder that is no course, and a lesson that is not there, are named")
  func refused() throws {
    #expect(throws: FileRefusal.self) { try CheckCourse.parse(["/nowhere/at/all"]).run() }
    #expect(throws: FileRefusal.self) { try CheckCourse.parse([Self.example.appending(path: "lessons").path]).run() }
    #expect(throws: Trouble.self) { try ConfirmCourse.parse([Self.example.path, "09-none"]).run() }
  }
}
