package import Programme

/// What keeps the house running: signing in, people and roles, cycles and dates, schools, messages, operation.
package enum Administration {
  package static let room = Room(name: "administration", routes: [])
}
