import Exchange
import Programme

/// Routes by their number of components and first word, so that a look-up reads a handful.
struct RouteTable: Sendable {
  struct Match: Sendable {
    let route: Route
    let names: [String: String]
  }

  private struct Key: Hashable {
    let count: Int
    let first: Substring
  }

  private let routes: [Key: [Route]]

  init(_ all: [Route]) {
    var routes: [Key: [Route]] = [:]
    // Routes with more literal components first: /apply/check is itself, not the page called "check".
    let sorted = all.enumerated().sorted { ($0.element.namedCount, $0.offset) < ($1.element.namedCount, $1.offset) }.map(
      \.element)
    for route in sorted {
      let parts = route.pattern.text.split(separator: "/")
      routes[Key(count: parts.count, first: parts.first ?? ""), default: []].append(route)
    }
    self.routes = routes
  }

  func find(_ method: Method, _ path: String) -> Match? {
    let parts = path.split(separator: "/")
    guard let candidates = routes[Key(count: parts.count, first: parts.first ?? "")] else { return nil }
    let wanted = method == .head ? .get : method
    for route in candidates where route.method == wanted {
      if let names = route.pattern.match(parts) { return Match(route: route, names: names) }
    }
    return nil
  }
}

extension Route {
  fileprivate var namedCount: Int {
    pattern.components.count { if case .named = $0 { true } else { false } }
  }
}
