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
  /// What the field at the head of every page looks through; the first room that has one for whoever looks.
  package let seeking: MenuEntry?
  /// The views it makes for other rooms.
  package let windows: [Window]
  /// What a phone keeps of its pages.
  package let shells: [Shell]
  /// Paths below which a phone may keep pages that are everybody's: each page says where the pack of them lies (Public/lesson.js).
  package let keptByAnybody: [String]
  /// Whose journals arrive here from phones.
  package let journals: [JournalKeeper]
  /// What phones may bring it sealed.
  package let sealedLanes: [SealedLane]
  /// What it writes by itself to people.
  package let letters: [LetterText]
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
  /// Its columns in the footer of the pages that whoever has not signed in sees.
  package let footer: [FooterColumn]
  /// Its part of the girl's track.
  package let journey: [JourneyPart]
  /// Its lines on the page of a guardian.
  package let wards: [WardLink]
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
  /// Which of these schools it names: they stay in the register.
  package let schoolsNamed: @Sendable (Transaction, [ID<School>]) throws -> Set<ID<School>>
  /// What must stand in the database before the house opens.
  package let prepare: @Sendable (Transaction, House) throws -> Void
  /// What else goes when somebody signs out: the session that ends, and what the phone's script sent along.
  package let leave: @Sendable (Transaction, House, Session?, Fields) throws -> Void

  /// What it puts into a house of invented people.
  package let rehearsal: Rehearsal?

  package init(
    name: String, migrations: [Migration] = [], parts: [any AnyProgrammePart] = [], routes: [Route], menu: [MenuEntry] = [],
    desk: [DeskCard] = [], seeking: MenuEntry? = nil, windows: [Window] = [], shells: [Shell] = [],
    keptByAnybody: [String] = [], journals: [JournalKeeper] = [], sealedLanes: [SealedLane] = [], letters: [LetterText] = [],
    acts: [AuditAct] = [],
    hears: [Hearer] = [], home: [HomePart] = [],
    homecomings: [Homecoming] = [], panels: [DeskPanel] = [], evidence: [EvidenceSource] = [], signposts: [HomeLink] = [],
    footer: [FooterColumn] = [], journey: [JourneyPart] = [], wards: [WardLink] = [],
    personalData: [PersonalData] = [],
    uploads: [UploadPoint] = [], holds: [Hold] = [], mailingStops: [MailingStop] = [], jobs: [Job] = [],
    works: [any LongWork] = [],
    appealsEnd: @escaping @Sendable (Transaction, Cycle) throws -> Moment? = { _, _ in nil },
    essay: @escaping @Sendable (Transaction, House, String, String) throws -> Essay? = { _, _, _, _ in nil },
    placement: @escaping @Sendable (Transaction, House, String) throws -> Placement? = { _, _, _ in nil },
    schoolsNamed: @escaping @Sendable (Transaction, [ID<School>]) throws -> Set<ID<School>> = { _, _ in [] },
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
    self.seeking = seeking
    self.windows = windows
    self.shells = shells
    self.keptByAnybody = keptByAnybody
    self.journals = journals
    self.sealedLanes = sealedLanes
    self.letters = letters
    self.acts = acts
    self.hears = hears
    self.home = home
    self.homecomings = homecomings
    self.panels = panels
    self.evidence = evidence
    self.signposts = signposts
    self.footer = footer
    self.journey = journey
    self.wards = wards
    self.personalData = personalData
    self.uploads = uploads
    self.holds = holds
    self.mailingStops = mailingStops
    self.jobs = jobs
    self.works = works
    self.appealsEnd = appealsEnd
    self.essay = essay
    self.placement = placement
    self.schoolsNamed = schoolsNamed
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

/// One line of "my work": how many, of what, where to do it, and what is promised about it.
package struct DeskCard: Sendable {
  package enum Count: Sendable {
    /// What waits in one intake.
    case inCycle(@Sendable (Transaction, Cycle, [Scope], Moment) throws -> DeskWait)
    /// What waits in one intake for whoever looks, and for nobody else: others' counts hold it too.
    case ofReader(@Sendable (Transaction, Cycle, [Scope], ID<Person>, Moment) throws -> DeskWait)
    /// What belongs to no single intake.
    case inHouse(@Sendable (Transaction, [Scope], Moment) throws -> DeskWait)
    /// The same, where the programme's files say what waits.
    case byFiles(@Sendable (Transaction, House, [Scope], Moment) throws -> DeskWait)

    /// Where it does not matter since when.
    package static func ofCycle(_ count: @escaping @Sendable (Transaction, Cycle, [Scope], Moment) throws -> Int) -> Count {
      .inCycle { DeskWait(try count($0, $1, $2, $3)) }
    }

    package static func ofHouse(_ count: @escaping @Sendable (Transaction, [Scope], Moment) throws -> Int) -> Count {
      .inHouse { DeskWait(try count($0, $1, $2)) }
    }
  }

  package let roles: Set<Role>
  /// Who may open the link besides: what waits is theirs to see and not to do.
  package let readers: Set<Role>
  package let count: Count
  package let title: @Sendable (_ count: Int) -> Phrase
  package let link: Link
  package let promise: DeskPromise?
  /// Whether it should be done before the results of its intake go out: whoever waits there could still take part, or twice.
  package let isBeforeResults: Bool
  /// Whether it is done with children's data: of whoever is not cleared today it asks nothing.
  package let touchesChildren: Bool

  package init(
    roles: Set<Role>, readers: Set<Role> = [], link: Link, count: Count, promise: DeskPromise? = nil,
    isBeforeResults: Bool = false, touchesChildren: Bool = false,
    title: @escaping @Sendable (Int) -> Phrase
  ) {
    self.roles = roles
    self.readers = readers
    self.link = link
    self.count = count
    self.promise = promise
    self.isBeforeResults = isBeforeResults
    self.touchesChildren = touchesChildren
    self.title = title
  }

  package var isOfCycle: Bool {
    switch count {
    case .inHouse, .byFiles: false
    case .inCycle, .ofReader: true
    }
  }

  /// Whether it says a part of what other cards say, to one person.
  package var isOfReader: Bool {
    if case .ofReader = count { true } else { false }
  }

  /// How many wait in these intakes together, for anybody.
  package func count(of cycles: [Cycle], _ scopes: [Scope], _ tx: Transaction, _ house: House) throws -> Int {
    let now = house.outside.now()
    return switch count {
    case .byFiles(let count): try count(tx, house, scopes, now).count
    case .inHouse(let count): try count(tx, scopes, now).count
    case .ofReader: 0
    case .inCycle(let count): try cycles.reduce(0) { try $0 + count(tx, $1, scopes, now).count }
    }
  }
}

/// How many wait, and since when the one that has waited longest.
package struct DeskWait: Sendable {
  package let count: Int
  package let oldest: Moment?

  package init(_ count: Int, since oldest: Moment? = nil) {
    self.count = count
    self.oldest = oldest
  }

  /// From the columns `n` and `oldest`.
  package init(row: Row?) throws {
    self.init(try row.map { try $0["n"] } ?? 0, since: try row.flatMap { try $0["oldest"] })
  }
}

/// What the programme promises those who wait.
package struct DeskPromise: Sendable {
  /// Within how many days; nil for what may wait until there is time.
  package let days: Int?
  /// What becomes of them while nobody does it.
  package let why: Phrase

  package init(days: Int?, _ why: Phrase) {
    self.days = days
    self.why = why
  }

  /// When it should be done for whoever waits since then; nil for what may wait.
  package func ends(from since: Moment) -> Moment? { days.map { since.adding(days: $0) } }

  /// Whether somebody has waited longer.
  package func isBroken(_ wait: DeskWait, at now: Moment) -> Bool {
    guard let end = wait.oldest.flatMap({ ends(from: $0) }) else { return false }
    return end < now
  }
}
