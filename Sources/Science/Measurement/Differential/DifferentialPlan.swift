/// How differential item functioning is looked for: persons of different groups with the same score on the anchor items, and the item
/// itself, should answer it alike.
package struct DifferentialPlan: Sendable {
  /// The group the others are compared with.
  package var reference: Int
  /// Groups compared with it; nil: all others.
  package var focal: [Int]?
  /// Items whose sum matches persons; nil: all.
  package var anchor: [Int]?
  /// Takes flagged items out of the anchor until the same items are flagged twice.
  package var purifies: Bool
  package var purificationLimit: Int
  /// Two-sided level of the tests that flag.
  package var level: Double
  /// What the level is of: each test, or the false discovery rate over the items (Benjamini & Hochberg 1995).
  package var control: Control

  package enum Control: Sendable, Hashable { case eachTest, falseDiscoveryRate }

  package init(
    reference: Int = 0, focal: [Int]? = nil, anchor: [Int]? = nil, purifies: Bool = true, purificationLimit: Int = 20,
    level: Double = 0.05, control: Control = .eachTest
  ) {
    self.reference = reference
    self.focal = focal
    self.anchor = anchor
    self.purifies = purifies
    self.purificationLimit = purificationLimit
    self.level = level
    self.control = control
  }
}

/// What was found, item by item.
package struct DifferentialReport<Finding: Sendable>: Sendable {
  package let items: [Finding]
  /// Probability of each item's statistic where it functions alike; with `.falseDiscoveryRate` adjusted.
  package let probabilities: [Double]
  package let flagged: [Int]
  /// Items that matched persons in the end.
  package let anchor: [Int]
  package let purification: Purification
}

package enum Purification: Sendable, Hashable {
  case none
  /// The same items were flagged twice, after so many rounds.
  case stable(rounds: Int)
  /// The limit was reached, or a set of flagged items came back: the findings are those of the last round.
  case unstable(rounds: Int)
  /// So many items were flagged that fewer than two were left to match persons.
  case exhausted(rounds: Int)
}

/// Why there is no analysis.
package enum DifferentialFault: Error, Sendable, Hashable {
  case oneGroup
  case group(Int)
  /// Needs answers right or wrong.
  case polytomous(item: Int)
  /// An anchor item that is not there or named twice.
  case anchor(item: Int)
  case noAnchor
  case weighted
  case level(Double)
  /// All of the compared groups gave the same answer, or nobody answered.
  case constant(item: Int)
  /// The items cannot be calibrated.
  case calibration(CalibrationRefusal)
  /// The likelihood is not finite at the start of a fit.
  case likelihood
  /// The scales of two groups cannot be linked by the anchor items.
  case linking(LinkingFault)
  /// No score at which the compared groups meet and answer differently.
  case noCommonScores(item: Int)
}

extension DifferentialPlan {
  /// The reference group, then the focal ones.
  func groups(of responses: Responses) throws(DifferentialFault) -> [Int] {
    guard responses.groupCount > 1 else { throw .oneGroup }
    guard level > 0, level < 1 else { throw .level(level) }
    let groups = [reference] + (focal ?? (0..<responses.groupCount).filter { $0 != reference })
    guard groups.count > 1 else { throw .oneGroup }
    for (at, group) in groups.enumerated() {
      guard group >= 0, group < responses.groupCount, !groups[..<at].contains(group) else { throw .group(group) }
    }
    return groups
  }

  /// Runs the tests of all items, and again while flagged items leave the anchor. Returns the last round.
  func purified<Finding>(
    _ responses: Responses, _ round: (_ anchor: [Int]) throws(DifferentialFault) -> [(Finding, probability: Double)]
  ) throws(DifferentialFault) -> DifferentialReport<Finding> {
    let start = try anchorItems(of: responses)
    var anchor = start
    var seen: [[Int]] = []
    while true {
      let found = try round(anchor)
      var probabilities = found.map(\.probability)
      if control == .falseDiscoveryRate { probabilities = falseDiscoveryAdjusted(probabilities) }
      let flagged = probabilities.indices.filter { probabilities[$0] <= level }
      func report(_ purification: Purification) -> DifferentialReport<Finding> {
        DifferentialReport(
          items: found.map(\.0), probabilities: probabilities, flagged: flagged, anchor: anchor, purification: purification)
      }
      guard purifies else { return report(.none) }
      if seen.last ?? [] == flagged { return report(.stable(rounds: seen.count)) }
      guard !seen.contains(flagged), seen.count < purificationLimit else { return report(.unstable(rounds: seen.count)) }
      let next = start.filter { !flagged.contains($0) }
      guard next.count > 1 else { return report(.exhausted(rounds: seen.count)) }
      seen.append(flagged)
      anchor = next
    }
  }

  /// The same, item by item, for tests that match persons by score.
  func matched<Finding>(
    _ responses: Responses,
    _ find: (_ table: MatchingTable, _ item: Int) throws(DifferentialFault) -> (Finding, probability: Double)
  ) throws(DifferentialFault) -> DifferentialReport<Finding> {
    let groups = try groups(of: responses)
    guard responses.weights == nil else { throw .weighted }
    if let item = responses.categories.firstIndex(where: { $0 > 2 }) { throw .polytomous(item: item) }
    return try purified(responses) { (anchor) throws(DifferentialFault) in
      let table = MatchingTable(responses, anchor: anchor, groups: groups)
      var found: [(Finding, probability: Double)] = []
      for item in 0..<responses.items { found.append(try find(table, item)) }
      return found
    }
  }

  private func anchorItems(of responses: Responses) throws(DifferentialFault) -> [Int] {
    let items = anchor ?? Array(0..<responses.items)
    guard !items.isEmpty else { throw .noAnchor }
    for (at, item) in items.enumerated() {
      guard item >= 0, item < responses.items, !items[..<at].contains(item) else { throw .anchor(item: item) }
    }
    return items
  }
}

/// Benjamini & Hochberg's (1995) adjusted probabilities: flagging those of at most q keeps the expected share of false flags at q for
/// independent or positively dependent tests.
package func falseDiscoveryAdjusted(_ probabilities: [Double]) -> [Double] {
  let order = probabilities.indices.sorted { probabilities[$0] > probabilities[$1] }
  var adjusted = probabilities
  var lowest = 1.0
  for (at, index) in order.enumerated() {
    lowest = min(lowest, probabilities[index] * Double(order.count) / Double(order.count - at))
    adjusted[index] = lowest
  }
  return adjusted
}
