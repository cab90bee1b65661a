import Foundation
import Testing

/// A text of the repository that says what is; written anew with KERUEN_WRITE_GOLDEN=1, then read by a person in the diff.
enum Golden {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let isWriting = ProcessInfo.processInfo.environment["KERUEN_WRITE_GOLDEN"] == "1"

  static func compare(_ text: String, with path: String) throws {
    let file = root.appending(path: path)
    if isWriting { try text.write(to: file, atomically: true, encoding: .utf8) }
    let golden = try String(contentsOf: file, encoding: .utf8)
    guard golden != text else { return }
    let (old, new) = (golden.split(separator: "\n"), text.split(separator: "\n"))
    let changes = new.difference(from: old).map { change in
      switch change {
      case .remove(_, let line, _): "- \(line)"
      case .insert(_, let line, _): "+ \(line)"
      }
    }
    Issue.record("\(path) is another one; KERUEN_WRITE_GOLDEN=1 writes it anew.\n\(changes.prefix(40).joined(separator: "\n"))")
  }

  static func lines(_ path: String) throws -> [String] {
    try String(contentsOf: root.appending(path: path), encoding: .utf8).split(separator: "\n").map(String.init)
  }
}
