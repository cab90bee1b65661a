import Exchange
import Forms
import Intake
import Markup
package import Programme
import Storage
import Words

extension Applications {
  /// The other door of this room, where the staff come in.
  package static var desk: Room {
    Room(
      name: "desk", migrations: DeskMigrations.all, routes: Desk.routes, menu: Desk.menu, desk: Desk.cards,
      panels: [.applications],
      jobs: [Desk.duplicates, ComingOfAge.job], works: [intakeWork(GirlIntake()), MessageRun.kind])
  }
}

/// The coordinator's desk: its routes, its entries in the menu, what it counts for today and what it does by itself.
enum Desk {
  static var routes: [Route] {
    [
      .may(ReadApplications.self, .get, "/desk/applications") { try await DeskList.show($0, $1) },
      .may(ExportApplications.self, .get, "/desk/applications.csv") { try await DeskExport.csv($0, $1) },
      .may(ExportApplications.self, .get, "/desk/applications.xlsx") { try await DeskExport.xlsx($0, $1) },
      .may(DecideApplications.self, .get, "/desk/eligibility") { try await BulkEligibility.show($0, $1) },
      .may(DecideApplications.self, .post, "/desk/eligibility") { try await BulkEligibility.create($0, $1) },
      .may(WorkOnApplications.self, .get, "/desk/consents") { try await DueConsents.show($0, $1) },
      .may(MessageApplicants.self, .post, "/desk/consents") { try await DueConsents.create($0, $1) },
      .may(WorkOnApplications.self, .get, "/desk/duplicates") { try await Duplicates.list($0, $1) },
      .may(WorkOnApplications.self, .get, "/desk/duplicates/:first/:second") { try await Duplicates.show($0, $1) },
      .may(DecideApplications.self, .post, "/desk/duplicates/:first/:second") { try await Duplicates.update($0, $1) },
      .may(MessageApplicants.self, .get, "/desk/messages") { try await MessagePages.list($0, $1) },
      .may(MessageApplicants.self, .get, "/desk/messages/new") { try await MessagePages.new($0, $1) },
      .may(MessageApplicants.self, .post, "/desk/messages") { try await MessagePages.create($0, $1) },
      .may(MessageApplicants.self, .get, "/desk/messages/:message") { try await MessagePages.show($0, $1) },
      .may(MessageApplicants.self, .post, "/desk/messages/:message/release") { try await MessagePages.release($0, $1) },
      .may(MessageApplicants.self, .post, "/desk/messages/:message/drop") { try await MessagePages.drop($0, $1) },
      .may(ReadApplications.self, .get, "/desk/applications/:code") { try await DeskFilePage.show($0, $1) },
      .may(ReadApplications.self, .get, "/desk/applications/:code/files/:file") { try await DeskFilePage.file($0, $1) },
      .may(WorkOnApplications.self, .post, "/desk/applications/:code/notes") { try await Note.create($0, $1) },
      .may(WorkOnApplications.self, .get, "/desk/applications/:code/corrections") { try await Correction.show($0, $1) },
      .may(WorkOnApplications.self, .post, "/desk/applications/:code/corrections") { try await Correction.create($0, $1) },
    ]
      + intakeRoutes(ImportApplications.self, GirlIntake())
      + Decision.allCases.flatMap { decision -> [Route] in
        let path = "/desk/applications/:code/\(decision.rawValue)"
        return [
          .may(DecideApplications.self, .get, path) { try await Decide.show($0, $1, decision) },
          .may(DecideApplications.self, .post, path) { try await Decide.create($0, $1, decision) },
        ]
      }
  }

  static let menu = [
    MenuEntry(title: .applications, link: "/desk/applications", roles: ReadApplications.roles),
    MenuEntry(title: .messagesTitle, link: "/desk/messages", roles: MessageApplicants.roles),
    MenuEntry(title: .duplicates, link: "/desk/duplicates", roles: WorkOnApplications.roles),
  ]

  static let cards = [
    card(WorkOnApplications.roles, "/desk/applications?state=submitted&consent=complete", Phrase.waitForCheck) {
      try $0.count("state = 'submitted' AND consent = 'complete'", $1, $2)
    },
    card(WorkOnApplications.roles, "/desk/applications?state=submitted&consent=girl", Phrase.waitForGuardian) {
      try $0.count("state = 'submitted' AND consent = 'girl'", $1, $2)
    },
    PaperDesk.card,
    card(MessageApplicants.roles, "/desk/messages", Phrase.waitForSecond) { tx, cycle, _ in try tx.draftCount(cycle) },
    card(WorkOnApplications.roles, "/desk/duplicates", Phrase.waitAsDuplicates) { try $0.openDuplicateCount($1, regions: $2) },
    // Of every cycle: who is at the school keeps her consents through the years of the school.
    DeskCard(
      roles: WorkOnApplications.roles, link: "/desk/consents",
      count: .ofHouse { tx, scopes, _ in try tx.dueCount(DueView(reach: scopes)) },
      title: Phrase.waitToBeAsked),
  ]

  fileprivate static let duplicates =
    Job(name: "duplicates", .duplicatesAreSought, every: .seconds(300)) { house in
      let now = house.outside.now()
      for cycle in try await house.cycles() where cycle.isGoing(at: now) {
        let found = try await house.database.read { try $0.duplicateCandidates(in: cycle.id) }
        guard !found.isEmpty else { continue }
        try await house.database.write { try $0.keep(found, at: now) }
      }
    }

  private static func card(
    _ roles: Set<Role>, _ link: Link, _ title: @escaping @Sendable (Int) -> Phrase,
    _ count: @escaping @Sendable (Transaction, ID<Cycle>, [String]?) throws -> Int
  ) -> DeskCard {
    DeskCard(
      roles: roles, link: link,
      count: .ofCycle { tx, cycle, scopes, _ in try count(tx, cycle.id, scopes.regions(in: cycle.id)) }, title: title)
  }
}

extension Transaction {
  fileprivate func count(_ what: SQL, _ cycle: ID<Cycle>, _ regions: [String]?) throws -> Int {
    let reach: SQL = regions.map { "AND region IN (\(list: $0))" } ?? ""
    return try value("SELECT count(*) FROM application WHERE cycle_id = \(cycle) AND \(what) \(reach)") ?? 0
  }
}

extension Phrase {
  static let duplicatesAreSought = Phrase(
    kk: "Дубликаттарды іздеу", ru: "Поиск дубликатов", en: "Search for duplicates")
  static func waitForCheck(_ n: Int) -> Phrase {
    Phrase(
      kk: "өтінім тексеруді күтіп тұр",
      ru: plural(n, one: "заявка ждёт проверки", few: "заявки ждут проверки", many: "заявок ждут проверки"),
      en: plural(n, one: "application waits to be checked", other: "applications wait to be checked"))
  }
  static func waitForGuardian(_ n: Int) -> Phrase {
    Phrase(
      kk: "өтінім ата-ана келісімін күтіп тұр",
      ru: plural(
        n, one: "заявка без согласия родителя", few: "заявки без согласия родителя", many: "заявок без согласия родителя"),
      en: plural(n, one: "application without a guardian's consent", other: "applications without a guardian's consent"))
  }
  static func waitAsDuplicates(_ n: Int) -> Phrase {
    Phrase(
      kk: "дубликат болуы мүмкін жұп",
      ru: plural(n, one: "возможный дубликат", few: "возможных дубликата", many: "возможных дубликатов"),
      en: plural(n, one: "possible duplicate", other: "possible duplicates"))
  }
}
