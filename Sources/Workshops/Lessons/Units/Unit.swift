package import Words

/// A unit of measurement, as `\unit{kg*m/s^2}` writes it in international symbols.
///
///     try Unit(reading: "m/s^2").shown(.kk)  // "м/с²"
package struct Unit: Sendable, Hashable {
  struct Factor: Sendable, Hashable {
    let prefix: UnitPrefix?
    let measure: Measure
    let power: Int
  }

  let over: [Factor]
  let under: [Factor]

  /// Factors apart by `*`, one `/`, brackets around several factors below it, whole powers from 1 to 9.
  package init(reading text: String) throws(UnitFault) {
    let halves = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    guard halves.count <= 2, text.utf8.count <= 40, !text.isEmpty else { throw .unreadable }
    over = halves[0] == "1" ? [] : try Self.factors(halves[0])
    under = try halves.count == 2 ? Self.below(halves[1]) : []
    if over.isEmpty && under.isEmpty { throw .unreadable }
  }

  private static func below(_ text: Substring) throws(UnitFault) -> [Factor] {
    if text.hasPrefix("("), text.hasSuffix(")") { return try factors(text.dropFirst().dropLast()) }
    let factors = try factors(text)
    if factors.count > 1 { throw .unreadable }
    return factors
  }

  private static func factors(_ text: Substring) throws(UnitFault) -> [Factor] {
    var factors: [Factor] = []
    for part in text.split(separator: "*", omittingEmptySubsequences: false) { factors.append(try factor(part)) }
    return factors
  }

  private static func factor(_ text: Substring) throws(UnitFault) -> Factor {
    let parts = text.split(separator: "^", maxSplits: 2, omittingEmptySubsequences: false)
    guard let symbol = parts.first, !symbol.isEmpty, parts.count <= 2 else { throw .unreadable }
    var power = 1
    if parts.count == 2 {
      guard let digit = Int(parts[1]), (1...9).contains(digit) else { throw .unreadable }
      power = digit
    }
    guard let (prefix, measure) = Measure.found(symbol) else { throw .unknown(String(symbol)) }
    return Factor(prefix: prefix, measure: measure, power: power)
  }

  /// As it is printed.
  package func shown(_ language: Language) -> String {
    let top = over.isEmpty ? "1" : shown(over, language)
    guard !under.isEmpty else { return top }
    let bottom = shown(under, language)
    return under.count == 1 ? "\(top)/\(bottom)" : "\(top)/(\(bottom))"
  }

  private func shown(_ factors: [Factor], _ language: Language) -> String {
    factors.map { factor in
      let symbol = (factor.prefix?.symbol(language) ?? "") + factor.measure.symbol(language)
      return factor.power == 1 ? symbol : symbol + superscript(factor.power)
    }.joined(separator: "·")
  }
}

package enum UnitFault: Error, Sendable, Hashable {
  case unreadable
  case unknown(String)
}

/// One digit, raised.
func superscript(_ digit: Int) -> String { String(["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"][digit]) }
