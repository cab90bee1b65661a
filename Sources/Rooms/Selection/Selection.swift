package import Programme

/// The competitive selection: policy, evidence, runs, publication, offers and appeals.
package enum Selection {
  package static let room = Room(name: "selection", routes: [])
}
