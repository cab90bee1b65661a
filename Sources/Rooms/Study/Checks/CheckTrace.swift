import Courses
import Exercises
import Measurement
import Programme
import Storage
import Words

extension Transaction {
  /// What tests of erasure find of a girl: a check of the open track with an answer in her words, and a run that measured her.
  func leaveCheck(of learner: Learner, _ shelved: ShelvedCourse, _ cycle: ID<Cycle>, _ subject: Rehearsal.Subject, _ house: House)
    throws
  {
    guard let form = shelved.read.checks["pre"]?.form, let answer = Answer(["a": subject.words]),
      let open: ID<Cohort> = try value("SELECT id FROM study_cohort WHERE cycle_id = \(cycle) AND track = 'open'")
    else { return }
    let (now, actor) = (house.outside.now(), Actor(person: learner.person, role: .coordinator))
    let given = try checks(where: "study_check.cohort_id = \(open) AND study_check.group_id IS NULL AND form = 'pre'").first
    if given == nil {
      let wanted = CheckToGive(course: shelved, form: form, window: .days(now.day(), now.day()))
      try give(wanted, toAllOf: open, now.day(), now.day(), by: actor, house)
    }
    guard let check = try checks(where: "study_check.cohort_id = \(open) AND study_check.group_id IS NULL AND form = 'pre'").first
    else { return }
    let found = try read(check)
    _ = try self.open(check, learner, house)
    try keep([form.items[0]: answer], of: found, learner, subject.safe, from: .phone, handIn: true, house)
    let run: ID<GainRun> = house.outside.id()
    try self.run(
      """
      INSERT INTO study_gain_run (id, cohort_id, course, made_at, scale, certificate)
      VALUES (\(run), \(open), \(shelved.key), \(now), \(Gain.Scale.points.rawValue), '{}')
      """)
    try self.run(
      """
      INSERT INTO study_measure (run_id, learner, first_value, change)
      VALUES (\(run), \(learner.number), \(0.5), \(Change.none.rawValue))
      """)
  }
}
