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

  /// `only`: leaves the rows of all other items 0.
  init(_ items: [Item], _ nodes: [Double], only: Int? = nil) {
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
            nodes.withUnsafeBufferPointer { nodes in
              for number in parts[part] where only == nil || only == number {
                let at = cells[number] * nodeCount
                CurveRows(
                  abilities: nodes.baseAddress!, count: nodeCount, probabilities: probabilities + at,
                  reached: reached.map { ($0.0 + at, $0.1 + at) }
                ).fill(items[number])
              }
            }
          }
        }
      }
    }
  }
}

extension Item {
  /// In P(k) = P(reach k)·P(not reach k+1)·gap of a graded item: 1 - e^(d_(k+1) - d_k), with 1 for the lowest category.
  func gap(below k: Int) -> Double { k == 0 ? 1 : -expm1(intercepts[k] - intercepts[k - 1]) }
}
