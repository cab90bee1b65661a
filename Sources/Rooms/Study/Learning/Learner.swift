import Programme
import Storage
import Words

/// Somebody who learns. Being one is a row, no role: a girl stays an applicant.
struct Learner: Sendable {
  /// By which the tables of events know her.
  let number: Int
  let person: ID<Person>
  /// By which her phones know whose events they hold.
  let tag: ID<Learner>
  /// Of her variants, so that neighbours differ.
  let seed: Int
  let track: Track

  /// `chosen`: with a group, by an accepted place. `open`: by herself.
  enum Track: String, Sendable, Bindable, Readable {
    case chosen, open
  }
}

enum LearningDoor {
  case begun
  /// She may begin, and so many courses are there.
  case open(courses: Int)
}

extension Learner {
  fileprivate init(row: Row) throws {
    number = try row["number"]
    person = try row["person_id"]
    tag = try row["tag"]
    seed = try row["seed"]
    track = try row["track"]
  }
}

extension Transaction {
  /// With what she is enrolled in now; a place goes before the open track.
  func learner(of person: ID<Person>) throws -> Learner? {
    try row(
      """
      SELECT number, person_id, tag, seed, track FROM study_learner
      JOIN study_enrolment ON study_enrolment.learner = number AND until IS NULL
      JOIN study_cohort ON study_cohort.id = cohort_id WHERE person_id = \(person) ORDER BY track, since LIMIT 1
      """
    ).map(Learner.init(row:))
  }

  /// What her first page says of the school, in one question; nil: nothing.
  func learningDoor(of person: ID<Person>) throws -> LearningDoor? {
    let row = try row(
      """
      SELECT (SELECT count(*) FROM study_learner JOIN study_enrolment ON learner = number AND until IS NULL
          WHERE person_id = \(person)) AS enrolments,
        (SELECT count(*) FROM study_open_place WHERE person_id = \(person)) AS places,
        (SELECT count(DISTINCT edition.key) FROM study_course JOIN edition ON edition.id = edition_id) AS courses
      """)
    guard let row else { return nil }
    let (enrolments, places, courses): (Int, Int, Int) = (try row["enrolments"], try row["places"], try row["courses"])
    if enrolments > 0 { return .begun }
    return places > 0 && courses > 0 ? .open(courses: courses) : nil
  }

  /// The intake whose open courses are for her now; nil where she may not take part, or has a place.
  func openCycle(of person: ID<Person>) throws -> ID<Cycle>? {
    try value("SELECT cycle_id FROM study_open_place WHERE person_id = \(person) ORDER BY cycle_id DESC LIMIT 1")
  }

  /// Enrols her on the open track of an intake; once.
  func enrolOpenly(_ person: ID<Person>, _ cycle: ID<Cycle>, _ house: House) throws {
    let (number, cohort) = (try number(of: person, house), try openCohort(of: cycle, house))
    let added = try run(
      """
      INSERT INTO study_enrolment (learner, cohort_id, since) VALUES (\(number), \(cohort), \(house.outside.now()))
      ON CONFLICT (learner, cohort_id) DO NOTHING
      """)
    if added > 0 { try record(.studyBegun, person.text, "track=open", by: Actor(person: person, role: .applicant).text, house) }
  }

  private func openCohort(of cycle: ID<Cycle>, _ house: House) throws -> ID<Cohort> {
    if let known: ID<Cohort> = try value(
      "SELECT id FROM study_cohort WHERE cycle_id = \(cycle) AND track = 'open'")
    {
      return known
    }
    let id: ID<Cohort> = house.outside.id()
    try run(
      """
      INSERT INTO study_cohort (id, cycle_id, track, created_at)
      VALUES (\(id), \(cycle), \(Learner.Track.open), \(house.outside.now()))
      """)
    return id
  }

  /// By which the large tables know her; whoever has none gets the next.
  func number(of person: ID<Person>, _ house: House) throws -> Int {
    if let known: Int = try value("SELECT number FROM study_learner WHERE person_id = \(person)") { return known }
    let number: Int = (try value("SELECT max(number) FROM study_learner") ?? 0) + 1
    let seed = house.outside.random(2).reduce(0) { $0 << 8 | Int($1) }
    try run(
      """
      INSERT INTO study_learner (number, person_id, tag, seed)
      VALUES (\(number), \(person), \(house.outside.id(of: Learner.self)), \(seed))
      """)
    return number
  }
}
