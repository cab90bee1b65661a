import Allocation
import Inspection
import Rules

/// The outcome as it is published: one line for each candidate in the order of the codes' bytes, the same on every machine.
enum OutcomeText {
  static let header = "code,total,rank,draw,status,place,rule\r\n"

  static func text(_ selected: Selected) -> [UInt8] {
    let (ranking, outcome, codes) = (selected.ranking, selected.outcome, selected.candidates.codes)
    var place = [Int32](repeating: 0, count: codes.count)
    var isOffered = [Bool](repeating: false, count: codes.count)
    for (position, row) in outcome.offered.enumerated() {
      place[Int(row)] = Int32(position + 1)
      isOffered[Int(row)] = true
    }
    for (position, row) in outcome.waiting.enumerated() { place[Int(row)] = Int32(position + 1) }
    var text = PublishedText(capacity: codes.count * 48)
    text.add(header)
    for row in Candidates.rows(byCode: codes).map(Int.init) {
      let isConsidered = ranking.exclusions[row] == nil
      text.addCell(codes[row])
      text.addComma()
      if isConsidered { text.add(fixed: ranking.totals[row], decimals: selected.policy.decimals) }
      text.addComma()
      if isConsidered { text.add(Int(ranking.rank[row]) + 1) }
      text.addComma()
      text.add(Int(ranking.draw[row]))
      text.add(isOffered[row] ? ",offered," : isConsidered ? ",waiting," : ",not considered,")
      if isConsidered { text.add(Int(place[row])) }
      text.addComma()
      text.addCell(name(outcome.rules[row], ranking.exclusions[row], selected.policy))
      text.add("\r\n")
    }
    return text.bytes
  }

  private static func name(_ rule: Outcome.Rule, _ exclusion: Ranking.Exclusion?, _ policy: Policy) -> String {
    switch rule {
    case .merit: "merit"
    case .reserve(let index): "reserve \(policy.reserves[index].attribute)"
    case .share(let first, let second):
      "share "
        + [first, second].enumerated().filter(\.element).map { policy.shares[$0.offset].attribute }.joined(separator: " and ")
    case .cap(let index): "cap \(policy.caps[index].column)"
    case .waiting: "waiting"
    case .displaced: "displaced"
    case .notConsidered:
      switch exclusion {
      case .missing(let index): "missing \(policy.evidence[index].name)"
      case .belowMinimum(let index): "minimum \(policy.evidence[index].name)"
      case nil: ""
      }
    }
  }

  /// What the inspection sees: the published lines and the candidates' attributes and groups; nil where a line cannot be read.
  static func published(_ bytes: [UInt8], _ selected: Selected) -> Published? {
    let (policy, candidates) = (selected.policy, selected.candidates)
    let scale = power(policy.decimals)
    let lines = Array(PublishedLines(bytes)).dropFirst()
    let order = Candidates.rows(byCode: candidates.codes).map(Int.init)
    guard lines.count == order.count else { return nil }
    var rows: [Published.Row] = []
    rows.reserveCapacity(order.count)
    let flags = policy.attributes.map { candidates.attributes[$0] ?? [] }
    let groups = policy.caps.map { candidates.columns[$0.column]?.of ?? [] }
    for (row, line) in zip(order, lines) {
      guard let cells = PublishedLines.cells(line), cells.count == 7, let draw = Int(cells[3]) else { return nil }
      var has: UInt32 = 0
      for (bit, flag) in flags.enumerated() where flag[row] { has |= 1 << UInt32(bit) }
      rows.append(
        Published.Row(
          code: cells[0], total: Double(cells[1]).flatMap { Int64(exactly: ($0 * scale).rounded()) }, draw: draw,
          offer: cells[4] == "offered" ? Int(cells[5]) : nil, has: has, groups: groups.map { $0[row] }))
    }
    return Published(
      places: policy.places, reserves: policy.reserves.map(\.places), shares: policy.shares.map(\.percent),
      caps: policy.caps.map(\.places), rows: rows)
  }
}

/// The candidates as the bundle has them: exact values, no names.
enum CandidateText {
  static func text(_ selected: Selected) -> [UInt8] {
    let (file, candidates) = (selected.file, selected.candidates)
    let order = Candidates.rows(byCode: candidates.codes).map(Int.init)
    let labels = file.columns.sorted().map { name in
      (name: name, labels: shown(candidates.columns[name] ?? Candidates.Labels([]), name, file, order))
    }
    var text = PublishedText(capacity: candidates.count * 64)
    text.add("code")
    for piece in file.policy.evidence {
      text.addComma()
      text.addCell(piece.name)
      text.addComma()
      text.addCell(piece.name + "_error")
    }
    for label in labels {
      text.addComma()
      text.addCell(label.name)
    }
    text.add("\r\n")
    let measures = file.policy.evidence.map { candidates.evidence[$0.name] }
    for row in order {
      text.addCell(candidates.codes[row])
      for measure in measures {
        text.addComma()
        if let value = measure?.values[row], !value.isNaN { text.add(value) }
        text.addComma()
        if let error = measure?.errors[row], error != 0 { text.add(error) }
      }
      for label in labels {
        text.addComma()
        let of = Int(label.labels.of[row])
        if of >= 0 { text.addCell(label.labels.names[of]) }
      }
      text.add("\r\n")
    }
    return text.bytes
  }

  /// A column that only a cap looks at: its schools are numbered in the order they are met, not named.
  private static func shown(_ labels: Candidates.Labels, _ name: String, _ file: PolicyFile, _ order: [Int]) -> Candidates.Labels
  {
    guard !file.policy.attributes.contains(where: { Attribute($0).column == name }) else { return labels }
    var numbers = [Int](repeating: 0, count: labels.names.count)
    var met = 0
    for row in order where labels.of[row] >= 0 && numbers[Int(labels.of[row])] == 0 {
      met += 1
      numbers[Int(labels.of[row])] = met
    }
    return Candidates.Labels(names: numbers.map { "\(name) \($0)" }, of: labels.of)
  }
}
