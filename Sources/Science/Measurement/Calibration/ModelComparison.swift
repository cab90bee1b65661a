import Glibc

extension Calibration {
  /// -2 log-likelihood.
  package var deviance: Double { -2 * logLikelihood }

  /// Deviance + 2 x parameters (Akaike 1974).
  package var akaike: Double { deviance + 2 * Double(parameters.count) }

  /// Deviance + log(persons) x parameters (Schwarz 1978).
  package var bayesian: Double { deviance + log(persons) * Double(parameters.count) }

  /// Test of this fit against one of a model it is a special case of, on the same responses. Priors make it approximate.
  package func likelihoodRatio(within wider: Calibration) throws(ComparisonRefusal) -> LikelihoodRatio {
    guard certificate.converged, wider.certificate.converged else { throw .notConverged }
    let degrees = wider.parameters.count - parameters.count
    guard degrees > 0, persons == wider.persons else { throw .notNested }
    let statistic = wider.deviance - deviance
    guard statistic <= 1e-6 * persons.squareRoot() else { throw .notNested }
    return LikelihoodRatio(statistic: max(0, -statistic), degrees: degrees)
  }
}

/// Twice the difference of two log-likelihoods, chi-square with so many degrees of freedom where the narrower model holds.
package struct LikelihoodRatio: Sendable, Hashable {
  /// At least 0.
  package let statistic: Double
  package let degrees: Int
  /// Probability of a statistic as large or larger.
  package var significance: Double { chiSquareAbove(statistic, degrees: Double(degrees)) }
}

/// Why two fits cannot be compared by their likelihoods.
package enum ComparisonRefusal: Error, Hashable, Sendable {
  case notConverged
  /// Not more parameters, other persons, or a lower likelihood.
  case notNested
}
