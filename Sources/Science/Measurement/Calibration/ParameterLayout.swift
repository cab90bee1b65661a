import Glibc

/// One number that is estimated.
package enum Parameter: Sendable, Hashable {
  case slope(item: Int)
  case commonSlope
  /// Of category 1…K-1.
  case intercept(item: Int, category: Int)
  /// Shared part of the intercepts of category 2…K-1 of a rating scale.
  case scaleStep(scale: Int, category: Int)
  case guessing(item: Int)
  case mean(group: Int)
  case deviation(group: Int)
}

/// How the numbers the optimiser moves (free) make the parameters of items and groups (natural).
///
/// Natural order: for each item slope, intercepts and, where it has one, guessing chance; then mean and deviation of each group.
/// A natural parameter is a constant plus a sum of free ones; guessing chances and deviations are the logistic and the
/// exponential of their free one.
struct ParameterLayout: Sendable {
  enum Transform: Sendable { case identity, logistic, exponential }

  struct Natural: Sendable {
    var constant = 0.0
    var terms: [(free: Int, coefficient: Double)] = []
    var transform = Transform.identity
  }

  let plan: CalibrationPlan
  let categories: [Int]
  private(set) var natural: [Natural] = []
  /// Where an item's natural parameters begin; one more element than items.
  private(set) var starts: [Int] = [0]
  private(set) var free: [Parameter] = []
  /// Free parameters that are in one item only, for each item; the others are shared.
  private(set) var own: [[Int]] = []
  private(set) var shared: [Int] = []
  let groups: [AbilityPlan]

  init(_ plan: CalibrationPlan, categories: [Int], groups: [AbilityPlan]) {
    self.plan = plan
    self.categories = categories
    self.groups = groups
    var scales: [Parameter: Int] = [:]
    for item in categories.indices { append(item, &scales) }
    for (number, group) in groups.enumerated() {
      natural.append(group.mean.map { Natural(constant: $0) } ?? sharedTerm(.mean(group: number), .identity))
      natural.append(group.deviation.map { Natural(constant: $0) } ?? sharedTerm(.deviation(group: number), .exponential))
    }
  }

  private mutating func append(_ item: Int, _ scales: inout [Parameter: Int]) {
    defer { starts.append(natural.count) }
    own.append([])
    if let anchor = plan.anchors[item] {
      natural += ([anchor.slope] + anchor.intercepts).map { Natural(constant: $0) }
      if anchor.curve == .guessing { natural.append(Natural(constant: anchor.guessing)) }
      return
    }
    let model = plan.models[item]
    if !model.sharesSlope {
      natural.append(ownTerm(.slope(item: item), item))
    } else if let slope = plan.commonSlope {
      natural.append(Natural(constant: slope))
    } else {
      natural.append(Natural(terms: [(place(.commonSlope, &scales), 1)]))
    }
    var first: Int?
    for category in 1..<categories[item] {
      if case .ratingScale(let scale) = model, let first {
        let step = place(.scaleStep(scale: scale, category: category), &scales)
        natural.append(Natural(terms: [(first, Double(category)), (step, 1)]))
      } else {
        first = free.count
        natural.append(ownTerm(.intercept(item: item, category: category), item))
      }
    }
    if model == .threeParameter { natural.append(ownTerm(.guessing(item: item), item, .logistic)) }
  }

  private mutating func ownTerm(_ parameter: Parameter, _ item: Int, _ transform: Transform = .identity) -> Natural {
    free.append(parameter)
    own[item].append(free.count - 1)
    return Natural(terms: [(free.count - 1, 1)], transform: transform)
  }

  private mutating func sharedTerm(_ parameter: Parameter, _ transform: Transform) -> Natural {
    free.append(parameter)
    shared.append(free.count - 1)
    return Natural(terms: [(free.count - 1, 1)], transform: transform)
  }

  private mutating func place(_ parameter: Parameter, _ scales: inout [Parameter: Int]) -> Int {
    if let place = scales[parameter] { return place }
    free.append(parameter)
    shared.append(free.count - 1)
    scales[parameter] = free.count - 1
    return free.count - 1
  }
}

extension ParameterLayout {
  /// The natural parameters at a point.
  func natural(at point: [Double]) -> [Double] {
    natural.map { parameter in
      let sum = parameter.terms.reduce(parameter.constant) { $0 + $1.coefficient * point[$1.free] }
      return switch parameter.transform {
      case .identity: sum
      case .logistic: logistic(sum)
      case .exponential: exp(sum)
      }
    }
  }

  /// d natural / d free, for the parameters with a transform.
  func stretch(_ parameter: Int, _ value: Double) -> Double {
    switch natural[parameter].transform {
    case .identity: 1
    case .logistic: value * (1 - value)
    case .exponential: value
    }
  }

  /// The free gradient that goes with a natural one.
  func pulledBack(_ gradient: [Double], _ values: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: free.count)
    for at in natural.indices {
      let stretched = gradient[at] * stretch(at, values[at])
      for term in natural[at].terms { result[term.free] += term.coefficient * stretched }
    }
    return result
  }

  /// The items at a point; nil where the point is outside what they allow.
  func items(_ values: [Double]) -> [Item]? {
    var items: [Item] = []
    for item in categories.indices {
      if let anchor = plan.anchors[item] {
        items.append(anchor)
        continue
      }
      let own = values[starts[item]..<starts[item + 1]]
      guard own.allSatisfy({ $0.isFinite && abs($0) < 1e6 }) else { return nil }
      let intercepts = Array(own.dropFirst().prefix(categories[item] - 1))
      let curve = plan.models[item].curve
      if curve == .graded {
        for step in 1..<max(1, intercepts.count) where intercepts[step] >= intercepts[step - 1] { return nil }
      }
      items.append(
        Item(
          trusted: curve, slope: own[own.startIndex], intercepts: intercepts,
          guessing: curve == .guessing ? own[own.endIndex - 1] : 0))
    }
    return items
  }

  /// The distributions of the groups at a point; nil where one is out of bounds.
  func abilities(_ values: [Double]) -> [AbilityDistribution]? {
    var result: [AbilityDistribution] = []
    for group in groups.indices {
      let at = starts[categories.count] + 2 * group
      let (mean, deviation) = (values[at], values[at + 1])
      guard mean.isFinite, abs(mean) < 1e4, deviation > 1e-6, deviation < 1e4 else { return nil }
      result.append(AbilityDistribution(mean: mean, deviation: deviation))
    }
    return result
  }
}
