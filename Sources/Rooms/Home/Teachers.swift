import Markup
import Programme
import Storage

/// Teachers come in by the girls' door: with a code to the phone or the e-mail.
enum Teachers {
  static let homecoming = Homecoming(
    entrance: "/status",
    owners: { tx, kind, hash in
      try tx.rows(
        """
        SELECT DISTINCT person_hash.person_id FROM person_hash JOIN membership ON membership.person_id = person_hash.person_id
        WHERE person_hash.kind = \(kind) AND person_hash.hash = \(hash) AND membership.role IN (\(list: Role.ownByMembership))
          AND confirmed_at IS NOT NULL AND ended_at IS NULL ORDER BY person_hash.person_id DESC LIMIT 20
        """
      ) { row in
        let person: ID<Person> = try row[0]
        return Homecoming.Owner(person: person, label: String(person.text.suffix(6)), role: .teacher)
      }
    },
    knows: { tx, person in try tx.ownRole(of: person) == .teacher })
}
