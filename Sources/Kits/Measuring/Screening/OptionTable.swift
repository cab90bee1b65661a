import Measurement
import Words

/// Options as persons chose them, and the points these are worth by a key.
struct OptionTable: Sendable {
  let points: ResponseTable
  /// Row after row the number of the option, 255 for none.
  let answers: [UInt8]
  /// How many options each item has, and the number of the right one.
  let options: [Int]
  let right: [UInt8]

  static func read(_ bytes: [UInt8], _ columns: ResponseColumns, _ key: AnswerKey) throws(TableComplaints) -> OptionTable {
    var numbers: [[String: UInt8]] = []
    var answers: [UInt8] = []
    let rows = try PersonRows.read(bytes, columns) { cell, item in
      if item == numbers.count { numbers.append([:]) }
      let option = cell.option
      if !option.isEmpty, numbers[item][option] == nil {
        guard numbers[item].count < Responses.categoryLimit - 1 else { return .tooManyOptions }
        numbers[item][option] = UInt8(numbers[item].count)
      }
      answers.append(numbers[item][option] ?? Responses.missing)
      return nil
    }
    var right: [UInt8] = []
    for (item, option) in try key.right(of: rows.items).enumerated() {
      let number = numbers[item][option] ?? UInt8(numbers[item].count)
      numbers[item][option] = number
      right.append(number)
    }
    let points = answers.enumerated().map { at, answer in
      answer == Responses.missing ? answer : answer == right[at % right.count] ? 1 : 0
    }
    return OptionTable(
      points: ResponseTable(rows, points), answers: answers, options: numbers.map { max(2, $0.count) }, right: right)
  }
}
