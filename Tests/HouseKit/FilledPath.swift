package import Exchange

extension PathPattern {
  /// A path the pattern matches, with a value for each name.
  package func filled(_ value: (_ name: String) -> String) -> String {
    "/"
      + components.map { component in
        switch component {
        case .literal(let text): text
        case .named(let name, let ending): value(name) + ending
        }
      }.joined(separator: "/")
  }
}
