import Dispatch

/// How an item's answers keep to the model.
package struct ItemFit: Sendable, Hashable {
  /// Mean squares of the residuals, 1 expected: weighted with the information (infit) and not (outfit) (Wright & Masters 1982, pp. 99-101).
  package let infit: Double
  package let outfit: Double
  /// The same as normal deviates by the cube root of Wilson & Hilferty.
  package let infitZ: Double
  package let outfitZ: Double
  /// Weight of the persons who answered.
  package let answers: Double

  /// `variances`: of the mean squares under the model.
  init(infit: Double, outfit: Double, answers: Double, variances: (infit: Double, outfit: Double)) {
    self.infit = infit
    self.outfit = outfit
    self.answers = answers
    infitZ = meanSquareDeviate(infit, variance: variances.infit)
    outfitZ = meanSquareDeviate(outfit, variance: variances.outfit)
  }
}

extension Responses {
  /// Fit of each item at these abilities, one for each person; in a short test mean squares at estimated abilities are below 1 on average
  /// (`Calibration.itemFit` is without that). Persons without a finite ability are
  /// passed over. Mean squares are neutral, 1, where nothing varies.
  package func itemFit(_ items: [Item], abilities: [Double]) -> [ItemFit] {
    precondition(items.count == self.items && abilities.count == persons)
    let parts = Parts(persons)
    var sums = [[FitSums]](repeating: [], count: parts.number)
    sums.withUnsafeMutableBufferPointer { sums in
      nonisolated(unsafe) let base = sums.baseAddress!
      DispatchQueue.concurrentPerform(iterations: parts.number) { part in
        base[part] = fitSums(items, abilities, parts[part])
      }
    }
    return items.indices.map { item in sums.reduce(into: FitSums()) { $0.add($1[item]) }.fit }
  }

  private func fitSums(_ items: [Item], _ abilities: [Double], _ persons: Range<Int>) -> [FitSums] {
    var sums = [FitSums](repeating: FitSums(), count: items.count)
    let curves = TileCurves(items)
    let weights = Doubles(AnswerTile.width)
    eachTile(in: persons, abilities: abilities) { tile, persons in
      for (at, person) in persons.enumerated() { weights.at[at] = weight(person) }
      for (number, item) in items.enumerated() where tile.answers.masks[number] != 0 {
        curves.fill(item, tile.abilities)
        sums[number].add(tile.answers, number, curves, categories: item.categories, weights)
      }
    }
    return sums
  }
}

/// Of one item, four persons abreast.
private struct FitSums {
  private typealias Four = SIMD4<Double>

  private var answers = Four()
  private var residual = Four()
  private var variance = Four()
  private var spread = Four()
  private var square = Four()
  private var kurtosis = Four()

  mutating func add(_ tile: AnswerTile, _ item: Int, _ curves: TileCurves, categories: Int, _ weights: Doubles) {
    for person in stride(from: 0, to: AnswerTile.width, by: 4) {
      let mean = curves.mean(categories, person)
      var (second, fourth) = (Four(), Four())
      for k in 0..<categories {
        let gap = Double(k) - mean
        let away = gap * gap
        let term = curves.probability(k, person) * away
        second += term
        fourth += term * away
      }
      let at = item * AnswerTile.width + person
      var weight = four(weights.at, person) * four(tile.answered.at, at)
      weight.replace(with: 0, where: second .<= 1e-10)
      second.replace(with: 1, where: second .<= 1e-10)
      let gap = four(tile.answers.at, at) - mean
      let squared = weight * gap * gap
      answers += weight
      residual += squared
      variance += weight * second
      spread += weight * (fourth - second * second)
      square += squared / second
      kurtosis += weight * (fourth / (second * second) - 1)
    }
  }

  mutating func add(_ other: FitSums) {
    answers += other.answers
    residual += other.residual
    variance += other.variance
    spread += other.spread
    square += other.square
    kurtosis += other.kurtosis
  }

  var fit: ItemFit {
    let (answers, variance) = (answers.sum(), variance.sum())
    guard answers > 0 else { return ItemFit(infit: 1, outfit: 1, answers: 0, variances: (0, 0)) }
    return ItemFit(
      infit: residual.sum() / variance, outfit: square.sum() / answers, answers: answers,
      variances: (spread.sum() / (variance * variance), kurtosis.sum() / (answers * answers)))
  }
}
