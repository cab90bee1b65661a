import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// One of the staff: roles past and present, the second factor, what was done to the account.
enum Colleague {
  private struct Known: Sendable {
    let member: StaffMember
    let reset: FactorReset?
    let cycles: [Cycle]
    let history: [AuditEntry]
    /// Roles whose end waits for a second person.
    let ending: Set<ID<Membership>>
  }

  /// GET /administration/people/:person
  static func show(_ visit: Visit, _ permit: Permit<ManagePeople>) async throws -> Reply {
    try await page(visit, permit, errors: [])
  }

  static func page(
    _ visit: Visit, _ permit: Permit<ManagePeople>, typed: RoleForm.Typed = RoleForm.Typed(),
    errors: [(field: String, message: String)]
  ) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let id: ID<Person> = try visit.id("person")
    let known = try await house.database.read { tx in
      Known(
        member: try tx.staffMember(id, house.vault), reset: try tx.openFactorReset(of: id), cycles: try tx.cycles(),
        history: try tx.auditEntries(of: id.text, limit: 30),
        ending: Set(try tx.openEndings(house).map(\.membership)))
    }
    let isSelf = id == permit.actor.person
    return visit.page(
      Page(
        title: known.member.name, language: t, width: .wide,
        body: """
          \(t.back(to: "/administration/people"))\(t.errorSummary(errors))<h1>\(known.member.name)</h1>
          <p>\(known.member.email?.address ?? "") \(People.factor(known.member.factor, t))</p>
          \(roles(visit, known, isSelf: isSelf))
          \(isSelf ? notice("<p>\(t(.notYourself))</p>") : actions(visit, permit, known, typed, errors))
          \(history(known.history, visit.house, t))
          """),
      status: errors.isEmpty ? 200 : 422)
  }

  private static func roles(_ visit: Visit, _ known: Known, isSelf: Bool) -> HTML {
    let t = visit.language
    let person = known.member.person.text
    return t.table(
      t(.rolesTitle), known.member.roles,
      [
        Column(t(.roleTitle)) { role in
          "\(t(role.role.name))<br>\(People.reach(role.scope, known.cycles, visit.house.gazetteer, t))"
        },
        Column(t(.givenOn)) { HTML(t.date($0.givenAt.day())) },
        Column(t(.endedOn)) { role in
          if let ended = role.endedAt { return HTML(t.date(ended.day())) }
          if role.confirmedAt == nil {
            return "\(tag(t(.waitsForSecondPerson), .waiting)) <a href=\"/administration/roles\">\(t(.rolesWaiting))</a>"
          }
          if known.ending.contains(role.id) {
            return "\(tag(t(.endWaits), .waiting)) <a href=\"/administration/roles\">\(t(.endingsWaiting))</a>"
          }
          if isSelf { return HTML(t(.inForce)) }
          return form(
            "/administration/people/\(person)/roles/\(role.id.text)/end",
            "\(visit.formToken)\(button(t(.endRole), look: .plain))")
        },
      ])
  }

  private static func actions(
    _ visit: Visit, _ permit: Permit<ManagePeople>, _ known: Known, _ typed: RoleForm.Typed,
    _ errors: [(field: String, message: String)]
  ) -> HTML {
    let t = visit.language
    let person = known.member.person.text
    let access: HTML =
      known.member.factor == .on
      ? FactorReset.part(visit, permit, known.member.person, known.reset)
      : form("/administration/people/\(person)/invitation", "\(visit.formToken)\(button(t(.newInvitation), look: .plain))")
    return """
      <h2>\(t(.access))</h2>\(access)
      <details\(" open", if: !errors.isEmpty)><summary>\(t(.giveRole))</summary>
      \(form("/administration/people/\(person)/roles", "\(visit.formToken)\(RoleForm.fields(visit, typed, known.cycles, errors))\(button(t(.giveRole)))"))
      </details>
      """
  }

  private static func history(_ entries: [AuditEntry], _ house: House, _ t: Language) -> HTML {
    t.table(
      t(.history), entries,
      [
        Column(t(.whenTitle)) { HTML(t.dateTime(Moment(milliseconds: $0.at))) },
        Column(t(.actTitle)) { entry in
          let details = house.shown(details: entry.details, t)
          return "\(house.shown(act: entry.act, t))\(details.isEmpty ? "" : ": \(details)")"
        },
        Column(t(.byWhom)) { HTML(t(ActorText($0.actor).name)) },
      ], empty: .nothing)
  }
}

extension Phrase {
  static let notYourself = Phrase(
    kk: "Өз рөліңізді өзіңіз өзгерте алмайсыз: оны басқа әкімші жасайды.",
    ru: "Свои роли изменить нельзя: это делает другой администратор.",
    en: "You cannot change your own roles: another administrator does.")
  static let givenOn = Phrase(kk: "Берілген күні", ru: "Назначена", en: "Assigned")
  static let endedOn = Phrase(kk: "Босатылған күні", ru: "Снята", en: "Ended")
  static let inForce = Phrase(kk: "күшінде", ru: "действует", en: "in force")
  static let endRole = Phrase(kk: "Рөлден босату", ru: "Снять роль", en: "End the role")
  static let giveRole = Phrase(kk: "Рөл беру", ru: "Назначить роль", en: "Assign a role")
  static let access = Phrase(kk: "Кіру рұқсаты", ru: "Доступ", en: "Access")
  static let newInvitation = Phrase(kk: "Жаңа шақыру сілтемесі", ru: "Новая ссылка-приглашение", en: "A new invitation link")
  static let history = Phrase(kk: "Не істелді", ru: "Что происходило", en: "What was done")
  static let whenTitle = Phrase(kk: "Уақыты", ru: "Когда", en: "When")
  static let actTitle = Phrase(kk: "Әрекет", ru: "Действие", en: "Act")
  static let byWhom = Phrase(kk: "Кім", ru: "Кто", en: "By whom")
}
