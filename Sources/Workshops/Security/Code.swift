/// A code people read aloud and type: Crockford's base 32 (0-9 A-Z without I, L, O, U), shown in groups of four.
///
/// A checked code ends with a check letter: the sum of its letters times the powers of α in GF(32) (x⁵ + x² + 1) is zero.
/// Up to 31 letters it finds every single wrong letter and every swap of two letters.
package struct Code: Sendable, Hashable {
  /// As it is stored and compared: capitals and digits, no separators.
  package let letters: String

  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".unicodeScalars)
  private static let values = Dictionary(uniqueKeysWithValues: zip(alphabet, UInt8(0)...))

  /// Draws `groups` groups of four letters, 20 bits each; a check letter takes the last place.
  package static func fresh(groups: Int, checked: Bool = false, random: (Int) -> [UInt8] = randomBytes) -> Code {
    var values = random(groups * 4).map { $0 & 31 }
    if checked {
      values.removeLast()
      values.append(check(values))
    }
    return Code(values)
  }

  /// Nil unless the text, read kindly (`normalised`), has this many groups and, when asked, the right check letter.
  package init?(_ typed: String, groups: Int, checked: Bool = false) {
    let letters = Self.normalised(typed)
    let values = letters.unicodeScalars.compactMap { Self.values[$0] }
    guard values.count == groups * 4, values.count == letters.unicodeScalars.count else { return nil }
    if checked, Self.check(values.dropLast()) != values.last { return nil }
    self.letters = letters
  }

  private init(_ values: [UInt8]) {
    letters = values.map { String(Self.alphabet[Int($0)]) }.joined()
  }

  /// "7K2M-Q9XT".
  package var shown: String {
    var text = ""
    for (position, letter) in letters.enumerated() {
      if position > 0, position.isMultiple(of: 4) { text += "-" }
      text.append(letter)
    }
    return text
  }

  /// What was meant: capitals; o is 0, i and l are 1; Cyrillic letters that look Latin become Latin; spaces, dashes and
  /// dots are dropped. Other characters stay, and make the code refused.
  package static func normalised(_ typed: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in typed.uppercased().unicodeScalars {
      if scalar.properties.isWhitespace || scalar.properties.isDash || scalar == "." || scalar == "_" { continue }
      text.append(lookAlikes[scalar] ?? scalar)
    }
    return String(text)
  }

  private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = [
    "O": "0", "I": "1", "L": "1", "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "К": "K", "М": "M", "О": "0", "Р": "P",
    "Т": "T", "Х": "X", "У": "Y", "Ү": "Y", "І": "1", "З": "3", "Ѕ": "S", "Ј": "J", "Һ": "H",
  ]

  /// The value that makes the weighted sum zero; it stands at α⁰, so it is the sum of the others.
  private static func check(_ values: some BidirectionalCollection<UInt8>) -> UInt8 {
    var sum: UInt8 = 0
    var power: UInt8 = 1
    for value in values.reversed() {
      power = times(power, 2)
      sum ^= times(value, power)
    }
    return sum
  }

  private static func times(_ left: UInt8, _ right: UInt8) -> UInt8 {
    var product: UInt8 = 0
    var shifted = UInt16(left)
    for bit in 0..<5 {
      if right >> bit & 1 == 1 { product ^= UInt8(shifted) }
      shifted <<= 1
      if shifted & 32 != 0 { shifted ^= 0b100101 }
    }
    return product
  }
}
