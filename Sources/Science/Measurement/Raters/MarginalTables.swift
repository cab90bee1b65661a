import Glibc

/// Each bundle on a fine grid of η + difficulties: the log of its normaliser, its mean and variance; and the expected mass of candidates
/// at each point, from which the gradient of all that raters share is collected.
final class MarginalTables {
  /// Copies of the mass, one a block of forms.
  static let copies = 8

  let logs: Doubles
  let means: Doubles
  let variances: Doubles
  let mass: [Doubles]
  private let grid: MarginalGrid
  private let forms: FacetForms
  private let columns: Int
  /// η of column 0, phase 0.
  private let origin: Double
  /// For each bundle's cells the difficulty of criterion and task.
  private let locations: [[Double]]
  private let scales: [FacetScale]

  private var points: Int { columns * grid.phases }

  init(_ vector: [Double], _ layout: FacetLayout, _ scales: [FacetScale], _ forms: FacetForms, _ grid: MarginalGrid) {
    self.grid = grid
    self.forms = forms
    self.scales = layout.scales(vector, like: scales)
    locations = forms.bundles.map { cells in
      cells.map { layout.difficulty(vector, $0.criterion) + layout.task(vector, $0.task) }
    }
    let severities = vector[..<layout.raters]
    let (low, high) = (severities.min() ?? 0, severities.max() ?? 0)
    columns = grid.count + Int(((high - low) / grid.spacing).rounded(.up)) + 5
    origin = grid.first - high - grid.spacing
    let size = forms.bundles.count * columns * grid.phases
    logs = Doubles(size)
    means = Doubles(size)
    variances = Doubles(size)
    mass = (0..<Self.copies).map { _ in Doubles(size) }
    fill()
  }

  /// Where the table of a bundle starts, and where in it a rater of this severity looks.
  @inline(__always)
  func place(_ bundle: Int32, severity: Double) -> (base: Int, MarginalStencil) {
    (
      Int(bundle) * points,
      MarginalStencil(offset: (grid.first - severity - origin) / grid.spacing, phases: grid.phases, columns: columns)
    )
  }

  private func eta(_ point: Int) -> Double {
    origin + (Double(point % columns) + Double(point / columns) / Double(grid.phases)) * grid.spacing
  }

  private func fill() {
    let widest = scales.map(\.categories).max() ?? 2
    inBlocks(forms.bundles.count * points, blocks: 64) { _, range in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: widest) { buffer in
        let probabilities = buffer.baseAddress!
        for at in range {
          let (bundle, eta) = (at / points, eta(at % points))
          for (cell, location) in zip(forms.bundles[bundle], locations[bundle]) {
            let scale = Int(cell.scale)
            logs.at[at] += scales[scale].fill(probabilities, at: eta - location)
            var (mean, square) = (0.0, 0.0)
            for k in 0..<scales[scale].categories {
              mean += Double(k) * probabilities[k]
              square += Double(k * k) * probabilities[k]
            }
            means.at[at] += mean
            variances.at[at] += square - mean * mean
          }
        }
      }
    }
  }

  /// Adds the expected sums of criteria, tasks and potentials to the gradient (as of a log-likelihood); their complete-data information,
  /// row after row.
  func collectGlobals(_ layout: FacetLayout, _ gradient: inout [Double]) -> [Double] {
    let size = layout.globals.count
    let blocks = 16
    let sums = (0..<blocks).map { _ in Doubles(size) }
    let squares = (0..<blocks).map { _ in Doubles(size <= MarginalPass.denseLimit ? size * size : size) }
    let places = potentialPlaces(layout)
    inBlocks(forms.bundles.count * points, blocks: blocks) { block, range in
      var desk = Desk(widest: scales.map(\.categories).max() ?? 2)
      for at in range {
        let mass = mass.reduce(0) { $0 + $1.at[at] }
        guard mass != 0 else { continue }
        let (bundle, eta) = (at / points, eta(at % points))
        for (cell, location) in zip(forms.bundles[bundle], locations[bundle]) {
          desk.add(
            cell, scales[Int(cell.scale)], at: eta - location, mass: mass, layout, places[Int(cell.scale)], sums[block],
            squares[block])
        }
      }
    }
    for at in 0..<size {
      let sign: Double = layout.criterionStart + at < layout.potentialStart ? 1 : -1
      gradient[layout.criterionStart + at] += sign * sums.reduce(0) { $0 + $1.at[at] }
    }
    return (0..<squares[0].count).map { at in squares.reduce(0) { $0 + $1.at[at] } }
  }

  /// For each scale and category its place among the globals; -1 where it is not free.
  private func potentialPlaces(_ layout: FacetLayout) -> [[Int]] {
    var places = scales.map { [Int](repeating: -1, count: $0.categories) }
    for (at, potential) in layout.potentials.enumerated() {
      places[potential.scale][potential.category] = layout.potentialStart - layout.criterionStart + at
    }
    return places
  }
}

/// Where a block adds up one cell at one point.
private struct Desk {
  private var probabilities: [Double]
  private var active: [(place: Int, weight: Double, category: Int)] = []

  init(widest: Int) { probabilities = [Double](repeating: 0, count: widest) }

  /// Expected statistics of the cell's parameters and their covariance. Difficulties enter with η falling, hence the sign -1.
  mutating func add(
    _ cell: FacetForms.Cell, _ scale: FacetScale, at eta: Double, mass: Double, _ layout: FacetLayout, _ places: [Int],
    _ sums: Doubles, _ squares: Doubles
  ) {
    _ = probabilities.withUnsafeMutableBufferPointer { scale.fill($0.baseAddress!, at: eta) }
    var (mean, square) = (0.0, 0.0)
    for k in 0..<scale.categories {
      mean += Double(k) * probabilities[k]
      square += Double(k * k) * probabilities[k]
    }
    active.removeAll(keepingCapacity: true)
    if layout.criteria > 1 { active.append((Int(cell.criterion), -1, -1)) }
    if layout.tasks > 1 { active.append((layout.taskStart - layout.criterionStart + Int(cell.task), -1, -1)) }
    for k in places.indices where places[k] >= 0 { active.append((places[k], 1, k)) }
    let size = sums.count
    for one in active {
      sums.at[one.place] += mass * (one.category < 0 ? mean : probabilities[one.category])
      if squares.count == size, size > MarginalPass.denseLimit {
        squares.at[one.place] += mass * covariance(one.category, one.category, mean, square)
        continue
      }
      for other in active {
        squares.at[one.place * size + other.place] +=
          mass * one.weight * other.weight * covariance(one.category, other.category, mean, square)
      }
    }
  }

  /// Covariance of two statistics: the category itself (-1) or whether it is k.
  private func covariance(_ one: Int, _ other: Int, _ mean: Double, _ square: Double) -> Double {
    switch (one < 0, other < 0) {
    case (true, true): square - mean * mean
    case (true, false): probabilities[other] * (Double(other) - mean)
    case (false, true): probabilities[one] * (Double(one) - mean)
    case (false, false): (one == other ? probabilities[one] : 0) - probabilities[one] * probabilities[other]
    }
  }
}

extension MarginalPass {
  /// Up to this many criteria, tasks and potentials their information is one dense block.
  static let denseLimit = 200
}
