import ArgumentParser
import Measurement
import Measuring

/// Severity of raters from a spreadsheet, without a server.
struct FacetsCommand: MeasuringCommand {
  static let configuration = CommandConfiguration(
    commandName: "facets",
    abstract: "Many-facet Rasch measurement: candidates, severity of raters, difficulty of criteria, fair averages and fit.",
    discussion: """
      The table (CSV or XLSX) has one row a rating: candidate, rater, criterion, rating (a whole number) and perhaps task; or candidate, \
      rater and a column of ratings for each criterion. Logits; raters and criteria have the mean 0. Exit status: 0 an answer, 2 the input is refused.
      """)

  enum Method: String, ExpressibleByArgument, CaseIterable {
    case marginal, joint, corrected

    var method: FacetMethod {
      switch self {
      case .marginal: .marginal
      case .joint: .joint(correctingBias: false)
      case .corrected: .joint(correctingBias: true)
      }
    }
  }

  enum Steps: String, ExpressibleByArgument, CaseIterable {
    case shared, criterion, rater

    var steps: FacetSteps {
      switch self {
      case .shared: .shared
      case .criterion: .perCriterion
      case .rater: .perRater
      }
    }
  }

  @Argument(help: "The ratings: CSV or XLSX.")
  var ratings: String?

  @Option(
    help:
      "marginal (severities are consistent however few ratings a candidate has), joint (as FACETS), or corrected (joint, times (L - 1) / L)."
  )
  var method: Method = .marginal

  @Option(help: "Whose steps from category to category: shared, or of each criterion or rater.")
  var steps: Steps = .shared

  @Option(help: "Column with a group of the candidates, such as language or region: who is harder on one of them?")
  var group: String?

  @Flag(help: "Tell in the JSON who rates what more severely than the main effects say; --out always does.")
  var interactions = false

  @Option(help: "Sheet of a workbook; the first one that is not hidden by default.")
  var sheet: String?

  @Option(name: .customLong("header-line"), help: "Number of the line with the headings; found by their names by default.")
  var header: Int?

  @OptionGroup var options: MeasuringOptions

  var path: String? { ratings }

  func validate() throws {
    guard options.schema || ratings != nil else { throw ValidationError("name the table of ratings") }
  }

  func measured(_ path: String) throws(TableComplaints) -> MeasuredRatings {
    let table = try RatingTable.read(try FileText.table(path, sheet: sheet, options), sheet: sheet, header: header, group: group)
    return try MeasuredRatings(
      table, method: method.method, steps: steps.steps,
      seeksInteractions: interactions || group != nil || options.folder != nil)
  }
}
