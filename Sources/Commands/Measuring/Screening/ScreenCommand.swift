import ArgumentParser
import Measurement
import Words

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

  @OptionGroup var columns: ResponseColumns

  @OptionGroup var options: MeasuringOptions

  var path: String? { answers }

  func validate() throws {
    guard options.schema || answers != nil else { throw ValidationError("name the table of answers") }
    guard rate > 0, rate < 1 else { throw ValidationError("--rate is between 0 and 1") }
    guard suspected.isEmpty || times != nil else { throw ValidationError("--suspected needs --times") }
  }

  func measured(_ path: String) throws(TableComplaints) -> ScreenedTest {
    let bytes = try FileText.table(path)
    var pairs: AlikePairs
    if let key {
      pairs = try AlikePairs(options: bytes, columns, key: try AnswerKey.read(key), rate: rate)
    } else {
      pairs = try AlikePairs(points: bytes, columns, rate: rate)
    }
    pairs.keep(familywise: familywise, rate: rate)
    return ScreenedTest(pairs: pairs, times: try times.map { (file) throws(TableComplaints) in try timed(file) }, rate: rate)
  }

  private func timed(_ file: String) throws(TableComplaints) -> ScreenedTimes {
    do { return try ScreenedTimes(try FileText.table(file), columns, suspected: suspected, rate: rate) } catch {
      throw error.placed(in: file)
    }
  }
}

extension ScreenCommand {
  static let answerSchema = """
    {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"keruen screen","type":"object",
    "required":["notice","rate","compared","pairs"],
    "properties":{"notice":{"type":"string"},"rate":{"type":"number"},"compared":{"type":"integer","description":"pairs of persons"},
    "truncated":{"type":"boolean","description":"there may be more such pairs"},
    "pairs":{"type":"array","description":"flagged, the least probable first","items":{"type":"object","properties":{
    "first":{"type":"string"},"second":{"type":"string"},"sameGroup":{"type":["boolean","null"]},"matches":{"type":"integer"},
    "items":{"type":"integer"},"expected":{"type":"number"},"p":{"type":"number"},"familywise":{"type":"number"},
    "falseDiscoveryRate":{"type":"number"}}}},
    "times":{"type":"object","description":"with --times","properties":{
    "rapid":{"type":"array","items":{"type":"object","properties":{"person":{"type":"string"},"item":{"type":"string"},
    "seconds":{"type":"number"},"by":{"enum":["threshold","speed"],
    "description":"a tenth of the item's mean time, at most 10 s; or faster than the person's own speed allows"},"residual":{"type":["number","null"]}}}},
    "preknowledge":{"type":"array","description":"flagged, by speed on the suspected items","items":{"type":"object","properties":{
    "person":{"type":"string"},"difference":{"type":"number","description":"log seconds"},"z":{"type":"number"},"p":{"type":"number"},
    "falseDiscoveryRate":{"type":"number"}}}},"converged":{"type":"boolean"}}},
    "error":{"type":"object","properties":{"at":{"type":"string"},"reason":{"type":"string"}}}}}
    """
}
