import Foundation

/// A text of the repository that says what is; written anew with KERUEN_WRITE_GOLDEN=1, then read by a person in the diff.
package enum Golden {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let isWriting = ProcessInfo.processInfo.environment["KERUEN_WRITE_GOLDEN"] == "1"

  /// Nil when the file says the same; else the lines that differ.
  package static func difference(_ text: String, from path: String) throws -> String? {
    let file = root.appending(path: path)
    if isWriting { try text.write(to: file, atomically: true, encoding: .utf8) }
    let golden = try String(contentsOf: file, encoding: .utf8)
    guard golden != text else { return nil }
    let (old, new) = (golden.split(separator: "\n"), text.split(separator: "\n"))
    let changes = new.difference(from: old).map { change in
      switch change {
      case .remove(_, let line, _): "- \(line)"
      case .insert(_, let line, _): "+ \(line)"
      }
    }
    return "\(path) says otherwise; KERUEN_WRITE_GOLDEN=1 writes it anew.\n\(changes.prefix(60).joined(separator: "\n"))"
  }

  package static func lines(_ path: String) throws -> [String] {
    try String(contentsOf: root.appending(path: path), encoding: .utf8).split(separator: "\n").map(String.init)
  }
}
