import Markup
import Words

/// Writes presentation MathML as MathML Core has it: no `mstyle`, `mfenced` or `menclose`; what these did is done by classes of the
/// style sheet, and so is the sign of a root, which browsers leave out where no mathematical font is installed.
struct MathML {
  /// How it stands on the page; a piece is one of several that a displayed formula is broken into.
  enum Place { case line, block, piece }

  static func written(_ row: [Part], _ words: String, _ language: Language, _ place: Place) -> HTML {
    var writer = MathML(language: language, page: HTML.StringInterpolation(literalCapacity: 256, interpolationCount: 8))
    switch place {
    case .line: writer.page.appendLiteral("<math alttext=\"")
    case .block: writer.page.appendLiteral("<math display=\"block\" alttext=\"")
    case .piece: writer.page.appendLiteral("<math displaystyle=\"true\" alttext=\"")
    }
    writer.page.appendInterpolation(words)
    writer.page.appendLiteral("\"><mrow>")
    writer.write(row)
    writer.page.appendLiteral("</mrow></math>")
    return HTML(stringInterpolation: writer.page)
  }

  let language: Language
  var page: HTML.StringInterpolation

  mutating func write(_ row: [Part]) {
    for index in row.indices {
      if case .sign(let sign) = row[index] {
        write(sign, isUnary: row.isUnary(at: index), isLast: index > 0 && index == row.count - 1)
      } else {
        write(row[index])
        if row[index].isFunction { apply(to: index + 1 < row.count ? row[index + 1] : nil) }
      }
    }
  }

  /// The row as one element: an argument of a fraction, of a root.
  private mutating func element(_ row: [Part]) {
    if row.count == 1 { return write(row[0]) }
    page.appendLiteral("<mrow>")
    write(row)
    page.appendLiteral("</mrow>")
  }

  private mutating func write(_ part: Part) {
    switch part {
    case .letter(let letter, let style): identifier(letter, style)
    case .number(let digits, let style):
      page.appendLiteral(style == .bold ? "<mn class=\"bold\">" : "<mn>")
      page.appendInterpolation(language.decimal(digits))
      page.appendLiteral("</mn>")
    case .sign(let sign): write(sign, isUnary: false, isLast: false)
    case .function(let function):
      page.appendLiteral("<mi>")
      page.appendInterpolation(function.rawValue)
      page.appendLiteral("</mi>")
    case .text(let text): words(text)
    case .unit(let unit): words(unit.shown(language))
    case .space(let space): page.appendLiteral(space.markup)
    case .group(let row): grouped("<mrow>", row)
    case .chemical(let row): grouped("<mrow>", row)
    case .cancelled(let row): grouped("<mrow class=\"cancel\">", row)
    case .boxed(let row): grouped("<mrow class=\"boxed\">", row)
    case .fraction(let top, let bottom, let kind): fraction(top, bottom, kind)
    case .root(let row, let index): root(row, index)
    case .scripts(let base, let below, let above): scripts(base, below, above)
    case .fenced(let open, let row, let close): fenced(open, close) { $0.write(row) }
    case .accent(let accent, let row): write(accent, row)
    case .underset(let row, let mark): stacked("<munder>", row, mark, "</munder>")
    case .overset(let row, let mark): stacked("<mover>", row, mark, "</mover>")
    case .grid(let grid): write(grid)
    }
  }

  private mutating func grouped(_ open: StaticString, _ row: [Part]) {
    page.appendLiteral(open)
    write(row)
    page.appendLiteral("</mrow>")
  }

  private mutating func words(_ text: String) {
    page.appendLiteral("<mtext>")
    page.appendInterpolation(text)
    page.appendLiteral("</mtext>")
  }

  private mutating func identifier(_ letter: String, _ style: LetterStyle) {
    let isWord = letter.unicodeScalars.count > 1
    switch style {
    case .italic: page.appendLiteral("<mi>")
    case .upright: page.appendLiteral(isWord ? "<mi>" : "<mi mathvariant=\"normal\">")
    case .bold: page.appendLiteral("<mi class=\"bold\" mathvariant=\"normal\">")
    case .double: page.appendLiteral("<mi>")
    }
    page.appendInterpolation(style == .double ? letter.doubleStruck : letter)
    page.appendLiteral("</mi>")
  }

  /// `isLast`: the sign of a charge, with nothing behind it to add.
  private mutating func write(_ sign: Sign, isUnary: Bool, isLast: Bool) {
    switch sign.kind {
    case .ordinary where sign == .dots || sign == .middleDots || sign == .prime:
      page.appendLiteral("<mo lspace=\"0\" rspace=\"0\">")
    case .ordinary: page.appendLiteral("<mi mathvariant=\"normal\">")
    case .operation where isUnary: page.appendLiteral("<mo form=\"prefix\">")
    case .operation where sign == .slash || isLast: page.appendLiteral("<mo lspace=\"0\" rspace=\"0\">")
    case .opening: page.appendLiteral("<mo form=\"prefix\" stretchy=\"false\">")
    case .closing: page.appendLiteral("<mo form=\"postfix\" stretchy=\"false\">")
    case .operation, .relation, .pause, .large: page.appendLiteral("<mo>")
    }
    page.appendInterpolation(sign.shown)
    page.appendLiteral(sign.isIdentifier ? "</mi>" : "</mo>")
  }

  /// The invisible sign between a function and its argument, with the room a word needs.
  private mutating func apply(to next: Part?) {
    let isBracketed =
      switch next {
      case .fenced, nil: true
      case .sign(let sign): sign.kind != .ordinary
      default: false
      }
    page.appendLiteral(
      isBracketed ? "<mo lspace=\"0\" rspace=\"0\">\u{2061}</mo>" : "<mo lspace=\"0\" rspace=\"0.1667em\">\u{2061}</mo>")
  }

  private mutating func fraction(_ top: [Part], _ bottom: [Part], _ kind: FractionKind) {
    switch kind {
    case .plain: page.appendLiteral("<mfrac>")
    case .displayed: page.appendLiteral("<mfrac displaystyle=\"true\">")
    case .textual: page.appendLiteral("<mfrac displaystyle=\"false\">")
    case .binomial: page.appendLiteral("<mrow><mo>(</mo><mfrac linethickness=\"0\">")
    }
    element(top)
    element(bottom)
    page.appendLiteral(kind == .binomial ? "</mfrac><mo>)</mo></mrow>" : "</mfrac>")
  }

  private mutating func root(_ row: [Part], _ index: [Part]) {
    if index.isEmpty { return grouped("<mrow class=\"root\">", row) }
    page.appendLiteral("<mrow><msup class=\"index\"><mrow></mrow>")
    element(index)
    page.appendLiteral("</msup><mrow class=\"root\">")
    write(row)
    page.appendLiteral("</mrow></mrow>")
  }

  private mutating func scripts(_ base: Part, _ below: [Part], _ above: [Part]) {
    let limits = base.takesLimits
    switch (below.isEmpty, above.isEmpty) {
    case (false, false): page.appendLiteral(limits ? "<munderover>" : "<msubsup>")
    case (false, true): page.appendLiteral(limits ? "<munder>" : "<msub>")
    default: page.appendLiteral(limits ? "<mover>" : "<msup>")
    }
    self.base(base, limits)
    if !below.isEmpty { element(below) }
    if !above.isEmpty { element(above) }
    switch (below.isEmpty, above.isEmpty) {
    case (false, false): page.appendLiteral(limits ? "</munderover>" : "</msubsup>")
    case (false, true): page.appendLiteral(limits ? "</munder>" : "</msub>")
    default: page.appendLiteral(limits ? "</mover>" : "</msup>")
    }
  }

  /// A name with limits is a sign, so that they move beside it inside a line.
  private mutating func base(_ base: Part, _ limits: Bool) {
    guard limits, case .function(let function) = base else { return element([base]) }
    page.appendLiteral("<mo movablelimits=\"true\" lspace=\"0\" rspace=\"0\">")
    page.appendInterpolation(function.rawValue)
    page.appendLiteral("</mo>")
  }

  private mutating func fenced(_ open: Sign?, _ close: Sign?, _ inside: (inout MathML) -> Void) {
    page.appendLiteral("<mrow>")
    fence(open, "<mo form=\"prefix\">")
    inside(&self)
    fence(close, "<mo form=\"postfix\">")
    page.appendLiteral("</mrow>")
  }

  private mutating func fence(_ sign: Sign?, _ tag: StaticString) {
    guard let sign else { return }
    page.appendLiteral(tag)
    page.appendInterpolation(sign.shown)
    page.appendLiteral("</mo>")
  }

  /// Lines are drawn by the style sheet, as long as what they stand over.
  private mutating func write(_ accent: Accent, _ row: [Part]) {
    guard let mark = accent.mark else {
      return grouped(accent == .overline ? "<mrow class=\"over\">" : "<mrow class=\"under\">", row)
    }
    page.appendLiteral("<mover accent=\"true\">")
    element(row)
    page.appendLiteral(row.count > 1 ? "<mo>" : "<mo stretchy=\"false\">")
    page.appendLiteral(mark)
    page.appendLiteral("</mo></mover>")
  }

  private mutating func stacked(_ open: StaticString, _ row: [Part], _ mark: [Part], _ close: StaticString) {
    page.appendLiteral(open)
    element(row)
    element(mark)
    page.appendLiteral(close)
  }

  private mutating func write(_ grid: Grid) {
    guard let fences = grid.fences else { return cells(grid) }
    fenced(fences.0, fences.1) { $0.cells(grid) }
  }

  private mutating func cells(_ grid: Grid) {
    page.appendLiteral(grid.kind == .aligned ? "<mtable class=\"aligned\" displaystyle=\"true\">" : "<mtable>")
    for row in grid.rows {
      page.appendLiteral("<mtr>")
      for (column, cell) in row.enumerated() {
        switch grid.side(column) {
        case .left: page.appendLiteral("<mtd class=\"left\">")
        case .middle: page.appendLiteral("<mtd>")
        case .right: page.appendLiteral("<mtd class=\"right\">")
        }
        write(cell)
        page.appendLiteral("</mtd>")
      }
      page.appendLiteral("</mtr>")
    }
    page.appendLiteral("</mtable>")
  }
}

extension Sign {
  /// Set as a letter is, with no room beside it.
  fileprivate var isIdentifier: Bool { kind == .ordinary && self != .dots && self != .middleDots && self != .prime }
}

extension Space {
  fileprivate var markup: StaticString {
    switch self {
    case .thin: "<mspace width=\"0.1667em\"></mspace>"
    case .medium: "<mspace width=\"0.2222em\"></mspace>"
    case .thick: "<mspace width=\"0.2778em\"></mspace>"
    case .word: "<mspace width=\"0.3333em\"></mspace>"
    case .quad: "<mspace width=\"1em\"></mspace>"
    case .doubleQuad: "<mspace width=\"2em\"></mspace>"
    }
  }
}

extension Accent {
  fileprivate var mark: StaticString? {
    switch self {
    case .vector: "→"
    case .bar: "¯"
    case .hat: "^"
    case .dot: "˙"
    case .doubleDot: "¨"
    case .tilde: "~"
    case .overline, .underline: nil
    }
  }
}

extension String {
  /// ℝ and its like; those that stand in every font have places of their own in Unicode.
  var doubleStruck: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { letter in
          switch letter {
          case "C": "ℂ"
          case "H": "ℍ"
          case "N": "ℕ"
          case "P": "ℙ"
          case "Q": "ℚ"
          case "R": "ℝ"
          case "Z": "ℤ"
          case "A"..."Z": Unicode.Scalar(0x1D538 + letter.value - 0x41) ?? letter
          case "a"..."z": Unicode.Scalar(0x1D552 + letter.value - 0x61) ?? letter
          default: letter
          }
        }))
  }
}

extension Language {
  /// A formula's number with this language's decimal mark.
  func decimal(_ digits: String) -> String { self == .en ? digits : digits.replacingPoint }
}

extension String {
  fileprivate var replacingPoint: String {
    guard utf8.contains(.point) else { return self }
    return String(decoding: utf8.map { $0 == .point ? .comma : $0 }, as: UTF8.self)
  }
}
