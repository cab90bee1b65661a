/// Partial-credit items that persons answered together: what is maximised is highest where s, the sum of slope x answer, equals a function of
/// ability alone. The function is tabulated; a person begins where a cubic through four of its points equals her s, and one exact Newton
/// step ends within 1e-12 of the root.
struct SumEquation: Sendable {
  private let items: [Item]
  private let group: AbilityDistribution
  private let target: PointTarget
  private let first: Double
  private let spacing: Double
  /// Where the function rises: its values at the abilities.
  private let values: [Double]

  /// Points a logit of the steepest item: the cubic then misses the root by about 1e-7.
  private static let density = 32.0
  private static let most = 20_000.0
  /// A polish further than this would not be exact.
  private static let reach = 1e-6

  /// Nil where the items are too steep for a table, or s can belong to several abilities.
  init?(_ items: [Item], _ group: AbilityDistribution, _ target: PointTarget) {
    let slopes = items.map { abs($0.slope) }
    let steepest = zip(items, slopes).reduce(0) { max($0, $1.1 * Double($1.0.categories - 1)) }
    let mean = slopes.reduce(0, +) / Double(items.count)
    let thresholds = items.flatMap { $0.thresholds ?? [] }
    guard steepest > 0, let least = thresholds.min(), let most = thresholds.max() else { return nil }
    let bound = target.bound(items)
    let (low, high) = (max(-bound, least - 6 / mean), min(bound, most + 6 / mean))
    let count = (high - low) * steepest * Self.density
    guard low < high, count < Self.most else { return nil }
    (self.items, self.group, self.target) = (items, group, target)
    spacing = (high - low) / (count.rounded(.up) + 8)
    let sums = FormSums(items)
    let points = (0...Int(count.rounded(.up)) + 8).map { low + Double($0) * (high - low) / (count.rounded(.up) + 8) }
    let all = Self.function(points, sums, items, group, target)
    guard let rise = Self.rise(all, items) else { return nil }
    first = points[rise.lowerBound]
    values = rise.map { all[$0].value }
  }

  /// The function and its derivative at abilities.
  private static func function(
    _ points: [Double], _ sums: FormSums, _ items: [Item], _ group: AbilityDistribution, _ target: PointTarget
  ) -> [(value: Double, derivative: Double)] {
    stride(from: 0, to: points.count, by: AnswerTile.width).flatMap { start in
      let own = points[start..<min(start + AnswerTile.width, points.count)]
      for (at, point) in own.enumerated() { sums.abilities.at[at] = point }
      sums.take(items)
      return own.indices.map { target.balance(sums[$0 - start], at: points[$0], group) }
    }
  }

  /// The points around the steepest where the function rises fast enough to be turned round; nil where other points have values of possible
  /// sums on the wrong side.
  private static func rise(_ all: [(value: Double, derivative: Double)], _ items: [Item]) -> Range<Int>? {
    let reaches = items.map { $0.slope * Double($0.categories - 1) }
    let (least, most) = (reaches.reduce(0) { $0 + min(0, $1) }, reaches.reduce(0) { $0 + max(0, $1) })
    let limit = (most - least) * 1e-3
    guard let top = all.indices.max(by: { all[$0].derivative < all[$1].derivative }), all[top].derivative > limit else {
      return nil
    }
    let low = all[..<top].lastIndex { $0.derivative <= limit }.map { $0 + 1 } ?? 0
    let high = all[top...].firstIndex { $0.derivative <= limit } ?? all.count
    guard high - low >= 8 else { return nil }
    let isAlone =
      all[..<low].allSatisfy { $0.value <= max(all[low].value, least) }
      && all[high...].allSatisfy { $0.value >= min(all[high - 1].value, most) }
    return isAlone ? low..<high : nil
  }

  /// Writes ability and standard error of the rows of the codes; returns those left for a search.
  func write(
    _ rows: Range<Int>, _ slopes: SlopeSums, _ abilities: UnsafeMutablePointer<Double>, _ errors: UnsafeMutablePointer<Double>
  ) -> [Int] {
    let sums = FormSums(items)
    var own = [Double](repeating: 0, count: AnswerTile.width)
    var left: [Int] = []
    for row in stride(from: rows.lowerBound, to: rows.upperBound, by: AnswerTile.width) {
      let part = row..<min(row + AnswerTile.width, rows.upperBound)
      slopes.write(part, to: &own)
      for at in 0..<part.count { sums.abilities.at[at] = beginning(own[at]) }
      sums.take(items)
      for (at, row) in part.enumerated() {
        let ability = sums.abilities.at[at]
        let form = sums[at]
        let (value, derivative) = target.balance(form, at: ability, group)
        let step = (own[at] - value) / derivative
        guard abs(step) < Self.reach else {
          left.append(row)
          continue
        }
        abilities[row] = ability + step
        errors[row] = target.error(form.information + step * form.bias, group)
      }
    }
    return left
  }

  /// About the ability of s; beyond the table any.
  private func beginning(_ s: Double) -> Double {
    values.withUnsafeBufferPointer { values in
      guard s >= values[1], s < values[values.count - 2] else { return first }
      var (low, high) = (1, values.count - 2)
      while high &- low > 1 {
        let middle = (low &+ high) / 2
        if values[middle] <= s { low = middle } else { high = middle }
      }
      let (a, b, c, d) = (values[low - 1], values[low], values[low + 1], values[low + 2])
      let linear = -a / 3 - b / 2 + c - d / 6
      let square = (a + c) / 2 - b
      let cube = (d - a) / 6 + (b - c) / 2
      var t = (s - b) / (c - b)
      for _ in 0..<2 {
        t += (s - b - t * (linear + t * (square + t * cube))) / (linear + t * (2 * square + 3 * t * cube))
      }
      return first + (Double(low) + t) * spacing
    }
  }
}

extension PointTarget {
  /// What s must equal at an ability, and its derivative there.
  fileprivate func balance(_ form: FormSum, at ability: Double, _ group: AbilityDistribution) -> (
    value: Double, derivative: Double
  ) {
    switch self {
    case .mode:
      let variance = group.deviation * group.deviation
      return (form.total + (ability - group.mean) / variance, form.information + 1 / variance)
    case .weighted:
      let correction = form.bias / (2 * form.information)
      return (
        form.total - correction,
        form.information - form.fourth / (2 * form.information) + 2 * correction * correction
      )
    case .likelihood: return (form.total, form.information)
    }
  }
}
