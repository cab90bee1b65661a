import Forms
import Programme
import Storage
import Words

/// What a demonstration shows of laptops, and what tests of erasure find of a girl in these tables.
extension Lending {
  static let rehearsal = Rehearsal(
    run: { house, plan in
      let chance = Chance(seed: plan.seed &+ 2)
      try await house.database.write { tx in
        guard try !tx.exists("SELECT 1 FROM loan") else { return }
        let girls: [ID<Person>] = try tx.rows(
          "SELECT person_id FROM selection_candidate WHERE cycle_id = \(plan.cycle.id) AND may_take_part ORDER BY code LIMIT 6"
        ) { try $0[0] }
        for girl in girls {
          try tx.wish(chance.one(of: ["үйде тек телефон бар", "дома только телефон"]), girl, plan.cycle.id, house)
        }
        let now = house.outside.now()
        try tx.run(
          """
          UPDATE loan SET lent_at = \(now), due_at = \(now.adding(days: Loan.days)) WHERE person_id IN (\(list: girls.prefix(2)))
          """)
      }
    },
    trace: { tx, house, subject in
      guard let cycle = try tx.cycles().first else { return }
      try tx.wish(subject.words, subject.safe.person, cycle.id, house)
    })
}

extension Transaction {
  /// What she typed, and the wish that came of it.
  fileprivate func wish(_ why: String, _ girl: ID<Person>, _ cycle: ID<Cycle>, _ house: House) throws {
    let safe = try safe(of: girl, house.vault)
    let now = house.outside.now()
    try run(
      """
      INSERT INTO loan_answer (id, person_id, field, typed, written_at)
      VALUES (\(house.outside.id(of: AnswerEvent.self)), \(girl), 'why', \(safe.seal(why, "loan_answer.typed")), \(now))
      """)
    try askForLaptop(why, for: safe, in: cycle, by: Actor(person: girl, role: .applicant), house)
  }
}
