import Courses
import Exercises
import Programme
import Security
import Storage
import Words

extension Transaction {
  /// What tests of erasure find of a girl: a sheet of hers with an answer that an adult typed in from it.
  func leaveSheet(of learner: Learner, _ shelved: ShelvedCourse, _ subject: Rehearsal.Subject, _ house: House) throws {
    let cohort: ID<Cohort>? = try value("SELECT id FROM study_cohort ORDER BY created_at, id LIMIT 1")
    guard let cohort, let lesson = shelved.course.lessons.first,
      let found = shelved.read.onPaper(.lesson(lesson.key)).taken.first, let answer = Answer(["a": subject.words])
    else { return }
    let (now, group, sheet) = (house.outside.now(), house.outside.id(of: Group.self), house.outside.id(of: PaperSheet.self))
    let code = Code.fresh(groups: 2, checked: true, random: house.outside.random).letters
    try run(
      """
      INSERT INTO study_group (id, cohort_id, number, language, region, state, created_at)
      VALUES (\(group), \(cohort), (SELECT COALESCE(max(number), 0) + 1 FROM study_group WHERE cohort_id = \(cohort)), 'kk',
        '630000000', \(Group.State.closed), \(now))
      """)
    try run(
      """
      INSERT INTO study_sheet (id, group_id, course, part, edition_id, exercises, made_at)
      VALUES (\(sheet), \(group), \(shelved.key), \(PaperPart.lesson(lesson.key).text), \(shelved.open.edition),
        \(found.exercise.key), \(now))
      """)
    try run(
      """
      INSERT INTO study_sheet_girl (code, sheet_id, learner, variants)
      VALUES (\(code), \(sheet), \(learner.number), \("\(found.exercise.key):1"))
      """)
    let event = StudyEvent(
      id: house.outside.id(), .attempt, about: "\(shelved.key)/\(found.exercise.key)/1", at: house.outside.now(),
      body: AttemptBody(answer, isFirst: true, hints: 0).text)
    try keep([event], of: learner, subject.safe, in: [shelved], from: (code, learner.person), house)
  }
}
