/// `/desk/applications/:code/notes`: literal components and named ones. A named one may end in a literal: `/courses/:course.epub`.
package struct PathPattern: Sendable, Hashable {
  package let text: String
  package let components: [Component]

  package enum Component: Sendable, Hashable {
    case literal(String)
    /// With what its value must end in; empty for nothing.
    case named(String, ending: String)
  }

  package init(_ text: String) {
    self.text = text
    components = text.split(separator: "/").map { part in
      guard part.hasPrefix(":") else { return .literal(String(part)) }
      let name = part.dropFirst().prefix { $0 != "." }
      return .named(String(name), ending: String(part[name.endIndex...]))
    }
  }

  /// The named components' values, decoded and without their endings; nil when the path does not match.
  package func match(_ path: [Substring]) -> [String: String]? {
    guard path.count == components.count else { return nil }
    var names: [String: String] = [:]
    for (component, part) in zip(components, path) {
      switch component {
      case .literal(let literal): guard part == literal else { return nil }
      case .named(let name, let ending):
        guard part.hasSuffix(ending), part.utf8.count > ending.utf8.count else { return nil }
        names[name] = percentDecoded(part.dropLast(ending.count))
      }
    }
    return names
  }
}

extension PathPattern {
  /// What a pattern matches, whatever its named components are called.
  package var shape: [Shape] {
    components.map { component in
      switch component {
      case .literal(let text): .literal(text)
      case .named(_, let ending): .named(ending: ending)
      }
    }
  }

  package enum Shape: Sendable, Hashable {
    case literal(String)
    case named(ending: String)
  }

  /// Whether this pattern is asked before another of as many components. Where a path matches both, the first component in which they
  /// differ decides: a literal before a name, a name with the longer ending before one with a shorter or none.
  package func precedes(_ other: PathPattern) -> Bool {
    for (mine, theirs) in zip(shape, other.shape) where mine != theirs {
      switch (mine, theirs) {
      case (.literal, .named): return true
      case (.named, .literal): return false
      case (.literal(let mine), .literal(let theirs)): return mine < theirs
      case (.named(let mine), .named(let theirs)):
        return mine.utf8.count != theirs.utf8.count ? mine.utf8.count > theirs.utf8.count : mine < theirs
      }
    }
    return false
  }
}
