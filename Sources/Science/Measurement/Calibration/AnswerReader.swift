/// Reads the answers to one item out of the codes.
struct AnswerReader: Sendable {
  let position: Int
  let block: Int
  private let codes: AnswerCodes
  /// At codes of the block; -1 where it is missing.
  private let answers: [Int8]

  init(_ codes: AnswerCodes, position: Int) {
    self.codes = codes
    self.position = position
    let block = codes.blocks.firstIndex { $0.positions.contains(position) } ?? 0
    self.block = block
    answers = (0..<codes.blocks[block].combinations).map {
      Int8(truncatingIfNeeded: codes.given($0, codes.blocks[block], position: position) ?? -1)
    }
  }

  @inline(__always)
  func answer(_ row: Int) -> Int { Int(answers[Int(codes.codes[row &* codes.blocks.count &+ block])]) }
}
