import ArgumentParser
import Front
import Logging
import Programme
import Site
import Storage

/// Opens the house to browsers.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Starts the server: the web application for applicants and staff.",
    discussion: "TLS is the task of a front proxy: docs/operating/tls.md shows Caddy and nginx.")

  @OptionGroup var options: HouseOptions

  @Option(
    help: ArgumentHelp(
      "Folder of the programme, loaded when it was changed; without it the server uses the one it has.", valueName: "folder"))
  var programme: String?

  @Option(help: "Port to listen on.", transform: HouseOptions.port)
  var port = 8080

  @Option(help: "Address to listen on.")
  var host = "127.0.0.1"

  func run() async throws {
    if let folder = options.backups {
      guard try Ownership.exists(folder) else { throw Trouble("The folder of the backups, \(folder), is missing.") }
      try KeyFile.checkOwner(of: folder)
    }
    let house = try await options.house(
      port: port, isDemo: false, mayFound: true, programme: programme, more: options.backups.map { [.backups(in: $0)] } ?? [])
    try await Opening.serve(house, host: host, port: port) {
      Terminal.say("Keruen: \(house.settings.address)")
    }
    house.database.close()
  }
}

/// Serving, shared by `serve` and `demo`.
enum Opening {
  static func serve(_ house: House, host: String, port: Int, whenOpen: @escaping @Sendable () async -> Void) async throws {
    var log = Logger(label: "keruen") { StreamLogHandler.standardError(label: $0) }
    log.logLevel = .notice
    try await Server.run(try Dispatch(house: house, log: log), host: host, port: port, log: log, whenOpen: whenOpen)
  }
}
