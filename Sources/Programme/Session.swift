package import Markup
package import Storage
import Synchronization
package import Words

/// A signed-in browser. The cookie holds a token; the database its keyed hash only.
package struct Session: Sendable, Hashable {
  package let tokenHash: [UInt8]
  package let person: ID<Person>
  package let kind: Kind
  package let isSharedDevice: Bool
  package let seenAt: Moment
  package let expiresAt: Moment

  package enum Kind: String, Sendable, Bindable, Readable {
    case applicant, guardian, staff, outside
    /// The password was right, the second factor is still due: nothing is open yet.
    case staffAwaitingCode = "staff_awaiting_code"
  }

  /// How long a session of somebody who sees others' data lasts however much it is used, milliseconds.
  package static let longestStaff: Int64 = 12 * 3_600_000

  /// How long a session lives without being used, milliseconds: a girl's own phone keeps her 60 days, a shared school
  /// computer 30 minutes, people of other organisations as long, staff an hour.
  package static func life(_ kind: Kind, sharedDevice: Bool) -> Int64 {
    switch kind {
    case _ where sharedDevice: 30 * 60_000
    case .applicant: 60 * 86_400_000
    case .guardian: 60 * 60_000
    case .staff: 60 * 60_000
    case .outside: 30 * 60_000
    case .staffAwaitingCode: 10 * 60_000
    }
  }
}

extension Transaction {
  package func session(_ tokenHash: [UInt8], at now: Moment, _ vault: Vault) throws -> Who? {
    guard
      let row = try row(
        """
        SELECT session.person_id, session.kind, shared_device, seen_at, expires_at, wrapped, sealed, CASE
            WHEN session.kind = \(Session.Kind.applicant) THEN \(Self.holdsOwnRole("session.person_id")) ELSE false END AS holds_own
          FROM session
        LEFT JOIN person_key ON person_key.person_id = session.person_id AND session.kind = \(Session.Kind.staff)
        LEFT JOIN person_detail ON person_detail.person_id = person_key.person_id AND person_detail.kind = \(Detail.name)
        WHERE token_hash = \(tokenHash) AND expires_at > \(now)
        """)
    else { return nil }
    let session = Session(
      tokenHash: tokenHash, person: try row["person_id"], kind: try row["kind"], isSharedDevice: try row["shared_device"],
      seenAt: try row["seen_at"], expiresAt: try row["expires_at"])
    let (wrapped, sealed): ([UInt8]?, [UInt8]?) = (try row["wrapped"], try row["sealed"])
    let name = try wrapped.flatMap { wrapped in
      try sealed.flatMap { try vault.safe(of: session.person, wrapped: wrapped).name(sealed: $0) }
    }
    let isHeld: Bool = try row["holds_own"]
    if session.kind == .outside {
      let held = try outsideMemberships(of: session.person, at: now)
      return Who(session: session, memberships: held.standing, lapsed: held.lapsed)
    }
    return Who(
      session: session, memberships: try isHeld ? ownMemberships(of: session.person) : memberships(of: session), name: name)
  }

  /// Roles of another organisation's people, and those among them that do not count because the organisation is not cleared.
  private func outsideMemberships(of person: ID<Person>, at now: Moment) throws -> (standing: [Membership], lapsed: Set<Role>) {
    let held = try rows(
      """
      SELECT role, cycle_id, regions, school_id, organisation_id,
        CASE WHEN cleared_until > \(now) THEN true ELSE false END AS is_cleared
      FROM membership LEFT JOIN organisation ON organisation.id = organisation_id
      WHERE person_id = \(person) AND confirmed_at IS NOT NULL AND ended_at IS NULL ORDER BY given_at, membership.id
      """
    ) { row -> (membership: Membership, counts: Bool) in
      let role: Role = try row["role"]
      return (Membership(role: role, scope: try Scope(row: row)), try !role.isOfOrganisation || row["is_cleared"])
    }.filter { $0.membership.role.circle == .outside }
    return (held.filter(\.counts).map(\.membership), Set(held.filter { !$0.counts }.map(\.membership.role)))
  }

  /// By which door somebody with a password comes in, and what opens first: whoever has a role of the staff is of the staff.
  package func entrance(of person: ID<Person>, _ house: House) throws -> (door: Session.Kind, start: Link) {
    let roles = try memberships(of: person).map(\.role)
    let outside = roles.filter { $0.circle == .outside }
    guard !roles.contains(where: \.isStaff), !outside.isEmpty else { return (.staff, "/desk") }
    return (.outside, house.menu(of: outside).first?.link ?? "/")
  }

  package func addSession(
    _ tokenHash: [UInt8], _ person: ID<Person>, _ kind: Session.Kind, sharedDevice: Bool, at now: Moment
  ) throws {
    let expiry = Moment(milliseconds: now.milliseconds + Session.life(kind, sharedDevice: sharedDevice))
    try run(
      """
      INSERT INTO session (token_hash, person_id, kind, shared_device, created_at, seen_at, expires_at)
      VALUES (\(tokenHash), \(person), \(kind), \(sharedDevice), \(now), \(now), \(expiry))
      """)
  }

  /// Moves the end of an unused session; called at most once in a twentieth of its life. Whoever sees others' data signs in anew each
  /// working day.
  package func prolong(_ session: Session, at now: Moment) throws {
    let expiry = Moment(milliseconds: now.milliseconds + Session.life(session.kind, sharedDevice: session.isSharedDevice))
    try run(
      """
      UPDATE session SET seen_at = \(now), expires_at = CASE
        WHEN kind IN ('staff', 'outside') AND created_at + \(Session.longestStaff) < \(expiry) THEN created_at + \(Session.longestStaff)
        ELSE \(expiry) END
      WHERE token_hash = \(session.tokenHash)
      """)
  }

  /// Whoever opens a session of her own leaves the one this browser had.
  package func leaveSession(_ who: Who) throws {
    if let session = who.session, session.kind == .applicant { try endSession(session.tokenHash) }
  }

  package func endSession(_ tokenHash: [UInt8]) throws {
    try run("DELETE FROM session WHERE token_hash = \(tokenHash)")
  }

  package func endSessions(of person: ID<Person>) throws {
    try run("DELETE FROM session WHERE person_id = \(person)")
  }

  /// What was opened with a guardian's link ends with the link. Pages read in the same moment see it within three seconds.
  package func endGuardianSessions(of person: ID<Person>, _ house: House) throws {
    try run("DELETE FROM session WHERE person_id = \(person) AND kind = \(Session.Kind.guardian)")
    house.sessions.forget(person)
  }

  private func memberships(of session: Session) throws -> [Membership] {
    switch session.kind {
    case .applicant: [Membership(role: .applicant, scope: .everything)]
    case .guardian: [Membership(role: .guardian, scope: .everything)]
    // Of the outside door's roles the organisation decides: `outsideMemberships`.
    case .staffAwaitingCode, .outside: []
    // Each door opens the roles of its circle and no others, whatever else the person is.
    case .staff: try memberships(of: session.person).filter { $0.role.circle == .staff }
    }
  }

  /// As what somebody comes in by the girls' door: a teacher has that in her memberships, a girl has applied.
  package func ownRole(of person: ID<Person>) throws -> Role { try ownMemberships(of: person).first?.role ?? .applicant }

  private func ownMemberships(of person: ID<Person>) throws -> [Membership] {
    try memberships(of: person).filter { $0.role.circle == .own }
  }

  private static func holdsOwnRole(_ person: SQL) -> SQL {
    """
    EXISTS (SELECT 1 FROM membership WHERE membership.person_id = \(person) AND role IN (\(list: Role.ownByMembership))
      AND confirmed_at IS NOT NULL AND ended_at IS NULL)
    """
  }

  package func memberships(of person: ID<Person>) throws -> [Membership] {
    try rows(
      """
      SELECT role, cycle_id, regions, school_id, organisation_id FROM membership
      WHERE person_id = \(person) AND confirmed_at IS NOT NULL AND ended_at IS NULL ORDER BY given_at, id
      """
    ) { Membership(role: try $0["role"], scope: try Scope(row: $0)) }
  }
}

/// Sessions read in the last seconds, so that a page costs no second query. A sign-out through this process is seen at
/// once; one through another process within `life`. Nobody of another organisation is remembered: what shuts the door on her does so at the
/// next request, in every process.
package final class SessionCache: Sendable {
  private static let life: Int64 = 3_000
  private static let capacity = 20_000
  private let known = Mutex<[[UInt8]: (who: Who, until: Int64)]>([:])

  package init() {}

  package func who(_ tokenHash: [UInt8], at now: Moment) -> Who? {
    known.withLock { known in
      guard let entry = known[tokenHash], entry.until > now.milliseconds else { return nil }
      return entry.who
    }
  }

  package func keep(_ who: Who, at now: Moment) {
    guard let session = who.session, session.kind != .outside else { return }
    let until = min(now.milliseconds + Self.life, session.expiresAt.milliseconds)
    known.withLock { known in
      if known.count >= Self.capacity { known = known.filter { $0.value.until > now.milliseconds } }
      if known.count >= Self.capacity { known.removeAll() }
      known[session.tokenHash] = (who, until)
    }
  }

  package func forget(_ tokenHash: [UInt8]) {
    known.withLock { _ = $0.removeValue(forKey: tokenHash) }
  }

  package func forget(_ person: ID<Person>) {
    known.withLock { known in known = known.filter { $0.value.who.session?.person != person } }
  }

  package func forgetEverything() {
    known.withLock { $0.removeAll() }
  }
}
