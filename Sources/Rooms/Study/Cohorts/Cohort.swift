import Programme
import Storage
import Words

/// Those who learn together: girls of one intake, the courses they take, and from when to when. The open track has one for each intake,
/// with no days and no groups.
struct Cohort: Sendable {
  let id: ID<Cohort>
  let cycle: ID<Cycle>
  let track: Learner.Track
  /// The coordinator's word for it; empty where the intake's name is enough.
  let title: String
  /// KATO codes; those of the intake where none are named.
  let regions: [String]
  let days: Span?
  /// Keys, in the order in which they are learnt.
  let courses: [String]

  struct Span: Sendable, Hashable {
    let first: Day
    let last: Day
  }

  /// As the form gives it.
  struct Said: Sendable {
    let title: String
    let regions: [String]
    let days: Span
    let courses: [String]
  }
}

/// Where a girl of a cohort lives and goes to school, as Selection knows her.
struct CohortGirl: Sendable {
  let learner: Int
  let person: ID<Person>
  let name: PersonName?
  let grade: Int?
  let teachingLanguage: String?
  let region: String?
  let district: String?
  let place: String?
  /// The group she is in now.
  let group: ID<Group>?
  /// Where the draft has her; nil for none, and `isDrafted` tells whether the draft knows her.
  let drafted: ID<Group>?
  let isDrafted: Bool

  /// Where she would be if the draft were let go.
  var next: ID<Group>? { isDrafted ? drafted : group }
}

extension Transaction {
  /// Of these intakes, the newest first.
  func cohorts(of cycle: ID<Cycle>) throws -> [Cohort] {
    try cohorts(where: "cycle_id = \(cycle) AND track = 'chosen'")
  }

  /// Throws `Refusal.missing`.
  func cohort(_ id: ID<Cohort>) throws -> Cohort {
    guard let cohort = try cohorts(where: "id = \(id) AND track = 'chosen'").first else { throw Refusal.missing }
    return cohort
  }

  private func cohorts(where condition: SQL) throws -> [Cohort] {
    let courses = try Dictionary(
      grouping: rows(
        """
        SELECT cohort_id, course FROM study_cohort_course
        WHERE cohort_id IN (SELECT id FROM study_cohort WHERE \(condition)) ORDER BY cohort_id, position
        """
      ) { (cohort: try $0["cohort_id"] as ID<Cohort>, course: try $0["course"] as String) }, by: \.cohort)
    return try rows(
      """
      SELECT id, cycle_id, track, title, regions, starts_at, ends_at FROM study_cohort WHERE \(condition)
      ORDER BY created_at DESC, id DESC LIMIT 100
      """
    ) { row in
      let id: ID<Cohort> = try row["id"]
      let regions: String = try row["regions"]
      let (starts, ends): (Moment?, Moment?) = (try row["starts_at"], try row["ends_at"])
      return Cohort(
        id: id, cycle: try row["cycle_id"], track: try row["track"], title: try row["title"],
        regions: regions.split(separator: " ").map(String.init),
        days: starts.flatMap { starts in
          ends.map { Cohort.Span(first: starts.day(), last: $0.adding(milliseconds: -1).day()) }
        },
        courses: (courses[id] ?? []).map(\.course))
    }
  }

  func addCohort(_ said: Cohort.Said, of cycle: ID<Cycle>, by actor: Actor, _ house: House) throws -> ID<Cohort> {
    let id: ID<Cohort> = house.outside.id()
    try run(
      """
      INSERT INTO study_cohort (id, cycle_id, track, created_at, title, regions, starts_at, ends_at)
      VALUES (\(id), \(cycle), \(Learner.Track.chosen), \(house.outside.now()), \(said.title),
        \(said.regions.joined(separator: " ")), \(said.days.first.start()), \(said.days.last.end()))
      """)
    try setCourses(said.courses, of: id)
    try record(.cohortMade, id.text, "courses=\(said.courses.count)", by: actor.text, house)
    return id
  }

  func change(_ cohort: ID<Cohort>, to said: Cohort.Said, by actor: Actor, _ house: House) throws {
    try run(
      """
      UPDATE study_cohort SET title = \(said.title), regions = \(said.regions.joined(separator: " ")),
        starts_at = \(said.days.first.start()), ends_at = \(said.days.last.end()) WHERE id = \(cohort)
      """)
    try setCourses(said.courses, of: cohort)
    try record(.cohortChanged, cohort.text, "courses=\(said.courses.count)", by: actor.text, house)
  }

  /// What a learner's cohorts learn, in order.
  func courses(of learner: Learner) throws -> [String] {
    try rows(
      """
      SELECT course FROM study_enrolment JOIN study_cohort ON study_cohort.id = study_enrolment.cohort_id
      JOIN study_cohort_course ON study_cohort_course.cohort_id = study_cohort.id
      WHERE learner = \(learner.number) AND until IS NULL ORDER BY created_at DESC, position LIMIT 100
      """
    ) { try $0[0] }
  }

  private func setCourses(_ courses: [String], of cohort: ID<Cohort>) throws {
    try run("DELETE FROM study_cohort_course WHERE cohort_id = \(cohort)")
    for (position, course) in courses.enumerated() {
      try run("INSERT INTO study_cohort_course (cohort_id, course, position) VALUES (\(cohort), \(course), \(position))")
    }
  }
}

// MARK: - Who is in it

extension Transaction {
  /// Those who accepted a place within reach and are in no cohort of the intake yet.
  func placesWaiting(_ cycle: ID<Cycle>, _ reach: [Scope]) throws -> DeskWait {
    try DeskWait(
      row: try row("SELECT count(*) AS n, min(accepted_at) AS oldest FROM \(waiting(cycle)) AND \(Self.within(reach))"))
  }

  private static func within(_ reach: [Scope]) -> SQL {
    reach.condition(ScopeColumns(cycle: "study_place.cycle_id", region: "study_place.region"))
  }

  private func waiting(_ cycle: ID<Cycle>) -> SQL {
    """
    study_place WHERE study_place.cycle_id = \(cycle) AND NOT has_left AND NOT EXISTS (
      SELECT 1 FROM study_learner JOIN study_enrolment ON learner = number AND until IS NULL
      JOIN study_cohort ON study_cohort.id = cohort_id AND track = 'chosen'
      WHERE study_learner.person_id = study_place.person_id AND study_cohort.cycle_id = \(cycle))
    """
  }

  /// Who would be taken into this cohort, and how many.
  func placesWaiting(for cohort: Cohort, _ reach: [Scope]) throws -> [ID<Person>] {
    let regions: SQL = cohort.regions.isEmpty ? "1 = 1" : "region IN (\(list: cohort.regions))"
    return try rows(
      """
      SELECT person_id FROM \(waiting(cohort.cycle)) AND \(regions) AND \(Self.within(reach))
      ORDER BY accepted_at, person_id LIMIT 2000
      """
    ) { try $0[0] }
  }

  /// Takes in whoever accepted a place and is in no cohort yet. Returns how many.
  func takeIn(_ cohort: Cohort, _ reach: [Scope], by actor: Actor, _ house: House) throws -> Int {
    let people = try placesWaiting(for: cohort, reach)
    for person in people {
      let number = try number(of: person, house)
      try run(
        """
        INSERT INTO study_enrolment (learner, cohort_id, since) VALUES (\(number), \(cohort.id), \(house.outside.now()))
        ON CONFLICT (learner, cohort_id) DO UPDATE SET until = NULL, end_reason = NULL
        """)
      try record(.studyBegun, person.text, "track=chosen", by: actor.text, house)
    }
    if !people.isEmpty { try record(.cohortJoined, cohort.id.text, "girls=\(people.count)", by: actor.text, house) }
    return people.count
  }

  /// The girls of a cohort within reach with their names, in the order of their homes.
  func girls(of cohort: Cohort, _ reach: [Scope], _ vault: Vault) throws -> [CohortGirl] {
    try rows(
      """
      SELECT study_learner.number, study_learner.person_id, grade, teaching_language, region, district, place, wrapped, sealed,
        (SELECT group_id FROM study_member JOIN study_group ON study_group.id = group_id
          WHERE study_member.learner = study_learner.number AND study_member.until IS NULL AND study_group.cohort_id = \(cohort.id)
          LIMIT 1) AS group_id,
        study_draft.group_id AS drafted, study_draft.learner IS NOT NULL AS is_drafted
      FROM study_enrolment JOIN study_learner ON study_learner.number = study_enrolment.learner
      JOIN study_place ON study_place.person_id = study_learner.person_id AND study_place.cycle_id = \(cohort.cycle)
      LEFT JOIN study_draft ON study_draft.cohort_id = \(cohort.id) AND study_draft.learner = study_learner.number
      LEFT JOIN person_key ON person_key.person_id = study_learner.person_id
      LEFT JOIN person_detail ON person_detail.person_id = study_learner.person_id AND person_detail.kind = \(Detail.name)
      WHERE study_enrolment.cohort_id = \(cohort.id) AND study_enrolment.until IS NULL AND \(Self.within(reach))
      ORDER BY region, district, place, study_learner.number LIMIT 2000
      """
    ) { row in
      CohortGirl(
        learner: try row["number"], person: try row["person_id"], name: try name(row, vault), grade: try row["grade"],
        teachingLanguage: try row["teaching_language"], region: try row["region"], district: try row["district"],
        place: try row["place"], group: try row["group_id"], drafted: try row["drafted"], isDrafted: try row["is_drafted"])
    }
  }
}

/// Whoever gave her place back, or left, is enrolled no longer; what she learnt stays hers.
enum PlacesGivenBack {
  private static let chunk = 200

  static let job = Job(name: "places given back", .placesGivenBack, every: .seconds(300)) { house in
    while try await house.database.write({ try $0.endEnrolments(chunk, house) }) == chunk {}
  }
}

extension Transaction {
  fileprivate func endEnrolments(_ most: Int, _ house: House) throws -> Int {
    let gone = try rows(
      """
      SELECT learner, cohort_id, person_id FROM study_enrolment JOIN study_cohort ON study_cohort.id = cohort_id
      JOIN study_learner ON number = learner
      WHERE track = 'chosen' AND until IS NULL AND NOT EXISTS (
        SELECT 1 FROM study_place WHERE study_place.person_id = study_learner.person_id
          AND study_place.cycle_id = study_cohort.cycle_id AND NOT has_left)
      ORDER BY learner LIMIT \(most)
      """
    ) { (try $0["learner"] as Int, try $0["cohort_id"] as ID<Cohort>, try $0["person_id"] as ID<Person>) }
    let now = house.outside.now()
    for (learner, cohort, person) in gone {
      try run(
        """
        UPDATE study_enrolment SET until = \(now), end_reason = 'left' WHERE learner = \(learner) AND cohort_id = \(cohort)
        """)
      try run(
        """
        UPDATE study_member SET until = \(now) WHERE learner = \(learner) AND until IS NULL
          AND group_id IN (SELECT id FROM study_group WHERE cohort_id = \(cohort))
        """)
      try run("DELETE FROM study_draft WHERE learner = \(learner) AND cohort_id = \(cohort)")
      try record(.studyEnded, person.text, "place given back", by: "house", house)
    }
    return gone.count
  }
}

extension Phrase {
  static let placesGivenBack = Phrase(
    kk: "Орнын қайтарғандар оқу тобынан шығады", ru: "Кто вернул место, выходит из учебной группы",
    en: "Whoever gave a place back leaves the cohort")
}
