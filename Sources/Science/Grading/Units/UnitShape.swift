/// A unit as it was typed, symbols not yet looked up; the second half of the grammar:
///
///     unit    = factors ["/" below] | ["1"] "/" below
///     below   = factor | "(" factors ")"
///     factors = factor {(times | spaces) factor}
///     factor  = word symbol | symbol ["^2" | "^-2" | "^(-2)" | "²" | "⁻²" | "2" | "-2"]      powers of one digit, not 0
///     word    = "кв" | "шаршы" | "куб" | "текше", then a full stop or spaces: square and cubic
///     times   = "·" | "*" | "×" | "⋅"
///
/// `J/kg/K` and `J/kg·K` are unreadable: the SI Brochure (5.2) asks for brackets there.
struct UnitShape: Sendable {
  struct Factor: Sendable {
    let symbol: String
    let power: Int
  }

  private static let limit = 8

  private(set) var over: [Factor] = []
  private(set) var under: [Factor] = []

  /// Reads the rest of the scan; nil: it is no unit.
  init?(_ scan: inout Scan) {
    if scan.peek() == "1" { scan.skip() } else if scan.peek() != "/" { over = Self.factors(&scan) }
    scan.skipSpaces()
    if scan.take("/") {
      scan.skipSpaces()
      under = Self.below(&scan)
      if under.isEmpty { return nil }
    }
    guard scan.isAtEnd, over.count + under.count <= Self.limit, !over.isEmpty || !under.isEmpty else { return nil }
  }

  private static func below(_ scan: inout Scan) -> [Factor] {
    guard scan.take("(") else { return factor(&scan).map { [$0] } ?? [] }
    scan.skipSpaces()
    let factors = factors(&scan)
    scan.skipSpaces()
    return scan.take(")") ? factors : []
  }

  /// Stops in front of what is no factor.
  private static func factors(_ scan: inout Scan) -> [Factor] {
    var factors: [Factor] = []
    var ahead = scan
    while let factor = factor(&ahead) {
      factors.append(factor)
      scan = ahead
      ahead.skipSpaces()
      if ahead.take("·") { ahead.skipSpaces() }
    }
    return factors
  }

  private static func factor(_ scan: inout Scan) -> Factor? {
    if let power = raisingWord(&scan) {
      let symbol = symbol(&scan)
      return self.power(&scan) == 1 ? Factor(symbol: symbol, power: power) : nil
    }
    let symbol = symbol(&scan)
    guard !symbol.isEmpty, let power = power(&scan), power != 0 else { return nil }
    return Factor(symbol: symbol, power: power)
  }

  /// `кв. м`: steps to the symbol; nil and no step taken: none.
  private static func raisingWord(_ scan: inout Scan) -> Int? {
    var ahead = scan
    guard let power = raisingWords[symbol(&ahead)] else { return nil }
    let isApart = ahead.take(".") || ahead.peek() == " "
    ahead.skipSpaces()
    guard isApart, let next = ahead.peek(), isPartOfSymbol(next) else { return nil }
    scan = ahead
    return power
  }

  private static let raisingWords = ["кв": 2, "шаршы": 2, "куб": 3, "текше": 3]

  /// A degree takes the C behind it along, over a space too.
  private static func symbol(_ scan: inout Scan) -> String {
    if scan.take("°") { return degree(&scan) }
    if scan.take("%") { return "%" }
    var symbol = ""
    while let scalar = scan.peek(), isPartOfSymbol(scalar) {
      symbol.unicodeScalars.append(scalar)
      scan.skip()
    }
    return symbol
  }

  private static func degree(_ scan: inout Scan) -> String {
    var ahead = scan
    ahead.skipSpaces()
    guard ahead.take("C") || ahead.take("С") else { return "°" }
    scan = ahead
    return "°C"
  }

  private static func isPartOfSymbol(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isDigit && !" ·/()^-+,.°%⁻⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars.contains(scalar)
  }

  /// 1 where none stands; nil: what stands is no power of one digit.
  private static func power(_ scan: inout Scan) -> Int? {
    guard let next = scan.peek() else { return 1 }
    if next.isDigit || next == "-" {
      let isNegative = scan.take("-")
      let digits = scan.digits()
      guard digits.utf8.count == 1, let size = Int(digits) else { return nil }
      return isNegative ? -size : size
    }
    return "^⁻⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars.contains(next) ? scan.power(1) : 1
  }
}
