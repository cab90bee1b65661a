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

  /// A mistake of ours that would leave a route unasked for ever.
  enum Fault: Error, Hashable, CustomStringConvertible {
    /// The same requests reach both.
    case collision(Method, String, String)
    /// It begins with a name, or a name stands in another's ending.
    case neverFound(String)

    var description: String {
      switch self {
      case .collision(let method, let first, let second):
        "two routes for the same requests: \(method.rawValue) \(first), \(second)"
      case .neverFound(let pattern): "no request finds the route \(pattern)"
      }
    }
  }

  private struct Reached: Hashable {
    let method: Method
    let shape: [PathPattern.Shape]
  }

  private let routes: [Key: [Route]]

  init(_ all: [Route]) throws(Fault) {
    var known: [Reached: String] = [:]
    for route in all {
      guard !route.pattern.isNeverFound else { throw .neverFound(route.pattern.text) }
      let earlier = known.updateValue(route.pattern.text, forKey: Reached(method: route.method, shape: route.pattern.shape))
      if let earlier { throw .collision(route.method, earlier, route.pattern.text) }
    }
    var routes: [Key: [Route]] = [:]
    for route in all {
      let parts = route.pattern.text.parts(at: "/")
      routes[Key(count: parts.count, first: parts.first ?? ""), default: []].append(route)
    }
    // /apply/check is itself, not the page called "check". Only patterns of as many components have an order.
    self.routes = routes.mapValues { $0.sorted { $0.pattern.precedes($1.pattern) } }
  }

  func find(_ method: Method, _ path: String) -> Match? {
    let parts = path.parts(at: "/")
    guard let candidates = routes[Key(count: parts.count, first: parts.first ?? "")] else { return nil }
    let wanted = method == .head ? .get : method
    for route in candidates where route.method == wanted {
      if let names = route.pattern.match(parts) { return Match(route: route, names: names) }
    }
    return nil
  }
}

extension PathPattern {
  fileprivate var isNeverFound: Bool {
    if case .named? = shape.first { return true }
    return shape.contains { if case .named(let ending) = $0 { ending.contains(":") } else { false } }
  }
}
