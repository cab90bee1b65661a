import Foundation
import HouseKit
import Programme
import Storage
import Words

/// A group of thirty girls with fifty-two assignments, all handed in and marked, beside the lessons of one course and presence: sixty columns.
func gradebookBench(_ kit: HouseKit) async throws {
  let group = try await fill(kit)
  var coordinator = try await kit.staff(.coordinator)
  try await time("gradebook", "/desk/groups/\(group)/gradebook", of: &coordinator)
  let rows = coordinator.page.components(separatedBy: "<tr><th scope=\"row\">").count - 1
  let cells = coordinator.page.components(separatedBy: "<td>").count - 1
  print("  \(rows) girls, \(cells) cells, \(coordinator.page.utf8.count / 1000) kB")
}

/// A group with its girls, their lessons, work, marks and presence. Returns its id.
private func fill(_ kit: HouseKit) async throws -> String {
  let house = kit.house
  let (girls, assignments) = (30, 52)
  return try await house.database.write { tx in
    guard let cycle = try tx.cycles().first else { throw Refusal.missing }
    let now = house.outside.now()
    let id = { house.outside.id(of: Int.self).text }
    let (cohort, group, meeting, hand) = (id(), id(), id(), try tx.addPerson(language: .kk, house).person)
    try tx.run("INSERT INTO study_cohort (id, cycle_id, track, created_at) VALUES (\(cohort), \(cycle.id), 'chosen', \(now))")
    try tx.run("INSERT INTO study_cohort_course (cohort_id, course, position) VALUES (\(cohort), 'physics-measurement', 0)")
    try tx.run(
      """
      INSERT INTO study_group (id, cohort_id, number, language, region, state, created_at)
      VALUES (\(group), \(cohort), 1, 'kk', \(house.programme.regions[0]), 'open', \(now))
      """)
    try tx.run(
      """
      INSERT INTO study_meeting (id, group_id, starts_at, ends_at, place, state, changed_at)
      VALUES (\(meeting), \(group), \(now), \(now.adding(minutes: 90)), '12', 'held', \(now))
      """)
    let given = try (0..<assignments).map { number in
      let assignment = id()
      try tx.run(
        """
        INSERT INTO study_assignment (id, group_id, course, exercise, due_at, given_at)
        VALUES (\(assignment), \(group), 'physics-measurement', \("work-\(number)"), \(now), \(now))
        """)
      return assignment
    }
    for girl in 1...girls {
      let name = PersonName(surname: "Үлгіова", given: "Сынақ\(girl)")
      let person = try tx.addPerson([.name(name)], language: .kk, house).person
      try tx.run("INSERT INTO study_learner (tag, number, person_id, seed) VALUES (\(id()), \(girl), \(person), \(girl))")
      try tx.run("INSERT INTO study_member (group_id, learner, since) VALUES (\(group), \(girl), \(now))")
      try tx.run(
        """
        INSERT INTO study_presence (meeting_id, learner, mark, differs, proof, basis)
        VALUES (\(meeting), \(girl), 'came', \(false), 'said', '')
        """)
      for lesson in ["01-what-is-measuring", "02-how-sure", "03-free-fall"] {
        try tx.run(
          "INSERT INTO study_lesson (learner, lesson, finished_at) VALUES (\(girl), \("physics-measurement/\(lesson)"), \(now))")
      }
      for assignment in given {
        let work = id()
        try tx.run(
          """
          INSERT INTO study_hand_in (id, assignment_id, learner, number, changed_at, handed_at, wants_second)
          VALUES (\(work), \(assignment), \(girl), 1, \(now), \(now), \(false))
          """)
        try tx.run(
          """
          INSERT INTO study_mark (id, hand_in_id, assignment_id, learner, hand, way, levels, may_again, at, counts)
          VALUES (\(id()), \(work), \(assignment), \(girl), \(hand), 'first', 'table:3/3 result:2/3 reason:1/3', \(false), \(now),
            \(true))
          """)
      }
    }
    return group
  }
}
