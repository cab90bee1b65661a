import Exchange
import Forms
import Markup
package import Programme
import Storage

/// A girl applies: the form as data, drafts that survive everything, consent, submission; and the coordinator's desk.
package enum Applications {
  package static var room: Room {
    Room(
      name: "applications", migrations: ApplicationMigrations.all, parts: [ProgrammePart.application],
      routes: girl + formRoutes(GirlForm()) + guardian + papers, windows: windows, shells: [shell],
      journals: [AnswerJournal.keeper], letters: letters, acts: acts, hears: [ConsentAnswered.application],
      home: [HomePart { try Status.section($0, $1, $2) }], homecomings: [homecoming],
      personalData: [personalData], uploads: [ApplicationFiles.point], mailingStops: [.applications],
      essay: { tx, house, application, name in try EssayField.essay(application, name, house, in: tx) },
      schoolsNamed: { tx, schools in
        Set(
          try tx.rows(
            "SELECT DISTINCT school_id FROM application WHERE school_id IN (\(list: schools)) ORDER BY school_id"
          ) { try $0[0] as ID<School> })
      },
      prepare: { tx, house in try tx.publish(house.consents, house.programme, at: house.outside.now()) }, rehearsal: rehearsal)
  }

  private static let letters: [LetterText] = [
    .receipt, .consent, .consentAgain, .guardianSaidYes, .guardianSaidNo, .guardianGaveUpPlace, .paperRejected, .ofAge,
    .askedAgain, .pleaseCorrect, .eligible, .refused, .refusedOtherwise, .reopened, .withdrawn, .assigned,
  ]

  /// Applicants, not guardians; a family's phone may lead to several applications.
  private static let homecoming = Homecoming(
    entrance: "/apply",
    owners: { tx, kind, hash in
      try tx.rows(
        """
        SELECT application.person_id, application.code FROM person_hash
        JOIN application ON application.person_id = person_hash.person_id
        WHERE person_hash.kind = \(kind) AND person_hash.hash = \(hash) AND application.state <> 'joined'
        ORDER BY application.started_at DESC LIMIT 20
        """
      ) { Homecoming.Owner(person: try $0[0], label: try $0[1]) }
    },
    knows: { tx, person in try tx.application(of: person) != nil })

  private static let windows = [
    Window(
      "selection_candidate",
      columns: [
        "application_id", "cycle_id", "person_id", "code", "region", "district", "place", "school_id", "grade",
        "teaching_language", "rural", "changed_at", "may_take_part", "has_left", "why_left",
      ],
      says:
        "Every application there ever was, with the traits the selection's rules know; a row never disappears. Whether she may take part now: eligible, both consents given, neither erased nor restricted; and whether she has gone for good, which a restriction alone is not; then why: `erased`, `consent` taken back, else the state of the application."
    ),
    Window(
      "grants_person",
      columns: [
        "person_id", "cycle_id", "code", "region", "place", "rural", "grade", "teaching_language", "school_id", "family_hash",
        "may_take_part", "has_left",
      ],
      says:
        "Every application there ever was, with what a round of grants asks of a girl; a row never disappears. `family_hash` is the keyed hash of what her family's surnames share. Whether she may take part now, and whether she has gone for good, as in selection_candidate."
    ),
    Window(
      "grants_guardian", columns: ["person_id", "cycle_id", "kind", "hash"],
      says:
        "Keyed hashes of the phone and of the family's surname of everybody who was asked to answer for a girl, a row each: for the question whether an officer of a university is her relative. A guardian who was erased has none."
    ),
  ]

  private static var girl: [Route] {
    [
      .open(.get, "/apply") { try await Start.show($0) },
      .open(.post, "/apply") { try await Start.create($0) },
      .open(.get, "/apply/unsent") { Unsent.show($0) },
      .may(OwnApplication.self, .get, "/apply/consent") { try await Assent.show($0, $1) },
      .may(OwnApplication.self, .post, "/apply/consent") { try await Assent.update($0, $1) },
      .may(OwnApplication.self, .get, "/apply/check") { try await Check.show($0, $1) },
      .may(OwnApplication.self, .post, "/apply/submission") { try await Submission.create($0, $1) },
      .may(OwnApplication.self, .get, "/apply/receipt") { try await Receipt.show($0, $1) },
      .may(OwnApplication.self, .get, "/apply/receipt.pdf") { try await Receipt.pdf($0, $1) },
      .may(OwnApplication.self, .get, "/status/withdrawal") { try await Withdrawal.show($0, $1) },
      .may(OwnApplication.self, .post, "/status/withdrawal") { try await Withdrawal.create($0, $1) },
      .may(OwnApplication.self, .get, "/status/guardian") { try await AskAgain.show($0, $1) },
      .may(OwnApplication.self, .post, "/status/guardian") { try await AskAgain.create($0, $1) },
      .may(OwnApplication.self, .post, "/status/guardian-phone") { try await GuardianPhone.update($0, $1) },
      .may(OwnApplication.self, .post, "/status/paper-form") { try await PaperForm.create($0, $1) },
      .may(
        OwnApplication.self, .post, "/status/paper", bodyLimit: 9 << 20,
        tooLarge: { try await PaperForm.tooLarge($0, $1) }
      ) { try await PaperForm.upload($0, $1) },
    ]
  }

  private static let guardian: [Route] = [
    .open(.get, "/consent") { try await GuardianPages.show($0) },
    .open(.get, "/consent/link/:token") { try await GuardianPages.open($0) },
    .open(.post, "/consent/code") { try await GuardianPages.code($0) },
    .may(AnswerForChild.self, .post, "/consent") { try await GuardianPages.update($0, $1) },
    .may(AnswerForChild.self, .get, "/consent/withdrawal") { try await GuardianPages.confirmWithdrawal($0, $1) },
    .may(AnswerForChild.self, .post, "/consent/withdrawal") { try await GuardianPages.withdraw($0, $1) },
  ]

  private static let papers: [Route] = [
    .may(ApprovePaperConsent.self, .get, "/desk/papers") { try await PaperDesk.list($0, $1) },
    .may(ApprovePaperConsent.self, .get, "/desk/papers/:id") { try await PaperDesk.show($0, $1) },
    .may(ApprovePaperConsent.self, .get, "/desk/papers/:id/photo") { try await PaperDesk.photo($0, $1) },
    .may(ApprovePaperConsent.self, .post, "/desk/papers/:id") { try await PaperDesk.decide($0, $1) },
  ]
}
