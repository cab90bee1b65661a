import Glibc
import Measurement
import Testing

@Suite struct SimilarityTests {
  @Test("planted copies are found, and hardly anybody else")
  func copies() throws {
    var room = Room(persons: 600, items: 60, seed: 3)
    let copies = (0..<8).map { (source: $0 * 2, copy: $0 * 2 + 1) }
    for pair in copies { room.copy(pair.source, to: pair.copy, share: 0.97, seed: UInt64(pair.source)) }
    let found = try room.similarities()
    #expect(found.compared == 600 * 599 / 2)
    let flagged = found.flagged(falseDiscoveryRate: 0.05)
    // Who copies from the best shares right answers, which tell little: not all can be found.
    #expect(copies.count { pair in flagged.contains { $0.first == pair.source && $0.second == pair.copy } } >= 6)
    #expect(flagged.count <= copies.count + 2)
    #expect(!found.isTruncated)
    #expect(found.pairs.map(\.probability) == found.pairs.map(\.probability).sorted())
  }

  @Test("the figures of a pair are the exact tail over what both answered, whatever the other persons")
  func exact() throws {
    let items = try (0..<12).map { try Item.rasch(difficulty: Double($0 - 6) / 4) }
    var rows: [[Int?]] = (0..<2).map { _ in (0..<12).map { $0 % 2 } }
    rows[1][3] = nil
    rows += [[Int?]](repeating: (0..<12).map { 1 - $0 % 2 }, count: 3)
    let abilities = [0.31, -0.62, 0.1, 0.2, 0.3]
    let found = try Responses(rows).similarities(items, abilities: abilities, rate: 0.9)
    let pair = try #require(found.pairs.first { $0.first == 0 && $0.second == 1 })
    #expect(pair.matches == 11 && pair.items == 11)
    var product = 1.0
    for item in 0..<12 where item != 3 {
      let (p, q) = (items[item].probabilities(at: 0.31)[1], items[item].probabilities(at: -0.62)[1])
      product *= p * q + (1 - p) * (1 - q)
    }
    // All eleven match.
    #expect(abs(pair.probability / product - 1) < 1e-12)
    #expect(pair.familywise == min(1, pair.probability * 10))
  }

  @Test("the order of persons changes nothing")
  func invariance() throws {
    let room = Room(persons: 200, items: 30, seed: 5)
    let turned = Room(answers: room.answers.reversed(), key: room.key)
    let (one, other) = (
      try room.similarities(), try turned.similarities()
    )
    let renamed = other.pairs.map { [199 - $0.second, 199 - $0.first] }
    #expect(one.pairs.count == other.pairs.count)
    #expect(Set(one.pairs.map { [$0.first, $0.second] }) == Set(renamed))
  }

  @Test("degenerate input is refused by name")
  func refusals() throws {
    let items = [try Item.rasch(difficulty: 0)]
    #expect(throws: ScreeningFault.onePerson) { try Responses([[1]]).similarities(items, abilities: [0]) }
    let two = try Responses([[1], [0]])
    #expect(throws: ScreeningFault.count(expected: 1, given: 2)) { try two.similarities(items + items, abilities: [0, 0]) }
    #expect(throws: ScreeningFault.ability(person: 1)) { try two.similarities(items, abilities: [0, .nan]) }
    #expect(throws: ScreeningFault.rate(1)) { try two.similarities(items, abilities: [0, 0], rate: 1) }
    #expect(throws: ScreeningFault.answer(person: 0, item: 0)) {
      try Responses([[2], [0]]).similarities(items, abilities: [0, 0])
    }
    #expect(throws: ScreeningFault.answer(person: 1, item: 0)) { try ChosenOptions(answers: [0, 4], persons: 2, options: [4]) }
    #expect(throws: ScreeningFault.noItems) { try ChosenOptions(answers: [], persons: 2, options: []) }
    let options = try ChosenOptions(answers: [0, 1], persons: 2, options: [3])
    #expect(throws: ScreeningFault.item(0)) { try options.similarities(right: [3], items: items, abilities: [0, 0]) }
    #expect(throws: ScreeningFault.count(expected: 2, given: 1)) {
      try options.similarities(right: [0], items: items, abilities: [0])
    }
  }
}

@Suite(.enabled(if: getenv("KERUEN_LONG") != nil)) struct SimilarityNullTests {
  @Test("of persons who work alone no more pairs fall below a probability than it says")
  func null() throws {
    var chance = Seeded(11)
    let items = try (0..<40).map { _ in
      try Item.twoParameter(slope: exp(0.2 * chance.normal() + 0.1), intercept: chance.normal())
    }
    let rows: [[Int?]] = (0..<3000).map { _ in
      let ability = chance.normal()
      return items.map { chance.uniform() < $0.probabilities(at: ability)[1] ? 1 : 0 }
    }
    let responses = try Responses(rows)
    let abilities = try responses.abilities(items).abilities
    let found = try responses.similarities(items, abilities: abilities, rate: 0.05)
    let share = Double(found.pairs.count) / Double(found.compared)
    print(
      "similarity of strangers by models: \(share) of pairs at a probability of at most \(found.kept); flagged \(found.flagged(familywise: 0.05).count)"
    )
    #expect(share < 1.5 * found.kept)
    #expect(found.flagged(familywise: 0.05).count <= 1)
    var flagged = 0
    var kept = (share: 0.0, limit: 0.0)
    for seed in 1...5 {
      let room = Room(persons: 3000, items: 40, seed: UInt64(seed))
      let found = try room.similarities()
      flagged += found.flagged(familywise: 0.05).count
      kept = (kept.share + Double(found.pairs.count) / Double(found.compared) / 5, found.kept)
    }
    print(
      "similarity of strangers by options: \(kept.share) of pairs at a probability of at most \(kept.limit); flagged in five rooms \(flagged)"
    )
    #expect(flagged <= 2)
    #expect(kept.share < 1.5 * kept.limit)
  }
}

/// A room of persons who choose one of four options: the right one by ability, else one of three by how tempting they are.
struct Room {
  var answers: [[UInt8]]
  let key: [UInt8]

  init(answers: [[UInt8]], key: [UInt8]) {
    self.answers = answers
    self.key = key
  }

  init(persons: Int, items: Int, seed: UInt64) {
    var chance = Seeded(seed)
    key = (0..<items).map { _ in UInt8(chance.below(4)) }
    let difficulties = (0..<items).map { _ in chance.normal() }
    let tempting = (0..<items).map { _ in (0..<3).map { _ in 0.2 + chance.uniform() } }
    answers = []
    for _ in 0..<persons {
      let ability = chance.normal()
      answers.append(
        (0..<items).map { item in
          if chance.uniform() < 0.2 + 0.8 / (1 + exp(difficulties[item] - ability)) { return key[item] }
          var rest = chance.uniform() * tempting[item].reduce(0, +)
          var wrong = 0
          while wrong < 2, rest >= tempting[item][wrong] {
            rest -= tempting[item][wrong]
            wrong += 1
          }
          return UInt8((Int(key[item]) + 1 + wrong) % 4)
        })
    }
  }

  mutating func copy(_ source: Int, to copy: Int, share: Double, seed: UInt64) {
    var chance = Seeded(seed)
    for item in key.indices where chance.uniform() < share { answers[copy][item] = answers[source][item] }
  }

  /// By the models of right and wrong that these answers give; items that all or none have right are left out.
  func similarities() throws -> AnswerSimilarity {
    let kept = key.indices.filter { item in Set(answers.map { $0[item] == key[item] }).count == 2 }
    let responses = try Responses(answers.map { row in kept.map { row[$0] == key[$0] ? 1 : 0 } })
    var plan = CalibrationPlan(.twoParameter, items: kept.count)
    plan.slopePrior = LogNormalPrior()
    let fit = try calibrate(responses, plan: plan, standardErrors: false)
    let chosen = try ChosenOptions(
      answers: answers.flatMap { row in kept.map { row[$0] } }, persons: answers.count, options: kept.map { _ in 4 })
    return try chosen.similarities(
      right: kept.map { key[$0] }, items: fit.items, abilities: try fit.abilities(responses).abilities)
  }
}
