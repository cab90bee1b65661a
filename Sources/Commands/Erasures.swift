import Foundation
import Programme
import Safeguarding
import Storage

/// Those who were erased after a backup was made: an older backup still holds what is theirs, so it is done again.
struct Erasures: Sendable {
  /// The person's id, and when she was erased.
  private(set) var people: [String: Int64] = [:]
  private(set) var stones: Set<Stone> = []

  /// A tombstone: what refuses an import of hers.
  struct Stone: Hashable, Sendable {
    let kind: String
    let hash: [UInt8]
    let at: Int64
  }

  /// From a data folder, a PostgreSQL address or a newer backup.
  static func read(from place: String, _ vault: Vault) async throws -> Erasures {
    var isFolder: ObjCBool = false
    let isFile = FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) && !isFolder.boolValue
    let database = isFile ? try Database.backup(place, isWritable: false) : try Whereabouts(place).openExisting()
    defer { database.close() }
    return try await database.read { tx in
      if case .another = try tx.standing(of: vault) {
        throw Trouble("The key does not open \(isFile ? place : "the data of --erasures"): they are another installation's.")
      }
      return try Erasures(in: tx)
    }
  }

  /// `erased`: id and time of everybody who was, from a house or from a keys file.
  init(erased: SQL = "SELECT id, erased_at FROM person WHERE erased_at IS NOT NULL", in tx: Transaction) throws {
    try tx.each(erased) { people[try $0[0]] = try $0[1] }
    try tx.each("SELECT kind, hash, erased_at FROM tombstone") {
      stones.insert(Stone(kind: try $0["kind"], hash: try $0["hash"], at: try $0["erased_at"]))
    }
  }

  mutating func add(_ others: Erasures) {
    people.merge(others.people) { min($0, $1) }
    stones.formUnion(others.stones)
  }

  /// The rooms' own steps of an erasure for those who came back with the backup, and all stones. Returns how many persons had
  /// come back, and the tables that held something of theirs.
  func repeated(in tx: Transaction, _ house: House) throws -> (persons: Int, tables: [String]) {
    var back: [ID<Person>] = []
    for (id, at) in people.sorted(by: { $0.key < $1.key }) {
      guard let person = ID<Person>(id) else { throw Trouble("A newer erasure names no person: \(id)") }
      let marked = try tx.run("UPDATE person SET erased_at = \(at) WHERE id = \(person) AND erased_at IS NULL")
      guard marked > 0 else { continue }
      back.append(person)
      try tx.record(.personErased, person.text, "again=after a restore", by: "operator", house)
    }
    let erased = try Forgetting.erase(back, house, in: tx)
    for stone in stones {
      try tx.run(
        """
        INSERT INTO tombstone (kind, hash, erased_at) VALUES (\(stone.kind), \(stone.hash), \(stone.at))
        ON CONFLICT (kind, hash) DO NOTHING
        """)
    }
    return (back.count, erased.map(\.table))
  }
}
