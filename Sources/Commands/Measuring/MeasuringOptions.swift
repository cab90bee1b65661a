import ArgumentParser
import Words

/// What every command of the measurement is asked: where the answer goes, and in which language complaints are said.
struct MeasuringOptions: ParsableArguments {
  @Flag(name: .customLong("json"), help: "One JSON object on standard output.")
  var asJSON = false

  @Option(name: .customLong("out"), help: "Folder for tables, plots and the report in three languages; made if it is not there.")
  var folder: String?

  @Option(name: .customLong("language"), help: "Language of complaints and of what is said: kk, ru or en.")
  var named: String = "kk"

  @Flag(help: "Print the JSON Schema of the answer.")
  var schema = false

  var language: Language { Language(rawValue: named) ?? .kk }

  func validate() throws {
    guard Language(rawValue: named) != nil else { throw ValidationError("--language is kk, ru or en") }
    guard schema || asJSON || folder != nil else { throw ValidationError("name a folder with --out, or ask for --json") }
  }
}
