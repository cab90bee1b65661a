import ArgumentParser
import Foundation
import Programme
import Site
import Storage
import Words

/// A house full of synthetic people, to walk through.
struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Opens a demonstration: synthetic applicants in every state, messages shown instead of sent, a door for each role.")

  @OptionGroup var options: HouseOptions

  @Option(help: "How many applications.")
  var applicants = 600

  @Option(help: "Seed of the synthetic people: the same seed makes the same people.")
  var seed: UInt64 = 2026

  @Option(help: "Port to listen on; always on 127.0.0.1.", transform: HouseOptions.port)
  var port = 8080

  func run() async throws {
    let house = try await options.house(
      port: port, isDemo: true, mayFound: true, programme: Self.openToday(try Shipped.built().data[.programme]),
      more: [DemoDoors.room])
    try await house.rehearse(applications: applicants, seed: seed) { Progress.show("synthetic applications", $0, of: $1) }
    try await Opening.serve(house, host: "127.0.0.1", port: port) {
      Terminal.say(
        """

        Keruen is open: \(house.settings.address)

          a girl       \(house.settings.address)/apply
          the staff    \(house.settings.address)/demo   one button for each role
          messages     \(house.settings.address)/administration/messages   shown there instead of being sent

        Ctrl-C closes it. The data stay in \(options.data); remove the folder to begin anew.
        """)
    }
    house.database.close()
  }

  /// The shipped dates, moved as a whole if applications are not open today.
  private static func openToday(_ programme: ProgrammeFile) -> ProgrammeFile {
    let now = Outside.live.now()
    guard let stage = programme.cycle.stages.first(where: { $0.key == "applications" }), let first = Day(stage.opens),
      now < stage.opensAt || now >= stage.closesAt
    else { return programme }
    return programme.shifted(days: first.days(to: now.day().adding(days: -14)))
  }
}
