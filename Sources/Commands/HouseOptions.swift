import Applications
import ArgumentParser
import Foundation
import Front
import Logging
import Postbox
import Programme
import Security
import Site
import Storage
import Words

/// Where the data are and how the house is reached: the options every command about a house shares.
struct HouseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Folder of the data: the database file and, unless --key says otherwise, the master key.", valueName: "folder"))
  var data = "data"

  @Option(help: ArgumentHelp("A PostgreSQL address, postgres://…, instead of the embedded database.", valueName: "address"))
  var database: String?

  @Option(help: ArgumentHelp("File of the master key; best on another disk than the data.", valueName: "file"))
  var key: String?

  @Option(
    help: ArgumentHelp(
      "Folder of the backups: an erasure reaches the keys file there within a minute while the server runs.",
      valueName: "folder"))
  var backups: String?

  @Option(
    help: ArgumentHelp(
      "The address that people open: https://stem.example.kz. `serve` remembers it for the other commands.",
      valueName: "address"), transform: HouseAddress.parsed)
  var address: String?

  @Flag(help: "Believe X-Forwarded-For and -Host: only behind your own front proxy.")
  var behindProxy = false

  @Option(
    help: ArgumentHelp("File with the settings of e-mail and SMS; post.json in the data folder by default.", valueName: "file"))
  var post: String?

  static func port(_ text: String) throws -> Int {
    guard let port = Int(text), (1...65_535).contains(port) else { throw ValidationError("A port is a number from 1 to 65535.") }
    return port
  }

  var keyPath: String { key ?? data + "/master.key" }
  var filePath: String { Whereabouts.file(in: data) }

  var whereabouts: Whereabouts { database.map(Whereabouts.postgres) ?? .folder(data) }

  /// Every step of the schema this program knows.
  static func knownSteps() -> [Migration] {
    Front.migrations(Site.rooms)
  }

  func knownSteps() -> [Migration] { Self.knownSteps() }

  /// A house on a database whose schema is up to date, by the newest edition of its programme. `isDemo` nil: as it was made. `mayFound`:
  /// a house and its key are made where there is none. `programme`: a folder that the house takes before it opens. `today`: the house's
  /// clock goes on from this day instead of the machine's.
  func house(
    port: Int, isDemo: Bool?, mayFound: Bool, programme: String? = nil, today: Day? = nil, more: [Room] = []
  ) async throws -> House {
    if mayFound { try Ownership.checkClosed(data) }
    let database = try mayFound ? whereabouts.openOrMake() : whereabouts.openExisting()
    let shipped = try Shipped.built()
    // Before a step of the schema runs; `claim` looks once more when nobody else writes.
    try await houseKey.look(at: database)
    try await database.refuseHalfRestored()
    _ = try await database.migrate(
      Front.migrations(Site.rooms + more), at: Outside.live.now().milliseconds)
    let isNew = try await !database.read { try $0.isInhabited() }
    let vault = try await houseKey.claim(database, mayDraw: mayFound)
    if mayFound, let isDemo { try await database.write { try $0.enter(asDemonstration: isDemo, isNew: isNew) } }
    let kept = try await database.read { try $0.isDemonstration() }
    let isDemo = isDemo ?? kept
    if try await database.read({ try $0.lacksKeys() }) { throw Trouble.halfRestored }
    try Scratch.provide(in: data)
    var outside = Outside.live
    outside.readers = .apart(ReadFiles.command)
    if let today {
      let days = Outside.live.now().day().days(to: today)
      outside.now = { Outside.live.now().adding(days: days) }
    }
    let house = try house(
      on: database, vault, shipped, outside,
      Settings(
        address: try await reached(database, port: port, isServing: mayFound && !isDemo), isDemo: isDemo,
        trustsProxy: behindProxy, postman: try postman(isDemo: isDemo), isDayChosen: today != nil), more: more)
    let found = try await house.byNewestEdition()
    var standing = found.house
    for (edition, why) in found.unread {
      Terminal.complain("Edition \(edition.number) of the programme cannot be read by this program:\n\(why)")
    }
    if let programme { standing = try await standing.opened(with: programme) }
    try await standing.prepare()
    return standing
  }

  /// What is named now, or was at the last start; a house that is served without a name is this machine's.
  private func reached(_ database: Database, port: Int, isServing: Bool) async throws -> String {
    let local = "http://127.0.0.1:\(port)"
    guard let address else {
      let kept = isServing ? nil : try await database.read { try $0.keptAddress() }
      return kept ?? local
    }
    guard isServing else { return address }
    try await database.write { try $0.keep(address: address) }
    return address
  }

  /// A house for one command's work on a database, which nobody enters and no letter leaves.
  func closedHouse(on database: Database, _ vault: Vault) throws -> House {
    try house(
      on: database, vault, try Shipped.built(), .live, Settings(address: address ?? "", isDemo: false, trustsProxy: false))
  }

  private func house(
    on database: Database, _ vault: Vault, _ shipped: Shipped, _ outside: Outside, _ settings: Settings,
    more: [Room] = []
  ) throws -> House {
    try House(
      database: database, outside: outside, vault: vault, hasher: PasswordHasher(),
      formTokens: CSRF(key: vault.master.key("form tokens")),
      data: shipped.data.shown(in: settings, at: outside.now()), settings: settings, assets: .shipped, rooms: Site.rooms + more)
  }

  /// In a demonstration nothing leaves; else by post.json, and without that file letters wait.
  private func postman(isDemo: Bool) throws -> Postman? {
    if isDemo { return Postman(deliveries: [.email: .shown, .sms: .shown], worker: PostFile.worker()) }
    let path = post ?? data + "/post.json"
    guard try post != nil || Ownership.exists(path) else { return nil }
    return try Postman(deliveries: PostFile(path: path).deliveries, worker: PostFile.worker())
  }
}

extension Trouble {
  fileprivate static let realHouse = Trouble(
    "This is not a demonstration, and in a demonstration everybody signs in without a password. Name another folder with --data.")
  fileprivate static let demonstration = Trouble(
    "This is a demonstration with invented people. Name another folder with --data for an installation of your own.")
  fileprivate static let halfRestored = Trouble(
    Phrase(
      kk: "Осында қалпына келтіру немесе көшіру үзіліп қалған. Қалтаны не дерекқорды босатып, қайта бастаңыз.",
      ru: "Восстановление или перенос сюда прервались. Очистите папку или базу данных и начните заново.",
      en: "A restore into this place, or a move to it, was interrupted. Empty the folder or database and begin again."))
}

extension Database {
  /// Before any row comes, the steps are made and their own list emptied; who was killed there leaves tables that no step explains.
  func refuseHalfRestored() async throws {
    let isHalf = try await read { tx in
      try Set(tx.tables()).isSuperset(of: ["person", "migration"]) && !tx.exists("SELECT 1 FROM migration LIMIT 1")
    }
    if isHalf { throw Trouble.halfRestored }
  }
}

extension Transaction {
  /// A demonstration has a door for each role that asks for no password: what a house was made as, it stays.
  fileprivate func enter(asDemonstration isDemo: Bool, isNew: Bool) throws {
    if isNew, isDemo { try run("UPDATE house SET demonstration = 1") }
    let kept = try isDemonstration()
    guard kept == isDemo else { throw isDemo ? Trouble.realHouse : Trouble.demonstration }
  }

  fileprivate func isDemonstration() throws -> Bool { try value("SELECT demonstration FROM house") ?? false }

  /// Whether somebody who was not erased has no key, as in a backup that was not restored to the end.
  fileprivate func lacksKeys() throws -> Bool {
    try exists(
      """
      SELECT 1 FROM person LEFT JOIN person_key ON person_key.person_id = person.id
      WHERE person.erased_at IS NULL AND person_key.person_id IS NULL LIMIT 1
      """)
  }
}
