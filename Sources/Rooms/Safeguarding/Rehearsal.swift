import Programme
import Storage

extension Safeguarding {
  /// One girl whom the selection does not reach wants no messages, and nobody has decided on it yet.
  static let rehearsal = Rehearsal(
    run: { house, _ in
      try await house.database.write { tx in
        let girl: ID<Person>? = try tx.value(
          """
          SELECT person_id FROM selection_candidate JOIN person ON person.id = person_id
          WHERE has_left AND erased_at IS NULL AND NOT EXISTS (SELECT 1 FROM objection) ORDER BY code LIMIT 1
          """)
        guard let girl else { return }
        let reason = try tx.safe(of: girl, house.vault).seal("…", "objection.reason")
        try tx.addObjection(to: "messages", for: girl, reason: reason, by: Actor(person: girl, role: .applicant), house)
      }
    },
    trace: { tx, house, subject in
      let guardian = Actor(person: subject.guardian.person, role: .guardian)
      try tx.addObjection(
        to: "messages", for: subject.safe.person, reason: subject.safe.seal(subject.words, "objection.reason"), by: guardian,
        house)
      for objection in try tx.objections(of: subject.safe.person) { try tx.takeBack(objection, by: guardian, house) }
    })
}
