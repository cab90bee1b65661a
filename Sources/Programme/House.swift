package import Markup
package import Postbox
package import Security
package import Storage

/// All that handlers work with: the database, the keys, the register of places, the programme's data and the world outside. A class,
/// for it goes with every request through many hands.
package final class House: Sendable {
  package let database: Database
  package let outside: Outside
  package let vault: Vault
  package let hasher: PasswordHasher
  package let formTokens: CSRF
  package let sessions: SessionCache
  private let allCycles: Remembered<[Cycle]>
  package let deskCounts: DeskCounts
  package let nameBook: NameBook
  package let sealedPace: SealedPace
  let looking: Looking
  package let gazetteer: Gazetteer
  /// The programme's files, those of the rooms among them.
  package let data: ProgrammeData
  /// Which edition of the programme's folder they are; nil for the example that is built in.
  package let edition: Edition?
  package let programme: ProgrammeFile
  /// The files that its look needs.
  package let look: LookFiles
  package let consents: ConsentFile
  package let settings: Settings
  package let assets: Assets
  package let rooms: [Room]
  /// What runs where somebody who has a phone of her own may be.
  package let scriptsOfOwners: [Link]
  /// Every act by its word.
  package let acts: [String: AuditAct]

  /// Throws `FileComplaints` when a file that one of the rooms needs is missing or wrong.
  package init(
    database: Database, outside: Outside, vault: Vault, hasher: PasswordHasher, formTokens: CSRF,
    data: ProgrammeData, edition: Edition? = nil, settings: Settings, assets: Assets, rooms: [Room]
  ) throws {
    let data = try data.adding(ProgrammeData.wanted(by: rooms))
    self.database = database
    self.outside = outside
    self.vault = vault
    self.hasher = hasher
    self.formTokens = formTokens
    self.sessions = SessionCache()
    self.allCycles = Remembered(life: 3_000)
    self.deskCounts = DeskCounts()
    self.nameBook = NameBook()
    self.sealedPace = SealedPace()
    self.looking = Looking()
    self.data = data
    self.edition = edition
    self.programme = data[.programme]
    self.look = LookFiles(data[.programme].look, data.pictures)
    self.gazetteer = data[.places]
    self.consents = data[.consents]
    self.settings = settings
    self.assets = assets
    self.rooms = rooms
    scriptsOfOwners = rooms.flatMap(\.shells).compactMap(\.script).map { assets.link($0) }
    acts = Dictionary((AuditAct.ofHouse + rooms.flatMap(\.acts)).map { ($0.word, $0) }) { first, _ in first }
  }

  /// The same house at another time and with other chance: for people who came before the house opened.
  package convenience init(_ other: House, _ outside: Outside) {
    self.init(other, outside, other.data, other.edition)
  }

  /// The same house by another edition of its programme.
  package convenience init(_ other: House, _ data: ProgrammeData, _ edition: Edition?) {
    self.init(other, other.outside, data, edition)
  }

  private init(_ other: House, _ outside: Outside, _ data: ProgrammeData, _ edition: Edition?) {
    self.outside = outside
    database = other.database
    vault = other.vault
    hasher = other.hasher
    formTokens = other.formTokens
    sessions = other.sessions
    allCycles = other.allCycles
    deskCounts = other.deskCounts
    nameBook = other.nameBook
    sealedPace = other.sealedPace
    looking = other.looking
    self.data = data
    self.edition = edition
    programme = data[.programme]
    look = LookFiles(data[.programme].look, data.pictures)
    gazetteer = data[.places]
    consents = data[.consents]
    settings = other.settings
    assets = other.assets
    rooms = other.rooms
    scriptsOfOwners = other.scriptsOfOwners
    acts = other.acts
  }
}

extension House {
  /// All cycles, the newest first, at most three seconds old.
  package func cycles() async throws -> [Cycle] {
    try await allCycles.value(at: outside.now()) { try await database.read { try $0.cycles() } }
  }

  /// The cycle girls apply to; nil before there is one.
  package func currentCycle() async throws -> Cycle? {
    try await cycles().current(at: outside.now())
  }

  package func forgetCycles() { allCycles.forget() }
}

/// What the operator chose.
package struct Settings: Sendable {
  /// As the girls reach the house, without a trailing slash: `https://stem.example.kz`.
  package let address: String
  /// The demonstration: synthetic people, messages shown on a page instead of sent, ready sign-ins.
  package let isDemo: Bool
  /// Only behind a front proxy of ours are X-Forwarded-For and -Host believed.
  package let trustsProxy: Bool
  /// Carries letters and SMS out of the house; without one they wait in the outbox.
  package let postman: Postman?
  /// A demonstration whose day somebody chose.
  package let isDayChosen: Bool

  package init(address: String, isDemo: Bool, trustsProxy: Bool, postman: Postman? = nil, isDayChosen: Bool = false) {
    self.address = address
    self.isDemo = isDemo
    self.trustsProxy = trustsProxy
    self.postman = postman
    self.isDayChosen = isDayChosen
  }

  package var isSecure: Bool { address.hasPrefix("https://") }
}
