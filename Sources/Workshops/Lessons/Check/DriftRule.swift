import Words

extension LessonCheck {
  /// 6. What changed since a person last said that the languages agree. Blocks are found again by any hash that is still the same, so
  /// that inserted ones do not shift the rest.
  mutating func drift() {
    guard texts.count == Language.allCases.count, let blocks = texts[folder.source]?.blocks else { return }
    guard let alignment = folder.alignment else { return add("aligned.yaml", 1, .neverConfirmed) }
    // Where the shapes differ, positions mean nothing: that is said first.
    guard texts.values.allSatisfy({ $0.blocks.map(\.shape) == blocks.map(\.shape) }) else { return }
    let now = blocks.indices.map { index in texts.mapValues { $0.blocks[index].hash } }
    let pairs = commonSequence(now.count, alignment.blocks.count) { i, j in
      Language.allCases.count { now[i][$0] == alignment.blocks[j].hashes[$0] }
    }
    var confirmed: [Int: Int] = [:]
    for (i, j) in pairs { confirmed[i] = j }
    for (index, block) in blocks.enumerated() {
      guard let old = confirmed[index] else {
        add(block, folder.source, .unconfirmed, source: nil)
        continue
      }
      drift(index, block, now[index], alignment.blocks[old].hashes)
    }
    if confirmed.count < alignment.blocks.count { add("aligned.yaml", 1, .gone) }
  }

  private mutating func drift(_ index: Int, _ block: Block, _ now: [Language: String], _ old: [Language: String]) {
    let isSourceChanged = now[folder.source] != old[folder.source]
    for language in Language.allCases where language != folder.source {
      guard let translation = texts[language]?.blocks[index] else { continue }
      let isChanged = now[language] != old[language]
      if isChanged {
        add(translation, language, .unconfirmed, source: block)
      } else if isSourceChanged {
        add(translation, language, .behind, source: block)
      }
    }
  }
}
