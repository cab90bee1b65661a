/// One item's share in the derivatives of the likelihood.
struct ItemSlots {
  private let curves: CurveTable
  private let expectation: Expectation
  private let item: Item
  private let number: Int
  private let cell: Int
  private let nodeCount: Int

  init(_ curves: CurveTable, _ expectation: Expectation, item number: Int) {
    self.curves = curves
    self.expectation = expectation
    self.number = number
    item = curves.items[number]
    cell = curves.cells[number]
    nodeCount = curves.nodes.count
  }

  private func answers(_ category: Int, _ node: Int) -> Double { expectation.answers[(cell + category) * nodeCount + node] }
  private func probability(_ category: Int, _ node: Int) -> Double { curves.probabilities[(cell + category) * nodeCount + node] }
  private func reached(_ category: Int, _ node: Int) -> Double { curves.reached[(cell + category) * nodeCount + node] }
  private func unreached(_ category: Int, _ node: Int) -> Double { curves.unreached[(cell + category) * nodeCount + node] }
  private func mass(_ node: Int) -> Double { expectation.mass[number * nodeCount + node] }

  // MARK: Gradients, in natural parameters from `start`

  func addPartialCredit(to gradient: inout [Double], _ start: Int) {
    gradient[start] += expectation.slopeSums[number]
    curves.probabilities.withUnsafeBufferPointer { probabilities in
      expectation.answers.withUnsafeBufferPointer { answers in
        expectation.mass.withUnsafeBufferPointer { mass in
          curves.nodes.withUnsafeBufferPointer { nodes in
            let mass = mass.baseAddress! + number * nodeCount
            for category in 1..<item.categories {
              let row = (cell + category) * nodeCount
              var (sum, slope) = (SIMD4<Double>(repeating: 0), SIMD4<Double>(repeating: 0))
              for at in stride(from: 0, to: nodeCount, by: 4) {
                let gap =
                  four(answers.baseAddress! + row, at) - four(mass, at) * four(probabilities.baseAddress! + row, at)
                sum += gap
                slope += four(nodes.baseAddress!, at) * gap
              }
              gradient[start + category] += expectation.counts[cell + category] + sum.sum()
              gradient[start] += Double(category) * slope.sum()
            }
          }
        }
      }
    }
  }

  func addGraded(to gradient: inout [Double], _ start: Int) {
    for category in 1..<item.categories {
      for node in 0..<nodeCount {
        let (up, down) = boundary(category, node)
        let change = answers(category, node) * up - answers(category - 1, node) * down
        gradient[start + category] += change
        gradient[start] += change * curves.nodes[node]
      }
    }
  }

  func addGuessing(to gradient: inout [Double], _ start: Int) {
    for node in 0..<nodeCount {
      let (wrong, right) = (answers(0, node), answers(1, node))
      let (known, unknown) = (reached(1, node), unreached(1, node))
      let change = right * share(node) * unknown - wrong * known
      gradient[start] += change * curves.nodes[node]
      gradient[start + 1] += change
      gradient[start + 2] += right * unknown / probability(1, node) - wrong / (1 - item.guessing)
    }
  }

  /// Derivatives by the logit of reaching `category`: of log P(category), and of -log P(category - 1).
  private func boundary(_ category: Int, _ node: Int) -> (up: Double, down: Double) {
    let notAbove = category == item.categories - 1 ? 1 : unreached(category + 1, node)
    let below = category == 1 ? 1 : reached(category - 1, node)
    let upGap = category == item.categories - 1 ? 1 : item.gap(below: category)
    return (
      unreached(category, node) / (notAbove * upGap), reached(category, node) / (below * item.gap(below: category - 1))
    )
  }

  /// Of those who are right, the share that knows.
  private func share(_ node: Int) -> Double { (1 - item.guessing) * reached(1, node) / probability(1, node) }

  /// Derivatives of log P by each natural parameter, at category x node.
  func scores() -> [[Double]] {
    let size = item.categories + (item.curve == .guessing ? 1 : 0)
    var result = [[Double]](repeating: [Double](repeating: 0, count: item.categories * nodeCount), count: size)
    for node in 0..<nodeCount {
      switch item.curve {
      case .partialCredit:
        let mean = (1..<item.categories).reduce(0) { $0 + Double($1) * probability($1, node) }
        for category in 0..<item.categories {
          result[0][category * nodeCount + node] = curves.nodes[node] * (Double(category) - mean)
          for step in 1..<item.categories {
            result[step][category * nodeCount + node] = (step == category ? 1 : 0) - probability(step, node)
          }
        }
      case .graded:
        for step in 1..<item.categories {
          let (up, down) = boundary(step, node)
          result[step][step * nodeCount + node] = up
          result[step][(step - 1) * nodeCount + node] = -down
          result[0][step * nodeCount + node] += curves.nodes[node] * up
          result[0][(step - 1) * nodeCount + node] -= curves.nodes[node] * down
        }
      case .guessing:
        let (right, wrong) = (share(node) * unreached(1, node), -reached(1, node))
        result[0][nodeCount + node] = curves.nodes[node] * right
        result[0][node] = curves.nodes[node] * wrong
        result[1][nodeCount + node] = right
        result[1][node] = wrong
        result[2][nodeCount + node] = unreached(1, node) / probability(1, node)
        result[2][node] = -1 / (1 - item.guessing)
      }
    }
    return result
  }

  // MARK: Complete-data information

  /// Fisher information of the natural parameters, summed over the expected persons at the nodes; row after row.
  func information() -> [Double] {
    let size = item.categories + (item.curve == .guessing ? 1 : 0)
    var result = [Double](repeating: 0, count: size * size)
    switch item.curve {
    case .partialCredit: addPartialCreditInformation(to: &result, size)
    case .graded: addGradedInformation(to: &result, size)
    case .guessing: addGuessingInformation(to: &result, size)
    }
    for row in 0..<size {
      for column in 0..<row { result[column * size + row] = result[row * size + column] }
    }
    return result
  }

  private func addPartialCreditInformation(to result: inout [Double], _ size: Int) {
    curves.probabilities.withUnsafeBufferPointer { probabilities in
      expectation.mass.withUnsafeBufferPointer { mass in
        curves.nodes.withUnsafeBufferPointer { nodes in
          let (first, mass) = (probabilities.baseAddress! + cell * nodeCount, mass.baseAddress! + number * nodeCount)
          for at in stride(from: 0, to: nodeCount, by: 4) {
            let (mass, ability) = (four(mass, at), four(nodes.baseAddress!, at))
            var mean = SIMD4<Double>(repeating: 0)
            var square = mean
            for category in 1..<size {
              let share = Double(category) * four(first + category * nodeCount, at)
              mean += share
              square += Double(category) * share
            }
            result[0] += (mass * ability * ability * (square - mean * mean)).sum()
            for row in 1..<size {
              let own = mass * four(first + row * nodeCount, at)
              result[row * size] += (own * ability * (Double(row) - mean)).sum()
              result[row * size + row] += own.sum()
              for column in 1...row { result[row * size + column] -= (own * four(first + column * nodeCount, at)).sum() }
            }
          }
        }
      }
    }
  }

  private func addGradedInformation(to result: inout [Double], _ size: Int) {
    for node in 0..<nodeCount {
      let (mass, ability) = (mass(node), curves.nodes[node])
      var lastCross = 0.0
      for category in 1..<size {
        let (up, down) = boundary(category, node)
        let density = reached(category, node) * unreached(category, node)
        let diagonal = mass * density * (up + down)
        var cross = 0.0
        if category + 1 < size {
          cross = -mass * up * reached(category + 1, node) * unreached(category + 1, node)
          result[(category + 1) * size + category] += cross
        }
        let sum = diagonal + cross + lastCross
        result[category * size + category] += diagonal
        result[category * size] += ability * sum
        result[0] += ability * ability * sum
        lastCross = cross
      }
    }
  }

  private func addGuessingInformation(to result: inout [Double], _ size: Int) {
    for node in 0..<nodeCount {
      let (mass, ability) = (mass(node), curves.nodes[node])
      let density = reached(1, node) * unreached(1, node)
      let own = mass * share(node) * density
      let cross = mass * density / probability(1, node)
      result[0] += own * ability * ability
      result[size] += own * ability
      result[size + 1] += own
      result[2 * size] += cross * ability
      result[2 * size + 1] += cross
      result[2 * size + 2] += mass * unreached(1, node) / (probability(1, node) * (1 - item.guessing))
    }
  }
}
