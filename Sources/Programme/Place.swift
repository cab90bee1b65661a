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

  package enum Level: Int, Sendable {
    case region = 1
    case district, okrug, settlement
  }

  /// Rural by the register's own sign, never by the word in the name; nil where the place is mixed or a region.
  package var isRural: Bool? {
    switch sign {
    case 1: false
    case 2: true
    default: nil
    }
  }

  package var name: Phrase {
    Phrase(kk: nameKazakh, ru: nameRussian, en: nameRussian)
  }

  package var region: String { String(code.prefix(2)) + "0000000" }
}
