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
      name: "desk", migrations: DeskMigrations.all, routes: Desk.routes, menu: Desk.menu, desk: Desk.cards, seeking: Desk.seeking,
      panels: [.assigned, .applications],
      jobs: [Desk.duplicates, ComingOfAge.job], works: intakeWorks(GirlIntake()) + [MessageRun.kind])
  }
}

/// The coordinator's desk: its routes, its entries in the menu, what it counts for today and what it does by itself.
enum Desk {
  static var routes: [Route] {
    [
      .may(ReadApplications.self, .get, "/desk/applications") { try await DeskList.show($0, $1) },
      .ask(ReadApplications.self, "/desk/searches") { DeskSeeking.create($0, $1) },
      .may(ExportApplications.self, .get, "/desk/applications.csv") { try await DeskExport.csv($0, $1) },
      .may(ExportApplications.self, .get, "/desk/applications.xlsx") { try await DeskExport.xlsx($0, $1) },
      .may(ImportApplications.self, .get, "/desk/entries/new") { try await DeskEntryPages.new($0, $1) },
      .may(ImportApplications.self, .post, "/desk/entries") { try await DeskEntryPages.create($0, $1) },
      .may(ImportApplications.self, .get, "/desk/entries/:code") { try await DeskEntryPages.edit($0, $1) },
      .may(ImportApplications.self, .post, "/desk/entries/:code") { try await DeskEntryPages.update($0, $1) },
      .may(ReadApplications.self, .get, "/desk/views") { try await SavedViewPages.list($0, $1) },
      .may(ReadApplications.self, .get, "/desk/views/new") { try await SavedViewPages.new($0, $1) },
      .may(ReadApplications.self, .post, "/desk/views") { try await SavedViewPages.create($0, $1) },
      .may(ReadApplications.self, .get, "/desk/views/:view") { try await SavedViewPages.edit($0, $1) },
      .may(ReadApplications.self, .post, "/desk/views/:view") { try await SavedViewPages.update($0, $1) },
      .may(ReadApplications.self, .post, "/desk/views/:view/drop") { try await SavedViewPages.drop($0, $1) },
      .may(ReadApplications.self, .post, "/desk/columns") { try await SavedViewPages.columns($0, $1) },
      .may(DecideApplications.self, .get, "/desk/eligibility") { try await BulkEligibility.show($0, $1) },
      .may(DecideApplications.self, .post, "/desk/eligibility") { try await BulkEligibility.create($0, $1) },
      .may(AssignApplications.self, .get, "/desk/assignments") { try await AssignmentPages.show($0, $1) },
      .may(AssignApplications.self, .post, "/desk/assignments") { try await AssignmentPages.create($0, $1) },
      .may(AssignApplications.self, .post, "/desk/applications/:code/assignment") {
        try await AssignmentPages.createOne($0, $1)
      },
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

  static let seeking = MenuEntry(title: .searchHint, link: "/desk/searches", roles: ReadApplications.roles)

  /// What is promised to those who have sent their application.
  static let checked = DeskPromise(days: 7, .whyCheck)

  static let cards = [
    mine(
      "/desk/applications?state=submitted&consent=complete&assigned=mine&sort=submitted", checked, Phrase.yoursWaitForCheck,
      "state = 'submitted' AND consent = 'complete'"),
    mine(
      "/desk/applications?state=submitted&consent=girl&assigned=mine&sort=submitted", DeskPromise(days: 7, .whyGuardian),
      Phrase.yoursWaitForGuardian, "state = 'submitted' AND consent = 'girl'"),
    card(
      AssignApplications.roles, "/desk/applications?state=draft&state=submitted&state=returned&state=eligible&assigned=lost",
      DeskPromise(days: 2, .whyLost), Phrase.assignedToNobodyNow
    ) { try $0.lostWaiting($1, regions: $2) },
    card(
      WorkOnApplications.roles, "/desk/applications?state=submitted&consent=complete&sort=submitted", checked,
      isBeforeResults: true, Phrase.waitForCheck
    ) { try $0.wait("state = 'submitted' AND consent = 'complete'", $1, $2) },
    card(
      WorkOnApplications.roles, "/desk/applications?state=submitted&consent=girl&sort=submitted",
      DeskPromise(days: 7, .whyGuardian), Phrase.waitForGuardian
    ) { try $0.wait("state = 'submitted' AND consent = 'girl'", $1, $2) },
    PaperDesk.card,
    card(MessageApplicants.roles, "/desk/messages", DeskPromise(days: 2, .whySecond), Phrase.waitForSecond) {
      try $0.draftsWaiting($1, $2)
    },
    card(
      WorkOnApplications.roles, "/desk/duplicates", DeskPromise(days: nil, .whyDuplicates), isBeforeResults: true,
      Phrase.waitAsDuplicates
    ) { try $0.duplicatesWaiting($1, regions: $2) },
    // Of every cycle: who is at the school keeps her consents through the years of the school.
    DeskCard(
      roles: WorkOnApplications.roles, link: "/desk/consents",
      count: .ofHouse { tx, scopes, _ in try tx.dueCount(DueView(reach: scopes)) }, promise: DeskPromise(days: nil, .whyDue),
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
    _ roles: Set<Role>, _ link: Link, _ promise: DeskPromise, isBeforeResults: Bool = false,
    _ title: @escaping @Sendable (Int) -> Phrase,
    _ wait: @escaping @Sendable (Transaction, ID<Cycle>, [String]?) throws -> DeskWait
  ) -> DeskCard {
    DeskCard(
      roles: roles, readers: link.text.hasPrefix("/desk/applications") ? ReadApplications.roles : [], link: link,
      count: .inCycle { tx, cycle, scopes, _ in try wait(tx, cycle.id, scopes.regions(in: cycle.id)) }, promise: promise,
      isBeforeResults: isBeforeResults, title: title)
  }

  /// What was given to whoever looks.
  private static func mine(
    _ link: Link, _ promise: DeskPromise, _ title: @escaping @Sendable (Int) -> Phrase, _ what: SQL
  ) -> DeskCard {
    DeskCard(
      roles: WorkOnApplications.roles, link: link,
      count: .ofReader { tx, cycle, scopes, reader, _ in
        try tx.wait("\(what) AND assigned_to = \(reader)", cycle.id, scopes.regions(in: cycle.id))
      }, promise: promise, title: title)
  }
}

extension Transaction {
  fileprivate func wait(_ what: SQL, _ cycle: ID<Cycle>, _ regions: [String]?) throws -> DeskWait {
    let reach: SQL = regions.map { "AND region IN (\(list: $0))" } ?? ""
    return try DeskWait(
      row: try row(
        "SELECT count(*) AS n, min(submitted_at) AS oldest FROM application WHERE cycle_id = \(cycle) AND \(what) \(reach)"))
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
  static func yoursWaitForCheck(_ n: Int) -> Phrase {
    Phrase(
      kk: "сізге тапсырылған өтінім тексеруді күтіп тұр",
      ru: plural(
        n, one: "ваша заявка ждёт проверки", few: "ваши заявки ждут проверки", many: "ваших заявок ждут проверки"),
      en: plural(n, one: "application of yours waits to be checked", other: "applications of yours wait to be checked"))
  }
  static func yoursWaitForGuardian(_ n: Int) -> Phrase {
    Phrase(
      kk: "сізге тапсырылған өтінім ата-ана келісімін күтіп тұр",
      ru: plural(
        n, one: "ваша заявка без согласия родителя", few: "ваши заявки без согласия родителя",
        many: "ваших заявок без согласия родителя"),
      en: plural(
        n, one: "application of yours without a guardian's consent", other: "applications of yours without a guardian's consent"))
  }
  static func assignedToNobodyNow(_ n: Int) -> Phrase {
    Phrase(
      kk: "өтінім жауаптысыз қалды",
      ru: plural(
        n, one: "заявка осталась без того, кто её ведёт", few: "заявки остались без того, кто их ведёт",
        many: "заявок осталось без того, кто их ведёт"),
      en: plural(n, one: "application has lost its person", other: "applications have lost their person"))
  }
  static let whyLost = Phrase(
    kk: "жауапты болған адам олармен енді жұмыс істей алмайды: басқа біреуге тапсыру керек",
    ru: "у кого они были, с ними больше не работает: передать другому",
    en: "whoever had them can no longer work on them: assign them to somebody else")
  static func waitForGuardian(_ n: Int) -> Phrase {
    Phrase(
      kk: "өтінім ата-ана келісімін күтіп тұр",
      ru: plural(
        n, one: "заявка без согласия родителя", few: "заявки без согласия родителя", many: "заявок без согласия родителя"),
      en: plural(n, one: "application without a guardian's consent", other: "applications without a guardian's consent"))
  }
  static let whyCheck = Phrase(
    kk: "тексерілмейінше өтінім іріктеуге жіберілмейді", ru: "без проверки заявка не попадёт в отбор",
    en: "until it is checked the application does not go on to the selection")
  static let whyGuardian = Phrase(
    kk: "заңды өкілге қоңырау шалу не сілтемені қайта жіберу керек",
    ru: "позвонить представителю или отправить ссылку ещё раз", en: "call the guardian or send the link again")
  static let whySecond = Phrase(
    kk: "екінші адам растамайынша ешкімге жіберілмейді", ru: "без второго человека никому не уйдёт",
    en: "nothing goes out before a second person confirms")
  static let whyDuplicates = Phrase(
    kk: "іріктеуге дейін салыстыру керек", ru: "сравнить до отбора", en: "compare them before the selection")
  static let whyDue = Phrase(
    kk: "мәтін өзгерді немесе қатысушы 18 жасқа толды: бұған әлі жауап берілмеген",
    ru: "изменился текст или исполнилось 18 лет: об этом ещё не спрашивали или нет ответа",
    en: "the text has changed or somebody has come of age: this has not been asked or answered yet")
  static func waitAsDuplicates(_ n: Int) -> Phrase {
    Phrase(
      kk: "қайталануы мүмкін өтінім жұбы",
      ru: plural(n, one: "возможный дубликат", few: "возможных дубликата", many: "возможных дубликатов"),
      en: plural(n, one: "possible duplicate", other: "possible duplicates"))
  }
}
