/// A typed answer from one scalar to the next, with what looks and means the same made one.
struct Scan {
  /// Longer answers are unreadable: the longest number and the longest unit of the grammar take less.
  static let limit = 120

  private let scalars: [Unicode.Scalar]
  private var at = 0

  /// Nil: too long.
  init?(_ text: some StringProtocol) {
    let typed = Array(text.unicodeScalars.prefix(Scan.limit + 1))
    guard typed.count <= Scan.limit else { return nil }
    var scalars: [Unicode.Scalar] = []
    for scalar in typed {
      if scalar == "\u{2103}" { scalars += ["°", "C"] } else { scalars.append(Scan.plain(scalar)) }
    }
    while scalars.last == " " { scalars.removeLast() }
    // The full stop of a sentence or of an abbreviation; behind digits it may be a mark whose digits are missing.
    if scalars.last == ".", let before = scalars.dropLast().last, !before.isDigit, !" .,".unicodeScalars.contains(before) {
      scalars.removeLast()
    }
    self.scalars = Array(scalars.drop { $0 == " " })
  }

  /// Signs that stand for one another: a space for the spaces of typesetters, a hyphen for minus and dash, a dot for all signs of
  /// multiplication.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{A0}", "\u{2009}", "\u{202F}": " "
    case "\u{2212}", "\u{2013}": "-"
    case "*", "×", "\u{22C5}", "\u{2219}", "\u{2022}": "·"
    case "\u{2215}", "\u{2044}": "/"
    case "º", "\u{2DA}": "°"
    case "\u{3BC}": "µ"
    case "\u{2126}": "Ω"
    case "\u{212A}": "K"
    default: scalar
    }
  }

  var isAtEnd: Bool { at == scalars.count }

  /// The scalar `offset` places on; nil behind the end.
  func peek(_ offset: Int = 0) -> Unicode.Scalar? { at + offset < scalars.count ? scalars[at + offset] : nil }

  mutating func skip(_ count: Int = 1) { at = min(at + count, scalars.count) }

  /// Steps over it if it stands here.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek() == scalar else { return false }
    skip()
    return true
  }

  mutating func skipSpaces() { while peek() == " " { skip() } }

  /// Digits 0 to 9 from here on, possibly none.
  mutating func digits() -> String {
    var digits = ""
    while let scalar = peek(), scalar.isDigit {
      digits.unicodeScalars.append(scalar)
      skip()
    }
    return digits
  }

  /// A raised whole number, as `³`, `⁻³`, `^3`, `^-3`, `^(-3)` or `^{-3}`, of at most `limit` digits; nil and no step taken: none.
  mutating func power(_ limit: Int) -> Int? {
    let start = self
    let power = take("^") ? caret() : raised()
    guard let power, power.digits.count <= limit, let size = Int(power.digits) else {
      self = start
      return nil
    }
    return power.isNegative ? -size : size
  }

  private mutating func caret() -> (isNegative: Bool, digits: String)? {
    let closing: Unicode.Scalar? = take("(") ? ")" : take("{") ? "}" : nil
    let isNegative = take("-")
    let found = digits()
    if let closing, !take(closing) { return nil }
    return (isNegative, found)
  }

  private mutating func raised() -> (isNegative: Bool, digits: String) {
    let isNegative = take("⁻")
    var digits = ""
    while let scalar = peek(), let digit = superscripts.firstIndex(of: scalar) {
      digits += String(digit)
      skip()
    }
    return (isNegative, digits)
  }
}

extension Unicode.Scalar {
  var isDigit: Bool { ("0"..."9").contains(self) }
}

private let superscripts: [Unicode.Scalar] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]

/// A whole number, raised: -12 as `⁻¹²`.
func raised(_ number: Int) -> String {
  var text = number < 0 ? "⁻" : ""
  for digit in String(number.magnitude).unicodeScalars {
    text.unicodeScalars.append(superscripts[Int(digit.value) - 48])
  }
  return text
}
