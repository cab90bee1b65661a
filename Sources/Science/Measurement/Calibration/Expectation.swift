/// What a pass over the persons adds up, at the nodes of a grid.
struct Expectation: Sendable {
  let nodeCount: Int
  /// Of the answers, without priors.
  var logLikelihood = 0.0
  /// Expected persons who gave an answer, at cell x node; only of persons counted by tables.
  var answers: [Double]
  /// Expected persons who answered an item, at item x node.
  var mass: [Double]
  /// Expected persons of a group, at group x node.
  var groupMass: [Double]
  /// Persons who gave an answer, at cells; only of those not counted by tables.
  var counts: [Double]
  /// Sum of answer x expected ability, for each item; only of persons not counted by tables.
  var slopeSums: [Double]

  init(cells: Int, items: Int, groups: Int, nodeCount: Int) {
    self.nodeCount = nodeCount
    answers = [Double](repeating: 0, count: cells * nodeCount)
    mass = [Double](repeating: 0, count: items * nodeCount)
    groupMass = [Double](repeating: 0, count: groups * nodeCount)
    counts = [Double](repeating: 0, count: cells)
    slopeSums = [Double](repeating: 0, count: items)
  }
}
