import Lessons
import Programme
import Words

/// `aligned.yaml`: what a person last confirmed, and which rules a block need not keep.
struct AlignedFile {
  let alignment: Alignment

  init(yaml: [UInt8]) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { AlignedFile($0) }
  }

  private init?(_ root: YAMLEntry) {
    root.know("source", "blocks", "exceptions")
    guard let source = root.choice("source", Language.self) else { return nil }
    let blocks = root.list("blocks").compactMap { entry -> Alignment.Block? in
      entry.know("is", "kk", "ru", "en")
      guard let shape = entry.text("is") else { return nil }
      var hashes: [Language: String] = [:]
      for language in Language.allCases { hashes[language] = entry.text(language.rawValue) }
      return Alignment.Block(shape: shape, hashes: hashes)
    }
    let exceptions = root.list(ifAny: "exceptions").compactMap { entry -> Alignment.Exception? in
      entry.know("block", "rule", "because")
      guard let block = entry.text("block"), let rule = entry.choice("rule", Finding.Rule.self),
        let reason = entry.text("because")
      else { return nil }
      return Alignment.Exception(block: block, rule: rule, reason: reason)
    }
    alignment = Alignment(source: source, blocks: blocks, exceptions: exceptions)
  }
}
