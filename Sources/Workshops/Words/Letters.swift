/// The letters of Kazakh Cyrillic and what stands in for them in real texts (kk_letters.csv), shared by sorting and
/// search.
enum Letters {
  /// The forty-two letters in their official order.
  static let kazakh = Array("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя".unicodeScalars)

  /// й and ё as macOS writes them: a letter, then a mark. Returns nil for a pair we do not join.
  static func joined(_ letter: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
    switch (letter, mark.value) {
    case ("и", 0x306): "й"
    case ("И", 0x306): "Й"
    case ("е", 0x308): "ё"
    case ("Е", 0x308): "Ё"
    case ("у", 0x306): "ў"
    case ("У", 0x306): "Ў"
    case ("і", 0x308): "ї"
    case ("І", 0x308): "Ї"
    default: nil
    }
  }

  /// The text's scalars with й and ё in one piece and other marks over letters left out.
  static func scalars(_ text: String) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      guard (0x300...0x36F).contains(scalar.value) else {
        result.append(scalar)
        continue
      }
      guard let letter = result.last, let one = joined(letter, scalar) else { continue }
      result[result.count - 1] = one
    }
    return result
  }

  static func lowercase(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x41...0x5A, 0x410...0x42F: Unicode.Scalar(scalar.value + 0x20) ?? scalar
    case 0x400...0x40F: Unicode.Scalar(scalar.value + 0x50) ?? scalar
    case ..<0xC0, 0x430...0x45F: scalar
    // Kazakh letters stand in pairs, the capital first.
    case 0x48A...0x4BF, 0x4D0...0x52F: Unicode.Scalar(scalar.value | 1) ?? scalar
    default: scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    }
  }

  /// The plain Latin letter under the marks of the Latin drafts and of names from abroad.
  static func plainLatin(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "á", "ä", "à", "â", "ã", "å", "ā", "ə": "a"
    case "ç", "ć", "č": "c"
    case "é", "è", "ê", "ë", "ē": "e"
    case "ǵ", "ğ": "g"
    case "ı", "í", "î", "ï", "ī": "i"
    case "ń", "ñ": "n"
    case "ó", "ö", "ô", "õ", "ø", "ō": "o"
    case "ş", "š", "ś": "s"
    case "ú", "ü", "ū", "ù", "û": "u"
    case "ý", "ÿ": "y"
    case "ž", "ź", "ż": "z"
    default: scalar
    }
  }

  /// The same as the property of Unicode, which costs a search in its tables.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9...0xD, 0x20: true
    case ..<0x80, 0x400...0x52F: false
    default: scalar.properties.isWhitespace
    }
  }

  static func isCyrillic(_ scalar: Unicode.Scalar) -> Bool { (0x400...0x52F).contains(scalar.value) }
  static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value) || (0xC0...0x24F).contains(scalar.value)
  }
}
