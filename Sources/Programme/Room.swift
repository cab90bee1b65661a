package import Markup
package import Storage
package import Words

/// What a room of the house brings along: Site reads it and wires it.
package struct Room: Sendable {
  package let name: String
  package let migrations: [Migration]
  package let routes: [Route]
  /// Its entry in the staff menu, for those who may.
  package let menu: [MenuEntry]
  /// Its part of the desk's "what needs doing today".
  package let desk: [DeskCard]
  /// Its part of the girl's track.
  package let journey: [JourneyPart]
  /// What it keeps about a person, for export and erasure.
  package let personalData: [PersonalData]
  package let jobs: [Job]
  /// Why the next intake may not begin yet: what of this one is under way, in words. Pages of an intake are the newest one's.
  package let underWay: @Sendable (Transaction, Cycle, Moment) throws -> [Phrase]
  /// A piece of an application's work by the name of the evidence, for those who mark it.
  package let work: @Sendable (Transaction, House, _ application: String, _ name: String) throws -> Work?
  /// What must stand in the database before the house opens.
  package let prepare: @Sendable (Transaction, House) throws -> Void

  package init(
    name: String, migrations: [Migration] = [], routes: [Route], menu: [MenuEntry] = [], desk: [DeskCard] = [],
    journey: [JourneyPart] = [], personalData: [PersonalData] = [], jobs: [Job] = [],
    underWay: @escaping @Sendable (Transaction, Cycle, Moment) throws -> [Phrase] = { _, _, _ in [] },
    work: @escaping @Sendable (Transaction, House, String, String) throws -> Work? = { _, _, _, _ in nil },
    prepare: @escaping @Sendable (Transaction, House) throws -> Void = { _, _ in }
  ) {
    self.name = name
    self.migrations = migrations
    self.routes = routes
    self.menu = menu
    self.desk = desk
    self.journey = journey
    self.personalData = personalData
    self.jobs = jobs
    self.underWay = underWay
    self.work = work
    self.prepare = prepare
  }
}

package struct MenuEntry: Sendable {
  package let title: Phrase
  package let link: Link
  package let roles: Set<Role>

  package init(title: Phrase, link: Link, roles: Set<Role>) {
    self.title = title
    self.link = link
    self.roles = roles
  }
}

/// One line of "what needs doing today": how many, of what, and where to do it.
package struct DeskCard: Sendable {
  package let roles: Set<Role>
  package let count: @Sendable (Transaction, [Scope], Moment) throws -> Int
  package let title: @Sendable (_ count: Int) -> Phrase
  package let link: Link

  package init(
    roles: Set<Role>, link: Link, count: @escaping @Sendable (Transaction, [Scope], Moment) throws -> Int,
    title: @escaping @Sendable (Int) -> Phrase
  ) {
    self.roles = roles
    self.link = link
    self.count = count
    self.title = title
  }
}

/// Work that runs by itself while the house is open.
package struct Job: Sendable {
  package let name: String
  package let every: Duration
  package let run: @Sendable (House) async throws -> Void

  package init(name: String, every: Duration, run: @escaping @Sendable (House) async throws -> Void) {
    self.name = name
    self.every = every
    self.run = run
  }
}
