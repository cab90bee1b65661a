/// The best entries of one row by score less price.
///
/// A sample of the row sets a bar above which a few more than the wanted entries should lie; only they are looked at one by one.
struct RowSelection {
  private let width: Int
  private let columns: Int
  private let found: UnsafeMutablePointer<UInt64>
  private let sample: UnsafeMutablePointer<UInt64>
  private(set) var count = 0

  private static let sampleSize = 128
  /// Below all that a score less a price can be, and far from the end of 32 bits.
  private static let floor: Int32 = -1 << 30

  init(width: Int, columns: Int) {
    self.width = width
    self.columns = columns
    found = .allocate(capacity: columns + 16)
    sample = .allocate(capacity: Self.sampleSize)
  }

  func free() {
    found.deallocate()
    sample.deallocate()
  }

  func column(_ place: Int) -> Int { Int(found[place] & 0xffff_ffff) }

  /// Puts the best `few` of those selected first.
  func sortOut(_ few: Int) { if few < count { Self.partition(found, count, few) } }

  /// Scores and prices lie between -2^28 and 2^28, or a score is forbidden.
  mutating func select(_ scores: UnsafePointer<Int32>, _ prices: UnsafePointer<Int32>) {
    collect(scores, prices, above: bar(scores, prices))
    if count < width { collect(scores, prices, above: Self.floor) }
    guard count > width else { return }
    Self.partition(found, count, width)
    count = width
  }

  private func bar(_ scores: UnsafePointer<Int32>, _ prices: UnsafePointer<Int32>) -> Int32 {
    let stride = columns / Self.sampleSize
    let wanted = width * 3 / 2 * Self.sampleSize / max(columns, 1) + 2
    guard stride >= 2, wanted < Self.sampleSize / 2 else { return Self.floor }
    for place in 0..<Self.sampleSize {
      let column = place &* stride
      sample[place] = scores[column] == ReviewPlan.forbidden ? 0 : Self.key(scores[column] &- prices[column], column)
    }
    Self.partition(sample, Self.sampleSize, wanted)
    var lowest = UInt64.max
    for place in 0..<wanted { lowest = min(lowest, sample[place]) }
    return lowest == 0 ? Self.floor : Int32(bitPattern: UInt32(lowest >> 32)) ^ Int32.min
  }

  private mutating func collect(_ scores: UnsafePointer<Int32>, _ prices: UnsafePointer<Int32>, above bar: Int32) {
    count = 0
    var column = 0
    let bars = SIMD8<Int32>(repeating: bar)
    while column &+ 8 <= columns {
      let score = UnsafeRawPointer(scores + column).loadUnaligned(as: SIMD8<Int32>.self)
      let price = UnsafeRawPointer(prices + column).loadUnaligned(as: SIMD8<Int32>.self)
      if any(score .> (price &+ bars)) {
        for lane in column..<column &+ 8 { keep(scores[lane], prices[lane], bar, lane) }
      }
      column &+= 8
    }
    while column < columns {
      keep(scores[column], prices[column], bar, column)
      column &+= 1
    }
  }

  @inline(__always)
  private mutating func keep(_ score: Int32, _ price: Int32, _ bar: Int32, _ column: Int) {
    guard score > price &+ bar else { return }
    found[count] = Self.key(score &- price, column)
    count &+= 1
  }

  @inline(__always)
  private static func key(_ net: Int32, _ column: Int) -> UInt64 {
    UInt64(UInt32(bitPattern: net ^ Int32.min)) << 32 | UInt64(UInt32(truncatingIfNeeded: column))
  }

  /// Puts the `width` highest of `count` first (Hoare, 1961).
  private static func partition(_ keys: UnsafeMutablePointer<UInt64>, _ count: Int, _ width: Int) {
    var (low, high) = (0, count - 1)
    while low < high {
      let pivot = keys[(low + high) / 2]
      var (left, right) = (low, high)
      while left <= right {
        while keys[left] > pivot { left += 1 }
        while keys[right] < pivot { right -= 1 }
        if left <= right {
          (keys[left], keys[right]) = (keys[right], keys[left])
          left += 1
          right -= 1
        }
      }
      if width - 1 <= right {
        high = right
      } else if width - 1 >= left {
        low = left
      } else {
        return
      }
    }
  }
}
