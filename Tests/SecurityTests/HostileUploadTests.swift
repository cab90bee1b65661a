import CZlib
import Security
import Testing

/// Files made to stop the house or to keep it busy.
@Suite struct HostileUploadTests {
  private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    Array(name.utf8) + withUnsafeBytes(of: UInt32(content.count).littleEndian) { Array($0) } + content
  }

  private static func webp(_ chunks: [[UInt8]]) -> [UInt8] {
    let body = Array("WEBP".utf8) + chunks.joined()
    return Array("RIFF".utf8) + withUnsafeBytes(of: UInt32(body.count).littleEndian) { Array($0) } + body
  }

  private static let header = chunk("VP8X", [8, 0, 0, 0, 9, 0, 0, 9, 0, 0])
  private static let picture = chunk("VP8L", [0x2f, 9, 0, 0, 0, 0])

  /// 54 bytes that ended the process: the second header was never measured and its ninth byte was not there.
  @Test(arguments: [
    [header, chunk("VP8X", []), picture], [header, header, picture], [picture, header], [chunk("VP8X", [0]), picture],
  ])
  func aHeaderThatDoesNotStandFirstAndWholeIsDamage(chunks: [[UInt8]]) {
    #expect(throws: UploadComplaint.damaged) { try Upload(checking: Self.webp(chunks), taken: [.webp]) }
  }

  @Test func oneHeaderBeforeThePictureIsTaken() throws {
    let upload = try Upload(checking: Self.webp([Self.header, Self.picture]), taken: [.webp])
    #expect(upload.width == 10 && upload.height == 10)
  }

  /// Each `stream` of the file inflates to more than is looked at, and all share one tail: a hundred cost as many times seventeen
  /// megabytes until what was given up counted too.
  @Test func streamsThatAreGivenUpCountAsWork() {
    let tail = Self.deflated([UInt8](repeating: 0, count: 17 << 20))
    var file = Array("%PDF-1.5\n".utf8)
    let head: [UInt8] = Array("stream\n".utf8) + [0x78, 0x01]
    let units = 200
    for unit in 0..<units {
      // A stored block (RFC 1951, 3.2.4) that reaches over all the later units to the tail.
      let rest = (units - unit - 1) * (head.count + 5)
      let length = UInt16(rest)
      file += head + [0] + [UInt8(length & 255), UInt8(length >> 8), UInt8(~length & 255), UInt8(~length >> 8)]
    }
    file += tail + Array("\nendstream\n%%EOF".utf8)
    #expect(throws: UploadComplaint.opaque) { try Upload(checking: file, taken: [.pdf]) }
  }

  /// The same way into a tail of empty blocks: nothing is inflated, and all of it is read for each.
  @Test func streamsOfNothingCountAsWork() {
    let tail = Array(repeating: [0, 0, 0, 255, 255] as [UInt8], count: 800_000).joined()
    var file = Array("%PDF-1.5\n".utf8)
    let head: [UInt8] = Array("stream\n".utf8) + [0x78, 0x01]
    let units = 2000
    for unit in 0..<units {
      let length = UInt16((units - unit - 1) * (head.count + 5))
      file += head + [0] + [UInt8(length & 255), UInt8(length >> 8), UInt8(~length & 255), UInt8(~length >> 8)]
    }
    file += tail + Array("\nendstream\n%%EOF".utf8)
    #expect(throws: UploadComplaint.opaque) { try Upload(checking: file, taken: [.pdf]) }
  }

  @Test func moreStreamsThanAnyDocumentHasAreNotLookedThrough() {
    let file = Array("%PDF-1.5\n".utf8) + Array(repeating: Array("stream\nx".utf8), count: 30_000).joined() + Array("%%EOF".utf8)
    #expect(throws: UploadComplaint.opaque) { try Upload(checking: file, taken: [.pdf]) }
  }

  /// Raw deflate (RFC 1951).
  private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var packed = [UInt8](repeating: 0, count: bytes.count + 100)
    var length = uLongf(packed.count)
    _ = compress2(&packed, &length, bytes, uLong(bytes.count), 9)
    // Without zlib's two bytes before and four behind.
    return Array(packed[2..<(Int(length) - 4)])
  }
}
