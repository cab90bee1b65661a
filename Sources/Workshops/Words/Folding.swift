/// The text as search compares it: what is typed on a Russian keyboard, with a Latin look-alike inside a Cyrillic word,
/// with letters of the legacy Kazakh fonts, in any case and with any spaces finds the same row.
///
/// Fold both the stored copy and the question. Never show or store the result as a name.
package func folded(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for word in words(text) {
    if !result.isEmpty { result.append(" ") }
    let mixed = word.contains(where: Letters.isCyrillic) && word.contains(where: Letters.isLatin)
    for scalar in word {
      let known = mixed ? cyrillicLookingLike(scalar) : scalar
      result.append(plain(Letters.plainLatin(Letters.lowercase(known))))
    }
  }
  return String(result)
}

private func words(_ text: String) -> [ArraySlice<Unicode.Scalar>] {
  Letters.scalars(text).split { Letters.isSpace($0) || $0.value == 0x200B || $0.value == 0xFEFF }
}

/// Capitals first by their own look: Latin H looks like Н, but h looks like һ.
private func cyrillicLookingLike(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar {
  case "A", "a": "а"
  case "B": "в"
  case "C", "c": "с"
  case "E", "e": "е"
  case "H": "н"
  case "h": "һ"
  case "I", "i", "ı": "і"
  case "K", "k": "к"
  case "M": "м"
  case "O", "o": "о"
  case "P", "p": "р"
  case "T": "т"
  case "X", "x": "х"
  case "Y", "y": "у"
  case "Ə", "ə": "ә"
  default: scalar
  }
}

/// One letter for those that people use for each other: the nine Kazakh letters, their legacy-font stand-ins, ё and ы.
private func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar {
  case "ә", "ј": "а"
  case "ғ", "є": "г"
  case "қ", "ќ": "к"
  case "ң", "ѕ": "н"
  case "ө", "ґ": "о"
  case "ұ", "ү", "ў", "ї": "у"
  case "һ": "х"
  case "і", "ы": "и"
  case "ё": "е"
  case "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}": "-"
  default: scalar
  }
}
