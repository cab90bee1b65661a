package import Exchange
import Security
package import Storage

/// The cookie that stands for a session. It holds a random token; the database keeps the token's keyed hash.
package enum SessionCookie {
  package static let name = "keruen"
}

extension House {
  /// Nil unless the text has the form of a token.
  package func sessionHash(_ token: String) -> [UInt8]? {
    Token(token).map { vault.hash(secret: $0.text, for: "session") }
  }

  /// Opens a session for the person; the reply's cookie is the only copy of its token.
  package func open(
    _ kind: Session.Kind, for person: ID<Person>, sharedDevice: Bool, in tx: Transaction
  ) throws -> Cookie {
    let token = Token()
    try tx.addSession(vault.hash(secret: token.text, for: "session"), person, kind, sharedDevice: sharedDevice, at: outside.now())
    let life = sharedDevice ? 0 : Session.life(kind, sharedDevice: false) / 1000
    return Cookie(SessionCookie.name, token.text, maxAge: life == 0 ? nil : Int(life), isSecure: settings.isSecure)
  }

  package var noSession: Cookie {
    Cookie(SessionCookie.name, "", maxAge: 0, isSecure: settings.isSecure)
  }
}
