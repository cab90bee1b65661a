import Words

/// A piece of a page. One law: nothing interpolated is trusted.
///
/// Literals are the author's and stay as they are (`StaticString`, so text made at run time cannot pose as one); a String
/// put between them is escaped, HTML is inserted, a `Link` becomes an escaped address:
///
///     let row: HTML = "<li><a href=\"\(link)\">\(applicant.code)</a> \(tag)</li>"
package struct HTML: Sendable, Hashable {
  /// UTF-8, ready for the wire.
  package private(set) var bytes: [UInt8]

  package static let nothing = HTML(bytes: [])

  /// Markup known when the program was written.
  package init(trusted: StaticString) {
    bytes = trusted.withUTF8Buffer { Array($0) }
  }

  /// Escaped text.
  package init(_ text: some StringProtocol) {
    bytes = []
    bytes.appendEscaped(text)
  }

  /// Markup another part of the house made and vouches for (a chart, cleaned Markdown); the reason is for the reader of
  /// the code. Never for what people typed.
  package init(vouchingFor text: String, because reason: StaticString) { bytes = Array(text.utf8) }

  init(bytes: [UInt8]) { self.bytes = bytes }

  package var text: String { String(decoding: bytes, as: UTF8.self) }
  package var isEmpty: Bool { bytes.isEmpty }

  package static func + (a: HTML, b: HTML) -> HTML { HTML(bytes: a.bytes + b.bytes) }
  package static func += (a: inout HTML, b: HTML) { a.bytes += b.bytes }
}

extension HTML: ExpressibleByStringInterpolation {
  package init(stringLiteral: StaticString) { self.init(trusted: stringLiteral) }
  package init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.bytes }

  package struct StringInterpolation: StringInterpolationProtocol {
    var bytes: [UInt8] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
    }

    package mutating func appendLiteral(_ literal: StaticString) {
      literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    // Without the attribute a choice between two literals, `\(isOpen ? "<p>…</p>" : "")`, would become a String, and what is
    // interpolated in them the description of a value.
    @_disfavoredOverload
    package mutating func appendInterpolation(_ text: String) { bytes.appendEscaped(text) }
    @_disfavoredOverload
    package mutating func appendInterpolation(_ text: Substring) { bytes.appendEscaped(text) }
    package mutating func appendInterpolation(_ number: Int) { bytes.appendEscaped(String(number)) }
    package mutating func appendInterpolation(_ html: HTML) { bytes += html.bytes }
    package mutating func appendInterpolation(_ html: HTML?) { if let html { bytes += html.bytes } }
    package mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { bytes += piece.bytes } }
    @_disfavoredOverload
    package mutating func appendInterpolation(_ link: Link) { bytes.appendEscaped(link.text) }

    /// `\(" checked", if: isChosen)`.
    package mutating func appendInterpolation(_ html: HTML, if condition: Bool) { if condition { bytes += html.bytes } }

    /// `\(attribute: "value", text)`: a whole attribute with the space before it, or nothing for nil.
    package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
      guard let value else { return }
      bytes.append(UInt8(ascii: " "))
      appendLiteral(name)
      bytes += [UInt8(ascii: "="), UInt8(ascii: "\"")]
      bytes.appendEscaped(value)
      bytes.append(UInt8(ascii: "\""))
    }
  }
}

/// Markup and addresses have no way into plain text: what was escaped for a page is not escaped for anything else.
extension DefaultStringInterpolation {
  @available(*, deprecated, message: "HTML in a String prints its bytes: make the whole text HTML")
  package mutating func appendInterpolation(_ html: HTML) { appendLiteral(html.text) }
  @available(*, deprecated, message: "HTML in a String prints its bytes: make the whole text HTML")
  package mutating func appendInterpolation(_ html: HTML?) { appendLiteral(html?.text ?? "") }
  @available(*, deprecated, message: "HTML in a String prints its bytes: make the whole text HTML")
  package mutating func appendInterpolation(_ pieces: [HTML]) { appendLiteral(pieces.joined().text) }
  @available(*, deprecated, message: "a Link in a String: write its text")
  package mutating func appendInterpolation(_ link: Link) { appendLiteral(link.text) }
}

extension [HTML] {
  package func joined(separator: HTML = .nothing) -> HTML {
    var bytes: [UInt8] = []
    for (index, piece) in enumerated() {
      if index > 0 { bytes += separator.bytes }
      bytes += piece.bytes
    }
    return HTML(bytes: bytes)
  }
}

extension [UInt8] {
  /// Appends text with the five characters that mean something in HTML written as references.
  fileprivate mutating func appendEscaped(_ text: some StringProtocol) {
    let whole: Void? = text.utf8.withContiguousStorageIfAvailable { appendEscaped(bytes: $0) }
    if whole == nil { Array(text.utf8).withUnsafeBufferPointer { appendEscaped(bytes: $0) } }
  }

  private mutating func appendEscaped(bytes text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for index in text.indices {
      guard let reference = Self.reference(for: text[index]) else { continue }
      append(contentsOf: text[start..<index])
      reference.withUTF8Buffer { append(contentsOf: $0) }
      start = index + 1
    }
    append(contentsOf: text[start...])
  }

  @inline(__always) private static func reference(for byte: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}
