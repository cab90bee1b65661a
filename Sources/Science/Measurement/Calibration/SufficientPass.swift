import Dispatch
import Glibc

/// Adds up partial-credit curves: with s the sum of slope x answer, the log-likelihood of a person at node θ is θs + a term all
/// persons share + a constant. Expected ability as a function of s is tabulated, a cubic a bin, and the moments of the persons
/// within a bin give back the expected persons at the nodes. O(persons x blocks + bins x nodes).
struct SufficientPass {
  private let codes: AnswerCodes
  let grid: SufficientGrid
  /// What a combination adds to s, in bins; the first block includes the origin.
  private let places: [Double]

  init(_ codes: AnswerCodes, _ items: [Item], _ base: [Double], nodes: [Double], bins: Int) {
    self.codes = codes
    let own = codes.items.map { items[$0] }
    let reaches = own.map { $0.slope * Double($0.categories - 1) }
    let low = reaches.reduce(0) { $0 + min(0, $1) }
    let high = reaches.reduce(0) { $0 + max(0, $1) }
    let width = high > low ? (high - low) / Double(bins) : 1
    grid = SufficientGrid(first: low, width: width, count: bins, base: base, nodes: nodes)
    var places = [Double](repeating: 0, count: codes.combinations)
    for block in codes.blocks {
      for code in 0..<block.combinations {
        for position in block.positions {
          places[block.firstRow + code] += own[position].slope / width * Double(codes.answer(code, block, position: position))
        }
        if block.firstRow == 0 { places[code] -= low / width }
      }
    }
    self.places = places
  }

  func add(to expectation: inout Expectation, group: Int) {
    let parts = Parts(codes.rows, least: 4096)
    let size = codes.combinations + 4 * grid.count
    var sums = [Double](repeating: 0, count: parts.number * size)
    sums.withUnsafeMutableBufferPointer { sums in
      nonisolated(unsafe) let base = sums.baseAddress!
      DispatchQueue.concurrentPerform(iterations: parts.number) { part in
        add(parts[part], abilities: base + part * size, moments: base + part * size + codes.combinations)
      }
      for part in 1..<max(1, parts.number) {
        for at in 0..<size { sums[at] += sums[part * size + at] }
      }
    }
    let moments = Array(sums[codes.combinations..<size])
    let mass = grid.mass(moments)
    let nodeCount = grid.nodes.count
    expectation.logLikelihood += grid.logLikelihood(moments)
    for node in 0..<nodeCount { expectation.groupMass[group * nodeCount + node] += mass[node] }
    for item in codes.items {
      for node in 0..<nodeCount { expectation.mass[item * nodeCount + node] += mass[node] }
    }
    for block in codes.blocks {
      for code in 0..<block.combinations {
        let ability = sums[block.firstRow + code]
        for position in block.positions {
          expectation.slopeSums[codes.items[position]] += ability * Double(codes.answer(code, block, position: position))
        }
      }
    }
  }

  var rows: Int { codes.rows }

  private func add(_ range: Range<Int>, abilities: UnsafeMutablePointer<Double>, moments: UnsafeMutablePointer<Double>) {
    let starts = codes.blocks.map(\.firstRow)
    let blockCount = starts.count
    starts.withUnsafeBufferPointer { starts in
      codes.codes.withUnsafeBufferPointer { all in
        grid.cubics.withUnsafeBufferPointer { cubics in
          eachPlace(in: range) { row, bin, t in
            let cubic = UnsafeRawPointer(cubics.baseAddress! + 4 &* bin).loadUnaligned(as: SIMD4<Double>.self)
            var ability = cubic[0] + t * (cubic[1] + t * (cubic[2] + t * cubic[3]))
            var powers = SIMD4(1, t, t * t, t * t * t)
            if let weights = codes.weights {
              ability *= weights[row]
              powers *= weights[row]
            }
            let place = UnsafeMutableRawPointer(moments + 4 &* bin)
            place.storeBytes(of: place.loadUnaligned(as: SIMD4<Double>.self) + powers, as: SIMD4<Double>.self)
            let own = all.baseAddress! + row &* blockCount
            var block = 0
            while block < blockCount {
              abilities[starts[block] &+ Int(own[block])] += ability
              block &+= 1
            }
          }
        }
      }
    }
  }

  /// Calls `body` with each row's bin and its place in it, from -1/2 to 1/2.
  @inline(__always)
  func eachPlace(in range: Range<Int>, _ body: (_ row: Int, _ bin: Int, _ t: Double) -> Void) {
    let starts = codes.blocks.map(\.firstRow)
    let blockCount = starts.count
    let top = Double(grid.count) - 0.5
    places.withUnsafeBufferPointer { places in
      starts.withUnsafeBufferPointer { starts in
        codes.codes.withUnsafeBufferPointer { all in
          for row in range {
            let own = all.baseAddress! + row &* blockCount
            // Two sums, so that one addition need not wait for the other.
            var (even, odd) = (0.0, 0.0)
            var block = 0
            while block &+ 1 < blockCount {
              even += places[starts[block] &+ Int(own[block])]
              odd += places[starts[block &+ 1] &+ Int(own[block &+ 1])]
              block &+= 2
            }
            if block < blockCount { even += places[starts[block] &+ Int(own[block])] }
            let place = even + odd
            let bin = Int(min(max(place, 0), top))
            body(row, bin, place - (Double(bin) + 0.5))
          }
        }
      }
    }
  }
}

/// The posterior of ability as a function of s, at the middles of equal bins.
struct SufficientGrid: Sendable {
  let first: Double
  let width: Double
  let count: Int
  let nodes: [Double]
  /// At bin x node, sums to 1 in the bin's window.
  private var posteriors: [Double]
  /// Nodes at which a bin's posterior is above e^-50 of its highest: its logarithm is concave, so the rest is nothing in doubles.
  private var windows: [Range<Int32>]
  /// Of the posterior: log of the normaliser, and cumulants one to five, for each bin.
  private(set) var cumulants: [Cumulants]
  /// Expected ability in a bin as a cubic of the place in it, from -1/2 to 1/2: four coefficients a bin.
  private(set) var cubics: [Double]

  struct Cumulants: Sendable {
    var logNormaliser = 0.0
    var mean = 0.0
    var variance = 0.0
    var third = 0.0
    var fourth = 0.0
    var fifth = 0.0
  }

  init(first: Double, width: Double, count: Int, base: [Double], nodes: [Double]) {
    self.first = first
    self.width = width
    self.count = count
    self.nodes = nodes
    posteriors = [Double](repeating: 0, count: count * nodes.count)
    cumulants = [Cumulants](repeating: Cumulants(), count: count)
    windows = [Range<Int32>](repeating: 0..<0, count: count)
    cubics = [Double](repeating: 0, count: 4 * count)
    let parts = Parts(count, least: 128)
    posteriors.withUnsafeMutableBufferPointer { posteriors in
      cumulants.withUnsafeMutableBufferPointer { cumulants in
        windows.withUnsafeMutableBufferPointer { windows in
          nonisolated(unsafe) let (posteriors, cumulants) = (posteriors.baseAddress!, cumulants.baseAddress!)
          nonisolated(unsafe) let windows = windows.baseAddress!
          DispatchQueue.concurrentPerform(iterations: parts.number) { part in
            for bin in parts[part] {
              (cumulants[bin], windows[bin]) = Self.cumulants(
                at: first + (Double(bin) + 0.5) * width, base, nodes, into: posteriors + bin * nodes.count)
            }
          }
        }
      }
    }
    for (bin, own) in cumulants.enumerated() {
      cubics[4 * bin] = own.mean
      cubics[4 * bin + 1] = own.variance * width
      cubics[4 * bin + 2] = own.third * width * width / 2
      cubics[4 * bin + 3] = own.fourth * width * width * width / 6
    }
  }

  /// Writes the posterior inside its window only.
  static func cumulants(
    at s: Double, _ base: [Double], _ nodes: [Double], into posterior: UnsafeMutablePointer<Double>
  ) -> (Cumulants, window: Range<Int32>) {
    base.withUnsafeBufferPointer { base in
      nodes.withUnsafeBufferPointer { nodes in
        let (base, nodes, count) = (base.baseAddress!, nodes.baseAddress!, nodes.count)
        let (top, window) = window(at: s, base, nodes, count: count)
        return (cumulants(at: s, top, window, base, nodes, into: posterior), Int32(window.lowerBound)..<Int32(window.upperBound))
      }
    }
  }

  /// The highest log-weight, and the nodes, in fours, that are worth an exponential.
  private static func window(
    at s: Double, _ base: UnsafePointer<Double>, _ nodes: UnsafePointer<Double>, count: Int
  ) -> (top: Double, Range<Int>) {
    var tops = four(base, 0) + four(nodes, 0) * s
    for node in stride(from: 4, to: count, by: 4) {
      let own = four(base, node) + four(nodes, node) * s
      tops.replace(with: own, where: own .> tops)
    }
    let top = tops.max()
    func isWorth(_ node: Int) -> Bool { (four(base, node) + four(nodes, node) * s).max() > top - 50 }
    var (low, high) = (0, count)
    while low + 4 < high, !isWorth(low) { low += 4 }
    while low + 4 < high, !isWorth(high - 4) { high -= 4 }
    return (top, low..<high)
  }

  private static func cumulants(
    at s: Double, _ top: Double, _ window: Range<Int>, _ base: UnsafePointer<Double>, _ nodes: UnsafePointer<Double>,
    into posterior: UnsafeMutablePointer<Double>
  ) -> Cumulants {
    var own = Cumulants()
    var (total, first) = (SIMD4<Double>(repeating: 0), SIMD4<Double>(repeating: 0))
    for node in stride(from: window.lowerBound, to: window.upperBound, by: 4) {
      let ability = four(nodes, node)
      let weight = exponential(four(base, node) + ability * s - top)
      UnsafeMutableRawPointer(posterior + node).storeBytes(of: weight, as: SIMD4<Double>.self)
      total += weight
      first += weight * ability
    }
    let sum = total.sum()
    own.logNormaliser = log(sum) + top
    own.mean = first.sum() / sum
    var (second, third) = (SIMD4<Double>(repeating: 0), SIMD4<Double>(repeating: 0))
    var (fourth, fifth) = (SIMD4<Double>(repeating: 0), SIMD4<Double>(repeating: 0))
    for node in stride(from: window.lowerBound, to: window.upperBound, by: 4) {
      let weight = four(posterior, node) / sum
      UnsafeMutableRawPointer(posterior + node).storeBytes(of: weight, as: SIMD4<Double>.self)
      let z = four(nodes, node) - own.mean
      let squared = weight * z * z
      second += squared
      let cubed = squared * z
      third += cubed
      fourth += cubed * z
      fifth += cubed * z * z
    }
    own.variance = second.sum()
    own.third = third.sum()
    own.fourth = fourth.sum() - 3 * own.variance * own.variance
    own.fifth = fifth.sum() - 10 * own.third * own.variance
    return own
  }

  /// Sum over the persons of the log of the normaliser, from the moments of their places.
  func logLikelihood(_ moments: [Double]) -> Double {
    var sum = 0.0
    for (bin, own) in cumulants.enumerated() where moments[4 * bin] != 0 {
      let slope = width * (own.mean * moments[4 * bin + 1] + width / 2 * own.variance * moments[4 * bin + 2])
      sum += own.logNormaliser * moments[4 * bin] + slope + width * width * width / 6 * own.third * moments[4 * bin + 3]
    }
    return sum
  }

  /// Expected persons at the nodes: the posterior is expanded in s around the middle of each bin, to the third power.
  func mass(_ moments: [Double]) -> [Double] {
    var mass = [Double](repeating: 0, count: nodes.count)
    for (bin, own) in cumulants.enumerated() where moments[4 * bin] != 0 {
      let zeroth = moments[4 * bin]
      let first = moments[4 * bin + 1] * width
      let second = moments[4 * bin + 2] * width * width / 2
      let third = moments[4 * bin + 3] * width * width * width / 6
      let constant = zeroth - second * own.variance - third * own.third
      let linear = first - 3 * third * own.variance
      for node in Int(windows[bin].lowerBound)..<Int(windows[bin].upperBound) {
        let z = nodes[node] - own.mean
        mass[node] += posteriors[bin * nodes.count + node] * (constant + z * (linear + z * (second + z * third)))
      }
    }
    return mass
  }
}
