import Exchange
import Markup
import Programme
import Storage
import Words

/// Who works in the house: roles with their reach, the second factor, the last sign-in.
enum People {
  private static let size = 25

  /// GET /administration/people
  static func show(_ visit: Visit, _ permit: Permit<ManagePeople>) async throws -> Reply {
    let house = visit.house
    let isEnded = visit.query["roles"] == "ended"
    let page = PageNumber(visit.query)
    let (members, count, cycles) = try await house.database.read { tx in
      (
        try tx.staff(ended: isEnded, limit: size, offset: page.offset(of: size), house.vault),
        try tx.staffCount(ended: isEnded), try tx.cycles()
      )
    }
    let t = visit.language
    let here: Link = "/administration/people"
    return visit.page(
      Page(
        title: t(.people), language: t, width: .wide,
        body: """
          \(t.back(to: "/administration"))<h1>\(t(.people))</h1>
          <p>\(linkButton(t(.inviteSomebody), "/administration/people/new"))</p>
          \(t.table(t(isEnded ? .formerStaff : .staffNow), members, columns(visit, cycles), empty: emptyState(t(.nobodyHere), HTML(t(.nobodyHereWhat)))))
          \(t.pager(page: page.value, of: (count + size - 1) / size) { here.with("roles", isEnded ? "ended" : nil).with("page", $0) })
          <p><a href="\(isEnded ? here : here.with("roles", "ended"))">\(t(isEnded ? .staffNow : .formerStaff))</a></p>
          """))
  }

  private static func columns(_ visit: Visit, _ cycles: [Cycle]) -> [Column<StaffMember>] {
    let (t, gazetteer) = (visit.language, visit.house.gazetteer)
    return [
      Column(t(.nameTitle)) { "<a href=\"/administration/people/\($0.person.text)\">\($0.name)</a>" },
      Column(t(.rolesTitle)) { member in
        let open = member.roles.filter { $0.endedAt == nil }
        return (open.isEmpty ? member.roles : open).map { "\(t($0.role.name))<br>\(reach($0.scope, cycles, gazetteer, t))" }
          .joined(separator: "<br>")
      },
      Column(t(.secondFactor)) { factor($0.factor, t) },
      Column(t(.lastSignIn)) { HTML($0.lastSignIn.map { t.dateTime($0) } ?? t(.notYet)) },
    ]
  }

  static func factor(_ factor: StaffMember.Factor, _ t: Language) -> HTML {
    switch factor {
    case .invited: tag(t(.factorInvited), .waiting)
    case .begun: tag(t(.factorBegun), .waiting)
    case .on: tag(t(.factorOn), .good)
    }
  }

  /// "Kyzylorda region · intake of 2026", or that it reaches everything.
  static func reach(_ scope: Scope, _ cycles: [Cycle], _ gazetteer: Gazetteer, _ t: Language) -> HTML {
    let regions = scope.regions.map { code in gazetteer[code].map { t($0.name) } ?? code }
    let cycle = scope.cycle.flatMap { id in cycles.first { $0.id == id } }.map { t($0.name) }
    let school = scope.school.map { _ in t(.oneSchool) }
    let organisation = scope.organisation.map { _ in t(.oneOrganisation) }
    let parts = regions + [cycle, school, organisation].compactMap(\.self)
    return "<span class=\"hint\">\(parts.isEmpty ? t(.everywhere) : parts.joined(separator: ", "))</span>"
  }
}

extension Phrase {
  static let people = Phrase(kk: "Қызметкерлер мен рөлдер", ru: "Сотрудники и роли", en: "People and roles")
  static let inviteSomebody = Phrase(kk: "Қызметкер шақыру", ru: "Пригласить сотрудника", en: "Invite somebody")
  static let staffNow = Phrase(kk: "Қазіргі қызметкерлер", ru: "Действующие сотрудники", en: "Staff with a role")
  static let formerStaff = Phrase(kk: "Бұрынғы қызметкерлер", ru: "Бывшие сотрудники", en: "Former staff")
  static let nobodyHere = Phrase(kk: "Бұл тізім бос", ru: "Список пуст", en: "Nobody is in this list")
  static let nobodyHereWhat = Phrase(
    kk: "Қызметкер рөлден босағанда осында шығады.", ru: "Сотрудник появится здесь, когда с него снимут роль.",
    en: "People appear here when their role ends.")
  static let nameTitle = Phrase(kk: "Аты-жөні", ru: "Имя", en: "Name")
  static let rolesTitle = Phrase(kk: "Рөлі және аумағы", ru: "Роль и охват", en: "Role and scope")
  static let secondFactor = Phrase(kk: "Екінші фактор", ru: "Второй фактор", en: "Second factor")
  static let lastSignIn = Phrase(kk: "Соңғы кіруі", ru: "Последний вход", en: "Last sign-in")
  static let notYet = Phrase(kk: "әлі кірген жоқ", ru: "входов не было", en: "not yet")
  static let factorInvited = Phrase(kk: "шақырылды", ru: "приглашение отправлено", en: "invited")
  static let factorBegun = Phrase(kk: "аяқталмаған", ru: "не завершён", en: "not finished")
  static let factorOn = Phrase(kk: "қосулы", ru: "подключён", en: "on")
  static let oneSchool = Phrase(kk: "бір мектеп", ru: "одна школа", en: "one school")
  static let oneOrganisation = Phrase(kk: "бір ұйым", ru: "одна организация", en: "one organisation")
  static let everywhere = Phrase(kk: "барлық өңір мен қабылдау", ru: "все регионы и наборы", en: "all regions and intakes")
}
