package import Security
package import Storage
package import Words

/// Letting somebody in who signs in with a password: her role, and the link of her first visit.
extension Transaction {
  /// How long the link of a first visit works, milliseconds.
  package static let invitationLife: Int64 = 72 * 3_600_000

  /// The token of the link `/welcome/…`, good for 72 hours; earlier links of the person stop working.
  package func invite(_ person: ID<Person>, _ house: House) throws -> Token {
    let token = Token()
    let now = house.outside.now()
    try run("DELETE FROM invitation WHERE person_id = \(person) AND used_at IS NULL")
    try run(
      """
      INSERT INTO invitation (hash, person_id, created_at, expires_at)
      VALUES (\(house.vault.hash(secret: token.text, for: "invitation")), \(person), \(now),
        \(now.adding(milliseconds: Self.invitationLife)))
      """)
    return token
  }

  /// Gives a role. One that takes two waits for the second person; `giver` nil is the operator, whose word is enough.
  @discardableResult
  package func grant(_ role: Role, _ scope: Scope, to person: ID<Person>, by giver: Actor?, _ house: House) throws -> ID<
    Membership
  > {
    let now = house.outside.now()
    let waits = role.takesTwo && giver != nil
    let membership = house.outside.id(of: Membership.self)
    try run(
      """
      INSERT INTO membership (id, person_id, role, cycle_id, regions, school_id, organisation_id, given_at, given_by,
        confirmed_at)
      VALUES (\(membership), \(person), \(role), \(scope.cycle),
        \(scope.regions.joined(separator: " ")), \(scope.school), \(scope.organisation), \(now), \(giver?.person), \(waits ? nil : now))
      """)
    try record(.roleGiven, person.text, role.rawValue, by: giver?.text ?? "operator", house)
    return membership
  }

  /// Who has a role, now or once, and signs in with this address.
  package func accountHolder(of email: EMail, _ vault: Vault) throws -> ID<Person>? {
    try value(
      """
      SELECT person_id FROM person_hash WHERE kind = 'email' AND hash = \(vault.hash(email.address.lowercased(), .email))
        AND EXISTS (SELECT 1 FROM membership WHERE membership.person_id = person_hash.person_id) LIMIT 1
      """)
  }
}
