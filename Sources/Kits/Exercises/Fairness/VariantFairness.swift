import Measurement

/// How a variant was answered, at one level of what its answerers know otherwise.
package struct VariantCount: Sendable, Hashable {
  package let variant: Int
  /// Those of one level are compared with each other; one level for all where nothing is known.
  package let level: Int
  package let right: Int
  package let answers: Int

  /// Nil: more right answers than answers, or more than there are people.
  package init?(variant: Int, level: Int = 0, right: Int, answers: Int) {
    guard (0...1_000_000_000).contains(answers), right >= 0, right <= answers else { return nil }
    (self.variant, self.level, self.right, self.answers) = (variant, level, right, answers)
  }
}

/// Whether the variants of an exercise are equally hard: girls who sit beside each other have different ones.
///
/// Each variant is held against all others by the score test of logistic regression with an intercept for each level, which is Mantel &
/// Haenszel's (1959) chi-square on one degree of freedom; the probabilities are adjusted over the variants (Benjamini & Hochberg 1995).
package struct VariantFairness: Sendable, Hashable {
  package struct Line: Sendable, Hashable {
    package let variant: Int
    package let right: Int
    package let answers: Int
    /// Of right answers; nil: nobody answered.
    package let share: Double?
    /// 95 % (Wilson 1927); nil: nobody answered.
    package let interval: ClosedRange<Double>?
    /// Of a difference at least as large, where all variants are equally hard, adjusted; nil: too few answers to say.
    package let probability: Double?
    /// By the false discovery rate.
    package let differs: Bool
  }

  /// Answers of a variant, below which nothing is said of it; and right and wrong ones that are to be expected at least, as the
  /// distribution of the statistic is that of many (Cochran 1954).
  static let fewestAnswers = 10
  static let fewestExpected = 5.0

  /// In the order of the variants.
  package let lines: [Line]

  /// Counts of one variant and level are added up. `rate` is the expected share of false names among the variants named, 0 to 1.
  ///
  /// The variant that differs most is named first and then held against none of the others: one that is much harder makes all others look
  /// easy. Of two that differ from each other alone nobody can say which it is, and both are named.
  package init(_ counts: [VariantCount], falseDiscoveryRate rate: Double = 0.05) {
    let variants = Set(counts.map(\.variant)).sorted()
    var named: Set<Int> = []
    var probabilities: [Int: Double] = [:]
    while true {
      let rest = variants.filter { !named.contains($0) }
      let levels = Dictionary(grouping: counts.filter { !named.contains($0.variant) }, by: \.level).map { Level($0.value) }
      let tested = rest.compactMap { variant in Self.probability(variant, levels).map { (variant, $0) } }
      let adjusted = falseDiscoveryAdjusted(tested.map(\.1))
      for (variant, probability) in zip(tested.map(\.0), adjusted) { probabilities[variant] = probability }
      guard let least = adjusted.min(), least <= rate, let smallest = tested.map(\.1).min() else { break }
      named.formUnion(tested.filter { $0.1 <= smallest * (1 + 1e-9) }.map(\.0))
    }
    lines = variants.map { variant in
      let own = counts.filter { $0.variant == variant }
      let (right, answers) = (own.reduce(0) { $0 + $1.right }, own.reduce(0) { $0 + $1.answers })
      return Line(
        variant: variant, right: right, answers: answers, share: answers > 0 ? Double(right) / Double(answers) : nil,
        interval: shareInterval(right, of: answers), probability: probabilities[variant], differs: named.contains(variant))
    }
  }

  /// The variants that are harder or easier than the others.
  package var differing: [Int] { lines.filter(\.differs).map(\.variant) }

  private struct Level {
    var right: [Int: Double] = [:]
    var answers: [Int: Double] = [:]
    var allRight = 0.0
    var all = 0.0

    init(_ counts: [VariantCount]) {
      for count in counts {
        right[count.variant, default: 0] += Double(count.right)
        answers[count.variant, default: 0] += Double(count.answers)
        allRight += Double(count.right)
        all += Double(count.answers)
      }
    }
  }

  private static func probability(_ variant: Int, _ levels: [Level]) -> Double? {
    var (distance, variance, expected, answers) = (0.0, 0.0, 0.0, 0.0)
    var expectedWrong = 0.0
    for level in levels {
      let n = level.answers[variant] ?? 0
      guard n > 0, level.all > 1 else { continue }
      let share = level.allRight / level.all
      answers += n
      expected += n * share
      expectedWrong += n * (1 - share)
      distance += (level.right[variant] ?? 0) - n * share
      variance += n * (level.all - n) * share * (1 - share) / (level.all - 1)
    }
    guard answers >= Double(fewestAnswers), min(expected, expectedWrong) >= fewestExpected, variance > 0 else { return nil }
    return chiSquareAbove(distance * distance / variance, degrees: 1)
  }
}
