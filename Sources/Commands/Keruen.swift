import ArgumentParser

/// Where the program is entered.
package enum Door {
  package static func open() async {
    await Keruen.main()
  }
}

/// The program's commands.
struct Keruen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keruen",
    abstract: "Runs a competitive STEM school, from the first application to the university grant.",
    subcommands: [Serve.self, Demo.self])
}
