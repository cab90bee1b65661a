/// Reserves and caps that cross: the set with the largest sum of totals, found by branch and bound over Lagrangian prices
/// (Geoffrion 1974), with a bound on how far the result can be from the best.
///
/// Each crossing rule gets a price; at given prices the rest is a laminar matroid, which the greedy choice solves. Prices are
/// raised one rule at a time to the lowest at which the rule holds.
struct ReserveSearch {
  private let rows: [Int32]
  /// Total above the lowest, plus a constant that makes one more place worth more than any choice of persons.
  private let worth: [Int64]
  private let has: [UInt32]
  private let groups: [[Int32]]
  private let groupCounts: [Int]
  private let capPlaces: [Int]
  /// Caps the greedy choice keeps itself; the others are priced.
  private let keptCaps: [Int]
  private let places: Int
  private let held: [Int32]
  private var rules: [Rule]
  private let draw: [Int32]
  private var nodesLeft: Int

  private enum Rule {
    case floor(bit: Int, Int)
    case ceiling(cap: Int, group: Int32, Int)
  }

  struct Answer {
    /// Those chosen beside the held ones.
    var chosen: [Int32]
    /// In units of the totals.
    var gap: Int64
    /// The floors that could be reached, in the policy's order.
    var possible: [Int]
  }

  /// `rows`: who can be chosen; `held`: who has a place already. The floors are reached one after another as far as possible,
  /// then the sum of totals is made as large as possible.
  static func solve(policy: Policy, ground: Ground, ranking: Ranking, rows: [Int32], held: [Int32], nodes: Int) -> Answer {
    var floors: [Int] = []
    for (bit, reserve) in policy.reserves.enumerated() {
      let already = held.count { ground.has[Int($0)] & (1 << UInt32(bit)) != 0 }
      var search = ReserveSearch(
        policy: policy, ground: ground, ranking: ranking, rows: rows, held: held, floors: floors, extra: (bit, reserve.places),
        nodes: nodes)
      let (chosen, _) = search.run()
      let reached = already + chosen.count { ground.has[Int($0)] & (1 << UInt32(bit)) != 0 }
      floors.append(min(reserve.places, reached))
    }
    var search = ReserveSearch(
      policy: policy, ground: ground, ranking: ranking, rows: rows, held: held, floors: floors, extra: nil, nodes: nodes)
    let (chosen, gap) = search.run()
    return Answer(chosen: search.settleTies(chosen, ranking), gap: gap, possible: floors)
  }

  /// Sums of totals do not see the draw: of two with the same total who could take each other's place, the better draw has it.
  private func settleTies(_ chosen: [Int32], _ ranking: Ranking) -> [Int32] {
    var chosen = Set(chosen)
    let ties = Dictionary(grouping: rows, by: { ranking.totals[Int($0)] }).values.filter { $0.count > 1 }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for tie in ties {
        for comes in tie where !chosen.contains(comes) {
          guard
            let goes = tie.last(where: { chosen.contains($0) && draw[Int($0)] > draw[Int(comes)] && canSwap($0, comes, chosen) })
          else { continue }
          chosen.remove(goes)
          chosen.insert(comes)
          hasChanged = true
        }
      }
    }
    return Array(chosen)
  }

  private func canSwap(_ goes: Int32, _ comes: Int32, _ chosen: Set<Int32>) -> Bool {
    for case .floor(let bit, let floor) in rules
    where has[Int(goes)] & (1 << UInt32(bit)) != 0 && has[Int(comes)] & (1 << UInt32(bit)) == 0 {
      guard chosen.count(where: { has[Int($0)] & (1 << UInt32(bit)) != 0 }) > floor else { return false }
    }
    return groups.indices.allSatisfy { cap in
      let group = groups[cap][Int(comes)]
      guard group >= 0, groups[cap][Int(goes)] != group else { return true }
      return (Array(chosen) + held).count { groups[cap][Int($0)] == group } < capPlaces[cap]
    }
  }

  private init(
    policy: Policy, ground: Ground, ranking: Ranking, rows: [Int32], held: [Int32], floors: [Int],
    extra: (bit: Int, wanted: Int)?,
    nodes: Int
  ) {
    self.held = held
    places = max(0, policy.places - held.count)
    has = ground.has
    groups = ground.groups
    groupCounts = ground.groupCounts
    capPlaces = policy.caps.map(\.places)
    draw = ranking.draw
    nodesLeft = nodes
    self.rows = Self.pruned(rows, ground: ground, policy: policy)
    keptCaps = Self.nestedCaps(ground, rows: self.rows)
    let totals = self.rows.map { ranking.totals[Int($0)] }
    let lowest = totals.min() ?? 0
    let span = (totals.max() ?? 0) - lowest + 1
    // One place more outweighs all persons; one step of the reserve being measured outweighs that.
    let place = span * Int64(places + 1)
    worth = zip(self.rows, totals).map { row, total in
      let measured = extra.map { ground.has[Int(row)] & (1 << UInt32($0.bit)) != 0 } ?? false
      return total - lowest + place + (measured ? place * 4 : 0)
    }
    rules = floors.enumerated().map { bit, floor in
      .floor(bit: bit, floor - held.count { ground.has[Int($0)] & (1 << UInt32(bit)) != 0 })
    }
    for cap in policy.caps.indices where !keptCaps.contains(cap) {
      var taken = [Int](repeating: 0, count: ground.groupCounts[cap])
      for row in held where ground.groups[cap][Int(row)] >= 0 { taken[Int(ground.groups[cap][Int(row)])] += 1 }
      for group in 0..<ground.groupCounts[cap] {
        rules.append(.ceiling(cap: cap, group: Int32(group), max(0, policy.caps[cap].places - taken[group])))
      }
    }
  }

  /// Of those alike in every rule only as many as the smallest cap can be chosen.
  private static func pruned(_ rows: [Int32], ground: Ground, policy: Policy) -> [Int32] {
    struct Kind: Hashable {
      let has: UInt32
      let groups: [Int32]
    }
    var seen: [Kind: Int] = [:]
    return rows.filter { row in
      let kind = Kind(has: ground.has[Int(row)], groups: ground.groups.map { $0[Int(row)] })
      let limit = policy.caps.indices.filter { kind.groups[$0] >= 0 }.map { policy.caps[$0].places }.min() ?? policy.places
      seen[kind, default: 0] += 1
      return seen[kind]! <= min(limit, policy.places)
    }
  }

  /// The first caps that are nested in one another.
  private static func nestedCaps(_ ground: Ground, rows: [Int32]) -> [Int] {
    var kept: [Int] = []
    for cap in ground.groups.indices where kept.allSatisfy({ isNested(ground.groups[cap], ground.groups[$0], rows) }) {
      kept.append(cap)
    }
    return kept
  }

  /// Whether each group of the one lies in one group of the other, or the other way round.
  private static func isNested(_ one: [Int32], _ other: [Int32], _ rows: [Int32]) -> Bool {
    isWithin(one, other, rows) || isWithin(other, one, rows)
  }

  private static func isWithin(_ inner: [Int32], _ outer: [Int32], _ rows: [Int32]) -> Bool {
    var home: [Int32: Int32] = [:]
    for row in rows where inner[Int(row)] >= 0 {
      let group = outer[Int(row)]
      if let known = home[inner[Int(row)]] {
        if known != group { return false }
      } else {
        home[inner[Int(row)]] = group
      }
    }
    return true
  }
}

extension ReserveSearch {
  private struct Node {
    var fixed: [Int8]
    var prices: [Int64]
    var bound: Int64
  }

  private struct Choice {
    var isChosen: [Bool]
    var worth: Int64
    var isAllowed: Bool
  }

  /// The chosen rows and the gap.
  private mutating func run() -> ([Int32], Int64) {
    var best: Choice?
    var openBound = Int64.min
    var stack = [
      Node(fixed: [Int8](repeating: 0, count: rows.count), prices: [Int64](repeating: 0, count: rules.count), bound: .max)
    ]
    while let node = stack.popLast() {
      if let best, node.bound <= best.worth { continue }
      guard nodesLeft > 0 else {
        openBound = max(openBound, node.bound)
        continue
      }
      nodesLeft -= 1
      let climbed = climb(node, &best)
      guard climbed.bound > (best?.worth ?? .min) else { continue }
      guard let split = climbed.split else {
        openBound = max(openBound, climbed.bound)
        continue
      }
      for side: Int8 in [-1, 1] {
        var child = Node(fixed: node.fixed, prices: climbed.prices, bound: climbed.bound)
        child.fixed[split] = side
        stack.append(child)
      }
    }
    guard let best else { return ([], 0) }
    let gap = openBound > best.worth ? openBound - best.worth : 0
    return (rows.indices.filter { best.isChosen[$0] }.map { rows[$0] }, gap)
  }

  /// Raises prices until every rule holds or none can rise; returns the lowest bound met and where to split.
  private func climb(_ node: Node, _ best: inout Choice?) -> (bound: Int64, prices: [Int64], split: Int?) {
    var prices = node.prices
    var lowest = node.bound
    var lowestPrices = prices
    var split: Int?
    func look(_ prices: [Int64]) -> (choice: Choice, counts: [Int]) {
      let choice = choose(prices, node.fixed)
      let counts = rules.map { count($0, choice.isChosen) }
      var found = choice
      found.isAllowed = zip(rules, counts).allSatisfy { holds($0, $1) }
      let bound = bound(choice, prices, counts)
      if bound < lowest { (lowest, lowestPrices) = (bound, prices) }
      if found.isAllowed, found.worth > (best?.worth ?? .min) { best = found }
      return (found, counts)
    }
    var (current, counts) = look(prices)
    for _ in 0..<(8 * max(1, rules.count)) {
      guard lowest > (best?.worth ?? .min) else { return (lowest, lowestPrices, nil) }
      // A price that is not needed falls back to nothing; one that is too low rises.
      guard
        let rule = rules.indices.first(where: { !holds(rules[$0], counts[$0]) })
          ?? rules.indices.first(where: { prices[$0] > 0 && isSlack(rules[$0], counts[$0]) })
      else { break }
      let (price, difference) = settle(rule, prices, node.fixed, look)
      split = difference ?? split
      guard let price, price != prices[rule] else { break }
      prices[rule] = price
      (current, counts) = look(prices)
    }
    _ = current
    return (lowest, lowestPrices, split ?? node.fixed.indices.first { node.fixed[$0] == 0 })
  }

  /// The lowest price at which the rule holds, and somebody who is chosen at that price and not just below it.
  private func settle(
    _ rule: Int, _ prices: [Int64], _ fixed: [Int8], _ look: ([Int64]) -> (choice: Choice, counts: [Int])
  ) -> (price: Int64?, difference: Int?) {
    func at(_ price: Int64) -> (choice: Choice, holds: Bool) {
      var changed = prices
      changed[rule] = price
      let (choice, counts) = look(changed)
      return (choice, holds(rules[rule], counts[rule]))
    }
    var low = at(0)
    if low.holds { return (0, nil) }
    var lowPrice: Int64 = 0
    var highPrice = (worth.max() ?? 1) * 2 + 1
    var high = at(highPrice)
    guard high.holds else { return (nil, nil) }
    while highPrice - lowPrice > 1 {
      let middle = lowPrice + (highPrice - lowPrice) / 2
      let look = at(middle)
      if look.holds { (high, highPrice) = (look, middle) } else { (low, lowPrice) = (look, middle) }
    }
    let difference = rows.indices.first { fixed[$0] == 0 && high.choice.isChosen[$0] != low.choice.isChosen[$0] }
    return (highPrice, difference)
  }

  /// The greedy choice at these prices: exact for places and the kept caps.
  private func choose(_ prices: [Int64], _ fixed: [Int8]) -> Choice {
    var choice = Choice(isChosen: [Bool](repeating: false, count: rows.count), worth: 0, isAllowed: false)
    var counts = groupCounts.map { [Int32](repeating: 0, count: $0) }
    for row in held {
      for cap in keptCaps where groups[cap][Int(row)] >= 0 { counts[cap][Int(groups[cap][Int(row)])] += 1 }
    }
    var unmet = rules.map { rule in
      if case .floor(_, let floor) = rule { floor } else { 0 }
    }
    var taken = 0
    func take(_ position: Int) {
      let row = Int(rows[position])
      for cap in keptCaps where groups[cap][row] >= 0 {
        guard Int(counts[cap][Int(groups[cap][row])]) < capPlaces[cap] else { return }
      }
      for cap in keptCaps where groups[cap][row] >= 0 { counts[cap][Int(groups[cap][row])] += 1 }
      for case (let index, .floor(let bit, _)) in rules.enumerated() where has[row] & (1 << UInt32(bit)) != 0 {
        unmet[index] -= 1
      }
      choice.isChosen[position] = true
      choice.worth += worth[position]
      taken += 1
    }
    for position in rows.indices where fixed[position] == 1 && taken < places { take(position) }
    var keyed: [(value: Int64, position: Int)] = []
    keyed.reserveCapacity(rows.count)
    for position in rows.indices where fixed[position] == 0 {
      let value = worth[position] + price(position, prices)
      if value > 0 { keyed.append((value, position)) }
    }
    keyed.sort { $0.value != $1.value ? $0.value > $1.value : draw[Int(rows[$0.position])] < draw[Int(rows[$1.position])] }
    var next = 0
    while next < keyed.count, taken < places {
      // Among equals those first who fill more floors that are still open.
      var end = next + 1
      while end < keyed.count, keyed[end].value == keyed[next].value { end += 1 }
      var equals = keyed[next..<end].map(\.position)
      while !equals.isEmpty, taken < places {
        let pick = equals.count == 1 ? 0 : equals.indices.max { open(equals[$0], unmet) < open(equals[$1], unmet) } ?? 0
        take(equals.remove(at: pick))
      }
      next = end
    }
    return choice
  }

  private func open(_ position: Int, _ unmet: [Int]) -> Int {
    var count = 0
    for case (let index, .floor(let bit, _)) in rules.enumerated()
    where unmet[index] > 0 && has[Int(rows[position])] & (1 << UInt32(bit)) != 0 { count += 1 }
    return count
  }

  private func price(_ position: Int, _ prices: [Int64]) -> Int64 {
    let row = Int(rows[position])
    var sum: Int64 = 0
    for (index, rule) in rules.enumerated() where prices[index] != 0 {
      switch rule {
      case .floor(let bit, _): if has[row] & (1 << UInt32(bit)) != 0 { sum += prices[index] }
      case .ceiling(let cap, let group, _): if groups[cap][row] == group { sum -= prices[index] }
      }
    }
    return sum
  }

  private func count(_ rule: Rule, _ isChosen: [Bool]) -> Int {
    switch rule {
    case .floor(let bit, _): rows.indices.count { isChosen[$0] && has[Int(rows[$0])] & (1 << UInt32(bit)) != 0 }
    case .ceiling(let cap, let group, _): rows.indices.count { isChosen[$0] && groups[cap][Int(rows[$0])] == group }
    }
  }

  private func holds(_ rule: Rule, _ count: Int) -> Bool {
    switch rule {
    case .floor(_, let floor): count >= floor
    case .ceiling(_, _, let ceiling): count <= ceiling
    }
  }

  private func isSlack(_ rule: Rule, _ count: Int) -> Bool {
    switch rule {
    case .floor(_, let floor): count > floor
    case .ceiling(_, _, let ceiling): count < ceiling
    }
  }

  /// What no allowed choice can exceed: the worth at these prices less what the rules are paid.
  private func bound(_ choice: Choice, _ prices: [Int64], _ counts: [Int]) -> Int64 {
    var bound = choice.worth
    for (index, rule) in rules.enumerated() {
      switch rule {
      case .floor(_, let floor): bound += prices[index] * Int64(counts[index] - floor)
      case .ceiling(_, _, let ceiling): bound -= prices[index] * Int64(counts[index] - ceiling)
      }
    }
    return bound
  }
}
