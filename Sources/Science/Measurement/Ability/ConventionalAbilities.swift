/// Abilities of persons with only lowest or only highest answers, for whom likelihood has no maximum.
struct ConventionalAbilities {
  private let items: [Item]
  private let codes: AnswerCodes
  private let extremes: ExtremeScores
  /// Where the combinations of each block begin.
  private let starts: [Int]
  /// For each combination, whether all answers in it are highest (1), lowest (2).
  private let ends: [UInt8]
  /// Those already found.
  private var known: [[UInt8]: Double] = [:]

  init(_ codes: AnswerCodes, _ items: [Item], _ extremes: ExtremeScores) {
    self.codes = codes
    self.items = codes.items.map { items[$0] }
    self.extremes = extremes
    starts = codes.blocks.map(\.firstRow)
    var ends = [UInt8](repeating: 3, count: codes.combinations)
    for block in codes.blocks {
      for code in 0..<block.combinations {
        for position in block.positions {
          guard let answer = codes.given(code, block, position: position) else { continue }
          let item = self.items[position]
          if answer != (item.slope >= 0 ? item.categories - 1 : 0) { ends[block.firstRow + code] &= 2 }
          if answer != (item.slope >= 0 ? 0 : item.categories - 1) { ends[block.firstRow + code] &= 1 }
        }
      }
    }
    self.ends = ends
  }

  /// Nil for whoever has both kinds of answers.
  mutating func ability(of row: Int) -> Double? {
    let width = starts.count
    var end: UInt8 = 3
    for block in 0..<width { end &= ends[starts[block] + Int(codes.codes[row * width + block])] }
    guard end == 1 || end == 2 else { return nil }
    let answers = Array(codes.codes[row * width..<(row + 1) * width])
    if let ability = known[answers] { return ability }
    let ability = ability(answers, isHighest: end == 1)
    known[answers] = ability
    return ability
  }

  private func ability(_ answers: [UInt8], isHighest: Bool) -> Double {
    let bound = extremes.bound
    guard case .adjusted(let by) = extremes else { return isHighest ? bound : -bound }
    let form = zip(codes.blocks, answers).flatMap { block, code in
      block.positions.filter { codes.given(Int(code), block, position: $0) != nil }.map { items[$0] }
    }
    let (end, other) = (form.expectedScore(at: isHighest ? 1e6 : -1e6), form.expectedScore(at: isHighest ? -1e6 : 1e6))
    let score = end + (other > end ? by : -by)
    return form.ability(ofExpectedScore: score, within: bound) ?? (isHighest ? bound : -bound)
  }
}
