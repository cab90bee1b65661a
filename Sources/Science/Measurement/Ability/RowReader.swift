/// Gives back the answers of a row of codes.
struct RowReader {
  private let codes: AnswerCodes
  /// Where the rows and the positions of each block begin, and one position more.
  private let firstRows: [Int]
  private let firstPositions: [Int]
  /// A byte an item, at combination x place in the block; no block has more than eight items.
  private var answers: [UInt8]

  init(_ codes: AnswerCodes) {
    self.codes = codes
    firstRows = codes.blocks.map(\.firstRow)
    firstPositions = codes.blocks.map(\.positions.lowerBound) + [codes.items.count]
    answers = [UInt8](repeating: Responses.missing, count: codes.combinations * 8)
    for block in codes.blocks {
      for code in 0..<block.combinations {
        for (place, position) in block.positions.enumerated() {
          guard let answer = codes.given(code, block, position: position) else { continue }
          answers[(block.firstRow + code) * 8 + place] = UInt8(answer)
        }
      }
    }
  }

  /// A byte an item, in the order of `codes.items`.
  @inline(__always)
  func read(_ row: Int, into result: UnsafeMutableBufferPointer<UInt8>) {
    let count = firstRows.count
    answers.withUnsafeBufferPointer { answers in
      codes.codes.withUnsafeBufferPointer { all in
        firstRows.withUnsafeBufferPointer { firstRows in
          firstPositions.withUnsafeBufferPointer { firstPositions in
            for block in 0..<count {
              let own = (firstRows[block] + Int(all[row * count + block])) * 8
              let first = firstPositions[block]
              for place in 0..<firstPositions[block + 1] - first { result[first + place] = answers[own + place] }
            }
          }
        }
      }
    }
  }
}
