import Glibc
import Measurement

/// measurement-bench screening: all pairs of 40,000 persons, 40 items.
func benchScreening() throws {
  let persons = 40_000
  var chance = Seeded(1)
  let items = try (0..<40).map { _ in
    try Item.twoParameter(slope: exp(0.2 * chance.normal()), intercept: chance.normal())
  }
  var bytes = [UInt8](repeating: 0, count: persons * 40)
  for person in 0..<persons {
    let ability = chance.normal()
    for item in 0..<40 { bytes[person * 40 + item] = chance.uniform() < items[item].probabilities(at: ability)[1] ? 1 : 0 }
  }
  let responses = try Responses(bytes: bytes, persons: persons, items: 40)
  let abilities = try responses.abilities(items).abilities
  var found: AnswerSimilarity?
  var seconds = try times(1) { found = try responses.similarities(items, abilities: abilities) }
  show(
    "answer similarity by models, all pairs of 40,000, 40 items", seconds,
    "pairs \(found?.compared ?? 0), kept \(found?.pairs.count ?? 0)",
    work: Work(counts: 800e6 * 2))
  // Option 0 is right.
  let options = bytes.map { $0 == 1 ? 0 : UInt8(1 + chance.below(3)) }
  let chosen = try ChosenOptions(answers: options, persons: persons, options: [Int](repeating: 4, count: 40))
  let right = [UInt8](repeating: 0, count: 40)
  seconds = try times(1) { found = try chosen.similarities(right: right, items: items, abilities: abilities) }
  show(
    "the same by four options an item", seconds, "kept \(found?.pairs.count ?? 0)", work: Work(counts: 800e6 * 3))
  let clock = try ResponseTimes(
    seconds: (0..<persons).flatMap { _ in
      let speed = 0.3 * chance.normal()
      return (0..<40).map { exp(4 + 0.02 * Double($0) - speed + 0.5 * chance.normal()) }
    }, persons: persons, items: 40)
  var model: ResponseTimeModel?
  seconds = times(1) { model = clock.model() }
  show(
    "response times, 40,000 x 40", seconds, "converged \(model?.converged ?? false) after \(model?.iterations ?? 0)",
    work: Work(memoryBytes: Double(model?.iterations ?? 0) * 40_000 * 40 * 8))
}
