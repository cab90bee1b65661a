import Dispatch

/// Abilities that maximise something, with their standard errors.
struct PointEstimation {
  private let items: [Item]
  private let groups: [AbilityDistribution]
  private let target: PointTarget

  init(_ items: [Item], _ groups: [AbilityDistribution], _ target: PointTarget) {
    self.items = items
    self.groups = groups
    self.target = target
  }

  /// Of a person without answers the group's mean, with its SD where there is a prior.
  func estimates(_ responses: Responses) -> AbilityEstimates {
    var unknown = Double.infinity
    if case .mode = target { unknown = 1 }
    var curves: LatticeCurves?
    return AbilityEstimates(
      responses, responses.scoringCohorts(items, forDrawing: false),
      unanswered: groups.map { ($0.mean, $0.deviation * unknown) }
    ) { cohort, abilities, errors in
      var rows = Array(0..<cohort.codes.rows)
      if cohort.method == .sufficient { rows = solve(cohort, abilities, errors) }
      if rows.isEmpty { return }
      let known = curves ?? LatticeCurves(items, target)
      curves = known
      search(rows, cohort, known, abilities, errors)
    }
  }

  /// By the sum of slope x answer; returns the rows that are left.
  private func solve(
    _ cohort: Cohort, _ abilities: UnsafeMutablePointer<Double>, _ errors: UnsafeMutablePointer<Double>
  ) -> [Int] {
    let codes = cohort.codes
    guard let equation = SumEquation(codes.items.map { items[$0] }, groups[cohort.group], target) else {
      return Array(0..<codes.rows)
    }
    let slopes = SlopeSums(codes, items)
    let parts = Parts(codes.rows, least: AnswerTile.width)
    var left = [[Int]](repeating: [], count: parts.number)
    left.withUnsafeMutableBufferPointer { left in
      nonisolated(unsafe) let (left, abilities, errors) = (left.baseAddress!, abilities, errors)
      DispatchQueue.concurrentPerform(iterations: parts.number) { part in
        left[part] = equation.write(parts[part], slopes, abilities, errors)
      }
    }
    return left.flatMap(\.self)
  }

  private func search(
    _ rows: [Int], _ cohort: Cohort, _ curves: LatticeCurves, _ abilities: UnsafeMutablePointer<Double>,
    _ errors: UnsafeMutablePointer<Double>
  ) {
    let (codes, group) = (cohort.codes, groups[cohort.group])
    let lattice = HeightLattice(codes, curves, group, target)
    let parts = Parts(rows.count, least: AnswerTile.width)
    nonisolated(unsafe) let (abilities, errors) = (abilities, errors)
    DispatchQueue.concurrentPerform(iterations: parts.number) { part in
      var search = PointSearch(codes, items, group, target, lattice)
      search.write(rows[parts[part]], abilities, errors)
    }
  }
}
