import Foundation
import Measurement

/// 60 items of slope about 1, two groups half a unit of ability apart; the last item harder for the second group.
func drawnGroups(persons: Int, items: Int, seed: UInt64 = 1) throws -> Responses {
  var chance = Seeded(seed)
  let slopes = (0..<items).map { _ in exp(0.2 * chance.normal()) }
  let difficulties = (0..<items).map { _ in chance.normal() }
  var bytes = [UInt8](repeating: 0, count: persons * items)
  for person in 0..<persons {
    let ability = chance.normal() - (person % 2 == 1 ? 0.5 : 0)
    for item in 0..<items {
      let shift = item == items - 1 && person % 2 == 1 ? 0.5 : 0
      let logit = slopes[item] * (ability - difficulties[item] - shift)
      bytes[person * items + item] = chance.uniform() < 1 / (1 + exp(-logit)) ? 1 : 0
    }
  }
  return try Responses(bytes: bytes, persons: persons, items: items, groups: (0..<persons).map { $0 % 2 })
}

/// measurement-bench matched FOLDER: what R computes too, at 20,000 persons and 20 items, with the answers.
func benchMatched(_ arguments: [String]) throws {
  let responses = try drawnGroups(persons: 20_000, items: 20)
  let bytes = (0..<responses.persons).flatMap { person in (0..<responses.items).map { UInt8(responses[person, $0] ?? 0) } }
  try Data(bytes).write(to: URL(fileURLWithPath: arguments[0]).appending(path: "answers.u8"))
  struct Answer: Encodable {
    let row: Row
    let chiSquare: [Double]
  }
  var found: [Double] = []
  var seconds = try times(9) { found = try responses.mantelHaenszel(.init(purifies: false)).items.map(\.chiSquare) }
  try printJSON(
    Answer(row: Row(what: "Mantel-Haenszel, 20 items, 20,000 persons", seconds: seconds[4], best: seconds[0]), chiSquare: found))
  seconds = try times(9) { found = try responses.logisticDifferences(.init(purifies: false)).items.map(\.either.chiSquare) }
  try printJSON(
    Answer(
      row: Row(what: "logistic regression, 20 items, 20,000 persons", seconds: seconds[4], best: seconds[0]), chiSquare: found))
}

/// measurement-bench differential: all 60 items at 100,000 persons.
func benchDifferential() throws {
  let responses = try drawnGroups(persons: 100_000, items: 60)
  var flagged: [Int] = []
  var seconds = try times(9) { flagged = try responses.mantelHaenszel(.init(purifies: false)).flagged }
  show(
    "Mantel-Haenszel, 60 items, 100,000 persons", seconds, "flagged \(flagged.count)", work: Work(updates: 100_000 * 60 / 8))
  seconds = try times(9) { flagged = try responses.mantelHaenszel(.init(control: .falseDiscoveryRate)).flagged }
  show("the same, purified", seconds, "flagged \(flagged)")
  seconds = try times(5) { flagged = try responses.logisticDifferences(.init(purifies: false)).flagged }
  show("logistic regression, 60 items, 100,000 persons", seconds, "flagged \(flagged.count)")
  let models = [ItemModel](repeating: .twoParameter, count: 60)
  var least = Double.infinity
  seconds = try times(3) {
    let report = try responses.likelihoodRatioDifferences(models: models)
    flagged = report.flagged
    least = report.items.reduce(.infinity) { min($0, $1.chiSquare) }
    if !report.items.allSatisfy(\.converged) { print("not converged") }
  }
  show(
    "likelihood-ratio tests, 60 items, 100,000 persons", seconds, "flagged \(flagged.count), least \(least)",
    work: Work(lookups: 60 * 100_000 * 8, updates: 60 * 100_000 * 12))
  seconds = try times(3) { flagged = try responses.lordDifferences(.init(purifies: false), models: models).flagged }
  show("Lord's tests, 60 items, 100,000 persons", seconds, "flagged \(flagged.count)")
}
