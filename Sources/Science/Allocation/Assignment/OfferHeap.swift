/// Reviewers by the least that one more idle review of theirs may cost, cheapest first, each at most once.
struct OfferHeap {
  private var heap = MinimumHeap()
  /// Of each reviewer the key that counts; others of hers are out of date.
  private var keys: [Int64]

  init(reviewers: Int) { keys = [Int64](repeating: .max, count: reviewers) }

  /// The cheapest reviewer and her key.
  mutating func first() -> (key: Int64, reviewer: Int) {
    while let first = heap.first {
      if keys[first.item] == first.key { return (first.key, first.item) }
      heap.removeFirst()
    }
    preconditionFailure("a reviewer is asked for where none is left")
  }

  /// Adds a reviewer, or makes her cheaper.
  mutating func offer(_ key: Int64, _ reviewer: Int) {
    guard key < keys[reviewer] else { return }
    keys[reviewer] = key
    heap.add(key, reviewer)
  }

  mutating func raiseFirst(to key: Int64) {
    guard let first = heap.first else { return }
    keys[first.item] = key
    heap.raiseFirst(to: key)
  }

  mutating func removeFirst() {
    guard let first = heap.first else { return }
    keys[first.item] = .max
    heap.removeFirst()
  }
}
