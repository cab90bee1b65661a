import Security
package import Storage
package import Words

extension Transaction {
  /// A new person with a key of her own and what is known of her; returns the safe to put more in.
  @discardableResult
  package func addPerson(_ facts: [Fact] = [], language: Language, _ house: House) throws -> Safe {
    try addPeople([(facts, language)], house)[0]
  }

  /// Several new people, in as many statements as one; their safes in the same order.
  package func addPeople(_ people: [(facts: [Fact], language: Language)], _ house: House) throws -> [Safe] {
    let keys = people.map { _ in (person: house.outside.id(of: Person.self), key: PersonKey.fresh()) }
    let safes = keys.map { Safe(person: $0.person, key: $0.key) }
    let now = house.outside.now()
    try insert(
      "INSERT INTO person (id, created_at, language)", zip(safes, people).map { "(\($0.person), \(now), \($1.language))" })
    try insert(
      "INSERT INTO person_key (person_id, wrapped)",
      keys.map { "(\($0.person), \($0.key.wrapped(by: house.vault.master, person: $0.person.text)))" })
    try insert(zip(safes, people).map { ($0, $1.facts) }, house.vault)
    return safes
  }

  /// People whom nobody has met: a table named them, and is taken back. What is known of them goes with their keys; a number without a
  /// word stays, as of whoever is erased, for what may point to it.
  package func forgetStrangers(_ people: [ID<Person>], at now: Moment) throws {
    guard !people.isEmpty else { return }
    for table: SQL in ["person_hash", "person_detail", "person_key"] {
      try run("DELETE FROM \(table) WHERE person_id IN (\(list: people))")
    }
    try run("UPDATE person SET erased_at = \(now) WHERE id IN (\(list: people))")
  }

  package func setLanguage(_ language: Language, of person: ID<Person>) throws {
    try run("UPDATE person SET language = \(language) WHERE id = \(person)")
  }

  /// Puts each fact in its sealed column and its hashes beside it; a fact that is nil or empty removes both.
  package func set(_ facts: [Fact], _ safe: Safe, _ vault: Vault) throws {
    let gone = facts.filter { $0.text == nil }
    if !gone.isEmpty {
      try run("DELETE FROM person_detail WHERE person_id = \(safe.person) AND kind IN (\(list: gone.map(\.detail)))")
    }
    let kinds = facts.flatMap(\.hashKinds)
    if !kinds.isEmpty { try run("DELETE FROM person_hash WHERE person_id = \(safe.person) AND kind IN (\(list: kinds))") }
    try insert([(safe, facts)], vault)
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

  private func insert(_ people: [(safe: Safe, facts: [Fact])], _ vault: Vault) throws {
    let details = people.flatMap { safe, facts in
      facts.compactMap { fact -> SQL? in
        guard let text = fact.text else { return nil }
        return "(\(safe.person), \(fact.detail), \(safe.seal(text, "person_detail.\(fact.detail.rawValue)")))"
      }
    }
    try insert(
      "INSERT INTO person_detail (person_id, kind, sealed)", details,
      "ON CONFLICT (person_id, kind) DO UPDATE SET sealed = excluded.sealed")
    let hashes = people.flatMap { safe, facts in
      facts.flatMap { $0.hashed(vault) }.map { kind, hash -> SQL in "(\(safe.person), \(kind), \(hash))" }
    }
    try insert("INSERT INTO person_hash (person_id, kind, hash)", hashes, "ON CONFLICT DO NOTHING")
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
