/// Compares all pairs with whole prices: the pairs an application would rather have than one it holds.
struct Pricing {
  /// Pairs to add to the candidates; none proves the optimum.
  private(set) var better: [(application: Int32, reviewer: Int32)] = []

  /// Keeps at most `width` pairs of an application.
  init(_ plan: ReviewPlan, _ candidates: CandidateArcs, _ prices: [Int64], width: Int) {
    let (columns, k) = (plan.reviewers, plan.perApplication)
    let largest = prices.map { abs($0) }.max() ?? 0
    let narrow = largest < Int64(Int32.max) / 2 ? prices.map { Int32($0) } : []
    plan.scores.withUnsafeBufferPointer { scores in
      narrow.withUnsafeBufferPointer { narrow in
        candidates.arcs.withUnsafeBufferPointer { arcs in
          candidates.starts.withUnsafeBufferPointer { starts in
            for application in 0..<plan.applications {
              let start = starts[application]
              var bar = Int64.max
              for at in start..<start + k { bar = min(bar, Int64(arcs[at].score) - prices[Int(arcs[at].reviewer)]) }
              let line = scores.baseAddress! + application * columns
              guard
                narrow.isEmpty || abs(bar) > Int64(Int32.max) / 2 || Self.exceeds(line, narrow.baseAddress!, columns, Int32(bar))
              else { continue }
              collect(application, line, columns, prices, bar, arcs.baseAddress! + start, k, width)
            }
          }
        }
      }
    }
  }

  /// Whether any score is greater than price and bar, 16 at a time.
  @inline(__always)
  private static func exceeds(_ scores: UnsafePointer<Int32>, _ prices: UnsafePointer<Int32>, _ columns: Int, _ bar: Int32)
    -> Bool
  {
    let bars = SIMD8<Int32>(repeating: bar)
    var column = 0
    while column &+ 16 <= columns {
      let one =
        UnsafeRawPointer(scores + column).loadUnaligned(as: SIMD8<Int32>.self)
        .> (UnsafeRawPointer(prices + column).loadUnaligned(as: SIMD8<Int32>.self) &+ bars)
      let other =
        UnsafeRawPointer(scores + column + 8).loadUnaligned(as: SIMD8<Int32>.self)
        .> (UnsafeRawPointer(prices + column + 8).loadUnaligned(as: SIMD8<Int32>.self) &+ bars)
      if any(one .| other) { return true }
      column &+= 16
    }
    while column < columns {
      if scores[column] > prices[column] &+ bar { return true }
      column &+= 1
    }
    return false
  }

  private mutating func collect(
    _ application: Int, _ scores: UnsafePointer<Int32>, _ columns: Int, _ prices: [Int64], _ bar: Int64,
    _ held: UnsafePointer<Arc>, _ k: Int, _ width: Int
  ) {
    var found: [(net: Int64, reviewer: Int32)] = []
    var lowest = bar
    for column in 0..<columns where scores[column] != ReviewPlan.forbidden {
      let net = Int64(scores[column]) - prices[column]
      guard net > lowest, !(0..<k).contains(where: { held[$0].reviewer == Int32(column) }) else { continue }
      found.append((net, Int32(column)))
      guard found.count == 4 * width else { continue }
      found.sort { $0.net > $1.net }
      found.removeLast(3 * width)
      lowest = found[width - 1].net
    }
    if found.count > width { found.sort { $0.net > $1.net } }
    for pair in found.prefix(width) { better.append((Int32(application), pair.reviewer)) }
  }
}
