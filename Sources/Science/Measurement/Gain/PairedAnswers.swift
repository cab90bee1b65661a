/// What persons answered before and after, right or wrong, to tests that have items in common.
package struct PairedAnswers: Sendable {
  /// Of each person a row an item; nil: she sat no test on that occasion. An item that was not asked or not reached has no answer.
  package let before: [[Int?]?]
  package let after: [[Int?]?]
  /// Items that both tests ask, with the same key.
  package let anchors: [Int]
  package let items: Int
  /// Of each person: 0 for those whose gain is asked for, 1 for those beside whom it is shown. Each has distributions of its own.
  package let populations: [Int]

  package init(before: [[Int?]?], after: [[Int?]?], anchors: [Int], items: Int, populations: [Int]? = nil) {
    precondition(before.count == after.count && (populations?.count ?? before.count) == before.count)
    (self.before, self.after, self.anchors, self.items) = (before, after, anchors, items)
    self.populations = populations ?? [Int](repeating: 0, count: before.count)
  }

  package var persons: Int { before.count }

  /// Who sat both.
  package func pairs(of population: Int = 0) -> [Int] {
    (0..<persons).filter { populations[$0] == population && before[$0] != nil && after[$0] != nil }
  }

  /// Without some items.
  func without(_ dropped: Set<Int>) -> PairedAnswers {
    func clear(_ row: [Int?]) -> [Int?] { row.enumerated().map { dropped.contains($0.offset) ? nil : $0.element } }
    return PairedAnswers(
      before: before.map { $0.map(clear) }, after: after.map { $0.map(clear) }, anchors: anchors.filter { !dropped.contains($0) },
      items: items, populations: populations)
  }

  /// Without what some persons answered.
  func without(persons left: Set<Int>) -> PairedAnswers {
    PairedAnswers(
      before: before.enumerated().map { left.contains($0.offset) ? nil : $0.element },
      after: after.enumerated().map { left.contains($0.offset) ? nil : $0.element }, anchors: anchors, items: items,
      populations: populations)
  }

  /// All rows: whose, on which occasion (0 before, 1 after), and what was answered.
  var sittings: [(person: Int, occasion: Int, row: [Int?])] {
    (0..<persons).flatMap { person in
      [before[person], after[person]].enumerated().compactMap { occasion, row in row.map { (person, occasion, $0) } }
    }
  }

  /// Items of which nothing can be learnt: nobody answered, or everybody alike.
  var uninformative: Set<Int> {
    var seen = [Set<Int>](repeating: [], count: items)
    for sitting in sittings {
      for (item, answer) in sitting.row.enumerated() { if let answer { seen[item].insert(answer) } }
    }
    return Set(seen.indices.filter { seen[$0].count < 2 })
  }

  /// The fewest answers that an informative item has.
  func fewestAnswers(without dropped: Set<Int>) -> Int {
    var counts = [Int](repeating: 0, count: items)
    for sitting in sittings { for (item, answer) in sitting.row.enumerated() where answer != nil { counts[item] += 1 } }
    return counts.indices.filter { !dropped.contains($0) }.map { counts[$0] }.min() ?? 0
  }
}
