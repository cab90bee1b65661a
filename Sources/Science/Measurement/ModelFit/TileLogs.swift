import Glibc

/// Logarithms of an item's probabilities at the abilities of a tile, but for a constant a person: only what they differ by counts.
/// Exact also where a probability underflows.
final class TileLogs {
  /// In row k.
  private let logs: Doubles

  init(_ items: [Item]) { logs = Doubles(AnswerTile.width * items.reduce(2) { max($0, $1.categories) }) }

  @inline(__always)
  func value(_ k: Int, _ person: Int) -> SIMD4<Double> { four(logs.at, k * AnswerTile.width + person) }

  func fill(_ item: Item, _ abilities: Doubles, _ curves: TileCurves) {
    let gaps = item.curve == .graded ? (0..<item.categories - 1).map { log(item.gap(below: $0)) } : []
    item.intercepts.withUnsafeBufferPointer { intercepts in
      for person in stride(from: 0, to: AnswerTile.width, by: 4) {
        let logit = item.slope * four(abilities.at, person)
        switch item.curve {
        case .partialCredit:
          put(.zero, logs.at, person)
          for k in 0..<intercepts.count { store(Double(k + 1) * logit + intercepts[k], k + 1, person) }
        case .graded:
          var above = SIMD4<Double>.zero
          for k in 0..<intercepts.count {
            let reached = logLogistics(logit + intercepts[k], curves.reached(k + 1, person))
            store(above + reached - (logit + intercepts[k]) + gaps[k], k, person)
            above = reached
          }
          store(above, intercepts.count, person)
        case .guessing:
          let own = logit + intercepts[0]
          put(SIMD4(repeating: log1p(-item.guessing)), logs.at, person)
          store(logGuessed(own, item.guessing), 1, person)
        }
      }
    }
  }

  @inline(__always)
  private func store(_ values: SIMD4<Double>, _ k: Int, _ person: Int) { put(values, logs.at, k * AnswerTile.width + person) }

  /// log(1 / (1 + e^-x)), given what the logarithm is of unless it underflows.
  @inline(__always)
  private func logLogistics(_ x: SIMD4<Double>, _ logistic: SIMD4<Double>) -> SIMD4<Double> {
    var log = logarithm(logistic)
    log.replace(with: x, where: x .< -50)
    return log
  }

  /// log(guessing + e^x).
  @inline(__always)
  private func logGuessed(_ x: SIMD4<Double>, _ guessing: Double) -> SIMD4<Double> {
    guard guessing > 1e-300 else { return x }
    var top = x
    top.replace(with: 0, where: x .< 0)
    return top + logarithm(guessing * exponential(-top) + exponential(x - top))
  }
}
