/// The answers of up to 64 persons turned round: item after item, a number a person, as loops over persons read them.
final class AnswerTile {
  /// Persons; those there are not have answered nothing.
  static let width = 64

  let items: Int
  /// At item x person; 0 where missing.
  let answers: Doubles
  /// At item x person, 1 or 0.
  let answered: Doubles
  /// The same a bit a person, for each item.
  private(set) var masks: [UInt64]
  private var rows: [UInt8]

  init(items: Int) {
    self.items = items
    answers = Doubles(items * Self.width)
    answered = Doubles(items * Self.width)
    masks = [UInt64](repeating: 0, count: items)
    rows = [UInt8](repeating: Responses.missing, count: items * Self.width)
  }

  /// `row` writes the answers of one of `count` persons, a byte an item; of whom it returns false nothing counts.
  @inline(__always)
  func fill(_ count: Int, _ row: (_ person: Int, UnsafeMutableBufferPointer<UInt8>) -> Bool) {
    rows.withUnsafeMutableBufferPointer { rows in
      for person in 0..<Self.width {
        let own = UnsafeMutableBufferPointer(rebasing: rows[person * items..<(person + 1) * items])
        if person >= count || !row(person, own) { own.update(repeating: Responses.missing) }
      }
    }
    turn()
  }

  private func turn() {
    rows.withUnsafeBufferPointer { rows in
      for item in 0..<items {
        var mask: UInt64 = 0
        for person in 0..<Self.width {
          let byte = rows[person * items + item]
          let isGiven = byte != Responses.missing
          mask |= (isGiven ? 1 : 0) << UInt64(person)
          answers.at[item * Self.width + person] = isGiven ? Double(byte) : 0
          answered.at[item * Self.width + person] = isGiven ? 1 : 0
        }
        masks[item] = mask
      }
    }
  }
}

/// A tile of persons with their abilities.
final class PersonTile {
  let answers: AnswerTile
  /// 0 where there is no person or no finite ability.
  let abilities = Doubles(AnswerTile.width)

  init(items: Int) { answers = AnswerTile(items: items) }

  /// Persons without a finite ability have answered nothing.
  func fill(_ responses: Responses, _ persons: Range<Int>, abilities given: UnsafePointer<Double>) {
    for at in 0..<AnswerTile.width {
      let ability = at < persons.count ? given[persons.lowerBound + at] : 0
      abilities.at[at] = ability.isFinite ? ability : 0
    }
    answers.fill(persons.count) { at, row in
      guard given[persons.lowerBound + at].isFinite else { return false }
      responses.read(persons.lowerBound + at, into: row)
      return true
    }
  }
}

extension Responses {
  /// Calls `body` with the persons, tile after tile.
  func eachTile(
    in persons: Range<Int>, abilities: [Double], _ body: (PersonTile, _ persons: Range<Int>) -> Void
  ) {
    let tile = PersonTile(items: items)
    abilities.withUnsafeBufferPointer { abilities in
      for first in stride(from: persons.lowerBound, to: persons.upperBound, by: AnswerTile.width) {
        let own = first..<min(first + AnswerTile.width, persons.upperBound)
        tile.fill(self, own, abilities: abilities.baseAddress!)
        body(tile, own)
      }
    }
  }
}

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
