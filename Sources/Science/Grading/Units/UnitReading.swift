/// What a typed unit may mean. Look-alikes can make one string two units: `H` is a henry, and a newton in Cyrillic.
struct UnitReading: Sendable {
  /// The most literal first.
  let candidates: [WrittenUnit]
  /// Whether the first may be taken without knowing what is asked.
  let isCertain: Bool
  /// With the right capital letters, where these are the only fault; what is asked decides between several.
  let otherCases: [WrittenUnit]

  init(_ shape: UnitShape, _ table: UnitTable) {
    let literal = shape.unit { table.symbol($0) }
    var candidates = literal.map { [$0] } ?? []
    for alphabet in Alphabet.allCases {
      guard let unit = shape.unit({ table.symbol($0, as: alphabet) }) else { continue }
      if !candidates.contains(where: { $0.dimension == unit.dimension && $0.scale == unit.scale }) { candidates.append(unit) }
    }
    self.candidates = candidates
    isCertain = literal != nil || candidates.count == 1
    otherCases = shape.otherCases(table)
  }

  /// The meaning that fits the kind asked for, else the certain one.
  func unit(asked: Dimension) -> WrittenUnit? {
    candidates.first { $0.dimension == asked } ?? (isCertain ? candidates.first : nil)
  }

  /// The one unit she may have meant; nil: none, or several.
  func suggestion(asked: Dimension) -> WrittenUnit? {
    let fitting = otherCases.filter { $0.dimension == asked }
    if fitting.count == 1 { return fitting[0] }
    return candidates.isEmpty && otherCases.count == 1 ? otherCases[0] : nil
  }
}

extension UnitShape {
  /// Nil: a symbol is unknown.
  func unit(_ symbol: (String) -> Symbol?) -> WrittenUnit? {
    guard let over = Self.known(over, symbol), let under = Self.known(under, symbol) else { return nil }
    return WrittenUnit(over: over, under: under)
  }

  private static func known(_ factors: [Factor], _ symbol: (String) -> Symbol?) -> [WrittenUnit.Factor]? {
    var known: [WrittenUnit.Factor] = []
    for factor in factors {
      guard let symbol = symbol(factor.symbol) else { return nil }
      known += symbol.factors.map { WrittenUnit.Factor(symbol: $0, power: factor.power) }
    }
    return known
  }

  /// Of a single symbol all it could be in other capitals; of several the one reading in which each unknown symbol has one meaning.
  fileprivate func otherCases(_ table: UnitTable) -> [WrittenUnit] {
    if over.count + under.count == 1, let text = (over + under).first?.symbol {
      let literal = table.symbol(text)
      return table.symbolsInAnyCase(text).subtracting(literal.map { [$0] } ?? []).compactMap { other in self.unit { _ in other } }
    }
    let unit = unit { text in
      if let symbol = table.symbol(text) { return symbol }
      let cases = table.symbolsInAnyCase(text)
      return cases.count == 1 ? cases.first : nil
    }
    return unit.map { [$0] } ?? []
  }
}
