import CQREncode

/// A QR code (ISO/IEC 18004) as a square of dark and light modules.
package struct QR: Sendable {
  /// Modules of one side, without the quiet zone.
  package let size: Int
  private let dark: [Bool]

  /// Nothing but too long a text is refused.
  package struct TooLong: Error {}

  /// Medium correction: 15 % of the square may be lost to a crease or a stamp.
  package init(_ text: String) throws(TooLong) {
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { throw TooLong() }
    defer { QRcode_free(code) }
    size = Int(code.pointee.width)
    guard let data = code.pointee.data else { throw TooLong() }
    dark = (0..<(size * size)).map { data[$0] & 1 == 1 }
  }

  package func isDark(_ x: Int, _ y: Int) -> Bool { dark[y * size + x] }

  /// The dark modules as one path in module units, runs of a row joined.
  package var path: String {
    runs.map { "M\($0.x) \($0.y)h\($0.length)v1h-\($0.length)z" }.joined()
  }

  /// A whole picture with the quiet zone of four modules the standard asks for; scales to its box. The label is for people
  /// who do not see it; it is escaped here.
  package func svg(label: String) -> String {
    let escaped = label.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 \(size + 8) \(size + 8)" role="img" aria-label="\(escaped)" \
      shape-rendering="crispEdges"><path fill="#fff" d="M-4-4h\(size + 8)v\(size + 8)h-\(size + 8)z"/><path d="\(path)"/></svg>
      """
  }

  var runs: [(x: Int, y: Int, length: Int)] {
    var runs: [(Int, Int, Int)] = []
    for y in 0..<size {
      var x = 0
      while x < size {
        let start = x
        while x < size, isDark(x, y) { x += 1 }
        if x > start { runs.append((start, y, x - start)) }
        x += 1
      }
    }
    return runs
  }
}
