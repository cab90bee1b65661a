import CZlib

/// A PNG walked chunk by chunk with its checksums (W3C PNG 1.2, 5.3). `cleaned` keeps what a decoder needs and drops texts,
/// times, EXIF and whatever stands behind the end.
struct PNG {
  static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  private static let kept: Set<String> = [
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "cICP",
  ]

  private(set) var width = 0
  private(set) var height = 0
  private(set) var cleaned = PNG.signature

  init(_ bytes: [UInt8]) throws(UploadComplaint) {
    var position = Self.signature.count
    var hasPicture = false
    while true {
      guard position + 12 <= bytes.count else { throw .cutShort }
      let length = bytes.big32(position)
      guard length <= Int(Int32.max) else { throw .damaged }
      guard position + 12 + length <= bytes.count else { throw .cutShort }
      let chunk = bytes[position..<(position + 12 + length)]
      let name = String(decoding: bytes[(position + 4)..<(position + 8)], as: UTF8.self)
      guard Self.checksum(bytes[(position + 4)..<(position + 8 + length)]) == bytes.big32(position + 8 + length) else {
        throw .damaged
      }
      guard (name == "IHDR") == (width == 0) else { throw .damaged }
      if name == "IHDR" {
        guard length == 13 else { throw .damaged }
        width = bytes.big32(position + 8)
        height = bytes.big32(position + 12)
        guard width > 0, height > 0 else { throw .damaged }
      }
      if Self.kept.contains(name) { cleaned += chunk }
      hasPicture = hasPicture || name == "IDAT"
      position += 12 + length
      if name == "IEND" { break }
    }
    guard hasPicture else { throw .damaged }
  }

  private static func checksum(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBufferPointer { Int(crc32(0, $0.baseAddress, UInt32($0.count))) }
  }
}
