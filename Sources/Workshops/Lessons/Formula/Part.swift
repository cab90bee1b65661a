/// One piece of a formula; a row of them is read from left to right.
indirect enum Part: Sendable, Hashable {
  /// A letter, or a word of letters set upright.
  case letter(String, LetterStyle)
  /// Digits with a point.
  case number(String, LetterStyle)
  case sign(Sign)
  /// `\sin`, `\lim`.
  case function(Function)
  case text(String)
  case space(Space)
  /// What stood in braces.
  case group([Part])
  case fraction([Part], [Part], FractionKind)
  case root([Part], index: [Part])
  /// What stands below and above; for sums and limits under and over.
  case scripts(Part, below: [Part], above: [Part])
  /// `\left( … \right)`; nil is the invisible one, `.`.
  case fenced(Sign?, [Part], Sign?)
  case accent(Accent, [Part])
  case underset([Part], mark: [Part])
  case overset([Part], mark: [Part])
  case cancelled([Part])
  case boxed([Part])
  case grid(Grid)
  case unit(Unit)
  case chemical([Part])
}

enum LetterStyle: Sendable, Hashable { case italic, upright, bold, double }

enum FractionKind: Sendable, Hashable {
  case plain, displayed, textual
  /// Without a line, in brackets: a binomial coefficient.
  case binomial
}

/// In eighteenths of an em, as TeX counts.
enum Space: Int, Sendable, Hashable {
  case thin = 3
  case medium = 4
  case thick = 5
  case word = 6
  case quad = 18
  case doubleQuad = 36
}

enum Accent: Sendable, Hashable { case vector, bar, overline, hat, dot, doubleDot, tilde, underline }

/// Cells in rows.
struct Grid: Sendable, Hashable {
  enum Kind: String, Sendable { case cases, aligned, array, pmatrix, bmatrix, vmatrix }
  enum Side: Sendable { case left, middle, right }

  let kind: Kind
  /// Of an array; the others know theirs.
  let sides: [Side]
  let rows: [[[Part]]]

  func side(_ column: Int) -> Side {
    switch kind {
    case .cases: .left
    case .aligned: column.isMultiple(of: 2) ? .right : .left
    case .array: sides[column]
    case .pmatrix, .bmatrix, .vmatrix: .middle
    }
  }

  var fences: (Sign, Sign?)? {
    switch kind {
    case .cases: (.leftBrace, nil)
    case .aligned, .array: nil
    case .pmatrix: (.leftParenthesis, .rightParenthesis)
    case .bmatrix: (.leftBracket, .rightBracket)
    case .vmatrix: (.leftBar, .rightBar)
    }
  }
}
