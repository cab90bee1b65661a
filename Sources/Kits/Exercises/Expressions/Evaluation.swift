extension Expression {
  /// With the numbers its names stand for; every operation is rounded as `ExactEnough` says.
  package func value(_ names: [String: ExpressionValue]) throws(ExpressionFault) -> ExpressionValue {
    try Self.value(root, names)
  }

  /// Whether it is a condition that holds.
  package func holds(_ names: [String: ExpressionValue]) throws(ExpressionFault) -> Bool { try Self.truth(root, names, 1) }

  private static func value(
    _ node: Node, _ names: [String: ExpressionValue]
  ) throws(ExpressionFault) -> ExpressionValue {
    switch node {
    case .number(let number): return .number(number)
    case .name(let name, let column):
      guard let value = names[name] else { throw ExpressionFault(column, .unknownName(name)) }
      return value
    case .negative(let inner, let column):
      return try ElementWise.one(try value(inner, names), column) { -$0 }
    case .not(let inner, let column): return .truth(!(try truth(inner, names, column)))
    case .arithmetic(let sign, let left, let right, let column):
      return try ElementWise.two(try value(left, names), try value(right, names), column) { ExactEnough.result(sign, $0, $1) }
    case .comparison(let sign, let left, let right, let column):
      return .truth(try ElementWise.all(try value(left, names), try value(right, names), column) { sign.holds($0, $1) })
    case .both(let left, let right, let column):
      return .truth(try truth(left, names, column) ? try truth(right, names, column) : false)
    case .either(let left, let right, let column):
      return .truth(try truth(left, names, column) ? true : try truth(right, names, column))
    case .call(let function, let arguments, let column):
      var values: [ExpressionValue] = []
      for argument in arguments { values.append(try value(argument, names)) }
      return try value(function, values, column)
    }
  }

  private static func truth(
    _ node: Node, _ names: [String: ExpressionValue], _ column: Int
  ) throws(ExpressionFault) -> Bool {
    guard case .truth(let truth) = try value(node, names) else { throw ExpressionFault(column, .truthWanted) }
    return truth
  }

  /// The reader has counted the values.
  private static func value(
    _ function: Function, _ values: [ExpressionValue], _ column: Int
  ) throws(ExpressionFault) -> ExpressionValue {
    guard let first = values.first else { throw ExpressionFault(column, .noElements) }
    switch function {
    case .abs: return try ElementWise.one(first, column) { abs($0) }
    case .sqrt: return try ElementWise.one(first, column) { $0.squareRoot() }
    case .sin: return try ElementWise.one(first, column, ExactEnough.sine)
    case .cos: return try ElementWise.one(first, column, ExactEnough.cosine)
    case .tan: return try ElementWise.one(first, column, ExactEnough.tangent)
    case .round: return try rounded(values, column)
    case .min: return try extreme(values, column) { Swift.min($0, $1) }
    case .max: return try extreme(values, column) { Swift.max($0, $1) }
    case .sum: return .number(try ElementWise.finite(ExactEnough.sum(try list(first, column)), column))
    case .mean:
      let list = try list(first, column)
      return .number(try ElementWise.finite(ExactEnough.sum(list) / Double(list.count), column))
    case .count: return .number(Double(try list(first, column).count))
    case .distinct: return .number(Double(ExactEnough.distinct(try list(first, column))))
    case .near:
      guard values.count == 3, case .number(let distance) = values[2] else { throw ExpressionFault(column, .numberWanted) }
      return .truth(try ElementWise.all(values[0], values[1], column) { ExactEnough.isNear($0, $1, distance) })
    }
  }

  private static func rounded(_ values: [ExpressionValue], _ column: Int) throws(ExpressionFault) -> ExpressionValue {
    var decimals = 0
    if values.count > 1 {
      guard case .number(let wanted) = values[1], let whole = Int(exactly: wanted), (-9...9).contains(whole) else {
        throw ExpressionFault(column, .decimals)
      }
      decimals = whole
    }
    return try ElementWise.one(values[0], column) { ExactEnough.rounded($0, decimals: decimals) }
  }

  private static func extreme(
    _ values: [ExpressionValue], _ column: Int, _ choose: (Double, Double) -> Double
  ) throws(ExpressionFault) -> ExpressionValue {
    guard values.count > 1 else {
      let list = try list(values[0], column)
      return .number(list.dropFirst().reduce(list[0], choose))
    }
    var result = values[0]
    for value in values.dropFirst() { result = try ElementWise.two(result, value, column, choose) }
    return result
  }

  /// At least one element.
  private static func list(_ value: ExpressionValue, _ column: Int) throws(ExpressionFault) -> [Double] {
    guard case .list(let list) = value else { throw ExpressionFault(column, .listWanted) }
    guard !list.isEmpty else { throw ExpressionFault(column, .noElements) }
    return list
  }
}

/// Numbers beside lists: a number goes with each element, two lists go pair by pair.
private enum ElementWise {
  static func one(
    _ value: ExpressionValue, _ column: Int, _ work: (Double) -> Double
  ) throws(ExpressionFault) -> ExpressionValue {
    switch value {
    case .number(let number): return .number(try finite(work(number), column))
    case .list(let list):
      var results: [Double] = []
      for number in list { results.append(try finite(work(number), column)) }
      return .list(results)
    case .truth: throw ExpressionFault(column, .valueWanted)
    }
  }

  static func two(
    _ left: ExpressionValue, _ right: ExpressionValue, _ column: Int, _ work: (Double, Double) -> Double
  ) throws(ExpressionFault) -> ExpressionValue {
    if case .number(let a) = left, case .number(let b) = right { return .number(try finite(work(a, b), column)) }
    var results: [Double] = []
    for (a, b) in try pairs(left, right, column) { results.append(try finite(work(a, b), column)) }
    return .list(results)
  }

  static func all(
    _ left: ExpressionValue, _ right: ExpressionValue, _ column: Int, _ holds: (Double, Double) -> Bool
  ) throws(ExpressionFault) -> Bool {
    try pairs(left, right, column).allSatisfy { holds($0.0, $0.1) }
  }

  private static func pairs(
    _ left: ExpressionValue, _ right: ExpressionValue, _ column: Int
  ) throws(ExpressionFault) -> [(Double, Double)] {
    switch (left, right) {
    case (.number(let a), .number(let b)): return [(a, b)]
    case (.number(let a), .list(let b)): return b.map { (a, $0) }
    case (.list(let a), .number(let b)): return a.map { ($0, b) }
    case (.list(let a), .list(let b)):
      guard a.count == b.count else { throw ExpressionFault(column, .lengths(a.count, b.count)) }
      return Array(zip(a, b))
    default: throw ExpressionFault(column, .valueWanted)
    }
  }

  static func finite(_ number: Double, _ column: Int) throws(ExpressionFault) -> Double {
    guard number.isFinite else { throw ExpressionFault(column, .noNumber) }
    return number
  }
}
