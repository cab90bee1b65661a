import ArgumentParser
import Courses
import Exercises
import Programme
import Storage
import Study
import Words

struct LoadCourse: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Brings a course to the server, as a version that two people then open to everybody.",
    discussion: """
      The course must be in order, with its exercises frozen; otherwise every complaint is printed, nothing is brought, and the command ends \
      with 2. What was open stays open until the new version is published at /desk/courses.
      """)

  @OptionGroup var options: HouseOptions

  @Argument(help: "The folder of the course.")
  var folder: String

  @Option(help: "Language of the complaints: kk, ru or en.")
  var language: String = "kk"

  func validate() throws { try WrittenCourse.validate(language) }

  func run() async throws {
    let language = Language(rawValue: language) ?? .kk
    let files = try WrittenCourse.files(folder)
    let complaints = CourseFolder(files: files).complaints(with: CourseExercises(files: files), toPublish: true)
    guard complaints.isEmpty else {
      WrittenCourse.complain(complaints, folder, language)
      throw ExitCode(2)
    }
    let house = try await options.house(port: 8080, isDemo: false, mayFound: false)
    defer { house.database.close() }
    let brought = try await house.database.write { try $0.addCourse(files, by: "operator", house) }
    Terminal.say("\(folder): \((brought.map { .courseBrought($0.number) } ?? Phrase.courseIsThere)(language))")
  }
}

extension Phrase {
  static func courseBrought(_ number: Int) -> Phrase {
    Phrase(
      kk: "\(number)-нұсқа әкелінді. Оны екі адам /desk/courses бетінде жариялайды.",
      ru: "версия \(number) принесена. Публикуют её двое на странице /desk/courses.",
      en: "version \(number) is brought. Two people publish it at /desk/courses.")
  }
  static let courseIsThere = Phrase(
    kk: "дәл осы нұсқа әкелініп қойған.", ru: "эта версия уже принесена.", en: "this very version is there already.")
}
