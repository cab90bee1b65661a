import Words

extension LessonCheck {
  /// 5. Each text is in its language: not the same as another's, in one alphabet a word, and in Kazakh letters where it is Kazakh.
  mutating func letters(_ language: Language) {
    for block in texts[language]?.blocks ?? [] {
      let text = block.rows.map(\.withoutFormulas).joined(separator: " ")
      for fault in text.faults(language) { add(block, language, fault, source: nil) }
    }
    guard language != folder.source, let source = texts[folder.source]?.blocks, let other = texts[language]?.blocks else {
      return
    }
    let known = Dictionary(source.map { ($0.rows.map(\.plain).joined(separator: " "), $0) }) { first, _ in first }
    for block in other {
      let text = block.rows.map(\.plain).joined(separator: " ")
      if text.isSentence, let twin = known[text] { add(block, language, .untranslated, source: twin) }
    }
  }
}

extension String {
  /// Enough words that two languages would not share them by chance.
  var isSentence: Bool { split { !$0.isLetter }.count { $0.count > 1 } >= 4 }

  func faults(_ language: Language) -> [Finding.Fault] {
    var faults: [Finding.Fault] = []
    for word in split(whereSeparator: { !$0.isLetter }) where word.isMixed { faults.append(.lookAlike(String(word))) }
    if language == .kk, count(where: \.isLetter) > 80, isCyrillic, !lowercased().contains(where: { "әғқңөұүһі".contains($0) }) {
      faults.append(.notKazakh)
    }
    return faults
  }

  private var isCyrillic: Bool { unicodeScalars.contains { (0x400...0x52F).contains($0.value) } }
}

extension Substring {
  fileprivate var isMixed: Bool {
    var (latin, cyrillic) = (false, false)
    for scalar in unicodeScalars {
      if (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value) { latin = true }
      if (0x400...0x52F).contains(scalar.value) { cyrillic = true }
    }
    return latin && cyrillic
  }
}
