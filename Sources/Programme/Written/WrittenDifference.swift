import Yams

/// One value that differs between two files of YAML.
package struct WrittenDifference: Sendable, Equatable {
  /// Where it stands: "pages › name › title › kk". An entry of a list is called by its key, name or group.
  package let place: String
  /// Nil: it stands in one of them only.
  package let before: String?
  package let after: String?

  /// The most values of a file that are compared.
  private static let most = 20_000

  /// All of them, in the order of the later file, what went at the end. Nil when one of the files is no YAML.
  package static func all(_ before: [UInt8]?, _ after: [UInt8]?) -> [WrittenDifference]? {
    guard let old = values(before), let new = values(after) else { return nil }
    let (was, now) = (Dictionary(old) { first, _ in first }, Dictionary(new) { first, _ in first })
    return new.filter { was[$0.place] != $0.value }.map {
      WrittenDifference(place: $0.place, before: was[$0.place], after: $0.value)
    }
      + old.filter { now[$0.place] == nil }.map { WrittenDifference(place: $0.place, before: $0.value, after: nil) }
  }

  private static func values(_ bytes: [UInt8]?) -> [(place: String, value: String)]? {
    guard let bytes else { return [] }
    guard bytes.count <= YAMLFile.longest, let node = try? Yams.compose(yaml: String(decoding: bytes, as: UTF8.self)) else {
      return nil
    }
    var found: [(place: String, value: String)] = []
    collect(node, [], &found)
    return found
  }

  private static func collect(_ node: Node, _ path: [String], _ found: inout [(place: String, value: String)]) {
    guard found.count < most, path.count < 20 else { return }
    switch node {
    case .scalar(let scalar): found.append((path.joined(separator: " › "), scalar.string))
    case .mapping(let mapping):
      for (key, value) in mapping { collect(value, path + [key.string ?? "?"], &found) }
    case .sequence(let sequence):
      for (position, entry) in sequence.enumerated() { collect(entry, path + [name(of: entry) ?? "\(position + 1)"], &found) }
    case .alias: break
    }
  }

  private static func name(of entry: Node) -> String? {
    ["key", "name", "group"].lazy.compactMap { entry[$0]?.scalar?.string }.first
  }
}
