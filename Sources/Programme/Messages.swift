package import Postbox
package import Storage
package import Words

extension Transaction {
  /// A letter to a person through the outbox; `once` makes the letter's name, so that a repeated act sends no second one. After
  /// `expiresAt` it is no longer sent.
  package func send(
    _ channel: Letter.Channel, to address: String, _ safe: Safe, subject: Phrase, body: Phrase, _ language: Language,
    purpose: String, once: String, expiresAt: Moment? = nil, _ house: House
  ) throws {
    let letter = Letter(
      id: "\(purpose):\(once)", channel: channel, to: address, subject: channel == .email ? language(subject) : nil,
      body: language(body), language: language, purpose: purpose, person: safe.person.text, expiresAt: expiresAt)
    try post(letter, seal: { safe.seal($0, $1) }, at: house.outside.now())
  }

  /// A letter to her: by e-mail where she gave one, else by SMS; in her language. Without either nothing is sent, and it says so.
  @discardableResult
  package func tell(_ safe: Safe, subject: Phrase, body: Phrase, purpose: String, once: String, _ house: House) throws -> Bool {
    let details = try details(safe)
    guard let language: Language = try value("SELECT language FROM person WHERE id = \(safe.person)") else { return false }
    if let email = details[.email] {
      try send(.email, to: email, safe, subject: subject, body: body, language, purpose: purpose, once: once, house)
    } else if let phone = details[.phone] {
      try send(.sms, to: phone, safe, subject: subject, body: body, language, purpose: purpose, once: once, house)
    } else {
      return false
    }
    return true
  }
}
