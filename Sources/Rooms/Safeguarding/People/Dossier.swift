import Exchange
import Markup
import Programme
import Storage
import Words

/// One person's page for the safeguarding officer: what can be done with her data, and who saw them.
enum Dossier {
  /// GET /safeguarding/people/:person: looking is itself logged.
  static func show(_ visit: Visit, _ permit: Permit<CareForPerson>, undecided: ID<Objection>? = nil) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let id: ID<Person> = try visit.id("person")
    let (subject, readers, open, objections) = try await house.database.write { tx in
      let subject = try tx.subject(id, permit, house)
      let readers = try tx.readers(of: subject, limit: 200)
      try tx.record(.personLookedAt, id.text, by: permit, house)
      return (subject, readers, try tx.openErasure(of: id), try tx.openedObjections(of: id, for: permit.actor.person, house))
    }
    let objected = try Objections.html(visit, id, objections, undecided: undecided)
    let field = visit.form["decision"] == nil ? "decision" : "answer"
    let errors = undecided == nil ? [] : [(field: field, message: t(.decideAndAnswer))]
    return visit.page(
      Page(
        title: subject.label, language: t, width: .wide,
        body: """
          \(t.back(to: "/safeguarding"))\(t.errorSummary(errors))<h1>\(subject.name ?? t(.erasedWord))</h1><p>\(tag(subject.label)) \(state(subject, t))</p>
          \(subject.erasedAt == nil ? rights(visit, subject, open) : HTML.nothing)
          \(objected)\(readersTable(readers, visit.house, t))
          """), status: undecided == nil ? 200 : 422)
  }

  private static func state(_ subject: Subject, _ t: Language) -> HTML {
    if let erased = subject.erasedAt { return tag("\(t(.erasedWord)) \(t.date(erased.day()))", .bad) }
    return subject.restrictedAt.map { tag("\(t(.restrictedWord)) \(t.date($0.day()))", .waiting) } ?? .nothing
  }

  private static func rights(_ visit: Visit, _ subject: Subject, _ open: Erasure?) -> HTML {
    let t = visit.language
    let way = subject.person.text
    let erasure: HTML =
      if let open {
        "<p><a href=\"/safeguarding/erasures/\(open.id.text)\">\(t(.erasureAsked))</a></p>"
      } else if subject.worksHere {
        "<p>\(t(.rolesFirst))</p>"
      } else {
        "<p><a href=\"/safeguarding/people/\(way)/erasure\">\(t(.eraseData))</a></p>"
      }
    return """
      \(grid([
        card("<h2>\(t(.takeOut))</h2><p>\(t(.takeOutWhat))</p>\(buttons(linkButton("JSON", "/safeguarding/people/\(way)/data.json", look: .plain), linkButton("PDF", "/safeguarding/people/\(way)/data.pdf", look: .plain)))"),
        card("<h2>\(t(.restriction))</h2><p>\(t(.restrictionWhat))</p>\(form("/safeguarding/people/\(way)/restriction", "\(visit.formToken)\(button(t(subject.restrictedAt == nil ? .restrict : .lift), look: .plain))"))"),
        card("<h2>\(t(.erasureTitle))</h2>\(erasure)"),
      ]))
      """
  }

  static func readersTable(
    _ readers: [(at: Moment, act: String, actor: ActorText)], _ house: House, _ t: Language
  ) -> HTML {
    t.table(
      t(.whoSaw), readers,
      [
        Column(t(.whenTitle)) { HTML(t.dateTime($0.at)) },
        Column(t(.actTitle)) { HTML(house.shown(act: $0.act, t)) },
        Column(t(.byWhom)) { HTML(t($0.actor.name)) },
      ], empty: notice("<p>\(t(.nobodySaw))</p>"))
  }
}

/// Restricting: the data stay, and are left out of lists for messages and exports until it is lifted.
enum Restriction {
  /// POST /safeguarding/people/:person/restriction
  static func update(_ visit: Visit, _ permit: Permit<CareForPerson>) async throws -> Reply {
    let house = visit.house
    let id: ID<Person> = try visit.id("person")
    try await house.database.write { tx in
      let subject = try tx.subject(id, permit, house)
      guard subject.erasedAt == nil else { throw Refusal(.conflict, .alreadyErased) }
      let since: Moment? = subject.restrictedAt == nil ? house.outside.now() : nil
      try tx.restrict(id, since: since)
      try tx.record(since == nil ? .personRestrictionLifted : .personRestricted, id.text, by: permit, house)
    }
    return .seeOther("/safeguarding/people/\(id)")
  }
}

extension Phrase {
  static let restrictedWord = Phrase(kk: "шектелген", ru: "обработка ограничена", en: "restricted")
  static let erasureAsked = Phrase(
    kk: "Жою сұралды: қарап, растаңыз", ru: "Запрошено удаление: посмотреть и подтвердить",
    en: "Erasure asked for: look and confirm")
  static let rolesFirst = Phrase(
    kk: "Бұл адам қызметкер. Алдымен әкімші оны рөлдерінен босатады.",
    ru: "Это сотрудник. Сначала администратор снимает с него роли.",
    en: "This is one of the staff. An administrator ends the roles first.")
  static let eraseData = Phrase(kk: "Деректерді жою", ru: "Удалить данные", en: "Erase the data")
  static let erasureTitle = Phrase(kk: "Жою", ru: "Удаление", en: "Erasure")
  static let takeOut = Phrase(kk: "Толық көшірме", ru: "Полная копия", en: "Full copy")
  static let takeOutWhat = Phrase(
    kk: "Барлық бөлімде осы адам туралы сақталғанның бәрі. Тек оның өзіне беріледі.",
    ru: "Всё, что хранится об этом человеке во всех разделах. Передаётся только ему самому.",
    en: "Everything the system holds about this person. It is handed to that person only.")
  static let restriction = Phrase(kk: "Өңдеуді шектеу", ru: "Ограничение обработки", en: "Restriction")
  static let restrictionWhat = Phrase(
    kk:
      "Деректер сақталады, бірақ жаппай хабарламаларда, тізім экспортында және іріктеуде қолданылмайды: шектеу тұрғанда қатысушы есепке кірмейді.",
    ru:
      "Данные хранятся, но не используются в рассылках, выгрузках и отборе: пока ограничение действует, в расчёт они не входят.",
    en:
      "The data stay, but are not used in bulk messages, exported lists and the selection: while the restriction stands, the application is not considered."
  )
  static let restrict = Phrase(kk: "Шектеу", ru: "Ограничить", en: "Restrict")
  static let lift = Phrase(kk: "Шектеуді алып тастау", ru: "Снять ограничение", en: "Lift the restriction")
  static let alreadyErased = Phrase(kk: "Деректер жойылған.", ru: "Данные уже удалены.", en: "The data are erased already.")
  static let whoSaw = Phrase(
    kk: "Деректермен не істелді, кім көрді", ru: "Что делали с данными и кто их видел",
    en: "What was done with the data, who saw them")
  static let nobodySaw = Phrase(kk: "Жазба жоқ", ru: "Записей нет", en: "No entries")
  static let whenTitle = Phrase(kk: "Уақыты", ru: "Когда", en: "When")
  static let actTitle = Phrase(kk: "Әрекет", ru: "Действие", en: "Act")
  static let byWhom = Phrase(kk: "Кім", ru: "Кто", en: "By whom")
}
