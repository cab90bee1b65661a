package import Programme
import Storage
import Words

/// Universities and grants: what they offer, what each girl wants, and the published rule that joins the two.
///
/// It reads `grants_person` and `grants_guardian`, the windows of Applications.
package enum Grants {
  package static let room = Room(
    name: "grants", migrations: GrantsMigrations.all, parts: [ProgrammePart.organisations], routes: [], acts: acts,
    prepare: { tx, house in
      for line in house.data[.organisations].lines { try tx.keepOrganisation(key: line.key, line.said, house.outside) }
    })
}
