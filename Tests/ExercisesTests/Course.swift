import Foundation
import Programme
import Testing
import Words

@testable import Exercises

/// Examples/lesson, and courses made for a test.
enum Course {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let lesson = "lessons/02-how-sure/"

  static let sample: [String: [UInt8]] = {
    let folder = root.appending(path: "Examples/lesson")
    var files: [String: [UInt8]] = [:]
    for path in FileManager.default.enumerator(atPath: folder.path)?.compactMap({ $0 as? String }) ?? [] {
      guard path.contains("."), let bytes = FileManager.default.contents(atPath: folder.appending(path: path).path) else {
        continue
      }
      files[path] = Array(bytes)
    }
    return files
  }()

  /// What is said of the sample after a change.
  static func said(toPublish: Bool = false, _ change: (inout [String: [UInt8]]) -> Void) -> [String] {
    var files = sample
    change(&files)
    return CourseExercises(files: files).complaints(toPublish: toPublish).map { $0.text(.en) }
  }

  static func replaced(_ name: String, _ old: String, _ new: String) -> [String] {
    said { files in
      let text = String(decoding: files[name] ?? [], as: UTF8.self)
      #expect(text.contains(old), "\(name) has no \(old)")
      files[name] = Array(text.replacing(old, with: new, maxReplacements: 1).utf8)
    }
  }

  /// An exercise of its text, whose first lines are made here.
  static func exercise(_ kind: String, _ text: String, in place: Exercise.Place = .lesson) throws(FileComplaints) -> Exercise {
    try Exercise(yaml: yaml(kind, text), name: "one", in: place)
  }

  static func yaml(_ kind: String, _ text: String) -> [UInt8] {
    let ask = text.contains("ask:") ? "" : "ask: {kk: Қанша, ru: Сколько, en: How much}\n"
    return Array("key: one\nkind: \(kind)\nskill: some\n\(ask)\(text)\n".utf8)
  }

  /// What is wrong with it, without its first lines: readers of tests count from the text's own first line.
  static func faults(_ kind: String, _ text: String, in place: Exercise.Place = .lesson) -> [String] {
    let first = text.contains("ask:") ? 3 : 4
    do throws(FileComplaints) {
      let exercise = try exercise(kind, text, in: place)
      return exercise.variantComplaints("one.yaml").map { "\($0.line.map { $0 - first } ?? 0) \($0.says(.en))" }
    } catch {
      return error.complaints.map { "\($0.line.map { $0 - first } ?? 0) \($0.says(.en))" }
    }
  }

  /// The same word in three languages.
  static func t(_ word: String) -> String { "{kk: '\(word)', ru: '\(word)', en: '\(word)'}" }
}
