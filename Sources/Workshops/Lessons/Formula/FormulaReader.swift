/// Reads the subset of TeX by recursive descent over the bytes. Every loop moves on, and depth, length and the number of pieces
/// are bounded, so no text can hold it up or overflow the stack.
struct FormulaReader {
  static let mostBytes = 2_000
  static let mostLevels = 30
  static let mostPieces = 1_000

  let bytes: [UInt8]
  var at = 0
  var style = LetterStyle.italic
  /// In the index of a root, outside of braces.
  var endsAtBracket = false
  private var level = 0
  private var pieces = 0

  init(_ source: String) throws(FormulaComplaint) {
    bytes = Array(source.utf8)
    if bytes.count > Self.mostBytes { throw FormulaComplaint(column: Self.mostBytes, fault: .tooLong(most: Self.mostBytes)) }
  }

  mutating func formula() throws(FormulaComplaint) -> [Part] {
    let row = try row()
    skipSpace()
    if at < bytes.count { throw stray() }
    if row.isEmpty { throw complaint(.empty, at: 0) }
    return row
  }

  /// Pieces up to the end, a closing brace, the next cell, `\right` or `\end`, which stay for the caller.
  mutating func row() throws(FormulaComplaint) -> [Part] {
    try descend()
    defer { level -= 1 }
    var row: [Part] = []
    while true {
      skipSpace()
      guard let part = try part() else { return row }
      row += try scripted(part)
    }
  }

  /// What stands in braces, or the one letter, digit or sign that needs none. `name` is what asked for it.
  mutating func argument(of name: String) throws(FormulaComplaint) -> [Part] {
    skipSpace()
    guard let byte = current else { throw complaint(.missingArgument(name), at: at) }
    try descend()
    defer { level -= 1 }
    let start = at
    if byte == .leftBrace { return try braced() }
    if byte.isDigit {
      at += 1
      return [try counted(.number(String(UnicodeScalar(byte)), style))]
    }
    guard let part = try part() else { throw complaint(.missingArgument(name), at: start) }
    switch part {
    case .letter, .sign, .function: return [part]
    default: throw complaint(.bracesNeeded(text(start..<at)), at: start)
    }
  }

  /// `{…}`, standing at its first brace.
  mutating func braced() throws(FormulaComplaint) -> [Part] {
    let (start, outside) = (at, endsAtBracket)
    at += 1
    endsAtBracket = false
    let row = try row()
    endsAtBracket = outside
    guard current == .rightBrace else { throw at < bytes.count ? stray() : complaint(.openBrace, at: start) }
    at += 1
    return row
  }

  mutating func counted(_ part: Part) throws(FormulaComplaint) -> Part {
    pieces += 1
    if pieces > Self.mostPieces { throw complaint(.tooManyPieces(most: Self.mostPieces), at: at) }
    return part
  }

  private mutating func descend() throws(FormulaComplaint) {
    if level == Self.mostLevels { throw complaint(.tooDeep(most: Self.mostLevels), at: at) }
    level += 1
  }

  /// One piece without what stands above and below it; nil at the end of the row.
  private mutating func part() throws(FormulaComplaint) -> Part? {
    guard let byte = current else { return nil }
    if byte.isLetter { return try counted(letters()) }
    if byte.isDigit { return try counted(number()) }
    if byte == .backslash { return try commanded() }
    switch byte {
    case .leftBrace: return try counted(.group(braced()))
    case .rightBrace, .ampersand: return nil
    case .rightBracket where endsAtBracket: return nil
    case .caret, .underscore, .apostrophe: throw complaint(.missingBase(text(at..<at + 1)), at: at)
    case UInt8(ascii: "|"): throw complaint(.bareBar, at: at)
    case UInt8(ascii: "~"):
      at += 1
      return try counted(.space(.word))
    default: break
    }
    guard let sign = Self.signs[Int(byte)] else { throw unknown() }
    at += 1
    return try counted(.sign(sign))
  }

  private mutating func commanded() throws(FormulaComplaint) -> Part? {
    let start = at
    let name = commandName()
    guard let command = Command.named[name] else {
      throw complaint(Command.instead[name].map { .otherName(name, $0) } ?? .unknownCommand(name), at: start)
    }
    switch command {
    case .right, .end, .newRow:
      at = start
      return nil
    default: return try counted(obeying(command, name: "\\\(name)", from: start))
    }
  }

  /// In upright style a run of letters is one word.
  private mutating func letters() -> Part {
    let start = at
    at += 1
    if style == .upright { while let byte = current, byte.isLetter { at += 1 } }
    return .letter(text(start..<at), style)
  }

  private mutating func number() throws(FormulaComplaint) -> Part {
    let start = at
    skipDigits()
    if current == .point, at + 1 < bytes.count, bytes[at + 1].isDigit {
      at += 1
      skipDigits()
    }
    let isComma = current == .comma && at + 1 < bytes.count && bytes[at + 1].isDigit
    if isComma || starts(with: "{,}") { throw complaint(.decimalComma, at: at) }
    return .number(text(start..<at), style)
  }

  private mutating func skipDigits() { while let byte = current, byte.isDigit { at += 1 } }

  private static let signs: [Sign?] = {
    var signs = [Sign?](repeating: nil, count: 256)
    for sign in Sign.allCases {
      let bytes = Array(sign.shown.utf8)
      if bytes.count == 1, !"{}|%".utf8.contains(bytes[0]) { signs[Int(bytes[0])] = sign }
    }
    signs[Int(UInt8(ascii: "-"))] = .minus
    return signs
  }()
}
