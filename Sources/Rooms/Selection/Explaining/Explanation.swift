package import Allocation
import Rules
package import Words

/// Who reads about a girl's result: she herself, or somebody else (her guardian, whoever decides on her appeal).
package enum Reader: Sendable {
  case girl, others
}

/// What has become of a result since it came out: only what still holds is told.
package struct Since: Sendable {
  package enum Call: String, Sendable {
    /// Another gave a place back, and it came to her.
    case next
    /// Her appeal was upheld.
    case appeal
  }

  /// How a place came to her that the run had not given her.
  package var call: Call?
  /// Nil where nobody can appeal any more.
  package var appeals: Appeals? = .days

  package enum Appeals: Sendable {
    /// Within ten days of the release, whenever that is.
    case days
    case until(Day)
  }

  package init() {}
}

/// Why a candidate was offered a place or not: the numbers, and the same in sentences she can read.
package struct Explanation: Sendable {
  package enum Status: Sendable, Hashable {
    /// Her place among the offers, from 1.
    case offered(place: Int)
    /// Her place among those who wait, from 1.
    case waiting(place: Int)
    case notConsidered(Ranking.Exclusion)
  }

  package struct Piece: Sendable {
    package let title: Phrase
    /// NaN: she has none.
    package let value: Double
    /// On the common scale.
    package let points: Double
    /// Standard error in points; 0: not known.
    package let error: Double
    /// Share of one in the total.
    package let weight: Double
  }

  package let status: Status
  package let rule: Outcome.Rule
  package let pieces: [Piece]
  package let total: Double
  /// Standard error of the total, in points; 0: not known.
  package let error: Double
  /// By points alone, from 1; nil: not considered.
  package let rank: Int?
  package let considered: Int
  package let places: Int
  /// Points between her total and the last who was offered a place on merit alone; negative: she lacks as many.
  package let distance: Double?
  /// Without reserves and shares she would be offered a place.
  package let hasPlaceWithoutProtection: Bool
  /// Whether the policy protects anybody at all.
  package let isProtected: Bool
  /// The worst place shares could move her to from her rank; nil without shares.
  package let worstPlace: Int?
  /// Others had the same total, and the draw decided between them.
  package let drawDecided: Bool
  package let sentences: [Phrase]

  package static func of(
    _ selected: Selected, candidate row: Int, to reader: Reader = .girl, since: Since = Since()
  ) -> Explanation {
    Explanations(selected).of(row, to: reader, since: since)
  }
}

/// Explains one candidate after another; what all have in common is looked up once.
package struct Explanations {
  private let selected: Selected
  private let place: [Int32]
  private let isOffered: [Bool]
  private let bare: [Bool]
  /// The lowest total taken on merit.
  private let cut: Int64?

  package init(_ selected: Selected) {
    self.selected = selected
    var place = [Int32](repeating: 0, count: selected.candidates.count)
    var isOffered = [Bool](repeating: false, count: selected.candidates.count)
    for (position, row) in selected.outcome.offered.enumerated() {
      place[Int(row)] = Int32(position + 1)
      isOffered[Int(row)] = true
    }
    for (position, row) in selected.outcome.waiting.enumerated() { place[Int(row)] = Int32(position + 1) }
    var bare = [Bool](repeating: false, count: selected.candidates.count)
    for row in selected.unprotected.offered { bare[Int(row)] = true }
    self.place = place
    self.isOffered = isOffered
    self.bare = bare
    cut = selected.outcome.offered.filter { selected.outcome.rules[Int($0)] == .merit }.map { selected.ranking.totals[Int($0)] }
      .min()
  }

  package func of(_ row: Int, to reader: Reader = .girl, since: Since = Since()) -> Explanation {
    let (ranking, policy) = (selected.ranking, selected.policy)
    let status: Explanation.Status =
      if let exclusion = ranking.exclusions[row] { .notConsidered(exclusion) } else if isOffered[row] {
        .offered(place: Int(place[row]))
      } else { .waiting(place: Int(place[row])) }
    let isConsidered = ranking.exclusions[row] == nil
    let unit = power(policy.decimals)
    let whole = policy.evidence.map(\.weight).reduce(0, +)
    let pieces = policy.evidence.enumerated().map { position, piece in
      Explanation.Piece(
        title: selected.file.title(evidence: piece.name), value: selected.candidates.evidence[piece.name]?.values[row] ?? .nan,
        points: ranking.points[position][row], error: ranking.errors[position][row], weight: piece.weight / whole)
    }
    let explanation = Explanation(
      status: status, rule: selected.outcome.rules[row], pieces: pieces,
      total: isConsidered ? Double(ranking.totals[row]) / unit : .nan,
      error: isConsidered ? ranking.totalErrors[row] : 0, rank: isConsidered ? Int(ranking.rank[row]) + 1 : nil,
      considered: ranking.order.count, places: policy.places,
      distance: isConsidered ? cut.map { Double(ranking.totals[row] - $0) / unit } : nil, hasPlaceWithoutProtection: bare[row],
      isProtected: policy.protection != .none,
      worstPlace: isConsidered && !policy.shares.isEmpty
        ? min(ranking.order.count, policy.worstPlace(rank: Int(ranking.rank[row]) + 1, has: mask(row))) : nil,
      drawDecided: drawDecided(row), sentences: [])
    return explanation.with(sentences: explanation.tell(selected.file, to: reader, since: since))
  }

  private func mask(_ row: Int) -> UInt32 {
    selected.policy.attributes.enumerated().reduce(0) { mask, attribute in
      selected.candidates.attributes[attribute.element]?[row] == true ? mask | 1 << UInt32(attribute.offset) : mask
    }
  }

  /// One with the same total stands next to her and the line between place and no place runs between the two.
  private func drawDecided(_ row: Int) -> Bool {
    guard let rank = selected.ranking.exclusions[row] == nil ? Int(selected.ranking.rank[row]) : nil else { return false }
    let order = selected.ranking.order
    func isTie(_ other: Int) -> Bool {
      order.indices.contains(other) && selected.ranking.totals[Int(order[other])] == selected.ranking.totals[row]
        && isOffered[Int(order[other])] != isOffered[row]
    }
    var other = rank + (isOffered[row] ? 1 : -1)
    while order.indices.contains(other), selected.ranking.totals[Int(order[other])] == selected.ranking.totals[row] {
      if isTie(other) { return true }
      other += isOffered[row] ? 1 : -1
    }
    return false
  }
}
