import ArgumentParser
import Foundation
import Programme
import Storage

/// Carries a house from one engine to the other.
struct Move: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Moves an installation from one database to another, SQLite or PostgreSQL, and compares every table.",
    discussion: """
      Stop the server first: what is written after the copy began is not in it. The source stays as it is; the master key \
      does not move.
      """)

  @Option(help: ArgumentHelp("A data folder or a PostgreSQL address.", valueName: "place"))
  var from: String

  @Option(help: ArgumentHelp("An empty or new data folder, or an empty PostgreSQL database.", valueName: "place"))
  var to: String

  @Option(
    help: ArgumentHelp(
      "The master key, to check that it belongs to the source; master.key in the folder by default, if it is there.",
      valueName: "file"))
  var key: String?

  func run() async throws {
    let target = Whereabouts(to)
    let isNew = !target.exists
    let source = try Whereabouts(from).openExisting()
    defer { source.close() }
    let beside = Whereabouts(from).keyInFolder.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
    if let path = key ?? beside { _ = try await HouseKey(path: path).vault(for: source) }
    let destination = try target.openOrMake()
    defer { destination.close() }
    do {
      let sums = try await Carriage.carry(from: source, to: destination, known: HouseOptions.knownSteps()) {
        Terminal.say(Carriage.line($0))
      }
      let rows = sums.reduce(0) { $0 + $1.rows }
      Terminal.say("Moved to \(target): \(rows) rows in \(sums.count) tables, with the same counts and checksums on both sides.")
      let entries = try await source.read { try $0.value("SELECT count(*) FROM audit", as: Int.self) }
      guard entries == sums.first(where: { $0.table == "audit" })?.rows else {
        throw Trouble(
          "Somebody wrote to the source meanwhile, and the copy lacks it. Stop the server, empty the target and move again.")
      }
    } catch {
      if isNew, case .folder(let path) = target, !(error is Trouble) { removeDatabaseFile(Whereabouts.file(in: path)) }
      throw error
    }
  }
}
