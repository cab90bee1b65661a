import CZlib

/// Looks a PDF through for what runs or carries other files, in the open and inside its compressed streams.
///
/// The names are looked for everywhere, not only where the syntax allows them, so that no reading of the file hides one; each
/// has at least six letters, so chance does not make one in the bytes of a picture, but for `/XFA`: about one picture of 16 MB in
/// five thousand. An opening action that only names a
/// page (`/OpenAction [`) is harmless and common.
enum PDFScan {
  private static let refused: Set<[UInt8]> = Set(
    [
      "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "OpenAction", "SubmitForm", "ImportData", "RichMedia",
      "GoToE", "GoToR", "XFA", "NeedsRendering",
    ].map { Array($0.utf8) })
  private static let longestStream = 16 << 20
  /// Bytes inflated and bytes read for it in all, those of streams that are given up included: a file decides how many it has, and
  /// many may lead into one tail from which nothing comes.
  private static let longestInAll = 96 << 20
  private static let mostStreams = 20_000

  static func check(_ bytes: [UInt8]) throws(UploadComplaint) {
    guard bytes.starts(with: "%PDF-".utf8) else { throw .unknownKind }
    guard bytes.position(of: "%%EOF", from: max(0, bytes.count - 2048)) != nil else { throw .cutShort }
    try refuseNames(bytes)
    if names(bytes, "ObjStm") { try refuseChains(bytes) }
    var left = longestInAll
    var streams = 0
    var position = 0
    while let keyword = bytes.position(of: "stream", from: position) {
      position = keyword + 6
      if bytes.holds("end", at: keyword - 3) { continue }
      streams += 1
      guard streams <= mostStreams else { throw .opaque }
      var start = position
      if start < bytes.count, bytes[start] == 0x0d { start += 1 }
      if start < bytes.count, bytes[start] == 0x0a { start += 1 }
      let dictionary = dictionary(before: keyword, in: bytes)
      let content = inflate(bytes[start...], most: longestStream, left: &left)
      guard left > 0 else { throw .opaque }
      guard let content else {
        if names(dictionary, "ObjStm") { throw .opaque }
        continue
      }
      // Objects behind a predictor or a second filter would be read by others and not by us.
      if names(dictionary, "ObjStm"), dictionary.position(of: "Predictor") != nil { throw .opaque }
      try refuseNames(content)
    }
    // A trailer says where the document begins, in the open (ISO 32000-1, 7.5.5 and 7.5.8); junk between the first and last line does not.
    guard names(bytes, "Root") else { throw .unknownKind }
  }

  /// Where objects are packed into streams, each stream has one filter, which we undo, or ends as a picture: behind two filters, or one
  /// named elsewhere, an object would be read by others and not by us.
  private static func refuseChains(_ bytes: [UInt8]) throws(UploadComplaint) {
    let filter = Array("Filter".utf8)
    var position = 0
    var name: [UInt8] = []
    while let slash = bytes[position...].firstIndex(of: UInt8(ascii: "/")) {
      position = slash + 1
      read(&name, bytes, &position)
      guard name == filter else { continue }
      var chain: [[UInt8]] = []
      var rest = skipSpace(bytes, position)
      let isList = rest < bytes.count && bytes[rest] == UInt8(ascii: "[")
      if isList { rest = skipSpace(bytes, rest + 1) }
      while rest < bytes.count, bytes[rest] == UInt8(ascii: "/"), chain.count < 8 {
        rest += 1
        var next: [UInt8] = []
        read(&next, bytes, &rest)
        chain.append(next)
        rest = skipSpace(bytes, rest)
        if !isList { break }
      }
      guard isList ? rest < bytes.count && bytes[rest] == UInt8(ascii: "]") : !chain.isEmpty else { throw .opaque }
      if let last = chain.last, pictures.contains(last) { continue }
      guard chain.isEmpty || chain == [inflated] else { throw .opaque }
    }
  }

  private static let inflated = Array("FlateDecode".utf8)
  private static let pictures: Set<[UInt8]> = Set(
    ["DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode"].map { Array($0.utf8) })

  private static func skipSpace(_ bytes: [UInt8], _ start: Int) -> Int {
    bytes[min(start, bytes.count)...].firstIndex { !isSpace($0) } ?? bytes.count
  }

  private static func refuseNames(_ bytes: [UInt8]) throws(UploadComplaint) {
    let locked = Array("Encrypt".utf8)
    let opening = Array("OpenAction".utf8)
    var position = 0
    // One buffer for all names: a file may hold millions of them.
    var name: [UInt8] = []
    while let slash = bytes[position...].firstIndex(of: UInt8(ascii: "/")) {
      position = slash + 1
      read(&name, bytes, &position)
      guard name.count >= 3 else { continue }
      if name == locked { throw .locked }
      guard refused.contains(name) else { continue }
      let next = bytes[position...].first { !isSpace($0) }
      if name == opening, next == UInt8(ascii: "[") { continue }
      throw .active
    }
  }

  /// A name with its #41 escapes read, up to 16 bytes: none of ours is longer.
  private static func read(_ name: inout [UInt8], _ bytes: [UInt8], _ position: inout Int) {
    name.removeAll(keepingCapacity: true)
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
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0 || (9...13).contains(byte) || byte == 32 }

  private static func dictionary(before end: Int, in bytes: [UInt8]) -> [UInt8] {
    let window = Array(bytes[max(0, end - 1024)..<end])
    var start = 0
    while let next = window.position(of: " obj", from: start) { start = next + 4 }
    return Array(window[start...])
  }

  private static func names(_ bytes: [UInt8], _ wanted: String) -> Bool {
    let wanted = Array(wanted.utf8)
    var position = 0
    var name: [UInt8] = []
    while let slash = bytes[position...].firstIndex(of: UInt8(ascii: "/")) {
      position = slash + 1
      read(&name, bytes, &position)
      if name == wanted { return true }
    }
    return false
  }

  /// What zlib makes of the bytes up to its own end; nil when they are not zlib's, longer than `most`, or more work than is left.
  private static func inflate(_ bytes: ArraySlice<UInt8>, most: Int, left: inout Int) -> [UInt8]? {
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
        let before = stream.pointee.avail_in
        let (status, written) = piece.withUnsafeMutableBufferPointer { output in
          stream.pointee.next_out = output.baseAddress
          stream.pointee.avail_out = UInt32(output.count)
          let status = CZlib.inflate(stream, Z_NO_FLUSH)
          return (status, output.count - Int(stream.pointee.avail_out))
        }
        left -= written + Int(before - stream.pointee.avail_in)
        guard left > 0, content.count + written <= most else { return nil }
        content += piece[..<written]
        if status == Z_STREAM_END { return content }
        guard status == Z_OK, written > 0 || stream.pointee.avail_in > 0 else { return content.isEmpty ? nil : content }
      }
    }
  }
}
