import Foundation

/// A folder for temporary files: Excel files and large sorts of the database grow in one.
enum Scratch {
  /// Leaves TMPDIR as it is where files can be made there; else points it into the data folder. Services often see a read-only
  /// /tmp.
  static func provide(in data: String) throws {
    let usual = FileManager.default.temporaryDirectory.path
    guard access(usual, W_OK | X_OK) != 0 else { return }
    let own = URL(filePath: data).appending(path: "tmp").path
    try FileManager.default.createDirectory(
      atPath: own, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    setenv("TMPDIR", own, 1)
  }
}
