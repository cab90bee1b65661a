package import Exchange

/// One page or action: where it is, who may, and what it does.
///
/// The act stands in the route's type, so the handler gets its permit as an argument and cannot run without one.
package struct Route: Sendable {
  package let method: Method
  package let pattern: PathPattern
  /// The roles that may; nil means everybody, signed in or not.
  package let roles: Set<Role>?
  /// How large a body it takes, bytes.
  package let bodyLimit: Int
  package let handle: @Sendable (Visit) async throws -> Reply

  /// A route for everybody.
  package static func open(
    _ method: Method, _ path: String, bodyLimit: Int = 64 << 10, _ handle: @escaping @Sendable (Visit) async throws -> Reply
  ) -> Route {
    Route(method: method, pattern: PathPattern(path), roles: nil, bodyLimit: bodyLimit, handle: handle)
  }

  /// A route for those who may do the act.
  package static func may<A: Act>(
    _ act: A.Type, _ method: Method, _ path: String, bodyLimit: Int = 64 << 10,
    _ handle: @escaping @Sendable (Visit, Permit<A>) async throws -> Reply
  ) -> Route {
    Route(method: method, pattern: PathPattern(path), roles: A.roles, bodyLimit: bodyLimit) { visit in
      try await handle(visit, try Gatekeeper.permit(act, to: visit.who))
    }
  }
}
