import Exchange
import Markup
import Programme
import Storage
import Words

/// The end of a role that takes two: asked for by one, in force when another has confirmed it. One administrator alone could
/// otherwise send everybody else home and keep the house for himself.
struct RoleEnding: Sendable {
  let id: ID<RoleEnding>
  let membership: ID<Membership>
  let person: ID<Person>
  let role: Role
  let requestedBy: ID<Person>
  let requestedAt: Moment
  var name = ""
  var asker = ""

  /// POST /administration/endings/:ending/confirmation: by neither who asked nor whose role it is.
  static func confirm(_ visit: Visit, _ permit: Permit<ConfirmRoles>) async throws -> Reply {
    let house = visit.house
    let id: ID<RoleEnding> = try visit.id("ending")
    try await house.database.write { tx in
      let ending = try tx.openEnding(id)
      guard ending.person != permit.actor.person else { throw Refusal(.forbidden, .anotherPerson) }
      try tx.mustBeSecond(permit.actor, after: ending.requestedBy, at: house.outside.now())
      try tx.close(ending, by: permit.actor.person, at: house.outside.now())
      try tx.end(ending.membership, of: ending.person, by: permit, house)
    }
    house.sessions.forgetEverything()
    return .seeOther("/administration/roles")
  }

  /// POST /administration/endings/:ending/drop: by anybody who may confirm, but not by whose role it is.
  static func drop(_ visit: Visit, _ permit: Permit<ConfirmRoles>) async throws -> Reply {
    let house = visit.house
    let id: ID<RoleEnding> = try visit.id("ending")
    try await house.database.write { tx in
      let ending = try tx.openEnding(id)
      guard ending.person != permit.actor.person else { throw Refusal(.forbidden, .anotherPerson) }
      try tx.close(ending, by: nil, at: house.outside.now())
      try tx.record(.roleEndingDropped, ending.person.text, ending.role.rawValue, by: permit, house)
    }
    return .seeOther("/administration/roles")
  }

  /// What waits, on the page of the roles that wait.
  static func table(_ endings: [RoleEnding], _ visit: Visit, _ permit: Permit<ConfirmRoles>) -> HTML {
    guard !endings.isEmpty else { return .nothing }
    let t = visit.language
    return """
      <h2>\(t(.endingsWaiting))</h2><p>\(t(.endingsWaitingWhat))</p>
      \(t.table(t(.endingsWaiting), endings, [
        Column(t(.nameTitle)) { HTML($0.name) },
        Column(t(.roleTitle)) { HTML(t($0.role.name)) },
        Column(t(.byWhom)) { "\($0.asker)<br><span class=\"hint\">\(t.dateTime($0.requestedAt))</span>" },
        Column(t(.decisionTitle)) { decision($0, visit, permit) },
      ]))
      """
  }

  private static func decision(_ ending: RoleEnding, _ visit: Visit, _ permit: Permit<ConfirmRoles>) -> HTML {
    let t = visit.language
    guard ending.person != permit.actor.person else { return HTML(t(.anotherPerson)) }
    let way = Link("/administration/endings/\(ending.id.text)")
    let drop = form(way.below("drop"), "\(visit.formToken)\(button(t(.keepRole), look: .plain))")
    guard ending.requestedBy != permit.actor.person else { return "<p>\(t(.anotherPerson))</p>\(drop)" }
    return "\(form(way.below("confirmation"), "\(visit.formToken)\(button(t(.endRole), look: .danger))"))\(drop)"
  }
}

extension Transaction {
  /// Asks for the end of a role that takes two; a second time changes nothing.
  func askEnding(_ id: ID<Membership>, _ role: Role, of person: ID<Person>, by permit: Permit<ManagePeople>, _ house: House)
    throws
  {
    try mustLeaveAnAdministrator(role)
    if try exists("SELECT 1 FROM role_ending WHERE membership_id = \(id) AND ended_at IS NULL") { return }
    let ending: ID<RoleEnding> = house.outside.id()
    try run(
      """
      INSERT INTO role_ending (id, membership_id, person_id, requested_by, requested_at)
      VALUES (\(ending), \(id), \(person), \(permit.actor.person), \(house.outside.now()))
      """)
    try record(.roleEndingAsked, person.text, role.rawValue, by: permit, house)
    try ask(
      ConfirmRoles.self,
      for: SecondWanted(
        .endingWants, page: "/administration/roles", not: [permit.actor.person, person], once: "ending:\(ending)"), house)
  }

  /// Ends a role at once, with the person's sessions and the links that only it gave.
  func end<A>(_ id: ID<Membership>, of person: ID<Person>, by permit: Permit<A>, _ house: House) throws {
    let role = try endRole(id, of: person, at: house.outside.now())
    if role == .administrator, try holders(of: .administrator) == 0 { throw Refusal(.conflict, .lastAdministrator) }
    try endSessions(of: person)
    let works: SQL = "EXISTS (SELECT 1 FROM membership WHERE person_id = \(person) AND ended_at IS NULL)"
    try run("DELETE FROM invitation WHERE person_id = \(person) AND used_at IS NULL AND NOT \(works)")
    try record(.roleEnded, person.text, role.rawValue, by: permit, house)
  }

  private func mustLeaveAnAdministrator(_ role: Role) throws {
    if role == .administrator, try holders(of: .administrator) < 2 { throw Refusal(.conflict, .lastAdministrator) }
  }

  /// Ends that wait for a second person, the oldest first; of roles that have ended otherwise meanwhile none.
  func openEndings(_ house: House) throws -> [RoleEnding] {
    let found = try rows(Self.selectEnding + "ORDER BY requested_at, role_ending.id LIMIT 50", RoleEnding.init(row:))
    return try found.map { ending in
      var ending = ending
      ending.name = try staffMember(ending.person, house.vault).name
      ending.asker = try staffMember(ending.requestedBy, house.vault).name
      return ending
    }
  }

  func openEndingCount() throws -> Int {
    try value(
      """
      SELECT count(*) FROM role_ending JOIN membership ON membership.id = membership_id
      WHERE role_ending.ended_at IS NULL AND membership.ended_at IS NULL
      """) ?? 0
  }

  /// Throws `Refusal.missing` when it was settled meanwhile.
  fileprivate func openEnding(_ id: ID<RoleEnding>) throws -> RoleEnding {
    guard let ending = try row(Self.selectEnding + "AND role_ending.id = \(id)").map(RoleEnding.init(row:)) else {
      throw Refusal.missing
    }
    return ending
  }

  fileprivate func close(_ ending: RoleEnding, by second: ID<Person>?, at now: Moment) throws {
    let changed = try run(
      "UPDATE role_ending SET confirmed_by = \(second), ended_at = \(now) WHERE id = \(ending.id) AND ended_at IS NULL")
    if changed == 0 { throw Refusal.missing }
  }

  private static let selectEnding: SQL = """
    SELECT role_ending.id, membership_id, role_ending.person_id, role, requested_by, requested_at
    FROM role_ending JOIN membership ON membership.id = membership_id
    WHERE role_ending.ended_at IS NULL AND membership.ended_at IS NULL 
    """
}

extension RoleEnding {
  fileprivate init(row: Row) throws {
    self.init(
      id: try row["id"], membership: try row["membership_id"], person: try row["person_id"], role: try row["role"],
      requestedBy: try row["requested_by"], requestedAt: try row["requested_at"])
  }
}

extension Phrase {
  static let endingWants = Phrase(
    kk: "Рөлден босату растауды күтіп тұр", ru: "Снятие роли ждёт подтверждения", en: "The end of a role waits to be confirmed"
  )
  static let endingsWaiting = Phrase(
    kk: "Растауды күтетін рөлден босату", ru: "Роли, снятие которых ждёт подтверждения",
    en: "Roles whose end waits for confirmation")
  static let endingsWaitingWhat = Phrase(
    kk: "Әкімші мен балаларды қорғау маманының рөлінен бір адам босата алмайды: екінші адам растағанша рөл күшінде.",
    ru:
      "Роль администратора или специалиста по защите детей один человек завершить не может: пока не подтвердит второй, роль действует.",
    en:
      "The role of an administrator or a safeguarding officer is not ended by one person alone: until another confirms it, the role stays in force."
  )
  static let endWaits = Phrase(
    kk: "босату екінші адамды күтуде", ru: "снятие ждёт второго человека", en: "its end waits for a second person")
  static let keepRole = Phrase(kk: "Рөлді қалдыру", ru: "Оставить роль", en: "Keep the role")
}
