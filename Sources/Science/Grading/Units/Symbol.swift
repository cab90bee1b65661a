/// A line of units.csv that is a unit: its symbols and its size.
struct Measure: Sendable, Hashable {
  /// The name in exercises, unique: `m`, `Ohm`, `degC`.
  let key: String
  let names: Names
  let prefixes: Prefixes
  /// The size is times / over · 10^ten of the SI unit of its dimension.
  let times: Double
  let over: Double
  let ten: Int
  let dimension: Dimension
  /// Of what is written together, as `kWh`, the two it is made of, the prefix before the first; else empty.
  var parts: [Measure] = []
  /// Whether it is counted from 273.15 K when it stands alone.
  var isCelsius: Bool { key == "degC" }
}

/// The prefixes that a unit takes.
enum Prefixes: Sendable, Hashable {
  case all
  /// By their keys. A teralitre is none: `Тл` is a tesla.
  case some(Set<String>)

  /// `all`, or keys apart by spaces; empty: none.
  init(_ text: String) { self = text == "all" ? .all : .some(Set(text.split(separator: " ").map(String.init))) }

  func holds(_ prefix: Prefix) -> Bool {
    switch self {
    case .all: true
    case .some(let keys): keys.contains(prefix.key)
    }
  }
}

/// A line of units.csv that is a prefix.
struct Prefix: Sendable, Hashable {
  let key: String
  let names: Names
  /// Power of ten.
  let ten: Int
}

/// How a unit or prefix is written.
struct Names: Sendable, Hashable {
  let english: String
  let russian: String
  let kazakh: String
  /// Understood, never shown: `сек`, `L`.
  let others: [String]

  func shown(_ language: Language) -> String {
    switch language {
    case .kk: kazakh
    case .ru: russian
    case .en: english
    }
  }

  /// All that may be typed in an alphabet; what is neither Latin nor Cyrillic, as % and °, stands in both.
  func typed(_ alphabet: Alphabet, key: String) -> Set<String> {
    Set([key, english, russian, kazakh] + others).filter { alphabet == .cyrillic ? !$0.hasLatin : !$0.hasCyrillic }
  }
}

/// A unit with or without its prefix.
struct Symbol: Sendable, Hashable {
  let prefix: Prefix?
  let measure: Measure

  var key: String { (prefix?.key ?? "") + measure.key }
  /// Itself, or what it is made of.
  var factors: [Symbol] {
    guard let first = measure.parts.first else { return [self] }
    return [Symbol(prefix: prefix, measure: first)] + measure.parts.dropFirst().map { Symbol(prefix: nil, measure: $0) }
  }

  var ten: Int { measure.ten + (prefix?.ten ?? 0) }

  func shown(_ language: Language) -> String { (prefix?.names.shown(language) ?? "") + measure.names.shown(language) }
}
