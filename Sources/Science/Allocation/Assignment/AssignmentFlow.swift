/// A minimum-cost flow between reviewers (Edmonds and Karp, 1972): applications are not nodes but the ways between reviewers.
///
/// It starts with every application at its best reviewers, which is optimal but overloads some, and moves reviews one by one along
/// the cheapest ways from reviewers with too many to those with room. The last node stands for "anybody's spare room": with it a
/// reviewer may have any load from her minimum to her maximum. After each step, every way a → b has
/// (score at a − price of a) − (score at b − price of b) ≥ 0, and so the flow is the best among those with its loads.
struct AssignmentFlow {
  let problem: ReviewerAssignment
  /// Reviewers of each application, `perApplication` each.
  var held: [Int32]
  /// Applications of each reviewer.
  var reads: [[Int32]]
  /// Scores where a review could go: `forbidden` for conflicts and for what is held already.
  var open: [Int64]
  /// Prices, the spare room's last.
  var prices: [Int64]
  /// Of each reviewer: the load counted as hers; the difference from what she reads is excess or want.
  var counted: [Int]
  /// Spare room's excess: what all are counted with, beyond the reviews there are.
  var spare: Int
  var ways: Ways

  init(_ problem: ReviewerAssignment) {
    self.problem = problem
    prices = problem.startingPrices() + [0]
    held = []
    held.reserveCapacity(problem.applications * problem.perApplication)
    reads = Array(repeating: [], count: problem.reviewers)
    open = problem.scores
    for application in 0..<problem.applications {
      for reviewer in problem.best(application, prices) {
        held.append(reviewer)
        reads[Int(reviewer)].append(Int32(application))
      }
    }
    for (place, reviewer) in held.enumerated() {
      open[place / problem.perApplication * problem.reviewers + Int(reviewer)] = ReviewerAssignment.forbidden
    }
    counted = []
    for reviewer in 0..<problem.reviewers {
      let (low, high) = (problem.minLoads[reviewer], problem.maxLoads[reviewer])
      let price = prices[reviewer]
      counted.append(price > 0 ? high : price < 0 ? low : min(max(reads[reviewer].count, low), high))
    }
    spare = counted.reduce(0, +) - held.count
    ways = Ways(reviewers: problem.reviewers)
    for (reviewer, applications) in reads.enumerated() {
      for application in applications { ways.add(reviewer, application, problem, open) }
    }
  }

  var assignment: [[Int32]] {
    (0..<problem.applications).map { application in
      held[application * problem.perApplication..<(application + 1) * problem.perApplication].sorted()
    }
  }

  /// In relation to spare room, which is free.
  var reviewerPrices: [Int64] { prices.dropLast().map { $0 - prices[problem.reviewers] } }

  func excess(_ node: Int) -> Int { node == problem.reviewers ? spare : reads[node].count - counted[node] }

  var hasExcess: Bool { (0...problem.reviewers).contains { excess($0) > 0 } }

  /// Moves one review along a cheapest way; false: no way leads from excess to want.
  mutating func improve() -> Bool {
    var search = Search(self)
    guard let end = search.run(self) else { return false }
    for node in 0...problem.reviewers { prices[node] -= min(search.distance[node], search.distance[end]) }
    // Named before the first is moved, as a move changes what the others would find.
    var steps: [(from: Int, to: Int, application: Int)] = []
    var node = end
    while search.parent[node] >= 0 {
      let from = Int(search.parent[node])
      let isReview = from < problem.reviewers && node < problem.reviewers
      steps.append((from, node, isReview ? Int(ways.application(from, node)) : -1))
      node = from
    }
    for step in steps { move(step.from, step.to, step.application) }
    return true
  }

  private mutating func move(_ from: Int, _ to: Int, _ application: Int) {
    let room = problem.reviewers
    if from == room {
      counted[to] -= 1
      spare -= 1
    } else if to == room {
      counted[from] += 1
      spare += 1
    } else {
      give(application, from, to)
    }
  }

  private mutating func give(_ application: Int, _ from: Int, _ to: Int) {
    let own = application * problem.perApplication..<(application + 1) * problem.perApplication
    held[own.first { held[$0] == Int32(from) }!] = Int32(to)
    let place = reads[from].firstIndex(of: Int32(application))!
    reads[from].swapAt(place, reads[from].count - 1)
    reads[from].removeLast()
    reads[to].append(Int32(application))
    open[application * problem.reviewers + from] = problem.score(application, from)
    open[application * problem.reviewers + to] = ReviewerAssignment.forbidden
    ways.lose(from, Int32(application), reads[from], problem, open)
    ways.add(to, Int32(application), problem, open)
    for place in own where held[place] != Int32(to) {
      let other = Int(held[place])
      ways.open(other, from, Int32(application), problem, open)
      ways.close(other, to, Int32(application), reads[other], problem, open)
    }
  }
}

extension ReviewerAssignment {
  /// The reviewers that suit an application best at these prices; the lower number where they are equal.
  func best(_ application: Int, _ prices: [Int64]) -> [Int32] {
    var best: [(gain: Int64, reviewer: Int32)] = []
    for reviewer in 0..<reviewers where score(application, reviewer) != Self.forbidden {
      let gain = score(application, reviewer) - prices[reviewer]
      if best.count == perApplication, best.last.map({ gain <= $0.gain }) ?? true { continue }
      best.insert((gain, Int32(reviewer)), at: best.firstIndex { $0.gain < gain } ?? best.count)
      if best.count > perApplication { best.removeLast() }
    }
    return best.map(\.reviewer)
  }
}
