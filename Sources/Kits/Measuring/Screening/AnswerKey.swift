import Documents
import Words

/// Which option of each item is right, from a table with the columns item and key.
package struct AnswerKey: Sendable {
  let file: String
  private(set) var options: [String: String] = [:]
  private var lines: [String: Int] = [:]

  /// `file`: what its complaints call it.
  package static func read(_ bytes: [UInt8], named file: String) throws(TableComplaints) -> AnswerKey {
    var key = AnswerKey(file: file)
    do { try key.take(bytes) } catch { throw error.placed(in: file) }
    return key
  }

  private init(file: String) { self.file = file }

  private mutating func take(_ bytes: [UInt8]) throws(TableComplaints) {
    var sheet = try Spreadsheet.table(bytes, sheet: nil, naming: ["item", "key"])
    var complaints = TableComplaints()
    let positions = sheet.positions(&complaints)
    for field in ["item", "key"] where positions[field] == nil {
      complaints.add(TableComplaint(sheet.headerLine, field, .columnNotThere))
    }
    try complaints.refuse()
    let used = ["item", "key"].compactMap { positions[$0] }
    while let record = try sheet.record() {
      if complaints.take(record, of: sheet, columns: used) { continue }
      let item = record[positions["item"] ?? 0]
      let option = record[positions["key"] ?? 0].option
      if option.isEmpty { complaints.add(TableComplaint(record.line, "key", .nameMissing)) }
      if options.updateValue(option, forKey: item) != nil {
        complaints.add(TableComplaint(record.line, "item", .itemTwice(item)))
      }
      lines[item] = record.line
    }
    try complaints.refuse()
  }

  /// The right option of each item of a table. Complains of items without a key, and of keys without an item.
  func right(of items: [String]) throws(TableComplaints) -> [String] {
    var complaints = TableComplaints()
    for item in items where options[item] == nil { complaints.add(TableComplaint(nil, item, .keyMissing)) }
    for item in options.keys.sorted() where !items.contains(item) {
      complaints.add(TableComplaint(lines[item], "item", .anchorNotThere(item), in: file))
    }
    try complaints.refuse()
    return items.map { options[$0] ?? "" }
  }
}

extension String {
  /// An option as it is compared: A and a are the same, and the А of a Cyrillic keyboard; empty where nothing was chosen.
  var option: String { CellText.isGap(self) ? "" : CellText.look(uppercased()) }
}

extension Phrase {
  static let keyMissing = Phrase(
    kk: "Бұл тапсырманың кілті жоқ.", ru: "Для этого задания нет ключа.", en: "This item has no key.")
}
