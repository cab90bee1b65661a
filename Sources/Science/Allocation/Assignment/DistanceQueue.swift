/// Distances by node, nearest first (Dijkstra, 1959).
struct DistanceQueue {
  private var heap = MinimumHeap()
  private(set) var distances: [Int64]
  private var isDone: [Bool]

  static let never = Int64.max / 4

  init(nodes: Int) {
    distances = [Int64](repeating: Self.never, count: nodes)
    isDone = [Bool](repeating: false, count: nodes)
  }

  @inline(__always)
  func isNearer(_ distance: Int64, _ node: Int) -> Bool { distance < distances[node] }

  @inline(__always)
  mutating func offer(_ distance: Int64, _ node: Int) {
    guard distance < distances[node] else { return }
    distances[node] = distance
    heap.add(distance, node)
  }

  /// The nearest node not yet given, with its distance.
  mutating func next() -> (distance: Int64, node: Int)? {
    while let first = heap.first {
      heap.removeFirst()
      if isDone[first.item] { continue }
      isDone[first.item] = true
      return (first.key, first.item)
    }
    return nil
  }
}
