/// The units of units.csv, ready to be looked up. The table is the same text for the server and the phone.
package struct UnitTable: Sendable {
  /// The line of the table that cannot be read, from 1.
  package struct Fault: Error, Sendable, Hashable {
    package let line: Int
  }

  /// As typed.
  private var exact: [String: Symbol] = [:]
  /// With look-alikes folded.
  private var folded: [Alphabet: [String: Symbol]] = [.latin: [:], .cyrillic: [:]]
  /// In small letters with look-alikes folded.
  private var lowered: [String: Set<Symbol>] = [:]

  package init(reading csv: String) throws(Fault) {
    let (prefixes, measures) = try Self.lines(csv)
    for alphabet in Alphabet.allCases {
      for measure in measures { add(alphabet, prefix: nil, measure) }
      // A symbol that is whole has gone before: `min` is a minute, `cd` a candela.
      for measure in measures {
        for prefix in prefixes where measure.prefixes.holds(prefix) { add(alphabet, prefix: prefix, measure) }
      }
    }
  }

  private mutating func add(_ alphabet: Alphabet, prefix: Prefix?, _ measure: Measure) {
    let symbol = Symbol(prefix: prefix, measure: measure)
    let fronts = prefix.map { $0.names.typed(alphabet, key: $0.key) } ?? [""]
    for front in fronts {
      for back in measure.names.typed(alphabet, key: measure.key) {
        let text = front + back
        let look = text.withLookAlikesFolded
        if folded[alphabet]?[look] == nil { folded[alphabet]?[look] = symbol }
        guard exact[text] == nil else { continue }
        exact[text] = symbol
        lowered[text.lowercased().withLookAlikesFolded, default: []].insert(symbol)
      }
    }
  }

  /// A symbol as it was typed, or what it looks like if that is one only, or a word with an ending.
  func symbol(_ text: String) -> Symbol? {
    if let symbol = exact[text] { return symbol }
    let alike = Set(Alphabet.allCases.compactMap { self.symbol(text, as: $0) })
    return alike.isEmpty ? word(text) : alike.count == 1 ? alike.first : nil
  }

  /// `секунды`, `джоулей`: the table has what Kazakh writes and Russian bends.
  private func word(_ text: String) -> Symbol? {
    let scalars = Array(text.unicodeScalars)
    guard scalars.allSatisfy({ ("а"..."я").contains($0) }) else { return nil }
    for ending in Self.endings where scalars.count >= ending.count + 4 && scalars.suffix(ending.count).elementsEqual(ending) {
      return exact[String(String.UnicodeScalarView(scalars.dropLast(ending.count)))]
    }
    return nil
  }

  private static let endings = ["ов", "ей", "а", "ы", "у", "я", "ь"].map { Array($0.unicodeScalars) }

  /// A symbol of the alphabet, whichever its letters were typed in.
  func symbol(_ text: String, as alphabet: Alphabet) -> Symbol? { folded[alphabet]?[text.withLookAlikesFolded] }

  /// All symbols that differ from the text in capital letters at most.
  func symbolsInAnyCase(_ text: String) -> Set<Symbol> { lowered[text.lowercased().withLookAlikesFolded] ?? [] }

  /// Everything that may be typed for one symbol, in no order.
  var spellings: [String: Symbol] { exact }
}
