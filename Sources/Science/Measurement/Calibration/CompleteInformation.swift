/// What the information about the free parameters would be if abilities were known, per person, ready to be divided by: a block
/// for each item, bordered by the shared parameters.
struct CompleteInformation: Sendable {
  private struct Block: Sendable {
    let own: [Int]
    let root: Cholesky
    /// own x shared, already solved for by the block.
    let solved: [Double]
    let border: [Double]
  }

  private var blocks: [Block] = []
  private let shared: [Int]
  private var sharedRoot: Cholesky?

  init(_ likelihood: MarginalLikelihood, _ at: MarginalLikelihood.Point) {
    let layout = likelihood.layout
    shared = layout.shared
    let place = Dictionary(uniqueKeysWithValues: shared.enumerated().map { ($1, $0) })
    var corner = [Double](repeating: 0, count: shared.count * shared.count)
    for item in layout.categories.indices where layout.plan.anchors[item] == nil {
      let natural = ItemSlots(at.curves, at.expectation, item: item).information()
      blocks.append(Self.block(item, natural, at, likelihood, place, corner: &corner))
    }
    Self.addGroups(at, likelihood, place, to: &corner)
    guard !shared.isEmpty else { return }
    for block in blocks {
      for one in 0..<shared.count {
        for other in 0..<shared.count {
          for row in block.own.indices {
            corner[one * shared.count + other] -=
              block.border[row * shared.count + one] * block.solved[row * shared.count + other]
          }
        }
      }
    }
    sharedRoot = Self.root(corner, shared.count)
  }

  private static func block(
    _ item: Int, _ natural: [Double], _ at: MarginalLikelihood.Point, _ likelihood: MarginalLikelihood, _ place: [Int: Int],
    corner: inout [Double]
  ) -> Block {
    let layout = likelihood.layout
    let own = layout.own[item]
    let sharedCount = place.count
    var inside = [Double](repeating: 0, count: own.count * own.count)
    var border = [Double](repeating: 0, count: own.count * sharedCount)
    let start = layout.starts[item]
    let size = layout.starts[item + 1] - start
    for row in 0..<size {
      for column in 0..<size {
        let value =
          natural[row * size + column] / likelihood.totalWeight * layout.stretch(start + row, at.values[start + row])
          * layout.stretch(start + column, at.values[start + column])
        for one in layout.natural[start + row].terms {
          for other in layout.natural[start + column].terms {
            let share = value * one.coefficient * other.coefficient
            switch (own.firstIndex(of: one.free), own.firstIndex(of: other.free)) {
            case (let i?, let j?): inside[i * own.count + j] += share
            case (let i?, nil): border[i * sharedCount + place[other.free, default: 0]] += share
            case (nil, nil): corner[place[one.free, default: 0] * sharedCount + place[other.free, default: 0]] += share
            case (nil, _?): break
            }
          }
        }
      }
    }
    addPriors(item, own, at, likelihood, to: &inside)
    let root = root(inside, own.count)
    var solved = border
    for column in 0..<sharedCount {
      let x = root.solve((0..<own.count).map { border[$0 * sharedCount + column] })
      for row in 0..<own.count { solved[row * sharedCount + column] = x[row] }
    }
    return Block(own: own, root: root, solved: solved, border: border)
  }

  private static func addPriors(
    _ item: Int, _ own: [Int], _ at: MarginalLikelihood.Point, _ likelihood: MarginalLikelihood, to inside: inout [Double]
  ) {
    let plan = likelihood.layout.plan
    let model = plan.models[item]
    if model == .threeParameter, let prior = plan.guessingPrior {
      let c = at.items[item].guessing
      inside[own.count * own.count - 1] += max(0, prior.alpha + prior.beta - 2) * c * (1 - c) / likelihood.totalWeight
    }
    if !model.sharesSlope, let prior = plan.slopePrior {
      let slope = at.items[item].slope
      inside[0] += 1 / (prior.deviation * prior.deviation * slope * slope) / likelihood.totalWeight
    }
  }

  private static func addGroups(
    _ at: MarginalLikelihood.Point, _ likelihood: MarginalLikelihood, _ place: [Int: Int], to corner: inout [Double]
  ) {
    let layout = likelihood.layout
    let nodeCount = at.expectation.nodeCount
    for (group, ability) in at.abilities.enumerated() {
      let persons = at.expectation.groupMass[group * nodeCount..<(group + 1) * nodeCount].reduce(0, +) / likelihood.totalWeight
      let start = layout.starts[layout.categories.count] + 2 * group
      let informations = [persons / (ability.deviation * ability.deviation), 2 * persons]
      for (at, information) in informations.enumerated() {
        for term in layout.natural[start + at].terms {
          let place = place[term.free, default: 0]
          corner[place * layout.shared.count + place] += information
        }
      }
    }
  }

  /// With as much added to the diagonal as it takes to be positive definite.
  private static func root(_ matrix: [Double], _ size: Int) -> Cholesky {
    let top = (0..<size).reduce(1e-12) { max($0, matrix[$1 * size + $1]) }
    var ridge = 1e-12 * top
    while ridge.isFinite {
      var ridged = matrix
      for at in 0..<size { ridged[at * size + at] = max(ridged[at * size + at], 0) + ridge }
      if let root = Cholesky(ridged, size: size) { return root }
      ridge *= 100
    }
    return Cholesky((0..<size * size).map { $0 % (size + 1) == 0 ? 1 : 0 }, size: size)!
  }

  /// The step that would make the gradient vanish if abilities were known.
  func divide(_ gradient: [Double]) -> [Double] {
    var result = gradient
    var corner = shared.map { gradient[$0] }
    var inner: [[Double]] = []
    for block in blocks {
      let x = block.root.solve(block.own.map { gradient[$0] })
      inner.append(x)
      for column in corner.indices {
        for row in x.indices { corner[column] -= block.border[row * corner.count + column] * x[row] }
      }
    }
    if let sharedRoot { corner = sharedRoot.solve(corner) }
    for (at, place) in shared.enumerated() { result[place] = corner[at] }
    for (block, x) in zip(blocks, inner) {
      for row in x.indices {
        result[block.own[row]] = corner.indices.reduce(x[row]) { $0 - block.solved[row * corner.count + $1] * corner[$1] }
      }
    }
    return result
  }
}
