/// The text of a lesson in one language: blocks in order, each of a kind from a closed list.
///
///     try LessonText(reading: markdown).blocks
///
/// It is CommonMark with tables, formulas between dollars, and the few marks of a lesson; whatever is not on the list is refused with
/// its line, so that no page shows less than its author wrote.
package struct LessonText: Sendable, Hashable {
  static let mostBytes = 64 << 10
  static let mostWords = 1_200
  static let mostExercises = 12
  static let mostBlocks = 200

  package let blocks: [Block]

  /// Throws all that is wrong, in order of the lines.
  package init(reading text: String) throws(LessonComplaints) {
    guard text.utf8.count <= Self.mostBytes else {
      throw LessonComplaints([LessonComplaint(1, .tooLong(kilobytes: Self.mostBytes >> 10))])
    }
    let protected = try ProtectedText(text)
    var reader = BlockReader(protected)
    let blocks = reader.blocks(of: MarkNode.read(protected.text))
    let complaints = protected.complaints + reader.complaints + Self.beyondLimits(blocks)
    if !complaints.isEmpty { throw LessonComplaints(complaints) }
    self.blocks = blocks
  }

  package var words: Int { blocks.reduce(0) { $0 + $1.words } }

  private static func beyondLimits(_ blocks: [Block]) -> [LessonComplaint] {
    var complaints: [LessonComplaint] = []
    var (words, exercises) = (0, 0)
    if blocks.count > mostBlocks { complaints.append(LessonComplaint(blocks[mostBlocks].line, .tooManyBlocks(mostBlocks))) }
    for block in blocks {
      words += block.words
      if words > mostWords, words - block.words <= mostWords {
        complaints.append(LessonComplaint(block.line, .tooManyWords(mostWords)))
      }
      guard case .exercise = block.kind else { continue }
      exercises += 1
      if exercises == mostExercises + 1 { complaints.append(LessonComplaint(block.line, .tooManyExercises(mostExercises))) }
    }
    return complaints
  }
}
