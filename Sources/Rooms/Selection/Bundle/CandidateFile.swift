package import Allocation
import Documents
package import Programme
package import Rules
package import Words

/// Candidates in a spreadsheet, CSV or XLSX: `code`, one column for each piece of evidence of the policy (and `NAME_error` for its
/// standard error), one for each attribute and cap.
package enum CandidateFile {
  /// One thing wrong, where it is, and what to do.
  package struct Complaint: Sendable, Equatable {
    /// As the spreadsheet counts; nil: the file as a whole.
    package let line: Int?
    package let column: String?
    package let says: Phrase
  }

  package struct Complaints: Error, Sendable {
    /// The first thousand.
    package let complaints: [Complaint]
    package let total: Int
  }

  package static let mostCandidates = 1_000_000
  private static let shown = 1_000
  private static let codeNames: Set<String> = ["code", "id", "код", "candidate"]

  /// Reads all lines before it complains, so that a file is mended in one go. `header`: the line of the headings; nil finds them.
  package static func read(
    _ bytes: [UInt8], for file: PolicyFile, sheet: String? = nil, header: Int? = nil
  ) throws(Complaints) -> Candidates {
    try opened(bytes, for: file, sheet: sheet, header: header).candidates
  }

  /// The candidates, and where in the file they were found.
  package static func opened(
    _ bytes: [UInt8], for file: PolicyFile, sheet: String? = nil, header: Int? = nil
  ) throws(Complaints) -> (candidates: Candidates, found: SheetFound) {
    var sheetFile: Spreadsheet
    let found: SheetFound
    do {
      let wanted = Set((file.policy.evidence.map(\.name) + file.columns).map { $0.lowercased() }).union(codeNames)
      sheetFile = try Spreadsheet.open(
        bytes, sheet: sheet,
        headings: header.map { .line($0) } ?? .naming { Set($0.map { $0.lowercased() }).intersection(wanted).count })
      found = try SheetFound(sheetFile, bytes)
    } catch {
      throw one(SheetComplaint(error))
    }
    var reading = Reading(try columns(sheetFile, file), file, commaIsPoint: sheetFile.commaIsPoint)
    do {
      while let record = try sheetFile.next() { reading.add(record, sheetFile.misfit(record)) }
    } catch {
      let complaint = SheetComplaint(error)
      reading.complain(complaint.line, nil, complaint.says)
    }
    return (try reading.candidates(), found)
  }

  private static func one(_ complaint: SheetComplaint) -> Complaints { one(complaint.line, nil, complaint.says) }

  private static func one(_ line: Int?, _ column: String?, _ says: Phrase) -> Complaints {
    Complaints(complaints: [Complaint(line: line, column: column, says: says)], total: 1)
  }

  /// Where each column stands; complains of all that are missing or stand twice.
  private static func columns(_ sheet: Spreadsheet, _ file: PolicyFile) throws(Complaints) -> Columns {
    var positions: [String: Int] = [:]
    var complaints: [Complaint] = []
    let names = sheet.columns.map { $0.lowercased() }
    for (position, name) in names.enumerated() where !name.isEmpty {
      if positions.updateValue(position, forKey: name) != nil {
        complaints.append(Complaint(line: sheet.headerLine, column: sheet.columns[position], says: .columnTwice))
      }
    }
    let code = names.firstIndex(where: codeNames.contains)
    if code == nil { complaints.append(Complaint(line: sheet.headerLine, column: "code", says: .columnMissing)) }
    func find(_ name: String) -> Int {
      if let found = positions[name.lowercased()] { return found }
      complaints.append(Complaint(line: sheet.headerLine, column: name, says: .columnMissing))
      return 0
    }
    let evidence = file.policy.evidence.map { (value: find($0.name), error: positions["\($0.name.lowercased())_error"]) }
    let labels = file.columns.sorted().map { ($0, find($0)) }
    guard complaints.isEmpty, let code else { throw Complaints(complaints: complaints, total: complaints.count) }
    return Columns(code: code, evidence: evidence, labels: labels, names: sheet.columns)
  }

  private struct Columns {
    let code: Int
    let evidence: [(value: Int, error: Int?)]
    let labels: [(name: String, position: Int)]
    let names: [String]

    var used: [Int] { ([code] + evidence.flatMap { [$0.value, $0.error].compactMap(\.self) } + labels.map(\.position)).sorted() }
  }

  private struct Reading {
    private let columns: Columns
    private let file: PolicyFile
    private let commaIsPoint: Bool
    private let used: [Int]
    private var codes: [String] = []
    private var lines: [String: Int] = [:]
    /// By what a code looks like.
    private var looks: [String: (code: String, line: Int)] = [:]
    private var values: [[Double]]
    private var errors: [[Double]]
    private var texts: [LabelReading]
    private var complaints: [Complaint] = []
    private var total = 0

    init(_ columns: Columns, _ file: PolicyFile, commaIsPoint: Bool) {
      self.columns = columns
      self.file = file
      self.commaIsPoint = commaIsPoint
      used = columns.used
      values = file.policy.evidence.map { _ in [] }
      errors = values
      texts = columns.labels.map { _ in LabelReading() }
    }

    mutating func complain(_ line: Int?, _ column: String?, _ says: Phrase) {
      total += 1
      if complaints.count < CandidateFile.shown { complaints.append(Complaint(line: line, column: column, says: says)) }
    }

    mutating func add(_ record: Record, _ misfit: Spreadsheet.Misfit?) {
      guard codes.count < CandidateFile.mostCandidates else {
        if codes.count == CandidateFile.mostCandidates { complain(record.line, nil, .tooManyCandidates) }
        return
      }
      if let misfit { complain(record.line, nil, misfit.says) }
      let code = record[columns.code]
      complainOfCode(record, code)
      codes.append(code)
      if !record.faults.isEmpty {
        for column in used {
          guard let fault = record.faults[column] else { continue }
          complain(record.line, columns.names[column], fault.says(in: record, column))
        }
      }
      for (position, piece) in file.policy.evidence.enumerated() {
        let place = columns.evidence[position]
        values[position].append(value(record, place.value, of: piece))
        errors[position].append(place.error.map { error(record, $0, of: piece) } ?? 0)
      }
      for (position, label) in columns.labels.enumerated() {
        let text = record[label.position]
        texts[position].add(CellText.isGap(text) ? "" : text)
      }
    }

    private mutating func complainOfCode(_ record: Record, _ code: String) {
      let raw = columns.code < record.cells.count ? record.cells[columns.code] : ""
      if code.isEmpty || code.utf8.count > 64 || raw != code || raw.unicodeScalars.contains(where: { $0.value < 32 }) {
        return complain(record.line, "code", .codeUnusable)
      }
      if CellText.isTotal(code) { return complain(record.line, "code", .lineOfTotals(code)) }
      if let earlier = lines.updateValue(record.line, forKey: code) {
        return complain(record.line, "code", .codeTwice(code, earlier))
      }
      let look = CellText.look(code)
      if let (other, line) = looks[look], other != code { complain(record.line, "code", .codesLookAlike(code, line)) }
      looks[look] = looks[look] ?? (code, record.line)
    }

    private mutating func value(_ record: Record, _ column: Int, of piece: Policy.Evidence) -> Double {
      if record.faults[column] != nil { return .nan }
      let text = record[column]
      switch CellText.number(text, commaIsPoint: commaIsPoint) {
      case .gap: return .nan
      case .twoWays: complain(record.line, piece.name, .numberTwoWays(text))
      case .unreadable: complain(record.line, piece.name, .numberUnreadable(text))
      case .percent(let percent):
        if let number = piece.scale.share(percent) { return held(number, text, piece, record.line) }
        complain(record.line, piece.name, .percentOfWhat(text))
      case .value(let number): return held(number, text, piece, record.line)
      }
      return .nan
    }

    private mutating func held(_ number: Double, _ text: String, _ piece: Policy.Evidence, _ line: Int) -> Double {
      if case .raw(let low, let high) = piece.scale, !(low...high).contains(number) {
        complain(line, piece.name, .valueOutOfRange(text, low, high))
      }
      return number
    }

    private mutating func error(_ record: Record, _ column: Int, of piece: Policy.Evidence) -> Double {
      if record.faults[column] != nil { return 0 }
      let text = record[column]
      let number: Double? =
        switch CellText.number(text, commaIsPoint: commaIsPoint) {
        case .gap: 0
        case .value(let number): number
        case .percent(let percent): piece.scale.share(percent)
        case .twoWays, .unreadable: nil
        }
      if let number, number >= 0 { return number }
      complain(record.line, "\(piece.name)_error", .errorUnreadable(text))
      return 0
    }

    mutating func candidates() throws(Complaints) -> Candidates {
      if codes.isEmpty, total == 0 { complain(nil, nil, .nobody) }
      let labels = Dictionary(uniqueKeysWithValues: zip(columns.labels.map(\.name), texts.map(\.labels)))
      var attributes: [String: [Bool]] = [:]
      for name in file.policy.attributes {
        let attribute = Attribute(name)
        guard let column = labels[attribute.column] else { continue }
        if let value = attribute.value {
          attributes[name] = column.flags(value)
        } else {
          attributes[name] = truths(column, attribute.column)
        }
      }
      guard total == 0 else { throw Complaints(complaints: complaints, total: total) }
      let evidence = Dictionary(
        uniqueKeysWithValues: file.policy.evidence.enumerated().map {
          ($1.name, Candidates.Measures(values: values[$0], errors: errors[$0]))
        })
      do {
        return try Candidates(
          codes: codes, evidence: evidence, attributes: attributes, columns: labels.filter { file.columns.contains($0.key) })
      } catch {
        throw CandidateFile.one(nil, nil, .impossibleCandidates)
      }
    }

    /// A column that says yes or no; anything else is complained of with its first line.
    private mutating func truths(_ column: Candidates.Labels, _ name: String) -> [Bool] {
      var known: [Bool?] = column.names.map(CellText.truth)
      var flags = [Bool](repeating: false, count: column.of.count)
      for (row, label) in column.of.enumerated() where label >= 0 {
        if let truth = known[Int(label)] {
          flags[row] = truth
        } else {
          complain(lines[codes[row]], name, .yesOrNo(column.names[Int(label)]))
          known[Int(label)] = false
        }
      }
      return flags
    }
  }

  /// A column of texts while it is read; each text is kept once.
  private struct LabelReading {
    private var positions: [String: Int32] = [:]
    private var names: [String] = []
    private var of: [Int32] = []

    mutating func add(_ text: String) {
      if text.isEmpty { return of.append(-1) }
      if let known = positions[text] { return of.append(known) }
      positions[text] = Int32(names.count)
      of.append(Int32(names.count))
      names.append(text)
    }

    var labels: Candidates.Labels { Candidates.Labels(names: names, of: of) }
  }
}

extension Policy.Scale {
  /// A share of a hundred as a value of the scale; nil where nobody said of what it is a share.
  func share(_ percent: Double) -> Double? {
    guard case .raw(let lowest, let highest) = self, lowest == 0 else { return nil }
    return highest == 100 ? percent : highest == 1 ? percent / 100 : nil
  }
}

extension Candidates.Labels {
  /// Who has this text.
  package func flags(_ text: String) -> [Bool] {
    let text = Invisible.dropped(from: CellText.spaced(text))
    guard let wanted = names.firstIndex(of: text) else { return [Bool](repeating: false, count: of.count) }
    return of.map { $0 == Int32(wanted) }
  }
}
