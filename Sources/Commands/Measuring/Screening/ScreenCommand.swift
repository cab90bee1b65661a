import ArgumentParser
import Measuring

/// Answers that are too alike and answers that came too fast, from spreadsheets, without a server.
struct ScreenCommand: MeasuringCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen",
    abstract: "Screens a test: pairs with more of the same answers than chance allows, answers too fast, items known beforehand.",
    discussion: """
      The table (CSV or XLSX) has one row a person and one column an item: points, or with --key the options chosen, whose shared mistakes \
      tell more. What it finds is a question to ask, never proof. Exit status: 0 an answer, 2 the input is refused.
      """)

  @Argument(help: "The answers: CSV or XLSX.")
  var answers: String?

  @Option(help: "Right options: a table with the columns item and key. The answers are then options as they were chosen.")
  var key: String?

  @Option(help: "Seconds each person spent on each item: a table like that of the answers.")
  var times: String?

  @Option(parsing: .singleValue, help: "Item that some may have known beforehand; may be repeated. Needs --times.")
  var suspected: [String] = []

  @Option(help: "Share of false alarms among what is flagged, in (0, 1).")
  var rate = 0.05

  @Flag(help: "The rate is of the chance that any pair at all is named by mistake.")
  var familywise = false

  @OptionGroup var columns: ResponseColumnOptions

  @OptionGroup var options: MeasuringOptions

  var path: String? { answers }

  func validate() throws {
    guard options.schema || answers != nil else { throw ValidationError("name the table of answers") }
    guard rate > 0, rate < 1 else { throw ValidationError("--rate is between 0 and 1") }
    guard suspected.isEmpty || times != nil else { throw ValidationError("--suspected needs --times") }
  }

  func measured(_ path: String) throws(TableComplaints) -> ScreenedTest {
    let bytes = try FileText.table(path, sheet: columns.sheet, options)
    var pairs: AlikePairs
    if let key {
      pairs = try AlikePairs(
        options: bytes, columns.columns, key: try AnswerKey.read(try FileText.table(key), named: key), rate: rate)
    } else {
      pairs = try AlikePairs(points: bytes, columns.columns, rate: rate)
    }
    pairs.keep(familywise: familywise, rate: rate)
    return ScreenedTest(pairs: pairs, times: try times.map { (file) throws(TableComplaints) in try timed(file) }, rate: rate)
  }

  private func timed(_ file: String) throws(TableComplaints) -> ScreenedTimes {
    do { return try ScreenedTimes(try FileText.table(file), columns.columns, suspected: suspected, rate: rate) } catch {
      throw error.placed(in: file)
    }
  }
}
