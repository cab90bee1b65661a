import ArgumentParser
import Foundation
import Measurement
import Measuring
import Words

/// Item response theory from a spreadsheet, without a server.
struct Calibrate: MeasuringCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fits a test model to answers: item parameters, abilities, fit, differential functioning, plots and a report.",
    discussion: """
      The table (CSV or XLSX) has one row a person and one column an item, its first row the names; an empty cell or NA is no answer. \
      Metric: logistic without the constant 1.7, ability N(0, 1) in the first group. Exit status: 0 an answer, 2 the input is refused.
      """)

  enum Method: String, ExpressibleByArgument, CaseIterable {
    case expected = "eap", mode = "map", weighted = "wle", likelihood = "ml"

    var method: AbilityMethod {
      switch self {
      case .expected: .expected
      case .mode: .mode
      case .weighted: .weighted
      // The convention of WINSTEPS and FACETS: 0.3 score points from a perfect or an empty score.
      case .likelihood: .likelihood(.adjusted(by: 0.3))
      }
    }
  }

  @Argument(help: "The answers: CSV or XLSX.")
  var responses: String?

  @Option(help: "rasch, 2pl, 3pl, grm, gpcm, pcm or rsm.")
  var model: ItemModel.Name?

  @Option(name: .customLong("item"), parsing: .singleValue, help: "ITEM=MODEL: another model for one item; may be repeated.")
  var exceptions: [String] = []

  @Option(help: "Ability of a person: eap, map, wle or ml.")
  var ability: Method = .expected

  @Option(
    name: .customLong("guessing-prior"), help: "ALPHA,BETA of the beta prior on the guessing chance of 3pl, or none.")
  var prior = GuessingPrior(beta: BetaPrior())

  @Option(
    name: .customLong("anchors"),
    help: "items.csv of --out or the answer of --json of an earlier calibration: its items stay as they are, the groups are free."
  )
  var anchoring: String?

  @Option(
    name: .customLong("compare"), parsing: .singleValue,
    help: "Another model of all items: AIC, BIC and, of special cases, the likelihood-ratio test; may be repeated.")
  var others: [ItemModel.Name] = []

  @Flag(
    help:
      "Rasch or pcm without any assumption about abilities: items by conditional likelihood (slope 1, mean difficulty 0), then the distribution."
  )
  var conditional = false

  @Option(help: "So many plausible values of each person: draws from the posterior of ability.")
  var plausible: Int?

  @Option(help: "Of the plausible values; the same seed draws the same.")
  var seed: UInt64 = 1

  @Flag(name: .customLong("fit"), help: "Tell in the JSON how well items and persons fit; --out always does.")
  var wantsFit = false

  @Option(help: "An ability at which something is decided: information, standard error and reliability there.")
  var cut: Double?

  @OptionGroup var columns: ResponseColumnOptions

  @OptionGroup var differences: DifferenceOptions

  @OptionGroup var options: MeasuringOptions

  var path: String? { responses }

  func validate() throws {
    if options.schema { return }
    guard responses != nil else { throw ValidationError("name the table of answers") }
    guard model != nil else {
      throw ValidationError("--model is one of \(ItemModel.Name.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    guard !conditional || ((model == .rasch || model == .partialCredit) && exceptions.isEmpty && anchoring == nil) else {
      throw ValidationError("--conditional is for --model rasch or pcm, without --item and --anchors")
    }
    guard others.isEmpty || (!conditional && anchoring == nil) else {
      throw ValidationError("--compare goes with neither --conditional nor --anchors")
    }
    guard columns.group != nil || (differences.method == nil && differences.reference == nil) else {
      throw ValidationError("--dif and --reference need --group")
    }
    guard cut.map({ abs($0) <= 20 }) ?? true else { throw ValidationError("--cut is an ability in logits, from -20 to 20") }
    guard plausible.map({ (1...1_000).contains($0) }) ?? true else { throw ValidationError("--plausible is 1 to 1000") }
  }

  func measured(_ path: String) throws(TableComplaints) -> Calibrated {
    let model = model ?? .rasch
    let table = try ResponseTable.read(try FileText.table(path, sheet: columns.sheet, options), columns.columns)
    var plan = CalibrationPlan(models: try models(table, model))
    plan.guessingPrior = prior.beta
    var anchors = Anchors()
    if let anchoring { anchors = try Anchors(try ItemBank.read(anchoring), table, plan.models) }
    (plan.anchors, plan.commonSlope) = (anchors.items, anchors.commonSlope)
    // Differences of 60 items take longer than all the rest: nobody waits for them unasked.
    let isAsked = differences.method != nil || options.folder != nil
    var wishes = Calibrated.Wishes()
    (wishes.ability, wishes.plausible) = (ability.method, plausible.map { ($0, seed) })
    (wishes.differences, wishes.quality) = (isAsked ? differences.choice : nil, wantsFit)
    (wishes.cut, wishes.isConditional, wishes.compared) = (cut, conditional, others)
    let calibrated = try Calibrated(table, plan: plan, anchors: anchors, wishes: wishes, progress: progress)
    if progress != nil { Terminal.show("\n") }
    return calibrated
  }

  /// On a terminal a line that tells how far a long fit is; nothing where only JSON is wanted.
  private var progress: ((Int, Double) -> Void)? {
    guard !options.asJSON, Terminal.isInteractive else { return nil }
    return { iteration, gradient in Terminal.show("\r\(iteration): \(String(format: "%.1e", gradient))   ") }
  }

  private func models(_ table: ResponseTable, _ model: ItemModel.Name) throws(TableComplaints) -> [ItemModel] {
    var models = [ItemModel](repeating: model.item, count: table.items.count)
    var complaints = TableComplaints()
    for exception in exceptions {
      let parts = exception.split(separator: "=", omittingEmptySubsequences: false)
      let name = parts.dropLast().joined(separator: "=")
      guard let item = table.items.firstIndex(of: name), let model = parts.last.flatMap({ ItemModel.Name(rawValue: String($0)) })
      else {
        complaints.add(TableComplaint(nil, exception, .itemModelUnknown))
        continue
      }
      models[item] = model.item
    }
    try complaints.refuse()
    return models
  }
}

extension ItemModel.Name: ExpressibleByArgument {}

/// As an option says it: two numbers, or none.
struct GuessingPrior: ExpressibleByArgument, Sendable {
  let beta: BetaPrior?

  init(beta: BetaPrior?) { self.beta = beta }

  /// The first number above 1, the second at least 1, so that the density has a mode.
  init?(argument: String) {
    if argument == "none" {
      beta = nil
      return
    }
    let numbers = argument.split(separator: ",").compactMap { Double($0) }
    guard numbers.count == 2, numbers[0] > 1, numbers[1] >= 1, numbers.allSatisfy({ $0 < 1e6 }) else { return nil }
    beta = BetaPrior(alpha: numbers[0], beta: numbers[1])
  }

  var defaultValueDescription: String { beta.map { "\($0.alpha),\($0.beta)" } ?? "none" }
}
