package import Words

/// An address a page may point at: a path of our own, or one of the few typed ways out. No scheme can come from data.
///
///     Link("/desk/applications/\(code)").with("state", "submitted").at("notes")
package struct Link: Sendable, Hashable {
  /// As a browser reads it, percent-encoded but not escaped for HTML.
  package private(set) var text: String

  private init(text: String) { self.text = text }

  /// A link a browser sent back to us ("return to"); nil unless it is a plain path of our own.
  package init?(own path: String) {
    let isOurs = path.hasPrefix("/") && !path.hasPrefix("//")
    let isPlain = path.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"\\\"<>`{}|^".utf8.contains($0) }
    let climbs = path.utf8.split(whereSeparator: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
    )
    .contains { $0.count < 3 && $0.allSatisfy { $0 == UInt8(ascii: ".") } }
    guard isOurs, isPlain, !climbs, path.utf8.count <= 2000 else { return nil }
    self.init(text: path)
  }

  /// A page elsewhere that staff wrote down ("ektu.kz", "https://ektu.kz/kk"); always https, nil when it is no address.
  package init?(elsewhere address: String) {
    let rest = address.hasPrefix("https://") ? address.dropFirst(8) : address[...]
    let host = rest.prefix { !"/?#".contains($0) }
    let labels = host.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    let isHost = labels.count > 1 && labels.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isHostByte) }
    guard isHost, labels.last?.utf8.contains(where: isLetter) == true else { return nil }
    self.init(text: "https://" + host.lowercased() + percentEncoded(String(rest[host.endIndex...]), keeping: "/?#=&%:,;+"))
  }

  /// Opens the mail program.
  package static func mail(_ address: EMail, subject: String? = nil) -> Link {
    let link = Link(text: "mailto:" + percentEncoded(address.address, keeping: "@+"))
    return link.with("subject", subject)
  }

  /// Calls the number.
  package static func call(_ phone: Phone) -> Link { Link(text: "tel:" + phone.e164) }

  /// Adds a query value, percent-encoded; nil adds nothing.
  package func with(_ name: StaticString, _ value: String?) -> Link {
    guard let value else { return self }
    let cut = text.firstIndex(of: "#") ?? text.endIndex
    let mark = text[..<cut].contains("?") ? "&" : "?"
    return Link(text: "\(text[..<cut])\(mark)\(name)=\(percentEncoded(value))\(text[cut...])")
  }

  package func with(_ name: StaticString, _ value: Int) -> Link { with(name, String(value)) }

  /// A page below this one: `/apply` and "grade" are `/apply/grade`.
  package func below(_ part: String) -> Link { Link(text: "\(text)/\(Link("/\(part)").text.dropFirst())") }

  /// Points at a place in the page.
  package func at(_ fragment: String) -> Link {
    Link(text: "\(text.prefix { $0 != "#" })#\(percentEncoded(fragment))")
  }
}

extension Link: ExpressibleByStringInterpolation {
  package init(stringLiteral: StaticString) { self.init(rooted: stringLiteral.description) }
  package init(stringInterpolation: StringInterpolation) { self.init(rooted: stringInterpolation.text) }

  /// Whatever was interpolated, the result stays on this site: one slash in front, unless it is a part of this page.
  private init(rooted path: String) {
    if path.hasPrefix("#") || path.hasPrefix("?") {
      text = path
    } else {
      text = "/" + path.drop { $0 == "/" }
    }
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    package mutating func appendLiteral(_ literal: StaticString) {
      literal.withUTF8Buffer { text += String(decoding: $0, as: UTF8.self) }
    }

    /// A path component or a query value. Dots alone would climb out of the folder, so they become a name nobody has.
    package mutating func appendInterpolation(_ value: some StringProtocol) {
      let value = String(value)
      text += !value.isEmpty && value.utf8.allSatisfy { $0 == UInt8(ascii: ".") } ? "-" : percentEncoded(value)
    }

    package mutating func appendInterpolation(_ number: Int) { text += String(number) }
  }
}

/// RFC 3986 unreserved characters stay; every other byte of the UTF-8 becomes %XX.
private func percentEncoded(_ text: String, keeping: StaticString = "") -> String {
  if text.utf8.allSatisfy(isUnreserved) { return text }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count)
  let digits = Array("0123456789ABCDEF".utf8)
  for byte in text.utf8 {
    if isUnreserved(byte) || keeping.withUTF8Buffer({ $0.contains(byte) }) {
      bytes.append(byte)
    } else {
      bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

private func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
private func isHostByte(_ byte: UInt8) -> Bool { isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x2D }
private func isUnreserved(_ byte: UInt8) -> Bool { isHostByte(byte) || byte == 0x2E || byte == 0x5F || byte == 0x7E }
