import CZlib

/// Looks a PDF through for what runs or carries other files, in the open and inside its compressed streams.
///
/// The names are looked for everywhere, not only where the syntax allows them, so that no reading of the file hides one; each
/// has at least six letters, so chance does not make one in the bytes of a picture. An opening action that only names a
/// page (`/OpenAction [`) is harmless and common.
enum PDFScan {
  private static let refused: Set<[UInt8]> = Set(
    [
      "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "OpenAction", "SubmitForm", "ImportData", "RichMedia",
      "GoToE", "GoToR",
    ].map { Array($0.utf8) })
  private static let longestStream = 16 << 20
  private static let longestInAll = 96 << 20

  static func check(_ bytes: [UInt8]) throws(UploadComplaint) {
    guard bytes.starts(with: "%PDF-".utf8) else { throw .unknownKind }
    guard bytes.position(of: "%%EOF", from: max(0, bytes.count - 2048)) != nil else { throw .cutShort }
    try refuseNames(bytes)
    var inflated = 0
    var position = 0
    while let keyword = bytes.position(of: "stream", from: position) {
      position = keyword + 6
      if bytes.holds("end", at: keyword - 3) { continue }
      var start = position
      if start < bytes.count, bytes[start] == 0x0d { start += 1 }
      if start < bytes.count, bytes[start] == 0x0a { start += 1 }
      let dictionary = dictionary(before: keyword, in: bytes)
      guard let content = inflate(bytes[start...], most: min(longestStream, longestInAll - inflated)) else {
        if isObjects(dictionary) { throw .opaque }
        continue
      }
      // Objects behind a predictor or a second filter would be read by others and not by us.
      if isObjects(dictionary), dictionary.position(of: "Predictor") != nil { throw .opaque }
      inflated += content.count
      guard inflated < longestInAll else { throw .opaque }
      try refuseNames(content)
    }
  }

  private static func refuseNames(_ bytes: [UInt8]) throws(UploadComplaint) {
    var position = 0
    while let slash = bytes[position...].firstIndex(of: UInt8(ascii: "/")) {
      position = slash + 1
      let name = name(bytes, &position)
      if name == Array("Encrypt".utf8) { throw .locked }
      guard refused.contains(name) else { continue }
      let next = bytes[position...].first { !isSpace($0) }
      if name == Array("OpenAction".utf8), next == UInt8(ascii: "[") { continue }
      throw .active
    }
  }

  /// A name with its #41 escapes read, up to 16 bytes: none of ours is longer.
  private static func name(_ bytes: [UInt8], _ position: inout Int) -> [UInt8] {
    var name: [UInt8] = []
    while position < bytes.count, name.count < 16, !isSpace(bytes[position]), !"/<>[](){}%".utf8.contains(bytes[position]) {
      if bytes[position] == UInt8(ascii: "#"), position + 2 < bytes.count,
        let high = Character(UnicodeScalar(bytes[position + 1])).hexDigitValue,
        let low = Character(UnicodeScalar(bytes[position + 2])).hexDigitValue
      {
        name.append(UInt8(high << 4 | low))
        position += 3
      } else {
        name.append(bytes[position])
        position += 1
      }
    }
    return name
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0 || (9...13).contains(byte) || byte == 32 }

  private static func dictionary(before end: Int, in bytes: [UInt8]) -> [UInt8] {
    let window = Array(bytes[max(0, end - 1024)..<end])
    var start = 0
    while let next = window.position(of: " obj", from: start) { start = next + 4 }
    return Array(window[start...])
  }

  private static func isObjects(_ bytes: [UInt8]) -> Bool {
    var position = 0
    while let slash = bytes[position...].firstIndex(of: UInt8(ascii: "/")) {
      position = slash + 1
      if name(bytes, &position) == Array("ObjStm".utf8) { return true }
    }
    return false
  }

  /// What zlib makes of the bytes up to its own end; nil when they are not zlib's or longer than `most`.
  private static func inflate(_ bytes: ArraySlice<UInt8>, most: Int) -> [UInt8]? {
    guard bytes.count > 2, bytes[bytes.startIndex] & 15 == 8 else { return nil }
    // zlib keeps a pointer to its stream, so the stream must not move.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    guard inflateInit_(stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    defer { inflateEnd(stream) }
    var content: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    return bytes.withUnsafeBufferPointer { input -> [UInt8]? in
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.pointee.avail_in = UInt32(input.count)
      while true {
        let (status, written) = piece.withUnsafeMutableBufferPointer { output in
          stream.pointee.next_out = output.baseAddress
          stream.pointee.avail_out = UInt32(output.count)
          let status = CZlib.inflate(stream, Z_NO_FLUSH)
          return (status, output.count - Int(stream.pointee.avail_out))
        }
        content += piece[..<written]
        guard content.count <= most else { return nil }
        if status == Z_STREAM_END { return content }
        guard status == Z_OK, written > 0 || stream.pointee.avail_in > 0 else { return content.isEmpty ? nil : content }
      }
    }
  }
}
