import Storage
import Words

/// One synthetic person for each role of the staff, and a second coordinator, since some things need two.
enum RehearsalStaff {
  static let people: [(role: Role, name: PersonName, email: String)] = [
    (.coordinator, PersonName(surname: "Үлгібаева", given: "Бірінші"), "coordinator"),
    (.coordinator, PersonName(surname: "Үлгібаева", given: "Екінші"), "coordinator2"),
    (.assistant, PersonName(surname: "Мысалова", given: "Көмекші"), "assistant"),
    (.reviewer, PersonName(surname: "Сынақбаев", given: "Бағалаушы"), "reviewer"),
    (.chair, PersonName(surname: "Жорамалов", given: "Төраға"), "chair"),
    (.monitoring, PersonName(surname: "Қиялова", given: "Мониторинг"), "monitoring"),
    (.safeguarding, PersonName(surname: "Ертегиева", given: "Қорғаушы"), "safeguarding"),
    (.safeguarding, PersonName(surname: "Ертегиева", given: "Екінші"), "safeguarding2"),
    (.administrator, PersonName(surname: "Жобаев", given: "Әкімші"), "administrator"),
    (.administrator, PersonName(surname: "Жобаев", given: "Орынбасар"), "administrator2"),
  ]

  /// Hires them once; a later start finds them.
  static func hire(_ house: House) async throws {
    try await house.database.write { tx in
      guard try !tx.exists("SELECT 1 FROM membership LIMIT 1") else { return }
      for (role, name, email) in people {
        let email = try EMail(parsing: "\(email)@keruen.example")
        let safe = try tx.addPerson([.name(name), .email(email)], language: .ru, house)
        try tx.run(
          """
          INSERT INTO membership (id, person_id, role, cycle_id, regions, given_at, confirmed_at)
          VALUES (\(house.outside.id(of: Membership.self)), \(safe.person), \(role), NULL, '', \(house.outside.now()),
            \(house.outside.now()))
          """)
      }
    }
  }
}
