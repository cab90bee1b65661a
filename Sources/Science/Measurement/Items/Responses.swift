/// Answers of persons to items: whole numbers 0…K-1 or missing, with weights and groups of persons.
///
/// Kept a bit an answer where no item has more than two categories, else a byte.
package struct Responses: Sendable {
  package let persons: Int
  package let items: Int
  /// K of each item, at least 2.
  package let categories: [Int]
  /// How many persons like this each stands for; nil when each is one.
  package let weights: [Double]?
  /// 0…groupCount-1 for each person; nil when all are of one group.
  package let groups: [Int32]?
  package let groupCount: Int
  /// Whether no answer is missing.
  package let isComplete: Bool
  let storage: Storage

  enum Storage: Sendable {
    /// Row after row, `rowBytes` each, item j in bit j % 8 of byte j / 8. `answered` is empty when nothing is missing.
    case bits(rights: [UInt8], answered: [UInt8])
    /// Row after row, a byte an item.
    case bytes([UInt8])
  }

  /// In byte form: no answer.
  package static let missing: UInt8 = 255
  /// An item has fewer categories than this.
  package static let categoryLimit = 100

  /// The answer, nil when missing.
  package subscript(person: Int, item: Int) -> Int? {
    switch storage {
    case .bits(let rights, let answered):
      let at = person * rowBytes + item / 8
      let bit = UInt8(1) << UInt8(item % 8)
      guard answered.isEmpty || answered[at] & bit != 0 else { return nil }
      return rights[at] & bit == 0 ? 0 : 1
    case .bytes(let bytes):
      let byte = bytes[person * items + item]
      return byte == Self.missing ? nil : Int(byte)
    }
  }

  /// Weight of a person, 1 unless given.
  package func weight(_ person: Int) -> Double { weights?[person] ?? 1 }

  /// Group of a person, 0 unless given.
  package func group(_ person: Int) -> Int { groups.map { Int($0[person]) } ?? 0 }

  /// Bytes of a row in bit form.
  var rowBytes: Int { (items + 7) / 8 }
}

/// Why numbers are no responses.
package enum ResponsesFault: Error, Hashable, Sendable {
  case noPersons
  case noItems
  /// A row with another number of answers than the first, or a byte array of another size.
  case ragged(person: Int)
  case answer(person: Int, item: Int, value: Int)
  case categories(item: Int, count: Int)
  /// Weights, groups or categories not one for each.
  case count(expected: Int, given: Int)
  case weight(person: Int)
  case group(person: Int)
}

extension Responses {
  /// One array a person. `categories` where they are more than the answers show; `groups` numbered from 0.
  package init(
    _ rows: [[Int?]], categories: [Int]? = nil, weights: [Double]? = nil, groups: [Int]? = nil
  ) throws(ResponsesFault) {
    guard let first = rows.first else { throw .noPersons }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows.count * first.count)
    for (person, row) in rows.enumerated() {
      guard row.count == first.count else { throw .ragged(person: person) }
      for (item, answer) in row.enumerated() {
        guard let answer else {
          bytes.append(Self.missing)
          continue
        }
        guard answer >= 0, answer < Self.categoryLimit else { throw .answer(person: person, item: item, value: answer) }
        bytes.append(UInt8(answer))
      }
    }
    try self.init(
      bytes: bytes, persons: rows.count, items: first.count, categories: categories, weights: weights, groups: groups)
  }

  /// Row after row, a byte an answer, 255 for a missing one.
  package init(
    bytes: [UInt8], persons: Int, items: Int, categories: [Int]? = nil, weights: [Double]? = nil, groups: [Int]? = nil
  ) throws(ResponsesFault) {
    guard persons > 0 else { throw .noPersons }
    guard items > 0 else { throw .noItems }
    guard bytes.count == persons * items else { throw .ragged(person: bytes.count / items) }
    self.persons = persons
    self.items = items
    (self.categories, isComplete) = try Self.categories(of: bytes, items: items, given: categories)
    self.weights = try Self.checked(weights, persons: persons)
    (self.groups, groupCount) = try Self.checked(groups, persons: persons)
    storage = self.categories.allSatisfy { $0 == 2 } ? Self.bits(bytes, persons, items, isComplete) : .bytes(bytes)
  }

  private static func categories(
    of bytes: [UInt8], items: Int, given: [Int]?
  ) throws(ResponsesFault) -> ([Int], isComplete: Bool) {
    var tops = [UInt8](repeating: 0, count: items)
    var isComplete = true
    var fault: Int?
    bytes.withUnsafeBufferPointer { bytes in
      var item = 0
      for at in 0..<bytes.count {
        let byte = bytes[at]
        if byte == missing {
          isComplete = false
        } else if byte > tops[item] {
          tops[item] = byte
          if Int(byte) >= categoryLimit, fault == nil { fault = at }
        }
        item += 1
        if item == items { item = 0 }
      }
    }
    if let fault { throw .answer(person: fault / items, item: fault % items, value: Int(bytes[fault])) }
    guard let given else { return (tops.map { max(2, Int($0) + 1) }, isComplete) }
    guard given.count == items else { throw .count(expected: items, given: given.count) }
    for item in 0..<items where given[item] < 2 || given[item] > categoryLimit || given[item] <= Int(tops[item]) {
      throw .categories(item: item, count: given[item])
    }
    return (given, isComplete)
  }

  private static func checked(_ weights: [Double]?, persons: Int) throws(ResponsesFault) -> [Double]? {
    guard let weights else { return nil }
    guard weights.count == persons else { throw .count(expected: persons, given: weights.count) }
    if let person = weights.firstIndex(where: { !($0 >= 0 && $0 < .infinity) }) { throw .weight(person: person) }
    return weights
  }

  /// Every group from 0 to the highest must have a person.
  private static func checked(_ groups: [Int]?, persons: Int) throws(ResponsesFault) -> ([Int32]?, count: Int) {
    guard let groups else { return (nil, 1) }
    guard groups.count == persons else { throw .count(expected: persons, given: groups.count) }
    if let person = groups.firstIndex(where: { $0 < 0 || $0 >= persons }) { throw .group(person: person) }
    let count = (groups.max() ?? 0) + 1
    var seen = [Bool](repeating: false, count: count)
    for group in groups { seen[group] = true }
    guard seen.allSatisfy(\.self) else { throw .group(person: groups.firstIndex(of: count - 1) ?? 0) }
    return (count == 1 ? nil : groups.map { Int32($0) }, count)
  }

  private static func bits(_ bytes: [UInt8], _ persons: Int, _ items: Int, _ isComplete: Bool) -> Storage {
    let rowBytes = (items + 7) / 8
    var rights = [UInt8](repeating: 0, count: persons * rowBytes)
    var answered = [UInt8](repeating: 0, count: isComplete ? 0 : persons * rowBytes)
    bytes.withUnsafeBufferPointer { bytes in
      rights.withUnsafeMutableBufferPointer { rights in
        for person in 0..<persons {
          for item in 0..<items where bytes[person * items + item] == 1 {
            rights[person * rowBytes + item / 8] |= 1 << UInt8(item % 8)
          }
        }
      }
      guard !isComplete else { return }
      for person in 0..<persons {
        for item in 0..<items where bytes[person * items + item] != missing {
          answered[person * rowBytes + item / 8] |= 1 << UInt8(item % 8)
        }
      }
    }
    return .bits(rights: rights, answered: answered)
  }
}

extension Responses {
  /// Row after row, a byte an answer, 255 for a missing one.
  package func bytes() -> [UInt8] {
    if case .bytes(let bytes) = storage { return bytes }
    var result = [UInt8](repeating: 0, count: persons * items)
    for person in 0..<persons { copyRow(person, into: &result, at: person * items) }
    return result
  }

  private func copyRow(_ person: Int, into result: inout [UInt8], at start: Int) {
    guard case .bits(let rights, let answered) = storage else { return }
    for item in 0..<items {
      let at = person * rowBytes + item / 8
      let bit = UInt8(item % 8)
      result[start + item] = answered.isEmpty || answered[at] >> bit & 1 == 1 ? rights[at] >> bit & 1 : Self.missing
    }
  }
}
