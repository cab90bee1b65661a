import Markup
import Words

/// Takes cmark's inlines for running text, and complains about every node that is none.
struct InlineReader {
  private let text: ProtectedText
  private let line: Int
  private(set) var complaints: [LessonComplaint] = []

  /// What fits a line of a phone of 360 pixels.
  static let longestFormula = 32

  init(_ text: ProtectedText, line: Int) {
    self.text = text
    self.line = line
  }

  mutating func row(_ nodes: [MarkNode]) -> [Inline] {
    var row: [Inline] = []
    for node in nodes {
      switch node.kind {
      case "text": spread(node.literal, over: &row)
      case "softbreak": add(" ", to: &row)
      case "code" where ProtectedText.isMarked(node.literal): complain(.codeAcrossLines)
      case "code": row.append(.code(node.literal))
      case "emph": row.append(.emphasis(self.row(node.children)))
      case "strong": row.append(.strong(self.row(node.children)))
      case "link": link(node).map { row.append($0) }
      case "image": complain(.figureInText)
      case "linebreak": complain(.hardBreak)
      case "html_inline": complain(.markup)
      case "deep": complain(.nestedTooDeep)
      default: complain(.notText)
      }
    }
    return row
  }

  private mutating func complain(_ fault: LessonFault) { complaints.append(LessonComplaint(line, fault)) }

  /// Text with the formulas that stand in it.
  private mutating func spread(_ literal: String, over row: inout [Inline]) {
    var words = ""
    for scalar in literal.unicodeScalars {
      guard let kept = text.formula(scalar) else {
        if scalar == "$" { complain(.openFormula) }
        words.unicodeScalars.append(scalar == ProtectedText.dollar ? "$" : scalar)
        continue
      }
      add(words, to: &row)
      words = ""
      if kept.isDisplayed { complain(.shownFormulaInText) }
      guard let formula = kept.formula else { continue }
      if formula.line(.en).count > Self.longestFormula { complain(.longFormula(most: Self.longestFormula)) }
      row.append(.formula(formula))
    }
    add(words, to: &row)
  }

  private func add(_ words: String, to row: inout [Inline]) {
    if words.isEmpty { return }
    if case .text(let before) = row.last {
      row[row.count - 1] = .text(before + words)
    } else {
      row.append(.text(words))
    }
  }

  private mutating func link(_ node: MarkNode) -> Inline? {
    if !node.info.isEmpty {
      complain(.linkTitle)
      return nil
    }
    let inside = row(node.children)
    let address = node.literal
    let key = address[(address.firstIndex(of: ":").map(address.index(after:)) ?? address.endIndex)...]
    if address.hasPrefix("term:"), BlockReader.isKey(key) { return .term(String(key), inside) }
    if address.hasPrefix("lesson:"), BlockReader.isKey(key) { return .lesson(String(key), inside) }
    if address.hasPrefix("https://"), Link(elsewhere: address) != nil { return .link(address, inside) }
    complain(.badLink(address))
    return nil
  }
}
