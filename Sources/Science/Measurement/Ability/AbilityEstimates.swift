/// An ability for each person, in the metric of the items, with its standard error.
package struct AbilityEstimates: Sendable {
  package internal(set) var abilities: [Double]
  /// Infinite where the answers say nothing.
  package internal(set) var standardErrors: [Double]
}

/// How an ability is estimated from the answers of a person.
package enum AbilityMethod: Sendable, Hashable {
  /// Mean of the posterior, with its SD (Bock & Mislevy 1982). A person without answers gets the group's.
  case expected
  /// Mode of the posterior; standard error from the Fisher information plus that of the prior.
  case mode
  /// Weighted likelihood (Warm 1989): without the outward bias of maximum likelihood and finite for every pattern;
  /// standard error from the Fisher information.
  case weighted
  /// Maximum likelihood; standard error from the Fisher information.
  case likelihood(ExtremeScores)
}

/// What maximum likelihood does where it is infinite. A person without answers gets the group's mean and an infinite error.
package enum ExtremeScores: Sendable, Hashable {
  /// The ability at which the expected sum of answers is that far from the lowest or highest possible one; 0.3 is the
  /// convention of WINSTEPS and FACETS (Linacre 2009). Where no ability is so low, the bound.
  case adjusted(by: Double)
  /// The ends of the search.
  case bounded(at: Double)

  /// Ends of the search.
  var bound: Double {
    switch self {
    case .adjusted: 40
    case .bounded(let bound): bound
    }
  }
}

/// Why no ability can be estimated.
package enum AbilityRefusal: Error, Hashable, Sendable {
  /// Items not one for each column.
  case itemCount(expected: Int, given: Int)
  /// Distributions not one for each group.
  case groupCount(expected: Int, given: Int)
  /// An answer the item does not have.
  case answer(person: Int, item: Int)
  /// A deviation, bound or number of draws that is not positive.
  case setting(String)
}

extension Responses {
  /// Abilities of all persons; groups are those of the persons, one N(0, 1) unless given.
  package func abilities(
    _ items: [Item], groups: [AbilityDistribution]? = nil, method: AbilityMethod = .expected
  ) throws(AbilityRefusal) -> AbilityEstimates {
    let groups = groups ?? [AbilityDistribution](repeating: AbilityDistribution(), count: groupCount)
    try check(items, groups)
    switch method {
    case .expected: return Posteriors(self, items, groups).estimates()
    case .mode: return PointEstimation(items, groups, .mode).estimates(self)
    case .weighted: return PointEstimation(items, groups, .weighted).estimates(self)
    case .likelihood(let extremes):
      guard extremes.bound > 0, extremes.bound.isFinite else { throw .setting("bound") }
      if case .adjusted(let by) = extremes, !(by > 0 && by < 1) { throw .setting("adjusted") }
      return PointEstimation(items, groups, .likelihood(extremes)).estimates(self)
    }
  }

  func check(_ items: [Item], _ groups: [AbilityDistribution]) throws(AbilityRefusal) {
    guard items.count == self.items else { throw .itemCount(expected: self.items, given: items.count) }
    guard groups.count == groupCount else { throw .groupCount(expected: groupCount, given: groups.count) }
    guard groups.allSatisfy({ $0.mean.isFinite && $0.deviation > 0 && $0.deviation < 1e6 }) else { throw .setting("deviation") }
    for item in items.indices where categories[item] > items[item].categories {
      for person in 0..<persons where (self[person, item] ?? 0) >= items[item].categories {
        throw .answer(person: person, item: item)
      }
    }
  }
}

extension Calibration {
  /// Abilities of persons with the estimated items and groups.
  package func abilities(_ responses: Responses, method: AbilityMethod = .expected) throws(AbilityRefusal) -> AbilityEstimates {
    try responses.abilities(items, groups: groups, method: method)
  }
}

extension AbilityEstimates {
  /// Puts together what `write` finds for the rows of each cohort; persons in none, who answered nothing, get what is set for their group.
  init(
    _ responses: Responses, _ cohorts: [Cohort], unanswered: [(ability: Double, error: Double)],
    write: (Cohort, _ abilities: UnsafeMutablePointer<Double>, _ errors: UnsafeMutablePointer<Double>) -> Void
  ) {
    abilities = (0..<responses.persons).map { unanswered[responses.group($0)].ability }
    standardErrors = (0..<responses.persons).map { unanswered[responses.group($0)].error }
    for cohort in cohorts {
      if cohort.persons == nil, cohort.codes.rowOfPerson == nil {
        write(cohort, &abilities, &standardErrors)
        continue
      }
      var rowAbilities = [Double](repeating: 0, count: cohort.codes.rows)
      var rowErrors = rowAbilities
      write(cohort, &rowAbilities, &rowErrors)
      for at in 0..<(cohort.persons?.count ?? responses.persons) {
        let person = cohort.persons.map { Int($0[at]) } ?? at
        let row = cohort.codes.rowOfPerson.map { Int($0[at]) } ?? at
        abilities[person] = rowAbilities[row]
        standardErrors[person] = rowErrors[row]
      }
    }
  }
}
