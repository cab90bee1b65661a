import Words

extension LessonCheck {
  /// 2. Formulas, code and the words that are linked are equal; formulas with words in them are each language's own.
  mutating func sameness(_ source: Block, _ other: Block, _ language: Language) {
    if source.formulas != other.formulas { add(other, language, .formulas, source: source) }
    if source.code != other.code { add(other, language, .code, source: source) }
    let (here, there) = (other.links, source.links)
    if here != there { add(other, language, .links(only: (here.without(there) + there.without(here)).sorted()), source: source) }
  }
}

extension Block {
  /// Sorted: languages order their sentences differently.
  fileprivate var formulas: [String] {
    if case .formula(let formula) = kind { return [formula.source] }
    return everything.compactMap {
      if case .formula(let formula) = $0, !formula.source.contains("\\text{") { formula.source } else { nil }
    }.sorted()
  }

  fileprivate var code: [String] {
    if case .code(_, let code) = kind { return [code] }
    return everything.compactMap { if case .code(let code) = $0 { code } else { nil } }.sorted()
  }

  fileprivate var links: [String] {
    everything.compactMap { inline in
      switch inline {
      case .term(let key, _): "term:\(key)"
      case .lesson(let key, _): "lesson:\(key)"
      default: nil
      }
    }.sorted()
  }

  var everything: [Inline] { rows.flatMap(\.everything) + inner.flatMap(\.formulaBlocks) }

  /// Formulas that stand as blocks inside a frame.
  private var formulaBlocks: [Inline] { if case .formula(let formula) = kind { [.formula(formula)] } else { [] } }

  private var inner: [Block] {
    switch kind {
    case .quote(let blocks), .callout(_, let blocks): blocks
    default: []
    }
  }
}

extension [String] {
  /// What is left when each member of the other is taken out once.
  func without(_ other: [String]) -> [String] {
    var rest = self
    for one in other { if let index = rest.firstIndex(of: one) { rest.remove(at: index) } }
    return rest
  }
}
