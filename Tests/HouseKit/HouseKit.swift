import Exchange
import Foundation
package import Front
package import Logging
package import Programme
import Security
package import Storage
import Synchronization
import TestKit
package import Words

/// A house on a fresh database with the rooms a test names: the shipped programme, a clock that moves only when a test moves it. A room's
/// tests name their rooms once, `WholeHouse` all there are.
package struct HouseKit: Sendable {
  package let house: House
  package let dispatch: Dispatch
  package let clock: Clock

  /// 20 November 2026, ten in the morning in Kazakhstan: the intake is open.
  package static let morning = Moment(milliseconds: 1_795_150_800_000)

  /// The master key of every house made here.
  package static let masterKey = hex(digest(Array("a key for tests".utf8)))

  /// With these rooms, in the order of their tables, behind what every house has; `beside` are rooms of the test's own, `files` what
  /// the programme's folder holds for them.
  package static func house(
    _ kind: EngineKind, rooms: [Room], at start: Moment = morning, log given: Logger? = nil, beside others: [Room] = [],
    files: [String: String] = [:]
  ) async throws -> HouseKit {
    let migrations = Front.migrations(Front.shelves + rooms)
    // Whoever names the same rooms shares one template.
    let template = "house " + rooms.map(\.name).joined(separator: " ")
    let migrated = try await Databases.copy(of: template, kind) { _ = try await $0.migrate(migrations, at: morning.milliseconds) }
    return try await house(on: migrated, rooms: rooms, at: start, log: given, beside: others, files: files)
  }

  /// A house on an empty database that the test knows the place of.
  package static func house(
    on database: Database, rooms named: [Room], at start: Moment = morning, log given: Logger? = nil, beside others: [Room] = [],
    files: [String: String] = [:]
  ) async throws -> HouseKit {
    let rooms = Front.shelves + named + others
    let clock = Clock(start)
    var outside = Outside.still(start, seed: 7)
    outside.now = { clock.now }
    _ = try await database.migrate(Front.migrations(rooms), at: start.milliseconds)
    let vault = Vault(master: try MasterKey(text: masterKey))
    let house = try House(
      database: database, outside: outside, vault: vault, hasher: hasher,
      formTokens: CSRF(key: vault.master.key("form tokens")),
      data: try data(of: Front.shelves + named, with: files),
      settings: Settings(address: "http://127.0.0.1:8080", isDemo: false, trustsProxy: false), assets: .shipped, rooms: rooms)
    try await database.write { try $0.claim(vault) }
    try await house.prepare()
    return try HouseKit(house, clock: clock, log: given)
  }

  /// Browsers for a house that somebody else opened; its own clock goes on.
  package init(_ house: House, clock: Clock = Clock(morning), log given: Logger? = nil) throws {
    var log = Logger(label: "test") { StreamLogHandler.standardError(label: $0) }
    log.logLevel = .error
    self.house = house
    dispatch = try Dispatch(house: house, log: given ?? log)
    self.clock = clock
  }

  /// The shipped programme's files as these rooms know them, read once in a run.
  private static func data(of rooms: [Room]) throws -> ProgrammeData {
    try read.withLock { read in
      let names = rooms.map(\.name)
      if let data = read[names] { return data }
      let data = try ProgrammeData(.shipped(), ProgrammeData.parts(of: rooms))
      read[names] = data
      return data
    }
  }

  private static func data(of rooms: [Room], with files: [String: String]) throws -> ProgrammeData {
    guard !files.isEmpty else { return try data(of: rooms) }
    let shipped = ProgrammeFolder.shipped()
    return try ProgrammeData(
      ProgrammeFolder(shipped.name) { name in files[name].map { Array($0.utf8) } ?? shipped.bytes(name) },
      ProgrammeData.parts(of: rooms))
  }

  private static let read = Mutex<[[String]: ProgrammeData]>([:])
  private static let hasher = PasswordHasher(cost: .least)

  /// The number that a statement counts.
  package func count(_ sql: SQL) async throws -> Int {
    try await house.database.read { try $0.value(sql) ?? 0 }
  }

  /// The same house opened anew after its consent texts have changed.
  package func reopened(with consents: ConsentFile) async throws -> HouseKit {
    let other = try opened(house.data.replacing(.consents, with: consents), house.rooms)
    try await other.prepare()
    return try HouseKit(other, clock: clock)
  }

  /// The same house with one room more, and with these files in the programme's folder.
  package func reopened(adding room: Room, files: [String: String] = [:]) async throws -> HouseKit {
    try HouseKit(try opened(try Self.data(of: house.rooms, with: files), house.rooms + [room]), clock: clock)
  }

  private func opened(_ data: ProgrammeData, _ rooms: [Room]) throws -> House {
    try House(
      database: house.database, outside: house.outside, vault: house.vault, hasher: house.hasher, formTokens: house.formTokens,
      data: data, settings: house.settings, assets: house.assets, rooms: rooms)
  }

  package func browser(_ language: Language = .kk) -> Browser { Browser(self, language) }

  /// Runs every job once, as the open house does again and again, and all work that was asked for.
  package func runJobs() async throws {
    for job in house.jobs { try await job.run(house) }
    for kind in house.works { while try await house.goOn(with: kind, by: Worker("test")) {} }
  }

  /// A browser in which somebody with the role has come in by the door of its circle; the person is new each time.
  package func staff(_ role: Role, _ scope: Scope = .everything, _ language: Language = .ru) async throws -> Browser {
    let kind: Session.Kind =
      switch role.circle {
      case .own: .applicant
      case .staff: .staff
      case .outside: .outside
      }
    return try await browser(role, scope, kind, language)
  }

  /// Somebody of the staff with a new session: one lasts an hour.
  package func staff(again person: ID<Person>, _ language: Language = .en) async throws -> Browser {
    try await browser(nil, .everything, .staff, language, person)
  }

  /// The same for somebody of another organisation.
  package func outside(again person: ID<Person>, _ language: Language = .en) async throws -> Browser {
    try await browser(nil, .everything, .outside, language, person)
  }

  /// A browser in which somebody of the person given, or a new one, has a session of a kind.
  package func applicant(_ person: ID<Person>? = nil, _ language: Language = .kk) async throws -> Browser {
    try await browser(nil, .everything, .applicant, language, person)
  }

  /// A browser in which a guardian has opened the link: good for the consent pages only.
  package func guardian(_ person: ID<Person>? = nil, _ language: Language = .kk) async throws -> Browser {
    try await browser(nil, .everything, .guardian, language, person)
  }

  private func browser(
    _ role: Role?, _ scope: Scope, _ kind: Session.Kind, _ language: Language, _ known: ID<Person>? = nil
  ) async throws -> Browser {
    let house = house
    let (person, cookie) = try await house.database.write { tx in
      let person = try known ?? tx.addPerson(language: language, house).person
      if let role {
        try tx.run(
          """
          INSERT INTO membership (id, person_id, role, cycle_id, regions, school_id, organisation_id, given_at, confirmed_at)
          VALUES (\(house.outside.id(of: Membership.self)), \(person), \(role), \(scope.cycle),
            \(scope.regions.joined(separator: " ")), \(scope.school), \(scope.organisation), \(house.outside.now()),
            \(house.outside.now()))
          """)
      }
      return (person, try house.open(kind, for: person, sharedDevice: false, in: tx))
    }
    var browser = Browser(self, language)
    browser.person = person
    browser.take(cookie.text)
    browser.take(house.wasHere(kind).text)
    return browser
  }
}

/// A clock that stands until it is moved.
package final class Clock: Sendable {
  private let moment: Mutex<Moment>

  package init(_ start: Moment) { moment = Mutex(start) }

  package var now: Moment { moment.withLock { $0 } }

  package func move(seconds: Int) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
  package func move(days: Int) { moment.withLock { $0 = $0.adding(days: days) } }
}
