/// Adds up partial-credit curves of one slope: the sum of answers is all that counts, so persons of one sum are one.
/// O(sums x nodes), whatever the number of persons.
struct ScorePass: Sendable {
  /// Weight of the persons at each sum of answers.
  private let persons: [Double]
  private let items: [Int]

  init(_ codes: AnswerCodes, categories: [Int]) {
    items = codes.items
    var persons = [Double](repeating: 0, count: codes.items.reduce(1) { $0 + categories[$1] - 1 })
    let sums = codes.blocks.flatMap { block in
      (0..<block.combinations).map { code in
        block.positions.reduce(0) { $0 + codes.answer(code, block, position: $1) }
      }
    }
    let starts = codes.blocks.map(\.firstRow)
    codes.codes.withUnsafeBufferPointer { all in
      for row in 0..<codes.rows {
        var sum = 0
        for block in starts.indices { sum &+= sums[starts[block] &+ Int(all[row &* starts.count &+ block])] }
        persons[sum] += codes.weights?[row] ?? 1
      }
    }
    self.persons = persons
  }

  /// The slope sum of all items goes to the first, since all share one slope.
  func add(to expectation: inout Expectation, group: Int, slope: Double, base: [Double], nodes: [Double]) {
    var posterior = [Double](repeating: 0, count: nodes.count)
    var mass = [Double](repeating: 0, count: nodes.count)
    for (score, weight) in persons.enumerated() where weight != 0 {
      let (own, window) = posterior.withUnsafeMutableBufferPointer {
        SufficientGrid.cumulants(at: slope * Double(score), base, nodes, into: $0.baseAddress!)
      }
      expectation.logLikelihood += weight * own.logNormaliser
      expectation.slopeSums[items[0]] += weight * Double(score) * own.mean
      for node in Int(window.lowerBound)..<Int(window.upperBound) { mass[node] += weight * posterior[node] }
    }
    for node in nodes.indices {
      expectation.groupMass[group * nodes.count + node] += mass[node]
      for item in items { expectation.mass[item * nodes.count + node] += mass[node] }
    }
  }
}
