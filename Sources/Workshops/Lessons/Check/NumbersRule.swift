import Words

extension LessonCheck {
  /// 3. The numbers of a block are the same in every language once comma and point are one.
  mutating func numbers(_ source: Block, _ other: Block, _ language: Language) {
    let (here, there) = (other.numbers(language), source.numbers(folder.source))
    if here != there { add(other, language, .numbers(here: here.without(there), source: there.without(here)), source: source) }
  }
}

extension Block {
  fileprivate func numbers(_ language: Language) -> [String] {
    rows.flatMap { NumbersInText.all(in: $0.withoutFormulas, language) }.sorted()
  }
}

extension [Inline] {
  /// The words alone; formulas are compared by another rule.
  var withoutFormulas: String { map { if case .formula = $0 { " " } else { [$0].plain } }.joined() }
}
