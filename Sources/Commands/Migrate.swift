import ArgumentParser
import Programme
import Storage
import Words

/// Brings the schema up to date without opening the house.
struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Brings the tables of the database up to date and says which migrations ran.",
    discussion: "`keruen serve` does the same when it starts. Make a backup first.")

  @OptionGroup var options: HouseOptions

  func run() async throws {
    let database = try options.whereabouts.openExisting()
    defer { database.close() }
    try await options.houseKey.look(at: database)
    try await database.refuseHalfRestored()
    let ran = try await database.migrate(options.knownSteps(), at: Outside.live.now().milliseconds)
    for step in ran { Terminal.say("ran \(step)") }
    Terminal.say(ran.isEmpty ? "The schema is up to date." : "The schema is up to date: \(ran.count) migrations ran.")
  }
}
