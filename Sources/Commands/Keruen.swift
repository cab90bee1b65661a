import ArgumentParser
import Foundation
import Programme

/// Where the program is entered.
package enum Door {
  package static func open() async {
    // What this program writes is its owner's alone.
    umask(0o077)
    await Keruen.main()
  }
}

/// The program's commands.
struct Keruen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keruen",
    abstract: "Runs a competitive STEM school, from the first application to the university grant.",
    version: Version.number,
    subcommands: [
      Serve.self, Demo.self, Migrate.self, Backup.self, BackupKeys.self, Restore.self, Move.self, Audit.self, Key.self,
      Staff.self, Doctor.self, ReadFiles.self, Select.self, Verify.self,
      Calibrate.self, FacetsCommand.self, AgreeCommand.self, EquateCommand.self,
      LinkCommand.self, ScreenCommand.self, Ordering.self, Matchmaking.self, Drawing.self, Assigning.self,
    ])
}
