import Measurement

/// Differences of items between groups, in one form whatever method found them.
struct GroupDifferences: Sendable {
  let method: DifferenceChoice.Method
  let reference: String
  let plan: DifferentialPlan
  let purification: Purification
  /// Items that matched persons, or tied the scales, in the end.
  let anchor: [Int]
  let items: [Found]

  /// One item; the statistic where one tests all groups together.
  struct Found: Sendable {
    let statistic: Double?
    let degrees: Int?
    let probability: Double
    /// Over all items, where the false discovery rate is controlled; else the probability.
    let adjusted: Double
    let isFlagged: Bool
    let comparisons: [Comparison]
  }

  /// One focal group against the reference group, or one of the tests of logistic regression.
  struct Comparison: Sendable {
    var group: String?
    var test: Test?
    var statistic: Double?
    var degrees: Int?
    var probability: Double?
    /// The one that is drawn first.
    let effects: [Effect]
    /// No class where there is no effect to put into one.
    var classes: [(by: String, category: DifferentialCategory?)] = []
  }

  /// Of logistic regression: the same difference at every score, another at each, or any.
  enum Test: String, Sendable { case uniform, nonuniform, either }

  struct Effect: Sendable {
    let measure: Measure
    let value: Double
    var error: Double?
  }

  enum Measure: String, Sendable {
    /// ETS's -2.35 ln of the odds ratio; the odds ratio; share of right answers (Dorans & Kulick 1986); growth of Nagelkerke's R²; expected
    /// points (Meade 2010); difficulty and discrimination on one scale.
    case delta, oddsRatio, shareDifference, explained, scoreDifference, difficultyDifference, discriminationDifference
  }
}

extension GroupDifferences {
  private struct Tested {
    var statistic: Double?
    var degrees: Int?
    /// Nil: the least of the comparisons times their number (Bonferroni).
    var probability: Double?
    let comparisons: [Comparison]
  }

  private init<Finding>(
    _ method: DifferenceChoice.Method, _ names: [String], _ plan: DifferentialPlan, _ report: DifferentialReport<Finding>,
    _ tested: (Finding) -> Tested
  ) {
    (self.method, self.plan, reference) = (method, plan, names[plan.reference])
    (purification, anchor) = (report.purification, report.anchor)
    let flagged = Set(report.flagged)
    items = report.items.enumerated().map { number, finding in
      let own = tested(finding)
      let least = own.comparisons.compactMap(\.probability).min() ?? 1
      return Found(
        statistic: own.statistic, degrees: own.degrees,
        probability: own.probability ?? min(1, least * Double(own.comparisons.count)), adjusted: report.probabilities[number],
        isFlagged: flagged.contains(number), comparisons: own.comparisons)
    }
  }

  /// `names`: of the groups.
  static func find(
    _ responses: Responses, by method: DifferenceChoice.Method, _ plan: DifferentialPlan, models: [ItemModel], names: [String]
  ) throws(DifferentialFault) -> GroupDifferences {
    let focal = names.indices.filter { $0 != plan.reference }.map { names[$0] }
    switch method {
    case .mantelHaenszel:
      return GroupDifferences(method, names, plan, try responses.mantelHaenszel(plan)) { found in
        Tested(
          statistic: found.chiSquare, degrees: found.degrees, probability: found.probability,
          comparisons: found.contrasts.map { contrast in
            Comparison(
              group: names[contrast.focal], probability: contrast.probability,
              effects: [
                Effect(measure: .delta, value: contrast.delta, error: contrast.standardError),
                Effect(measure: .oddsRatio, value: contrast.oddsRatio),
              ], classes: [("ets", contrast.delta.isFinite ? contrast.category : nil)])
          })
      }
    case .logistic:
      return GroupDifferences(method, names, plan, try responses.logisticDifferences(plan)) { found in
        Tested(
          statistic: found.either.chiSquare, degrees: found.either.degrees, probability: found.either.probability,
          comparisons: zip([Test.uniform, .nonuniform, .either], [found.uniform, found.nonuniform, found.either]).map {
            name, test in
            Comparison(
              test: name, statistic: test.chiSquare, degrees: test.degrees, probability: test.probability,
              effects: [Effect(measure: .explained, value: test.effect)],
              classes: [
                ("jodoinGierl", test.effect.isFinite ? test.jodoinGierl : nil),
                ("zumboThomas", test.effect.isFinite ? test.zumboThomas : nil),
              ])
          })
      }
    case .likelihoodRatio:
      return GroupDifferences(method, names, plan, try responses.likelihoodRatioDifferences(plan, models: models)) { found in
        Tested(
          statistic: found.chiSquare, degrees: found.degrees, probability: found.probability,
          comparisons: zip(focal, found.differences).map {
            Comparison(group: $0, effects: [Effect(measure: .scoreDifference, value: $1)])
          })
      }
    case .wald:
      return GroupDifferences(method, names, plan, try responses.lordDifferences(plan, models: models)) { found in
        Tested(
          statistic: found.count == 1 ? found[0].chiSquare : nil, degrees: found.count == 1 ? found[0].degrees : nil,
          comparisons: zip(focal, found).map { group, test in
            Comparison(
              group: group, statistic: test.chiSquare, degrees: test.degrees, probability: test.probability,
              effects: [
                Effect(
                  measure: .difficultyDifference, value: (test.focal.difficulty ?? .nan) - (test.reference.difficulty ?? .nan)),
                Effect(measure: .discriminationDifference, value: test.focal.slope - test.reference.slope),
              ])
          })
      }
    case .standardised:
      return GroupDifferences(method, names, plan, try responses.standardisedDifferences(plan)) { found in
        Tested(
          comparisons: found.map { difference in
            Comparison(
              group: names[difference.focal], probability: difference.probability,
              effects: [Effect(measure: .shareDifference, value: difference.difference, error: difference.standardError)],
              classes: [("doransKulick", difference.difference.isFinite ? difference.category : nil)])
          })
      }
    }
  }
}
