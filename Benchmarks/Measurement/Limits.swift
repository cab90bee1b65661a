import Dispatch
import Foundation

/// measurement-bench limits: lookups, updates and bytes of the second cache a second, all cores together. Benchmarks/measurement.py measures
/// the rest by numpy, which knows this processor's own instructions.
func benchLimits() throws {
  let cores = ProcessInfo.processInfo.activeProcessorCount
  /// The best of five runs of the work on every core at once.
  func rate(_ work: Double, _ body: @Sendable @escaping (_ core: Int) -> Void) -> Double {
    let seconds = times(5) { DispatchQueue.concurrentPerform(iterations: cores, execute: body) }
    return work * Double(cores) / seconds[0]
  }
  let (rows, blocks) = (4096, 8)
  let places = (0..<rows * blocks).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
  let table = [Double](repeating: 1, count: 256 * blocks)
  let repeats = 400
  let lookups = rate(Double(rows * blocks * repeats)) { _ in
    places.withUnsafeBufferPointer { places in
      table.withUnsafeBufferPointer { table in
        var sums = SIMD8<Double>(repeating: 0)
        for _ in 0..<repeats {
          for row in 0..<rows {
            for block in 0..<8 { sums[block] += table[block &* 256 &+ Int(places[row &* 8 &+ block])] }
          }
        }
        blackHole(sums.sum())
      }
    }
  }
  let updates = rate(Double(rows * blocks * repeats)) { _ in
    var sums = [Double](repeating: 0, count: 256 * 8)
    places.withUnsafeBufferPointer { places in
      sums.withUnsafeMutableBufferPointer { sums in
        for turn in 0..<repeats {
          for row in 0..<rows {
            for block in 0..<8 { sums[block &* 256 &+ Int(places[row &* 8 &+ block])] += Double(turn) }
          }
        }
      }
    }
    blackHole(sums[0])
  }
  let size = 48 * 1024
  let cacheBytes = rate(Double(size * 8 * 200)) { _ in
    let numbers = [Double](repeating: 1, count: size)
    numbers.withUnsafeBufferPointer { numbers in
      var (one, two) = (SIMD8<Double>(repeating: 0), SIMD8<Double>(repeating: 0))
      for _ in 0..<200 {
        for at in stride(from: 0, to: size, by: 16) {
          one += UnsafeRawPointer(numbers.baseAddress! + at).loadUnaligned(as: SIMD8<Double>.self)
          two += UnsafeRawPointer(numbers.baseAddress! + at + 8).loadUnaligned(as: SIMD8<Double>.self)
        }
      }
      blackHole((one + two).sum())
    }
  }
  print("{\"lookups\": \(lookups), \"updates\": \(updates), \"cacheBytes\": \(cacheBytes), \"cores\": \(cores)}")
}

/// Keeps a result from being thought away.
@inline(never)
func blackHole(_ value: Double) { if value == -1.25 { print(value) } }
