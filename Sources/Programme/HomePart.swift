package import Markup
package import Storage
package import Words

/// A room's part of the first page of somebody who has something of her own here and is no staff: a girl, later a teacher.
package struct HomePart: Sendable {
  /// Nil where the room knows nothing of this person. Runs in the page's one transaction.
  package let show: @Sendable (Visit, Actor, Transaction) throws -> HomeSection?

  package init(_ show: @escaping @Sendable (Visit, Actor, Transaction) throws -> HomeSection?) {
    self.show = show
  }
}

package struct HomeSection: Sendable {
  /// The intake whose way she goes, and the stage of it that this room tells of.
  package var way: (cycle: ID<Cycle>, stage: String)?
  /// This room's stops of that way; a room that has no part of the page tells its own as a `JourneyPart`.
  package var steps: [JourneyStep]
  /// What she is here, such as the code of her application.
  package var label: String?
  /// How it stands, shown until a later room has told something.
  package var state: HTML?
  /// What waits for her, first on the page.
  package var waiting: [HTML]
  /// Below her way.
  package var below: HTML
  /// Other pages of hers.
  package var links: [HomeLink]
  /// The way out, after everything else.
  package var exit: HomeLink?

  package init(
    way: (cycle: ID<Cycle>, stage: String)? = nil, steps: [JourneyStep] = [], label: String? = nil, state: HTML? = nil,
    waiting: [HTML] = [],
    below: HTML = .nothing, links: [HomeLink] = [], exit: HomeLink? = nil
  ) {
    self.way = way
    self.steps = steps
    self.label = label
    self.state = state
    self.waiting = waiting
    self.below = below
    self.links = links
    self.exit = exit
  }
}

package struct HomeLink: Sendable {
  package let title: Phrase
  package let link: Link

  package init(_ title: Phrase, _ link: Link) {
    self.title = title
    self.link = link
  }
}

/// Who of a room's people come in with a code or a key, and where they go on from there.
package struct Homecoming: Sendable {
  package struct Owner: Sendable {
    package let person: ID<Person>
    /// By which she knows which of several is meant: a family shares a phone.
    package let label: String
    /// What she is by it.
    package let role: Role

    package init(person: ID<Person>, label: String, role: Role = .applicant) {
      self.person = person
      self.label = label
      self.role = role
    }
  }

  package let entrance: Link
  /// Those who gave this contact, the newest first, at most twenty.
  package let owners: @Sendable (Transaction, HashKind, _ hash: [UInt8]) throws -> [Owner]
  /// Whether the person is one of them.
  package let knows: @Sendable (Transaction, ID<Person>) throws -> Bool

  package init(
    entrance: Link, owners: @escaping @Sendable (Transaction, HashKind, [UInt8]) throws -> [Owner],
    knows: @escaping @Sendable (Transaction, ID<Person>) throws -> Bool
  ) {
    self.entrance = entrance
    self.owners = owners
    self.knows = knows
  }
}

/// What a room shows on the desk's first page below what needs doing today; nil where there is nothing for whoever looks.
package struct DeskPanel: Sendable {
  /// The intake that is shown; nil before there is one.
  package let show: @Sendable (Visit, Cycle?) async throws -> Content?

  package struct Content: Sendable {
    /// Beside what needs doing.
    package let beside: HTML
    package let below: HTML

    package init(beside: HTML, below: HTML) {
      self.beside = beside
      self.below = below
    }
  }

  /// About an intake.
  package init(_ show: @escaping @Sendable (Visit, Cycle) async throws -> Content?) {
    self.show = { visit, cycle in
      guard let cycle else { return nil }
      return try await show(visit, cycle)
    }
  }

  /// About no intake.
  package init(ofHouse show: @escaping @Sendable (Visit) async throws -> Content?) {
    self.show = { visit, _ in try await show(visit) }
  }
}

/// Links of one kind in the footer of the pages that whoever has not signed in sees.
package struct FooterColumn: Sendable {
  let title: Phrase
  let links: [HomeLink]
  /// Whether the signposts of all rooms stand here too; then the header shows the column where there is room.
  let takesSignposts: Bool

  package init(_ title: Phrase, _ links: [HomeLink] = [], takesSignposts: Bool = false) {
    self.title = title
    self.links = links
    self.takesSignposts = takesSignposts
  }
}

extension House {
  /// The footer's columns, none of them empty.
  func sitemap(_ t: Language) -> [SiteColumn] {
    let signposts = rooms.flatMap(\.signposts)
    return rooms.flatMap(\.footer).map { column in
      SiteColumn(
        t(column.title), (column.links + (column.takesSignposts ? signposts : [])).map { MenuItem(t($0.title), $0.link) },
        isInHeader: column.takesSignposts)
    }.filter { !$0.links.isEmpty }
  }
}
