/// Reviewers by the least that one more idle review of theirs may cost, cheapest first, each at most once.
struct OfferHeap {
  private var heap: [(key: Int64, reviewer: Int)] = []
  /// Of each reviewer the key that counts; others of hers are out of date.
  private var keys: [Int64]

  init(reviewers: Int) { keys = [Int64](repeating: .max, count: reviewers) }

  /// The cheapest reviewer and her key.
  mutating func first() -> (key: Int64, reviewer: Int) {
    while keys[heap[0].reviewer] != heap[0].key { drop() }
    return heap[0]
  }

  /// Adds a reviewer, or makes her cheaper.
  mutating func offer(_ key: Int64, _ reviewer: Int) {
    guard key < keys[reviewer] else { return }
    keys[reviewer] = key
    var at = heap.count
    heap.append((key, reviewer))
    while at > 0, key < heap[(at - 1) / 2].key {
      heap[at] = heap[(at - 1) / 2]
      at = (at - 1) / 2
    }
    heap[at] = (key, reviewer)
  }

  mutating func raiseFirst(to key: Int64) {
    keys[heap[0].reviewer] = key
    sink((key, heap[0].reviewer))
  }

  mutating func removeFirst() {
    keys[heap[0].reviewer] = .max
    drop()
  }

  private mutating func drop() {
    let last = heap.removeLast()
    if !heap.isEmpty { sink(last) }
  }

  private mutating func sink(_ item: (key: Int64, reviewer: Int)) {
    var at = 0
    while 2 * at + 1 < heap.count {
      var child = 2 * at + 1
      if child + 1 < heap.count, heap[child + 1].key < heap[child].key { child += 1 }
      guard heap[child].key < item.key else { break }
      heap[at] = heap[child]
      at = child
    }
    heap[at] = item
  }
}
