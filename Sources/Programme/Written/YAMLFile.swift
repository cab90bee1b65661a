import Words
import Yams

/// A file in YAML as people write it: whoever reads it goes through all of it and keeps every complaint with its line, instead of
/// stopping at the first.
package final class YAMLFile {
  /// Bytes; a form of sixty questions in three languages has a tenth of it.
  package static let longest = 1 << 20

  private(set) var complaints: [FileComplaint] = []

  private init() {}

  /// What `make` makes of the whole; throws all that is wrong with it. `make` gives nil only after a complaint.
  package static func read<Content>(
    _ bytes: [UInt8], atMost longest: Int = YAMLFile.longest, _ make: (YAMLEntry) -> Content?
  ) throws(FileComplaints) -> Content {
    let file = YAMLFile()
    guard let root = file.root(bytes, longest), let content = make(YAMLEntry(root, in: file)), file.complaints.isEmpty else {
      throw FileComplaints(file.complaints.isEmpty ? [FileComplaint(.fileIsEmpty)] : file.complaints)
    }
    return content
  }

  func complain(_ line: Int?, _ says: Phrase) {
    let complaint = FileComplaint(line: line, says)
    if !complaints.contains(complaint) { complaints.append(complaint) }
  }

  private func root(_ bytes: [UInt8], _ longest: Int) -> Node? {
    guard bytes.count <= longest else { return fail(nil, .fileIsLongerThan(longest)) }
    guard var text = String(validating: bytes, as: UTF8.self) else { return fail(nil, .fileIsNotUTF8) }
    // Editors of Windows put it there, and YAML 1.2 (5.2) allows it.
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    // Ten lines of aliases within aliases stand for a milliard of nodes, and reading looks at each.
    if let line = YAMLAlias.firstLine(in: text) { return fail(line, .yamlAlias) }
    do {
      guard let node = try Yams.compose(yaml: text) else { return fail(nil, .fileIsEmpty) }
      guard node.mapping != nil else { return fail(1, .yamlUnreadable) }
      return node
    } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
      return fail(context.mark.line, .keysTwice(Set(keys).sorted()))
    } catch let error as YamlError {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let fault = YAMLFault(error, in: lines)
      return fail(fault.line, fault.says)
    } catch {
      return fail(nil, .yamlUnreadable)
    }
  }

  private func fail(_ line: Int?, _ says: Phrase) -> Node? {
    complain(line, says)
    return nil
  }
}

/// What is wrong with a text that is no YAML, as far as it can be told, and where: a parser stops behind the fault, not at it.
private struct YAMLFault {
  let line: Int?
  let says: Phrase

  init(_ error: YamlError, in lines: [Substring]) {
    let (mark, context): (Int?, YamlError.Context?) =
      switch error {
      case .scanner(let context, _, let mark, _), .parser(let context, _, let mark, _), .composer(let context, _, let mark, _):
        (mark.line, context)
      default: (nil, nil)
      }
    let read = lines.prefix(mark ?? 0)
    if let tab = read.lastIndex(where: Self.beginsWithTab), tab >= (mark ?? 0) - 2 {
      (line, says) = (tab + 1, .yamlTab)
    } else if let context, context.text.contains("quoted scalar") {
      (line, says) = (context.mark.line, .yamlQuote)
    } else if let open = Self.openQuote(read) {
      (line, says) = (open + 1, .yamlQuote)
    } else {
      (line, says) = (mark, .yamlUnreadable)
    }
  }

  private static func beginsWithTab(_ line: Substring) -> Bool {
    line.prefix { $0 == " " || $0 == "\t" }.contains("\t")
  }

  /// The last line with an odd number of quotation marks, where such lines do not come in pairs.
  private static func openQuote(_ lines: ArraySlice<Substring>) -> Int? {
    let odd = lines.indices.filter { index in
      let line = lines[index]
      return !line.drop { $0 == " " }.hasPrefix("#") && !line.count(where: { $0 == "\"" }).isMultiple(of: 2)
    }
    return odd.count.isMultiple(of: 2) ? nil : odd.last
  }
}

/// Finds `*name` where the file has an `&name`, so that nothing is read through another place of it. Quotes are not told apart: prose that
/// holds both signs with one name behind them is refused too.
private enum YAMLAlias {
  static func firstLine(in yaml: String) -> Int? {
    let anchors = Set(marks(UInt8(ascii: "&"), in: yaml).map(\.name))
    guard !anchors.isEmpty else { return nil }
    return marks(UInt8(ascii: "*"), in: yaml).first { anchors.contains($0.name) }?.line
  }

  /// The names behind a sign that begins a word.
  private static func marks(_ sign: UInt8, in yaml: String) -> [(name: [UInt8], line: Int)] {
    var found: [(name: [UInt8], line: Int)] = []
    var (line, before) = (1, UInt8(ascii: "\n"))
    var name: [UInt8]?
    for byte in yaml.utf8 {
      if let letters = name {
        if isOfName(byte) {
          name = letters + [byte]
        } else {
          if !letters.isEmpty { found.append((letters, line)) }
          name = nil
        }
      }
      if name == nil, byte == sign, " \t\r\n[]{},:-?\"'".utf8.contains(before) { name = [] }
      if byte == UInt8(ascii: "\n") { line += 1 }
      before = byte
    }
    if let letters = name, !letters.isEmpty { found.append((letters, line)) }
    return found
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
