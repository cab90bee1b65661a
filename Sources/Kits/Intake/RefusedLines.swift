import Foundation
import Programme
import Security
import Storage
import Words

/// The lines of a confirmed table that were not taken: kept for a while, sealed for whoever brought it, so that they can be put right.
enum RefusedLines {
  /// Days.
  static let term = 30

  /// As the lines of one step are kept.
  struct Kept: Codable {
    var lines: [Line]

    struct Line: Codable {
      let line: Int
      let kk: String
      let ru: String
      let en: String
      let cells: [String]
    }

    init(_ lines: [RefusedLine]) {
      self.lines = lines.map {
        Line(line: $0.line, kk: Language.kk($0.says), ru: Language.ru($0.says), en: Language.en($0.says), cells: $0.cells)
      }
    }

    var refused: [RefusedLine] {
      lines.map {
        var line = RefusedLine(line: $0.line, says: Phrase(kk: $0.kk, ru: $0.ru, en: $0.en))
        line.cells = $0.cells
        return line
      }
    }
  }

  static let job = Job(
    name: "refused lines of tables", .refusedLinesLeave, every: .seconds(3600),
    isNeeded: { house in try await house.database.read { try $0.exists(old(house)) } }
  ) { house in
    try await house.database.write { tx in
      _ = try tx.run(
        "DELETE FROM intake_refused WHERE intake_id IN (SELECT id FROM intake WHERE confirmed_at < \(limit(house)))")
    }
  }

  private static func old(_ house: House) -> SQL {
    "SELECT 1 FROM intake_refused JOIN intake ON intake.id = intake_id WHERE confirmed_at < \(limit(house)) LIMIT 1"
  }

  private static func limit(_ house: House) -> Moment { house.outside.now().adding(seconds: -term * 86_400) }
}

extension Transaction {
  func keep(_ refused: [RefusedLine], of batch: IntakeBatch, _ house: House) throws {
    guard !refused.isEmpty, let maker = batch.maker else { return }
    let text = try JSONEncoder().encode(RefusedLines.Kept(refused.sorted { $0.line < $1.line }))
    let sealed = try safe(of: maker, house.vault).seal(Array(text), "intake_refused.lines")
    try run(
      """
      INSERT INTO intake_refused (intake_id, turn, lines)
      VALUES (\(batch.id), (SELECT COALESCE(max(turn), 0) + 1 FROM intake_refused WHERE intake_id = \(batch.id)), \(sealed))
      """)
  }

  /// In their order; none once the term is over.
  func refusedLines(of batch: IntakeBatch, _ house: House) throws -> [RefusedLine] {
    guard let maker = batch.maker else { return [] }
    let safe = try safe(of: maker, house.vault)
    return try rows("SELECT lines FROM intake_refused WHERE intake_id = \(batch.id) ORDER BY turn LIMIT 10000") { row in
      let text = try safe.openBytes(try row["lines"], "intake_refused.lines")
      return try JSONDecoder().decode(RefusedLines.Kept.self, from: Data(text)).refused
    }.flatMap { $0 }
  }

  func hasRefusedLines(_ batch: ID<IntakeBatch>) throws -> Bool {
    try exists("SELECT 1 FROM intake_refused WHERE intake_id = \(batch) LIMIT 1")
  }
}

extension Phrase {
  static let refusedLinesLeave = Phrase(
    kk: "Қабылданбаған жолдарды мерзімі өткенде жою", ru: "Удаление отклонённых строк по истечении срока",
    en: "Removing refused lines when their term is over")
}
