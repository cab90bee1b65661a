import Words

/// A power of ten before a unit.
enum UnitPrefix: String, Sendable, Hashable, CaseIterable {
  case pico = "p"
  case nano = "n"
  case micro = "u"
  case milli = "m"
  case centi = "c"
  case deci = "d"
  case deca = "da"
  case hecto = "h"
  case kilo = "k"
  case mega = "M"
  case giga = "G"
  case tera = "T"

  func symbol(_ language: Language) -> String {
    if language == .en { return self == .micro ? "µ" : rawValue }
    return switch self {
    case .pico: "п"
    case .nano: "н"
    case .micro: "мк"
    case .milli: "м"
    case .centi: "с"
    case .deci: "д"
    case .deca: "да"
    case .hecto: "г"
    case .kilo: "к"
    case .mega: "М"
    case .giga: "Г"
    case .tera: "Т"
    }
  }

  var name: Phrase {
    switch self {
    case .pico: Phrase(kk: "пико", ru: "пико", en: "pico")
    case .nano: Phrase(kk: "нано", ru: "нано", en: "nano")
    case .micro: Phrase(kk: "микро", ru: "микро", en: "micro")
    case .milli: Phrase(kk: "милли", ru: "милли", en: "milli")
    case .centi: Phrase(kk: "санти", ru: "санти", en: "centi")
    case .deci: Phrase(kk: "деци", ru: "деци", en: "deci")
    case .deca: Phrase(kk: "дека", ru: "дека", en: "deca")
    case .hecto: Phrase(kk: "гекто", ru: "гекто", en: "hecto")
    case .kilo: Phrase(kk: "кило", ru: "кило", en: "kilo")
    case .mega: Phrase(kk: "мега", ru: "мега", en: "mega")
    case .giga: Phrase(kk: "гига", ru: "гига", en: "giga")
    case .tera: Phrase(kk: "тера", ru: "тера", en: "tera")
    }
  }
}
