/// Reads the part of XML that drawings need: elements, attributes, text, comments and the five named signs. Doctypes, instructions,
/// CDATA and entities of one's own are refused.
struct SVGReader {
  private static let mostLevels = 20
  private static let mostElements = 600

  private let bytes: [UInt8]
  private var at = 0
  private var count = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(FigureComplaints) -> SVGElement {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw fail(.notXML) }
    try skipBetween()
    guard current == UInt8(ascii: "<") else { throw fail(.notXML) }
    let root = try element(level: 1)
    try skipBetween()
    if at < bytes.count { throw fail(.notXML) }
    return root
  }

  private mutating func element(level: Int) throws(FigureComplaints) -> SVGElement {
    count += 1
    if level > Self.mostLevels || count > Self.mostElements { throw fail(.tooManyPieces) }
    let line = line
    at += 1
    let name = try name()
    var attributes = SVGAttributes()
    while true {
      let isApart = skipSpace()
      if starts(with: "/>") {
        at += 2
        return SVGElement(name: name, attributes: attributes, children: [], line: line)
      }
      if current == UInt8(ascii: ">") {
        at += 1
        break
      }
      guard isApart else { throw fail(.notXML) }
      let attribute = try self.name()
      if attributes[attribute] != nil { throw fail(.notXML) }
      attributes.append(attribute, try value())
    }
    let children = try children(of: name, level: level)
    return SVGElement(name: name, attributes: attributes, children: children, line: line)
  }

  /// Up to and with the closing tag.
  private mutating func children(of name: String, level: Int) throws(FigureComplaints) -> [SVGNode] {
    var children: [SVGNode] = []
    while at < bytes.count {
      if starts(with: "</") {
        at += 2
        guard try self.name() == name else { throw fail(.notXML) }
        _ = skipSpace()
        guard current == UInt8(ascii: ">") else { throw fail(.notXML) }
        at += 1
        return children
      }
      if try skipComment() { continue }
      if current == UInt8(ascii: "<") {
        children.append(.element(try element(level: level + 1)))
      } else {
        let text = try text(until: UInt8(ascii: "<"))
        if text.contains(where: { !$0.isWhitespace }) { children.append(.text(text)) }
      }
    }
    throw fail(.notXML)
  }

  private mutating func value() throws(FigureComplaints) -> String {
    guard current == UInt8(ascii: "=") else { throw fail(.notXML) }
    at += 1
    guard let mark = current, mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") else { throw fail(.notXML) }
    at += 1
    let value = try text(until: mark)
    guard current == mark else { throw fail(.notXML) }
    at += 1
    return value
  }

  private mutating func text(until end: UInt8) throws(FigureComplaints) -> String {
    var text: [UInt8] = []
    while let byte = current, byte != end {
      if byte == UInt8(ascii: "<") { throw fail(.notXML) }
      if byte == UInt8(ascii: "&") {
        text.append(try named())
      } else {
        text.append(byte)
        at += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func named() throws(FigureComplaints) -> UInt8 {
    for (name, byte) in [
      ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")), ("&amp;", UInt8(ascii: "&")), ("&quot;", UInt8(ascii: "\"")),
      ("&apos;", UInt8(ascii: "'")),
    ] as [(StaticString, UInt8)] where starts(with: name) {
      at += name.utf8CodeUnitCount
      return byte
    }
    throw fail(.notXML)
  }

  private mutating func name() throws(FigureComplaints) -> String {
    let start = at
    while let byte = current, byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") { at += 1 }
    if at == start { throw fail(.notXML) }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func skipBetween() throws(FigureComplaints) {
    var goesOn = true
    while goesOn {
      let isSpace = skipSpace()
      goesOn = try skipComment() || isSpace
    }
  }

  private mutating func skipComment() throws(FigureComplaints) -> Bool {
    guard starts(with: "<!--") else { return false }
    at += 4
    while at < bytes.count, !starts(with: "-->") { at += 1 }
    if at == bytes.count { throw fail(.notXML) }
    at += 3
    return true
  }

  private mutating func skipSpace() -> Bool {
    let start = at
    while let byte = current, byte.isSpace { at += 1 }
    return at > start
  }

  private var current: UInt8? { at < bytes.count ? bytes[at] : nil }

  private func starts(with text: StaticString) -> Bool {
    text.withUTF8Buffer { at + $0.count <= bytes.count && bytes[at..<at + $0.count].elementsEqual($0) }
  }

  private var line: Int { 1 + bytes[..<min(at, bytes.count)].count { $0 == UInt8(ascii: "\n") } }

  private func fail(_ fault: FigureFault) -> FigureComplaints { FigureComplaints([FigureComplaint(line, fault)]) }
}
