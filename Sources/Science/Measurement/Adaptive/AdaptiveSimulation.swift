/// What adaptive tests of simulated persons come to.
package struct AdaptiveSimulation: Sendable {
  /// By person.
  package let abilities: [Double]
  package let standardErrors: [Double]
  package let lengths: [Int]
  package let stops: [AdaptiveSession.Stop]
  /// By item: the share of persons who were asked it, and of those for whom it came first and was asked or set aside.
  package let exposure: [Double]
  package let selection: [Double]
  /// Mean and root mean square of estimate less true ability.
  package let bias: Double
  package let error: Double
}

extension AdaptiveBank {
  /// Tests persons of these true abilities; each has a seed of her own, made of `seed` and her number.
  package func simulate(_ plan: AdaptivePlan, abilities: [Double], seed: UInt64) throws(AdaptiveFault) -> AdaptiveSimulation {
    try check(plan)
    guard !abilities.isEmpty, abilities.allSatisfy(\.isFinite) else { throw .setting("abilities") }
    let results = Results(abilities.count, items: items.count)
    inBlocks(abilities.count, blocks: Results.blocks) { block, range in
      for person in range {
        let session = run(plan, ability: abilities[person], seed: seed &+ UInt64(person) &* 0x9e6c_63d0_676a_9a99)
        results.take(session, person: person, block: block)
      }
    }
    return results.simulation(abilities)
  }

  private func run(_ plan: AdaptivePlan, ability: Double, seed: UInt64) -> AdaptiveSession {
    var session = AdaptiveSession(checked: self, plan, seed: seed)
    var chance = Seeded(~seed)
    while let item = session.next() {
      var rest = chance.uniform()
      var category = 0
      let probabilities = items[item].probabilities(at: ability)
      while category < probabilities.count - 1, rest >= probabilities[category] {
        rest -= probabilities[category]
        category += 1
      }
      guard (try? session.answer(category)) != nil else { break }
    }
    return session
  }

  /// Sympson & Hetter's (1985) chances, so that no item is asked of a greater share of persons than `limit`: rounds of simulation, in
  /// each the chance is limit / (share for whom the item came first), the longest test's worth of the highest set to 1.
  package func exposureChances(
    _ plan: AdaptivePlan, limit: Double, abilities: [Double], rounds: Int = 12, seed: UInt64
  ) throws(AdaptiveFault) -> [Double] {
    guard limit > 0, limit <= 1 else { throw .setting("limit") }
    guard rounds > 0 else { throw .setting("rounds") }
    var chances = [Double](repeating: 1, count: items.count)
    for round in 0..<rounds {
      var tried = plan
      tried.exposure = .sympsonHetter(chances)
      let result = try simulate(tried, abilities: abilities, seed: seed &+ UInt64(round))
      for item in items.indices { chances[item] = result.selection[item] > limit ? limit / result.selection[item] : 1 }
      let order = items.indices.sorted { (chances[$1], $0) < (chances[$0], $1) }
      for item in order.prefix(plan.longest) { chances[item] = 1 }
    }
    return chances
  }
}

/// Sessions' ends, written by each block to its own places.
private final class Results {
  static let blocks = 16
  private let estimates: Doubles
  private let errors: Doubles
  private let lengths: Doubles
  private let asked: [Doubles]
  private let chosen: [Doubles]
  private let stops: UnsafeMutablePointer<AdaptiveSession.Stop>
  private let items: Int

  init(_ persons: Int, items: Int) {
    self.items = items
    estimates = Doubles(persons)
    errors = Doubles(persons)
    lengths = Doubles(persons)
    asked = (0..<Self.blocks).map { _ in Doubles(items) }
    chosen = (0..<Self.blocks).map { _ in Doubles(items) }
    stops = .allocate(capacity: persons)
    stops.initialize(repeating: .exhausted, count: persons)
  }

  deinit { stops.deallocate() }

  func take(_ session: AdaptiveSession, person: Int, block: Int) {
    estimates.at[person] = session.ability
    errors.at[person] = session.standardError
    lengths.at[person] = Double(session.asked.count)
    stops[person] = session.stop ?? .exhausted
    for item in session.asked {
      asked[block].at[item] += 1
      chosen[block].at[item] += 1
    }
    for item in session.setAside where !session.asked.contains(item) { chosen[block].at[item] += 1 }
  }

  func simulation(_ abilities: [Double]) -> AdaptiveSimulation {
    let persons = Double(abilities.count)
    let gaps = zip(estimates.array, abilities).map { $0 - $1 }
    func share(_ counts: [Doubles]) -> [Double] { (0..<items).map { item in counts.reduce(0) { $0 + $1.at[item] } / persons } }
    return AdaptiveSimulation(
      abilities: estimates.array, standardErrors: errors.array, lengths: lengths.array.map { Int($0) },
      stops: abilities.indices.map { stops[$0] }, exposure: share(asked), selection: share(chosen),
      bias: gaps.reduce(0, +) / persons, error: (dot(gaps, gaps) / persons).squareRoot())
  }
}
