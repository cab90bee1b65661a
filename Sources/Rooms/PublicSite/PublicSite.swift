import Exchange
import Markup
package import Programme

/// What anybody may see without an account: the landing page, the four questions, contacts, how data are kept.
package enum PublicSite {
  package static let room = Room(
    name: "public-site",
    routes: [
      .open(.get, "/") { try await landing($0) },
      .open(.get, "/eligibility") { try await eligibility($0) },
      .open(.get, "/contact") { contact($0) },
      .open(.get, "/privacy") { privacy($0) },
      .open(.get, "/look/:file") { try look($0) },
      .open(.get, "/manifest.webmanifest") { manifest($0) },
    ],
    footer: [
      FooterColumn(
        .application,
        [HomeLink(.apply, "/apply"), HomeLink(.returnToApplication, "/return"), HomeLink(.mayITakePart, "/eligibility")]),
      FooterColumn(.programmeWord, takesSignposts: true),
      FooterColumn(
        .contacts,
        [HomeLink(.contactDetails, "/contact"), HomeLink(.privacyTitle, "/privacy"), HomeLink(.forStaff, "/sign-in")]),
    ])
}
