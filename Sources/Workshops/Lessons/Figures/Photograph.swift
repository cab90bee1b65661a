/// A photograph of a lesson, kept in two widths.
package enum Photograph {
  /// Each width with the most it may weigh.
  package static let sizes: [(width: Int, mostBytes: Int)] = [(320, 20_000), (640, 45_000)]

  /// Nil where the file is a WebP of that width and light enough.
  package static func complaint(about bytes: [UInt8], width: Int) -> FigureComplaint? {
    guard let size = sizes.first(where: { $0.width == width }), let found = self.width(of: bytes) else {
      return FigureComplaint(1, .notWebP)
    }
    if found != width { return FigureComplaint(1, .wrongWidth(found, wanted: width)) }
    return bytes.count > size.mostBytes ? FigureComplaint(1, .tooLarge(kilobytes: size.mostBytes / 1_000)) : nil
  }

  /// After the container's specification (developers.google.com/speed/webp/docs/riff_container): lossy, lossless and extended files.
  private static func width(of bytes: [UInt8]) -> Int? {
    guard bytes.count >= 30, bytes.starts(with: "RIFF".utf8), bytes[8..<12].elementsEqual("WEBP".utf8) else { return nil }
    switch String(decoding: bytes[12..<16], as: UTF8.self) {
    case "VP8 ": return Int(bytes[26]) | Int(bytes[27] & 0x3F) << 8
    case "VP8L": return 1 + (Int(bytes[21]) | Int(bytes[22] & 0x3F) << 8)
    case "VP8X": return 1 + (Int(bytes[24]) | Int(bytes[25]) << 8 | Int(bytes[26]) << 16)
    default: return nil
    }
  }
}
