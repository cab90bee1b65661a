import ArgumentParser
import Documents
import Exchange
import Measurement
import Words

/// Which columns of a table of answers are what.
struct ResponseColumns: ParsableArguments {
  @Option(name: .customLong("id"), help: "Column that names the persons; \"id\" or \"code\" if the first column is called so.")
  var identity: String?

  @Option(name: .customLong("group"), help: "Column with the group of a person.")
  var group: String?

  @Option(name: .customLong("weight"), help: "Column that says how many persons like this a row stands for.")
  var weight: String?

  @Option(name: .customLong("skip"), parsing: .singleValue, help: "Column that is no item; may be repeated.")
  var skipped: [String] = []

  @Option(help: "Sheet of a workbook; the first one by default.")
  var sheet: String?
}

/// Answers as they stand in a spreadsheet: one row a person, one column an item, an empty cell or NA where nothing was answered.
struct ResponseTable: Sendable {
  var persons: [String] = []
  var items: [String] = []
  /// Row after row, as typed; 255 for none.
  var answers: [UInt8] = []
  /// The line of each row, for later complaints.
  var lines: [Int32] = []
  /// Number of each person's group, and the groups' names in order; empty without groups.
  var groups: [Int] = []
  var groupNames: [String] = []
  var weights: [Double]?
  /// The lowest and the highest answer to each item, as typed; nil where nobody answered.
  private(set) var range: [ClosedRange<UInt8>?] = []

  static let mostPersons = 5_000_000
  static let mostItems = 2_000
  private static let identities: Set<String> = ["id", "code", "person", "код"]

  /// Reads all lines before it complains, so that a file is mended in one go.
  static func read(_ bytes: [UInt8], _ choice: ResponseColumns) throws(TableComplaints) -> ResponseTable {
    var sheet = try Spreadsheet.table(bytes, sheet: choice.sheet)
    let columns = try Columns(sheet, choice)
    var table = ResponseTable()
    table.items = columns.items.map { sheet.columns[$0] }
    if columns.weight != nil { table.weights = [] }
    var complaints = TableComplaints()
    var reading = Reading(columns)
    while let record = try sheet.record() { reading.add(record, to: &table, sheet.columns, &complaints) }
    if table.persons.isEmpty { complaints.add(TableComplaint(nil, nil, .noRows)) }
    try complaints.refuse()
    table.sortGroups()
    table.findRange()
    return table
  }

  private struct Columns {
    var identity: Int?
    var group: Int?
    var weight: Int?
    var items: [Int] = []

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
    var known: [String: Int32] = [:]
    var groupNumbers: [String: Int] = [:]

    init(_ columns: Columns) { self.columns = columns }

    mutating func add(
      _ record: Record, to table: inout ResponseTable, _ names: [String], _ complaints: inout TableComplaints
    ) {
      guard table.persons.count < mostPersons else {
        if table.persons.count == mostPersons, complaints.total == 0 {
          complaints.add(TableComplaint(record.line, nil, .tooManyRows))
        }
        return
      }
      if record.cells.count > names.count {
        complaints.add(TableComplaint(record.line, nil, .rowTooLong(record.cells.count, names.count)))
      }
      let name = columns.identity.map { record[$0].trimmed } ?? String(table.persons.count + 1)
      if let identity = columns.identity {
        if name.isEmpty { complaints.add(TableComplaint(record.line, names[identity], .nameMissing)) }
        if let earlier = known.updateValue(Int32(record.line), forKey: name), !name.isEmpty {
          complaints.add(TableComplaint(record.line, names[identity], .nameTwice(name, Int(earlier))))
        }
      }
      table.persons.append(name)
      table.lines.append(Int32(record.line))
      for column in columns.items {
        guard let answer = Self.answer(record[column]) else {
          complaints.add(TableComplaint(record.line, names[column], .answerUnreadable(record[column])))
          table.answers.append(Responses.missing)
          continue
        }
        table.answers.append(answer)
      }
      if let group = columns.group {
        let label = record[group].trimmed
        if label.isEmpty { complaints.add(TableComplaint(record.line, names[group], .groupMissing)) }
        if groupNumbers[label] == nil {
          groupNumbers[label] = table.groupNames.count
          table.groupNames.append(label)
        }
        table.groups.append(groupNumbers[label] ?? 0)
      }
      if let weight = columns.weight {
        let number = Double(record[weight].trimmed.replacing(",", with: "."))
        if let number, number >= 0, number < 1e9 {
          table.weights?.append(number)
        } else {
          complaints.add(TableComplaint(record.line, names[weight], .weightUnreadable(record[weight])))
          table.weights?.append(0)
        }
      }
    }

    /// 0 to 99, or none; nil for anything else.
    private static func answer(_ cell: String) -> UInt8? {
      let text = cell.utf8
      switch text.count {
      case 0: return Responses.missing
      case 1:
        let digit = text[text.startIndex]
        return (0x30...0x39).contains(digit) ? digit - 0x30 : digit == 0x20 ? Responses.missing : nil
      default:
        let bare = cell.trimmed
        if bare.isEmpty || bare == "NA" || bare == "na" { return Responses.missing }
        return UInt8(bare).flatMap { Int($0) < Responses.categoryLimit ? $0 : nil }
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

extension ResponseTable {
  /// What the lowest answer to each item is called: that of an anchor, 0 under a dichotomous model, else the lowest there is.
  func lowest(_ models: [ItemModel], _ anchors: Anchors = Anchors()) -> [UInt8] {
    models.enumerated().map { item, model in
      anchors.lowest[item] ?? (model.isDichotomous ? 0 : range[item]?.lowerBound ?? 0)
    }
  }

  /// The answers as the models count them: from 0, the lowest of each item moved there; what is not 0 or 1 under a dichotomous model is
  /// complained of with its line.
  func responses(_ models: [ItemModel], lowest: [UInt8]) throws(TableComplaints) -> Responses {
    var complaints = TableComplaints()
    for (item, model) in models.enumerated() where model.isDichotomous && (range[item]?.upperBound ?? 0) > 1 {
      guard let row = persons.indices.first(where: { (2..<Responses.missing).contains(answers[$0 * items.count + item]) }) else {
        continue
      }
      complaints.add(TableComplaint(Int(lines[row]), items[item], .notDichotomous(Int(answers[row * items.count + item]))))
    }
    try complaints.refuse()
    var bytes = answers
    if lowest.contains(where: { $0 > 0 }) {
      for at in bytes.indices where bytes[at] != Responses.missing { bytes[at] -= lowest[at % items.count] }
    }
    return try TableComplaints.of { () throws(ResponsesFault) in
      try Responses(
        bytes: bytes, persons: persons.count, items: items.count, weights: weights, groups: groups.isEmpty ? nil : groups)
    } says: {
      complaint($0)
    }
  }

  private mutating func findRange() {
    range = [ClosedRange<UInt8>?](repeating: nil, count: items.count)
    var low = [UInt8](repeating: Responses.missing, count: items.count)
    var high = [UInt8](repeating: 0, count: items.count)
    var item = 0
    for answer in answers {
      if answer != Responses.missing {
        low[item] = min(low[item], answer)
        high[item] = max(high[item], answer)
      }
      item = item + 1 == items.count ? 0 : item + 1
    }
    for item in items.indices where low[item] != Responses.missing { range[item] = low[item]...high[item] }
  }
}

extension Phrase {
  static let columnNotThere = Phrase(kk: "Мұндай баған жоқ.", ru: "Такого столбца нет.", en: "There is no such column.")
  static let noItemColumns = Phrase(
    kk: "Тапсырма бағаны жоқ.", ru: "Нет столбцов с заданиями.", en: "There is no column of an item.")
  static let tooManyItemColumns = Phrase(
    kk: "Тапсырма 2000-нан көп.", ru: "Заданий больше 2000.", en: "There are more than 2,000 items.")
  static let tooManyRows = Phrase(
    kk: "Жол 5 миллионнан көп.", ru: "Строк больше 5 миллионов.", en: "There are more than 5 million rows.")
  static let noRows = Phrase(kk: "Бірде-бір жол жоқ.", ru: "Нет ни одной строки.", en: "There is no row.")
  static let nameMissing = Phrase(kk: "Код жазылмаған.", ru: "Код не указан.", en: "The id is missing.")
  static let groupMissing = Phrase(kk: "Тобы жазылмаған.", ru: "Группа не указана.", en: "The group is missing.")
  static func nameTwice(_ name: String, _ line: Int) -> Phrase {
    Phrase(
      kk: "«\(name)» \(line)-жолда да бар.", ru: "«\(name)» уже есть в строке \(line).",
      en: "“\(name)” stands in line \(line) too.")
  }
  static func rowTooLong(_ given: Int, _ expected: Int) -> Phrase {
    Phrase(
      kk: "Жолда \(given) ұяшық бар, ал баған \(expected).", ru: "В строке ячеек \(given), а столбцов \(expected).",
      en: "The row has \(given) cells, but there are \(expected) columns.")
  }
  static func answerUnreadable(_ text: String) -> Phrase {
    let text = String(text.prefix(40))
    return Phrase(
      kk:
        "«\(text)» — жауап емес: 0-ден басталатын бүтін сан керек, жауап болмаса бос қалады. Тапсырма емес бағанды --skip атайды.",
      ru:
        "«\(text)» — не ответ: нужно целое число от 0, без ответа клетка пуста. Столбец, который не задание, называют в --skip.",
      en: "“\(text)” is no answer: whole numbers from 0, empty where there is none. --skip names a column that is no item.")
  }
  static func weightUnreadable(_ text: String) -> Phrase {
    let text = String(text.prefix(40))
    return Phrase(
      kk: "«\(text)» — салмақ емес: теріс емес сан керек.", ru: "«\(text)» — не вес: нужно неотрицательное число.",
      en: "“\(text)” is no weight: a number not below 0.")
  }
  static func notDichotomous(_ answer: Int) -> Phrase {
    Phrase(
      kk: "Бұл модельге жауап 0 не 1 болуы керек, ал мұнда \(answer) бар. Бірнеше ұпайлы тапсырмаға grm, gpcm не pcm керек.",
      ru: "Эта модель знает только 0 и 1, а здесь \(answer). Для заданий с несколькими баллами есть grm, gpcm и pcm.",
      en: "This model knows 0 and 1 only, and here is \(answer). For items with several points there are grm, gpcm and pcm.")
  }
}
