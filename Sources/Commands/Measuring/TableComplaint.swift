import ArgumentParser
import Documents
import Programme
import Words

/// One thing wrong in a table somebody brings, and where.
struct TableComplaint: Sendable {
  /// As the spreadsheet counts; nil: the file as a whole.
  let line: Int?
  let column: String?
  let says: Phrase

  init(_ line: Int? = nil, _ column: String? = nil, _ says: Phrase) {
    self.line = line
    self.column = column
    self.says = says
  }

  /// `answers.csv:12 [Item 3]`
  func place(in path: String) -> String { "\(path)\(line.map { ":\($0)" } ?? "")\(column.map { " [\($0)]" } ?? "")" }
}

/// All that is wrong with a table, at most the first thousand.
struct TableComplaints: Error, Sendable {
  private(set) var complaints: [TableComplaint] = []
  private(set) var total = 0

  private static let kept = 1_000

  init() {}

  init(_ only: TableComplaint) { add(only) }

  mutating func add(_ complaint: TableComplaint) {
    total += 1
    if complaints.count < Self.kept { complaints.append(complaint) }
  }

  func refuse() throws(TableComplaints) {
    if total > 0 { throw self }
  }

  /// Says it: as one JSON object with the first place, or line by line in the reader's language. Then the status of a refusal.
  func tell(in path: String, asJSON: Bool, _ language: Language) -> ExitCode {
    if asJSON {
      let first = complaints.first ?? TableComplaint(nil, nil, Phrase(verbatim: "refused"))
      Terminal.say(Refused(at: first.place(in: path), reason: first.says(.en)).json.text)
    } else {
      for complaint in complaints.prefix(200) { Terminal.complain("\(complaint.place(in: path)): \(complaint.says(language))") }
      Terminal.complain(Phrase.complaintsCount(total)(language))
    }
    return ExitCode(2)
  }
}

extension Spreadsheet {
  /// Opens what somebody brought; complains of what cannot be read.
  static func table(_ bytes: [UInt8], sheet: String?) throws(TableComplaints) -> Spreadsheet {
    do { return try open(bytes, sheet: sheet) } catch { throw TableComplaints(TableComplaint(error)) }
  }

  /// The next row that says anything.
  mutating func record() throws(TableComplaints) -> Record? {
    do { return try next() } catch { throw TableComplaints(TableComplaint(error)) }
  }

  /// Where each column stands, by its name in small letters. Complains of names that stand twice and of columns without a name.
  func positions(_ complaints: inout TableComplaints) -> [String: Int] {
    var positions: [String: Int] = [:]
    for (position, name) in columns.enumerated() {
      if name.isEmpty {
        complaints.add(TableComplaint(headerLine, "\(position + 1)", .columnWithoutName))
      } else if positions.updateValue(position, forKey: name.lowercased()) != nil {
        complaints.add(TableComplaint(headerLine, name, .columnStandsTwice))
      }
    }
    return positions
  }
}

extension TableComplaint {
  fileprivate init(_ error: any Error) {
    let complaint = SheetComplaint(error)
    self.init(complaint.line, nil, complaint.says)
  }
}

extension Phrase {
  static let columnWithoutName = Phrase(kk: "Бағанның аты жоқ.", ru: "У столбца нет названия.", en: "The column has no name.")
  static let columnStandsTwice = Phrase(
    kk: "Мұндай аты бар баған екеу.", ru: "Столбец с таким названием уже есть.", en: "There is another column of this name.")
}
