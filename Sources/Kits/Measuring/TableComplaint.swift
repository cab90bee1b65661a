import Documents
import Programme
package import Words

/// One thing wrong in a table somebody brings, and where.
package struct TableComplaint: Sendable {
  /// Another file than the table the command is about.
  package var file: String?
  /// As the spreadsheet counts; nil: the file as a whole.
  package let line: Int?
  package let column: String?
  package let says: Phrase

  package init(_ line: Int? = nil, _ column: String? = nil, _ says: Phrase, in file: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.says = says
  }

  /// `answers.csv:12 [Item 3]`
  package func place(in path: String) -> String {
    "\(file ?? path)\(line.map { ":\($0)" } ?? "")\(column.map { " [\($0)]" } ?? "")"
  }
}

/// All that is wrong with a table, at most the first thousand and the first of every column beyond them.
package struct TableComplaints: Error, Sendable {
  package private(set) var complaints: [TableComplaint] = []
  package private(set) var total = 0

  private static let kept = 1_000
  private static let keptColumns = 5_000
  private var columns: Set<String> = []

  package init() {}

  package init(_ only: TableComplaint) { add(only) }

  package mutating func add(_ complaint: TableComplaint) {
    total += 1
    let isNews = columns.count < Self.keptColumns && complaint.column.map { columns.insert($0).inserted } ?? false
    if isNews || complaints.count < Self.kept { complaints.append(complaint) }
  }

  package func refuse() throws(TableComplaints) {
    if total > 0 { throw self }
  }

  /// What the work gives, or its refusal as a complaint.
  static func of<Made, Refusal: Error>(
    _ work: () throws(Refusal) -> Made, says: (Refusal) -> TableComplaint
  ) throws(TableComplaints) -> Made {
    do { return try work() } catch { throw TableComplaints(says(error)) }
  }

  /// All that is wrong in another file than the table the command is about.
  package func placed(in file: String) -> TableComplaints {
    var placed = self
    for at in placed.complaints.indices where placed.complaints[at].file == nil { placed.complaints[at].file = file }
    return placed
  }
}

extension Spreadsheet {
  /// An item each, and what stands beside them.
  private static let mostColumns = 5_100

  /// Opens what somebody brought; complains of what cannot be read. Its headings stand on the line chosen, on the one that has most of the
  /// names, or on the first.
  static func table(
    _ bytes: [UInt8], sheet: String?, header: Int? = nil, naming names: Set<String> = []
  ) throws(TableComplaints) -> Spreadsheet {
    var limits = SheetLimits()
    limits.columns = mostColumns
    do {
      return try open(
        bytes, sheet: sheet,
        headings: header.map { .line($0) } ?? .naming { Set($0.map { $0.lowercased() }).intersection(names).count },
        limits: limits)
    } catch { throw TableComplaints(TableComplaint(error)) }
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

extension TableComplaints {
  /// What the cells of a row may not be used for: a cell that holds no value, a row that lost its order. True where there is any.
  mutating func take(_ record: Record, of sheet: Spreadsheet, columns used: some Sequence<Int>) -> Bool {
    let before = total
    if let misfit = sheet.misfit(record) { add(TableComplaint(record.line, nil, misfit.says)) }
    guard !record.faults.isEmpty else { return total > before }
    for column in used {
      guard let fault = record.faults[column] else { continue }
      let name = sheet.columns.indices.contains(column) ? sheet.columns[column] : ""
      add(TableComplaint(record.line, name, fault.says(in: record, column)))
    }
    return total > before
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
