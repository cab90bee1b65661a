package import Exchange
package import Markup
package import Storage
package import Words

/// What a room of the house brings along: Site reads it and wires it. A class, for the rooms are walked on every page, and a struct of
/// so many registers would be copied each time.
package final class Room: Sendable {
  package let name: String
  package let migrations: [Migration]
  /// The files of the programme's data it reads.
  package let parts: [any AnyProgrammePart]
  package let routes: [Route]
  /// Its entry in the staff menu, for those who may.
  package let menu: [MenuEntry]
  /// Its part of the desk's "what needs doing today".
  package let desk: [DeskCard]
  /// The views it makes for other rooms.
  package let windows: [Window]
  /// What a phone keeps of its pages.
  package let shells: [Shell]
  /// Whose journals arrive here from phones.
  package let journals: [JournalKeeper]
  /// What phones may bring it sealed.
  package let sealedLanes: [SealedLane]
  /// What it records in the audit log.
  package let acts: [AuditAct]
  /// What it follows of what happens elsewhere.
  package let hears: [Hearer]
  /// Its part of the first page of those who have something of their own here.
  package let home: [HomePart]
  /// Who of its people come in with a code or a key.
  package let homecomings: [Homecoming]
  /// What it shows on the desk's first page.
  package let panels: [DeskPanel]
  /// What it measures for the selection.
  package let evidence: [EvidenceSource]
  /// Pages of its own that anybody may read: the landing page leads there.
  package let signposts: [HomeLink]
  /// Its part of the girl's track.
  package let journey: [JourneyPart]
  /// What it keeps about a person, for export and erasure.
  package let personalData: [PersonalData]
  /// Where files may be put.
  package let uploads: [UploadPoint]
  /// Whom a term of keeping does not touch yet.
  package let holds: [Hold]
  /// Whom nothing is written to as one of many.
  package let mailingStops: [MailingStop]
  package let jobs: [Job]
  /// The long work that it can be asked for.
  package let works: [any LongWork]
  /// When the time ended in which decisions about an intake could be appealed; nil while the room has decided nothing.
  package let appealsEnd: @Sendable (Transaction, Cycle) throws -> Moment?
  /// A piece of an application's work by the name of the evidence, for those who mark it.
  package let essay: @Sendable (Transaction, House, _ application: String, _ name: String) throws -> Essay?
  /// What it has offered to an application; nil while that is nothing.
  package let placement: @Sendable (Transaction, House, _ application: String) throws -> Placement?
  /// What must stand in the database before the house opens.
  package let prepare: @Sendable (Transaction, House) throws -> Void
  /// What else goes when somebody signs out: the session that ends, and what the phone's script sent along.
  package let leave: @Sendable (Transaction, House, Session?, Fields) throws -> Void

  /// What it puts into a house of invented people.
  package let rehearsal: Rehearsal?

  package init(
    name: String, migrations: [Migration] = [], parts: [any AnyProgrammePart] = [], routes: [Route], menu: [MenuEntry] = [],
    desk: [DeskCard] = [], windows: [Window] = [], shells: [Shell] = [], journals: [JournalKeeper] = [],
    sealedLanes: [SealedLane] = [], acts: [AuditAct] = [], hears: [Hearer] = [], home: [HomePart] = [],
    homecomings: [Homecoming] = [], panels: [DeskPanel] = [], evidence: [EvidenceSource] = [], signposts: [HomeLink] = [],
    journey: [JourneyPart] = [],
    personalData: [PersonalData] = [],
    uploads: [UploadPoint] = [], holds: [Hold] = [], mailingStops: [MailingStop] = [], jobs: [Job] = [],
    works: [any LongWork] = [],
    appealsEnd: @escaping @Sendable (Transaction, Cycle) throws -> Moment? = { _, _ in nil },
    essay: @escaping @Sendable (Transaction, House, String, String) throws -> Essay? = { _, _, _, _ in nil },
    placement: @escaping @Sendable (Transaction, House, String) throws -> Placement? = { _, _, _ in nil },
    prepare: @escaping @Sendable (Transaction, House) throws -> Void = { _, _ in },
    leave: @escaping @Sendable (Transaction, House, Session?, Fields) throws -> Void = { _, _, _, _ in },
    rehearsal: Rehearsal? = nil
  ) {
    self.name = name
    self.migrations = migrations
    self.parts = parts
    self.routes = routes
    self.menu = menu
    self.desk = desk
    self.windows = windows
    self.shells = shells
    self.journals = journals
    self.sealedLanes = sealedLanes
    self.acts = acts
    self.hears = hears
    self.home = home
    self.homecomings = homecomings
    self.panels = panels
    self.evidence = evidence
    self.signposts = signposts
    self.journey = journey
    self.personalData = personalData
    self.uploads = uploads
    self.holds = holds
    self.mailingStops = mailingStops
    self.jobs = jobs
    self.works = works
    self.appealsEnd = appealsEnd
    self.essay = essay
    self.placement = placement
    self.prepare = prepare
    self.leave = leave
    self.rehearsal = rehearsal
  }
}

/// A view that one room makes for others: the only way from its tables into another room. What stands in it is promised, and
/// Schema/windows.txt shows it.
package struct Window: Sendable {
  package let name: String
  package let columns: [String]
  /// What it holds and what a reader may rely on.
  package let says: String

  package init(_ name: String, columns: [String], says: String) {
    self.name = name
    self.columns = columns
    self.says = says
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
  package enum Count: Sendable {
    /// What waits in one intake.
    case ofCycle(@Sendable (Transaction, Cycle, [Scope], Moment) throws -> Int)
    /// What belongs to no single intake.
    case ofHouse(@Sendable (Transaction, [Scope], Moment) throws -> Int)
  }

  package let roles: Set<Role>
  package let count: Count
  package let title: @Sendable (_ count: Int) -> Phrase
  package let link: Link

  package init(roles: Set<Role>, link: Link, count: Count, title: @escaping @Sendable (Int) -> Phrase) {
    self.roles = roles
    self.link = link
    self.count = count
    self.title = title
  }

  package var isOfCycle: Bool {
    if case .ofCycle = count { true } else { false }
  }

  /// How many wait in these intakes together.
  package func count(of cycles: [Cycle], _ scopes: [Scope], _ tx: Transaction, at now: Moment) throws -> Int {
    switch count {
    case .ofHouse(let count): try count(tx, scopes, now)
    case .ofCycle(let count): try cycles.reduce(0) { try $0 + count(tx, $1, scopes, now) }
    }
  }
}
