import ArgumentParser
import Documents
import Foundation
import Measurement
import Words

/// Severity of raters from a spreadsheet, without a server.
struct FacetsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facets",
    abstract: "Many-facet Rasch measurement: candidates, severity of raters, difficulty of criteria, fair averages and fit.",
    discussion: """
      The table (CSV or XLSX) has one row a rating: candidate, rater, criterion, rating (a whole number) and perhaps task. Logits; raters \
      and criteria have the mean 0. Exit status: 0 an answer, 2 the input is refused.
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

  @Option(help: "Sheet of a workbook; the first one by default.")
  var sheet: String?

  @Flag(name: .customLong("json"), help: "One JSON object on standard output.")
  var asJSON = false

  @Option(name: .customLong("out"), help: "Folder for tables, plots and the report in three languages; made if it is not there.")
  var folder: String?

  @Option(help: "Language of complaints and of what is said: kk, ru or en.")
  var language: String = "kk"

  @Flag(help: "Print the JSON Schema of the answer.")
  var schema = false

  func validate() throws {
    guard Language(rawValue: language) != nil else { throw ValidationError("--language is kk, ru or en") }
    if schema { return }
    guard ratings != nil else { throw ValidationError("name the table of ratings") }
    guard asJSON || folder != nil else { throw ValidationError("name a folder with --out, or ask for --json") }
  }

  func run() async throws {
    if schema { return Terminal.say(Self.answerSchema) }
    guard let ratings else { return }
    let language = Language(rawValue: language) ?? .kk
    do {
      let measured = try measured(ratings)
      if asJSON { Terminal.say(measured.json.text) }
      if let folder { try await measured.write(to: folder) }
      if !asJSON { for line in measured.summary(language) { Terminal.say(line) } }
    } catch let complaints as TableComplaints {
      throw complaints.tell(in: ratings, asJSON: asJSON, language)
    }
  }

  private func measured(_ path: String) throws -> MeasuredRatings {
    let table = try RatingTable.read(try FileText.bytes(path), sheet: sheet)
    do throws(RatingsFault) {
      return MeasuredRatings(table: table, facets: try table.ratings().facets(method.method, steps: steps.steps))
    } catch {
      throw TableComplaints(table.complaint(error))
    }
  }
}
