package import Programme

/// The rights of a person over her data and the log of who saw them: export, erasure, audit.
package enum Safeguarding {
  package static let room = Room(name: "safeguarding", routes: [])
}
