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

  @Option(help: "Sheet of a workbook; the first one by default.")
  var sheet: String?

  var columns: ResponseColumns {
    var columns = ResponseColumns()
    (columns.identity, columns.group, columns.weight) = (identity, group, weight)
    (columns.skipped, columns.sheet) = (skipped, sheet)
    return columns
  }
}
