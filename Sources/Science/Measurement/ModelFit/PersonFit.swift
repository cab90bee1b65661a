import Dispatch

extension Calibration {
  /// lz* of each person (Snijders 2001; Sinharay 2016 for several categories): the standardised log-likelihood of her answers, corrected for the
  /// ability being estimated, as the mode of its posterior. About N(0, 1) when the model holds; far below 0 where answers contradict each
  /// other. Nil where fewer than two items were answered or nothing varies.
  package func personFit(_ responses: Responses) throws(AbilityRefusal) -> [Double?] {
    let abilities = try abilities(responses, method: .mode).abilities
    let parts = Parts(responses.persons)
    var fits = [Double?](repeating: nil, count: responses.persons)
    fits.withUnsafeMutableBufferPointer { fits in
      nonisolated(unsafe) let base = fits.baseAddress!
      DispatchQueue.concurrentPerform(iterations: parts.number) { part in
        let sums = AnswerLikelihoods(items)
        responses.eachTile(in: parts[part], abilities: abilities) { tile, persons in
          sums.add(tile, items)
          for (at, person) in persons.enumerated() {
            let group = groups[responses.group(person)]
            let prior = -(abilities[person] - group.mean) / (group.deviation * group.deviation)
            base[person] = sums.fit(at, prior: prior)
          }
        }
      }
    }
    return fits
  }
}

/// Log-likelihoods of the persons of a tile against what the model expects of them.
private final class AnswerLikelihoods {
  private let curves: TileCurves
  private let logs: TileLogs
  /// A number a person: log-likelihood less its expectation, its covariance with the score in ability, the score's variance, its own,
  /// and how many items were answered.
  private let gap = Doubles(AnswerTile.width)
  private let covariance = Doubles(AnswerTile.width)
  private let information = Doubles(AnswerTile.width)
  private let variance = Doubles(AnswerTile.width)
  private let answered = Doubles(AnswerTile.width)

  init(_ items: [Item]) {
    curves = TileCurves(items)
    logs = TileLogs(items)
  }

  func add(_ tile: PersonTile, _ items: [Item]) {
    for sum in [gap, covariance, information, variance, answered] { sum.clear() }
    for (number, item) in items.enumerated() where tile.answers.masks[number] != 0 {
      curves.fill(item, tile.abilities)
      logs.fill(item, tile.abilities, curves)
      for person in stride(from: 0, to: AnswerTile.width, by: 4) {
        add(
          item, person, answer: four(tile.answers.answers.at, number * AnswerTile.width + person),
          isGiven: four(tile.answers.answered.at, number * AnswerTile.width + person))
      }
    }
  }

  @inline(__always)
  private func add(_ item: Item, _ person: Int, answer: SIMD4<Double>, isGiven: SIMD4<Double>) {
    let categories = item.categories
    var (expected, own) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
    for k in 0..<categories {
      let log = logs.value(k, person)
      expected += curves.probability(k, person) * log
      own.replace(with: log, where: answer .== Double(k))
    }
    let mean = item.curve == .partialCredit ? curves.mean(categories, person) : .zero
    var (square, product, information) = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)
    for k in 0..<categories {
      let p = curves.probability(k, person)
      let away = logs.value(k, person) - expected
      let score = item.slope * curves.unitScore(item, k, person, mean: mean)
      square += p * away * away
      product += p * away * score
      information += p * score * score
    }
    accumulate(gap, person, isGiven * (own - expected))
    accumulate(variance, person, isGiven * square)
    accumulate(covariance, person, isGiven * product)
    accumulate(self.information, person, isGiven * information)
    accumulate(answered, person, isGiven)
  }

  @inline(__always)
  private func accumulate(_ sum: Doubles, _ person: Int, _ term: SIMD4<Double>) {
    put(four(sum.at, person) + term, sum.at, person)
  }

  /// `prior`: derivative of the log prior, which together with the answers' scores is 0 at the mode.
  func fit(_ person: Int, prior: Double) -> Double? {
    let information = information.at[person]
    guard answered.at[person] >= 2, information > 1e-12 else { return nil }
    let slope = covariance.at[person] / information
    let left = variance.at[person] - slope * slope * information
    guard left > 1e-10 else { return nil }
    return (gap.at[person] + slope * prior) / left.squareRoot()
  }
}
