import ArgumentParser
import Foundation
import Programme
import Site
import Storage
import Words

/// A house full of synthetic people, to walk through.
struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Opens a demonstration: invented applicants in every state, messages shown and not sent, a button for each role.")

  @OptionGroup var options: HouseOptions

  @Option(help: "How many applications.")
  var applicants = 600

  @Option(help: "Seed of the invented people: the same seed makes the same people.")
  var seed: UInt64 = 2026

  @Option(help: ArgumentHelp("Folder of the programme; without it the built-in one.", valueName: "folder"))
  var programme: String?

  @Option(
    help: ArgumentHelp(
      "The demonstration's date, as 2026-12-10; today by default. On a date within the programme's own year its dates stay; otherwise they move so that applications are open.",
      valueName: "date"),
    transform: { text in
      guard let day = Day(text) else { throw ValidationError("A date is written as 2026-12-10.") }
      return day
    })
  var day: Day?

  @Option(help: "Port to listen on; always on 127.0.0.1.", transform: HouseOptions.port)
  var port = 8080

  func run() async throws {
    let house = try await options.house(
      port: port, isDemo: true, mayFound: true, programme: programme, today: day, more: [DemoDoors.room])
    try await house.rehearse(applications: applicants, seed: seed, earlier: EarlierIntake.all) {
      Progress.show("invented applications", $0, of: $1)
    }
    try await Opening.serve(house, host: "127.0.0.1", port: port) {
      Terminal.say(
        """

        Keruen is open: \(house.settings.address)

          the tour     \(house.settings.address)/tour   ten minutes, every role
          an applicant \(house.settings.address)/apply
          the staff    \(house.settings.address)/demo   one button for each role
          messages     \(house.settings.address)/administration/messages   shown there instead of being sent

        Ctrl-C stops it. The data stay in \(options.data); remove the folder to begin again.
        """)
    }
    house.database.close()
  }
}
