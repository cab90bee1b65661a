import Exchange
import Programme
import Storage

/// Ends whatever session the browser has: hers, a guardian's or one of the staff's.
enum SignOut {
  /// POST /sign-out, and /consent/sign-out for the guardian's own cookie.
  static func create(_ visit: Visit) async throws -> Reply {
    let house = visit.house
    let session = visit.who.session
    guard session != nil || !visit.form.pairs.isEmpty else { return .seeOther("/") }
    try await house.database.write { tx in
      for room in house.rooms { try room.leave(tx, house, session, visit.form) }
      guard let session else { return }
      try tx.endSession(session.tokenHash)
      if session.kind == .staff { try tx.record(.signInEnded, session.person.text, by: "staff:\(session.person)", house) }
    }
    guard let session else { return .seeOther("/") }
    house.sessions.forget(session.tokenHash)
    var reply = Reply.seeOther(session.kind == .staff || session.kind == .staffAwaitingCode ? "/sign-in" : "/")
    reply.setCookie(house.noSession(session.kind))
    return reply
  }
}
