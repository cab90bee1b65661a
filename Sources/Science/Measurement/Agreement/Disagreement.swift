/// What each unit with at least two values adds to alpha, so that alpha of any draw of units is one pass over them.
struct Disagreement {
  private let metric: KrippendorffAlpha.Metric
  /// Of each pairable unit: how many values, its own disagreement (mean over ordered pairs, times the number of values), and the sums
  /// of the values and of their squares (interval and ordinal).
  private var counts: [Double] = []
  private var within: [Double] = []
  private var sums: [Double] = []
  private var squares: [Double] = []
  /// Nominal and ratio: by unit the codes of its values, and the different values.
  private var codes: [Int32] = []
  private var starts: [Int32] = [0]
  private var distinct: [Double] = []

  var units: Int { counts.count }

  init(_ values: UnitValues, _ metric: KrippendorffAlpha.Metric) throws(AgreementFault) {
    self.metric = metric
    if metric == .ratio, let row = values.value.firstIndex(where: { $0 < 0 }) { throw .negative(row: row) }
    switch metric {
    case .interval: collect(values, values.value)
    case .ordinal: collect(values, Self.midranks(values))
    case .nominal, .ratio: collectCodes(values)
    }
    guard !counts.isEmpty else { throw .noPairs }
  }

  /// Alpha of the drawn units, all where nil; nil without variation.
  func alpha(_ drawn: [Int32]?) -> KrippendorffAlpha? {
    var (total, observed, sum, square) = (0.0, 0.0, 0.0, 0.0)
    func add(_ unit: Int) {
      total += counts[unit]
      observed += within[unit]
      guard !sums.isEmpty else { return }
      sum += sums[unit]
      square += squares[unit]
    }
    if let drawn { for unit in drawn { add(Int(unit)) } } else { for unit in counts.indices { add(unit) } }
    let expected = sums.isEmpty ? expectedOfCodes(drawn) : max(0, 2 * (total * square - sum * sum))
    guard expected > 1e-12 * abs(total * square), expected > 0 else { return nil }
    let ratio = observed * (total - 1) / expected
    return KrippendorffAlpha(
      alpha: 1 - ratio, observed: observed / total, expected: expected / (total * (total - 1)),
      units: drawn?.count ?? counts.count, values: Int(total))
  }

  /// Σ over ordered pairs of (a - b)² = 2 (m Σx² - (Σx)²), around the mean for precision.
  private mutating func collect(_ values: UnitValues, _ numbers: [Double]) {
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    var all = [(count: Double, sum: Double, square: Double)](repeating: (0, 0, 0), count: values.units)
    all.withUnsafeMutableBufferPointer { all in
      for row in numbers.indices {
        let x = numbers[row] - mean
        let unit = Int(values.unit[row])
        all[unit].count += 1
        all[unit].sum += x
        all[unit].square += x * x
      }
    }
    counts.reserveCapacity(values.units)
    within.reserveCapacity(values.units)
    sums.reserveCapacity(values.units)
    squares.reserveCapacity(values.units)
    for one in all where one.count > 1 {
      counts.append(one.count)
      sums.append(one.sum)
      squares.append(one.square)
      within.append(max(0, 2 * (one.count * one.square - one.sum * one.sum)) / (one.count - 1))
    }
  }

  /// Krippendorff's ordinal difference, the values between two and half of both, is the difference of their midranks.
  private static func midranks(_ values: UnitValues) -> [Double] {
    let pairable = pairable(values)
    let (codes, distinct) = numbered(values.value)
    var frequency = [Double](repeating: 0, count: distinct.count)
    for row in codes.indices where pairable[Int(values.unit[row])] { frequency[Int(codes[row])] += 1 }
    var below = 0.0
    var ranks = frequency
    for code in ranks.indices {
      ranks[code] = below + frequency[code] / 2
      below += frequency[code]
    }
    return codes.map { ranks[Int($0)] }
  }

  private static func pairable(_ values: UnitValues) -> [Bool] {
    var counts = [Int32](repeating: 0, count: values.units)
    for unit in values.unit { counts[Int(unit)] += 1 }
    return counts.map { $0 > 1 }
  }

  private mutating func collectCodes(_ values: UnitValues) {
    let pairable = Self.pairable(values)
    let (numbers, distinct) = Self.numbered(values.value)
    self.distinct = distinct
    let rows = sorted(
      (0..<Int32(numbers.count)).filter { pairable[Int(values.unit[Int($0)])] }, by: values.unit, below: values.units)
    codes = rows.map { numbers[Int($0)] }
    var start = 0
    while start < rows.count {
      var end = start + 1
      while end < rows.count, values.unit[Int(rows[end])] == values.unit[Int(rows[start])] { end += 1 }
      var sum = 0.0
      for one in start..<end { for other in start..<end where one != other { sum += difference(codes[one], codes[other]) } }
      counts.append(Double(end - start))
      within.append(sum / Double(end - start - 1))
      starts.append(Int32(end))
      start = end
    }
  }

  private func difference(_ one: Int32, _ other: Int32) -> Double {
    guard one != other else { return 0 }
    guard metric == .ratio else { return 1 }
    let (a, b) = (distinct[Int(one)], distinct[Int(other)])
    return (a - b) * (a - b) / ((a + b) * (a + b))
  }

  private func expectedOfCodes(_ drawn: [Int32]?) -> Double {
    var frequency = [Double](repeating: 0, count: distinct.count)
    func add(_ unit: Int) { for at in Int(starts[unit])..<Int(starts[unit + 1]) { frequency[Int(codes[at])] += 1 } }
    if let drawn { for unit in drawn { add(Int(unit)) } } else { for unit in counts.indices { add(unit) } }
    if metric == .nominal {
      let total = frequency.reduce(0, +)
      return total * total - frequency.reduce(0) { $0 + $1 * $1 }
    }
    var sum = 0.0
    for one in frequency.indices where frequency[one] > 0 {
      for other in (one + 1)..<max(one + 1, frequency.count) where frequency[other] > 0 {
        sum += 2 * frequency[one] * frequency[other] * difference(Int32(one), Int32(other))
      }
    }
    return sum
  }

  /// Each value's place among the different values, ascending.
  private static func numbered(_ values: [Double]) -> (codes: [Int32], distinct: [Double]) {
    var number: [Double: Int32] = [:]
    for value in values where number[value] == nil { number[value] = 0 }
    let distinct = number.keys.sorted()
    for (at, value) in distinct.enumerated() { number[value] = Int32(at) }
    return (values.map { number[$0] ?? 0 }, distinct)
  }
}
