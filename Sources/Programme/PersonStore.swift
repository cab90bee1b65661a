import Security
package import Storage
package import Words

extension Transaction {
  /// A new person with a key of her own; returns the safe to put details in.
  package func addPerson(language: Language, _ house: House) throws -> Safe {
    let id: ID<Person> = house.outside.id()
    let key = PersonKey.fresh()
    try run("INSERT INTO person (id, created_at, language) VALUES (\(id), \(house.outside.now()), \(language))")
    try run(
      """
      INSERT INTO person_key (person_id, wrapped)
      VALUES (\(id), \(key.wrapped(by: house.vault.master, person: id.text)))
      """)
    return Safe(person: id, key: key)
  }

  package func setLanguage(_ language: Language, of person: ID<Person>) throws {
    try run("UPDATE person SET language = \(language) WHERE id = \(person)")
  }

  /// Puts a detail in its sealed column and its hashes beside it; nil removes both.
  package func setName(_ name: PersonName?, _ safe: Safe, _ vault: Vault) throws {
    try setDetail(.name, name?.packed, safe)
    try setHashes(.name, name.map { [vault.hash(folded($0.full), .name)] } ?? [], safe.person)
    try setHashes(.word, name?.words.sorted().map { vault.hash($0, .word) } ?? [], safe.person)
  }

  package func setPhone(_ phone: Phone?, _ safe: Safe, _ vault: Vault) throws {
    try setDetail(.phone, phone?.e164, safe)
    try setHashes(.phone, phone.map { [vault.hash($0.e164, .phone)] } ?? [], safe.person)
  }

  package func setEMail(_ email: EMail?, _ safe: Safe, _ vault: Vault) throws {
    try setDetail(.email, email?.address, safe)
    try setHashes(.email, email.map { [vault.hash($0.address.lowercased(), .email)] } ?? [], safe.person)
  }

  package func setIIN(_ iin: IIN?, _ safe: Safe, _ vault: Vault) throws {
    try setDetail(.iin, iin?.digits, safe)
    try setHashes(.iin, iin.map { [vault.hash($0.digits, .iin)] } ?? [], safe.person)
  }

  /// The birth day, and the hash of name and birth day together once both are known.
  package func setBirthDay(_ day: Day?, name: PersonName?, _ safe: Safe, _ vault: Vault) throws {
    try setDetail(.birthDay, day?.iso, safe)
    guard let day, let name else { return try setHashes(.nameAndBirthDay, [], safe.person) }
    let both = "\(folded("\(name.surname) \(name.given)"))|\(day.iso)"
    try setHashes(.nameAndBirthDay, [vault.hash(both, .nameAndBirthDay)], safe.person)
  }

  package func setRelation(_ relation: String?, _ safe: Safe) throws {
    try setDetail(.relation, relation, safe)
  }

  package func person(_ id: ID<Person>, _ vault: Vault) throws -> Person {
    let safe = try safe(of: id, vault)
    let details = try details(safe)
    guard let language: Language = try value("SELECT language FROM person WHERE id = \(id)") else { throw Refusal.missing }
    return Person(
      id: id, language: language, name: details[.name].flatMap(PersonName.init(packed:)),
      phone: details[.phone].flatMap { try? Phone(parsing: $0) }, email: details[.email].flatMap { try? EMail(parsing: $0) })
  }

  /// All details, opened.
  package func details(_ safe: Safe) throws -> [Detail: String] {
    var details: [Detail: String] = [:]
    try each("SELECT kind, sealed FROM person_detail WHERE person_id = \(safe.person) ORDER BY kind") { row in
      let kind: Detail = try row["kind"]
      details[kind] = try safe.open(try row["sealed"], "person_detail.\(kind.rawValue)")
    }
    return details
  }

  /// Who has this hash; more than one for a family's phone.
  package func people(with hash: [UInt8], _ kind: HashKind) throws -> [ID<Person>] {
    try rows("SELECT person_id FROM person_hash WHERE kind = \(kind) AND hash = \(hash) ORDER BY person_id LIMIT 50") {
      try $0[0]
    }
  }

  private func setDetail(_ kind: Detail, _ text: String?, _ safe: Safe) throws {
    guard let text, !text.isEmpty else {
      return _ = try run("DELETE FROM person_detail WHERE person_id = \(safe.person) AND kind = \(kind)")
    }
    try run(
      """
      INSERT INTO person_detail (person_id, kind, sealed)
      VALUES (\(safe.person), \(kind), \(safe.seal(text, "person_detail.\(kind.rawValue)")))
      ON CONFLICT (person_id, kind) DO UPDATE SET sealed = excluded.sealed
      """)
  }

  private func setHashes(_ kind: HashKind, _ hashes: [[UInt8]], _ person: ID<Person>) throws {
    try run("DELETE FROM person_hash WHERE person_id = \(person) AND kind = \(kind)")
    for hash in hashes {
      try run(
        "INSERT INTO person_hash (person_id, kind, hash) VALUES (\(person), \(kind), \(hash)) ON CONFLICT DO NOTHING")
    }
  }
}

/// For lists that read sealed details in the same statement as the wrapped key.
extension Safe {
  package func detail(_ kind: Detail, sealed: [UInt8]) throws -> String {
    try open(sealed, "person_detail.\(kind.rawValue)")
  }

  package func name(sealed: [UInt8]) throws -> PersonName? {
    PersonName(packed: try detail(.name, sealed: sealed))
  }
}
