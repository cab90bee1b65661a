import Dispatch
import Glibc

/// The probabilities of every category of every item at the nodes of a grid.
struct CurveTable: Sendable {
  let nodes: [Double]
  let items: [Item]
  /// Where the categories of an item begin; one more element than items.
  let cells: [Int]
  /// P at cell x node.
  private(set) var probabilities: [Double]
  /// At cells 1…K-1 of a graded item, probability to reach the category; at cell 1 of a guessing item, to know the answer.
  private(set) var reached: [Double]
  /// 1 - reached, exact also where that is nearly 0.
  private(set) var unreached: [Double]

  init(_ items: [Item], _ nodes: [Double]) {
    self.items = items
    self.nodes = nodes
    cells = items.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.categories) }
    let cellCount = cells[items.count]
    let nodeCount = nodes.count
    let hasReached = items.contains { $0.curve != .partialCredit }
    reached = [Double](repeating: 0, count: hasReached ? cellCount * nodeCount : 0)
    unreached = reached
    probabilities = [Double](repeating: 0, count: cellCount * nodeCount)
    let parts = Parts(items.count, least: max(1, 20_000 / (nodeCount * max(1, cellCount / max(1, items.count)))))
    let cells = cells
    probabilities.withUnsafeMutableBufferPointer { probabilities in
      reached.withUnsafeMutableBufferPointer { reached in
        unreached.withUnsafeMutableBufferPointer { unreached in
          nonisolated(unsafe) let probabilities = probabilities.baseAddress!
          nonisolated(unsafe) let reached = hasReached ? (reached.baseAddress!, unreached.baseAddress!) : nil
          DispatchQueue.concurrentPerform(iterations: parts.number) { part in
            for number in parts[part] {
              let at = cells[number] * nodeCount
              let rows = Rows(
                nodes: nodes, probabilities: probabilities + at, reached: reached.map { ($0.0 + at, $0.1 + at) })
              switch items[number].curve {
              case .partialCredit: rows.fillPartialCredit(items[number])
              case .graded: rows.fillGraded(items[number])
              case .guessing: rows.fillGuessing(items[number])
              }
            }
          }
        }
      }
    }
  }

  /// The rows of one item.
  private struct Rows {
    let nodes: [Double]
    let probabilities: UnsafeMutablePointer<Double>
    let reached: (yes: UnsafeMutablePointer<Double>, no: UnsafeMutablePointer<Double>)?

    func fillPartialCredit(_ item: Item) {
      nodes.withUnsafeBufferPointer { nodes in
        for at in stride(from: 0, to: nodes.count, by: 4) {
          let node = four(nodes.baseAddress!, at)
          if item.intercepts.count == 1 {
            let (known, unknown) = logistics(item.slope * node + item.intercepts[0])
            store(unknown, 0, at)
            store(known, 1, at)
          } else {
            fillPartialCredit(item, node, at)
          }
        }
      }
    }

    private func fillPartialCredit(_ item: Item, _ node: SIMD4<Double>, _ at: Int) {
      var top = SIMD4<Double>(repeating: 0)
      for (k, intercept) in item.intercepts.enumerated() {
        let logit = Double(k + 1) * item.slope * node + intercept
        top.replace(with: logit, where: logit .> top)
      }
      var total = exponential(-top)
      store(total, 0, at)
      for (k, intercept) in item.intercepts.enumerated() {
        let weight = exponential(Double(k + 1) * item.slope * node + intercept - top)
        store(weight, k + 1, at)
        total += weight
      }
      for k in 0..<item.categories { store(load(k, at) / total, k, at) }
    }

    func fillGraded(_ item: Item) {
      let top = item.intercepts.count
      for at in stride(from: 0, to: nodes.count, by: 4) {
        let node = SIMD4(nodes[at], nodes[at + 1], nodes[at + 2], nodes[at + 3])
        var above = SIMD4<Double>(repeating: 1)
        for k in 0..<top {
          let (known, unknown) = logistics(item.slope * node + item.intercepts[k])
          store(above * unknown * item.gap(below: k), k, at)
          storeReached(known, unknown, k + 1, at)
          above = known
        }
        store(above, top, at)
      }
    }

    func fillGuessing(_ item: Item) {
      for at in stride(from: 0, to: nodes.count, by: 4) {
        let node = SIMD4(nodes[at], nodes[at + 1], nodes[at + 2], nodes[at + 3])
        let (known, unknown) = logistics(item.slope * node + item.intercepts[0])
        store((1 - item.guessing) * unknown, 0, at)
        store(item.guessing + (1 - item.guessing) * known, 1, at)
        storeReached(known, unknown, 1, at)
      }
    }

    @inline(__always)
    private func store(_ values: SIMD4<Double>, _ category: Int, _ at: Int) {
      UnsafeMutableRawPointer(probabilities + category * nodes.count + at).storeBytes(of: values, as: SIMD4<Double>.self)
    }

    @inline(__always)
    private func storeReached(_ yes: SIMD4<Double>, _ no: SIMD4<Double>, _ category: Int, _ at: Int) {
      guard let reached else { return }
      let place = category * nodes.count + at
      UnsafeMutableRawPointer(reached.yes + place).storeBytes(of: yes, as: SIMD4<Double>.self)
      UnsafeMutableRawPointer(reached.no + place).storeBytes(of: no, as: SIMD4<Double>.self)
    }

    @inline(__always)
    private func load(_ category: Int, _ at: Int) -> SIMD4<Double> {
      four(probabilities + category * nodes.count, at)
    }
  }
}

extension Item {
  /// In P(k) = P(reach k)·P(not reach k+1)·gap of a graded item: 1 - e^(d_(k+1) - d_k), with 1 for the lowest category.
  func gap(below k: Int) -> Double { k == 0 ? 1 : -expm1(intercepts[k] - intercepts[k - 1]) }
}
