import Dispatch
import Foundation
import Glibc

/// What one row of a benchmark must do at least, in the units of the machine's limits: the longest of them is what no program that does this
/// work can go below.
struct Work: Encodable {
  /// Loads from a table that fits the first cache, each added to a sum.
  var lookups = 0.0
  /// Additions to a place of such a table.
  var updates = 0.0
  /// Bytes read from the second cache.
  var cacheBytes = 0.0
  /// Bytes read from memory.
  var memoryBytes = 0.0
  /// Words of 64 bits whose ones are counted.
  var counts = 0.0
  /// Additions and multiplications of doubles.
  var flops = 0.0
}

/// One row, as JSON on a line.
struct Row: Encodable {
  let what: String
  /// Median, wall clock.
  let seconds: Double
  let best: Double
  var work: Work?
  var note = ""
}

func show(_ what: String, _ seconds: [Double], _ note: String = "", work: Work? = nil) {
  try? printJSON(Row(what: what, seconds: seconds[seconds.count / 2], best: seconds[0], work: work, note: note))
}

func printJSON(_ value: some Encodable) throws { print(String(decoding: try JSONEncoder().encode(value), as: UTF8.self)) }

/// Seconds of each of `runs`, sorted.
func times(_ runs: Int, _ work: () throws -> Void) rethrows -> [Double] {
  try (0..<runs).map { _ in
    let start = DispatchTime.now().uptimeNanoseconds
    try work()
    return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
  }.sorted()
}
