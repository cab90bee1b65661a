import Documents
import Measurement
import Words

/// Scores on one form of a test as they stand in a spreadsheet: one row a person, or one row a score with how many had it.
package struct FormScores: Sendable {
  private let file: String
  private(set) var scores: [Int] = []
  /// On the items both forms have; empty without such a column.
  private(set) var anchors: [Int] = []
  private(set) var counts: [Int] = []
  private(set) var lines: [Int] = []

  /// Names of its columns; nil: what they are usually called.
  package struct Columns: Sendable {
    package var score: String?
    package var count: String?
    package var anchor: String?

    package init() {}
  }

  private static let usual = (
    score: ["score", "total", "scale", "points", "балл", "ұпай"], count: ["count", "frequency", "n", "саны", "число"],
    anchor: ["anchor", "common"]
  )
  private static let highest = 10_000
  private static let mostPersons = 5_000_000

  /// `file`: what its complaints call it.
  package static func read(_ bytes: [UInt8], _ columns: Columns, named file: String) throws(TableComplaints) -> FormScores {
    var form = FormScores(file: file)
    do { try form.take(bytes, columns) } catch { throw error.placed(in: file) }
    return form
  }

  private init(file: String) { self.file = file }

  private mutating func take(_ bytes: [UInt8], _ columns: Columns) throws(TableComplaints) {
    let known = Self.usual.score + Self.usual.count + Self.usual.anchor
    let named = [columns.score, columns.count, columns.anchor].compactMap { $0?.lowercased() }
    var sheet = try Spreadsheet.table(bytes, sheet: nil, naming: Set(known + named))
    var complaints = TableComplaints()
    let positions = sheet.positions(&complaints)
    func find(_ name: String?, _ usual: [String]) -> Int? {
      guard let name else { return usual.compactMap { positions[$0] }.first }
      if positions[name.lowercased()] == nil { complaints.add(TableComplaint(sheet.headerLine, name, .columnNotThere)) }
      return positions[name.lowercased()]
    }
    let score = find(columns.score, Self.usual.score) ?? (sheet.columns.count == 1 ? 0 : nil)
    if score == nil, columns.score == nil { complaints.add(TableComplaint(sheet.headerLine, "score", .columnNotThere)) }
    let (count, anchor) = (find(columns.count, Self.usual.count), find(columns.anchor, Self.usual.anchor))
    try complaints.refuse()
    while let record = try sheet.record() {
      if complaints.take(record, of: sheet, columns: [score, count, anchor].compactMap(\.self)) { continue }
      func whole(_ column: Int?, _ limit: Int) -> Int? {
        guard let column else { return nil }
        let text = record[column]
        if let number = CellText.whole(text), (0...limit).contains(number) { return number }
        complaints.add(TableComplaint(record.line, sheet.columns[column], .scoreUnreadable(text, limit)))
        return nil
      }
      let (own, common) = (whole(score, Self.highest), whole(anchor, Self.highest))
      let many = count == nil ? 1 : whole(count, Self.mostPersons)
      guard let own, let many, anchor == nil || common != nil else { continue }
      scores.append(own)
      if let common { anchors.append(common) }
      counts.append(many)
      lines.append(record.line)
    }
    if scores.isEmpty { complaints.add(TableComplaint(nil, nil, .noRows)) }
    if counts.reduce(0, +) > Self.mostPersons { complaints.add(TableComplaint(nil, nil, .tooManyRows)) }
    try complaints.refuse()
  }

  /// Also of scores that nobody has.
  var highestScore: Int { scores.max() ?? 0 }
  var highestAnchor: Int { anchors.max() ?? 0 }

  func frequencies(highest: Int) throws(TableComplaints) -> ScoreFrequencies {
    try refuse(above: highest)
    var counts = [Double](repeating: 0, count: highest + 1)
    for (score, count) in zip(scores, self.counts) { counts[score] += Double(count) }
    return try TableComplaints.of { () throws(EquatingFault) in
      try ScoreFrequencies(counts)
    } says: {
      complaint($0)
    }
  }

  func anchored(highest: Int, highestAnchor: Int, isInternal: Bool) throws(TableComplaints) -> AnchoredFrequencies {
    try refuse(above: highest)
    func byPerson(_ values: [Int]) -> [Int] { zip(values, counts).flatMap { [Int](repeating: $0, count: $1) } }
    let rows = byPerson(Array(lines.indices))
    return try TableComplaints.of { () throws(EquatingFault) in
      try AnchoredFrequencies(
        totals: byPerson(scores), anchors: byPerson(anchors), highest: highest, highestAnchor: highestAnchor,
        isInternal: isInternal)
    } says: {
      if case .score(let person) = $0 {
        TableComplaint(lines[rows[person]], nil, .scoreImpossible, in: file)
      } else {
        complaint($0)
      }
    }
  }

  private func refuse(above highest: Int) throws(TableComplaints) {
    guard let row = scores.firstIndex(where: { $0 > highest }) else { return }
    throw TableComplaints(TableComplaint(lines[row], nil, .scoreUnreadable("\(scores[row])", highest), in: file))
  }

  private func complaint(_ fault: EquatingFault) -> TableComplaint { TableComplaint(nil, nil, .equatingRefused(fault), in: file) }
}
