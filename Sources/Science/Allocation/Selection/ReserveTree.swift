/// Reserves and caps that are nested or apart: a tree of sets with floors and ceilings.
///
/// Sets of candidates that keep floors and ceilings of a laminar family are the bases of a matroid (Edmonds 1970), so taking
/// the best candidate who leaves the floors reachable gives a set whose i-th best is at least the i-th best of any other.
struct ReserveTree {
  /// For each node its parent; the root is node 0, its ceiling the number of places.
  private var parents: [Int32] = [0]
  private var ceilings: [Int]
  private var floors: [Int] = [0]
  private var counts: [Int] = [0]
  /// How many members can hold a place at most, by the ceilings below.
  private var capacities: [Int] = [0]
  /// How many more must be taken inside the node for the floors at and below it.
  private var needs: [Int] = [0]
  /// The sum of the children's needs.
  private var needsBelow: [Int] = [0]
  /// The lowest node of each row; 0: in no set.
  private var leaf: [Int32]
  private var nodeOfReserve: [Int32]

  /// Nil where the sets cross. `rows`: those who take part, held ones included.
  init?(policy: Policy, ground: Ground, rows: [Int32]) {
    let reserves = policy.reserves.count
    // Sets by number: the reserves first, then the groups of each cap.
    var starts: [Int] = []
    var sets = reserves
    for groups in ground.groupCounts {
      starts.append(sets)
      sets += groups
    }
    func setsOf(_ row: Int32) -> [Int] {
      var found: [Int] = []
      for bit in 0..<reserves where ground.has[Int(row)] & (1 << UInt32(bit)) != 0 { found.append(bit) }
      for cap in starts.indices where ground.groups[cap][Int(row)] >= 0 {
        found.append(starts[cap] + Int(ground.groups[cap][Int(row)]))
      }
      return found
    }
    var sizes = [Int](repeating: 0, count: sets)
    for row in rows { for set in setsOf(row) { sizes[set] += 1 } }

    var parentOfSet = [Int32](repeating: -1, count: sets)
    var leafSet = [Int32](repeating: -1, count: ground.has.count)
    for row in rows {
      let chain = setsOf(row).sorted { sizes[$0] != sizes[$1] ? sizes[$0] > sizes[$1] : $0 < $1 }
      var above: Int32 = 0
      for set in chain {
        if parentOfSet[set] == -1 { parentOfSet[set] = above } else if parentOfSet[set] != above { return nil }
        above = Int32(set + 1)
      }
      leafSet[Int(row)] = above
    }
    ceilings = [policy.places] + [Int](repeating: .max, count: sets)
    for cap in starts.indices {
      for group in 0..<ground.groupCounts[cap] { ceilings[1 + starts[cap] + group] = policy.caps[cap].places }
    }
    parents += parentOfSet.map { max(0, $0) }
    floors += [Int](repeating: 0, count: sets)
    counts += [Int](repeating: 0, count: sets)
    needs += [Int](repeating: 0, count: sets)
    needsBelow += [Int](repeating: 0, count: sets)
    capacities += [Int](repeating: 0, count: sets)
    leaf = leafSet.map { max(0, $0) }
    nodeOfReserve = (0..<Int32(reserves)).map { $0 + 1 }
    measureCapacities(rows, sizes)
  }

  /// From the smallest set to the largest: what is below it, and its members in no smaller set.
  private mutating func measureCapacities(_ rows: [Int32], _ sizes: [Int]) {
    for row in rows { capacities[Int(leaf[Int(row)])] += 1 }
    let upwards = (1..<parents.count).sorted { depth(Int32($0)) > depth(Int32($1)) }
    for node in upwards {
      capacities[node] = min(capacities[node], ceilings[node])
      capacities[Int(parents[node])] += capacities[node]
    }
    capacities[0] = min(capacities[0], ceilings[0])
  }

  private func depth(_ node: Int32) -> Int {
    var node = node
    var depth = 0
    while node != 0 {
      node = parents[Int(node)]
      depth += 1
    }
    return depth
  }

  /// Somebody who holds a place already, whatever the rules say.
  mutating func hold(_ row: Int32) {
    var node = leaf[Int(row)]
    while true {
      counts[Int(node)] += 1
      if node == 0 { return }
      node = parents[Int(node)]
    }
  }

  /// Sets the reserves' floors one after another, each as high as it can be beside the earlier ones; returns the floors.
  mutating func setFloors(_ wanted: [Int]) -> [Int] {
    var possible: [Int] = []
    for (reserve, node) in nodeOfReserve.enumerated() {
      var low = min(counts[Int(node)], wanted[reserve])
      var high = min(wanted[reserve], max(capacities[Int(node)], counts[Int(node)]))
      while low < high {
        let middle = (low + high + 1) / 2
        if canNeed(middle, at: node) { low = middle } else { high = middle - 1 }
      }
      floors[Int(node)] = low
      update(from: node)
      possible.append(low)
    }
    return possible
  }

  private func canNeed(_ floor: Int, at node: Int32) -> Bool {
    var node = node
    var need = max(floor - counts[Int(node)], needsBelow[Int(node)])
    while true {
      guard counts[Int(node)] + need <= min(ceilings[Int(node)], max(capacities[Int(node)], counts[Int(node)])) else {
        return false
      }
      if node == 0 { return true }
      let parent = parents[Int(node)]
      let below = needsBelow[Int(parent)] - needs[Int(node)] + need
      need = max(floors[Int(parent)] - counts[Int(parent)], below)
      node = parent
    }
  }

  private mutating func update(from node: Int32) {
    var node = node
    while true {
      let need = max(0, floors[Int(node)] - counts[Int(node)], needsBelow[Int(node)])
      let change = need - needs[Int(node)]
      needs[Int(node)] = need
      if node == 0 { return }
      node = parents[Int(node)]
      needsBelow[Int(node)] += change
    }
  }

  /// Takes her if all floors stay reachable below all ceilings; says which node forbids it otherwise.
  mutating func take(_ row: Int32) -> Bool {
    let bottom = leaf[Int(row)]
    var node = bottom
    var change = 0
    while true {
      let position = Int(node)
      let count = counts[position] + 1
      let need = max(0, floors[position] - count, needsBelow[position] + change)
      guard count + need <= ceilings[position] else { return false }
      if node == 0 { break }
      change = need - needs[position]
      node = parents[position]
    }
    hold(row)
    update(from: bottom)
    return true
  }
}
