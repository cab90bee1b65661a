import Words

/// A block of a lesson: what it is, where it stands and how it was written.
package struct Block: Sendable, Hashable {
  package indirect enum Kind: Sendable, Hashable {
    /// Of level 2 or 3.
    case heading(Int, [Inline])
    case paragraph([Inline])
    case list(isNumbered: Bool, [[Inline]])
    case table(LessonTable)
    case quote([Block])
    case callout(Callout, [Block])
    case code(CodeKind, String)
    case formula(Formula)
    /// By its name in `figures`; the extension says whether it is drawn or photographed.
    case figure(name: String, file: String)
    case exercise(String)
    case download(String)
  }

  package let kind: Kind
  /// In the file, from 1.
  package let line: Int
  /// The lines of the file that it takes, for hashes and differences.
  package let source: String
}

/// A frame around a few blocks, for what must not be passed over.
package enum Callout: String, Sendable, CaseIterable { case key, `try`, note, warning, career }

package enum CodeKind: String, Sendable, CaseIterable {
  case python
  /// Can be run on the page.
  case runnable = "python run"
  case text
}

package struct LessonTable: Sendable, Hashable {
  package let head: [[Inline]]
  package let rows: [[[Inline]]]
  /// Columns of numbers.
  package let isNumeric: [Bool]
}

/// A piece of running text.
package indirect enum Inline: Sendable, Hashable {
  case text(String)
  case emphasis([Inline])
  case strong([Inline])
  case code(String)
  case formula(Formula)
  /// A word of the course's glossary.
  case term(String, [Inline])
  case lesson(String, [Inline])
  /// A page elsewhere, which needs a network.
  case link(String, [Inline])
}

extension [Inline] {
  /// What is read, without marks; a formula is one word.
  package var plain: String {
    reduce(into: "") { text, inline in
      switch inline {
      case .text(let words), .code(let words): text += words
      case .formula(let formula): text += formula.line(.en).replacing(" ", with: "")
      case .emphasis(let row), .strong(let row), .term(_, let row), .lesson(_, let row), .link(_, let row): text += row.plain
      }
    }
  }

  var words: Int {
    plain.split { $0 == " " || $0 == "\n" || $0 == "\u{A0}" }.count { $0.contains { $0.isLetter || $0.isNumber } }
  }

  /// Every piece, those inside others too.
  package var everything: [Inline] {
    flatMap { inline -> [Inline] in
      switch inline {
      case .emphasis(let row), .strong(let row), .term(_, let row), .lesson(_, let row), .link(_, let row):
        [inline] + row.everything
      case .text, .code, .formula: [inline]
      }
    }
  }
}

extension Block {
  /// The running texts of the block, those of the blocks inside it too.
  package var rows: [[Inline]] {
    switch kind {
    case .heading(_, let row), .paragraph(let row): [row]
    case .list(_, let rows): rows
    case .table(let table): table.head + table.rows.flatMap(\.self)
    case .quote(let blocks), .callout(_, let blocks): blocks.flatMap(\.rows)
    case .code, .formula, .figure, .exercise, .download: []
    }
  }

  package var words: Int { rows.reduce(0) { $0 + $1.words } }
}
