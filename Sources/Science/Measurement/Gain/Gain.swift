/// What was learnt between two tests: of each person and, by `summary`, of any group of them.
///
/// With enough pairs both occasions are calibrated in one run: the first is N(0, 1), the second has a mean and an SD of its own, so that a
/// gain is in units of the SD before. Items that everybody answered alike are left out. With fewer pairs there is no scale: the gain is a
/// share of the points on the common items.
package struct Gain: Sendable {
  package enum Scale: String, Sendable, Hashable { case points, rasch, twoParameter }

  package let scale: Scale
  /// One for each person.
  package let persons: [PersonGain]
  package let populations: [Int]
  /// Items that nobody answered, or everybody alike.
  package let dropped: [Int]
  /// Anchors that behave otherwise after than before: logistic regression, class C of Jodoin & Gierl (2001).
  package let differing: [Int]
  /// Whether the anchors could be examined at all.
  package let isExamined: Bool
  /// The same gains without the differing anchors; nil where there are none.
  package let without: [PersonGain]?
  /// Of the fit; nil without a scale.
  package let certificate: Certificate?
  /// Why there is no scale though the pairs were enough.
  package let refusal: CalibrationRefusal?
  let plan: GainPlan
  /// For the intervals; nil without a scale.
  let refits: GainRefits?

  package struct Certificate: Sendable, Hashable {
    package let logLikelihood: Double
    package let fit: Calibration.Certificate
    /// Of the abilities before and after, of those whose gain is asked for.
    package let before: AbilityDistribution
    package let after: AbilityDistribution
    /// Items that were calibrated.
    package let items: Int
    package let sittings: Int
  }
}

package struct GainPlan: Sendable, Hashable {
  /// Fewer pairs have no scale.
  package var fewestPairs = 30
  /// From so many answers an item on, each item has a slope of its own.
  package var enoughForSlopes = 200
  package var draws = 2_000
  /// Of a scale: how often it is made again without a part of the persons.
  package var refits = 30
  package var level = 0.95
  package var seed: UInt64

  package init(seed: UInt64) { self.seed = seed }
}

/// One person on both occasions.
package struct PersonGain: Sendable, Hashable {
  package struct Measured: Sendable, Hashable {
    package let value: Double
    /// Nil of points.
    package let error: Double?
  }

  package let before: Measured?
  package let after: Measured?
  /// Nil where one occasion is missing.
  package let change: Change?

  package var gain: Double? { before.flatMap { before in after.map { $0.value - before.value } } }

  /// √(SE₁² + SE₂²): the two tests err apart from one another.
  package var error: Double? {
    guard let first = before?.error, let second = after?.error else { return nil }
    return (first * first + second * second).squareRoot()
  }
}

/// How sure it is that a person knows more than before.
package enum Change: String, Sendable, Hashable, CaseIterable {
  /// Chance alone would show as much in at most one of forty.
  case clear
  /// In at most one of five.
  case probable
  case none

  /// By the chance of seeing at least as much where nothing changed.
  init(chance: Double) { self = chance <= 0.025 ? .clear : chance <= 0.2 ? .probable : .none }
}

extension Gain {
  package init(_ answers: PairedAnswers, _ plan: GainPlan) {
    let dropped = answers.uninformative
    let found = answers.differingAnchors(without: dropped)
    var (measured, refusal): (MeasuredGain?, CalibrationRefusal?) = (nil, nil)
    if answers.pairs().count >= plan.fewestPairs {
      do throws(CalibrationRefusal) { measured = try answers.measured(without: dropped, plan) } catch { refusal = error }
    }
    let others = found.map { dropped.union($0) }
    self.plan = plan
    (self.refusal, populations, differing, isExamined) = (refusal, answers.populations, found ?? [], found != nil)
    if let measured {
      (scale, persons, certificate) = (measured.scale, measured.persons, measured.certificate)
      self.dropped = dropped.sorted()
      refits = GainRefits(answers, measured.scale, without: dropped, plan)
      without = differing.isEmpty ? nil : others.flatMap { try? answers.measured(without: $0, plan) }?.persons
    } else {
      (scale, persons, certificate) = (.points, answers.points(without: []), nil)
      (self.dropped, refits) = ([], nil)
      without = differing.isEmpty ? nil : answers.points(without: Set(differing))
    }
  }
}
