import Documents
import Exchange
import Measuring
import Programme
import Words

extension FileText {
  /// The bytes of a table somebody brings.
  static func table(_ path: String) throws(TableComplaints) -> [UInt8] {
    do { return try bytes(path) } catch { throw TableComplaints(TableComplaint(error)) }
  }

  /// The same, and which sheets of a workbook stay behind, beside the answer.
  static func table(_ path: String, sheet: String?, _ options: MeasuringOptions) throws(TableComplaints) -> [UInt8] {
    let bytes = try table(path)
    if let note = (try? Spreadsheet.open(bytes, sheet: sheet)).flatMap({ try? SheetFound($0, bytes) })?.notes.first {
      Terminal.complain("\(path): \(note(options.language))")
    }
    return bytes
  }
}

extension ItemBank {
  static func read(_ path: String) throws(TableComplaints) -> ItemBank {
    try read(try FileText.table(path), named: path)
  }
}

extension TableComplaint {
  init(_ refusal: FileRefusal) { self.init(nil, nil, refusal.says, in: refusal.path) }
}

extension TableComplaints {
  /// As one JSON object with the first place, or line by line in the reader's language.
  func reply(in path: String, _ options: MeasuringOptions) -> MeasuringReply {
    if options.asJSON, let first = complaints.first {
      let refused = JSONRefusal(at: first.place(in: path), reason: first.says(.en))
      return MeasuringReply(said: [refused.json.text], isRefused: true)
    }
    let language = options.language
    return MeasuringReply(
      complained: complaints.prefix(200).map { "\($0.place(in: path)): \($0.says(language))" }
        + [Phrase.complaintsCount(total)(language)], isRefused: true)
  }
}
