import Foundation
import Measurement

// measurement-bench calibrate MODEL PERSONS ITEMS FOLDER
//   the median of five fits without packing; FOLDER gets the answers as bytes, row after row, and the true items as JSON
// measurement-bench errors MODEL PERSONS ITEMS
//   what standard errors take beyond the fit
// measurement-bench abilities MODEL PERSONS ITEMS
//   expected abilities with standard errors at the true items, packing included

let itemModels: [String: ItemModel] = [
  "rasch": .rasch, "2pl": .twoParameter, "3pl": .threeParameter, "grm": .graded, "gpcm": .generalisedPartialCredit,
  "pcm": .partialCredit,
]

func seconds(_ work: () throws -> Void) rethrows -> Double {
  let start = DispatchTime.now().uptimeNanoseconds
  try work()
  return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
}

func medianSeconds(_ runs: Int, _ work: () throws -> Void) rethrows -> Double {
  try (0..<runs).map { _ in try seconds(work) }.sorted()[runs / 2]
}

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

func calibrateBench(_ arguments: [String]) throws {
  let (responses, plan, bytes, items) = try simulatedResponses(arguments)
  if arguments.count > 3 {
    try Data(bytes).write(to: URL(fileURLWithPath: arguments[3]).appending(path: "answers.u8"))
    let truth = items.map { ["slope": [$0.slope], "intercepts": $0.intercepts, "guessing": [$0.guessing]] }
    try JSONSerialization.data(withJSONObject: truth).write(to: URL(fileURLWithPath: arguments[3]).appending(path: "items.json"))
  }
  var prepared: PreparedCalibration?
  let packing = try medianSeconds(3) { prepared = try PreparedCalibration(responses, plan: plan) }
  guard let prepared else { return }
  var fit: Calibration?
  let before = processorSeconds()
  let time = try medianSeconds(5) { fit = try prepared.calibration(standardErrors: false) }
  let processor = (processorSeconds() - before) / 5
  guard let fit else { return }
  let own = fit.certificate
  let perPass = time / Double(own.evaluations) / Double(responses.persons) * 1e9
  print(
    """
    {"model": "\(arguments[0])", "persons": \(responses.persons), "items": \(responses.items), "seconds": \(time), \
    "processorSeconds": \(processor), "packing": \(packing), "iterations": \(own.iterations), "passes": \(own.evaluations), "nsPerPersonPass": \(perPass), \
    "logLikelihood": \(fit.logLikelihood), "gradient": \(own.gradient), "converged": \(own.converged), "nodes": \(own.nodes), \
    "quadratureBound": \(own.quadratureBound), "numericalError": \(own.numericalError), "peakMiB": \(peakMemory()), "discriminations": \(fit.items.map(\.slope))}
    """)
}

func errorsBench(_ arguments: [String]) throws {
  let (responses, plan, _, _) = try simulatedResponses(arguments)
  let prepared = try PreparedCalibration(responses, plan: plan)
  let without = try medianSeconds(3) { _ = try prepared.calibration(standardErrors: false) }
  var fit: Calibration?
  let with = try medianSeconds(3) { fit = try prepared.calibration() }
  print(
    """
    {"model": "\(arguments[0])", "persons": \(responses.persons), "items": \(responses.items), "seconds": \(with - without), \
    "parameters": \(fit?.parameters.count ?? 0), "first": \(fit?.standardErrors?.first ?? .nan)}
    """)
}

func abilitiesBench(_ arguments: [String]) throws {
  let (responses, _, _, items) = try simulatedResponses(arguments)
  var estimates: AbilityEstimates?
  let time = try medianSeconds(5) { estimates = try responses.abilities(items) }
  guard let estimates else { return }
  print(
    """
    {"model": "\(arguments[0])", "persons": \(responses.persons), "items": \(responses.items), "seconds": \(time), \
    "personsPerSecond": \(Double(responses.persons) / time), "first": [\(estimates.abilities[0]), \(estimates.standardErrors[0])], \
    "reliability": \(estimates.empiricalReliability)}
    """)
}
