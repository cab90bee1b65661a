/// An auction of reviews with falling steps (Bertsekas, 1988; Bertsekas and Castañon, 1989: similar objects).
///
/// An application without enough reviewers bids for the one whose score less price is highest and raises what it is willing to
/// pay by the lead over its next best choice and one step. A full reviewer parts with the lowest bid. Reviews nobody needs belong
/// to one idle bidder, of score 0, which may hold between none and `maxLoad - minLoad` of each reviewer; so demand equals supply
/// and prices may have either sign. At the end of a pass no application would gain more than `step` by any exchange. With scores
/// multiplied by reviewers + 2 and a last step of 1 the assignment is optimal among the candidate pairs, because a cycle of
/// exchanges passes a reviewer, or the idle bidder, at most once.
struct ReviewAuction {
  let scale: Int64
  private let leap: Int64
  private let applications: Int
  private let reviewers: Int
  private let wanted: Int32
  private(set) var candidates: CandidateArcs
  /// Of each reviewer the price of a review, in scaled units.
  private(set) var prices: [Int64]
  /// What a unit of the idle bidder is willing to pay, in scaled units.
  private(set) var idleLevel: Int64 = 0
  private var idle: [Int]
  private let idleLimits: [Int]
  private var unplaced: Int
  private let capacities: [Int]
  private(set) var bids = 0
  /// An assignment in which no application could have a higher sum, if that is what stands before the first bid.
  let firstChoices: [[Int32]]?
  private var pairs: PairsByReviewer?

  /// The candidate pairs must allow an assignment within the loads: otherwise prices rise for ever.
  init(_ plan: ReviewPlan, _ candidates: CandidateArcs, prices: [Int32], range: Int64, start: [[Int32]]) {
    scale = Int64(plan.reviewers + 2)
    leap = (range + 1) * scale
    applications = plan.applications
    reviewers = plan.reviewers
    wanted = Int32(plan.perApplication)
    self.candidates = candidates
    self.prices = prices.map { [scale] in Int64($0) * scale }
    capacities = (0..<plan.reviewers).map(plan.capacity)
    idleLimits = (0..<plan.reviewers).map { plan.capacity(of: $0) - plan.minLoad[$0] }
    idle = idleLimits.map { _ in 0 }
    unplaced = capacities.reduce(0, +) - plan.demand
    let each = plan.perApplication
    let isBest =
      !capacities.contains(0)
      && start.indices.allSatisfy { application in
        let own = candidates.arcs[candidates.starts[application]...]
        return start[application].reduce(0) { $0 + Int(plan.score(application, Int($1))) }
          == own.prefix(each).reduce(0) { $0 + Int($1.score) }
      }
    firstChoices = isBest ? start : nil
  }

  /// Passes with steps from `first` down to `last`, in scaled units, each a `factor` of the one before.
  mutating func run(from first: Int64, to last: Int64, factor: Int64) {
    var step = max(last, first)
    while true {
      pass(step)
      if step == last { return }
      step = max(last, step / factor)
    }
  }

  mutating func add(_ more: [(application: Int32, reviewer: Int32)], of plan: ReviewPlan) {
    candidates.add(more, of: plan)
    pairs = nil
  }

  mutating func addAll(of plan: ReviewPlan) {
    candidates.addAll(of: plan)
    pairs = nil
  }

  /// Of each application the reviewers it holds, ascending.
  var chosen: [[Int32]] {
    candidates.held.indices.map { application in
      candidates.arcs[candidates.starts[application]...].prefix(Int(candidates.held[application])).map(\.reviewer).sorted()
    }
  }

  private mutating func pass(_ step: Int64) {
    let count = applications
    let pairs = pairs
    candidates.starts.withUnsafeBufferPointer { starts in
      candidates.arcs.withUnsafeMutableBufferPointer { arcs in
        candidates.held.withUnsafeMutableBufferPointer { held in
          prices.withUnsafeMutableBufferPointer { prices in
            idle.withUnsafeMutableBufferPointer { idle in
              idleLimits.withUnsafeBufferPointer { limits in
                capacities.withUnsafeBufferPointer { capacities in
                  var pass = AuctionPass(
                    step: step, leap: leap, scale: scale, wanted: wanted, applications: count, starts: starts.baseAddress!,
                    arcs: arcs.baseAddress!, held: held.baseAddress!, prices: prices, idle: idle, limits: limits,
                    capacities: capacities, unplaced: unplaced, pairs: pairs)
                  pass.begin()
                  pass.settle()
                  unplaced = pass.unplaced
                  idleLevel = pass.idleLevel
                  bids += pass.bids
                  self.pairs = pass.pairs
                  pass.free()
                }
              }
            }
          }
        }
      }
    }
  }
}
