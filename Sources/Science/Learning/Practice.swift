/// A girl's attempts as a set, and what it says of each skill.
///
/// Nothing depends on the order in which attempts arrive, on how often one arrives, or on which arrive together: two phones and a week
/// without a network merge by union. A delivery that comes after what is there is folded on; one that does not costs a fold of the
/// skills it touches.
///
///     var practice = Practice(fromOnePhone)
///     practice.add(fromTheOther)
///     practice.skills["mean-and-spread"]?.isHeld
///     plan.steps(practice.skills, on: StudyDay.of(now)).first
package struct Practice: Sendable {
  package private(set) var skills: [String: SkillState] = [:]
  private var bodies: [AttemptID: Attempt] = [:]
  /// By skill, in the order of stamps.
  private var attempts: [String: [Attempt]] = [:]

  package init(_ delivery: some Sequence<Attempt> = []) { add(delivery) }

  package mutating func add(_ delivery: some Sequence<Attempt>) {
    var unsorted: Set<String> = []
    for attempt in delivery { take(attempt, &unsorted) }
    for skill in unsorted { fold(skill) }
  }

  /// One attempt counts under an id, whichever came first (`Attempt.isPreferred`).
  private mutating func take(_ attempt: Attempt, _ unsorted: inout Set<String>) {
    if let known = bodies[attempt.id] {
      guard attempt.isPreferred(to: known) else { return }
      unsorted.insert(known.skill)
      unsorted.insert(attempt.skill)
    }
    bodies[attempt.id] = attempt
    let isNext = attempts[attempt.skill]?.last.map { $0.stamp < attempt.stamp } ?? true
    attempts[attempt.skill, default: []].append(attempt)
    if !isNext { unsorted.insert(attempt.skill) }
    guard !unsorted.contains(attempt.skill) else { return }
    if !skills[attempt.skill, default: SkillState()].follow(attempt) { unsorted.insert(attempt.skill) }
  }

  private mutating func fold(_ skill: String) {
    let kept = (attempts[skill] ?? []).filter { bodies[$0.id] == $0 }.sorted { $0.stamp < $1.stamp }
    attempts[skill] = kept.isEmpty ? nil : kept
    var state = SkillState()
    for attempt in kept { _ = state.follow(attempt) }
    skills[skill] = kept.isEmpty ? nil : state
  }
}
