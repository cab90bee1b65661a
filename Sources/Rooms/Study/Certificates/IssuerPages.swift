import Certificates
import Exchange
import Programme
import Storage
import Words

/// What wallets ask the house: who it is, and which certificates are revoked.
enum IssuerPages {
  /// GET /.well-known/did.json
  static func identity(_ visit: Visit) async throws -> Reply {
    let keys = try await visit.house.database.read { try $0.statementKeys() }
    return storable(.json(DIDDocument.json(visit.house.issuer, keys)), seconds: 300)
  }

  /// GET /c/status.json: made anew with each whole hour, and with each revocation of that hour.
  static func revocations(_ visit: Visit) async throws -> Reply {
    let house = visit.house
    let now = house.outside.now().milliseconds
    let hour = Moment(milliseconds: now - now % StatusList.life)
    let (revoked, key) = try await house.database.read { tx in
      let revoked: [Int] = try tx.rows(
        "SELECT place FROM study_certificate WHERE revoked_at IS NOT NULL ORDER BY place LIMIT \(StatusList.places)"
      ) { try $0[0] }
      return (revoked, try tx.statementSigner(house))
    }
    let list = StatusList(revoked: revoked, of: house.issuer)
    return storable(
      .json(try list.signed(by: BadgeSigner(key.signer, method: house.issuer.key(key.number)), at: hour)), seconds: 300)
  }

  /// A wallet of any origin may read them.
  private static func storable(_ reply: Reply, seconds: Int) -> Reply {
    var reply = reply
    reply.mayBeStored = true
    reply.set("cache-control", "public, max-age=\(seconds)")
    reply.set("access-control-allow-origin", "*")
    return reply
  }
}
