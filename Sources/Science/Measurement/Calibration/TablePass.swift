import Dispatch
import Glibc

/// Adds up any curves with any missing answers: the likelihood of a person at every node is the product of one table row a
/// block, and the posterior goes back into a row a block. O(persons x blocks x nodes) without an exponential.
struct TablePass {
  private let codes: AnswerCodes
  private let nodeCount: Int
  private let prior: [Double]
  /// Product of the probabilities of a block's answers, at combination x node, largest 1.
  private var products: [Double]
  private var logScales: [Double]

  init(_ codes: AnswerCodes, _ curves: CurveTable, prior: [Double]) {
    self.codes = codes
    self.prior = prior
    nodeCount = prior.count
    products = [Double](repeating: 1, count: codes.combinations * nodeCount)
    logScales = [Double](repeating: 0, count: codes.combinations)
    for block in codes.blocks {
      for code in 0..<block.combinations { fill(block, code, curves) }
    }
  }

  private mutating func fill(_ block: AnswerCodes.Block, _ code: Int, _ curves: CurveTable) {
    let nodeCount = nodeCount
    let row = (block.firstRow + code) * nodeCount
    var top = 0.0
    products.withUnsafeMutableBufferPointer { products in
      curves.probabilities.withUnsafeBufferPointer { probabilities in
        for position in block.positions {
          let answer = codes.answer(code, block, position: position)
          let item = codes.items[position]
          guard curves.cells[item] + answer < curves.cells[item + 1] else { continue }
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
  private struct Sums: Sendable {
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

  private static func add(_ part: [Double], to total: inout [Double]) {
    total.withUnsafeMutableBufferPointer { total in
      part.withUnsafeBufferPointer { part in
        for at in 0..<total.count { total[at] += part[at] }
      }
    }
  }

  private func add(_ range: Range<Int>) -> Sums {
    var sums = Sums(
      posteriors: [Double](repeating: 0, count: codes.combinations * nodeCount), mass: [Double](repeating: 0, count: nodeCount))
    let kernel = TableKernel(blockCount: codes.blocks.count, nodeCount: nodeCount)
    var offsets = [Int](repeating: 0, count: codes.blocks.count)
    let starts = codes.blocks.map { $0.firstRow * nodeCount }
    var posterior = [Double](repeating: 0, count: nodeCount)
    sums.posteriors.withUnsafeMutableBufferPointer { posteriors in
      sums.mass.withUnsafeMutableBufferPointer { mass in
        products.withUnsafeBufferPointer { products in
          offsets.withUnsafeMutableBufferPointer { offsets in
            posterior.withUnsafeMutableBufferPointer { posterior in
              codes.codes.withUnsafeBufferPointer { all in
                for row in range {
                  for block in starts.indices {
                    offsets[block] = starts[block] + Int(all[row * starts.count + block]) * nodeCount
                  }
                  let weight = codes.weights?[row] ?? 1
                  if weight == 0 { continue }
                  var total = kernel.multiply(
                    products.baseAddress!, offsets.baseAddress!, prior, posterior.baseAddress!)
                  if total < 1e-280 {
                    let (retaken, scale) = inLogarithms(offsets, posterior)
                    total = retaken
                    sums.logLikelihood += weight * scale
                  }
                  sums.logLikelihood += weight * log(total)
                  kernel.scatter(
                    posterior.baseAddress!, weight / total, offsets.baseAddress!, posteriors.baseAddress!, mass.baseAddress!)
                }
              }
            }
          }
        }
      }
    }
    return sums
  }

  /// The posterior of a person whose product underflows: what it is to be multiplied with, as a logarithm, is `scale`.
  private func inLogarithms(
    _ offsets: UnsafeMutableBufferPointer<Int>, _ posterior: UnsafeMutableBufferPointer<Double>
  ) -> (total: Double, scale: Double) {
    var top = -Double.infinity
    for node in 0..<nodeCount {
      posterior[node] = log(max(prior[node], 1e-300))
      for offset in offsets { posterior[node] += log(max(products[offset + node], 1e-300)) }
      top = max(top, posterior[node])
    }
    var total = 0.0
    for node in 0..<nodeCount {
      posterior[node] = exp(posterior[node] - top)
      total += posterior[node]
    }
    return (total, top)
  }

  private func distribute(_ sums: Sums, to expectation: inout Expectation, group: Int, cells: [Int]) {
    expectation.logLikelihood += sums.logLikelihood
    for node in 0..<nodeCount { expectation.groupMass[group * nodeCount + node] += sums.mass[node] }
    sums.posteriors.withUnsafeBufferPointer { posteriors in
      expectation.answers.withUnsafeMutableBufferPointer { answers in
        expectation.mass.withUnsafeMutableBufferPointer { mass in
          for block in codes.blocks {
            for code in 0..<block.combinations {
              let row = (block.firstRow + code) * nodeCount
              let persons = (0..<nodeCount).reduce(0.0) { $0 + posteriors[row + $1] }
              guard persons != 0 else { continue }
              expectation.logLikelihood += persons * logScales[block.firstRow + code]
              for position in block.positions {
                let item = codes.items[position]
                let cell = cells[item] + codes.answer(code, block, position: position)
                guard cell < cells[item + 1] else { continue }
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

/// The two inner loops of the tables, sixteen nodes at a time in registers.
struct TableKernel {
  let blockCount: Int
  let nodeCount: Int

  typealias Eight = SIMD8<Double>

  /// prior x product of the rows at `offsets`; returns the sum.
  @inline(__always)
  func multiply(
    _ products: UnsafePointer<Double>, _ offsets: UnsafePointer<Int>, _ prior: UnsafePointer<Double>,
    _ result: UnsafeMutablePointer<Double>
  ) -> Double {
    var sum = Eight(repeating: 0)
    var node = 0
    while node < nodeCount {
      var low = UnsafeRawPointer(prior + node).loadUnaligned(as: Eight.self)
      var high = UnsafeRawPointer(prior + node + 8).loadUnaligned(as: Eight.self)
      var block = 0
      while block < blockCount {
        let row = UnsafeRawPointer(products + offsets[block] + node)
        low *= row.loadUnaligned(as: Eight.self)
        high *= row.loadUnaligned(fromByteOffset: 64, as: Eight.self)
        block &+= 1
      }
      UnsafeMutableRawPointer(result + node).storeBytes(of: low, as: Eight.self)
      UnsafeMutableRawPointer(result + node + 8).storeBytes(of: high, as: Eight.self)
      sum += low + high
      node &+= 16
    }
    return sum.sum()
  }

  /// Adds posterior x scale to the rows at `offsets` and to `mass`.
  @inline(__always)
  func scatter(
    _ posterior: UnsafePointer<Double>, _ scale: Double, _ offsets: UnsafePointer<Int>, _ rows: UnsafeMutablePointer<Double>,
    _ mass: UnsafeMutablePointer<Double>
  ) {
    var node = 0
    while node < nodeCount {
      let low = UnsafeRawPointer(posterior + node).loadUnaligned(as: Eight.self) * scale
      let high = UnsafeRawPointer(posterior + node + 8).loadUnaligned(as: Eight.self) * scale
      add(low, high, mass + node)
      var block = 0
      while block < blockCount {
        add(low, high, rows + offsets[block] + node)
        block &+= 1
      }
      node &+= 16
    }
  }

  @inline(__always)
  private func add(_ low: Eight, _ high: Eight, _ place: UnsafeMutablePointer<Double>) {
    let place = UnsafeMutableRawPointer(place)
    place.storeBytes(of: place.loadUnaligned(as: Eight.self) + low, as: Eight.self)
    place.storeBytes(
      of: place.loadUnaligned(fromByteOffset: 64, as: Eight.self) + high, toByteOffset: 64, as: Eight.self)
  }
}
