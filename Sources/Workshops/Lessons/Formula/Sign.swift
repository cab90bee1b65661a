/// A sign that is neither a letter nor a number.
enum Sign: Sendable, Hashable, CaseIterable {
  case plus, minus, plusMinus, minusPlus, dot, times, divide, slash, union, intersection
  case equal, notEqual, less, greater, lessOrEqual, greaterOrEqual, approximately, similar, proportional, identical
  case to, implies, equivalent, element, notElement, subset, perpendicular, parallel, given
  case yields, balances
  case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace, leftBar, rightBar
  case leftAngle, rightAngle
  case comma, semicolon, colon, period
  case sum, product, integral
  case emptySet, all, exists, infinity, partial, angle, triangle, degree, percent, dots, middleDots, factorial, question, prime
  case gas, precipitate

  enum Kind: Sendable {
    /// Stands as a letter does.
    case ordinary
    case operation, relation, opening, closing, pause, large
  }

  var kind: Kind {
    switch self {
    case .plus, .minus, .plusMinus, .minusPlus, .dot, .times, .divide, .slash, .union, .intersection: .operation
    case .equal, .notEqual, .less, .greater, .lessOrEqual, .greaterOrEqual, .approximately, .similar, .proportional, .identical,
      .to, .implies, .equivalent, .element, .notElement, .subset, .perpendicular, .parallel, .given, .yields, .balances:
      .relation
    case .leftParenthesis, .leftBracket, .leftBrace, .leftBar, .leftAngle: .opening
    case .rightParenthesis, .rightBracket, .rightBrace, .rightBar, .rightAngle: .closing
    case .comma, .semicolon, .colon, .period: .pause
    case .sum, .product, .integral: .large
    case .emptySet, .all, .exists, .infinity, .partial, .angle, .triangle, .degree, .percent, .dots, .middleDots, .factorial,
      .question, .prime, .gas, .precipitate:
      .ordinary
    }
  }

  /// One character.
  var shown: String {
    switch self {
    case .plus: "+"
    case .minus: "−"
    case .plusMinus: "±"
    case .minusPlus: "∓"
    case .dot: "·"
    case .times: "×"
    case .divide: "÷"
    case .slash: "/"
    case .union: "∪"
    case .intersection: "∩"
    case .equal: "="
    case .notEqual: "≠"
    case .less: "<"
    case .greater: ">"
    case .lessOrEqual: "≤"
    case .greaterOrEqual: "≥"
    case .approximately: "≈"
    case .similar: "∼"
    case .proportional: "∝"
    case .identical: "≡"
    case .to, .yields: "→"
    case .implies: "⇒"
    case .equivalent: "⇔"
    case .element: "∈"
    case .notElement: "∉"
    case .subset: "⊂"
    case .perpendicular: "⊥"
    case .parallel: "∥"
    case .given: "|"
    case .balances: "⇄"
    case .leftParenthesis: "("
    case .rightParenthesis: ")"
    case .leftBracket: "["
    case .rightBracket: "]"
    case .leftBrace: "{"
    case .rightBrace: "}"
    case .leftBar, .rightBar: "|"
    case .leftAngle: "⟨"
    case .rightAngle: "⟩"
    case .comma: ","
    case .semicolon: ";"
    case .colon: ":"
    case .period: "."
    case .sum: "∑"
    case .product: "∏"
    case .integral: "∫"
    case .emptySet: "∅"
    case .all: "∀"
    case .exists: "∃"
    case .infinity: "∞"
    case .partial: "∂"
    case .angle: "∠"
    case .triangle: "△"
    case .degree: "°"
    case .percent: "%"
    case .dots: "…"
    case .middleDots: "⋯"
    case .factorial: "!"
    case .question: "?"
    case .prime: "′"
    case .gas: "↑"
    case .precipitate: "↓"
    }
  }
}

/// A function that is called by its name.
enum Function: String, Sendable, Hashable, CaseIterable {
  case sin, cos, tg, ctg, arcsin, arccos, arctg, lg, ln, log, lim, max, min

  var takesLimits: Bool { self == .lim || self == .max || self == .min }
}
