/// What is maximised at 97 equally spaced abilities: where to begin, and between which neighbours the highest peak stands.
struct HeightLattice: Sendable {
  private let codes: AnswerCodes
  /// Where the combinations of each block begin.
  private let starts: [Int]
  private let first: Double
  private let spacing: Double
  private let bound: Double
  /// Log-likelihood of a block's answers, at combination x point.
  private let logs: [Double]
  /// Information of the items answered, the same way; only where likelihood is weighted.
  private let informations: [Double]?
  /// Log prior at the points.
  private let prior: [Double]

  init(_ codes: AnswerCodes, _ curves: LatticeCurves, _ group: AbilityDistribution, _ target: PointTarget) {
    self.codes = codes
    starts = codes.blocks.map(\.firstRow)
    (bound, first, spacing) = (curves.bound, curves.points[0], curves.spacing)
    logs = Self.table(codes) { item, answer in curves.logs[item][answer] }
    if case .weighted = target {
      informations = Self.table(codes) { item, _ in curves.informations[item] }
    } else {
      informations = nil
    }
    if case .mode = target {
      prior = curves.points.map { ($0 - group.mean) / group.deviation }.map { -$0 * $0 / 2 }
    } else {
      prior = [Double](repeating: 0, count: LatticeCurves.row)
    }
  }

  private static func table(_ codes: AnswerCodes, _ values: (_ item: Int, _ answer: Int) -> [Double]) -> [Double] {
    var table = [Double](repeating: 0, count: codes.combinations * LatticeCurves.row)
    for block in codes.blocks {
      for code in 0..<block.combinations {
        for position in block.positions {
          guard let answer = codes.given(code, block, position: position) else { continue }
          let (own, row) = (values(codes.items[position], answer), (block.firstRow + code) * LatticeCurves.row)
          for point in own.indices { table[row + point] += own[point] }
        }
      }
    }
    return table
  }

  /// The highest point with the abilities between which its peak is, and about where. Weighted likelihood is near enough: exact but for
  /// curves that are not of the partial-credit family.
  func peak(of row: Int, _ heights: Doubles, _ sums: Doubles) -> (low: Double, middle: Double, high: Double) {
    prior.withUnsafeBufferPointer { heights.at.update(from: $0.baseAddress!, count: LatticeCurves.row) }
    add(logs, row, to: heights)
    if let informations {
      sums.clear()
      add(informations, row, to: sums)
      for point in stride(from: 0, to: LatticeCurves.row, by: 4) {
        var information = four(sums.at, point)
        information.replace(with: 1e-300, where: information .< 1e-300)
        put(four(heights.at, point) + logarithm(information) / 2, heights.at, point)
      }
    }
    var top = 0
    for point in 1..<LatticeCurves.count where heights.at[point] > heights.at[top] { top = point }
    if top == 0 { return (-bound, first, first + spacing) }
    let middle = first + Double(top) * spacing
    if top == LatticeCurves.count - 1 { return (middle - spacing, middle, bound) }
    return (middle - spacing, middle + vertex(around: top, heights) * spacing, middle + spacing)
  }

  static func scratch() -> Doubles { Doubles(LatticeCurves.row) }

  private func add(_ table: [Double], _ row: Int, to sums: Doubles) {
    typealias Eight = SIMD8<Double>
    let count = starts.count
    table.withUnsafeBufferPointer { table in
      starts.withUnsafeBufferPointer { starts in
        codes.codes.withUnsafeBufferPointer { all in
          let own = all.baseAddress! + row * count
          for point in stride(from: 0, to: LatticeCurves.row, by: 8) {
            let place = UnsafeMutableRawPointer(sums.at + point)
            var sum = place.loadUnaligned(as: Eight.self)
            for block in 0..<count {
              let at = (starts[block] &+ Int(own[block])) &* LatticeCurves.row &+ point
              sum += UnsafeRawPointer(table.baseAddress! + at).loadUnaligned(as: Eight.self)
            }
            place.storeBytes(of: sum, as: Eight.self)
          }
        }
      }
    }
  }

  /// The highest place of the polynomial through five neighbours, at the ends through three, in spacings from the middle.
  private func vertex(around top: Int, _ heights: Doubles) -> Double {
    let height = heights.at + top
    let bend = height[-1] - 2 * height[0] + height[1]
    let parabola = bend < 0 ? max(-0.5, min(0.5, (height[-1] - height[1]) / (2 * bend))) : 0
    guard top > 1, top < LatticeCurves.count - 2 else { return parabola }
    let (odd, wide) = ((height[1] - height[-1]) / 2, (height[2] - height[-2]) / 4)
    let (even, broad) = (bend / 2, (height[2] - 2 * height[0] + height[-2]) / 8)
    // c₁t + c₂t² + c₃t³ + c₄t⁴ through the neighbours.
    let (third, fourth) = ((wide - odd) / 3, (broad - even) / 3)
    let (first, second) = (odd - third, even - fourth)
    var t = parabola
    for _ in 0..<3 {
      let curvature = 2 * second + t * (6 * third + 12 * t * fourth)
      guard curvature < 0 else { return parabola }
      t -= (first + t * (2 * second + t * (3 * third + 4 * t * fourth))) / curvature
    }
    return abs(t) < 1 ? t : parabola
  }
}
