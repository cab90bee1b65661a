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
  /// Returns whether anything changed.
  package func keepSchool(place: String, nameKazakh: String, nameRussian: String, bin: String?, _ outside: Outside) throws -> Bool
  {
    if let row = try row("SELECT id, name_ru, bin FROM school WHERE place = \(place) AND name_kk = \(nameKazakh)") {
      let (id, russian, oldBIN): (ID<School>, String, String?) = (try row["id"], try row["name_ru"], try row["bin"])
      guard russian != nameRussian || (bin != nil && bin != oldBIN) else { return false }
      try run(
        """
        UPDATE school SET name_ru = \(nameRussian), folded = \(folded(nameKazakh + " " + nameRussian)), bin = \(bin ?? oldBIN)
        WHERE id = \(id)
        """)
      return true
    }
    try run(
      """
      INSERT INTO school (id, place, name_kk, name_ru, folded, sort_key, bin)
      VALUES (\(outside.id(of: School.self)), \(place), \(nameKazakh), \(nameRussian),
        \(folded(nameKazakh + " " + nameRussian)), \(sortKey(nameKazakh)), \(bin))
      """)
    return true
  }
}

extension School {
  init(row: Row) throws {
    self.init(id: try row["id"], place: try row["place"], nameKazakh: try row["name_kk"], nameRussian: try row["name_ru"])
  }
}
