/// One record of a CSV file.
package struct CSVRecord: Sendable, Hashable {
  /// The number of its first line in the file, from 1; a quoted cell may hold more lines.
  package let line: Int
  package let cells: [String]
}

/// Why a CSV file cannot be read, with the line to look at.
package enum CSVFault: Error, Hashable, Sendable, Codable {
  /// A quotation mark opened on this line is never closed.
  case unclosedQuote(line: Int)
  /// A letter stands between a closing quotation mark and the next separator.
  case textAfterQuote(line: Int)
  case tooManyColumns(line: Int)
  case fieldTooLong(line: Int)
  /// No text at all: the file must be saved as CSV in UTF-8.
  case notText
}

package enum CSVEncoding: String, Sendable {
  case utf8
  /// Excel's "Unicode text", with its byte order mark.
  case utf16
  case windows1251
  /// The Kazakh code page made from Windows-1251.
  case kz1048
}

/// Reads CSV as RFC 4180 has it and as spreadsheets write it: `;`, `,` or tab between cells, any line ending, with or without
/// a byte order mark, UTF-8, UTF-16 or (when it is neither) Windows-1251 or its Kazakh sister KZ-1048. Empty lines are passed over.
///
///     var reader = try CSVReader(bytes: bytes)
///     while let record = try reader.next() { … record.cells … }
package struct CSVReader {
  package static let mostColumns = 500
  package static let longestField = 1 << 20

  package let encoding: CSVEncoding
  package let separator: UInt8
  /// A row may have no more cells.
  package var mostColumns = Self.mostColumns
  private let bytes: [UInt8]
  private var position: Int
  private var line = 1

  /// Throws `CSVFault.notText` for bytes that are no text.
  package init(bytes: [UInt8], separator: UInt8? = nil) throws(CSVFault) {
    (self.bytes, encoding) = try Self.decoded(bytes)
    position = self.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if let named = CSVSeparator.named(self.bytes[position...]) {
      self.separator = separator ?? named
      position += 5
    } else {
      self.separator = separator ?? CSVSeparator.guessed(self.bytes[position...])
    }
  }

  /// The text as UTF-8 and what it was written in.
  private static func decoded(_ bytes: [UInt8]) throws(CSVFault) -> ([UInt8], CSVEncoding) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      guard let text = UTF16File.utf8(bytes), !text.contains(0) else { throw .notText }
      return (text, .utf16)
    }
    guard !bytes.contains(0) else { throw .notText }
    if String(validating: bytes, as: UTF8.self) != nil { return (bytes, .utf8) }
    return KZ1048.isLikely(bytes) ? (KZ1048.utf8(bytes), .kz1048) : (Windows1251.utf8(bytes), .windows1251)
  }

  /// The next record; nil at the end.
  package mutating func next() throws(CSVFault) -> CSVRecord? {
    passEmptyLines()
    guard position < bytes.count else { return nil }
    let first = line
    var cells: [String] = []
    repeat {
      let text = try cell()
      // Programs write a separator for each column they once drew a border in.
      guard cells.count < mostColumns else {
        guard text.isEmpty else { throw .tooManyColumns(line: first) }
        continue
      }
      cells.append(text)
    } while passSeparator()
    passLineEnd()
    return CSVRecord(line: first, cells: cells)
  }

  private mutating func cell() throws(CSVFault) -> String {
    guard position < bytes.count, bytes[position] == Letter.quote else { return try bareCell() }
    return try quotedCell()
  }

  private mutating func bareCell() throws(CSVFault) -> String {
    let start = position
    while position < bytes.count, bytes[position] != separator, !Letter.endsLine(bytes[position]) { position += 1 }
    guard position - start <= Self.longestField else { throw .fieldTooLong(line: line) }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func quotedCell() throws(CSVFault) -> String {
    let (opened, start) = (line, position)
    var text: [UInt8] = []
    var isWord = true
    position += 1
    while true {
      guard position < bytes.count else { throw .unclosedQuote(line: opened) }
      guard text.count <= Self.longestField else { throw .fieldTooLong(line: opened) }
      let byte = bytes[position]
      position += 1
      if byte == Letter.quote {
        guard position < bytes.count, bytes[position] == Letter.quote else { break }
        position += 1
        isWord = false
      } else if byte == Letter.newline
        || (byte == Letter.carriage && !(position < bytes.count && bytes[position] == Letter.newline))
      {
        line += 1
      }
      if byte == separator || Letter.endsLine(byte) { isWord = false }
      text.append(byte)
    }
    guard position == bytes.count || bytes[position] == separator || Letter.endsLine(bytes[position]) else {
      // "Мектеп" №5, typed by hand: the marks are part of the name, and nothing in them could divide the line otherwise.
      guard isWord, !text.isEmpty else { throw .textAfterQuote(line: line) }
      position = start
      return try bareCell()
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func passSeparator() -> Bool {
    guard position < bytes.count, bytes[position] == separator else { return false }
    position += 1
    return true
  }

  private mutating func passEmptyLines() {
    while position < bytes.count, Letter.endsLine(bytes[position]) { passLineEnd() }
  }

  private mutating func passLineEnd() {
    guard position < bytes.count else { return }
    let isPair = bytes[position] == Letter.carriage && position + 1 < bytes.count && bytes[position + 1] == Letter.newline
    position += isPair ? 2 : 1
    line += 1
  }
}

enum Letter {
  static let quote = UInt8(ascii: "\"")
  static let newline = UInt8(ascii: "\n")
  static let carriage = UInt8(ascii: "\r")
  static let tab = UInt8(ascii: "\t")

  static func endsLine(_ byte: UInt8) -> Bool { byte == newline || byte == carriage }
}
