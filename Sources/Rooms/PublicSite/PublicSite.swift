import Exchange
package import Programme

/// What anybody may see without an account: the landing page, the four questions, contacts, how data are kept.
package enum PublicSite {
  package static let room = Room(
    name: "public-site",
    routes: [
      .open(.get, "/") { try await landing($0) },
      .open(.get, "/eligibility") { eligibility($0) },
      .open(.get, "/contact") { contact($0) },
      .open(.get, "/privacy") { privacy($0) },
    ])
}
