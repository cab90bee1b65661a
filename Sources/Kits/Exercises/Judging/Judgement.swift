package import Exchange
package import Grading

/// What is said of an answer.
package struct Judgement: Sendable, Hashable {
  package struct Part: Sendable, Hashable {
    package let verdict: Verdict
    /// How a number was read, in her language.
    package let readAs: String?
    /// Why what is written here cannot be read.
    let obstacle: Obstacle?

    init(_ verdict: Verdict, readAs: String? = nil, obstacle: Obstacle? = nil) {
      self.verdict = verdict
      self.readAs = readAs
      self.obstacle = obstacle
    }
  }

  package let verdict: Verdict
  /// By place, where parts are judged: pairs, gaps, fields, cells; of an order the first place that is not right, of lines with an indent
  /// that is not right `3.indent`.
  package let parts: [String: Part]
  /// Places among the exercise's remarks: what is said of the mistakes that were recognised.
  package let remarks: [Int]
  /// Remarks that are questions to her and make nothing wrong.
  package let questions: [Int]
  /// Fields whose value lies outside of what is plausible.
  package let implausible: [String]
  /// Of an unreadable one: why, where that can be said.
  package let obstacle: Obstacle?

  init(
    _ verdict: Verdict, parts: [String: Part] = [:], remarks: [Int] = [], questions: [Int] = [], implausible: [String] = [],
    obstacle: Obstacle? = nil
  ) {
    self.verdict = verdict
    self.parts = parts
    self.remarks = remarks
    self.questions = questions
    self.implausible = implausible
    self.obstacle = verdict == .unreadable ? obstacle : nil
  }

  /// Nothing was answered, or nothing that can be read; it costs her nothing.
  static let unreadable = Judgement(.unreadable)

  static func unreadable(_ obstacle: Obstacle) -> Judgement { Judgement(.unreadable, obstacle: obstacle) }

  /// Readable comes first, then the kind of unit, then whether one is missing, then the value (decision 30).
  init(_ parts: [String: Part], remarks: [Int] = [], obstacle: Obstacle? = nil) {
    let verdicts = Set(parts.values.map(\.verdict))
    let order: [Verdict] = [.unreadable, .unitWrong, .unitMissing, .wrong]
    self.init(order.first { verdicts.contains($0) } ?? .right, parts: parts, remarks: remarks, obstacle: obstacle)
  }

  /// As events and pages have it.
  package var json: JSON {
    let parts = parts.sorted { $0.key < $1.key }.map { name, part in
      (name, JSON.object([("verdict", .string(part.verdict.rawValue)), ("readAs", part.readAs.map(JSON.string) ?? .null)]))
    }
    return .object([
      ("verdict", .string(verdict.rawValue)), ("parts", .object(parts)), ("remarks", .numbers(remarks)),
      ("questions", .numbers(questions)), ("implausible", .strings(implausible)),
    ])
  }
}
