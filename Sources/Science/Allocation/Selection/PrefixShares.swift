/// The rule of the French national procedure (Code de l'éducation, L612-3 and D612-1-… of Parcoursup): a minimum share of every
/// beginning of the list for one or two attributes.
///
/// At step k + 1 a share binds if `count · 100 < percent · (k + 1)` among the first k. Both bind: the best who has both, failing
/// that the best who has the first, failing that the best who has the second. One binds: the best who has it. None binds, or
/// nobody is left who has it: the best of all. docs/rooms/selection.md proves how far this can move anybody.
package struct PrefixShares {
  private let percents: [Int]
  /// By what they have (bit 0: the first attribute, bit 1: the second): rows, best first.
  private var queues: [[Int32]]
  private var heads = [0, 0, 0, 0]
  private let rank: [Int32]
  private var taken = 0
  private var counts = [0, 0]

  struct Pick {
    let row: Int32
    /// Shares that were binding and that she has.
    let first: Bool
    let second: Bool
  }

  /// `order`: the rows to list, best first; `has` gives each row's attributes.
  init(percents: [Int], order: [Int32], rank: [Int32], has: [UInt32]) {
    self.percents = percents
    self.rank = rank
    queues = [[], [], [], []]
    for row in order { queues[Int(has[Int(row)] & 3)].append(row) }
  }

  /// Continues after others were taken: how many, and how many of them have each attribute.
  init(percents: [Int], order: [Int32], rank: [Int32], has: [UInt32], taken: Int, counts: [Int]) {
    self.init(percents: percents, order: order, rank: rank, has: has)
    self.taken = taken
    self.counts = counts
  }

  var progress: (taken: Int, counts: [Int]) { (taken, counts) }

  /// The next on the list, passing over for good those who are barred; nil: nobody is left.
  mutating func next(barred: (Int32) -> Bool = { _ in false }) -> Pick? {
    for queue in 0..<4 {
      while heads[queue] < queues[queue].count, barred(queues[queue][heads[queue]]) { heads[queue] += 1 }
    }
    let first = binds(0)
    let second = binds(1)
    let queue: Int?
    switch (first, second) {
    case (true, true): queue = best([3]) ?? best([1]) ?? best([2]) ?? best([0])
    case (true, false): queue = best([1, 3]) ?? best([0, 2])
    case (false, true): queue = best([2, 3]) ?? best([0, 1])
    case (false, false): queue = best([0, 1, 2, 3])
    }
    guard let queue else { return nil }
    let row = queues[queue][heads[queue]]
    heads[queue] += 1
    taken += 1
    if queue & 1 != 0 { counts[0] += 1 }
    if queue & 2 != 0 { counts[1] += 1 }
    return Pick(row: row, first: first && queue & 1 != 0, second: second && queue & 2 != 0)
  }

  private func binds(_ share: Int) -> Bool {
    share < percents.count && counts[share] * 100 < percents[share] * (taken + 1)
  }

  /// The queue whose head is the best of these; nil where all are empty.
  private func best(_ candidates: [Int]) -> Int? {
    var best: Int?
    var bestRank = Int32.max
    for queue in candidates where heads[queue] < queues[queue].count {
      let rank = rank[Int(queues[queue][heads[queue]])]
      if rank < bestRank { (best, bestRank) = (queue, rank) }
    }
    return best
  }
}

extension PrefixShares {
  /// All rows of a list that is ranked already, best first: percents 0 to 100 of at most two attributes, `has` with a bit for each.
  package static func order(percents: [Int], has: [UInt32]) -> [Int32] {
    let rows = has.indices.map(Int32.init)
    var shares = PrefixShares(percents: percents, order: rows, rank: rows, has: has)
    var order: [Int32] = []
    while let pick = shares.next() { order.append(pick.row) }
    return order
  }
}
