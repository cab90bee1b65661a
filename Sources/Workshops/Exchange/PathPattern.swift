/// `/desk/applications/:code/notes`: literal components and named ones.
package struct PathPattern: Sendable, Hashable {
  package let text: String
  package let components: [Component]

  package enum Component: Sendable, Hashable {
    case literal(String)
    case named(String)
  }

  package init(_ text: String) {
    self.text = text
    components = text.split(separator: "/").map { $0.hasPrefix(":") ? .named(String($0.dropFirst())) : .literal(String($0)) }
  }

  /// The named components' values, decoded; nil when the path does not match.
  package func match(_ path: [Substring]) -> [String: String]? {
    guard path.count == components.count else { return nil }
    var names: [String: String] = [:]
    for (component, part) in zip(components, path) {
      switch component {
      case .literal(let literal): guard part == literal else { return nil }
      case .named(let name): names[name] = percentDecoded(part)
      }
    }
    return names
  }
}
