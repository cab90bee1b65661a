/// Some assignment within all loads, found by augmenting paths over all pairs, or the reason why none exists.
///
/// First every application gets its reviewers within the largest loads, then reviewers below their smallest load take over
/// reviews. If both can be had one at a time, both can be had together (Mendelsohn and Dulmage, 1958). Both go in passes in which
/// nobody is asked again who led nowhere (Pothen and Fan, 1990), O(applications x reviewers) each.
struct Placement {
  private let plan: ReviewPlan
  /// Of each application its reviewers.
  private(set) var reviewers: [[Int32]]
  private var readers: [[Int32]]
  private var held: PairSet
  /// Who was met in this pass.
  private var metApplications: [Bool]
  private var metReviewers: [Bool]
  /// Of each application the next reviewer to look at, of each reviewer the next application.
  private var nextReviewers: [Int]
  private var nextApplications: [Int]
  /// Of each application the first reviewer who may have room: who has none stays without.
  private var rooms: [Int]

  /// Tries the candidate pairs first.
  init(_ plan: ReviewPlan, _ candidates: CandidateArcs) throws(Shortage) {
    self.plan = plan
    reviewers = [[Int32]](repeating: [], count: plan.applications)
    readers = [[Int32]](repeating: [], count: plan.reviewers)
    held = PairSet(columns: plan.reviewers, rows: plan.applications)
    metApplications = [Bool](repeating: false, count: plan.applications)
    metReviewers = [Bool](repeating: false, count: plan.reviewers)
    nextReviewers = [Int](repeating: 0, count: plan.applications)
    nextApplications = [Int](repeating: 0, count: plan.reviewers)
    rooms = nextReviewers
    placeCandidates(candidates)
    try place()
    try fill()
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
    plan.allows(application, reviewer) && !held.contains(application, reviewer)
  }

  private mutating func give(_ reviewer: Int, to application: Int) {
    reviewers[application].append(Int32(reviewer))
    readers[reviewer].append(Int32(application))
    held.insert(application, reviewer)
  }

  /// One application has a reviewer instead of another.
  private mutating func pass(_ application: Int, from one: Int, to other: Int) {
    if let place = reviewers[application].firstIndex(of: Int32(one)) { reviewers[application][place] = Int32(other) }
    if let place = readers[one].firstIndex(of: Int32(application)) {
      readers[one].swapAt(place, readers[one].count - 1)
      readers[one].removeLast()
    }
    readers[other].append(Int32(application))
    held.remove(application, one)
    held.insert(application, other)
  }

  private mutating func beginPass() {
    for application in metApplications.indices {
      metApplications[application] = false
      nextReviewers[application] = 0
    }
    for reviewer in metReviewers.indices {
      metReviewers[reviewer] = false
      nextApplications[reviewer] = 0
    }
  }

  // MARK: Applications

  /// Gives every application its reviewers, by exchanges with others if needed.
  private mutating func place() throws(Shortage) {
    var lacking = (0..<plan.applications).filter { reviewers[$0].count < plan.perApplication }
    while !lacking.isEmpty {
      beginPass()
      var found = 0
      for application in lacking where !metApplications[application] {
        while reviewers[application].count < plan.perApplication, enlarge(application) { found += 1 }
      }
      lacking.removeAll { reviewers[$0].count == plan.perApplication }
      guard found > 0 || lacking.isEmpty else {
        throw .reviewers(
          applications: metApplications.indices.filter { metApplications[$0] }, metReviewers.indices.filter { metReviewers[$0] },
          of: plan)
      }
    }
  }

  /// One more reviewer for the application; false: no way that is disjoint from others of this pass.
  private mutating func enlarge(_ root: Int) -> Bool {
    metApplications[root] = true
    var way: [(application: Int, reviewer: Int)] = [(root, -1)]
    while let (application, _) = way.last {
      if let free = freeReviewer(for: application) {
        var taken = free
        for step in way.reversed() where step.reviewer >= 0 {
          pass(step.application, from: step.reviewer, to: taken)
          taken = step.reviewer
        }
        for step in way.dropFirst() { metApplications[step.application] = false }
        give(taken, to: root)
        return true
      }
      guard let (other, reviewer) = exchange(of: application) else {
        way.removeLast()
        continue
      }
      metApplications[other] = true
      way.append((other, reviewer))
    }
    return false
  }

  private mutating func freeReviewer(for application: Int) -> Int? {
    while rooms[application] < plan.reviewers {
      let reviewer = rooms[application]
      if hasRoom(reviewer), mayTake(application, reviewer) { return reviewer }
      // An application that gave up a reviewer takes her back only where she has no room.
      rooms[application] += 1
    }
    return nil
  }

  /// Somebody not met yet who holds a reviewer that the application could have.
  private mutating func exchange(of application: Int) -> (application: Int, reviewer: Int)? {
    while nextReviewers[application] < plan.reviewers {
      let reviewer = nextReviewers[application]
      if mayTake(application, reviewer) {
        metReviewers[reviewer] = true
        while nextApplications[reviewer] < readers[reviewer].count {
          let other = Int(readers[reviewer][nextApplications[reviewer]])
          nextApplications[reviewer] += 1
          if !metApplications[other] { return (other, reviewer) }
        }
      }
      nextReviewers[application] += 1
    }
    return nil
  }

  // MARK: Reviewers

  /// Gives every reviewer her smallest load, from those who have more.
  private mutating func fill() throws(Shortage) {
    var lacking = (0..<plan.reviewers).filter { readers[$0].count < plan.minLoad[$0] }
    while !lacking.isEmpty {
      beginPass()
      var found = 0
      for reviewer in lacking where !metReviewers[reviewer] {
        while readers[reviewer].count < plan.minLoad[reviewer], takeOver(reviewer) { found += 1 }
      }
      lacking.removeAll { readers[$0].count >= plan.minLoad[$0] }
      guard found > 0 || lacking.isEmpty else {
        throw .load(metReviewers.indices.filter { metReviewers[$0] }, of: plan)
      }
    }
  }

  /// One more application for the reviewer, from one who has more than the smallest load.
  private mutating func takeOver(_ root: Int) -> Bool {
    metReviewers[root] = true
    var way: [(reviewer: Int, application: Int)] = [(root, -1)]
    while let (reviewer, _) = way.last {
      guard let (other, application) = giver(to: reviewer) else {
        way.removeLast()
        continue
      }
      metReviewers[other] = true
      way.append((other, application))
      guard readers[other].count > plan.minLoad[other] else { continue }
      for (to, from) in zip(way, way.dropFirst()).reversed() {
        pass(from.application, from: from.reviewer, to: to.reviewer)
      }
      for step in way.dropFirst() { metReviewers[step.reviewer] = false }
      return true
    }
    return false
  }

  /// An application the reviewer could have, and a reviewer not met yet who holds it.
  private mutating func giver(to reviewer: Int) -> (reviewer: Int, application: Int)? {
    while nextApplications[reviewer] < plan.applications {
      let application = nextApplications[reviewer]
      if mayTake(application, reviewer) {
        while nextReviewers[application] < reviewers[application].count {
          let other = Int(reviewers[application][nextReviewers[application]])
          nextReviewers[application] += 1
          if !metReviewers[other] { return (other, application) }
        }
      }
      nextApplications[reviewer] += 1
    }
    return nil
  }
}

/// Pairs of rows and columns, a bit each.
private struct PairSet {
  private let columns: Int
  private var words: [UInt64]

  init(columns: Int, rows: Int) {
    self.columns = columns
    words = [UInt64](repeating: 0, count: (columns * rows + 63) / 64)
  }

  func contains(_ row: Int, _ column: Int) -> Bool {
    let bit = row * columns + column
    return words[bit / 64] & 1 << UInt64(bit % 64) != 0
  }

  mutating func insert(_ row: Int, _ column: Int) {
    let bit = row * columns + column
    words[bit / 64] |= 1 << UInt64(bit % 64)
  }

  mutating func remove(_ row: Int, _ column: Int) {
    let bit = row * columns + column
    words[bit / 64] &= ~(1 << UInt64(bit % 64))
  }
}
