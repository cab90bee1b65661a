import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// Which entries of the log to look at.
struct AuditFilter: Sendable {
  var act = ""
  /// A role, or a whole actor as the log has it.
  var actor = ""
  /// As typed: an id, or the code of an application.
  var subject = ""
  /// The ids that stand for it; nil when nothing was typed.
  var subjects: [String]?
  var from: Day?
  var to: Day?

  init(_ query: Fields) {
    act = query["act"] ?? ""
    actor = query["actor"] ?? ""
    subject = query["subject"] ?? ""
    from = query["from"].flatMap { Day($0) }
    to = query["to"].flatMap { Day($0) }
  }

  /// The code of an application stands for the girl and all that is hers.
  func resolved(_ house: House, in tx: Transaction) throws -> AuditFilter {
    guard !subject.isEmpty else { return self }
    var filter = self
    let people = try house.personalData.flatMap { try $0.find(tx, house, subject) }
    filter.subjects =
      try [subject] + people.map(\.text)
      + people.flatMap { person in
        try house.personalData.flatMap { try $0.subjects(tx, person) }
      }
    return filter
  }

  var condition: SQL {
    var parts: [SQL] = ["1 = 1"]
    if !act.isEmpty { parts.append("act = \(act)") }
    if let role = Role(rawValue: actor) {
      parts.append("actor LIKE \(role.rawValue + ":%")")
    } else if !actor.isEmpty {
      parts.append("actor = \(actor)")
    }
    if let subjects { parts.append("subject IN (\(list: subjects))") }
    if let from { parts.append("at >= \(from.start())") }
    if let to { parts.append("at < \(to.end())") }
    return parts.joined(" AND ")
  }

  func link(_ path: Link) -> Link {
    func given(_ text: String) -> String? { text.isEmpty ? nil : text }
    return path.with("act", given(act)).with("actor", given(actor)).with("subject", given(subject)).with("from", from?.iso)
      .with("to", to?.iso)
  }
}

extension Transaction {
  /// The newest first; `after` is the last entry of the page before.
  func audit(_ filter: AuditFilter, after: (at: Int64, lane: Int, sequence: Int64)? = nil, limit: Int) throws -> [AuditEntry] {
    var page: SQL = "1 = 1"
    if let after {
      page = """
        (at < \(after.at) OR (at = \(after.at) AND (lane > \(after.lane) OR (lane = \(after.lane) AND sequence < \(after.sequence)))))
        """
    }
    return try rows(
      """
      SELECT lane, sequence, at, actor, act, subject, details, previous, hash FROM audit
      WHERE \(filter.condition) AND \(page) ORDER BY at DESC, lane, sequence DESC LIMIT \(limit)
      """, AuditEntry.init(row:))
  }
}
