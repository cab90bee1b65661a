/// How an adaptive test asks and when it ends.
package struct AdaptivePlan: Sendable, Hashable {
  package var criterion: Criterion
  package var exposure: Exposure
  /// Least and most items.
  package var shortest: Int
  package var longest: Int
  /// By area: least and most items of it. Empty: no areas.
  package var areas: [AreaBounds]
  /// Ends when the posterior SD is at most this; nil: does not matter.
  package var standardError: Double?
  /// Ends when the best item is expected to lower the SD by less than this (Choi, Grady & Dodd 2011); nil: does not matter.
  package var leastGain: Double?
  package var prior: AbilityDistribution

  package enum Criterion: Sendable, Hashable {
    /// Fisher information at the expected ability (Lord 1980).
    case information
    /// Fisher information averaged over the posterior (van der Linden 1998): steadier at the start.
    case weightedInformation
  }

  package enum Exposure: Sendable, Hashable {
    case none
    /// One of the best so many, drawn (Kingsbury & Zara 1989).
    case randomesque(Int)
    /// The best item is given with its chance, else set aside for this person (Sympson & Hetter 1985); one chance an item, from
    /// `AdaptiveBank.exposureChances`.
    case sympsonHetter([Double])
  }

  package struct AreaBounds: Sendable, Hashable {
    package let least: Int
    package let most: Int

    package init(least: Int = 0, most: Int) {
      self.least = least
      self.most = most
    }
  }

  package init(
    criterion: Criterion = .information, exposure: Exposure = .randomesque(5), shortest: Int = 5, longest: Int = 30,
    areas: [AreaBounds] = [], standardError: Double? = 0.3, leastGain: Double? = nil, prior: AbilityDistribution = .init()
  ) {
    self.criterion = criterion
    self.exposure = exposure
    self.shortest = shortest
    self.longest = longest
    self.areas = areas
    self.standardError = standardError
    self.leastGain = leastGain
    self.prior = prior
  }
}

/// Why there is no adaptive test.
package enum AdaptiveFault: Error, Sendable, Hashable {
  case noItems
  /// Areas or chances not one for each item.
  case count(expected: Int, given: Int)
  /// An item of an area that the plan does not have.
  case area(item: Int)
  /// Least above most, or below 0.
  case bounds(area: Int)
  /// Fewer items of the area than it must have.
  case tooFewItems(area: Int)
  /// 0 < shortest <= longest does not hold, or the areas' least items exceed the longest test.
  case lengths
  /// Areas and bank cannot fill the shortest test.
  case unfillable(most: Int)
  /// A number of the plan that is not positive, or a chance outside (0, 1].
  case setting(String)
  /// An answer when no item was asked, or one the item does not have.
  case answer(Int)
}
