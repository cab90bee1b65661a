import Glibc

/// Fitted item and group parameters with their certificate.
package struct Calibration: Sendable {
  /// One for each item, anchors included.
  package let items: [Item]
  package let models: [ItemModel]
  /// One for each group of persons.
  package let groups: [AbilityDistribution]
  /// What was estimated.
  package let parameters: [Parameter]
  /// In the order of `parameters`.
  package let estimates: [Double]
  /// Of `estimates`, row after row: inverse of the observed information of the (penalised) marginal likelihood. Nil where it was
  /// not asked for or the information is not positive definite.
  package let covariance: [Double]?
  /// Marginal log-likelihood of the answers, priors left out.
  package let logLikelihood: Double
  package let certificate: Certificate
  /// Items whose estimates are to be looked at.
  package let warnings: [Warning]
  /// Persons, or the sum of their weights, who answered at least one item.
  package let persons: Double
  let layout: ParameterLayout

  /// Why the fit can be trusted, or not.
  package struct Certificate: Sendable, Hashable {
    /// Whether the gradient is below the tolerance; estimates of a fit that is not converged are only the best found.
    package let converged: Bool
    /// Largest element of the gradient of the (penalised) log-likelihood, per person.
    package let gradient: Double
    package let iterations: Int
    /// Passes over the persons.
    package let evaluations: Int
    /// Nodes of the quadrature and the abilities they span.
    package let nodes: Int
    package let lowest: Double
    package let highest: Double
    /// What quadrature may miss of a person's likelihood, relative: 2·exp(-2π²σ²/h²) for the narrowest posterior, or the bound
    /// for the steepest item, whichever is more.
    package let quadratureBound: Double
    /// How much the gradient per person changes on nodes shifted by half a step and twice as many interpolation bins: the
    /// numerical error of both, measured.
    package let numericalError: Double
    /// The same of the log-likelihood per person.
    package let logLikelihoodError: Double
    /// Whether chains of persons with items in common lead from each item to every other; else only the assumption of equal
    /// distributions links them.
    package let isConnected: Bool
  }

  package enum Warning: Sendable, Hashable {
    /// The slope or an intercept grows without bound: the answers separate the persons perfectly, or nearly.
    case cannotBeEstimated(item: Int)
    /// The slope is below 0: perhaps the key is wrong.
    case negativeSlope(item: Int)
    /// The guessing chance is 0 within rounding.
    case noGuessing(item: Int)
  }
}

/// Why nothing can be estimated.
package enum CalibrationRefusal: Error, Hashable, Sendable {
  case tooFewPersons(Int)
  /// Models not one for each item.
  case modelCount(expected: Int, given: Int)
  /// AbilityPlans not one for each group.
  case groupCount(expected: Int, given: Int)
  case anchor(item: Int)
  /// A dichotomous model for an item with more than two categories.
  case model(item: Int)
  /// Nobody answered.
  case unanswered(item: Int)
  /// Everyone gave the same answer.
  case constant(item: Int)
  /// Nobody gave the answer.
  case emptyCategory(item: Int, category: Int)
  /// Nothing ties the origin or the unit of the scale of these groups to anything known.
  case unlinked(groups: [Int])
  /// No chain of persons leads from the first item to it, and nothing is assumed of abilities.
  case unlinkedItem(Int)
  /// A rating scale whose items differ in the number of categories.
  case ratingScale(item: Int)
  /// A tolerance, prior or deviation that is not a positive number.
  case plan(String)
  /// Every parameter is known.
  case nothingToEstimate
  /// Under the anchors some answers have no probability.
  case impossibleAnswers
}

extension Calibration {
  /// Standard error of each of `parameters`, nil without a covariance.
  package var standardErrors: [Double]? {
    covariance.map { covariance in parameters.indices.map { covariance[$0 * parameters.count + $0].squareRoot() } }
  }

  /// Standard errors of an item's slope, intercepts and guessing chance; 0 for what was known beforehand.
  package func standardErrors(item: Int) -> (slope: Double, intercepts: [Double], guessing: Double)? {
    guard let covariance = covariance(item: item) else { return nil }
    let size = layout.starts[item + 1] - layout.starts[item]
    let errors = (0..<size).map { max(0, covariance[$0 * size + $0]).squareRoot() }
    let steps = items[item].intercepts.count
    return (errors[0], Array(errors[1...steps]), errors.count > steps + 1 ? errors[steps + 1] : 0)
  }

  /// Standard errors of an item's thresholds and of their mean, by the delta method; nil without covariance or slope.
  package func standardErrors(ofThresholds item: Int) -> (thresholds: [Double], difficulty: Double)? {
    let own = items[item]
    guard let covariance = covariance(item: item), own.slope != 0 else { return nil }
    let size = layout.starts[item + 1] - layout.starts[item]
    let steps = own.intercepts.count
    var rows: [[Double]] = []
    for step in 0..<steps {
      var row = [Double](repeating: 0, count: size)
      row[step + 1] = -1 / own.slope
      var reach = own.intercepts[step]
      if own.curve == .partialCredit, step > 0 {
        row[step] = 1 / own.slope
        reach -= own.intercepts[step - 1]
      }
      row[0] = reach / (own.slope * own.slope)
      rows.append(row)
    }
    let mean = (0..<size).map { at in rows.reduce(0) { $0 + $1[at] } / Double(steps) }
    let errors = (rows + [mean]).map { row in
      var variance = 0.0
      for one in 0..<size { for other in 0..<size { variance += row[one] * row[other] * covariance[one * size + other] } }
      return max(0, variance).squareRoot()
    }
    return (Array(errors.dropLast()), errors[steps])
  }

  /// How many natural parameters there are: slope, intercepts and guessing chance of each item in turn, then the groups'.
  var naturalCount: Int { layout.natural.count }

  func firstNatural(of item: Int) -> Int { layout.starts[item] }

  /// Covariance, row after row, of functions of the estimates with these gradients by the natural parameters; nil without a covariance.
  func covariance(of gradients: [[Double]]) -> [Double]? {
    guard let covariance else { return nil }
    let size = parameters.count
    // Most gradients know few parameters.
    let sparse = gradients.map { gradient in
      var own = [Double](repeating: 0, count: size)
      for (parameter, slope) in zip(layout.natural, gradient) where slope != 0 {
        for term in parameter.terms { own[term.free] += term.coefficient * slope }
      }
      return own.indices.filter { own[$0] != 0 }.map { (place: $0, slope: own[$0]) }
    }
    return sparse.flatMap { one in
      sparse.map { other in
        var sum = 0.0
        for row in one { for column in other { sum += row.slope * column.slope * covariance[row.place * size + column.place] } }
        return sum
      }
    }
  }

  /// Covariance of an item's slope, intercepts and guessing chance, row after row; nil without a covariance.
  package func covariance(item: Int) -> [Double]? {
    let range = layout.starts[item]..<layout.starts[item + 1]
    return covariance(
      of: range.map { own in
        var gradient = [Double](repeating: 0, count: naturalCount)
        gradient[own] = 1
        return gradient
      })
  }
}
