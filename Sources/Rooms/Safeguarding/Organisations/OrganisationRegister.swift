import Exchange
import Markup
import Programme
import Storage
import Words

/// The register of organisations: whose people may come in, until when, and why.
enum OrganisationRegister {
  static let home: Link = "/desk/clearances/organisations"

  static func link(_ organisation: ID<Organisation>) -> Link { home.below(organisation.text) }

  /// GET /desk/clearances/organisations: those whose people can come in first, by the nearest end.
  static func show(_ visit: Visit, _ permit: Permit<RecordClearance>) async throws -> Reply {
    try mustReachAll(permit)
    let (t, now) = (visit.language, visit.now)
    let organisations = try await visit.house.database.read { try $0.organisations() }
    let ordered =
      organisations.filter { $0.clearedUntil != nil }.sorted {
        $0.clearedUntil?.milliseconds ?? 0 < $1.clearedUntil?.milliseconds ?? 0
      }
      + organisations.filter { $0.clearedUntil == nil }
    return visit.page(
      Page(
        title: t(.organisationsCleared), language: t, width: .wide,
        body: """
          \(t.back(to: "/desk/clearances"))<h1>\(t(.organisationsCleared))</h1><p>\(t(.organisationsClearedWhat))</p>
          \(t.table(t(.organisationsCleared), ordered, [
            Column(t(.organisationTitle)) { "<a href=\"\(link($0.id))\">\(t($0.name))</a>" },
            Column(t(.organisationKind)) { HTML(t($0.said.kind.name)) },
            Column(t(.standsTitle)) { standing($0, now, t) },
          ], stacks: true, empty: emptyState(t(.noOrganisationYet), HTML(t(.organisationsClearedWhat)))))
          """))
  }

  /// Until when its people come in.
  static func standing(_ organisation: Organisation, _ now: Moment, _ t: Language) -> HTML {
    guard let until = organisation.clearedUntil, let last = organisation.lastDay else { return tag(t(.organisationNever)) }
    guard organisation.isCleared(at: now) else { return tag(t(.organisationEnded(until)), .bad) }
    let left = now.day().days(to: last)
    return "\(t.until(last)) \(tag(t(.daysLeft(left)), left <= Register.soon ? .waiting : .good))"
  }

  /// An organisation lies in no region: whoever is bound to one decides on none.
  static func mustReachAll(_ permit: Permit<RecordClearance>) throws(Refusal) {
    guard permit.reach.contains(.everything) else { throw .missing }
  }

  static let cards = [
    DeskCard(
      roles: RecordClearance.roles, link: home,
      count: .inHouse { tx, scopes, now in
        guard scopes.contains(.everything) else { return DeskWait(0) }
        return DeskWait(
          try tx.value(
            "SELECT count(*) FROM organisation WHERE cleared_until > \(now) AND cleared_until <= \(now.adding(days: Register.soon))"
          ) ?? 0)
      }, promise: DeskPromise(days: nil, .whyOrganisationsEnd), title: { .organisationsEnd($0) }),
    DeskCard(
      roles: RecordClearance.roles, link: home,
      count: .inHouse { tx, scopes, _ in
        guard scopes.contains(.everything) else { return DeskWait(0) }
        return try DeskWait(
          row: try tx.row(
            """
            SELECT count(*) AS n, min(decided_at) AS oldest FROM organisation_clearance AS line
            WHERE entry = 'lifting_asked' AND NOT EXISTS (SELECT 1 FROM organisation_clearance AS later
              WHERE later.organisation_id = line.organisation_id AND later.number > line.number AND later.entry <> 'cleared')
            """))
      }, promise: DeskPromise(days: 3, .whyLiftings), title: { .organisationLiftingsWait($0) }),
  ]
}

extension Phrase {
  static let organisationsCleared = Phrase(kk: "Ұйымдардың рұқсаты", ru: "Допуск организаций", en: "Clearance of organisations")
  static let organisationsClearedWhat = Phrase(
    kk:
      "Ұйымның өкілдері осы мерзім ішінде ғана кіре алады. Мерзім біткенде немесе тоқтатылғанда барлық беттер сол сәтте жабылады.",
    ru:
      "Представители организации входят только в пределах этого срока. Когда он кончится или допуск приостановят, все страницы закроются в ту же минуту.",
    en:
      "An organisation's officers come in within this term only. When it ends, or is suspended, every page closes at that moment."
  )
  static let organisationTitle = Phrase(kk: "Ұйым", ru: "Организация", en: "Organisation")
  static let organisationKind = Phrase(kk: "Түрі", ru: "Вид", en: "Kind")
  static let noOrganisationYet = Phrase(kk: "Ұйым жоқ", ru: "Организаций нет", en: "No organisations")
  static let organisationNever = Phrase(kk: "рұқсат берілмеген", ru: "допуска нет", en: "no clearance")
  static func organisationEnded(_ at: Moment) -> Phrase {
    Phrase(
      kk: "рұқсат жабылған: \(Language.kk.dateTime(at))", ru: "допуск закрыт: \(Language.ru.dateTime(at))",
      en: "closed since \(Language.en.dateTime(at))")
  }
  static let whyOrganisationsEnd = Phrase(
    kk: "мерзім біткен күні өкілдер кіре алмайды", ru: "в день окончания представители перестанут входить",
    en: "on that day its officers can no longer come in")
  static func organisationsEnd(_ n: Int) -> Phrase {
    Phrase(
      kk: "ұйымның рұқсаты 30 күн ішінде бітеді",
      ru: plural(
        n, one: "допуск организации кончается в ближайшие 30 дней", few: "допуска организаций кончаются в ближайшие 30 дней",
        many: "допусков организаций кончаются в ближайшие 30 дней"),
      en: plural(n, one: "organisation's clearance ends within 30 days", other: "organisations' clearances end within 30 days"))
  }
  static func organisationLiftingsWait(_ n: Int) -> Phrase {
    Phrase(
      kk: "ұйым рұқсатының тоқтатылуын алып тастау екінші адамды күтеді",
      ru: plural(
        n, one: "снятие приостановки допуска организации ждёт второго человека",
        few: "снятия приостановки допуска организаций ждут второго человека",
        many: "снятий приостановки допуска организаций ждут второго человека"),
      en: plural(
        n, one: "lifting of an organisation's suspension waits for a second person",
        other: "liftings of organisations' suspensions wait for a second person"))
  }
}
