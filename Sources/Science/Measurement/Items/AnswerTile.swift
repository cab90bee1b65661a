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

  /// `row` writes the answers of one of `count` persons, a byte an item.
  @inline(__always)
  func fill(_ count: Int, _ row: (_ person: Int, UnsafeMutableBufferPointer<UInt8>) -> Void) {
    rows.withUnsafeMutableBufferPointer { rows in
      for person in 0..<Self.width {
        let own = UnsafeMutableBufferPointer(rebasing: rows[person * items..<(person + 1) * items])
        if person < count { row(person, own) } else { own.update(repeating: Responses.missing) }
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
