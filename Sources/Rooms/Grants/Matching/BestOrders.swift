import Programme
import Rules
import Storage
import Words

/// After a release each girl's list is tried with every other choice of hers put first: her page says that nothing would have been better only
/// where it was tried and is so. Long work, for every trial is the whole match once more.
enum BestOrders {
  struct Plan: Codable, Sendable {
    let run: ID<MatchRun>
    let round: ID<Round>
  }

  static let kind = WorkKind<Plan>("grants.orders", .bestOrders) { plan, _, house in
    let (match, places) = try await house.database.read { tx in
      let run = try tx.matchRun(plan.run, of: plan.round)
      return (try tx.matchIfKept(run, house), try tx.places(of: plan.run).filter { $0.isBest == nil })
    }
    return Steps(run: plan.run, matched: match?.matched, left: places.map(\.number)[...])
  }

  /// So many girls a step.
  private static let chunk = 50

  private struct Steps: WorkSteps {
    let run: ID<MatchRun>
    let matched: Matched?
    var left: ArraySlice<Int>

    mutating func next() -> WorkWrite? {
      guard !left.isEmpty || !isEnded else { return nil }
      let (run, some) = (run, left.prefix(chunk))
      left = left.dropFirst(some.count)
      isEnded = left.isEmpty
      let isLast = isEnded
      let best = some.compactMap { number -> (Int, Bool)? in
        guard let matched, matched.input.entries.indices.contains(number - 1) else { return nil }
        return (number, matched.isBestAsListed(number - 1))
      }
      return { tx in
        for (number, isBest) in best {
          try tx.run("UPDATE grants_place SET is_best = \(isBest) WHERE run_id = \(run) AND number = \(number)")
        }
        return isLast
          ? .finished(some.count, WorkResult(["best": best.count { $0.1 }, "tried": best.count])) : .more(some.count)
      }
    }

    private var isEnded = false

    init(run: ID<MatchRun>, matched: Matched?, left: ArraySlice<Int>) {
      (self.run, self.matched, self.left) = (run, matched, left)
    }
  }
}

extension Phrase {
  static let bestOrders = Phrase(
    kk: "Әр тізімнің басқа реттерін сынау", ru: "Проверка других порядков каждого списка",
    en: "Every list is tried in other orders")
}
