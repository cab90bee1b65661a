/// One published source of chance, written as RFC 3797, section 4, wants it.
package enum LotterySource: Sendable {
  /// Decimal numbers without sign or exponent, in any order, such as the balls of a national lottery.
  case numbers([String])
  /// A text, of which only ASCII letters, in upper case, and digits count.
  case text(String)

  /// Why a source cannot be written.
  package enum Refusal: Error, Equatable {
    /// The source has no number, letter or digit.
    case empty
    /// The number at this place is not digits with at most one point between digits.
    case notDecimal(at: Int)
    /// A letter or digit beyond ASCII: a publisher must say herself how it is transcribed.
    case beyondASCII(Character)
  }

  /// The source with its closing `/`.
  package func written() throws(Refusal) -> String {
    switch self {
    case .numbers(let numbers): try Self.written(numbers)
    case .text(let text): try Self.written(text)
    }
  }

  private static func written(_ numbers: [String]) throws(Refusal) -> String {
    guard !numbers.isEmpty else { throw .empty }
    var decimals: [PlainDecimal] = []
    for (place, number) in numbers.enumerated() {
      guard let decimal = PlainDecimal(number) else { throw .notDecimal(at: place) }
      decimals.append(decimal)
    }
    return decimals.sorted().map(\.written).joined() + "/"
  }

  private static func written(_ text: String) throws(Refusal) -> String {
    var kept = ""
    for character in text where character.isLetter || character.isNumber {
      guard character.isASCII else { throw .beyondASCII(character) }
      kept += character.uppercased()
    }
    guard !kept.isEmpty else { throw .empty }
    return kept + "/"
  }
}

extension Lottery {
  /// Of sources in the order of their publication.
  package init(sources: [LotterySource]) throws(LotterySource.Refusal) {
    var key = ""
    for source in sources { key += try source.written() }
    guard !key.isEmpty else { throw .empty }
    self.init(key: key)
  }
}

/// A decimal number of any length, with no zero that could be left out.
private struct PlainDecimal: Comparable {
  private let whole: String
  private let fraction: String

  init?(_ text: String) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return nil }
    let digits = parts[0].drop { $0 == "0" }
    whole = digits.isEmpty ? "0" : String(digits)
    var tail = parts.count == 2 ? parts[1] : ""
    while tail.last == "0" { tail.removeLast() }
    fraction = String(tail)
  }

  /// With a point between the whole part and the fraction, or behind the whole number.
  var written: String { "\(whole).\(fraction)" }

  static func < (left: Self, right: Self) -> Bool {
    if left.whole.count != right.whole.count { return left.whole.count < right.whole.count }
    return (left.whole, left.fraction) < (right.whole, right.fraction)
  }
}
