import Documents
import Exchange
import Measurement
import Words

/// Items of an earlier calibration as they come back: the items.csv that `--out` writes, or the answer of `--json`.
package struct ItemBank: Sendable {
  let file: String
  private(set) var entries: [Entry] = []

  /// An item as it stands in the file.
  struct Entry: Sendable {
    let name: String
    /// The line of a table, or what stands before a field's name in JSON: `$.items[3].`
    let line: Int?
    let prefix: String
    let model: ItemModel.Name?
    let slope: Double
    let steps: Steps
    let guessing: Double
    /// What the categories are called in the table of answers; nil for 0, 1, …
    let points: [UInt8]?

    enum Steps: Sendable { case intercepts([Double]), thresholds([Double]) }

    func complaint(_ column: String, _ says: Phrase) -> TableComplaint { TableComplaint(line, prefix + column, says) }
  }

  /// `file`: what its complaints call it.
  package static func read(_ bytes: [UInt8], named file: String) throws(TableComplaints) -> ItemBank {
    var bank = ItemBank(file: file)
    do throws(TableComplaints) {
      let isJSON = bytes.first { !$0.isSpace } == UInt8(ascii: "{")
      if isJSON { try bank.take(json: bytes) } else { try bank.take(table: bytes) }
      try bank.checkNames()
    } catch { throw error.placed(in: file) }
    return bank
  }

  private func checkNames() throws(TableComplaints) {
    var complaints = TableComplaints()
    var known: Set<String> = []
    for entry in entries where !known.insert(entry.name).inserted {
      complaints.add(entry.complaint("id", .itemTwice(entry.name)))
    }
    if entries.isEmpty { complaints.add(TableComplaint(nil, nil, .noRows)) }
    try complaints.refuse()
  }
}

extension UInt8 {
  /// Space, tab, end of line, or the first byte of a byte order mark and those behind it.
  fileprivate var isSpace: Bool { [0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf].contains(self) }
}

extension ItemBank.Entry {
  /// The item's curves; `curve` where the file names no model.
  func item(_ curve: Item.Curve) throws(ItemFault) -> Item {
    let curve = model?.item.curve ?? curve
    var intercepts: [Double]
    switch steps {
    case .intercepts(let values): intercepts = values
    case .thresholds(let thresholds):
      intercepts = []
      for threshold in thresholds {
        intercepts.append((curve == .partialCredit ? intercepts.last ?? 0 : 0) - slope * threshold)
      }
    }
    return try Item(curve, slope: slope, intercepts: intercepts, guessing: guessing)
  }

  /// What the categories of the item are called.
  func called(_ item: Item) -> [UInt8] { points ?? Array(0..<UInt8(item.categories)) }

  /// A dichotomous item may be of any curve; one that guesses says so.
  var likelyCurve: Item.Curve { guessing > 0 ? .guessing : .partialCredit }
}

extension ItemBank {
  private mutating func take(table bytes: [UInt8]) throws(TableComplaints) {
    var sheet = try Spreadsheet.table(bytes, sheet: nil, naming: ["id", "discrimination", "difficulty", "threshold_1"])
    var complaints = TableComplaints()
    let positions = sheet.positions(&complaints)
    let thresholds = (1..<100).map { positions["threshold_\($0)"] }.prefix { $0 != nil }.compactMap(\.self)
    for field in ["id", "discrimination"] + (thresholds.isEmpty ? ["difficulty"] : []) where positions[field] == nil {
      complaints.add(TableComplaint(sheet.headerLine, field, .columnNotThere))
    }
    try complaints.refuse()
    while let record = try sheet.record() {
      if complaints.take(record, of: sheet, columns: positions.values.sorted()) { continue }
      if let entry = Self.entry(record, positions, thresholds, &complaints) { entries.append(entry) }
    }
    try complaints.refuse()
  }

  private static func entry(
    _ record: Record, _ positions: [String: Int], _ thresholds: [Int], _ complaints: inout TableComplaints
  ) -> Entry? {
    let before = complaints.total
    func text(_ field: String) -> String { positions[field].map { record[$0] } ?? "" }
    func number(_ text: String, _ field: String) -> Double? {
      if let number = Double(text.replacing(",", with: ".")), number.isFinite { return number }
      complaints.add(TableComplaint(record.line, field, .itemNumberUnreadable(text)))
      return nil
    }
    let steps = thresholds.enumerated().map { ("threshold_\($0 + 1)", record[$1]) }.filter { !$1.isEmpty }
    let given = steps.isEmpty ? [("difficulty", text("difficulty"))] : steps
    let values = given.compactMap { number($1, $0) }
    let slope = number(text("discrimination"), "discrimination")
    let guessing = text("guessing").isEmpty ? 0 : number(text("guessing"), "guessing")
    let points = text("points").split(separator: " ").map { UInt8($0) }
    if !Self.isRising(points) { complaints.add(TableComplaint(record.line, "points", .itemNumberUnreadable(text("points")))) }
    let model = ItemModel.Name(rawValue: text("model"))
    if model == nil, !text("model").isEmpty { complaints.add(TableComplaint(record.line, "model", .modelUnknown(text("model")))) }
    guard complaints.total == before, let slope, let guessing else { return nil }
    return Entry(
      name: CSVWriter.asTyped(text("id")), line: record.line, prefix: "", model: model, slope: slope, steps: .thresholds(values),
      guessing: guessing, points: points.isEmpty ? nil : points.compactMap(\.self))
  }

  /// Whether there are answers, each higher than the one before.
  private static func isRising(_ points: [UInt8?]) -> Bool {
    points.allSatisfy { $0.map { Int($0) < Responses.categoryLimit } ?? false }
      && zip(points, points.dropFirst()).allSatisfy { ($0 ?? 0) < ($1 ?? 0) }
  }

  private mutating func take(json bytes: [UInt8]) throws(TableComplaints) {
    do throws(JSONRefusal) {
      let items = try JSONInput(try JSONReader.read(bytes)).member("items")
      guard let items else { throw JSONRefusal(at: "$", reason: "the field \"items\" is missing") }
      for item in try items.array() { entries.append(try Self.entry(item)) }
    } catch { throw TableComplaints(TableComplaint(nil, error.at, Phrase(verbatim: error.reason))) }
  }

  private static func entry(_ item: JSONInput) throws(JSONRefusal) -> Entry {
    func number(_ field: String) throws(JSONRefusal) -> Double? { try item.member(field)?.number(in: -1e300...1e300) }
    func numbers(_ field: String) throws(JSONRefusal) -> [Double]? {
      guard let values = try item.member(field)?.array() else { return nil }
      var numbers: [Double] = []
      for value in values { numbers.append(try value.number(in: -1e300...1e300)) }
      return numbers
    }
    guard let name = try item.member("id")?.string() else { throw item.refused("the field \"id\" is missing") }
    guard let slope = try number("discrimination") else { throw item.refused("the field \"discrimination\" is missing") }
    let steps: Entry.Steps
    if let intercepts = try numbers("intercepts") {
      steps = .intercepts(intercepts)
    } else if let thresholds = try numbers("thresholds") {
      steps = .thresholds(thresholds)
    } else if let difficulty = try number("difficulty") {
      steps = .thresholds([difficulty])
    } else {
      throw item.refused("the field \"difficulty\" is missing")
    }
    let named = try item.member("model")
    let model = try named.flatMap { (named) throws(JSONRefusal) in
      guard let model = ItemModel.Name(rawValue: try named.string()) else { throw named.refused("no such model") }
      return model
    }
    var points: [UInt8]?
    if let given = try item.member("points") {
      points = []
      for point in try given.array() { points?.append(UInt8(try point.whole(in: 0...(Responses.categoryLimit - 1)))) }
      if !isRising(points ?? []) { throw given.refused("the points do not rise") }
    }
    return Entry(
      name: name, line: nil, prefix: item.path.text + ".", model: model, slope: slope, steps: steps,
      guessing: try number("guessing") ?? 0, points: points)
  }
}

extension CSVWriter {
  /// The cell before `harmless` put an apostrophe in front.
  static func asTyped(_ cell: String) -> String {
    let bare = String(cell.dropFirst())
    return cell.hasPrefix("'") && harmless(bare) == cell ? bare : cell
  }
}

extension Phrase {
  static func itemTwice(_ name: String) -> Phrase {
    Phrase(kk: "«\(name)» екі рет кездеседі.", ru: "«\(name)» встречается дважды.", en: "“\(name)” appears twice.")
  }
  static func itemNumberUnreadable(_ text: String) -> Phrase {
    let text = String(text.prefix(40))
    return Phrase(
      kk: "«\(text)» — сан емес не рұқсат етілген шектен тыс.", ru: "«\(text)» — не число или вне допустимых границ.",
      en: "“\(text)” is not a number, or is out of range.")
  }
  static func modelUnknown(_ text: String) -> Phrase {
    let text = String(text.prefix(40))
    return Phrase(kk: "«\(text)» деген модель жоқ.", ru: "Модели «\(text)» нет.", en: "There is no model “\(text)”.")
  }
}
