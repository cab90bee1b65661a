/// Sums over the persons who answered both of two items, for every pair: of the residuals, their squares and products.
final class PairSums {
  private let items: Int
  /// Items, with empty ones to a multiple of 4.
  private let rows: Int
  /// Residuals and their squares at item x person of a tile; 0 where missing.
  private let residuals: Doubles
  private let squares: Doubles
  /// Over whoever answered both, at row x row: of the row's residual and its square; where the row comes first, of the product.
  private let sums: Doubles
  private let squareSums: Doubles
  private let products: Doubles
  private var counts: [Int]

  init(items: Int) {
    self.items = items
    rows = (items + 3) / 4 * 4
    residuals = Doubles(rows * AnswerTile.width)
    squares = Doubles(rows * AnswerTile.width)
    sums = Doubles(rows * rows)
    squareSums = Doubles(rows * rows)
    products = Doubles(rows * rows)
    counts = [Int](repeating: 0, count: rows * rows)
  }

  func add(_ tile: PersonTile, _ items: [Item], _ curves: TileCurves) {
    for (number, item) in items.enumerated() {
      curves.fill(item, tile.abilities)
      for person in stride(from: 0, to: AnswerTile.width, by: 4) {
        let at = number * AnswerTile.width + person
        let gap = (four(tile.answers.answers.at, at) - curves.mean(item.categories, person)) * four(tile.answers.answered.at, at)
        put(gap, residuals.at, at)
        put(gap * gap, squares.at, at)
      }
    }
    addProducts()
    for one in 0..<self.items where tile.answers.masks[one] != 0 { addSums(one, tile.answers.masks) }
  }

  /// Two rows with four at a time, in registers.
  private func addProducts() {
    typealias Two = SIMD2<Double>
    @inline(__always)
    func two(_ row: Int, _ person: Int) -> Two {
      UnsafeRawPointer(residuals.at + (row &* AnswerTile.width &+ person)).loadUnaligned(as: Two.self)
    }
    for one in stride(from: 0, to: rows, by: 2) {
      for other in stride(from: one / 4 * 4, to: rows, by: 4) {
        var (a0, a1, a2, a3) = (Two(), Two(), Two(), Two())
        var (b0, b1, b2, b3) = (Two(), Two(), Two(), Two())
        var person = 0
        while person < AnswerTile.width {
          let (a, b) = (two(one, person), two(one &+ 1, person))
          let (c0, c1) = (two(other, person), two(other &+ 1, person))
          a0 += a * c0
          b0 += b * c0
          a1 += a * c1
          b1 += b * c1
          let (c2, c3) = (two(other &+ 2, person), two(other &+ 3, person))
          a2 += a * c2
          b2 += b * c2
          a3 += a * c3
          b3 += b * c3
          person &+= 2
        }
        let at = one * rows + other
        put(four(products.at, at) + SIMD4(a0.sum(), a1.sum(), a2.sum(), a3.sum()), products.at, at)
        put(four(products.at, at + rows) + SIMD4(b0.sum(), b1.sum(), b2.sum(), b3.sum()), products.at, at + rows)
      }
    }
  }

  /// What differs between the persons of one item and those of a pair is added or taken away, whichever are fewer.
  private func addSums(_ one: Int, _ masks: [UInt64]) {
    let (own, ownSquares) = (residuals.at + one * AnswerTile.width, squares.at + one * AnswerTile.width)
    let count = masks[one].nonzeroBitCount
    let (sum, squareSum) = (total(own, ~0), total(ownSquares, ~0))
    for other in 0..<items {
      let both = masks[one] & masks[other]
      if both == 0 { continue }
      let at = one * rows + other
      let common = both.nonzeroBitCount
      counts[at] += common
      if common == count {
        sums.at[at] += sum
        squareSums.at[at] += squareSum
      } else if 2 * common > count {
        let rest = masks[one] & ~both
        sums.at[at] += sum - total(own, rest)
        squareSums.at[at] += squareSum - total(ownSquares, rest)
      } else {
        sums.at[at] += total(own, both)
        squareSums.at[at] += total(ownSquares, both)
      }
    }
  }

  /// Over the persons whose bits are set.
  @inline(__always)
  private func total(_ row: UnsafePointer<Double>, _ persons: UInt64) -> Double {
    var left = persons
    var sum = 0.0
    while left != 0 {
      sum += row[left.trailingZeroBitCount]
      left &= left &- 1
    }
    return sum
  }

  func add(_ other: PairSums) {
    for at in 0..<rows * rows {
      sums.at[at] += other.sums.at[at]
      squareSums.at[at] += other.squareSums.at[at]
      products.at[at] += other.products.at[at]
      counts[at] += other.counts[at]
    }
  }

  func persons(_ one: Int, _ other: Int) -> Int { counts[one * rows + other] }

  /// Of two items, the lower number first; nil where one of them does not vary.
  func correlation(_ one: Int, _ other: Int) -> Double? {
    let (at, turned) = (one * rows + other, other * rows + one)
    let count = Double(counts[at])
    let (x, y) = (sums.at[at], sums.at[turned])
    let (a, b) = (squareSums.at[at] - x * x / count, squareSums.at[turned] - y * y / count)
    guard a > 1e-12, b > 1e-12 else { return nil }
    return max(-1, min(1, (products.at[at] - x * y / count) / (a * b).squareRoot()))
  }
}
