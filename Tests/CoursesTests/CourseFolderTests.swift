import Courses
import Foundation
import Testing
import Words

/// Examples/lesson: a complete lesson, and faults planted in its files.
@Suite struct CourseFolderTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "Examples/lesson")

  private static let sample: [String: [UInt8]] = {
    var files: [String: [UInt8]] = [:]
    for path in FileManager.default.enumerator(atPath: root.path)?.compactMap({ $0 as? String }) ?? [] {
      guard let bytes = FileManager.default.contents(atPath: root.appending(path: path).path), path.contains(".") else {
        continue
      }
      files[path] = Array(bytes)
    }
    return files
  }()

  private static let lesson = "lessons/02-how-sure/"

  private func said(_ change: (inout [String: [UInt8]]) -> Void) -> [String] {
    var files = Self.sample
    change(&files)
    return CourseFolder(files: files).complaints().map { $0.text(.en) }
  }

  private func replaced(_ name: String, _ old: String, _ new: String) -> [String] {
    said { files in
      let text = String(decoding: files[name] ?? [], as: UTF8.self)
      #expect(text.contains(old), "\(name)")
      files[name] = Array(text.replacing(old, with: new, maxReplacements: 1).utf8)
    }
  }

  @Test("the sample lesson has no complaint")
  func sample() {
    #expect(Self.sample.count > 12)
    #expect(said { _ in } == [])
  }

  @Test("confirming the sample again writes its file, byte for byte")
  func confirmed() throws {
    let (yaml, against) = try CourseFolder(files: Self.sample).confirmed("02-how-sure")
    #expect(against.isEmpty)
    #expect(yaml.map { Array($0.utf8) } == Self.sample["\(Self.lesson)aligned.yaml"])
  }

  @Test("a fault of each kind is named with its file and line")
  func faults() {
    #expect(
      replaced("\(Self.lesson)ru.md", "14,1 с, у второй", "141 с, у второй").first
        == "lessons/02-how-sure/ru.md:1 [drift] changed: confirm that the languages agree")
    #expect(
      replaced("\(Self.lesson)ru.md", "14,1 с, у второй", "141 с, у второй").last?.contains(
        "[numbers] the numbers differ: here 141, in the source 14.1") == true)
    #expect(
      replaced("\(Self.lesson)exercises/period-from-ten.yaml", ", en: \"The period is the time of one oscillation.\"", "").first?
        .hasPrefix(
          "lessons/02-how-sure/exercises/period-from-ten.yaml:19 [complete]") == true)
    #expect(
      replaced("\(Self.lesson)lesson.yaml", ", \"shrink the uncertainty by timing many oscillations\"", "").first?.contains(
        "lesson.yaml:7 [complete]") == true)
    #expect(
      replaced("\(Self.lesson)figures/pendulum.yaml", "  once:", "  twice:").map {
        $0.contains("{once}") || $0.contains("{twice}")
      } == [true, true])
    #expect(
      replaced("\(Self.lesson)figures/pendulum.svg", "<circle", "<script/><circle") == [
        "lessons/02-how-sure/figures/pendulum.svg:5 [figure] <script> may not stand in a drawing"
      ])
    #expect(replaced("\(Self.lesson)figures/pendulum.yaml", "alt:", "other:").contains { $0.contains("[file]") })
    #expect(replaced("course.yaml", "source: kk", "source: kz").contains { $0.hasPrefix("course.yaml:8 [file]") })
    #expect(
      replaced("course.yaml", ", en: \"Physics through measurement\"", "") == [
        "course.yaml:3 [file] A text in three languages is needed: {kk: …, ru: …, en: …}. Missing: en."
      ])
    #expect(replaced("course.yaml", "02-how-sure, ", "") == ["course.yaml [file] 02-how-sure is not in the list of lessons"])
    #expect(said { $0 = ["course.yaml": Array("source: kz".utf8)] }.contains { $0.hasPrefix("course.yaml:1 [file]") })
    #expect(said { $0 = [:] }.map { $0.prefix(18) } == ["course.yaml [file]"])
    #expect(replaced("glossary.yaml", "en: [pendulum]", "en: [clock]").allSatisfy { $0.contains("[terms]") })
    #expect(said { $0["\(Self.lesson)figures/photo.gif"] = [] }.first?.contains("[figure]") == true)
    #expect(
      said { $0["\(Self.lesson)exercises/own-pendulum.yaml"] = nil }.filter {
        $0.contains("the exercise own-pendulum is missing")
      }.count == 3)
    #expect(said { $0["\(Self.lesson)kk.md"] = [0xFF] }.contains { $0.hasPrefix("lessons/02-how-sure/kk.md [file]") })
    #expect(
      said { $0["\(Self.lesson)aligned.yaml"] = nil } == [
        "lessons/02-how-sure/aligned.yaml:1 [drift] nobody has confirmed that the languages agree"
      ])
  }

  @Test("what may be typed is no text to be translated, and texts of checks are texts")
  func acceptedWords() {
    let head = "key: word\nkind: text\nask: {kk: Аспап қандай?, ru: Какой прибор?, en: Which instrument?}\n"
    let words = "accept: {kk: [амперметр, ток өлшегіш], ru: [амперметр], en: [ammeter]}\n"
    #expect(said { $0["\(Self.lesson)exercises/word.yaml"] = Array((head + words).utf8) } == [])
    #expect(
      said { $0["checks/items/word.yaml"] = Array("ask: {kk: Аспап қандай?, ru: Какой прибор?}\n\(words)".utf8) } == [
        "checks/items/word.yaml:1 [complete] it is not written in this language"
      ])
    #expect(
      said { $0["checks/pre.yaml"] = Array("title: {kk: Алдында 5, ru: До курса 6, en: Before 5}\n".utf8) }.first?.hasPrefix(
        "checks/pre.yaml:1 [numbers]") == true)
  }
}
