import Exchange
import Markup
package import Programme
import Storage
import Words

/// The school: its courses, which anybody may read, and the learning of those who take part.
///
/// It reads `study_place` and `study_open_place`, the windows of Selection.
package enum Study {
  package static let room = Room(
    name: "study", migrations: StudyMigrations.all, routes: courses + hers + certificates, menu: [certificatesMenu],
    desk: [CertificateDesk.card], windows: [StudyMigrations.certificateWindow], keptByAnybody: ["/courses", "/c"],
    journals: [StudyJournal.keeper], letters: [.certificateIssued, .certificateRevoked],
    acts: [.studyBegun, .certificateProposed, .certificateIssued, .certificateDropped, .certificateRevoked],
    hears: [Hearer(ConsentAnswered.self) { answered, tx, house in try tx.followConsent(answered, house) }],
    home: [HomePart { try StudyHome.section($0, $1, $2) }],
    signposts: [HomeLink(.coursesTitle, "/courses"), HomeLink(.certificateCheck, "/c")],
    personalData: [CertificateData.personalData, StudyData.personalData],
    jobs: [UnplacedEvents.job], prepare: { try ShippedCourses.bring($0, $1) }, rehearsal: rehearsal)

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
    .may(OwnStudy.self, .post, "/study/enrolment") { try await TodayPage.begin($0, $1) },
    .may(OwnStudy.self, .post, "/study/attempts") { try await AttemptForm.take($0, $1) },
    .may(OwnStudy.self, .post, "/study/lessons") { try await AttemptForm.finish($0, $1) },
    .may(OwnStudy.self, .get, "/study/progress") { try await ProgressPage.show($0, $1) },
  ]
}
