/// How sure the places of a match are, given the errors of measurement: the whole match replayed on totals that were moved.
///
/// Each draw moves every piece of evidence of every student by a normal error of its standard error, once for all sets of weights, so that
/// offers that weigh the same evidence differently move together. Lists, seats, requirements and who is considered stay as they are; ties
/// keep their lottery. A share p of n draws has a standard error of √(p(1 − p)/n), at most 0.016 for 1,000.
package struct MatchSureness: Sendable, Hashable {
  package let draws: Int
  /// For each student in how many draws she had what she has: the same offer, or none again.
  package let same: [Int32]
  /// In how many she had an offer she wanted more.
  package let better: [Int32]
  /// In how many she had a seat at all.
  package let placed: [Int32]
}

extension MeritMarket {
  /// Replays the match. `policies`: the sets of weights behind `rankings`, in their order. The same seed gives the same answer on any
  /// number of cores.
  package func sureness(_ policies: [Policy], _ matching: Matching, draws: Int = 1_000, seed: UInt64 = 1) -> MatchSureness {
    precondition(policies.count == rankings.count && draws > 0)
    let count = lists.count
    let preferences = preferences
    let errors = MovedMerits(policies, rankings)
    let has = (0..<count).map { preferences.programmeSlot(of: Int(matching.taken[$0])) }
    let sums = Replays.counts(3 * count, draws: draws, desk: { MatchDesk(preferences, errors) }) { draw, desk, own in
      var noise = Noise(seed: seed, draw: draw)
      errors.move(&noise, &desk)
      rank(desk.positions, into: &desk.ranks)
      desk.acceptance.reset()
      for student in 0..<Int32(count) { desk.acceptance.enter(student, preferences.choices, desk.ranks) }
      for student in 0..<count {
        let now = preferences.programmeSlot(of: Int(desk.acceptance.taken[student]))
        if now == has[student] { own[student] += 1 }
        if now < has[student] { own[count + student] += 1 }
        if now < .max { own[2 * count + student] += 1 }
      }
    }
    return MatchSureness(
      draws: draws, same: Array(sums[..<count]), better: Array(sums[count..<(2 * count)]), placed: Array(sums[(2 * count)...]))
  }
}

extension Preferences {
  /// The first slot of the programme whose place a slot names, so that its reserves and open seats count as one; `Int.max` for none.
  fileprivate func programmeSlot(of slot: Int) -> Int { slot < 0 ? .max : slot - order(of: Int(choices[slot])) }
}

/// What one worker writes on.
private struct MatchDesk {
  var acceptance: Acceptance
  var ranks: [Int32]
  /// By merit and student.
  var positions: [[Int32]]
  var order: [MovedOrder]
  /// By student: her normal numbers of this draw, one for each piece.
  var moves: [Double]

  init(_ preferences: Preferences, _ merits: MovedMerits) {
    acceptance = Acceptance(preferences)
    ranks = preferences.ranks
    positions = merits.merits.map { _ in [Int32](repeating: -1, count: preferences.students) }
    order = merits.merits.map { MovedOrder($0.byDraw.count) }
    moves = [Double](repeating: 0, count: preferences.students * merits.pieces)
  }
}

/// The orders of merit on one draw of the errors.
private struct MovedMerits: Sendable {
  struct Merit: Sendable {
    let totals: [Int64]
    /// Standard errors of student · pieces + piece in units of the total.
    let deviations: [Double]
    /// Those considered, in the order of the draw, so that a stable sort keeps ties as the lottery has them.
    let byDraw: [Int32]
  }

  let pieces: Int
  let merits: [Merit]

  init(_ policies: [Policy], _ rankings: [Ranking]) {
    // Each set of weights is over the same evidence, under the same names.
    let names = policies.first?.evidence.map(\.name) ?? []
    let pieces = names.count
    self.pieces = pieces
    merits = zip(policies, rankings).map { policy, ranking in
      let whole = policy.evidence.map(\.weight).reduce(0, +)
      let unit = power(policy.decimals)
      var deviations = [Double](repeating: 0, count: ranking.rank.count * pieces)
      for (position, piece) in policy.evidence.enumerated() {
        guard let column = names.firstIndex(of: piece.name) else { continue }
        for student in ranking.rank.indices {
          let error = piece.weight * ranking.errors[position][student] / whole * unit
          deviations[student * pieces + column] = error.isFinite ? error : 0
        }
      }
      return Merit(
        totals: ranking.totals, deviations: deviations,
        byDraw: ranking.order.sorted { ranking.draw[Int($0)] < ranking.draw[Int($1)] })
    }
  }

  func move(_ noise: inout Noise, _ desk: inout MatchDesk) {
    for position in desk.moves.indices { desk.moves[position] = noise.normal() }
    for (number, merit) in merits.enumerated() {
      for (position, student) in merit.byDraw.enumerated() {
        var total = Double(merit.totals[Int(student)])
        let first = Int(student) * pieces
        for piece in first..<(first + pieces) { total += merit.deviations[piece] * desk.moves[piece] }
        desk.order[number].totals[position] = total.rounded()
      }
      desk.order[number].sort(merit.byDraw)
      for (place, student) in desk.order[number].rows.enumerated() { desk.positions[number][Int(student)] = Int32(place) }
    }
  }
}
