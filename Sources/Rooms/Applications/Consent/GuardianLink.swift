package import Programme
package import Storage
package import Words

/// A request for consent as the guardian's link finds it.
package struct GuardianLink: Sendable {
  package let linkHash: [UInt8]
  package let application: ID<Application>
  package let guardian: ID<Person>
  package let channel: Channel

  package enum Channel: String, Sendable, Bindable, Readable {
    case sms, email, paper

    package var consent: Consent.Channel {
      switch self {
      case .sms: .smsCode
      case .email: .emailCode
      case .paper: .paper
      }
    }
  }
}

extension Transaction {
  /// The living request behind a link's token or a message's code; nil for any other text.
  package func guardianLink(token: String, _ house: House) throws -> GuardianLink? {
    try guardianLink("link_hash = \(house.vault.hash(secret: token, for: "consent link"))", house)
  }

  package func guardianLink(code: String, _ house: House) throws -> GuardianLink? {
    try guardianLink("code_hash = \(house.vault.hash(secret: code, for: "consent code"))", house)
  }

  /// The newest request this guardian was sent, answered or not.
  package func guardianLink(of guardian: ID<Person>, _ house: House) throws -> GuardianLink? {
    try guardianLink("guardian_id = \(guardian)", house)
  }

  private func guardianLink(_ condition: SQL, _ house: House) throws -> GuardianLink? {
    try row(
      """
      SELECT link_hash, application_id, guardian_id, channel FROM consent_request
      WHERE \(condition) AND expires_at > \(house.outside.now()) ORDER BY created_at DESC LIMIT 1
      """
    ).map {
      GuardianLink(
        linkHash: try $0["link_hash"], application: try $0["application_id"], guardian: try $0["guardian_id"],
        channel: try $0["channel"])
    }
  }

  package func markAnswered(_ link: GuardianLink, at now: Moment) throws {
    try run("UPDATE consent_request SET answered_at = \(now) WHERE link_hash = \(link.linkHash) AND answered_at IS NULL")
  }
}
