import Dispatch

/// The answers of some persons to some items, several items to a byte: the answers of a block of items are the digits of one
/// number, so that whatever a block contributes is looked up once.
struct AnswerCodes: Sendable {
  /// Neighbouring items that share a byte.
  struct Block: Sendable {
    /// Positions in `items`.
    let positions: Range<Int>
    /// What one answer more is worth in the code, for each position.
    let strides: [Int]
    let combinations: Int
    /// Sum of the combinations of the blocks before.
    let firstRow: Int
  }

  let items: [Int]
  /// Categories of each item, and one more for a missing answer where that can be.
  let radices: [Int]
  let withMissing: Bool
  let blocks: [Block]
  /// Combinations of all blocks.
  let combinations: Int
  /// Row after row, a byte a block.
  let codes: [UInt8]
  let rows: Int
  /// How many persons a row stands for; nil when each is one.
  let weights: [Double]?
  let totalWeight: Double
  /// The row of each person, in the order given; nil when they are the rows.
  let rowOfPerson: [Int32]?
}

extension AnswerCodes {
  /// `combinationLimit` at most in a block; `persons` nil for all. Rows that repeat become one where the test is short enough for
  /// that to pay.
  init(_ responses: Responses, persons: [Int32]?, items: [Int], withMissing: Bool, combinationLimit: Int, collapsing: Bool) {
    let radices = items.map { responses.categories[$0] + (withMissing ? 1 : 0) }
    let blocks = Self.blocks(radices, limit: combinationLimit)
    let codes = Self.encode(responses, persons, items, blocks, missing: radices.map { $0 - 1 })
    let rows = persons?.count ?? responses.persons
    var weights = responses.weights
    if let all = weights, let persons { weights = persons.map { all[Int($0)] } }
    let patterns = radices.reduce(1.0) { $0 * Double($1) }
    if collapsing, patterns <= Double(rows) {
      let distinct = Distinct(codes, blocks, rows: rows, patterns: Int(patterns), weights: weights)
      self.init(
        items: items, radices: radices, withMissing: withMissing, blocks: blocks, codes: distinct.codes,
        rows: distinct.weights.count,
        weights: distinct.weights, rowOfPerson: distinct.rowOfPerson)
    } else {
      self.init(
        items: items, radices: radices, withMissing: withMissing, blocks: blocks, codes: codes, rows: rows, weights: weights,
        rowOfPerson: nil)
    }
  }

  private init(
    items: [Int], radices: [Int], withMissing: Bool, blocks: [Block], codes: [UInt8], rows: Int, weights: [Double]?,
    rowOfPerson: [Int32]?
  ) {
    self.items = items
    self.radices = radices
    self.withMissing = withMissing
    self.blocks = blocks
    combinations = blocks.last.map { $0.firstRow + $0.combinations } ?? 0
    self.codes = codes
    self.rows = rows
    self.weights = weights
    totalWeight = weights?.reduce(0, +) ?? Double(rows)
    self.rowOfPerson = rowOfPerson
  }

  private static func blocks(_ radices: [Int], limit: Int) -> [Block] {
    var blocks: [Block] = []
    var first = 0
    while first < radices.count {
      var strides = [1]
      var combinations = radices[first]
      var end = first + 1
      while end < radices.count, combinations * radices[end] <= limit {
        strides.append(combinations)
        combinations *= radices[end]
        end += 1
      }
      let row = blocks.last.map { $0.firstRow + $0.combinations } ?? 0
      blocks.append(Block(positions: first..<end, strides: strides, combinations: combinations, firstRow: row))
      first = end
    }
    return blocks
  }

  /// Every `stride`-th row.
  func thinned(_ stride: Int) -> AnswerCodes {
    let kept = Swift.stride(from: stride / 2, to: rows, by: stride)
    let width = blocks.count
    return AnswerCodes(
      items: items, radices: radices, withMissing: withMissing, blocks: blocks,
      codes: kept.flatMap { codes[$0 * width..<($0 + 1) * width] },
      rows: kept.underestimatedCount, weights: weights.map { weights in kept.map { weights[$0] } }, rowOfPerson: nil)
  }

  /// The same answers as answers to other items.
  func renamed(_ name: (_ item: Int) -> Int) -> AnswerCodes {
    AnswerCodes(
      items: items.map(name), radices: radices, withMissing: withMissing, blocks: blocks, codes: codes, rows: rows,
      weights: weights, rowOfPerson: rowOfPerson)
  }

  /// An answer behind a code of a block without missing answers.
  func answer(_ code: Int, _ block: Block, position: Int) -> Int {
    code / block.strides[position - block.positions.lowerBound] % radices[position]
  }

  /// An answer behind a code of a block, nil where it is missing.
  func given(_ code: Int, _ block: Block, position: Int) -> Int? {
    let answer = answer(code, block, position: position)
    return withMissing && answer == radices[position] - 1 ? nil : answer
  }
}

extension AnswerCodes {
  private static func encode(
    _ responses: Responses, _ persons: [Int32]?, _ items: [Int], _ blocks: [Block], missing: [Int]
  ) -> [UInt8] {
    if persons == nil, case .bits(let rights, _) = responses.storage, responses.isComplete, isEightABlock(blocks),
      items == Array(0..<responses.items)
    {
      return rights
    }
    let rows = persons?.count ?? responses.persons
    let parts = Parts(rows)
    return [UInt8](unsafeUninitializedCapacity: rows * blocks.count) { buffer, count in
      nonisolated(unsafe) let base = buffer.baseAddress!
      DispatchQueue.concurrentPerform(iterations: parts.number) { part in
        encodePart(parts[part], base, responses, persons, items, blocks, missing)
      }
      count = rows * blocks.count
    }
  }

  private static func isEightABlock(_ blocks: [Block]) -> Bool {
    blocks.enumerated().allSatisfy { at, block in
      block.positions.lowerBound == 8 * at && block.combinations == 1 << block.positions.count
        && (block.positions.count == 8 || at == blocks.count - 1)
    }
  }

  private static func encodePart(
    _ range: Range<Int>, _ codes: UnsafeMutablePointer<UInt8>, _ responses: Responses, _ persons: [Int32]?, _ items: [Int],
    _ blocks: [Block], _ missing: [Int]
  ) {
    if case .bits(let rights, let answered) = responses.storage, answered.isEmpty, let runs = BitRun.runs(items, blocks) {
      rights.withUnsafeBufferPointer { rights in
        for at in range {
          let row = (persons.map { Int($0[at]) } ?? at) &* responses.rowBytes
          for (number, run) in runs.enumerated() { codes[at &* runs.count &+ number] = run.code(rights.baseAddress! + row) }
        }
      }
      return
    }
    let strides = blocks.flatMap(\.strides)
    let widths = blocks.map(\.positions.count)
    var row = [UInt8](repeating: 0, count: responses.items)
    row.withUnsafeMutableBufferPointer { row in
      for at in range {
        responses.read(persons.map { Int($0[at]) } ?? at, into: row)
        var position = 0
        for (number, width) in widths.enumerated() {
          var code = 0
          for _ in 0..<width {
            let answer = Int(row[items[position]])
            code &+= (answer == Int(Responses.missing) ? missing[position] : answer) &* strides[position]
            position &+= 1
          }
          codes[at &* widths.count &+ number] = UInt8(truncatingIfNeeded: code)
        }
      }
    }
  }

  /// The bits of a block's items where they are neighbours in the row.
  private struct BitRun {
    let byte: Int
    let shift: UInt16
    let mask: UInt16

    static func runs(_ items: [Int], _ blocks: [Block]) -> [BitRun]? {
      let isRun = blocks.allSatisfy { block in
        block.combinations == 1 << block.positions.count
          && block.positions.allSatisfy { items[$0] - items[block.positions.lowerBound] == $0 - block.positions.lowerBound }
      }
      guard isRun else { return nil }
      return blocks.map { block in
        let first = items[block.positions.lowerBound]
        return BitRun(byte: first / 8, shift: UInt16(first % 8), mask: 1 << UInt16(block.positions.count) - 1)
      }
    }

    @inline(__always)
    func code(_ row: UnsafePointer<UInt8>) -> UInt8 {
      var bits = UInt16(row[byte])
      if shift != 0, mask &<< shift > 255 { bits |= UInt16(row[byte + 1]) &<< 8 }
      return UInt8(truncatingIfNeeded: bits &>> shift & mask)
    }
  }

  /// Rows that differ, by counting over all that can occur, in order of first appearance.
  private struct Distinct {
    var codes: [UInt8] = []
    var weights: [Double] = []
    var rowOfPerson: [Int32] = []

    init(_ all: [UInt8], _ blocks: [Block], rows: Int, patterns: Int, weights given: [Double]?) {
      var place = [Int32](repeating: -1, count: patterns)
      rowOfPerson.reserveCapacity(rows)
      for row in 0..<rows {
        var pattern = 0
        for (at, block) in blocks.enumerated() { pattern = pattern * block.combinations + Int(all[row * blocks.count + at]) }
        if place[pattern] < 0 {
          place[pattern] = Int32(weights.count)
          weights.append(0)
          codes += all[row * blocks.count..<(row + 1) * blocks.count]
        }
        weights[Int(place[pattern])] += given?[row] ?? 1
        rowOfPerson.append(place[pattern])
      }
    }
  }
}

extension Responses {
  /// One row as bytes.
  func read(_ person: Int, into row: UnsafeMutableBufferPointer<UInt8>) {
    switch storage {
    case .bytes(let bytes):
      bytes.withUnsafeBufferPointer { bytes in
        row.baseAddress!.update(from: bytes.baseAddress! + person * items, count: items)
      }
    case .bits(let rights, let answered):
      rights.withUnsafeBufferPointer { rights in
        answered.withUnsafeBufferPointer { answered in
          let first = person * rowBytes
          if answered.isEmpty {
            for item in 0..<items { row[item] = rights[first &+ item &>> 3] &>> UInt8(truncatingIfNeeded: item & 7) & 1 }
            return
          }
          for item in 0..<items {
            let (at, bit) = (first &+ item &>> 3, UInt8(truncatingIfNeeded: item & 7))
            row[item] = answered[at] &>> bit & 1 == 1 ? rights[at] &>> bit & 1 : Self.missing
          }
        }
      }
    }
  }
}
