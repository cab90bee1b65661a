/// The names and values of a form or a query, in the order they came; a name may stand several times.
package struct Fields: Sendable, Hashable {
  package var pairs: [Pair]

  package struct Pair: Sendable, Hashable {
    package let name: String
    package let value: String
  }

  package init(_ pairs: [(String, String)] = []) {
    self.pairs = pairs.map { Pair(name: $0.0, value: $0.1) }
  }

  /// Fields of a form; no page of ours has more.
  private static let most = 2000

  /// A posted form; nil when it holds more fields than any of ours.
  package init?(urlEncoded body: [UInt8]) {
    let texts = body.split(separator: UInt8(ascii: "&"), maxSplits: Self.most)
    guard texts.count <= Self.most else { return nil }
    pairs = texts.map { text in
      let parts = text.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      return Pair(
        name: percentDecoded(bytes: parts[0], plusIsSpace: true),
        value: parts.count > 1 ? percentDecoded(bytes: parts[1], plusIsSpace: true) : "")
    }
  }

  /// A query: at most 2,000 pairs are read; the rest of a longer text is dropped.
  package init(urlEncoded text: some StringProtocol) {
    pairs = text.split(separator: "&").prefix(Self.most).map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return Pair(
        name: percentDecoded(parts[0], plusIsSpace: true),
        value: parts.count > 1 ? percentDecoded(parts[1], plusIsSpace: true) : "")
    }
  }

  /// The first value under the name, trimmed; nil when it is missing or empty.
  package subscript(_ name: String) -> String? {
    guard let value = pairs.first(where: { $0.name == name })?.value.trimmed, !value.isEmpty else { return nil }
    return value
  }

  package mutating func add(_ name: String, _ value: String) {
    pairs.append(Pair(name: name, value: value))
  }

  package func all(_ name: String) -> [String] {
    pairs.filter { $0.name == name }.map(\.value)
  }

  package var urlEncoded: String {
    pairs.map { "\(percentEncoded($0.name))=\(percentEncoded($0.value))" }.joined(separator: "&")
  }
}

extension String {
  /// The parts between an ASCII character, without the empty ones. By bytes: what people send is not looked through for letters that
  /// grow together.
  package func parts(at separator: Unicode.Scalar) -> [Substring] {
    utf8.split(separator: UInt8(ascii: separator)).map { Substring($0) }
  }
}

extension String {
  /// Without white space at either end.
  package var trimmed: String {
    // Letters and digits at both ends, as nearly always.
    if let first = utf8.first, let last = utf8.last, (0x21...0x7E).contains(first), (0x21...0x7E).contains(last) { return self }
    var slice = self[...]
    while let first = slice.first, first.isWhitespace { slice.removeFirst() }
    while let last = slice.last, last.isWhitespace { slice.removeLast() }
    return String(slice)
  }
}

/// `%D0%B0` back to its letter; what is not valid UTF-8 becomes U+FFFD.
package func percentDecoded(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
  percentDecoded(bytes: Array(text.utf8)[...], plusIsSpace: plusIsSpace)
}

private func percentDecoded(bytes text: ArraySlice<UInt8>, plusIsSpace: Bool) -> String {
  var bytes: [UInt8] = []
  var rest = text
  while let byte = rest.popFirst() {
    if byte == UInt8(ascii: "+"), plusIsSpace {
      bytes.append(UInt8(ascii: " "))
    } else if byte == UInt8(ascii: "%"), let high = rest.first.flatMap(hexDigit),
      let low = rest.dropFirst().first.flatMap(hexDigit)
    {
      bytes.append(high << 4 | low)
      rest = rest.dropFirst(2)
    } else {
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// All but the unreserved letters of RFC 3986 as `%XX`.
package func percentEncoded(_ text: some StringProtocol) -> String {
  if text.utf8.allSatisfy(isUnreserved) { return String(text) }
  let digits = Array("0123456789ABCDEF".utf8)
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count * 3)
  for byte in text.utf8 {
    if isUnreserved(byte) {
      bytes.append(byte)
    } else {
      bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// What RFC 3986 leaves as it is.
private func isUnreserved(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
    UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
    true
  default: false
  }
}

private func hexDigit(_ ascii: UInt8) -> UInt8? {
  switch ascii {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): ascii - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): ascii - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): ascii - UInt8(ascii: "A") + 10
  default: nil
  }
}
