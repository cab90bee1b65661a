import Foundation
import Measurement

// measurement-bench calibrate MODEL PERSONS ITEMS FOLDER
//   the median of five fits without packing; FOLDER gets the answers as bytes, row after row, and the true items as JSON
// measurement-bench errors MODEL PERSONS ITEMS
//   what standard errors take beyond the fit
// measurement-bench abilities MODEL PERSONS ITEMS
//   expected abilities with standard errors at the true items, packing included
// measurement-bench conditional rasch|pcm PERSONS ITEMS FOLDER
//   conditional likelihood, and the answers for the peers

let itemModels: [String: ItemModel] = [
  "rasch": .rasch, "2pl": .twoParameter, "3pl": .threeParameter, "grm": .graded, "gpcm": .generalisedPartialCredit,
  "pcm": .partialCredit,
]

/// Processor seconds of all threads so far: what a busy machine does not stretch.
func processorSeconds() -> Double {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6
}

/// Most memory the process ever held, in MiB.
func peakMemory() -> Int {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
  return (line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0) / 1024
}

/// Slopes about 1.1, difficulties and abilities about N(0, 1), five categories where there are more than two.
func simulatedItems(_ model: ItemModel, _ items: Int, _ chance: inout Seeded) throws -> [Item] {
  try (0..<items).map { _ in
    let slope = exp(0.1 + 0.3 * chance.normal())
    let difficulty = chance.normal()
    let steps = (0..<4).map { 0.7 * (Double($0) - 1.5) + 0.2 * chance.normal() }.sorted()
    return switch model {
    case .rasch: try .rasch(difficulty: difficulty)
    case .twoParameter: try .twoParameter(slope: slope, intercept: -slope * difficulty)
    case .threeParameter:
      try .threeParameter(slope: slope, intercept: -slope * difficulty, guessing: 0.1 + 0.2 * chance.uniform())
    case .graded: try .graded(slope: slope, intercepts: steps.map { -slope * (difficulty + $0) })
    case .partialCredit: try .partialCredit(steps: steps.map { difficulty + $0 })
    default: try .partialCredit(steps: steps.map { difficulty + $0 }).rescaled(scale: slope, shift: 0)
    }
  }
}

func simulatedAnswers(_ items: [Item], persons: Int, _ chance: inout Seeded) -> [UInt8] {
  var bytes = [UInt8](repeating: 0, count: persons * items.count)
  let steps = 800
  // Cumulative probabilities on a fine lattice of abilities: generation is not what is timed, but must end.
  let tables = items.map { item in
    (0...steps).map { step in
      item.probabilities(at: -6 + 12 * Double(step) / Double(steps)).reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1) }
    }
  }
  for person in 0..<persons {
    let step = Int(((min(max(chance.normal(), -6), 6) + 6) / 12 * Double(steps)).rounded())
    for item in items.indices {
      let draw = chance.uniform()
      var answer = 0
      while answer < items[item].categories - 1, draw >= tables[item][step][answer + 1] { answer += 1 }
      bytes[person * items.count + item] = UInt8(answer)
    }
  }
  return bytes
}

func simulatedResponses(_ arguments: [String]) throws -> (
  responses: Responses, plan: CalibrationPlan, bytes: [UInt8], items: [Item]
) {
  guard arguments.count >= 3, let model = itemModels[arguments[0]], let persons = Int(arguments[1]), let items = Int(arguments[2])
  else {
    print("MODEL PERSONS ITEMS, MODEL one of " + itemModels.keys.sorted().joined(separator: " "))
    exit(2)
  }
  var chance = Seeded(2026)
  let truth = try simulatedItems(model, items, &chance)
  let bytes = simulatedAnswers(truth, persons: persons, &chance)
  let responses = try Responses(bytes: bytes, persons: persons, items: items)
  return (responses, CalibrationPlan(model, items: items), bytes, truth)
}

/// How the likelihood of `model` is added up, and what that costs at least.
struct PassWork {
  let model: ItemModel
  let items: [Item]
  let persons: Int

  private var categories: Int { items[0].categories }
  private var isTabulated: Bool { model == .threeParameter || model == .graded }

  private func blocks(_ items: Int) -> Double { (Double(self.items.count) / Double(items)).rounded(.up) }

  /// A row of likelihoods of a block: 18 nodes (16 posterior SDs, 0.87 SD apart, is what an error of 1e-11 asks of a normal posterior).
  private var row: Double { 18 * 8 }

  /// Partial-credit curves: a table row a block of items, there and back; of Rasch models the sums of answers are enough, read once, and then curves
  /// at 80 nodes. Others: a row of likelihoods a block, read, read again and written.
  func fit(passes: Int) -> Work {
    let rows = Double(persons * passes)
    if isTabulated { return Work(cacheBytes: rows * blocks(categories == 2 ? 4 : 2) * row * 3) }
    let curves = Double(passes * items.count * categories * 80 * 30)
    let blocks = blocks(categories == 2 ? 8 : 3)
    if model == .rasch || model == .partialCredit { return Work(lookups: Double(persons) * blocks, flops: curves) }
    return Work(lookups: rows * (blocks + 4), updates: rows * (blocks + 4), flops: curves)
  }

  /// Two passes a parameter; where likelihoods are tabulated, for each item the rows of all blocks read and half of them written.
  func errors(parameters: Int) -> Work {
    guard isTabulated else { return fit(passes: 2 * parameters) }
    return Work(cacheBytes: Double(persons * items.count) * blocks(categories == 2 ? 4 : 2) * row * 2)
  }

  func abilities() -> Work {
    let blocks = blocks(categories == 2 ? 8 : 3)
    return isTabulated ? Work(cacheBytes: Double(persons) * blocks * row) : Work(lookups: Double(persons) * (blocks + 4))
  }
}

struct CalibrationRow: Encodable {
  let row: Row
  let processorSeconds: Double
  let packing: Double
  let passes: Int
  let logLikelihood: Double
  let gradient: Double
  let converged: Bool
  let nodes: Int
  let quadratureBound: Double
  let numericalError: Double
  let peakMiB: Int
  let discriminations: [Double]
}

func calibrateBench(_ arguments: [String]) throws {
  let (responses, plan, bytes, items) = try simulatedResponses(arguments)
  if arguments.count > 3 {
    let folder = URL(fileURLWithPath: arguments[3])
    try Data(bytes).write(to: folder.appending(path: "answers.u8"))
    let truth = items.map { ["slope": [$0.slope], "intercepts": $0.intercepts, "guessing": [$0.guessing]] }
    try JSONSerialization.data(withJSONObject: truth).write(to: folder.appending(path: "items.json"))
  }
  var prepared: PreparedCalibration?
  let packing = try times(3) { prepared = try PreparedCalibration(responses, plan: plan) }
  guard let prepared else { return }
  var fit: Calibration?
  let before = processorSeconds()
  let seconds = try times(5) { fit = try prepared.calibration(standardErrors: false) }
  let processor = (processorSeconds() - before) / 5
  guard let fit else { return }
  let own = fit.certificate
  let work = PassWork(model: plan.models[0], items: items, persons: responses.persons).fit(passes: own.evaluations)
  try printJSON(
    CalibrationRow(
      row: Row(
        what: "\(arguments[0]), \(responses.persons) by \(responses.items)", seconds: seconds[2], best: seconds[0], work: work),
      processorSeconds: processor, packing: packing[1], passes: own.evaluations, logLikelihood: fit.logLikelihood,
      gradient: own.gradient, converged: own.converged, nodes: own.nodes, quadratureBound: own.quadratureBound,
      numericalError: own.numericalError, peakMiB: peakMemory(), discriminations: fit.items.map(\.slope)))
}

func errorsBench(_ arguments: [String]) throws {
  let (responses, plan, _, items) = try simulatedResponses(arguments)
  let prepared = try PreparedCalibration(responses, plan: plan)
  let without = try times(3) { _ = try prepared.calibration(standardErrors: false) }
  var fit: Calibration?
  let with = try times(3) { fit = try prepared.calibration() }
  guard let fit else { return }
  let work = PassWork(model: plan.models[0], items: items, persons: responses.persons).errors(parameters: fit.parameters.count)
  show(
    "standard errors of \(fit.parameters.count) parameters, \(arguments[0]), \(responses.persons) persons",
    zip(with, without).map { $0 - $1 }, work: work)
}

func abilitiesBench(_ arguments: [String]) throws {
  let (responses, plan, _, items) = try simulatedResponses(arguments)
  var estimates: AbilityEstimates?
  let seconds = try times(5) { estimates = try responses.abilities(items) }
  guard let estimates else { return }
  let work = PassWork(model: plan.models[0], items: items, persons: responses.persons).abilities()
  show(
    "expected abilities and errors, \(arguments[0]), \(responses.persons) by \(responses.items)", seconds,
    "\(Int(Double(responses.persons) / seconds[2])) persons/s, reliability \(estimates.empiricalReliability)", work: work)
}

func conditionalBench(_ arguments: [String]) throws {
  let (responses, _, bytes, items) = try simulatedResponses(arguments)
  try Data(bytes).write(to: URL(fileURLWithPath: arguments[3]).appending(path: "answers.u8"))
  var fit: ConditionalCalibration?
  let seconds = try times(5) { fit = try calibrateConditionally(responses) }
  guard let fit, fit.converged else { return }
  struct Answer: Encodable {
    let row: Row
    let logLikelihood: Double
    let difficulties: [Double]
    let infit: [Double]
    let outfit: [Double]
  }
  // eRm leaves aside who has all right or all wrong.
  var abilities = try responses.abilities(fit.items, method: .likelihood(.adjusted(by: 0.3))).abilities
  for person in 0..<responses.persons {
    let sum = (0..<items.count).reduce(0) { $0 + (responses[person, $1] ?? 0) }
    if sum == 0 || sum == responses.categories.reduce(0, { $0 + $1 - 1 }) { abilities[person] = .nan }
  }
  let quality = responses.itemFit(fit.items, abilities: abilities)
  try printJSON(
    Answer(
      row: Row(
        what: "\(arguments[0]) by conditional likelihood, \(responses.persons) by \(items.count)", seconds: seconds[2],
        best: seconds[0]),
      logLikelihood: fit.logLikelihood, difficulties: fit.items.map { $0.difficulty ?? .nan }, infit: quality.map(\.infit),
      outfit: quality.map(\.outfit)))
}
