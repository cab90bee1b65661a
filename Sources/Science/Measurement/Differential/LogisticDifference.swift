import Glibc

/// Logistic regression of an item on score, group and their product (Swaminathan & Rogers 1990).
package struct LogisticDifference: Sendable, Hashable {
  /// Likelihood ratios: group given score, product given both, both given score. Degrees of freedom g, g and 2g with g focal groups.
  package let uniform: Test
  package let nonuniform: Test
  package let either: Test
  /// Intercept, score, each focal group's intercept, each focal group's slope of the fullest model.
  package let coefficients: [Double]
  /// False where an item is so sharp that the coefficients have no finite maximum; the likelihood ratios stay good.
  package let converged: Bool

  package struct Test: Sendable, Hashable {
    package let chiSquare: Double
    package let degrees: Int
    package let probability: Double
    /// How much Nagelkerke's (1991) R² grows.
    package let effect: Double
    /// By the bounds .035 and .070 of Jodoin & Gierl (2001), and .13 and .26 of Zumbo & Thomas (1997); A also where not significant.
    package let jodoinGierl: DifferentialCategory
    package let zumboThomas: DifferentialCategory
  }
}

/// Which of the three tests flags.
package enum LogisticTest: Sendable, Hashable { case uniform, nonuniform, either }

extension Responses {
  /// All items, anchor purified as the plan says.
  package func logisticDifferences(
    _ plan: DifferentialPlan = .init(), flagging test: LogisticTest = .either
  ) throws(DifferentialFault) -> DifferentialReport<LogisticDifference> {
    try plan.matched(self) { (table, item) throws(DifferentialFault) in
      let strata = table.strata(item)
      try strata.check(item)
      let finding = LogisticDifference(strata, level: plan.level)
      let probability =
        switch test {
        case .uniform: finding.uniform.probability
        case .nonuniform: finding.nonuniform.probability
        case .either: finding.either.probability
        }
      return (finding, probability)
    }
  }
}

extension LogisticDifference {
  init(_ strata: MatchingTable.Strata, level: Double) {
    let focal = strata.groups - 1
    let data = BinomialData(strata)
    let constant = data.fit(width: 1, from: [])
    let score = data.fit(width: 2, from: constant.coefficients)
    let group = data.fit(width: 2 + focal, from: score.coefficients)
    let product = data.fit(width: 2 + 2 * focal, from: group.coefficients)
    let null = constant.logLikelihood
    func test(_ small: BinomialData.Fit, _ large: BinomialData.Fit, _ degrees: Int) -> Test {
      // The larger fit starts from the smaller one and never falls, so that the ratio is not negative.
      let chiSquare = max(0, 2 * (large.logLikelihood - small.logLikelihood))
      let probability = chiSquareAbove(chiSquare, degrees: Double(degrees))
      let effect = max(0, data.nagelkerke(large, null) - data.nagelkerke(small, null))
      func category(_ b: Double, _ c: Double) -> DifferentialCategory {
        effect < b || probability > level ? .a : effect < c ? .b : .c
      }
      return Test(
        chiSquare: chiSquare, degrees: degrees, probability: probability, effect: effect, jodoinGierl: category(0.035, 0.07),
        zumboThomas: category(0.13, 0.26))
    }
    uniform = test(score, group, focal)
    nonuniform = test(group, product, focal)
    either = test(score, product, 2 * focal)
    coefficients = data.unscaled(product.coefficients, focal: focal)
    converged = product.converged && group.converged && score.converged
  }
}

/// Rights out of answers at each score of each group. The score is centred and scaled for the fit.
private struct BinomialData {
  private var rows: [(score: Double, group: Int, right: Double, all: Double)] = []
  private let focal: Int
  private let centre: Double
  private let scale: Double

  struct Fit {
    var coefficients: [Double]
    var logLikelihood: Double
    var converged: Bool
  }

  init(_ strata: MatchingTable.Strata) {
    focal = strata.groups - 1
    var (weight, first, second) = (0.0, 0.0, 0.0)
    for level in 0..<strata.levels {
      for group in 0..<strata.groups {
        let all = strata.totals[level * strata.groups + group]
        guard all > 0 else { continue }
        rows.append((Double(level), group, strata.rights[level * strata.groups + group], all))
        weight += all
        first += all * Double(level)
        second += all * Double(level * level)
      }
    }
    centre = first / weight
    scale = max(1e-6, second / weight - centre * centre).squareRoot()
    for at in rows.indices { rows[at].score = (rows[at].score - centre) / scale }
  }

  /// Coefficients by the score itself.
  func unscaled(_ coefficients: [Double], focal: Int) -> [Double] {
    var result = coefficients
    result[1] /= scale
    result[0] -= result[1] * centre
    for at in 0..<focal {
      result[2 + focal + at] /= scale
      result[2 + at] -= result[2 + focal + at] * centre
    }
    return result
  }

  private func fill(_ x: inout [Double], _ row: (score: Double, group: Int, right: Double, all: Double)) {
    let width = x.count
    for at in 0..<width { x[at] = 0 }
    x[0] = 1
    if width > 1 { x[1] = row.score }
    guard row.group > 0 else { return }
    if width > 2 { x[1 + row.group] = 1 }
    if width > 2 + focal { x[1 + focal + row.group] = row.score }
  }

  /// Newton's method with steps halved until the log-likelihood does not fall.
  func fit(width: Int, from start: [Double]) -> Fit {
    var fit = Fit(
      coefficients: start + [Double](repeating: 0, count: width - start.count), logLikelihood: 0, converged: false)
    var x = [Double](repeating: 0, count: width)
    fit.logLikelihood = logLikelihood(fit.coefficients, &x)
    for _ in 0..<50 {
      var gradient = [Double](repeating: 0, count: width)
      var information = [Double](repeating: 0, count: width * width)
      for row in rows {
        fill(&x, row)
        let share = logistic(dot(x, fit.coefficients))
        let weight = row.all * share * (1 - share)
        for one in 0..<width where x[one] != 0 {
          gradient[one] += x[one] * (row.right - row.all * share)
          for other in 0...one { information[one * width + other] += weight * x[one] * x[other] }
        }
      }
      guard let root = Cholesky(information, size: width, tolerance: 1e-10) else { return fit }
      let step = root.solve(gradient)
      let promise = dot(step, gradient)
      if promise < 1e-16 * max(1, abs(fit.logLikelihood)) {
        fit.converged = true
        return fit
      }
      var length = 1.0
      var next = fit
      repeat {
        next.coefficients = zip(fit.coefficients, step).map { $0 + length * $1 }
        next.logLikelihood = logLikelihood(next.coefficients, &x)
        length /= 2
      } while next.logLikelihood < fit.logLikelihood && length > 1e-6
      guard next.logLikelihood >= fit.logLikelihood else {
        fit.converged = promise < 1e-9
        return fit
      }
      fit = next
      // A slope without end: the item is separated by score.
      if fit.coefficients.contains(where: { abs($0) > 50 }) { return fit }
    }
    return fit
  }

  private func logLikelihood(_ coefficients: [Double], _ x: inout [Double]) -> Double {
    rows.reduce(0) { sum, row in
      fill(&x, row)
      let logit = dot(x, coefficients)
      return sum + row.right * logLogistic(logit) + (row.all - row.right) * logLogistic(-logit)
    }
  }

  /// Nagelkerke's R², from the likelihood of single answers.
  func nagelkerke(_ fit: Fit, _ null: Double) -> Double {
    let count = rows.reduce(0) { $0 + $1.all }
    return -expm1(2 * (null - fit.logLikelihood) / count) / -expm1(2 * null / count)
  }
}
