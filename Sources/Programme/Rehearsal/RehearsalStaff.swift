import Storage
import Words

/// One synthetic person for each role of the staff, and a second where some things need two; two trainers, whose clearance differs.
enum RehearsalStaff {
  static let people: [(role: Role, name: PersonName, email: String)] = [
    (.coordinator, PersonName(surname: "Жүнісова", given: "Салтанат"), "coordinator"),
    (.coordinator, PersonName(surname: "Левченко", given: "Марина"), "coordinator2"),
    (.assistant, PersonName(surname: "Төлеуова", given: "Аида"), "assistant"),
    (.reviewer, PersonName(surname: "Сағындықова", given: "Жанар"), "reviewer"),
    (.chair, PersonName(surname: "Омаров", given: "Ербол"), "chair"),
    (.monitoring, PersonName(surname: "Кәрімова", given: "Гаухар"), "monitoring"),
    (.safeguarding, PersonName(surname: "Байсейітова", given: "Әлия"), "safeguarding"),
    (.safeguarding, PersonName(surname: "Петрова", given: "Инна"), "safeguarding2"),
    (.administrator, PersonName(surname: "Тасболатов", given: "Нұржан"), "administrator"),
    (.administrator, PersonName(surname: "Ким", given: "Алексей"), "administrator2"),
    (.trainer, PersonName(surname: "Ахметжанова", given: "Динара"), "trainer"),
    (.trainer, PersonName(surname: "Власов", given: "Игорь"), "trainer2"),
    (.mentor, PersonName(surname: "Мұқашева", given: "Роза"), "mentor"),
    (.author, PersonName(surname: "Сейілов", given: "Бауыржан"), "author"),
    (.partnerships, PersonName(surname: "Нұрланова", given: "Мадина"), "partnerships"),
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
