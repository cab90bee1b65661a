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
    return AbilityEstimates(
      responses, responses.scoringCohorts(items, forDrawing: false),
      unanswered: groups.map { ($0.mean, $0.deviation * unknown) }, write: write)
  }

  private func write(_ cohort: Cohort, _ abilities: UnsafeMutablePointer<Double>, _ errors: UnsafeMutablePointer<Double>) {
    let (codes, group) = (cohort.codes, groups[cohort.group])
    let lattice = HeightLattice(codes, items, group, target)
    let equation = cohort.method == .sufficient ? SumEquation(codes.items.map { items[$0] }, group, target) : nil
    let slopes = equation.map { _ in SlopeSums(codes, items) }
    let parts = Parts(codes.rows, least: AnswerTile.width)
    nonisolated(unsafe) let (abilities, errors) = (abilities, errors)
    DispatchQueue.concurrentPerform(iterations: parts.number) { part in
      var rows = Array(parts[part])
      if let equation, let slopes { rows = equation.write(parts[part], slopes, abilities, errors) }
      if rows.isEmpty { return }
      var search = PointSearch(codes, items, group, target, lattice)
      search.write(rows, abilities, errors)
    }
  }
}
