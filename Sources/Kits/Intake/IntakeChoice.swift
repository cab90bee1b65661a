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

  /// Where the headings may stand: below a title, a date, a name of the district.
  static let headerDepth = 30

  /// Guesses what is not said. The headings stand on the line that names most columns, the first of them where several do.
  init(_ table: KeptTable, sheet: String? = nil, header: Int? = nil, _ targets: [IntakeTarget], regions: [String]?) throws {
    var rows = try table.rows(of: sheet)
    self.sheet = rows.sheet
    var candidates: [(line: Int, columns: [String], found: Int)] = []
    var lines: [Int] = []
    while let row = try rows.next() {
      lines.append(row.line)
      guard lines.count <= Self.headerDepth else { continue }
      let columns = Self.guess(row.cells, targets)
      candidates.append((row.line, columns, columns.count { !$0.isEmpty }))
    }
    guard let first = candidates.first else { throw SheetComplaint.empty }
    let most = candidates.map(\.found).max() ?? 0
    let chosen =
      header.flatMap { line in candidates.first { $0.line == line } } ?? candidates.first { $0.found == most && most > 0 }
      ?? first
    self.header = chosen.line
    columns = chosen.columns
    total = lines.count { $0 > chosen.line }
    self.regions = regions
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

  /// Every target is given once, to the column whose heading fits best: first the same words, then the same beginning.
  static func guess(_ headings: [String], _ targets: [IntakeTarget]) -> [String] {
    var free = targets
    var columns = headings.map { _ in "" }
    for exact in [true, false] {
      for (position, heading) in headings.enumerated() where columns[position].isEmpty {
        let wanted = IntakeTarget.bare(heading)
        guard !wanted.isEmpty, wanted.count <= 100 else { continue }
        guard
          let found = free.firstIndex(where: { target in
            target.names.contains { exact ? $0 == wanted : $0.count > 3 && wanted.hasPrefix($0) }
          })
        else { continue }
        columns[position] = free[found].key
        free.remove(at: found)
      }
    }
    return columns
  }
}
