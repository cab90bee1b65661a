import Foundation

/// A form with files (RFC 7578).
package struct Multipart: Sendable {
  package var fields: Fields
  package var uploads: [Upload]

  package struct Upload: Sendable {
    package let field: String
    /// As the browser names it, the last path component only.
    package let name: String
    package let bytes: [UInt8]
  }

  /// Parts of a form, and bytes of one part's head; no page of ours comes near.
  private static let mostParts = 500
  private static let longestHead = 8 << 10

  /// Nil when the header names no boundary, the body does not follow it, or there are more parts than any form of ours has.
  package init?(contentType header: String, body: [UInt8]) {
    guard let boundary = Self.boundary(in: header) else { return nil }
    fields = Fields()
    uploads = []
    let delimiter = [UInt8]("--\(boundary)".utf8)
    guard body.starts(with: delimiter) else { return nil }
    var position = delimiter.count
    var parts = 0
    while position < body.count {
      if body[position...].starts(with: "--".utf8) { return }
      parts += 1
      guard parts <= Self.mostParts, body[position...].starts(with: [13, 10]) else { return nil }
      position += 2
      guard
        let headEnd = Self.find([13, 10, 13, 10], in: body, from: position), headEnd - position <= Self.longestHead,
        let end = Self.find([13, 10] + delimiter, in: body, from: headEnd + 4)
      else { return nil }
      add(head: String(decoding: body[position..<headEnd], as: UTF8.self), content: Array(body[(headEnd + 4)..<end]))
      position = end + 2 + delimiter.count
    }
    return nil
  }

  private mutating func add(head: String, content: [UInt8]) {
    guard
      let line = head.split(whereSeparator: \.isNewline).first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
      let field = Self.parameter("name", in: String(line))
    else { return }
    if let name = Self.parameter("filename", in: String(line)) {
      guard !name.isEmpty || !content.isEmpty else { return }  // an empty file control
      uploads.append(
        Upload(field: field, name: String(name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""), bytes: content))
    } else {
      fields.pairs.append(Fields.Pair(name: field, value: String(decoding: content, as: UTF8.self)))
    }
  }

  private static func boundary(in header: String) -> String? {
    guard header.lowercased().hasPrefix("multipart/form-data"), let start = header.range(of: "boundary=") else { return nil }
    let text = header[start.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" }
    return text.isEmpty || text.utf8.count > 70 ? nil : text
  }

  /// `name="…"` with the escapes browsers use: %22, %0D, %0A.
  private static func parameter(_ name: String, in line: String) -> String? {
    guard let start = line.range(of: "; \(name)=\"") else { return nil }
    let text = line[start.upperBound...].prefix { $0 != "\"" }
    return String(text).replacing("%22", with: "\"").replacing("%0D", with: "").replacing("%0A", with: "")
  }

  private static func find(_ needle: [UInt8], in body: [UInt8], from start: Int) -> Int? {
    guard body.count - needle.count >= start else { return nil }
    return body.withUnsafeBufferPointer { body in
      var position = start
      let first = needle[0]
      while position <= body.count - needle.count {
        if body[position] == first {
          var matched = 1
          while matched < needle.count, body[position + matched] == needle[matched] { matched += 1 }
          if matched == needle.count { return position }
        }
        position += 1
      }
      return nil
    }
  }
}
