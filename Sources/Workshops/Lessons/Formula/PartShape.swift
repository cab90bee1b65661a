/// What the writers ask of a piece before they put brackets or words around it.
extension Part {
  /// One thing that needs no brackets: a letter, a number, either with what stands above and below.
  var isAtom: Bool {
    switch self {
    case .letter, .number, .fenced, .unit, .boxed: true
    case .sign(let sign): sign.kind == .ordinary
    case .group(let row): row.isAtom
    case .accent(_, let row): row.count == 1
    case .scripts(let base, _, _): base.isAtom
    case .fraction(_, _, let kind): kind == .binomial
    default: false
    }
  }

  /// Whether it multiplies what follows it.
  var endsFactor: Bool {
    switch self {
    case .sign(let sign): sign.kind == .closing || sign.kind == .ordinary && sign != .dots && sign != .middleDots
    case .space, .text, .function: false
    default: true
    }
  }

  /// Whether what stands before multiplies it.
  var beginsFactor: Bool {
    switch self {
    case .sign(let sign): sign.kind == .opening || sign.kind == .large || endsFactor && sign.kind != .closing
    case .space, .text: false
    default: true
    }
  }

  /// Keeps a product one product.
  fileprivate var staysInProduct: Bool {
    switch self {
    case .sign(let sign): sign.kind == .ordinary || sign == .dot || sign == .times
    case .fraction(_, _, let kind): kind == .binomial
    case .group(let row): row.isProduct
    case .scripts(let base, _, _): base.staysInProduct
    case .underset, .overset, .grid, .text, .function: false
    case .space(let space): space.rawValue < Space.quad.rawValue
    default: true
    }
  }

  /// A sign that takes what follows it, with limits or without.
  var isLarge: Bool {
    switch self {
    case .sign(let sign): sign.kind == .large
    case .scripts(let base, _, _): base.isLarge
    default: false
    }
  }

  /// Takes its limits under and over instead of beside.
  var takesLimits: Bool {
    switch self {
    case .sign(let sign): sign == .sum || sign == .product
    case .function(let function): function.takesLimits
    default: false
    }
  }

  /// `\lim`, `\max` or `\min` with what stands under it.
  var isLimit: Bool {
    if case .scripts(let base, _, _) = self { base.takesLimits } else { false }
  }

  /// A function's name, with what stands above and below it.
  var isFunction: Bool {
    switch self {
    case .function: true
    case .scripts(let base, _, _): base.isFunction
    default: false
    }
  }
}

extension [Part] {
  var isAtom: Bool { count == 1 && self[0].isAtom }

  /// Factors only, or several in brackets: it may stand over a slash as it is.
  var isProduct: Bool {
    var open = 0
    for part in self {
      switch part {
      case .sign(let sign) where sign.kind == .opening: open += 1
      case .sign(let sign) where sign.kind == .closing, .scripts(.sign(let sign), _, _) where sign.kind == .closing: open -= 1
      default: if open == 0, !part.staysInProduct || part.isLarge { return false }
      }
      if open < 0 { return false }
    }
    return !isEmpty && open == 0
  }

  /// A cell of a table without the comma at its end, which the writers put themselves.
  var withoutPause: [Part] {
    if case .sign(let sign) = last, sign.kind == .pause { Array(dropLast()) } else { self }
  }

  /// The piece before, past thin spaces.
  func neighbour(before index: Int) -> Part? { self[..<index].last { !$0.isThinSpace } }
  func neighbour(after index: Int) -> Part? { self[(index + 1)...].first { !$0.isThinSpace } }

  /// A sign with nothing before it to add to: the minus of −5.
  func isUnary(at index: Int) -> Bool {
    guard case .sign(let sign) = self[index], sign.kind == .operation else { return false }
    switch neighbour(before: index) {
    case nil: return true
    case .sign(let before): return before.kind != .ordinary && before.kind != .closing
    case .space: return true
    default: return false
    }
  }

  /// Letters that stand in it both small and large, in their small form: only these are told apart when read aloud.
  var twins: Set<String> {
    var small: Set<String> = []
    var large: Set<String> = []
    collect(&small, &large)
    return small.intersection(large)
  }

  private func collect(_ small: inout Set<String>, _ large: inout Set<String>) {
    for part in self {
      if case .letter(let letter, _) = part {
        let lowered = letter.lowercased()
        if lowered == letter { small.insert(letter) } else { large.insert(lowered) }
      } else {
        for row in part.rows { row.collect(&small, &large) }
      }
    }
  }
}

extension Part {
  fileprivate var isThinSpace: Bool {
    if case .space(let space) = self { space.rawValue < Space.quad.rawValue } else { false }
  }

  /// The rows inside that are read as mathematics.
  fileprivate var rows: [[Part]] {
    switch self {
    case .letter, .number, .sign, .function, .text, .space, .unit, .chemical: []
    case .group(let row), .fenced(_, let row, _), .accent(_, let row), .cancelled(let row), .boxed(let row): [row]
    case .fraction(let top, let bottom, _): [top, bottom]
    case .root(let row, let index): [row, index]
    case .scripts(let base, let below, let above): [[base], below, above]
    case .underset(let row, let mark), .overset(let row, let mark): [row, mark]
    case .grid(let grid): grid.rows.flatMap(\.self)
    }
  }
}
