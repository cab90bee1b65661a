/// A person's name as it may be written: letters with their marks, hyphen, apostrophe, space, full stop. Names go into letters under
/// the house's own name, so nothing else may travel in one: no digits, no signs, no addresses.
package enum NameText {
  package enum Complaint: Error, Hashable, Sendable {
    /// The first sign that no name has.
    case sign(String)
    case noLetter
  }

  /// The name with single spaces and one kind of hyphen and apostrophe, and without the Latin letters that a keyboard put into a
  /// Cyrillic word.
  package static func checked(_ typed: String) throws(Complaint) -> String {
    let words = typed.unicodeScalars.filter { !Invisible.contains($0) }.split(whereSeparator: isSpace)
    var name = String.UnicodeScalarView()
    var hasLetter = false
    for word in words {
      let isCyrillic = word.contains { (0x400...0x52f).contains($0.value) }
      if !name.isEmpty { name.append(" ") }
      for scalar in word {
        guard let letter = letter(scalar, inCyrillic: isCyrillic) else { throw .sign(String(Character(scalar))) }
        // A space behind a full stop: "А. Б." is a name, and what phones make a link of is none.
        if name.last == ".", letter != "." { name.append(" ") }
        name.append(letter)
        hasLetter = hasLetter || isLetter(letter)
      }
    }
    guard hasLetter else { throw .noLetter }
    return String(name)
  }

  /// A given name as letters quote it: one word of at most 24 letters, at most one hyphen. Letters and spaces alone can say "your
  /// account is closed". Nil where nothing of it is a name.
  package static func quoted(_ typed: String) -> String? {
    guard let name = try? checked(typed), let word = name.split(separator: " ").first else { return nil }
    let parts = word.split(separator: "-").prefix(2).filter { $0.contains(where: \.isLetter) && !$0.contains(".") }
    let quoted = String(parts.joined(separator: "-").prefix(24))
    return quoted.isEmpty ? nil : quoted
  }

  private static func letter(_ scalar: Unicode.Scalar, inCyrillic: Bool) -> Unicode.Scalar? {
    switch scalar {
    case "-", "\u{2010}", "\u{2011}", "\u{2013}": return "-"
    case "'", "\u{2019}", "\u{02bc}", "\u{0060}", "\u{00b4}": return "'"
    case ".": return "."
    default: break
    }
    if isLetter(scalar) { return inCyrillic ? alike[scalar] ?? scalar : scalar }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark: return scalar
    default: return nil
    }
  }

  /// The common ones without Unicode's tables, which a table of 40,000 people would ask two million times.
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5a, 0x61...0x7a, 0x400...0x481, 0x48a...0x52f: return true
    case ..<0x80: return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
    default: return false
    }
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80 ? scalar == " " || (0x9...0xd).contains(scalar.value) : scalar.properties.isWhitespace
  }

  /// Latin letters that look the same as Cyrillic ones.
  private static let alike: [Unicode.Scalar: Unicode.Scalar] = [
    "A": "А", "B": "В", "C": "С", "E": "Е", "H": "Н", "K": "К", "M": "М", "O": "О", "P": "Р", "T": "Т", "X": "Х", "Y": "У",
    "I": "І", "a": "а", "c": "с", "e": "е", "i": "і", "o": "о", "p": "р", "x": "х", "y": "у", "h": "һ",
  ]
}

extension NameText.Complaint {
  /// Why it is no name, for whoever typed it.
  package var reason: Phrase {
    switch self {
    case .sign(let sign):
      Phrase(
        kk: "Есімде әріп, дефис, апостроф және нүкте ғана болады. Мына таңбаны алып тастау керек: \(sign)",
        ru: "В имени бывают только буквы, дефис, апостроф и точка. Уберите этот знак: \(sign)",
        en: "A name has letters, hyphens, apostrophes and full stops only. Take this sign out: \(sign)")
    case .noLetter: Phrase(kk: "Есімді әріппен жазу керек", ru: "Напишите имя буквами", en: "Write the name in letters")
    }
  }
}
