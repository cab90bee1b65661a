package import Words

/// A place of the KATO register (НК РК 11-2025): region, district, okrug or settlement.
package struct Place: Sendable, Hashable {
  /// Nine digits, kept as text.
  package let code: String
  package let parent: String?
  package let level: Level
  package let nameKazakh: String
  package let nameRussian: String
  /// The official tenth sign; nil for a region.
  package let sign: Int?
  package let name: Phrase

  init(code: String, parent: String?, level: Level, nameKazakh: String, nameRussian: String, sign: Int?) {
    (self.code, self.parent, self.level, self.sign) = (code, parent, level, sign)
    (self.nameKazakh, self.nameRussian) = (nameKazakh, nameRussian)
    name = PlaceName.phrase(code, level, kazakh: nameKazakh, russian: nameRussian)
  }

  package static func == (one: Place, other: Place) -> Bool {
    (one.code, one.parent, one.level, one.sign) == (other.code, other.parent, other.level, other.sign)
      && (one.nameKazakh, one.nameRussian) == (other.nameKazakh, other.nameRussian)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(code) }

  package enum Level: Int, Sendable {
    case region = 1
    case district, okrug, settlement
  }

  /// Whether a code is a region's: two digits and seven zeros.
  static func isRegion(_ code: String) -> Bool {
    code.utf8.count == 9 && code.utf8.allSatisfy { (48...57).contains($0) } && code.hasSuffix("0000000") && !code.hasPrefix("00")
  }

  /// Rural by the register's own sign, never by the word in the name; nil where the place is mixed or a region.
  package var isRural: Bool? {
    switch sign {
    case 1: false
    case 2: true
    default: nil
    }
  }

  package var region: String { String(code.prefix(2)) + "0000000" }
}
