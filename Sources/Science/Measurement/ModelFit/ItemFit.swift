import Glibc

/// How an item's answers keep to the model, seen from the persons' estimated abilities.
package struct ItemFit: Sendable, Hashable {
  /// Mean squares of the residuals, 1 expected: weighted with the information (infit) and not (outfit) (Wright & Masters 1982, pp. 99-101).
  package let infit: Double
  package let outfit: Double
  /// The same as normal deviates by the cube root of Wilson & Hilferty.
  package let infitZ: Double
  package let outfitZ: Double
  /// Weight of the persons who answered.
  package let answers: Double
}

extension Responses {
  /// Fit of each item at these abilities (one for each person, weighted likelihood recommended); persons without a finite ability are
  /// passed over. Mean squares are neutral, 1, where nothing varies.
  package func itemFit(_ items: [Item], abilities: [Double]) -> [ItemFit] {
    precondition(items.count == self.items && abilities.count == persons)
    var sums = [FitSums](repeating: FitSums(), count: items.count)
    for person in 0..<persons where abilities[person].isFinite {
      let weight = weight(person)
      for item in 0..<items.count {
        guard let answer = self[person, item] else { continue }
        sums[item].add(answer, items[item].probabilities(at: abilities[person]), weight: weight)
      }
    }
    return sums.map(\.fit)
  }
}

private struct FitSums {
  private var answers = 0.0
  private var residual = 0.0
  private var variance = 0.0
  private var spread = 0.0
  private var square = 0.0
  private var kurtosis = 0.0

  mutating func add(_ answer: Int, _ probabilities: [Double], weight: Double) {
    var mean = 0.0
    for (category, p) in probabilities.enumerated() { mean += p * Double(category) }
    var (second, fourth) = (0.0, 0.0)
    for (category, p) in probabilities.enumerated() {
      let away = (Double(category) - mean) * (Double(category) - mean)
      second += p * away
      fourth += p * away * away
    }
    guard second > 1e-10 else { return }
    let gap = Double(answer) - mean
    answers += weight
    residual += weight * gap * gap
    variance += weight * second
    spread += weight * (fourth - second * second)
    square += weight * gap * gap / second
    kurtosis += weight * (fourth / (second * second) - 1)
  }

  var fit: ItemFit {
    guard answers > 0 else { return ItemFit(infit: 1, outfit: 1, infitZ: 0, outfitZ: 0, answers: 0) }
    let (infit, outfit) = (residual / variance, square / answers)
    return ItemFit(
      infit: infit, outfit: outfit, infitZ: Self.deviate(infit, variance: spread / (variance * variance)),
      outfitZ: Self.deviate(outfit, variance: kurtosis / (answers * answers)), answers: answers)
  }

  /// (∛mean square - 1)·3/q + q/3 with q the model SD.
  private static func deviate(_ square: Double, variance: Double) -> Double {
    guard variance > 1e-14 else { return 0 }
    let q = min(variance.squareRoot(), 2.0.squareRoot())
    return (cbrt(square) - 1) * 3 / q + q / 3
  }
}
