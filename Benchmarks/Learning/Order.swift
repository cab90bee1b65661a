import Foundation
import Learning

/// What the order of reviews does where more are due than a day has: girls who learn new skills for 20 of 36 weeks, come on some days, and
/// forget as FSRS expects or faster.
struct Order {
  enum Kind: String, CaseIterable {
    case leastRemembered, bestRemembered, drawn
  }

  /// How she forgets, given what FSRS expects.
  enum Truth: String, CaseIterable {
    /// The chance to remember, to the power of `faster`.
    case power
    /// As after `faster` times as many days.
    case days
    /// The same, with skills that differ tenfold among each other.
    case uneven
  }

  let kind: Kind
  let truth: Truth
  let faster: Double
  let skillsAWeek: Int

  private static let first = 20_500
  /// Comes on four days of ten.
  private static let presence = 4

  struct Outcome {
    var days = 0
    var crowded = 0
    var answers = 0
    var right = 0
    var remembered = 0.0
    var looks = 0
  }

  /// Of one girl.
  func outcome(_ draw: inout Draw) -> Outcome {
    var outcome = Outcome()
    var skills: [SkillState] = []
    var serial: UInt64 = 0
    func answer(_ skill: Int, _ variant: String, _ day: Int, _ verdict: Attempt.Verdict) {
      serial += 1
      let at = Int64(Self.first + day) * 86_400_000 + Int64(serial)
      let attempt = Attempt(
        id: AttemptID(high: 0, low: serial), skill: "s", variant: variant, at: at, isFirstTry: true, hints: 0, verdict: verdict)
      if let attempt { _ = skills[skill].follow(attempt) }
    }
    for day in 0..<252 {
      if day % 7 == 0, day < 140 {
        for _ in 0..<skillsAWeek {
          skills.append(SkillState())
          for variant in ["a", "b"] { answer(skills.count - 1, variant, day, .right) }
        }
      }
      if day % 7 == 1, day < 140 { for skill in skills.indices.suffix(skillsAWeek) { answer(skill, "c", day, .right) } }
      if day % 7 == 0, day >= 140 {
        outcome.remembered += skills.indices.reduce(0) { $0 + chance(skills[$1], $1, day) }
        outcome.looks += skills.count
      }
      guard draw.below(10) < Self.presence else { continue }
      let due = reviews(skills, day, &draw)
      outcome.days += 1
      outcome.crowded += due.count > Plan.dailyReviews ? 1 : 0
      for skill in due.prefix(Plan.dailyReviews) {
        let isRight = Double(draw.below(1 << 30)) < chance(skills[skill], skill, day) * Double(1 << 30)
        outcome.answers += 1
        outcome.right += isRight ? 1 : 0
        answer(skill, "d", day, isRight ? .right : .wrong)
      }
    }
    return outcome
  }

  private func reviews(_ skills: [SkillState], _ day: Int, _ draw: inout Draw) -> [Int] {
    let due = skills.indices.filter { skills[$0].dueOn.map { $0 <= Self.first + day } ?? false }
    let weights = due.map { skill in
      switch kind {
      case .leastRemembered: skills[skill].memory?.recall(on: Self.first + day) ?? 0
      case .bestRemembered: -(skills[skill].memory?.recall(on: Self.first + day) ?? 0)
      case .drawn: draw.below(1 << 30)
      }
    }
    return zip(due, weights).sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
  }

  private func chance(_ state: SkillState, _ skill: Int, _ day: Int) -> Double {
    guard let memory = state.memory else { return 0 }
    let gone = Double(Self.first + day - memory.day)
    func expected(_ days: Double) -> Double { Double(memory.recall(on: memory.day + Int(days.rounded()))) / 1e6 }
    switch truth {
    case .power: return pow(expected(gone), faster)
    case .days: return expected(gone * faster)
    case .uneven: return expected(gone * faster * [0.3, 0.6, 1, 1.6, 3][skill % 5])
    }
  }

  /// Each truth with each order, 200 girls each.
  static func table() {
    print("truth faster skillsAWeek order crowdedDays right remembered")
    for truth in Truth.allCases {
      for faster in truth == .power ? [1.0, 2, 3] : [1.0, 3, 10] {
        for skillsAWeek in [3, 5] {
          for kind in Kind.allCases { row(Order(kind: kind, truth: truth, faster: faster, skillsAWeek: skillsAWeek)) }
        }
      }
    }
  }

  private static func row(_ order: Order) {
    var draw = Draw()
    let all = (0..<200).map { _ in order.outcome(&draw) }
    func share(_ top: (Outcome) -> Double, _ bottom: (Outcome) -> Int) -> String {
      let value = all.reduce(0) { $0 + top($1) } / Double(all.reduce(0) { $0 + bottom($1) })
      return String(format: "%.3f", value)
    }
    print(
      order.truth.rawValue, order.faster, order.skillsAWeek, order.kind.rawValue, share({ Double($0.crowded) }, \.days),
      share({ Double($0.right) }, \.answers), share(\.remembered, \.looks))
  }
}
