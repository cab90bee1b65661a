import Documents
import Foundation
import Words

/// How a table is read: its sheet, the line of its headings, and what each column is. Kept with the staged file as JSON.
package struct IntakeChoice: Sendable, Codable, Hashable {
  package var sheet: String
  /// The number of the line that holds the headings.
  package var header: Int
  /// A target's key for each column, or empty for "leave out".
  package var columns: [String]
  /// Lines below the headings.
  package var total: Int
  /// Regions the importer reaches; nil for all.
  package var regions: [String]?
  /// The number of the line above the headings that says whose they are; nil where there is none.
  package var groups: Int?
  /// Of a text file with `;` or tabs; nil where it was staged before this was kept.
  private var comma: Bool?
  /// Another line, or another sheet, may be meant.
  var isUnsure: Bool?
  /// What the columns are called, for the file of refused lines once the table is gone.
  var titles: [String]?

  /// Whether a comma is the decimal mark in the table.
  package var commaIsPoint: Bool { comma ?? true }

  /// Where the headings may stand: below a title, a date, a name of the district.
  static let headerDepth = Spreadsheet.headingDepth

  /// Guesses what is not said. The headings stand on the line that names most columns, the first of them where several do, with the line
  /// of groups above it where that says whose they are.
  init(
    _ table: KeptTable, sheet: String? = nil, header: Int? = nil, _ targets: [IntakeTarget], others: [IntakeOwner] = [],
    regions: [String]?
  ) throws {
    var rows = try table.rows(of: sheet)
    self.sheet = rows.sheet
    var heads: [Record] = []
    var lines: [Int] = []
    while let row = try rows.next() {
      lines.append(row.line)
      if heads.count < Self.headerDepth { heads.append(row) }
    }
    let found = heads.indices.map { Guess(heads[$0], above: $0 > 0 ? heads[$0 - 1] : nil, targets, others) }
    guard let first = found.first else { throw SheetComplaint.empty }
    let most = found.map(\.count).max() ?? 0
    let best = found.first { $0.count == most && most > 0 } ?? first
    let chosen = header.flatMap { line in found.first { $0.line == line } } ?? best
    self.header = chosen.line
    groups = chosen.groups
    columns = chosen.columns
    titles = chosen.headings.map(\.shown)
    total = lines.count { $0 > chosen.line }
    comma = table.separator.map { $0 != UInt8(ascii: ",") } ?? false
    self.regions = regions
    isUnsure = header == nil && (most < 2 || found.count { $0.count == most } > 1)
  }

  /// Of the sheets people see, the first whose headings name two columns: a title page in front names none. Where none does, the first.
  static func guessed(
    _ table: KeptTable, _ targets: [IntakeTarget], others: [IntakeOwner] = [], regions: [String]?
  ) throws -> IntakeChoice {
    let first = try IntakeChoice(table, targets, others: others, regions: regions)
    guard first.named < 2 else { return first }
    for sheet in table.sheets where sheet.rows > 0 && sheet.name != first.sheet {
      let other = try IntakeChoice(table, sheet: sheet.name, targets, others: others, regions: regions)
      if other.named >= 2 { return other }
    }
    return first
  }

  private var named: Int { columns.count { !$0.isEmpty } }

  /// What a line would be as the headings.
  private struct Guess {
    let line: Int
    var groups: Int?
    var columns: [String]
    var headings: [IntakeHeading]

    var count: Int { columns.count { !$0.isEmpty } }

    init(_ row: Record, above: Record?, _ targets: [IntakeTarget], _ others: [IntakeOwner]) {
      line = row.line
      headings = IntakeHeading.of(row, groups: nil)
      columns = IntakeChoice.guess(headings, targets, others: others)
      // A line of persons names no column, whatever stands above it.
      guard let above, count > 0 || row.titles.contains("") else { return }
      let grouped = IntakeHeading.of(row, groups: above)
      let both = IntakeChoice.guess(grouped, targets, others: others)
      let owners = targets.compactMap(\.owner)
      let saysWhose = grouped.contains { heading in
        owners.contains { $0.isNamed(in: IntakeTarget.bare(heading.group).split(separator: " ")) }
      }
      let gained = both.count { !$0.isEmpty } - count
      guard gained > 0 || (gained == 0 && saysWhose && both != columns) else { return }
      (groups, columns, headings) = (above.line, both, grouped)
    }
  }

  init(json: String) throws { self = try JSONDecoder().decode(IntakeChoice.self, from: Data(json.utf8)) }

  /// The same choice gives the same text.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// The column of a target.
  package func column(_ key: String) -> Int? { columns.firstIndex(of: key) }

  /// What the person chose; a target twice is taken the first time only.
  mutating func choose(_ chosen: (Int) -> String?, _ targets: [IntakeTarget]) {
    let known = Set(targets.map(\.key))
    var used: Set<String> = []
    columns = columns.indices.map { position in
      let key = chosen(position) ?? ""
      return known.contains(key) && used.insert(key).inserted ? key : ""
    }
  }

  /// What the person had chosen otherwise than it stood stays chosen, below another line of headings too.
  mutating func keep(_ typed: (Int) -> String?, otherThan before: [String], _ targets: [IntakeTarget]) {
    let known = Set(targets.map(\.key))
    for position in columns.indices where before.indices.contains(position) {
      guard let key = typed(position), key != before[position], key.isEmpty || known.contains(key) else { continue }
      if !key.isEmpty { for other in columns.indices where columns[other] == key { columns[other] = "" } }
      columns[position] = key
    }
  }

  /// Every target is given once, to the column whose heading fits best: first the same words, then the same beginning.
  static func guess(_ headings: [IntakeHeading], _ targets: [IntakeTarget], others: [IntakeOwner] = []) -> [String] {
    let owners = targets.compactMap(\.owner) + others
    let bare = headings.map { BareHeading($0, owners) }
    var free = targets
    var columns = headings.map { _ in "" }
    for exact in [true, false] {
      for (position, heading) in bare.enumerated() where columns[position].isEmpty {
        guard let found = free.firstIndex(where: { $0.isCalled(heading, exactly: exact) }) else { continue }
        columns[position] = free[found].key
        free.remove(at: found)
      }
    }
    return columns
  }
}
