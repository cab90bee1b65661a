extension Policy {
  /// Gives the places. Throws where a column the policy names is missing.
  ///
  /// `effort` limits the search where reserves and caps cross: how many branches it may look at.
  package func allocate(_ ranking: Ranking, _ candidates: Candidates, effort: Int = 2_000) throws(CandidatesFault) -> Outcome {
    let ground = try Ground(self, candidates)
    let bare = protection == .none ? nil : unprotected.places(ranking, ground, effort: effort)
    let given = places(ranking, ground, effort: effort)
    return outcome(given, bare: bare, ranking, ground)
  }

  /// The next to be offered a place after some have gone; in the order of the offers, as many as are free.
  ///
  /// `held`: who has an offer that is open or accepted; `gone`: who declined, let her offer lapse or withdrew. The properties of the
  /// first offers hold for the later ones: caps by those who hold a place, reserves and shares as the policy says.
  package func next(
    _ ranking: Ranking, _ candidates: Candidates, after first: Outcome, held: [Int32], gone: [Int32], effort: Int = 2_000
  ) throws(CandidatesFault) -> [Int32] {
    let ground = try Ground(self, candidates)
    let away = Set(gone).union(held)
    let free = max(0, places - held.count)
    guard reserves.isEmpty else {
      let rows = ranking.order.filter { !away.contains($0) }
      return reserved(ranking, ground, rows: rows, held: held, effort: effort).chosen
    }
    var counts = CapCounts(ground, caps, held: held)
    var called: [Int32] = []
    for row in first.offered + first.waiting where called.count < free && !away.contains(row) && counts.full(for: row) == nil {
      counts.add(row)
      called.append(row)
    }
    return called
  }

  /// The same policy without reserves and shares: what they do to each candidate is the difference.
  package var unprotected: Policy {
    guard let policy = try? with(protection: Protection.none) else { preconditionFailure("fewer rules cannot contradict") }
    return policy
  }
}

/// Who gets a place, before the reasons are told.
struct Given {
  var chosen: [Int32]
  var waiting: [Int32]
  var shares: [Int32: (first: Bool, second: Bool)] = [:]
  var possible: [Int] = []
  var gap: Int64 = 0
}

extension Policy {
  func places(_ ranking: Ranking, _ ground: Ground, effort: Int) -> Given {
    guard reserves.isEmpty else {
      let answer = reserved(ranking, ground, rows: ranking.order, held: [], effort: effort)
      let chosen = Set(answer.chosen)
      return Given(
        chosen: answer.chosen, waiting: ranking.order.filter { !chosen.contains($0) }, possible: answer.possible, gap: answer.gap)
    }
    return listed(ranking, ground)
  }

  /// Shares or none: the list is the rule.
  private func listed(_ ranking: Ranking, _ ground: Ground) -> Given {
    var counts = CapCounts(ground, caps)
    var list = PrefixShares(percents: shares.map(\.percent), order: ranking.order, rank: ranking.rank, has: ground.has)
    var given = Given(chosen: [], waiting: [])
    var isCalled = [Bool](repeating: false, count: ranking.rank.count)
    while given.chosen.count < places, let pick = list.next(barred: { counts.full(for: $0) != nil }) {
      counts.add(pick.row)
      given.chosen.append(pick.row)
      isCalled[Int(pick.row)] = true
      if pick.first || pick.second { given.shares[pick.row] = (pick.first, pick.second) }
    }
    // Those whose cap is full wait in their turn: a place of their school may become free.
    let rest = ranking.order.filter { !isCalled[Int($0)] }
    let progress = list.progress
    var waiting = PrefixShares(
      percents: shares.map(\.percent), order: rest, rank: ranking.rank, has: ground.has, taken: progress.taken,
      counts: progress.counts)
    given.waiting.reserveCapacity(rest.count)
    while let pick = waiting.next() { given.waiting.append(pick.row) }
    return given
  }

  /// Reserves: nested rules by the greedy choice, crossing ones by search.
  private func reserved(_ ranking: Ranking, _ ground: Ground, rows: [Int32], held: [Int32], effort: Int) -> ReserveSearch.Answer {
    guard var tree = ReserveTree(policy: self, ground: ground, rows: rows + held) else {
      var answer = ReserveSearch.solve(policy: self, ground: ground, ranking: ranking, rows: rows, held: held, nodes: effort)
      answer.chosen.sort { ranking.rank[Int($0)] < ranking.rank[Int($1)] }
      return answer
    }
    for row in held { tree.hold(row) }
    let possible = tree.setFloors(reserves.map(\.places))
    var chosen: [Int32] = []
    for row in rows where held.count + chosen.count < places && tree.take(row) { chosen.append(row) }
    return ReserveSearch.Answer(chosen: chosen, gap: 0, possible: possible)
  }

  private func outcome(_ given: Given, bare: Given?, _ ranking: Ranking, _ ground: Ground) -> Outcome {
    var rules = [Outcome.Rule](repeating: .notConsidered, count: ranking.rank.count)
    var hasBare = [Bool](repeating: false, count: ranking.rank.count)
    for row in (bare ?? given).chosen { hasBare[Int(row)] = true }
    for row in given.chosen { rules[Int(row)] = hasBare[Int(row)] ? .merit : helped(row, given, ground) }
    let counts = CapCounts(ground, caps, held: given.chosen)
    let last = given.chosen.map { ranking.rank[Int($0)] }.max() ?? -1
    for row in given.waiting {
      if hasBare[Int(row)] {
        rules[Int(row)] = .displaced
      } else if ranking.rank[Int(row)] < last, let cap = counts.full(for: row) {
        rules[Int(row)] = .cap(cap)
      } else {
        rules[Int(row)] = .waiting
      }
    }
    let filled = reserves.enumerated().map { bit, reserve in
      Outcome.Filled(
        wanted: reserve.places, given: given.chosen.count { ground.has[Int($0)] & (1 << UInt32(bit)) != 0 },
        possible: given.possible[bit])
    }
    return Outcome(
      offered: given.chosen, waiting: given.waiting, rules: rules, reserves: filled, gap: Double(given.gap) / power(decimals))
  }

  /// The rule that gave a place to somebody who would have none without it.
  private func helped(_ row: Int32, _ given: Given, _ ground: Ground) -> Outcome.Rule {
    if let share = given.shares[row] { return .share(first: share.first, second: share.second) }
    let mask = ground.has[Int(row)]
    if let reserve = reserves.indices.first(where: { mask & (1 << UInt32($0)) != 0 }) { return .reserve(reserve) }
    // Room that another's cap left, or a share that bound before her.
    if let share = shares.indices.first(where: { mask & (1 << UInt32($0)) != 0 }) {
      return .share(first: share == 0, second: share == 1)
    }
    return .merit
  }
}
