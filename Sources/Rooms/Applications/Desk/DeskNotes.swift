import Programme
import Security
import Storage
import Words

/// The notes of one application, as a list shows them: how many, and how the newest begins for those who write them.
struct DeskNotes: Sendable {
  let count: Int
  /// Nil for whoever reads notes on the application's own page only, where opening it is an entry in the log.
  let newest: String?

  static let longestBeginning = 40

  var line: String {
    guard let newest else { return String(count) }
    return "\(count) · \(newest)"
  }

  /// On one line.
  fileprivate static func beginning(_ note: String) -> String {
    var line = ""
    for word in note.prefix(400).split(whereSeparator: \.isWhitespace) {
      if line.count + word.count > longestBeginning { return "\(line.isEmpty ? String(word.prefix(longestBeginning)) : line)…" }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    return line
  }
}

extension Transaction {
  /// Of those that have any. `isOpened`: whether the newest is opened; never of somebody whose data rest.
  func notes(of rows: [(application: ID<Application>, safe: Safe?)], isOpened: Bool) throws -> [ID<Application>: DeskNotes] {
    guard !rows.isEmpty else { return [:] }
    let safes = Dictionary(rows.map { ($0.application, $0.safe) }) { first, _ in first }
    let newest: SQL =
      isOpened
      ? """
      , (SELECT note FROM application_event AS newest WHERE newest.application_id = noted.application_id AND newest.kind = 'noted'
          ORDER BY at DESC, id DESC LIMIT 1) AS note
      """ : ""
    let found = try self.rows(
      """
      SELECT application_id, n\(newest) FROM (
        SELECT application_id, count(*) AS n FROM application_event
        WHERE application_id IN (\(list: rows.map(\.application))) AND kind = 'noted' GROUP BY application_id) AS noted
      ORDER BY application_id
      """
    ) { row in
      let id: ID<Application> = try row["application_id"]
      let sealed: [UInt8]? = isOpened ? try row["note"] : nil
      let note = try sealed.flatMap { sealed in try safes[id]??.open(sealed, "application_event.note") }
      return (id, DeskNotes(count: try row["n"], newest: note.map(DeskNotes.beginning)))
    }
    return Dictionary(uniqueKeysWithValues: found)
  }
}

extension Phrase {
  static let hasNotes = Phrase(kk: "ескертпесі бар", ru: "есть пометки", en: "has notes")
}
