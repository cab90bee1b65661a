import Words

extension LessonCheck {
  /// 4. Where a language links a term, both hold one of its stems.
  mutating func terms(_ source: Block, _ other: Block, _ language: Language) {
    let keys = Set((source.everything + other.everything).compactMap { if case .term(let key, _) = $0 { key } else { nil } })
    for key in keys.sorted() {
      guard let term = folder.terms[key] else { continue }
      for (block, spoken) in [(source, folder.source), (other, language)] {
        let stems = term.stems[spoken] ?? []
        let words = block.rows.map(\.plain).joined(separator: " ").lowercased()
        let fault = Finding.Fault.stem(key, wanted: stems)
        if stems.contains(where: { words.contains($0.lowercased()) }) { continue }
        // Each other language would find the same fault of the source.
        if !findings.contains(where: { $0.file == Self.file(spoken) && $0.line == block.line && $0.fault == fault }) {
          add(block, spoken, fault, source: spoken == language ? source : nil)
        }
      }
    }
  }
}
