import Courses
import Exercises
import Foundation
import Measurement
import Programme
import Storage
import Words

/// How last year's girls sat the checks of their first course: before it, in its middle at a meeting, and after it. What each answers
/// follows from an ability of her own, which has grown by about half of the spread between girls.
struct EarlierChecks {
  private let house: House
  private let chance: Chance
  private let course: ShelvedCourse
  /// By learner, before the course.
  private var abilities: [Int: Double] = [:]

  /// Nil: the course has no checks.
  init?(_ house: House, _ chance: Chance, _ courses: [ShelvedCourse]) {
    guard let course = courses.first(where: { $0.read.checks["pre"] != nil && $0.read.checks["post"] != nil }) else { return nil }
    (self.house, self.chance, self.course) = (house, chance, course)
  }

  /// Of a group whose meetings are planned and kept.
  mutating func sit(_ group: Group, _ trainer: Actor, in tx: Transaction) throws {
    let over = try tx.meetings(of: group.id).filter { $0.ends < house.outside.now() && $0.state == .held }
    guard let first = over.first, let last = over.last, over.count > 4 else { return }
    let girls = try tx.girls(of: group.id, house.vault).compactMap { try tx.learner(of: $0.person) }
    for girl in girls { abilities[girl.number] = normal() }
    try sit("pre", girls, group, around: first.starts.day(), grown: 0, missing: 4, trainer, in: tx)
    if course.read.checks["unit-1"] != nil { try sit(at: over[over.count * 2 / 3], girls, group, trainer, in: tx) }
    try sit("post", girls, group, around: last.starts.adding(days: -7).day(), grown: 0.55, missing: 12, trainer, in: tx)
  }

  /// What a cohort gave, once all of its groups have sat both.
  func measure(_ cohort: Cohort, by coordinator: Actor, in tx: Transaction) throws {
    let data = try tx.gainData(cohort, course.key)
    guard !data.learners.isEmpty else { return }
    let seed = UInt64(chance.below(1 << 20))
    try tx.keep(Gain(data.answers, GainPlan(seed: seed)), data, seed: seed, of: cohort, course.key, by: coordinator, house)
  }

  /// In a window of a week; some are ill, or without a network. `missing`: of a hundred.
  private func sit(
    _ form: String, _ girls: [Learner], _ group: Group, around day: Day, grown: Double, missing: Int, _ trainer: Actor,
    in tx: Transaction
  ) throws {
    guard let read = course.read.checks[form] else { return }
    let before = house.at(day.adding(days: -4).start().adding(hours: 12), chance)
    let wanted = CheckToGive(course: course, form: read.form, window: .days(day.adding(days: -3), day.adding(days: 3)))
    try tx.give(wanted, to: group, by: trainer, before)
    guard let check = try tx.checks(where: "study_check.group_id = \(group.id) AND form = \(form)").last else { return }
    let found = try tx.read(check)
    for girl in girls where !chance.happens(missing) {
      let then = house.at(check.opens.adding(hours: 24 * chance.below(6) + 16 + chance.below(5)), chance)
      try sit(found, girl, grown: grown == 0 ? 0 : grown + 0.3 * normal(), then, in: tx)
    }
  }

  /// A unit's check: whoever is there sits it with the trainer in the room.
  private func sit(at meeting: Meeting, _ girls: [Learner], _ group: Group, _ trainer: Actor, in tx: Transaction) throws {
    guard let read = course.read.checks["unit-1"] else { return }
    let before = house.at(meeting.starts.adding(days: -3), chance)
    try tx.give(
      CheckToGive(course: course, form: read.form, window: .meeting(meeting.id)), to: group, by: trainer, before)
    guard let check = try tx.checks(where: "meeting_id = \(meeting.id)").last else { return }
    let found = try tx.read(check)
    let there = Set(
      try tx.rows(
        "SELECT learner FROM study_presence WHERE meeting_id = \(meeting.id) AND mark IN ('came', 'late') ORDER BY learner LIMIT 200"
      ) { try $0["learner"] as Int })
    for girl in girls where there.contains(girl.number) {
      try sit(found, girl, grown: 0.8, house.at(meeting.starts.adding(minutes: 40 + chance.below(30)), chance), in: tx)
    }
    try tx.setRoom(there, at: check, in: group, by: trainer, house.at(meeting.ends, chance))
  }

  private func sit(_ found: ReadCheck, _ girl: Learner, grown: Double, _ then: House, in tx: Transaction) throws {
    let ability = (abilities[girl.number] ?? 0) + grown
    var answers: [String: Exercises.Answer] = [:]
    for item in found.read.items {
      let variant = item.variant(seed: girl.seed)
      let knows = uniform() < 1 / (1 + exp(Self.difficulty(of: item.key) - ability))
      answers[item.key] = knows ? item.exercise.rightAnswer(variant, .kk) : Invented.wrong(item, variant)
    }
    _ = try tx.open(found.check, girl, then)
    try tx.keep(
      answers, of: found, girl, try tx.safe(of: girl.person, house.vault), from: .phone, handIn: !chance.happens(8), then)
  }

  /// From -1.2 to 1.2, the same wherever the item stands.
  private static func difficulty(of key: String) -> Double {
    Double(key.utf8.reduce(7) { ($0 * 31 + Int($1)) % 1009 } % 25) / 10 - 1.2
  }

  private func uniform() -> Double { Double(chance.below(1_000_000)) / 1_000_000 }
  private func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }
}

extension Invented {
  /// Readable, and not right; nil where an answer that is not right is hard to invent, which then stays empty.
  static func wrong(_ item: CheckItem, _ variant: Variant) -> Exercises.Answer? {
    guard let right = item.exercise.rightAnswer(variant, .kk)?.texts else { return nil }
    let same = right.sorted { $0.key < $1.key }.first?.value ?? ""
    let tries = ["1", "2", "3", "40", same].map { typed in right.mapValues { _ in typed } }
    return tries.lazy.compactMap { Exercises.Answer($0) }.first { item.verdict($0, variant) == .wrong }
  }
}
