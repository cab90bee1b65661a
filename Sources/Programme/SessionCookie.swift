package import Exchange
import Security
package import Storage

/// The cookie that stands for a session. It holds a random token; the database keeps the token's keyed hash.
///
/// A guardian's session has a cookie of its own that is only sent to the consent pages: on a phone the family shares, the
/// guardian's answer does not sign the girl out of her application.
package enum SessionCookie {
  private static let guardianPath = "/consent"

  package static func name(for path: String) -> String {
    path == guardianPath || path.hasPrefix(guardianPath + "/") ? name(.guardian) : name(.applicant)
  }

  static func name(_ kind: Session.Kind) -> String {
    kind == .guardian ? "keruen-guardian" : "keruen"
  }

  static func path(_ kind: Session.Kind) -> String {
    kind == .guardian ? guardianPath : "/"
  }
}

extension House {
  /// Nil unless the text has the form of a token.
  package func sessionHash(_ token: String) -> [UInt8]? {
    Token(token).map { vault.hash(secret: $0.text, for: "session") }
  }

  /// Opens a session for the person; the reply's cookie is the only copy of its token. On a shared device the cookie ends
  /// with the browser.
  package func open(
    _ kind: Session.Kind, for person: ID<Person>, sharedDevice: Bool, in tx: Transaction
  ) throws -> Cookie {
    let token = Token()
    try tx.addSession(vault.hash(secret: token.text, for: "session"), person, kind, sharedDevice: sharedDevice, at: outside.now())
    // Only her own phone remembers her past the browser's end. The others' sessions grow with use, which a cookie of a fixed
    // age would not.
    let life = kind == .applicant && !sharedDevice ? Int(Session.life(kind, sharedDevice: false) / 1000) : nil
    return Cookie(
      SessionCookie.name(kind), token.text, maxAge: life, path: SessionCookie.path(kind), isSecure: settings.isSecure)
  }

  package func noSession(_ kind: Session.Kind) -> Cookie {
    Cookie(SessionCookie.name(kind), "", maxAge: 0, path: SessionCookie.path(kind), isSecure: settings.isSecure)
  }
}
