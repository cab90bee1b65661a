/// What a match published, and nothing of how it was made: one row for each girl, one line for each kind of seat, and what each line asked
/// for in the end.
///
/// Three checks make the cut-offs a proof (Azevedo and Leshno, 2016): each girl has the first place of her list whose cut-off she meets, no
/// place holds more than its seats, and a place with a cut-off is full. Whoever wants the girls' optimum too runs the acceptance again.
package struct PublishedMatching: Sendable {
  /// One kind of seat of an offer; kinds of an offer stand beside each other, in the order they are tried, the open seats last.
  package struct Kind: Sendable, Hashable {
    package let offer: Int
    /// The bit of `Row.has` whose holders come first; nil: the open seats.
    package let reserve: Int?
    package let seats: Int
    package let filled: Int
    /// The weakest who was taken; nil: open, nobody is refused for points.
    package let cutOff: Standing?

    package init(offer: Int, reserve: Int?, seats: Int, filled: Int, cutOff: Standing?) {
      self.offer = offer
      self.reserve = reserve
      self.seats = seats
      self.filled = filled
      self.cutOff = cutOff
    }
  }

  /// How a girl comes to a kind of seat, the weakest first.
  package enum Claim: Int, Sendable, Hashable, CaseIterable {
    /// The seats are kept for others, who leave some.
    case other
    /// The seats are open, or kept for her and others like her.
    case member
    /// It is her own seat, of the round before.
    case holder
  }

  /// What is compared at a kind of seat: the claim, then the higher total, then the lower number of the draw.
  package struct Standing: Sendable, Hashable, Comparable {
    package let claim: Claim
    package let total: Int64
    package let draw: Int

    package init(claim: Claim, total: Int64, draw: Int) {
      self.claim = claim
      self.total = total
      self.draw = draw
    }

    /// Weaker.
    package static func < (a: Standing, b: Standing) -> Bool {
      if a.claim != b.claim { return a.claim.rawValue < b.claim.rawValue }
      return a.total != b.total ? a.total < b.total : a.draw > b.draw
    }
  }

  package struct Row: Sendable, Hashable {
    package let number: Int
    /// Her offers, the most wanted first.
    package let list: [Int]
    /// Offers whose requirement she does not meet.
    package let barred: [Int]
    /// For each set of weights; nil: not considered.
    package let totals: [Int64?]
    package let draw: Int
    /// Bit j: she has the j-th attribute.
    package let has: UInt32
    /// The number of the kind she has a seat of; nil: none.
    package let holds: Int?
    /// In a second round the kind of the seat she came with: she asks for what her list names before its offer, then for it.
    package let floor: Int?

    package init(
      number: Int, list: [Int], barred: [Int], totals: [Int64?], draw: Int, has: UInt32, holds: Int?, floor: Int? = nil
    ) {
      self.number = number
      self.list = list
      self.barred = barred
      self.totals = totals
      self.draw = draw
      self.has = has
      self.holds = holds
      self.floor = floor
    }
  }

  package let kinds: [Kind]
  /// For each offer which of `Row.totals` it goes by.
  package let merits: [Int]
  package let rows: [Row]
  /// For each offer its kinds.
  private let places: [[Int]]

  package init(kinds: [Kind], merits: [Int], rows: [Row]) {
    self.kinds = kinds
    self.merits = merits
    self.rows = rows
    var places = [[Int]](repeating: [], count: merits.count)
    for (number, kind) in kinds.enumerated() where merits.indices.contains(kind.offer) { places[kind.offer].append(number) }
    self.places = places
  }
}

/// A promise of a match that was not kept: `line` is a row's, from 0; `kind` and `offer` are numbers of what was published.
package enum BrokenMatch: Sendable, Hashable {
  case numberTwice(line: Int, and: Int)
  case drawTwice(line: Int, and: Int)
  /// Her list, or what she is barred from, names an offer that there is not.
  case noSuchOffer(line: Int)
  case offerTwice(line: Int, offer: Int)
  case noSuchKind(line: Int)
  /// She has a seat of an offer that her list does not name.
  case notListed(line: Int, kind: Int)
  /// She has a seat though the offer does not rank her.
  case notRanked(line: Int, kind: Int)
  case seatsExceeded(kind: Int, by: Int)
  /// The number of those who have seats is not the one published.
  case filledOtherwise(kind: Int, published: Int, counted: Int)
  /// A seat is free, and a cut-off refuses girls.
  case cutOffOfFreeSeats(kind: Int)
  /// All seats are taken, and no cut-off says by whom.
  case cutOffMissing(kind: Int)
  /// The weakest who has a seat is somebody else.
  case cutOffOtherwise(kind: Int, line: Int)
  /// She has a seat below its cut-off.
  case belowCutOff(line: Int, kind: Int)
  /// She meets the cut-off of a place she wanted more than what she has.
  case passedOver(line: Int, kind: Int)
  /// She and the place would both rather have each other: somebody weaker has the seat, or nobody.
  case blockingPair(line: Int, kind: Int)
}

extension PublishedMatching {
  /// Every broken promise, at most `limit` of them; empty: all are kept.
  package func inspect(limit: Int = 100) -> [BrokenMatch] {
    let identity = checkIdentity(limit)
    guard identity.isEmpty else { return Array(identity.prefix(limit)) }
    let findings = checkSeats() + checkCutOffs(limit) + blockingPairs(limit: limit)
    return Array(findings.prefix(limit))
  }

  /// All blocking pairs, from who has which seat alone; the published cut-offs are not asked.
  package func blockingPairs(limit: Int = .max) -> [BrokenMatch] {
    let (held, worst) = holders
    var pairs: [BrokenMatch] = []
    for (line, row) in rows.enumerated() where pairs.count < limit {
      forEachPlaceAbove(row) { kind, standing in
        guard kinds[kind].seats > 0 else { return }
        if held[kind] < kinds[kind].seats || worst[kind].map({ $0.standing < standing }) ?? false {
          pairs.append(.blockingPair(line: line, kind: kind))
        }
      }
    }
    return pairs
  }

  private func checkIdentity(_ limit: Int) -> [BrokenMatch] {
    var findings: [BrokenMatch] = []
    var numbers: [Int: Int] = [:]
    var draws: [Int: Int] = [:]
    for (line, row) in rows.enumerated() where findings.count < limit {
      if let other = numbers.updateValue(line, forKey: row.number) { findings.append(.numberTwice(line: line, and: other)) }
      if let other = draws.updateValue(line, forKey: row.draw) { findings.append(.drawTwice(line: line, and: other)) }
      guard (row.list + row.barred).allSatisfy(merits.indices.contains) else {
        findings.append(.noSuchOffer(line: line))
        continue
      }
      var seen: Set<Int> = []
      for offer in row.list where !seen.insert(offer).inserted { findings.append(.offerTwice(line: line, offer: offer)) }
      guard (row.floor ?? 0) < max(1, kinds.count), (row.floor ?? 0) >= 0 else {
        findings.append(.noSuchKind(line: line))
        continue
      }
      guard let kind = row.holds else { continue }
      guard kinds.indices.contains(kind) else {
        findings.append(.noSuchKind(line: line))
        continue
      }
      if !flattened(row).contains(kind) {
        findings.append(.notListed(line: line, kind: kind))
      } else if standing(row, at: kind) == nil {
        findings.append(.notRanked(line: line, kind: kind))
      }
    }
    return findings
  }

  /// No place holds more than its seats, and a place with a cut-off is full.
  private func checkSeats() -> [BrokenMatch] {
    let (held, worst) = holders
    return kinds.indices.flatMap { kind -> [BrokenMatch] in
      let published = kinds[kind]
      if held[kind] > published.seats { return [.seatsExceeded(kind: kind, by: held[kind] - published.seats)] }
      var findings: [BrokenMatch] = []
      if held[kind] != published.filled {
        findings.append(.filledOtherwise(kind: kind, published: published.filled, counted: held[kind]))
      }
      guard held[kind] == published.seats, let worst = worst[kind] else {
        return findings + (published.cutOff == nil ? [] : [.cutOffOfFreeSeats(kind: kind)])
      }
      guard let cutOff = published.cutOff else { return findings + [.cutOffMissing(kind: kind)] }
      return findings + (cutOff == worst.standing ? [] : [.cutOffOtherwise(kind: kind, line: worst.line)])
    }
  }

  /// Each girl has the first place of her list whose published cut-off she meets.
  private func checkCutOffs(_ limit: Int) -> [BrokenMatch] {
    var findings: [BrokenMatch] = []
    for (line, row) in rows.enumerated() where findings.count < limit {
      var passed: Int?
      forEachPlaceAbove(row) { kind, standing in if passed == nil, meets(standing, kind) { passed = kind } }
      if let passed { findings.append(.passedOver(line: line, kind: passed)) }
      if let kind = row.holds, let standing = standing(row, at: kind), !meets(standing, kind) {
        findings.append(.belowCutOff(line: line, kind: kind))
      }
    }
    return findings
  }

  private func meets(_ standing: Standing, _ kind: Int) -> Bool {
    guard kinds[kind].seats > 0 else { return false }
    return kinds[kind].cutOff.map { standing >= $0 } ?? true
  }

  /// The places of her flattened list before the one she has, where she is ranked.
  private func forEachPlaceAbove(_ row: Row, _ body: (_ kind: Int, _ standing: Standing) -> Void) {
    for kind in flattened(row) {
      if kind == row.holds { return }
      if let standing = standing(row, at: kind) { body(kind, standing) }
    }
  }

  /// The kinds of seat she asks for, in her order.
  private func flattened(_ row: Row) -> [Int] {
    guard let floor = row.floor else { return row.list.flatMap { places[$0] } }
    return row.list.prefix { $0 != kinds[floor].offer }.flatMap { places[$0] } + [floor]
  }

  /// Nil: the offer does not rank her.
  private func standing(_ row: Row, at kind: Int) -> Standing? {
    let offer = kinds[kind].offer
    guard merits.indices.contains(offer), row.totals.indices.contains(merits[offer]), let total = row.totals[merits[offer]],
      row.floor == kind || !row.barred.contains(offer)
    else { return nil }
    let isMember = kinds[kind].reserve.map { (0..<32).contains($0) && row.has & (1 << UInt32($0)) != 0 } ?? true
    return Standing(claim: row.floor == kind ? .holder : isMember ? .member : .other, total: total, draw: row.draw)
  }

  /// How many have each kind of seat, and the weakest of them.
  private var holders: (held: [Int], worst: [(line: Int, standing: Standing)?]) {
    var held = [Int](repeating: 0, count: kinds.count)
    var worst = [(line: Int, standing: Standing)?](repeating: nil, count: kinds.count)
    for (line, row) in rows.enumerated() {
      guard let kind = row.holds, let standing = standing(row, at: kind) else { continue }
      held[kind] += 1
      if worst[kind].map({ standing < $0.standing }) ?? true { worst[kind] = (line, standing) }
    }
    return (held, worst)
  }
}
