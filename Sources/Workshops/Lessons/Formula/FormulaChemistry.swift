/// `\ce{2H2 + O2 ->[t] 2H2O}`: substances with their indices, charges and states, nuclei, and arrows between them.
extension FormulaReader {
  /// Reads up to `end`.
  mutating func substances(until end: Int) throws(FormulaComplaint) -> [Part] {
    var row: [Part] = []
    // Behind an element or a bracket a plus is a charge; behind a space it adds.
    var isInside = false
    while at < end {
      if bytes[at].isSpace {
        at += 1
        isInside = false
      } else {
        row += try chemicalPiece(until: end, &isInside)
      }
    }
    return row
  }

  private mutating func chemicalPiece(until end: Int, _ isInside: inout Bool) throws(FormulaComplaint) -> [Part] {
    let byte = bytes[at]
    if let arrow = try chemicalArrow(until: end) {
      isInside = false
      return [arrow]
    }
    if byte == UInt8(ascii: "v"), !isInside {
      at += 1
      return [try counted(.sign(.precipitate))]
    }
    if byte.isLetter {
      isInside = true
      return [try indexed(element(), until: end)]
    }
    if byte.isDigit { return [try counted(chemicalNumber(until: end))] }
    if byte == .caret, !isInside, at + 1 < end, bytes[at + 1].isDigit || bytes[at + 1] == .leftBrace {
      isInside = true
      return try nucleus(until: end)
    }
    guard let sign = chemicalSign(byte, isInside: isInside) else {
      throw complaint(.badChemical(text(at..<self.end(ofScalarAt: at))), at: at)
    }
    isInside = sign.kind == .closing
    if let state = chemicalState(until: end) { return [.text(state)] }
    at += 1
    let part = try counted(.sign(sign))
    return [isInside ? try indexed(part, until: end) : part]
  }

  /// An arrow, with what stands over it: `->[t]` for heating, `->[Pt]` for a catalyst.
  private mutating func chemicalArrow(until end: Int) throws(FormulaComplaint) -> Part? {
    for (written, sign) in [("<=>", .balances), ("->", .yields)] as [(StaticString, Sign)] where starts(with: written) {
      at += written.utf8CodeUnitCount
      let arrow = try counted(.sign(sign))
      guard at < end, bytes[at] == .leftBracket else { return arrow }
      let start = at
      guard let close = bytes[at..<end].firstIndex(of: .rightBracket) else { throw complaint(.badChemical("["), at: start) }
      at += 1
      let isHeat = close == at + 1 && bytes[at] == UInt8(ascii: "t")
      let mark = isHeat ? [.letter("t", .italic), .sign(.degree)] : try substances(until: close)
      if mark.isEmpty { throw complaint(.badChemical("["), at: start) }
      at = close + 1
      return try counted(.overset([arrow], mark: mark))
    }
    return nil
  }

  private func chemicalSign(_ byte: UInt8, isInside: Bool) -> Sign? {
    switch byte {
    case UInt8(ascii: "("): .leftParenthesis
    case UInt8(ascii: ")"): .rightParenthesis
    case .leftBracket: .leftBracket
    case .rightBracket: .rightBracket
    case UInt8(ascii: "*"): .dot
    case UInt8(ascii: "+") where !isInside: .plus
    case UInt8(ascii: "="): .equal
    case .caret where !isInside: .gas
    default: nil
    }
  }

  /// `(g)`, `(l)`, `(s)`, `(aq)` behind a substance.
  private mutating func chemicalState(until end: Int) -> String? {
    for state in ["(g)", "(l)", "(s)", "(aq)"] where bytes[at..<end].starts(with: state.utf8) {
      at += state.utf8.count
      return state
    }
    return nil
  }

  private mutating func element() throws(FormulaComplaint) -> Part {
    let start = at
    at += 1
    if let byte = current, byte.isLetter, byte & 0x20 != 0 { at += 1 }
    let symbol = text(start..<at)
    guard Element.symbols.contains(symbol) else { throw complaint(.unknownElement(symbol), at: start) }
    return try counted(.letter(symbol, .upright))
  }

  /// The element or bracket with its index and charge: `SO4^2-`, `Na+`.
  private mutating func indexed(_ base: Part, until end: Int) throws(FormulaComplaint) -> Part {
    var below: [Part] = []
    var above: [Part] = []
    if at < end, bytes[at].isDigit { below = [try counted(chemicalNumber(until: end))] }
    if at < end, bytes[at] == .caret {
      at += 1
      above = try charge(until: end)
    } else if at < end, let sign = chargeSign(bytes[at]), at + 1 == end || bytes[at + 1].isSpace || bytes[at + 1] == .rightBracket
    {
      at += 1
      above = [try counted(.sign(sign))]
    }
    return below.isEmpty && above.isEmpty ? base : try counted(.scripts(base, below: below, above: above))
  }

  private mutating func charge(until end: Int) throws(FormulaComplaint) -> [Part] {
    let isBraced = at < end && bytes[at] == .leftBrace
    if isBraced { at += 1 }
    var charge: [Part] = []
    if at < end, bytes[at].isDigit { charge.append(try counted(chemicalNumber(until: end))) }
    guard at < end, let sign = chargeSign(bytes[at]) else { throw complaint(.badChemical("^"), at: at) }
    at += 1
    charge.append(try counted(.sign(sign)))
    if isBraced { try closeBrace(until: end) }
    return charge
  }

  private func chargeSign(_ byte: UInt8) -> Sign? {
    byte == UInt8(ascii: "+") ? .plus : byte == UInt8(ascii: "-") ? .minus : nil
  }

  /// `^{14}_{6}C`, `^{0}_{-1}e`: mass and charge of a nucleus or a particle, before its symbol.
  private mutating func nucleus(until end: Int) throws(FormulaComplaint) -> [Part] {
    let above = try nuclearNumber(until: end)
    let below = at < end && bytes[at] == .underscore ? try nuclearNumber(until: end) : []
    let numbers = try counted(.scripts(.group([]), below: below, above: above))
    guard at < end, Element.particles[text(at..<at + 1)] != nil else { return [numbers] }
    at += 1
    return [numbers, try counted(.letter(text(at - 1..<at), .upright))]
  }

  private mutating func nuclearNumber(until end: Int) throws(FormulaComplaint) -> [Part] {
    let start = at
    at += 1
    let isBraced = at < end && bytes[at] == .leftBrace
    if isBraced { at += 1 }
    let isNegative = at < end && bytes[at] == UInt8(ascii: "-")
    if isNegative { at += 1 }
    guard at < end, bytes[at].isDigit else { throw complaint(.badChemical(text(start..<start + 1)), at: start) }
    let number = try counted(chemicalNumber(until: end))
    if isBraced { try closeBrace(until: end) }
    return isNegative ? [try counted(.sign(.minus)), number] : [number]
  }

  private mutating func closeBrace(until end: Int) throws(FormulaComplaint) {
    guard at < end, bytes[at] == .rightBrace else { throw complaint(.badChemical("{"), at: at) }
    at += 1
  }

  private mutating func chemicalNumber(until end: Int) -> Part {
    let start = at
    while at < end, bytes[at].isDigit { at += 1 }
    return .number(text(start..<at), .upright)
  }
}
