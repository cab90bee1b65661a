import Documents
import Measurement
import Words

/// Ratings as they stand in a spreadsheet: one row a rating with the columns candidate, rater, criterion, rating and perhaps task; or, where there
/// is no column of ratings, one row a work a rater read, and a column of ratings for each criterion.
package struct RatingTable: Sendable {
  /// What a rating is: a whole number, any number, or the name of a category.
  package enum Scale: Sendable { case whole, numbers, names }

  private(set) var candidates = Names()
  private(set) var raters = Names()
  private(set) var criteria = Names()
  private(set) var tasks = Names()
  /// Of candidates, where a column says them.
  private(set) var groups = Names()
  /// The group of each candidate, with the line that says it first; empty without groups.
  private(set) var group: [(number: Int32, line: Int)] = []
  /// Names of ratings, where they are names.
  private(set) var categories = Names()
  private(set) var candidate: [Int32] = []
  private(set) var rater: [Int32] = []
  private(set) var criterion: [Int32] = []
  private(set) var task: [Int32] = []
  /// What was given, or the number of its name.
  private(set) var score: [Double] = []
  /// The line of each row, for later complaints.
  private(set) var lines: [Int32] = []

  /// Names in the order they first come.
  struct Names: Sendable {
    private(set) var list: [String] = []
    private var numbers: [String: Int32] = [:]

    mutating func number(_ name: String) -> Int32 {
      if let known = numbers[name] { return known }
      let number = Int32(list.count)
      numbers[name] = number
      list.append(name)
      return number
    }

    subscript(_ number: Int) -> String { list[number] }
  }

  private static let mostRatings = 50_000_000
  private static let names: [(field: String, also: Set<String>)] = [
    ("candidate", ["candidate", "examinee", "idstud", "code", "қатысушы", "участница", "участник", "человек"]),
    ("rater", ["rater", "judge", "бағалаушы", "эксперт"]),
    ("criterion", ["criterion", "trait", "өлшем", "критерий"]), ("rating", ["rating", "score", "баға", "оценка"]),
  ]

  /// Reads all lines before it complains, so that a file is mended in one go.
  package static func read(
    _ bytes: [UInt8], sheet name: String?, header: Int? = nil, _ scale: Scale = .whole, needsCriterion: Bool = true,
    group: String? = nil
  ) throws(TableComplaints) -> RatingTable {
    let known = names.reduce(into: Set(["task"] + [group?.lowercased()].compactMap(\.self))) { $0.formUnion($1.also) }
    var sheet = try Spreadsheet.table(bytes, sheet: name, header: header, naming: known)
    var table = RatingTable()
    let columns = try Columns(sheet, needsCriterion: needsCriterion, group: group, &table.criteria)
    var complaints = TableComplaints()
    let used = columns.names.map(\.column) + columns.ratings.map(\.column)
    while let record = try sheet.record() {
      if !complaints.take(record, of: sheet, columns: used) {
        table.add(record, columns, scale, commaIsPoint: sheet.commaIsPoint, &complaints)
      }
    }
    if table.score.isEmpty, complaints.total == 0 { complaints.add(TableComplaint(nil, nil, .noRows)) }
    try complaints.refuse()
    return table
  }

  /// Which columns are what.
  private struct Columns {
    /// Candidate, rater and, where a cell says it, criterion: with the names they are complained of by.
    var names: [(field: String, column: Int)] = []
    var task: Int?
    var group: (name: String, column: Int)?
    /// With the criterion where the column is one.
    var ratings: [(column: Int, name: String, criterion: Int32?)] = []

    init(
      _ sheet: Spreadsheet, needsCriterion: Bool, group wanted: String?, _ criteria: inout Names
    ) throws(TableComplaints) {
      var complaints = TableComplaints()
      let positions = sheet.positions(&complaints)
      var missing: [String] = []
      var rating: Int?
      for (field, also) in RatingTable.names {
        switch positions[field] ?? also.compactMap({ positions[$0] }).min() {
        case let found? where field == "rating": rating = found
        case let found?: names.append((field, found))
        case nil: missing.append(field)
        }
      }
      task = positions["task"]
      if let wanted {
        if let found = positions[wanted.lowercased()] {
          group = (wanted, found)
        } else {
          complaints.add(TableComplaint(sheet.headerLine, wanted, .columnNotThere))
        }
      }
      if let rating { ratings = [(rating, "rating", nil)] }
      let others = sheet.columns.indices.filter { column in
        column != task && column != group?.column && !names.contains { $0.column == column }
      }
      if missing == ["criterion", "rating"], !others.isEmpty {
        ratings = others.map { ($0, sheet.columns[$0], criteria.number(sheet.columns[$0])) }
        missing = []
      }
      for field in missing where needsCriterion || field != "criterion" {
        complaints.add(TableComplaint(sheet.headerLine, field, .columnNotThere))
      }
      try complaints.refuse()
    }
  }

  private mutating func add(
    _ record: Record, _ columns: Columns, _ scale: Scale, commaIsPoint: Bool, _ complaints: inout TableComplaints
  ) {
    let names = columns.names.map { record[$0.column] }
    for (name, column) in zip(names, columns.names) where name.isEmpty {
      return complaints.add(TableComplaint(record.line, column.field, .nameMissing))
    }
    for (column, name, own) in columns.ratings {
      let text = record[column]
      // No rating was given: the cell says nothing.
      if CellText.isGap(text) { continue }
      guard let given = value(text, scale, commaIsPoint) else {
        complaints.add(
          TableComplaint(record.line, name, scale == .whole ? .ratingUnreadable(text) : .itemNumberUnreadable(text)))
        continue
      }
      guard score.count < Self.mostRatings else {
        if score.count == Self.mostRatings { complaints.add(TableComplaint(record.line, nil, .tooManyRatings)) }
        return
      }
      let candidate = candidates.number(names[0])
      if let group = columns.group, !note(record[group.column], of: candidate, record.line) {
        return complaints.add(
          TableComplaint(record.line, group.name, groupComplaint(record[group.column], candidate)))
      }
      self.candidate.append(candidate)
      rater.append(raters.number(names[1]))
      if let own { criterion.append(own) } else if names.count > 2 { criterion.append(criteria.number(names[2])) }
      if let task = columns.task { self.task.append(tasks.number(record[task])) }
      score.append(given)
      lines.append(Int32(record.line))
    }
  }

  /// False where the group is missing, or another line says another one.
  private mutating func note(_ name: String, of candidate: Int32, _ line: Int) -> Bool {
    if name.isEmpty { return false }
    let number = groups.number(name)
    if candidate == group.count { group.append((number, line)) }
    return group[Int(candidate)].number == number
  }

  private func groupComplaint(_ name: String, _ candidate: Int32) -> Phrase {
    guard !name.isEmpty, group.indices.contains(Int(candidate)) else { return .groupMissing }
    let (number, line) = group[Int(candidate)]
    return .groupDiffers(groups[Int(number)], line)
  }

  private mutating func value(_ text: String, _ scale: Scale, _ commaIsPoint: Bool) -> Double? {
    switch scale {
    case .whole: CellText.whole(text).flatMap { (-9_999...9_999).contains($0) ? Double($0) : nil }
    case .numbers:
      if case .value(let number) = CellText.number(text, commaIsPoint: commaIsPoint) { number } else { nil }
    case .names: Double(categories.number(text))
    }
  }

  func ratings() throws(RatingsFault) -> Ratings {
    try Ratings(
      candidate: candidate, rater: rater, criterion: criterion, task: task.isEmpty ? nil : task,
      score: score.map { Int32($0) })
  }

  func names(_ facet: Facet) -> Names {
    switch facet {
    case .candidate: candidates
    case .rater: raters
    case .criterion: criteria
    case .task: tasks
    }
  }

  /// The refusal of the science, in words and with names.
  func complaint(_ fault: RatingsFault) -> TableComplaint {
    switch fault {
    case .noRatings: TableComplaint(nil, nil, .noRows)
    case .oneCandidate: TableComplaint(nil, "candidate", .oneAlone)
    case .oneRater: TableComplaint(nil, "rater", .oneAlone)
    case .noVariation: TableComplaint(nil, "rating", .ratingsEqual)
    case .constant(let facet, let number): TableComplaint(nil, names(facet)[number], .ratingsEqual)
    case .tooManyCategories(let n): TableComplaint(nil, "rating", .scaleTooLong(n))
    case .disconnected(let groups):
      TableComplaint(
        nil, "rater", .ratingsDisconnected(groups.map { $0.raters.prefix(3).map { raters[$0] }.joined(separator: ", ") }))
    case .confounded(let groups, let others):
      TableComplaint(
        nil, "criterion",
        .ratingsConfounded(
          (groups.map { $0.prefix(3).map { criteria[$0] }.joined(separator: ", ") })
            + others.map { $0.prefix(3).map { tasks[$0] }.joined(separator: ", ") }))
    case .allExtreme: TableComplaint(nil, "rating", .ratingsExtreme)
    case .lengths, .negative, .unrated: TableComplaint(nil, nil, .countsContradict)
    }
  }
}

extension Phrase {
  static func groupDiffers(_ group: String, _ line: Int) -> Phrase {
    Phrase(
      kk: "\(line)-жолда бұл қатысушының тобы басқа: «\(group)».",
      ru: "В строке \(line) у этого человека другая группа: «\(group)».",
      en: "On line \(line) this candidate has another group, “\(group)”.")
  }
  static func ratingUnreadable(_ text: String) -> Phrase {
    let text = String(text.prefix(40))
    return Phrase(
      kk: "«\(text)» — баға емес: бүтін сан керек.", ru: "«\(text)» — не оценка: нужно целое число.",
      en: "“\(text)” is not a rating: a whole number is needed.")
  }
  static let tooManyRatings = Phrase(
    kk: "Баға 50 миллионнан көп.", ru: "Оценок больше 50 миллионов.", en: "There are more than 50 million ratings.")
  static let oneAlone = Phrase(
    kk: "Біреу ғана: салыстыратын ештеңе жоқ.", ru: "Только один: сравнивать не с кем.",
    en: "Only one: there is nothing to compare.")
  static let ratingsEqual = Phrase(
    kk: "Барлық баға бірдей: ештеңе өлшеуге болмайды.", ru: "Все оценки одинаковы: измерить нечего.",
    en: "All ratings are the same: nothing can be measured.")
  static func scaleTooLong(_ n: Int) -> Phrase {
    Phrase(
      kk: "Шкалада \(n) саты бар, ең көбі 101.",
      ru: "На шкале \(counted(n, one: "ступень", few: "ступени", many: "ступеней")); допустимо не больше 101.",
      en: "The scale has \(n) steps; at most 101.")
  }
  static func ratingsDisconnected(_ groups: [String]) -> Phrase {
    let list = groups.prefix(6).map { "(\($0))" }.joined(separator: " ")
    return Phrase(
      kk:
        "Бағалаушылар \(groups.count) топқа бөлінеді, олардың ортақ қатысушысы жоқ, сондықтан қаталдығын салыстыруға болмайды: \(list)",
      ru: "Эксперты делятся на группы (\(groups.count)) без общих людей, их строгость нельзя сравнить: \(list)",
      en: "The raters fall into \(groups.count) groups that share no candidate, so their severities cannot be compared: \(list)")
  }
  static func ratingsConfounded(_ groups: [String]) -> Phrase {
    let list = groups.prefix(6).map { "(\($0))" }.joined(separator: " ")
    return Phrase(
      kk: "Бұл критерийлерді тек өз бағалаушылары қолданған: қиындығын бағалаушының қаталдығынан ажыратуға болмайды: \(list)",
      ru: "Эти критерии оценивали только свои эксперты: трудность не отделить от строгости: \(list)",
      en: "Only their own raters used these criteria: difficulty cannot be told from severity: \(list)")
  }
  static let ratingsExtreme = Phrase(
    kk: "Әркімнің бағалары түгел ең төменгі не түгел ең жоғарғы: өлшейтін ештеңе қалмайды.",
    ru: "У всех только низшие или только высшие оценки: измерять нечего.",
    en: "Everybody has only lowest or only highest ratings: nothing is left to measure.")
}
