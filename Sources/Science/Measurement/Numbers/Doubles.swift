import Dispatch

/// Numbers at one address for as long as their owner lives, for the inner loops; zero at first. A local owner lives until it is last named:
/// name it after the last use of the address, or take an array.
final class Doubles {
  let at: UnsafeMutablePointer<Double>
  let count: Int

  init(_ count: Int) {
    self.count = count
    at = .allocate(capacity: max(1, count))
    at.initialize(repeating: 0, count: max(1, count))
  }

  deinit { at.deallocate() }

  func clear() { at.update(repeating: 0, count: count) }

  var array: [Double] { Array(UnsafeBufferPointer(start: at, count: count)) }
}

/// Runs `work` on `blocks` equal ranges of 0..<count, on every core. The ranges depend on `count` and `blocks` alone, so that what is
/// summed within a block and then over blocks in order is the same on every machine.
func inBlocks(_ count: Int, blocks: Int = 32, _ work: (_ block: Int, _ range: Range<Int>) -> Void) {
  let blocks = max(1, min(blocks, count))
  withoutActuallyEscaping(work) { work in
    // Blocks write to places of their own.
    nonisolated(unsafe) let work = work
    DispatchQueue.concurrentPerform(iterations: blocks) { block in
      work(block, (count * block / blocks)..<(count * (block + 1) / blocks))
    }
  }
}
