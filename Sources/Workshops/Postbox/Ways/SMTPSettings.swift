/// The mail server that takes our e-mail.
package struct SMTPSettings: Sendable {
  package enum Encryption: String, Sendable, CaseIterable {
    /// From the first byte, port 465 (RFC 8314).
    case tls
    /// Starts plain and must change over before anything is said, port 587 (RFC 3207).
    case startTLS
    /// A server on this machine only.
    case none
  }

  let host: String
  let port: Int
  let encryption: Encryption
  let account: (user: String, password: String)?
  let from: String
  let fromName: String
  let timeout: Int
  let verdict: Int
  let authorities: String?

  /// `from` is the sender's address, `fromName` what mail programs show; `timeout` how long the server may be silent, in seconds, and
  /// `verdict` how long it may look at a letter it was handed (RFC 5321, 4.5.3.2.6: ten minutes); `authorities` a file of certificates
  /// to trust instead of the system's. Throws when letters would leave the machine unencrypted.
  package init(
    host: String, port: Int, encryption: Encryption, account: (user: String, password: String)? = nil, from: String,
    fromName: String, timeout: Int = 30, verdict: Int = 600, authorities: String? = nil
  ) throws(PostboxFault) {
    guard isPlain(host), !host.contains("/"), (1...65535).contains(port) else { throw .setting("mail host or port") }
    guard encryption != .none || isThisMachine(host) else { throw .unencrypted(host) }
    guard Self.isAddress(from) else { throw .setting("sender's address") }
    guard timeout > 0, verdict > 0 else { throw .setting("mail timeout") }
    self.host = host
    self.port = port
    self.encryption = encryption
    self.account = account
    self.from = from
    self.fromName = fromName
    self.timeout = timeout
    self.verdict = verdict
    self.authorities = authorities
  }

  /// What a letter may take at most, in seconds, also from a server that answers each command at the last moment.
  var longest: Int { 8 * timeout + verdict }

  /// The name this house greets with is the sender's domain.
  var url: String { "\(encryption == .tls ? "smtps" : "smtp")://\(host):\(port)/\(domain)" }

  var domain: String { String(from[from.index(after: from.lastIndex(of: "@") ?? from.startIndex)...]) }

  static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { isPlain(String($0)) } && !text.contains { "<>\"\\,;:/".contains($0) }
  }
}
