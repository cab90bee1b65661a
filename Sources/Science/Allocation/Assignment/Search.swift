/// Dijkstra's search (1959) from all nodes with excess to the nearest with want, on as many nodes as reviewers and one.
struct Search {
  /// Of nodes not reached: at least that of the end.
  private(set) var distance: [Int64]
  /// The node before; -1 at a start.
  private(set) var parent: [Int32]
  private var isDone: [Bool]

  init(_ flow: AssignmentFlow) {
    let nodes = flow.problem.reviewers + 1
    distance = (0..<nodes).map { flow.excess($0) > 0 ? 0 : .max }
    parent = [Int32](repeating: -1, count: nodes)
    isDone = [Bool](repeating: false, count: nodes)
  }

  /// The nearest node with want; nil: none can be reached.
  mutating func run(_ flow: AssignmentFlow) -> Int? {
    while let node = nearest() {
      if flow.excess(node) < 0 { return node }
      isDone[node] = true
      spread(from: node, flow)
    }
    return nil
  }

  /// The nodes a failed search has reached.
  var reached: [Bool] { isDone }

  private func nearest() -> Int? {
    var nearest = -1
    var least = Int64.max
    distance.withUnsafeBufferPointer { distance in
      isDone.withUnsafeBufferPointer { isDone in
        for node in 0..<distance.count where distance[node] < least && !isDone[node] { (nearest, least) = (node, distance[node]) }
      }
    }
    return nearest < 0 ? nil : nearest
  }

  private mutating func spread(from node: Int, _ flow: AssignmentFlow) {
    let room = flow.problem.reviewers
    let start = distance[node] - flow.prices[node]
    if node == room {
      for to in 0..<room where flow.counted[to] > flow.problem.minLoads[to] { relax(to, start + flow.prices[to], node) }
      return
    }
    if flow.counted[node] < flow.problem.maxLoads[node] { relax(room, start + flow.prices[room], node) }
    flow.ways.losses.withUnsafeBufferPointer { losses in
      flow.prices.withUnsafeBufferPointer { prices in
        distance.withUnsafeMutableBufferPointer { distance in
          for to in 0..<room {
            let loss = losses[node &* room &+ to]
            let length = start &+ loss &+ prices[to]
            guard loss < Ways.none, length < distance[to] else { continue }
            distance[to] = length
            parent[to] = Int32(node)
          }
        }
      }
    }
  }

  private mutating func relax(_ node: Int, _ length: Int64, _ from: Int) {
    guard length < distance[node] else { return }
    distance[node] = length
    parent[node] = Int32(from)
  }
}

extension AssignmentFlow {
  /// The cut that a failed search leaves.
  var shortage: ReviewerAssignment.Shortage {
    var search = Search(self)
    _ = search.run(self)
    let all = 0..<problem.reviewers
    guard search.reached[problem.reviewers] else {
      return overloaded(all.filter { search.reached[$0] })
    }
    return underloaded(all.filter { !search.reached[$0] })
  }

  /// All are full, and whoever is with them has no open reviewer elsewhere.
  private func overloaded(_ inside: [Int]) -> ReviewerAssignment.Shortage {
    let applications = Set(inside.flatMap { reads[$0] }).sorted()
    return .overloaded(
      reviewers: inside.map(Int32.init), applications: applications, needed: inside.map { reads[$0].count }.reduce(0, +),
      room: inside.map { problem.maxLoads[$0] }.reduce(0, +))
  }

  /// All are at their minimum, and whoever could come to them is with them.
  private func underloaded(_ outside: [Int]) -> ReviewerAssignment.Shortage {
    .underloaded(
      reviewers: outside.map(Int32.init), needed: outside.map { problem.minLoads[$0] }.reduce(0, +),
      possible: outside.map { reads[$0].count }.reduce(0, +))
  }
}
