/// What a selection published, and nothing of how it was made: one row for each candidate, and the rules in numbers.
package struct Published: Sendable {
  package struct Row: Sendable {
    package let code: String
    /// What was compared; nil: not considered.
    package let total: Int64?
    /// Her place in the draw that decides ties.
    package let draw: Int
    /// Her place among the offers, from 1; nil: none.
    package let offer: Int?
    /// Bit j: she has the j-th protected attribute.
    package let has: UInt32
    /// Her group for each cap; negative: none.
    package let groups: [Int32]

    package init(code: String, total: Int64?, draw: Int, offer: Int?, has: UInt32, groups: [Int32]) {
      self.code = code
      self.total = total
      self.draw = draw
      self.offer = offer
      self.has = has
      self.groups = groups
    }
  }

  package let places: Int
  /// Places kept for those who have attribute j.
  package let reserves: [Int]
  /// Per cent of every beginning of the list for those who have attribute j.
  package let shares: [Int]
  package let caps: [Int]
  package let rows: [Row]

  package init(places: Int, reserves: [Int], shares: [Int], caps: [Int], rows: [Row]) {
    self.places = places
    self.reserves = reserves
    self.shares = shares
    self.caps = caps
    self.rows = rows
  }
}

/// A promise that was not kept, with the codes to look at.
package enum BrokenPromise: Sendable, Hashable {
  case codeTwice(String)
  /// Offers are not numbered 1, 2, 3 ….
  case numbering(Int)
  case offeredWithoutBeingConsidered(String)
  case drawTwice(String, String)
  case placesExceeded(by: Int)
  /// A place is empty though she waits and no cap stops her.
  case placeLeftEmpty(waits: String)
  case capExceeded(cap: Int, group: Int, by: Int)
  /// The reserve is short though she has the attribute and could take the other's place.
  case reserveShort(reserve: Int, waits: String, holds: String)
  /// She has the higher total (or the better draw), and no rule explains why the other was called first.
  case passedOver(waits: String, holds: String)
  /// At this place of the list a share was binding and somebody who has it was left.
  case shareShort(share: Int, at: Int, waits: String)
}

extension Published {
  /// Every broken promise, at most `limit` of them; empty: all are kept.
  package func inspect(limit: Int = 100) -> [BrokenPromise] {
    let identity = checkIdentity()
    guard identity.isEmpty else { return Array(identity.prefix(limit)) }
    var findings = checkPlaces() + checkCaps()
    findings += reserves.isEmpty ? checkList(limit) : checkSwaps(limit)
    return Array(findings.prefix(limit))
  }

  private var offers: [Row] { rows.filter { $0.offer != nil }.sorted { ($0.offer ?? 0) < ($1.offer ?? 0) } }
  private var waiting: [Row] { rows.filter { $0.offer == nil && $0.total != nil } }

  private func checkIdentity() -> [BrokenPromise] {
    var findings: [BrokenPromise] = []
    var codes: Set<String> = []
    var draws: [Int: String] = [:]
    for row in rows {
      if !codes.insert(row.code).inserted { findings.append(.codeTwice(row.code)) }
      if let other = draws.updateValue(row.code, forKey: row.draw) { findings.append(.drawTwice(other, row.code)) }
      if row.offer != nil, row.total == nil { findings.append(.offeredWithoutBeingConsidered(row.code)) }
    }
    for (place, row) in offers.enumerated() where row.offer != place + 1 { return findings + [.numbering(place + 1)] }
    return findings
  }

  private func checkPlaces() -> [BrokenPromise] {
    let held = offers
    if held.count > places { return [.placesExceeded(by: held.count - places)] }
    guard held.count < places else { return [] }
    let counts = counts(held)
    return waiting.filter { !isFull(for: $0, counts) }.prefix(1).map { .placeLeftEmpty(waits: $0.code) }
  }

  private func checkCaps() -> [BrokenPromise] {
    counts(offers).sorted { ($0.key.cap, $0.key.group) < ($1.key.cap, $1.key.group) }.compactMap { key, count in
      count > caps[key.cap] ? .capExceeded(cap: key.cap, group: Int(key.group), by: count - caps[key.cap]) : nil
    }
  }

  private struct Group: Hashable {
    let cap: Int
    let group: Int32
  }

  private func counts(_ held: some Sequence<Row>) -> [Group: Int] {
    var counts: [Group: Int] = [:]
    for row in held {
      for (cap, group) in row.groups.enumerated() where group >= 0 { counts[Group(cap: cap, group: group), default: 0] += 1 }
    }
    return counts
  }

  private func isFull(for row: Row, _ counts: [Group: Int]) -> Bool {
    row.groups.enumerated().contains { cap, group in group >= 0 && (counts[Group(cap: cap, group: group)] ?? 0) >= caps[cap] }
  }

  private func isBetter(_ one: Row, _ other: Row) -> Bool {
    guard let a = one.total, let b = other.total else { return one.total != nil }
    return a != b ? a > b : one.draw < other.draw
  }
}

extension Published {
  /// Reserves: no exchange of one who waits for one who holds may repair a short reserve or bring a higher total without
  /// breaking a rule. Only the weakest holder of each kind has to be looked at.
  private func checkSwaps(_ limit: Int) -> [BrokenPromise] {
    struct Kind: Hashable {
      let has: UInt32
      let groups: [Int32]
    }
    let held = offers
    let counts = counts(held)
    let filled = reserves.indices.map { bit in held.count { $0.has & (1 << UInt32(bit)) != 0 } }
    var weakest: [Kind: Row] = [:]
    for row in held {
      let kind = Kind(has: row.has, groups: row.groups)
      if let known = weakest[kind], !isBetter(known, row) { continue }
      weakest[kind] = row
    }
    var best: [Kind: Row] = [:]
    for row in waiting {
      let kind = Kind(has: row.has, groups: row.groups)
      if let known = best[kind], !isBetter(row, known) { continue }
      best[kind] = row
    }
    var findings: [BrokenPromise] = []
    for comer in best.values.sorted(by: isBetter) where findings.count < limit {
      for holder in weakest.values.sorted(by: { isBetter($1, $0) }) where keepsCaps(comer, for: holder, counts) {
        if let finding = finding(comer, holder, filled) {
          findings.append(finding)
          break
        }
      }
    }
    return findings
  }

  private func keepsCaps(_ comer: Row, for holder: Row, _ counts: [Group: Int]) -> Bool {
    comer.groups.enumerated().allSatisfy { cap, group in
      group < 0 || holder.groups[cap] == group || (counts[Group(cap: cap, group: group)] ?? 0) < caps[cap]
    }
  }

  /// Earlier reserves go before later ones, all reserves before the totals.
  private func finding(_ comer: Row, _ holder: Row, _ filled: [Int]) -> BrokenPromise? {
    for (bit, wanted) in reserves.enumerated() {
      let comes = comer.has & (1 << UInt32(bit)) != 0
      let goes = holder.has & (1 << UInt32(bit)) != 0
      if comes, !goes, filled[bit] < wanted { return .reserveShort(reserve: bit, waits: comer.code, holds: holder.code) }
      if goes, !comes, filled[bit] <= wanted { return nil }
    }
    return isBetter(comer, holder) ? .passedOver(waits: comer.code, holds: holder.code) : nil
  }

  /// Shares, or merit alone: at each place of the list the one called must be the best of those the rule asks for there.
  private func checkList(_ limit: Int) -> [BrokenPromise] {
    var left = rows.filter { $0.total != nil }.sorted(by: isBetter)
    // Those already called are passed over when a kind is looked through.
    var called: Set<String> = []
    var counts: [Group: Int] = [:]
    var have = [Int](repeating: 0, count: shares.count)
    var findings: [BrokenPromise] = []
    let byKind = Dictionary(grouping: left, by: { $0.has & 3 })
    left = []
    var heads: [UInt32: Int] = [:]
    func head(_ kind: UInt32) -> Row? {
      guard let rows = byKind[kind] else { return nil }
      var position = heads[kind] ?? 0
      while position < rows.count, called.contains(rows[position].code) || isFull(for: rows[position], counts) { position += 1 }
      heads[kind] = position
      return position < rows.count ? rows[position] : nil
    }
    for (k, row) in offers.enumerated() where findings.count < limit {
      let binding = shares.indices.map { have[$0] * 100 < shares[$0] * (k + 1) }
      let heads = (0..<4 as Range<UInt32>).compactMap(head)
      // The wishes in their order; the first that anybody left can fulfil is the rule of this place.
      var wishes: [(UInt32) -> Bool] = []
      if binding == [true, true] { wishes = [{ $0 & 3 == 3 }, { $0 & 1 != 0 }, { $0 & 2 != 0 }] }
      if let only = binding.firstIndex(of: true), binding.count(where: { $0 }) == 1 {
        wishes = [{ $0 & (1 << UInt32(only)) != 0 }]
      }
      let wish = wishes.first { wish in heads.contains { wish($0.has) } } ?? { _ in true }
      if let best = heads.filter({ wish($0.has) }).min(by: isBetter), best.code != row.code {
        let share = binding.firstIndex(of: true)
        findings.append(
          !wish(row.has) && share != nil
            ? .shareShort(share: share ?? 0, at: k + 1, waits: best.code) : .passedOver(waits: best.code, holds: row.code))
      }
      called.insert(row.code)
      for bit in shares.indices where row.has & (1 << UInt32(bit)) != 0 { have[bit] += 1 }
      for (cap, group) in row.groups.enumerated() where group >= 0 { counts[Group(cap: cap, group: group), default: 0] += 1 }
    }
    return findings
  }
}
