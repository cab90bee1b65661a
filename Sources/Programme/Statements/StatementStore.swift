import Exchange
package import Security
package import Storage
import Words

/// The keys with which the house signs certificates and letters.
package enum Statements {
  package static let shelf = Room(
    name: "statements", routes: [.open(.get, "/.well-known/keruen-keys.txt") { try await list($0) }],
    prepare: { tx, house in if try tx.statementKeys().keys.isEmpty { try tx.renewStatementKey(by: "operator", house) } })

  /// GET /.well-known/keruen-keys.txt: every public key ever used. Letters and certificates on paper name this address, so it stays.
  private static func list(_ visit: Visit) async throws -> Reply {
    let keys = try await visit.house.database.read { try $0.statementKeys() }
    return Reply(
      type: "text/plain; charset=utf-8", body: Array(keys.text(of: visit.house.settings.address).utf8), mayBeStored: true)
  }
}

/// The house's hand: the key that signs today, with its number.
package struct StatementSigner: Sendable {
  package let number: Int
  package let signer: Signer

  package func signed(_ statement: Statement) -> SignedStatement { SignedStatement(statement, by: signer) }
}

extension Transaction {
  package func statementKeys() throws -> StatementKeys {
    StatementKeys(
      try rows("SELECT number, public_key, from_at, until_at FROM statement_key ORDER BY number LIMIT 1000") { row in
        let until: Moment? = try row["until_at"]
        return StatementKey(
          number: try row["number"], publicKey: try row["public_key"], from: (try row["from_at"] as Moment).day(),
          until: until?.day())
      })
  }

  package func statementSigner(_ house: House) throws -> StatementSigner {
    guard let row = try row("SELECT number, sealed FROM statement_key WHERE until_at IS NULL") else { throw Refusal.missing }
    let (number, sealed): (Int, [UInt8]) = (try row["number"], try row["sealed"])
    let seed = try house.vault.open(sealed, secret: Self.secret(number), for: Self.purpose)
    return StatementSigner(number: number, signer: Signer(seed: seed))
  }

  /// Draws a new key. The one before signs nothing any more, and its secret half goes; what it signed stays true.
  @discardableResult
  package func renewStatementKey(by actor: String, _ house: House) throws -> StatementKey {
    let now = house.outside.now()
    let number = (try value("SELECT max(number) FROM statement_key") ?? 0) + 1
    // Never from a chance that repeats, as a test's does.
    let seed = randomBytes(32)
    let signer = Signer(seed: seed)
    try run("UPDATE statement_key SET until_at = \(now), sealed = NULL WHERE until_at IS NULL")
    try run(
      """
      INSERT INTO statement_key (number, public_key, sealed, from_at)
      VALUES (\(number), \(signer.publicKey), \(house.vault.seal(seed, secret: Self.secret(number), for: Self.purpose)), \(now))
      """)
    try record(.statementKeyMade, "house", "number=\(number)", by: actor, house)
    return StatementKey(number: number, publicKey: signer.publicKey, from: now.day(), until: nil)
  }

  private static let purpose = "statement key"
  private static func secret(_ number: Int) -> String { "statement key \(number)" }
}
