/// By what work is judged that a person reads: criteria, each with levels from low to high, and at each level what such work looks like.
/// A level without its words could mean anything, so there is none.
package struct Rubric: Sendable, Hashable {
  package let criteria: [Criterion]

  package static let mostCriteria = 12
  package static let levelCount = 2...7

  package struct Criterion: Sendable, Hashable {
    package let key: String
    package let title: Text
    /// What a mark says, from low to high: the first is level 1.
    package let levels: [Text]

    /// What a mark may be.
    package var marks: ClosedRange<Int> { 1...levels.count }
  }

  /// Words with the line of the file that they stand on.
  package struct Text: Sendable, Hashable {
    package let says: Said
    package let line: Int?
  }

  package var texts: [Text] { criteria.flatMap { [$0.title] + $0.levels } }

  package subscript(_ key: String) -> Criterion? { criteria.first { $0.key == key } }

  /// Whether these are marks by this rubric, one for each criterion.
  package func isWhole(_ marks: [String: Int]) -> Bool {
    marks.count == criteria.count
      && criteria.allSatisfy { criterion in marks[criterion.key].map(criterion.marks.contains) ?? false }
  }
}
