/// A Russian name in Latin letters as maps in English have it: the BGN/PCGN system of 1947 for Russian, without its marks for ъ and ь.
package func romanised(_ name: String) -> String {
  var result = ""
  var before: Character = " "
  for letter in name {
    let small = Character(letter.lowercased())
    // Е is ye at the beginning of a word and after a vowel, й, ъ and ь.
    let latin = small == "е" && softens(before) ? "ye" : latinLetters[small] ?? String(small)
    result += letter == small ? latin : latin.prefix(1).uppercased() + latin.dropFirst()
    before = small
  }
  return result
}

private func softens(_ letter: Character) -> Bool { !letter.isLetter || "аеёиоуыэюяйъь".contains(letter) }

private let latinLetters: [Character: String] = [
  "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k",
  "л": "l",
  "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
  "ш": "sh",
  "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
]
