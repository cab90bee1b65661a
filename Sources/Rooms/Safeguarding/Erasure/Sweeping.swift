import Programme
import Storage
import Words

/// After an erasure the engine throws away what it still holds of the deleted rows: on PostgreSQL dead rows stay in their pages
/// until then. The key's table is rewritten, for its bytes are what must be gone; all else is sealed with the key.
enum Sweeping {
  /// Soon after the answer, never before it; after an interruption it goes on by itself.
  static let job = Job(name: "sweep after erasures", .erasedIsSwept, every: .seconds(60)) { try await sweep($0) }

  static func sweep(_ house: House) async throws {
    let due = try await house.database.read { tx in
      try tx.rows("SELECT id, receipt FROM erasure WHERE done_at IS NOT NULL AND swept_at IS NULL ORDER BY done_at, id LIMIT 500")
      {
        (id: try $0["id"] as ID<Erasure>, receipt: try $0["receipt"] as String?)
      }
    }
    guard !due.isEmpty else { return }
    // A receipt is our own text, and still no name goes into a statement that the schema does not know.
    let known = Set(try await house.database.read { try $0.tables() })
    let touched = Set(due.flatMap { Erasure.lines(of: $0.receipt).map(\.table) }).union(["person", "person_key"])
    try await house.database.purge()
    guard try await house.database.sweep(touched.intersection(known).sorted(), whole: ["person_key"]) else { return }
    let now = house.outside.now()
    _ = try await house.database.write { tx in
      try tx.run("UPDATE erasure SET swept_at = \(now) WHERE id IN (\(list: due.map(\.id)))")
    }
  }
}

extension Phrase {
  static let erasedIsSwept = Phrase(
    kk: "Өшірілген деректердің ізін тазалау", ru: "Очистка следов стёртых данных", en: "Clearing what erased data leave behind")
}
