/// What is estimated, and how far.
package struct CalibrationPlan: Sendable {
  /// One for each item.
  package var models: [ItemModel]
  /// Items whose parameters are known and stay, by number.
  package var anchors: [Int: Item]
  /// One for each group of persons; nil: with anchors every group is free, else the first is N(0, 1) and the others are free.
  package var groups: [AbilityPlan]?
  /// Slope shared by the items of the Rasch, partial-credit and rating-scale models; nil to estimate it.
  package var commonSlope: Double?
  /// Prior of the guessing chances of three-parameter items; nil for none.
  package var guessingPrior: BetaPrior?
  /// Prior of the free slopes; nil for none.
  package var slopePrior: LogNormalPrior?
  /// Largest element of the gradient of the (penalised) log-likelihood, per person, at which the fit counts as converged.
  package var tolerance: Double
  package var iterationLimit: Int
  var engine: Engine = .automatic

  package init(
    models: [ItemModel], anchors: [Int: Item] = [:], groups: [AbilityPlan]? = nil, commonSlope: Double? = nil,
    guessingPrior: BetaPrior? = .init(), slopePrior: LogNormalPrior? = nil, tolerance: Double = 1e-9, iterationLimit: Int = 500
  ) {
    self.models = models
    self.anchors = anchors
    self.groups = groups
    self.commonSlope = commonSlope
    self.guessingPrior = guessingPrior
    self.slopePrior = slopePrior
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
  }

  /// The same model for every item.
  package init(_ model: ItemModel, items: Int) { self.init(models: [ItemModel](repeating: model, count: items)) }

  /// How the likelihood is added up; every way gives the same, tests name one.
  enum Engine: Sendable { case automatic, tables, sufficient, scores }
}

package enum ItemModel: Sendable, Hashable {
  /// logit P = aθ + d with one a for all items of the three models of Rasch (Rasch 1960).
  case rasch
  /// logit P = aθ + d (Birnbaum 1968).
  case twoParameter
  /// P = c + (1 - c)·logistic(aθ + d) (Birnbaum 1968).
  case threeParameter
  /// logit P(answer >= k) = aθ + d_k (Samejima 1969).
  case graded
  /// log P(k)/P(0) = kaθ + d_k (Muraki 1992).
  case generalisedPartialCredit
  /// The same with the common slope (Masters 1982).
  case partialCredit
  /// The same with d_k = k·d_1 + t_k and the t shared by all items of the scale (Andrich 1978).
  case ratingScale(scale: Int)

  package var curve: Item.Curve {
    switch self {
    case .threeParameter: .guessing
    case .graded: .graded
    default: .partialCredit
    }
  }

  /// Whether its slope is that of all items of such models.
  package var sharesSlope: Bool {
    switch self {
    case .rasch, .partialCredit, .ratingScale: true
    default: false
    }
  }

  /// Whether it knows the answers 0 and 1 only.
  package var isDichotomous: Bool { self == .rasch || self == .twoParameter || self == .threeParameter }
}

/// Normal distribution of ability in a group.
package struct AbilityDistribution: Sendable, Hashable {
  package var mean: Double
  /// Above 0.
  package var deviation: Double

  package init(mean: Double = 0, deviation: Double = 1) {
    self.mean = mean
    self.deviation = deviation
  }
}

/// What is known of a group's distribution of ability; nil is estimated.
package struct AbilityPlan: Sendable, Hashable {
  package var mean: Double?
  package var deviation: Double?

  package init(mean: Double?, deviation: Double?) {
    self.mean = mean
    self.deviation = deviation
  }

  package static let standard = AbilityPlan(mean: 0, deviation: 1)
  package static let free = AbilityPlan(mean: nil, deviation: nil)
}

/// Density of a guessing chance in proportion to c^(alpha-1) (1-c)^(beta-1). The default is that of BILOG-MG for five
/// options (Zimowski et al. 2003): mode .2, as heavy as 20 answers.
package struct BetaPrior: Sendable, Hashable {
  package var alpha: Double
  package var beta: Double

  package init(alpha: Double = 5, beta: Double = 17) {
    self.alpha = alpha
    self.beta = beta
  }
}

/// log a is normal with this mean and deviation.
package struct LogNormalPrior: Sendable, Hashable {
  package var mean: Double
  package var deviation: Double

  package init(mean: Double = 0, deviation: Double = 0.5) {
    self.mean = mean
    self.deviation = deviation
  }
}
