import ArgumentParser
import Courses
import Exchange
import Exercises
import Foundation
import Programme
import Study
import Words

/// The folder of a course: its lessons in three languages, exercises and figures.
struct CourseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "course",
    abstract:
      "Checks the folder of a course, confirms that its languages agree, freezes its exercises, and brings it to the server.",
    subcommands: [CheckCourse.self, ConfirmCourse.self, FreezeCourse.self, FairCourse.self, LoadCourse.self])
}

struct CheckCourse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says where a course's languages do not agree, what is missing, and what is wrong in exercises, by file and line.",
    discussion: """
      Changes nothing and needs no server. Ends with 0 when nothing is wrong, with 2 otherwise. With --json every complaint is an object \
      with "file", "line" (null for the file as a whole), "rule", "says", and what stands "here" and in the "source".
      """)

  @Argument(help: "The folder.")
  var folder: String

  @Option(help: "Language of the complaints: kk, ru or en.")
  var language: String = "kk"

  @Flag(help: "Complain of exercises that are not frozen too.")
  var toPublish = false

  @Flag(help: "Write JSON.")
  var json = false

  func validate() throws { try WrittenCourse.validate(language) }

  func run() throws {
    let language = Language(rawValue: language) ?? .kk
    let files = try WrittenCourse.files(folder)
    let exercises = CourseExercises(files: files)
    let complaints = CourseFolder(files: files).complaints(with: exercises, toPublish: toPublish)
    if json {
      Terminal.say(WrittenCourse.json(complaints, language).text)
    } else {
      WrittenCourse.complain(complaints, folder, language)
      Terminal.say(
        complaints.isEmpty
          ? "\(folder): \(Phrase.courseInOrder(language))" : "\(folder): \(Phrase.courseFaults(complaints.count)(language))")
      let open = exercises.unfrozen.count
      if open > 0, !toPublish { Terminal.say("\(folder): \(Phrase.courseUnfrozen(open)(language))") }
    }
    if !complaints.isEmpty { throw ExitCode(2) }
  }
}

struct ConfirmCourse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm",
    abstract: "Keeps that a person has read a lesson's languages beside each other and found that they agree.",
    discussion: """
      Writes aligned.yaml of each lesson. A lesson whose languages differ in their blocks, formulas, numbers or terms is left as it is and \
      named; the command then ends with 2.
      """)

  @Argument(help: "The folder of the course.")
  var folder: String

  @Argument(help: "The lessons; all of the folder where none is named.")
  var lessons: [String] = []

  @Option(help: "Language of the complaints: kk, ru or en.")
  var language: String = "kk"

  func validate() throws { try WrittenCourse.validate(language) }

  func run() throws {
    let language = Language(rawValue: language) ?? .kk
    let course = try WrittenCourse.read(folder)
    if let unknown = lessons.first(where: { !course.lessons.contains($0) }) {
      throw Trouble("\(folder): there is no lesson \(unknown)")
    }
    var against = 0
    for lesson in lessons.isEmpty ? course.lessons : lessons {
      let (yaml, complaints) = try course.confirmed(lesson)
      WrittenCourse.complain(complaints, folder, language)
      against += complaints.count
      guard let yaml else { continue }
      let file = "\(folder)/lessons/\(lesson)/aligned.yaml"
      try Data(yaml.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
      // An atomic write is its writer's alone; the folder is read by whoever reads the rest of it.
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
      Terminal.say("\(file): \(Phrase.lessonConfirmed(language))")
    }
    if against > 0 { throw ExitCode(2) }
  }
}

struct FreezeCourse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "freeze", abstract: "Writes the variants of exercises, and what is right, to lessons/L/frozen/KEY.json.",
    discussion: """
      Needed before a course is published; the same files give the same variants. What is frozen and still holds stays as it is. An exercise \
      with a complaint, and one in which something else is right than its frozen file says, is left as it is and named; the command then \
      ends with 2.
      """)

  @Argument(help: "The folder of the course.")
  var folder: String

  @Option(help: "Language of the complaints: kk, ru or en.")
  var language: String = "kk"

  func validate() throws { try WrittenCourse.validate(language) }

  func run() throws {
    let language = Language(rawValue: language) ?? .kk
    let (files, against) = CourseExercises(files: try WrittenCourse.files(folder)).frozen()
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      let file = URL(fileURLWithPath: "\(folder)/\(path)")
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    WrittenCourse.complain(CourseComplaint.merged([], against), folder, language)
    Terminal.say("\(folder): \(Phrase.courseFrozen(files.count)(language))")
    if !against.isEmpty { throw ExitCode(2) }
  }
}

/// A course's folder on the disk.
enum WrittenCourse {
  /// More than forty lessons with all their photographs have.
  private static let mostFiles = 4_000
  private static let mostBytes = 1 << 20

  static func read(_ path: String) throws -> CourseFolder { CourseFolder(files: try files(path)) }

  static func files(_ path: String) throws -> [String: [UInt8]] {
    guard let names = FileManager.default.enumerator(atPath: path) else { throw FileRefusal(path, .noSuchFile) }
    var files: [String: [UInt8]] = [:]
    for case let name as String in names {
      var isFolder: ObjCBool = false
      let file = "\(path)/\(name)"
      guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue, !name.contains("/."),
        name.first != "."
      else { continue }
      let bytes = try FileText.bytes(file)
      guard files.count < mostFiles, bytes.count <= mostBytes else { throw FileRefusal(file, .fileTooLarge) }
      files[name] = bytes
    }
    guard files["course.yaml"] != nil else { throw FileRefusal("\(path)/course.yaml", .noSuchFile) }
    return files
  }

  /// Each with what stands there and what the source has for it.
  static func complain(_ complaints: [CourseComplaint], _ folder: String, _ language: Language) {
    for complaint in complaints {
      Terminal.complain("\(folder)/\(complaint.text(language))")
      let texts = [complaint.here, complaint.source].filter { !$0.isEmpty }.map { "«\(excerpt($0))»" }
      if !texts.isEmpty { Terminal.complain("    " + texts.joined(separator: " ↔ ")) }
    }
  }

  private static func excerpt(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 90 ? "\(line.prefix(89))…" : line
  }

  static func validate(_ language: String) throws {
    guard Language(rawValue: language) != nil else { throw ValidationError("--language is kk, ru or en") }
  }

  static func json(_ complaints: [CourseComplaint], _ language: Language) -> JSON {
    let items = complaints.map { complaint in
      JSON.object([
        ("file", .string(complaint.file)), ("line", complaint.line.map { .number(Double($0)) } ?? .null),
        ("rule", .string(complaint.rule)),
        ("says", .string(complaint.says(language))), ("here", .string(complaint.here)), ("source", .string(complaint.source)),
      ])
    }
    return .object([("complaints", .array(items))])
  }
}

extension Phrase {
  static let courseInOrder = Phrase(
    kk: "бәрі дұрыс, үш тіл сәйкес.", ru: "всё в порядке, три языка совпадают.", en: "all is in order, the three languages agree."
  )
  static func courseFaults(_ count: Int) -> Phrase {
    Phrase(kk: "ескерту саны: \(count)", ru: "замечаний: \(count)", en: "complaints: \(count)")
  }
  static func courseUnfrozen(_ count: Int) -> Phrase {
    Phrase(
      kk: "нұсқалары әлі жазылмаған жаттығу саны: \(count) (keruen course freeze)",
      ru: "упражнений без записанных вариантов: \(count) (keruen course freeze)",
      en: "exercises that are not frozen yet: \(count) (keruen course freeze)")
  }
  static func courseFrozen(_ count: Int) -> Phrase {
    Phrase(kk: "жазылған файл саны: \(count)", ru: "записано файлов: \(count)", en: "files written: \(count)")
  }
  static let lessonConfirmed = Phrase(
    kk: "тілдердің сәйкестігі расталды.", ru: "совпадение языков подтверждено.", en: "it is confirmed that the languages agree.")
}
