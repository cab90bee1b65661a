/// A photograph of a lesson, kept in two widths.
package enum Photograph {
  /// Each width with the most it may weigh.
  package static let sizes: [(width: Int, mostBytes: Int)] = [(320, 20_000), (640, 45_000)]

  /// Nil where the file is a WebP of that width and light enough.
  package static func complaint(about bytes: [UInt8], width: Int) -> FigureComplaint? {
    guard let size = sizes.first(where: { $0.width == width }), let found = self.size(of: bytes)?.width else {
      return FigureComplaint(1, .notWebP)
    }
    if found != width { return FigureComplaint(1, .wrongWidth(found, wanted: width)) }
    return bytes.count > size.mostBytes ? FigureComplaint(1, .tooLarge(kilobytes: size.mostBytes / 1_000)) : nil
  }

  /// In pixels; nil where it is no WebP. After the container's specification (developers.google.com/speed/webp/docs/riff_container):
  /// lossy, lossless and extended files.
  package static func size(of bytes: [UInt8]) -> (width: Int, height: Int)? {
    guard bytes.count >= 30, bytes.starts(with: "RIFF".utf8), bytes[8..<12].elementsEqual("WEBP".utf8) else { return nil }
    func number(_ at: Int) -> Int { Int(bytes[at]) }
    switch String(decoding: bytes[12..<16], as: UTF8.self) {
    case "VP8 ": return (number(26) | (number(27) & 0x3F) << 8, number(28) | (number(29) & 0x3F) << 8)
    case "VP8L":
      let packed = number(21) | number(22) << 8 | number(23) << 16 | number(24) << 24
      return (1 + (packed & 0x3FFF), 1 + (packed >> 14 & 0x3FFF))
    case "VP8X":
      return (1 + (number(24) | number(25) << 8 | number(26) << 16), 1 + (number(27) | number(28) << 8 | number(29) << 16))
    default: return nil
    }
  }
}
