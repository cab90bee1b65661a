/// Things by a key, the least key first: a binary heap.
struct MinimumHeap {
  typealias Entry = (key: Int64, item: Int)

  private var entries: [Entry] = []

  var first: Entry? { entries.first }

  @inline(__always)
  mutating func add(_ key: Int64, _ item: Int) {
    var at = entries.count
    entries.append((key, item))
    while at > 0, key < entries[(at - 1) / 2].key {
      entries[at] = entries[(at - 1) / 2]
      at = (at - 1) / 2
    }
    entries[at] = (key, item)
  }

  mutating func removeFirst() {
    let last = entries.removeLast()
    if !entries.isEmpty { sink(last) }
  }

  /// The first stays in the heap under a key that is not less than its own.
  mutating func raiseFirst(to key: Int64) { sink((key, entries[0].item)) }

  private mutating func sink(_ entry: Entry) {
    var at = 0
    while 2 * at + 1 < entries.count {
      var child = 2 * at + 1
      if child + 1 < entries.count, entries[child + 1].key < entries[child].key { child += 1 }
      guard entries[child].key < entry.key else { break }
      entries[at] = entries[child]
      at = child
    }
    entries[at] = entry
  }
}
