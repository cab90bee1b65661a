package import Storage
package import Words

/// A school of the imported register. Until it is imported, a girl writes its name herself.
package struct School: Sendable {
  package let id: ID<School>
  /// KATO code of the place it stands in.
  package let place: String
  package let nameKazakh: String
  package let nameRussian: String

  package init(id: ID<School>, place: String, nameKazakh: String, nameRussian: String) {
    self.id = id
    self.place = place
    self.nameKazakh = nameKazakh
    self.nameRussian = nameRussian
  }

  /// What the register says of a school beside what makes it that school.
  package struct Said: Sendable, Hashable {
    package let russian: String
    package let bin: String?

    package init(_ russian: String, bin: String?) { (self.russian, self.bin) = (russian, bin) }
  }

  package var name: Phrase { Phrase(kk: nameKazakh, ru: nameRussian, en: nameRussian) }
}

extension Transaction {
  package func school(_ id: ID<School>) throws -> School? {
    try row("SELECT id, place, name_kk, name_ru FROM school WHERE id = \(id)").map(School.init(row:))
  }

  /// Open schools under a KATO prefix (a district's first four digits), by name.
  package func schools(placePrefix: String, limit: Int = 300) throws -> [School] {
    try rows(
      """
      SELECT id, place, name_kk, name_ru FROM school
      WHERE place LIKE \(placePrefix + "%") AND closed_at IS NULL ORDER BY sort_key, id LIMIT \(limit)
      """, School.init(row:))
  }

  package func schools(holding typed: String, limit: Int = 50, offset: Int = 0) throws -> [School] {
    try rows(
      """
      SELECT id, place, name_kk, name_ru FROM school
      WHERE folded LIKE \("%" + folded(typed).filter { $0 != "%" && $0 != "_" } + "%") AND closed_at IS NULL
      ORDER BY sort_key, id LIMIT \(limit) OFFSET \(offset)
      """, School.init(row:))
  }

  package func schoolCount() throws -> Int {
    try value("SELECT count(*) FROM school WHERE closed_at IS NULL") ?? 0
  }

  /// Adds the school or mends its Russian name; the place and the Kazakh name are what makes it the same school.
  /// Returns nil where nothing changed.
  @discardableResult
  package func keepSchool(
    place: String, nameKazakh: String, nameRussian: String, bin: String?, _ outside: Outside
  ) throws -> KeptSchool? {
    if let row = try row("SELECT id, name_ru, bin FROM school WHERE place = \(place) AND name_kk = \(nameKazakh)") {
      let (id, russian, oldBIN): (ID<School>, String, String?) = (try row["id"], try row["name_ru"], try row["bin"])
      guard russian != nameRussian || (bin != nil && bin != oldBIN) else { return nil }
      try run(
        """
        UPDATE school SET name_ru = \(nameRussian), folded = \(folded(nameKazakh + " " + nameRussian)), bin = \(bin ?? oldBIN)
        WHERE id = \(id)
        """)
      return KeptSchool(id: id, before: School.Said(russian, bin: oldBIN), now: School.Said(nameRussian, bin: bin ?? oldBIN))
    }
    let id: ID<School> = outside.id()
    try run(
      """
      INSERT INTO school (id, place, name_kk, name_ru, folded, sort_key, bin)
      VALUES (\(id), \(place), \(nameKazakh), \(nameRussian),
        \(folded(nameKazakh + " " + nameRussian)), \(sortKey(nameKazakh)), \(bin))
      """)
    return KeptSchool(id: id, before: nil, now: School.Said(nameRussian, bin: bin))
  }

  /// What the register says of a school becomes what it was.
  package func restoreSchool(_ id: ID<School>, _ said: School.Said) throws {
    guard let kazakh: String = try value("SELECT name_kk FROM school WHERE id = \(id)") else { return }
    try run(
      """
      UPDATE school SET name_ru = \(said.russian), folded = \(folded(kazakh + " " + said.russian)), bin = \(said.bin) WHERE id = \(id)
      """)
  }

  /// Of schools that nothing names; see `House.schoolsNamed`.
  package func removeSchools(_ schools: [ID<School>]) throws {
    guard !schools.isEmpty else { return }
    try run("DELETE FROM school WHERE id IN (\(list: schools))")
  }
}

/// A school that was added to the register, or of which it now says something else.
package struct KeptSchool: Sendable {
  package let id: ID<School>
  /// Nil where it was not there.
  package let before: School.Said?
  package let now: School.Said
}

extension House {
  /// Which of these schools a role or a room names.
  package func schoolsNamed(_ schools: [ID<School>], in tx: Transaction) throws -> Set<ID<School>> {
    guard !schools.isEmpty else { return [] }
    let roles: [ID<School>] = try tx.rows(
      "SELECT DISTINCT school_id FROM membership WHERE school_id IN (\(list: schools)) ORDER BY school_id"
    ) { try $0[0] }
    return try rooms.reduce(into: Set(roles)) { $0.formUnion(try $1.schoolsNamed(tx, schools)) }
  }
}

extension School {
  init(row: Row) throws {
    self.init(id: try row["id"], place: try row["place"], nameKazakh: try row["name_kk"], nameRussian: try row["name_ru"])
  }
}
