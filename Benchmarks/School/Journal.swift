import Applications
import Exchange
import Foundation
import HouseKit
import Programme
import Storage
import Study
import Words

/// Girls on the open track, each with the browser of her phone.
func admit(_ kit: HouseKit, _ count: Int) async throws -> [Browser] {
  let house = kit.house
  var girls: [Browser] = []
  for _ in 0..<count {
    let person = try await house.database.write { tx in
      guard let cycle = try tx.cycles().first else { throw Refusal.missing }
      let safe = try tx.addPerson(language: .kk, house)
      var draft = try tx.startApplication(for: safe.person, in: cycle.id, formVersion: "1", source: .web, house)
      try tx.setConsent(.complete, of: draft.id, at: house.outside.now())
      for state: Application.State in [.submitted, .eligible] {
        try tx.move(draft, to: state, at: house.outside.now())
        guard let moved = try tx.application(draft.id) else { throw Refusal.missing }
        draft = moved
      }
      return safe.person
    }
    var girl = try await kit.applicant(person)
    await girl.get("/study")
    await girl.submit("/study/enrolment")
    girls.append(girl)
  }
  return girls
}

/// Numeric exercises of a shipped course, with how many variants each has.
private let exercises: [(about: String, variants: Int)] = [
  ("physics-measurement/period-from-ten", 8), ("physics-measurement/mean-and-spread", 8),
]

/// Each girl's phone brings so many deliveries of forty answers, sixty-four phones at once.
func deliver(_ girls: [Browser], _ deliveries: Int) async throws -> [Browser] {
  let tags: [String] = try await girls[0].kit.house.database.read { tx in
    try girls.map { girl in
      guard let person = girl.person, let tag: String = try tx.value("SELECT tag FROM study_learner WHERE person_id = \(person)")
      else { throw Refusal.missing }
      return tag
    }
  }
  let begun = ContinuousClock.now
  let (start, processor) = (girls[0].kit.clock.now, clock())
  let (after, took) = try await withThrowingTaskGroup(of: (Int, Browser, [Double]).self) { group in
    var (waiting, done) = (Array(girls.enumerated())[...], [(Int, Browser, [Double])]())
    func next() {
      guard let (number, girl) = waiting.popFirst() else { return }
      group.addTask {
        var (girl, took) = (girl, [Double]())
        for delivery in 0..<deliveries {
          let events = (0..<40).map { event(number, delivery * 40 + $0, from: start) }
          let begun = ContinuousClock.now
          await girl.deliver(events, owner: tags[number], thread: "study")
          took.append((ContinuousClock.now - begun) / .milliseconds(1))
          guard girl.status == 200 else { throw Refusal(.conflict, Phrase(verbatim: girl.page)) }
        }
        return (number, girl, took)
      }
    }
    for _ in 0..<64 { next() }
    while let one = try await group.next() {
      done.append(one)
      next()
    }
    return (done.sorted { $0.0 < $1.0 }.map(\.1), done.flatMap(\.2).sorted())
  }
  let (seconds, spent) = (
    (ContinuousClock.now - begun) / .seconds(1), Double(clock() - processor) / Double(CLOCKS_PER_SEC)
  )
  let events = girls.count * deliveries * 40
  print(
    "\(events) answers of \(girls.count) phones in deliveries of forty: "
      + String(
        format: "%.0f a second, %.1f s of processor, a delivery %.0f ms in the middle and %.0f at 99 of 100",
        Double(events) / seconds, spent, took[took.count / 2], took[took.count * 99 / 100]))
  return after
}

private func event(_ girl: Int, _ number: Int, from start: Moment) -> String {
  let (about, variants) = exercises[number % exercises.count]
  let id = String(format: "01a1f753-%04x-7000-8000-%012x", girl, number)
  // Three days of work, an answer every few minutes.
  let at = Moment(milliseconds: start.milliseconds - Int64(4_000 - number) * 60_000)
  return Browser.event(
    id, "\(about)/\(1 + number % variants)",
    "{\"answer\":{\"a\":\"1,44 с\",\"mean\":\"14,2 с\",\"spread\":\"0,16\"},\"first\":true,\"hints\":0}",
    at: at, kind: "attempt")
}

/// What `keruen study rebuild` does.
func rebuildBench(_ kit: HouseKit) async throws {
  let (begun, processor) = (ContinuousClock.now, clock())
  let found = try await kit.house.rebuildStudy(writes: false)
  let seconds = (ContinuousClock.now - begun) / .seconds(1)
  print(
    "made anew: \(found.learners) learners, \(found.events) events, \(found.changed) rows that differ, "
      + String(
        format: "%.2f s, %.0f events a second, %.1f s of processor", seconds, Double(found.events) / seconds,
        Double(clock() - processor) / Double(CLOCKS_PER_SEC)))
}
