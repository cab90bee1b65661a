import Words

/// What the surnames of one family share: `Аманова` and `Аманов`, `Бекқызы` and `Бекұлы`. Relatives are guessed by it, never known.
package enum FamilyName {
  /// Folded, without the ending that says whose son or daughter somebody is; nil where nothing is left to compare.
  package static func root(_ surname: String) -> String? {
    let name = folded(surname)
    for (ending, kept) in endings where name.hasSuffix(ending) && name.count - ending.count + kept.count >= 3 {
      return String(name.dropLast(ending.count)) + kept
    }
    return name.count >= 2 ? name : nil
  }

  /// As they are folded: `қызы` is `кизи`, `ұлы` is `ули`; the longer first.
  private static let endings: [(ending: String, kept: String)] = [
    ("кизи", ""), ("гизи", ""), ("ули", ""), ("евна", ""), ("овна", ""), ("цкая", "цк"), ("ская", "ск"), ("цкий", "цк"),
    ("ский", "ск"), ("ова", "ов"), ("ева", "ев"), ("ина", "ин"), ("ая", ""), ("ий", ""), ("ой", ""),
  ]
}
