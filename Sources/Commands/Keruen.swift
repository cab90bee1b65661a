import ArgumentParser
import Foundation
import Programme

/// Where the program is entered.
package enum Door {
  package static func open() async {
    // What this program writes is its owner's alone.
    umask(0o077)
    do {
      var command = try Keruen.parseAsRoot()
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
    } catch {
      Keruen.exit(withError: sentence(error))
    }
  }

  /// Foundation's errors print themselves as a record of many lines.
  static func sentence(_ error: any Error) -> any Error {
    guard let cocoa = error as? CocoaError else { return error }
    let reason =
      (cocoa.underlying as? POSIXError).map { String(cString: strerror($0.code.rawValue)) } ?? cocoa.localizedDescription
    return Trouble([cocoa.filePath ?? cocoa.url?.path, reason].compactMap { $0 }.joined(separator: ": "))
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
      LinkCommand.self, ScreenCommand.self, WordsCommand.self, Ordering.self, Matchmaking.self, Drawing.self, Assigning.self,
    ])
}
