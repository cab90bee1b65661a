import Programme
import Security
import Storage

/// In the intake that girls apply to, three of four applications that wait for something were given to somebody, and some have a note.
enum Hands {
  static func deal(_ house: House, _ plan: Rehearsal.Plan) async throws {
    guard plan.earlier == nil, plan.applications > 0 else { return }
    try await house.database.write { tx in
      guard try !tx.exists("SELECT 1 FROM application WHERE cycle_id = \(plan.cycle.id) AND assigned_to IS NOT NULL LIMIT 1")
      else {
        return
      }
      let hands = try tx.colleaguesNow(in: plan.cycle.id, house.vault).all
      guard let giver = hands.first(where: { $0.roles.contains(.coordinator) }) else { return }
      let actor = Actor(person: giver.person, role: .coordinator).text
      let waiting = try tx.rows(
        """
        SELECT id, person_id FROM application
        WHERE cycle_id = \(plan.cycle.id) AND state IN (\(list: Application.State.waiting)) ORDER BY id LIMIT \(most)
        """
      ) { (id: try $0[0] as ID<Application>, person: try $0[1] as ID<Person>) }
      for (number, hand) in hands.enumerated() {
        let share = hands.count + max(1, hands.count / 3)
        let given = waiting.enumerated().filter { $0.offset % share == number }.map(\.element)
        try tx.run(
          """
          UPDATE application SET assigned_to = \(hand.person), assigned_at = \(house.outside.now())
          WHERE id IN (\(list: given.map(\.id)))
          """)
        try tx.addEvents(.assigned, to: given.map(\.id), by: actor, details: hand.person.text, house)
      }
      for (number, one) in waiting.enumerated() where number % 11 == 3 {
        let note = notes[number / 11 % notes.count]
        let safe = try tx.safe(of: one.person, house.vault)
        try tx.addEvent(.noted, to: one.id, by: actor, note: safe.seal(note, "application_event.note"), house)
      }
    }
  }

  /// A larger house shows nothing more with them.
  private static let most = 2_000

  private static let notes = [
    "Звонила в школу: классный руководитель передаст родителям, что нужно ответить на SMS.",
    "Анасымен сөйлестім, кешке жауап береді.",
    "Попросила прислать фото табеля ещё раз: на первом не видно оценок.",
  ]
}
