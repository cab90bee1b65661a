import Exchange
import Markup
package import Programme
import Storage
import Words

/// The rights of a person over her data and the log of who saw them: export, erasure, audit.
package enum Safeguarding {
  package static let room = Room(
    name: "safeguarding", migrations: SafeguardingMigrations.all,
    routes: people + clearances + organisations + erasures + retention + own + log,
    menu: [
      MenuEntry(title: .safeguarding, link: "/safeguarding", roles: CareForPerson.roles),
      MenuEntry(title: .clearances, link: "/desk/clearances", roles: RecordClearance.roles),
      MenuEntry(title: .auditLog, link: "/safeguarding/audit", roles: [.administrator]),
    ],
    desk: [
      DeskCard(
        roles: ErasePerson.roles, link: "/safeguarding",
        count: .inHouse { tx, _, _ in
          try DeskWait(
            row: try tx.row(
              "SELECT count(*) AS n, min(requested_at) AS oldest FROM erasure WHERE done_at IS NULL AND dropped_at IS NULL"))
        }, promise: DeskPromise(days: 3, .whyErasures),
        title: { .erasuresWait($0) }),
      DeskCard(
        roles: CareForPerson.roles, link: "/safeguarding",
        count: .inHouse { tx, _, _ in
          try DeskWait(
            row: try tx.row(
              "SELECT count(*) AS n, min(asked_at) AS oldest FROM objection WHERE upheld IS NULL AND taken_back_at IS NULL"))
        }, promise: DeskPromise(days: 3, .whyObjections),
        title: { .objectionsWait($0) }),
      DeskCard(
        roles: ErasePerson.roles, link: "/safeguarding/retention",
        count: .ofHouse { tx, _, _ in try tx.value("SELECT COALESCE(sum(people), 0) FROM retention_due") ?? 0 },
        promise: DeskPromise(days: 7, .whyTerms),
        title: { .termsOver($0) }
      ),
    ] + ClearanceDesk.cards + OrganisationRegister.cards, letters: [.objectionDecided, .clearanceEnds], acts: acts,
    home: [HomePart { _, _, _ in HomeSection(links: [HomeLink(.yourData, "/status/data")]) }],
    panels: [ClearanceDesk.panel], wards: [WardLink(.askForErasure, "/consent/data")],
    personalData: [Objections.personalData, .clearance], jobs: [Retention.job, Sweeping.job, ClearanceLetters.job],
    rehearsal: rehearsal)

  private static let people: [Route] = [
    .may(CareForPerson.self, .get, "/safeguarding") { try await Finding.show($0, $1) },
    .may(CareForPerson.self, .post, "/safeguarding/people") { try await Finding.search($0, $1) },
    .may(CareForPerson.self, .get, "/safeguarding/people/:person") { try await Dossier.show($0, $1) },
    .may(CareForPerson.self, .post, "/safeguarding/people/:person/restriction") { try await Restriction.update($0, $1) },
    .may(CareForPerson.self, .post, "/safeguarding/people/:person/objections/:objection") { try await Objections.decide($0, $1) },
    .may(ExportPerson.self, .get, "/safeguarding/people/:person/data.json") { try await PersonExport.show($0, $1, asPDF: false) },
    .may(ExportPerson.self, .get, "/safeguarding/people/:person/data.pdf") { try await PersonExport.show($0, $1, asPDF: true) },
  ]

  private static let clearances: [Route] = [
    .may(RecordClearance.self, .get, "/desk/clearances") { try await Register.show($0, $1) },
    .may(RecordClearance.self, .get, "/desk/clearances/people/:person") { try await ClearancePage.show($0, $1) },
    .may(RecordClearance.self, .get, "/desk/clearances/people/:person/:kind") { try await Recording.show($0, $1) },
    .may(RecordClearance.self, .post, "/desk/clearances/people/:person/:kind") { try await Recording.create($0, $1) },
    .may(RecordClearance.self, .post, "/desk/clearances/people/:person/suspension") { try await Suspending.create($0, $1) },
    .may(RecordClearance.self, .post, "/desk/clearances/people/:person/lifting") { try await Suspending.ask($0, $1) },
    .may(RecordClearance.self, .post, "/desk/clearances/people/:person/lifting/confirmation") {
      try await Suspending.confirm($0, $1)
    },
    .may(RecordClearance.self, .post, "/desk/clearances/people/:person/lifting/drop") { try await Suspending.drop($0, $1) },
  ]

  private static let organisations: [Route] = [
    .may(RecordClearance.self, .get, "/desk/clearances/organisations") { try await OrganisationRegister.show($0, $1) },
    .may(RecordClearance.self, .get, "/desk/clearances/organisations/:organisation") { try await OrganisationDoor.show($0, $1) },
    .may(RecordClearance.self, .post, "/desk/clearances/organisations/:organisation") {
      try await OrganisationDoor.clear($0, $1)
    },
    .may(RecordClearance.self, .post, "/desk/clearances/organisations/:organisation/suspension") {
      try await OrganisationDoor.shut($0, $1)
    },
    .may(RecordClearance.self, .post, "/desk/clearances/organisations/:organisation/lifting") {
      try await OrganisationDoor.ask($0, $1)
    },
    .may(RecordClearance.self, .post, "/desk/clearances/organisations/:organisation/lifting/confirmation") {
      try await OrganisationDoor.confirm($0, $1)
    },
    .may(RecordClearance.self, .post, "/desk/clearances/organisations/:organisation/lifting/drop") {
      try await OrganisationDoor.drop($0, $1)
    },
  ]

  private static let erasures: [Route] = [
    .may(ErasePerson.self, .get, "/safeguarding/people/:person/erasure") { try await ErasurePages.begin($0, $1) },
    .may(ErasePerson.self, .post, "/safeguarding/people/:person/erasure") { try await ErasurePages.create($0, $1) },
    .may(ErasePerson.self, .get, "/safeguarding/erasures/:erasure") { try await ErasurePages.show($0, $1) },
    .may(ErasePerson.self, .post, "/safeguarding/erasures/:erasure/confirmation") { try await ErasurePages.confirm($0, $1) },
    .may(ErasePerson.self, .post, "/safeguarding/erasures/:erasure/drop") { try await ErasurePages.drop($0, $1) },
    .open(.get, "/data/erasure/:erasure") { try await ErasureState.show($0) },
  ]

  private static let retention: [Route] = [
    .may(ErasePerson.self, .get, "/safeguarding/retention") { try await RetentionPages.show($0, $1) },
    .may(ErasePerson.self, .post, "/safeguarding/retention") { try await RetentionPages.ask($0, $1) },
    .may(ErasePerson.self, .post, "/safeguarding/retention/:batch/confirmation") { try await RetentionPages.confirm($0, $1) },
    .may(ErasePerson.self, .post, "/safeguarding/retention/:batch/drop") { try await RetentionPages.drop($0, $1) },
  ]

  private static let log: [Route] = [
    .may(ReadAudit.self, .get, "/safeguarding/audit") { try await AuditPages.show($0, $1) },
    .may(ReadAudit.self, .get, "/safeguarding/audit.csv") { try await AuditPages.export($0, $1) },
    .may(ReadAudit.self, .post, "/safeguarding/audit/verification") { try await AuditPages.verify($0, $1) },
  ]

  private static let own: [Route] = [
    .may(OwnData.self, .get, "/status/data") { try await OwnPages.show($0, $1) },
    .may(OwnData.self, .get, "/status/data.json") { try await OwnPages.export($0, $1, asPDF: false) },
    .may(OwnData.self, .get, "/status/data.pdf") { try await OwnPages.export($0, $1, asPDF: true) },
    .may(OwnData.self, .post, "/status/data/erasure") { try await OwnPages.erase($0, $1) },
    .may(OwnObjection.self, .post, "/status/data/objection") { try await Objecting.create($0, $1) },
    .may(WardData.self, .post, "/consent/data/objection") { try await Objecting.create($0, $1) },
    .may(WardData.self, .get, "/consent/data") { try await WardPages.show($0, $1) },
    .may(WardData.self, .post, "/consent/data/erasure") { try await WardPages.erase($0, $1) },
  ]
}

extension Phrase {
  static let whyErasures = Phrase(
    kk: "екінші адам растамайынша деректер жойылмайды", ru: "без второго человека данные не удалятся",
    en: "nothing is erased before a second person confirms")
  static let whyObjections = Phrase(
    kk: "шешілгенше деректер бұл мақсатта қолданылмайды", ru: "до решения данные для этого не используются",
    en: "until it is decided the data are not used for it")
  static let whyTerms = Phrase(
    kk: "мерзімі өткен деректі жою керек", ru: "данные, срок которых истёк, нужно удалить",
    en: "data past their term have to be erased")
  static func termsOver(_ n: Int) -> Phrase {
    Phrase(
      kk: "адамның деректерін сақтау мерзімі өтті",
      ru: plural(
        n, one: "человек, чьи данные хранятся дольше срока", few: "человека, чьи данные хранятся дольше срока",
        many: "человек, чьи данные хранятся дольше срока"),
      en: plural(n, one: "person's data are kept past their term", other: "people's data are kept past their term"))
  }
  static func erasuresWait(_ n: Int) -> Phrase {
    Phrase(
      kk: "деректерді жою сұрауы шешім күтіп тұр",
      ru: plural(
        n, one: "запрос на удаление данных ждёт решения", few: "запроса на удаление данных ждут решения",
        many: "запросов на удаление данных ждут решения"),
      en: plural(n, one: "request for erasure waits for a decision", other: "requests for erasure wait for a decision"))
  }
}
