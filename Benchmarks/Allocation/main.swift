import Allocation

/// Chance that repeats (SplitMix64).
struct Chance: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}

func measure<Value>(_ name: String, times: Int = 5, _ work: () -> Value) -> Value {
  var best = Duration.seconds(1_000_000)
  var value: Value?
  for _ in 0..<times { best = min(best, ContinuousClock().measure { value = work() }) }
  print("\(name): \(best / .milliseconds(1)) ms, the best of \(times)")
  return value!
}

nonisolated(unsafe) var chance = Chance(state: 1)

/// 100,000 students, 500 programmes, 10 wishes each, popular programmes named more often; seats for 95 in 100.
func matching() {
  let (students, programmes) = (100_000, 500)
  let wishes: [[Int32]] = (0..<students).map { _ in
    var wish: [Int32] = []
    while wish.count < 10 {
      let drawn = Double.random(in: 0..<1, using: &chance)
      let programme = Int32(drawn * drawn * Double(programmes))
      if !wish.contains(programme) { wish.append(programme) }
    }
    return wish
  }
  var applicants: [[(student: Int32, score: Double)]] = Array(repeating: [], count: programmes)
  for (student, wish) in wishes.enumerated() {
    for programme in wish { applicants[Int(programme)].append((Int32(student), Double.random(in: 0..<1, using: &chance))) }
  }
  let offers = applicants.map { Preferences.Programme(seats: 190, order: .scores($0)) }
  let preferences = measure("matching, rankings from scores") { Preferences(choices: wishes, programmes: offers) }
  let matching = measure("matching, deferred acceptance") { preferences.deferredAcceptance() }
  let pairs = measure("matching, stability") { preferences.blockingPairs(matching) }
  print("  \(matching.taken.count { $0 >= 0 }) matched, \(pairs.count) blocking pairs")
}

/// 10,000 applications, 300 reviewers, 3 each, loads up to 10 % more than the mean, 2 % conflicts.
/// Skewed: some reviewers suit everybody better.
func assignment(lowest: Int, isSkewed: Bool = false) {
  let (applications, reviewers) = (10_000, 300)
  let problem = ReviewerAssignment(
    applications: applications, reviewers: reviewers,
    scores: (0..<applications * reviewers).map { place in
      chance.next() % 50 == 0
        ? ReviewerAssignment.forbidden : Int64(chance.next() % 1_000_001) + (isSkewed ? Int64(place % reviewers) * 3_000 : 0)
    },
    perApplication: 3, minLoads: Array(repeating: lowest, count: reviewers), maxLoads: Array(repeating: 110, count: reviewers))
  guard
    case .best(let best) = measure(
      "assignment, at least \(lowest) each\(isSkewed ? ", skewed" : "")", times: 3, { problem.solve() })
  else {
    return print("  impossible")
  }
  let certificate = measure("assignment, certificate", times: 3) { problem.certificate(best) }
  print("  total \(certificate.primal), bound \(certificate.dual), broken rules \(problem.broken(best.assignment).count)")
}

matching()
assignment(lowest: 0)
assignment(lowest: 95)
assignment(lowest: 0, isSkewed: true)
assignment(lowest: 95, isSkewed: true)
