package import Markup
package import Words

/// A formula, read once and written in three ways: MathML for the eye, one line of text for browsers without it, words for the ear.
///
///     try Formula(reading: #"T = 2\pi\sqrt{\frac{L}{g}}"#).line(.kk)  // "T = 2π√(L/g)"
///
/// What is read is a subset of TeX, listed in `Command`. It is free of language: numbers have a point, units stand in `\unit{}`;
/// the writers put the comma and the Cyrillic units.
package struct Formula: Sendable, Hashable {
  /// As the author wrote it.
  package let source: String
  let row: [Part]

  package init(reading source: String) throws(FormulaComplaint) {
    self.source = source
    var reader = try FormulaReader(source)
    row = try reader.formula()
  }

  /// A `math` element with the words as its alternative text.
  package func mathML(_ language: Language, isDisplayed: Bool = false) -> HTML {
    MathML.written(row, spoken(language), language, isDisplayed ? .block : .line)
  }

  /// What shows where the browser cannot set formulas.
  package func line(_ language: Language) -> String { FormulaLine.written(row, language) }

  /// How it is read aloud.
  package func spoken(_ language: Language) -> String { FormulaSpeech.said(row, twins: row.twins, language) }

  /// Both forms beside each other; the style sheet shows one of them. A displayed formula that is too long for a phone is written in
  /// pieces, between which the browser may go to the next line.
  package func shown(_ language: Language, isDisplayed: Bool = false) -> HTML {
    let line = line(language)
    guard isDisplayed else { return "\(mathML(language))<span class=\"lin\">\(line)</span>" }
    let pieces = line.count > Self.longestWhole ? row.pieces : [row]
    let twins = row.twins
    let written = pieces.map {
      MathML.written($0, FormulaSpeech.said($0, twins: twins, language), language, pieces.count > 1 ? .piece : .block)
    }
    return "<span class=\"formula\">\(written.joined(separator: " "))<span class=\"lin\">\(line)</span></span>"
  }

  /// Characters of its line; a phone of 360 pixels shows a few more.
  private static let longestWhole = 24
}
