import Words

/// Takes cmark's tree for the blocks of a lesson, and complains about every node that is not one.
struct BlockReader {
  private let text: ProtectedText
  private(set) var complaints: [LessonComplaint] = []

  static let mostWordsOfParagraph = 60

  init(_ text: ProtectedText) { self.text = text }

  mutating func blocks(of node: MarkNode) -> [Block] {
    node.children.compactMap { node in
      kind(of: node).map {
        Block(kind: $0, line: text.line(node.firstLine), source: text.source(from: node.firstLine, through: node.lastLine))
      }
    }
  }

  /// Nil with a complaint.
  private mutating func kind(of node: MarkNode) -> Block.Kind? {
    switch node.kind {
    case "paragraph": paragraph(node)
    case "heading": heading(node)
    case "list": list(node)
    case "table": table(node)
    case "block_quote": quote(node)
    case "code_block": code(node)
    case "html_block": fail(node, .markup)
    case "thematic_break": fail(node, .rule)
    case "deep": fail(node, .nestedTooDeep)
    default: fail(node, .notText)
    }
  }

  private mutating func paragraph(_ node: MarkNode) -> Block.Kind? {
    if let mark = node.children.first, mark.kind == "text", mark.literal.hasPrefix("::") { return marked(node) }
    if node.children.count == 1, node.children[0].kind == "image" { return figure(node.children[0]) }
    if node.children.count == 1, let only = onlyFormula(node.children[0]) {
      if only.isDisplayed { return only.formula.map { .formula($0) } }
    }
    guard let row = row(node) else { return nil }
    let words = row.words
    if words > Self.mostWordsOfParagraph { complain(node, .longParagraph(words, most: Self.mostWordsOfParagraph)) }
    return .paragraph(row)
  }

  private func onlyFormula(_ node: MarkNode) -> ProtectedText.Kept? {
    guard node.kind == "text", node.literal.unicodeScalars.count == 1, let scalar = node.literal.unicodeScalars.first else {
      return nil
    }
    return text.formula(scalar)
  }

  /// `::exercise key`, `::download file`.
  private mutating func marked(_ node: MarkNode) -> Block.Kind? {
    let line = node.children.map { $0.kind == "text" ? $0.literal : "\n" }.joined()
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, node.children.allSatisfy({ $0.kind == "text" }) else { return fail(node, .badMark(line)) }
    switch parts[0] {
    case "::exercise":
      return Self.isKey(parts[1]) ? .exercise(String(parts[1])) : fail(node, .badKey(String(parts[1])))
    case "::download":
      return Self.isFile(parts[1]) ? .download(String(parts[1])) : fail(node, .badKey(String(parts[1])))
    default: return fail(node, .badMark(line))
    }
  }

  private mutating func figure(_ node: MarkNode) -> Block.Kind? {
    if !node.info.isEmpty { return fail(node, .linkTitle) }
    let name = node.children.map(\.literal).joined()
    guard node.literal == "figures/\(name).svg" || node.literal == "figures/\(name).webp" else {
      return fail(node, node.literal.hasPrefix("figures/") ? .pictureText : .badFigure(node.literal))
    }
    guard Self.isKey(name) else { return fail(node, .badKey(name)) }
    return .figure(name: name, file: String(node.literal.dropFirst("figures/".count)))
  }

  private mutating func heading(_ node: MarkNode) -> Block.Kind? {
    guard node.number == 2 || node.number == 3 else { return fail(node, .headingLevel(node.number)) }
    return row(node).map { .heading(node.number, $0) }
  }

  private mutating func list(_ node: MarkNode) -> Block.Kind? {
    if node.number > 1 { return fail(node, .numberedFrom) }
    var rows: [[Inline]] = []
    for item in node.children {
      guard item.children.count == 1, item.children[0].kind == "paragraph" else {
        return fail(item, item.children.contains { $0.kind == "list" } ? .nestedList : .manyParagraphs)
      }
      guard let row = row(item.children[0]) else { return nil }
      rows.append(row)
    }
    return .list(isNumbered: node.number >= 0, rows)
  }

  private mutating func table(_ node: MarkNode) -> Block.Kind? {
    var rows: [[[Inline]]] = []
    for line in node.children {
      var cells: [[Inline]] = []
      for cell in line.children {
        guard let row = row(cell) else { return nil }
        cells.append(row)
      }
      rows.append(cells)
    }
    guard rows.count > 1 else { return fail(node, .emptyTable) }
    let body = Array(rows.dropFirst())
    let isNumeric = rows[0].indices.map { column in
      node.rightColumns[column] || body.allSatisfy { $0.indices.contains(column) && $0[column].isNumber }
    }
    return .table(LessonTable(head: rows[0], rows: body, isNumeric: isNumeric))
  }

  /// A quotation, or with `[!key]` on its first line a callout.
  private mutating func quote(_ node: MarkNode) -> Block.Kind? {
    let first = node.children.first
    let opening = first?.children.prefix { $0.kind == "text" }.map(\.literal).joined() ?? ""
    guard first?.kind == "paragraph", opening.hasPrefix("[!"), opening.hasSuffix("]") else {
      return inside(node, node.children).map { .quote($0) }
    }
    let name = String(opening.dropFirst(2).dropLast())
    guard let callout = Callout(rawValue: name) else { return fail(node, .unknownCallout(name)) }
    let rest = first.map { $0.afterFirstLine }
    let children = (rest?.children.isEmpty == false ? [rest].compactMap(\.self) : []) + node.children.dropFirst()
    if children.isEmpty { return fail(node, .emptyCallout) }
    return inside(node, children).map { .callout(callout, $0) }
  }

  private mutating func inside(_ node: MarkNode, _ children: [MarkNode]) -> [Block]? {
    var blocks: [Block] = []
    for child in children {
      guard let kind = kind(of: child) else { return nil }
      switch kind {
      case .paragraph, .list, .formula: blocks.append(Block(kind: kind, line: text.line(child.firstLine), source: ""))
      default: return fail(child, .onlyTextInside)
      }
    }
    return blocks
  }

  private mutating func code(_ node: MarkNode) -> Block.Kind? {
    guard node.isFenced, !ProtectedText.isMarked(node.literal) else { return fail(node, .indentedCode) }
    guard let kind = CodeKind(rawValue: node.info) else { return fail(node, .codeKind(node.info)) }
    return .code(kind, node.literal)
  }

  private mutating func row(_ node: MarkNode) -> [Inline]? {
    var reader = InlineReader(text, line: text.line(node.firstLine))
    let row = reader.row(node.children)
    complaints += reader.complaints
    return reader.complaints.isEmpty ? row : nil
  }

  private mutating func complain(_ node: MarkNode, _ fault: LessonFault) {
    complaints.append(LessonComplaint(text.line(node.firstLine), fault))
  }

  private mutating func fail<Value>(_ node: MarkNode, _ fault: LessonFault) -> Value? {
    complain(node, fault)
    return nil
  }

  /// `mean-and-spread`.
  static func isKey(_ text: some StringProtocol) -> Bool {
    let isPlain = text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
    return isPlain && !text.isEmpty && text.utf8.count <= 60 && text.first != "-"
  }

  /// A key with one extension.
  private static func isFile(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { isKey($0) }
  }
}

extension MarkNode {
  /// A paragraph without its first line.
  fileprivate var afterFirstLine: MarkNode {
    var node = self
    node.children = Array(children.drop { $0.kind != "softbreak" && $0.kind != "linebreak" }.dropFirst())
    return node
  }
}

extension [Inline] {
  /// A number with its sign, as the cells of a table hold.
  fileprivate var isNumber: Bool { Decimal.read(plain) != nil }
}
