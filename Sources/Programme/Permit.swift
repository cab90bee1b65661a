import Words

/// Something that may be done only by some roles. Each act is a type, so that a verb can ask for its own permit.
package protocol Act: SendableMetatype {
  /// The roles that may; the permission matrix in Schema/permissions.txt shows them all.
  static var roles: Set<Role> { get }
  /// Whether it shows a child, or what is hers, to somebody else: then the gatekeeper asks for the clearance of that day.
  static var touchesChildren: Bool { get }
}

extension Act {
  package static var touchesChildren: Bool { false }
}

/// Proof that the gatekeeper let this person do this act. Nobody else can make one, so a verb that takes a permit
/// cannot be called without it.
package struct Permit<A: Act>: Sendable {
  package let actor: Actor
  /// The union of what the person's roles for this act reach; every query of the act is bound by it.
  package let reach: [Scope]

  init(actor: Actor, reach: [Scope]) {
    self.actor = actor
    self.reach = reach
  }

  /// Whether anything of this cycle is within reach, beyond what belongs to one school or organisation.
  package func reaches(_ cycle: ID<Cycle>) -> Bool {
    reach.contains { $0.isOfPlaces && ($0.cycle == nil || $0.cycle == cycle) }
  }

  /// Whether a thing that lies there is within reach.
  package func reaches(
    cycle: ID<Cycle>, region: String?, school: ID<School>? = nil, organisation: ID<Organisation>? = nil
  ) -> Bool {
    reach.contains { $0.reaches(cycle, region, school, organisation) }
  }
}

/// Who acts, as the audit log names them.
package struct Actor: Sendable, Hashable {
  package let person: ID<Person>
  package let role: Role

  package init(person: ID<Person>, role: Role) {
    self.person = person
    self.role = role
  }

  /// For the audit log: role and id, never a name.
  package var text: String { "\(role.rawValue):\(person)" }
}

/// Decides who may do what; the only maker of permits.
package enum Gatekeeper {
  /// Throws `Refusal.signIn` for a visitor who is nobody yet, `.forbidden` for somebody without the role.
  package static func permit<A: Act>(_ act: A.Type, to who: Who) throws(Refusal) -> Permit<A> {
    let (person, memberships) = try admit(A.roles, touchesChildren: A.touchesChildren, who)
    return Permit(actor: Actor(person: person, role: memberships[0].role), reach: memberships.map(\.scope))
  }

  /// Who stands before the door, with the memberships that open it, at least one. Asked before a request's body is read too: a
  /// body costs memory and work that only those may cause who may do the act. To what shows a child only those memberships count that
  /// are cleared today; of a visitor for whom nobody looked, none.
  @discardableResult
  package static func admit(
    _ roles: Set<Role>, touchesChildren: Bool = false, _ who: Who
  ) throws(Refusal) -> (person: ID<Person>, memberships: [Membership]) {
    guard let person = who.person else { throw .signIn }
    let memberships = who.memberships.filter { roles.contains($0.role) }
    guard !memberships.isEmpty else {
      if !who.lapsed.isDisjoint(with: roles) { throw Refusal(.missing, .organisationNotCleared) }
      // A girl may be one of the staff by the other door; whoever came in by it is told no.
      throw who.isStaff || who.isOutside || roles.allSatisfy { $0.circle == .own } ? .forbidden : .signIn
    }
    guard touchesChildren else { return (person, memberships) }
    let cleared = memberships.filter { who.cleared?.roles.contains($0.role) ?? false }
    if cleared.isEmpty { throw .uncleared(who.cleared?.lacks(of: memberships) ?? []) }
    return (person, cleared)
  }
}
