import Programme
import Security
import Storage
import Words

/// One of the staff as the list shows them.
struct StaffMember: Sendable {
  let person: ID<Person>
  let name: String
  let email: EMail?
  let factor: Factor
  let lastSignIn: Moment?
  var roles: [HeldRole] = []

  enum Factor: Sendable {
    /// Invited; the first visit is still to come.
    case invited
    /// The password is set, the second factor is not confirmed.
    case begun
    case on
  }
}

/// A role somebody holds or held.
struct HeldRole: Sendable {
  let id: ID<Membership>
  let role: Role
  let scope: Scope
  let givenAt: Moment
  /// Nil while it waits for a second person: it opens nothing yet.
  let confirmedAt: Moment?
  let endedAt: Moment?
}

extension Transaction {
  /// Staff with a role, or, with `ended`, those whose roles have all ended; in the order they came.
  func staff(ended: Bool, limit: Int, offset: Int, _ vault: Vault) throws -> [StaffMember] {
    let members = try rows(
      Self.selectStaff + """
        WHERE person.id IN (SELECT person_id FROM membership WHERE \(Self.isOfStaff))
          AND \(Self.isActive(not: ended)) ORDER BY person.id LIMIT \(limit) OFFSET \(offset)
        """
    ) { try StaffMember(row: $0, vault) }
    let roles = try heldRoles(of: members.map(\.person))
    return members.map { member in
      var member = member
      member.roles = roles[member.person] ?? []
      return member
    }
  }

  func staffCount(ended: Bool) throws -> Int {
    try value(
      """
      SELECT count(*) FROM person WHERE person.id IN (SELECT person_id FROM membership WHERE \(Self.isOfStaff))
        AND \(Self.isActive(not: ended))
      """) ?? 0
  }

  /// One of the staff, past or present; an applicant is nobody here.
  func staffMember(_ person: ID<Person>, _ vault: Vault) throws -> StaffMember {
    let found = try row(Self.selectStaff + "WHERE person.id = \(person)")
    let roles = try heldRoles(of: [person])[person] ?? []
    guard let found, !roles.isEmpty else { throw Refusal.missing }
    var member = try StaffMember(row: found, vault)
    member.roles = roles
    return member
  }

  /// Ends a role, which stays in the record. Throws `Refusal.missing` when it has ended or is another's.
  func endRole(_ id: ID<Membership>, of person: ID<Person>, at now: Moment) throws -> Role {
    guard
      let role: Role = try value(
        "SELECT role FROM membership WHERE id = \(id) AND person_id = \(person) AND ended_at IS NULL")
    else { throw Refusal.missing }
    try run("UPDATE membership SET ended_at = \(now) WHERE id = \(id)")
    return role
  }

  /// People who hold the role today.
  func holders(of role: Role) throws -> Int {
    try value(
      "SELECT count(DISTINCT person_id) FROM membership WHERE role = \(role) AND confirmed_at IS NOT NULL AND ended_at IS NULL")
      ?? 0
  }

  private func heldRoles(of people: [ID<Person>]) throws -> [ID<Person>: [HeldRole]] {
    let roles = try rows(
      """
      SELECT id, person_id, role, cycle_id, regions, school_id, organisation_id, given_at, confirmed_at, ended_at FROM membership
      WHERE person_id IN (\(list: people)) AND \(Self.isOfStaff) ORDER BY given_at, id
      """
    ) { row in
      (
        person: try row["person_id"] as ID<Person>,
        role: HeldRole(
          id: try row["id"], role: try row["role"], scope: try Scope(row: row),
          givenAt: try row["given_at"], confirmedAt: try row["confirmed_at"], endedAt: try row["ended_at"])
      )
    }
    return Dictionary(grouping: roles, by: \.person).mapValues { $0.map(\.role) }
  }

  private static func isActive(not ended: Bool) -> SQL {
    let active: SQL = "(SELECT person_id FROM membership WHERE ended_at IS NULL AND \(isOfStaff))"
    return ended ? "person.id NOT IN \(active)" : "person.id IN \(active)"
  }

  /// Teachers come in by another door and are let in by other people.
  private static let isOfStaff: SQL = "role NOT IN (\(list: Role.ownByMembership))"

  private static let selectStaff: SQL = """
    SELECT person.id, person_key.wrapped, name.sealed AS name, email.sealed AS email, credential.changed_at, credential.totp_step,
      (SELECT max(at) FROM audit WHERE audit.subject = person.id AND act IN (\(list: [AuditAct.signInDone, .secondFactorSet].map(\.word)))) AS signed_in
    FROM person
    LEFT JOIN person_key ON person_key.person_id = person.id
    LEFT JOIN person_detail AS name ON name.person_id = person.id AND name.kind = 'name'
    LEFT JOIN person_detail AS email ON email.person_id = person.id AND email.kind = 'email'
    LEFT JOIN credential ON credential.person_id = person.id 
    """
}

extension StaffMember {
  init(row: Row, _ vault: Vault) throws {
    let person: ID<Person> = try row["id"]
    let (wrapped, name, email): ([UInt8]?, [UInt8]?, [UInt8]?) = (try row["wrapped"], try row["name"], try row["email"])
    let (changed, step): (Moment?, Int64?) = (try row["changed_at"], try row["totp_step"])
    let safe = try wrapped.map { try vault.safe(of: person, wrapped: $0) }
    self.init(
      person: person,
      name: try name.flatMap { sealed in try safe.flatMap { PersonName(packed: try $0.open(sealed, "person_detail.name")) } }?
        .full
        ?? String(person.text.suffix(6)),
      email: try email.flatMap { sealed in try safe.map { try $0.open(sealed, "person_detail.email") } }
        .flatMap { try? EMail(parsing: $0) },
      factor: changed == nil ? .invited : step == nil ? .begun : .on, lastSignIn: try row["signed_in"])
  }
}
