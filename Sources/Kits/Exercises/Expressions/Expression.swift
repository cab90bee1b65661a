/// A formula of an exercise: what a variant's numbers are made of, what must hold of them, what her readings must agree with.
///
///     try Expression(reading: "mean(abs(t - mean(t)))").value(["t": .list([14.1, 14.5])])  // .number(0.2)
///
/// It is pure and bounded: no loops, no text, at most 400 characters and 32 levels, lists of at most 100. Nothing that is read or
/// computed ends the program; what has no number is a fault with its column.
package struct Expression: Sendable, Hashable {
  static let mostCharacters = 400
  static let mostLevels = 32
  package static let mostElements = 100

  /// As the author wrote it.
  package let source: String
  let root: Node

  indirect enum Node: Sendable, Hashable {
    case number(Double)
    case name(String, column: Int)
    case negative(Node, column: Int)
    case not(Node, column: Int)
    case arithmetic(Arithmetic, Node, Node, column: Int)
    case comparison(Comparison, Node, Node, column: Int)
    case both(Node, Node, column: Int)
    case either(Node, Node, column: Int)
    case call(Function, [Node], column: Int)
  }

  enum Arithmetic: String, Sendable, CaseIterable { case plus = "+", minus = "-", times = "*", over = "/", power = "^" }

  enum Comparison: String, Sendable, CaseIterable {
    case equal = "==", other = "!=", less = "<", atMost = "<=", more = ">", atLeast = ">="
  }

  enum Function: String, Sendable, CaseIterable {
    case abs, sqrt, sin, cos, tan, round, min, max, mean, sum, count, near
    /// `count(list, distinct)`.
    case distinct

    /// How many values it takes.
    var arity: ClosedRange<Int> {
      switch self {
      case .abs, .sqrt, .sin, .cos, .tan, .mean, .sum, .count, .distinct: 1...1
      case .round: 1...2
      case .min, .max: 1...Expression.mostArguments
      case .near: 3...3
      }
    }
  }

  static let mostArguments = 20

  /// Words that name no number of an exercise.
  package static let reserved: Set<String> = ["and", "or", "not", "pi", "distinct"]

  package init(reading source: String) throws(ExpressionFault) {
    var reader = try ExpressionReader(source)
    self.source = source
    root = try reader.expression()
  }

  /// The names it is made of.
  package var names: Set<String> {
    var names: Set<String> = []
    Self.collect(root, &names)
    return names
  }

  private static func collect(_ node: Node, _ names: inout Set<String>) {
    switch node {
    case .number: break
    case .name(let name, _): names.insert(name)
    case .negative(let inner, _), .not(let inner, _): collect(inner, &names)
    case .arithmetic(_, let left, let right, _), .comparison(_, let left, let right, _), .both(let left, let right, _),
      .either(let left, let right, _):
      collect(left, &names)
      collect(right, &names)
    case .call(_, let arguments, _): for argument in arguments { collect(argument, &names) }
    }
  }

  /// Whether the text may name a number: Latin letters and digits, a letter first, at most 20, and no word of the language.
  package static func isName(_ text: some StringProtocol) -> Bool {
    guard let first = text.utf8.first, isLetter(first), text.utf8.count <= 20, !reserved.contains(String(text)) else {
      return false
    }
    return text.utf8.allSatisfy { isLetter($0) || isDigit($0) }
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

/// What an expression comes to.
package enum ExpressionValue: Sendable, Hashable {
  case number(Double)
  case list([Double])
  case truth(Bool)

  package enum Form: Sendable, Hashable { case number, list, truth }

  package var form: Form {
    switch self {
    case .number: .number
    case .list: .list
    case .truth: .truth
    }
  }
}
