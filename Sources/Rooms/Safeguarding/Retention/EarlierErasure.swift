import Programme
import Storage
import Words

/// What became of the data of an intake that has left: what lay past its term was erased, asked for by one officer and confirmed by
/// another.
enum EarlierErasure {
  static func run(_ house: House, _ plan: Rehearsal.Plan) async throws {
    let (cycle, chance) = (plan.cycle, Chance(seed: plan.seed &+ 3))
    guard !cycle.isGoing(at: house.outside.now()) else { return }
    for rule in house.data[.retention].rules where rule.after == .appeals {
      guard let start = try await house.database.read({ try house.start(of: rule, in: cycle, $0) }) else { continue }
      let asked = start.day().adding(months: rule.months).adding(days: 6).start().adding(hours: 10)
      guard asked.adding(days: 1) < house.outside.now() else { continue }
      let (asking, confirming) = (house.at(asked, chance), house.at(asked.adding(days: 1), chance))
      try await house.database.write { tx in
        let permit = try tx.permit(ErasePerson.self, invented: .safeguarding, asking)
        let batch = try tx.askErasures(of: try Retention.due(rule, asking, in: tx), rule, by: permit, asking)
        let second = try tx.permit(ErasePerson.self, invented: .safeguarding, number: 1, confirming)
        for erasure in try tx.openErasures(in: batch).compactMap({ try tx.erasure($0) }) {
          try Forgetting.confirm(erasure, by: second, confirming, in: tx)
        }
      }
    }
  }
}
