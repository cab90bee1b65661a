import Glibc
import Measurement
import Testing

@Suite struct AdaptiveTests {
  private static func bank(_ count: Int = 120, areas: Int = 1, seed: UInt64 = 1) throws -> AdaptiveBank {
    var chance = Seeded(seed)
    let items = try (0..<count).map { _ in
      try Item.twoParameter(slope: exp(0.25 * chance.normal() + 0.2), intercept: 1.2 * chance.normal())
    }
    return try AdaptiveBank(items, areas: (0..<count).map { $0 % areas })
  }

  private static func people(_ count: Int) -> [Double] {
    var chance = Seeded(99)
    return (0..<count).map { _ in chance.normal() }
  }

  @Test("without chance the first item is the one of most information at the prior's mean")
  func first() throws {
    let bank = try Self.bank()
    var session = try AdaptiveSession(bank, .init(exposure: .none), seed: 1)
    let best = bank.items.indices.max { bank.items[$0].information(at: 0) < bank.items[$1].information(at: 0) }
    #expect(session.next() == best)
    #expect(session.next() == best)
  }

  @Test("ability and error are those of the posterior, by a finer quadrature")
  func posterior() throws {
    let bank = try Self.bank()
    var session = try AdaptiveSession(bank, .init(shortest: 12, longest: 12), seed: 4)
    var turn = 0
    while session.next() != nil {
      try session.answer(turn % 3 == 0 ? 0 : 1)
      turn += 1
    }
    #expect(session.stop == .longest && session.asked.count == 12 && Set(session.asked).count == 12)
    var (sum, first, second) = (0.0, 0.0, 0.0)
    for node in -4000...4000 {
      let theta = Double(node) / 500
      var weight = exp(-theta * theta / 2)
      for (item, answer) in zip(session.asked, session.answers) { weight *= bank.items[item].probabilities(at: theta)[answer] }
      sum += weight
      first += weight * theta
      second += weight * theta * theta
    }
    #expect(abs(session.ability - first / sum) < 1e-6)
    #expect(abs(session.standardError - (second / sum - first / sum * first / sum).squareRoot()) < 1e-6)
  }

  @Test(
    "adaptive tests reach the error they ask for, and better than items at random",
    arguments: [AdaptivePlan.Criterion.information, .weightedInformation])
  func accuracy(criterion: AdaptivePlan.Criterion) throws {
    let bank = try Self.bank(300)
    let people = Self.people(400)
    let plan = AdaptivePlan(criterion: criterion, shortest: 5, longest: 60, standardError: 0.3)
    let result = try bank.simulate(plan, abilities: people, seed: 2)
    #expect(result.error < 0.34 && abs(result.bias) < 0.06)
    #expect(result.standardErrors.count { $0 <= 0.3 } > 380)
    let mean = Double(result.lengths.reduce(0, +)) / 400
    let random = try bank.simulate(
      .init(exposure: .randomesque(300), shortest: 5, longest: 60, standardError: 0.3), abilities: people, seed: 2)
    #expect(mean < 0.8 * Double(random.lengths.reduce(0, +)) / 400)
    #expect(try bank.simulate(plan, abilities: people, seed: 2).abilities == result.abilities)
  }

  @Test("areas get what they must have and no more, whatever is answered and however tight")
  func areas() throws {
    let bank = try Self.bank(40, areas: 4)
    let bounds: [AdaptivePlan.AreaBounds] = [
      .init(least: 6, most: 10), .init(least: 1, most: 1), .init(most: 2), .init(least: 3, most: 4),
    ]
    for exposure in [AdaptivePlan.Exposure.none, .randomesque(4), .sympsonHetter([Double](repeating: 0.05, count: 40))] {
      let plan = AdaptivePlan(exposure: exposure, shortest: 10, longest: 10, areas: bounds, standardError: nil)
      for seed in 1...20 {
        var chance = Seeded(UInt64(seed))
        var session = try AdaptiveSession(bank, plan, seed: UInt64(seed))
        while session.next() != nil { try session.answer(chance.below(2)) }
        let counts = (0..<4).map { area in session.asked.count { bank.areas[$0] == area } }
        #expect(counts == [6, 1, 0, 3] && session.stop == .longest)
      }
    }
  }

  @Test("Sympson & Hetter's chances keep every item near the limit")
  func exposure() throws {
    let bank = try Self.bank(200)
    let people = Self.people(1000)
    var plan = AdaptivePlan(exposure: .none, shortest: 20, longest: 20, standardError: nil)
    let free = try bank.simulate(plan, abilities: people, seed: 5)
    let chances = try bank.exposureChances(plan, limit: 0.25, abilities: people, seed: 6)
    plan.exposure = .sympsonHetter(chances)
    let controlled = try bank.simulate(plan, abilities: people, seed: 7)
    #expect(free.exposure.max()! > 0.6)
    #expect(controlled.exposure.max()! < 0.32)
    #expect(controlled.lengths.allSatisfy { $0 == 20 })
    #expect(controlled.error < 1.2 * free.error)
  }

  @Test("a test ends when the best item would tell too little, and when nothing is left")
  func ends() throws {
    let bank = try Self.bank(30)
    let gain = try bank.simulate(
      .init(longest: 30, standardError: nil, leastGain: 0.02), abilities: Self.people(50), seed: 1)
    #expect(gain.stops.allSatisfy { $0 == .littleGain } && gain.lengths.allSatisfy { $0 < 25 })
    let all = try bank.simulate(.init(longest: 50, standardError: 0.01), abilities: Self.people(10), seed: 1)
    #expect(all.stops.allSatisfy { $0 == .exhausted } && all.lengths.allSatisfy { $0 == 30 })
  }

  @Test("plans that cannot be filled are refused before the first question")
  func refusals() throws {
    let bank = try Self.bank(10, areas: 2)
    #expect(throws: AdaptiveFault.noItems) { try AdaptiveBank([]) }
    #expect(throws: AdaptiveFault.lengths) { try AdaptiveSession(bank, .init(shortest: 9, longest: 8), seed: 1) }
    #expect(throws: AdaptiveFault.unfillable(most: 10)) { try AdaptiveSession(bank, .init(shortest: 11), seed: 1) }
    #expect(throws: AdaptiveFault.unfillable(most: 4)) {
      try AdaptiveSession(bank, .init(areas: [.init(most: 2), .init(most: 2)]), seed: 1)
    }
    #expect(throws: AdaptiveFault.tooFewItems(area: 0)) {
      try AdaptiveSession(bank, .init(areas: [.init(least: 6, most: 9), .init(most: 2)]), seed: 1)
    }
    #expect(throws: AdaptiveFault.area(item: 1)) { try AdaptiveSession(bank, .init(areas: [.init(most: 9)]), seed: 1) }
    #expect(throws: AdaptiveFault.bounds(area: 1)) {
      try AdaptiveSession(bank, .init(areas: [.init(most: 9), .init(least: 3, most: 2)]), seed: 1)
    }
    #expect(throws: AdaptiveFault.setting("randomesque")) {
      try AdaptiveSession(bank, .init(exposure: .randomesque(0)), seed: 1)
    }
    var session = try AdaptiveSession(bank, .init(), seed: 1)
    #expect(throws: AdaptiveFault.answer(1)) { try session.answer(1) }
    _ = session.next()
    #expect(throws: AdaptiveFault.answer(2)) { try session.answer(2) }
  }
}
