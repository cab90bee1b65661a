import Exchange
import Intake
import Markup
package import Programme
import Storage
import Words

/// The competitive selection: policy, evidence, runs, publication, offers and appeals.
///
/// It reads `selection_candidate`, the window of Applications.
package enum Selection {
  package static let room = Room(
    name: "selection", migrations: SelectionMigrations.all, parts: [ProgrammePart.policy],
    routes: open + hers + desk + intakeRoutes(ImportEvidence.self, EvidenceIntake()) + appeals,
    menu: [
      MenuEntry(title: .selectionTitle, link: "/desk/selection", roles: ReadSelection.roles),
      MenuEntry(title: .secondMark, link: "/desk/marks", roles: [.reviewer]),
    ],
    desk: [
      DeskCard(
        roles: HandleAppeals.roles, link: "/desk/appeals",
        count: .ofCycle { tx, cycle, _, _ in try tx.openAppealCount(cycle.id) }, promise: DeskPromise(days: 7, .whyAppeals),
        title: Phrase.appealsWait),
      MarkPages.deskCard, Releasing.card,
    ],
    windows: windows, letters: letters, acts: acts,
    signposts: [HomeLink(.howSelected, "/selection"), HomeLink(.resultsTitle, "/results")],
    journey: [JourneyPart { tx, house, person, cycle in try tx.resultStep(of: person, cycle, at: house.outside.now()) }],
    wards: [WardLink(.resultStep, "/consent/result")],
    personalData: [personalData], holds: [hold],
    jobs: [Job(name: "waiting list", .waitingListMoves, every: .seconds(30)) { try await Cascade.run($0) }, EvidenceTaken.job],
    works: [ResultLetters.kind] + intakeWorks(EvidenceIntake()),
    appealsEnd: { tx, cycle in try tx.release(cycle.id)?.appealsUntil?.end() }, placement: { try placement($0, $1, $2) },
    rehearsal: rehearsal)

  private static let windows = [
    Window(
      "study_place",
      columns: [
        "application_id", "person_id", "cycle_id", "region", "district", "place", "school_id", "grade", "teaching_language",
        "accepted_at", "has_left",
      ],
      says: "Everybody who accepted a place, and since when; whoever gave it back is not there any more."),
    Window(
      "study_open_place",
      columns: [
        "application_id", "person_id", "cycle_id", "region", "district", "place", "school_id", "grade", "teaching_language",
      ],
      says: "Everybody who may take part (selection_candidate) and has accepted no place: the open courses are for her."),
  ]

  private static let letters: [LetterText] = [
    .result, .wardResult, .place, .wardPlace, .placeAccepted, .placeGivenUp, .wardAcceptedPlace, .wardGaveUpPlace,
  ]

  private static let open: [Route] = [
    .open(.get, "/selection") { try await PolicyPages.publicPage($0) },
    .open(.get, "/results") { try await Releasing.results($0) },
    .open(.get, "/results/bundles/:number") { try await Releasing.bundle($0) },
  ]

  private static let hers: [Route] = [
    .may(OwnResult.self, .get, "/result") { try await ResultPages.show($0, $1) },
    .may(OwnResult.self, .get, "/result.pdf") { try await ResultPages.pdf($0, $1) },
    .may(OwnResult.self, .get, "/result/acceptance") { try await ResultPages.confirmAcceptance($0, $1) },
    .may(OwnResult.self, .post, "/result/acceptance") { try await ResultPages.answer($0, $1, .accepted) },
    .may(OwnResult.self, .get, "/result/decline") { try await ResultPages.confirmDecline($0, $1) },
    .may(OwnResult.self, .post, "/result/decline") { try await ResultPages.answer($0, $1, .declined) },
    .may(OwnResult.self, .get, "/result/return") { try await ResultPages.confirmReturn($0, $1) },
    .may(OwnResult.self, .post, "/result/return") { try await ResultPages.giveBack($0, $1) },
    .may(OwnResult.self, .post, "/result/appeal") { try await AppealPages.create($0, $1) },
    .may(WardResult.self, .get, "/consent/result") { try await ResultPages.ward($0, $1) },
  ]

  private static let desk: [Route] = [
    .may(ReadSelection.self, .get, "/desk/selection") { try await RunPages.home($0, $1) },
    .may(LeadSelection.self, .get, "/desk/selection/policies/new") { try await PolicyPages.new($0, $1) },
    .may(LeadSelection.self, .post, "/desk/selection/policies", bodyLimit: 512 << 10) { try await PolicyPages.create($0, $1) },
    .may(ReadSelection.self, .get, "/desk/selection/policies/:policy") { try await PolicyPages.show($0, $1) },
    .may(LeadSelection.self, .post, "/desk/selection/policies/:policy/announcement") { try await PolicyPages.announce($0, $1) },
    .may(ReadSelection.self, .get, "/desk/selection/comparison") { try await Comparison.show($0, $1) },
    .may(LeadSelection.self, .post, "/desk/selection/runs") { try await RunPages.create($0, $1) },
    .may(ReadSelection.self, .get, "/desk/selection/runs/:run") { try await RunPages.show($0, $1) },
    .may(ReadSelection.self, .get, "/desk/selection/runs/:run/report.pdf") { try await ReportPage.show($0, $1) },
    .may(LeadSelection.self, .post, "/desk/selection/runs/:run/proposal") { try await Releasing.propose($0, $1) },
    .may(LeadSelection.self, .post, "/desk/selection/runs/:run/withdrawal") { try await Releasing.takeBack($0, $1) },
    .may(ReleaseSelection.self, .post, "/desk/selection/runs/:run/release") { try await Releasing.letGo($0, $1) },
  ]

  private static let appeals: [Route] = [
    .may(HandleAppeals.self, .get, "/desk/appeals") { try await AppealPages.list($0, $1) },
    .may(HandleAppeals.self, .get, "/desk/appeals/:appeal") { try await AppealPages.show($0, $1) },
    .may(HandleAppeals.self, .post, "/desk/appeals/:appeal/mark-request") { try await AppealPages.askMark($0, $1) },
    .may(HandleAppeals.self, .post, "/desk/appeals/:appeal/decision") { try await AppealPages.decide($0, $1) },
    .may(GiveSecondMark.self, .get, "/desk/marks") { try await MarkPages.list($0, $1) },
    .may(GiveSecondMark.self, .get, "/desk/marks/:appeal") { try await MarkPages.show($0, $1) },
    .may(GiveSecondMark.self, .post, "/desk/marks/:appeal") { try await MarkPages.create($0, $1) },
  ]
}

extension Phrase {
  static let waitingListMoves = Phrase(
    kk: "Күту тізімінен шақыру", ru: "Приглашения из листа ожидания", en: "Invitations from the waiting list")
  static func appealsWait(_ n: Int) -> Phrase {
    Phrase(
      kk: "апелляция шешім күтіп тұр",
      ru: plural(n, one: "апелляция ждёт решения", few: "апелляции ждут решения", many: "апелляций ждут решения"),
      en: plural(n, one: "appeal waits for a decision", other: "appeals wait for a decision"))
  }
}
