import Exchange
import Programme
import Storage
import Words

/// Giving a role and ending it. Nobody does it to him- or herself, and an administrator is always left.
enum Roles {
  /// POST /administration/people/:person/roles
  static func create(_ visit: Visit, _ permit: Permit<ManagePeople>) async throws -> Reply {
    let house = visit.house
    let id: ID<Person> = try visit.id("person")
    guard id != permit.actor.person else { throw Refusal(.forbidden, .notYourself) }
    let cycles = try await house.database.read { try $0.cycles() }
    let typed = RoleForm.Typed(visit.form)
    var errors: [(field: String, message: String)] = []
    guard let given = RoleForm.read(typed, cycles, house.programme, visit.language, &errors) else {
      return try await Colleague.page(visit, permit, typed: typed, errors: errors)
    }
    try await house.database.write { tx in
      let member = try tx.staffMember(id, house.vault)
      let isHeld = member.roles.contains { $0.endedAt == nil && $0.role == given.role && $0.scope == given.scope }
      if isHeld { return }
      try tx.giveRole(given.role, given.scope, to: id, by: permit.actor, house)
      try tx.endSessions(of: id)
    }
    house.sessions.forgetEverything()
    return .seeOther("/administration/people/\(id)")
  }

  /// POST /administration/people/:person/roles/:membership/end: open sessions end with it, at once; a role that takes two ends when a
  /// second person has confirmed it.
  static func end(_ visit: Visit, _ permit: Permit<ManagePeople>) async throws -> Reply {
    let house = visit.house
    let id: ID<Person> = try visit.id("person")
    let membership: ID<Membership> = try visit.id("membership")
    guard id != permit.actor.person else { throw Refusal(.forbidden, .notYourself) }
    try await house.database.write { tx in
      let held = try tx.staffMember(id, house.vault).roles.first { $0.id == membership && $0.endedAt == nil }
      guard let held else { throw Refusal.missing }
      if held.role.takesTwo, held.confirmedAt != nil {
        return try tx.askEnding(membership, held.role, of: id, by: permit, house)
      }
      try tx.end(membership, of: id, by: permit, house)
    }
    house.sessions.forgetEverything()
    return .seeOther("/administration/people/\(id)")
  }
}

extension Phrase {
  static let lastAdministrator = Phrase(
    kk: "Бұл соңғы әкімші. Алдымен басқа біреуге әкімші рөлін беріңіз.",
    ru: "Это последний администратор. Сначала назначьте администратором кого-то ещё.",
    en: "This is the last administrator. Assign the role to somebody else first.")
}
