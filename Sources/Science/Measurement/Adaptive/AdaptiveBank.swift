/// Items ready to be asked one by one: probabilities and information on a grid of abilities.
package struct AdaptiveBank: Sendable {
  package let items: [Item]
  /// Area of each item; all 0 where there are none.
  package let areas: [Int]
  /// Information of item i at node q, `columns` items a row (padded with 0).
  let information: [Float]
  let columns: Int
  /// Probabilities of category k of item i at the nodes: row `rows[i] + k`.
  let probabilities: [Double]
  let rows: [Int]

  /// Abilities from -5 to 5.
  static let first = -5.0
  static let spacing = 0.125
  static let nodes = 84

  package init(_ items: [Item], areas: [Int]? = nil) throws(AdaptiveFault) {
    guard !items.isEmpty else { throw .noItems }
    if let areas, areas.count != items.count { throw .count(expected: items.count, given: areas.count) }
    if let item = areas?.firstIndex(where: { $0 < 0 }) { throw .area(item: item) }
    self.items = items
    self.areas = areas ?? [Int](repeating: 0, count: items.count)
    columns = (items.count + 7) / 8 * 8
    var information = [Float](repeating: 0, count: Self.nodes * columns)
    var probabilities: [Double] = []
    var rows: [Int] = []
    for (number, item) in items.enumerated() {
      rows.append(probabilities.count / Self.nodes)
      let points = (0..<Self.nodes).map { item.point(at: Self.ability($0)) }
      for category in 0..<item.categories { probabilities += points.map { $0.probabilities[category] } }
      for node in 0..<Self.nodes { information[node * columns + number] = Float(item.information(at: Self.ability(node))) }
    }
    self.information = information
    self.probabilities = probabilities
    self.rows = rows
  }

  static func ability(_ node: Int) -> Double { first + Double(node) * spacing }

  /// Throws where the plan does not fit the bank: then every session can be filled whatever is answered.
  func check(_ plan: AdaptivePlan) throws(AdaptiveFault) {
    guard plan.shortest > 0, plan.shortest <= plan.longest else { throw .lengths }
    guard plan.prior.mean.isFinite, plan.prior.deviation > 0, plan.prior.deviation.isFinite else { throw .setting("prior") }
    if let goal = plan.standardError, !(goal > 0) { throw .setting("standardError") }
    if let gain = plan.leastGain, !(gain > 0) { throw .setting("leastGain") }
    switch plan.exposure {
    case .none: break
    case .randomesque(let best): guard best > 0 else { throw .setting("randomesque") }
    case .sympsonHetter(let chances):
      guard chances.count == items.count else { throw .count(expected: items.count, given: chances.count) }
      guard chances.allSatisfy({ $0 > 0 && $0 <= 1 }) else { throw .setting("sympsonHetter") }
    }
    guard !plan.areas.isEmpty else {
      guard items.count >= plan.shortest else { throw .unfillable(most: items.count) }
      return
    }
    if let item = areas.firstIndex(where: { $0 >= plan.areas.count }) { throw .area(item: item) }
    var most = 0
    for (area, bounds) in plan.areas.enumerated() {
      guard bounds.least >= 0, bounds.least <= bounds.most else { throw .bounds(area: area) }
      let there = areas.count { $0 == area }
      guard there >= bounds.least else { throw .tooFewItems(area: area) }
      most += min(there, bounds.most)
    }
    guard plan.areas.reduce(0, { $0 + $1.least }) <= plan.longest else { throw .lengths }
    guard most >= plan.shortest else { throw .unfillable(most: most) }
  }
}
