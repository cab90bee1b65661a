import Documents
import Programme
import Words

/// Who stands in a table with one row a person and one column an item; what stands in the cells, the reader knows.
struct PersonRows: Sendable {
  private(set) var persons: [String] = []
  private(set) var items: [String] = []
  /// The line of each row, for later complaints.
  private(set) var lines: [Int32] = []
  /// Number of each person's group, and the groups' names in order; empty without groups.
  private(set) var groups: [Int] = []
  private(set) var groupNames: [String] = []
  private(set) var weights: [Double]?

  private static let mostPersons = 5_000_000
  private static let mostItems = 5_000
  private static let identities: Set<String> = ["id", "code", "person", "код"]

  /// Reads all lines before it complains, so that a file is mended in one go. `take` gets each cell, row after row, with the number of its
  /// item, and says what is wrong with it.
  static func read(
    _ bytes: [UInt8], _ choice: ResponseColumns, _ take: (_ cell: String, _ item: Int) -> Phrase?
  ) throws(TableComplaints) -> PersonRows {
    let named = ([choice.identity, choice.group, choice.weight] + choice.skipped).compactMap { $0?.lowercased() }
    var sheet = try Spreadsheet.table(bytes, sheet: choice.sheet, header: choice.header, naming: identities.union(named))
    let columns = try Columns(sheet, choice)
    var rows = PersonRows()
    rows.items = columns.items.map { sheet.columns[$0] }
    if columns.weight != nil { rows.weights = [] }
    var complaints = TableComplaints()
    let used = columns.all
    var reading = Reading(columns, commaIsPoint: sheet.commaIsPoint)
    while let record = try sheet.record() {
      _ = complaints.take(record, of: sheet, columns: used)
      reading.add(record, to: &rows, sheet.columns, take, &complaints)
    }
    if rows.persons.isEmpty { complaints.add(TableComplaint(nil, nil, .noRows)) }
    try complaints.refuse()
    rows.sortGroups()
    return rows
  }

  private struct Columns {
    var identity: Int?
    var group: Int?
    var weight: Int?
    var items: [Int] = []

    var all: [Int] { [identity, group, weight].compactMap(\.self) + items }

    init(_ sheet: Spreadsheet, _ choice: ResponseColumns) throws(TableComplaints) {
      var complaints = TableComplaints()
      let positions = sheet.positions(&complaints)
      func find(_ name: String?) -> Int? {
        guard let name else { return nil }
        if let found = positions[name.lowercased()] { return found }
        complaints.add(TableComplaint(sheet.headerLine, name, .columnNotThere))
        return nil
      }
      identity = find(choice.identity)
      if choice.identity == nil, let first = sheet.columns.first, identities.contains(first.lowercased()) { identity = 0 }
      group = find(choice.group)
      weight = find(choice.weight)
      let others = Set(([identity, group, weight] + choice.skipped.map(find)).compactMap(\.self))
      items = sheet.columns.indices.filter { !others.contains($0) }
      if items.isEmpty { complaints.add(TableComplaint(sheet.headerLine, nil, .noItemColumns)) }
      if items.count > mostItems { complaints.add(TableComplaint(sheet.headerLine, nil, .tooManyItemColumns)) }
      try complaints.refuse()
    }
  }

  private struct Reading {
    let columns: Columns
    let commaIsPoint: Bool
    var known: [String: Int32] = [:]
    var groupNumbers: [String: Int] = [:]

    init(_ columns: Columns, commaIsPoint: Bool) { (self.columns, self.commaIsPoint) = (columns, commaIsPoint) }

    mutating func add(
      _ record: Record, to table: inout PersonRows, _ names: [String],
      _ take: (_ cell: String, _ item: Int) -> Phrase?, _ complaints: inout TableComplaints
    ) {
      guard table.persons.count < mostPersons else {
        if table.persons.count == mostPersons, complaints.total == 0 {
          complaints.add(TableComplaint(record.line, nil, .tooManyRows))
        }
        return
      }
      let name = columns.identity.map { record[$0] } ?? String(table.persons.count + 1)
      if let identity = columns.identity {
        if name.isEmpty { complaints.add(TableComplaint(record.line, names[identity], .nameMissing)) }
        if CellText.isTotal(name) { complaints.add(TableComplaint(record.line, names[identity], .lineOfTotals(name))) }
        if let earlier = known.updateValue(Int32(record.line), forKey: name), !name.isEmpty {
          complaints.add(TableComplaint(record.line, names[identity], .nameTwice(name, Int(earlier))))
        }
      }
      table.persons.append(name)
      table.lines.append(Int32(record.line))
      for (item, column) in columns.items.enumerated() {
        if let wrong = take(record.faults[column] == nil ? record[column] : "", item) {
          complaints.add(TableComplaint(record.line, names[column], wrong))
        }
      }
      if let group = columns.group {
        let label = CellText.isGap(record[group]) ? "" : record[group]
        if label.isEmpty { complaints.add(TableComplaint(record.line, names[group], .groupMissing)) }
        if groupNumbers[label] == nil {
          groupNumbers[label] = table.groupNames.count
          table.groupNames.append(label)
        }
        table.groups.append(groupNumbers[label] ?? 0)
      }
      if let weight = columns.weight {
        if case .value(let number) = CellText.number(record[weight], commaIsPoint: commaIsPoint), number >= 0, number < 1e9 {
          table.weights?.append(number)
        } else {
          complaints.add(TableComplaint(record.line, names[weight], .weightUnreadable(record[weight])))
          table.weights?.append(0)
        }
      }
    }
  }

  /// Groups in the order of their names, so that the order of the rows changes nothing.
  private mutating func sortGroups() {
    guard !groupNames.isEmpty else { return }
    let order = groupNames.indices.sorted { groupNames[$0] < groupNames[$1] }
    var place = [Int](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { place[old] = new }
    groups = groups.map { place[$0] }
    groupNames = order.map { groupNames[$0] }
  }
}

extension Phrase {
  static let columnNotThere = Phrase(kk: "Мұндай баған жоқ.", ru: "Такого столбца нет.", en: "There is no such column.")
  static let noItemColumns = Phrase(
    kk: "Тапсырма бағаны жоқ.", ru: "Нет столбцов с заданиями.", en: "There is no column of an item.")
  static let tooManyItemColumns = Phrase(
    kk: "Тапсырма 5000-нан көп.", ru: "Заданий больше 5000.", en: "There are more than 5,000 items.")
  static let tooManyRows = Phrase(
    kk: "Жол 5 миллионнан көп.", ru: "Строк больше 5 миллионов.", en: "There are more than 5 million rows.")
  static let noRows = Phrase(kk: "Бірде-бір жол жоқ.", ru: "Нет ни одной строки.", en: "There is no row.")
  static let nameMissing = Phrase(kk: "Код жазылмаған.", ru: "Код не указан.", en: "The id is missing.")
  static let groupMissing = Phrase(kk: "Тобы жазылмаған.", ru: "Группа не указана.", en: "The group is missing.")
  static func nameTwice(_ name: String, _ line: Int) -> Phrase {
    Phrase(
      kk: "«\(name)» \(line)-жолда да бар.", ru: "«\(name)» уже есть в строке \(line).",
      en: "“\(name)” is also on line \(line).")
  }
  static func lineOfTotals(_ text: String) -> Phrase {
    let text = String(text.prefix(40))
    return Phrase(
      kk: "«\(text)»: бұл — қорытынды жол. Оны кестеден алып тастаңыз.",
      ru: "«\(text)»: это строка итогов. Уберите её из таблицы.",
      en: "“\(text)”: this is a line of totals. Take it out of the table.")
  }
  static func weightUnreadable(_ text: String) -> Phrase {
    let text = String(text.prefix(40))
    return Phrase(
      kk: "«\(text)» — салмақ емес: теріс емес сан керек.", ru: "«\(text)» — не вес: нужно неотрицательное число.",
      en: "“\(text)” is not a weight: a number of 0 or more is needed.")
  }
}
