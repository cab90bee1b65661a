import Dispatch

/// Q3 (Yen 1984): how the residuals of two items go together over persons. Without dependence about -1 / (items - 1).
package struct LocalDependence: Sendable, Hashable {
  /// The lower number first.
  package let first: Int
  package let second: Int
  package let correlation: Double
  /// How many persons answered both.
  package let persons: Int
}

extension Responses {
  /// Q3 of every pair of items with at least three persons and residuals that vary, the largest absolute first.
  /// `abilities` as for `itemFit`. O(persons x items²).
  package func localDependence(_ items: [Item], abilities: [Double]) -> [LocalDependence] {
    precondition(items.count == self.items && abilities.count == persons)
    let sums = pairSums(items, abilities)
    var pairs: [LocalDependence] = []
    for one in items.indices {
      for other in items.indices where other > one && sums.persons(one, other) >= 3 {
        guard let correlation = sums.correlation(one, other) else { continue }
        pairs.append(
          LocalDependence(first: one, second: other, correlation: correlation, persons: sums.persons(one, other)))
      }
    }
    return pairs.sorted { abs($0.correlation) > abs($1.correlation) }
  }

  private func pairSums(_ items: [Item], _ abilities: [Double]) -> PairSums {
    let parts = Parts(persons)
    let sums = (0..<parts.number).map { _ in PairSums(items: items.count) }
    nonisolated(unsafe) let own = sums
    DispatchQueue.concurrentPerform(iterations: parts.number) { part in
      let curves = TileCurves(items)
      eachTile(in: parts[part], abilities: abilities) { tile, _ in own[part].add(tile, items, curves) }
    }
    for part in sums.dropFirst() { sums[0].add(part) }
    return sums[0]
  }
}
