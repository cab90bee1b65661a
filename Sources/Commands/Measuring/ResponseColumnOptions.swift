import ArgumentParser
import Measuring

/// Which columns of a table of answers are what.
struct ResponseColumnOptions: ParsableArguments {
  @Option(name: .customLong("id"), help: "Column that names the persons; \"id\" or \"code\" if the first column is called so.")
  var identity: String?

  @Option(name: .customLong("group"), help: "Column with the group of a person.")
  var group: String?

  @Option(name: .customLong("weight"), help: "Column that says how many persons like this a row stands for.")
  var weight: String?

  @Option(name: .customLong("skip"), parsing: .singleValue, help: "Column that is no item; may be repeated.")
  var skipped: [String] = []

  @Option(help: "Sheet of a workbook; the first one that is not hidden by default.")
  var sheet: String?

  @Option(
    name: .customLong("header-line"),
    help: "Number of the line with the headings; by default the one that names the column of persons, or the first.")
  var header: Int?

  var columns: ResponseColumns {
    var columns = ResponseColumns()
    (columns.identity, columns.group, columns.weight) = (identity, group, weight)
    (columns.skipped, columns.sheet, columns.header) = (skipped, sheet, header)
    return columns
  }
}
