import Dispatch

extension SufficientPass {
  /// Mean and SD of each row's posterior, to places `0..<rows` of both.
  func writePosteriors(means: UnsafeMutablePointer<Double>, deviations: UnsafeMutablePointer<Double>) {
    let parts = Parts(rows)
    let series = grid.series
    nonisolated(unsafe) let (means, deviations) = (means, deviations)
    DispatchQueue.concurrentPerform(iterations: parts.number) { part in
      series.withUnsafeBufferPointer { series in
        eachPlace(in: parts[part]) { row, bin, t in
          let own = UnsafeRawPointer(series.baseAddress! + 8 &* bin)
          let mean = own.loadUnaligned(as: SIMD4<Double>.self)
          let variance = own.loadUnaligned(fromByteOffset: 32, as: SIMD4<Double>.self)
          means[row] = mean[0] + t * (mean[1] + t * (mean[2] + t * mean[3]))
          deviations[row] = (variance[0] + t * (variance[1] + t * (variance[2] + t * variance[3]))).squareRoot()
        }
      }
    }
  }
}

extension SufficientGrid {
  /// Mean and variance of the posterior in a bin as cubics of the place in it, from -1/2 to 1/2: eight coefficients a bin.
  fileprivate var series: [Double] {
    var result: [Double] = []
    result.reserveCapacity(8 * count)
    for own in cumulants {
      result += [own.mean, own.variance * width, own.third * width * width / 2, own.fourth * width * width * width / 6]
      result += [
        own.variance, own.third * width, own.fourth * width * width / 2, own.fifth * width * width * width / 6,
      ]
    }
    return result
  }
}
