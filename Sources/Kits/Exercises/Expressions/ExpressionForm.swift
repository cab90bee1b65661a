extension Expression {
  /// Whether it comes to a number, a list or a condition, given what its names are; throws where it can come to nothing.
  package func form(_ names: [String: ExpressionValue.Form]) throws(ExpressionFault) -> ExpressionValue.Form {
    try Self.form(root, names)
  }

  private static func form(
    _ node: Node, _ names: [String: ExpressionValue.Form]
  ) throws(ExpressionFault) -> ExpressionValue.Form {
    switch node {
    case .number: return .number
    case .name(let name, let column):
      guard let form = names[name] else { throw ExpressionFault(column, .unknownName(name)) }
      return form
    case .negative(let inner, let column): return try value(inner, names, column)
    case .not(let inner, let column):
      try condition(inner, names, column)
      return .truth
    case .arithmetic(_, let left, let right, let column):
      return try value(left, names, column) == .list ? try list(right, names, column) : try value(right, names, column)
    case .comparison(_, let left, let right, let column):
      _ = try value(left, names, column)
      _ = try value(right, names, column)
      return .truth
    case .both(let left, let right, let column), .either(let left, let right, let column):
      try condition(left, names, column)
      try condition(right, names, column)
      return .truth
    case .call(let function, let arguments, let column): return try form(function, arguments, column, names)
    }
  }

  private static func form(
    _ function: Function, _ arguments: [Node], _ column: Int, _ names: [String: ExpressionValue.Form]
  ) throws(ExpressionFault) -> ExpressionValue.Form {
    var forms: [ExpressionValue.Form] = []
    for argument in arguments { forms.append(try value(argument, names, column)) }
    let hasList = forms.contains(.list)
    switch function {
    case .abs, .sqrt, .sin, .cos, .tan: return forms.first ?? .number
    case .round:
      if forms.count > 1, forms[1] != .number { throw ExpressionFault(column, .numberWanted) }
      return forms.first ?? .number
    case .min, .max:
      if forms.count > 1 { return hasList ? .list : .number }
      fallthrough
    case .mean, .sum, .count, .distinct:
      guard hasList else { throw ExpressionFault(column, .listWanted) }
      return .number
    case .near:
      if forms.last != .number { throw ExpressionFault(column, .numberWanted) }
      return .truth
    }
  }

  private static func value(
    _ node: Node, _ names: [String: ExpressionValue.Form], _ column: Int
  ) throws(ExpressionFault) -> ExpressionValue.Form {
    let form = try form(node, names)
    guard form != .truth else { throw ExpressionFault(column, .valueWanted) }
    return form
  }

  /// Beside a list everything is a list.
  private static func list(
    _ node: Node, _ names: [String: ExpressionValue.Form], _ column: Int
  ) throws(ExpressionFault) -> ExpressionValue.Form {
    _ = try value(node, names, column)
    return .list
  }

  private static func condition(
    _ node: Node, _ names: [String: ExpressionValue.Form], _ column: Int
  ) throws(ExpressionFault) {
    guard try form(node, names) == .truth else { throw ExpressionFault(column, .truthWanted) }
  }
}
