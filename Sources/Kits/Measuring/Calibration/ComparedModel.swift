import Exchange
import Measurement
import Words

/// Another model of the same answers, beside the one that was asked for.
struct ComparedModel: Sendable {
  let model: ItemModel.Name
  let logLikelihood: Double
  let parameters: Int
  let akaike: Double
  let bayesian: Double
  let converged: Bool
  /// Of the narrower of both against the wider; nil where neither is a special case of the other.
  let test: LikelihoodRatio?

  init(_ model: ItemModel.Name, _ fit: Calibration, beside first: Calibration) {
    self.model = model
    (logLikelihood, parameters) = (fit.logLikelihood, fit.parameters.count)
    (akaike, bayesian, converged) = (fit.akaike, fit.bayesian, fit.certificate.converged)
    test = (try? first.likelihoodRatio(within: fit)) ?? (try? fit.likelihoodRatio(within: first))
  }

  var json: JSON {
    .object([
      ("model", .string(model.rawValue)), ("logLikelihood", .number(logLikelihood)), ("deviance", .number(-2 * logLikelihood)),
      ("parameters", .number(Double(parameters))), ("aic", .number(akaike)), ("bic", .number(bayesian)),
      ("converged", .bool(converged)), ("chiSquare", .some(test?.statistic)), ("df", .some(test.map { Double($0.degrees) })),
      ("p", .some(test?.significance)),
    ])
  }

  func says(_ t: Language) -> String {
    let figures =
      "\(model.rawValue): AIC \(t.number(akaike, decimals: 1)), BIC \(t.number(bayesian, decimals: 1))"
    guard let test else { return figures }
    return figures + "; χ² \(t.number(test.statistic, decimals: 2)), df \(test.degrees), p \(t.probability(test.significance))"
  }
}
