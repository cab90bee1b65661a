import Words

extension LessonCheck {
  /// 1. The same sequence of kinds of blocks, with their sizes; the first block that has no counterpart is named.
  mutating func shape(_ source: [Block], _ other: [Block], _ language: Language) {
    let (shapes, others) = (source.map(\.shape), other.map(\.shape))
    if shapes == others { return }
    let pairs = commonSequence(source.count, other.count) { shapes[$0] == others[$1] ? 1 : 0 }
    let first = pairs.enumerated().first { $0.offset != $0.element.0 || $0.offset != $0.element.1 }?.offset ?? pairs.count
    let (here, there) = (other.indices.contains(first) ? other[first] : nil, source.indices.contains(first) ? source[first] : nil)
    add(
      Self.file(language), here?.line ?? other.last?.line ?? 1, .shape(here: here?.shape, source: there?.shape),
      here: here?.source ?? "",
      source: there?.source ?? "")
  }
}
