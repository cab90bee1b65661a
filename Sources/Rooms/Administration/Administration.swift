import Exchange
package import Programme

/// What keeps the house running: signing in, people and roles, cycles and dates, schools, messages, operation.
package enum Administration {
  package static let room = Room(name: "administration", routes: door)

  /// How staff come in and everybody goes out.
  private static let door: [Route] = [
    .open(.get, "/sign-in") { SignIn.show($0) },
    .open(.post, "/sign-in") { try await SignIn.create($0) },
    .open(.get, "/sign-in/code") { SignInCode.show($0) },
    .open(.post, "/sign-in/code") { try await SignInCode.create($0) },
    .open(.post, "/sign-out") { try await SignOut.create($0) },
    .open(.post, "/consent/sign-out") { try await SignOut.create($0) },
    .open(.get, "/welcome/:token") { try await Welcome.show($0) },
    .open(.post, "/welcome/:token") { try await Welcome.create($0) },
    .open(.get, "/welcome/:token/second-factor") { try await Welcome.showFactor($0) },
    .open(.post, "/welcome/:token/second-factor") { try await Welcome.createFactor($0) },
  ]
}
