/// The curves of one item after another at the abilities of a tile.
final class TileCurves {
  /// P(k) in row k.
  private let probabilities: Doubles
  private let reached: Doubles
  private let unreached: Doubles

  init(_ items: [Item]) {
    let size = AnswerTile.width * items.reduce(2) { max($0, $1.categories) }
    probabilities = Doubles(size)
    reached = Doubles(size)
    unreached = Doubles(size)
  }

  func fill(_ item: Item, _ abilities: Doubles) {
    CurveRows(
      abilities: abilities.at, count: AnswerTile.width, probabilities: probabilities.at, reached: (reached.at, unreached.at)
    ).fill(item)
  }

  /// P(k) of four persons.
  @inline(__always)
  func probability(_ k: Int, _ person: Int) -> SIMD4<Double> { four(probabilities.at, k * AnswerTile.width + person) }

  /// Their mean answer.
  @inline(__always)
  func mean(_ categories: Int, _ person: Int) -> SIMD4<Double> {
    var mean = probability(1, person)
    for k in 1..<categories where k > 1 { mean += Double(k) * probability(k, person) }
    return mean
  }

  /// Probabilities of four persons to reach category k, 1…K-1, of a graded item; for k = 1 to know the answer to a guessing item.
  @inline(__always)
  func reached(_ k: Int, _ person: Int) -> SIMD4<Double> { four(reached.at, k * AnswerTile.width + person) }

  /// 1 less `reached`.
  @inline(__always)
  func unreached(_ k: Int, _ person: Int) -> SIMD4<Double> { four(unreached.at, k * AnswerTile.width + person) }

  /// Of those who answer a guessing item rightly, the share that knows.
  @inline(__always)
  func knowing(_ item: Item, _ person: Int) -> SIMD4<Double> {
    item.guessing == 0 ? SIMD4(repeating: 1) : (1 - item.guessing) * reached(1, person) / probability(1, person)
  }

  /// P′(k) / P(k) of four persons, for slope 1.
  @inline(__always)
  func unitScore(_ item: Item, _ k: Int, _ person: Int, mean: SIMD4<Double>) -> SIMD4<Double> {
    switch item.curve {
    case .partialCredit: return Double(k) - mean
    case .guessing: return k == 0 ? -reached(1, person) : knowing(item, person) * unreached(1, person)
    case .graded:
      let notReached = k == 0 ? .zero : unreached(k, person)
      return k == item.categories - 1 ? notReached : notReached - reached(k + 1, person)
    }
  }
}
