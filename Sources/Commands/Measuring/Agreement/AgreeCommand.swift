import ArgumentParser
import Measurement
import Measuring

/// How far raters agree, from a spreadsheet, without a server.
struct AgreeCommand: MeasuringCommand {
  static let configuration = CommandConfiguration(
    commandName: "agree",
    abstract: "Agreement of raters: Cohen's and Fleiss' kappa, intraclass correlations, Krippendorff's alpha.",
    discussion: """
      The table (CSV or XLSX) has one row a rating: candidate, rater, rating and perhaps criterion and task; or candidate, rater \
      and a column of ratings for each criterion. What a design does not \
      allow is null with its reason. Exit status: 0 an answer, 2 the input is refused.
      """)

  @Argument(help: "The ratings: CSV or XLSX.")
  var ratings: String?

  @Flag(help: "The ratings are names of categories without an order.")
  var names = false

  @Option(help: "Of the intervals, in (0, 1).")
  var level = 0.95

  @Option(help: "How often units are drawn again for the intervals of alpha.")
  var draws = 1_000

  @Option(help: "Of the drawing; the same seed draws the same.")
  var seed: UInt64 = 1

  @Option(help: "Sheet of a workbook; the first one that is not hidden by default.")
  var sheet: String?

  @Option(name: .customLong("header-line"), help: "Number of the line with the headings; found by their names by default.")
  var header: Int?

  @OptionGroup var options: MeasuringOptions

  var path: String? { ratings }

  func validate() throws {
    guard options.schema || ratings != nil else { throw ValidationError("name the table of ratings") }
    guard level > 0, level < 1 else { throw ValidationError("--level is between 0 and 1") }
    guard (2...1_000_000).contains(draws) else { throw ValidationError("--draws is 2 to 1000000") }
  }

  func measured(_ path: String) throws(TableComplaints) -> MeasuredAgreement {
    let table = try RatingTable.read(
      try FileText.table(path, sheet: sheet, options), sheet: sheet, header: header, names ? .names : .numbers,
      needsCriterion: false)
    var plan = AgreementPlan()
    (plan.hasNames, plan.level, plan.draws, plan.seed) = (names, level, draws, seed)
    return try MeasuredAgreement(table, plan)
  }
}
