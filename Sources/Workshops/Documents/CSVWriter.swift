/// Writes CSV that spreadsheets open without a question: RFC 4180, UTF-8 with a byte order mark, lines ended by CRLF.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front, so that a girl's answer never computes
/// anything on a coordinator's machine; plain numbers and phone numbers (digits and spaces) stay as they are.
package struct CSVWriter {
  package let separator: UInt8
  private var pending: [UInt8] = [0xEF, 0xBB, 0xBF]

  package init(separator: UInt8 = UInt8(ascii: ";")) {
    self.separator = separator
  }

  package mutating func add(_ cells: [String]) {
    for (position, cell) in cells.enumerated() {
      if position > 0 { pending.append(separator) }
      write(Self.harmless(cell))
    }
    pending += [Letter.carriage, Letter.newline]
  }

  /// What was written since the last time, for exports that are sent while they are made.
  package mutating func take() -> [UInt8] {
    defer { pending = [] }
    return pending
  }

  /// The cell with an apostrophe in front when a spreadsheet might compute it.
  package static func harmless(_ cell: String) -> String {
    guard let first = cell.utf8.first, dangerous.contains(first), !isNumber(cell), !isPhone(cell) else { return cell }
    return "'" + cell
  }

  /// A cell as it was before `harmless`: what we have written is read back as it was.
  static func plain(_ cell: String) -> String {
    guard cell.utf8.first == UInt8(ascii: "'"), let second = cell.utf8.dropFirst().first, dangerous.contains(second) else {
      return cell
    }
    return String(cell.dropFirst())
  }

  private mutating func write(_ cell: String) {
    let needsQuotes =
      cell.utf8.contains { $0 == separator || $0 == Letter.quote || Letter.endsLine($0) } || cell.utf8.first == 0x20
      || cell.utf8.last == 0x20
    guard needsQuotes else { return pending += cell.utf8 }
    pending.append(Letter.quote)
    for byte in cell.utf8 {
      if byte == Letter.quote { pending.append(byte) }
      pending.append(byte)
    }
    pending.append(Letter.quote)
  }

  private static let dangerous = Set("=+-@\t\r\n".utf8)

  /// A sign, digits, and at most one point or comma between digits.
  private static func isNumber(_ cell: String) -> Bool {
    let digits = cell.utf8.first.map { "+-".utf8.contains($0) } == true ? cell.utf8.dropFirst() : cell.utf8[...]
    let parts = digits.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
  }

  /// + and 10 to 15 digits with spaces between them; hyphens would be a subtraction.
  private static func isPhone(_ cell: String) -> Bool {
    guard cell.utf8.first == UInt8(ascii: "+") else { return false }
    let rest = cell.utf8.dropFirst()
    return rest.allSatisfy { isDigit($0) || $0 == 0x20 } && (10...15).contains(rest.count(where: isDigit))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
