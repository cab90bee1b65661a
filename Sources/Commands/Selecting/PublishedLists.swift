import Documents
import Foundation
import Selection
import Words

/// The lists beside a bundle that people read, held against the outcome in it: nobody reads the bundle, everybody reads these.
struct PublishedLists {
  let folder: String
  private let outcome: [String: Line]

  /// Which lines of the outcome a list has.
  private static let lists: [(name: String, status: String?)] = [
    ("ranking.csv", nil), ("offers.csv", "offered"), ("waiting.csv", "waiting"),
  ]

  private struct Line: Hashable {
    let total: Double?
    let rank: String
    let status: String
    let place: String
  }

  static func isList(_ path: String) -> Bool { lists.contains { $0.name == URL(filePath: path).lastPathComponent } }

  /// `outcome`: as the verified bundle has it.
  init(folder: String, outcome: [UInt8]) throws {
    self.folder = folder
    self.outcome = Dictionary(try Self.lines(outcome).map { ($0.code, $0.says) }) { first, _ in first }
  }

  /// The first line of a list that is not as the outcome has it, or a list that lacks somebody.
  func difference() -> Phrase? {
    for (name, status) in Self.lists {
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
      guard let lines = try? Self.lines(Array(data)) else { return .listUnreadable(name) }
      let expected = outcome.filter { status == nil || $0.value.status == status }
      for (line, code, says) in lines where expected[code] != says { return .listDiffers(name, line, code) }
      let named = Set(lines.map(\.code))
      if named.count != lines.count || named.count != expected.count {
        let missing = expected.keys.filter { !named.contains($0) }.min() ?? ""
        return .listLacks(name, missing)
      }
    }
    return nil
  }

  private static func lines(_ bytes: [UInt8]) throws -> [(line: Int, code: String, says: Line)] {
    var sheet = try Spreadsheet.open(bytes)
    let positions = ["code", "total", "rank", "status", "place"].compactMap { sheet.columns.firstIndex(of: $0) }
    guard positions.count == 5 else { throw SheetComplaint.empty }
    var lines: [(line: Int, code: String, says: Line)] = []
    while let row = try sheet.next() {
      let code = row[positions[0]]
      lines.append(
        (
          row.line, code.hasPrefix("'") ? String(code.dropFirst()) : code,
          Line(
            total: Decimal.read(row[positions[1]]), rank: row[positions[2]], status: row[positions[3]], place: row[positions[4]])
        ))
    }
    return lines
  }
}

extension Phrase {
  static func listDiffers(_ name: String, _ line: Int, _ code: String) -> Phrase {
    Phrase(
      kk: "Жоқ: \(name), \(line)-жол (\(code)) топтамадағы нәтижеге сәйкес емес.",
      ru: "Нет: \(name), строка \(line) (\(code)) расходится с результатом в пакете.",
      en: "No: \(name), line \(line) (\(code)) is not as the outcome in the bundle.")
  }
  static func listLacks(_ name: String, _ code: String) -> Phrase {
    Phrase(
      kk: "Жоқ: \(name) толық емес не артық жолы бар: \(code).", ru: "Нет: \(name) неполон или содержит лишнее: \(code).",
      en: "No: \(name) is not complete, or has a line too many: \(code).")
  }
  static func listUnreadable(_ name: String) -> Phrase {
    Phrase(kk: "Жоқ: \(name) оқылмайды.", ru: "Нет: \(name) не читается.", en: "No: \(name) cannot be read.")
  }
}
