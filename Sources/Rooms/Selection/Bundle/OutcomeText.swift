import Allocation
import Inspection

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
    var text = Text(capacity: codes.count * 48)
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
    let lines = bytes.split(separator: UInt8(ascii: "\n")).dropFirst()
    let order = Candidates.rows(byCode: candidates.codes).map(Int.init)
    guard lines.count == order.count else { return nil }
    var rows: [Published.Row] = []
    rows.reserveCapacity(order.count)
    let flags = policy.attributes.map { candidates.attributes[$0] ?? [] }
    let groups = policy.caps.map { candidates.columns[$0.column]?.of ?? [] }
    for (row, line) in zip(order, lines) {
      let cells = cells(line)
      guard cells.count == 7, let draw = Int(cells[3]) else { return nil }
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

  private static func cells(_ line: ArraySlice<UInt8>) -> [String] {
    let trimmed = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    guard trimmed.contains(UInt8(ascii: "\"")) else {
      return trimmed.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    for byte in trimmed {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == UInt8(ascii: ","), !isQuoted {
        cells.append(String(decoding: cell, as: UTF8.self))
        cell = []
      } else {
        cell.append(byte)
      }
    }
    return cells + [String(decoding: cell, as: UTF8.self)]
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
    var text = Text(capacity: candidates.count * 64)
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

/// Text that grows by pieces, as bytes.
struct Text {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  mutating func add(_ text: String) { bytes += text.utf8 }
  mutating func addComma() { bytes.append(UInt8(ascii: ",")) }
  mutating func add(_ number: Int) { add("\(number)") }
  /// The shortest text that reads back as the same number.
  mutating func add(_ number: Double) {
    add(number == number.rounded() && number.magnitude < 1e15 ? "\(Int64(number))" : "\(number)")
  }

  /// A whole number of units of 10^−decimals.
  mutating func add(fixed: Int64, decimals: Int) {
    guard decimals > 0 else { return add("\(fixed)") }
    let scale = Int64(power(decimals))
    if fixed < 0 { bytes.append(UInt8(ascii: "-")) }
    add("\(fixed.magnitude / UInt64(scale))")
    bytes.append(UInt8(ascii: "."))
    let rest = "\(fixed.magnitude % UInt64(scale))"
    for _ in 0..<(decimals - rest.utf8.count) { bytes.append(UInt8(ascii: "0")) }
    add(rest)
  }

  mutating func addCell(_ text: String) {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13 || $0 == 0x20 })
    else {
      return add(text)
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
