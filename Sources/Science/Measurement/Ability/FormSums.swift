/// Sums over the items of a form at an ability: the expected s, its variance, and its third and fourth cumulant.
struct FormSum {
  var total: Double
  var information: Double
  var bias: Double
  var fourth: Double
}

/// The same at 64 abilities.
final class FormSums {
  private typealias Four = SIMD4<Double>

  let abilities = Doubles(AnswerTile.width)
  private let total = Doubles(AnswerTile.width)
  private let information = Doubles(AnswerTile.width)
  private let bias = Doubles(AnswerTile.width)
  private let fourth = Doubles(AnswerTile.width)
  private let curves: TileCurves

  init(_ items: [Item]) { curves = TileCurves(items) }

  subscript(at: Int) -> FormSum {
    FormSum(total: total.at[at], information: information.at[at], bias: bias.at[at], fourth: fourth.at[at])
  }

  /// At the abilities as they are now.
  func take(_ items: [Item]) {
    for sum in [total, information, bias, fourth] { sum.clear() }
    for item in items {
      curves.fill(item, abilities)
      let categories = item.categories
      for at in stride(from: 0, to: AnswerTile.width, by: 4) {
        if categories == 2 { addTwoCategories(item.slope, at) } else { add(item.slope, categories, at) }
      }
    }
  }

  @inline(__always)
  private func addTwoCategories(_ slope: Double, _ at: Int) {
    let (unknown, known) = (curves.probability(0, at), curves.probability(1, at))
    let own = known * unknown
    let squared = slope * slope * own
    add(slope * known, squared, slope * squared * (unknown - known), slope * slope * squared * (1 - 6 * own), at)
  }

  @inline(__always)
  private func add(_ slope: Double, _ categories: Int, _ at: Int) {
    let mean = curves.mean(categories, at)
    var (second, third, fourth) = (Four.zero, Four.zero, Four.zero)
    for k in 0..<categories {
      let away = Double(k) - mean
      let term = curves.probability(k, at) * away * away
      second += term
      third += term * away
      fourth += term * away * away
    }
    let square = slope * slope
    add(slope * mean, square * second, square * slope * third, square * square * (fourth - 3 * second * second), at)
  }

  @inline(__always)
  private func add(_ total: Four, _ information: Four, _ bias: Four, _ fourth: Four, _ at: Int) {
    put(four(self.total.at, at) + total, self.total.at, at)
    put(four(self.information.at, at) + information, self.information.at, at)
    put(four(self.bias.at, at) + bias, self.bias.at, at)
    put(four(self.fourth.at, at) + fourth, self.fourth.at, at)
  }
}
