import Dispatch
import Glibc

/// Adds up any curves with any missing answers: the likelihood of a person at every node is the product of one table row a
/// block, and the posterior goes back into a row a block. O(persons x blocks x nodes) without an exponential.
struct TablePass {
  let codes: AnswerCodes
  let nodeCount: Int
  /// At the nodes, then at every eighth of them.
  private let prior: [Double]
  /// Product of the probabilities of a block's answers, at combination x node, largest 1.
  private var products: [Double]
  /// The same at every eighth node, in rows of `coarseCount`: where it pays to look for the window of a posterior first.
  private var coarse: [Double] = []
  private let coarseCount: Int
  private var logScales: [Double]
  /// What is below this part of the highest is outside the window of a posterior.
  private let least: Double

  private static let stride = 8

  init(_ codes: AnswerCodes, _ curves: CurveTable, prior: [Double], least: Double = 1e-14) {
    self.codes = codes
    self.least = least
    nodeCount = prior.count
    products = [Double](repeating: 1, count: codes.combinations * nodeCount)
    logScales = [Double](repeating: 0, count: codes.combinations)
    let every = Swift.stride(from: 0, to: nodeCount, by: Self.stride)
    coarseCount = nodeCount >= 48 && codes.blocks.count >= 4 ? (nodeCount / Self.stride + 7) / 8 * 8 : 0
    let padding = [Double](repeating: 0, count: max(0, coarseCount - nodeCount / Self.stride))
    self.prior = prior + every.map { prior[$0] } + padding
    for block in codes.blocks {
      for code in 0..<block.combinations { fill(block, code, curves) }
    }
    guard coarseCount > 0 else {
      coarse = [0]
      return
    }
    coarse.reserveCapacity(codes.combinations * coarseCount)
    for row in 0..<codes.combinations {
      for node in every { coarse.append(products[row * nodeCount + node]) }
      coarse += padding
    }
  }

  private mutating func fill(_ block: AnswerCodes.Block, _ code: Int, _ curves: CurveTable) {
    let nodeCount = nodeCount
    let row = (block.firstRow + code) * nodeCount
    var top = 0.0
    products.withUnsafeMutableBufferPointer { products in
      curves.probabilities.withUnsafeBufferPointer { probabilities in
        for position in block.positions {
          guard let answer = codes.given(code, block, position: position) else { continue }
          let item = codes.items[position]
          let cell = (curves.cells[item] + answer) * nodeCount
          for node in 0..<nodeCount { products[row + node] *= probabilities[cell + node] }
        }
      }
      for node in 0..<nodeCount { top = max(top, products[row + node]) }
      let scale = top > 0 ? 1 / top : 1
      for node in 0..<nodeCount { products[row + node] *= scale }
    }
    logScales[block.firstRow + code] = top > 0 ? log(top) : -700
  }

  /// Sums of one part of the persons.
  struct Sums: Sendable {
    var logLikelihood = 0.0
    var posteriors: [Double]
    var mass: [Double]
  }

  func add(to expectation: inout Expectation, group: Int, cells: [Int]) {
    let parts = Parts(codes.rows)
    var sums = [Sums?](repeating: nil, count: parts.number)
    sums.withUnsafeMutableBufferPointer { sums in
      nonisolated(unsafe) let base = sums.baseAddress!
      DispatchQueue.concurrentPerform(iterations: parts.number) { part in base[part] = add(parts[part]) }
    }
    var total = Sums(
      posteriors: [Double](repeating: 0, count: codes.combinations * nodeCount), mass: [Double](repeating: 0, count: nodeCount))
    for case let part? in sums {
      total.logLikelihood += part.logLikelihood
      Self.add(part.posteriors, to: &total.posteriors)
      Self.add(part.mass, to: &total.mass)
    }
    distribute(total, to: &expectation, group: group, cells: cells)
  }

  static func add(_ part: [Double], to total: inout [Double]) {
    total.withUnsafeMutableBufferPointer { total in
      part.withUnsafeBufferPointer { part in
        for at in 0..<total.count { total[at] += part[at] }
      }
    }
  }

  private func add(_ range: Range<Int>) -> Sums {
    var sums = Sums(
      posteriors: [Double](repeating: 0, count: codes.combinations * nodeCount), mass: [Double](repeating: 0, count: nodeCount))
    sums.posteriors.withUnsafeMutableBufferPointer { posteriors in
      sums.mass.withUnsafeMutableBufferPointer { mass in
        var logLikelihood = 0.0
        eachPosterior(in: range) { kernel, person, posterior in
          logLikelihood += person.weight * (person.logScale + log(person.total))
          kernel.scatter(posterior, person.scale, person.window, posteriors.baseAddress!, mass.baseAddress!)
        }
        sums.logLikelihood = logLikelihood
      }
    }
    return sums
  }

  /// What the posterior of a row is, but for its values.
  struct RowPosterior {
    let row: Int
    let weight: Double
    /// Outside it the posterior is not touched.
    let window: Range<Int>
    /// Sum of the values.
    let total: Double
    /// What the values were divided by, as a logarithm, but for the scales of the blocks.
    let logScale: Double

    /// Makes the values sum to the weight.
    var scale: Double { weight / total }
  }

  /// Calls `body` with the unscaled posterior of each row of weight; unless `weighted`, of every row with weight 1.
  func eachPosterior(
    in range: Range<Int>, weighted: Bool = true,
    _ body: (TableKernel, RowPosterior, _ posterior: UnsafeMutablePointer<Double>) -> Void
  ) {
    let blockCount = codes.blocks.count
    let starts = codes.blocks.map(\.firstRow)
    var offsets = [Int](repeating: 0, count: 2 * blockCount)
    var posterior = [Double](repeating: 0, count: nodeCount + coarseCount)
    withPointers(&offsets, &posterior) { offsets, posterior, products, coarse, prior, all in
      let kernel = TableKernel(blockCount: blockCount, offsets: offsets)
      let coarseOffsets = offsets + blockCount
      let coarseKernel = TableKernel(blockCount: blockCount, offsets: coarseOffsets)
      for row in range {
        let weight = weighted ? codes.weights?[row] ?? 1 : 1
        if weight == 0 { continue }
        for block in 0..<blockCount {
          let combination = starts[block] &+ Int(all[row &* blockCount &+ block])
          offsets[block] = combination &* nodeCount
          coarseOffsets[block] = combination &* coarseCount
        }
        var window = 0..<nodeCount
        if coarseCount > 0 {
          _ = coarseKernel.multiply(coarse, prior + nodeCount, 0..<coarseCount, posterior + nodeCount)
          window = self.window(posterior + nodeCount)
        }
        var (total, logScale) = (kernel.multiply(products, prior, window, posterior), 0.0)
        if total < 1e-250 {
          window = 0..<nodeCount
          (total, logScale) = inLogarithms(offsets, posterior)
        }
        body(kernel, RowPosterior(row: row, weight: weight, window: window, total: total, logScale: logScale), posterior)
      }
    }
  }

  private func withPointers(
    _ offsets: inout [Int], _ posterior: inout [Double],
    _ body: (
      UnsafeMutablePointer<Int>, UnsafeMutablePointer<Double>, UnsafePointer<Double>, UnsafePointer<Double>,
      UnsafePointer<Double>, UnsafePointer<UInt8>
    ) -> Void
  ) {
    offsets.withUnsafeMutableBufferPointer { offsets in
      posterior.withUnsafeMutableBufferPointer { posterior in
        products.withUnsafeBufferPointer { products in
          coarse.withUnsafeBufferPointer { coarse in
            prior.withUnsafeBufferPointer { prior in
              codes.codes.withUnsafeBufferPointer { all in
                body(
                  offsets.baseAddress!, posterior.baseAddress!, products.baseAddress!, coarse.baseAddress!, prior.baseAddress!,
                  all.baseAddress!)
              }
            }
          }
        }
      }
    }
  }

  /// Where the posterior is above the least part of its largest value at every eighth node, with one step on either side.
  @inline(__always)
  private func window(_ values: UnsafePointer<Double>) -> Range<Int> {
    let count = nodeCount / Self.stride
    var top = 0
    for at in 1..<count where values[at] > values[top] { top = at }
    let least = values[top] * least
    guard values[top] > 1e-250 else { return 0..<nodeCount }
    var (low, high) = (top, top)
    while low > 0, values[low] >= least { low -= 1 }
    while high < count, high == top || values[high - 1] >= least { high += 1 }
    return low * Self.stride..<min(high, count) * Self.stride
  }

  /// The posterior of a person whose product underflows: what it is to be multiplied with, as a logarithm, is `scale`.
  private func inLogarithms(
    _ offsets: UnsafePointer<Int>, _ posterior: UnsafeMutablePointer<Double>
  ) -> (total: Double, scale: Double) {
    var top = -Double.infinity
    for node in 0..<nodeCount {
      posterior[node] = log(max(prior[node], 1e-300))
      for block in codes.blocks.indices { posterior[node] += log(max(products[offsets[block] + node], 1e-300)) }
      top = max(top, posterior[node])
    }
    var total = 0.0
    for node in 0..<nodeCount {
      posterior[node] = exp(posterior[node] - top)
      total += posterior[node]
    }
    return (total, top)
  }

  func distribute(_ sums: Sums, to expectation: inout Expectation, group: Int, cells: [Int]) {
    expectation.logLikelihood += sums.logLikelihood
    for node in 0..<nodeCount { expectation.groupMass[group * nodeCount + node] += sums.mass[node] }
    sums.posteriors.withUnsafeBufferPointer { posteriors in
      expectation.answers.withUnsafeMutableBufferPointer { answers in
        expectation.mass.withUnsafeMutableBufferPointer { mass in
          for block in codes.blocks {
            for code in 0..<block.combinations {
              let row = (block.firstRow + code) * nodeCount
              let persons = (0..<nodeCount).reduce(0.0) { $0 + posteriors[row + $1] }
              guard (0..<nodeCount).contains(where: { posteriors[row + $0] != 0 }) else { continue }
              expectation.logLikelihood += persons * logScales[block.firstRow + code]
              for position in block.positions {
                guard let answer = codes.given(code, block, position: position) else { continue }
                let item = codes.items[position]
                let cell = cells[item] + answer
                for node in 0..<nodeCount {
                  answers[cell * nodeCount + node] += posteriors[row + node]
                  mass[item * nodeCount + node] += posteriors[row + node]
                }
              }
            }
          }
        }
      }
    }
  }
}

/// The two inner loops of the tables, eight or sixteen nodes at a time in registers.
struct TableKernel {
  let blockCount: Int
  /// Where the row of each block begins.
  let offsets: UnsafePointer<Int>

  typealias Eight = SIMD8<Double>

  /// prior x product of the rows in the window; returns the sum.
  @inline(__always)
  func multiply(
    _ products: UnsafePointer<Double>, _ prior: UnsafePointer<Double>, _ window: Range<Int>,
    _ result: UnsafeMutablePointer<Double>
  ) -> Double {
    var sum = Eight(repeating: 0)
    var node = window.lowerBound
    while node &+ 16 <= window.upperBound {
      var low = load(prior + node)
      var high = load(prior + node + 8)
      var block = 0
      while block < blockCount {
        let row = products + offsets[block] + node
        low *= load(row)
        high *= load(row + 8)
        block &+= 1
      }
      store(low, result + node)
      store(high, result + node + 8)
      sum += low + high
      node &+= 16
    }
    if node < window.upperBound {
      var low = load(prior + node)
      var block = 0
      while block < blockCount {
        low *= load(products + offsets[block] + node)
        block &+= 1
      }
      store(low, result + node)
      sum += low
    }
    return sum.sum()
  }

  /// Mean and variance of the posterior, unscaled, at the nodes in the window.
  @inline(__always)
  func moments(
    _ posterior: UnsafePointer<Double>, _ nodes: UnsafePointer<Double>, _ window: Range<Int>, total: Double
  ) -> (mean: Double, variance: Double) {
    // About a node near the mean, so that the variance is not the difference of two large numbers.
    let middle = nodes[(window.lowerBound + window.upperBound) / 2]
    var (first, second) = (Eight(repeating: 0), Eight(repeating: 0))
    for node in stride(from: window.lowerBound, to: window.upperBound, by: 8) {
      let away = load(nodes + node) - middle
      let share = load(posterior + node) * away
      first += share
      second += share * away
    }
    let shift = first.sum() / total
    return (middle + shift, max(0, second.sum() / total - shift * shift))
  }

  /// Sum of posterior x value in the window.
  @inline(__always)
  func mean(_ posterior: UnsafePointer<Double>, _ values: UnsafePointer<Double>, _ window: Range<Int>) -> Double {
    var (low, high) = (SIMD4<Double>(repeating: 0), SIMD4<Double>(repeating: 0))
    for node in stride(from: window.lowerBound, to: window.upperBound, by: 8) {
      low += four(posterior, node) * four(values, node)
      high += four(posterior, node + 4) * four(values, node + 4)
    }
    return (low + high).sum()
  }

  /// Adds posterior x scale to the rows and to `mass`, in the window.
  @inline(__always)
  func scatter(
    _ posterior: UnsafePointer<Double>, _ scale: Double, _ window: Range<Int>, _ rows: UnsafeMutablePointer<Double>,
    _ mass: UnsafeMutablePointer<Double>
  ) {
    var node = window.lowerBound
    while node &+ 16 <= window.upperBound {
      let low = load(posterior + node) * scale
      let high = load(posterior + node + 8) * scale
      add(low, mass + node)
      add(high, mass + node + 8)
      var block = 0
      while block < blockCount {
        let row = rows + offsets[block] + node
        add(low, row)
        add(high, row + 8)
        block &+= 1
      }
      node &+= 16
    }
    if node < window.upperBound {
      let low = load(posterior + node) * scale
      add(low, mass + node)
      var block = 0
      while block < blockCount {
        add(low, rows + offsets[block] + node)
        block &+= 1
      }
    }
  }

  @inline(__always)
  private func load(_ place: UnsafePointer<Double>) -> Eight { UnsafeRawPointer(place).loadUnaligned(as: Eight.self) }

  @inline(__always)
  private func store(_ eight: Eight, _ place: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(place).storeBytes(of: eight, as: Eight.self)
  }

  @inline(__always)
  private func add(_ eight: Eight, _ place: UnsafeMutablePointer<Double>) { store(load(place) + eight, place) }
}
