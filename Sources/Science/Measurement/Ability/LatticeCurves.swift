/// The items at the points of a lattice.
struct LatticeCurves: Sendable {
  /// Points of a lattice.
  static let count = 97
  /// And so many more that they make eights.
  static let row = 104

  /// Ends of the search, and the lattice within them.
  let bound: Double
  let spacing: Double
  let points: [Double]
  /// log P at item, answer, point.
  let logs: [[[Double]]]
  /// At item, point; of no item where likelihood is not weighted.
  let informations: [[Double]]

  init(_ items: [Item], _ target: PointTarget) {
    bound = target.bound(items)
    let reach = min(bound, 12)
    let spacing = 2 * reach / Double(Self.count - 1)
    let points = (0..<Self.row).map { Double($0) * spacing - reach }
    (self.spacing, self.points) = (spacing, points)
    logs = items.map { item in
      let rows = points.map(item.logProbabilities)
      return (0..<item.categories).map { answer in rows.map { $0[answer] } }
    }
    informations = if case .weighted = target { items.map { item in points.map(item.information) } } else { [] }
  }
}
