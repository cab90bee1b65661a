import Dispatch
import Glibc

/// Many draws on all cores, each on its own, so that the sums are the same on any number of them.
enum Replays {
  /// Sums of `width` counters over all draws. `draw` adds to the counters of its worker and writes on that worker's `Desk`.
  static func counts<Desk>(
    _ width: Int, draws: Int, desk: @Sendable () -> Desk, _ draw: @Sendable (Int, inout Desk, inout [Int32]) -> Void
  ) -> [Int32] {
    let workers = max(1, min(draws, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    let counts = Counts(width)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      var own = [Int32](repeating: 0, count: width)
      var desk = desk()
      for number in stride(from: worker, to: draws, by: workers) { draw(number, &desk, &own) }
      counts.add(own)
    }
    return counts.total
  }
}

/// Sums of the workers.
private final class Counts: Sendable {
  // Written by one worker at a time on this queue only.
  private nonisolated(unsafe) var sums: [Int32]
  private let queue = DispatchQueue(label: "keruen.replays")

  init(_ count: Int) { sums = [Int32](repeating: 0, count: count) }

  func add(_ own: [Int32]) {
    queue.sync { for row in own.indices { sums[row] += own[row] } }
  }

  var total: [Int32] { queue.sync { sums } }
}

/// An order of merit by totals that were moved, and what sorting them writes on.
struct MovedOrder {
  /// Best first, after `sort`.
  private(set) var rows: [Int32]
  /// One for each of those sorted, in the order of `byDraw`.
  var totals: [Double]
  private var keys: [UInt32]
  private var otherKeys: [UInt32]
  private var otherRows: [Int32]

  init(_ count: Int) {
    keys = [UInt32](repeating: 0, count: count)
    rows = [Int32](repeating: 0, count: count)
    otherKeys = keys
    otherRows = rows
    totals = [Double](repeating: 0, count: count)
  }

  /// Sorts by `totals`, whole numbers; `byDraw`: rows in the order of the draw, which equal totals keep.
  mutating func sort(_ byDraw: [Int32]) {
    var low = Double.infinity
    var high = -Double.infinity
    for total in totals {
      low = min(low, total)
      high = max(high, total)
    }
    // Whole units where they fit into 32 bits, else the finest grid that does.
    let grid = max(1, (high - low) / Double(UInt32.max - 1))
    for (position, row) in byDraw.enumerated() {
      keys[position] = UInt32((high - totals[position]) / grid)
      rows[position] = row
    }
    Radix.sort(&keys, &rows, &otherKeys, &otherRows)
  }
}
