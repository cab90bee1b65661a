import ArgumentParser
import Measuring

/// Which score of one form another form's scores are worth, from spreadsheets, without a server.
struct EquateCommand: MeasuringCommand {
  static let configuration = CommandConfiguration(
    commandName: "equate",
    abstract:
      "Equates the scores of two forms of a test: mean, linear, equipercentile, smoothed; with common items where there are.",
    discussion: """
      Each table (CSV or XLSX) has a column score and perhaps count (how many had it) and anchor (the score on items both forms have). \
      With anchors the groups may differ; without them they must be alike. Exit status: 0 an answer, 2 the input is refused.
      """)

  @Argument(help: "Scores on form X, whose scores are to be turned into those of form Y.")
  var x: String?

  @Argument(help: "Scores on form Y.")
  var y: String?

  @Option(help: "Column of the scores.")
  var score: String?

  @Option(help: "Column that says how many persons have the score.")
  var count: String?

  @Option(name: .customLong("count-y"), help: "The same of form Y, where it is called otherwise.")
  var countOfY: String?

  @Option(help: "Column of the scores on common items.")
  var anchor: String?

  @Flag(help: "The common items do not count in the score.")
  var external = false

  @Option(name: .customLong("highest-x"), help: "Highest possible score of form X; the highest in the table by default.")
  var highestX: Int?

  @Option(name: .customLong("highest-y"), help: "Highest possible score of form Y.")
  var highestY: Int?

  @Option(name: .customLong("highest-anchor"), help: "Highest possible score on the common items.")
  var highestAnchor: Int?

  @Option(help: "Degree of the log-linear smoothing; without common items that of the least AIC up to 8 by default.")
  var smooth: Int?

  @Option(help: "Of the group that took form X in the synthetic group, from 0 to 1.")
  var weight = 0.5

  @Option(help: "How often persons are drawn again for the standard errors; 0 leaves them out.")
  var draws = 500

  @Option(help: "Of the drawing; the same seed draws the same.")
  var seed: UInt64 = 1

  @OptionGroup var options: MeasuringOptions

  var path: String? { x }

  func validate() throws {
    guard options.schema || (x != nil && y != nil) else { throw ValidationError("name the tables of scores of both forms") }
    guard draws == 0 || (2...100_000).contains(draws) else { throw ValidationError("--draws is 0, or 2 to 100000") }
    guard (0...1).contains(weight) else { throw ValidationError("--weight is 0 to 1") }
    guard [highestX, highestY].allSatisfy({ $0.map { (1...10_000).contains($0) } ?? true }),
      highestAnchor.map({ (1...2_000).contains($0) }) ?? true
    else { throw ValidationError("the highest score is 1 to 10000, on common items 2000") }
  }

  func measured(_ path: String) throws(TableComplaints) -> EquatedScores {
    var plan = EquatingPlan()
    (plan.degree, plan.weight, plan.draws, plan.seed) = (smooth, weight, draws, seed)
    (plan.highestX, plan.highestY, plan.highestAnchor) = (highestX, highestY, highestAnchor)
    plan.isAnchorExternal = external
    return try EquatedScores(try form(path, count), try form(y ?? "", countOfY ?? count), plan)
  }

  private func form(_ file: String, _ count: String?) throws(TableComplaints) -> FormScores {
    var columns = FormScores.Columns()
    (columns.score, columns.count, columns.anchor) = (score, count, anchor)
    return try FormScores.read(try FileText.table(file), columns, named: file)
  }
}
