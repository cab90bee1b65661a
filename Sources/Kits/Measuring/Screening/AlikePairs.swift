import Measurement
import Words

/// Pairs of persons who gave more of the same answers than persons of their abilities who worked alone.
package struct AlikePairs: Sendable {
  let persons: [String]
  /// Number of each person's group; empty without groups.
  let groups: [Int]
  private let similarity: AnswerSimilarity
  private(set) var flagged: [SimilarPair] = []

  var compared: Int { similarity.compared }
  var isTruncated: Bool { similarity.isTruncated }

  /// By points: what persons of each ability answer comes from item models, 2PL for right or wrong, partial credit for more points.
  package init(points bytes: [UInt8], _ columns: ResponseColumns, rate: Double) throws(TableComplaints) {
    let table = try ResponseTable.read(bytes, columns)
    let fit = try Self.calibrated(table)
    (persons, groups) = (table.persons, table.groups)
    similarity = try TableComplaints.of { () throws(ScreeningFault) in
      try fit.responses.similarities(fit.fit.items, abilities: fit.abilities.abilities, rate: rate)
    } says: {
      .screening($0, items: table.items)
    }
  }

  /// By options: right and wrong by item models, wrong options by how often they are chosen.
  package init(options bytes: [UInt8], _ columns: ResponseColumns, key: AnswerKey, rate: Double) throws(TableComplaints) {
    let table = try OptionTable.read(bytes, columns, key)
    let fit = try Self.calibrated(table.points)
    (persons, groups) = (table.points.persons, table.points.groups)
    similarity = try TableComplaints.of { () throws(ScreeningFault) in
      try ChosenOptions(answers: table.answers, persons: table.points.persons.count, options: table.options)
        .similarities(right: table.right, items: fit.fit.items, abilities: fit.abilities.abilities, rate: rate)
    } says: {
      .screening($0, items: table.points.items)
    }
  }

  /// Slopes are drawn towards 1, for a room may be small.
  private static func calibrated(_ table: ResponseTable) throws(TableComplaints) -> Calibrated {
    var plan = CalibrationPlan(models: table.seen.map { ($0.last ?? 1) > 1 ? .generalisedPartialCredit : .twoParameter })
    plan.slopePrior = LogNormalPrior()
    return try Calibrated(table, plan: plan)
  }

  /// Keeps what the rate admits.
  package mutating func keep(familywise: Bool, rate: Double) {
    flagged = familywise ? similarity.flagged(familywise: rate) : similarity.flagged(falseDiscoveryRate: rate)
  }

  /// Nil without groups.
  func isSameGroup(_ pair: SimilarPair) -> Bool? { groups.isEmpty ? nil : groups[pair.first] == groups[pair.second] }
}

extension TableComplaint {
  /// The refusal of the science, in words and with the item's name.
  static func screening(_ fault: ScreeningFault, items: [String]) -> TableComplaint {
    switch fault {
    case .onePerson: TableComplaint(nil, nil, .tooFewToScreen)
    case .noItems: TableComplaint(nil, nil, .noItemColumns)
    case .fewTimes(let item): TableComplaint(nil, items[item], .fewTimes)
    case .constantTimes(let item): TableComplaint(nil, items[item], .constantTimes)
    case .item(let item): TableComplaint(nil, items.indices.contains(item) ? items[item] : nil, .countsContradict)
    case .time(_, let item): TableComplaint(nil, items[item], .timeUnreadable(""))
    case .answer(_, let item): TableComplaint(nil, items[item], .answerBeyondItem)
    case .noComparison: TableComplaint(nil, "--suspected", .nothingToCompareWith)
    case .rate: TableComplaint(nil, nil, .settingOutOfRange("rate"))
    case .count, .ability: TableComplaint(nil, nil, .countsContradict)
    }
  }
}
