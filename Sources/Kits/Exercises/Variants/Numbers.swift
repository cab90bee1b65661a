/// The numbers of an exercise that change from variant to variant.
package struct ChangingNumbers: Sendable, Hashable {
  struct Param: Sendable, Hashable {
    let name: String
    let source: Source
    let line: Int?
  }

  enum Source: Sendable, Hashable {
    /// `count` values of `decimals` decimals, in units of the last one.
    case steps(from: Int, step: Int, count: Int, decimals: Int)
    case oneOf([ShownNumber])
    case computed(Expression)

    /// How many values can be drawn; nil: it is computed.
    var count: Int? {
      switch self {
      case .steps(_, _, let count, _): count
      case .oneOf(let values): values.count
      case .computed: nil
      }
    }

    /// Nil: there is no such value.
    func value(_ at: Int) -> ShownNumber? {
      switch self {
      case .steps(let from, let step, let count, let decimals):
        (0..<count).contains(at) ? .one(PlainDecimal(from + at * step, decimals: decimals)) : nil
      case .oneOf(let values): values.indices.contains(at) ? values[at] : nil
      case .computed: nil
      }
    }
  }

  /// What must hold, with its line.
  struct Condition: Sendable, Hashable {
    let expression: Expression
    let line: Int?
  }

  static let mostVariants = 60
  static let fewestVariants = 2
  static let mostParams = 20
  static let none = ChangingNumbers(variants: 1, params: [], conditions: [])

  /// How many are to be frozen; 1 where nothing changes.
  let variants: Int
  let params: [Param]
  let conditions: [Condition]

  var isEmpty: Bool { params.isEmpty }
  var drawn: [Param] { params.filter { $0.source.count != nil } }

  /// What a variant's numbers are, for expressions that use them.
  var forms: [String: ExpressionValue.Form] {
    var forms: [String: ExpressionValue.Form] = [:]
    for param in params { forms[param.name] = param.form(forms) }
    return forms
  }
}

extension ChangingNumbers.Param {
  /// Nil: the expression has none; whoever read it has complained.
  func form(_ names: [String: ExpressionValue.Form]) -> ExpressionValue.Form? {
    switch source {
    case .steps: .number
    case .oneOf(let values): values.first?.value.form
    case .computed(let expression): try? expression.form(names)
    }
  }
}
