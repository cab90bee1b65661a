/// The rules of a selection in numbers, checked when made: what counts, how many places, who is protected, what is limited.
package struct Policy: Sendable, Hashable {
  /// How many hold a place at once; at least 1.
  package let places: Int
  package let evidence: [Evidence]
  /// Totals are compared as they are published: with this many decimals, 0 to 6. What is equal then is a tie.
  package let decimals: Int
  package let protection: Protection
  package let caps: [Cap]

  /// Throws every contradiction found, not only the first.
  package init(places: Int, evidence: [Evidence], decimals: Int = 2, protection: Protection = .none, caps: [Cap] = [])
    throws(PolicyFaults)
  {
    self.places = places
    self.evidence = evidence
    self.decimals = decimals
    self.protection = protection
    self.caps = caps
    let faults = contradictions()
    guard faults.isEmpty else { throw PolicyFaults(faults: faults) }
  }
}

extension Policy {
  /// One thing known of each candidate that counts: a test, an essay, an interview.
  package struct Evidence: Sendable, Hashable {
    package let name: String
    package let scale: Scale
    /// Compared with the other weights; positive.
    package let weight: Double
    /// Below it nobody is considered; in the unit the evidence comes in.
    package let minimum: Double?
    package let missing: Missing
    /// How many equal parts (items, marks) one value rests on; for the question what one more would bring.
    package let parts: Int?

    package init(name: String, scale: Scale, weight: Double, minimum: Double? = nil, missing: Missing, parts: Int? = nil) {
      self.name = name
      self.scale = scale
      self.weight = weight
      self.minimum = minimum
      self.missing = missing
      self.parts = parts
    }
  }

  /// How a value becomes points, so that different evidence can be added.
  package enum Scale: Sendable, Hashable {
    /// 100 (x − lowest) / (highest − lowest).
    case raw(lowest: Double, highest: Double)
    /// 50 + 10 (x − mean) / SD over all candidates who have it (McCall's T score, 1922).
    case standard
    /// 50 + 10 x for an ability in logits whose population is N(0, 1).
    case logit
  }

  /// What is done where a candidate lacks a piece of evidence.
  package enum Missing: Sendable, Hashable {
    /// She is not considered.
    case notConsidered
    /// She gets the lowest points anybody got.
    case lowest
    /// She gets the average points, and the spread of the points as her error.
    case average
    /// She gets these points.
    case points(Double)
  }

  /// Whom the rules protect; one way or the other, not both.
  package enum Protection: Sendable, Hashable {
    case none
    /// Places kept for those who have an attribute, in the order they are filled; what nobody can fill goes to the rest.
    case reserves([Reserve])
    /// A minimum share of every beginning of the list, for one or two attributes.
    case shares([Share])
  }

  package struct Reserve: Sendable, Hashable {
    package let attribute: String
    package let places: Int

    package init(attribute: String, places: Int) {
      self.attribute = attribute
      self.places = places
    }
  }

  package struct Share: Sendable, Hashable {
    package let attribute: String
    /// 1 to 99.
    package let percent: Int

    package init(attribute: String, percent: Int) {
      self.attribute = attribute
      self.percent = percent
    }
  }

  /// At most so many places for one school, one district, or whatever the column names.
  package struct Cap: Sendable, Hashable {
    package let column: String
    package let places: Int

    package init(column: String, places: Int) {
      self.column = column
      self.places = places
    }
  }

  package var reserves: [Reserve] {
    if case .reserves(let reserves) = protection { reserves } else { [] }
  }

  package var shares: [Share] {
    if case .shares(let shares) = protection { shares } else { [] }
  }

  /// The attributes the rules ask for.
  package var attributes: [String] { reserves.map(\.attribute) + shares.map(\.attribute) }

  /// The same rules with some of them changed; for what each rule costs.
  package func with(places: Int? = nil, protection: Protection? = nil, caps: [Cap]? = nil) throws(PolicyFaults) -> Policy {
    try Policy(
      places: places ?? self.places, evidence: evidence, decimals: decimals, protection: protection ?? self.protection,
      caps: caps ?? self.caps)
  }
}
