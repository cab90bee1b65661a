/// Some assignment within all loads, found by augmenting paths over all pairs, or the reason why none exists.
///
/// First every application gets its reviewers within the largest loads, then reviewers below their smallest load take over
/// reviews. If both can be had one at a time, both can be had together (Mendelsohn and Dulmage, 1958).
struct Placement {
  private let plan: ReviewPlan
  /// Of each application its reviewers.
  private(set) var reviewers: [[Int32]]
  private var readers: [[Int32]]

  /// Tries the candidate pairs first.
  init(_ plan: ReviewPlan, _ candidates: CandidateArcs) throws(Shortage) {
    self.plan = plan
    reviewers = [[Int32]](repeating: [], count: plan.applications)
    readers = [[Int32]](repeating: [], count: plan.reviewers)
    placeCandidates(candidates)
    for application in 0..<plan.applications {
      while reviewers[application].count < plan.perApplication { try place(application) }
    }
    for reviewer in 0..<plan.reviewers {
      while readers[reviewer].count < plan.minLoad[reviewer] { try fill(reviewer) }
    }
  }

  private mutating func placeCandidates(_ candidates: CandidateArcs) {
    for application in 0..<plan.applications {
      for at in candidates.starts[application]..<candidates.starts[application + 1] {
        let reviewer = Int(candidates.arcs[at].reviewer)
        guard hasRoom(reviewer) else { continue }
        give(reviewer, to: application)
        if reviewers[application].count == plan.perApplication { break }
      }
    }
  }

  private func hasRoom(_ reviewer: Int) -> Bool { readers[reviewer].count < plan.maxLoad[reviewer] }

  private func mayTake(_ application: Int, _ reviewer: Int) -> Bool {
    plan.allows(application, reviewer) && !reviewers[application].contains(Int32(reviewer))
  }

  private mutating func give(_ reviewer: Int, to application: Int) {
    reviewers[application].append(Int32(reviewer))
    readers[reviewer].append(Int32(application))
  }

  private mutating func take(_ reviewer: Int, from application: Int) {
    reviewers[application].remove(at: reviewers[application].firstIndex(of: Int32(reviewer))!)
    let place = readers[reviewer].firstIndex(of: Int32(application))!
    readers[reviewer].swapAt(place, readers[reviewer].count - 1)
    readers[reviewer].removeLast()
  }

  /// One more reviewer for the application, by exchanges with others if needed.
  private mutating func place(_ application: Int) throws(Shortage) {
    var passedOn = [Int32](repeating: -1, count: plan.applications)
    var asker = [Int32](repeating: -1, count: plan.reviewers)
    passedOn[application] = Int32(plan.reviewers)
    var queue = [application]
    var next = 0
    while next < queue.count {
      let at = queue[next]
      next += 1
      if let free = (0..<plan.reviewers).first(where: { asker[$0] < 0 && hasRoom($0) && mayTake(at, $0) }) {
        return exchange(free, for: at, root: application, asker, passedOn)
      }
      for reviewer in 0..<plan.reviewers where asker[reviewer] < 0 && mayTake(at, reviewer) {
        asker[reviewer] = Int32(at)
        for other in readers[reviewer] where passedOn[Int(other)] < 0 {
          passedOn[Int(other)] = Int32(reviewer)
          queue.append(Int(other))
        }
      }
    }
    throw .reviewers(applications: queue.sorted(), (0..<plan.reviewers).filter { asker[$0] >= 0 }, of: plan)
  }

  private mutating func exchange(_ free: Int, for last: Int, root: Int, _ asker: [Int32], _ passedOn: [Int32]) {
    var (reviewer, application) = (free, last)
    while application != root {
      let left = Int(passedOn[application])
      take(left, from: application)
      give(reviewer, to: application)
      reviewer = left
      application = Int(asker[left])
    }
    give(reviewer, to: application)
  }

  /// One more application for the reviewer, from one who has more than the smallest load.
  private mutating func fill(_ reviewer: Int) throws(Shortage) {
    var giver = [Int32](repeating: -1, count: plan.reviewers)
    var taker = [Int32](repeating: -1, count: plan.applications)
    giver[reviewer] = Int32(plan.applications)
    var queue = [reviewer]
    var next = 0
    while next < queue.count {
      let at = queue[next]
      next += 1
      for application in 0..<plan.applications where taker[application] < 0 && mayTake(application, at) {
        taker[application] = Int32(at)
        for other in reviewers[application] where giver[Int(other)] < 0 {
          giver[Int(other)] = Int32(application)
          if readers[Int(other)].count > plan.minLoad[Int(other)] {
            return handOver(from: Int(other), to: reviewer, giver, taker)
          }
          queue.append(Int(other))
        }
      }
    }
    throw .load(queue.sorted(), of: plan)
  }

  private mutating func handOver(from rich: Int, to poor: Int, _ giver: [Int32], _ taker: [Int32]) {
    var reviewer = rich
    while reviewer != poor {
      let application = Int(giver[reviewer])
      let next = Int(taker[application])
      take(reviewer, from: application)
      give(next, to: application)
      reviewer = next
    }
  }
}
