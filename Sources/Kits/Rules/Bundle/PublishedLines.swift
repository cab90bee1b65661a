/// The lines of a published table, without their ends. Nothing is copied.
package struct PublishedLines: Sequence, IteratorProtocol {
  private var rest: ArraySlice<UInt8>

  package init(_ bytes: [UInt8]) { rest = bytes[...] }

  package mutating func next() -> ArraySlice<UInt8>? {
    guard !rest.isEmpty else { return nil }
    let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
    let line = rest[rest.startIndex..<end]
    rest = rest[(end < rest.endIndex ? end + 1 : end)...]
    return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
  }

  /// The cells of a line in which no cell has a line end; nil where a quotation mark is never closed or the text is no UTF-8.
  package static func cells(_ line: ArraySlice<UInt8>) -> [String]? {
    guard line.count <= 1 << 16, let text = String(validating: line, as: UTF8.self) else { return nil }
    guard line.contains(UInt8(ascii: "\"")) else {
      return text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    var (cells, cell, isQuoted): ([String], [UInt8], Bool) = ([], [], false)
    // A mark that closed a cell, or the first of two that stand for one.
    var hasClosed = false
    for byte in line {
      if byte == UInt8(ascii: "\"") {
        if hasClosed { cell.append(byte) }
        hasClosed = isQuoted
        isQuoted.toggle()
        continue
      }
      hasClosed = false
      if byte == UInt8(ascii: ","), !isQuoted {
        cells.append(String(decoding: cell, as: UTF8.self))
        cell = []
      } else {
        cell.append(byte)
      }
    }
    return isQuoted ? nil : cells + [String(decoding: cell, as: UTF8.self)]
  }
}
