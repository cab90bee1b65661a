package import Exchange

/// One page or action: where it is, who may, and what it does.
///
/// The act stands in the route's type, so the handler gets its permit as an argument and cannot run without one.
package struct Route: Sendable {
  package let method: Method
  package let pattern: PathPattern
  /// The roles that may; nil means everybody, signed in or not.
  package let roles: Set<Role>?
  /// Whether the act asks for clearance.
  package let touchesChildren: Bool
  /// Whether somebody's clearance may shut it from one moment to the next.
  package var needsClearance: Bool { touchesChildren || (roles?.contains(where: \.isOfOrganisation) ?? false) }
  /// How large a body it takes, bytes.
  package let bodyLimit: Int
  package let handle: @Sendable (Visit) async throws -> Reply
  /// What it answers to a larger body, of which nothing was read: the form again, with the reason; nil for a page that only says so.
  package let tooLarge: (@Sendable (Visit) async throws -> Reply)?
  /// Whether it changes what anybody sees: all that is sent does, but what is only asked so that it stands in no address.
  package let changes: Bool
  /// Whether a page of ours from before somebody signed in anew may still ask it: only what is right whoever is here now.
  package let takesOldPages: Bool

  private init(
    _ method: Method, _ path: String, _ roles: Set<Role>?, _ bodyLimit: Int, touchesChildren: Bool = false,
    asksOnly: Bool = false, takesOldPages: Bool = false,
    tooLarge: (@Sendable (Visit) async throws -> Reply)? = nil, handle: @escaping @Sendable (Visit) async throws -> Reply
  ) {
    self.method = method
    pattern = PathPattern(path)
    self.roles = roles
    self.touchesChildren = touchesChildren
    self.bodyLimit = bodyLimit
    self.tooLarge = tooLarge
    changes = !method.isSafe && !asksOnly
    self.takesOldPages = takesOldPages
    self.handle = handle
  }

  /// A route for everybody.
  package static func open(
    _ method: Method, _ path: String, bodyLimit: Int = 64 << 10, takesOldPages: Bool = false,
    _ handle: @escaping @Sendable (Visit) async throws -> Reply
  ) -> Route {
    Route(method, path, nil, bodyLimit, takesOldPages: takesOldPages, handle: handle)
  }

  /// A route for those who may do the act.
  package static func may<A: Act>(
    _ act: A.Type, _ method: Method, _ path: String, bodyLimit: Int = 64 << 10,
    tooLarge: (@Sendable (Visit, Permit<A>) async throws -> Reply)? = nil,
    _ handle: @escaping @Sendable (Visit, Permit<A>) async throws -> Reply
  ) -> Route {
    Route(
      method, path, A.roles, bodyLimit, touchesChildren: A.touchesChildren, tooLarge: tooLarge.map(permitted),
      handle: permitted(handle))
  }

  /// A question for those who may do the act, posted so that it stands in no address. It changes nothing.
  package static func ask<A: Act>(
    _ act: A.Type, _ path: String, _ handle: @escaping @Sendable (Visit, Permit<A>) async throws -> Reply
  ) -> Route {
    Route(.post, path, A.roles, 64 << 10, touchesChildren: A.touchesChildren, asksOnly: true, handle: permitted(handle))
  }

  private static func permitted<A: Act>(
    _ answer: @escaping @Sendable (Visit, Permit<A>) async throws -> Reply
  ) -> @Sendable (Visit) async throws -> Reply {
    { visit in try await answer(visit, try Gatekeeper.permit(A.self, to: visit.who)) }
  }
}
