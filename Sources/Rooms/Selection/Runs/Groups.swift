import Allocation
import Rules
import Words

/// What an outcome does to one group.
struct GroupCount: Sendable, Hashable {
  let column: String
  let group: String
  let considered: Int
  let offered: Int

  var rate: Double { considered == 0 ? .nan : Double(offered) / Double(considered) }
}

extension Selected {
  /// For each group of some columns how many were considered and how many are offered a place.
  func groups(_ columns: [String]) -> [GroupCount] {
    let isOffered = Set(outcome.offered)
    return columns.flatMap { column -> [GroupCount] in
      guard let labels = candidates.columns[column] else { return [] }
      var considered = [Int](repeating: 0, count: labels.names.count)
      var offered = considered
      for row in ranking.order {
        let group = Int(labels.of[Int(row)])
        guard group >= 0 else { continue }
        considered[group] += 1
        if isOffered.contains(row) { offered[group] += 1 }
      }
      return labels.names.indices.sorted { labels.names[$0] < labels.names[$1] }.map {
        GroupCount(column: column, group: labels.names[$0], considered: considered[$0], offered: offered[$0])
      }
    }
  }

  /// What one rule costs: how many would have a place without it, and who has one because of it.
  struct Cost: Sendable {
    let title: Phrase
    let moved: Int
  }

  func costs() throws -> [Cost] {
    let now = Set(outcome.offered)
    func moved(_ policy: Policy) throws -> Int {
      now.symmetricDifference(try policy.allocate(ranking, candidates).offered).count / 2
    }
    var costs: [Cost] = []
    for (index, reserve) in policy.reserves.enumerated() {
      var rest = policy.reserves
      rest.remove(at: index)
      costs.append(
        Cost(
          title: file.title(attribute: reserve.attribute),
          moved: try moved(try policy.with(protection: rest.isEmpty ? Policy.Protection.none : .reserves(rest)))))
    }
    for (index, share) in policy.shares.enumerated() {
      var rest = policy.shares
      rest.remove(at: index)
      costs.append(
        Cost(
          title: file.title(attribute: share.attribute),
          moved: try moved(try policy.with(protection: rest.isEmpty ? Policy.Protection.none : .shares(rest)))))
    }
    for (index, cap) in policy.caps.enumerated() {
      var rest = policy.caps
      rest.remove(at: index)
      costs.append(Cost(title: file.title(column: cap.column), moved: try moved(try policy.with(caps: rest))))
    }
    return costs
  }
}

extension [GroupCount] {
  /// The rate of a group against the highest rate of its column; below four fifths it is to be looked at (29 CFR 1607.4 D).
  func ratio(_ line: GroupCount) -> Double {
    let best = filter { $0.column == line.column && $0.considered > 0 }.map(\.rate).max() ?? .nan
    return best > 0 ? line.rate / best : .nan
  }
}
