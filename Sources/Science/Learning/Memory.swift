/// How an answer went, as FSRS counts it. "Easy" is not given: nothing here asks how it felt.
enum Rating: Double, Sendable, CaseIterable {
  /// Wrong.
  case again = 1
  /// Right after a hint or at a later try.
  case hard = 2
  /// Right at first try without hints.
  case good = 3
}

/// How well a skill is remembered, by FSRS-6 (Free Spaced Repetition Scheduler): stability and difficulty after the last answer.
///
/// Equations: github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm, section FSRS-6, as py-fsrs 6.3.2 computes them; the
/// model is of Ye, Su and Cao, "A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition Scheduling", KDD 2022,
/// doi:10.1145/3534678.3539081. No learning steps, no fuzz, whole days, desired retention 0.9.
///
/// Both numbers are kept as whole millionths, rounded after each answer: they are the same in a row of a table, in JSON and in both
/// engines.
package struct Memory: Hashable, Sendable {
  /// Millionths of a day, 1,000 (py-fsrs' least) to 10¹⁴; clocks wrong by centuries lead to 10¹³. After so many days nine in ten still
  /// remember.
  package let stability: Int64
  /// Millionths, 1,000,000 (easy) to 10,000,000.
  package let difficulty: Int64
  /// Of the last answer.
  package let day: Int

  /// After the first answer. w0 to w2 are its stabilities.
  init(first rating: Rating, on day: Int) {
    self.init(stability: Weights.all[Int(rating.rawValue) - 1], difficulty: Equations.firstDifficulty(rating.rawValue), day: day)
  }

  /// Days and points, clamped to their ranges and rounded to millionths.
  private init(stability: Double, difficulty: Double, day: Int) {
    self.stability = millionths(min(max(stability, 0.001), 1e8))
    self.difficulty = millionths(min(max(difficulty, 1), 10))
    self.day = day
  }

  /// As a row keeps it; nil: a number outside its range.
  package init?(stability: Int64, difficulty: Int64, day: Int) {
    guard (1_000...100_000_000_000_000).contains(stability), (1_000_000...10_000_000).contains(difficulty),
      (0...Self.lastDay).contains(day)
    else { return nil }
    self.stability = stability
    self.difficulty = difficulty
    self.day = day
  }

  /// After the next answer, on the same day or a later one.
  func after(_ rating: Rating, on day: Int) -> Memory {
    let (s, d) = (Double(stability) / 1e6, Double(difficulty) / 1e6)
    let next =
      day <= self.day ? Equations.sameDay(s, rating) : Equations.later(s, d, Equations.recall(days: day - self.day, s), rating)
    return Memory(stability: next, difficulty: Equations.difficulty(d, rating), day: max(day, self.day))
  }

  /// How many in a million are expected to remember on a day, 0 to 1,000,000. A day before the last answer counts as its own.
  package func recall(on day: Int) -> Int {
    Int(millionths(Equations.recall(days: elapsed(on: day), Double(stability) / 1e6)))
  }

  /// The first day on which a tenth is expected to have forgotten: stability in whole days, half a day up, at least one
  /// and at most 36,500.
  package var dueOn: Int { day + Int(min(max((stability + 500_000) / 1_000_000, 1), 36_500)) }

  /// From the last answer to a day, 0 to the end of the calendar.
  private func elapsed(on day: Int) -> Int { min(max(day, self.day), Self.lastDay) - self.day }

  static let lastDay = StudyDay.of(Attempt.lastMoment)
}

/// Half up, and the same in both engines: one product, one sum, one floor.
private func millionths(_ value: Double) -> Int64 { Int64((value * 1e6 + 0.5).rounded(.down)) }

/// FSRS-6 in days and points. The order of operations is part of it: practice.js has the same.
enum Equations {
  static let w = Weights.all
  /// Makes recall 0.9 when as many days have gone by as the stability has.
  static let factor = Powers.power(0.9, 1 / -w[20]) - 1
  static let growth = Powers.exp(w[8])
  static let forgettable = Powers.exp(w[17] * w[18])

  static func recall(days: Int, _ s: Double) -> Double { Powers.power(1 + factor * Double(days) / s, -w[20]) }

  static func sameDay(_ s: Double, _ rating: Rating) -> Double {
    let growth = Powers.exp(w[17] * (rating.rawValue - 3 + w[18])) * Powers.power(s, -w[19])
    return s * (rating == .again ? growth : max(growth, 1))
  }

  static func later(_ s: Double, _ d: Double, _ recall: Double, _ rating: Rating) -> Double {
    if rating == .again {
      let long = w[11] * Powers.power(d, -w[12]) * (Powers.power(s + 1, w[13]) - 1) * Powers.exp((1 - recall) * w[14])
      return min(long, s / forgettable)
    }
    let gain = growth * (11 - d) * Powers.power(s, -w[9]) * (Powers.exp((1 - recall) * w[10]) - 1)
    return s * (1 + gain * (rating == .hard ? w[15] : 1))
  }

  static func firstDifficulty(_ rating: Double) -> Double { w[4] - Powers.exp(w[5] * (rating - 1)) + 1 }

  /// Towards 10 in ever smaller steps, and a thousandth of the way back to that of an easy answer.
  static func difficulty(_ d: Double, _ rating: Rating) -> Double {
    let change = -(w[6] * (rating.rawValue - 3))
    return w[7] * firstDifficulty(4) + (1 - w[7]) * (d + (10 - d) * change / 9)
  }
}
