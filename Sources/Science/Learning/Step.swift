/// What to do next and why, as values; the page makes a sentence of them.
package enum Step: Hashable, Sendable {
  /// A skill she held is due. Answered so many days ago, rightly or not; of a million who remember as she does, so many are expected to
  /// have forgotten by now.
  case review(skill: String, daysAgo: Int, wasRight: Bool, forgotten: Int)
  /// Her group meets on it in so many days, and she has not worked through it.
  case meeting(lesson: String, inDays: Int)
  /// The weakest skill that the lesson needs; `counted` of three variants are there already.
  case practice(skill: String, lesson: String, counted: Int)
  /// The next lesson of her track, the first being number 1.
  case lesson(key: String, number: Int, of: Int)
  /// Nothing waits. The next review comes in so many days; nil: none will.
  case rest(inDays: Int?)
}

extension Plan {
  /// Reviews proposed on one day, those already answered that day included.
  package static let dailyReviews = 6

  /// What to do on a day, best first, never empty. The first is proposed; the others stand below it, and nothing that is not here is
  /// closed to her.
  ///
  /// Order: reviews that are due, the most forgotten first, and where more are due than the day has, those best remembered (decision 32);
  /// the lesson of the group's next meeting; the weakest skill that lesson needs; the next lesson of the track. Where no meeting is ahead, the lesson she worked through last stands for it.
  /// `skills`: from key to state, as `Practice` or rows have them. `today`: days since 1970 (`StudyDay`), clamped to what attempts can
  /// have.
  package func steps(_ skills: [String: SkillState], on today: Int) -> [Step] {
    let day = min(max(today, 0), Memory.lastDay)
    let meeting = meeting.flatMap { (day...Memory.lastDay).contains($0.day) ? $0 : nil }
    let met = meeting.map { meeting in meeting.lessons.compactMap { key in lessons.first { $0.key == key } } } ?? []
    let ahead = met.first { !$0.isFinished }
    var steps = Self.reviews(skills, on: day)
    if let meeting, let ahead { steps.append(.meeting(lesson: ahead.key, inDays: meeting.day - day)) }
    let needed = met.isEmpty ? lessons.last { $0.isFinished }.map { [$0] } ?? [] : met
    if let weakest = Self.weakest(skills, needed, on: day) { steps.append(weakest) }
    if let place = lessons.firstIndex(where: { !$0.isFinished }), lessons[place].key != ahead?.key {
      steps.append(.lesson(key: lessons[place].key, number: place + 1, of: lessons.count))
    }
    return steps.isEmpty ? [.rest(inDays: Self.nextReview(skills, after: day))] : steps
  }

  private static func reviews(_ skills: [String: SkillState], on day: Int) -> [Step] {
    var left = dailyReviews
    var due: [(skill: String, forgotten: Int, step: Step)] = []
    for (skill, state) in skills {
      if state.reviewedOn == day { left -= 1 }
      guard let dueOn = state.dueOn, dueOn <= day, let memory = state.memory else { continue }
      let forgotten = 1_000_000 - memory.recall(on: day)
      let step = Step.review(skill: skill, daysAgo: day - memory.day, wasRight: state.wasLastRight, forgotten: forgotten)
      due.append((skill, forgotten, step))
    }
    return due.sorted { ($0.forgotten, $0.skill) < ($1.forgotten, $1.skill) }.prefix(max(left, 0))
      .sorted { ($1.forgotten, $0.skill) < ($0.forgotten, $1.skill) }.map(\.step)
  }

  /// Fewest variants counted, then least remembered, then as the lesson has them. A skill that rests today is passed over, so that
  /// nobody is held at what another hour will not mend.
  private static func weakest(_ skills: [String: SkillState], _ lessons: [Lesson], on day: Int) -> Step? {
    var best: (skill: String, lesson: String, counted: Int, recall: Int)?
    for lesson in lessons {
      for skill in lesson.needs {
        let state = skills[skill] ?? SkillState()
        guard !state.isHeld, !state.rests(on: day) else { continue }
        if let best, best.counted < state.counted { continue }
        let recall = state.memory?.recall(on: day) ?? 0
        if let best, (best.counted, best.recall) <= (state.counted, recall) { continue }
        best = (skill, lesson.key, state.counted, recall)
      }
    }
    return best.map { .practice(skill: $0.skill, lesson: $0.lesson, counted: $0.counted) }
  }

  private static func nextReview(_ skills: [String: SkillState], after day: Int) -> Int? {
    skills.values.compactMap(\.dueOn).min().map { max($0 - day, 1) }
  }
}
