import Security
package import Words

/// What a person last confirmed: that these blocks say the same in every language. `aligned.yaml` holds it.
package struct Alignment: Sendable, Hashable {
  package struct Block: Sendable, Hashable {
    /// `table 7x3`, `exercise mean-and-spread`.
    package let shape: String
    /// The first eight letters of the SHA-256 of the block as it is written.
    package let hashes: [Language: String]

    package init(shape: String, hashes: [Language: String]) {
      self.shape = shape
      self.hashes = hashes
    }
  }

  /// A rule that a block need not keep, and why.
  package struct Exception: Sendable, Hashable {
    /// The block's hash in the source.
    package let block: String
    package let rule: Finding.Rule
    package let reason: String

    package init(block: String, rule: Finding.Rule, reason: String) {
      self.block = block
      self.rule = rule
      self.reason = reason
    }
  }

  package let source: Language
  package let blocks: [Block]
  package let exceptions: [Exception]

  package init(source: Language, blocks: [Block], exceptions: [Exception]) {
    self.source = source
    self.blocks = blocks
    self.exceptions = exceptions
  }

  /// The file, line by line as a person compares it.
  package var yaml: String {
    var lines = [
      "# Written by `keruen course confirm`; never by hand. One line a block: kind, then the first eight letters of the SHA-256 of each language.",
      "source: \(source.rawValue)", "blocks:",
    ]
    for block in blocks {
      let shape = block.shape.contains(" ") ? "\"\(block.shape)\"" : block.shape
      let hashes = Language.allCases.compactMap { language in block.hashes[language].map { "\(language.rawValue): '\($0)'" } }
      lines.append("  - {is: \(shape), \(hashes.joined(separator: ", "))}")
    }
    if !exceptions.isEmpty { lines.append("exceptions:") }
    for exception in exceptions {
      let reason = exception.reason.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      lines.append("  - {block: '\(exception.block)', rule: \(exception.rule.rawValue), because: \"\(reason)\"}")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Block {
  /// What the block is, without what it says.
  package var shape: String {
    switch kind {
    case .heading(2, _): "heading"
    case .heading(let level, _): "heading \(level)"
    case .paragraph: "paragraph"
    case .list(let isNumbered, let rows): "\(isNumbered ? "numbered list" : "list") \(rows.count)"
    case .table(let table): "table \(table.rows.count + 1)x\(table.head.count)"
    case .quote: "quote"
    case .callout(let callout, _): "callout \(callout.rawValue)"
    case .code(let kind, _): "code \(kind.rawValue)"
    case .formula: "formula"
    case .figure(_, let file): "figure \(file)"
    case .exercise(let key): "exercise \(key)"
    case .download(let file): "download \(file)"
    }
  }

  var hash: String { String(hex(Array(sha256(Array(source.utf8)).prefix(4)))) }
}
