package import Allocation
import Documents
import Programme
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

  /// Reads all lines before it complains, so that a file is mended in one go.
  package static func read(_ bytes: [UInt8], for file: PolicyFile, sheet: String? = nil) throws(Complaints) -> Candidates {
    var sheetFile: Spreadsheet
    do {
      sheetFile = try Spreadsheet.open(bytes, sheet: sheet)
    } catch {
      throw one(SheetComplaint(error))
    }
    var reading = Reading(try columns(sheetFile, file), file)
    do {
      while let record = try sheetFile.next() { reading.add(record) }
    } catch {
      let complaint = SheetComplaint(error)
      reading.complain(complaint.line, nil, complaint.says)
    }
    return try reading.candidates()
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
    return Columns(code: code, evidence: evidence, labels: labels)
  }

  private struct Columns {
    let code: Int
    let evidence: [(value: Int, error: Int?)]
    let labels: [(name: String, position: Int)]
  }

  private struct Reading {
    private let columns: Columns
    private let file: PolicyFile
    private var codes: [String] = []
    private var lines: [String: Int] = [:]
    private var values: [[Double]]
    private var errors: [[Double]]
    private var texts: [LabelReading]
    private var complaints: [Complaint] = []
    private var total = 0

    init(_ columns: Columns, _ file: PolicyFile) {
      self.columns = columns
      self.file = file
      values = file.policy.evidence.map { _ in [] }
      errors = values
      texts = columns.labels.map { _ in LabelReading() }
    }

    mutating func complain(_ line: Int?, _ column: String?, _ says: Phrase) {
      total += 1
      if complaints.count < CandidateFile.shown { complaints.append(Complaint(line: line, column: column, says: says)) }
    }

    mutating func add(_ record: Record) {
      guard codes.count < CandidateFile.mostCandidates else {
        if codes.count == CandidateFile.mostCandidates { complain(record.line, nil, .tooManyCandidates) }
        return
      }
      let code = record[columns.code].trimmedOfSpaces
      if code.isEmpty || code.utf8.count > 64 || code.unicodeScalars.contains(where: { $0.value < 32 }) {
        complain(record.line, "code", .codeUnusable)
      } else if let earlier = lines.updateValue(record.line, forKey: code) {
        complain(record.line, "code", .codeTwice(code, earlier))
      }
      codes.append(code)
      for (position, piece) in file.policy.evidence.enumerated() {
        let place = columns.evidence[position]
        values[position].append(value(record[place.value], of: piece, record.line))
        errors[position].append(place.error.map { error(record[$0], piece.name, record.line) } ?? 0)
      }
      for (position, label) in columns.labels.enumerated() { texts[position].add(record[label.position]) }
    }

    private mutating func value(_ text: String, of piece: Policy.Evidence, _ line: Int) -> Double {
      if text.isEmpty { return .nan }
      guard let number = Decimal.read(text) else {
        if !text.trimmedOfSpaces.isEmpty { complain(line, piece.name, .numberUnreadable(text)) }
        return .nan
      }
      if case .raw(let low, let high) = piece.scale, !(low...high).contains(number) {
        complain(line, piece.name, .valueOutOfRange(text, low, high))
      }
      return number
    }

    private mutating func error(_ text: String, _ name: String, _ line: Int) -> Double {
      if text.isEmpty { return 0 }
      guard let number = Decimal.read(text), number >= 0 else {
        complain(line, "\(name)_error", .errorUnreadable(text))
        return 0
      }
      return number
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
      var known: [Bool?] = column.names.map(Truth.read)
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

/// Yes and no as spreadsheets of three languages say them.
enum Truth {
  static func read(_ text: String) -> Bool? {
    switch text.trimmedOfSpaces.lowercased() {
    case "yes", "true", "1", "иә", "да", "ия": true
    case "no", "false", "0", "жоқ", "нет": false
    default: nil
    }
  }
}

extension Candidates.Labels {
  /// Who has this text.
  package func flags(_ text: String) -> [Bool] {
    guard let wanted = names.firstIndex(of: text) else { return [Bool](repeating: false, count: of.count) }
    return of.map { $0 == Int32(wanted) }
  }
}

extension String {
  var trimmedOfSpaces: String {
    let letters = drop(while: \.isWhitespace)
    guard let last = letters.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(letters[...last])
  }
}
