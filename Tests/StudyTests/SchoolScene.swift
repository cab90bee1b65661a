import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// A cohort of nine girls in one group, for the tests of what goes on in it.
struct SchoolScene {
  let kit: HouseKit
  let girls: [ID<Person>]
  var desk: Browser
  var group = ""
  var trainers: [Browser] = []
  var people: [ID<Person>] = []

  init(
    _ kind: EngineKind, homes: [HouseKit.Home] = [HouseKit.Home](repeating: HouseKit.Home(), count: 9)
  ) async throws {
    kit = try await Pupil.house(kind)
    girls = try await kit.admitted(homes)
    desk = try await kit.staff(.coordinator, .everything, .en)
    let house = kit.house
    let girls = girls
    let id = try await house.database.write { tx in
      let actor = Actor(person: girls[0], role: .coordinator)
      guard let cycle = try tx.cycles().first else { throw Refusal.missing }
      let today = house.outside.now().day()
      let said = Cohort.Said(
        title: "", regions: ["630000000"], days: Cohort.Span(first: today, last: today.adding(days: 90)),
        courses: ["physics-measurement"])
      let cohort = try tx.cohort(try tx.addCohort(said, of: cycle.id, by: actor, house))
      _ = try tx.takeIn(cohort, [.everything], by: actor, house)
      try tx.propose(try tx.placement(cohort, [.everything], house.vault), house)
      _ = try tx.settle(try tx.placement(cohort, [.everything], house.vault), by: actor, house)
      return try tx.groups(of: cohort.id, [.everything])[0].id
    }
    group = "/desk/groups/\(id)"
  }

  /// Two trainers with names; cleared unless said otherwise.
  mutating func hire(cleared: Bool = true) async throws {
    for number in 0..<2 {
      let trainer = try await kit.staff(.trainer, .everything, .en)
      let person = try #require(trainer.person)
      if cleared { try await clear(person, until: kit.clock.now.day().adding(days: 30)) }
      trainers.append(trainer)
      people.append(person)
      await desk.get(group)
      await desk.post("\(group)/adults", [("person", person.text), ("task", number == 0 ? "lead" : "second")])
      #expect(desk.status == 303, "\(desk.page)")
    }
  }

  func clear(_ person: ID<Person>, until last: Day) async throws {
    let house = kit.house
    let officer = Actor(person: girls[0], role: .safeguarding)
    try await house.database.write { tx in
      for kind in Clearance.Kind.allCases {
        let rule = house.data[.clearance].rule(of: kind)
        let seen = Clearance.Seen(on: house.outside.now().day(), until: last, version: rule.version)
        try tx.add(.seen(kind, seen), of: person, by: officer, house)
      }
    }
  }

  /// A meeting that begins in so many minutes.
  func meeting(in minutes: Int) async throws -> Meeting {
    let house = kit.house
    let id = try #require(ID<Group>(String(group.suffix(36))))
    let starts = kit.clock.now.adding(minutes: minutes)
    let actor = Actor(person: girls[0], role: .coordinator)
    return try await house.database.write { tx in
      let planned = PlannedMeeting(starts: starts, ends: starts.adding(minutes: 90), place: "12", course: nil, lesson: nil)
      try tx.add([planned], to: id, by: actor.text, house)
      return try #require(try tx.meetings(of: id).first { $0.starts == starts })
    }
  }

  func number(_ girl: Int) async throws -> Int {
    let person = girls[girl]
    return try #require(try await kit.house.database.read { try $0.learner(of: person) }).number
  }
}
