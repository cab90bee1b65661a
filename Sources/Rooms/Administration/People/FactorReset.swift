import Exchange
import Markup
import Programme
import Storage
import Words

/// The second factor of one of the staff made anew, after the phone and the codes are lost: one administrator asks, another
/// confirms, and the person comes in by a new link. One alone could otherwise walk in as anybody.
struct FactorReset: Sendable {
  let id: ID<FactorReset>
  let requestedBy: ID<Person>
  let requestedAt: Moment

  /// POST /administration/people/:person/factor-reset
  static func create(_ visit: Visit, _ permit: Permit<ManagePeople>) async throws -> Reply {
    let house = visit.house
    let person: ID<Person> = try visit.id("person")
    guard person != permit.actor.person else { throw Refusal(.forbidden, .notYourself) }
    try await house.database.write { tx in
      let member = try tx.staffMember(person, house.vault)
      guard member.factor == .on, member.roles.contains(where: { $0.endedAt == nil }) else { throw Refusal.missing }
      if try tx.openFactorReset(of: person) != nil { return }
      let id: ID<FactorReset> = house.outside.id()
      try tx.run(
        """
        INSERT INTO factor_reset (id, person_id, requested_by, requested_at)
        VALUES (\(id), \(person), \(permit.actor.person), \(house.outside.now()))
        """)
      try tx.record(.factorResetAsked, person.text, by: permit, house)
      try tx.ask(
        ManagePeople.self,
        for: SecondWanted(
          .resetWants, page: "/administration/people/\(person)", not: [permit.actor.person, person], once: "reset:\(id)"), house)
    }
    return .seeOther("/administration/people/\(person)")
  }

  /// POST /administration/people/:person/factor-reset/confirmation: by another administrator, who is not the one it is about.
  static func confirm(_ visit: Visit, _ permit: Permit<ManagePeople>) async throws -> Reply {
    let house = visit.house
    let person: ID<Person> = try visit.id("person")
    guard person != permit.actor.person else { throw Refusal(.forbidden, .notYourself) }
    let email = try await house.database.write { tx in
      guard let reset = try tx.openFactorReset(of: person) else { throw Refusal(.conflict, .noReset) }
      try tx.mustBeSecond(permit.actor, after: reset.requestedBy, says: .anotherConfirms, at: house.outside.now())
      guard let email = try tx.staffMember(person, house.vault).email else { throw Refusal.missing }
      try tx.run(
        """
        UPDATE factor_reset SET confirmed_by = \(permit.actor.person), ended_at = \(house.outside.now())
        WHERE id = \(reset.id) AND ended_at IS NULL
        """)
      try tx.run("UPDATE credential SET totp = NULL, totp_step = NULL WHERE person_id = \(person)")
      try tx.run("DELETE FROM recovery_code WHERE person_id = \(person)")
      try tx.endSessions(of: person)
      try tx.record(.factorResetDone, person.text, by: permit, house)
      try Invitation.send(to: person, by: permit, house, in: tx)
      return email
    }
    house.sessions.forgetEverything()
    return visit.page(Invitation.sent(visit, email))
  }

  /// POST /administration/people/:person/factor-reset/drop
  static func drop(_ visit: Visit, _ permit: Permit<ManagePeople>) async throws -> Reply {
    let house = visit.house
    let person: ID<Person> = try visit.id("person")
    try await house.database.write { tx in
      guard let reset = try tx.openFactorReset(of: person) else { throw Refusal(.conflict, .noReset) }
      try tx.run("UPDATE factor_reset SET ended_at = \(house.outside.now()) WHERE id = \(reset.id)")
      try tx.record(.factorResetDropped, person.text, by: permit, house)
    }
    return .seeOther("/administration/people/\(person)")
  }

  static let card = DeskCard(
    roles: ManagePeople.roles, link: "/administration/people",
    count: .inHouse { tx, _, _ in
      try DeskWait(
        row: try tx.row("SELECT count(*) AS n, min(requested_at) AS oldest FROM factor_reset WHERE ended_at IS NULL"))
    }, promise: DeskPromise(days: 1, .whyResets),
    title: Phrase.resetsWait)

  /// Its part of the person's page.
  static func part(_ visit: Visit, _ permit: Permit<ManagePeople>, _ person: ID<Person>, _ open: FactorReset?) -> HTML {
    let t = visit.language
    let way: Link = "/administration/people/\(person.text)/factor-reset"
    guard let open else {
      return "<p>\(t(.resetMeans))</p>\(form(way, "\(visit.formToken)\(button(t(.askReset), look: .plain))"))"
    }
    let confirmation: HTML =
      open.requestedBy == permit.actor.person
      ? "<p>\(t(.anotherConfirms))</p>"
      : form(
        "/administration/people/\(person.text)/factor-reset/confirmation",
        "\(visit.formToken)\(button(t(.confirmReset), look: .danger))")
    return Markup.card(
      """
      <p>\(tag(t(.resetAsked), .waiting)) \(t.dateTime(open.requestedAt))</p>\(confirmation)
      \(form("/administration/people/\(person.text)/factor-reset/drop", "\(visit.formToken)\(button(t(.dropReset), look: .plain))"))
      """)
  }
}

extension Transaction {
  func openFactorReset(of person: ID<Person>) throws -> FactorReset? {
    try row("SELECT id, requested_by, requested_at FROM factor_reset WHERE person_id = \(person) AND ended_at IS NULL").map {
      FactorReset(id: try $0["id"], requestedBy: try $0["requested_by"], requestedAt: try $0["requested_at"])
    }
  }
}

extension Phrase {
  static let whyResets = Phrase(
    kk: "әріптес жүйеге кіре алмай отыр", ru: "коллега не может войти", en: "a colleague cannot sign in")
  static let resetWants = Phrase(
    kk: "Екінші факторды қайта орнату сұралды", ru: "Запрошен сброс второго фактора",
    en: "A reset of a second factor was asked for")
  static func resetsWait(_ n: Int) -> Phrase {
    Phrase(
      kk: "екінші факторды қайта орнату сұрауы екінші адамды күтеді",
      ru: plural(
        n, one: "сброс второго фактора ждёт второго человека", few: "сброса второго фактора ждут второго человека",
        many: "сбросов второго фактора ждут второго человека"),
      en: plural(
        n, one: "reset of a second factor waits for a second person",
        other: "resets of a second factor wait for a second person"))
  }
  static let resetMeans = Phrase(
    kk:
      "Телефоны да, қалпына келтіру кодтары да жоғалса, екінші фактор қайта орнатылады. Оны екі әкімші жасайды: бірі сұрайды, екіншісі растайды.",
    ru:
      "Если потеряны и телефон, и коды восстановления, второй фактор сбрасывают два администратора: один просит, другой подтверждает.",
    en:
      "When the phone and the recovery codes are both lost, two administrators reset the second factor: one asks, another confirms."
  )
  static let askReset = Phrase(kk: "Екінші факторды қайта орнатуды сұрау", ru: "Запросить сброс", en: "Ask for a reset")
  static let resetAsked = Phrase(kk: "қайта орнату сұралды", ru: "запрошен сброс второго фактора", en: "reset asked for")
  static let anotherConfirms = Phrase(
    kk: "Оны басқа әкімші растауы керек.", ru: "Подтвердить должен другой администратор.",
    en: "Another administrator has to confirm it.")
  static let confirmReset = Phrase(
    kk: "Растап, жаңа сілтеме беру", ru: "Подтвердить и выдать ссылку", en: "Confirm and issue a link")
  static let dropReset = Phrase(kk: "Сұрауды қайтарып алу", ru: "Отменить запрос", en: "Cancel the request")
  static let noReset = Phrase(
    kk: "Ашық сұрау жоқ: ол бойынша шешім қабылданған.", ru: "Открытого запроса нет: по нему уже принято решение.",
    en: "There is no open request: it was settled.")
}
