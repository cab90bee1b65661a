import ArgumentParser
import Words

/// What both commands of the measurement are asked: where the answer goes, and in which language complaints are said.
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

  /// Answers with what was made of the table at the path, or refuses with its complaints.
  func answer(_ path: String, _ measure: () throws -> some MeasuredTable) async throws {
    do {
      let measured = try measure()
      if asJSON { Terminal.say(measured.json.text) }
      if let folder { try await measured.write(to: folder) }
      if !asJSON { for line in measured.summary(language) { Terminal.say(line) } }
    } catch let complaints as TableComplaints {
      throw complaints.tell(in: path, asJSON: asJSON, language)
    }
  }
}

/// What a command of the measurement gives: one JSON object, files for people, a few lines to read.
protocol MeasuredTable {
  var json: JSON { get }
  func write(to path: String) async throws
  func summary(_ language: Language) -> [String]
}
