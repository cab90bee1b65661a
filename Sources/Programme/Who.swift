/// Whoever stands before the house, as the session says.
package struct Who: Sendable {
  package let session: Session?
  package let memberships: [Membership]
  /// Of somebody of the staff: stands at the head of every page.
  package let name: PersonName?
  /// What she is besides and what does not count today: her organisation is not cleared.
  package let lapsed: Set<Role>
  /// Nil where nobody looked, and then nothing that shows a child opens.
  package private(set) var cleared: Cleared?

  package static let nobody = Who(session: nil, memberships: [])

  package init(session: Session?, memberships: [Membership], name: PersonName? = nil, lapsed: Set<Role> = []) {
    self.session = session
    self.memberships = memberships
    self.name = name
    self.lapsed = lapsed
  }

  func with(_ cleared: Cleared) -> Who {
    var who = self
    who.cleared = cleared
    return who
  }

  /// Nil for nobody, and for staff whose second factor is still due.
  package var person: ID<Person>? {
    guard let session, session.kind != .staffAwaitingCode else { return nil }
    return session.person
  }

  package var isStaff: Bool { session?.kind == .staff }

  /// Of another organisation.
  package var isOutside: Bool { session?.kind == .outside }

  package func holds(_ role: Role) -> Bool {
    memberships.contains { $0.role == role }
  }
}
