import Documents
import Programme
import Security
import Storage
import Words

extension FactsFile.Statement {
  /// Of what it says: another text has to be confirmed anew.
  var mark: [UInt8] {
    let texts = ([title] + says).flatMap { [$0.kk, $0.ru, $0.en] } + [standing.source, standing.from.iso, standing.until.iso]
    return digest(Array(texts.joined(separator: "\u{1f}").utf8))
  }

  /// Whether it holds in a year without anybody's word of the house: within its term, and read since 1 February of that year.
  func isFresh(in year: Int, on day: Day) -> Bool {
    guard let february = Day(year: year, month: 2, day: 1) else { return false }
    return day <= standing.until && standing.checkedOn >= february
  }
}

/// Which statements stand confirmed in a year.
struct FactStanding: Sendable {
  let year: Int
  fileprivate let confirmed: [String: Moment]

  /// When somebody of the house confirmed it; nil where nobody has.
  func confirmedAt(_ key: String) -> Moment? { confirmed[key] }
}

extension Transaction {
  /// What was confirmed for a year, of what the file says today.
  func factStanding(_ year: Int, _ file: FactsFile) throws -> FactStanding {
    let marks = Dictionary(uniqueKeysWithValues: file.statements.map { ($0.key, $0.mark) })
    var confirmed: [String: Moment] = [:]
    try each("SELECT key, mark, confirmed_at FROM grants_fact WHERE year = \(year) ORDER BY key, confirmed_at") { row in
      let (key, mark): (String, [UInt8]) = (try row["key"], try row["mark"])
      if marks[key] == mark { confirmed[key] = try row["confirmed_at"] as Moment }
    }
    return FactStanding(year: year, confirmed: confirmed)
  }

  func confirm(_ statement: FactsFile.Statement, in year: Int, by permit: Permit<EditOffers>, _ house: House) throws {
    let added = try run(
      """
      INSERT INTO grants_fact (key, year, mark, confirmed_by, confirmed_at)
      VALUES (\(statement.key), \(year), \(statement.mark), \(permit.actor.person), \(house.outside.now())) ON CONFLICT DO NOTHING
      """)
    if added > 0 { try record(.grantFactConfirmed, statement.key, String(year), by: permit, house) }
  }

  /// How many statements somebody has to look at.
  func factsDue(_ file: FactsFile, on day: Day) throws -> Int {
    file.due(try factStanding(try yearOfFacts(on: day), file), on: day).count
  }

  /// The year for which statements are asked to hold: that of the round whose girls leave next, else this one.
  func yearOfFacts(on day: Day) throws -> Int {
    try rounds().filter { $0.number == 1 && ($0.days(.outcomes)?.last ?? day) >= day }.map(\.leavingYear).min() ?? day.year
  }
}

extension FactsFile {
  /// Whether a statement holds this year: somebody confirmed it here, or the file was read anew. Past its term it does not.
  func holds(_ statement: Statement, _ standing: FactStanding, on day: Day) -> Bool {
    day <= statement.standing.until
      && (standing.confirmedAt(statement.key) != nil || statement.isFresh(in: standing.year, on: day))
  }

  /// What somebody has to look at. Before 1 February nothing can be confirmed for the year, so nothing is due.
  func due(_ standing: FactStanding, on day: Day) -> [Statement] {
    Self.isAsked(in: standing.year, on: day) ? statements.filter { !holds($0, standing, on: day) } : []
  }

  /// From 1 February of its year on a statement can be confirmed for it.
  static func isAsked(in year: Int, on day: Day) -> Bool { Day(year: year, month: 2, day: 1).map { $0 <= day } ?? false }
}
