/// A student and a place who would both rather have each other: a matching is stable where there is none.
package struct BlockingPair: Sendable, Hashable {
  package let student: Int32
  package let place: Int32
}

extension Preferences {
  /// All blocking pairs of a matching, in the order of students and their wishes; knows nothing of how the matching was made.
  package func blockingPairs(_ matching: Matching) -> [BlockingPair] {
    var holders = [Int32](repeating: 0, count: seats.count)
    var worst = [Int32](repeating: -1, count: seats.count)
    for slot in matching.taken where slot >= 0 {
      let place = Int(choices[Int(slot)])
      holders[place] += 1
      worst[place] = max(worst[place], ranks[Int(slot)])
    }
    var pairs: [BlockingPair] = []
    for student in 0..<students {
      for slot in choices(of: student) {
        if slot == Int(matching.taken[student]) { break }
        let place = Int(choices[slot])
        guard ranks[slot] >= 0, seats[place] > 0 else { continue }
        if holders[place] < seats[place] || ranks[slot] < worst[place] {
          pairs.append(BlockingPair(student: Int32(student), place: Int32(place)))
        }
      }
    }
    return pairs
  }
}
