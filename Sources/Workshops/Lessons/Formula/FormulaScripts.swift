/// What stands above and below a piece.
extension FormulaReader {
  /// The piece with its `^`, `_` and primes; a degree becomes a sign behind it.
  mutating func scripted(_ base: Part) throws(FormulaComplaint) -> [Part] {
    var above: [Part] = []
    var below: [Part] = []
    var (hasAbove, hasBelow, hasPrimes, hasDegree) = (false, false, false, false)
    while true {
      skipSpace()
      let start = at
      switch current {
      case .apostrophe where !hasPrimes && !hasAbove && !hasDegree:
        hasPrimes = true
        while current == .apostrophe {
          at += 1
          above.append(try counted(.sign(.prime)))
        }
      case .apostrophe: throw complaint(.twice("'"), at: start)
      case .caret:
        if hasAbove || hasDegree { throw complaint(.twice("^"), at: start) }
        at += 1
        if skipCircle() {
          hasDegree = true
        } else {
          hasAbove = true
          above += try script("^")
        }
      case .underscore:
        if hasBelow { throw complaint(.twice("_"), at: start) }
        at += 1
        hasBelow = true
        below = try script("_")
      default:
        let part = above.isEmpty && below.isEmpty ? base : try counted(.scripts(base, below: below, above: above))
        return hasDegree ? [part, try counted(.sign(.degree))] : [part]
      }
    }
  }

  /// TeX takes one digit: `x^12` would be x¹2, which nobody means.
  private mutating func script(_ sign: String) throws(FormulaComplaint) -> [Part] {
    skipSpace()
    let isBare = current?.isDigit == true
    let row = try argument(of: sign)
    if isBare, let byte = current, byte.isDigit { throw complaint(.digitsAfter(sign), at: at) }
    if row.isEmpty { throw complaint(.missingArgument(sign), at: at) }
    return row
  }

  /// `^\circ` and `^{\circ}` are degrees; the sign stands nowhere else.
  private mutating func skipCircle() -> Bool {
    for circle in ["{\\circ}", "\\circ"] as [StaticString] where starts(with: circle) {
      let end = at + circle.utf8CodeUnitCount
      if circle.utf8CodeUnitCount == 5, end < bytes.count, bytes[end].isLetter { return false }
      at = end
      return true
    }
    return false
  }
}
