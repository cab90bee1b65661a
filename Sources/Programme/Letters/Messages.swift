package import Postbox
package import Storage
package import Words

extension Transaction {
  /// A letter to a person through the outbox; `once` makes the letter's name, so that a repeated act sends no second one. After
  /// `expiresAt` it is no longer sent. False, and nothing is sent, where this address has had its share for today.
  @discardableResult
  package func send(
    _ channel: Letter.Channel, to address: String, _ safe: Safe, subject: Phrase, body: Phrase, _ language: Language,
    purpose: LetterPurpose, once: String, expiresAt: Moment? = nil, _ house: House
  ) throws -> Bool {
    if let limit = purpose.limitToOne, try !mayTry(limit, key: address.lowercased(), house) { return false }
    let letter = Letter(
      id: "\(purpose.rawValue):\(once)", channel: channel, to: address, subject: channel == .email ? language(subject) : nil,
      body: house.settings.carrying(language, language(body)), language: language, purpose: purpose.rawValue,
      person: safe.person.text, expiresAt: expiresAt)
    try post(letter, seal: { safe.seal($0, $1) }, at: house.outside.now())
    return true
  }

  /// Whether one more letter for this purpose would still go to this address today.
  package func mayReach(_ address: String, _ purpose: LetterPurpose, _ house: House) throws -> Bool {
    guard let limit = purpose.limitToOne else { return true }
    return try isWithin(limit, key: address.lowercased(), house)
  }

  /// The same with the words of the programme's folder.
  @discardableResult
  package func send(
    _ channel: Letter.Channel, to address: String, _ safe: Safe, _ letter: LetterText, _ values: [LetterValue],
    _ language: Language, purpose: LetterPurpose, once: String, expiresAt: Moment? = nil, _ house: House
  ) throws -> Bool {
    let (subject, body) = try house.words(of: letter, values)
    return try send(
      channel, to: address, safe, subject: subject, body: body, language, purpose: purpose, once: once, expiresAt: expiresAt,
      house)
  }

  /// A letter to her, in her language: by SMS where there is a phone, and by e-mail as well where there is one, for deadlines reach
  /// nobody who never opens her mail. Where nothing is sent, it says so.
  @discardableResult
  package func tell(
    _ safe: Safe, _ letter: LetterText, _ values: [LetterValue], purpose: LetterPurpose, once: String, _ house: House
  ) throws -> Bool {
    let details = try details(safe)
    guard let language: Language = try value("SELECT language FROM person WHERE id = \(safe.person)") else { return false }
    let bySMS = try details[.phone].map {
      try send(.sms, to: $0, safe, letter, values, language, purpose: purpose, once: once, house)
    }
    let byMail = try details[.email].map {
      try send(.email, to: $0, safe, letter, values, language, purpose: purpose, once: "\(once):mail", house)
    }
    return bySMS == true || byMail == true
  }

  /// The same matter to whoever answers for a child, each with a door of their own as the letter's link; to nobody once she is of age.
  package func tellGuardians(
    of person: ID<Person>, _ letter: LetterText, _ values: [LetterValue], purpose: LetterPurpose, once: String, _ house: House
  ) throws {
    guard try adultSince(try safe(of: person, house.vault), at: house.outside.now()) == nil else { return }
    for data in house.personalData {
      for guardian in try data.dependants(self, person) where try exists("SELECT 1 FROM person_key WHERE person_id = \(guardian)")
      {
        guard let door = try data.door(self, house, guardian) else { continue }
        try tell(
          try safe(of: guardian, house.vault), letter, values + [.link(door)], purpose: purpose, once: "\(once):\(guardian)",
          house)
      }
    }
  }
}
