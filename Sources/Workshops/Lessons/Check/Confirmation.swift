import Words

extension LessonCheck {
  /// What `aligned.yaml` is to say once a person has read the languages beside each other and found that they agree; nil with findings
  /// while a rule says that they do not.
  package static func confirmed(_ folder: LessonFolder) -> (alignment: Alignment?, findings: [Finding]) {
    let against = findings(folder).filter { $0.rule != .drift }
    let texts = LessonCheck(folder).texts
    guard against.isEmpty, let source = texts[folder.source]?.blocks else { return (nil, against) }
    let blocks = source.indices.map { index in
      Alignment.Block(shape: source[index].shape, hashes: texts.mapValues { $0.blocks[index].hash })
    }
    let hashes = Set(source.map(\.hash))
    let exceptions = (folder.alignment?.exceptions ?? []).filter { hashes.contains($0.block) }
    return (Alignment(source: folder.source, blocks: blocks, exceptions: exceptions), [])
  }
}
