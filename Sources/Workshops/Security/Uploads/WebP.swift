/// A WebP walked chunk by chunk (RFC 9649). `cleaned` drops EXIF, XMP and unknown chunks and takes their marks out of the
/// header; the orientation a camera wrote goes with them, which browsers, the only makers of WebP here, never write.
struct WebP {
  private(set) var width = 0
  private(set) var height = 0
  private(set) var cleaned: [UInt8] = []

  init(_ bytes: [UInt8]) throws(UploadComplaint) {
    let end = bytes.little32(4) + 8
    guard end <= bytes.count else { throw .cutShort }
    var chunks: [UInt8] = []
    var position = 12
    var hasPicture = false
    while position < end {
      guard position + 8 <= end else { throw .damaged }
      let name = String(decoding: bytes[position..<(position + 4)], as: UTF8.self)
      let length = bytes.little32(position + 4)
      let next = position + 8 + length + length % 2
      guard position + 8 + length <= end else { throw .damaged }
      var chunk = Array(bytes[position..<min(next, end)])
      try measure(chunk, name)
      if name == "VP8X" {
        // One header, and the first chunk; a second one would reach the store unmeasured.
        guard position == 12, chunk.count >= 18 else { throw .damaged }
        chunk[8] &= ~0b0000_1100
      }
      if ["VP8 ", "VP8L", "VP8X", "ALPH", "ICCP", "ANIM", "ANMF"].contains(name) { chunks += chunk }
      hasPicture = hasPicture || ["VP8 ", "VP8L", "ANMF"].contains(name)
      position = next
    }
    guard hasPicture, width > 0 else { throw .damaged }
    cleaned = Array("RIFF".utf8) + withUnsafeBytes(of: UInt32(chunks.count + 4).littleEndian) { [UInt8]($0) }
    cleaned += Array("WEBP".utf8) + chunks
  }

  private mutating func measure(_ chunk: [UInt8], _ name: String) throws(UploadComplaint) {
    guard width == 0 else { return }
    switch name {
    case "VP8X":
      guard chunk.count >= 18 else { throw .damaged }
      width = chunk.little24(12) + 1
      height = chunk.little24(15) + 1
    case "VP8 ":
      guard chunk.count >= 18, chunk[11...13].elementsEqual([0x9d, 0x01, 0x2a]) else { throw .damaged }
      width = chunk.little16(14) & 0x3fff
      height = chunk.little16(16) & 0x3fff
    case "VP8L":
      guard chunk.count >= 13, chunk[8] == 0x2f else { throw .damaged }
      let bits = chunk.little32(9)
      width = bits & 0x3fff + 1
      height = bits >> 14 & 0x3fff + 1
    default: break
    }
  }
}
