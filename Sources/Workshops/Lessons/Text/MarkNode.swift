import CCMark

/// cmark's tree as values.
struct MarkNode {
  let kind: String
  /// Lines of the text that was read, from 1.
  let firstLine, lastLine: Int
  /// Text, code, or an address.
  let literal: String
  /// What stands behind a fence, or the title of a link.
  let info: String
  /// The level of a heading, or the first number of a list; a bulleted list has none.
  let number: Int
  let isFenced: Bool
  /// Columns set to the right.
  let rightColumns: [Bool]
  var children: [MarkNode]

  /// Deeper than any text on the list goes.
  private static let mostLevels = 12

  /// cmark keeps its extensions in a list of the process, filled once.
  private static let isReady: Void = cmark_gfm_core_extensions_ensure_registered()

  static func read(_ text: String) -> MarkNode {
    _ = isReady
    let parser = cmark_parser_new(CMARK_OPT_DEFAULT)
    defer { cmark_parser_free(parser) }
    if let tables = cmark_find_syntax_extension("table") { cmark_parser_attach_syntax_extension(parser, tables) }
    let bytes = Array(text.utf8)
    bytes.withUnsafeBytes { cmark_parser_feed(parser, $0.bindMemory(to: CChar.self).baseAddress, $0.count) }
    let root = cmark_parser_finish(parser)
    defer { cmark_node_free(root) }
    return MarkNode(root, level: 0)
  }

  private init(_ node: OpaquePointer?, level: Int) {
    kind = Self.text(cmark_node_get_type_string(node))
    firstLine = Int(cmark_node_get_start_line(node))
    lastLine = Int(cmark_node_get_end_line(node))
    switch kind {
    case "link", "image":
      literal = Self.text(cmark_node_get_url(node))
      info = Self.text(cmark_node_get_title(node))
    case "code_block":
      literal = Self.text(cmark_node_get_literal(node))
      info = Self.text(cmark_node_get_fence_info(node))
    default:
      literal = Self.text(cmark_node_get_literal(node))
      info = ""
    }
    number =
      switch kind {
      case "heading": Int(cmark_node_get_heading_level(node))
      case "list": cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(node)) : -1
      default: 0
      }
    var (length, offset, fence) = (Int32(0), Int32(0), CChar(0))
    isFenced = kind == "code_block" && cmark_node_get_fenced(node, &length, &offset, &fence) != 0
    rightColumns = kind == "table" ? Self.rightColumns(node) : []
    children = level < Self.mostLevels ? Self.children(node, level) : [MarkNode(tooDeep: Int(cmark_node_get_start_line(node)))]
  }

  private init(tooDeep line: Int) {
    (kind, firstLine, lastLine, literal, info, number, isFenced, rightColumns, children) = (
      "deep", line, line, "", "", 0, false, [], []
    )
  }

  private static func children(_ node: OpaquePointer?, _ level: Int) -> [MarkNode] {
    var children: [MarkNode] = []
    var next = cmark_node_first_child(node)
    while let child = next {
      children.append(MarkNode(child, level: level + 1))
      next = cmark_node_next(child)
    }
    return children
  }

  private static func rightColumns(_ node: OpaquePointer?) -> [Bool] {
    let count = Int(cmark_gfm_extensions_get_table_columns(node))
    guard let sides = cmark_gfm_extensions_get_table_alignments(node) else { return [Bool](repeating: false, count: count) }
    return (0..<count).map { sides[$0] == UInt8(ascii: "r") }
  }

  private static func text(_ bytes: UnsafePointer<CChar>?) -> String { bytes.map { String(cString: $0) } ?? "" }
}
