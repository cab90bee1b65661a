import Allocation

/// The rows of a match: one line for each girl in the order of the fresh numbers, the same on every machine.
///
///     number,list,barred,holds,courses,courses_error,…,attributes,draw,total,total_physics,…,offer,seat
///     17,A1>B2>C3,C3:certificate,,0.41,0.12,…,rural,203,71.8,70.2,B2,open
///
/// `holds` is a seat of the round before (`B2:open`), in a second round.
struct MatchRows {
  private let matched: Matched

  init(_ matched: Matched) { self.matched = matched }

  static func columns(_ input: MatchInput) -> String {
    (["number", "list", "barred", "holds"] + input.rule.common.evidence.flatMap { [$0.name, "\($0.name)_error"] }
      + ["attributes", "draw", "total"] + input.rule.sets.map { "total_\($0.name)" } + ["offer", "seat"]).joined(separator: ",")
  }

  var lines: [[UInt8]] { matched.input.entries.indices.map(line) }

  private func line(_ entry: Int) -> [UInt8] {
    let (input, girl) = (matched.input, matched.input.entries[entry])
    var text = PublishedText(capacity: 160)
    text.add(entry + 1)
    text.add(",\(girl.list.map { input.offers[Int($0)].code }.joined(separator: ">"))")
    text.add(",\(girl.bars.map { "\(input.offers[Int($0.offer)].code):\($0.requirement)" }.joined(separator: ";"))")
    text.add(",\(girl.holds.map { "\(input.offers[Int($0.offer)].code):\($0.reserve ?? "open")" } ?? "")")
    for (value, error) in zip(girl.values, girl.errors) {
      text.addComma()
      if !value.isNaN { text.add(value) }
      text.addComma()
      if error != 0 { text.add(error) }
    }
    text.add(",\(input.attributes.filter(girl.attributes.contains).joined(separator: ";")),")
    text.add(Int(matched.market.rankings[0].draw[entry]))
    for ranking in matched.market.rankings {
      text.addComma()
      if ranking.exclusions[entry] == nil { text.add(fixed: ranking.totals[entry], decimals: input.rule.common.decimals) }
    }
    let place = matched.place(of: entry)
    text.add(place.map { ",\(input.offers[$0.offer].code),\($0.reserve ?? "open")" } ?? ",,")
    return text.bytes
  }
}

/// One row as it is written, read back: what went in, and what is claimed to have come out.
struct MatchRow {
  let entry: MatchEntry
  let number: Int
  let draw: Int
  let totals: [Int64?]
  let place: (offer: Int, kind: Int)?

  /// What a row is read against.
  struct Columns {
    let rule: MeritRule
    let offers: [MatchOffer]
    let attributes: Set<String>
    let byCode: [String: Int32]

    init(_ rule: MeritRule, _ offers: [MatchOffer]) {
      self.rule = rule
      self.offers = offers
      attributes = Set(offers.flatMap { $0.plan.reserves.map(\.attribute) })
      byCode = Dictionary(offers.enumerated().map { ($1.code, Int32($0)) }) { first, _ in first }
    }
  }

  static let longest = 8_192

  /// Throws the name of the first column that cannot be read.
  init(_ line: some Collection<UInt8>, _ columns: Columns) throws(Unreadable) {
    guard line.count <= Self.longest, let text = String(validating: line, as: UTF8.self) else {
      throw Unreadable(column: "number")
    }
    let cells = text.split(separator: ",", omittingEmptySubsequences: false)
    let pieces = columns.rule.common.evidence
    let sets = columns.rule.sets.count + 1
    guard cells.count == 4 + 2 * pieces.count + 2 + sets + 2 else { throw Unreadable(column: "number") }
    var next = cells.startIndex
    func cell() -> Substring {
      defer { next += 1 }
      return cells[next]
    }
    guard let number = PlainNumber.whole(cell(), upTo: MatchInput.mostEntries) else { throw Unreadable(column: "number") }
    let list = cell().split(separator: ">").map { columns.byCode[String($0)] }
    guard !list.contains(nil), list.count <= MatchEntry.longestList else { throw Unreadable(column: "list") }
    var bars: [MatchEntry.Bar] = []
    for bar in cell().split(separator: ";") {
      let parts = bar.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let offer = columns.byCode[String(parts[0])] else { throw Unreadable(column: "barred") }
      bars.append(MatchEntry.Bar(offer: offer, requirement: String(parts[1])))
    }
    let seat = cell()
    var holds: MatchEntry.Seat?
    if !seat.isEmpty {
      let parts = seat.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let offer = columns.byCode[String(parts[0])] else { throw Unreadable(column: "holds") }
      holds = MatchEntry.Seat(offer: offer, reserve: parts[1] == "open" ? nil : String(parts[1]))
    }
    var values: [Double] = []
    var errors: [Double] = []
    for piece in pieces {
      let (value, error) = (cell(), cell())
      guard let value = value.isEmpty ? .nan : PlainNumber.value(value) else { throw Unreadable(column: piece.name) }
      guard let error = error.isEmpty ? 0 : PlainNumber.value(error) else { throw Unreadable(column: "\(piece.name)_error") }
      values.append(value)
      errors.append(error)
    }
    let has = cell().split(separator: ";").map(String.init)
    guard has.allSatisfy(columns.attributes.contains) else { throw Unreadable(column: "attributes") }
    guard let draw = PlainNumber.whole(cell(), upTo: MatchInput.mostEntries) else { throw Unreadable(column: "draw") }
    var totals: [Int64?] = []
    for _ in 0..<sets {
      let total = cell()
      guard !total.isEmpty else {
        totals.append(nil)
        continue
      }
      guard let units = PlainNumber.fixed(total, decimals: columns.rule.common.decimals) else {
        throw Unreadable(column: "total")
      }
      totals.append(units)
    }
    let (offer, kind) = (cell(), cell())
    if offer.isEmpty, kind.isEmpty {
      place = nil
    } else {
      guard let offer = columns.byCode[String(offer)],
        let number = columns.offers[Int(offer)].kinds.firstIndex(where: { ($0.attribute ?? "open") == kind })
      else { throw Unreadable(column: "seat") }
      place = (Int(offer), number)
    }
    entry = MatchEntry(
      list: list.compactMap { $0 }, bars: bars, values: values, errors: errors, attributes: Set(has), holds: holds)
    (self.number, self.draw, self.totals) = (number, draw, totals)
  }

  struct Unreadable: Error, Equatable { let column: String }
}
