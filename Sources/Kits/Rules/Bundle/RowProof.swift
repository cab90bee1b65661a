import Allocation
package import Documents
import Inspection
import Security

/// A girl's own row with its salt and the way to the root: with the public bundle it proves that she was counted, as she is.
///
///     keruen row 1
///     row 17,A1>B2>C3,,0.41,0.12,…,B2,open
///     salt 00112233445566778899aabbccddeeff
///     of 412
///     path 96a296d2…
package struct RowProof: Sendable, Hashable {
  package let row: String
  /// 16 bytes.
  package let salt: [UInt8]
  /// How many rows there are under the root.
  package let count: Int
  /// The hashes of the sisters, 32 bytes each, the lowest first.
  package let path: [[UInt8]]

  private static let first = "keruen row 1"
  package static let longest = 1 << 14

  init(row: String, salt: [UInt8], count: Int, path: [[UInt8]]) {
    self.row = row
    self.salt = salt
    self.count = count
    self.path = path
  }

  package var text: String {
    ([Self.first, "row \(row)", "salt \(hex(salt))", "of \(count)"] + path.map { "path \(hex($0))" }).map { $0 + "\n" }.joined()
  }

  /// Reads what a phone or an editor may have changed: line ends and spaces at the ends of lines. Nil for anything else.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count <= Self.longest, let text = String(validating: bytes, as: UTF8.self) else { return nil }
    var lines = text.split(whereSeparator: \.isNewline).map { line in
      line.drop { $0 == "\u{FEFF}" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed().map(String.init).joined()
    }
    guard lines.count >= 4, lines.removeFirst() == Self.first, lines[0].hasPrefix("row "), lines[1].hasPrefix("salt "),
      lines[2].hasPrefix("of "), let salt = Rules.bytes(hexadecimal: lines[1].dropFirst(5)), salt.count == MatchRelease.saltSize,
      let count = PlainNumber.whole(lines[2].dropFirst(3), upTo: MatchInput.mostEntries)
    else { return nil }
    let path = lines[3...].map { line in line.hasPrefix("path ") ? Rules.bytes(hexadecimal: line.dropFirst(5)) : nil }
    guard path.count <= MerkleTree.longestPath, path.allSatisfy({ $0?.count == MerkleTree.hashSize }) else { return nil }
    self.init(row: String(lines[0].dropFirst(4)), salt: salt, count: count, path: path.compactMap { $0 })
  }
}

extension RowProof {
  /// What the public bundle says of one row.
  package enum Verdict: Sendable, Hashable {
    /// Her row is under the root, and nothing in the certificate speaks against it.
    case counted(Counted)
    /// The row, the salt or the path is not that of this bundle.
    case notThere
    /// The row cannot be read by the rule and the offers of the bundle; the column.
    case unreadable(column: String)
    /// Her total comes out otherwise from her own evidence.
    case total(published: String, computed: String)
    /// She meets the cut-off of a place she wanted more.
    case passedOver(offer: String, kind: String)
    /// She has a place whose cut-off she does not meet, or that her list does not name.
    case unfounded(offer: String, kind: String)
  }

  package struct Counted: Sendable, Hashable {
    package let number: Int
    package let of: Int
    /// Her place; nil: none.
    package let offer: String?
    package let kind: String?
    /// Why she has no place; nil where she has one.
    package let without: Without?
    /// Her total was computed again from her evidence; else the rule looks at everybody's (a `standard` scale, or what is put in for missing evidence).
    package let isTotalComputed: Bool
    /// Places she wanted more whose cut-off lies in a range that her total lies in too: small numbers are protected, so only the audit tells.
    package let open: Int
  }

  package enum Without: Sendable, Hashable {
    /// Her list is empty.
    case list
    /// The rule makes no total of her evidence.
    case total
    /// Every offer of her list asks for something she did not meet; the first of these requirements.
    case requirement(String)
    /// She meets no cut-off of her list.
    case cutOff
  }

  /// Held against a bundle that is as it was published; the bundle itself is checked by `MatchBundle.verify`.
  package func verify(in parts: [Archive.Part]) throws(BundleDifference) -> Verdict {
    let bundle = try OpenedMatch(parts)
    let line = Array(row.utf8)
    guard count == bundle.root.count, let number = PlainNumber.whole(row.prefix { $0 != "," }, upTo: count), number > 0,
      MerkleTree.proves(path, leaf: MerkleTree.leaf(salt + line), at: number - 1, of: count, root: bundle.root.root)
    else { return .notThere }
    do throws(MatchRow.Unreadable) {
      return RowCheck(try MatchRow(line, MatchRow.Columns(bundle.rule, bundle.offers)), bundle).verdict
    } catch {
      return .unreadable(column: error.column)
    }
  }
}

/// One row against rule and certificate.
private struct RowCheck {
  private let row: MatchRow
  private let bundle: OpenedMatch

  init(_ row: MatchRow, _ bundle: OpenedMatch) { (self.row, self.bundle) = (row, bundle) }

  var verdict: RowProof.Verdict {
    if let wrong = wrongTotal { return wrong }
    var open = 0
    for place in places {
      let isHers = row.place.map { $0 == place } ?? false
      switch meets(place) {
      case .yes: return isHers ? counted(open) : .passedOver(offer: code(place), kind: kind(place))
      case .no: if isHers { return .unfounded(offer: code(place), kind: kind(place)) }
      case .open:
        if isHers { return counted(open) }
        open += 1
      }
    }
    guard let place = row.place else { return counted(open) }
    return .unfounded(offer: code(place), kind: kind(place))
  }

  private func counted(_ open: Int) -> RowProof.Verdict {
    .counted(
      RowProof.Counted(
        number: row.number, of: bundle.root.count, offer: row.place.map(code), kind: row.place.map(kind), without: without,
        isTotalComputed: bundle.rule.isOwn, open: open))
  }

  /// Her flattened list; in a second round down to the seat she came with.
  private var places: [(offer: Int, kind: Int)] {
    let above = row.entry.list.prefix { $0 != row.entry.holds?.offer }
    return above.flatMap { offer in bundle.offers[Int(offer)].kinds.indices.map { (Int(offer), $0) } }
      + (floor.map { [$0] } ?? [])
  }

  private var floor: (offer: Int, kind: Int)? {
    guard let seat = row.entry.holds else { return nil }
    return bundle.offers[Int(seat.offer)].kinds.firstIndex { $0.attribute == seat.reserve }.map { (Int(seat.offer), $0) }
  }

  private var without: RowProof.Without? {
    guard row.place == nil else { return nil }
    if row.entry.list.isEmpty { return .list }
    if row.totals.allSatisfy({ $0 == nil }) { return .total }
    let barred = Set(row.entry.bars.map(\.offer))
    guard row.entry.list.allSatisfy(barred.contains), let bar = row.entry.bars.first else { return .cutOff }
    return .requirement(bar.requirement)
  }

  private enum Answer { case yes, no, open }

  private func meets(_ place: (offer: Int, kind: Int)) -> Answer {
    let offer = bundle.offers[place.offer]
    let line = bundle.certificate[bundle.offers[..<place.offer].map { $0.kinds.count }.reduce(0, +) + place.kind]
    let isHers = floor.map { $0 == place } ?? false
    guard let merit = bundle.rule.merit(of: offer.weights), let total = row.totals[merit], line.seats > 0,
      isHers || !row.entry.bars.contains(where: { Int($0.offer) == place.offer })
    else { return .no }
    guard let asks = line.asks else { return .yes }
    let isMember = offer.kinds[place.kind].attribute.map(row.entry.attributes.contains) ?? true
    let claim: PublishedMatching.Claim = isHers ? .holder : isMember ? .member : .other
    if claim != asks.claim { return claim.rawValue > asks.claim.rawValue ? .yes : .no }
    guard let draw = asks.draw else { return total >= asks.high ? .yes : total < asks.low ? .no : .open }
    return total != asks.low ? (total > asks.low ? .yes : .no) : row.draw <= draw ? .yes : .no
  }

  private func code(_ place: (offer: Int, kind: Int)) -> String { bundle.offers[place.offer].code }
  private func kind(_ place: (offer: Int, kind: Int)) -> String {
    bundle.offers[place.offer].kinds[place.kind].attribute ?? "open"
  }

  /// Her totals computed from her own evidence, where the rule looks at nobody else's.
  private var wrongTotal: RowProof.Verdict? {
    guard bundle.rule.isOwn,
      let alone = try? MatchInput(rule: bundle.rule, offers: bundle.offers, entries: [row.entry.withoutSeat]),
      let matched = try? Matched.run(alone, key: bundle.drawKey)
    else { return nil }
    let computed = matched.market.rankings.map { $0.exclusions[0] == nil ? $0.totals[0] : nil }
    guard computed != row.totals else { return nil }
    let decimals = bundle.rule.common.decimals
    return .total(published: told(row.totals, decimals), computed: told(computed, decimals))
  }

  private func told(_ totals: [Int64?], _ decimals: Int) -> String {
    totals.map { total in
      var text = PublishedText(capacity: 16)
      if let total { text.add(fixed: total, decimals: decimals) } else { text.add("—") }
      return String(decoding: text.bytes, as: UTF8.self)
    }.joined(separator: " ")
  }
}

extension MatchEntry {
  fileprivate var withoutSeat: MatchEntry {
    MatchEntry(list: list, bars: bars, values: values, errors: errors, attributes: attributes)
  }
}
