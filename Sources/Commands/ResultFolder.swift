import Foundation
import Words

/// Results written beside the folder they are for and moved there at the end, so that half-written results are never seen.
struct ResultFolder {
  private let target: URL
  private let beside: URL
  /// A file every folder of these results has; a folder without it is somebody's own and is left alone.
  private let mark: String

  /// Writes what `fill` puts, or nothing.
  static func write(to path: String, mark: String, _ fill: (ResultFolder) async throws -> Void) async throws {
    let target = URL(filePath: path)
    let beside = target.deletingLastPathComponent().appending(path: ".keruen-\(UUID().uuidString)")
    try writing(path) { try FileManager.default.createDirectory(at: beside, withIntermediateDirectories: true) }
    defer { try? FileManager.default.removeItem(at: beside) }
    let folder = ResultFolder(target: target, beside: beside, mark: mark)
    try await fill(folder)
    try folder.move()
  }

  func put(_ bytes: [UInt8], _ name: String) throws {
    let file = beside.appending(path: name)
    try Self.writing(target.path) {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
  }

  private func move() throws {
    let manager = FileManager.default
    try Self.writing(target.path) {
      if manager.fileExists(atPath: target.path) {
        guard try manager.contentsOfDirectory(atPath: target.path).isEmpty || manager.fileExists(atPath: target.path + "/" + mark)
        else { throw FileRefusal(target.path, .folderOccupied) }
        try manager.removeItem(at: target)
      }
      try manager.moveItem(at: beside, to: target)
    }
  }

  /// Refuses the folder where the system does.
  private static func writing(_ path: String, _ work: () throws -> Void) throws(FileRefusal) {
    do { try work() } catch { throw error as? FileRefusal ?? FileRefusal(path, .folderUnwritable) }
  }
}
