/// What is written inside `\unit{}` and `\ce{}`.
extension FormulaReader {
  mutating func unit(_ name: String) throws(FormulaComplaint) -> Unit {
    let range = try raw(name)
    let written = text(range)
    do throws(UnitFault) {
      return try Unit(reading: written)
    } catch {
      switch error {
      case .unreadable: throw complaint(.badUnit(written), at: range.lowerBound)
      case .unknown(let symbol): throw complaint(.unknownUnit(symbol), at: range.lowerBound)
      }
    }
  }

  mutating func chemical(_ name: String) throws(FormulaComplaint) -> [Part] {
    let range = try raw(name)
    if range.isEmpty { throw complaint(.missingArgument(name), at: range.lowerBound) }
    let after = at
    at = range.lowerBound
    defer { at = after }
    return try substances(until: range.upperBound)
  }
}
