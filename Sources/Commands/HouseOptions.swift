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

  @Option(help: ArgumentHelp("A PostgreSQL address, postgres://…, in place of the embedded database.", valueName: "address"))
  var database: String?

  @Option(help: ArgumentHelp("File of the master key; best on another disk than the data.", valueName: "file"))
  var key: String?

  @Option(
    help: ArgumentHelp(
      "Folder of the backups: an erasure reaches the keys file there within a minute while the house runs.", valueName: "folder"))
  var backups: String?

  @Option(
    help: ArgumentHelp(
      "As people reach the house from outside: https://stem.example.kz. `serve` keeps it, the other commands know it from there.",
      valueName: "address"), transform: HouseAddress.parsed)
  var address: String?

  @Flag(help: "Believe X-Forwarded-For and -Host: only behind a front proxy of yours.")
  var behindProxy = false

  @Option(
    help: ArgumentHelp("File that says how letters and SMS leave; post.json in the data folder by default.", valueName: "file"))
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

  /// A house on a database whose schema is up to date. `mayFound`: a house and its key are made where there is none.
  func house(port: Int, isDemo: Bool, mayFound: Bool, programme: ProgrammeFile? = nil, more: [Room] = []) async throws -> House {
    let database = try mayFound ? whereabouts.openOrMake() : whereabouts.openExisting()
    let shipped = try Shipped.built()
    // Before a step of the schema runs; `claim` looks once more when nobody else writes.
    try await houseKey.look(at: database)
    try await database.refuseHalfRestored()
    _ = try await database.migrate(
      Front.migrations(Site.rooms + more), at: Outside.live.now().milliseconds)
    let isNew = try await !database.read { try $0.isInhabited() }
    let vault = try await houseKey.claim(database, mayDraw: mayFound)
    if mayFound { try await database.write { try $0.enter(asDemonstration: isDemo, isNew: isNew) } }
    if try await database.read({ try $0.lacksKeys() }) { throw Trouble.halfRestored }
    try Scratch.provide(in: data)
    var outside = Outside.live
    outside.readers = .apart(ReadFiles.command)
    let house = try house(
      on: database, vault, shipped, outside,
      Settings(
        address: try await reached(database, port: port, isServing: mayFound && !isDemo), isDemo: isDemo,
        trustsProxy: behindProxy,
        postman: try postman(isDemo: isDemo)), programme: programme, more: more)
    try await house.prepare()
    return house
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
    programme: ProgrammeFile? = nil,
    more: [Room] = []
  ) throws -> House {
    try House(
      database: database, outside: outside, vault: vault, hasher: PasswordHasher(),
      formTokens: CSRF(key: vault.master.key("form tokens")), gazetteer: shipped.gazetteer,
      data: programme.map { shipped.data.replacing(.programme, with: $0) } ?? shipped.data, settings: settings, assets: .shipped,
      rooms: Site.rooms + more)
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
    "This is no demonstration, and a demonstration opens every door without a password. Name another folder with --data.")
  fileprivate static let demonstration = Trouble(
    "This is a demonstration with invented people. Name another folder with --data for a house of your own.")
  fileprivate static let halfRestored = Trouble(
    "Restoring this house, or moving it here, was interrupted. Empty the folder or database and begin again.")
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
    let kept: Bool = try value("SELECT demonstration FROM house") ?? false
    guard kept == isDemo else { throw isDemo ? Trouble.realHouse : Trouble.demonstration }
  }

  /// Whether somebody who was not erased has no key, as in a backup that was not restored to the end.
  fileprivate func lacksKeys() throws -> Bool {
    try exists(
      """
      SELECT 1 FROM person LEFT JOIN person_key ON person_key.person_id = person.id
      WHERE person.erased_at IS NULL AND person_key.person_id IS NULL LIMIT 1
      """)
  }
}
