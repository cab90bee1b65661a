import Exchange
import Intake
import Markup
package import Programme
import Storage
import Words

/// The school: its courses, which anybody may read, and the learning of those who take part.
///
/// It reads `study_place` and `study_open_place`, the windows of Selection.
package enum Study {
  package static let room = Room(
    name: "study", migrations: StudyMigrations.all,
    parts: [ProgrammePart.holidays, ProgrammePart.board, ProgrammePart.support, ProgrammePart.projects],
    routes: courses + hers + desk + certificates + assignments + checks + paper + board + support + publishing + projects
      + intakeRoutes(RunCohort.self, MeetingIntake()),
    menu: [
      MenuEntry(title: .cohortsTitle, link: "/desk/cohorts", roles: SeeCohort.roles),
      MenuEntry(title: .yourGroups, link: "/desk/groups", roles: [.trainer, .mentor]), markingMenu, certificatesMenu,
      PublishingPages.menu,
    ] + projectMenus,
    desk: CohortCards.all + MarkingCards.all + [CheckCards.room, CertificateDesk.card, PublishingPages.card] + boardCards
      + supportCards + ProjectCards.all + [ExhibitionDesk.wishes, ExhibitionDesk.card],
    windows: [StudyMigrations.certificateWindow, StudyMigrations.learntColumns] + StudyMigrations.checkWindows + StudyWindows.all
      + ResultWindows.all,
    shells: [StudyShell.shell], keptByAnybody: ["/courses", "/c", "/rolls"],
    journals: [StudyJournal.keeper, CheckJournal.keeper, WorkJournal.keeper],
    sealedLanes: [KeptRolls.lane, StudyParcels.lane],
    letters: [.feedbackWaits, .exhibitNews, .meetingChanged, .groupOpened, .certificateIssued, .certificateRevoked],
    acts: acts + assignmentActs + paperActs + boardActs + supportActs + projectActs,
    hears: [
      Hearer(ConsentAnswered.self) { answered, tx, house in
        try tx.followConsent(answered, house)
        try tx.followProjects(answered, house)
      }
    ],
    home: [HomePart { try StudyHome.section($0, $1, $2) }],
    signposts: [
      HomeLink(.coursesTitle, "/courses"), HomeLink(.exhibitionTitle, "/exhibition"), HomeLink(.certificateCheck, "/c"),
    ],
    wards: [WardPage.part],
    personalData: [
      BoardData.personalData, SupportData.personalData, CertificateData.personalData, ProjectData.personalData,
      AssignmentData.personalData,
      CheckData.personalData, StudyData.personalData, AdultData.personalData,
    ],
    uploads: [HandInPhotos.point, ProjectPhotos.point], holds: [BoardData.hold],
    jobs: [
      FeedbackDigest.job, OldAnswers.job, VariantCounts.job, UnplacedEvents.job, PlacesGivenBack.job, OldPhotos.job,
      OldDiaryPhotos.job, SupportNight.job,
    ], works: intakeWorks(MeetingIntake()),
    prepare: { try ShippedCourses.bring($0, $1) },
    rehearsal: rehearsal)

  private static let courses: [Route] = [
    .open(.get, "/courses") { try await CoursePages.list($0) },
    .open(.get, "/courses/:course") { try await CoursePages.show($0) },
    .open(.get, "/courses/:course/:lesson") { try await LessonPages.show($0) },
    .open(.get, "/courses/:course/:lesson/exercises.json") { try await LessonPages.exercises($0) },
    .open(.get, "/courses/:course/:lesson/files/:file") { try await CourseFiles.show($0) },
    .open(.get, "/kept/:course/:version/:lang/:lesson") { try await KeptLessons.show($0) },
    .open(.get, "/kept/:course/:version/:lang/:lesson/exercises.json") { try await KeptLessons.exercises($0) },
  ]

  private static let hers: [Route] = [
    .may(OwnStudy.self, .get, "/study") { try await TodayPage.show($0, $1) },
    .may(OwnStudy.self, .get, "/study/practice") { try await PracticePage.show($0, $1) },
    .may(OwnStudy.self, .post, "/study/enrolment") { try await TodayPage.begin($0, $1) },
    .may(OwnStudy.self, .post, "/study/attempts") { try await AttemptForm.take($0, $1) },
    .may(OwnStudy.self, .post, "/study/lessons") { try await AttemptForm.finish($0, $1) },
    .may(OwnStudy.self, .get, "/study/progress") { try await ProgressPage.show($0, $1) },
    .may(OwnStudy.self, .get, "/study/timetable") { try await HerTimetable.show($0, $1) },
    .may(OwnStudy.self, .post, "/study/calendar") { try await HerTimetable.renew($0, $1) },
    .may(OwnStudy.self, .post, "/study/presence") { try await Present.create($0, $1) },
    .may(SeeChildStudy.self, .get, "/consent/study") { try await WardPage.show($0, $1) },
    .open(.get, "/timetable/:token.ics") { try await HerTimetable.calendar($0) },
  ]

  private static let desk: [Route] = [
    .may(SeeCohort.self, .get, "/desk/cohorts") { try await CohortPages.list($0, $1) },
    .may(RunCohort.self, .get, "/desk/cohorts/new") { try await CohortForm.new($0, $1) },
    .may(RunCohort.self, .post, "/desk/cohorts") { try await CohortForm.create($0, $1) },
    .may(SeeCohort.self, .get, "/desk/cohorts/:cohort") { try await CohortPages.show($0, $1) },
    .may(RunCohort.self, .post, "/desk/cohorts/:cohort") { try await CohortForm.update($0, $1) },
    .may(RunCohort.self, .get, "/desk/cohorts/:cohort/edit") { try await CohortForm.edit($0, $1) },
    .may(RunCohort.self, .post, "/desk/cohorts/:cohort/girls") { try await CohortPages.takeIn($0, $1) },
    .may(RunCohort.self, .get, "/desk/cohorts/:cohort/placement") { try await PlacementPages.show($0, $1) },
    .may(RunCohort.self, .post, "/desk/cohorts/:cohort/placement") { try await PlacementPages.update($0, $1) },
    .may(SeeGroup.self, .get, "/desk/groups") { try await GroupPages.list($0, $1) },
    .may(SeeGroup.self, .get, "/desk/groups/:group") { try await GroupPages.show($0, $1) },
    .may(RunCohort.self, .post, "/desk/groups/:group") { try await GroupPages.update($0, $1) },
    .may(RunCohort.self, .post, "/desk/groups/:group/adults") { try await GroupPages.setAdult($0, $1) },
    .may(RunCohort.self, .post, "/desk/groups/:group/opening") { try await GroupPages.open($0, $1) },
    .may(RunCohort.self, .get, "/desk/groups/:group/timetable") { try await TimetablePages.show($0, $1) },
    .ask(RunCohort.self, "/desk/groups/:group/timetable/preview") { try await TimetablePages.preview($0, $1) },
    .may(RunCohort.self, .post, "/desk/groups/:group/timetable") { try await TimetablePages.create($0, $1) },
    .may(RunCohort.self, .get, "/desk/meetings/:meeting") { try await MeetingPages.show($0, $1) },
    .may(RunCohort.self, .post, "/desk/meetings/:meeting") { try await MeetingPages.update($0, $1) },
    .may(BringParcels.self, .get, "/desk/parcels") { try await ParcelPages.show($0, $1) },
    .may(BringParcels.self, .post, "/desk/parcels", bodyLimit: 3 << 20, tooLarge: { try await ParcelPages.tooLarge($0, $1) }) {
      try await ParcelPages.take($0, $1)
    },
    .may(KeepRoll.self, .get, "/desk/groups/:group/kept-rolls") { try await KeptRolls.give($0, $1) },
    .open(.get, "/rolls") { KeptRollPage.show($0) },
    .open(.get, "/rolls/pack.json") { KeptRollPage.pack($0) },
    .may(KeepRoll.self, .get, "/desk/meetings/:meeting/roll") { try await RollPages.show($0, $1) },
    .may(KeepRoll.self, .post, "/desk/meetings/:meeting/roll") { try await RollPages.update($0, $1) },
  ]

  private static let acts: [AuditAct] = [
    .checkEntered, .checkGiven, .checkOpened, .checkPrinted, .checkRoomSaid, .checkSeen, .checkWithdrawn, .gainRun, .gainSeen,
    .answersFolded, .certificateDropped, .certificateIssued, .certificateProposed, .certificateRevoked, .cohortChanged,
    .cohortJoined,
    .cohortMade, .courseDropped, .courseProposed, .coursePublished, .groupAdultEnded, .groupAdultGiven, .groupChanged,
    .groupOpened, .groupSeen,
    .groupsPlaced, .meetingCancelled, .meetingMoved, .meetingNotHeld, .meetingsPlanned, .parcelsBrought, .rollKept, .studyBegun,
    .studyEnded,
  ]
}
