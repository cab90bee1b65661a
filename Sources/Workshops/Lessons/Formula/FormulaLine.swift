import Words

/// Writes a formula as one line of text: `T = 2π√(L/g)`. Brackets are put where the line would otherwise be read differently.
struct FormulaLine {
  private let language: Language
  private var text = ""

  static func written(_ row: [Part], _ language: Language) -> String {
    var line = FormulaLine(language: language)
    line.write(row)
    line.trim()
    return line.text
  }

  private init(language: Language) { self.language = language }

  private mutating func write(_ row: [Part]) {
    for index in row.indices {
      let part = row[index]
      switch part {
      case .sign(let sign): write(sign, isUnary: row.isUnary(at: index))
      case .fraction, .root:
        write(part, isMultiplied: isMultiplied(row, index), isFollowed: row.neighbour(after: index)?.beginsFactor ?? false)
      default: write(part)
      }
      if part.isFunction || part.isLarge { parted(from: index + 1 < row.count ? row[index + 1] : nil) }
    }
  }

  /// Something beside the fraction at `index` would join its top or bottom.
  private func isMultiplied(_ row: [Part], _ index: Int) -> Bool {
    if row.neighbour(after: index)?.beginsFactor == true { return true }
    switch row.neighbour(before: index) {
    case .sign(.slash), .sign(.divide): return true
    case .text, nil: return false
    case .function: return true
    case let part?: return part.endsFactor || part.isFunction
    }
  }

  private mutating func parted(from next: Part?) {
    switch next {
    case .fenced, .space, nil: break
    case .sign(let sign) where sign.kind != .ordinary: break
    default: text += " "
    }
  }

  private mutating func write(_ part: Part, isMultiplied: Bool = false, isFollowed: Bool = false) {
    switch part {
    case .letter(let letter, let style): text += style == .double ? letter.doubleStruck : letter
    case .number(let digits, _): text += language.decimal(digits)
    case .sign(let sign): write(sign, isUnary: false)
    case .function(let function): text += function.rawValue
    case .text(let words): text += words
    case .unit(let unit): text += unit.shown(language)
    case .space: if let last = text.last, last != " ", last != "\u{A0}" { text += "\u{A0}" }
    case .group(let row), .chemical(let row): write(row)
    case .fraction(let top, let bottom, .binomial): bracketed("C(", [top, bottom], ", ", ")")
    case .fraction(let top, let bottom, _):
      if isMultiplied { text += "(" }
      row(top, bare: top.isProduct)
      text += "/"
      row(bottom, bare: bottom.isAtom)
      if isMultiplied { text += ")" }
    case .root(let row, let index): root(row, index, isFollowed)
    case .scripts(let base, let below, let above): scripts(base, below, above)
    case .fenced(let open, let row, let close): bracketed(open?.shown ?? "", [row], "", close?.shown ?? "")
    case .accent(let accent, let row): write(accent, row)
    case .underset(let base, let mark): stacked(base, "_", mark)
    case .overset(let base, let mark): stacked(base, "^", mark)
    case .cancelled(let row): marked(row, "\u{338}", each: true)
    case .boxed(let row): bracketed("[", [row], "", "]")
    case .grid(let grid): write(grid)
    }
  }

  private mutating func write(_ sign: Sign, isUnary: Bool) {
    switch sign.kind {
    case .relation: apart(sign.shown)
    case .operation where isUnary || sign == .slash: text += sign.shown
    case .operation: apart(sign.shown)
    case .pause: text += sign.shown + " "
    case .ordinary, .opening, .closing, .large: text += sign.shown
    }
  }

  private mutating func apart(_ sign: String) {
    if let last = text.last, last != " ", last != "\u{A0}" { text += " " }
    text += sign + " "
  }

  private mutating func row(_ row: [Part], bare: Bool) {
    if bare { write(row) } else { bracketed("(", [row], "", ")") }
  }

  private mutating func bracketed(_ open: String, _ rows: [[Part]], _ between: String, _ close: String) {
    text += open
    for (index, row) in rows.enumerated() {
      if index > 0 { text += between }
      write(row)
    }
    trim()
    text += close
  }

  /// No space before what closes.
  private mutating func trim() { while text.last == " " { text.removeLast() } }

  private mutating func root(_ row: [Part], _ index: [Part], _ isFollowed: Bool) {
    switch index {
    case []: text += "√"
    case [.number("3", .italic)]: text += "∛"
    case [.number("4", .italic)]: text += "∜"
    default:
      if let raised = Self.raised(index) {
        text += raised + "√"
      } else {
        bracketed("√[", [index], "", "]")
      }
    }
    self.row(row, bare: row.isAtom && !isFollowed)
  }

  private mutating func scripts(_ base: Part, _ below: [Part], _ above: [Part]) {
    // A nucleus has its numbers before it, the mass above.
    if base == .group([]) { script("^", above) }
    row([base], bare: base.isAtom || base.isLarge || base.isFunction || base.isBracket)
    if !below.isEmpty { script("_", below) }
    if base == .group([]) { return }
    let primes = above.prefix { $0 == .sign(.prime) }
    for _ in primes { text += "′" }
    if primes.count < above.count { script("^", Array(above[primes.count...])) }
  }

  /// A mark over or under a relation stays between the spaces of the relation.
  private mutating func stacked(_ base: [Part], _ place: String, _ mark: [Part]) {
    row(base, bare: base.isAtom || base.count == 1 && base[0].isBracket)
    let isApart = text.last == " "
    trim()
    script(place, mark)
    if isApart { text += " " }
  }

  private mutating func script(_ mark: String, _ row: [Part]) {
    if let small = mark == "^" ? Self.raised(row) : Self.lowered(row) {
      text += small
    } else {
      text += mark
      self.row(row, bare: row.isAtom || row.count == 1 && row[0].isBracket)
    }
  }

  private mutating func write(_ accent: Accent, _ row: [Part]) {
    switch accent {
    case .vector: marked(row, "\u{20D7}", each: false)
    case .bar: marked(row, "\u{304}", each: true)
    case .overline: marked(row, "\u{305}", each: true)
    case .hat: marked(row, "\u{302}", each: false)
    case .dot: marked(row, "\u{307}", each: false)
    case .doubleDot: marked(row, "\u{308}", each: false)
    case .tilde: marked(row, "\u{303}", each: false)
    case .underline: marked(row, "\u{332}", each: true)
    }
  }

  /// A combining mark on each letter of the row, or on its last.
  private mutating func marked(_ row: [Part], _ mark: Unicode.Scalar, each: Bool) {
    let inside = Self.written(row, language)
    if each {
      for scalar in inside.unicodeScalars {
        text.unicodeScalars.append(scalar)
        if scalar != " ", scalar != "\u{A0}" { text.unicodeScalars.append(mark) }
      }
    } else {
      text += inside
      text.unicodeScalars.append(mark)
    }
  }

  private mutating func write(_ grid: Grid) {
    text += grid.fences?.0.shown ?? ""
    let between = grid.kind == .aligned ? " " : ", "
    for (index, row) in grid.rows.enumerated() {
      if index > 0 {
        trim()
        text += "; "
      }
      for (column, cell) in row.enumerated() {
        if column > 0 {
          trim()
          text += between
        }
        write(cell.withoutPause)
      }
    }
    trim()
    text += grid.fences?.1?.shown ?? ""
  }

  /// In the small digits of Unicode, where all of it has them.
  private static func raised(_ row: [Part]) -> String? {
    small(row) { part in
      switch part {
      case .number(let digits, _) where digits.utf8.allSatisfy(\.isDigit): digits.utf8.map { superscript(Int($0) - 48) }.joined()
      case .sign(.minus): "⁻"
      case .sign(.plus): "⁺"
      case .letter("n", _): "ⁿ"
      default: nil
      }
    }
  }

  private static func lowered(_ row: [Part]) -> String? {
    small(row) { part in
      switch part {
      case .number(let digits, _) where digits.utf8.allSatisfy(\.isDigit):
        String(String.UnicodeScalarView(digits.unicodeScalars.compactMap { Unicode.Scalar($0.value - 0x30 + 0x2080) }))
      case .sign(.minus): "₋"
      default: nil
      }
    }
  }

  private static func small(_ row: [Part], _ one: (Part) -> String?) -> String? {
    var text = ""
    for part in row {
      guard let small = one(part) else { return nil }
      text += small
    }
    return text
  }
}

extension Part {
  /// A bracket, or a sign that carries an index as a letter does.
  fileprivate var isBracket: Bool {
    switch self {
    case .sign(let sign): sign.kind != .operation
    case .group(let row): row.isEmpty
    case .text, .unit, .grid: true
    default: false
    }
  }
}
