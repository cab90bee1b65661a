/// Numbers of answers, the first half of the grammar:
///
///     number   = [sign] (power | plain [exponent] | fraction)
///     sign     = "-" | "−" | "–" | "+", then spaces
///     plain    = whole [mark digits] | mark digits
///     whole    = digits | 1 to 3 digits, the first not 0, and groups of a space and exactly three
///     mark     = "," | "."                      one in a number, whatever the language
///     exponent = times power | ("e" | "E" | Cyrillic "е" | "Е") ["-" | "+"] digits, at most three
///     power    = "10" and a raised whole number of at most three digits
///     fraction = whole "/" digits                where the exercise allows it
///
/// What fits in two ways or none is unreadable: `1,234.5`, `1,234,567`, `12 34`, `5,`.
extension WrittenNumber {
  /// Digits of a number, before and behind its mark.
  static let digitLimit = 40

  /// Reads from where the scan stands; nil: no number stands there.
  init?(_ scan: inout Scan, allowsFraction: Bool) {
    let isNegative = Self.sign(&scan)
    if let exponent = Self.powerOfTen(&scan) {
      self.init(isNegative: isNegative, whole: "1", exponent: exponent, isBarePower: true)
      return
    }
    guard let whole = Self.whole(&scan) else { return nil }
    if let divisor = Self.divisor(&scan) {
      guard allowsFraction, !whole.isEmpty else { return nil }
      self.init(isNegative: isNegative, whole: whole, divisor: divisor)
      return
    }
    let fraction = Self.fraction(&scan)
    guard fraction != "", !whole.isEmpty || fraction != nil else { return nil }
    guard whole.utf8.count + (fraction ?? "").utf8.count <= Self.digitLimit else { return nil }
    self.init(isNegative: isNegative, whole: whole, fraction: fraction, exponent: Self.exponent(&scan))
  }

  private static func sign(_ scan: inout Scan) -> Bool {
    let isNegative = scan.take("-")
    if isNegative || scan.take("+") { scan.skipSpaces() }
    return isNegative
  }

  /// "" before a mark that stands first; nil: groups of thousands behind a zero or behind more than three digits.
  private static func whole(_ scan: inout Scan) -> String? {
    var whole = scan.digits()
    guard !whole.isEmpty, hasGroup(scan) else { return whole }
    guard whole.utf8.count <= 3, !whole.hasPrefix("0") else { return nil }
    while hasGroup(scan) {
      scan.skip()
      whole += scan.digits()
    }
    return whole
  }

  /// A space and exactly three digits.
  private static func hasGroup(_ scan: Scan) -> Bool {
    var ahead = scan
    return ahead.take(" ") && ahead.digits().utf8.count == 3
  }

  /// A zero divisor divides nothing and is no divisor.
  private static func divisor(_ scan: inout Scan) -> String? {
    var ahead = scan
    ahead.skipSpaces()
    guard ahead.take("/") else { return nil }
    ahead.skipSpaces()
    let digits = ahead.digits()
    guard (1...15).contains(digits.utf8.count), digits.contains(where: { $0 != "0" }) else { return nil }
    scan = ahead
    return digits
  }

  /// "" where a mark ends the number.
  private static func fraction(_ scan: inout Scan) -> String? {
    guard scan.take(",") || scan.take(".") else { return nil }
    return scan.digits()
  }

  private static func exponent(_ scan: inout Scan) -> Int? {
    if let letter = scan.peek(), ["e", "E", "е", "Е"].contains(letter) { return letterExponent(&scan) }
    var ahead = scan
    ahead.skipSpaces()
    guard ahead.take("·") else { return nil }
    ahead.skipSpaces()
    guard let exponent = powerOfTen(&ahead) else { return nil }
    scan = ahead
    return exponent
  }

  /// `e3`, but not the e of `eV`.
  private static func letterExponent(_ scan: inout Scan) -> Int? {
    var ahead = scan
    ahead.skip()
    let isNegative = ahead.take("-")
    if !isNegative { _ = ahead.take("+") }
    let digits = ahead.digits()
    guard (1...3).contains(digits.utf8.count), let size = Int(digits) else { return nil }
    scan = ahead
    return isNegative ? -size : size
  }

  private static func powerOfTen(_ scan: inout Scan) -> Int? {
    var ahead = scan
    guard ahead.digits() == "10", let exponent = ahead.power(3) else { return nil }
    scan = ahead
    return exponent
  }
}
