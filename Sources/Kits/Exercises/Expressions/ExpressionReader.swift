/// Reads the grammar
///
///     either     = both {"or" both}
///     both       = denied {"and" denied}
///     denied     = "not" denied | comparison
///     comparison = sum [("==" | "!=" | "<" | "<=" | ">" | ">=") sum]
///     sum        = product {("+" | "-") product}
///     product    = signed {("*" | "/") signed}
///     signed     = "-" signed | power
///     power      = atom ["^" exponent]
///     exponent   = "-" exponent | power
///     atom       = number | name | name "(" [either {"," either}] ")" | "(" either ")"
///
/// Each way back to the top counts as a level, so that brackets cannot exhaust the stack.
struct ExpressionReader {
  private let scalars: [Unicode.Scalar]
  private var at = 0
  private var level = 0

  init(_ source: String) throws(ExpressionFault) {
    let scalars = Array(source.unicodeScalars.prefix(Expression.mostCharacters + 1))
    guard scalars.count <= Expression.mostCharacters else { throw ExpressionFault(Expression.mostCharacters + 1, .tooLong) }
    self.scalars = scalars
  }

  mutating func expression() throws(ExpressionFault) -> Expression.Node {
    skipSpaces()
    guard at < scalars.count else { throw ExpressionFault(1, .empty) }
    let node = try either()
    guard at == scalars.count else { throw unexpected() }
    return node
  }

  private mutating func either() throws(ExpressionFault) -> Expression.Node {
    try deeper()
    defer { level -= 1 }
    var node = try both()
    while let column = takeWord("or") { node = .either(node, try both(), column: column) }
    return node
  }

  private mutating func both() throws(ExpressionFault) -> Expression.Node {
    var node = try denied()
    while let column = takeWord("and") { node = .both(node, try denied(), column: column) }
    return node
  }

  private mutating func denied() throws(ExpressionFault) -> Expression.Node {
    guard let column = takeWord("not") else { return try comparison() }
    try deeper()
    defer { level -= 1 }
    return .not(try denied(), column: column)
  }

  private mutating func comparison() throws(ExpressionFault) -> Expression.Node {
    let left = try sum()
    guard let (sign, column) = takeComparison() else { return left }
    let node = Expression.Node.comparison(sign, left, try sum(), column: column)
    if let (_, column) = takeComparison() { throw ExpressionFault(column, .chain) }
    return node
  }

  private mutating func sum() throws(ExpressionFault) -> Expression.Node {
    var node = try product()
    while let (sign, column) = take("+", .plus) ?? take("-", .minus) {
      node = .arithmetic(sign, node, try product(), column: column)
    }
    return node
  }

  private mutating func product() throws(ExpressionFault) -> Expression.Node {
    var node = try signed()
    while let (sign, column) = take("*", .times) ?? take("/", .over) {
      node = .arithmetic(sign, node, try signed(), column: column)
    }
    return node
  }

  private mutating func signed() throws(ExpressionFault) -> Expression.Node {
    guard let (_, column) = take("-", .minus) else { return try power() }
    try deeper()
    defer { level -= 1 }
    return .negative(try signed(), column: column)
  }

  private mutating func power() throws(ExpressionFault) -> Expression.Node {
    let base = try atom()
    guard let (_, column) = take("^", .power) else { return base }
    try deeper()
    defer { level -= 1 }
    return .arithmetic(.power, base, try signed(), column: column)
  }

  private mutating func atom() throws(ExpressionFault) -> Expression.Node {
    let column = at + 1
    guard at < scalars.count else { throw ExpressionFault(column, .operandMissing) }
    if takeSign("(") {
      let node = try either()
      guard takeSign(")") else { throw at < scalars.count ? unexpected() : ExpressionFault(column, .bracketOpen) }
      return node
    }
    if Self.isDigit(scalars[at]) { return .number(try number()) }
    guard Self.isLetter(scalars[at]) else { throw unexpected() }
    let name = word()
    skipSpaces()
    if takeSign("(") { return try call(name, column) }
    if name == "pi" { return .number(.pi) }
    guard !Expression.reserved.contains(name) else { throw ExpressionFault(column, .sign(name)) }
    return .name(name, column: column)
  }

  private mutating func call(_ name: String, _ column: Int) throws(ExpressionFault) -> Expression.Node {
    guard let function = Expression.Function(rawValue: name), function != .distinct else {
      throw ExpressionFault(column, .noFunction(name))
    }
    var arguments: [Expression.Node] = []
    var isDistinct = false
    if takeSign(")") { throw ExpressionFault(column, .arguments(name, function.arity)) }
    while true {
      if function == .count, arguments.count == 1, !isDistinct, takeWord("distinct") != nil {
        isDistinct = true
      } else {
        arguments.append(try either())
      }
      if takeSign(")") { break }
      guard takeSign(",") else { throw at < scalars.count ? unexpected() : ExpressionFault(column, .bracketOpen) }
    }
    guard function.arity.contains(arguments.count) else { throw ExpressionFault(column, .arguments(name, function.arity)) }
    return .call(isDistinct ? .distinct : function, arguments, column: column)
  }

  private mutating func number() throws(ExpressionFault) -> Double {
    let start = at
    skipDigits()
    if peek() == "." {
      at += 1
      guard let next = peek(), Self.isDigit(next) else { throw ExpressionFault(at, .sign(".")) }
      skipDigits()
    }
    if peek() == "e" || peek() == "E" {
      let mark = at
      at += 1
      if peek() == "-" || peek() == "+" { at += 1 }
      guard let next = peek(), Self.isDigit(next) else { throw ExpressionFault(mark + 1, .sign(String(scalars[mark]))) }
      skipDigits()
    }
    let text = String(String.UnicodeScalarView(scalars[start..<at]))
    if let next = peek(), Self.isLetter(next) || next == "." { throw ExpressionFault(at + 1, .sign(String(next))) }
    guard let value = Double(text), value.isFinite else { throw ExpressionFault(start + 1, .numberTooLarge) }
    skipSpaces()
    return value
  }

  private mutating func word() -> String {
    let start = at
    while let next = peek(), Self.isLetter(next) || Self.isDigit(next) { at += 1 }
    return String(String.UnicodeScalarView(scalars[start..<at]))
  }

  /// Its column, where the word stands here as a whole.
  private mutating func takeWord(_ wanted: String) -> Int? {
    let start = at
    guard word() == wanted else {
      at = start
      return nil
    }
    skipSpaces()
    return start + 1
  }

  private mutating func takeComparison() -> (Expression.Comparison, Int)? {
    let column = at + 1
    for (text, sign) in Self.comparisons where scalars[at...].starts(with: text) {
      at += text.count
      skipSpaces()
      return (sign, column)
    }
    return nil
  }

  /// Longer ones first.
  private static let comparisons: [([Unicode.Scalar], Expression.Comparison)] = [
    (["=", "="], .equal), (["!", "="], .other), (["<", "="], .atMost), ([">", "="], .atLeast), (["<"], .less), ([">"], .more),
  ]

  private mutating func take(_ sign: Unicode.Scalar, _ operation: Expression.Arithmetic) -> (Expression.Arithmetic, Int)? {
    let column = at + 1
    return takeSign(sign) || (sign == "-" && takeSign("\u{2212}")) ? (operation, column) : nil
  }

  private mutating func takeSign(_ sign: Unicode.Scalar) -> Bool {
    guard peek() == sign else { return false }
    at += 1
    skipSpaces()
    return true
  }

  private mutating func deeper() throws(ExpressionFault) {
    level += 1
    if level > Expression.mostLevels { throw ExpressionFault(at + 1, .tooDeep) }
  }

  private func unexpected() -> ExpressionFault {
    guard at < scalars.count else { return ExpressionFault(at + 1, .operandMissing) }
    return ExpressionFault(at + 1, .sign(String(scalars[at])))
  }

  private func peek() -> Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }
  private mutating func skipSpaces() { while peek() == " " { at += 1 } }
  private mutating func skipDigits() { while let next = peek(), Self.isDigit(next) { at += 1 } }
  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }
}
