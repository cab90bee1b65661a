/// The pool of a draw: finds and removes the entry at a place among those left in O(log n) (Fenwick, 1994).
struct Remaining {
  private var sums: [Int32]
  private let top: Int

  init(count: Int) {
    sums = (0...count).map { Int32($0 & -$0) }
    var top = 1
    while top * 2 <= count { top *= 2 }
    self.top = top
  }

  /// The entry at `place`, counted from 0 among those left, which it removes.
  mutating func remove(_ place: Int) -> Int {
    var left = Int32(place) + 1
    var at = 0
    var step = top
    while step > 0 {
      let next = at + step
      if next < sums.count, sums[next] < left {
        left -= sums[next]
        at = next
      } else if next < sums.count {
        sums[next] -= 1
      }
      step /= 2
    }
    return at
  }
}
