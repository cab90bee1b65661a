import Programme
import Storage
import Words

/// Of the invented staff, in the order of their names, the first trainer is cleared, the second one's clearance ends in nine days, and
/// the mentor has not done the module.
enum ClearanceRehearsal {
  static func run(_ house: House, _ tx: Transaction) throws {
    guard try !tx.exists("SELECT 1 FROM clearance LIMIT 1") else { return }
    let (today, rules) = (house.outside.now().day(), house.data[.clearance])
    let (trainers, mentors) = (try people(.trainer, house, tx), try people(.mentor, house, tx))
    guard let officer = try people(.safeguarding, house, tx).first else { return }
    func see(_ kinds: [Clearance.Kind], _ person: ID<Person>, on day: Day, until last: Day? = nil) throws {
      for kind in kinds {
        let rule = rules.rule(of: kind)
        let seen = Clearance.Seen(on: day, until: min(last ?? rule.last(from: day), rule.last(from: day)), version: rule.version)
        try tx.add(.seen(kind, seen), of: person, by: Actor(person: officer, role: .safeguarding), house)
      }
    }
    for (number, trainer) in trainers.enumerated() {
      let isEnding = number == 1
      try see(
        Clearance.Kind.allCases, trainer, on: today.adding(days: isEnding ? -210 : -150),
        until: isEnding ? today.adding(days: 9) : nil)
    }
    for mentor in mentors { try see([.background, .conduct], mentor, on: today.adding(days: -5)) }
  }

  private static func people(_ role: Role, _ house: House, _ tx: Transaction) throws -> [ID<Person>] {
    try tx.rows(
      """
      SELECT DISTINCT membership.person_id FROM membership JOIN person_key ON person_key.person_id = membership.person_id
      WHERE role = \(role) AND confirmed_at IS NOT NULL AND ended_at IS NULL ORDER BY membership.person_id LIMIT 20
      """
    ) { row in
      let person: ID<Person> = try row[0]
      return (person: person, name: try tx.person(person, house.vault).name?.full ?? "")
    }.sorted { $0.name < $1.name }.map(\.person)
  }
}
