/// Commands and what they take.
extension FormulaReader {
  /// The name is read; what it takes is not yet.
  mutating func obeying(_ command: Command, name: String, from start: Int) throws(FormulaComplaint) -> Part {
    switch command {
    case .letter(let letter, let own): .letter(letter, style == .italic ? own : style)
    case .sign(let sign): .sign(sign)
    case .function(let function): .function(function)
    case .space(let space): .space(space)
    case .fraction(let kind): .fraction(try argument(of: name), try argument(of: name), kind)
    case .root: try root(name)
    case .accent(let accent): .accent(accent, try filled(name))
    case .style(let style): try styled(style, name)
    case .text: .text(try words(name))
    case .unit: .unit(try unit(name))
    case .chemical: .chemical(try chemical(name))
    case .underset: try stacked(name) { .underset($1, mark: $0) }
    case .overset: try stacked(name) { .overset($1, mark: $0) }
    case .cancel: .cancelled(try filled(name))
    case .box: .boxed(try filled(name))
    case .left: try fenced(from: start)
    case .begin: .grid(try grid(from: start))
    case .right, .end, .newRow: throw stray()
    }
  }

  /// Text in braces as it stands.
  mutating func raw(_ name: String) throws(FormulaComplaint) -> Range<Int> {
    skipSpace()
    guard current == .leftBrace else { throw complaint(.missingArgument(name), at: at) }
    let open = at
    at += 1
    let start = at
    var depth = 0
    while let byte = current {
      if byte == .leftBrace { depth += 1 }
      if byte == .rightBrace {
        if depth == 0 {
          at += 1
          return start..<at - 1
        }
        depth -= 1
      }
      at += 1
    }
    throw complaint(.openBrace, at: open)
  }

  private mutating func filled(_ name: String) throws(FormulaComplaint) -> [Part] {
    let row = try argument(of: name)
    if row.isEmpty { throw complaint(.missingArgument(name), at: at) }
    return row
  }

  private mutating func stacked(_ name: String, _ made: ([Part], [Part]) -> Part) throws(FormulaComplaint) -> Part {
    let mark = try filled(name)
    return made(mark, try filled(name))
  }

  private mutating func root(_ name: String) throws(FormulaComplaint) -> Part {
    skipSpace()
    guard current == .leftBracket else { return .root(try filled(name), index: []) }
    let start = at
    at += 1
    endsAtBracket = true
    let index = try row()
    endsAtBracket = false
    guard current == .rightBracket, !index.isEmpty else { throw complaint(.missingArgument("["), at: start) }
    at += 1
    return .root(try filled(name), index: index)
  }

  private mutating func styled(_ style: LetterStyle, _ name: String) throws(FormulaComplaint) -> Part {
    let before = self.style
    self.style = style
    defer { self.style = before }
    let row = try filled(name)
    return row.count == 1 ? row[0] : .group(row)
  }

  private mutating func words(_ name: String) throws(FormulaComplaint) -> String {
    let range = try raw(name)
    if let bad = bytes[range].firstIndex(where: { [.leftBrace, .rightBrace, .backslash, UInt8(ascii: "$")].contains($0) }) {
      throw complaint(.badText, at: bad)
    }
    if range.isEmpty { throw complaint(.missingArgument(name), at: at) }
    return text(range)
  }

  private mutating func fenced(from start: Int) throws(FormulaComplaint) -> Part {
    let open = try fence(isOpening: true)
    let row = try row()
    guard starts(with: "\\right") else { throw at < bytes.count ? stray() : complaint(.openFence, at: start) }
    at += 6
    return .fenced(open, row, try fence(isOpening: false))
  }

  /// The bracket behind `\left` and `\right`; nil for the point.
  private mutating func fence(isOpening: Bool) throws(FormulaComplaint) -> Sign? {
    skipSpace()
    let start = at
    guard let byte = current else { throw complaint(.missingFence, at: start) }
    let name = byte == .backslash ? commandName() : text(at..<at + 1)
    if byte != .backslash { at += 1 }
    switch name {
    case ".": return nil
    case "(": return .leftParenthesis
    case ")": return .rightParenthesis
    case "[": return .leftBracket
    case "]": return .rightBracket
    case "|": return isOpening ? .leftBar : .rightBar
    case "lvert": return .leftBar
    case "rvert": return .rightBar
    case "{": return .leftBrace
    case "}": return .rightBrace
    case "langle": return .leftAngle
    case "rangle": return .rightAngle
    default: throw complaint(.missingFence, at: start)
    }
  }
}
