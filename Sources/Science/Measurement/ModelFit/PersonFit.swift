import Glibc

extension Calibration {
  /// lz* of each person (Snijders 2001; Sinharay 2016 for several categories): the standardised log-likelihood of her answers, corrected for the
  /// ability being estimated, as the mode of its posterior. About N(0, 1) when the model holds; far below 0 where answers contradict each
  /// other. Nil where fewer than two items were answered or nothing varies.
  package func personFit(_ responses: Responses) throws(AbilityRefusal) -> [Double?] {
    let abilities = try abilities(responses, method: .mode).abilities
    return (0..<responses.persons).map { person in
      let group = groups[responses.group(person)]
      let prior = -(abilities[person] - group.mean) / (group.deviation * group.deviation)
      return responses.fit(of: person, items, at: abilities[person], prior: prior)
    }
  }
}

extension Responses {
  /// `prior`: derivative of the log prior, which together with the answers' scores is 0 at the mode.
  fileprivate func fit(of person: Int, _ items: [Item], at ability: Double, prior: Double) -> Double? {
    var (gap, covariance, information, variance) = (0.0, 0.0, 0.0, 0.0)
    var answered = 0
    for item in 0..<self.items {
      guard let answer = self[person, item] else { continue }
      answered += 1
      let point = items[item].point(at: ability)
      let logs = items[item].logProbabilities(at: ability)
      var (mean, square) = (0.0, 0.0)
      for (category, p) in point.probabilities.enumerated() where p > 0 {
        mean += p * logs[category]
        square += p * logs[category] * logs[category]
        covariance += p * logs[category] * point.firstRatios[category]
        information += p * point.firstRatios[category] * point.firstRatios[category]
      }
      gap += logs[answer] - mean
      variance += square - mean * mean
    }
    guard answered >= 2, information > 1e-12 else { return nil }
    let slope = covariance / information
    let left = variance - slope * slope * information
    guard left > 1e-10 else { return nil }
    return (gap + slope * prior) / left.squareRoot()
  }
}
