import Exchange
import Markup
import Programme
import Storage
import Words

/// Roles that wait for a second person: given by one, in force when another has confirmed them.
enum PendingRoles {
  private struct Pending: Sendable {
    let id: ID<Membership>
    let person: ID<Person>
    let role: Role
    let scope: Scope
    let givenBy: ID<Person>?
    let givenAt: Moment
    var name = ""
    var giver = ""
  }

  static let card = DeskCard(
    roles: ConfirmRoles.roles, link: "/administration/roles",
    count: .ofHouse { tx, _, _ in
      let given: Int = try tx.value("SELECT count(*) FROM membership WHERE confirmed_at IS NULL AND ended_at IS NULL") ?? 0
      return try given + tx.openEndingCount()
    }, promise: DeskPromise(days: 2, .whyRoles),
    title: { count in
      Phrase(
        kk: "рөл екінші адамның растауын күтеді",
        ru: plural(
          count, one: "роль ждёт второго человека", few: "роли ждут второго человека", many: "ролей ждут второго человека"),
        en: plural(count, one: "role waits for a second person", other: "roles wait for a second person"))
    })

  /// GET /administration/roles
  static func show(_ visit: Visit, _ permit: Permit<ConfirmRoles>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let (pending, endings, cycles) = try await house.database.read {
      (try Self.pending($0, house), try $0.openEndings(house), try $0.cycles())
    }
    return visit.page(
      Page(
        title: t(.rolesWaiting), language: t, width: .wide,
        body: """
          \(t.back(to: visit.who.holds(.administrator) ? "/administration/people" : "/desk"))<h1>\(t(.rolesWaiting))</h1>
          <p>\(t(.rolesWaitingWhat))</p>
          \(t.table(t(.rolesWaiting), pending, [
            Column(t(.nameTitle)) { HTML($0.name) },
            Column(t(.roleTitle)) { "\(t($0.role.name))<br>\(People.reach($0.scope, cycles, house.gazetteer, t))" },
            Column(t(.byWhom)) { "\($0.giver)<br><span class=\"hint\">\(t.dateTime($0.givenAt))</span>" },
            Column(t(.decisionTitle)) { decision($0, visit, permit) },
          ], empty: emptyState(t(.noRolesWaiting), .nothing)))
          \(RoleEnding.table(endings, visit, permit))
          """))
  }

  private static func decision(_ pending: Pending, _ visit: Visit, _ permit: Permit<ConfirmRoles>) -> HTML {
    let t = visit.language
    let drop = form(
      "/administration/roles/\(pending.id.text)/drop", "\(visit.formToken)\(button(t(.dropRole), look: .plain))")
    guard ![pending.person, pending.givenBy].contains(permit.actor.person) else { return "<p>\(t(.anotherPerson))</p>\(drop)" }
    return
      "\(form("/administration/roles/\(pending.id.text)/confirmation", "\(visit.formToken)\(button(t(.confirmRole)))"))\(drop)"
  }

  /// POST /administration/roles/:membership/confirmation: by neither who gave it nor who gets it. The invitation leaves now.
  static func confirm(_ visit: Visit, _ permit: Permit<ConfirmRoles>) async throws -> Reply {
    let house = visit.house
    let id: ID<Membership> = try visit.id("membership")
    try await house.database.write { tx in
      guard let pending = try pending(tx, house).first(where: { $0.id == id }), let giver = pending.givenBy else {
        throw Refusal.missing
      }
      guard pending.person != permit.actor.person else { throw Refusal(.forbidden, .anotherPerson) }
      try tx.mustBeSecond(permit.actor, after: giver, at: house.outside.now())
      try tx.run(
        """
        UPDATE membership SET confirmed_by = \(permit.actor.person), confirmed_at = \(house.outside.now())
        WHERE id = \(id) AND confirmed_at IS NULL
        """)
      try tx.record(.roleConfirmed, pending.person.text, pending.role.rawValue, by: permit, house)
      try tx.endSessions(of: pending.person)
      if try tx.staffMember(pending.person, house.vault).factor == .invited {
        try Invitation.send(to: pending.person, by: permit, house, in: tx)
      }
    }
    house.sessions.forgetEverything()
    return .seeOther("/administration/roles")
  }

  /// POST /administration/roles/:membership/drop
  static func drop(_ visit: Visit, _ permit: Permit<ConfirmRoles>) async throws -> Reply {
    let house = visit.house
    let id: ID<Membership> = try visit.id("membership")
    try await house.database.write { tx in
      guard let pending = try pending(tx, house).first(where: { $0.id == id }) else { throw Refusal.missing }
      try tx.run("UPDATE membership SET ended_at = \(house.outside.now()) WHERE id = \(id) AND confirmed_at IS NULL")
      try tx.record(.roleDropped, pending.person.text, pending.role.rawValue, by: permit, house)
    }
    return .seeOther("/administration/roles")
  }

  private static func pending(_ tx: Transaction, _ house: House) throws -> [Pending] {
    let found = try tx.rows(
      """
      SELECT id, person_id, role, cycle_id, regions, school_id, organisation_id, given_by, given_at FROM membership
      WHERE confirmed_at IS NULL AND ended_at IS NULL ORDER BY given_at, id LIMIT 50
      """
    ) { row in
      Pending(
        id: try row["id"], person: try row["person_id"], role: try row["role"], scope: try Scope(row: row),
        givenBy: try row["given_by"], givenAt: try row["given_at"])
    }
    return try found.map { pending in
      var pending = pending
      pending.name = try tx.staffMember(pending.person, house.vault).name
      pending.giver = try pending.givenBy.map { try tx.staffMember($0, house.vault).name } ?? ""
      return pending
    }
  }
}

extension Phrase {
  static let whyRoles = Phrase(
    kk: "растағанша бұл рөлмен ештеңе ашылмайды", ru: "до подтверждения роль ничего не открывает",
    en: "until it is confirmed the role opens nothing")
  static let rolesWaiting = Phrase(
    kk: "Растауды күтетін рөлдер", ru: "Роли, которые ждут подтверждения", en: "Roles that wait for confirmation")
  static let rolesWaitingWhat = Phrase(
    kk: "Әкімші мен балаларды қорғау маманы рөлін бір адам береді, екіншісі растайды. Растағанша ол ештеңе ашпайды.",
    ru:
      "Роль администратора или специалиста по защите детей назначает один человек, а подтверждает другой. До этого она ничего не открывает.",
    en:
      "The role of administrator or safeguarding officer is given by one person and confirmed by another. Until then it opens nothing."
  )
  static let noRolesWaiting = Phrase(
    kk: "Растауды күтетін рөл жоқ", ru: "Ролей, ждущих подтверждения, нет", en: "No role waits for confirmation")
  static let waitsForSecondPerson = Phrase(
    kk: "екінші адамды күтуде", ru: "ждёт второго человека", en: "waits for a second person")
  static let confirmRole = Phrase(kk: "Рөлді растау", ru: "Подтвердить роль", en: "Confirm the role")
  static let dropRole = Phrase(kk: "Қабылдамау", ru: "Отклонить", en: "Refuse")
  static let decisionTitle = Phrase(kk: "Шешім", ru: "Решение", en: "Decision")
}
